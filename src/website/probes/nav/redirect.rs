//! nav-redirect: links lead straight to the page, and redirects to the end of the way.

use std::collections::BTreeSet;

use crate::website::links::{Target, Via};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};
use crate::website::snippet;

pub(super) const PROBE: Probe = Probe {
    id: "nav-redirect",
    scope: Scope::Site,
    messages: &["redirect-link", "redirect-chain", "redirect-loop"],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let sends = |page: usize| {
        let address = site.pages()[page].head.refresh.as_deref()?;
        site.resolve(page, address)
            .page()
            .filter(|_| site.roles[page] == Role::Redirect)
    };
    let hosting = site.resolver.hosting();
    let redirects =
        hosting.redirects.iter().any(|rule| (300..400).contains(&rule.status)) || site.roles.contains(&Role::Redirect);
    if !redirects {
        return sheet.finish();
    }
    sheet.pass_site();
    for (index, page) in site.pages().iter().enumerate() {
        if let Some(next) = sends(index) {
            let mut seen = BTreeSet::from([index]);
            let (mut at, mut hops) = (Some(next), 1);
            while let Some(page) = at.filter(|page| seen.insert(*page)) {
                at = sends(page);
                hops += u32::from(at.is_some());
            }
            let spot = Spot::Element(page.head_or_root());
            if at.is_some() {
                sheet.fail(index, spot, "redirect-loop", &[]);
            } else if hops > 1 {
                sheet.fail(index, spot, "redirect-chain", &[("hops", hops.to_string())]);
            }
            continue;
        }
        for link in &site.links[index] {
            let to_redirect = link
                .target
                .page()
                .is_some_and(|page| site.roles[page] == Role::Redirect);
            let redirected = matches!(
                link.target,
                Target::Page {
                    via: Via::Redirected,
                    ..
                } | Target::File {
                    via: Via::Redirected,
                    ..
                }
            );
            if !to_redirect && !redirected {
                continue;
            }
            let href = page.document.attribute(link.node, "href").unwrap_or_default();
            if to_redirect || is_sent_on(site, index, href) {
                let values = [("href", snippet::of_text(href))];
                sheet.fail(index, Spot::Attribute(link.node, "href"), "redirect-link", &values);
            }
        }
    }
    sheet.finish()
}

/// Whether the host sends visitors on, as opposed to showing another file under the address.
fn is_sent_on(site: &Site, page: usize, href: &str) -> bool {
    let data = &site.pages()[page];
    site.resolver
        .join(&data.path, data.head.base.as_deref(), href)
        .and_then(|url| site.resolver.hosting().redirect(url.path()).map(|rule| rule.status))
        // A slash added at the end is the host's own tidying.
        .is_some_and(|status| (300..400).contains(&status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(files: &[(&str, &str)]) -> (Verdict, Vec<String>) {
        let result = run(&site(files));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn links_to_redirects_chains_and_loops_fail() {
        let to = |address: &str| format!("<meta http-equiv=refresh content='0;url={address}'>");
        let (new, back, round) = (to("new.html"), to("old.html"), to("loop.html"));
        let (_, found) = messages(&[
            ("index.html", "<a href=old.html>o</a>"),
            ("old.html", &new),
            ("older.html", &back),
            ("loop.html", &to("round.html")),
            ("round.html", &round),
            ("new.html", ""),
        ]);
        assert_eq!(
            found,
            ["redirect-link", "redirect-loop", "redirect-chain", "redirect-loop"]
        );
        let rules = [
            ("index.html", "<a href=/old>o</a>"),
            ("_redirects", "/old /new.html 301"),
            ("new.html", ""),
        ];
        assert_eq!(messages(&rules).1, ["redirect-link"]);
    }

    #[test]
    fn a_rewrite_is_no_redirect_and_without_any_there_is_nothing_to_say() {
        let rules = [
            ("index.html", "<a href=/old>o</a>"),
            ("_redirects", "/old /new.html 200\n/x /y 301"),
            ("new.html", ""),
        ];
        assert_eq!(messages(&rules).0, Verdict::Passed);
        assert_eq!(messages(&[("index.html", "")]).0, Verdict::NotApplicable);
    }
}
