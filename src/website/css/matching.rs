//! Selectors on our tree, by the crate `selectors`: what its traits ask of names and of elements.

use std::fmt;

use cssparser::{CssStringWriter, ParseError, Parser as CssParser, ToCss, serialize_identifier};
use html5ever::LocalName;
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::parser::{self, ParseRelative, SelectorParseErrorKind};
use selectors::{Element, OpaqueElement, SelectorImpl, SelectorList};

use crate::website::tree::{Document, Namespace, NodeId, NodeKind};

/// FNV-1a.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// A class, an id, a custom property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Atom(pub(super) std::sync::Arc<str>);

impl From<&str> for Atom {
    fn from(text: &str) -> Atom {
        Atom(text.into())
    }
}

impl ToCss for Atom {
    fn to_css<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, to)
    }
}

impl PrecomputedHash for Atom {
    fn precomputed_hash(&self) -> u32 {
        hash(&self.0)
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(Box<str>);

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(text.into())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        to.write_char('"')?;
        fmt::Write::write_str(&mut CssStringWriter::new(to), &self.0)?;
        to.write_char('"')
    }
}

/// The name of an element or of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name(pub(super) LocalName);

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name(LocalName::from(text))
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, to)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        hash(&self.0)
    }
}

/// Pseudo-classes that depend on more than the tree's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PseudoClass {
    /// `:link`, `:any-link`.
    Link,
    /// `:hover`, `:active`.
    Pointed,
    /// `:focus`, `:focus-visible`, `:focus-within`.
    Focus,
    Checked,
    Disabled,
    Enabled,
    Required,
    Optional,
    ReadOnly,
    ReadWrite,
    PlaceholderShown,
    Open,
    Lang(Vec<String>),
    /// `:dir(rtl)` when true.
    Dir(bool),
    /// True of every element of a page at rest (`:defined`).
    Always,
    /// False of every element of a page at rest (`:visited`, `:target`, `:fullscreen`).
    Never,
}

impl parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        matches!(self, PseudoClass::Pointed)
    }

    fn is_user_action_state(&self) -> bool {
        matches!(self, PseudoClass::Pointed | PseudoClass::Focus)
    }
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        to.write_str(match self {
            PseudoClass::Pointed => ":hover",
            PseudoClass::Focus => ":focus",
            _ => ":any",
        })
    }
}

/// Pseudo-elements; all but two are only told apart from elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PseudoElement {
    Before,
    After,
    Other,
}

impl parser::PseudoElement for PseudoElement {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }

    fn is_before_or_after(&self) -> bool {
        !matches!(self, PseudoElement::Other)
    }

    fn valid_after_before_or_after(&self) -> bool {
        matches!(self, PseudoElement::Other)
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        to.write_str(match self {
            PseudoElement::Before => "::before",
            PseudoElement::After => "::after",
            PseudoElement::Other => "::-webkit-other",
        })
    }
}

/// Our kinds of names, for the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Css;

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Text;
    type Identifier = Atom;
    type LocalName = Name;
    type NamespaceUrl = Atom;
    type NamespacePrefix = Atom;
    type BorrowedNamespaceUrl = Atom;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

#[derive(Debug, Clone, Copy)]
pub(super) struct SelectorParser {
    /// Whether `&` may stand for the selector around.
    pub(super) nested: bool,
}

fn unsupported() -> ParseError<SelectorParseErrorKind> {
    ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)
}

impl<'i> parser::Parser<'i> for SelectorParser {
    type Impl = Css;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        self.nested
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("-webkit-any") || name.eq_ignore_ascii_case("matches")
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<PseudoClass, ParseError<Self::Error>> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "link" | "any-link" | "-webkit-any-link" => PseudoClass::Link,
            "hover" | "active" => PseudoClass::Pointed,
            "focus" | "focus-visible" | "focus-within" => PseudoClass::Focus,
            "checked" => PseudoClass::Checked,
            "disabled" => PseudoClass::Disabled,
            "enabled" => PseudoClass::Enabled,
            "required" => PseudoClass::Required,
            "optional" => PseudoClass::Optional,
            "read-only" => PseudoClass::ReadOnly,
            "read-write" => PseudoClass::ReadWrite,
            "placeholder-shown" => PseudoClass::PlaceholderShown,
            "open" => PseudoClass::Open,
            "defined" => PseudoClass::Always,
            "visited"
            | "target"
            | "target-within"
            | "fullscreen"
            | "-webkit-full-screen"
            | "modal"
            | "popover-open"
            | "autofill"
            | "-webkit-autofill"
            | "indeterminate"
            | "default"
            | "valid"
            | "invalid"
            | "user-valid"
            | "user-invalid"
            | "in-range"
            | "out-of-range"
            | "blank"
            | "picture-in-picture"
            | "playing"
            | "paused"
            | "seeking"
            | "buffering"
            | "stalled"
            | "muted"
            | "volume-locked"
            | "host"
            | "future"
            | "past"
            | "current"
            | "local-link" => PseudoClass::Never,
            _ => return Err(unsupported()),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut CssParser<'i>,
        _: bool,
    ) -> Result<PseudoClass, ParseError<Self::Error>> {
        match name.to_ascii_lowercase().as_str() {
            "lang" => {
                let ranges = input.parse_comma_separated(|input| -> Result<String, ParseError<Self::Error>> {
                    Ok(input.expect_ident_or_string()?.to_ascii_lowercase())
                })?;
                Ok(PseudoClass::Lang(ranges))
            }
            "dir" => Ok(PseudoClass::Dir(input.expect_ident()?.eq_ignore_ascii_case("rtl"))),
            "host" | "host-context" | "state" | "active-view-transition-type" => {
                while input.next().is_ok() {}
                Ok(PseudoClass::Never)
            }
            _ => Err(unsupported()),
        }
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<PseudoElement, ParseError<Self::Error>> {
        let name = name.to_ascii_lowercase();
        Ok(match name.as_str() {
            "before" => PseudoElement::Before,
            "after" => PseudoElement::After,
            "first-line"
            | "first-letter"
            | "marker"
            | "placeholder"
            | "selection"
            | "backdrop"
            | "file-selector-button"
            | "target-text"
            | "cue"
            | "details-content"
            | "grammar-error"
            | "spelling-error"
            | "view-transition"
            | "scroll-marker"
            | "scroll-marker-group"
            | "checkmark"
            | "picker-icon"
            | "column" => PseudoElement::Other,
            _ if name.starts_with("-webkit-") => PseudoElement::Other,
            _ => return Err(unsupported()),
        })
    }

    fn parse_functional_pseudo_element(
        &self,
        name: &str,
        input: &mut CssParser<'i>,
    ) -> Result<PseudoElement, ParseError<Self::Error>> {
        if [
            "highlight",
            "cue",
            "slotted",
            "part",
            "view-transition-group",
            "picker",
            "scroll-button",
        ]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
        {
            while input.next().is_ok() {}
            return Ok(PseudoElement::Other);
        }
        Err(unsupported())
    }
}

/// Reads a list of selectors; `None` when one of them is none.
pub(super) fn parse_list(text: &str) -> Option<SelectorList<Css>> {
    let mut input = CssParser::new(text);
    input
        .parse_entirely(|input| SelectorList::parse(&SelectorParser { nested: false }, input, ParseRelative::No))
        .ok()
}

/// An element of a page, as the crate wants it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) document: &'a Document,
    pub(super) id: NodeId,
}

impl<'a> Node<'a> {
    fn at(self, id: NodeId) -> Node<'a> {
        Node { id, ..self }
    }

    fn name(self) -> &'a str {
        self.document.element(self.id).map_or("", |element| &*element.name)
    }

    fn attribute(self, name: &str) -> Option<&'a str> {
        self.document.attribute(self.id, name)
    }

    fn element_from(self, start: Option<NodeId>, step: fn(&Document, NodeId) -> Option<NodeId>) -> Option<Node<'a>> {
        std::iter::successors(start, |id| step(self.document, *id))
            .find(|id| self.document.element(*id).is_some())
            .map(|id| self.at(id))
    }

    fn is_field(self) -> bool {
        matches!(self.name(), "input" | "select" | "textarea")
    }

    fn is_disabled(self) -> bool {
        let controls = [
            "button", "input", "select", "textarea", "optgroup", "option", "fieldset",
        ];
        if !controls.contains(&self.name()) {
            return false;
        }
        if self.attribute("disabled").is_some() {
            return true;
        }
        // Inside a disabled fieldset, its first legend left out.
        let mut below = self.id;
        for above in self.document.ancestors(self.id) {
            if self.document.is(above, "fieldset") && self.document.attribute(above, "disabled").is_some() {
                let first = self
                    .document
                    .children(above)
                    .find(|child| self.document.is(*child, "legend"));
                return first != Some(below);
            }
            below = above;
        }
        false
    }

    fn is_writable(self) -> bool {
        let editable = self
            .attribute("contenteditable")
            .is_some_and(|value| !value.eq_ignore_ascii_case("false"));
        let field = match self.name() {
            "textarea" => true,
            "input" => !matches!(
                self.attribute("type").unwrap_or("text").to_ascii_lowercase().as_str(),
                "hidden" | "checkbox" | "radio" | "button" | "submit" | "reset" | "image" | "file" | "color" | "range"
            ),
            _ => false,
        };
        editable || field && self.attribute("readonly").is_none() && !self.is_disabled()
    }
}

impl Element for Node<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.document.node(self.id))
    }

    fn parent_element(&self) -> Option<Self> {
        let parent = self.document.parent(self.id)?;
        self.document.element(parent)?;
        Some(self.at(parent))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.element_from(self.document.node(self.id).previous, |document, id| {
            document.node(id).previous
        })
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.element_from(self.document.node(self.id).next, |document, id| document.node(id).next)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.element_from(self.document.node(self.id).first_child, |document, id| {
            document.node(id).next
        })
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.document
            .element(self.id)
            .is_some_and(|element| element.namespace == Namespace::Html)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.document
            .element(self.id)
            .is_some_and(|element| element.name == name.0)
    }

    fn has_namespace(&self, _: &Atom) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        match (self.document.element(self.id), self.document.element(other.id)) {
            (Some(one), Some(other)) => one.name == other.name && one.namespace == other.namespace,
            _ => false,
        }
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Atom>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        self.document.element(self.id).is_some_and(|element| {
            element
                .attributes
                .iter()
                .any(|(known, value)| *known == name.0 && operation.eval_str(value))
        })
    }

    fn match_non_ts_pseudo_class(&self, class: &PseudoClass, _: &mut MatchingContext<'_, Css>) -> bool {
        match class {
            PseudoClass::Link => self.is_link(),
            PseudoClass::Pointed | PseudoClass::Focus | PseudoClass::Never => false,
            PseudoClass::Always => true,
            PseudoClass::Checked => match self.name() {
                "input" => self.attribute("checked").is_some(),
                "option" => self.attribute("selected").is_some(),
                _ => false,
            },
            PseudoClass::Disabled => self.is_disabled(),
            PseudoClass::Enabled => (self.is_field() || self.name() == "button") && !self.is_disabled(),
            PseudoClass::Required => self.is_field() && self.attribute("required").is_some(),
            PseudoClass::Optional => self.is_field() && self.attribute("required").is_none(),
            PseudoClass::ReadWrite => self.is_writable(),
            PseudoClass::ReadOnly => !self.is_writable(),
            PseudoClass::PlaceholderShown => {
                self.attribute("placeholder").is_some() && self.attribute("value").unwrap_or_default().is_empty()
            }
            PseudoClass::Open => self.attribute("open").is_some(),
            PseudoClass::Lang(ranges) => {
                let lang = std::iter::once(self.id)
                    .chain(self.document.ancestors(self.id))
                    .find_map(|id| self.document.attribute(id, "lang"))
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                ranges.iter().any(|range| {
                    let range = range.trim_start_matches("*-");
                    lang.strip_prefix(range)
                        .is_some_and(|rest| !range.is_empty() && (rest.is_empty() || rest.starts_with('-')))
                })
            }
            PseudoClass::Dir(rtl) => {
                let dir = std::iter::once(self.id)
                    .chain(self.document.ancestors(self.id))
                    .find_map(|id| self.document.attribute(id, "dir"));
                *rtl == dir.is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"))
            }
        }
    }

    fn match_pseudo_element(&self, _: &PseudoElement, _: &mut MatchingContext<'_, Css>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(self.name(), "a" | "area") && self.attribute("href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Atom, case: CaseSensitivity) -> bool {
        self.attribute("id")
            .is_some_and(|value| case.eq(value.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Atom, case: CaseSensitivity) -> bool {
        self.attribute("class").is_some_and(|value| {
            value
                .split_ascii_whitespace()
                .any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
        })
    }

    fn has_custom_state(&self, _: &Atom) -> bool {
        false
    }

    fn imported_part(&self, _: &Atom) -> Option<Atom> {
        None
    }

    fn is_part(&self, _: &Atom) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.document
            .children(self.id)
            .all(|id| match &self.document.node(id).kind {
                NodeKind::Element(_) => false,
                NodeKind::Text(text) => text.is_empty(),
                _ => true,
            })
    }

    fn is_root(&self) -> bool {
        self.document.parent(self.id) == Some(self.document.root())
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
