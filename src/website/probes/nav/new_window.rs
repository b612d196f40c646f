//! nav-new-window: a link that opens a new window says so.

use crate::website::content::Parts;
use crate::website::fold::{fold, holds_any};
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-new-window",
    scope: Scope::Element,
    messages: &["new-window"],
    look,
};

const WARNINGS: [&str; 12] = [
    "nouvelle fenetre",
    "nouvel onglet",
    "autre fenetre",
    "autre onglet",
    "new window",
    "new tab",
    "nouvelle page",
    "site externe",
    "lien externe",
    "external link",
    "s ouvre dans",
    "opens in",
];

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    for link in view.links {
        if opens(page, link.node) && !link.parts.has(Parts::HIDDEN) {
            if warns(page, link.node) {
                sheet.pass();
            } else {
                sheet.fail(Spot::Element(link.node), "new-window", &[]);
            }
        }
    }
}

fn opens(page: &Page, node: NodeId) -> bool {
    let target = page.document.attribute(node, "target").unwrap_or_default().trim();
    // A name of one's own opens a window as well, unless a frame has that name.
    target.eq_ignore_ascii_case("_blank")
        || target.eq_ignore_ascii_case("_new")
        || page
            .document
            .attribute(node, "onclick")
            .is_some_and(|script| script.contains("window.open("))
}

/// Whether text, an alternative, a label or a title inside the link, or a description it refers to, says so.
fn warns(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let mut said = words(document, node, 1_000);
    for id in std::iter::once(node).chain(document.descendants(node)) {
        for name in ["title", "aria-label", "alt"] {
            if let Some(text) = document.attribute(id, name) {
                said.push(' ');
                said.push_str(text);
            }
        }
    }
    let described = ["aria-describedby", "aria-labelledby"]
        .iter()
        .filter_map(|name| document.attribute(node, name))
        .flat_map(str::split_ascii_whitespace)
        .next();
    if let Some(wanted) = described
        && let Some(found) = document
            .elements()
            .find(|id| document.attribute(*id, "id") == Some(wanted))
    {
        said.push(' ');
        said.push_str(&document.text(found));
    }
    holds_any(&fold(&said), &WARNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE.run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn a_new_window_without_a_word_fails() {
        assert_eq!(outcome("<a href=a target=_blank>Notre partenaire</a>"), Verdict::Failed);
        assert_eq!(outcome("<a href=a onclick=\"window.open('a')\">a</a>"), Verdict::Failed);
    }

    #[test]
    fn a_warning_in_any_form_passes_and_a_missing_noopener_is_no_matter_here() {
        for html in [
            "<a href=a target=_blank title='Notre partenaire (nouvelle fenêtre)'>Notre partenaire</a>",
            "<a href=a target=_blank>a <img src=i.svg alt='nouvel onglet'></a>",
            "<a href=a target=_blank aria-label='a – new window'>a</a>",
            "<a href=a target=_blank>a <span class=sr-only>(opens in a new tab)</span></a>",
            "<a href=a target=_blank aria-describedby=n>a</a><p hidden id=n>S’ouvre dans une nouvelle fenêtre</p>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
        assert_eq!(outcome("<a href=a target=_self>a</a>"), Verdict::NotApplicable);
    }
}
