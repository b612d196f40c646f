//! a11y-aria-prohibited: global ARIA attributes do not stand where the role forbids them (ACT kb1m8s).

use crate::website::a11y::{attributes, is_html_or_svg};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-prohibited",
    scope: Scope::Element,
    messages: &["aria-prohibited", "aria-prohibited-bare"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.with_aria() {
        if !is_html_or_svg(element) || !page.is_included(id) {
            continue;
        }
        let role = page.role(id);
        for (name, _) in &element.attributes {
            let global = name
                .strip_prefix("aria-")
                .and_then(attributes::find)
                .filter(|known| known.global);
            let Some(attribute) = global else { continue };
            let Some(role) = role.filter(|role| role.prohibits(attribute.name)) else {
                sheet.pass();
                continue;
            };
            let spot = Spot::Attribute(id, name);
            if role.name == "generic" {
                sheet.fail(spot, "aria-prohibited-bare", &[("attribute", name.to_string())]);
            } else {
                let values = [("attribute", name.to_string()), ("role", role.name.to_owned())];
                sheet.fail(spot, "aria-prohibited", &values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn names_pass_on_what_may_be_named() {
        passed(
            &PROBE,
            &[
                "<div aria-live=polite>a",
                "<a href=x aria-label=b>a",
                "<div role=heading aria-braillelabel=a>b",
                "<section aria-label=a>b",
                "<ul aria-label=a><li>b",
                "<label aria-label=a>b",
                "<div hidden aria-label=a>b",
            ],
        );
    }

    #[test]
    fn a_name_on_plain_text_fails() {
        failed(
            &PROBE,
            &[
                "<div aria-label='now 1 euro'>a",
                "<strong aria-labelledby=b>a",
                "<h1 role=none aria-brailleroledescription=a>b",
            ],
        );
    }
}
