//! nav-current: the menu shows which of its pages the visitor is on.

use crate::website::content::Parts;
use crate::website::links::Target;
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-current",
    scope: Scope::Page,
    messages: &["current-unmarked"],
    look,
};

/// Parts of class names that templates give to the entry of the current page.
const MARKS: [&str; 9] = [
    "current",
    "active",
    "selected",
    "actif",
    "active-page",
    "courant",
    "courante",
    "here",
    "encours",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.index;
    if view.is_home() || !view.site.menu.contains_key(&page) || view.role == Role::Redirect {
        return;
    }
    let in_menu: Vec<_> = view
        .links
        .iter()
        .filter(|link| {
            link.parts.has(Parts::NAV.with(Parts::HEADER)) && !link.parts.has(Parts::FOOTER.with(Parts::MAIN))
        })
        .collect();
    if in_menu.len() < 2 {
        return;
    }
    let to_self: Vec<NodeId> = in_menu
        .iter()
        .filter(|link| {
            matches!(&link.target, Target::Page { page: target, fragment, .. }
                if *target == page && fragment.is_empty())
        })
        .map(|link| link.node)
        .collect();
    // An entry that is no link on its own page is marked by that.
    if to_self.is_empty() || to_self.iter().any(|node| is_marked(view.page, *node)) {
        sheet.pass();
    } else {
        sheet.fail(Spot::Element(to_self[0]), "current-unmarked", &[]);
    }
}

fn is_marked(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let around = std::iter::once(node)
        .chain(document.ancestors(node).take(3))
        .take_while(|id| {
            !["ul", "ol", "nav", "header", "body"]
                .iter()
                .any(|name| document.is(*id, name))
        });
    for id in around {
        let said = document.attribute(id, "aria-current");
        if said.is_some_and(|said| !matches!(said.trim(), "" | "false")) {
            return true;
        }
        if document.is(id, "strong") || document.is(id, "b") || document.is(id, "em") {
            return true;
        }
        let class = document.attribute(id, "class").unwrap_or_default();
        for token in class.split_ascii_whitespace() {
            let lower = token.to_ascii_lowercase();
            let means = lower.split(['-', '_']).any(|part| MARKS.contains(&part)) || MARKS.contains(&lower.as_str());
            // A class that a sibling has as well tells nothing apart.
            if means && !siblings_have(page, id, token) {
                return true;
            }
        }
    }
    document
        .descendants(node)
        .any(|id| document.is(id, "strong") || document.is(id, "b") || document.attribute(id, "aria-current").is_some())
}

fn siblings_have(page: &Page, id: NodeId, token: &str) -> bool {
    let document = &page.document;
    document.parent(id).is_some_and(|parent| {
        document.children(parent).filter(|other| *other != id).any(|other| {
            document
                .attribute(other, "class")
                .is_some_and(|class| class.split_ascii_whitespace().any(|one| one == token))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(menu_of_a: &str) -> Verdict {
        let home = "<nav><ul><li><a href=a.html>a</a><li><a href=b.html>b</a></ul></nav>";
        let other = "<nav><a href=a.html>a</a> <a href=index.html>i</a> b</nav>";
        PROBE
            .run(&site(&[("index.html", home), ("a.html", menu_of_a), ("b.html", other)]))
            .outcome
    }

    #[test]
    fn an_entry_like_all_others_fails() {
        assert_eq!(
            outcome("<nav><ul><li><a href=a.html>a</a><li><a href=b.html>b</a></ul></nav>"),
            Verdict::Failed
        );
        assert_eq!(
            outcome("<nav><ul><li class=active><a href=a.html>a</a><li class=active><a href=b.html>b</a></ul></nav>"),
            Verdict::Failed
        );
    }

    #[test]
    fn a_mark_a_class_of_its_own_or_no_link_pass() {
        for menu in [
            "<nav><ul><li><a href=a.html aria-current=page>a</a><li><a href=b.html>b</a></ul></nav>",
            "<nav><ul><li class='menu-item current_page_item'><a href=a.html>a</a><li><a href=b.html>b</a></ul></nav>",
            "<nav><ul><li>a<li><a href=b.html>b</a><li><a href=index.html>i</a></ul></nav>",
            "<nav><ul><li><strong><a href=a.html>a</a></strong><li><a href=b.html>b</a></ul></nav>",
        ] {
            assert_eq!(outcome(menu), Verdict::Passed, "{menu}");
        }
    }

    #[test]
    fn a_site_of_one_page_has_no_current_entry() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<nav><a href='#a'>a</a><a href='#b'>b</a></nav>",
        )]));
        assert_eq!(result.outcome, Verdict::NotApplicable);
    }
}
