//! What the source of a page may name with `id=` or `name=`: enough to tell, before other pages are read, that a link
//! leads to a place that their source nowhere names.
//!
//! Found by a look at the bytes, comments and scripts included, so that it never says of a place that is there that it
//! is not, but for names that the source spells otherwise, with entities or in another encoding.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

/// By page, the hashes of what its source may name, sorted, found when first asked for.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    pages: Vec<OnceLock<Box<[u32]>>>,
}

impl Anchors {
    /// For so many pages.
    pub(super) fn new(pages: usize) -> Anchors {
        Anchors {
            pages: (0..pages).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Whether the source of a page may name a place so.
    pub(super) fn may_name(&self, page: usize, source: &[u8], place: &str) -> bool {
        let named = self.pages[page].get_or_init(|| named(source));
        named.binary_search(&hash(place.as_bytes())).is_ok()
    }
}

fn hash(name: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    hasher.finish() as u32
}

fn named(source: &[u8]) -> Box<[u32]> {
    let mut found = Vec::new();
    // Up to here a value without quotation marks goes, `=` in it included: each byte is looked at once.
    let mut taken = 0;
    for at in memchr::memchr_iter(b'=', source) {
        let name = source[..at].trim_ascii_end();
        let ends = |word: &[u8]| {
            let start = name.len().checked_sub(word.len());
            start.is_some_and(|start| name[start..].eq_ignore_ascii_case(word))
        };
        if at < taken || !ends(b"id") && !ends(b"name") {
            continue;
        }
        let rest = source[at + 1..].trim_ascii_start();
        let value = value(rest);
        found.push(hash(value));
        if value.as_ptr() == rest.as_ptr() {
            taken = source.len() - rest.len() + value.len();
        }
    }
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
}

/// The value that an attribute begins with here.
fn value(rest: &[u8]) -> &[u8] {
    let until = |text: &'static [u8], rest: &'_ [u8]| rest.iter().position(|byte| text.contains(byte));
    match rest.first() {
        Some(b'"') => &rest[1..][..until(b"\"", &rest[1..]).unwrap_or(0)],
        Some(b'\'') => &rest[1..][..until(b"'", &rest[1..]).unwrap_or(0)],
        _ => &rest[..until(b" \t\r\n\x0c>", rest).unwrap_or(rest.len())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let source = b"<p id=a><a NAME = 'b c'></a><h2 class=x Id=\"d\">=</h2><i data-id=e id='f";
        let anchors = Anchors::new(1);
        let may = |place: &str| anchors.may_name(0, source, place);
        assert!(may("a") && may("b c") && may("d") && may("e"));
        assert!(!may("x") && !may("f") && !may("b"));
        let anchors = Anchors::new(1);
        let may = |place: &str| anchors.may_name(0, b"<p id=id=id=x>", place);
        assert!(may("id=id=x") && !may("id=x") && !may("x"));
    }
}
