//! a11y-link-name: a link has a name (ACT c487ae).

use super::named;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::Namespace;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-link-name",
    scope: Scope::Element,
    messages: &["link-without-name"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        if element.namespace == Namespace::Html && page.is(id, "link") && page.is_included(id) {
            named::judge(page, id, sheet, "link-without-name");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn names_from_images_titles_and_hidden_labels_pass() {
        passed(
            &PROBE,
            &[
                "<a href=x>a</a>",
                "<a href=x title=a><img alt=''></a>",
                "<a href=x><img title=a></a>",
                "<a href=x><svg><title>a</title></svg></a>",
                "<p id=l hidden>a</p><a href=x aria-labelledby=l></a>",
                "<a id=top></a>",
                "<a href=x aria-hidden=true></a>",
                "<a href=x role=button></a>",
                "<area href=x>",
                "<img usemap=#m alt=a><map name=m><area href=x alt=b></map>",
                "<a href=x style='display:none'></a>",
            ],
        );
    }

    #[test]
    fn a_link_of_an_image_without_name_fails() {
        failed(
            &PROBE,
            &[
                "<a href=x></a>",
                "<a href=x><img alt=''></a>",
                "<a href=x><img aria-labelledby=nobody></a>",
                "<i role=link></i>",
                "<a href=x role=doc-biblioref><img alt=''></a>",
                "<a href=x style='left:-9999px;position:absolute'><img></a>",
                "<img usemap=#m alt=a><map name=m><area href=x></map>",
                "<a href=x><i class=icon></i></a>",
                "<a href=x><i aria-hidden=true>a</i></a>",
                "<a href=x role=none></a>",
            ],
        );
    }
}
