//! a11y-aria-owned: lists, menus, grids and the like hold their own parts and nothing else (ACT bc4a75).

use crate::website::a11y::owned::Owned;
use crate::website::a11y::{Role, View, is_html_or_svg, roles};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "a11y-aria-owned",
    scope: Scope::Element,
    messages: &["aria-owned-missing", "aria-owned-foreign", "aria-owned-empty"],
    look,
};

/// Most parts of one element that are looked at.
const MOST: usize = 2_000;

enum Parts {
    Right,
    Foreign(NodeId),
    Missing,
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.accessible();
    for (id, element) in page.elements() {
        let Some(role) = page.role(id).filter(|role| !role.owns.is_empty()) else {
            continue;
        };
        // The parser sees to it that a native table is made of rows and cells, and a native choice of options.
        let written = page.written_role(id).is_some();
        let list = role.name == "list";
        if !(written || list) || !is_html_or_svg(element) || !page.is_included(id) {
            continue;
        }
        if page
            .aria(id, "aria-busy")
            .is_some_and(|busy| busy.eq_ignore_ascii_case("true"))
        {
            continue;
        }
        let values = [("role", role.name.to_owned()), ("parts", parts_of(role))];
        match parts(page, id, role, 0) {
            Parts::Right => sheet.pass(),
            Parts::Foreign(part) => sheet.fail(Spot::Element(part), "aria-owned-foreign", &values),
            Parts::Missing if !page.is_bare(id) || !is_blank(page, id) => {
                sheet.fail(Spot::Element(id), "aria-owned-missing", &values);
            }
            // A script may fill it.
            Parts::Missing if written => sheet.unknown(Spot::Element(id), "aria-owned-empty", &values),
            Parts::Missing => {}
        }
    }
}

fn parts_of(role: &Role) -> String {
    let parts: Vec<&str> = roles::words(role.owns)
        .filter(|part| !matches!(*part, "none" | "presentation" | "caption" | "separator" | "menu"))
        .collect();
    parts.join(", ")
}

/// Whether there is not even text.
fn is_blank(page: View<'_>, id: NodeId) -> bool {
    page.document.text(id).trim().is_empty()
}

fn parts(page: View<'_>, id: NodeId, role: &'static Role, depth: usize) -> Parts {
    let mut right = false;
    for part in page.owned(id, MOST) {
        let Owned::Element(part) = part else { continue };
        let Some(found) = page.role(part) else { continue };
        if !roles::words(role.owns).any(|allowed| found.is(allowed)) {
            return Parts::Foreign(part);
        }
        // A group is as good as what it holds.
        if found.name == "group" && depth < 20 {
            match parts(page, part, role, depth + 1) {
                Parts::Right => right = true,
                Parts::Foreign(part) => return Parts::Foreign(part),
                Parts::Missing => {}
            }
        } else if !matches!(found.name, "caption" | "separator") {
            right = true;
        }
    }
    if right { Parts::Right } else { Parts::Missing }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failed, open, passed};
    use super::PROBE;

    #[test]
    fn the_right_parts_pass_through_wrappers_groups_and_claims() {
        passed(
            &PROBE,
            &[
                "<ul><li>a</li></ul>",
                "<ul> <script></script><li>a</ul>",
                "<ul></ul>",
                "<div role=list aria-busy=true></div>",
                "<div role=menu><div role=group><i role=menuitem>a</i><div role=group><i role=menuitem>b</i></div></div></div>",
                "<div role=list aria-owns=a></div><p id=a role=listitem>a",
                "<div role=list hidden>a</div>",
                "<ul role=listbox><li role=option>a</ul>",
                "<table role=grid><tr><td>a</table>",
                "<div role=list><div><div role=listitem>a</div></div></div>",
            ],
        );
    }

    #[test]
    fn foreign_and_missing_parts_fail() {
        failed(
            &PROBE,
            &[
                "<div role=list><li>a</li><i role=link>b</i></div>",
                "<ul><div></div></ul>",
                "<div role=list><i>a</i></div>",
                "<div role=list><i role=listitem>a</i><div role=group><i role=listitem>b</i></div></div>",
                "<div role=grid><div role=row><i>a</i></div></div>",
                "<ul><ul><li>a</ul></ul>",
                "<div role=menu><div role=group><i role=menuitem>a</i><div role=group><i role=treeitem>b</i></div></div></div>",
            ],
        );
    }

    #[test]
    fn a_widget_that_a_script_may_fill_stays_open() {
        open(&PROBE, &["<div role=listbox></div>"]);
    }
}
