//! a11y-tabindex: the tab key follows the order of the page: no `tabindex` above 0, but inside a dialog.

use crate::website::a11y::focus::integer;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-tabindex",
    scope: Scope::Element,
    messages: &["tabindex-positive"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.elements() {
        let Some(index) = page.document.attribute(id, "tabindex").and_then(integer) else {
            continue;
        };
        if !page.is_rendered(id) {
            continue;
        }
        let in_dialog = || page.document.ancestors(id).any(|above| page.is(above, "dialog"));
        if index <= 0 || in_dialog() {
            sheet.pass();
        } else {
            let values = [("index", index.to_string())];
            sheet.fail(Spot::Attribute(id, "tabindex"), "tabindex-positive", &values);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn zero_below_and_dialogs_pass() {
        passed(
            &PROBE,
            &[
                "<p tabindex=0>a",
                "<p tabindex=-1>a",
                "<dialog open><input tabindex=1></dialog>",
                "<p tabindex=x>a",
                "<p hidden tabindex=3>",
            ],
        );
    }

    #[test]
    fn an_order_of_its_own_fails() {
        failed(&PROBE, &["<input tabindex=1>", "<div tabindex=32767>a</div>"]);
    }
}
