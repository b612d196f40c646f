//! Colours: reading them, laying one over another, contrast, and how different two look.

use cssparser::{Parser, match_ignore_ascii_case};
use cssparser_color::{Color as Parsed, hsl_to_rgb, hwb_to_rgb};
use palette::color_difference::Ciede2000;
use palette::{FromColor, Lab, LabHue, Lch, Oklab, OklabHue, Oklch, Srgb};

use super::value::{Invalid, invalid};

/// An sRGB colour, each part from 0 to 1, alpha not multiplied in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rgba {
    /// Red.
    pub red: f32,
    /// Green.
    pub green: f32,
    /// Blue.
    pub blue: f32,
    /// Opacity.
    pub alpha: f32,
}

/// A colour as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Written {
    /// In figures or by name.
    Rgba(Rgba),
    /// `currentcolor`.
    Current,
    /// By a function that is not followed, such as `color-mix()`.
    Unknown,
}

impl Rgba {
    /// White.
    pub const WHITE: Rgba = Rgba::opaque(1.0, 1.0, 1.0);
    /// Black.
    pub const BLACK: Rgba = Rgba::opaque(0.0, 0.0, 0.0);
    /// Nothing.
    pub const TRANSPARENT: Rgba = Rgba {
        alpha: 0.0,
        ..Rgba::BLACK
    };

    const fn opaque(red: f32, green: f32, blue: f32) -> Rgba {
        Rgba {
            red,
            green,
            blue,
            alpha: 1.0,
        }
    }

    /// From bytes.
    pub fn from_bytes(red: u8, green: u8, blue: u8, alpha: f32) -> Rgba {
        let part = |byte: u8| f32::from(byte) / 255.0;
        Rgba {
            alpha,
            ..Rgba::opaque(part(red), part(green), part(blue))
        }
    }

    /// This colour laid over one that is opaque: simple alpha compositing (CSS Compositing 1, 5.1).
    #[must_use]
    pub fn over(self, below: Rgba) -> Rgba {
        let mix = |above: f32, below: f32| above * self.alpha + below * (1.0 - self.alpha);
        Rgba::opaque(
            mix(self.red, below.red),
            mix(self.green, below.green),
            mix(self.blue, below.blue),
        )
    }

    /// Relative luminance, from 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let linear = |part: f32| {
            let part = f64::from(part.clamp(0.0, 1.0));
            if part <= 0.04045 {
                part / 12.92
            } else {
                libm::pow((part + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Rgba) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How different two opaque colours look: CIEDE2000, where 1 is just noticeable.
    pub fn difference(self, other: Rgba) -> f32 {
        self.lab().difference(other.lab())
    }

    /// In CIE L*a*b* (D65).
    pub fn lab(self) -> Lab {
        Lab::from_color(Srgb::new(self.red, self.green, self.blue))
    }

    /// As `#rrggbb`, opacity left out.
    pub fn hex(self) -> String {
        let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        format!("#{:02x}{:02x}{:02x}", byte(self.red), byte(self.green), byte(self.blue))
    }
}

/// Colours of the system as the usual browsers show them in a light scheme.
fn system(name: &str) -> Option<Rgba> {
    let grey = |byte| Rgba::from_bytes(byte, byte, byte, 1.0);
    Some(match_ignore_ascii_case! { name,
        "canvas" | "field" | "window" => Rgba::WHITE,
        "canvastext" | "fieldtext" | "buttontext" | "windowtext" | "marktext" | "captiontext" | "infotext" | "menutext" => Rgba::BLACK,
        "buttonface" | "threedface" => grey(0xef),
        "graytext" => grey(0x80),
        "linktext" | "-webkit-link" => Rgba::from_bytes(0, 0, 0xee, 1.0),
        "visitedtext" => Rgba::from_bytes(0x55, 0x1a, 0x8b, 1.0),
        "mark" => Rgba::from_bytes(0xff, 0xff, 0, 1.0),
        _ => return None,
    })
}

/// Functions that make colours and are not followed.
const FUNCTIONS: [&str; 6] = [
    "color-mix",
    "light-dark",
    "contrast-color",
    "device-cmyk",
    "env",
    "attr",
];

/// Whether a function makes a colour that is not followed.
pub(super) fn is_unfollowed(name: &str) -> bool {
    FUNCTIONS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A colour.
pub(super) fn color(input: &mut Parser<'_>) -> Result<Written, Invalid> {
    let start = input.state();
    if let Ok(parsed) = input.try_parse(Parsed::parse) {
        return Ok(convert(parsed));
    }
    input.reset(&start);
    let token = input.next()?.clone();
    match &token {
        cssparser::Token::Ident(name) => system(name).map(Written::Rgba).ok_or_else(invalid),
        cssparser::Token::Function(name) => {
            let name = name.to_ascii_lowercase();
            input.parse_nested_block(|input| {
                let mut relative = false;
                let mut arithmetic = false;
                while let Ok(token) = input.next() {
                    match token {
                        cssparser::Token::Ident(word) => relative |= word.eq_ignore_ascii_case("from"),
                        cssparser::Token::Function(_) => arithmetic = true,
                        _ => {}
                    }
                }
                let makes_colors = [
                    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color",
                ]
                .contains(&name.as_str());
                if is_unfollowed(&name) || makes_colors && (relative || arithmetic) {
                    Ok(Written::Unknown)
                } else {
                    Err(invalid())
                }
            })
        }
        _ => Err(invalid()),
    }
}

fn convert(parsed: Parsed) -> Written {
    let part = |value: Option<f32>| value.unwrap_or(0.0);
    let of = |(red, green, blue): (f32, f32, f32), alpha: Option<f32>| {
        Written::Rgba(Rgba {
            red: red.clamp(0.0, 1.0),
            green: green.clamp(0.0, 1.0),
            blue: blue.clamp(0.0, 1.0),
            alpha: part(alpha).clamp(0.0, 1.0),
        })
    };
    // Colours outside sRGB are cut to it.
    let srgb = |color: Srgb<f32>, alpha| of((color.red, color.green, color.blue), alpha);
    match parsed {
        Parsed::CurrentColor => Written::Current,
        Parsed::Rgba(rgba) => Written::Rgba(Rgba::from_bytes(rgba.red, rgba.green, rgba.blue, rgba.alpha)),
        Parsed::Hsl(hsl) => of(
            hsl_to_rgb(part(hsl.hue) / 360.0, part(hsl.saturation), part(hsl.lightness)),
            hsl.alpha,
        ),
        Parsed::Hwb(hwb) => of(
            hwb_to_rgb(part(hwb.hue) / 360.0, part(hwb.whiteness), part(hwb.blackness)),
            hwb.alpha,
        ),
        Parsed::Oklab(lab) => srgb(
            Srgb::from_color(Oklab::new(part(lab.lightness), part(lab.a), part(lab.b))),
            lab.alpha,
        ),
        Parsed::Oklch(lch) => srgb(
            Srgb::from_color(Oklch::new(
                part(lch.lightness),
                part(lch.chroma),
                OklabHue::from_degrees(part(lch.hue)),
            )),
            lch.alpha,
        ),
        // CSS means D50 here; the difference to D65 is below what contrast is told by, but not below what is exact.
        Parsed::Lab(lab) if part(lab.a) == 0.0 && part(lab.b) == 0.0 => {
            srgb(Srgb::from_color(Lab::new(part(lab.lightness), 0.0, 0.0)), lab.alpha)
        }
        Parsed::Lch(lch) if part(lch.chroma) == 0.0 => srgb(
            Srgb::from_color(Lch::new(part(lch.lightness), 0.0, LabHue::from_degrees(0.0))),
            lch.alpha,
        ),
        Parsed::ColorFunction(function)
            if matches!(function.color_space, cssparser::color::PredefinedColorSpace::Srgb) =>
        {
            of(
                (part(function.c1), part(function.c2), part(function.c3)),
                function.alpha,
            )
        }
        Parsed::Lab(_) | Parsed::Lch(_) | Parsed::ColorFunction(_) => Written::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgba(text: &str) -> Option<Rgba> {
        match Parser::new(text).parse_entirely(color).ok()? {
            Written::Rgba(rgba) => Some(rgba),
            _ => None,
        }
    }

    #[test]
    fn every_spelling_of_a_colour_is_the_same_colour() {
        for text in [
            "#f00",
            "#ff0000ff",
            "red",
            "rgb(255, 0, 0)",
            "rgb(255 0 0 / 100%)",
            "hsl(0 100% 50%)",
            "hwb(0 0% 0%)",
            "color(srgb 1 0 0)",
            "oklch(0.627955 0.257683 29.2339)",
        ] {
            assert_eq!(rgba(text).map(Rgba::hex).as_deref(), Some("#ff0000"), "{text}");
        }
        assert_eq!(rgba("ButtonFace").map(Rgba::hex).as_deref(), Some("#efefef"));
    }

    #[test]
    fn what_is_not_followed_is_unknown_and_what_is_none_is_invalid() {
        let parsed = |text: &str| Parser::new(text).parse_entirely(color).ok();
        for text in ["color-mix(in srgb, red, blue)", "rgb(from red r g b)", "lab(50% 40 20)"] {
            assert_eq!(parsed(text), Some(Written::Unknown), "{text}");
        }
        assert_eq!(parsed("currentColor"), Some(Written::Current));
        for text in ["#ff", "rouge", "rgb(1)", "url(a)", ""] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    /// #777777 on white is 4.48, the grey that just fails (`WebAIM`, “contrast checker”).
    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |one: &str, other: &str| rgba(one).unwrap().contrast(rgba(other).unwrap());
        assert!((contrast("#000", "#fff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777", "#fff") - 4.478).abs() < 1e-3);
        assert!((contrast("#767676", "#fff") - 4.542).abs() < 1e-3);
        let half = rgba("rgba(0,0,0,.5)").unwrap().over(Rgba::WHITE);
        assert_eq!(half.hex(), "#808080");
    }

    /// Pair 1 of Sharma, Wu and Dalal, “The CIEDE2000 color-difference formula” (2005), table 1: 2.0425.
    #[test]
    fn difference_is_ciede2000() {
        let (one, other): (Lab, Lab) = (Lab::new(50.0, 2.6772, -79.7751), Lab::new(50.0, 0.0, -82.7485));
        let difference: f32 = one.difference(other);
        assert!((difference - 2.0425).abs() < 1e-3, "{difference}");
        assert!(Rgba::BLACK.difference(Rgba::WHITE) > 99.0);
    }
}
