//! a11y-frame-title: a frame has a name (ACT cae760).

use super::named;
use crate::website::a11y::Role;
use crate::website::a11y::focus::integer;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-frame-title",
    scope: Scope::Element,
    messages: &["frame-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.named("iframe") {
        let away = page
            .document
            .attribute(id, "tabindex")
            .and_then(integer)
            .is_some_and(|index| index < 0);
        let decorative = page.written_role(id).is_some_and(Role::is_none);
        if !away && !decorative && page.is_included(id) {
            named::judge(page, id, sheet, "frame-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn frames_that_nobody_meets_are_not_meant() {
        passed(
            &PROBE,
            &[
                "<iframe title=a></iframe>",
                "<iframe aria-label=a></iframe>",
                "<iframe tabindex=-1></iframe>",
                "<iframe role=none></iframe>",
                "<noscript><iframe src=gtm style=display:none></iframe></noscript>",
                "<iframe style='display:none;visibility:hidden'></iframe>",
            ],
        );
    }

    #[test]
    fn a_name_attribute_is_no_name() {
        failed(
            &PROBE,
            &[
                "<iframe name=a></iframe>",
                "<iframe title=''></iframe>",
                "<iframe title=' ' tabindex=0></iframe>",
            ],
        );
    }
}
