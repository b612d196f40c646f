//! a11y-button-name: a button has a name (ACT 97a4e1). Images that submit a form are looked at apart.

use super::named;
use crate::website::a11y::implicit::input_type;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-button-name",
    scope: Scope::Element,
    messages: &["button-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        if !page.is(id, "button") || !page.is_included(id) {
            continue;
        }
        if &*element.name == "input" && input_type(page.document, id) == "image" {
            continue;
        }
        named::judge(page, id, sheet, "button-without-name");
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn default_and_disabled_buttons_pass() {
        passed(
            &PROBE,
            &[
                "<input type=submit>",
                "<input type=reset>",
                "<button disabled>a</button>",
                "<button><img alt=a></button>",
                "<a href=x role=button>a</a>",
                "<button hidden></button>",
                "<label>a <button></button></label>",
                "<input type=image>",
            ],
        );
    }

    #[test]
    fn a_value_on_a_button_is_no_name() {
        failed(
            &PROBE,
            &[
                "<button value=delete></button>",
                "<button role=none></button>",
                "<span role=button></span>",
                "<input type=button>",
                "<input type=submit value=''>",
                "<button style='position:absolute;left:-9999px'></button>",
            ],
        );
    }
}
