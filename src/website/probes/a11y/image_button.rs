//! a11y-image-button: an image that submits a form has a name (ACT 59796f).

use super::named;
use crate::website::a11y::implicit::input_type;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-image-button",
    scope: Scope::Element,
    messages: &["image-button-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.named("input") {
        if input_type(page.document, id) == "image" && page.is_included(id) {
            named::judge(page, id, sheet, "image-button-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn names_and_hidden_buttons_pass() {
        passed(
            &PROBE,
            &[
                "<input type=image alt=Search>",
                "<input type=IMAGE title=Search>",
                "<input type=image hidden>",
                "<img alt=a>",
            ],
        );
    }

    #[test]
    fn a_value_is_no_name() {
        failed(
            &PROBE,
            &[
                "<input type=image alt=''>",
                "<input type=image value=Search>",
                "<input type=image aria-labelledby=nobody>",
            ],
        );
    }
}
