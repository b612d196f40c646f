//! trust-contact: there is a way to reach the people behind the site, and another one.

use super::duty;
use crate::website::content::Parts;
use crate::website::links::Target;
use crate::website::names::Purposes;
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::recognise::{has_address, phones};
use crate::website::site::{PageView, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-contact",
    scope: Scope::Site,
    messages: &["contact-missing", "contact-one-way", "contact-elsewhere"],
    facts: &[],
    run,
};

/// Scripts of services for talking on the page.
const CHATS: [&str; 10] = [
    "crisp.chat",
    "tawk.to",
    "intercom",
    "zendesk",
    "livechat",
    "smartsupp",
    "tidio",
    "drift.com",
    "wa.me",
    "api.whatsapp.com",
];

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = duty::counted(site);
    let named: Vec<usize> = site
        .names()
        .pages(Purposes::CONTACT)
        .filter(|page| pages.contains(page))
        .collect();
    let linked = pages.iter().find_map(|page| {
        let link = site.names().link_to(site, *page, Purposes::CONTACT)?;
        Some((*page, site.links[*page][link].node))
    });
    // On a site of one page the section of that name is the contact page; a foot with an address may serve as well.
    let mut looked_at = named.clone();
    looked_at.push(site.home);
    let mut ways: Vec<String> = looked_at.iter().flat_map(|page| site.fact(&WAYS, *page)).collect();
    ways.sort_unstable();
    ways.dedup();
    if named.is_empty() && linked.is_none() && ways.is_empty() {
        let spot = duty::spot(&site.pages()[site.home]);
        sheet.fail(site.home, Spot::Element(spot), "contact-missing", &[]);
    } else if ways.len() >= 2 {
        sheet.pass_site();
    } else if let (true, Some((page, node))) = (named.is_empty(), linked) {
        sheet.unknown(page, Spot::Element(node), "contact-elsewhere", &[]);
    } else {
        let page = looked_at[0];
        let spot = duty::spot(&site.pages()[page]);
        sheet.fail(
            page,
            Spot::Element(spot),
            "contact-one-way",
            &[("count", ways.len().to_string())],
        );
    }
    sheet.finish()
}

/// The ways of contact that a page offers. Asked of few pages, so it is taken of none before.
const WAYS: Fact<Vec<String>> = Fact {
    name: "ways-of-contact",
    of: |view| ways(view).into_iter().map(str::to_owned).collect(),
};

fn ways(view: &PageView<'_>) -> Vec<&'static str> {
    let page = view.page;
    let mut found = Vec::new();
    for link in view.links {
        if let Target::Special { scheme } = &link.target {
            match scheme.as_str() {
                "mailto" => found.push("mail"),
                "tel" => found.push("telephone"),
                _ => {}
            }
        }
    }
    if !duty::personal_forms(page).is_empty() {
        found.push("form");
    }
    for block in &page.content().blocks {
        if block.parts.has(Parts::CODE) {
            continue;
        }
        if has_address(&block.text) {
            found.push("address");
        }
        if !phones(&block.text).is_empty() {
            found.push("telephone");
        }
        if hides_mail(&block.text) {
            found.push("mail");
        }
    }
    if obfuscates(page) {
        found.push("mail");
    }
    if CHATS.iter().any(|chat| page.document.source.as_str().contains(chat)) {
        found.push("chat");
    }
    found
}

/// An address written so that machines do not read it.
fn hides_mail(text: &str) -> bool {
    ["@", "(at)", "[at]", "(arobase)", "[arobase]", " AT "]
        .iter()
        .any(|sign| {
            text.match_indices(sign).any(|(at, _)| {
                let before = text[..at]
                    .trim_end()
                    .chars()
                    .next_back()
                    .is_some_and(char::is_alphanumeric);
                let after = text[at + sign.len()..].trim_start();
                before
                    && after
                        .split_whitespace()
                        .next()
                        .is_some_and(|host| host.contains('.') || after.contains("dot") || after.contains("point"))
            })
        })
}

fn obfuscates(page: &Page) -> bool {
    page.document
        .elements()
        .any(|id| page.document.attribute(id, "data-cfemail").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(files: &[(&str, &str)]) -> Verdict {
        run(&site(files)).outcome
    }

    #[test]
    fn no_contact_or_a_single_way_fails() {
        assert_eq!(outcome(&[("index.html", "<p>a")]), Verdict::Failed);
        let files = [
            ("index.html", "<a href=contact.html>Contact</a>"),
            ("contact.html", "<form><textarea></textarea></form>"),
        ];
        assert_eq!(outcome(&files), Verdict::Failed);
    }

    #[test]
    fn addresses_on_the_home_page_alone_are_told_from_none() {
        let page = "<p>Written by <a href='mailto:a@e.org'>Ada</a>";
        let result = run(&site(&[("index.html", page)]));
        assert_eq!(result.evidence[0].message, "contact-one-way");
    }

    #[test]
    fn hidden_addresses_and_sections_of_one_page_count() {
        let page = "<a href='#contact'>Contact</a><section id=contact><p>amis (at) e.org</p><a href='tel:+33298000000'>02 98 00 00 00</a></section>";
        assert_eq!(outcome(&[("index.html", page)]), Verdict::Passed);
        let files = [
            ("index.html", "<a href=contact.html>Contact</a>"),
            (
                "contact.html",
                "<span data-cfemail=1a></span><p>3 rue du Port, 29600 Morlaix</p>",
            ),
        ];
        assert_eq!(outcome(&files), Verdict::Passed);
    }
}
