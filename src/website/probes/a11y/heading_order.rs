//! a11y-heading-order: headings do not skip a level on the way down.

use crate::website::a11y::View;
use crate::website::a11y::focus::integer;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-heading-order",
    scope: Scope::Page,
    messages: &["heading-skips"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    let mut before: Option<i64> = None;
    let mut skipped = false;
    for (id, _) in page.elements() {
        if !page.is(id, "heading") || !page.is_included(id) {
            continue;
        }
        // What stands beside the text has an order of its own.
        let beside = ["complementary", "dialog", "navigation"];
        if page
            .document
            .ancestors(id)
            .any(|above| beside.iter().any(|role| page.is(above, role)))
        {
            continue;
        }
        let level = level(page, id);
        if let Some(last) = before
            && level > last + 1
        {
            let values = [("level", level.to_string()), ("before", last.to_string())];
            if skipped {
                sheet.note(Spot::Element(id), "heading-skips", &values, false);
            } else {
                sheet.fail(Spot::Element(id), "heading-skips", &values);
            }
            skipped = true;
        }
        before = Some(level);
    }
    if before.is_some() && !skipped {
        sheet.pass();
    }
}

/// The level of a heading; 2 where none is said, as browsers take it.
fn level(page: View<'_>, id: NodeId) -> i64 {
    page.aria(id, "aria-level")
        .and_then(integer)
        .filter(|level| *level > 0)
        .or_else(|| {
            let name = &page.document.element(id)?.name;
            name.strip_prefix('h')?.parse().ok()
        })
        .unwrap_or(2)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn going_back_up_asides_and_a_first_h2_pass() {
        passed(
            &PROBE,
            &[
                "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>",
                "<h2>a</h2><h1>b</h1>",
                "<h1>a</h1><aside><h4>b</h4></aside><h2>c</h2>",
                "<h1>a</h1><h4 hidden>b</h4>",
                "<h4>a</h4>",
                "<h1>a</h1><nav><h4>b</h4></nav><h2>c</h2>",
                "<p>a",
                "<h1>a</h1><i role=heading aria-level=2>b</i><h3>c</h3>",
            ],
        );
    }

    #[test]
    fn a_level_left_out_fails() {
        failed(
            &PROBE,
            &["<h1>a</h1><h3>b</h3>", "<h2>a</h2><h3>b</h3><h2>c</h2><h4>d</h4>"],
        );
    }
}
