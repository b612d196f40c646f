//! What style does to an element, as far as assistive technology cares.

use crate::website::css::{Display, Known, Styles, Visibility};
use crate::website::tree::{Document, Element, Namespace, NodeId};

/// What style does to an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// `display: none`, of itself.
    pub(super) no_box: bool,
    /// Whether style makes a block of it, where it says.
    pub(super) block: Option<bool>,
    /// `visibility`, where it is said: whether it shows.
    pub(super) visibility: Option<bool>,
    /// Clipped away, transparent, or off the page, of itself.
    pub(super) unseen: bool,
    /// Whether the files cannot tell whether it is shown.
    pub(super) unsure: bool,
}

/// Elements that never have a box.
fn has_no_box(document: &Document, id: NodeId, element: &Element) -> bool {
    if element.namespace != Namespace::Html {
        return matches!(
            &*element.name,
            "title" | "desc" | "metadata" | "defs" | "style" | "script"
        );
    }
    match &*element.name {
        "area" | "base" | "basefont" | "col" | "colgroup" | "datalist" | "head" | "link" | "meta" | "noembed"
        | "noframes" | "noscript" | "param" | "rp" | "script" | "source" | "style" | "template" | "title" | "track" => {
            true
        }
        "dialog" => document.attribute(id, "open").is_none(),
        "input" => document
            .attribute(id, "type")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        // What these hold is shown only by browsers that cannot show the thing itself.
        _ => document.parent(id).is_some_and(|parent| {
            ["audio", "video", "iframe"]
                .iter()
                .any(|name| document.is(parent, name))
                || (document.is(parent, "object") && document.attribute(parent, "data").is_some())
        }),
    }
}

/// From the cascade. What is not known counts as shown, and is marked as not sure.
pub(super) fn of_style(document: &Document, id: NodeId, element: &Element, styles: &Styles) -> Look {
    let style = styles.of(document, id);
    let display = style.display.known();
    let block = display.map(|display| matches!(display, Display::Block | Display::FlexOrGrid | Display::Table));
    Look {
        no_box: display == Some(Display::None) || has_no_box(document, id, element),
        block: if &*element.name == "br" { None } else { block },
        visibility: style
            .visibility
            .known()
            .map(|visibility| visibility == Visibility::Visible),
        unseen: style.out_of_sight == Known::Known(true)
            || style.clipped == Known::Known(true)
            || style.opacity == Known::Known(0.0),
        unsure: display.is_none() || !style.visibility.is_known(),
    }
}

/// From the markup alone: the kind of element, `hidden`, and the style attribute.
pub(super) fn of_markup(document: &Document, id: NodeId, element: &Element) -> Look {
    let mut look = Look {
        no_box: has_no_box(document, id, element) || document.attribute(id, "hidden").is_some(),
        ..Look::default()
    };
    let Some(style) = document.attribute(id, "style") else {
        return look;
    };
    let mut absolute = false;
    let mut away = false;
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match property.trim().to_ascii_lowercase().as_str() {
            "display" => {
                look.no_box = value == "none";
                look.block = Some(!value.starts_with("inline") && value != "contents");
            }
            "visibility" => look.visibility = Some(value == "visible"),
            "opacity" => look.unseen |= value.parse() == Ok(0.0),
            "position" => absolute = matches!(value, "absolute" | "fixed"),
            "left" | "top" | "right" => away |= is_far(value),
            "margin-left" | "margin-top" | "text-indent" => look.unseen |= is_far(value),
            _ => {}
        }
    }
    look.unseen |= absolute && away;
    look
}

/// Whether a length takes an element off the page to the left or above: some hundred pixels or more.
fn is_far(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('-') else {
        return false;
    };
    let digits = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    let number: f64 = rest[..digits].parse().unwrap_or(0.0);
    let pixels = match &rest[digits..] {
        "px" => number,
        "em" | "rem" => number * 16.0,
        _ => 0.0,
    };
    pixels >= 900.0
}
