//! nav-broken-link: every link inside the site leads to a file that is there.

use crate::website::links::{Near, Target, Unknown};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snippet;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-broken-link",
    scope: Scope::Element,
    messages: &[
        "link-broken",
        "link-case",
        "link-accents",
        "link-not-copied",
        "link-alias",
        "link-folder",
        "link-conditional",
    ],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    let declared_partial = view.site.snapshot.settings.complete == Some(false);
    if view.role == Role::Redirect {
        return;
    }
    for link in view.links {
        let href = page.document.attribute(link.node, "href").unwrap_or_default();
        if href.trim().is_empty() || href.trim_start().starts_with('#') {
            continue;
        }
        let spot = Spot::Attribute(link.node, "href");
        let values = [("href", snippet::of_text(href))];
        match &link.target {
            Target::Page { .. } | Target::File { .. } => sheet.pass(),
            Target::Missing { near: None, .. } if declared_partial => {
                sheet.unknown(spot, "link-not-copied", &values);
            }
            Target::Missing { near, .. } => {
                let [href] = values;
                match near {
                    None => sheet.fail(spot, "link-broken", &[href]),
                    Some(Near::Case(meant)) => {
                        sheet.fail(spot, "link-case", &[href, ("meant", meant.clone())]);
                    }
                    Some(Near::Accents(meant)) => {
                        sheet.fail(spot, "link-accents", &[href, ("meant", meant.clone())]);
                    }
                }
            }
            Target::Unknown(why) => {
                let message = match why {
                    // Other parts of the host are as far away as other sites.
                    Unknown::OutsidePrefix => continue,
                    Unknown::NotInSnapshot => "link-not-copied",
                    Unknown::Alias => "link-alias",
                    Unknown::Folder => "link-folder",
                    Unknown::Conditional => "link-conditional",
                };
                sheet.unknown(spot, message, &values);
            }
            Target::External { .. } | Target::Special { .. } | Target::Elsewhere { .. } | Target::Invalid => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(href: &str, others: &[(&str, &str)]) -> Vec<String> {
        let html = format!("<a href=\"{href}\">x</a>");
        let mut files = vec![("index.html", html.as_str()), ("CNAME", "e.org")];
        files.extend(others);
        let result = PROBE.run(&site(&files));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn a_link_to_nothing_fails_and_says_what_was_meant() {
        assert_eq!(messages("tarifs.html", &[]), ["link-broken"]);
        assert_eq!(messages("Tarifs.html", &[("tarifs.html", "")]), ["link-case"]);
        // The path asks for e and a combining accent, the disk has é in one character.
        assert_eq!(messages("be%CC%81.html", &[("b\u{e9}.html", "")]), ["link-accents"]);
    }

    #[test]
    fn what_mirrors_and_hosts_do_to_addresses_is_no_broken_link() {
        for (href, files) in [
            ("tarifs", vec![("tarifs.html", "")]),
            ("tarifs/", vec![("tarifs/index.html", "")]),
            ("/x?p=2", vec![("x?p=2.html", "")]),
            ("index.php?p=2", vec![("index.php@p=2.html", "")]),
            ("changes.html", vec![("changes.html.gz", "")]),
            (
                "old.html",
                vec![("_redirects", "/old.html /new.html"), ("new.html", "")],
            ),
            ("https://other.org/x", vec![]),
            ("mailto:a@b.fr", vec![]),
            ("#nowhere", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(messages(href, &files).len(), 0, "{href}");
        }
    }

    #[test]
    fn a_page_that_was_never_copied_is_to_be_checked() {
        let result = PROBE.run(&site(&[
            ("index.html", "<a href='https://e.org/never'>a</a><a href=b.html>b</a>"),
            ("b.html", ""),
            ("CNAME", "e.org"),
        ]));
        assert_eq!(
            (result.outcome, result.share_checked, result.score),
            (Verdict::CannotTell, Some(0.5), Some(1.0))
        );
        assert_eq!(result.evidence[0].message, "link-not-copied");
    }
}
