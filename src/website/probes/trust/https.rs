//! trust-https: the site never names itself by an address without encryption.

use url::Url;

use crate::website::links::bare_host;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "trust-https",
    scope: Scope::Site,
    messages: &["plain-http", "plain-http-sitemap"],
    facts: &[&PLAIN],
    run,
};

/// Whether an address is on the site itself and without encryption.
fn is_plain(own: &str, address: &str) -> bool {
    let address = address.trim();
    address
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("http://"))
        && Url::parse(address)
            .ok()
            .and_then(|url| url.host_str().map(bare_host))
            .as_deref()
            == Some(own)
}

/// The attributes of a page that hold such an address.
const PLAIN: Fact<Vec<(NodeId, String, String)>> = Fact {
    name: "plain-addresses",
    of: plain,
};

fn plain(view: &PageView<'_>) -> Vec<(NodeId, String, String)> {
    let mut found = Vec::new();
    let document = view.document;
    let Some(own) = view.site.resolver.host() else {
        return found;
    };
    for id in document.with_any(&["href", "src", "action", "formaction", "data", "poster", "content"]) {
        let Some(element) = document.element(id) else { continue };
        for (name, value) in &element.attributes {
            let name = &**name;
            let leads = matches!(name, "href" | "src" | "action" | "formaction" | "data" | "poster")
                || name == "content"
                    && document
                        .attribute(id, "property")
                        .is_some_and(|name| name.starts_with("og:"));
            if leads && is_plain(own, value) {
                view.page.pin(Spot::Attribute(id, name));
                found.push((id, name.to_owned(), value.to_string()));
            }
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    // Without a host nothing is known to be the site's own.
    let Some(own) = site.resolver.host() else {
        return sheet.finish();
    };
    sheet.pass_site();
    for index in 0..site.pages().len() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        for (node, name, address) in site.fact(&PLAIN, index) {
            let values = [("address", snippet::of_text(&address))];
            sheet.fail(index, Spot::Attribute(node, &name), "plain-http", &values);
        }
    }
    for map in &site.snapshot.sitemaps {
        for location in map.pages.iter().filter(|location| is_plain(own, &location.url)) {
            let values = [("address", location.url.clone())];
            sheet.fail_in_file(
                &map.file,
                Some(location.position),
                &location.url,
                "plain-http-sitemap",
                &values,
            );
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
    fn the_own_host_without_encryption_fails_wherever_it_stands() {
        let result = run(&site(&[
            (
                "index.html",
                "<a href='http://www.e.org/a'>a</a><form action='HTTP://e.org/f'></form><link rel=canonical href='http://e.org/'>",
            ),
            ("sitemap.xml", "<urlset><url><loc>http://e.org/</loc></url></urlset>"),
            ("CNAME", "e.org"),
        ]));
        assert_eq!((result.outcome, result.occurrences), (Verdict::Failed, 4));
    }

    #[test]
    fn other_hosts_namespaces_and_licences_are_left_alone() {
        let html = "<html xmlns='http://www.w3.org/1999/xhtml'><a href='http://other.org/'>o</a><a href='https://e.org/'>e</a>";
        assert_eq!(
            run(&site(&[("index.html", html), ("CNAME", "e.org")])).outcome,
            Verdict::Passed
        );
        assert_eq!(run(&site(&[("index.html", html)])).outcome, Verdict::NotApplicable);
    }
}
