//! How the keyboard gets to an element, by the HTML standard's rules of focus.

use super::implicit::input_type;
use crate::website::tree::{Document, Element, Namespace, NodeId};

/// How the keyboard gets to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Not at all.
    None,
    /// Only by a script or a click: a negative `tabindex`.
    Scripted,
    /// With the tab key.
    Sequential,
}

/// What the markup alone says, of an element that is shown and not inert. `disabled` is whether a field set above is.
pub(super) fn of_markup(document: &Document, id: NodeId, element: &Element, disabled: bool) -> Focus {
    let attribute = |name: &str| document.attribute(id, name);
    if is_disabled(document, id, disabled) {
        return Focus::None;
    }
    let index = attribute("tabindex").and_then(integer);
    match index {
        Some(index) if index < 0 => return Focus::Scripted,
        Some(_) => return Focus::Sequential,
        None => {}
    }
    let by_itself = match element.namespace {
        Namespace::Svg => &*element.name == "a" && (attribute("href").or(attribute("xlink:href"))).is_some(),
        Namespace::MathMl => false,
        Namespace::Html => match &*element.name {
            "a" | "area" => attribute("href").is_some(),
            "button" | "select" | "textarea" => true,
            "input" => input_type(document, id) != "hidden",
            "audio" | "video" => attribute("controls").is_some(),
            "summary" => is_summary(document, id),
            _ => false,
        },
    };
    let editable = attribute("contenteditable").is_some_and(|value| {
        value.is_empty()
            || ["true", "plaintext-only"]
                .iter()
                .any(|on| value.eq_ignore_ascii_case(on))
    });
    if by_itself || editable {
        Focus::Sequential
    } else {
        Focus::None
    }
}

/// Whether a form control is disabled: it can be, and says so, or a field set above does.
pub(super) fn is_disabled(document: &Document, id: NodeId, in_disabled_fieldset: bool) -> bool {
    let control = [
        "button", "fieldset", "input", "optgroup", "option", "select", "textarea",
    ]
    .iter()
    .any(|name| document.is(id, name));
    control && (document.attribute(id, "disabled").is_some() || in_disabled_fieldset)
}

/// Whether a `<summary>` opens and closes its `<details>`: the first one among its children.
pub fn is_summary(document: &Document, id: NodeId) -> bool {
    document.parent(id).is_some_and(|parent| {
        document.is(parent, "details")
            && document.children(parent).find(|child| document.is(*child, "summary")) == Some(id)
    })
}

/// A whole number by the HTML standard's rules: white space before it, anything after it.
pub fn integer(value: &str) -> Option<i64> {
    let value = value.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, value.strip_prefix('+').unwrap_or(value)),
    };
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..end].parse::<i64>().ok().map(|number| sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn focus(html: &str) -> Focus {
        let site = site(&[("index.html", html)]);
        let view = site.view(0).accessible();
        let last = view.elements().last().unwrap().0;
        view.focus(last)
    }

    #[test]
    fn focus_follows_the_standard() {
        for html in [
            "<a href=x>",
            "<input>",
            "<input aria-disabled=true>",
            "<p tabindex=0>",
            "<p tabindex=' 3x'>",
            "<details><summary>",
            "<video controls>",
            "<p contenteditable>",
            "<fieldset disabled><legend><input>",
            "<svg><a href=x>",
        ] {
            assert_eq!(focus(html), Focus::Sequential, "{html}");
        }
        for html in [
            "<a>",
            "<input disabled>",
            "<input type=hidden>",
            "<p tabindex=x>",
            "<div><summary>",
            "<div inert><input>",
            "<fieldset disabled><input>",
            "<a href=x style='display:none'>",
            "<div style='visibility:hidden'><a href=x>",
            "<details><summary></summary><summary>",
            "<fieldset disabled><p><legend><input>",
        ] {
            assert_eq!(focus(html), Focus::None, "{html}");
        }
        assert_eq!(focus("<button tabindex=-1>"), Focus::Scripted);
    }
}
