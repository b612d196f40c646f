//! trust-address-phone: a postal address and a telephone number are on every page or one click away.

use super::duty;
use crate::website::content::Parts;
use crate::website::links::Target;
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::recognise::{has_address, phones};
use crate::website::site::{PageView, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-address-phone",
    scope: Scope::Site,
    messages: &["address-missing", "phone-missing", "address-far", "phone-far"],
    facts: &[&HELD],
    run,
};

/// Share of pages from which they are within reach.
const MOST_PAGES: f64 = 0.95;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    // Addresses of other countries have other forms.
    if !duty::is_french(site) {
        return sheet.finish();
    }
    let pages = duty::counted(site);
    let mut address = vec![false; site.pages().len()];
    let mut phone = vec![false; site.pages().len()];
    for page in &pages {
        (address[*page], phone[*page]) = held(site, *page);
    }
    let home = duty::spot(&site.pages()[site.home]);
    sheet.pass_site();
    for (held, missing, far) in [
        (&address, "address-missing", "address-far"),
        (&phone, "phone-missing", "phone-far"),
    ] {
        if !held.contains(&true) {
            sheet.fail(site.home, Spot::Element(home), missing, &[]);
            continue;
        }
        let reaches = |page: usize| {
            held[page]
                || site.links[page]
                    .iter()
                    .any(|link| link.target.page().is_some_and(|target| held[target]))
        };
        let without: Vec<usize> = pages.iter().copied().filter(|page| !reaches(*page)).collect();
        if ((pages.len() - without.len()) as f64) < MOST_PAGES * pages.len() as f64 {
            let values = [
                ("absent", without.len().to_string()),
                ("pages", pages.len().to_string()),
            ];
            for page in without {
                let root = site.pages()[page].head_or_root();
                sheet.fail(page, Spot::Element(root), far, &values);
            }
        }
    }
    sheet.finish()
}

/// Whether a page holds an address and a number of its own: in its frame, in structured data, or on a page that is
/// for contact, law or the people behind the site. Elsewhere an address may be that of a customer.
fn held(site: &Site, index: usize) -> (bool, bool) {
    let own = site
        .names()
        .of_page(index)
        .has(Purposes::CONTACT | Purposes::LEGAL | Purposes::PRIVACY | Purposes::ABOUT | Purposes::TERMS)
        || index == site.home;
    site.fact(&HELD, index)[usize::from(own)]
}

/// Whether a page holds an address and a number: in its frame and in structured data, and anywhere.
const HELD: Fact<[(bool, bool); 2]> = Fact {
    name: "address-and-phone",
    of: |view| {
        if duty::is_french(view.site) {
            [false, true].map(|anywhere| holds(view, anywhere))
        } else {
            Default::default()
        }
    },
};

fn holds(view: &PageView<'_>, anywhere: bool) -> (bool, bool) {
    let page = view.page;
    let (mut address, mut phone) = (false, false);
    for node in &page.head.json_ld {
        let text = page.document.text(*node);
        address |= text.contains("\"postalCode\"") || text.contains("\"streetAddress\"");
        phone |= text.contains("\"telephone\"");
    }
    phone |= view.links.iter().any(|link| {
        matches!(&link.target, Target::Special { scheme } if scheme == "tel")
            && (anywhere || link.parts.has(Parts::HEADER.with(Parts::FOOTER)))
    });
    // Lines of an address are often blocks of their own.
    let mut joined = String::new();
    for block in &page.content().blocks {
        if anywhere || block.parts.has(Parts::HEADER.with(Parts::FOOTER)) {
            joined.push_str(&block.text);
            joined.push_str(" \n ");
        }
    }
    (address || has_address(&joined), phone || !phones(&joined).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn messages(home: &str, page: &str) -> (Verdict, Vec<String>) {
        let home = format!("<html lang=fr>{home}<a href=a.html>a</a>");
        let result = run(&site(&[("index.html", &home), ("a.html", page)]));
        (
            result.outcome,
            result.evidence.into_iter().map(|evidence| evidence.message).collect(),
        )
    }

    #[test]
    fn without_address_or_number_the_site_fails() {
        assert_eq!(messages("", "").1, ["address-missing", "phone-missing"]);
        assert_eq!(
            messages("<footer><p>3 rue du Port<br>29600 Morlaix</footer>", "").1,
            ["address-far", "phone-missing"]
        );
    }

    #[test]
    fn one_click_is_near_enough_and_addresses_of_customers_are_not_ours() {
        let foot = "<footer><p>3 rue du Port</p><p>29600 Morlaix</p><p>02 98 00 00 00</footer>";
        assert_eq!(messages(foot, "<a href=/>Accueil</a>").0, Verdict::Passed);
        assert_eq!(
            messages("", "<main><p>Chantier : 3 rue du Port, 29600 Morlaix</p></main>").1,
            ["address-missing", "phone-missing"]
        );
    }
}
