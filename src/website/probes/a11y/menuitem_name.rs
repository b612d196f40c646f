//! a11y-menuitem-name: an entry of a menu has a name (ACT m6b1q3).

use super::named;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-menuitem-name",
    scope: Scope::Element,
    messages: &["menuitem-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.with_aria() {
        if page.is(id, "menuitem") && page.is_included(id) {
            named::judge(page, id, sheet, "menuitem-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn entries_with_text_or_a_label_pass() {
        passed(
            &PROBE,
            &[
                "<p role=menu><button role=menuitem>a</button>",
                "<i role=menuitem aria-label=a><img alt=''></i>",
                "<i role=menuitem hidden></i>",
            ],
        );
    }

    #[test]
    fn an_entry_of_an_image_without_name_fails() {
        failed(&PROBE, &["<p role=menu><button role=menuitem><img alt=''></button>"]);
    }
}
