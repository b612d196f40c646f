//! The plotters drawing backend: what plotters draws on its integer grid becomes SVG elements in CSS pixels.
//!
//! The grid is ten times finer than CSS pixels, so that at most one decimal is written. Colours are tokens in
//! disguise (see `token`). Knows nothing of charts; must not measure with any font but the built-in one.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::font;
use super::token::Token;

/// Grid units in a CSS pixel.
pub(super) const GRID: f64 = 10.0;

/// What has been drawn so far, shared between the backend that plotters owns and the canvas that names marks.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// SVG elements, one a line.
    pub(super) body: String,
    /// `stroke-dasharray` of the lines to come.
    pub(super) dash: Option<&'static str>,
    /// Whether the texts to come get an outline in the surface colour, to be read across lines.
    pub(super) halo: bool,
}

/// Writes SVG elements into a [`Sheet`].
#[derive(Debug)]
pub(super) struct SvgBackend {
    sheet: Rc<RefCell<Sheet>>,
    size: (u32, u32),
}

impl SvgBackend {
    /// A backend for a sheet of `size` grid units.
    pub(super) fn new(sheet: Rc<RefCell<Sheet>>, size: (u32, u32)) -> Self {
        SvgBackend { sheet, size }
    }

    fn put(&self, element: &str) {
        let mut sheet = self.sheet.borrow_mut();
        sheet.body.push_str(element);
        sheet.body.push('\n');
    }

    /// Class, fallback colour, opacity and width of a stroke.
    fn stroke(&self, color: BackendColor, width: u32) -> String {
        let token = Token::from_reserved(color.rgb);
        let mut out = format!(
            "class=\"pc-stroke-{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"",
            token.name(),
            token.light(),
            decimal(f64::from(width) / GRID)
        );
        if let Some(dash) = self.sheet.borrow().dash {
            let _ = write!(out, " stroke-dasharray=\"{dash}\"");
        }
        if color.alpha < 1.0 {
            let _ = write!(out, " stroke-opacity=\"{}\"", decimal(color.alpha));
        }
        out
    }
}

/// Class, fallback colour and opacity of a fill.
fn fill(color: BackendColor) -> String {
    let token = Token::from_reserved(color.rgb);
    let mut out = format!("class=\"pc-fill-{}\" fill=\"{}\"", token.name(), token.light());
    if color.alpha < 1.0 {
        let _ = write!(out, " fill-opacity=\"{}\"", decimal(color.alpha));
    }
    out
}

/// A number with at most two decimals and no trailing zeros.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.into() }
}

/// A grid coordinate in CSS pixels.
fn px(units: i32) -> String {
    decimal(f64::from(units) / GRID)
}

/// Text as XML character data or attribute value. Control characters, which XML forbids, become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    path.into_iter().fold(String::new(), |mut out, (x, y)| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&px(x));
        out.push(',');
        out.push_str(&px(y));
        out
    })
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.put(&format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>",
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1),
            self.stroke(style.color(), style.stroke_width())
        ));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, filled: bool) -> Drawn {
        let look = if filled {
            fill(style.color())
        } else {
            self.stroke(style.color(), style.stroke_width())
        };
        self.put(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {look}/>",
            px(from.0.min(to.0)),
            px(from.1.min(to.1)),
            px((to.0 - from.0).abs()),
            px((to.1 - from.1).abs()),
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.put(&format!(
            "<polyline points=\"{}\" {} stroke-linejoin=\"round\"/>",
            points(path),
            self.stroke(style.color(), style.stroke_width())
        ));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, filled: bool) -> Drawn {
        let look = if filled {
            fill(style.color())
        } else {
            self.stroke(style.color(), style.stroke_width())
        };
        self.put(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {look}/>",
            px(center.0),
            px(center.1),
            decimal(f64::from(radius) / GRID)
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        self.put(&format!(
            "<polygon points=\"{}\" {}/>",
            points(vert),
            fill(style.color())
        ));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Drawn {
        let size = style.size() / GRID;
        let token = Token::from_reserved(style.color().rgb);
        let anchor = style.anchor();
        // Browsers place text by its baseline and disagree about `dominant-baseline`: compute it.
        let baseline = f64::from(pos.1) / GRID
            + size
                * match anchor.v_pos {
                    VPos::Top => font::ASCENT,
                    VPos::Center => font::HALF_CAPITAL,
                    VPos::Bottom => -font::DESCENT,
                };
        let anchor = match anchor.h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"700\"",
            _ => "",
        };
        let (x, y, size) = (px(pos.0), decimal(baseline), decimal(size));
        let place = format!("x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}");
        let words = escape(text);
        let (mut class, mut outline) = (format!("pc-text-{}", token.name()), String::new());
        if self.sheet.borrow().halo {
            let _ = write!(class, " pc-stroke-{}", Token::Surface.name());
            let surface = Token::Surface.light();
            let _ = write!(
                outline,
                " stroke=\"{surface}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            );
        }
        self.put(&format!(
            "<text class=\"{class}\" fill=\"{}\"{outline} {place}>{words}</text>",
            token.light()
        ));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = font::width(text, style.size(), bold);
        Ok((
            width.ceil() as u32,
            ((font::ASCENT + font::DESCENT) * style.size()).ceil() as u32,
        ))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        // No chart holds a bitmap, and an SVG of ours must not embed one.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_at_most_two_decimals_and_no_tail() {
        assert_eq!(decimal(1.0), "1");
        assert_eq!(decimal(0.126), "0.13");
        assert_eq!(decimal(-0.001), "0");
    }

    #[test]
    fn markup_in_a_label_stays_text() {
        assert_eq!(escape("<script>'&\"\u{0}"), "&lt;script&gt;&#39;&amp;&quot; ");
    }
}
