//! nav-landmark-main: one part of the page is its content, and parts of the same kind have names.

use std::collections::{BTreeMap, BTreeSet};

use crate::website::content::Parts;
use crate::website::fold::fold;
use crate::website::page::{Page, has_word};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-landmark-main",
    scope: Scope::Page,
    messages: &[
        "main-missing",
        "main-several",
        "navigation-unnamed",
        "navigation-same-name",
    ],
    look,
};

/// Where, which message, and its values.
type Defect = (NodeId, &'static str, Vec<(&'static str, String)>);

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    // A frameset has no content of its own.
    if view.role == Role::Redirect || page.document.named("frameset").next().is_some() {
        return;
    }
    let mut defects: Vec<Defect> = Vec::new();
    let mains = &page.content().mains;
    match mains.as_slice() {
        [] => defects.push((page.head_or_root(), "main-missing", Vec::new())),
        [_] => {}
        [_, second, ..] => defects.push((*second, "main-several", vec![("count", mains.len().to_string())])),
    }
    defects.extend(navigations(page));
    if defects.is_empty() {
        sheet.pass();
    }
    for (number, (node, message, values)) in defects.into_iter().enumerate() {
        if number == 0 {
            sheet.fail(Spot::Element(node), message, &values);
        } else {
            sheet.note(Spot::Element(node), message, &values, false);
        }
    }
}

/// Navigations that cannot be told apart: without a name among several, or with the name of another and other links.
fn navigations(page: &Page) -> Vec<Defect> {
    let document = &page.document;
    let content = page.content();
    let found: Vec<NodeId> = document
        .elements()
        .filter(|id| {
            let role = document.attribute(*id, "role").map(str::trim).unwrap_or_default();
            let navigation = has_word(role, "navigation") || role.is_empty() && document.is(*id, "nav");
            navigation && !content.parts(*id).has(Parts::HIDDEN.with(Parts::NOSCRIPT))
        })
        .collect();
    let mut defects = Vec::new();
    if found.len() < 2 {
        return defects;
    }
    let mut seen: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for id in found {
        let name = label(page, id);
        if name.is_empty() {
            defects.push((id, "navigation-unnamed", Vec::new()));
            continue;
        }
        let links: BTreeSet<&str> = document
            .descendants(id)
            .filter_map(|below| {
                document
                    .is(below, "a")
                    .then(|| document.attribute(below, "href"))
                    .flatten()
            })
            .collect();
        match seen.get(&fold(&name)) {
            // The same navigation twice should have the same name.
            Some(known) if *known != links => defects.push((id, "navigation-same-name", vec![("name", name)])),
            Some(_) => {}
            None => {
                seen.insert(fold(&name), links);
            }
        }
    }
    defects
}

fn label(page: &Page, id: NodeId) -> String {
    let document = &page.document;
    if let Some(ids) = document.attribute(id, "aria-labelledby") {
        let parts: Vec<String> = ids
            .split_ascii_whitespace()
            .filter_map(|wanted| {
                let node = document
                    .elements()
                    .find(|node| document.attribute(*node, "id") == Some(wanted))?;
                Some(words(document, node, 200))
            })
            .collect();
        let text = parts.join(" ");
        if !text.trim().is_empty() {
            return text;
        }
    }
    ["aria-label", "title"]
        .iter()
        .find_map(|name| {
            document
                .attribute(id, name)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        })
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn no_content_two_contents_and_unnamed_navigations_fail() {
        assert_eq!(messages("<div id=main>a</div>"), ["main-missing"]);
        assert_eq!(messages("<main>a</main><main>b</main>"), ["main-several"]);
        assert_eq!(
            messages("<nav aria-label=a></nav><main></main><nav></nav>"),
            ["navigation-unnamed"]
        );
        assert_eq!(
            messages(
                "<nav aria-label=Menu><a href=a>a</a></nav><main></main><nav aria-label=menu><a href=b>b</a></nav>"
            ),
            ["navigation-same-name"]
        );
    }

    #[test]
    fn roles_hidden_views_and_the_same_navigation_twice_pass() {
        for html in [
            "<div role=main>a</div>",
            "<main>a</main><main hidden>b</main>",
            "<nav aria-label=Menu><a href=a>a</a></nav><main></main><nav aria-label=Menu><a href=a>a</a></nav>",
            "<h2 id=t>Rayons</h2><nav aria-labelledby=t></nav><main></main><nav aria-label=Pied></nav>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
        let result = PROBE.run(&site(&[("index.html", "<frameset><frame src=a.html></frameset>")]));
        assert_eq!(result.outcome, Verdict::NotApplicable);
    }
}
