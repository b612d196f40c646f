//! a11y-aria-required: an element with a role of its own has the attributes that the role requires (ACT 4e8ab6).

use crate::website::a11y::roles::{self, Role};
use crate::website::a11y::{Focus, View, is_html_or_svg};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-required",
    scope: Scope::Element,
    messages: &["aria-required-missing"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.with_aria() {
        let Some(role) = page.written_role(id).filter(|role| !role.requires.is_empty()) else {
            continue;
        };
        let native = page.implicit_role(id).is_some_and(|own| own.name == role.name);
        if native || !is_html_or_svg(element) || !page.is_included(id) {
            continue;
        }
        let missing: Vec<&str> = roles::words(role.requires)
            .filter(|name| page.aria(id, &format!("aria-{name}")).is_none() && !is_given(page, id, role, name))
            .collect();
        if missing.is_empty() {
            sheet.pass();
            continue;
        }
        let missing: Vec<String> = missing.iter().map(|name| format!("aria-{name}")).collect();
        let values = [("role", role.name.to_owned()), ("attributes", missing.join(", "))];
        sheet.fail(Spot::Attribute(id, "role"), "aria-required-missing", &values);
    }
}

/// Whether the element says it in its own way, or need not say it.
fn is_given(page: View<'_>, id: NodeId, role: &Role, name: &str) -> bool {
    let input = page.document.is(id, "input");
    match (role.name, name) {
        // Only a separator that can be moved has a value.
        ("separator", _) => page.focus(id) == Focus::None,
        (_, "checked") => {
            input
                && page
                    .implicit_role(id)
                    .is_some_and(|own| own.name == "checkbox" || own.name == "radio")
        }
        (_, "level") => page.implicit_role(id).is_some_and(|own| own.name == "heading"),
        (_, "valuenow") => {
            input
                && page
                    .implicit_role(id)
                    .is_some_and(|own| own.name == "slider" || own.name == "spinbutton")
                || page.document.is(id, "meter")
                || page.document.is(id, "progress")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn defaults_native_states_and_hidden_elements_pass() {
        passed(
            &PROBE,
            &[
                "<ul role=listbox><li role=option>a",
                "<div role=separator>",
                "<input type=checkbox role=switch>",
                "<div role=combobox style=display:none>",
                "<h2 role=heading>a",
                "<div role=heading aria-level=2>a",
                "<input role=combobox aria-expanded=true aria-controls=x>",
            ],
        );
    }

    #[test]
    fn a_missing_and_an_empty_attribute_fail() {
        failed(
            &PROBE,
            &[
                "<div role=heading>a",
                "<div role=checkbox aria-checked=''>a",
                "<div role=separator tabindex=0>",
                "<div role=scrollbar aria-valuenow=1>",
                "<div role=combobox aria-controls=x>",
            ],
        );
    }
}
