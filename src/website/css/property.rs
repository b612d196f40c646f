//! The properties that criteria ask for: their names, and their values as they are written.
//!
//! A declaration whose value no browser would take is left out, so that an earlier one stays; a value that browsers take
//! and that is not followed here is [`Specified::Unknown`].

use std::sync::Arc;

use cssparser::{Parser, Token};

use super::color::{self, Written};
use super::shorthand;
use super::value::{self, Invalid, Length, invalid};

macro_rules! properties {
    ($($name:ident = $text:literal, $inherited:literal;)*) => {
        /// A longhand property.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the names are those of CSS")]
        #[repr(u8)]
        pub enum Property { $($name),* }

        impl Property {
            /// Every property.
            pub const ALL: &[Property] = &[$(Property::$name),*];

            /// Its name in CSS.
            pub fn name(self) -> &'static str {
                match self { $(Property::$name => $text),* }
            }

            /// Whether children take it over.
            pub fn is_inherited(self) -> bool {
                match self { $(Property::$name => $inherited),* }
            }

            /// The property of this name, in lower case.
            pub fn find(name: &str) -> Option<Property> {
                match name { $($text => Some(Property::$name),)* _ => None }
            }
        }
    };
}

properties! {
    AnimationDuration = "animation-duration", false;
    AnimationIterationCount = "animation-iteration-count", false;
    AnimationName = "animation-name", false;
    AspectRatio = "aspect-ratio", false;
    BackgroundClip = "background-clip", false;
    BackgroundColor = "background-color", false;
    BackgroundImage = "background-image", false;
    BorderBottomColor = "border-bottom-color", false;
    BorderBottomStyle = "border-bottom-style", false;
    BorderBottomWidth = "border-bottom-width", false;
    Bottom = "bottom", false;
    BoxShadow = "box-shadow", false;
    Clip = "clip", false;
    ClipPath = "clip-path", false;
    Color = "color", true;
    Content = "content", false;
    Display = "display", false;
    Filter = "filter", false;
    Float = "float", false;
    FontFamily = "font-family", true;
    FontSize = "font-size", true;
    FontStyle = "font-style", true;
    FontWeight = "font-weight", true;
    Height = "height", false;
    Left = "left", false;
    LetterSpacing = "letter-spacing", true;
    LineHeight = "line-height", true;
    MarginLeft = "margin-left", false;
    MaxHeight = "max-height", false;
    MaxWidth = "max-width", false;
    MinWidth = "min-width", false;
    MixBlendMode = "mix-blend-mode", false;
    ObjectFit = "object-fit", false;
    Opacity = "opacity", false;
    OutlineStyle = "outline-style", false;
    OutlineWidth = "outline-width", false;
    OverflowX = "overflow-x", false;
    OverflowY = "overflow-y", false;
    Position = "position", false;
    Right = "right", false;
    Rotate = "rotate", false;
    TextAlign = "text-align", true;
    TextDecorationLine = "text-decoration-line", false;
    TextFillColor = "-webkit-text-fill-color", true;
    TextIndent = "text-indent", true;
    TextShadow = "text-shadow", true;
    TextTransform = "text-transform", true;
    Top = "top", false;
    Transform = "transform", false;
    TransitionDuration = "transition-duration", false;
    Visibility = "visibility", true;
    WhiteSpace = "white-space", true;
    Width = "width", false;
    WordSpacing = "word-spacing", true;
    ZIndex = "z-index", false;
}

/// How many properties there are.
pub(super) const COUNT: usize = Property::ALL.len();

/// A family of `font-family`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// By name, quotes taken off, white space collapsed.
    Named(Box<str>),
    /// A generic one: `serif`, `system-ui`.
    Generic(&'static str),
}

/// The generic families of CSS Fonts 4, and Apple's own.
pub(super) const GENERIC: [&str; 14] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
    "math",
    "emoji",
    "fangsong",
    "-apple-system",
];

/// A value as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Specified {
    Inherit,
    Initial,
    Unset,
    /// Back to what the browser would do by itself.
    Revert,
    /// Valid, and not followed.
    Unknown,
    Keyword(&'static str),
    Number(f32),
    Length(Length),
    Color(Written),
    Families(Arc<[Family]>),
    /// As written, for values that are only looked at by some.
    Text(Arc<str>),
    /// With `var()`, to be read once custom properties are known.
    Pending(Arc<Pending>),
}

/// A declaration with `var()`.
#[derive(Debug, PartialEq)]
pub(super) struct Pending {
    /// Name of the property or shorthand, in lower case.
    pub(super) name: Box<str>,
    /// Its value.
    pub(super) text: Box<str>,
}

/// Values that any property takes.
pub(super) fn wide(text: &str) -> Option<Specified> {
    if text.len() > 12 {
        return None;
    }
    Some(match text.to_ascii_lowercase().as_str() {
        "inherit" => Specified::Inherit,
        "initial" => Specified::Initial,
        "unset" => Specified::Unset,
        "revert" => Specified::Revert,
        "revert-layer" => Specified::Unknown,
        _ => return None,
    })
}

/// Reads the value of a property or shorthand; `None` when no browser would take it. Gives each longhand with its value.
/// `name` in lower case, `text` without `!important`.
pub(super) fn parse(name: &str, text: &str) -> Option<Vec<(Property, Specified)>> {
    let longhands = longhands(name)?;
    let text = text.trim();
    if let Some(value) = wide(text) {
        return Some(longhands.iter().map(|property| (*property, value.clone())).collect());
    }
    if has_var(text) {
        let pending = Arc::new(Pending {
            name: name.into(),
            text: text.into(),
        });
        return Some(
            longhands
                .iter()
                .map(|property| (*property, Specified::Pending(Arc::clone(&pending))))
                .collect(),
        );
    }
    let mut input = Parser::new(text);
    let parsed = match Property::find(aliased(name)) {
        Some(property) => input
            .parse_entirely(|input| longhand(property, input))
            .map(|value| vec![(property, value)]),
        None => input.parse_entirely(|input| shorthand::parse(name, input)),
    };
    match parsed {
        Ok(values) => Some(values),
        // A function of a kind that came after this list of properties: valid for some, and not followed.
        Err(_) if has_unfollowed(text) => Some(
            longhands
                .iter()
                .map(|property| (*property, Specified::Unknown))
                .collect(),
        ),
        Err(_) => None,
    }
}

/// Whether the value has to wait for custom properties.
pub(super) fn has_var(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|window| window.eq_ignore_ascii_case(b"var("))
}

fn has_unfollowed(text: &str) -> bool {
    ["env(", "attr(", "if(", "toggle(", "-webkit-gradient("]
        .iter()
        .any(|function| {
            text.as_bytes()
                .windows(function.len())
                .any(|window| window.eq_ignore_ascii_case(function.as_bytes()))
        })
}

/// The name that a prefixed or old one stands for.
fn aliased(name: &str) -> &str {
    match name {
        "-webkit-transform" => "transform",
        "-webkit-animation-duration" => "animation-duration",
        "-webkit-animation-name" => "animation-name",
        "-webkit-animation-iteration-count" => "animation-iteration-count",
        "-webkit-transition-duration" => "transition-duration",
        "-webkit-background-clip" => "background-clip",
        "-webkit-filter" => "filter",
        "-webkit-opacity" => "opacity",
        "-webkit-box-shadow" => "box-shadow",
        "-webkit-clip-path" => "clip-path",
        "-webkit-text-decoration-line" => "text-decoration-line",
        _ => name,
    }
}

/// The longhands that a name sets, those of a shorthand included; `None` for properties that no criterion asks for.
pub(super) fn longhands(name: &str) -> Option<&'static [Property]> {
    if let Some(longhands) = shorthand::longhands(name) {
        return Some(longhands);
    }
    let property = Property::find(aliased(name))?;
    Property::ALL.get(property as usize..=property as usize)
}

fn keyword(input: &mut Parser<'_>, words: &'static [&'static str]) -> Result<&'static str, Invalid> {
    let ident = input.expect_ident()?;
    words
        .iter()
        .find(|word| word.eq_ignore_ascii_case(ident))
        .copied()
        .ok_or_else(invalid)
}

pub(super) fn keyword_value(input: &mut Parser<'_>, words: &'static [&'static str]) -> Result<Specified, Invalid> {
    keyword(input, words).map(Specified::Keyword)
}

/// Everything that is left, as written.
fn rest(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let start = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(start).trim();
    if text.is_empty() {
        return Err(invalid());
    }
    Ok(Specified::Text(text.into()))
}

fn extent(input: &mut Parser<'_>, words: &'static [&'static str]) -> Result<Specified, Invalid> {
    if let Ok(word) = input.try_parse(|input| keyword(input, words)) {
        return Ok(Specified::Keyword(word));
    }
    if let Ok(value) = input.try_parse(|input| {
        input.expect_function_matching("fit-content")?;
        input.parse_nested_block(|input| value::length(input))
    }) {
        let _ = value;
        return Ok(Specified::Unknown);
    }
    value::length(input).map(Specified::Length)
}

/// Sizes of the keywords of `font-size` in pixels (CSS Fonts 4, with `medium` = 16).
pub(super) const SIZES: [(&str, f32); 8] = [
    ("xx-small", 9.0),
    ("x-small", 10.0),
    ("small", 13.0),
    ("medium", 16.0),
    ("large", 18.0),
    ("x-large", 24.0),
    ("xx-large", 32.0),
    ("xxx-large", 48.0),
];

pub(super) const BORDER_STYLES: &[&str] = &[
    "none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset", "auto",
];
const DISPLAYS: &[&str] = &[
    "none",
    "contents",
    "block",
    "inline",
    "inline-block",
    "list-item",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "flow-root",
    "table",
    "inline-table",
    "table-row",
    "table-row-group",
    "table-header-group",
    "table-footer-group",
    "table-cell",
    "table-column",
    "table-column-group",
    "table-caption",
    "ruby",
    "ruby-text",
    "ruby-base",
    "run-in",
    "math",
    "-webkit-box",
    "-webkit-inline-box",
    "-webkit-flex",
    "-webkit-inline-flex",
    "-ms-flexbox",
    "-ms-grid",
];
pub(super) const DECORATIONS: &[&str] = &[
    "none",
    "underline",
    "overline",
    "line-through",
    "blink",
    "spelling-error",
    "grammar-error",
];
const SIZE_WORDS: &[&str] = &[
    "auto",
    "none",
    "min-content",
    "max-content",
    "fit-content",
    "stretch",
    "-webkit-fill-available",
    "-moz-available",
    "-webkit-fit-content",
    "-moz-fit-content",
];

/// Reads one longhand.
pub(super) fn longhand(property: Property, input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    use Property as P;
    match property {
        P::Color | P::BackgroundColor | P::BorderBottomColor | P::TextFillColor => {
            color::color(input).map(Specified::Color)
        }
        P::Display => {
            let first = keyword_value(input, DISPLAYS)?;
            // Two words, such as `block flex`: both are shown, how does not matter here.
            while input.try_parse(|input| keyword(input, DISPLAYS)).is_ok() {}
            Ok(first)
        }
        P::Visibility => keyword_value(input, &["visible", "hidden", "collapse"]),
        P::Opacity => opacity(input),
        P::BackgroundImage => background_image(input),
        P::BackgroundClip => {
            let start = input.position();
            while input.next().is_ok() {}
            let text = input.slice_from(start).to_ascii_lowercase();
            let clips = text.split(',').any(|part| part.trim() == "text");
            Ok(Specified::Keyword(if clips { "text" } else { "border-box" }))
        }
        P::BorderBottomStyle | P::OutlineStyle => keyword_value(input, BORDER_STYLES),
        P::BorderBottomWidth | P::OutlineWidth => border_width(input),
        P::FontSize => font_size(input),
        P::FontWeight => font_weight(input),
        P::FontStyle => {
            let word = keyword_value(input, &["normal", "italic", "oblique"])?;
            let _ = input.try_parse(value::angle);
            Ok(word)
        }
        P::FontFamily => families(input),
        P::LineHeight => line_height(input),
        P::LetterSpacing | P::WordSpacing => extent(input, &["normal"]),
        P::TextIndent => {
            let value = value::length(input)?;
            while input
                .try_parse(|input| keyword(input, &["hanging", "each-line"]))
                .is_ok()
            {}
            Ok(Specified::Length(value))
        }
        P::TextDecorationLine => decoration(input),
        P::TextTransform => keyword_value(
            input,
            &[
                "none",
                "uppercase",
                "lowercase",
                "capitalize",
                "full-width",
                "full-size-kana",
                "math-auto",
            ],
        ),
        P::TextAlign => keyword_value(
            input,
            &[
                "left",
                "right",
                "center",
                "justify",
                "start",
                "end",
                "match-parent",
                "justify-all",
                "-webkit-center",
                "-webkit-left",
                "-webkit-right",
                "-moz-center",
            ],
        ),
        P::WhiteSpace => {
            let words: &[&str] = &[
                "normal",
                "nowrap",
                "pre",
                "pre-wrap",
                "pre-line",
                "break-spaces",
                "collapse",
                "preserve",
                "wrap",
                "balance",
                "pretty",
                "stable",
            ];
            let first = keyword_value(input, words)?;
            match input.try_parse(|input| keyword_value(input, words)) {
                Ok(second) if second == Specified::Keyword("nowrap") => Ok(second),
                _ => Ok(first),
            }
        }
        P::Position => keyword_value(
            input,
            &["static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"],
        ),
        P::Float => keyword_value(input, &["none", "left", "right", "inline-start", "inline-end"]),
        P::ObjectFit => keyword_value(input, &["fill", "contain", "cover", "none", "scale-down"]),
        P::MixBlendMode => {
            let word = input.expect_ident()?;
            let normal = word.eq_ignore_ascii_case("normal");
            Ok(Specified::Keyword(if normal { "normal" } else { "other" }))
        }
        P::OverflowX | P::OverflowY => keyword_value(
            input,
            &[
                "visible",
                "hidden",
                "clip",
                "scroll",
                "auto",
                "overlay",
                "-moz-hidden-unscrollable",
            ],
        ),
        P::Left | P::Right | P::Top | P::Bottom | P::MarginLeft => extent(input, &["auto"]),
        P::Width | P::Height | P::MinWidth | P::MaxWidth | P::MaxHeight => extent(input, SIZE_WORDS),
        P::AspectRatio => aspect_ratio(input),
        P::ZIndex => {
            if input.try_parse(|input| input.expect_ident_matching("auto")).is_ok() {
                return Ok(Specified::Keyword("auto"));
            }
            Ok(value::number(input)?.map_or(Specified::Unknown, Specified::Number))
        }
        P::AnimationDuration | P::TransitionDuration => longest(input, value::time),
        P::AnimationIterationCount => longest(input, |input| {
            match input.try_parse(|input| input.expect_ident_matching("infinite")) {
                Ok(()) => Ok(f32::INFINITY),
                Err(_) => Ok(input.expect_number()?),
            }
        }),
        P::Rotate => rotate(input),
        P::AnimationName
        | P::BoxShadow
        | P::Clip
        | P::ClipPath
        | P::Content
        | P::Filter
        | P::TextShadow
        | P::Transform => rest(input),
    }
}

/// The largest of a list.
fn longest(
    input: &mut Parser<'_>,
    mut one: impl FnMut(&mut Parser<'_>) -> Result<f32, Invalid>,
) -> Result<Specified, Invalid> {
    let values = input.parse_comma_separated(|input| one(input))?;
    Ok(Specified::Number(values.into_iter().fold(0.0, f32::max)))
}

fn rotate(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    if input.try_parse(|input| input.expect_ident_matching("none")).is_ok() {
        return Ok(Specified::Number(0.0));
    }
    let before = input.try_parse(|input| keyword(input, &["x", "y", "z"]));
    if let Ok(angle) = input.try_parse(value::angle) {
        let after = input.try_parse(|input| keyword(input, &["x", "y", "z"]));
        let flat = before.or(after).unwrap_or("z") == "z";
        return Ok(if flat {
            Specified::Number(angle)
        } else {
            Specified::Unknown
        });
    }
    // Round an axis in space, such as `0 0 1 90deg`.
    for _ in 0..3 {
        input.expect_number()?;
    }
    value::angle(input)?;
    Ok(Specified::Unknown)
}

fn opacity(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let start = input.state();
    if let Ok(percent) = input.try_parse(Parser::expect_percentage) {
        return Ok(Specified::Number(percent.clamp(0.0, 1.0)));
    }
    input.reset(&start);
    Ok(match value::number(input)? {
        Some(number) => Specified::Number(number.clamp(0.0, 1.0)),
        None => Specified::Unknown,
    })
}

/// Whether a function paints an image.
pub(super) fn paints(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("gradient")
        || matches!(
            name.as_str(),
            "url"
                | "image"
                | "image-set"
                | "-webkit-image-set"
                | "cross-fade"
                | "element"
                | "-webkit-gradient"
                | "paint"
                | "src"
        )
}

fn background_image(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let start = input.position();
    let mut painted = false;
    input.parse_comma_separated(|input| match input.next()?.clone() {
        Token::Ident(word) if word.eq_ignore_ascii_case("none") => Ok(()),
        Token::UnquotedUrl(_) => {
            painted = true;
            Ok(())
        }
        Token::Function(name) if paints(&name) => {
            painted = true;
            Ok(())
        }
        _ => Err(invalid()),
    })?;
    Ok(if painted {
        Specified::Text(input.slice_from(start).trim().into())
    } else {
        Specified::Keyword("none")
    })
}

pub(super) fn border_width(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    if let Ok(word) = input.try_parse(|input| keyword(input, &["thin", "medium", "thick"])) {
        let px = match word {
            "thin" => 1.0,
            "medium" => 3.0,
            _ => 5.0,
        };
        return Ok(Specified::Length(pixels(px)));
    }
    value::length(input).map(Specified::Length)
}

pub(super) fn pixels(px: f32) -> Length {
    Length::Linear(value::Linear {
        px,
        ..value::Linear::default()
    })
}

pub(super) fn font_size(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    if let Ok(word) = input.try_parse(|input| {
        keyword(
            input,
            &[
                "xx-small",
                "x-small",
                "small",
                "medium",
                "large",
                "x-large",
                "xx-large",
                "xxx-large",
                "smaller",
                "larger",
                "math",
            ],
        )
    }) {
        return Ok(Specified::Keyword(word));
    }
    value::length(input).map(Specified::Length)
}

pub(super) fn font_weight(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    if let Ok(word) = input.try_parse(|input| keyword(input, &["normal", "bold", "bolder", "lighter"])) {
        return Ok(match word {
            "normal" => Specified::Number(400.0),
            "bold" => Specified::Number(700.0),
            _ => Specified::Keyword(word),
        });
    }
    match value::number(input)? {
        Some(number) if (1.0..=1000.0).contains(&number) => Ok(Specified::Number(number)),
        Some(_) => Err(invalid()),
        None => Ok(Specified::Unknown),
    }
}

pub(super) fn line_height(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    if input.try_parse(|input| input.expect_ident_matching("normal")).is_ok() {
        return Ok(Specified::Keyword("normal"));
    }
    let start = input.state();
    if let Ok(number) = input.try_parse(value::number) {
        return Ok(number.map_or(Specified::Unknown, Specified::Number));
    }
    input.reset(&start);
    value::length(input).map(Specified::Length)
}

pub(super) fn decoration(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let mut found: Option<&'static str> = None;
    let mut count = 0;
    while let Ok(word) = input.try_parse(|input| keyword(input, DECORATIONS)) {
        count += 1;
        // Of several lines, the one under the text is what matters.
        if found.is_none() || word == "underline" {
            found = Some(word);
        }
    }
    match found {
        Some("none") if count > 1 => Err(invalid()),
        Some(word) => Ok(Specified::Keyword(word)),
        None => Err(invalid()),
    }
}

pub(super) fn families(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let families = input.parse_comma_separated(|input| -> Result<Family, Invalid> {
        if let Ok(text) = input.try_parse(Parser::expect_string_cloned) {
            return Ok(Family::Named((&*text).into()));
        }
        let mut name = String::new();
        while let Ok(ident) = input.try_parse(Parser::expect_ident_cloned) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&ident);
        }
        // `generic(kai)` and its like.
        if name.is_empty() && input.try_parse(|input| input.expect_function().map(|_| ())).is_ok() {
            return Ok(Family::Generic("serif"));
        }
        if name.is_empty() {
            return Err(invalid());
        }
        // Chrome on the Mac spells it so.
        if name.eq_ignore_ascii_case("BlinkMacSystemFont") {
            return Ok(Family::Generic("system-ui"));
        }
        Ok(GENERIC
            .iter()
            .find(|generic| generic.eq_ignore_ascii_case(&name))
            .map_or_else(
                || Family::Named(name.as_str().into()),
                |generic| Family::Generic(generic),
            ))
    })?;
    Ok(Specified::Families(families.into()))
}

fn aspect_ratio(input: &mut Parser<'_>) -> Result<Specified, Invalid> {
    let mut auto = input.try_parse(|input| input.expect_ident_matching("auto")).is_ok();
    let ratio = input.try_parse(|input| -> Result<Option<f32>, Invalid> {
        let width = value::number(input)?;
        let height = match input.try_parse(|input| input.expect_delim('/')) {
            Ok(()) => value::number(input)?,
            Err(_) => Some(1.0),
        };
        Ok(width.zip(height).map(|(width, height)| width / height))
    });
    auto |= input.try_parse(|input| input.expect_ident_matching("auto")).is_ok();
    match ratio {
        Ok(Some(ratio)) if ratio > 0.0 && ratio.is_finite() => Ok(Specified::Number(ratio)),
        Ok(_) => Ok(Specified::Unknown),
        Err(_) if auto => Ok(Specified::Keyword("auto")),
        Err(error) => Err(error),
    }
}
