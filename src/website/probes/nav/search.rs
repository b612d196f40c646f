//! nav-search: a site of thirty pages or more can be searched from its pages.

use super::ways::{self, Presence};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "nav-search",
    scope: Scope::Site,
    messages: &["search-missing", "search-script"],
    facts: &[&ways::SEARCHES],
    run,
};

/// From how many pages on a search is expected.
pub(super) const MANY_PAGES: usize = 30;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = ways::counted(site).len();
    if pages < MANY_PAGES {
        return sheet.finish();
    }
    match ways::search(site) {
        Presence::Yes => sheet.pass_site(),
        Presence::Unknown => {
            let root = site.pages()[site.home].head_or_root();
            sheet.unknown(site.home, Spot::Element(root), "search-script", &[]);
        }
        Presence::No(without) => {
            let values = [("absent", without.len().to_string()), ("pages", pages.to_string())];
            for page in without {
                let root = site.pages()[page].head_or_root();
                sheet.fail(page, Spot::Element(root), "search-missing", &values);
            }
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(body: &str, pages: usize) -> Verdict {
        let names: Vec<String> = (1..pages).map(|number| format!("p{number}.html")).collect();
        let links: Vec<String> = names.iter().map(|name| format!("<a href={name}>x</a>")).collect();
        let links = links.concat();
        let home = format!("{body}{links}");
        let mut files = vec![("index.html", home.as_str())];
        files.extend(names.iter().map(|name| (name.as_str(), body)));
        run(&site(&files)).outcome
    }

    #[test]
    fn thirty_pages_without_a_search_fail_even_with_a_newsletter() {
        let letter = "<form action=/research-letter><input name=as_q><input type=email name=mail placeholder='Votre e-mail'></form>";
        assert_eq!(outcome(letter, 30), Verdict::Failed);
        assert_eq!(outcome(letter, 29), Verdict::NotApplicable);
    }

    #[test]
    fn forms_of_the_site_and_of_other_engines_count() {
        for field in [
            "<form role=search><input></form>",
            "<input type=search>",
            "<form action='https://duckduckgo.com/'><input name=q></form>",
            "<form><input placeholder='Rechercher…'></form>",
            "<form action='https://www.google.com/search'><input name=as_q></form>",
        ] {
            assert_eq!(outcome(field, 30), Verdict::Passed, "{field}");
        }
    }
}
