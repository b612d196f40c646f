//! What the two criteria about unique words share: which pages are compared, and which pairs may be alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::website::page::{Page, has_word};
use crate::website::probes::Fact;
use crate::website::site::Site;

/// Groups of at least two pages with the same words, each group in page order. Left out are pages that are not to be
/// found, copies that name their original or are it byte by byte under another address (an alias), pages that no link leads to, and the later pages of a paginated list;
/// versions in other languages and for print are not compared with one another.
pub(super) fn repeated(site: &Site, words: impl Fn(&Page) -> Option<String>) -> (usize, Vec<Vec<usize>>) {
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut compared = 0;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (index, page) in site.pages().iter().enumerate() {
        let counts = site.weights[index] > 0
            && site.is_indexable(index)
            && site.canonical_elsewhere(index).is_none()
            && !site.fact(&LATER, index)
            && !is_print(page)
            && seen.insert(&site.snapshot.sources[index].digest);
        if let (true, Some(words)) = (counts, words(page)) {
            compared += 1;
            groups
                .entry((site.language(index), words.to_lowercase()))
                .or_default()
                .push(index);
        }
    }
    let mut repeated: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    repeated.sort();
    (compared, repeated)
}

/// Whether a page is the second of a list or a later one.
pub(super) const LATER: Fact<bool> = Fact {
    name: "later-page",
    of: |view| is_later_page(view.page),
};

/// Page 2 and after of a list: says so by `rel=prev`, or by its name.
fn is_later_page(page: &Page) -> bool {
    let document = &page.document;
    let says = document
        .named("link")
        .any(|id| document.attribute(id, "rel").is_some_and(|rel| has_word(rel, "prev")));
    let name = page.path.to_ascii_lowercase();
    let numbered = |part: &str| {
        let stem = part.split('.').next().unwrap_or(part);
        ["page", "p"].iter().any(|word| {
            stem.strip_prefix(word)
                .is_some_and(|rest| !rest.is_empty() && rest.trim_start_matches(['-', '_', '=']).parse::<u32>().is_ok())
        })
    };
    let parts: Vec<&str> = name.split(['/', '@', '?', '&']).collect();
    let counted = parts
        .windows(2)
        .any(|pair| pair[0] == "page" && pair[1].split('.').next().is_some_and(|n| n.parse::<u32>().is_ok()));
    says || counted || parts.iter().any(|part| numbered(part))
}

fn is_print(page: &Page) -> bool {
    page.path
        .to_ascii_lowercase()
        .split(['/', '.', '-', '_', '@', '?', '='])
        .any(|part| matches!(part, "print" | "imprimer" | "impression"))
}
