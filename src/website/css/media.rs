//! Conditions of style sheets: media queries and `@supports`, answered for the browser that is assumed.
//!
//! Media Queries 5. Assumed is a screen of 1280 × 800 CSS pixels with a mouse, light, with motion, that runs scripts.

use cssparser::{Parser, Token};

use super::property;
use super::value::{self, Invalid, Known, Length, Metrics, invalid};

/// The browser that is assumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Environment {
    /// Width of the viewport in CSS pixels.
    pub width: f32,
    /// Height of the viewport in CSS pixels.
    pub height: f32,
}

impl Environment {
    /// The usual one: 1280 × 800.
    pub const DESKTOP: Environment = Environment {
        width: 1280.0,
        height: 800.0,
    };
    /// As wide as the usual one and higher than wide: what differs is asked of the orientation alone.
    pub const PORTRAIT: Environment = Environment {
        width: 1280.0,
        height: 1600.0,
    };
}

/// Deepest nesting of a condition that is followed.
const MAX_DEPTH: u32 = 16;

/// A condition with three answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
    Feature(Feature),
    Fixed(Known<bool>),
}

impl Test {
    pub(super) const TRUE: Test = Test::Fixed(Known::Known(true));
    pub(super) const FALSE: Test = Test::Fixed(Known::Known(false));

    /// The answer for a browser.
    pub(super) fn answer(&self, environment: Environment) -> Known<bool> {
        match self {
            Test::Not(test) => test.answer(environment).map(|answer| !answer),
            Test::All(tests) => tests
                .iter()
                .fold(Known::Known(true), |all, test| all.and(test.answer(environment))),
            Test::Any(tests) => tests
                .iter()
                .fold(Known::Known(false), |any, test| any.either(test.answer(environment))),
            Test::Feature(feature) => feature.answer(environment),
            Test::Fixed(answer) => *answer,
        }
    }

    /// Whether any part of it meets a condition.
    pub(super) fn mentions(&self, wanted: &dyn Fn(&Feature) -> bool) -> bool {
        match self {
            Test::Not(test) => test.mentions(wanted),
            Test::All(tests) | Test::Any(tests) => tests.iter().any(|test| test.mentions(wanted)),
            Test::Feature(feature) => wanted(feature),
            Test::Fixed(_) => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Compare {
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
}

impl Compare {
    fn holds(self, left: f32, right: f32) -> bool {
        match self {
            Compare::Less => left < right,
            Compare::LessOrEqual => left <= right,
            Compare::Equal => (left - right).abs() < 0.001,
            Compare::GreaterOrEqual => left >= right,
            Compare::Greater => left > right,
        }
    }

    fn turned(self) -> Compare {
        match self {
            Compare::Less => Compare::Greater,
            Compare::LessOrEqual => Compare::GreaterOrEqual,
            Compare::Equal => Compare::Equal,
            Compare::GreaterOrEqual => Compare::LessOrEqual,
            Compare::Greater => Compare::Less,
        }
    }
}

/// One feature of a media query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Feature {
    pub(super) name: String,
    wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    /// Any value but none.
    Something,
    Word(String),
    Figures(Vec<(Compare, f32)>),
}

impl Feature {
    fn answer(&self, environment: Environment) -> Known<bool> {
        let word = match self.name.as_str() {
            "orientation" => {
                if environment.height >= environment.width {
                    "portrait"
                } else {
                    "landscape"
                }
            }
            "prefers-color-scheme" => "light",
            "prefers-reduced-motion" | "prefers-contrast" | "prefers-reduced-transparency" | "prefers-reduced-data" => {
                "no-preference"
            }
            "hover" | "any-hover" => "hover",
            "pointer" | "any-pointer" => "fine",
            "scripting" => "enabled",
            "display-mode" => "browser",
            "forced-colors" | "inverted-colors" => "none",
            "color-gamut" => "srgb",
            "dynamic-range" | "video-dynamic-range" => "standard",
            "update" => "fast",
            "overflow-block" | "overflow-inline" => "scroll",
            "scan" => "progressive",
            _ => "",
        };
        if !word.is_empty() {
            return Known::Known(match &self.wanted {
                Wanted::Something => !matches!(word, "none" | "no-preference"),
                Wanted::Word(wanted) => wanted == word,
                Wanted::Figures(_) => false,
            });
        }
        let figure = match self.name.as_str() {
            "width" | "device-width" | "inline-size" => environment.width,
            "height" | "device-height" | "block-size" => environment.height,
            "aspect-ratio" | "device-aspect-ratio" => environment.width / environment.height,
            "resolution" | "-webkit-device-pixel-ratio" | "-webkit-transform-3d" => 1.0,
            "color" => 8.0,
            "monochrome" | "grid" | "color-index" => 0.0,
            // A feature that browsers do not know is false, whatever stands around it.
            _ => return Known::Known(false),
        };
        Known::Known(match &self.wanted {
            Wanted::Something => figure != 0.0,
            Wanted::Figures(figures) => figures.iter().all(|(compare, wanted)| compare.holds(figure, *wanted)),
            Wanted::Word(_) => false,
        })
    }
}

/// Reads a list of media queries; an empty list is always met, a query that is none never is.
pub(super) fn queries(input: &mut Parser<'_>) -> Test {
    if input.is_exhausted() {
        return Test::TRUE;
    }
    let tests = input.parse_comma_separated(|input| -> Result<Test, Invalid> {
        let parsed = input.try_parse(|input| -> Result<Test, Invalid> {
            let test = query(input)?;
            input.expect_exhausted()?;
            Ok(test)
        });
        Ok(parsed.unwrap_or_else(|_| {
            while input.next().is_ok() {}
            Test::FALSE
        }))
    });
    tests.map_or(Test::FALSE, Test::Any)
}

/// Reads a list of media queries from text.
pub(super) fn parse(text: &str) -> Test {
    queries(&mut Parser::new(text))
}

fn query(input: &mut Parser<'_>) -> Result<Test, Invalid> {
    let negated = input.try_parse(|input| input.expect_ident_matching("not")).is_ok();
    if !negated {
        let _ = input.try_parse(|input| input.expect_ident_matching("only"));
    }
    let Ok(kind) = input.try_parse(Parser::expect_ident_cloned) else {
        let test = condition(input, 0, feature_in_parentheses)?;
        return Ok(if negated { Test::Not(Box::new(test)) } else { test });
    };
    let shown = kind.eq_ignore_ascii_case("all") || kind.eq_ignore_ascii_case("screen");
    let mut tests = vec![Test::Fixed(Known::Known(shown))];
    if input.try_parse(|input| input.expect_ident_matching("and")).is_ok() {
        tests.push(condition(input, 0, feature_in_parentheses)?);
    }
    let test = Test::All(tests);
    Ok(if negated { Test::Not(Box::new(test)) } else { test })
}

type One = fn(&mut Parser<'_>, u32) -> Result<Test, Invalid>;

/// `not (…)`, `(…) and (…)`, `(…) or (…)`.
fn condition(input: &mut Parser<'_>, depth: u32, one: One) -> Result<Test, Invalid> {
    if depth > MAX_DEPTH {
        return Err(invalid());
    }
    if input.try_parse(|input| input.expect_ident_matching("not")).is_ok() {
        return Ok(Test::Not(Box::new(one(input, depth)?)));
    }
    let first = one(input, depth)?;
    for (word, make) in [("and", Test::All as fn(Vec<Test>) -> Test), ("or", Test::Any)] {
        if input.try_parse(|input| input.expect_ident_matching(word)).is_ok() {
            let mut tests = vec![first, one(input, depth)?];
            while input.try_parse(|input| input.expect_ident_matching(word)).is_ok() {
                tests.push(one(input, depth)?);
            }
            return Ok(make(tests));
        }
    }
    Ok(first)
}

fn feature_in_parentheses(input: &mut Parser<'_>, depth: u32) -> Result<Test, Invalid> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let nested = input.try_parse(|input| -> Result<Test, Invalid> {
            let test = condition(input, depth + 1, feature_in_parentheses)?;
            input.expect_exhausted()?;
            Ok(test)
        });
        match nested {
            Ok(test) => Ok(test),
            Err(_) => feature(input),
        }
    })
}

fn figure(input: &mut Parser<'_>) -> Result<f32, Invalid> {
    let start = input.state();
    match input.next()?.clone() {
        Token::Dimension { value, unit, .. } => {
            for (name, factor) in [("dppx", 1.0), ("x", 1.0), ("dpi", 1.0 / 96.0), ("dpcm", 2.54 / 96.0)] {
                if unit.eq_ignore_ascii_case(name) {
                    return Ok(value * factor);
                }
            }
        }
        Token::Number { value, .. } => {
            if input.try_parse(|input| input.expect_delim('/')).is_ok() {
                return Ok(value / input.expect_number()?);
            }
            return Ok(value);
        }
        _ => {}
    }
    input.reset(&start);
    let metrics = Metrics {
        em: Known::Known(16.0),
        rem: Known::Known(16.0),
        viewport: (Environment::DESKTOP.width, Environment::DESKTOP.height),
    };
    let length: Length = value::length(input)?;
    length.pixels(&metrics, Known::Unknown).known().ok_or_else(invalid)
}

fn compare(input: &mut Parser<'_>) -> Result<Compare, Invalid> {
    let token = input.next()?.clone();
    let or_equal = |input: &mut Parser<'_>| {
        input
            .try_parse(|input| match input.next_including_whitespace()? {
                Token::Delim('=') => Ok(()),
                _ => Err(invalid()),
            })
            .is_ok()
    };
    Ok(match token {
        Token::Delim('<') if or_equal(input) => Compare::LessOrEqual,
        Token::Delim('<') => Compare::Less,
        Token::Delim('>') if or_equal(input) => Compare::GreaterOrEqual,
        Token::Delim('>') => Compare::Greater,
        Token::Delim('=') | Token::Colon => Compare::Equal,
        _ => return Err(invalid()),
    })
}

fn feature(input: &mut Parser<'_>) -> Result<Test, Invalid> {
    // 400px <= width < 800px
    if let Ok(first) = input.try_parse(figure) {
        let mut figures = vec![(compare(input)?.turned(), first)];
        let name = input.expect_ident()?.to_ascii_lowercase();
        if !input.is_exhausted() {
            figures.push((compare(input)?, figure(input)?));
        }
        input.expect_exhausted()?;
        return Ok(Test::Feature(Feature {
            name,
            wanted: Wanted::Figures(figures),
        }));
    }
    let written = input.expect_ident()?.to_ascii_lowercase();
    let (name, bound) = match written.as_str() {
        "-webkit-min-device-pixel-ratio" | "min--moz-device-pixel-ratio" => {
            ("-webkit-device-pixel-ratio".to_owned(), Some(Compare::GreaterOrEqual))
        }
        "-webkit-max-device-pixel-ratio" | "max--moz-device-pixel-ratio" => {
            ("-webkit-device-pixel-ratio".to_owned(), Some(Compare::LessOrEqual))
        }
        _ => match (written.strip_prefix("min-"), written.strip_prefix("max-")) {
            (Some(name), _) => (name.to_owned(), Some(Compare::GreaterOrEqual)),
            (_, Some(name)) => (name.to_owned(), Some(Compare::LessOrEqual)),
            _ => (written, None),
        },
    };
    if input.is_exhausted() {
        return Ok(Test::Feature(Feature {
            name,
            wanted: Wanted::Something,
        }));
    }
    let sign = compare(input)?;
    if let Ok(word) = input.try_parse(Parser::expect_ident_cloned) {
        input.expect_exhausted()?;
        return Ok(Test::Feature(Feature {
            name,
            wanted: Wanted::Word(word.to_ascii_lowercase()),
        }));
    }
    let wanted = figure(input)?;
    input.expect_exhausted()?;
    Ok(Test::Feature(Feature {
        name,
        wanted: Wanted::Figures(vec![(bound.unwrap_or(sign), wanted)]),
    }))
}

/// Reads the condition of `@supports` or of `supports()` in an import. Properties that no criterion asks for are taken
/// to be supported, as standard ones are by browsers of today; those of one maker are not.
pub(super) fn supports(input: &mut Parser<'_>) -> Test {
    input
        .parse_entirely(|input| condition(input, 0, supports_in_parentheses))
        .unwrap_or(Test::FALSE)
}

fn supports_in_parentheses(input: &mut Parser<'_>, depth: u32) -> Result<Test, Invalid> {
    if let Ok(name) = input.try_parse(|input| input.expect_function().cloned()) {
        return input.parse_nested_block(|input| {
            let start = input.position();
            while input.next().is_ok() {}
            let text = input.slice_from(start);
            Ok(match name.to_ascii_lowercase().as_str() {
                "selector" => Test::Fixed(Known::Known(super::matching::parse_list(text).is_some())),
                _ => Test::Fixed(Known::Unknown),
            })
        });
    }
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| {
        let nested = input.try_parse(|input| -> Result<Test, Invalid> {
            let test = condition(input, depth + 1, supports_in_parentheses)?;
            input.expect_exhausted()?;
            Ok(test)
        });
        if let Ok(test) = nested {
            return Ok(test);
        }
        declaration(input)
    })
}

/// `(display: grid)` of an `@supports`; on its own for `@import … supports(display: grid)`.
pub(super) fn declaration(input: &mut Parser<'_>) -> Result<Test, Invalid> {
    let name = input.expect_ident()?.to_ascii_lowercase();
    input.expect_colon()?;
    let start = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(start);
    let supported = if property::longhands(&name).is_some() {
        property::parse(&name, text).is_some()
    } else {
        !["-moz-", "-ms-", "-o-", "-khtml-"]
            .iter()
            .any(|maker| name.starts_with(maker))
    };
    Ok(Test::Fixed(Known::Known(supported)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(text: &str) -> Option<bool> {
        parse(text).answer(Environment::DESKTOP).known()
    }

    #[test]
    fn queries_are_answered_for_a_screen_of_1280_by_800() {
        for text in [
            "",
            "all",
            "screen",
            "only screen and (min-width: 1024px)",
            "print, screen",
            "not print",
            "(min-width: 80em)",
            "(400px <= width < 1281px)",
            "(width > 1000px)",
            "(orientation: landscape)",
            "not all and (max-width: 600px)",
            "(hover: hover) and (pointer: fine)",
            "(prefers-reduced-motion: no-preference)",
            "((min-width: 10px) or (color: 0)) and (color)",
            "(max-aspect-ratio: 16/9)",
            "(min-resolution: 96dpi)",
        ] {
            assert_eq!(met(text), Some(true), "{text}");
        }
        for text in [
            "print",
            "screen and (max-width: 767.98px)",
            "(prefers-color-scheme: dark)",
            "(prefers-reduced-motion)",
            "(prefers-reduced-motion: reduce)",
            "(orientation: lanscape)",
            "(width < 1280px)",
            "(-webkit-min-device-pixel-ratio: 2)",
            "(foo: bar)",
            "screen and",
            "speech",
            "(min-width: 1000px",
        ] {
            // The last one is closed by the end of the sheet and is met.
            assert_eq!(met(text), Some(text.ends_with("1000px")), "{text}");
        }
        assert_eq!(
            parse("(orientation: portrait)").answer(Environment::PORTRAIT),
            Known::Known(true)
        );
    }

    #[test]
    fn supports_asks_whether_a_browser_of_today_takes_the_value() {
        let met = |text: &str| supports(&mut Parser::new(text)).answer(Environment::DESKTOP).known();
        for text in [
            "(display: grid)",
            "(gap: 1px) and (not (-ms-ime-align: auto))",
            "selector(a:has(b))",
            "(--x: 1)",
            "(position: sticky) or (display: foo)",
        ] {
            assert_eq!(met(text), Some(true), "{text}");
        }
        for text in [
            "(display: foo)",
            "not (display: grid)",
            "selector(a::)",
            "display: grid",
            "(-ms-ime-align:auto)",
        ] {
            assert_eq!(met(text), Some(false), "{text}");
        }
        assert_eq!(met("font-tech(color-COLRv1)"), None);
    }
}
