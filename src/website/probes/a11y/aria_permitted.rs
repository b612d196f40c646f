//! a11y-aria-permitted: ARIA attributes stand on elements whose role has a use for them (ACT 5c01ea).

use crate::website::a11y::implicit::input_type;
use crate::website::a11y::{View, attributes, is_html_or_svg, roles};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Element, Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-permitted",
    scope: Scope::Element,
    messages: &["aria-not-permitted", "aria-not-permitted-bare"],
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
            let Some(attribute) = name.strip_prefix("aria-").and_then(attributes::find) else {
                continue;
            };
            let permitted = match role {
                Some(role) if role.prohibits(attribute.name) => false,
                _ if attribute.global => true,
                Some(role) if role.supports(attribute.name) => true,
                _ => by_language(page, id, element, attribute.name),
            };
            if permitted {
                sheet.pass();
                continue;
            }
            let spot = Spot::Attribute(id, name);
            match role.filter(|role| role.name != "generic") {
                Some(role) => {
                    let values = [("attribute", name.to_string()), ("role", role.name.to_owned())];
                    sheet.fail(spot, "aria-not-permitted", &values);
                }
                None => sheet.fail(spot, "aria-not-permitted-bare", &[("attribute", name.to_string())]),
            }
        }
    }
}

/// What ARIA in HTML allows on elements that no role corresponds to: that of the role they come closest to.
fn by_language(page: View<'_>, id: NodeId, element: &Element, name: &str) -> bool {
    if element.namespace != Namespace::Html || page.written_role(id).is_some() {
        return false;
    }
    let like = match &*element.name {
        "input" => match input_type(page.document, id) {
            "date" | "datetime-local" | "month" | "password" | "time" | "week" => "textbox",
            "file" => return name == "required",
            "checkbox" if page.document.attribute(id, "aria-pressed").is_some() => "button",
            _ => return false,
        },
        "summary" => "button",
        "audio" | "video" => "application",
        _ => return false,
    };
    roles::find(like).is_some_and(|role| role.supports(name))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn inherited_native_and_unseen_uses_pass() {
        passed(
            &PROBE,
            &[
                "<input type=password aria-required=true>",
                "<div role=separator aria-valuenow=0 tabindex=0>",
                "<div role=button aria-sort='' style=display:none>",
                "<div role=button aria-pressed=false>",
                "<svg role=graphics-object aria-label=a></svg>",
                "<table><tr><td aria-colindex=2>a",
                "<div aria-live=polite>",
                "<div role=doc-noteref aria-expanded=true>",
            ],
        );
    }

    #[test]
    fn an_attribute_without_use_fails() {
        failed(
            &PROBE,
            &[
                "<button aria-sort=''>a",
                "<div aria-expanded=true>a",
                "<ul><li aria-selected=true>a",
                "<div aria-label=a>b",
            ],
        );
    }
}
