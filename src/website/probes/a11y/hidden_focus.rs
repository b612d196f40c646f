//! a11y-hidden-focus: nothing that is hidden from assistive technology can be reached with the keyboard (ACT 6cfa84).

use super::named;
use crate::website::a11y::{Focus, View};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-hidden-focus",
    scope: Scope::Element,
    messages: &["hidden-but-focusable", "hidden-maybe-focusable"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.with_aria() {
        let hides = page
            .aria(id, "aria-hidden")
            .is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let above = page
            .document
            .parent(id)
            .is_some_and(|parent| page.is_aria_hidden(parent));
        if !hides || above || !page.is_rendered(id) {
            continue;
        }
        let reached: Vec<NodeId> = std::iter::once(id)
            .chain(page.document.descendants(id))
            .filter(|below| page.focus(*below) == Focus::Sequential)
            .collect();
        match reached
            .iter()
            .find(|id| !(view.page.head.has_script && is_sentinel(page, **id)))
        {
            Some(reached) => named::blame(
                page,
                *reached,
                sheet,
                Spot::Element(*reached),
                "hidden-but-focusable",
                &[],
            ),
            None => match reached.first() {
                Some(sentinel) => sheet.unknown(Spot::Element(*sentinel), "hidden-maybe-focusable", &[]),
                None => sheet.pass(),
            },
        }
    }
}

/// Whether an element looks like one of those that dialogs put before and after themselves, from which a script moves the
/// focus on at once: empty, with a `tabindex`.
fn is_sentinel(page: View<'_>, id: NodeId) -> bool {
    let link = page.document.attribute(id, "href") == Some("#");
    link || (page.document.attribute(id, "tabindex").is_some() && page.is_bare(id) && !page.document.is(id, "input"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, open, passed};
    use super::PROBE;

    #[test]
    fn what_the_keyboard_passes_by_is_fine() {
        passed(
            &PROBE,
            &[
                "<p aria-hidden=true>a</p>",
                "<p aria-hidden=false><input></p>",
                "<input disabled aria-hidden=true>",
                "<p aria-hidden=true><button tabindex=-1>a</button></p>",
                "<p aria-hidden=true><a href=x style=display:none>a</a></p>",
                "<div inert aria-hidden=true><input></div>",
            ],
        );
    }

    #[test]
    fn a_hidden_link_that_is_only_off_the_page_fails() {
        failed(
            &PROBE,
            &[
                "<p aria-hidden=true><a href=x style='position:absolute;top:-999em'>a</a></p>",
                "<p aria-hidden=true><input aria-disabled=true></p>",
                "<button aria-hidden=true>a</button>",
                "<div aria-hidden=true><p aria-hidden=false><input></div>",
                "<p aria-hidden=true tabindex=0>a",
            ],
        );
    }

    #[test]
    fn the_guards_of_a_dialog_stay_open() {
        open(
            &PROBE,
            &["<script src=d.js></script><div tabindex=0 aria-hidden=true></div>"],
        );
    }
}
