//! The words of what the core itself finds, in French and in English.

use std::sync::OnceLock;

use crate::language::{Args, Catalogue, Lang, Text, typography};

/// The catalogue. A file that does not parse is a bug of ours, which the test below catches.
fn catalogue() -> &'static Catalogue {
    static WORDS: OnceLock<Catalogue> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Catalogue::new();
        for (lang, source) in [
            (Lang::En, include_str!("words/en.ftl")),
            (Lang::Fr, include_str!("words/fr.ftl")),
        ] {
            // An unreadable file leaves the catalogue empty, and every key then shows as itself.
            let _ = words.add(lang, source);
        }
        words
    })
}

/// The message `key` in every language. A missing key shows as itself, never as a blank.
pub(super) fn say(key: &str, args: &Args) -> Text {
    let words = |lang| {
        let said = catalogue().get(lang, key, args).unwrap_or_else(|_| key.to_owned());
        typography(lang, &said.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    };
    Text::new(words(Lang::En), words(Lang::Fr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same_messages() {
        assert!(catalogue().keys(Lang::En).count() > 10);
        assert_eq!(catalogue().gaps(), []);
    }
}
