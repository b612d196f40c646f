//! nav-sitemap-page: a page lists the pages of the site, and every page leads to it.

use super::ways;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "nav-sitemap-page",
    scope: Scope::Site,
    messages: &["plan-missing", "plan-unlinked", "plan-incomplete"],
    facts: &[],
    run,
};

/// From how many pages on a list of them is expected.
const MANY_PAGES: usize = 10;
/// Share of pages that lead to it.
const LINKED: f64 = 0.9;
/// Share of pages that it lists.
const LISTED: f64 = 0.8;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages: Vec<usize> = ways::counted(site)
        .into_iter()
        .filter(|page| ways::is_of_home(site, *page))
        .collect();
    if pages.len() < MANY_PAGES {
        return sheet.finish();
    }
    let root = |page: usize| Spot::Element(site.pages()[page].head_or_root());
    let Some((map, listed)) = ways::site_map(site) else {
        sheet.fail(site.home, root(site.home), "plan-missing", &[]);
        return sheet.finish();
    };
    let linked = pages.iter().filter(|page| ways::links_to(site, **page, map)).count();
    let wanted = pages
        .iter()
        .filter(|page| site.is_indexable(**page) && site.roles[**page] != Role::Utility)
        .count();
    let name = site.pages()[map].path.clone();
    sheet.pass_site();
    if (linked as f64) < LINKED * pages.len() as f64 {
        let values = [
            ("page", name.clone()),
            ("count", linked.to_string()),
            ("pages", pages.len().to_string()),
        ];
        sheet.fail(map, root(map), "plan-unlinked", &values);
    }
    if (listed as f64) < LISTED * wanted as f64 {
        let values = [
            ("page", name),
            ("count", listed.to_string()),
            ("pages", wanted.to_string()),
        ];
        sheet.fail(map, root(map), "plan-incomplete", &values);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(home: &str, page: &str, plan: Option<&str>) -> (Verdict, Vec<String>) {
        let names: Vec<String> = (1..10).map(|number| format!("p{number}.html")).collect();
        let links: Vec<String> = names.iter().map(|name| format!("<a href={name}>x</a>")).collect();
        let links = links.concat();
        let home = format!("{home}<nav>{links}</nav>");
        let plan = plan.map(|plan| plan.replace("ALL", &links));
        let mut files = vec![("index.html", home.as_str()), ("sitemap.xml", "<urlset/>")];
        files.extend(names.iter().map(|name| (name.as_str(), page)));
        files.extend(plan.as_deref().map(|plan| ("plan-du-site.html", plan)));
        let result = run(&site(&files));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn a_missing_unlinked_or_short_list_fails_and_a_sitemap_for_machines_is_none() {
        let link = "<a href=plan-du-site.html>Plan du site</a>";
        assert_eq!(messages("", "", None).1, ["plan-missing"]);
        assert_eq!(messages(link, "", Some("ALL")).1, ["plan-unlinked"]);
        assert_eq!(
            messages(link, link, Some("<a href=p1.html>1</a>")).1,
            ["plan-incomplete"]
        );
    }

    #[test]
    fn each_language_has_its_own_list() {
        let mut files = vec![(
            "index.html".to_owned(),
            "<meta http-equiv=refresh content='0;url=en/'>".to_owned(),
        )];
        for language in ["en", "fr"] {
            let all: Vec<String> = (0..10).map(|at| format!("<a href=p{at}.html>{at}</a>")).collect();
            let all = all.concat();
            let plan = "<a href=sitemap.html>Sitemap</a>";
            let other = "<a href=../fr/ hreflang=fr>fr</a>";
            files.push((
                format!("{language}/index.html"),
                format!("{plan}<nav>{all}</nav>{other}"),
            ));
            files.push((
                format!("{language}/sitemap.html"),
                format!("<a href=index.html>i</a>{all}"),
            ));
            files.extend((0..10).map(|at| (format!("{language}/p{at}.html"), plan.to_owned())));
        }
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(path, html)| (&**path, &**html)).collect();
        let result = run(&site(&borrowed));
        assert_eq!((result.outcome, result.evidence), (Verdict::Passed, vec![]));
    }

    #[test]
    fn a_list_of_all_pages_that_all_pages_lead_to_passes() {
        let link = "<a href=plan-du-site.html>Plan du site</a>";
        assert_eq!(
            messages(link, link, Some("<a href=/>i</a>ALL")),
            (Verdict::Passed, vec![])
        );
    }
}
