//! a11y-summary-name: what opens and closes a part of the page has a name (ACT 2t702h).

use super::named;
use crate::website::a11y::Role;
use crate::website::a11y::focus::is_summary;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-summary-name",
    scope: Scope::Element,
    messages: &["summary-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for id in page.document.named("summary") {
        // A presentational role does not hold on what can be focused.
        let own = page.written_role(id).is_none_or(Role::is_none);
        if own && is_summary(page.document, id) && page.is_included(id) {
            named::judge(page, id, sheet, "summary-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn a_summary_that_opens_nothing_is_not_meant() {
        passed(
            &PROBE,
            &[
                "<details><summary>a</summary></details>",
                "<details><div><summary></summary></div></details>",
                "<details><summary>a</summary><summary></summary></details>",
                "<details hidden><summary></summary></details>",
                "<details><summary role=heading aria-level=2></summary></details>",
                "<details><summary aria-label=a></summary></details>",
            ],
        );
    }

    #[test]
    fn an_empty_one_fails() {
        failed(
            &PROBE,
            &[
                "<details><summary></summary>a</details>",
                "<details><summary role=none><img alt=''></summary></details>",
            ],
        );
    }
}
