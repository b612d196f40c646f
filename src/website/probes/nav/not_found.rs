//! nav-404-page: whoever asks for a page that does not exist is helped on.

use super::search::MANY_PAGES;
use super::ways;
use crate::website::content::Parts;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "nav-404-page",
    scope: Scope::Site,
    messages: &[
        "404-missing",
        "404-unknown",
        "404-no-home",
        "404-no-menu",
        "404-no-search",
    ],
    facts: &[&ways::SEARCHES],
    run,
};

/// Files that tell a host what to do: with one of them in the copy, it is what the host serves.
const CONFIGURATION: [&str; 5] = ["_redirects", "_headers", "netlify.toml", "vercel.json", "CNAME"];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let home = Spot::Element(site.pages()[site.home].head_or_root());
    let Some(page) = page(site) else {
        let hosting = site.resolver.hosting();
        let configured = CONFIGURATION.iter().any(|file| site.snapshot.files.contains(*file));
        if configured && !hosting.conditional {
            sheet.fail(site.home, home, "404-missing", &[]);
        } else {
            sheet.unknown(site.home, home, "404-unknown", &[]);
        }
        return sheet.finish();
    };
    let data = &site.pages()[page];
    let spot = Spot::Element(data.head_or_root());
    let onward = |wanted: Parts| {
        site.links[page]
            .iter()
            .filter(|link| link.target.page().is_some() && (wanted == Parts::default() || link.parts.has(wanted)))
            .count()
    };
    sheet.pass_site();
    if !ways::links_to(site, page, site.home) {
        sheet.fail(page, spot, "404-no-home", &[]);
    }
    if onward(Parts::NAV) < 2 && onward(Parts::default()) < 3 {
        sheet.fail(page, spot, "404-no-menu", &[]);
    }
    if ways::counted(site).len() >= MANY_PAGES && !site.fact(&ways::SEARCHES, page) {
        sheet.fail(page, spot, "404-no-search", &[]);
    }
    sheet.finish()
}

/// The page that the host names, else the one that is called so.
fn page(site: &Site) -> Option<usize> {
    let hosting = site.resolver.hosting();
    let named = hosting.not_found.as_deref().or_else(|| {
        let rule = hosting.redirects.iter().find(|rule| rule.status == 404)?;
        Some(rule.to.as_str())
    });
    named
        .and_then(|address| site.resolve(site.home, address).page())
        .or_else(|| {
            let candidates = || (0..site.pages().len()).filter(|page| site.roles[*page] == Role::NotFound);
            candidates()
                .find(|page| site.pages()[*page].path.contains("404"))
                .or_else(|| candidates().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(files: &[(&str, &str)]) -> (Verdict, Vec<String>) {
        let mut all = vec![("index.html", "<a href=a.html>a</a>"), ("a.html", "")];
        all.extend(files);
        let result = run(&site(&all));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn a_page_without_help_fails() {
        assert_eq!(
            outcome(&[("404.html", "<h1>404</h1>")]).1,
            ["404-no-home", "404-no-menu"]
        );
        assert_eq!(outcome(&[("_headers", "")]).1, ["404-missing"]);
    }

    #[test]
    fn hosts_may_serve_their_own_and_name_theirs() {
        assert_eq!(outcome(&[]).0, Verdict::CannotTell);
        let helpful = "<nav><a href=/>Accueil</a><a href=/a.html>a</a></nav>";
        assert_eq!(outcome(&[("404.html", helpful)]).0, Verdict::Passed);
        let named = [(".htaccess", "ErrorDocument 404 /perdu.html"), ("perdu.html", helpful)];
        assert_eq!(outcome(&named).0, Verdict::Passed);
    }
}
