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

const RADIUS: f64 = 4.5;
/// How far from its point a number stands at least.
const NEAREST: f64 = 12.0;
const NUMBER: Type = Type {
    size: SMALL,
    ..Type::VALUE
};

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
    let top = canvas.paragraph(&heading, 0.0, 0.0, Type::SMALL) + 4.0;
    let top = fields(&canvas, &spec.fields[..2], [left, width - 2.0], top) + 4.0;
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
    let numbers = numbers(&placed, [left, top, width - 2.0, bottom]);
    for (placed, number) in placed.iter().zip(numbers) {
        let tooltip = words::colon(lang, &placed.point.label, &placed.point.field);
        canvas.mark(&tooltip, || {
            let (dx, dy) = (number.0 - placed.at.0, number.1 - placed.at.1);
            if dx.abs().max(dy.abs()) > 1.5 * NEAREST {
                canvas.line(placed.at, number, Stroke::GRID);
            }
            if placed.point.certain {
                canvas.dot(placed.at, RADIUS, Token::Accent);
            } else {
                canvas.ring(placed.at, RADIUS, Stroke::new(Token::Muted, 1.5));
            }
            let ink = if placed.point.certain { Token::Ink } else { Token::Muted };
            let look = NUMBER.middle().token(ink).halo();
            canvas.text(&placed.number.to_string(), number.0, number.1, look);
        });
    }
    let under = bottom + 4.0 + LEADING / 2.0;
    let under_axis = axis::ticks(&canvas, &right, &spec.formats[1], 6, lang);
    axis::write(&canvas, &under_axis, under);
    let name = wrap(&spec.axes[1], width - left, SMALL, false);
    let y = fields(
        &canvas,
        &spec.fields[2..],
        [left, width - 2.0],
        under + LEADING / 2.0 + 2.0,
    );
    let y = canvas.paragraph(&name, width - 2.0, y + 2.0, Type::SMALL.end()) + 8.0;
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

/// The names of two fields side by side; returns where the drawing may go on.
fn fields(canvas: &Canvas, names: &[String], [left, right]: [f64; 2], top: f64) -> f64 {
    let half = (right - left) / 2.0 - 8.0;
    let look = Type {
        bold: true,
        ..Type::SMALL
    };
    let ends = [(left, look), (right, look.end())];
    let drawn = names.iter().zip(ends).map(|(name, (x, look))| {
        let lines = wrap(name, half, SMALL, true);
        canvas.paragraph(&lines, x, top, look)
    });
    drawn.fold(top, f64::max)
}

/// Where the numbers stand: around their points, where they touch no point and no other number.
fn numbers(placed: &[Placed<'_>], [left, top, right, bottom]: [f64; 4]) -> Vec<(f64, f64)> {
    let around = |(x, y): (f64, f64), width: f64, height: f64| [x - width, y - height, x + width, y + height];
    let apart = |a: &[f64; 4], b: &[f64; 4]| a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
    let mut taken: Vec<[f64; 4]> = placed.iter().map(|placed| around(placed.at, RADIUS, RADIUS)).collect();
    let mut found = Vec::new();
    for placed in placed {
        let ways = [
            (0.0, -1.0),
            (0.8, -0.8),
            (-0.8, -0.8),
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, 1.0),
        ];
        let distances = [1.0, 1.6, 2.3, 3.1, 4.0].map(|times| times * NEAREST);
        let places = distances
            .into_iter()
            .flat_map(|distance| ways.map(|(dx, dy)| (placed.at.0 + dx * distance, placed.at.1 + dy * distance)));
        let fits = |at: &(f64, f64)| {
            let own = around(*at, 8.0, 7.0);
            let inside = own[0] >= left && own[1] >= top && own[2] <= right && own[3] <= bottom;
            inside && taken.iter().all(|other| apart(&own, other))
        };
        let mut places = places.filter(fits);
        let place = places.next().unwrap_or((placed.at.0, placed.at.1 - NEAREST));
        taken.push(around(place, 8.0, 7.0));
        found.push(place);
    }
    found
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
            let look = NUMBER.token(if placed.point.certain { Token::Ink } else { Token::Muted });
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
    fn numbers_of_points_in_one_place_stand_apart() {
        let points: Vec<Point> = (0..6).map(|_| point("Here", 0.5, 50.0, true)).collect();
        let placed: Vec<Placed<'_>> = points
            .iter()
            .enumerate()
            .map(|(number, point)| Placed {
                number,
                point,
                at: (100.0, 100.0),
            })
            .collect();
        let places = numbers(&placed, [0.0, 0.0, 200.0, 200.0]);
        for (at, one) in places.iter().enumerate() {
            for other in &places[..at] {
                assert!(
                    (one.0 - other.0).abs() >= 16.0 || (one.1 - other.1).abs() >= 14.0,
                    "{places:?}"
                );
            }
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
