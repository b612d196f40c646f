//! nav-home-link: every page leads to the home page of its language.

use std::collections::BTreeSet;

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};

pub(super) const PROBE: Probe = Probe {
    id: "nav-home-link",
    scope: Scope::Page,
    messages: &["home-link-missing", "home-link-script"],
    facts: &[&FRAMED],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let framed = framed(site);
    for (index, page) in site.pages().iter().enumerate() {
        if index == site.home || site.roles[index] == Role::Redirect || framed.contains(&index) {
            continue;
        }
        let homes = |target: usize| site.homes.contains(&target) || is_home_of_language(site, target, index);
        if site.homes.contains(&index)
            || is_home_of_language(site, index, index)
            || site.links[index]
                .iter()
                .any(|link| link.target.page().is_some_and(homes))
        {
            sheet.pass(index);
        } else if site.links[index].is_empty() && page.head.has_script {
            sheet.unknown(index, Spot::Element(page.head_or_root()), "home-link-script", &[]);
        } else {
            sheet.fail(index, Spot::Element(page.head_or_root()), "home-link-missing", &[]);
        }
    }
    sheet.finish()
}

/// Pages shown inside others, whose way home is that of the page around them.
pub(super) fn framed(site: &Site) -> BTreeSet<usize> {
    (0..site.pages().len())
        .filter(|page| !site.pages()[*page].head.frames.is_empty())
        .flat_map(|page| site.fact(&FRAMED, page))
        .collect()
}

/// The pages that a page shows inside itself.
const FRAMED: Fact<Vec<usize>> = Fact {
    name: "framed",
    of: |view| {
        let frames = view.page.head.frames.iter();
        let sources = frames.filter_map(|node| view.document.attribute(*node, "src"));
        sources.filter_map(|source| view.resolve(source).page()).collect()
    },
};

/// Whether `page` is the entry of a folder that is named like the language that it shares with `of`.
fn is_home_of_language(site: &Site, page: usize, of: usize) -> bool {
    let path = &site.pages()[page].path;
    let Some((folder, "index.html" | "index.htm")) = path.rsplit_once('/') else {
        return false;
    };
    let language = site.language(page);
    let named = folder.rsplit('/').next().unwrap_or(folder).to_ascii_lowercase();
    let named = named.split(['-', '_']).next().unwrap_or_default();
    !language.is_empty() && named == language && language == site.language(of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn a_page_without_a_way_home_fails() {
        let result = run(&site(&[
            ("index.html", "<a href=a.html>a</a>"),
            ("a.html", "<a href='https://e.org/'>e</a>"),
        ]));
        assert_eq!((result.outcome, result.failed), (Verdict::Failed, 1));
        assert_eq!(result.evidence[0].message, "home-link-missing");
    }

    #[test]
    fn every_spelling_of_the_home_page_counts_and_home_itself_is_not_asked() {
        let result = run(&site(&[
            (
                "index.html",
                "<a href=a/b.html>a</a><a href=c.html>c</a><a href=d.html>d</a>",
            ),
            ("a/b.html", "<a href='..'>1</a>"),
            ("c.html", "<a href='./'><img src=logo.png alt=Accueil></a>"),
            ("d.html", "<a href='index.html'>1</a>"),
        ]));
        assert_eq!((result.outcome, result.passed), (Verdict::Passed, 3));
    }

    #[test]
    fn an_entry_that_sends_on_is_not_home_and_a_page_not_yet_translated_leads_to_the_home_of_its_folder() {
        let files = [
            ("index.html", "<meta http-equiv=refresh content='0; URL=en/index.html'>"),
            (
                "en/index.html",
                "<html lang=en><a hreflang=pt-br href='../pt-br/'>pt-br</a><a href=a.html>a</a>",
            ),
            ("en/a.html", "<html lang=en><a href=index.html>Version 2.4</a>"),
            ("pt-br/index.html", "<html lang=pt-br><a href=a.html>a</a>"),
            ("pt-br/a.html", "<html lang=en><a href=index.html>Version 2.4</a>"),
        ];
        let site = site(&files);
        assert_eq!(site.pages()[site.home].path, "en/index.html");
        let result = run(&site);
        assert_eq!((result.outcome, result.passed), (Verdict::Passed, 3));
        let mut lost = files;
        lost[4].1 = "<html lang=en><a href=b.html>b</a>";
        assert_eq!(run(&crate::website::site::tests::site(&lost)).failed, 1);
    }

    #[test]
    fn the_home_page_of_the_language_is_home() {
        let result = run(&site(&[
            ("index.html", "<a href=en/index.html>en</a>"),
            ("en/index.html", "<html lang=en><a href=about.html>a</a>"),
            ("en/about.html", "<html lang=en-GB><a href=index.html>Home</a>"),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
    }
}
