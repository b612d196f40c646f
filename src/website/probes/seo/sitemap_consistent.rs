//! seo-sitemap-consistent: the sitemap lists addresses of this site that exist and may be found, and hardly misses one.

use std::collections::BTreeSet;

use url::Url;

use crate::website::links::Target;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "seo-sitemap-consistent",
    scope: Scope::Site,
    messages: &[
        "sitemap-not-an-address",
        "sitemap-other-host",
        "sitemap-dead-address",
        "sitemap-not-copied",
        "sitemap-noindex",
        "sitemap-incomplete",
        "sitemap-too-long",
    ],
    facts: &[],
    run,
};

/// Share of the pages to be found that a sitemap has to list.
const WANTED_SHARE: f64 = 0.9;
/// Most addresses in one file, by the sitemap protocol.
const MAX_IN_FILE: usize = 50_000;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut listed = BTreeSet::new();
    for map in &site.snapshot.sitemaps {
        if map.pages.is_empty() {
            continue;
        }
        sheet.pass_site();
        if map.count > MAX_IN_FILE {
            let values = [("count", map.count.to_string())];
            sheet.fail_in_file(&map.file, None, "", "sitemap-too-long", &values);
        }
        for location in &map.pages {
            let line = format!("<loc>{}</loc>", location.url);
            let position = Some(location.position);
            let mut fail = |message: &'static str, values: &[(&str, String)]| {
                sheet.fail_in_file(&map.file, position, &line, message, values);
            };
            let url_value = ("url", location.url.clone());
            let Ok(url) = Url::parse(&location.url) else {
                fail("sitemap-not-an-address", &[url_value]);
                continue;
            };
            if site.resolver.host().is_none() {
                // Without a host, the path alone decides: see below.
            } else if !site.resolver.is_own(&url) {
                let host = site.host.as_ref().map(|(host, _)| host.clone()).unwrap_or_default();
                fail("sitemap-other-host", &[url_value, ("host", host)]);
                continue;
            }
            match local(site, &url) {
                Target::Page { page, .. } => {
                    listed.insert(page);
                    if site.indexing[page].block.is_some() {
                        fail(
                            "sitemap-noindex",
                            &[url_value, ("page", site.pages()[page].path.clone())],
                        );
                    }
                }
                Target::Missing { .. } if site.partial => {
                    sheet.unknown_in_file(&map.file, position, &line, "sitemap-not-copied", &[url_value]);
                }
                Target::Missing { .. } => fail("sitemap-dead-address", &[url_value]),
                Target::Unknown(_) => {
                    sheet.unknown_in_file(&map.file, position, &line, "sitemap-not-copied", &[url_value]);
                }
                _ => {}
            }
        }
    }
    if !listed.is_empty() {
        completeness(site, &listed, &mut sheet);
    }
    sheet.finish()
}

/// Where an address of the sitemap leads, on the site's own host even while nobody knows its name.
fn local(site: &Site, url: &Url) -> Target {
    if site.resolver.is_own(url) {
        return site.resolver.resolve_url(url);
    }
    let Some(mut own) = site.resolver.url_of("index.html") else {
        return Target::Invalid;
    };
    own.set_path(url.path());
    own.set_query(url.query());
    site.resolver.resolve_url(&own)
}

fn completeness(site: &Site, listed: &BTreeSet<usize>, sheet: &mut Sheet<'_>) {
    let wanted: Vec<usize> = (0..site.pages().len())
        .filter(|page| site.weights[*page] > 0 && site.is_indexable(*page) && site.canonical_elsewhere(*page).is_none())
        .collect();
    let absent: Vec<usize> = wanted.iter().copied().filter(|page| !listed.contains(page)).collect();
    let share = 1.0 - absent.len() as f64 / (wanted.len().max(1)) as f64;
    if share < WANTED_SHARE {
        let values = [
            ("absent", absent.len().to_string()),
            ("pages", wanted.len().to_string()),
        ];
        for page in absent {
            let place = site.pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(place), "sitemap-incomplete", &values);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn result(locations: &[&str], extra: &[(&str, &str)]) -> ProbeResult {
        let entries = locations.join(
            "</loc></url><url>
<loc>",
        );
        let map = format!("<urlset><url>\n<loc>{entries}</loc></url></urlset>");
        let mut files = vec![
            (
                "index.html",
                "<link rel=canonical href='https://www.e.org/'><a href=a.html></a><a href=b/></a>",
            ),
            ("a.html", ""),
            ("b/index.html", ""),
            ("sitemap.xml", map.as_str()),
        ];
        files.extend(extra);
        run(&site(&files))
    }

    fn messages(locations: &[&str]) -> Vec<String> {
        result(locations, &[])
            .evidence
            .into_iter()
            .map(|evidence| evidence.message)
            .collect()
    }

    #[test]
    fn clean_addresses_slashes_and_www_are_no_differences() {
        let none: [String; 0] = [];
        assert_eq!(
            messages(&[
                "https://www.e.org/",
                "https://e.org/a",
                "https://www.e.org/b/index.html"
            ]),
            none
        );
        assert_eq!(
            messages(&["https://www.e.org", "https://www.e.org/a.html", "https://www.e.org/b"]),
            none
        );
    }

    #[test]
    fn each_bad_address_fails_on_its_line() {
        let result = result(
            &[
                "https://www.e.org/",
                "http://localhost:1313/a.html",
                "/b/",
                "https://www.e.org/b/",
                "https://e.org/a",
                "https://e.org/gone",
            ],
            &[],
        );
        let found: Vec<_> = result
            .evidence
            .iter()
            .map(|e| (e.message.as_str(), e.line, e.unknown))
            .collect();
        assert_eq!(
            found,
            [
                ("sitemap-other-host", 3, false),
                ("sitemap-not-an-address", 4, false),
                ("sitemap-dead-address", 7, false)
            ]
        );
    }

    #[test]
    fn a_sitemap_that_misses_pages_or_lists_hidden_ones_fails() {
        assert_eq!(
            messages(&["https://www.e.org/"]),
            ["sitemap-incomplete", "sitemap-incomplete"]
        );
        let hidden = result(
            &[
                "https://www.e.org/",
                "https://e.org/a",
                "https://e.org/b/",
                "https://e.org/merci",
            ],
            &[("merci.html", "<meta name=robots content=noindex>")],
        );
        assert_eq!(hidden.evidence[0].message, "sitemap-noindex");
    }

    #[test]
    fn a_partial_copy_leaves_absent_addresses_open() {
        let result = result(
            &[
                "https://www.e.org/",
                "https://e.org/a",
                "https://e.org/b/",
                "https://e.org/gone",
            ],
            &[("c.html", "<a href='https://www.e.org/not-fetched'>n</a>")],
        );
        assert_eq!(result.outcome, Verdict::CannotTell);
        assert_eq!(result.evidence[0].message, "sitemap-not-copied");
    }

    #[test]
    fn without_a_sitemap_there_is_nothing_to_compare() {
        assert_eq!(run(&site(&[("index.html", "")])).outcome, Verdict::NotApplicable);
    }
}
