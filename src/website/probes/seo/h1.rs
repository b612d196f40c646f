//! seo-h1: each page has a main heading that people see. Several are valid HTML and never a defect.

use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::in_noscript;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-h1",
    scope: Scope::Page,
    messages: &["h1-missing", "h1-empty", "h1-hidden"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    let document = &page.document;
    let visible = |id| page.is_visible(id) && !in_noscript(document, id);
    let headings = &page.head.main_headings;
    if headings.iter().any(|id| visible(*id) && has_name(page, *id)) {
        sheet.pass();
        return;
    }
    match (headings.iter().find(|id| visible(**id)), headings.first()) {
        (Some(empty), _) => sheet.fail(Spot::Element(*empty), "h1-empty", &[]),
        (None, Some(hidden)) => sheet.fail(Spot::Element(*hidden), "h1-hidden", &[]),
        (None, None) => {
            let body = document.named("body").next().unwrap_or_else(|| page.head_or_root());
            sheet.fail(Spot::Element(body), "h1-missing", &[]);
        }
    }
}

/// Text, the alternative of an image, an `aria-label`, or the title of a drawing.
fn has_name(page: &Page, id: NodeId) -> bool {
    let document = &page.document;
    let labelled = document
        .attribute(id, "aria-label")
        .is_some_and(|label| !label.trim().is_empty());
    labelled
        || !page.words(id).is_empty()
        || document.descendants(id).any(|below| {
            document
                .element(below)
                .is_some_and(|element| &*element.name == "title" && !document.text(below).trim().is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn message(html: &str) -> Option<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.first().map(|evidence| evidence.message.clone())
    }

    #[test]
    fn a_visible_main_heading_passes_in_all_its_forms() {
        for html in [
            "<h1>Vélos</h1>",
            "<h1>a</h1><h1>b</h1>",
            "<h1></h1><h1>b</h1>",
            "<h1><img src=a alt='Vélos Dupont'></h1>",
            "<h1><svg><title>Vélos</title></svg></h1>",
            "<div role=heading aria-level=1>Vélos</div>",
            "<h1 aria-label=Vélos></h1>",
        ] {
            assert_eq!(message(html), None, "{html}");
        }
    }

    #[test]
    fn none_an_empty_and_a_hidden_one_are_told_apart() {
        assert_eq!(message("<h2>Vélos</h2>").as_deref(), Some("h1-missing"));
        assert_eq!(message("<h1> <img src=a></h1>").as_deref(), Some("h1-empty"));
        assert_eq!(message("<h1 hidden>a</h1>").as_deref(), Some("h1-hidden"));
        assert_eq!(
            message("<body><noscript><h1>a</h1></noscript>").as_deref(),
            Some("h1-hidden")
        );
        assert_eq!(message("<h1 role=presentation>a</h1>").as_deref(), Some("h1-missing"));
        assert_eq!(
            message("<template><h1>a</h1></template>").as_deref(),
            Some("h1-missing")
        );
    }
}
