//! Values of properties: what is known and what is not, lengths with their arithmetic, angles and times.
//!
//! CSS Values and Units 4. A length is a linear combination of units, so that `calc()` needs no tree; `min()`, `max()`
//! and `clamp()` keep their arguments until the font size is known.

use cssparser::{ParseError, Parser, Token, match_ignore_ascii_case};

/// A value that the files decide, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    /// The files decide it.
    Known(T),
    /// They do not: a sheet that is not in the snapshot, a condition or a function that only a browser can evaluate.
    Unknown,
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Known::Known(value) => Some(value),
            Known::Unknown => None,
        }
    }

    /// The value, or another where it is not known.
    pub fn or(self, other: T) -> T {
        self.known().unwrap_or(other)
    }

    /// Whether the value is known.
    pub fn is_known(&self) -> bool {
        matches!(self, Known::Known(_))
    }

    /// Another value made of this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Known::Known(value) => Known::Known(make(value)),
            Known::Unknown => Known::Unknown,
        }
    }

    /// Another value made of this one, which may not be known.
    pub fn and_then<U>(self, make: impl FnOnce(T) -> Known<U>) -> Known<U> {
        match self {
            Known::Known(value) => make(value),
            Known::Unknown => Known::Unknown,
        }
    }

    /// By reference.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Known::Known(value) => Known::Known(value),
            Known::Unknown => Known::Unknown,
        }
    }

    /// Whether the value is known and meets a condition.
    pub fn is_known_and(self, meets: impl FnOnce(T) -> bool) -> bool {
        self.known().is_some_and(meets)
    }
}

impl Known<bool> {
    /// Both: known to be false as soon as one is.
    #[must_use]
    pub fn and(self, other: Known<bool>) -> Known<bool> {
        match (self, other) {
            (Known::Known(false), _) | (_, Known::Known(false)) => Known::Known(false),
            (Known::Known(true), Known::Known(true)) => Known::Known(true),
            _ => Known::Unknown,
        }
    }

    /// Either: known to be true as soon as one is.
    #[must_use]
    pub fn either(self, other: Known<bool>) -> Known<bool> {
        match (self, other) {
            (Known::Known(true), _) | (_, Known::Known(true)) => Known::Known(true),
            (Known::Known(false), Known::Known(false)) => Known::Known(false),
            _ => Known::Unknown,
        }
    }
}

/// A length or a percentage as a sum of units; each field is a factor of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Linear {
    /// CSS pixels.
    pub(super) px: f32,
    /// Font sizes of the element.
    pub(super) em: f32,
    /// Font sizes of the root.
    pub(super) rem: f32,
    /// Hundredths of the viewport's width.
    pub(super) vw: f32,
    /// Hundredths of the viewport's height.
    pub(super) vh: f32,
    /// Of whatever the property refers percentages to; 1 is 100 %.
    pub(super) percent: f32,
    /// A plain number, in the arithmetic of `calc()`.
    pub(super) number: f32,
}

impl Linear {
    fn combine(self, other: Linear, factor: f32) -> Linear {
        Linear {
            px: self.px + factor * other.px,
            em: self.em + factor * other.em,
            rem: self.rem + factor * other.rem,
            vw: self.vw + factor * other.vw,
            vh: self.vh + factor * other.vh,
            percent: self.percent + factor * other.percent,
            number: self.number + factor * other.number,
        }
    }

    fn times(self, factor: f32) -> Linear {
        Linear::default().combine(self, factor)
    }

    fn is_number(self) -> bool {
        Linear { number: 0.0, ..self } == Linear::default()
    }
}

/// A length or a percentage as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Length {
    /// A sum of units.
    Linear(Linear),
    /// The smallest of some.
    Min(Vec<Length>),
    /// The largest of some.
    Max(Vec<Length>),
    /// In a unit that only a browser can turn into pixels (`ch`, `cqw`), or by a function that is not followed.
    Unknown,
}

/// What lengths refer to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Metrics {
    /// Font size of the element in pixels (of its parent for `font-size` itself).
    pub(super) em: Known<f32>,
    /// Font size of the root in pixels.
    pub(super) rem: Known<f32>,
    /// Width and height of the viewport in pixels.
    pub(super) viewport: (f32, f32),
}

impl Length {
    /// Pixels and the part that is a percentage.
    pub(super) fn resolve(&self, metrics: &Metrics) -> Known<(f32, f32)> {
        match self {
            Length::Unknown => Known::Unknown,
            Length::Linear(linear) => {
                let mut px = linear.px;
                px += linear.vw * metrics.viewport.0 / 100.0 + linear.vh * metrics.viewport.1 / 100.0;
                for (factor, unit) in [(linear.em, metrics.em), (linear.rem, metrics.rem)] {
                    if factor != 0.0 {
                        match unit {
                            Known::Known(unit) => px += factor * unit,
                            Known::Unknown => return Known::Unknown,
                        }
                    }
                }
                Known::Known((px, linear.percent))
            }
            Length::Min(arguments) => pick(arguments, metrics, f32::min),
            Length::Max(arguments) => pick(arguments, metrics, f32::max),
        }
    }

    /// Pixels, percentages being of `base`.
    pub(super) fn pixels(&self, metrics: &Metrics, base: Known<f32>) -> Known<f32> {
        self.resolve(metrics).and_then(|(px, percent)| {
            if percent == 0.0 {
                Known::Known(px)
            } else {
                base.map(|base| px + percent * base)
            }
        })
    }
}

fn pick(arguments: &[Length], metrics: &Metrics, better: fn(f32, f32) -> f32) -> Known<(f32, f32)> {
    let mut best: Option<f32> = None;
    for argument in arguments {
        match argument.resolve(metrics) {
            Known::Known((px, 0.0)) => best = Some(best.map_or(px, |best| better(best, px))),
            _ => return Known::Unknown,
        }
    }
    best.map_or(Known::Unknown, |px| Known::Known((px, 0.0)))
}

/// A failure that takes the whole declaration with it, as CSS wants.
pub(super) type Invalid = ParseError<()>;

pub(super) fn invalid() -> Invalid {
    ParseError::unexpected_token()
}

/// Deepest nesting of arithmetic that is followed.
const MAX_CALC_DEPTH: u32 = 16;

/// A length, a percentage, or arithmetic on them. `quirky` lets numbers without a unit be pixels.
pub(super) fn length(input: &mut Parser<'_>) -> Result<Length, Invalid> {
    let value = calc_value(input, 0)?;
    match &value {
        Length::Linear(linear) if linear.number != 0.0 => Err(invalid()),
        _ => Ok(value),
    }
}

/// A number, or arithmetic that comes to one; `Ok(None)` when it cannot be told.
pub(super) fn number(input: &mut Parser<'_>) -> Result<Option<f32>, Invalid> {
    match calc_value(input, 0)? {
        Length::Linear(linear) if linear.is_number() => Ok(Some(linear.number)),
        Length::Linear(_) => Err(invalid()),
        _ => Ok(None),
    }
}

fn unit(value: f32, unit: &str) -> Option<Linear> {
    let mut linear = Linear::default();
    match_ignore_ascii_case! { unit,
        "px" => linear.px = value,
        "em" => linear.em = value,
        "rem" => linear.rem = value,
        "pt" => linear.px = value * 96.0 / 72.0,
        "pc" => linear.px = value * 16.0,
        "in" => linear.px = value * 96.0,
        "cm" => linear.px = value * 96.0 / 2.54,
        "mm" => linear.px = value * 96.0 / 25.4,
        "q" => linear.px = value * 96.0 / 101.6,
        "vw" | "svw" | "lvw" | "dvw" | "vi" => linear.vw = value,
        "vh" | "svh" | "lvh" | "dvh" | "vb" => linear.vh = value,
        _ => return None,
    }
    Some(linear)
}

/// Units that exist and that only a browser can turn into pixels.
fn is_layout_unit(unit: &str) -> bool {
    [
        "ex", "ch", "ic", "lh", "rlh", "cap", "rex", "rch", "ric", "rcap", "vmin", "vmax", "svmin", "svmax", "lvmin",
        "lvmax", "dvmin", "dvmax", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(unit))
}

fn calc_value(input: &mut Parser<'_>, depth: u32) -> Result<Length, Invalid> {
    if depth > MAX_CALC_DEPTH {
        return Err(invalid());
    }
    let token = input.next()?.clone();
    Ok(match &token {
        Token::Number { value, .. } => Length::Linear(Linear {
            number: *value,
            ..Linear::default()
        }),
        Token::Percentage { unit_value, .. } => Length::Linear(Linear {
            percent: *unit_value,
            ..Linear::default()
        }),
        Token::Dimension { value, unit: name, .. } => match unit(*value, name) {
            Some(linear) => Length::Linear(linear),
            None if is_layout_unit(name) => Length::Unknown,
            None => return Err(invalid()),
        },
        Token::ParenthesisBlock if depth > 0 => input.parse_nested_block(|input| calc_sum(input, depth + 1))?,
        Token::Function(name) => {
            let name = name.to_ascii_lowercase();
            input.parse_nested_block(|input| calc_function(&name, input, depth + 1))?
        }
        _ => return Err(invalid()),
    })
}

fn calc_function(name: &str, input: &mut Parser<'_>, depth: u32) -> Result<Length, Invalid> {
    let mut arguments = || input.parse_comma_separated(|input| calc_sum(input, depth));
    Ok(match name {
        "calc" | "-webkit-calc" | "-moz-calc" => calc_sum(input, depth)?,
        "min" => single(arguments()?, Length::Min),
        "max" => single(arguments()?, Length::Max),
        "clamp" => match <[Length; 3]>::try_from(arguments()?) {
            Ok([least, wanted, most]) => Length::Max(vec![least, Length::Min(vec![wanted, most])]),
            Err(_) => return Err(invalid()),
        },
        // Functions that exist: the value is valid, what it comes to is not followed.
        "env" | "attr" | "round" | "mod" | "rem" | "abs" | "sign" | "sin" | "cos" | "tan" | "pow" | "sqrt"
        | "hypot" | "log" | "exp" | "anchor" | "anchor-size" | "calc-size" | "sibling-index" | "sibling-count" => {
            while input.next().is_ok() {}
            Length::Unknown
        }
        _ => return Err(invalid()),
    })
}

fn single(mut arguments: Vec<Length>, make: fn(Vec<Length>) -> Length) -> Length {
    if arguments.len() == 1 {
        arguments.remove(0)
    } else {
        make(arguments)
    }
}

fn calc_sum(input: &mut Parser<'_>, depth: u32) -> Result<Length, Invalid> {
    let mut sum = calc_product(input, depth)?;
    loop {
        let Ok(factor) = input.try_parse(|input| -> Result<f32, Invalid> {
            match input.next()? {
                Token::Delim('+') => Ok(1.0),
                Token::Delim('-') => Ok(-1.0),
                _ => Err(invalid()),
            }
        }) else {
            return Ok(sum);
        };
        sum = match (sum, calc_product(input, depth)?) {
            (Length::Linear(sum), Length::Linear(term)) => Length::Linear(sum.combine(term, factor)),
            _ => Length::Unknown,
        };
    }
}

fn calc_product(input: &mut Parser<'_>, depth: u32) -> Result<Length, Invalid> {
    let mut product = calc_value(input, depth.max(1))?;
    loop {
        let Ok(divide) = input.try_parse(|input| -> Result<bool, Invalid> {
            match input.next()? {
                Token::Delim('*') => Ok(false),
                Token::Delim('/') => Ok(true),
                _ => Err(invalid()),
            }
        }) else {
            return Ok(product);
        };
        product = match (product, calc_value(input, depth.max(1))?) {
            (Length::Linear(one), Length::Linear(other)) if divide => {
                if !other.is_number() || other.number == 0.0 {
                    return Err(invalid());
                }
                Length::Linear(one.times(1.0 / other.number))
            }
            (Length::Linear(one), Length::Linear(other)) if other.is_number() => {
                Length::Linear(one.times(other.number))
            }
            (Length::Linear(one), Length::Linear(other)) if one.is_number() => Length::Linear(other.times(one.number)),
            (Length::Linear(_), Length::Linear(_)) => return Err(invalid()),
            _ => Length::Unknown,
        };
    }
}

/// An angle in degrees; 0 may stand without a unit.
pub(super) fn angle(input: &mut Parser<'_>) -> Result<f32, Invalid> {
    match input.next()? {
        Token::Dimension { value, unit, .. } => match_ignore_ascii_case! { unit,
            "deg" => Ok(*value),
            "grad" => Ok(*value * 0.9),
            "rad" => Ok(value.to_degrees()),
            "turn" => Ok(*value * 360.0),
            _ => Err(invalid()),
        },
        Token::Number { value: 0.0, .. } => Ok(0.0),
        _ => Err(invalid()),
    }
}

/// A time in seconds.
pub(super) fn time(input: &mut Parser<'_>) -> Result<f32, Invalid> {
    match input.next()? {
        Token::Dimension { value, unit, .. } => match_ignore_ascii_case! { unit,
            "s" => Ok(*value),
            "ms" => Ok(*value / 1_000.0),
            _ => Err(invalid()),
        },
        _ => Err(invalid()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn px(text: &str) -> Option<f32> {
        let metrics = Metrics {
            em: Known::Known(20.0),
            rem: Known::Known(16.0),
            viewport: (1280.0, 800.0),
        };
        let mut input = Parser::new(text);
        let parsed = input.parse_entirely(length).ok()?;
        parsed.pixels(&metrics, Known::Known(200.0)).known()
    }

    #[test]
    fn lengths_and_their_arithmetic_come_to_pixels() {
        for (text, wanted) in [
            ("12px", 12.0),
            ("1.5em", 30.0),
            ("2rem", 32.0),
            ("12pt", 16.0),
            ("50%", 100.0),
            ("10vw", 128.0),
            ("calc(1em + 2px)", 22.0),
            ("calc((1rem - 4px) * 2)", 24.0),
            ("calc(100% / 4 - 10px)", 40.0),
            ("min(100vw, 100vh)", 800.0),
            // Bootstrap's responsive heading: 1.375rem + 1.5vw, between bounds.
            ("clamp(1rem, 1.375rem + 1.5vw, 2.5rem)", 40.0),
            ("max(1em, 10px)", 20.0),
            ("0", 0.0),
        ] {
            assert_eq!(px(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_only_a_browser_knows_is_unknown_and_nonsense_is_invalid() {
        let unknown = |text: &str| Parser::new(text).parse_entirely(length).ok();
        for text in ["60ch", "calc(1ch + 1px)", "env(safe-area-inset-top)", "round(1px, 2px)"] {
            assert_eq!(unknown(text), Some(Length::Unknown), "{text}");
        }
        for text in [
            "12",
            "1px 2px",
            "calc(1px + 2)",
            "calc(1px / 0)",
            "1foo",
            "red",
            "calc()",
        ] {
            assert!(px(text).is_none(), "{text}");
        }
        assert!(unknown(&format!("calc({}1px{})", "(".repeat(500), ")".repeat(500))).is_none());
    }

    #[test]
    fn angles_and_times_are_degrees_and_seconds() {
        let degrees = |text: &str| Parser::new(text).parse_entirely(angle).ok();
        assert_eq!(degrees("0.25turn"), Some(90.0));
        assert_eq!(degrees("100grad"), Some(90.0));
        assert!(degrees("1.5708rad").is_some_and(|value| (value - 90.0).abs() < 0.01));
        assert_eq!(degrees("90"), None);
        assert_eq!(Parser::new("250ms").parse_entirely(time).ok(), Some(0.25));
    }
}
