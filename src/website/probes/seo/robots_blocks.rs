//! seo-robots-blocks: robots.txt keeps search engines from no page of the menu and from no style sheet or script.

use std::collections::BTreeSet;

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::robots::Rules;
use crate::website::site::{Role, Site};
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "seo-robots-blocks",
    scope: Scope::Site,
    messages: &["robots-blocks-page", "robots-blocks-resource"],
    facts: &[&RESOURCES],
    run,
};

/// The sheets and scripts that a page asks for, with the attribute that holds the address.
const RESOURCES: Fact<Vec<(NodeId, bool, String)>> = Fact {
    name: "resources",
    of: |view| {
        let resource = |node: &NodeId| {
            let script = view.document.is(*node, "script");
            let address = view.document.attribute(*node, if script { "src" } else { "href" });
            Some((*node, script, address?.to_owned()))
        };
        view.page.head.resources.iter().filter_map(resource).collect()
    },
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let Some((_, robots)) = &site.snapshot.robots else {
        return sheet.finish();
    };
    let agents: Vec<(&str, Rules<'_>)> = ["Googlebot", "*"]
        .into_iter()
        .filter_map(|agent| Some((agent, robots.for_agent(agent)?)))
        .collect();
    if agents.is_empty() {
        return sheet.finish();
    }
    sheet.pass_site();
    let mut told = BTreeSet::new();
    // The home page itself, as a visitor asks for it.
    if let Some(home) = site.resolver.url_of(&site.pages()[site.home].path) {
        let html = site.pages()[site.home].head_or_root();
        let path = path_of(&home);
        let spot = Spot::Element(html);
        check(&mut sheet, &agents, site.home, spot, &path, "robots-blocks-page");
        told.insert(path);
    }
    for (index, page) in site.pages().iter().enumerate() {
        let from_home = index == site.home;
        let links = site.links[index].iter().filter(|link| {
            // The path is taken from the link, not from the file: addresses may have no ending.
            from_home
                && link
                    .target
                    .page()
                    .is_some_and(|page| site.menu.contains_key(&page) && site.roles[page] != Role::Utility)
        });
        let links: Vec<(NodeId, &str, &'static str, String)> = links
            .filter_map(|link| {
                let href = page.document.attribute(link.node, "href")?;
                Some((link.node, "href", "robots-blocks-page", href.to_owned()))
            })
            .chain(site.fact(&RESOURCES, index).into_iter().map(|(node, script, address)| {
                let name = if script { "src" } else { "href" };
                (node, name, "robots-blocks-resource", address)
            }))
            .collect();
        for (node, name, message, href) in links {
            let Some(url) = site
                .resolver
                .join(&page.path, page.head.base.as_deref(), &href)
                .filter(|url| site.resolver.is_own(url))
            else {
                continue;
            };
            let path = path_of(&url);
            if told.insert(path.clone()) {
                check(&mut sheet, &agents, index, Spot::Attribute(node, name), &path, message);
            }
        }
    }
    sheet.finish()
}

fn path_of(url: &url::Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

fn check(
    sheet: &mut Sheet<'_>,
    agents: &[(&str, Rules<'_>)],
    page: usize,
    spot: Spot<'_>,
    path: &str,
    message: &'static str,
) {
    if let Some((agent, rules)) = agents.iter().find(|(_, rules)| !rules.allows(path)) {
        let (rule, line) = rules
            .reason(path)
            .map_or_else(|| (String::new(), 0), |(rule, position)| (rule, position.line));
        let values = [
            ("path", path.to_owned()),
            ("agent", (*agent).to_owned()),
            ("rule", rule),
            ("line", line.to_string()),
        ];
        sheet.fail(page, spot, message, &values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const HOME: &str =
        "<link rel=stylesheet href='/assets/site.css?v=3'><nav><a href=/tarifs>t</a></nav><a href=prive.html>p</a>";

    fn run_with(robots: &str) -> ProbeResult {
        run(&site(&[
            ("index.html", HOME),
            ("tarifs.html", "<link rel=stylesheet href='/assets/site.css?v=3'>"),
            ("prive.html", ""),
            ("assets/site.css", ""),
            ("robots.txt", robots),
        ]))
    }

    #[test]
    fn a_menu_page_is_tested_by_its_address_and_not_by_its_file() {
        assert_eq!(
            run_with("User-agent: *\nDisallow: /tarifs.html").outcome,
            Verdict::Passed
        );
        let result = run_with("User-agent: *\nDisallow: /tarifs$");
        assert_eq!(result.evidence[0].message, "robots-blocks-page");
        assert_eq!(result.evidence[0].values["line"], "2");
        assert_eq!(result.occurrences, 1);
    }

    #[test]
    fn a_blocked_style_sheet_is_told_once() {
        let result = run_with("User-agent: Googlebot\nDisallow: /assets/\n");
        let found: Vec<_> = result
            .evidence
            .iter()
            .map(|e| (e.message.as_str(), e.values["agent"].as_str()))
            .collect();
        assert_eq!(found, [("robots-blocks-resource", "Googlebot")]);
    }

    #[test]
    fn an_empty_rule_a_query_pattern_and_a_page_outside_the_menu_are_no_defects() {
        assert_eq!(run_with("User-agent: *\nDisallow:").outcome, Verdict::Passed);
        assert_eq!(run_with("User-agent: *\nDisallow: /prive").outcome, Verdict::Passed);
        assert_eq!(
            run_with("User-agent: *\nDisallow: /*?\nAllow: /assets/*?v").outcome,
            Verdict::Passed
        );
    }

    #[test]
    fn a_blocked_site_fails_from_the_home_page_on() {
        let result = run_with("User-agent: *\nDisallow: /");
        assert_eq!((result.outcome, result.occurrences), (Verdict::Failed, 3));
    }
}
