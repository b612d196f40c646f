//! Importance against performance (Martilla & James, 1977): drivers as numbered points in four fields, each with both
//! intervals. A point whose interval crosses one of the two lines is grey: it may as well lie beyond.

use crate::language::Lang;

use super::axis;
use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::format::{Format, Reading};
use super::legend::{self, Sign};
use super::scale::Scale;
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// The fields and what stands in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding, localised.
    pub sentence: String,
    /// The upper end of importance, which begins at 0.
    pub highest: f64,
    /// What runs upwards and to the right, localised: importance and performance.
    pub axes: [String; 2],
    /// How values upwards and to the right are written.
    pub formats: [Format; 2],
    /// Where the lines stand, upwards and to the right.
    pub lines: [f64; 2],
    /// Names of the fields, localised: upper left, upper right, lower left, lower right.
    pub fields: [String; 4],
    /// What a grey point means, localised.
    pub uncertain: String,
    /// Headings of the columns that the table has beside point, importance, performance and field.
    pub further: Vec<String>,
    /// The points, numbered from 1.
    pub points: Vec<Point>,
}

/// A driver.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// What it is, localised.
    pub label: String,
    /// Its importance.
    pub importance: Reading,
    /// Its performance.
    pub performance: Reading,
    /// The name of its field, localised.
    pub field: String,
    /// Whether it surely lies in its field.
    pub certain: bool,
    /// Further cells of its row in the table.
    pub further: Vec<String>,
}

const RADIUS: f64 = 10.0;

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let cell = |reading: Reading, format: &Format| match (reading.value(), reading.interval()) {
        (Some(value), Some(interval)) => format!(
            "{} ({})",
            format.short(lang, value),
            words::range(
                lang,
                &format.short(lang, interval.low),
                &format.short(lang, interval.high)
            )
        ),
        (Some(value), None) => format.short(lang, value),
        _ => "–".to_owned(),
    };
    let mut head = vec![
        words::capital(words::row(lang)),
        spec.axes[0].clone(),
        spec.axes[1].clone(),
    ];
    head.push(words::capital(words::state(lang)));
    head.extend(spec.further.iter().cloned());
    let row = |(number, point): (usize, &Point)| {
        let mut row = vec![
            format!("{} {}", number + 1, point.label),
            cell(point.importance, &spec.formats[0]),
            cell(point.performance, &spec.formats[1]),
            point.field.clone(),
        ];
        row.extend(point.further.iter().cloned());
        row
    };
    let table = Table {
        caption: spec.title.clone(),
        head,
        rows: spec.points.iter().enumerate().map(row).collect(),
    };
    Frame {
        id: &spec.id,
        kind: "importance-performance",
        title: &spec.title,
        sentence: spec.sentence.clone(),
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

/// A point that has a place.
struct Placed<'s> {
    number: usize,
    point: &'s Point,
    at: (f64, f64),
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    let across = spec.points.iter().flat_map(|point| {
        let interval = point.performance.interval();
        [
            point.performance.value(),
            interval.map(|found| found.low),
            interval.map(|found| found.high),
        ]
    });
    let across: Vec<f64> = across.flatten().chain([spec.lines[1]]).collect();
    let drawable = |point: &&Point| point.importance.value().is_some() && point.performance.value().is_some();
    if !spec.points.iter().any(|point| drawable(&point)) {
        return legend::empty(form, words::empty(lang));
    }
    let canvas = Canvas::new(form.width());
    let width = form.width();
    let up = Scale::new(Some((0.0, spec.highest)), []);
    let right = Scale::new(None, across);
    let step = up.step(5);
    let ticks: Vec<(f64, String)> = up
        .ticks(5)
        .into_iter()
        .map(|value| (value, spec.formats[0].tick(lang, value, step)))
        .collect();
    let room = ticks
        .iter()
        .map(|(_, words)| font::room(words, SMALL, false))
        .fold(0.0, f64::max);
    let left = room + 8.0;
    let heading = wrap(&spec.axes[0], width, SMALL, false);
    let top = canvas.paragraph(&heading, 0.0, 0.0, Type::SMALL) + 8.0;
    let height = form.pick(380.0, 340.0);
    let bottom = top + height;
    let up = up.between(bottom, top);
    let right = right.between(left, width - 2.0);
    for (value, words) in &ticks {
        let y = up.place(*value);
        canvas.line((left, y), (width - 2.0, y), Stroke::GRID);
        canvas.text(words, left - 8.0, y, Type::SMALL.end());
    }
    let (line_y, line_x) = (up.place(spec.lines[0]), right.place(spec.lines[1]));
    canvas.rect(left, top, line_x - left, line_y - top, Token::Accent, 0.07);
    canvas.line((left, line_y), (width - 2.0, line_y), Stroke::TARGET);
    canvas.line((line_x, top), (line_x, bottom), Stroke::TARGET);
    let placed: Vec<Placed<'_>> = spec
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| drawable(point))
        .filter_map(|(number, point)| {
            let at = (
                right.place(point.performance.value()?),
                up.place(point.importance.value()?),
            );
            Some(Placed {
                number: number + 1,
                point,
                at,
            })
        })
        .collect();
    for placed in &placed {
        let stroke = Stroke::new(token(placed.point), 1.5);
        if let Some(found) = placed.point.performance.interval() {
            let y = placed.at.1;
            canvas.line((right.place(found.low), y), (right.place(found.high), y), stroke);
        }
        if let Some(found) = placed.point.importance.interval() {
            let x = placed.at.0;
            canvas.line((x, up.place(found.low)), (x, up.place(found.high)), stroke);
        }
    }
    fields(&canvas, spec, [left, top, width - 2.0, bottom], (line_x, line_y));
    for placed in &placed {
        let tooltip = words::colon(lang, &placed.point.label, &placed.point.field);
        canvas.mark(&tooltip, || {
            let radius = RADIUS;
            if placed.point.certain {
                canvas.dot(placed.at, radius, Token::Accent);
            } else {
                canvas.ring(placed.at, radius, Stroke::new(Token::Muted, 1.5));
            }
            let look = Type {
                size: SMALL,
                ..Type::VALUE
            };
            let ink = if placed.point.certain {
                Token::Surface
            } else {
                Token::Muted
            };
            canvas.text(
                &placed.number.to_string(),
                placed.at.0,
                placed.at.1,
                look.middle().token(ink),
            );
        });
    }
    let under = bottom + 4.0 + LEADING / 2.0;
    let under_axis = axis::ticks(&canvas, &right, &spec.formats[1], 6, lang);
    axis::write(&canvas, &under_axis, under);
    let name = wrap(&spec.axes[1], width - left, SMALL, false);
    let y = canvas.paragraph(&name, width - 2.0, under + LEADING / 2.0 + 2.0, Type::SMALL.end()) + 8.0;
    let y = names(&canvas, &placed, form, y);
    let y = if spec.points.iter().all(|point| point.certain) {
        y
    } else {
        legend::key(
            &canvas,
            &[(Sign::Ring(Token::Muted), spec.uncertain.clone())],
            width,
            y + 6.0,
        )
    };
    canvas.set_height(y + 2.0);
    canvas
}

fn token(point: &Point) -> Token {
    if point.certain { Token::Accent } else { Token::Muted }
}

/// The names of the fields, in their outer corners.
fn fields(canvas: &Canvas, spec: &Spec, [left, top, right, bottom]: [f64; 4], line: (f64, f64)) {
    let half = [line.0 - left, right - line.0].map(|width| (width - 16.0).max(60.0));
    for (place, name) in spec.fields.iter().enumerate() {
        let (is_right, is_low) = (place % 2 == 1, place >= 2);
        let lines = wrap(name, half[usize::from(is_right)], SMALL, true);
        let look = Type {
            bold: true,
            ..Type::SMALL
        }
        .halo();
        let (x, look) = if is_right {
            (right - 8.0, look.end())
        } else {
            (left + 8.0, look)
        };
        let y = if is_low {
            bottom - 6.0 - LEADING * lines.len() as f64
        } else {
            top + 6.0
        };
        canvas.paragraph(&lines, x, y, look);
    }
}

/// What the numbers stand for, in columns; returns where the drawing may go on.
fn names(canvas: &Canvas, placed: &[Placed<'_>], form: Form, top: f64) -> f64 {
    let columns = form.pick(2, 1);
    let each = form.width() / f64::from(columns);
    let rows = placed.len().div_ceil(columns as usize);
    let mut bottom = top;
    for (column, of_column) in placed.chunks(rows.max(1)).enumerate() {
        let x = each * column as f64;
        let mut y = top;
        for placed in of_column {
            let number = [placed.number.to_string()];
            let indent = widest(&["00".to_owned()], SMALL, true) + 6.0;
            let lines = wrap(&placed.point.label, each - indent - 12.0, SMALL, false);
            let look = Type {
                size: SMALL,
                ..Type::VALUE
            };
            let look = look.token(if placed.point.certain { Token::Ink } else { Token::Muted });
            canvas.paragraph(&number, x, y, look);
            y = canvas.paragraph(
                &lines,
                x + indent,
                y,
                Type {
                    size: SMALL,
                    ..Type::LABEL
                },
            );
        }
        bottom = bottom.max(y);
    }
    bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(label: &str, importance: f64, performance: f64, certain: bool) -> Point {
        Point {
            label: label.to_owned(),
            importance: Reading::measured(importance, importance - 0.05, importance + 0.05, 200),
            performance: Reading::measured(performance, performance - 3.0, performance + 3.0, 200),
            field: "Here".to_owned(),
            certain,
            further: vec!["+".to_owned()],
        }
    }

    #[test]
    fn points_lie_by_importance_and_performance_and_doubtful_ones_are_grey() {
        let spec = Spec {
            id: "ip".to_owned(),
            title: "Drivers".to_owned(),
            sentence: "Concentrate here: pick-up.".to_owned(),
            axes: ["Importance", "Performance"].map(str::to_owned),
            formats: [
                Format {
                    style: crate::charts::Style::Share,
                    ..Format::default()
                },
                Format::plain(0),
            ],
            highest: 0.6,
            lines: [0.3, 70.0],
            fields: ["Concentrate here", "Keep it up", "Low priority", "Possible overkill"].map(str::to_owned),
            uncertain: "may lie in another field".to_owned(),
            further: vec!["Sign".to_owned()],
            points: vec![point("Pick-up", 0.5, 55.0, true), point("Website", 0.2, 80.0, false)],
        };
        let figure = draw(&spec, Lang::En);
        assert_eq!(
            figure.table.rows[0],
            ["1 Pick-up", "50% (45% to 55%)", "55 (52 to 58)", "Here", "+"]
        );
        for svg in [&figure.svg, &figure.narrow_svg] {
            let document = roxmltree::Document::parse(svg).unwrap();
            let circles: Vec<[f64; 2]> = document
                .descendants()
                .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "circle")))
                .map(|node| ["cx", "cy"].map(|name| node.attribute(name).unwrap().parse().unwrap()))
                .collect();
            assert!(
                circles[0][0] < circles[1][0] && circles[0][1] < circles[1][1],
                "{circles:?}"
            );
            assert!(svg.contains("may lie"));
        }
        let none = draw(&Spec::default(), Lang::Fr);
        assert!(none.table.rows.is_empty());
    }
}
