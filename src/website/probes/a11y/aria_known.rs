//! a11y-aria-known: attributes that begin with `aria-` exist (ACT 5f99a7).

use crate::website::a11y::{attributes, is_html_or_svg};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-known",
    scope: Scope::Element,
    messages: &["aria-attribute-unknown"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    for (id, element) in view.accessible().with_aria() {
        if !is_html_or_svg(element) {
            continue;
        }
        for (name, _) in &element.attributes {
            let Some(short) = name.strip_prefix("aria-") else {
                continue;
            };
            if attributes::find(short).is_some() {
                sheet.pass();
            } else {
                let values = [("attribute", name.to_string())];
                sheet.fail(Spot::Attribute(id, name), "aria-attribute-unknown", &values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn attributes_of_aria_1_3_exist_too() {
        passed(
            &PROBE,
            &[
                "<p aria-label=a>",
                "<p aria-braillelabel=a>",
                "<p aria-description=a>",
                "<math aria-x=1></math>",
            ],
        );
    }

    #[test]
    fn a_misspelt_attribute_fails() {
        failed(&PROBE, &["<p aria-labeledby=a>", "<p hidden aria-not-checked=true>"]);
    }
}
