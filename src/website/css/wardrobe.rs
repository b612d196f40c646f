//! What was found out about the elements of the pages that came before, for pages with the same sheets: most elements of
//! a site stand in a template, and have the same styles on every page.
//!
//! A wardrobe is lent to one page at a time, so that nothing waits for it; what it knows changes no style, only how soon
//! it is found.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::cascade::{Dress, Key, Tried};
use super::computed::Computed;
use super::media::Environment;
use super::sharing::{Kin, Kinship, Named};
use super::sheet::Block;

/// How many wardrobes are kept: a few sets of sheets, on a few threads each.
const MOST_KEPT: usize = 16;
/// How much one may know and still be kept.
const MOST_KNOWN: usize = 10_000;

/// For which pages a wardrobe is right: the number of their set of sheets, the browser, and whether it is in quirks mode.
type For = (u64, Environment, bool);

/// What is known of elements by their kin. Indexes stay the same from page to page.
#[derive(Debug)]
pub(super) struct Wardrobe {
    made_for: For,
    pub(super) kinship: Kinship,
    /// By kin, from 1.
    pub(super) kins: Vec<Tried>,
    /// By kin, style of the root, style of the parent, and which rules matched that were tried on the element alone.
    pub(super) known: FxHashMap<(Kin, u32, u32, u64), u32>,
    pub(super) dresses: Vec<Dress>,
    pub(super) shared: FxHashMap<Key, u32>,
    pub(super) styles: Vec<Arc<Computed>>,
    pub(super) attributes: FxHashMap<Box<str>, Arc<Block>>,
    /// The most rules that an element was held against.
    pub(super) most: usize,
}

impl Wardrobe {
    fn new<'n>(made_for: For, sheets: impl Iterator<Item = &'n Named>) -> Wardrobe {
        Wardrobe {
            made_for,
            kinship: Kinship::new(sheets),
            kins: vec![Tried::nothing()],
            known: FxHashMap::default(),
            dresses: vec![Dress::bare()],
            shared: FxHashMap::default(),
            styles: vec![Arc::new(Computed::initial())],
            attributes: FxHashMap::default(),
            most: 0,
        }
    }
}

/// The wardrobes of a site that no page is using.
#[derive(Debug, Default)]
pub(super) struct Wardrobes {
    kept: Mutex<Vec<Wardrobe>>,
}

impl Wardrobes {
    /// One for a page on which an element is held against `limit` rules at most; what more were tried would be known of
    /// otherwise than on that page.
    pub(super) fn take<'n>(&self, made_for: For, limit: usize, sheets: impl Iterator<Item = &'n Named>) -> Wardrobe {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |one: &Wardrobe| one.made_for == made_for && one.most <= limit;
        match kept.iter().position(fits) {
            Some(at) => kept.remove(at),
            None => Wardrobe::new(made_for, sheets),
        }
    }

    /// Keeps one for the next page, unless it has grown too large or some element had more rules than `limit`.
    pub(super) fn put(&self, wardrobe: Wardrobe, limit: usize) {
        if wardrobe.kins.len() + wardrobe.dresses.len() > MOST_KNOWN || wardrobe.most > limit {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push(wardrobe);
    }
}
