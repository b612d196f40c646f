//! a11y-lang-valid: the language that the page says exists (ACT bf051a).

use language_tags::LanguageTag;

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-lang-valid",
    scope: Scope::Page,
    messages: &["lang-unknown"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let Some(html) = view.page.head.html else { return };
    let Some(lang) = view
        .document
        .attribute(html, "lang")
        .filter(|lang| !lang.trim().is_empty())
    else {
        return;
    };
    if is_known(lang) {
        sheet.pass();
    } else {
        sheet.fail(
            Spot::Attribute(html, "lang"),
            "lang-unknown",
            &[("lang", lang.to_owned())],
        );
    }
}

/// Whether the first part of a language tag is in IANA's registry of languages. The parts after it are no matter:
/// browsers pass over those that they do not know. A language with a code of two letters has no other.
pub(super) fn is_known(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && LanguageTag::parse(language).is_ok_and(|tag| tag.validate().is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::*;

    #[test]
    fn regions_case_and_missing_languages_are_no_matter_here() {
        passed(
            &PROBE,
            &[
                "<html lang=fr>",
                "<html lang=EN-us-GB>",
                "<html lang=de-hello>",
                "<html>",
                "<html lang=''>",
                "<html lang=ast>",
            ],
        );
    }

    #[test]
    fn words_long_codes_and_signs_fail() {
        failed(
            &PROBE,
            &[
                "<html lang=english>",
                "<html lang=eng>",
                "<html lang=i-lux>",
                "<html lang='#1'>",
                "<html lang=em>",
                "<html lang=fr_FR>",
            ],
        );
    }
}
