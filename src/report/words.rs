//! The sentences that pages and charts put together from figures, in French and English. A theme's words come on top
//! and may replace those of pages; the words of the core lie beneath.

use std::sync::LazyLock;

use crate::language::{Args, Catalogue, Lang, MessageError, core};

const SOURCES: [(Lang, &str); 2] = [
    (Lang::Fr, include_str!("words/fr.ftl")),
    (Lang::En, include_str!("words/en.ftl")),
];

/// Adds the report's own words to a catalogue.
pub(super) fn add_own(catalogue: &mut Catalogue) {
    for (lang, source) in SOURCES {
        // The texts are part of the binary and a test reads them; a key that is missing all the same is an error
        // where it is asked for.
        let _ = catalogue.add(lang, source);
    }
}

/// The report's own words, without any theme.
pub(super) fn own() -> &'static Catalogue {
    static OWN: LazyLock<Catalogue> = LazyLock::new(|| {
        let mut catalogue = Catalogue::new();
        add_own(&mut catalogue);
        catalogue
    });
    &OWN
}

/// The words for `key`: of `catalogue`, else of the core.
pub(super) fn find(catalogue: &Catalogue, lang: Lang, key: &str, args: &Args) -> Result<String, MessageError> {
    if catalogue.has(lang, key) {
        catalogue.get(lang, key, args)
    } else {
        core().get(lang, key, args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_are_valid_and_have_the_same_keys() {
        let mut catalogue = Catalogue::new();
        for (lang, source) in SOURCES {
            catalogue.add(lang, source).unwrap();
        }
        assert_eq!(catalogue.gaps(), []);
    }

    #[test]
    fn a_word_of_the_core_is_found_beneath() {
        let words = find(own(), Lang::En, "outcome-kpi-passed", &Args::new());
        assert_eq!(words.as_deref(), Ok("Target met"));
        assert!(find(own(), Lang::En, "no-such-key", &Args::new()).is_err());
    }
}
