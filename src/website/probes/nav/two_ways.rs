//! nav-two-ways: there are two ways to find a page: the menu, the search, the list of pages.

use super::ways::{self, Presence};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "nav-two-ways",
    scope: Scope::Site,
    messages: &["one-way", "one-way-script"],
    facts: &[&ways::LISTS, &ways::SEARCHES],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = ways::counted(site);
    if pages.len() < 2 {
        return sheet.finish();
    }
    let map = ways::site_map(site).is_some_and(|(map, _)| {
        // A list that nobody finds is no way; from the home page everybody does.
        ways::links_to(site, site.home, map)
    });
    let found = [ways::menu(site), ways::search(site)];
    let ways = usize::from(map) + found.iter().filter(|found| **found == Presence::Yes).count();
    let home = &site.pages()[site.home];
    let spot = Spot::Element(home.head_or_root());
    if ways >= 2 {
        sheet.pass_site();
    } else if found.contains(&Presence::Unknown) {
        sheet.unknown(site.home, spot, "one-way-script", &[]);
    } else {
        sheet.fail(site.home, spot, "one-way", &[("ways", ways.to_string())]);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const MENU: &str = "<nav><a href=index.html>i</a><a href=a.html>a</a></nav>";

    #[test]
    fn a_menu_alone_is_one_way() {
        let result = run(&site(&[("index.html", MENU), ("a.html", MENU)]));
        assert_eq!(
            (result.outcome, result.evidence[0].values["ways"].as_str()),
            (Verdict::Failed, "1")
        );
    }

    #[test]
    fn a_menu_and_a_search_or_a_list_of_pages_are_two() {
        let search = format!("{MENU}<form role=search><input name=q></form>");
        assert_eq!(
            run(&site(&[("index.html", &search), ("a.html", &search)])).outcome,
            Verdict::Passed
        );
        let listed = format!("{MENU}<a href=plan.html>Plan du site</a>");
        let result = run(&site(&[("index.html", &listed), ("a.html", MENU), ("plan.html", MENU)]));
        assert_eq!(result.outcome, Verdict::Passed);
    }

    #[test]
    fn a_site_of_one_page_needs_none() {
        assert_eq!(run(&site(&[("index.html", MENU)])).outcome, Verdict::NotApplicable);
    }
}
