//! nav-main-menu: the pages share a menu.

use super::ways::{self, Presence};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "nav-main-menu",
    scope: Scope::Site,
    messages: &["menu-missing", "menu-script"],
    facts: &[&ways::LISTS],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = ways::counted(site).len();
    if pages < 2 {
        return sheet.finish();
    }
    match ways::menu(site) {
        Presence::Yes => sheet.pass_site(),
        Presence::Unknown => {
            let home = &site.pages()[site.home];
            sheet.unknown(site.home, Spot::Element(home.head_or_root()), "menu-script", &[]);
        }
        Presence::No(without) => {
            let values = [("absent", without.len().to_string()), ("pages", pages.to_string())];
            for page in without {
                let root = site.pages()[page].head_or_root();
                sheet.fail(page, Spot::Element(root), "menu-missing", &values);
            }
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn pages_without_a_common_menu_fail() {
        let result = run(&site(&[
            ("index.html", "<p><a href=a.html>a</a><p><a href=b.html>b</a>"),
            ("a.html", "<a href=index.html>i</a>"),
            ("b.html", "<a href=index.html>i</a>"),
        ]));
        assert_eq!(result.outcome, Verdict::Failed);
        assert_eq!(result.evidence[0].values["absent"], "3");
    }

    #[test]
    fn a_list_in_the_same_place_is_a_menu_even_if_nobody_says_so() {
        let menu = "<div class=top><ul><li><a href=index.html>i</a><li><a href=a.html>a</a><li><a href=b.html>b</a></ul></div>";
        let result = run(&site(&[("index.html", menu), ("a.html", menu), ("b.html", menu)]));
        assert_eq!(result.outcome, Verdict::Passed);
    }

    #[test]
    fn a_menu_per_chapter_is_a_menu_and_one_made_by_script_is_to_be_checked() {
        let nav = |a: &str| format!("<nav><a href=index.html>i</a><a href={a}>x</a></nav>");
        let (one, two) = (nav("a.html"), nav("b.html"));
        let result = run(&site(&[("index.html", &one), ("a.html", &two), ("b.html", &one)]));
        assert_eq!(result.outcome, Verdict::Passed);
        let html = "<nav id=menu></nav><script src=m.js></script><p><a href=a.html>a</a>";
        let result = run(&site(&[("index.html", html), ("a.html", html)]));
        assert_eq!(result.outcome, Verdict::CannotTell);
    }
}
