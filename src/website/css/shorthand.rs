//! Shorthand properties: which longhands they set, and to what.

use cssparser::{Parser, Token};

use super::color::{self, Written};
use super::property::{self, Property, Specified};
use super::value::{self, Invalid, Length, invalid};

type Values = Vec<(Property, Specified)>;

/// The longhands of a shorthand; `None` for what is none, or sets nothing that a criterion asks for.
pub(super) fn longhands(name: &str) -> Option<&'static [Property]> {
    use Property as P;
    Some(match name {
        "all" => Property::ALL,
        "animation" | "-webkit-animation" => &[P::AnimationName, P::AnimationDuration, P::AnimationIterationCount],
        "background" => &[P::BackgroundColor, P::BackgroundImage, P::BackgroundClip],
        "border" | "border-bottom" | "border-block" | "border-block-end" => {
            &[P::BorderBottomWidth, P::BorderBottomStyle, P::BorderBottomColor]
        }
        "border-color" => &[P::BorderBottomColor],
        "border-style" => &[P::BorderBottomStyle],
        "border-width" => &[P::BorderBottomWidth],
        "font" => &[P::FontStyle, P::FontWeight, P::FontSize, P::LineHeight, P::FontFamily],
        "inset" => &[P::Top, P::Right, P::Bottom, P::Left],
        "margin" => &[P::MarginLeft],
        "outline" => &[P::OutlineStyle, P::OutlineWidth],
        "overflow" => &[P::OverflowX, P::OverflowY],
        "text-decoration" | "-webkit-text-decoration" => &[P::TextDecorationLine],
        "transition" | "-webkit-transition" => &[P::TransitionDuration],
        _ => return None,
    })
}

/// Reads a shorthand; longhands that it does not name get their initial values.
pub(super) fn parse(name: &str, input: &mut Parser<'_>) -> Result<Values, Invalid> {
    use Property as P;
    match name {
        "animation" | "-webkit-animation" => animation(input),
        "background" => background(input),
        "border" | "border-bottom" | "border-block" | "border-block-end" => border(input),
        "border-color" => sides(input, |input| color::color(input).map(Specified::Color))
            .map(|[_, _, bottom, _]| vec![(P::BorderBottomColor, bottom)]),
        "border-style" => sides(input, |input| property::keyword_value(input, property::BORDER_STYLES))
            .map(|[_, _, bottom, _]| vec![(P::BorderBottomStyle, bottom)]),
        "border-width" => {
            sides(input, property::border_width).map(|[_, _, bottom, _]| vec![(P::BorderBottomWidth, bottom)])
        }
        "font" => font(input),
        "inset" => sides(input, |input| property::longhand(P::Top, input)).map(|[top, right, bottom, left]| {
            vec![(P::Top, top), (P::Right, right), (P::Bottom, bottom), (P::Left, left)]
        }),
        "margin" => sides(input, |input| property::longhand(P::MarginLeft, input))
            .map(|[_, _, _, left]| vec![(P::MarginLeft, left)]),
        "outline" => outline(input),
        "overflow" => {
            let first = property::longhand(P::OverflowX, input)?;
            let second = input.try_parse(|input| property::longhand(P::OverflowY, input));
            let second = second.unwrap_or_else(|_| first.clone());
            Ok(vec![(P::OverflowX, first), (P::OverflowY, second)])
        }
        "text-decoration" | "-webkit-text-decoration" => text_decoration(input),
        "transition" | "-webkit-transition" => {
            let mut most: f32 = 0.0;
            times_of_lists(input, |seconds, _| most = most.max(seconds))?;
            Ok(vec![(P::TransitionDuration, Specified::Number(most))])
        }
        // `all` takes the words that every property takes, and those were read before.
        _ => Err(invalid()),
    }
}

/// One to four values: top, right, bottom, left.
fn sides(
    input: &mut Parser<'_>,
    mut one: impl FnMut(&mut Parser<'_>) -> Result<Specified, Invalid>,
) -> Result<[Specified; 4], Invalid> {
    let top = one(input)?;
    let right = input.try_parse(&mut one).unwrap_or_else(|_| top.clone());
    let bottom = input.try_parse(&mut one).unwrap_or_else(|_| top.clone());
    let left = input.try_parse(&mut one).unwrap_or_else(|_| right.clone());
    Ok([top, right, bottom, left])
}

/// The durations of a list of animations or transitions: the first time in each. Gives the time and the other tokens.
fn times_of_lists(input: &mut Parser<'_>, mut each: impl FnMut(f32, &[Token<'_>])) -> Result<(), Invalid> {
    input.parse_comma_separated(|input| {
        let mut seconds = None;
        let mut others = Vec::new();
        while !input.is_exhausted() {
            match input.try_parse(value::time) {
                Ok(time) => seconds = seconds.or(Some(time)),
                Err(_) => others.push(input.next()?.clone()),
            }
        }
        each(seconds.unwrap_or(0.0), &others);
        Ok(())
    })?;
    Ok(())
}

fn animation(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    const WORDS: [&str; 17] = [
        "infinite",
        "ease",
        "linear",
        "ease-in",
        "ease-out",
        "ease-in-out",
        "step-start",
        "step-end",
        "normal",
        "reverse",
        "alternate",
        "alternate-reverse",
        "forwards",
        "backwards",
        "both",
        "running",
        "paused",
    ];
    let (mut most, mut count, mut name) = (0.0_f32, 1.0_f32, None);
    times_of_lists(input, |seconds, others| {
        most = most.max(seconds);
        for token in others {
            match token {
                Token::Ident(word) if word.eq_ignore_ascii_case("infinite") => count = f32::INFINITY,
                Token::Number { value, .. } => count = count.max(*value),
                Token::Ident(word) if WORDS.iter().all(|known| !known.eq_ignore_ascii_case(word)) => {
                    name = Some(word.to_string());
                }
                Token::QuotedString(text) => name = Some(text.to_string()),
                _ => {}
            }
        }
    })?;
    Ok(vec![
        (
            Property::AnimationName,
            Specified::Text(name.as_deref().unwrap_or("none").into()),
        ),
        (Property::AnimationDuration, Specified::Number(most)),
        (Property::AnimationIterationCount, Specified::Number(count)),
    ])
}

fn background(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    let start = input.position();
    let mut base = Written::Rgba(color::Rgba::TRANSPARENT);
    let (mut painted, mut clipped) = (false, false);
    input.parse_comma_separated(|input| -> Result<(), Invalid> {
        let mut any = false;
        while !input.is_exhausted() {
            any = true;
            if let Ok(written) = input.try_parse(color::color) {
                base = written;
                continue;
            }
            let token = input.next()?.clone();
            match &token {
                Token::UnquotedUrl(_) => painted = true,
                Token::Function(name) if property::paints(name) => painted = true,
                Token::Function(name) if color::is_unfollowed(name) => base = Written::Unknown,
                Token::Function(name)
                    if ["calc", "min", "max", "clamp"]
                        .iter()
                        .any(|known| known.eq_ignore_ascii_case(name)) => {}
                Token::Ident(word) if word.eq_ignore_ascii_case("text") => clipped = true,
                Token::Ident(word) if is_background_word(word) => {}
                Token::Dimension { .. } | Token::Percentage { .. } | Token::Number { .. } | Token::Delim('/') => {}
                _ => return Err(invalid()),
            }
        }
        if any { Ok(()) } else { Err(invalid()) }
    })?;
    let image = if painted {
        Specified::Text(input.slice_from(start).trim().into())
    } else {
        Specified::Keyword("none")
    };
    Ok(vec![
        (Property::BackgroundColor, Specified::Color(base)),
        (Property::BackgroundImage, image),
        (
            Property::BackgroundClip,
            Specified::Keyword(if clipped { "text" } else { "border-box" }),
        ),
    ])
}

fn is_background_word(word: &str) -> bool {
    [
        "none",
        "repeat",
        "repeat-x",
        "repeat-y",
        "no-repeat",
        "space",
        "round",
        "scroll",
        "fixed",
        "local",
        "left",
        "right",
        "top",
        "bottom",
        "center",
        "cover",
        "contain",
        "auto",
        "border-box",
        "padding-box",
        "content-box",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(word))
}

fn border(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    let (mut width, mut style, mut color) = (None, None, None);
    while !input.is_exhausted() {
        if width.is_none()
            && let Ok(value) = input.try_parse(property::border_width)
        {
            width = Some(value);
        } else if style.is_none()
            && let Ok(value) = input.try_parse(|input| property::keyword_value(input, property::BORDER_STYLES))
        {
            style = Some(value);
        } else if color.is_none() {
            color = Some(Specified::Color(color::color(input)?));
        } else {
            return Err(invalid());
        }
    }
    if width.is_none() && style.is_none() && color.is_none() {
        return Err(invalid());
    }
    Ok(vec![
        (
            Property::BorderBottomWidth,
            width.unwrap_or_else(|| Specified::Length(property::pixels(3.0))),
        ),
        (Property::BorderBottomStyle, style.unwrap_or(Specified::Keyword("none"))),
        (
            Property::BorderBottomColor,
            color.unwrap_or(Specified::Color(Written::Current)),
        ),
    ])
}

fn outline(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    let (mut width, mut style) = (None, None);
    let mut any = false;
    while !input.is_exhausted() {
        any = true;
        if let Ok(value) = input.try_parse(property::border_width) {
            width = Some(value);
        } else if let Ok(value) = input.try_parse(|input| property::keyword_value(input, property::BORDER_STYLES)) {
            style = Some(value);
        } else if input.try_parse(|input| input.expect_ident_matching("invert")).is_err() {
            color::color(input)?;
        }
    }
    if !any {
        return Err(invalid());
    }
    Ok(vec![
        (Property::OutlineStyle, style.unwrap_or(Specified::Keyword("none"))),
        (
            Property::OutlineWidth,
            width.unwrap_or_else(|| Specified::Length(property::pixels(3.0))),
        ),
    ])
}

fn text_decoration(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    let mut line = Specified::Keyword("none");
    let mut any = false;
    while !input.is_exhausted() {
        any = true;
        if let Ok(value) = input.try_parse(property::decoration) {
            line = value;
        } else if input
            .try_parse(|input| {
                property::keyword_value(
                    input,
                    &[
                        "solid",
                        "double",
                        "dotted",
                        "dashed",
                        "wavy",
                        "auto",
                        "from-font",
                        "skip-ink",
                    ],
                )
            })
            .is_err()
            && input.try_parse(color::color).is_err()
        {
            value::length(input)?;
        }
    }
    if any {
        Ok(vec![(Property::TextDecorationLine, line)])
    } else {
        Err(invalid())
    }
}

fn font(input: &mut Parser<'_>) -> Result<Values, Invalid> {
    use Property as P;
    const SYSTEM: &[&str] = &["caption", "icon", "menu", "message-box", "small-caption", "status-bar"];
    if input.try_parse(|input| property::keyword_value(input, SYSTEM)).is_ok() {
        return Ok(longhands("font")
            .unwrap_or_default()
            .iter()
            .map(|property| (*property, Specified::Unknown))
            .collect());
    }
    let (mut style, mut weight) = (Specified::Keyword("normal"), Specified::Number(400.0));
    let size = loop {
        if let Ok(size) = input.try_parse(property::font_size) {
            break size;
        }
        if let Ok(value) = input.try_parse(|input| property::longhand(P::FontStyle, input)) {
            if value != Specified::Keyword("normal") {
                style = value;
            }
        } else if let Ok(value) = input.try_parse(property::font_weight) {
            weight = value;
        } else {
            property::keyword_value(
                input,
                &[
                    "normal",
                    "small-caps",
                    "condensed",
                    "expanded",
                    "semi-condensed",
                    "semi-expanded",
                    "ultra-condensed",
                    "extra-condensed",
                    "extra-expanded",
                    "ultra-expanded",
                ],
            )?;
        }
    };
    let line = match input.try_parse(|input| input.expect_delim('/')) {
        Ok(()) => property::line_height(input)?,
        Err(_) => Specified::Keyword("normal"),
    };
    let families = property::families(input)?;
    // Weights are numbers from 1 on; a size of that kind would have needed a unit.
    if matches!(&size, Specified::Length(Length::Linear(linear)) if linear.number != 0.0) {
        return Err(invalid());
    }
    Ok(vec![
        (P::FontStyle, style),
        (P::FontWeight, weight),
        (P::FontSize, size),
        (P::LineHeight, line),
        (P::FontFamily, families),
    ])
}
