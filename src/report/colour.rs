//! The client's colours: read, held against what readers need, and written as the variables of the style sheet.
//!
//! A colour that cannot be read is never used as it is: it is darkened (on light paper) or lightened (on a dark
//! screen) until the contrast is enough, and the author is told.

use std::fmt::Write;

use crate::charts::Token;
use crate::diagnostics::Problem;
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Brand, Colours};

/// WCAG 2.2, success criterion 1.4.3: least contrast of text.
const READABLE: f64 = 4.5;

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rgb([u8; 3]);

impl Rgb {
    const WHITE: Rgb = Rgb([255; 3]);
    const BLACK: Rgb = Rgb([0; 3]);

    /// Reads `#rrggbb`.
    fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Rgb([part(0)?, part(2)?, part(4)?]))
    }

    /// Relative luminance after WCAG 2.2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let value = f64::from(part) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                libm::pow((value + 0.055) / 1.055, 2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `percent` per cent of the way to `other`.
    fn towards(self, other: Rgb, percent: u32) -> Rgb {
        let mix = |a: u8, b: u8| ((u32::from(a) * (100 - percent) + u32::from(b) * percent + 50) / 100) as u8;
        let mut mixed = self.0;
        for (part, end) in mixed.iter_mut().zip(other.0) {
            *part = mix(*part, end);
        }
        Rgb(mixed)
    }

    /// The same hue and saturation, lit until it stands out on a dark `surface` as much as the theme's own colours.
    fn lit_on(self, surface: Rgb) -> Rgb {
        const STANDS_OUT: f64 = 6.5;
        let [red, green, blue] = self.0.map(|part| f64::from(part) / 255.0);
        let (high, low) = (red.max(green).max(blue), red.min(green).min(blue));
        let lightness = f64::midpoint(high, low);
        // Every part keeps its place between the extremes, which is what hue and saturation come down to.
        let room = (1.0 - (2.0 * lightness - 1.0).abs()).max(f64::MIN_POSITIVE);
        let lit = |light: f64| {
            let reach = 1.0 - (2.0 * light - 1.0).abs();
            let part = |part: f64| ((light + (part - lightness) / room * reach).clamp(0.0, 1.0) * 255.0).round() as u8;
            Rgb([part(red), part(green), part(blue)])
        };
        (0..=50)
            .map(|step| lit(lightness + (1.0 - lightness) * f64::from(step) / 50.0))
            .find(|shade| shade.contrast(surface) >= STANDS_OUT)
            .unwrap_or(Rgb::WHITE)
    }

    /// The nearest shade that can be read on `surface`.
    fn readable_on(self, surface: Rgb) -> Rgb {
        let end = if Rgb::BLACK.contrast(surface) > Rgb::WHITE.contrast(surface) {
            Rgb::BLACK
        } else {
            Rgb::WHITE
        };
        (0..=20)
            .map(|step| self.towards(end, step * 5))
            .find(|shade| shade.contrast(surface) >= READABLE)
            .unwrap_or(end)
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The declarations of every colour, for light, dark and print, after the client's brand.
pub(super) fn variables(brand: &Brand) -> String {
    let light = shades(&brand.colours, false);
    let dark = shades(&brand.colours, true);
    let mut css = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(css, ":root{{color-scheme:light dark;{light}}}");
    let _ = writeln!(css, "@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    css
}

fn shades(colours: &Colours, dark: bool) -> String {
    let given = |token| given(colours, token).and_then(|written| Rgb::parse(&written.value));
    let default = |token: Token| Rgb::parse(if dark { token.dark() } else { token.light() }).unwrap_or(Rgb::BLACK);
    // A surface is paper: a dark screen keeps the theme's own.
    let surface = match given(Token::Surface) {
        Some(surface) if !dark && surface.luminance() > 0.6 => surface,
        _ => default(Token::Surface),
    };
    let mut css = String::new();
    let mut declare = |name: &str, colour: Rgb| {
        let _ = write!(css, "--{name}:{colour};");
    };
    for token in Token::ALL {
        let own = if dark && token == Token::Ink {
            None
        } else {
            given(token)
        };
        let colour = match token {
            Token::Surface => surface,
            // A fill with ink on it, not a text colour.
            Token::Neutral => own
                .filter(|colour| colour.contrast(default(Token::Ink)) >= READABLE)
                .unwrap_or(default(token)),
            Token::Grid => default(token),
            _ => match own {
                Some(own) if dark => own.lit_on(surface),
                _ => own.unwrap_or(default(token)).readable_on(surface),
            },
        };
        declare(token.name(), colour);
    }
    let ink = if dark {
        default(Token::Ink)
    } else {
        given(Token::Ink).unwrap_or(default(Token::Ink)).readable_on(surface)
    };
    declare("tint", surface.towards(ink, 4));
    declare("rule", surface.towards(ink, 14));
    declare("strong-rule", surface.towards(ink, 55));
    css
}

fn given(colours: &Colours, token: Token) -> Option<&Located<String>> {
    match token {
        Token::Accent => colours.accent.as_ref(),
        Token::Ink => colours.ink.as_ref(),
        Token::Surface => colours.surface.as_ref(),
        Token::Positive => colours.positive.as_ref(),
        Token::Neutral => colours.neutral.as_ref(),
        Token::Negative => colours.negative.as_ref(),
        _ => None,
    }
}

/// What is wrong with the colours of a brand: not written `#rrggbb` (an error), or too pale or too dark to be read
/// and therefore changed (a warning).
pub fn brand_problems(brand: &Brand) -> Vec<Problem> {
    let paper = given(&brand.colours, Token::Surface)
        .and_then(|written| Rgb::parse(&written.value))
        .filter(|surface| surface.luminance() > 0.6)
        .unwrap_or(Rgb::WHITE);
    [
        Token::Accent,
        Token::Ink,
        Token::Surface,
        Token::Positive,
        Token::Neutral,
        Token::Negative,
    ]
    .into_iter()
    .filter_map(|token| {
        let written = given(&brand.colours, token)?;
        let Some(colour) = Rgb::parse(&written.value) else {
            return Some(not_a_colour(written));
        };
        match token {
            Token::Neutral => None,
            Token::Surface => (colour.luminance() <= 0.6).then(|| dark_surface(written)),
            _ => (colour.contrast(paper) < READABLE)
                .then(|| unreadable(written, colour.contrast(paper), colour.readable_on(paper))),
        }
    })
    .collect()
}

fn not_a_colour(written: &Located<String>) -> Problem {
    let value = &written.value;
    Problem::error(
        "brand/not-a-colour",
        Text::new(
            format!("`{value}` is no colour"),
            format!("`{value}` n'est pas une couleur"),
        ),
    )
    .at(written.place())
    .help(Text::new("write it as `\"#1f4e79\"`", "écrivez-la `\"#1f4e79\"`"))
}

fn dark_surface(written: &Located<String>) -> Problem {
    let value = &written.value;
    Problem::warning(
        "brand/dark-surface",
        Text::new(
            format!("`{value}` is too dark for the page: white is used"),
            format!("`{value}` est trop sombre pour la page : le blanc est utilisé"),
        ),
    )
    .at(written.place())
    .why(Text::new(
        "reports are printed; readers who prefer a dark screen get one anyway",
        "les rapports s'impriment ; qui préfère un écran sombre en a un de toute façon",
    ))
}

fn unreadable(written: &Located<String>, contrast: f64, used: Rgb) -> Problem {
    let value = &written.value;
    Problem::warning(
        "brand/unreadable-colour",
        Text::new(
            format!("`{value}` cannot be read on the page (contrast {contrast:.1} to 1): {used} is used"),
            format!(
                "`{value}` est illisible sur la page (contraste de {} pour 1) : {used} est utilisé",
                format!("{contrast:.1}").replace('.', ",")
            ),
        ),
    )
    .at(written.place())
    .why(Text::new(
        "text needs a contrast of 4.5 to 1 (WCAG 1.4.3)",
        "un texte demande un contraste de 4,5 pour 1 (WCAG 1.4.3)",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(accent: &str) -> Brand {
        let mut brand = Brand::default();
        brand.colours.accent = Some(Located::unwritten(accent.to_owned()));
        brand
    }

    fn value(css: &str, block: usize, name: &str) -> Rgb {
        let block = css.lines().nth(block).unwrap();
        let start = block.find(&format!("--{name}:")).unwrap() + name.len() + 3;
        Rgb::parse(&block[start..start + 7]).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let grey = Rgb::parse("#767676").unwrap();
        assert!((grey.contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn an_accent_can_be_read_on_paper_and_on_a_dark_screen() {
        for accent in ["#ffee00", "#1f4e79", "#000000", "#ffffff", "#7a1f3d", "#888888"] {
            let css = variables(&brand(accent));
            for block in [0, 1] {
                let contrast = value(&css, block, "accent").contrast(value(&css, block, "surface"));
                assert!(contrast >= READABLE, "{accent} in block {block}: {contrast}");
            }
        }
    }

    #[test]
    fn a_readable_accent_is_kept_as_it_is() {
        assert_eq!(
            value(&variables(&brand("#1f4e79")), 0, "accent"),
            Rgb::parse("#1f4e79").unwrap()
        );
        assert!(brand_problems(&brand("#1f4e79")).is_empty());
    }

    #[test]
    fn the_author_is_told_of_a_colour_that_was_changed_or_is_none() {
        assert_eq!(brand_problems(&brand("#ffee00"))[0].code, "brand/unreadable-colour");
        for wrong in ["red", "#12345", "#12345g", "#fff;}body{display:none", "1f4e79"] {
            assert_eq!(brand_problems(&brand(wrong))[0].code, "brand/not-a-colour", "{wrong}");
            assert!(!variables(&brand(wrong)).contains("display"));
        }
    }

    #[test]
    fn small_print_can_be_read_on_tinted_ground() {
        let css = variables(&Brand::default());
        for block in [0, 1] {
            for name in ["muted", "accent", "negative", "positive"] {
                let contrast = value(&css, block, name).contrast(value(&css, block, "tint"));
                assert!(contrast >= READABLE, "{name} in block {block}: {contrast}");
            }
        }
    }
}
