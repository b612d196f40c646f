//! Rules by what their subject must have, so that an element is held only against those that it may match.

use rustc_hash::FxHashMap;
use selectors::context::QuirksMode;
use selectors::parser::{AncestorHashes, Component, Selector, SelectorIter};

use super::matching::{Css, PseudoElement, hash};
use super::sharing::{Named, looks_up_only};
use super::sheet::Rule;

/// What an element and those above it have, as bits: a rule whose ancestors have a bit that the element's lack cannot
/// match. Two bits of 128 per name, a Bloom filter.
pub(super) type Mask = u128;

/// The bits of a name.
pub(super) fn bits(hash: u32) -> Mask {
    (1 << (hash & 127)) | (1 << ((hash >> 11) & 127))
}

/// A rule that an element may match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Index in [`super::sheet::StyleSheet::rules`].
    pub(super) rule: u32,
    /// What the ancestors must have.
    pub(super) mask: Mask,
    /// Whether it looks at the element and those above it only, so that its kin match it too or none does.
    pub(super) shared: bool,
}

/// The rules for elements, or those for one pseudo-element.
#[derive(Debug, Default)]
pub(super) struct Table {
    by_id: FxHashMap<u32, Vec<Candidate>>,
    by_class: FxHashMap<u32, Vec<Candidate>>,
    by_attribute: FxHashMap<u32, Vec<Candidate>>,
    by_name: FxHashMap<u32, Vec<Candidate>>,
    pub(super) others: Vec<Candidate>,
}

/// Rules by subject.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    pub(super) elements: Table,
    pub(super) before: Table,
    pub(super) after: Table,
    pub(super) named: Named,
}

/// What an element is found by; hashes of names in lower case.
#[derive(Debug, Default, Clone)]
pub(super) struct Keys {
    pub(super) id: Option<u32>,
    pub(super) classes: Vec<u32>,
    pub(super) attributes: Vec<u32>,
    pub(super) name: u32,
}

/// The hash of a name in lower case.
pub(super) fn folded(text: &str) -> u32 {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        hash(&text.to_ascii_lowercase())
    } else {
        hash(text)
    }
}

enum Key {
    Id(u32),
    Class(u32),
    Attribute(u32),
    Name(u32),
    Other,
}

impl Buckets {
    pub(super) fn new(rules: &[Rule]) -> Buckets {
        let mut buckets = Buckets {
            named: Named::new(rules),
            ..Buckets::default()
        };
        for (index, rule) in rules.iter().enumerate() {
            let candidate = Candidate {
                rule: index as u32,
                mask: mask(&rule.selector),
                shared: looks_up_only(&rule.selector),
            };
            let table = match rule.selector.pseudo_element() {
                None => &mut buckets.elements,
                Some(PseudoElement::Before) if is_plain(&rule.selector) => &mut buckets.before,
                Some(PseudoElement::After) if is_plain(&rule.selector) => &mut buckets.after,
                Some(_) => continue,
            };
            match key(&rule.selector) {
                Key::Id(hash) => table.by_id.entry(hash).or_default().push(candidate),
                Key::Class(hash) => table.by_class.entry(hash).or_default().push(candidate),
                Key::Attribute(hash) => table.by_attribute.entry(hash).or_default().push(candidate),
                Key::Name(hash) => table.by_name.entry(hash).or_default().push(candidate),
                Key::Other => table.others.push(candidate),
            }
        }
        buckets
    }
}

/// Whether the pseudo-element stands alone, without one of its own or a state (`::before:hover`).
fn is_plain(selector: &Selector<Css>) -> bool {
    selector.iter().count() == 1 && selector.pseudo_elements().len() == 1
}

impl Table {
    /// Gives every rule that an element with these keys may match.
    pub(super) fn each(&self, keys: &Keys, mut give: impl FnMut(&Candidate)) {
        let found = keys
            .id
            .iter()
            .filter_map(|hash| self.by_id.get(hash))
            .chain(keys.classes.iter().filter_map(|hash| self.by_class.get(hash)))
            .chain(keys.attributes.iter().filter_map(|hash| self.by_attribute.get(hash)))
            .chain(self.by_name.get(&keys.name))
            .chain(std::iter::once(&self.others));
        for candidate in found.flatten() {
            give(candidate);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
            && self.by_class.is_empty()
            && self.by_attribute.is_empty()
            && self.by_name.is_empty()
            && self.others.is_empty()
    }
}

fn key(selector: &Selector<Css>) -> Key {
    let mut parts: SelectorIter<'_, Css> = selector.iter();
    if selector.pseudo_element().is_some() {
        for _ in parts.by_ref() {}
        parts.next_sequence();
    }
    let mut best = Key::Other;
    for part in parts {
        best = match (part, best) {
            (Component::ID(id), _) => return Key::Id(folded(&id.0)),
            (Component::Class(class), Key::Other | Key::Name(_) | Key::Attribute(_)) => Key::Class(folded(&class.0)),
            (
                Component::AttributeInNoNamespaceExists { local_name, .. }
                | Component::AttributeInNoNamespace { local_name, .. },
                Key::Other | Key::Name(_),
            ) => Key::Attribute(folded(&local_name.0)),
            (Component::LocalName(name), Key::Other) => Key::Name(folded(&name.lower_name.0)),
            (Component::Root, Key::Other) => Key::Name(hash("html")),
            (_, best) => best,
        };
    }
    best
}

fn mask(selector: &Selector<Css>) -> Mask {
    let hashes = AncestorHashes::new(selector, QuirksMode::NoQuirks);
    let low = 0x00ff_ffff;
    hashes
        .packed_hashes
        .iter()
        .map(|hash| hash & low)
        .chain([hashes.fourth_hash()])
        .filter(|hash| *hash != 0)
        .fold(0, |mask, hash| mask | bits(hash))
}
