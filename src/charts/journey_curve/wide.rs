//! The journey from left to right.

use crate::language::Lang;

use super::{Shape, Spec, Stop, line, withheld};
use crate::charts::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use crate::charts::curve;
use crate::charts::font;
use crate::charts::format::Reading;
use crate::charts::scale::Scale;
use crate::charts::token::Token;
use crate::charts::words;
use crate::charts::wrap::{widest, wrap};

/// Height of the part in which values are placed.
const HEIGHT: f64 = 210.0;
/// Room above it for the words of the highest points.
const HEAD: f64 = 22.0;

/// Where everything stands.
struct Plan {
    scale: Scale,
    left: f64,
    right: f64,
    top: f64,
    base: f64,
    pitch: f64,
    /// Where the names begin: below the values written lowest.
    foot: f64,
}

impl Plan {
    fn x(&self, stop: usize) -> f64 {
        self.left + self.pitch * (stop as f64 + 0.5)
    }

    fn at(&self, stop: usize, value: f64) -> (f64, f64) {
        (self.x(stop), self.scale.place(value))
    }
}

/// Draws from `top`; returns where the drawing ends.
pub(super) fn paint(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], top: f64, lang: Lang) -> f64 {
    let ruler = spec.ruler();
    let step = ruler.step(6);
    let ticks: Vec<(f64, String)> = ruler
        .ticks(6)
        .into_iter()
        .map(|tick| (tick, spec.format.tick(lang, tick, step)))
        .collect();
    let left = ticks
        .iter()
        .map(|(_, words)| font::room(words, SMALL, false))
        .fold(0.0, f64::max)
        + 10.0;
    let names: Vec<Vec<String>> = spec
        .series
        .iter()
        .map(|series| wrap(&series.label, 110.0, SMALL, true))
        .collect();
    let several = spec.series.len() > 1;
    let margin = if several {
        names.iter().map(|lines| widest(lines, SMALL, true)).fold(0.0, f64::max) + 14.0
    } else {
        0.0
    };
    let right = canvas.width() - margin;
    let pitch = (right - left) / stops.len() as f64;
    let names_at = Names::fitting(stops, pitch);
    let heads = stage_heads(spec, stops, pitch);
    let head_lines = heads.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0) as f64;
    let top = top + 8.0 + LEADING * head_lines + HEAD;
    let base = top + HEIGHT;
    let mut plan = Plan {
        scale: ruler.between(base, top),
        left,
        right,
        top,
        base,
        pitch,
        foot: base + 12.0,
    };
    plan.foot = foot(spec, stops, &plan);
    grid(canvas, spec, stops, &plan, &ticks, &heads);
    let told = spec.told();
    for (rank, series) in (0..spec.series.len()).filter(|series| *series != told).enumerate() {
        background(canvas, spec, stops, &plan, (series, Shape::of(rank)), lang);
    }
    foreground(canvas, spec, stops, &plan, lang);
    if several {
        end_labels(canvas, spec, stops, &plan, &names);
    }
    let mut bottom = axis(canvas, spec, stops, &plan, names_at, lang);
    if names_at == Names::Numbered {
        bottom = numbered_list(canvas, spec, stops, bottom + 8.0, heads.is_empty());
    }
    if let Some(note) = withheld(spec, stops, lang) {
        bottom = canvas.paragraph(
            &wrap(&note, canvas.width(), SMALL, false),
            0.0,
            bottom + 8.0,
            Type::SMALL,
        );
    }
    bottom + 4.0
}

/// How the names of the stops are written under them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Each under its point.
    Under,
    /// In turn on an upper and a lower row, each with the room of two.
    Staggered,
    /// As numbers, with a list below.
    Numbered,
}

impl Names {
    /// The first way in which no word is broken and no name takes too many lines.
    fn fitting(stops: &[Stop<'_>], pitch: f64) -> Names {
        let fit = |room: f64, most: usize| {
            stops.iter().all(|stop| {
                stop.label.split(' ').all(|word| font::room(word, SMALL, false) <= room)
                    && wrap(stop.label, room, SMALL, false).len() <= most
            })
        };
        if fit(pitch - 6.0, 4) {
            Names::Under
        } else if fit(2.0 * pitch - 10.0, 2) {
            Names::Staggered
        } else {
            Names::Numbered
        }
    }
}

/// First stop, number of stops and lines of every stage; empty where names do not fit over their stops.
fn stage_heads(spec: &Spec, stops: &[Stop<'_>], pitch: f64) -> Vec<(usize, usize, Vec<String>)> {
    if !spec.grouped() {
        return Vec::new();
    }
    let mut heads: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (stage, it) in spec.stages.iter().enumerate() {
        let first = stops.iter().position(|stop| stop.stage == stage).unwrap_or(0);
        let count = it.touchpoints.len().max(1);
        let room = pitch * count as f64 - 8.0;
        if it.label.split(' ').any(|word| font::room(word, SMALL, true) > room) {
            return Vec::new();
        }
        heads.push((first, count, wrap(&it.label, room, SMALL, true)));
    }
    heads
}

fn grid(
    canvas: &Canvas,
    spec: &Spec,
    stops: &[Stop<'_>],
    plan: &Plan,
    ticks: &[(f64, String)],
    heads: &[(usize, usize, Vec<String>)],
) {
    for (tick, words) in ticks {
        let y = plan.scale.place(*tick);
        canvas.line((plan.left, y), (plan.right, y), Stroke::GRID);
        canvas.text(words, plan.left - 10.0, y, Type::SMALL.end());
    }
    if plan.scale.low < 0.0 && plan.scale.high > 0.0 {
        let y = plan.scale.place(0.0);
        canvas.line((plan.left, y), (plan.right, y), Stroke::new(Token::Muted, 1.0));
    }
    let lines = heads.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0) as f64;
    let head_top = plan.top - HEAD - LEADING * lines;
    for (first, count, lines) in heads {
        let middle = plan.left + plan.pitch * (*first as f64 + *count as f64 / 2.0);
        canvas.paragraph(
            lines,
            middle,
            head_top,
            Type {
                size: SMALL,
                ..Type::VALUE
            }
            .middle(),
        );
    }
    if spec.grouped() {
        for (place, pair) in stops.windows(2).enumerate() {
            if pair[0].stage != pair[1].stage {
                let x = plan.left + plan.pitch * (place as f64 + 1.0);
                canvas.line(
                    (x, head_top),
                    (x, plan.foot - 6.0),
                    Stroke {
                        dash: Some("1 3"),
                        ..Stroke::new(Token::Muted, 1.0)
                    },
                );
            }
        }
    }
}

/// A series in the background: thin, muted, told apart by its shape.
fn background(
    canvas: &Canvas,
    spec: &Spec,
    stops: &[Stop<'_>],
    plan: &Plan,
    (series, shape): (usize, Shape),
    lang: Lang,
) {
    for run in spec.runs(series, stops.len()) {
        line(
            canvas,
            spec,
            series,
            &run,
            |stop, value| plan.at(stop, value),
            |point| point,
        );
        for (stop, value) in run {
            canvas.mark(&spec.said(series, &stops[stop], stop, lang), || {
                shape.draw(canvas, plan.at(stop, value), spec.assumed(series, stop));
            });
        }
    }
}

/// The series that is told: areas towards zero, line, intervals, points, values.
fn foreground(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], plan: &Plan, lang: Lang) {
    let told = spec.told();
    let runs = spec.runs(told, stops.len());
    if plan.scale.low < 0.0 && plan.scale.high > 0.0 {
        for run in &runs {
            areas(canvas, run, plan);
        }
    }
    for run in &runs {
        line(
            canvas,
            spec,
            told,
            run,
            |stop, value| plan.at(stop, value),
            |point| point,
        );
    }
    let lowest = spec.extreme(told, false);
    let written = written(spec, stops, plan, lang);
    for (place, stop) in stops.iter().enumerate() {
        let reading = spec.at(told, place);
        let said = spec.said(told, stop, place, lang);
        let x = plan.x(place);
        match (reading, reading.value()) {
            (Reading::Suppressed | Reading::TooClose, _) => {
                let width = (plan.pitch * 0.4).min(16.0);
                canvas.mark(&said, || {
                    canvas.hatch(x - width / 2.0, plan.top, width, HEIGHT, Token::Grid);
                });
            }
            (_, Some(_)) => canvas.mark(&said, || {
                let weakest = lowest == Some(place);
                point(canvas, reading, (x, plan), weakest);
                if written[place] {
                    let below = weakest || goes_below(spec, place, plan);
                    value_label(canvas, spec, reading, (x, plan), (weakest, below), lang);
                }
            }),
            _ => {}
        }
    }
}

/// Tinted areas between the curve and zero: good above, bad below.
fn areas(canvas: &Canvas, run: &[(usize, f64)], plan: &Plan) {
    let zero = plan.scale.place(0.0);
    let knots: Vec<_> = run.iter().map(|(stop, value)| plan.at(*stop, *value)).collect();
    let path = curve::monotone(&knots).concat();
    let (Some(first), Some(last)) = (path.first(), path.last()) else {
        return;
    };
    for (token, side) in [
        (Token::Positive, f64::min as fn(f64, f64) -> f64),
        (Token::Negative, f64::max),
    ] {
        let mut shape = vec![(first.0, zero)];
        shape.extend(path.iter().map(|(x, y)| (*x, side(*y, zero))));
        shape.push((last.0, zero));
        if shape.iter().any(|(_, y)| (y - zero).abs() > 0.5) {
            canvas.polygon(&shape, token, 0.12);
        }
    }
}

fn point(canvas: &Canvas, reading: Reading, (x, plan): (f64, &Plan), weakest: bool) {
    let token = if weakest { Token::Negative } else { Token::Accent };
    if let Some(interval) = reading.interval() {
        let (low, high) = (plan.scale.place(interval.low), plan.scale.place(interval.high));
        canvas.line((x, low), (x, high), Stroke::new(token, 1.5));
    }
    let Some(value) = reading.value() else { return };
    let y = plan.scale.place(value);
    if reading.measured_value().is_some() {
        canvas.dot((x, y), if weakest { 8.0 } else { 6.5 }, Token::Surface);
        canvas.dot((x, y), if weakest { 6.5 } else { 5.0 }, token);
    } else {
        canvas.ring((x, y), 5.0, Stroke::new(Token::Muted, 1.8));
    }
}

/// Whether the value of a stop is better written below its point: away from the marks of other series, else in the
/// valley of the curve.
fn goes_below(spec: &Spec, stop: usize, plan: &Plan) -> bool {
    let told = spec.told();
    let reading = spec.at(told, stop);
    let Some(value) = reading.value() else { return false };
    let y = plan.scale.place(value);
    let (over, under) = reach(reading, value, plan);
    let hits = |from: f64, to: f64| {
        let others = (0..spec.series.len()).filter(|series| *series != told);
        others
            .filter_map(|series| spec.at(series, stop).value())
            .filter(|value| (from..=to).contains(&plan.scale.place(*value)))
            .count()
    };
    let (above, below) = (hits(over - 20.0, y), hits(y, under + 20.0));
    let neighbours = [stop.checked_sub(1), Some(stop + 1)];
    let mut around = neighbours
        .into_iter()
        .flatten()
        .filter_map(|stop| spec.at(told, stop).value());
    let valley = around.clone().next().is_some() && around.all(|other| other > value);
    if above == below { valley } else { below < above }
}

/// How far up and down a point and its interval reach.
fn reach(reading: Reading, value: f64, plan: &Plan) -> (f64, f64) {
    let y = plan.scale.place(value);
    let (high, low) = reading
        .interval()
        .map_or((y, y), |i| (plan.scale.place(i.high), plan.scale.place(i.low)));
    (high.min(y - 6.0), low.max(y + 6.0))
}

/// Where the names may begin so that no value written below its point lies on them.
fn foot(spec: &Spec, stops: &[Stop<'_>], plan: &Plan) -> f64 {
    let told = spec.told();
    let lowest = spec.extreme(told, false);
    (0..stops.len())
        .filter_map(|stop| {
            let reading = spec.at(told, stop);
            let (_, under) = reach(reading, reading.value()?, plan);
            let weakest = lowest == Some(stop);
            let words = if weakest { 36.0 } else { 22.0 };
            (weakest || goes_below(spec, stop, plan)).then_some(under + words)
        })
        .fold(plan.base + 12.0, f64::max)
}

/// The value beyond the interval, where the curve does not run; the weakest point says so.
fn value_label(
    canvas: &Canvas,
    spec: &Spec,
    reading: Reading,
    (x, plan): (f64, &Plan),
    (weakest, below): (bool, bool),
    lang: Lang,
) {
    let Some(value) = reading.value() else { return };
    let (over, under) = reach(reading, value, plan);
    let short = spec.format.short(lang, value);
    let look = Type::VALUE.middle().halo();
    if weakest {
        canvas.text(&short, x, under + 10.0, look.token(Token::Negative));
        canvas.text(
            words::lowest(lang),
            x,
            under + 24.0,
            Type::SMALL.middle().token(Token::Negative).halo(),
        );
    } else if below {
        canvas.text(&short, x, under + 10.0, look);
    } else {
        let token = if reading.measured_value().is_some() {
            Token::Ink
        } else {
            Token::Muted
        };
        canvas.text(&short, x, over - 10.0, look.token(token));
    }
}

/// Which values are written: all where they stand side by side, else the lowest and the highest.
fn written(spec: &Spec, stops: &[Stop<'_>], plan: &Plan, lang: Lang) -> Vec<bool> {
    let told = spec.told();
    let room = |stop: usize| {
        let words = spec
            .at(told, stop)
            .value()
            .map_or_else(String::new, |value| spec.format.short(lang, value));
        font::room(&words, Type::VALUE.size, true)
    };
    let all = (0..stops.len()).all(|stop| room(stop) <= plan.pitch);
    let ends = [spec.extreme(told, false), spec.extreme(told, true)];
    (0..stops.len()).map(|stop| all || ends.contains(&Some(stop))).collect()
}

/// Names at the ends of their lines, moved apart where they would touch.
fn end_labels(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], plan: &Plan, names: &[Vec<String>]) {
    let mut labels: Vec<(usize, (f64, f64), f64)> = (0..spec.series.len())
        .filter_map(|series| {
            let (stop, value) = *spec.runs(series, stops.len()).last()?.last()?;
            let end = plan.at(stop, value);
            Some((series, end, end.1))
        })
        .collect();
    labels.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    let height = |series: usize| LEADING * names[series].len().max(1) as f64 + 2.0;
    // Down from the top so that none touches, then up again from the foot where the last would fall off.
    let mut free = plan.top - HEAD;
    for (series, _, y) in &mut labels {
        *y = y.max(free + height(*series) / 2.0);
        free = *y + height(*series) / 2.0;
    }
    let mut floor = plan.foot;
    for (series, _, y) in labels.iter_mut().rev() {
        *y = y.min(floor - height(*series) / 2.0);
        floor = *y - height(*series) / 2.0;
    }
    let mut rank = 0;
    let told = spec.told();
    let shapes: Vec<Option<Shape>> = (0..spec.series.len())
        .map(|series| {
            (series != told).then(|| {
                rank += 1;
                Shape::of(rank - 1)
            })
        })
        .collect();
    for (series, end, y) in labels {
        let (look, token) = if series == told {
            (
                Type {
                    size: SMALL,
                    ..Type::VALUE
                }
                .token(Token::Accent),
                Token::Accent,
            )
        } else {
            (Type::SMALL, Token::Grid)
        };
        let x = plan.right + 12.0;
        let leader = end.0 + 10.0;
        // From an earlier point the line would have to cross what lies between.
        if end.0 + plan.pitch > plan.right && leader < plan.right {
            canvas.path(&[(leader, end.1), (plan.right, y)], Stroke::new(token, 1.0));
        }
        canvas.lines(&names[series], x, y, look);
        if let Some(shape) = shapes[series] {
            shape.draw(canvas, (plan.right + 4.0, y), false);
        }
    }
}

/// Names (or numbers) of the touchpoints, and under them n.
fn axis(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], plan: &Plan, names_at: Names, lang: Lang) -> f64 {
    let told = spec.told();
    let top = plan.foot;
    let room = plan.pitch - 6.0;
    let look = Type {
        token: Token::Ink,
        ..Type::SMALL
    }
    .middle();
    let names: Vec<Vec<String>> = stops
        .iter()
        .enumerate()
        .map(|(place, stop)| match names_at {
            Names::Under => wrap(stop.label, room, SMALL, false),
            Names::Staggered => wrap(stop.label, 2.0 * plan.pitch - 10.0, SMALL, false),
            Names::Numbered => vec![(place + 1).to_string()],
        })
        .collect();
    let upper = names.iter().step_by(2).map(Vec::len).max().unwrap_or(0) as f64;
    let mut names_end = top;
    for (place, lines) in names.iter().enumerate() {
        let lowered = names_at == Names::Staggered && place % 2 == 1;
        let y = if lowered { top + LEADING * upper + 3.0 } else { top };
        if lowered {
            canvas.line((plan.x(place), top), (plan.x(place), y - 1.0), Stroke::GRID);
        }
        let half = widest(lines, SMALL, false) / 2.0;
        let x = plan.x(place).clamp(half, (canvas.width() - half).max(half));
        names_end = names_end.max(canvas.paragraph(
            lines,
            x,
            y,
            Type {
                bold: names_at == Names::Numbered,
                ..look
            },
        ));
    }
    canvas.text("n", 0.0, names_end + LEADING / 2.0, Type::SMALL);
    let mut end = names_end;
    for place in 0..stops.len() {
        let said = match spec.at(told, place) {
            Reading::Measured { n: Some(n), .. } => words::count(lang, n),
            _ => "–".to_owned(),
        };
        let lines = wrap(&said, room, SMALL, false);
        end = end.max(canvas.paragraph(&lines, plan.x(place), names_end, Type::SMALL.middle()));
    }
    end
}

/// What the numbers under the curve mean, in columns; with the stages' names where they are not written above.
fn numbered_list(canvas: &Canvas, spec: &Spec, stops: &[Stop<'_>], top: f64, with_stages: bool) -> f64 {
    const COLUMNS: usize = 3;
    const GUTTER: f64 = 24.0;
    let room = (canvas.width() - GUTTER * (COLUMNS as f64 - 1.0)) / COLUMNS as f64;
    // Lines as (indent, words, bold), stage by stage, so that a stage's name stays with its first touchpoint.
    let mut blocks: Vec<Vec<(Option<String>, String, bool)>> = Vec::new();
    for (place, stop) in stops.iter().enumerate() {
        let mut block = Vec::new();
        let opens = place == 0 || stops[place - 1].stage != stop.stage;
        if with_stages && opens && spec.grouped() {
            block.extend(
                wrap(stop.stage_label, room, SMALL, true)
                    .into_iter()
                    .map(|line| (None, line, true)),
            );
        }
        for (at, line) in wrap(stop.label, room - 24.0, SMALL, false).into_iter().enumerate() {
            block.push((
                Some(if at == 0 {
                    (place + 1).to_string()
                } else {
                    String::new()
                }),
                line,
                false,
            ));
        }
        blocks.push(block);
    }
    let total: usize = blocks.iter().map(Vec::len).sum();
    let share = total.div_ceil(COLUMNS);
    let (mut column, mut used, mut bottom) = (0, 0, top);
    for block in blocks {
        if used > 0 && used + block.len() > share && column + 1 < COLUMNS {
            (column, used) = (column + 1, 0);
        }
        let x = (room + GUTTER) * column as f64;
        for (number, words, bold) in block {
            let y = top + LEADING * (used as f64 + 0.5);
            let ink = Type {
                token: Token::Ink,
                bold,
                ..Type::SMALL
            };
            match number {
                Some(number) => {
                    canvas.text(&number, x, y, Type { bold: true, ..ink });
                    canvas.text(&words, x + 24.0, y, ink);
                }
                None => canvas.text(&words, x, y, ink),
            }
            used += 1;
            bottom = bottom.max(y + LEADING / 2.0);
        }
    }
    bottom
}
