//! What assistive technology gets of a page: roles, names, what is exposed and what can be focused.
//!
//! [`Semantics`] is worked out once per page in one walk and kept with the site; [`View`] answers questions about it.
//! Roles follow WAI-ARIA 1.2 and HTML-AAM, names the Accessible Name computation 1.2. No criterion is known here.

pub mod attributes;
pub mod focus;
pub mod implicit;
mod look;
pub mod name;
pub mod owned;
pub mod roles;
mod semantics;
pub mod visible_text;

pub use focus::Focus;
pub use roles::Role;
pub use semantics::Semantics;

use super::css::Styles;
use super::tree::{Document, Element, Namespace, NodeId, NodeKind};

/// A page as assistive technology gets it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The tree.
    pub document: &'a Document,
    /// What was worked out about it.
    pub semantics: &'a Semantics,
    /// Its styles, where they are at hand.
    pub styles: Option<&'a Styles>,
}

impl<'a> View<'a> {
    /// The elements of the page in document order.
    pub fn elements(self) -> impl Iterator<Item = (NodeId, &'a Element)> + 'a {
        let document = self.document;
        self.semantics
            .elements()
            .iter()
            .filter_map(move |id| Some((*id, document.element(*id)?)))
    }

    /// The elements with a `role` or an `aria-…` attribute, in document order.
    pub fn with_aria(self) -> impl Iterator<Item = (NodeId, &'a Element)> + 'a {
        let document = self.document;
        self.semantics
            .with_aria()
            .iter()
            .filter_map(move |id| Some((*id, document.element(*id)?)))
    }

    /// The role in effect, after conflicts of presentational roles are resolved.
    pub fn role(self, id: NodeId) -> Option<&'static Role> {
        self.semantics.facts(id).role
    }

    /// Whether the role in effect is this one or inherits from it.
    pub fn is(self, id: NodeId, role: &str) -> bool {
        self.role(id).is_some_and(|found| found.is(role))
    }

    /// The role that the `role` attribute gives, in effect or not.
    pub fn written_role(self, id: NodeId) -> Option<&'static Role> {
        self.document.attribute(id, "role").and_then(roles::of_attribute)
    }

    /// The role that the element has of itself.
    pub fn implicit_role(self, id: NodeId) -> Option<&'static Role> {
        implicit::role(self.document, id, self.document.element(id)?)
    }

    /// Whether there is a box for it at all: not `display: none`, in itself or above.
    pub fn is_rendered(self, id: NodeId) -> bool {
        self.semantics.facts(id).is_rendered()
    }

    /// Whether the files tell for sure what style does to it: not where a sheet is missing that may hide or show it.
    pub fn is_certain(self, id: NodeId) -> bool {
        !self.semantics.facts(id).is_unsure()
    }

    /// Whether people can see it: it has a box, is not hidden, and is neither clipped away nor off the page.
    pub fn is_visible(self, id: NodeId) -> bool {
        let facts = self.semantics.facts(id);
        facts.is_rendered() && !facts.is_invisible() && !facts.is_unseen()
    }

    /// Whether it has a box and is not hidden, wherever it is.
    pub fn is_shown(self, id: NodeId) -> bool {
        let facts = self.semantics.facts(id);
        facts.is_rendered() && !facts.is_invisible()
    }

    /// Whether it is hidden from assistive technology by style or by `aria-hidden`, in itself or above.
    pub fn is_hidden(self, id: NodeId) -> bool {
        let facts = self.semantics.facts(id);
        !facts.is_rendered() || facts.is_invisible() || facts.is_aria_hidden()
    }

    /// Whether it is in the accessibility tree, whatever its role.
    pub fn is_included(self, id: NodeId) -> bool {
        let facts = self.semantics.facts(id);
        !self.is_hidden(id) && (!facts.is_flattened() || self.focus(id) != Focus::None)
    }

    /// Whether it is in the accessibility tree and its role is not presentational.
    pub fn is_exposed(self, id: NodeId) -> bool {
        self.is_included(id) && !self.role(id).is_some_and(Role::is_none)
    }

    /// Whether it or something above it has `aria-hidden=true`.
    pub fn is_aria_hidden(self, id: NodeId) -> bool {
        self.semantics.facts(id).is_aria_hidden()
    }

    /// Whether it or something above it is `inert`.
    pub fn is_inert(self, id: NodeId) -> bool {
        self.semantics.facts(id).is_inert()
    }

    /// How the keyboard gets to it.
    pub fn focus(self, id: NodeId) -> Focus {
        self.semantics.facts(id).focus()
    }

    /// Whether it is a disabled form control, or below something with `aria-disabled=true`.
    pub fn is_disabled(self, id: NodeId) -> bool {
        focus::is_disabled(self.document, id, self.semantics.facts(id).is_in_disabled_fieldset())
            || std::iter::once(id).chain(self.document.ancestors(id)).any(|id| {
                self.aria(id, "aria-disabled")
                    .is_some_and(|value| value.eq_ignore_ascii_case("true"))
            })
    }

    /// The value of an attribute, without white space around it; `None` when absent or empty.
    pub fn aria(self, id: NodeId, name: &str) -> Option<&'a str> {
        self.document
            .attribute(id, name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// The first element with this id.
    pub fn by_id(self, wanted: &str) -> Option<NodeId> {
        self.semantics.by_id(self.document, wanted)
    }

    /// The elements that a list of ids names, in its order, those that do not exist left out.
    pub fn by_ids(self, list: &str) -> Vec<NodeId> {
        list.split_ascii_whitespace().filter_map(|id| self.by_id(id)).collect()
    }

    /// The accessible name.
    pub fn name(self, id: NodeId) -> String {
        name::of(self, id)
    }

    /// Whether an element holds nothing but white space and comments.
    pub fn is_bare(self, id: NodeId) -> bool {
        self.document
            .children(id)
            .all(|child| match &self.document.node(child).kind {
                NodeKind::Text(words) => words.trim().is_empty(),
                NodeKind::Element(_) => false,
                _ => true,
            })
    }
}

/// Whether an element is of HTML or SVG, the only ones that rules on ARIA speak of.
pub fn is_html_or_svg(element: &Element) -> bool {
    matches!(element.namespace, Namespace::Html | Namespace::Svg)
}
