//! The tree of a page: nodes in one vector, linked by index, walked without recursion.
//!
//! Made by `parse`; read by probes. Nothing here knows a criterion.

use std::fmt::Write as _;
use std::sync::OnceLock;

use html5ever::LocalName;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::source::{Position, SourceText};

/// Index of a node in its [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeId(pub(super) u32);

/// The root of every document.
pub(super) const ROOT: NodeId = NodeId(0);

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The namespaces that a page can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG, inside `<svg>`.
    Svg,
    /// `MathML`, inside `<math>`.
    MathMl,
}

/// Where the start tag of an element stands, in bytes of the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Offset of `<`.
    pub start: u32,
    /// Offset just after `>`.
    pub end: u32,
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// Local name, lower case in HTML.
    pub name: LocalName,
    /// Its namespace.
    pub namespace: Namespace,
    /// Attributes in source order, each name once.
    pub attributes: Vec<(LocalName, Box<str>)>,
    /// The bits of the names of its attributes, so that most that are not there need not be looked for.
    pub(super) marks: u64,
    /// Its start tag; of an element that nobody wrote (`implied`), the tag that brought it about.
    pub span: Span,
    /// Whether the parser added it: the `<head>` or `<tbody>` that the author left out.
    pub implied: bool,
}

/// A bit for the name of an attribute.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let (first, last) = (bytes.first().unwrap_or(&0), bytes.last().unwrap_or(&0));
    1 << ((bytes.len() * 11 + usize::from(*first) * 3 + usize::from(*last) * 5) & 63)
}

/// The bits of the names of attributes.
pub(super) fn marks(attributes: &[(LocalName, Box<str>)]) -> u64 {
    attributes.iter().fold(0, |marks, (name, _)| marks | mark(name))
}

impl Element {
    /// The value of an attribute; `name` in lower case.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        let found = self.attributes.iter().find(|(known, _)| &**known == name);
        found.map(|(_, value)| &**value)
    }
}

/// A mistake in the markup that makes browsers move or drop something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// An attribute stands twice in a tag: the second is dropped.
    AttributeTwice,
    /// A form in a form: the inner one is dropped.
    NestedForm,
    /// A button in a button: the outer one ends.
    NestedButton,
    /// A heading in a heading: the outer one ends.
    NestedHeading,
    /// Text in a table outside of its cells: it is moved before the table.
    TextInTable,
    /// An end tag without its start tag.
    StrayEnd,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// The root.
    Document,
    /// The contents of a `<template>`: in the arena, but in no walk of the page.
    Fragment,
    /// `<!DOCTYPE …>`.
    Doctype,
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
    /// A comment or a processing instruction.
    Comment(String),
}

/// A node and its links.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    pub(super) parent: Option<NodeId>,
    pub(super) first_child: Option<NodeId>,
    pub(super) last_child: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
}

/// A parsed page.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) nodes: Vec<Node>,
    /// The decoded text that the tree was made from.
    pub source: SourceText,
    /// Mistakes in the markup with the offset of their tag, the first hundred.
    pub mistakes: Vec<(Mistake, u32)>,
    /// Whether browsers show the page in quirks mode.
    pub quirks: bool,
    /// Whether elements were nested deeper than the parser follows, and so were left out.
    pub flattened: bool,
    /// Whether the page had more nodes than the parser keeps, and so is not read to its end.
    pub truncated: bool,
    pub(super) index: OnceLock<Index>,
}

/// The elements of a page by name and by attribute, found in one walk when first asked for: criteria that look for a few
/// elements do not walk the page for them.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// Every element, in document order.
    elements: Vec<NodeId>,
    /// HTML elements by name, as places in `elements`.
    names: FxHashMap<LocalName, Vec<u32>>,
    /// Elements of any kind by the names of their attributes, as places in `elements`.
    attributes: FxHashMap<LocalName, Vec<u32>>,
}

impl Index {
    fn new(document: &Document) -> Index {
        let mut index = Index::default();
        for id in document.descendants(document.root()) {
            let NodeKind::Element(element) = &document.node(id).kind else {
                continue;
            };
            let place = index.elements.len() as u32;
            index.elements.push(id);
            if element.namespace == Namespace::Html {
                index.names.entry(element.name.clone()).or_default().push(place);
            }
            for (name, _) in &element.attributes {
                let places = index.attributes.entry(name.clone()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        index
    }
}

/// Elements that an index knows, in document order.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    elements: &'a [NodeId],
    places: std::borrow::Cow<'a, [u32]>,
    at: usize,
}

impl<'a> Found<'a> {
    fn new(elements: &'a [NodeId], by: &'a FxHashMap<LocalName, Vec<u32>>, names: &[&str]) -> Found<'a> {
        let mut lists = names.iter().filter_map(|name| by.get(&LocalName::from(*name)));
        let first = lists.next().map(Vec::as_slice).unwrap_or_default();
        let mut places = std::borrow::Cow::Borrowed(first);
        for list in lists {
            places.to_mut().extend(list);
        }
        if let std::borrow::Cow::Owned(places) = &mut places {
            places.sort_unstable();
            places.dedup();
        }
        Found {
            elements,
            places,
            at: 0,
        }
    }
}

impl Iterator for Found<'_> {
    type Item = NodeId;
    fn next(&mut self) -> Option<NodeId> {
        let place = self.places.get(self.at)?;
        self.at += 1;
        self.elements.get(*place as usize).copied()
    }
}

impl Document {
    /// The root, parent of `<html>`.
    pub fn root(&self) -> NodeId {
        ROOT
    }

    /// How many nodes there are, those outside of the page's walk included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the root.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// The node after this one, below the same parent.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// The node before this one, below the same parent.
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).previous
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The element at `id`, if it is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id.index()].kind {
            NodeKind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Whether `id` is an HTML element of this name.
    pub fn is(&self, id: NodeId, name: &str) -> bool {
        self.element(id)
            .is_some_and(|element| element.namespace == Namespace::Html && &*element.name == name)
    }

    /// The value of an attribute; `name` in lower case.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.element(id)?.attribute(name)
    }

    /// The parent of a node.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The node after a node, below the same parent.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// The ancestors of a node, nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, |id| self.node(*id).next)
    }

    /// Everything below a node in document order, the node itself left out.
    pub fn descendants(&self, id: NodeId) -> Descendants<'_> {
        Descendants {
            document: self,
            root: id,
            at: id,
            done: false,
        }
    }

    /// The node after `id` in document order; without `enter`, the first one that is not below it.
    pub fn step(&self, id: NodeId, enter: bool) -> Option<NodeId> {
        if enter && let Some(child) = self.node(id).first_child {
            return Some(child);
        }
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find_map(|at| self.node(at).next)
    }

    /// The node after this one in document order, below `root`; `None` at the end.
    pub fn following(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        self.node(id).first_child.or_else(|| self.after(id, root))
    }

    /// The node after this one and everything below it, itself below `root`; `None` at the end.
    pub fn after(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != root {
            if let Some(next) = self.node(at).next {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }

    /// Every element of the page in document order.
    pub fn elements(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.index().elements.iter().copied()
    }

    /// The HTML elements of this name in document order.
    pub fn named(&self, name: &str) -> Found<'_> {
        self.named_any(&[name])
    }

    /// The HTML elements of these names in document order.
    pub fn named_any(&self, names: &[&str]) -> Found<'_> {
        let index = self.index();
        Found::new(&index.elements, &index.names, names)
    }

    /// The elements with at least one of these attributes in document order; names in lower case.
    pub fn with_any(&self, attributes: &[&str]) -> Found<'_> {
        let index = self.index();
        Found::new(&index.elements, &index.attributes, attributes)
    }

    /// The text below a node, as it stands in the tree.
    pub fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for id in self.descendants(id) {
            if let NodeKind::Text(words) = &self.node(id).kind {
                text.push_str(words);
            }
        }
        text
    }

    /// Line and column of the start tag of an element, of the nearest written ancestor for other nodes.
    pub fn position(&self, id: NodeId) -> Position {
        self.source.position(self.span(id).start as usize)
    }

    /// The start tag of an element, of the nearest element above for other nodes; the start of the page for the root.
    pub fn span(&self, id: NodeId) -> Span {
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find_map(|id| self.element(id))
            .map(|element| element.span)
            .unwrap_or_default()
    }

    /// Line and column of an attribute's name inside its start tag; those of the tag where it is not written there.
    pub fn attribute_position(&self, id: NodeId, name: &str) -> Position {
        let span = self.span(id);
        let tag = self.source.slice(span.start as usize, span.end as usize);
        let offset = attribute_offset(tag, name).unwrap_or(0);
        self.source.position(span.start as usize + offset)
    }

    /// Where a node stands, as `html > body > nav:nth-of-type(2) > a`: what tells two places of a template apart.
    pub fn path(&self, id: NodeId) -> String {
        let line: Vec<NodeId> = std::iter::once(id).chain(self.ancestors(id)).collect();
        let mut path = String::with_capacity(16 * line.len());
        for id in line.into_iter().rev() {
            let Some(element) = self.element(id) else { continue };
            let before = std::iter::successors(self.node(id).previous, |id| self.node(*id).previous)
                .take(1_000)
                .filter(|id| self.element(*id).is_some_and(|other| other.name == element.name))
                .count();
            if !path.is_empty() {
                path.push_str(" > ");
            }
            path.push_str(&element.name);
            if before > 0 {
                let _ = write!(path, ":nth-of-type({})", before + 1);
            }
        }
        path
    }
}

/// Everything below a node, in document order.
#[derive(Debug, Clone)]
pub struct Descendants<'a> {
    document: &'a Document,
    root: NodeId,
    at: NodeId,
    done: bool,
}

impl Descendants<'_> {
    /// Goes on after `self.at` without entering it; for elements whose contents do not matter.
    fn leave(&mut self) -> Option<NodeId> {
        while self.at != self.root {
            let node = self.document.node(self.at);
            if let Some(next) = node.next {
                self.at = next;
                return Some(next);
            }
            self.at = node.parent?;
        }
        self.done = true;
        None
    }
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;
    fn next(&mut self) -> Option<NodeId> {
        if self.done {
            return None;
        }
        if let Some(child) = self.document.node(self.at).first_child {
            self.at = child;
            return Some(child);
        }
        self.leave()
    }
}

/// Offset of an attribute's name in a start tag, by the rules of the HTML tokenizer.
fn attribute_offset(tag: &str, name: &str) -> Option<usize> {
    let bytes = tag.as_bytes();
    let space = |byte: u8| byte.is_ascii_whitespace();
    let mut at = 1 + bytes.iter().skip(1).position(|byte| space(*byte) || *byte == b'/')?;
    loop {
        while bytes.get(at).is_some_and(|byte| space(*byte) || *byte == b'/') {
            at += 1;
        }
        let start = at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
        }
        while bytes
            .get(at)
            .is_some_and(|byte| !space(*byte) && !b"/>=".contains(byte))
        {
            at += 1;
        }
        if at == start {
            return None;
        }
        if tag.get(start..at).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(start);
        }
        let mut value = at;
        while bytes.get(value).is_some_and(|byte| space(*byte)) {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = value + 1;
        while bytes.get(at).is_some_and(|byte| space(*byte)) {
            at += 1;
        }
        match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                at += 1;
                at += bytes.get(at..)?.iter().position(|byte| byte == quote)? + 1;
            }
            _ => {
                while bytes.get(at).is_some_and(|byte| !space(*byte) && *byte != b'>') {
                    at += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn an_attribute_is_found_where_it_is_written_and_not_inside_a_value() {
        let page = parse("<p>\n<a title='href=1' data-href=x\n   HREF = \"/y\">go</a>");
        let link = page.named("a").next().unwrap();
        assert_eq!(page.attribute(link, "href"), Some("/y"));
        assert_eq!(page.attribute_position(link, "href"), Position { line: 3, column: 4 });
        assert_eq!(page.attribute_position(link, "rel"), Position { line: 2, column: 1 });
    }

    #[test]
    fn a_path_tells_two_siblings_apart() {
        let page = parse("<body><p>a<p>b<i>c</i>");
        let italic = page.named("i").next().unwrap();
        assert_eq!(page.path(italic), "html > body > p:nth-of-type(2) > i");
    }

    #[test]
    fn descendants_stay_below_their_node() {
        let page = parse("<ul><li>a</li></ul><p>b</p>");
        let list = page.named("ul").next().unwrap();
        assert_eq!(page.text(list), "a");
        let item = page.named("li").next().unwrap();
        assert_eq!(page.descendants(item).count(), 1);
    }
}
