//! The located tree of a YAML file: what the file says, before anybody asked what it means.
//!
//! Aliases and merge keys are already replaced by what they stand for. Made by `yaml`, judged by `shape`, turned
//! into typed values by `decode`.

use crate::diagnostics::Place;

/// Where something stands in its file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// Characters on that line, at least 1.
    pub length: u32,
}

impl Spot {
    /// The spot as a place in the file at `path`.
    pub fn place(self, path: &str) -> Place {
        Place {
            path: path.to_owned(),
            line: self.line,
            column: self.column,
            length: self.length,
        }
    }
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key as written.
    pub name: Box<str>,
    /// Where it stands.
    pub at: Spot,
}

/// What YAML takes a plain word for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar {
    /// Nothing: left blank, `~` or `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number below zero.
    Negative(i64),
    /// A whole number from zero.
    Whole(u64),
    /// A number with decimals.
    Decimal(f64),
    /// Anything else, and everything in quotes.
    Text,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A single value: what it is taken for, and its characters as written.
    Scalar(Scalar, Box<str>),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order written, keys twice where they were written twice.
    Map(Vec<(Key, Node)>),
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it begins; a block map begins at its first key, an alias where it is used.
    pub at: Spot,
    /// What it holds.
    pub kind: NodeKind,
}

impl Node {
    /// Whether nothing was written.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, NodeKind::Scalar(Scalar::Null, _))
    }

    /// The characters of a single value that is not blank.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar(Scalar::Null, _) | NodeKind::List(_) | NodeKind::Map(_) => None,
            NodeKind::Scalar(_, text) => Some(text),
        }
    }

    /// The value of a key of a map.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            NodeKind::Map(entries) => entries
                .iter()
                .find_map(|(key, node)| (&*key.name == name).then_some(node)),
            _ => None,
        }
    }

    /// The items of a list; the node itself where it is a map, for files that hold one item or several; nothing
    /// for a single value.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            NodeKind::List(items) => items,
            NodeKind::Map(_) => std::slice::from_ref(self),
            NodeKind::Scalar(..) => &[],
        }
    }
}
