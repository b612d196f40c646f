//! Presentational attributes of old HTML: `bgcolor`, `<font color>`, `width`, and their like.
//!
//! HTML standard, §15 (rendering). They come before every rule of the author.

use std::sync::Arc;

use cssparser::Parser;

use super::color::{self, Written};
use super::property::{Property, Specified, pixels};
use super::value::{Length, Linear};
use crate::website::tree::{Document, Namespace, NodeId};

/// The values that attributes of an element give.
pub(super) fn of(document: &Document, id: NodeId) -> Vec<(Property, Specified)> {
    let mut hints = Vec::new();
    let Some(element) = document.element(id) else {
        return hints;
    };
    if element.namespace != Namespace::Html {
        return hints;
    }
    let name = &*element.name;
    for (attribute, value) in &element.attributes {
        match (&**attribute, name) {
            ("bgcolor", "body" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th") => {
                hints.push((Property::BackgroundColor, legacy_color(value)));
            }
            ("background", "body" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
                if !value.trim().is_empty() =>
            {
                hints.push((Property::BackgroundImage, Specified::Text(Arc::from(&**value))));
            }
            ("text", "body") | ("color", "font") => hints.push((Property::Color, legacy_color(value))),
            ("face", "font") => {
                if let Some(families) = super::property::parse("font-family", value) {
                    hints.extend(families);
                }
            }
            ("size", "font") => {
                let size = value.trim().parse::<i32>().ok().map(|size| {
                    let relative = value.trim_start().starts_with(['+', '-']);
                    (if relative { 3 + size } else { size }).clamp(1, 7)
                });
                if let Some(size) = size {
                    let px = [10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0][size as usize - 1];
                    hints.push((Property::FontSize, Specified::Length(pixels(px))));
                }
            }
            ("align", "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "tr")
                if value.eq_ignore_ascii_case("justify") =>
            {
                hints.push((Property::TextAlign, Specified::Keyword("justify")));
            }
            ("nowrap", "td" | "th") => hints.push((Property::WhiteSpace, Specified::Keyword("nowrap"))),
            ("width", "img" | "table" | "td" | "th" | "iframe" | "video" | "canvas" | "embed" | "object" | "col") => {
                hints.extend(dimension(value).map(|length| (Property::Width, length)));
            }
            ("height", "img" | "table" | "td" | "th" | "iframe" | "video" | "canvas" | "embed" | "object" | "tr") => {
                hints.extend(dimension(value).map(|length| (Property::Height, length)));
            }
            _ => {}
        }
    }
    // `<body link>` colours the links below it.
    if name == "a"
        && document.attribute(id, "href").is_some()
        && let Some(link) = document
            .ancestors(id)
            .find(|above| document.is(*above, "body"))
            .and_then(|body| document.attribute(body, "link"))
    {
        hints.push((Property::Color, legacy_color(link)));
    }
    hints
}

/// HTML's rules for parsing dimension values: a number, perhaps with `%`, whatever comes after.
fn dimension(value: &str) -> Option<Specified> {
    let value = value.trim_start();
    let digits = value
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(value.len());
    let number: f32 = value[..digits].parse().ok()?;
    Some(Specified::Length(if value[digits..].starts_with('%') {
        Length::Linear(Linear {
            percent: number / 100.0,
            ..Linear::default()
        })
    } else {
        pixels(number)
    }))
}

/// HTML's rules for parsing a legacy colour value, as far as anybody writes them: a name, or six digits with or without
/// a number sign; anything else becomes a colour that nobody meant, and is unknown here.
fn legacy_color(value: &str) -> Specified {
    let value = value.trim();
    let read = |text: &str| Parser::new(text).parse_entirely(color::color).ok();
    Specified::Color(
        read(value)
            .or_else(|| read(&format!("#{value}")))
            .unwrap_or(Written::Unknown),
    )
}
