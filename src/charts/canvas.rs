//! Drawing in CSS pixels with tokens: a thin face over a plotters drawing area, plus what plotters does not carry
//! (tooltips, dashes, hatching). Knows nothing of charts.

use std::cell::{Cell, RefCell};
use std::fmt::Write;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, IntoTextStyle, ShapeStyle};

use crate::language::Lang;

use super::backend::{GRID, Sheet, SvgBackend, decimal, escape};
use super::figure::{Form, Frame};
use super::token::Token;

/// Size of labels and values in CSS pixels.
pub(super) const LABEL: f64 = 13.0;
/// Size of secondary text: scales, n, notes.
pub(super) const SMALL: f64 = 12.0;
/// Distance between lines of either size.
pub(super) const LEADING: f64 = 16.0;

/// More than any drawing is high, in CSS pixels: 1,000 rows of a narrow form are a tenth of it.
const TALLEST: f64 = 1_000_000.0;

/// Horizontal anchor of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) token: Token,
    pub(super) anchor: Anchor,
    pub(super) halo: bool,
}

impl Type {
    /// A label in ink.
    pub(super) const LABEL: Type = Type {
        size: LABEL,
        bold: false,
        token: Token::Ink,
        anchor: Anchor::Start,
        halo: false,
    };
    /// A value: bold ink.
    pub(super) const VALUE: Type = Type {
        bold: true,
        ..Type::LABEL
    };
    /// Secondary text.
    pub(super) const SMALL: Type = Type {
        size: SMALL,
        token: Token::Muted,
        ..Type::LABEL
    };

    pub(super) fn end(self) -> Type {
        Type {
            anchor: Anchor::End,
            ..self
        }
    }

    pub(super) fn middle(self) -> Type {
        Type {
            anchor: Anchor::Middle,
            ..self
        }
    }

    pub(super) fn token(self, token: Token) -> Type {
        Type { token, ..self }
    }

    /// With an outline in the surface colour, to be read across lines.
    pub(super) fn halo(self) -> Type {
        Type { halo: true, ..self }
    }
}

/// A line's look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) token: Token,
    pub(super) width: f64,
    pub(super) dash: Option<&'static str>,
}

impl Stroke {
    pub(super) const fn new(token: Token, width: f64) -> Stroke {
        Stroke {
            token,
            width,
            dash: None,
        }
    }

    pub(super) const fn dashed(self) -> Stroke {
        Stroke {
            dash: Some("4 4"),
            ..self
        }
    }

    /// A thin grid line.
    pub(super) const GRID: Stroke = Stroke::new(Token::Grid, 1.0);
    /// A target.
    pub(super) const TARGET: Stroke = Stroke {
        token: Token::Ink,
        width: 1.5,
        dash: Some("2 3"),
    };
    /// What is projected.
    pub(super) const PROJECTED: Stroke = Stroke {
        token: Token::Accent,
        width: 2.0,
        dash: Some("2 4"),
    };
    /// Somebody else's figure.
    pub(super) const CITED: Stroke = Stroke {
        token: Token::Muted,
        width: 1.0,
        dash: Some("6 4"),
    };
}

/// A sheet that grows downwards: its height is given at the end.
pub(super) struct Canvas {
    sheet: Rc<RefCell<Sheet>>,
    area: DrawingArea<SvgBackend, Shift>,
    width: f64,
    height: Cell<f64>,
}

/// CSS pixels to grid units. Not-a-number becomes zero and overflow saturates, so that no value can panic.
fn grid(px: f64) -> i32 {
    (px * GRID).round() as i32
}

fn at((x, y): (f64, f64)) -> (i32, i32) {
    (grid(x), grid(y))
}

fn filled(token: Token, opacity: f64) -> ShapeStyle {
    ShapeStyle {
        color: token.reserved().mix(opacity),
        filled: true,
        stroke_width: 0,
    }
}

impl Canvas {
    pub(super) fn new(width: f64) -> Canvas {
        let sheet = Rc::new(RefCell::new(Sheet::default()));
        // Plotters clips rectangles to its size; the true height is known when everything is drawn.
        let size = (grid(width) as u32, grid(TALLEST) as u32);
        let area = SvgBackend::new(Rc::clone(&sheet), size).into_drawing_area();
        Canvas {
            sheet,
            area,
            width,
            height: Cell::new(0.0),
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Says how far down the drawing reaches, in CSS pixels.
    pub(super) fn set_height(&self, height: f64) {
        self.height.set(height.max(1.0));
    }

    fn put<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, (i32, i32)>,
        E: Drawable<SvgBackend>,
    {
        // The backend writes to a String and cannot fail; the area is not shared, so that it cannot be locked.
        let _ = self.area.draw(element);
    }

    fn stroked(&self, stroke: Stroke, draw: impl FnOnce(ShapeStyle)) {
        self.sheet.borrow_mut().dash = stroke.dash;
        draw(ShapeStyle {
            color: stroke.token.reserved().mix(1.0),
            filled: false,
            stroke_width: grid(stroke.width) as u32,
        });
        self.sheet.borrow_mut().dash = None;
    }

    pub(super) fn line(&self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    pub(super) fn path(&self, points: &[(f64, f64)], stroke: Stroke) {
        let points: Vec<_> = points.iter().copied().map(at).collect();
        self.stroked(stroke, |style| self.put(&PathElement::new(points, style)));
    }

    /// A filled rectangle from its upper left corner.
    pub(super) fn rect(&self, x: f64, y: f64, width: f64, height: f64, token: Token, opacity: f64) {
        self.put(&Rectangle::new(
            [at((x, y)), at((x + width, y + height))],
            filled(token, opacity),
        ));
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&self, x: f64, y: f64, width: f64, height: f64, stroke: Stroke) {
        self.stroked(stroke, |style| {
            self.put(&Rectangle::new([at((x, y)), at((x + width, y + height))], style));
        });
    }

    /// Slanted thin lines over a rectangle: “here would be a value”.
    pub(super) fn hatch(&self, x: f64, y: f64, width: f64, height: f64, token: Token) {
        let stroke = Stroke::new(token, 1.0);
        // One zigzag whose turns run along the frame: a path a line would make the drawing several times larger.
        let mut path: Vec<(f64, f64)> = Vec::new();
        let mut start = x - height + 3.0;
        let mut rising = true;
        while start < x + width - 1.0 {
            // The line y = bottom - (x - start), clipped to the rectangle: its lower left and upper right ends.
            let (left, right) = (start.max(x), (start + height).min(x + width));
            let ends = [left, right].map(|at| (at, y + height - (at - start)));
            let (first, second) = if rising { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
            if let Some(last) = path.last().copied() {
                // Around a corner where the turn goes from one side of the rectangle to the next.
                let differ = (last.0 - first.0).abs() > 0.01 && (last.1 - first.1).abs() > 0.01;
                if differ {
                    path.push(if rising { (x, y + height) } else { (x + width, y) });
                }
            }
            path.extend([first, second]);
            rising = !rising;
            start += 7.0;
        }
        self.path(&path, stroke);
        self.frame(x, y, width, height, stroke);
    }

    pub(super) fn dot(&self, centre: (f64, f64), radius: f64, token: Token) {
        self.put(&Circle::new(at(centre), grid(radius) as u32, filled(token, 1.0)));
    }

    /// A hollow dot: an outline on the surface colour.
    pub(super) fn ring(&self, centre: (f64, f64), radius: f64, stroke: Stroke) {
        self.dot(centre, radius, Token::Surface);
        self.stroked(stroke, |style| {
            self.put(&Circle::new(at(centre), grid(radius) as u32, style));
        });
    }

    pub(super) fn polygon(&self, points: &[(f64, f64)], token: Token, opacity: f64) {
        let points: Vec<_> = points.iter().copied().map(at).collect();
        self.put(&Polygon::new(points, filled(token, opacity)));
    }

    fn write(&self, words: &str, place: (f64, f64), look: Type, vertical: VPos) {
        if words.is_empty() {
            return;
        }
        let style = if look.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::SansSerif, look.size * GRID, style);
        let horizontal = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let color = look.token.reserved();
        let style = font
            .into_text_style(&self.area)
            .color(&color)
            .pos(Pos::new(horizontal, vertical));
        self.sheet.borrow_mut().halo = look.halo;
        let _ = self.area.draw_text(words, &style, at(place));
        self.sheet.borrow_mut().halo = false;
    }

    /// One line of text whose digits are centred on `y`.
    pub(super) fn text(&self, words: &str, x: f64, y: f64, look: Type) {
        self.write(words, (x, y), look, VPos::Center);
    }

    /// Lines of text centred on `y` as a block.
    pub(super) fn lines<S: AsRef<str>>(&self, lines: &[S], x: f64, y: f64, look: Type) {
        let top = y - LEADING * (lines.len() as f64 - 1.0) / 2.0;
        for (place, line) in lines.iter().enumerate() {
            self.text(line.as_ref(), x, top + LEADING * place as f64, look);
        }
    }

    /// Lines of text down from `top`; returns where the next line would start.
    pub(super) fn paragraph<S: AsRef<str>>(&self, lines: &[S], x: f64, top: f64, look: Type) -> f64 {
        for (place, line) in lines.iter().enumerate() {
            self.text(line.as_ref(), x, top + LEADING * (place as f64 + 0.5), look);
        }
        top + LEADING * lines.len() as f64
    }

    /// Groups what `draw` draws under a tooltip.
    pub(super) fn mark(&self, tooltip: &str, draw: impl FnOnce()) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.sheet.borrow_mut().body, "<g><title>{}</title>", escape(tooltip));
        draw();
        self.sheet.borrow_mut().body.push_str("</g>\n");
    }

    /// The whole SVG. `id` must be safe in an attribute.
    pub(super) fn finish(self, id: &str, frame: &Frame<'_>, form: Form, lang: Lang) -> String {
        let sheet = self.sheet.borrow();
        let (form, width, height) = (form.name(), decimal(self.width), decimal(self.height.get().ceil()));
        let mut svg = String::with_capacity(sheet.body.len() + 512);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{lang}\" class=\"pc-chart pc-{} pc-{form}\" width=\"100%\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-{form}-title {id}-{form}-desc\" \
             font-family=\"Arial, 'Liberation Sans', Helvetica, sans-serif\">\n\
             <title id=\"{id}-{form}-title\">{}</title>\n<desc id=\"{id}-{form}-desc\">{}</desc>\n{}</svg>\n",
            frame.kind,
            escape(frame.title),
            escape(&frame.sentence),
            sheet.body
        );
        svg
    }
}
