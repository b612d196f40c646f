//! a11y-aria-decorative: what is marked as decoration is not exposed for another reason (ACT 46ca7f).

use crate::website::a11y::Role;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-decorative",
    scope: Scope::Element,
    messages: &["aria-decorative-exposed"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, _) in page.elements() {
        let marked = match page.written_role(id) {
            Some(role) => role.is_none(),
            None => page.document.is(id, "img") && page.document.attribute(id, "alt") == Some(""),
        };
        if !marked {
            continue;
        }
        if !page.is_included(id) || page.role(id).is_some_and(Role::is_none) {
            sheet.pass();
        } else {
            sheet.fail(Spot::Element(id), "aria-decorative-exposed", &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn decoration_that_is_left_out_passes() {
        passed(
            &PROBE,
            &[
                "<img alt='' src=a>",
                "<img alt='' aria-hidden=true>",
                "<svg role=none></svg>",
                "<ul role=none><li>a",
            ],
        );
    }

    #[test]
    fn decoration_with_a_name_or_focus_fails() {
        failed(
            &PROBE,
            &[
                "<svg role=none aria-label=a></svg>",
                "<img alt='' tabindex=0>",
                "<nav role=none aria-label=a></nav>",
            ],
        );
    }
}
