//! The ways of getting around that several criteria ask about: the menu, the search, the list of pages.

use std::collections::BTreeMap;

use crate::website::content::Parts;
use crate::website::fold::{fold, holds_any};
use crate::website::names::Purposes;
use crate::website::page::{Page, has_word};
use crate::website::probes::Fact;
use crate::website::site::{PageView, Role, Site};
use crate::website::tree::NodeId;

/// Share of pages that have to have a menu, a search field, or a link.
const MOST_PAGES: f64 = 0.8;

/// Pages that people see and that links lead to: the ones that a share is counted over.
pub(super) fn counted(site: &Site) -> Vec<usize> {
    (0..site.pages().len()).filter(|page| site.weights[*page] > 0).collect()
}

/// Whether there is something, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Presence {
    /// Yes, on enough pages.
    Yes,
    /// No; the pages that lack it.
    No(Vec<usize>),
    /// A script may make it.
    Unknown,
}

fn presence(has: &[(usize, bool)], script: bool) -> Presence {
    let with = has.iter().filter(|(_, has)| *has).count();
    if with as f64 >= MOST_PAGES * has.len() as f64 {
        Presence::Yes
    } else if script {
        Presence::Unknown
    } else {
        Presence::No(has.iter().filter(|(_, has)| !*has).map(|(page, _)| *page).collect())
    }
}

/// A menu on most pages: a navigation with links, or a list of links in the same place.
pub(super) fn menu(site: &Site) -> Presence {
    let pages = counted(site);
    let marked: Vec<(usize, bool)> = pages.iter().map(|page| (*page, has_navigation(site, *page))).collect();
    match presence(&marked, false) {
        Presence::Yes => Presence::Yes,
        without => {
            let mut repeated: BTreeMap<String, usize> = BTreeMap::new();
            for page in &pages {
                for path in site.fact(&LISTS, *page) {
                    *repeated.entry(path).or_default() += 1;
                }
            }
            let most = repeated.values().copied().max().unwrap_or(0);
            let home = &site.pages()[site.home];
            if most as f64 >= MOST_PAGES * pages.len() as f64 {
                Presence::Yes
            } else if home.head.has_script && (!site.links_known || has_empty_navigation(home)) {
                Presence::Unknown
            } else {
                without
            }
        }
    }
}

/// Two links to pages of the site in navigation, seen by people with scripts.
fn has_navigation(site: &Site, page: usize) -> bool {
    site.links[page]
        .iter()
        .filter(|link| link.parts.has(Parts::NAV) && !link.parts.has(Parts::NOSCRIPT) && link.target.page().is_some())
        .nth(1)
        .is_some()
}

fn has_empty_navigation(page: &Page) -> bool {
    let document = &page.document;
    document.named("nav").any(|nav| {
        !document
            .descendants(nav)
            .any(|id| document.is(id, "a") && document.attribute(id, "href").is_some())
    })
}

/// Where the first lists of three or more links to pages of the site stand.
pub(super) const LISTS: Fact<Vec<String>> = Fact {
    name: "lists-of-links",
    of: lists,
};

fn lists(view: &PageView<'_>) -> Vec<String> {
    let document = view.document;
    let mut found: Vec<(NodeId, usize)> = Vec::new();
    for link in view.links {
        if link.target.page().is_none() {
            continue;
        }
        let holder = document.ancestors(link.node).find(|id| {
            ["ul", "ol", "div", "table", "p", "form", "header", "footer"]
                .iter()
                .any(|name| document.is(*id, name))
        });
        let Some(holder) = holder else { continue };
        let full = found.len() >= 12;
        match found.iter_mut().rev().take(4).find(|(known, _)| *known == holder) {
            Some((_, count)) => *count += 1,
            None if full => break,
            None => found.push((holder, 1)),
        }
    }
    found.retain(|(_, count)| *count >= 3);
    found.into_iter().map(|(holder, _)| document.path(holder)).collect()
}

const SEARCH_NAMES: [&str; 13] = [
    "q",
    "s",
    "query",
    "search",
    "recherche",
    "rechercher",
    "mots",
    "mot",
    "keywords",
    "keyword",
    "motcle",
    "terms",
    "words",
];
const SEARCH_WORDS: [&str; 4] = ["recherche", "rechercher", "search", "chercher"];

/// Whether a page has a field for searching the site.
pub(super) const SEARCHES: Fact<bool> = Fact {
    name: "search-field",
    of: |view| search_field(view.page).is_some(),
};

/// A field for searching the site.
fn search_field(page: &Page) -> Option<NodeId> {
    let document = &page.document;
    document.elements().find(|id| {
        let attribute = |name: &str| document.attribute(*id, name).unwrap_or_default();
        if document.is(*id, "search") || has_word(attribute("role"), "search") {
            return document
                .descendants(*id)
                .any(|below| document.is(below, "input") || document.is(below, "textarea"));
        }
        if !document.is(*id, "input") {
            return false;
        }
        let kind = attribute("type").trim().to_ascii_lowercase();
        if kind == "search" {
            return true;
        }
        let text = kind.is_empty() || kind == "text";
        let name = attribute("name").trim().to_ascii_lowercase();
        let said = [
            attribute("placeholder"),
            attribute("aria-label"),
            attribute("title"),
            attribute("id"),
        ]
        .join(" ");
        let asks = || {
            let form = document.ancestors(*id).find(|above| document.is(*above, "form"));
            let action = form
                .and_then(|form| document.attribute(form, "action"))
                .unwrap_or_default();
            let path = action.split('?').next().unwrap_or_default();
            holds_any(&fold(path.rsplit('/').next().unwrap_or_default()), &SEARCH_WORDS)
        };
        text && (SEARCH_NAMES.contains(&name.as_str()) || holds_any(&fold(&said), &SEARCH_WORDS) || asks())
    })
}

/// Whether a search is within reach of a page: a field, or a link to a page that has one.
fn reaches_search(site: &Site, page: usize) -> bool {
    site.fact(&SEARCHES, page)
        || site.names().link_to(site, page, Purposes::SEARCH).is_some_and(|link| {
            site.links[page][link]
                .target
                .page()
                .is_some_and(|target| site.fact(&SEARCHES, target))
        })
}

/// Scripts that add a search field by themselves.
const SEARCH_SCRIPTS: [&str; 7] = [
    "docsearch",
    "algolia",
    "pagefind",
    "lunr",
    "searchtools",
    "searchindex",
    "cse.google",
];

/// A search on most pages.
pub(super) fn search(site: &Site) -> Presence {
    let script = {
        let home = &site.pages()[site.home];
        home.head.resources.iter().any(|node| {
            let address = home
                .document
                .attribute(*node, "src")
                .unwrap_or_default()
                .to_ascii_lowercase();
            SEARCH_SCRIPTS.iter().any(|name| address.contains(name))
        })
    };
    let has: Vec<(usize, bool)> = counted(site)
        .into_iter()
        .map(|page| (page, reaches_search(site, page)))
        .collect();
    presence(&has, script)
}

/// Whether a page belongs to the version of the site that the home page opens, and not to one in another language: the
/// home page whose folder it is in, however deep, is that one.
pub(super) fn is_of_home(site: &Site, page: usize) -> bool {
    let folder = |home: usize| {
        site.pages()[home]
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
    };
    let holds = |home: &usize| {
        let rest = site.pages()[page].path.strip_prefix(folder(*home));
        rest.is_some_and(|rest| folder(*home).is_empty() || rest.starts_with('/'))
    };
    let deepest = site
        .homes
        .iter()
        .copied()
        .filter(holds)
        .max_by_key(|home| folder(*home).len());
    deepest.is_none_or(|home| folder(home) == folder(site.home))
}

/// The page that lists the pages, with how many it lists of those to be found: the one that lists most.
pub(super) fn site_map(site: &Site) -> Option<(usize, usize)> {
    let names = site.names();
    (0..site.pages().len())
        .filter(|page| is_of_home(site, *page))
        .filter(|page| {
            // A home page that is a table of contents is one as well, if it lists most pages.
            *page == site.home || site.roles[*page] == Role::SiteMap || names.of_page(*page).has(Purposes::SITE_MAP)
        })
        .map(|page| {
            let mut listed: Vec<usize> = site.links[page]
                .iter()
                // The menu of a home page is one way already.
                .filter(|link| page != site.home || link.main)
                .filter_map(|link| link.target.page())
                .filter(|target| site.is_indexable(*target) && is_of_home(site, *target))
                .collect();
            listed.push(page);
            listed.sort_unstable();
            listed.dedup();
            (page, listed.len())
        })
        .filter(|(page, listed)| {
            let pages = || counted(site).into_iter().filter(|page| is_of_home(site, *page)).count();
            *page != site.home || *listed as f64 >= MOST_PAGES * pages() as f64
        })
        .max_by_key(|(page, listed)| (*listed, std::cmp::Reverse(*page)))
}

/// Whether a page leads to another.
pub(super) fn links_to(site: &Site, from: usize, to: usize) -> bool {
    from == to || site.links[from].iter().any(|link| link.target.page() == Some(to))
}
