//! Who owns whom in the accessibility tree: children, with generic and presentational elements seen through.

use super::{Role, View};
use crate::website::tree::{NodeId, NodeKind};

/// Something that an element owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owned {
    /// An element with a role of its own.
    Element(NodeId),
    /// Text, or an element that no role of ARIA corresponds to.
    Other(NodeId),
}

/// Whether an element stands for itself in the tree: it has a role that is neither generic nor presentational.
fn stands(role: Option<&'static Role>) -> bool {
    role.is_some_and(|role| role.name != "generic" && !role.is_none())
}

impl View<'_> {
    /// The element that owns this one: the one that claims it with `aria-owns`, else the nearest above that stands for
    /// itself.
    pub fn owner(self, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        // A claim may lead in a circle.
        for _ in 0..1_000 {
            at = match self.semantics.claimed_by(at) {
                Some(owner) if owner != at => owner,
                _ => self.document.parent(at)?,
            };
            let role = self.role(at);
            if stands(role) {
                return Some(at);
            }
            // What has no role in ARIA still stands between, but for what only carries others.
            if role.is_none()
                && self
                    .document
                    .element(at)
                    .is_some_and(|element| !is_carrier(&element.name))
            {
                return Some(at);
            }
        }
        None
    }

    /// What an element owns, in order. At most `limit`.
    pub fn owned(self, id: NodeId, limit: usize) -> Vec<Owned> {
        let mut found = Vec::new();
        self.gather(id, Some(id), 0, limit, &mut found);
        found
    }

    fn gather(self, id: NodeId, owner: Option<NodeId>, depth: usize, limit: usize, found: &mut Vec<Owned>) {
        if depth > 200 {
            return;
        }
        let children = self
            .document
            .children(id)
            .filter(|child| match self.semantics.claimed_by(*child) {
                Some(claimed) => Some(claimed) == owner,
                None => true,
            });
        let claimed = self
            .aria(id, "aria-owns")
            .map(|list| self.by_ids(list))
            .unwrap_or_default();
        let inside: Vec<NodeId> = children.filter(|child| !claimed.contains(child)).collect();
        for child in inside
            .into_iter()
            .chain(claimed.into_iter().filter(|other| *other != id))
        {
            if found.len() >= limit {
                return;
            }
            match &self.document.node(child).kind {
                NodeKind::Text(words) if !words.trim().is_empty() => found.push(Owned::Other(child)),
                NodeKind::Element(element) => {
                    if self.is_hidden(child) {
                        continue;
                    }
                    let role = self.role(child);
                    if stands(role) {
                        found.push(Owned::Element(child));
                    } else if role.is_some() || is_carrier(&element.name) {
                        self.gather(child, owner, depth + 1, limit, found);
                    } else {
                        found.push(Owned::Other(child));
                    }
                }
                _ => {}
            }
        }
    }
}

/// Elements without a role of ARIA that only carry others.
fn is_carrier(name: &str) -> bool {
    name.contains('-')
        || matches!(
            name,
            "label"
                | "legend"
                | "map"
                | "picture"
                | "slot"
                | "center"
                | "font"
                | "noscript"
                | "section"
                | "header"
                | "footer"
                | "big"
                | "tt"
                | "nobr"
                | "abbr"
                | "cite"
                | "kbd"
                | "mark"
                | "ruby"
                | "var"
                | "g"
        )
}
