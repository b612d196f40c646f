//! The colours of charts by meaning. Charts name a token; what it looks like is the theme's business.
//!
//! Through plotters a token travels as a reserved RGB value; the backend writes it back as a class and, as a
//! presentation attribute that any style sheet rule outranks, the light fallback. So a stand-alone SVG has colours
//! and a page rules them by the variables listed in [`stylesheet`].

use std::fmt::Write;

use plotters::style::RGBColor;

/// A colour by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Token {
    /// Text and the lines that matter.
    #[default]
    Ink,
    /// Secondary text, intervals, series in the background.
    Muted,
    /// Grid lines and other thin rules.
    Grid,
    /// What the chart lies on; also the text on `Negative`, `Positive` and `Accent` fills.
    Surface,
    /// Bad news: detractors, weakest point.
    Negative,
    /// Neither: passives. Carries `Ink` text.
    Neutral,
    /// Good news: promoters.
    Positive,
    /// The one highlighted series or value: the brand's colour.
    Accent,
    /// First of six colours that mean nothing but “another series”.
    Series1,
    /// Second series.
    Series2,
    /// Third series.
    Series3,
    /// Fourth series.
    Series4,
    /// Fifth series.
    Series5,
    /// Sixth series.
    Series6,
}

impl Token {
    /// Every token, in the order of the style sheet.
    pub const ALL: [Token; 14] = [
        Token::Ink,
        Token::Muted,
        Token::Grid,
        Token::Surface,
        Token::Negative,
        Token::Neutral,
        Token::Positive,
        Token::Accent,
        Token::Series1,
        Token::Series2,
        Token::Series3,
        Token::Series4,
        Token::Series5,
        Token::Series6,
    ];

    /// The CSS variable without its dashes: `ink`, `series-1`. Classes are built on it: `pc-fill-series-1`.
    pub fn name(self) -> &'static str {
        match self {
            Token::Ink => "ink",
            Token::Muted => "muted",
            Token::Grid => "grid",
            Token::Surface => "surface",
            Token::Negative => "negative",
            Token::Neutral => "neutral",
            Token::Positive => "positive",
            Token::Accent => "accent",
            Token::Series1 => "series-1",
            Token::Series2 => "series-2",
            Token::Series3 => "series-3",
            Token::Series4 => "series-4",
            Token::Series5 => "series-5",
            Token::Series6 => "series-6",
        }
    }

    /// The colour on light paper, also the fallback written into a stand-alone SVG.
    pub fn light(self) -> &'static str {
        match self {
            Token::Ink => "#1b2330",
            Token::Muted => "#5b6472",
            Token::Grid => "#dde1e7",
            Token::Surface => "#ffffff",
            Token::Negative => "#b8432f",
            Token::Neutral => "#d5d9e0",
            Token::Positive => "#23795a",
            Token::Accent => "#1f4e79",
            Token::Series1 => "#2b5fa8",
            Token::Series2 => "#a8572a",
            Token::Series3 => "#6b4fa0",
            Token::Series4 => "#1f7a8c",
            Token::Series5 => "#806415",
            Token::Series6 => "#8a3b66",
        }
    }

    /// A matching colour on a dark screen, for themes that do not bring their own.
    pub fn dark(self) -> &'static str {
        match self {
            Token::Ink => "#eef1f5",
            Token::Muted => "#a7b0bd",
            Token::Grid => "#303a48",
            Token::Surface => "#12181f",
            Token::Negative => "#f0917a",
            Token::Neutral => "#4a5361",
            Token::Positive => "#6cc5a0",
            Token::Accent => "#7fb0e6",
            Token::Series1 => "#86b1ea",
            Token::Series2 => "#e5a36f",
            Token::Series3 => "#b9a1e8",
            Token::Series4 => "#6cc3d3",
            Token::Series5 => "#d6bb62",
            Token::Series6 => "#dd9bbe",
        }
    }

    /// The token whose text can be read on a fill of this one.
    pub(super) fn text_on(self) -> Token {
        match self {
            Token::Neutral | Token::Grid | Token::Surface => Token::Ink,
            _ => Token::Surface,
        }
    }

    /// The reserved RGB value under which plotters carries the token to the backend.
    pub(super) fn reserved(self) -> RGBColor {
        let place = Token::ALL.iter().position(|other| *other == self).unwrap_or(0);
        RGBColor(1, 2, place as u8)
    }

    /// The token of a reserved RGB value; ink for any other colour, so that no foreign colour reaches a chart.
    pub(super) fn from_reserved(rgb: (u8, u8, u8)) -> Token {
        match rgb {
            (1, 2, place) => Token::ALL.get(usize::from(place)).copied().unwrap_or(Token::Ink),
            _ => Token::Ink,
        }
    }
}

/// The rules a page needs for its charts. They read these variables, each with the light colour as fallback:
///
/// `--ink`, `--muted`, `--grid`, `--surface`, `--negative`, `--neutral`, `--positive`, `--accent`, `--series-1` to
/// `--series-6`, and `--chart-font` (a sans-serif of about Arial's width). A theme sets them for light, dark and
/// print. It owes the reader: `--negative`, `--positive` and `--accent` at least 4.5:1 against `--surface` (they
/// carry text in it, and are text on it), `--ink` at least 4.5:1 against `--neutral`, the rest 3:1 against the page.
///
/// `.pc-wide` shows from 640 px of viewport up and in print, `.pc-narrow` below.
pub fn stylesheet() -> String {
    let mut css = String::from(
        ".pc-chart{display:block;width:100%;height:auto;\
         font-family:var(--chart-font,Arial,\"Liberation Sans\",Helvetica,sans-serif)}\n\
         .pc-radar{max-width:640px}\n\
         .pc-interval-strip{max-width:260px}\n\
         .pc-level-ladder{max-width:350px}\n\
         .pc-interval-strip.pc-narrow,.pc-narrow{max-width:480px}\n\
         .pc-narrow{display:none}\n\
         @media screen and (max-width:639.98px){.pc-wide{display:none}.pc-narrow{display:block}}\n",
    );
    for token in Token::ALL {
        let (name, light) = (token.name(), token.light());
        // Writing to a String cannot fail.
        let _ = writeln!(
            css,
            ".pc-fill-{name},.pc-text-{name}{{fill:var(--{name},{light})}}\n.pc-stroke-{name}{{stroke:var(--{name},{light})}}"
        );
    }
    css
}

/// Declarations of every variable for light or dark, for a theme that keeps the default colours.
pub fn default_variables(dark: bool) -> String {
    Token::ALL.iter().fold(String::new(), |mut css, token| {
        let value = if dark { token.dark() } else { token.light() };
        let _ = writeln!(css, "--{}:{value};", token.name());
        css
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.2.
    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                libm::pow((value + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_token_survives_the_way_through_plotters() {
        for token in Token::ALL {
            let RGBColor(r, g, b) = token.reserved();
            assert_eq!(Token::from_reserved((r, g, b)), token);
        }
        assert_eq!(Token::from_reserved((255, 0, 0)), Token::Ink);
    }

    #[test]
    fn default_colours_can_be_read_in_light_and_dark() {
        for shade in [Token::light, Token::dark] {
            for token in Token::ALL {
                if !matches!(token, Token::Grid | Token::Surface | Token::Neutral) {
                    let ratio = contrast(shade(token), shade(Token::Surface));
                    assert!(ratio >= 4.5, "{token:?} on the surface: {ratio}");
                }
                if !matches!(token, Token::Ink | Token::Muted) {
                    let ratio = contrast(shade(token), shade(token.text_on()));
                    assert!(ratio >= 4.5, "text on {token:?}: {ratio}");
                }
            }
        }
    }

    #[test]
    fn the_style_sheet_rules_every_token() {
        let css = stylesheet();
        for token in Token::ALL {
            assert!(css.contains(&format!(".pc-stroke-{0}{{stroke:var(--{0},", token.name())));
        }
    }
}
