//! a11y-lang: the page says its language (ACT b5c3f8).

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-lang",
    scope: Scope::Page,
    messages: &["lang-missing", "lang-empty", "lang-only-xml"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let html = view.page.head.html.unwrap_or_else(|| document.root());
    match document.attribute(html, "lang") {
        Some(lang) if !lang.trim().is_empty() => sheet.pass(),
        Some(_) => sheet.fail(Spot::Attribute(html, "lang"), "lang-empty", &[]),
        None if document.attribute(html, "xml:lang").is_some() => {
            sheet.fail(Spot::Attribute(html, "xml:lang"), "lang-only-xml", &[]);
        }
        None => sheet.fail(Spot::Element(html), "lang-missing", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn any_language_passes_here() {
        passed(
            &PROBE,
            &["<html lang=fr>", "<html LANG=FR-fr>", "<html xml:lang=fr lang=fr>"],
        );
    }

    #[test]
    fn none_an_empty_one_and_one_for_xml_are_told_apart() {
        assert_eq!(found(&PROBE, "<html>").1, ["lang-missing"]);
        assert_eq!(found(&PROBE, "<html lang=' '>").1, ["lang-empty"]);
        assert_eq!(found(&PROBE, "<html xml:lang=fr>").1, ["lang-only-xml"]);
        assert_eq!(found(&PROBE, "").1, ["lang-missing"]);
    }
}
