//! seo-canonical: where a page names its canonical address, the address can be followed and makes sense.

use std::collections::BTreeSet;

use url::Url;

use crate::website::links::Target;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};
use crate::website::tree::{Document, NodeId};

pub(super) const PROBE: Probe = Probe {
    id: "seo-canonical",
    scope: Scope::Page,
    messages: &[
        "canonical-conflict",
        "canonical-in-body",
        "canonical-relative",
        "canonical-invalid",
        "canonical-other-site",
        "canonical-missing-page",
        "canonical-not-copied",
        "canonical-all-home",
        "canonical-other-language",
    ],
    facts: &[&CANONICALS, &VERSIONS],
    run,
};

/// Whether a page names several canonical addresses, and whether the first stands in its body.
const CANONICALS: Fact<(bool, bool)> = Fact {
    name: "canonicals",
    of: |view| {
        let nodes = &view.page.head.canonicals;
        let hrefs = nodes.iter().filter_map(|node| view.document.attribute(*node, "href"));
        let distinct: BTreeSet<&str> = hrefs.map(str::trim).collect();
        let first = nodes.first();
        if let Some(node) = first {
            view.page.pin(Spot::Attribute(*node, "href"));
        }
        (
            distinct.len() > 1,
            first.is_some_and(|node| in_written_body(view.document, *node)),
        )
    },
};

/// The pages of the site that a page names as its versions in other languages.
const VERSIONS: Fact<BTreeSet<usize>> = Fact {
    name: "versions",
    of: |view| {
        let nodes = view.page.head.alternates.iter();
        let hrefs = nodes.filter_map(|node| view.document.attribute(*node, "href"));
        hrefs.filter_map(|href| view.resolve(href).page()).collect()
    },
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let targets: Vec<Option<Target>> = (0..site.pages().len()).map(|page| target(site, page)).collect();
    let all_home = all_name_home(site, &targets);
    for (index, page) in site.pages().iter().enumerate() {
        let Some(first) = page.head.canonicals.first() else {
            continue;
        };
        if site.roles[index] == Role::Redirect {
            continue;
        }
        let href = page.head.canonical.as_deref().unwrap_or_default().trim();
        let (conflict, in_body) = site.fact(&CANONICALS, index);
        let spot = Spot::Attribute(*first, "href");
        let values = [("url", href.to_owned())];
        let message = if conflict {
            Some("canonical-conflict")
        } else if in_body {
            Some("canonical-in-body")
        } else {
            match (Url::parse(href), &targets[index]) {
                (Err(url::ParseError::RelativeUrlWithoutBase), _) => Some("canonical-relative"),
                (Err(_), _) | (_, None | Some(Target::Invalid | Target::Special { .. })) => Some("canonical-invalid"),
                (Ok(_), Some(Target::External { .. })) if site.resolver.host().is_some() => {
                    Some("canonical-other-site")
                }
                (Ok(_), Some(Target::Missing { .. })) if !site.partial => Some("canonical-missing-page"),
                (Ok(_), Some(Target::Missing { .. } | Target::Unknown(_) | Target::Elsewhere { .. })) => {
                    sheet.unknown(index, spot, "canonical-not-copied", &values);
                    continue;
                }
                (Ok(_), Some(Target::Page { page: other, .. })) => {
                    if *other == site.home && index != site.home && all_home {
                        Some("canonical-all-home")
                    } else {
                        names_another_language(site, index, *other).then_some("canonical-other-language")
                    }
                }
                _ => None,
            }
        };
        match message {
            Some(message) => sheet.fail(index, spot, message, &values),
            None => sheet.pass(index),
        }
    }
    sheet.finish()
}

/// Whether an element stands in a `<body>` that somebody wrote. An image in a `<noscript>` of the head, as tracking
/// services have it, ends the head for parsers without scripts, which is not how search engines read the page.
fn in_written_body(document: &Document, id: NodeId) -> bool {
    document
        .ancestors(id)
        .any(|above| document.is(above, "body") && document.element(above).is_some_and(|body| !body.implied))
}

/// Where a page's canonical address leads; unlike a link, a full address that is not there is missing.
fn target(site: &Site, index: usize) -> Option<Target> {
    let page = &site.pages()[index];
    let href = page.head.canonical.as_deref()?;
    let url = site.resolver.join(&page.path, page.head.base.as_deref(), href)?;
    Some(site.resolver.resolve_url(&url))
}

/// Whether most of the inner pages call the home page their original: a template's mistake. A single one may mean it.
fn all_name_home(site: &Site, targets: &[Option<Target>]) -> bool {
    let inner: Vec<Option<usize>> = targets
        .iter()
        .enumerate()
        .filter(|(index, target)| *index != site.home && target.is_some())
        .map(|(_, target)| target.as_ref().and_then(Target::page))
        .collect();
    let home = inner.iter().filter(|target| **target == Some(site.home)).count();
    home >= 2 && home * 2 > inner.len()
}

/// Whether a page says that another of its own language versions is the original.
fn names_another_language(site: &Site, index: usize, original: usize) -> bool {
    if index == original {
        return false;
    }
    let versions = site.fact(&VERSIONS, index);
    versions.contains(&index) && versions.contains(&original) && site.language(index) != site.language(original)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn result(head: &str) -> ProbeResult {
        run(&site(&[
            ("index.html", "<a href=a.html></a>"),
            ("a.html", head),
            ("en.html", "<html lang=en>"),
            ("CNAME", "www.e.org"),
        ]))
    }

    fn message(head: &str) -> Option<String> {
        result(head).evidence.first().map(|evidence| evidence.message.clone())
    }

    #[test]
    fn a_page_may_name_itself_with_or_without_ending_and_on_the_live_host() {
        for href in [
            "https://www.e.org/a.html",
            "https://www.e.org/a",
            "https://e.org/a/",
            "http://www.e.org/a.html#x",
        ] {
            assert_eq!(message(&format!("<link rel=canonical href='{href}'>")), None, "{href}");
        }
        assert_eq!(
            message("<link rel=canonical href='https://e.org/a'><link rel=CANONICAL href='https://e.org/a'>"),
            None
        );
        assert_eq!(message("<link rel=canonical href='https://www.e.org/'>"), None);
        let after_tracking = "<head><noscript><img src='//t.example/p'></noscript><link rel=canonical href='https://e.org/a'></head><body>";
        assert_eq!(message(after_tracking), None);
        assert_eq!(result("<p>a").outcome, Verdict::NotApplicable);
    }

    #[test]
    fn each_mistake_has_its_own_words() {
        for (html, wanted) in [
            ("<link rel=canonical href=/a.html>", "canonical-relative"),
            ("<link rel=canonical href='https://['>", "canonical-invalid"),
            (
                "<link rel=canonical href='https://other.example/a'>",
                "canonical-other-site",
            ),
            (
                "<link rel=canonical href='http://localhost:1313/a'>",
                "canonical-other-site",
            ),
            (
                "<link rel=canonical href='https://e.org/gone'>",
                "canonical-missing-page",
            ),
            (
                "<body><p><link rel=canonical href='https://e.org/a'>",
                "canonical-in-body",
            ),
            (
                "<link rel=canonical href='https://e.org/a'><link rel=canonical href='https://e.org/b'>",
                "canonical-conflict",
            ),
            (
                "<html lang=fr><link rel=alternate hreflang=fr href=a.html><link rel=alternate hreflang=en href=en.html><link rel=canonical href='https://e.org/en'>",
                "canonical-other-language",
            ),
        ] {
            assert_eq!(message(html).as_deref(), Some(wanted), "{html}");
        }
    }

    #[test]
    fn a_template_that_sends_every_page_home_is_caught() {
        let head = "<link rel=canonical href='https://www.e.org/'>";
        let site = site(&[
            (
                "index.html",
                "<link rel=canonical href='https://www.e.org/'><a href=a.html></a><a href=b.html></a>",
            ),
            ("a.html", head),
            ("b.html", head),
        ]);
        let result = run(&site);
        assert_eq!((result.failed, result.passed), (2, 1));
        assert_eq!(result.evidence[0].message, "canonical-all-home");
    }
}
