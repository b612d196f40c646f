//! a11y-heading-empty: a heading has a name (ACT ffd0e9).

use super::named;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-heading-empty",
    scope: Scope::Element,
    messages: &["heading-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.elements() {
        if page.is(id, "heading") && page.is_included(id) {
            named::judge(page, id, sheet, "heading-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn names_from_images_and_hidden_labels_pass() {
        passed(
            &PROBE,
            &[
                "<h1>a</h1>",
                "<h1><img alt=a></h1>",
                "<i id=n hidden>a</i><h1 aria-labelledby=n></h1>",
                "<h1 aria-hidden=true></h1>",
                "<h1 style='position:absolute;top:-9999px'>a</h1>",
                "<h2 hidden></h2>",
            ],
        );
    }

    #[test]
    fn an_empty_heading_fails() {
        failed(
            &PROBE,
            &[
                "<h1></h1>",
                "<h2><br>&nbsp;</h2>",
                "<h1><img alt=a role=presentation></h1>",
                "<i role=heading aria-level=2></i>",
                "<h3><i aria-hidden=true>a</i></h3>",
            ],
        );
    }
}
