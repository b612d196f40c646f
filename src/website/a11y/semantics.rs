//! The one walk over a page that works out roles, what is exposed, and focus.

use super::focus::{self, Focus};
use super::look::{self, Look};
use super::roles::{self, Role};
use super::{attributes, implicit};
use crate::website::css::Styles;
use crate::website::tree::{Document, Element, Namespace, NodeId};

/// What was worked out about a page.
#[derive(Debug, Clone, Default)]
pub struct Semantics {
    facts: Vec<Facts>,
    elements: Vec<NodeId>,
    aria: Vec<NodeId>,
    /// Elements with an id, sorted by it and then by place.
    ids: Vec<NodeId>,
    /// Form controls with their labels, sorted.
    labels: Vec<(NodeId, NodeId)>,
    /// Elements that another claims with `aria-owns`, with that other, sorted.
    claimed: Vec<(NodeId, NodeId)>,
}

/// What was worked out about an element.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    pub(super) role: Option<&'static Role>,
    flags: u16,
}

const NO_BOX: u16 = 1;
const INVISIBLE: u16 = 2;
const ARIA_HIDDEN: u16 = 4;
const INERT: u16 = 8;
const FLATTENED: u16 = 16;
const UNSEEN: u16 = 32;
const DISABLED: u16 = 64;
const FOCUSABLE: u16 = 128;
const SEQUENTIAL: u16 = 256;
const BLOCK: u16 = 512;
const INLINE: u16 = 1024;
const UNSURE: u16 = 2048;
/// What an element passes on to those below it.
const INHERITED: u16 = NO_BOX | INVISIBLE | ARIA_HIDDEN | INERT | FLATTENED | UNSEEN | DISABLED | UNSURE;

impl Facts {
    fn has(self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn is_rendered(self) -> bool {
        !self.has(NO_BOX)
    }

    pub(super) fn is_invisible(self) -> bool {
        self.has(INVISIBLE)
    }

    pub(super) fn is_aria_hidden(self) -> bool {
        self.has(ARIA_HIDDEN)
    }

    pub(super) fn is_flattened(self) -> bool {
        self.has(FLATTENED)
    }

    pub(super) fn is_inert(self) -> bool {
        self.has(INERT)
    }

    pub(super) fn is_unsure(self) -> bool {
        self.has(UNSURE)
    }

    pub(super) fn is_unseen(self) -> bool {
        self.has(UNSEEN)
    }

    pub(super) fn is_in_disabled_fieldset(self) -> bool {
        self.has(DISABLED)
    }

    pub(super) fn focus(self) -> Focus {
        match (self.has(SEQUENTIAL), self.has(FOCUSABLE)) {
            (true, _) => Focus::Sequential,
            (_, true) => Focus::Scripted,
            _ => Focus::None,
        }
    }

    fn set(&mut self, flag: u16, on: bool) {
        if on {
            self.flags |= flag;
        } else {
            self.flags &= !flag;
        }
    }
}

impl Semantics {
    /// Works it out.
    pub fn new(document: &Document, styles: Option<&Styles>) -> Semantics {
        let mut semantics = Semantics {
            facts: vec![Facts::default(); document.len()],
            ..Semantics::default()
        };
        let mut labels = Vec::new();
        let mut areas = Vec::new();
        let mut images = Vec::new();
        let mut owners = Vec::new();
        for id in document.descendants(document.root()) {
            let Some(element) = document.element(id) else {
                continue;
            };
            let look = match styles {
                Some(styles) => look::of_style(document, id, element, styles),
                None => look::of_markup(document, id, element),
            };
            semantics.facts[id.index()] = semantics.judge(document, id, element, look);
            semantics.elements.push(id);
            if element.namespace == Namespace::Html {
                match &*element.name {
                    "label" => labels.push(id),
                    "area" => areas.push(id),
                    "img" if document.attribute(id, "usemap").is_some() => images.push(id),
                    _ => {}
                }
            }
            let mut aria = false;
            for (name, value) in &element.attributes {
                match &**name {
                    "id" if !value.is_empty() => semantics.ids.push(id),
                    "aria-owns" => {
                        owners.push(id);
                        aria = true;
                    }
                    "role" => aria = true,
                    name => aria |= name.starts_with("aria-"),
                }
            }
            if aria {
                semantics.aria.push(id);
            }
        }
        let key = |id: &NodeId| document.attribute(*id, "id").unwrap_or_default();
        semantics.ids.sort_by(|a, b| key(a).cmp(key(b)).then(a.cmp(b)));
        semantics.link(document, &labels, &owners);
        semantics.place_areas(document, &areas, &images);
        semantics
    }

    fn judge(&self, document: &Document, id: NodeId, element: &Element, look: Look) -> Facts {
        let parent = document
            .parent(id)
            .map_or(Facts::default(), |parent| self.facts(parent));
        let mut facts = Facts {
            role: None,
            flags: parent.flags & INHERITED,
        };
        let attribute = |name: &str| document.attribute(id, name);
        facts.set(NO_BOX, parent.has(NO_BOX) || look.no_box);
        if let Some(visible) = look.visibility {
            facts.set(INVISIBLE, !visible);
        }
        facts.set(UNSEEN, parent.has(UNSEEN) || look.unseen);
        facts.set(UNSURE, parent.has(UNSURE) || look.unsure);
        facts.set(BLOCK, look.block == Some(true));
        facts.set(INLINE, look.block == Some(false));
        let hidden = attribute("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"));
        facts.set(ARIA_HIDDEN, parent.has(ARIA_HIDDEN) || hidden);
        facts.set(INERT, parent.has(INERT) || attribute("inert").is_some());
        let flat = parent.role.is_some_and(Role::hides_children);
        facts.set(FLATTENED, parent.has(FLATTENED) || flat);
        facts.set(DISABLED, in_disabled_fieldset(document, id, parent));
        if !facts.has(NO_BOX) && !facts.has(INVISIBLE) && !facts.has(INERT) {
            let focus = focus::of_markup(document, id, element, facts.has(DISABLED));
            facts.set(FOCUSABLE, focus != Focus::None);
            facts.set(SEQUENTIAL, focus == Focus::Sequential);
        }
        facts.role = role_in_effect(document, id, element, facts, parent);
        facts
    }

    fn link(&mut self, document: &Document, labels: &[NodeId], owners: &[NodeId]) {
        for label in labels {
            let control = match document.attribute(*label, "for") {
                Some(wanted) => self.by_id(document, wanted).filter(|id| is_labelable(document, *id)),
                None => document.descendants(*label).find(|id| is_labelable(document, *id)),
            };
            if let Some(control) = control {
                self.labels.push((control, *label));
            }
        }
        self.labels.sort_unstable();
        for owner in owners {
            let list = document.attribute(*owner, "aria-owns").unwrap_or_default();
            for wanted in list.split_ascii_whitespace() {
                if let Some(target) = self.by_id(document, wanted) {
                    self.claimed.push((target, *owner));
                }
            }
        }
        self.claimed.sort_unstable();
    }

    /// An area of an image map is where the image is that uses the map.
    fn place_areas(&mut self, document: &Document, areas: &[NodeId], images: &[NodeId]) {
        for area in areas {
            let map = document.ancestors(*area).find(|above| document.is(*above, "map"));
            let name = map.and_then(|map| document.attribute(map, "name")).unwrap_or_default();
            let image = images.iter().find(|image| {
                let used = document.attribute(**image, "usemap").unwrap_or_default();
                !name.is_empty() && used.strip_prefix('#') == Some(name)
            });
            let Some(image) = image else { continue };
            let Some(element) = document.element(*area) else {
                continue;
            };
            let mut facts = self.facts(*area);
            let seen = self.facts(*image).flags & (NO_BOX | INVISIBLE | UNSEEN);
            facts.flags = facts.flags & !(NO_BOX | INVISIBLE | UNSEEN) | seen;
            if seen & (NO_BOX | INVISIBLE) == 0 && !facts.has(INERT) {
                let focus = focus::of_markup(document, *area, element, false);
                facts.set(FOCUSABLE, focus != Focus::None);
                facts.set(SEQUENTIAL, focus == Focus::Sequential);
            }
            self.facts[area.index()] = facts;
        }
    }

    /// Whether style makes a block of an element; `None` where it says nothing.
    pub(super) fn is_block(&self, id: NodeId) -> Option<bool> {
        let facts = self.facts(id);
        (facts.has(BLOCK) || facts.has(INLINE)).then(|| facts.has(BLOCK))
    }

    pub(crate) fn facts(&self, id: NodeId) -> Facts {
        self.facts.get(id.index()).copied().unwrap_or_default()
    }

    pub(super) fn elements(&self) -> &[NodeId] {
        &self.elements
    }

    pub(super) fn with_aria(&self) -> &[NodeId] {
        &self.aria
    }

    /// The elements with an id, sorted by it and then by place.
    pub fn with_id(&self) -> &[NodeId] {
        &self.ids
    }

    pub(super) fn by_id(&self, document: &Document, wanted: &str) -> Option<NodeId> {
        let key = |id: &NodeId| document.attribute(*id, "id").unwrap_or_default();
        let at = self.ids.partition_point(|id| key(id) < wanted);
        self.ids.get(at).copied().filter(|id| key(id) == wanted)
    }

    /// The labels of a form control.
    pub fn labels(&self, control: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let at = self.labels.partition_point(|(known, _)| *known < control);
        self.labels[at..]
            .iter()
            .take_while(move |(known, _)| *known == control)
            .map(|(_, label)| *label)
    }

    /// The element that claims this one with `aria-owns`.
    pub fn claimed_by(&self, id: NodeId) -> Option<NodeId> {
        let at = self.claimed.partition_point(|(known, _)| *known < id);
        self.claimed
            .get(at)
            .filter(|(known, _)| *known == id)
            .map(|(_, owner)| *owner)
    }
}

fn in_disabled_fieldset(document: &Document, id: NodeId, parent: Facts) -> bool {
    let Some(above) = document.parent(id) else {
        return false;
    };
    if !document.is(above, "fieldset") || (document.attribute(above, "disabled").is_none() && !parent.has(DISABLED)) {
        return parent.has(DISABLED);
    }
    // The first legend of the disabled field set stays in use, unless one further up is disabled too.
    let first = document.children(above).find(|child| document.is(*child, "legend")) == Some(id);
    !first || parent.has(DISABLED)
}

/// The role in effect: that of the attribute, else the element's own; a presentational one gives way where the element
/// can be focused or has a global attribute, and passes down to the parts of a list or table.
fn role_in_effect(
    document: &Document,
    id: NodeId,
    element: &Element,
    facts: Facts,
    parent: Facts,
) -> Option<&'static Role> {
    let written = document.attribute(id, "role").and_then(roles::of_attribute);
    let own = implicit::role(document, id, element);
    let conflict = || {
        facts.focus() != Focus::None
            || element.attributes.iter().any(|(name, value)| {
                !value.trim().is_empty() && name.strip_prefix("aria-").is_some_and(attributes::ends_presentation)
            })
    };
    match written {
        Some(role) if role.is_none() && conflict() => own.filter(|own| !own.is_none()).or_else(|| shown(element)),
        Some(role) => Some(role),
        None => match own {
            Some(role) if role.is_none() && conflict() => shown(element),
            Some(role) if is_part(role) && parent.role.is_some_and(Role::is_none) => roles::find("none"),
            role => role,
        },
    }
}

/// The role of an element whose presentational role does not hold: an image is an image.
fn shown(element: &Element) -> Option<&'static Role> {
    roles::find(if &*element.name == "img" { "img" } else { "generic" })
}

/// Whether a role is a part of a list or table that has no meaning of its own without it.
fn is_part(role: &Role) -> bool {
    matches!(
        role.name,
        "listitem" | "row" | "rowgroup" | "cell" | "gridcell" | "columnheader" | "rowheader"
    )
}

/// Whether a label can be for it.
fn is_labelable(document: &Document, id: NodeId) -> bool {
    let Some(element) = document.element(id) else {
        return false;
    };
    element.namespace == Namespace::Html
        && match &*element.name {
            "button" | "meter" | "output" | "progress" | "select" | "textarea" => true,
            "input" => implicit::input_type(document, id) != "hidden",
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use crate::website::site::tests::site;

    /// The role in effect of the last element, `-` without one, and whether it is exposed.
    fn last(html: &str) -> (&'static str, bool) {
        let site = site(&[("index.html", html)]);
        let view = site.view(0).accessible();
        let (id, _) = view.elements().last().unwrap();
        (view.role(id).map_or("-", |role| role.name), view.is_exposed(id))
    }

    #[test]
    fn presentational_roles_give_way_where_the_element_matters() {
        assert_eq!(last("<img alt='' src=a>"), ("presentation", false));
        assert_eq!(last("<img alt='' tabindex=0>"), ("img", true));
        assert_eq!(last("<img role=none tabindex=0>"), ("img", true));
        assert_eq!(last("<img role=none aria-label=a>"), ("img", true));
        assert_eq!(last("<button role=none>"), ("button", true));
        assert_eq!(last("<button role=none disabled>"), ("none", false));
        assert_eq!(last("<h1 role=none aria-brailleroledescription=a>"), ("none", false));
        assert_eq!(last("<svg role=none aria-label=a>"), ("graphics-document", true));
    }

    #[test]
    fn a_presentational_list_or_table_takes_its_parts_along() {
        assert_eq!(last("<ul role=none><li>"), ("none", false));
        assert_eq!(last("<table role=presentation><tr><td>"), ("none", false));
        assert_eq!(last("<ul role=none><li role=listitem>"), ("listitem", true));
        assert_eq!(last("<table><tr><td>"), ("cell", true));
    }

    #[test]
    fn what_is_hidden_is_not_exposed() {
        for html in [
            "<p hidden><a href=x>",
            "<p style='display: none !important'><a href=x>",
            "<p style=visibility:hidden><a href=x>",
            "<p aria-hidden=true><a href=x>",
            "<body><noscript><iframe src=x>",
            "<dialog><a href=x>",
            "<video><p>",
            "<div role=img><span>",
            "<input type=hidden>",
            "<map name=a><area href=x>",
        ] {
            assert!(!last(html).1, "{html}");
        }
        for html in [
            "<p style=visibility:hidden><a style=visibility:visible href=x>",
            "<p aria-hidden=false><a href=x>",
            "<dialog open><a href=x>",
            "<p style='position:absolute;left:-9999px'><a href=x>",
            "<div role=img><a href=x>",
            "<img usemap=#a><map name=a><area href=x>",
        ] {
            assert!(last(html).1, "{html}");
        }
    }
}
