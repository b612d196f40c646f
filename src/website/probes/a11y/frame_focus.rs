//! a11y-frame-focus: a frame that holds something to operate can be reached with the keyboard (ACT akn7bn).

use crate::website::a11y::focus::integer;
use crate::website::a11y::{Focus, Semantics, View};
use crate::website::links::Target;
use crate::website::page::Page;
use crate::website::parse::parse;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Document, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-frame-focus",
    scope: Scope::Element,
    messages: &["frame-out-of-reach", "frame-not-copied"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.named("iframe") {
        if !page.is_shown(id) || page.is_inert(id) {
            continue;
        }
        if page
            .document
            .attribute(id, "tabindex")
            .and_then(integer)
            .is_none_or(|index| index >= 0)
        {
            sheet.pass();
            continue;
        }
        match holds_controls(view, id) {
            Some(true) => sheet.fail(Spot::Attribute(id, "tabindex"), "frame-out-of-reach", &[]),
            Some(false) => {}
            None => sheet.unknown(Spot::Attribute(id, "tabindex"), "frame-not-copied", &[]),
        }
    }
}

/// Whether the page in the frame holds anything that the keyboard can reach; `None` when it is not in the snapshot.
fn holds_controls(view: &PageView<'_>, id: NodeId) -> Option<bool> {
    if let Some(html) = view.document.attribute(id, "srcdoc") {
        return Some(has_controls(&parse(html)));
    }
    let source = view.document.attribute(id, "src").unwrap_or_default().trim();
    if source.is_empty() || source.eq_ignore_ascii_case("about:blank") {
        return Some(false);
    }
    match view.resolve(source) {
        Target::Page { page, .. } => {
            let inner = Page::read(view.site.snapshot.sources.get(page)?);
            Some(has_controls(&inner.document))
        }
        _ => None,
    }
}

fn has_controls(document: &Document) -> bool {
    let semantics = Semantics::new(document, None);
    let page = View {
        document,
        semantics: &semantics,
        styles: None,
    };
    page.elements()
        .any(|(id, _)| page.is_visible(id) && page.focus(id) == Focus::Sequential)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, open, passed};
    use super::PROBE;

    #[test]
    fn frames_with_nothing_to_operate_pass() {
        passed(
            &PROBE,
            &[
                "<iframe srcdoc='<a href=x>a</a>'></iframe>",
                "<iframe tabindex=-1 srcdoc='<h1>a'></iframe>",
                "<iframe tabindex=-1></iframe>",
                "<iframe tabindex=-1 hidden srcdoc='<a href=x>a</a>'></iframe>",
                "<iframe tabindex=-1 srcdoc='<input hidden>'></iframe>",
            ],
        );
    }

    #[test]
    fn a_link_in_a_frame_out_of_reach_fails() {
        failed(
            &PROBE,
            &[
                "<iframe tabindex=-1 srcdoc='<a href=x>a</a>'></iframe>",
                "<a href=x></a><iframe tabindex=-1 src=index.html></iframe>",
            ],
        );
    }

    #[test]
    fn a_page_that_is_not_in_the_copy_stays_open() {
        open(&PROBE, &["<iframe tabindex=-1 src='https://e.org/map'></iframe>"]);
    }
}
