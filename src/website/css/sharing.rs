//! Which elements of a page must have the same styles: the same name and attributes below parents of which the same is
//! true, as far as any selector can see. Browsers share styles between siblings; here the whole page does.
//!
//! A selector that looks at siblings or at contents tells such elements apart. It is tried on each of them by itself.

use std::hash::{Hash, Hasher};

use html5ever::LocalName;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use selectors::parser::{Combinator, Component, Selector};

use super::buckets::folded;
use super::matching::{Css, PseudoClass};
use super::sheet::Rule;
use crate::website::tree::{Document, Element, Namespace, NodeId};

/// How much of an attribute can decide a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// Whether it is there.
    Presence,
    /// What it says.
    Value,
}

/// The attributes that pseudo-classes and presentational hints look at.
const LOOKED_AT: [&str; 26] = [
    "align",
    "background",
    "bgcolor",
    "checked",
    "class",
    "color",
    "contenteditable",
    "dir",
    "disabled",
    "face",
    "height",
    "hidden",
    "lang",
    "link",
    "nowrap",
    "open",
    "placeholder",
    "readonly",
    "required",
    "selected",
    "size",
    "style",
    "text",
    "type",
    "value",
    "width",
];

/// The ids and attributes that the selectors of a sheet name.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Hashes of ids in lower case.
    ids: FxHashSet<u32>,
    /// Attributes that may only have to be there.
    present: FxHashSet<LocalName>,
    /// Attributes of which it matters what they say.
    values: FxHashSet<LocalName>,
}

impl Named {
    pub(super) fn new(rules: &[Rule]) -> Named {
        let mut named = Named::default();
        for rule in rules {
            named.add(&rule.selector);
        }
        named
    }

    fn add(&mut self, selector: &Selector<Css>) {
        for part in selector.iter_raw_match_order() {
            match part {
                Component::ID(id) => {
                    self.ids.insert(folded(&id.0));
                }
                Component::AttributeInNoNamespaceExists {
                    local_name,
                    local_name_lower,
                } => {
                    for name in [local_name, local_name_lower] {
                        self.present.insert(name.0.clone());
                    }
                }
                Component::AttributeInNoNamespace { local_name, .. } => {
                    self.values.insert(local_name.0.clone());
                }
                Component::AttributeOther(other) => {
                    for name in [&other.local_name, &other.local_name_lower] {
                        self.values.insert(name.0.clone());
                    }
                }
                Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
                    for inner in list.slice() {
                        self.add(inner);
                    }
                }
                Component::NthOf(data) => {
                    for inner in data.selectors() {
                        self.add(inner);
                    }
                }
                Component::Has(relative) => {
                    for inner in relative {
                        self.add(&inner.selector);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a selector looks at an element and at those above it, and at nothing else.
pub(super) fn looks_up_only(selector: &Selector<Css>) -> bool {
    selector.iter_raw_match_order().all(|part| match part {
        Component::Combinator(combinator) => matches!(
            combinator,
            Combinator::Child | Combinator::Descendant | Combinator::PseudoElement
        ),
        Component::ID(_)
        | Component::Class(_)
        | Component::LocalName(_)
        | Component::ExplicitUniversalType
        | Component::ExplicitAnyNamespace
        | Component::ExplicitNoNamespace
        | Component::DefaultNamespace(_)
        | Component::Namespace(..)
        | Component::AttributeInNoNamespaceExists { .. }
        | Component::AttributeInNoNamespace { .. }
        | Component::AttributeOther(_)
        | Component::Root
        | Component::PseudoElement(_) => true,
        // Whether a field is disabled depends on where it stands in its field set.
        Component::NonTSPseudoClass(class) => !matches!(
            class,
            PseudoClass::Disabled | PseudoClass::Enabled | PseudoClass::ReadOnly | PseudoClass::ReadWrite
        ),
        Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
            list.slice().iter().all(looks_up_only)
        }
        _ => false,
    })
}

/// Elements that no selector which only looks up can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Kin(pub(super) u32);

impl Kin {
    /// What stands above the root.
    pub(super) const NONE: Kin = Kin(0);
}

/// What the elements of a kin have in common.
#[derive(Debug)]
struct Common {
    kin: Kin,
    parent: Kin,
    is_root: bool,
    name: LocalName,
    namespace: Namespace,
    attributes: Box<[(LocalName, Option<Box<str>>)]>,
}

/// Tells the kin of elements, of one page and of others with the same sheets.
#[derive(Debug)]
pub(super) struct Kinship {
    /// What the sheets name, and what always matters.
    named: Named,
    /// By hash of what they have in common.
    known: FxHashMap<u64, Common>,
    count: u32,
}

impl Kinship {
    pub(super) fn new<'n>(sheets: impl Iterator<Item = &'n Named>) -> Kinship {
        let mut named = Named {
            ids: FxHashSet::default(),
            present: FxHashSet::from_iter([LocalName::from("href")]),
            values: LOOKED_AT.map(LocalName::from).into_iter().collect(),
        };
        for sheet in sheets {
            named.ids.extend(&sheet.ids);
            named.present.extend(sheet.present.iter().cloned());
            named.values.extend(sheet.values.iter().cloned());
        }
        Kinship {
            named,
            known: FxHashMap::default(),
            count: 0,
        }
    }

    fn matter(&self, name: &LocalName, value: &str) -> Option<Matter> {
        // `[id]` asks for an id, `#main` for this one.
        let is_named = || &**name == "id" && self.named.ids.contains(&folded(value));
        if self.named.values.contains(name) || is_named() {
            Some(Matter::Value)
        } else {
            self.named.present.contains(name).then_some(Matter::Presence)
        }
    }

    /// What of an element can decide its style.
    fn seen<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = (&'a LocalName, Option<&'a str>)> {
        element.attributes.iter().filter_map(|(name, value)| {
            let matter = self.matter(name, value)?;
            Some((name, (matter == Matter::Value).then_some(&**value)))
        })
    }

    /// The kin of an element, and whether it is its first.
    pub(super) fn of(&mut self, document: &Document, id: NodeId, element: &Element, parent: Kin) -> (Kin, bool) {
        let mut hasher = FxHasher::default();
        let is_root = document.parent(id) == Some(document.root());
        (parent, &element.name, element.namespace as u8, is_root).hash(&mut hasher);
        for part in self.seen(element) {
            part.hash(&mut hasher);
        }
        let key = hasher.finish();
        if let Some(common) = self.known.get(&key)
            && common.parent == parent
            && common.is_root == is_root
            && common.name == element.name
            && common.namespace == element.namespace
            && common
                .attributes
                .iter()
                .map(|(name, value)| (name, value.as_deref()))
                .eq(self.seen(element))
        {
            return (common.kin, false);
        }
        self.count += 1;
        let kin = Kin(self.count);
        let owned = |(name, value): (&LocalName, Option<&str>)| (name.clone(), value.map(Box::from));
        let common = Common {
            kin,
            parent,
            is_root,
            name: element.name.clone(),
            namespace: element.namespace,
            attributes: self.seen(element).map(owned).collect(),
        };
        // Where two kins have one hash, the later one only shares less.
        self.known.entry(key).or_insert(common);
        (kin, true)
    }
}
