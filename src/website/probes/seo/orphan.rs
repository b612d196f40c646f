//! seo-orphan: every page that is to be found can be reached from the home page by links.

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "seo-orphan",
    scope: Scope::Site,
    messages: &["orphan-page", "orphan-menu-script"],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if site.pages().len() < 2 {
        return sheet.finish();
    }
    if !site.links_known {
        let page = &site.pages()[site.home];
        let script = page
            .document
            .named("script")
            .next()
            .unwrap_or_else(|| page.head_or_root());
        sheet.unknown(site.home, Spot::Element(script), "orphan-menu-script", &[]);
        return sheet.finish();
    }
    sheet.pass_site();
    for (index, page) in site.pages().iter().enumerate() {
        let counts = site.is_indexable(index)
            && site.roles[index] != Role::Home
            && site.canonical_elsewhere(index).is_none()
            // A page framed by a checking service, such as google1234.html, is no page for people.
            && !is_verification(&page.path);
        if counts && site.depths[index].is_none() {
            sheet.fail(index, Spot::Element(page.head_or_root()), "orphan-page", &[]);
        }
    }
    sheet.finish()
}

fn is_verification(path: &str) -> bool {
    let stem = path.strip_suffix(".html").unwrap_or_default();
    ["google", "yandex_", "pinterest-"].iter().any(|service| {
        stem.strip_prefix(service)
            .is_some_and(|code| code.len() >= 5 && code.bytes().all(|byte| byte.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn a_page_without_a_way_from_home_is_an_orphan_even_if_orphans_link_to_it() {
        let result = run(&site(&[
            ("index.html", "<a href=a.html></a>"),
            ("a.html", "<iframe src=framed.html></iframe>"),
            ("framed.html", ""),
            ("lost.html", "<a href=lost2.html></a>"),
            ("lost2.html", "<a href=index.html></a>"),
        ]));
        let pages: Vec<_> = result.evidence.iter().map(|evidence| evidence.page.as_str()).collect();
        assert_eq!(pages, ["lost.html", "lost2.html"]);
        assert_eq!((result.outcome, result.score), (Verdict::Failed, Some(0.0)));
    }

    #[test]
    fn pages_that_nobody_should_reach_are_no_orphans() {
        let result = run(&site(&[
            ("index.html", "<a href=a.html></a>"),
            ("a.html", ""),
            ("404.html", ""),
            ("merci.html", ""),
            ("old.html", "<meta http-equiv=refresh content='0; url=a.html'>"),
            ("hidden.html", "<meta name=robots content=noindex>"),
            ("copy.html", "<link rel=canonical href=a.html>"),
            ("google0123456789abcdef.html", "google-site-verification"),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
    }

    #[test]
    fn a_menu_made_by_script_is_to_be_checked() {
        let result = run(&site(&[
            ("index.html", "<script src=menu.js></script>"),
            ("a.html", ""),
        ]));
        assert_eq!(result.outcome, Verdict::CannotTell);
        assert_eq!(result.evidence[0].message, "orphan-menu-script");
    }
}
