//! tech-html-errors: the markup has none of the mistakes that make browsers move or drop something.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::Mistake;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-html-errors",
    scope: Scope::Page,
    messages: &[
        "html-attribute-twice",
        "html-nested-form",
        "html-nested-button",
        "html-nested-heading",
        "html-text-in-table",
        "html-stray-end",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let document = view.document;
    let mut first = true;
    for (mistake, offset) in &document.mistakes {
        let spot = Spot::Offset(document.root(), *offset as usize);
        let message = message(*mistake);
        if first {
            sheet.fail(spot, message, &[]);
        } else {
            sheet.note(spot, message, &[], false);
        }
        first = false;
    }
    if first {
        sheet.pass();
    }
}

fn message(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::AttributeTwice => "html-attribute-twice",
        Mistake::NestedForm => "html-nested-form",
        Mistake::NestedButton => "html-nested-button",
        Mistake::NestedHeading => "html-nested-heading",
        Mistake::TextInTable => "html-text-in-table",
        Mistake::StrayEnd => "html-stray-end",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{found, passed};
    use super::PROBE;

    #[test]
    fn end_tags_left_out_and_xhtml_are_no_mistakes() {
        passed(
            &PROBE,
            &[
                "<ul><li>a<li>b</ul><p>c<p>d<table><tr><td>e</table><br/><img src=a />",
                "<b><i>a</b></i>",
                "<p>a<div>b</div></p>",
                "<table> <tr><td>a</table>",
            ],
        );
    }

    #[test]
    fn what_moves_or_drops_something_is_told_apart() {
        for (html, message) in [
            ("<p class=a class=b>", "html-attribute-twice"),
            ("<form><div><form></form></div></form>", "html-nested-form"),
            ("<button>a<button>b</button></button>", "html-nested-button"),
            ("<h1>a<h2>b</h2></h1>", "html-nested-heading"),
            ("<table>a<tr><td>b</table>", "html-text-in-table"),
            ("<div>a</div></div>", "html-stray-end"),
        ] {
            let (_, messages) = found(&PROBE, html);
            assert_eq!(messages.first().map(String::as_str), Some(message), "{html}");
        }
    }

    #[test]
    fn a_mistake_is_found_where_it_is() {
        let site = crate::website::site::tests::site(&[(
            "index.html",
            "<p>\n<i class=a\n class=b></i>\n<div>a</div>\n </div>",
        )]);
        let places: Vec<_> = PROBE
            .run(&site)
            .evidence
            .iter()
            .map(|found| (found.line, found.column))
            .collect();
        assert_eq!(places, [(2, 1), (5, 2)]);
    }
}
