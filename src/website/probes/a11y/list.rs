//! a11y-list: entries stand in lists, terms and definitions in a list of them. What lists hold is looked at by
//! a11y-aria-owned.

use crate::website::a11y::View;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::{Namespace, NodeId};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-list",
    scope: Scope::Element,
    messages: &["list-entry-alone", "definition-alone", "definition-list-foreign"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        if element.namespace != Namespace::Html || page.written_role(id).is_some() || page.is_hidden(id) {
            continue;
        }
        let (fine, message) = match &*element.name {
            "li" => (in_list(page, id), "list-entry-alone"),
            "dt" | "dd" => (in_definitions(page, id), "definition-alone"),
            "dl" => match foreign(page, id) {
                Some(child) => {
                    sheet.fail(Spot::Element(child), "definition-list-foreign", &[]);
                    continue;
                }
                None => (true, "definition-list-foreign"),
            },
            _ => continue,
        };
        if fine {
            sheet.pass();
        } else {
            sheet.fail(Spot::Element(id), message, &[]);
        }
    }
}

fn in_list(page: View<'_>, id: NodeId) -> bool {
    page.document.parent(id).is_some_and(|parent| {
        let list = ["ul", "ol", "menu"].iter().any(|name| page.document.is(parent, name));
        list || page
            .owner(id)
            .is_some_and(|owner| page.written_role(owner).is_some_and(|role| role.is("list")))
    })
}

fn in_definitions(page: View<'_>, id: NodeId) -> bool {
    let Some(parent) = page.document.parent(id) else {
        return false;
    };
    let above = page.document.parent(parent);
    page.document.is(parent, "dl")
        || (page.document.is(parent, "div") && above.is_some_and(|above| page.document.is(above, "dl")))
}

/// What stands in a list of definitions without belonging there.
fn foreign(page: View<'_>, id: NodeId) -> Option<NodeId> {
    page.document.children(id).find(|child| {
        page.document.element(*child).is_some_and(|element| {
            !matches!(&*element.name, "dt" | "dd" | "div" | "script" | "template") && !page.is_hidden(*child)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, passed};
    use super::PROBE;

    #[test]
    fn entries_with_a_role_and_grouped_definitions_pass() {
        passed(
            &PROBE,
            &[
                "<ul><li>a</ul>",
                "<menu><li>a</menu>",
                "<div role=list><li>a</div>",
                "<div role=tablist><li role=tab>a</div>",
                "<li hidden>a",
                "<ul role=none><li>a</ul>",
                "<dl><dt>a<dd>b</dl>",
                "<dl><div><dt>a<dd>b</div></dl>",
                "<dl><script></script><dt>a</dl>",
            ],
        );
    }

    #[test]
    fn entries_elsewhere_fail() {
        failed(
            &PROBE,
            &[
                "<div><li>a</div>",
                "<ul><div><li>a</div></ul>",
                "<p><dd>a",
                "<dl><p>a</p></dl>",
            ],
        );
    }
}
