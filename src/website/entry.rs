//! Where visitors come in: the home page, which the entry may only send on to, its menu, and the home pages of other
//! languages.

use std::collections::{BTreeMap, BTreeSet};

use super::links::Resolver;
use super::page::Page;
use super::site::Link;
use super::snapshot::Snapshot;
use super::tree::NodeId;

/// Most pages in a row that send on; who sends round in circles is not followed for ever.
const MOST_HOPS: usize = 4;

/// Goes from an entry that only sends on to the page that it sends to.
pub(super) fn follow(snapshot: &Snapshot, resolver: &Resolver, home: &mut usize, page: &mut Page) {
    for _ in 0..MOST_HOPS {
        let Some(next) = sent_to(page, resolver).filter(|next| next != home) else {
            return;
        };
        *home = next;
        *page = Page::read(&snapshot.sources[next]);
    }
}

/// The page that a page sends on to by itself.
fn sent_to(page: &Page, resolver: &Resolver) -> Option<usize> {
    let address = page.head.refresh.as_deref().filter(|_| page.head.refresh_at_once)?;
    resolver.resolve(&page.path, page.head.base.as_deref(), address).page()
}

/// The home page and its versions in other languages, which it links with `hreflang`.
pub(super) fn homes(page: &Page, resolver: &Resolver, home: usize) -> BTreeSet<usize> {
    let document = &page.document;
    let versions = ["link", "a"]
        .iter()
        .flat_map(|name| document.named(name))
        .filter(|id| document.attribute(*id, "hreflang").is_some())
        .filter_map(|id| document.attribute(id, "href"))
        .filter_map(|href| resolver.resolve(&page.path, page.head.base.as_deref(), href).page());
    std::iter::once(home).chain(versions).collect()
}

/// Links of the first navigation of the home page, else of its header.
pub(super) fn menu(page: &Page, links: &[Link], home: usize) -> BTreeMap<usize, NodeId> {
    let document = &page.document;
    let is_navigation =
        |id: NodeId| document.is(id, "nav") || document.attribute(id, "role").is_some_and(|role| role == "navigation");
    let is_header =
        |id: NodeId| document.is(id, "header") || document.attribute(id, "role").is_some_and(|role| role == "banner");
    let area = document
        .elements()
        .find(|id| is_navigation(*id))
        .or_else(|| document.elements().find(|id| is_header(*id)));
    let mut menu = BTreeMap::new();
    for link in links {
        if let (Some(area), Some(target)) = (area, link.target.page())
            && target != home
            && document.ancestors(link.node).any(|id| id == area)
        {
            menu.entry(target).or_insert(link.node);
        }
    }
    menu
}
