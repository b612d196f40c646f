//! a11y-aria-value: ARIA attributes have values of their type (ACT 6a7281). An id that nothing has is no matter here.

use crate::website::a11y::{attributes, is_html_or_svg};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-value",
    scope: Scope::Element,
    messages: &["aria-value-wrong"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    for (id, element) in view.accessible().with_aria() {
        if !is_html_or_svg(element) {
            continue;
        }
        for (name, value) in &element.attributes {
            let known = name.strip_prefix("aria-").and_then(attributes::find);
            let Some(attribute) = known.filter(|_| !value.is_empty()) else {
                continue;
            };
            if attribute.takes(value) {
                sheet.pass();
            } else {
                let values = [("attribute", name.to_string()), ("value", value.to_string())];
                sheet.fail(Spot::Attribute(id, name), "aria-value-wrong", &values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn an_empty_value_is_no_value() {
        passed(
            &PROBE,
            &[
                "<p role=alert aria-live>",
                "<p role=button aria-expanded=undefined>",
                "<ul aria-owns='no where'>",
            ],
        );
    }

    #[test]
    fn a_value_of_another_type_fails() {
        failed(
            &PROBE,
            &[
                "<p role=button aria-pressed=horizontal>",
                "<p role=textbox aria-required=undefined>",
                "<p aria-live=page>",
            ],
        );
    }
}
