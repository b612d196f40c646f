//! A value by period with its interval and n, and what it may be in the periods to come. A period without a value
//! interrupts the line.

use crate::language::Lang;

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::format::{Format, Reading, drawable};
use super::legend::{self, Sign};
use super::scale::Scale;
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// One measure over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// Every period in order, also those without a value.
    pub points: Vec<Point>,
    /// How many of them, the last ones, are projected: a dotted line in the band of their intervals.
    pub projected: usize,
    /// The value to reach: a dashed line.
    pub target: Option<f64>,
    /// Figures of others, each with its name, localised: thin long dashes that end in a hollow dot.
    pub benchmarks: Vec<(String, f64)>,
    /// Ends of the scale; `None` for round ends around the values.
    pub scale: Option<(f64, f64)>,
    /// How values are written.
    pub format: Format,
    /// Level of the intervals, 0.95 for 95 %.
    pub level: f64,
}

impl Default for Spec {
    fn default() -> Self {
        Spec {
            id: String::new(),
            title: String::new(),
            sentence: None,
            points: Vec::new(),
            projected: 0,
            target: None,
            benchmarks: Vec::new(),
            scale: None,
            format: Format::default(),
            level: 0.95,
        }
    }
}

/// One period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// Its name, localised: `T1 2026`, `mars 2026`.
    pub label: String,
    /// Its value, or why there is none.
    pub reading: Reading,
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    Frame {
        id: &spec.id,
        kind: "trend",
        title: &spec.title,
        sentence,
        table: table(spec, lang),
    }
    .draw(lang, |form| paint(spec, lang, form))
}

impl Spec {
    fn target(&self) -> Option<f64> {
        self.target.filter(|target| drawable(*target))
    }

    /// The first place that is projected; one behind the last where none is.
    fn measured(&self) -> usize {
        self.points.len().saturating_sub(self.projected)
    }

    fn benchmarks(&self) -> impl Iterator<Item = (&str, f64)> {
        let named = self.benchmarks.iter().map(|(name, value)| (name.as_str(), *value));
        named.filter(|(_, value)| drawable(*value))
    }
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    let mut known = spec.points[..spec.measured()]
        .iter()
        .filter(|point| point.reading.measured_value().is_some());
    let said = |point: &Point| words::colon(lang, &point.label, &spec.format.reading(lang, point.reading));
    let Some(first) = known.next() else {
        return words::empty(lang).to_owned();
    };
    let mut sentences = vec![words::sentence(&said(first))];
    sentences.extend(known.next_back().map(|last| words::sentence(&said(last))));
    sentences.extend(spec.points.get(spec.measured()).map(|next| {
        let named = format!("{}, {}", next.label, words::projection(lang));
        words::sentence(&words::colon(lang, &named, &spec.format.reading(lang, next.reading)))
    }));
    sentences.extend(
        spec.target()
            .map(|target| words::target_is(lang, &spec.format.long(lang, target))),
    );
    sentences.extend(words::cited(lang, spec.benchmarks(), &spec.format));
    sentences.extend(absences(spec, lang));
    sentences.join(" ")
}

fn table(spec: &Spec, lang: Lang) -> Table {
    let head = [
        words::period(lang),
        words::value(lang),
        &words::interval(lang, spec.level),
    ]
    .map(words::capital);
    Table {
        caption: spec.title.clone(),
        head: head.into_iter().chain(["n".to_owned()]).collect(),
        rows: spec
            .points
            .iter()
            .enumerate()
            .map(|(place, point)| {
                let label = if place < spec.measured() {
                    point.label.clone()
                } else {
                    format!("{}, {}", point.label, words::projection(lang))
                };
                [label]
                    .into_iter()
                    .chain(spec.format.cells(lang, point.reading))
                    .collect()
            })
            .collect(),
    }
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.points.iter().all(|point| point.reading.value().is_none()) {
        let any = |reading| spec.points.iter().any(|point| point.reading == reading);
        let absence = if any(Reading::Suppressed) {
            words::suppressed(lang)
        } else if any(Reading::TooClose) {
            words::too_close(lang)
        } else {
            words::empty(lang)
        };
        return legend::empty(form, absence);
    }
    let canvas = Canvas::new(form.width());
    // The room that the key takes above is not yet known, and what the key says depends on the rest.
    let mut plan = Plan::new(&canvas, spec, form, lang);
    plan.move_to(legend::key(&canvas, &key(spec, &plan, lang), form.width(), 0.0) + 24.0);
    let bottom = plot(&canvas, spec, &plan, lang);
    canvas.set_height(bottom);
    canvas
}

/// Where everything stands.
struct Plan {
    scale: Scale,
    ticks: Vec<(f64, String)>,
    left: f64,
    width: f64,
    pitch: f64,
    top: f64,
    base: f64,
    /// One label in how many is written: the fewest so that none touches another.
    every: usize,
    last: usize,
}

impl Plan {
    fn new(canvas: &Canvas, spec: &Spec, form: Form, lang: Lang) -> Plan {
        let values = spec.points.iter().flat_map(|point| {
            let interval = point.reading.interval();
            [point.reading.value(), interval.map(|i| i.low), interval.map(|i| i.high)]
        });
        let scale = Scale::new(
            spec.scale,
            values
                .chain([spec.target()])
                .flatten()
                .chain(spec.benchmarks().map(|(_, value)| value)),
        );
        let step = scale.step(6);
        let tick = |tick: f64| (tick, spec.format.tick(lang, tick, step));
        let ticks: Vec<(f64, String)> = scale.ticks(6).into_iter().map(tick).collect();
        let left = ticks
            .iter()
            .map(|(_, words)| font::room(words, SMALL, false))
            .fold(0.0, f64::max)
            + 8.0;
        let width = canvas.width();
        let count = spec.points.len();
        let mut plan = Plan {
            scale,
            ticks,
            left,
            width,
            pitch: (width - left) / count as f64,
            top: 0.0,
            base: form.pick(190.0, 170.0),
            every: 1,
            last: count.saturating_sub(1),
        };
        while plan.every < count && !plan.labels_fit(spec, lang) {
            plan.every += 1;
        }
        plan
    }

    fn move_to(&mut self, top: f64) {
        self.base += top - self.top;
        self.top = top;
        self.scale = self.scale.between(self.base, self.top);
    }

    fn x(&self, place: usize) -> f64 {
        self.left + self.pitch * (place as f64 + 0.5)
    }

    fn at(&self, place: usize, value: f64) -> (f64, f64) {
        (self.x(place), self.scale.place(value))
    }

    /// Whether some labels had to be left out: then intervals are a band and only the values that matter are written.
    fn dense(&self) -> bool {
        self.every > 1
    }

    /// The periods that are named, counted back from the last.
    fn named(&self) -> impl Iterator<Item = usize> {
        let (last, every) = (self.last, self.every);
        (0..=last).filter(move |place| (last - place).is_multiple_of(every))
    }

    /// Room for the words of one period.
    fn room(&self) -> f64 {
        self.pitch * self.every as f64 - 4.0
    }

    /// Where words of this half width stand under (or over) a period without leaving the sheet.
    fn middle(&self, place: usize, half: f64) -> f64 {
        self.x(place).clamp(half, (self.width - half).max(half))
    }

    fn labels_fit(&self, spec: &Spec, lang: Lang) -> bool {
        let mut free = f64::NEG_INFINITY;
        self.named().all(|place| {
            let point = &spec.points[place];
            let short = point
                .reading
                .value()
                .map_or_else(String::new, |value| spec.format.short(lang, value));
            let n = point.reading.n().map_or_else(String::new, |n| words::count(lang, n));
            let word = point
                .label
                .split(' ')
                .map(|word| font::room(word, SMALL, false))
                .fold(0.0, f64::max);
            let figures = font::room(&short, Type::VALUE.size, true).max(font::room(&n, SMALL, false));
            let lines = wrap(&point.label, self.room(), SMALL, false);
            let half = widest(&lines, SMALL, false).max(figures) / 2.0;
            let middle = self.middle(place, half);
            let fits = word.max(figures) <= self.room() && middle - half >= free;
            free = middle + half + 2.0;
            fits
        })
    }
}

fn key(spec: &Spec, plan: &Plan, lang: Lang) -> Vec<(Sign, String)> {
    let mut items = Vec::new();
    let measured = &spec.points[..spec.measured()];
    if measured.iter().any(|point| point.reading.interval().is_some()) {
        let sign = if plan.dense() {
            Sign::Band(Token::Accent)
        } else {
            Sign::Upright(Stroke::new(Token::Muted, 1.5))
        };
        items.push((sign, words::interval(lang, spec.level)));
    }
    if spec
        .points
        .iter()
        .any(|point| matches!(point.reading, Reading::Hypothesis { .. }))
    {
        items.push((Sign::Ring(Token::Muted), words::team_hypothesis(lang).to_owned()));
    }
    if spec.projected > 0 {
        items.push((Sign::Line(Stroke::PROJECTED), words::prediction(lang, spec.level)));
    }
    if let Some(target) = spec.target() {
        let said = format!("{} {}", words::target(lang), spec.format.short(lang, target));
        items.push((Sign::Line(Stroke::TARGET), said));
    }
    items.extend(
        spec.benchmarks()
            .map(|(name, value)| (Sign::Cited, words::colon(lang, name, &spec.format.short(lang, value)))),
    );
    items
}

fn plot(canvas: &Canvas, spec: &Spec, plan: &Plan, lang: Lang) -> f64 {
    for (tick, words) in &plan.ticks {
        let y = plan.scale.place(*tick);
        canvas.line((plan.left, y), (plan.width, y), Stroke::GRID);
        canvas.text(words, plan.left - 8.0, y, Type::SMALL.end());
    }
    if plan.dense() {
        bands(canvas, spec, plan);
    }
    fan(canvas, spec, plan);
    if let Some(target) = spec.target() {
        let y = plan.scale.place(target);
        canvas.line((plan.left, y), (plan.width, y), Stroke::TARGET);
    }
    for (_, value) in spec.benchmarks() {
        let y = plan.scale.place(value);
        canvas.line((plan.left, y), (plan.width - 3.0, y), Stroke::CITED);
        canvas.ring((plan.width - 4.0, y), 3.0, Stroke::new(Token::Muted, 1.5));
    }
    for place in 1..spec.points.len() {
        let ends = [place - 1, place].map(|at| spec.points[at].reading);
        if let (Some(a), Some(b)) = (ends[0].value(), ends[1].value()) {
            let measured = ends.iter().all(|reading| reading.measured_value().is_some());
            let line = if place >= spec.measured() {
                Stroke::PROJECTED
            } else if measured {
                Stroke::new(Token::Accent, 2.0)
            } else {
                Stroke::new(Token::Muted, 1.5).dashed()
            };
            canvas.line(plan.at(place - 1, a), plan.at(place, b), line);
        }
    }
    let (written, low) = written(spec, plan, lang);
    for place in 0..spec.points.len() {
        // Of a dense curve the lowest value stands below it, where the curve is not.
        let room = spec.points[place]
            .reading
            .value()
            .is_some_and(|v| plan.scale.place(v) + 24.0 <= plan.base);
        let lowest = room && low == Some(place);
        let side = match (written.contains(&place), lowest) {
            (false, _) => Side::None,
            (true, true) => Side::Below,
            (true, false) => Side::Above,
        };
        mark(canvas, spec, plan, place, side, lang);
    }
    let mut bottom = names(canvas, spec, plan, lang);
    for note in absences(spec, lang) {
        bottom = canvas.paragraph(&wrap(&note, plan.width, SMALL, false), 0.0, bottom + 6.0, Type::SMALL);
    }
    bottom + 4.0
}

/// Intervals as one tinted band over each stretch of periods that have one.
fn bands(canvas: &Canvas, spec: &Spec, plan: &Plan) {
    let interval = |place: usize| spec.points[place].reading.interval();
    let mut place = 0;
    while place < spec.measured() {
        let run: Vec<_> = (place..spec.measured())
            .map_while(|at| Some((at, interval(at)?)))
            .collect();
        let upper = run.iter().map(|(at, i)| plan.at(*at, i.high));
        let lower = run.iter().rev().map(|(at, i)| plan.at(*at, i.low));
        match run.as_slice() {
            [] => {}
            [(at, i)] => canvas.line(
                plan.at(*at, i.low),
                plan.at(*at, i.high),
                Stroke::new(Token::Muted, 1.5),
            ),
            _ => canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), Token::Accent, 0.16),
        }
        place += run.len().max(1);
    }
}

/// The intervals of what is projected as one band that opens from the last measured value.
fn fan(canvas: &Canvas, spec: &Spec, plan: &Plan) {
    let first = spec.measured();
    let ahead: Vec<_> = (first..spec.points.len())
        .map_while(|at| Some((at, spec.points[at].reading.interval()?)))
        .collect();
    let last = first
        .checked_sub(1)
        .and_then(|at| Some(plan.at(at, spec.points[at].reading.value()?)));
    match (&ahead[..], last) {
        ([], _) => {}
        ([(at, only)], None) => canvas.line(plan.at(*at, only.low), plan.at(*at, only.high), Stroke::PROJECTED),
        _ => {
            let upper = ahead.iter().map(|(at, interval)| plan.at(*at, interval.high));
            let lower = ahead.iter().rev().map(|(at, interval)| plan.at(*at, interval.low));
            let outline: Vec<_> = last.into_iter().chain(upper).chain(lower).collect();
            canvas.polygon(&outline, Token::Accent, 0.12);
        }
    }
}

/// The periods whose value is written: all, or where they are dense the last, the last projected, the highest and the
/// lowest. Of these the lowest comes again where it stands below the curve, since there is room on both sides of it.
fn written(spec: &Spec, plan: &Plan, lang: Lang) -> (Vec<usize>, Option<usize>) {
    let known: Vec<(usize, f64)> = spec
        .points
        .iter()
        .enumerate()
        .filter_map(|(place, point)| Some((place, point.reading.value()?)))
        .collect();
    if !plan.dense() {
        return (known.into_iter().map(|(place, _)| place).collect(), None);
    }
    let projected = known.last().copied().filter(|(place, _)| *place >= spec.measured());
    let known: Vec<_> = known
        .into_iter()
        .filter(|(place, _)| *place < spec.measured())
        .collect();
    let highest = known.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
    let lowest = known.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a });
    let mut taken: Vec<(usize, f64, f64)> = Vec::new();
    let last = known.last().copied();
    for (place, value) in last.into_iter().chain(projected).chain(highest).chain(lowest) {
        let half = font::room(&spec.format.short(lang, value), Type::VALUE.size, true) / 2.0;
        let middle = plan.middle(place, half);
        if taken.iter().all(|(_, at, room)| (at - middle).abs() >= room + half) {
            taken.push((place, middle, half));
        }
    }
    let written: Vec<usize> = taken.into_iter().map(|(place, ..)| place).collect();
    let lowest = lowest
        .map(|(place, _)| place)
        .filter(|place| written.len() >= 3 && written.last() == Some(place));
    (written, lowest)
}

/// The names of the periods, and under them n.
fn names(canvas: &Canvas, spec: &Spec, plan: &Plan, lang: Lang) -> f64 {
    let top = plan.base + 6.0;
    let write = |words: &str, place: usize, y: f64, look: Type| {
        let lines = wrap(words, plan.room(), SMALL, false);
        let middle = plan.middle(place, widest(&lines, SMALL, false) / 2.0);
        canvas.paragraph(&lines, middle, y, look.middle())
    };
    let n_top = plan
        .named()
        .map(|place| write(&spec.points[place].label, place, top, Type::SMALL.token(Token::Ink)))
        .fold(top, f64::max);
    // What is no estimate, such as a level, has no n at any period.
    if spec.points.iter().all(|point| point.reading.n().is_none()) {
        return n_top;
    }
    canvas.text("n", 0.0, n_top + LEADING / 2.0, Type::SMALL);
    plan.named()
        .map(|place| {
            let n = spec.points[place].reading.n().map_or_else(
                || {
                    if place < spec.measured() {
                        "–".to_owned()
                    } else {
                        String::new()
                    }
                },
                |n| words::count(lang, n),
            );
            write(&n, place, n_top, Type::SMALL)
        })
        .fold(n_top + LEADING, f64::max)
}

/// Periods without a value, and why.
fn absences(spec: &Spec, lang: Lang) -> Vec<String> {
    let of = |reading| {
        spec.points
            .iter()
            .filter(move |p| p.reading.checked() == reading)
            .map(|p| p.label.as_str())
    };
    let withheld = words::withheld(lang, of(Reading::Suppressed));
    withheld
        .into_iter()
        .chain(words::withheld_as_close(lang, of(Reading::TooClose)))
        .chain(words::without_data(lang, of(Reading::Missing)))
        .collect()
}

/// Where the value of a point is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    None,
    Above,
    Below,
}

/// A point with its interval and value; the hatched place of a withheld one.
fn mark(canvas: &Canvas, spec: &Spec, plan: &Plan, place: usize, side: Side, lang: Lang) {
    let point = &spec.points[place];
    let label = if place < spec.measured() {
        point.label.clone()
    } else {
        format!("{}, {}", point.label, words::projection(lang))
    };
    let said = words::colon(lang, &label, &spec.format.reading(lang, point.reading));
    let x = plan.x(place);
    let Some(value) = point.reading.value() else {
        if point.reading.is_withheld() {
            let width = (plan.pitch * 0.4).min(16.0);
            canvas.mark(&said, || {
                canvas.hatch(x - width / 2.0, plan.top, width, plan.base - plan.top, Token::Grid);
            });
        }
        return;
    };
    let radius = (plan.pitch * 0.25).clamp(1.5, 4.5);
    let y = plan.scale.place(value);
    canvas.mark(&said, || {
        let mut above = y;
        let projected = place >= spec.measured();
        if let Some(interval) = point.reading.interval().filter(|_| !plan.dense() && !projected) {
            above = plan.scale.place(interval.high).min(y);
            canvas.line(
                (x, plan.scale.place(interval.low)),
                (x, above),
                Stroke::new(Token::Muted, 1.5),
            );
        }
        if projected {
            canvas.ring((x, y), radius, Stroke::new(Token::Accent, 1.5));
        } else if point.reading.measured_value().is_some() {
            canvas.dot((x, y), radius, Token::Accent);
        } else {
            canvas.ring((x, y), radius, Stroke::new(Token::Muted, 1.5));
        }
        let height = match side {
            Side::None => return,
            Side::Above => above.min(y - 4.5) - 10.0,
            Side::Below => y + 14.5,
        };
        let short = spec.format.short(lang, value);
        let middle = plan.middle(place, font::room(&short, Type::VALUE.size, true) / 2.0);
        canvas.text(&short, middle, height, Type::VALUE.middle().halo());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_estimate_has_no_row_of_n() {
        let drawn = |n| {
            let point = |label: &str, value| Point {
                label: label.to_owned(),
                reading: Reading::Measured {
                    value,
                    interval: None,
                    n,
                },
            };
            let spec = Spec {
                id: "levels".to_owned(),
                title: "Levels".to_owned(),
                points: vec![point("2025", 2.0), point("2026", 3.0)],
                ..Spec::default()
            };
            draw(&spec, Lang::En).svg
        };
        assert!(drawn(Some(12)).contains(">n</text>"));
        assert!(!drawn(None).contains(">n</text>"));
    }
}
