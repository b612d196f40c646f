//! What is painted behind text, and what is out of sight: facts that follow from an element and those above it.

use std::sync::Arc;

use cssparser::{Parser, Token};

use super::color::Rgba;
use super::computed::{Computed, Extent, Position};
use super::value::{self, Invalid, Known, invalid};

/// What is painted behind the text of an element. Opacity blends a whole group with what is behind it, so a colour as it
/// is seen is `scale × colour + offset`, by parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// The colour behind the text inside its group, opaque; unknown over an image, a gradient, or out of the flow.
    local: Known<Rgba>,
    scale: f32,
    offset: [f32; 3],
    /// Whether a filter, a blend mode or an opacity over something unknown makes any colour inside unknown.
    lost: bool,
}

impl Ground {
    /// The white page of a browser.
    pub(super) fn canvas() -> Ground {
        Ground {
            local: Known::Known(Rgba::WHITE),
            scale: 1.0,
            offset: [0.0; 3],
            lost: false,
        }
    }

    /// The ground of an element on that of its parent.
    pub(super) fn of(computed: &Computed, parent: &Ground) -> Ground {
        let plain = |flag: Known<bool>| matches!(flag, Known::Known(false));
        let flows = matches!(
            computed.position,
            Known::Known(Position::Static | Position::Relative | Position::Sticky)
        ) && plain(computed.moved);
        let behind = if flows { parent.local } else { Known::Unknown };
        let mut ground = Ground {
            lost: parent.lost || !plain(computed.filter) || !plain(computed.blended),
            ..*parent
        };
        match computed.opacity {
            Known::Known(1.0) => {}
            Known::Known(0.0) => ground.scale = 0.0,
            Known::Known(opacity) => match behind {
                Known::Known(behind) => {
                    let parts = [behind.red, behind.green, behind.blue];
                    for (offset, part) in ground.offset.iter_mut().zip(parts) {
                        *offset += parent.scale * (1.0 - opacity) * part;
                    }
                    ground.scale *= opacity;
                }
                Known::Unknown => ground.lost = true,
            },
            Known::Unknown => ground.lost = true,
        }
        ground.local = match (computed.background_image, computed.background_color) {
            (Known::Known(false), Known::Known(color)) if color.alpha >= 1.0 => Known::Known(color),
            (Known::Known(false), Known::Known(color)) if color.alpha <= 0.0 => behind,
            (Known::Known(false), Known::Known(color)) => behind.map(|behind| color.over(behind)),
            _ => Known::Unknown,
        };
        ground
    }

    /// A colour inside this ground, as it is seen.
    fn seen(&self, color: Rgba) -> Rgba {
        let [red, green, blue] = self.offset;
        Rgba {
            red: red + self.scale * color.red,
            green: green + self.scale * color.green,
            blue: blue + self.scale * color.blue,
            alpha: 1.0,
        }
    }

    /// The colour behind text, as it is seen.
    pub fn color(&self) -> Known<Rgba> {
        if self.lost {
            return Known::Unknown;
        }
        self.local.map(|local| self.seen(local))
    }

    /// A colour laid over this ground, as it is seen.
    pub fn under(&self, color: Rgba) -> Known<Rgba> {
        if self.lost {
            return Known::Unknown;
        }
        if color.alpha >= 1.0 {
            return Known::Known(self.seen(color));
        }
        self.local.map(|local| self.seen(color.over(local)))
    }
}

impl Computed {
    /// Whether text in the element can be seen, as far as this element and those above decide it: rendered, visible, not
    /// transparent, not off the screen, not shrunk to nothing.
    pub fn text_is_seen(&self) -> Known<bool> {
        let opaque = Known::Known(self.ground.scale > 0.0);
        let colored = self.color.map(|color| color.alpha > 0.0);
        let sized = self.font_size.map(|size| size > 0.0);
        let shown = self
            .visibility
            .map(|visibility| visibility == super::computed::Visibility::Visible);
        self.rendered
            .and(shown)
            .and(self.out_of_sight.map(|out| !out))
            .and(opaque)
            .and(colored)
            .and(sized)
    }

    /// Text and what is behind it, as seen; unknown over images, in filters, with shadows or fills of their own.
    pub fn text_on_ground(&self) -> Known<(Rgba, Rgba)> {
        let plain = matches!(self.text_shadow, Known::Known(false))
            && matches!(self.background_clip_text, Known::Known(false))
            && matches!(self.plain_fill, Known::Known(true));
        if !plain {
            return Known::Unknown;
        }
        self.color
            .and_then(|color| self.ground.under(color))
            .and_then(|text| self.ground.color().map(|ground| (text, ground)))
    }
}

/// Farther than this to the left or up, nothing of an element is to be seen, in pixels: more than a line of text, less
/// than the distances that style sheets use to move text off the screen.
const FAR: f32 = -100.0;

pub(super) fn out_of_sight(computed: &Computed, transform: &Known<Option<Arc<str>>>) -> Known<bool> {
    let positioned = matches!(computed.position, Known::Known(Position::Absolute | Position::Fixed));
    let mut out = computed.clipped;
    let far = |extent: Known<Extent>| match extent {
        Known::Known(Extent::Px(px)) => px <= FAR,
        Known::Known(Extent::Share(px, share)) => share <= -1.0 && px <= 0.0,
        _ => false,
    };
    if positioned
        && [computed.left, computed.top, computed.right, computed.bottom]
            .into_iter()
            .any(far)
    {
        return Known::Known(true);
    }
    if far(computed.text_indent) || matches!(computed.margin_left, Known::Known(Extent::Px(px)) if px <= -999.0) {
        return Known::Known(true);
    }
    let tiny = |extent: Known<Extent>, most: f32| matches!(extent, Known::Known(Extent::Px(px)) if px <= most);
    if matches!(computed.cuts, Known::Known(true)) {
        let speck = tiny(computed.width, 1.0) && tiny(computed.height, 1.0);
        let folded = tiny(computed.height, 0.0) || tiny(computed.max_height, 0.0) || tiny(computed.width, 0.0);
        if speck || folded {
            return Known::Known(true);
        }
    }
    match transform {
        Known::Known(None) => {}
        Known::Known(Some(text)) => out = out.either(moved_away(text)),
        Known::Unknown => out = out.either(Known::Unknown),
    }
    // A little above the edge: a skip link that waits for the focus, or a badge.
    let near = |extent: Known<Extent>| matches!(extent, Known::Known(Extent::Px(px)) if px <= -30.0);
    if positioned && (near(computed.top) || near(computed.left)) {
        out = out.either(Known::Unknown);
    }
    out
}

/// `scale(0)` and moves by a whole screen.
fn moved_away(text: &str) -> Known<bool> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    let zero = [
        "scale(0)",
        "scalex(0)",
        "scaley(0)",
        "scale(0,0)",
        "scale3d(0,0,0)",
        "scaley(0,1)",
    ];
    if zero.iter().any(|zero| text.contains(zero)) {
        return Known::Known(true);
    }
    let Some(at) = text.find("translate") else {
        return Known::Known(false);
    };
    let arguments = text[at..].split_once('(').map_or("", |(_, rest)| rest);
    let arguments = arguments.split(')').next().unwrap_or_default();
    let far = arguments.split(',').any(|part| {
        let number = part.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        let amount: f32 = number.parse().unwrap_or(0.0);
        match &part[number.len()..] {
            "px" => amount.abs() >= 999.0,
            "em" | "rem" => amount.abs() >= 99.0,
            "vw" | "vh" | "%" => amount.abs() >= 100.0,
            _ => false,
        }
    });
    // Where a box is moved by its own size, only a layout knows whether anything of it is left on the screen.
    if far { Known::Unknown } else { Known::Known(false) }
}

pub(super) fn clipped(
    clip: &Known<Option<Arc<str>>>,
    path: &Known<Option<Arc<str>>>,
    position: Known<Position>,
) -> Known<bool> {
    let by_clip = match clip {
        Known::Unknown => Known::Unknown,
        Known::Known(None) => Known::Known(false),
        // `clip` works on what is out of the flow only.
        Known::Known(Some(text)) => match position {
            Known::Known(Position::Absolute | Position::Fixed) => Known::Known(clips_all(text)),
            Known::Known(_) => Known::Known(false),
            Known::Unknown => Known::Unknown,
        },
    };
    let by_path = match path {
        Known::Unknown => Known::Unknown,
        Known::Known(None) => Known::Known(false),
        Known::Known(Some(text)) => Known::Known(leaves_nothing(text)),
    };
    by_clip.either(by_path)
}

/// `rect(0, 0, 0, 0)`, `rect(1px, 1px, 1px, 1px)`: at most a pixel is left.
fn clips_all(text: &str) -> bool {
    let mut input = Parser::new(text);
    let edges = input.parse_entirely(|input| -> Result<Vec<Option<f32>>, Invalid> {
        input.expect_function_matching("rect")?;
        input.parse_nested_block(|input| {
            let mut edges = Vec::new();
            while let Ok(token) = input.next() {
                match token {
                    Token::Comma => {}
                    Token::Dimension { value, .. } | Token::Number { value, .. } => edges.push(Some(*value)),
                    _ => edges.push(None),
                }
            }
            Ok(edges)
        })
    });
    match edges.as_deref() {
        Ok([Some(top), Some(right), Some(bottom), Some(left)]) => bottom - top <= 1.0 && right - left <= 1.0,
        _ => false,
    }
}

fn leaves_nothing(text: &str) -> bool {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    if let Some(rest) = text.strip_prefix("inset(") {
        let share = rest
            .split(['%', ')'])
            .next()
            .and_then(|number| number.parse::<f32>().ok());
        return rest.contains('%') && share.is_some_and(|share| share >= 50.0);
    }
    matches!(
        text.as_str(),
        "circle(0)"
            | "circle(0px)"
            | "circle(0%)"
            | "polygon(00,00,00)"
            | "polygon(00,00,00,00)"
            | "polygon(0px0px,0px0px,0px0px)"
    )
}

/// The rotation of a `transform` in the plane, in degrees, and whether it does anything else. What browsers would refuse
/// does not rotate.
pub(super) fn rotation(text: &str) -> (Known<f32>, bool) {
    if text.trim().eq_ignore_ascii_case("none") {
        return (Known::Known(0.0), false);
    }
    let (mut sum, mut moved, mut known) = (0.0_f32, false, true);
    let parsed = Parser::new(text).parse_entirely(|input| -> Result<(), Invalid> {
        while !input.is_exhausted() {
            let name = input.expect_function()?.to_ascii_lowercase();
            input.parse_nested_block(|input| -> Result<(), Invalid> {
                match name.as_str() {
                    "rotate" | "rotatez" => sum += value::angle(input)?,
                    "rotate3d" => {
                        let mut axis = [0.0; 3];
                        for part in &mut axis {
                            *part = input.expect_number()?;
                            input.expect_comma()?;
                        }
                        let angle = value::angle(input)?;
                        if axis[0] == 0.0 && axis[1] == 0.0 {
                            sum += if axis[2] < 0.0 { -angle } else { angle };
                        } else {
                            known &= angle == 0.0;
                        }
                    }
                    "matrix" | "matrix3d" => {
                        let parts = input
                            .parse_comma_separated(|input| -> Result<f32, Invalid> { Ok(input.expect_number()?) })?;
                        // The first column is the turned x axis.
                        let wanted = if name == "matrix" { 6 } else { 16 };
                        if parts.len() != wanted {
                            return Err(invalid());
                        }
                        sum += libm::atan2f(parts[1], parts[0]).to_degrees();
                        moved |= parts[wanted - 2] != 0.0 || parts[4] != 0.0 && wanted == 6;
                    }
                    _ => {
                        moved = true;
                        while input.next().is_ok() {}
                    }
                }
                input.expect_exhausted()?;
                Ok(())
            })?;
        }
        Ok(())
    });
    match parsed {
        Err(_) => (Known::Known(0.0), false),
        Ok(()) if known => (Known::Known(sum), moved || sum != 0.0),
        Ok(()) => (Known::Unknown, true),
    }
}
