//! nav-depth: every page is a few clicks from the home page.

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "nav-depth",
    scope: Scope::Site,
    messages: &["too-deep"],
    facts: &[],
    run,
};

/// Most clicks on an ordinary site, and on one of more than [`LARGE`] pages.
const MOST_CLICKS: (u32, u32) = (3, 4);
/// From here on a site is large.
const LARGE: usize = 200;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if site.pages().len() < 2 || !site.links_known {
        return sheet.finish();
    }
    let most = if site.pages().len() > LARGE {
        MOST_CLICKS.1
    } else {
        MOST_CLICKS.0
    };
    sheet.pass_site();
    let mut depths: Vec<u32> = site.depths.iter().flatten().copied().collect();
    depths.sort_unstable();
    let median = depths.get(depths.len() / 2).copied().unwrap_or(0);
    let deepest = depths.last().copied().unwrap_or(0);
    for (index, page) in site.pages().iter().enumerate() {
        let Some(depth) = site.depths[index].filter(|depth| *depth > most) else {
            continue;
        };
        if matches!(site.roles[index], Role::Redirect | Role::NotFound | Role::Utility) || is_paginated(&page.path) {
            continue;
        }
        let values = [
            ("clicks", depth.to_string()),
            ("most", most.to_string()),
            ("median", median.to_string()),
            ("deepest", deepest.to_string()),
        ];
        sheet.fail(index, Spot::Element(page.head_or_root()), "too-deep", &values);
    }
    sheet.finish()
}

/// A later page of a list: `page/4/`, `liste-3.html`, `index.html@p=2.html`.
fn is_paginated(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let number_after = |mark: &str| {
        path.match_indices(mark)
            .any(|(at, _)| path[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    ["page/", "page-", "page_", "?p=", "@p=", "page=", "paged="]
        .iter()
        .any(|mark| number_after(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn chain(names: &[&str]) -> ProbeResult {
        let pages: Vec<(String, String)> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let next = names
                    .get(at + 1)
                    .map_or(String::new(), |next| format!("<a href='/{next}'>x</a>"));
                ((*name).to_owned(), next)
            })
            .collect();
        let files: Vec<(&str, &str)> = pages
            .iter()
            .map(|(name, html)| (name.as_str(), html.as_str()))
            .collect();
        run(&site(&files))
    }

    #[test]
    fn a_page_four_clicks_away_fails() {
        let result = chain(&["index.html", "a.html", "b.html", "c.html", "d.html"]);
        assert_eq!((result.outcome, result.evidence.len()), (Verdict::Failed, 1));
        // Depths 0 to 4: the middle one is 2.
        assert_eq!(result.evidence[0].values["median"], "2");
        assert_eq!(
            chain(&["index.html", "a.html", "b.html", "c.html"]).outcome,
            Verdict::Passed
        );
    }

    #[test]
    fn later_pages_of_a_list_are_left_aside() {
        let result = chain(&[
            "index.html",
            "blog/index.html",
            "page/2.html",
            "page/3.html",
            "page/4.html",
        ]);
        assert_eq!(result.outcome, Verdict::Passed);
    }

    #[test]
    fn a_menu_made_by_script_leaves_the_depth_open() {
        let result = run(&site(&[("index.html", "<script src=m.js></script>"), ("a.html", "")]));
        assert_eq!(result.outcome, Verdict::NotApplicable);
    }
}
