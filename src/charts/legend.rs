//! The key of a chart: signs with their words, flowing over as many lines as they need.

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::Form;
use super::font;
use super::journey_curve::Shape;
use super::token::Token;
use super::wrap::wrap;

/// A sign whose meaning a key states.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// A filled square.
    Swatch(Token),
    /// A hollow dot.
    Ring(Token),
    /// A thin bar across: an interval.
    Whisker(Token),
    /// A tinted rectangle: intervals that make a band.
    Band(Token),
    /// A piece of line.
    Line(Stroke),
    /// A short upright line: a target or a reference.
    Upright(Stroke),
    /// A long-dashed line that ends in a hollow dot: somebody else's figure.
    Cited,
    /// A hatched square.
    Hatch,
    /// The mark of a series in the background.
    Shape(Shape),
    /// Nothing: words alone.
    None,
}

const GAP: f64 = 20.0;
const SIGN: f64 = 24.0;

impl Sign {
    fn room(self) -> f64 {
        match self {
            Sign::None => 0.0,
            Sign::Upright(_) => 12.0,
            Sign::Swatch(_) | Sign::Ring(_) | Sign::Shape(_) | Sign::Hatch => 16.0,
            Sign::Whisker(_) | Sign::Band(_) | Sign::Line(_) | Sign::Cited => SIGN,
        }
    }

    /// Draws the sign with its left end at `x`, centred on `y`.
    pub(super) fn draw(self, canvas: &Canvas, x: f64, y: f64) {
        match self {
            Sign::Swatch(token) => canvas.rect(x, y - 5.0, 10.0, 10.0, token, 1.0),
            Sign::Ring(token) => canvas.ring((x + 5.0, y), 4.0, Stroke::new(token, 1.5)),
            Sign::Whisker(token) => canvas.line((x, y), (x + 18.0, y), Stroke::new(token, 1.5)),
            Sign::Band(token) => canvas.rect(x, y - 5.0, 18.0, 10.0, token, 0.16),
            Sign::Line(stroke) => canvas.line((x, y), (x + 18.0, y), stroke),
            Sign::Upright(stroke) => canvas.line((x + 3.0, y - 7.0), (x + 3.0, y + 7.0), stroke),
            Sign::Cited => {
                canvas.line((x, y), (x + 12.0, y), Stroke::CITED);
                canvas.ring((x + 15.0, y), 3.0, Stroke::new(Token::Muted, 1.5));
            }
            Sign::Hatch => canvas.hatch(x, y - 5.0, 10.0, 10.0, Token::Muted),
            Sign::Shape(shape) => shape.draw(canvas, (x + 5.0, y), false),
            Sign::None => {}
        }
    }
}

/// Draws the key from `top` between the left edge and `right`; returns where the drawing may go on below it.
pub(super) fn key(canvas: &Canvas, items: &[(Sign, String)], right: f64, top: f64) -> f64 {
    if items.is_empty() {
        return top;
    }
    let (mut x, mut line) = (0.0, 0usize);
    let mut bottom = 0;
    for (sign, words) in items {
        let lines = wrap(words, right - sign.room(), SMALL, false);
        let width = sign.room() + lines.iter().map(|l| font::room(l, SMALL, false)).fold(0.0, f64::max);
        if x > 0.0 && x + width > right {
            x = 0.0;
            line = bottom;
        }
        let y = top + (line as f64) * 18.0 + LEADING / 2.0;
        sign.draw(canvas, x, y);
        for (place, words) in lines.iter().enumerate() {
            canvas.text(words, x + sign.room(), y + LEADING * place as f64, Type::SMALL);
        }
        bottom = bottom.max(line + lines.len().max(1));
        x += width + GAP;
    }
    top + bottom as f64 * 18.0
}

/// A sheet that says in words why there is no drawing.
pub(super) fn empty(form: Form, words: &str) -> Canvas {
    let canvas = Canvas::new(form.width());
    let lines = wrap(words, form.width() - 32.0, Type::SMALL.size, false);
    let height = LEADING * lines.len() as f64 + 32.0;
    canvas.hatch(0.5, 0.5, form.width() - 1.0, height - 1.0, Token::Grid);
    canvas.lines(&lines, form.width() / 2.0, height / 2.0, Type::SMALL.middle().halo());
    canvas.set_height(height);
    canvas
}
