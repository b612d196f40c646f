//! The one list of problem codes, which `parcours explain` prints. `tests/tidy` holds it against the sources.
//!
//! A code is `area/what-is-wrong`, never reused; each area has a file here. French is written with plain spaces before
//! its punctuation; the typography is applied on the way out.

mod data;
mod plugin;
mod project;
mod report;
mod website;

use crate::language::Text;

/// A problem code and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `project/unknown-persona`.
    pub code: &'static str,
    en: &'static str,
    fr: &'static str,
}

impl Code {
    /// What is wrong, why it matters and what to do, in one to three sentences.
    pub fn explanation(&self) -> Text {
        Text::prose(self.en, self.fr)
    }
}

/// Every code, area by area.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        data::CODES,
        plugin::CODES,
        project::CODES,
        report::CODES,
        website::CODES,
    ]
    .into_iter()
    .flatten()
}

/// The code of this name.
pub fn explain(code: &str) -> Option<&'static Code> {
    all().find(|known| known.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn codes_are_sorted_and_each_once() {
        let codes: Vec<&str> = all().map(|code| code.code).collect();
        for area in [
            data::CODES,
            plugin::CODES,
            project::CODES,
            report::CODES,
            website::CODES,
        ] {
            assert!(area.is_sorted_by(|a, b| a.code < b.code));
        }
        let once: std::collections::BTreeSet<&&str> = codes.iter().collect();
        assert_eq!(once.len(), codes.len());
    }

    #[test]
    fn codes_are_an_area_and_words_in_kebab_case() {
        for code in all() {
            let (area, name) = code.code.split_once('/').unwrap();
            for part in [area, name] {
                assert!(
                    part.split('-')
                        .all(|word| !word.is_empty()
                            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())),
                    "{}",
                    code.code
                );
            }
        }
    }

    #[test]
    fn both_languages_say_something_different() {
        for code in all() {
            let text = code.explanation();
            assert!(text.get(Lang::En).ends_with(['.', ')']), "{}", code.code);
            assert!(text.get(Lang::Fr).ends_with(['.', ')']), "{}", code.code);
            assert_ne!(text.get(Lang::En), text.get(Lang::Fr), "{}", code.code);
        }
    }

    #[test]
    fn a_code_is_found_by_its_name() {
        assert_eq!(
            explain("project/unknown-persona").unwrap().code,
            "project/unknown-persona"
        );
        assert_eq!(explain("project/unknown"), None);
    }
}
