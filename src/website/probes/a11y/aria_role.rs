//! a11y-aria-role: a `role` attribute names a role that exists (ACT 674b10).

use crate::website::a11y::{is_html_or_svg, roles};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-role",
    scope: Scope::Element,
    messages: &["aria-role-unknown"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.with_aria() {
        let Some(value) = page.aria(id, "role") else { continue };
        if page.is_hidden(id) || !is_html_or_svg(element) {
            continue;
        }
        if roles::of_attribute(value).is_some() {
            sheet.pass();
        } else {
            sheet.fail(
                Spot::Attribute(id, "role"),
                "aria-role-unknown",
                &[("role", value.to_owned())],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn a_list_of_roles_passes_by_its_first_that_exists() {
        passed(
            &PROBE,
            &[
                "<i role='doc-biblioref link'>a",
                "<i role='nonsense LINK'>a",
                "<input role=' '>",
                "<i role=lnik hidden>",
            ],
        );
    }

    #[test]
    fn a_misspelt_and_an_abstract_role_fail() {
        failed(
            &PROBE,
            &[
                "<i role=lnik>a",
                "<i role='bibliographic-reference lnik'>a",
                "<i role=widget>a",
            ],
        );
    }
}
