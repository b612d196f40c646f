//! a11y-aria-context: an element whose role is a part of another stands in that other (ACT ff89c9).

use crate::website::a11y::{is_html_or_svg, roles};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-context",
    scope: Scope::Element,
    messages: &["aria-context-missing"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.with_aria() {
        let Some(role) = page.written_role(id).filter(|role| !role.context.is_empty()) else {
            continue;
        };
        let native = page.implicit_role(id).is_some_and(|own| own.name == role.name);
        if native || !is_html_or_svg(element) || !page.is_included(id) {
            continue;
        }
        let owner = page.owner(id).and_then(|owner| page.role(owner));
        if owner.is_some_and(|owner| roles::words(role.context).any(|context| owner.is(context))) {
            sheet.pass();
            continue;
        }
        let context: Vec<&str> = roles::words(role.context).collect();
        let values = [("role", role.name.to_owned()), ("context", context.join(", "))];
        sheet.fail(Spot::Attribute(id, "role"), "aria-context-missing", &values);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn wrappers_without_meaning_and_claims_pass() {
        passed(
            &PROBE,
            &[
                "<div role=list><div role=presentation><div role=listitem>a",
                "<div role=list><div><div role=listitem>a",
                "<div role=list aria-owns=a></div><p id=a role=listitem>a",
                "<ul><li role=listitem>a",
                "<div role=tablist><span><button role=tab>a",
            ],
        );
    }

    #[test]
    fn a_part_elsewhere_fails() {
        failed(
            &PROBE,
            &[
                "<div role=list><div role=tabpanel><div role=listitem>a",
                "<div role=tab>a",
                "<div role=menu><p><i role=menuitem>a",
            ],
        );
    }
}
