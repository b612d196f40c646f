//! eff-third-party: a page depends on few other sites.

use std::collections::BTreeSet;

use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "eff-third-party",
    scope: Scope::Site,
    messages: &["many-sites"],
    facts: &[&DOMAINS],
    run,
};

/// Most other sites of one page.
const MOST: usize = 5;
/// Second levels below which names are given out, for countries where that is usual.
const SHARED: [&str; 12] = [
    "co", "com", "org", "net", "ac", "gov", "gouv", "asso", "edu", "or", "ne", "nom",
];

/// The other sites that a page asks for something.
const DOMAINS: Fact<BTreeSet<String>> = Fact {
    name: "other-sites",
    of: domains,
};

fn domains(view: &PageView<'_>) -> BTreeSet<String> {
    let document = view.document;
    let mut found: BTreeSet<String> = BTreeSet::new();
    for id in document.with_any(&["href", "src"]) {
        let Some(element) = document.element(id) else { continue };
        let address = match &*element.name {
            "script" | "img" | "iframe" | "embed" | "source" | "video" | "audio" => document.attribute(id, "src"),
            "link"
                if document.attribute(id, "rel").is_some_and(|rel| {
                    ["stylesheet", "preload", "modulepreload", "icon"]
                        .iter()
                        .any(|word| has_word(rel, word))
                }) =>
            {
                document.attribute(id, "href")
            }
            _ => None,
        };
        let Some(address) = address.filter(|address| address.contains("//")) else {
            continue;
        };
        if let Target::External { host } = view.resolve(address) {
            found.insert(domain(&host));
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let own = site.resolver.host().map(domain);
    let mut any = false;
    for (index, page) in site.pages().iter().enumerate() {
        if matches!(site.roles[index], Role::Redirect | Role::NotFound) || site.weights[index] == 0 {
            continue;
        }
        let mut found = site.fact(&DOMAINS, index);
        found.retain(|domain| Some(domain) != own.as_ref());
        any |= !found.is_empty();
        if found.len() > MOST {
            let names: Vec<&str> = found.iter().map(String::as_str).collect();
            let values = [("count", names.len().to_string()), ("names", names.join(", "))];
            sheet.fail(index, Spot::Element(page.head_or_root()), "many-sites", &values);
        }
    }
    if any {
        sheet.pass_site();
    }
    sheet.finish()
}

/// The part of a host that one owner has: `cdn.shop.example.co.uk` → `example.co.uk`. Two labels, or three where the
/// second is one that names are given out below.
fn domain(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let count = match labels.as_slice() {
        [.., second, top] if top.len() == 2 && SHARED.contains(second) => 3,
        _ => 2,
    };
    labels[labels.len().saturating_sub(count)..].join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(hosts: &[&str]) -> Verdict {
        let scripts: Vec<String> = hosts
            .iter()
            .map(|host| format!("<script src='https://{host}/x.js'></script>"))
            .collect();
        run(&site(&[("index.html", &scripts.concat()), ("CNAME", "www.maison.fr")])).outcome
    }

    #[test]
    fn six_other_sites_fail() {
        assert_eq!(
            outcome(&["a.com", "b.com", "c.com", "d.com", "e.com", "f.co.uk"]),
            Verdict::Failed
        );
    }

    #[test]
    fn the_brands_own_hosts_and_several_hosts_of_one_owner_are_few() {
        assert_eq!(
            outcome(&[
                "cdn.maison.fr",
                "a.com",
                "b.a.com",
                "c.a.com",
                "d.com",
                "e.com",
                "f.com"
            ]),
            Verdict::Passed
        );
        assert_eq!(outcome(&["img.maison.fr"]), Verdict::NotApplicable);
    }
}
