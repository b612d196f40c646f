//! nav-menu-load: the menu of the home page is not too much to take in. A heuristic.

use crate::website::content::Parts;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::{Document, NodeId};

pub(super) const PROBE: Probe = Probe {
    id: "nav-menu-load",
    scope: Scope::Site,
    messages: &["menu-wide", "menu-deep", "menu-group"],
    facts: &[],
    run,
};

/// Most entries of the first level.
const MOST_ENTRIES: usize = 9;
/// Most levels.
const MOST_LEVELS: usize = 3;
/// Most links of one list below the first level.
const MOST_LINKS: usize = 20;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let page = &site.pages()[site.home];
    let document = &page.document;
    let content = page.content();
    // The first list in navigation; a switch of languages is none.
    let list = document.named_any(&["ul", "ol"]).find(|id| {
        let parts = content.parts(*id);
        (document.is(*id, "ul") || document.is(*id, "ol"))
            && parts.has(Parts::NAV)
            && !parts.has(Parts::FOOTER.with(Parts::HIDDEN))
            && links(document, *id).len() >= 2
            && !links(document, *id).iter().all(|link| {
                document.attribute(*link, "hreflang").is_some() || document.attribute(*link, "lang").is_some()
            })
    });
    let Some(list) = list else { return sheet.finish() };
    sheet.pass_site();
    let spot = Spot::Element(list);
    let entries = document.children(list).filter(|id| document.is(*id, "li")).count();
    if entries > MOST_ENTRIES {
        sheet.fail(site.home, spot, "menu-wide", &[("count", entries.to_string())]);
    }
    let mut levels = 1;
    for id in document.descendants(list) {
        if !(document.is(id, "ul") || document.is(id, "ol")) {
            continue;
        }
        let above = document
            .ancestors(id)
            .take_while(|above| *above != list)
            .filter(|above| document.is(*above, "ul") || document.is(*above, "ol"))
            .count();
        levels = levels.max(above + 2);
        let count = links(document, id).len();
        if count > MOST_LINKS {
            sheet.fail(
                site.home,
                Spot::Element(id),
                "menu-group",
                &[("count", count.to_string())],
            );
        }
    }
    if levels > MOST_LEVELS {
        sheet.fail(site.home, spot, "menu-deep", &[("count", levels.to_string())]);
    }
    sheet.finish()
}

fn links(document: &Document, list: NodeId) -> Vec<NodeId> {
    document
        .descendants(list)
        .filter(|id| document.is(*id, "a") && document.attribute(*id, "href").is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> (Verdict, Vec<String>) {
        let result = run(&site(&[("index.html", html)]));
        let messages = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        (result.outcome, messages)
    }

    #[test]
    fn a_menu_with_ten_entries_fails() {
        let html = format!("<nav><ul>{}</ul></nav>", "<li><a href=a>a</a>".repeat(10));
        assert_eq!(outcome(&html), (Verdict::Failed, vec!["menu-wide".to_owned()]));
        let html = format!(
            "<nav><ul><li><a href=b>b</a><ul>{}</ul></ul></nav>",
            "<li><a href=a>a</a>".repeat(21)
        );
        assert_eq!(outcome(&html), (Verdict::Failed, vec!["menu-group".to_owned()]));
    }

    #[test]
    fn footers_and_language_switches_are_no_menu() {
        let many = "<li><a href=a hreflang=en>a</a>".repeat(24);
        let html = format!("<nav><ul>{many}</ul></nav><footer><nav><ul>{many}</ul></nav></footer>");
        assert_eq!(outcome(&html).0, Verdict::NotApplicable);
        assert_eq!(
            outcome("<nav><ul><li><a href=a>a</a><li><a href=b>b</a></ul></nav>").0,
            Verdict::Passed
        );
    }
}
