//! The journey down the page, for a phone: names at the left, the curve in the middle, figures at the right.

use crate::language::{Lang, number};

use super::{Shape, Spec, Stop, line, withheld};
use crate::charts::axis;
use crate::charts::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use crate::charts::format::Reading;
use crate::charts::scale::Scale;
use crate::charts::token::Token;
use crate::charts::words;
use crate::charts::wrap::wrap;

/// Width of the column of names.
const NAMES: f64 = 118.0;
/// Left end of the column of figures.
const FIGURES: f64 = 274.0;

/// One touchpoint's lines and place.
struct Row {
    name: Vec<String>,
    figures: Vec<String>,
    /// Middle of the row.
    y: f64,
}

/// Draws from `top`; returns where the drawing ends.
pub(super) fn paint(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], top: f64, lang: Lang) -> f64 {
    let scale = spec.ruler().between(NAMES + 16.0, FIGURES - 16.0);
    let ticks = axis::ticks(canvas, &scale, &spec.format, 4, lang);
    axis::write(canvas, &ticks, top + LEADING / 2.0);
    let first = top + LEADING + 6.0;
    let (rows, heads, bottom) = plan(spec, stops, first, canvas.width(), lang);
    for tick in ticks.iter().map(|tick| tick.value) {
        let zero = tick == 0.0 && scale.low < 0.0;
        let stroke = if zero {
            Stroke::new(Token::Muted, 1.0)
        } else {
            Stroke::GRID
        };
        canvas.line((scale.place(tick), first), (scale.place(tick), bottom), stroke);
    }
    for Head { y, lines } in heads {
        canvas.line((0.0, y), (canvas.width(), y), Stroke::GRID);
        canvas.paragraph(
            &lines,
            0.0,
            y + 6.0,
            Type {
                size: SMALL,
                ..Type::VALUE
            },
        );
    }
    let told = spec.told();
    for (rank, series) in (0..spec.series.len()).filter(|series| *series != told).enumerate() {
        lines_of(canvas, spec, &rows, &scale, series);
        for (stop, value) in spec.runs(series, rows.len()).concat() {
            canvas.mark(&spec.said(series, &stops[stop], stop, lang), || {
                Shape::of(rank).draw(canvas, (scale.place(value), rows[stop].y), spec.assumed(series, stop));
            });
        }
    }
    lines_of(canvas, spec, &rows, &scale, told);
    let lowest = spec.extreme(told, false);
    for (place, (row, stop)) in rows.iter().zip(stops).enumerate() {
        let weakest = lowest == Some(place);
        canvas.lines(
            &row.name,
            0.0,
            row.y,
            Type {
                token: Token::Ink,
                ..Type::SMALL
            },
        );
        let reading = spec.at(told, place);
        canvas.mark(&spec.said(told, stop, place, lang), || {
            point(canvas, reading, &scale, row.y, weakest);
        });
        figures(canvas, row, reading, weakest);
    }
    match withheld(spec, stops, lang) {
        Some(note) => {
            let lines = wrap(&note, canvas.width(), SMALL, false);
            canvas.paragraph(&lines, 0.0, bottom + 8.0, Type::SMALL) + 4.0
        }
        None => bottom + 4.0,
    }
}

/// The name of a stage and where its rule lies.
struct Head {
    y: f64,
    lines: Vec<String>,
}

/// Rows and the names of stages down from `top`, and where they end.
fn plan(spec: &Spec, stops: &[Stop<'_>], top: f64, width: f64, lang: Lang) -> (Vec<Row>, Vec<Head>, f64) {
    let told = spec.told();
    let lowest = spec.extreme(told, false);
    let (mut rows, mut heads, mut y) = (Vec::new(), Vec::new(), top);
    for (place, stop) in stops.iter().enumerate() {
        if spec.grouped() && (place == 0 || stops[place - 1].stage != stop.stage) {
            let lines = wrap(stop.stage_label, NAMES, SMALL, true);
            let height = LEADING * lines.len() as f64 + 8.0;
            heads.push(Head { y, lines });
            y += height;
        }
        let own_stage = spec.grouped() && std::ptr::eq(stop.label, stop.stage_label);
        let name = if own_stage {
            Vec::new()
        } else {
            wrap(stop.label, NAMES, SMALL, false)
        };
        let reading = spec.at(told, place);
        let room = width - FIGURES;
        let mut figures = vec![];
        match reading {
            Reading::Measured { value, n, .. } => {
                figures.push(spec.format.short(lang, value));
                if lowest == Some(place) {
                    figures.extend(wrap(words::lowest(lang), room, SMALL, false));
                }
                figures.extend(
                    n.into_iter()
                        .flat_map(|n| wrap(&number::n(lang, n), room, SMALL, false)),
                );
            }
            Reading::Hypothesis { value } => {
                figures.push(spec.format.short(lang, value));
                figures.extend(wrap(words::hypothesis(lang), room, SMALL, false));
            }
            Reading::Suppressed | Reading::TooClose => {
                figures.extend(wrap(words::suppressed_short(lang), room, SMALL, false));
            }
            Reading::Missing => figures.extend(wrap(words::no_data(lang), room, SMALL, false)),
        }
        let height = (LEADING * name.len().max(figures.len()) as f64 + 12.0).max(40.0);
        rows.push(Row {
            name,
            figures,
            y: y + height / 2.0,
        });
        y += height;
    }
    (rows, heads, y)
}

fn lines_of(canvas: &Canvas, spec: &Spec, rows: &[Row], scale: &Scale, series: usize) {
    for run in spec.runs(series, rows.len()) {
        // The curve is computed along the page and turned.
        let knot = |stop: usize, value| (rows[stop].y, scale.place(value));
        line(canvas, spec, series, &run, knot, |(along, across)| (across, along));
    }
}

fn point(canvas: &Canvas, reading: Reading, scale: &Scale, y: f64, weakest: bool) {
    let token = if weakest { Token::Negative } else { Token::Accent };
    match reading {
        Reading::Measured { value, interval, .. } => {
            if let Some(interval) = interval {
                canvas.line(
                    (scale.place(interval.low), y),
                    (scale.place(interval.high), y),
                    Stroke::new(token, 1.5),
                );
            }
            let centre = (scale.place(value), y);
            canvas.dot(centre, if weakest { 8.0 } else { 6.5 }, Token::Surface);
            canvas.dot(centre, if weakest { 6.5 } else { 5.0 }, token);
        }
        Reading::Hypothesis { value } => {
            canvas.ring((scale.place(value), y), 5.0, Stroke::new(Token::Muted, 1.8));
        }
        Reading::Suppressed | Reading::TooClose => {
            let (low, high) = (scale.place(scale.low), scale.place(scale.high));
            canvas.hatch(low, y - 7.0, high - low, 14.0, Token::Grid);
        }
        Reading::Missing => {}
    }
}

/// Value, n and what else is said at the right of a row.
fn figures(canvas: &Canvas, row: &Row, reading: Reading, weakest: bool) {
    let top = row.y - LEADING * (row.figures.len() as f64 - 1.0) / 2.0;
    for (at, words) in row.figures.iter().enumerate() {
        let value = at == 0 && reading.value().is_some();
        let look = match (value, weakest) {
            (true, true) => Type::VALUE.token(Token::Negative),
            (true, false) if reading.measured_value().is_some() => Type::VALUE,
            (true, false) => Type::VALUE.token(Token::Muted),
            _ => Type::SMALL,
        };
        canvas.text(words, canvas.width(), top + LEADING * at as f64, look.end());
    }
}
