//! Where the things of a page stand that may be pointed at: found while the page's tree is at hand, kept when it is let
//! go, so that a criterion about the whole site can point at an element of a page without making its tree again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::snippet;
use super::tree::{Document, NodeId};

/// What a defect is pinned to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spot<'a> {
    /// An element of a page.
    Element(NodeId),
    /// An attribute of an element.
    Attribute(NodeId, &'a str),
    /// A byte offset of the source, inside an element.
    Offset(NodeId, usize),
}

/// A place in a page as a person is shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pin {
    /// Line and column, from 1.
    pub(crate) position: (u32, u32),
    /// The element's place in the tree, as [`Document::path`] writes it.
    pub(crate) dom_path: String,
    /// The start of its source, masked.
    pub(crate) snippet: String,
}

impl Pin {
    /// Finds a place in its tree.
    pub(crate) fn new(document: &Document, spot: Spot<'_>) -> Pin {
        let (node, position, snippet) = match spot {
            Spot::Element(node) => (node, document.position(node), snippet::of_element(document, node)),
            Spot::Attribute(node, name) => (
                node,
                document.attribute_position(node, name),
                snippet::of_element(document, node),
            ),
            Spot::Offset(node, offset) => (
                node,
                document.source.position(offset),
                snippet::of_source(document, offset),
            ),
        };
        Pin {
            position: (position.line, position.column),
            dom_path: document.path(node),
            snippet,
        }
    }
}

/// A spot as it is remembered: the node, and the attribute, `@` and an offset, or nothing.
type Key = (NodeId, String);

fn key(spot: Spot<'_>) -> Key {
    match spot {
        Spot::Element(node) => (node, String::new()),
        Spot::Attribute(node, name) => (node, name.to_owned()),
        Spot::Offset(node, offset) => (node, format!("@{offset}")),
    }
}

/// The places of a page that were found so far.
#[derive(Debug, Default)]
pub(crate) struct Pins {
    known: Mutex<BTreeMap<Key, Pin>>,
}

impl Serialize for Pins {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Pins {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Pins {
            known: Mutex::new(BTreeMap::deserialize(from)?),
        })
    }
}

impl Pins {
    /// A place, from memory or from the tree.
    pub(crate) fn find<'d>(&self, spot: Spot<'_>, document: impl FnOnce() -> &'d Document) -> Pin {
        let key = key(spot);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pin) = known.get(&key) {
            return pin.clone();
        }
        let pin = Pin::new(document(), spot);
        known.insert(key, pin.clone());
        pin
    }
}
