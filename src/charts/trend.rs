//! A value by period with its interval and n. A period without a value interrupts the line.

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
    /// The value to reach: a dashed line.
    pub target: Option<f64>,
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
            target: None,
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
    .draw(|form| paint(spec, lang, form))
}

impl Spec {
    fn target(&self) -> Option<f64> {
        self.target.filter(|target| drawable(*target))
    }
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    let mut known = spec
        .points
        .iter()
        .filter(|point| point.reading.measured_value().is_some());
    let said = |point: &Point| words::colon(lang, &point.label, &spec.format.reading(lang, point.reading));
    let Some(first) = known.next() else {
        return words::empty(lang).to_owned();
    };
    let mut sentences = vec![words::sentence(&said(first))];
    sentences.extend(known.next_back().map(|last| words::sentence(&said(last))));
    sentences.extend(
        spec.target()
            .map(|target| words::target_is(lang, &spec.format.long(lang, target))),
    );
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
            .map(|point| {
                [point.label.clone()]
                    .into_iter()
                    .chain(spec.format.cells(lang, point.reading))
                    .collect()
            })
            .collect(),
    }
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.points.iter().all(|point| point.reading.value().is_none()) {
        let absence = if spec.points.iter().any(|point| point.reading == Reading::Suppressed) {
            words::suppressed(lang)
        } else {
            words::empty(lang)
        };
        return legend::empty(form, absence);
    }
    let canvas = Canvas::new(form.width());
    let mut items = Vec::new();
    if spec.points.iter().any(|point| point.reading.interval().is_some()) {
        items.push((
            Sign::Upright(Stroke::new(Token::Muted, 1.5)),
            words::interval(lang, spec.level),
        ));
    }
    if spec
        .points
        .iter()
        .any(|point| matches!(point.reading, Reading::Hypothesis { .. }))
    {
        items.push((Sign::Ring(Token::Muted), words::team_hypothesis(lang).to_owned()));
    }
    if let Some(target) = spec.target() {
        let said = format!("{} {}", words::target(lang), spec.format.short(lang, target));
        items.push((Sign::Line(Stroke::TARGET), said));
    }
    let top = legend::key(&canvas, &items, form.width(), 0.0) + 24.0;
    let bottom = plot(&canvas, spec, (top, top + form.pick(190.0, 170.0)), lang);
    canvas.set_height(bottom);
    canvas
}

fn plot(canvas: &Canvas, spec: &Spec, (top, base): (f64, f64), lang: Lang) -> f64 {
    let values = spec.points.iter().flat_map(|point| {
        let interval = point.reading.interval();
        [point.reading.value(), interval.map(|i| i.low), interval.map(|i| i.high)]
    });
    let scale = Scale::new(spec.scale, values.chain([spec.target()]).flatten()).between(base, top);
    let step = scale.step(6);
    let ticks: Vec<(f64, String)> = scale
        .ticks(6)
        .into_iter()
        .map(|tick| (tick, spec.format.tick(lang, tick, step)))
        .collect();
    let left = ticks
        .iter()
        .map(|(_, words)| font::room(words, SMALL, false))
        .fold(0.0, f64::max)
        + 8.0;
    let width = canvas.width();
    for (tick, words) in &ticks {
        let y = scale.place(*tick);
        canvas.line((left, y), (width, y), Stroke::GRID);
        canvas.text(words, left - 8.0, y, Type::SMALL.end());
    }
    if let Some(target) = spec.target() {
        let y = scale.place(target);
        canvas.line((left, y), (width, y), Stroke::TARGET);
    }
    let pitch = (width - left) / spec.points.len() as f64;
    let x = |place: usize| left + pitch * (place as f64 + 0.5);
    for pair in 1..spec.points.len() {
        let ends = [pair - 1, pair].map(|at| spec.points[at].reading);
        if let (Some(a), Some(b)) = (ends[0].value(), ends[1].value()) {
            let measured = ends.iter().all(|reading| reading.measured_value().is_some());
            let line = Stroke::new(Token::Accent, 2.0);
            let line = if measured {
                line
            } else {
                Stroke::new(Token::Muted, 1.5).dashed()
            };
            canvas.line((x(pair - 1), scale.place(a)), (x(pair), scale.place(b)), line);
        }
    }
    // Every label, or as many as stand beside one another without touching.
    let every = labelled(spec, pitch, lang);
    let last = spec.points.len() - 1;
    let written = |place: usize| (last - place).is_multiple_of(every);
    let room = pitch * every as f64 - 4.0;
    let mut n_top = base + 6.0;
    for (place, point) in spec.points.iter().enumerate() {
        mark(
            canvas,
            spec,
            point,
            &scale,
            (x(place), pitch, top),
            written(place),
            lang,
        );
        if written(place) {
            let lines = wrap(&point.label, room, SMALL, false);
            let half = widest(&lines, SMALL, false) / 2.0;
            let middle = x(place).clamp(half, (width - half).max(half));
            let look = Type::SMALL.token(Token::Ink).middle();
            n_top = n_top.max(canvas.paragraph(&lines, middle, base + 6.0, look));
        }
    }
    canvas.text("n", 0.0, n_top + LEADING / 2.0, Type::SMALL);
    let mut bottom = n_top + LEADING;
    for (place, point) in spec.points.iter().enumerate().filter(|(place, _)| written(*place)) {
        let n = point
            .reading
            .n()
            .map_or_else(|| "–".to_owned(), |n| words::count(lang, n));
        let lines = wrap(&n, room, SMALL, false);
        let half = widest(&lines, SMALL, false) / 2.0;
        let middle = x(place).clamp(half, (width - half).max(half));
        bottom = bottom.max(canvas.paragraph(&lines, middle, n_top, Type::SMALL.middle()));
    }
    for note in absences(spec, lang) {
        bottom = canvas.paragraph(&wrap(&note, width, SMALL, false), 0.0, bottom + 6.0, Type::SMALL);
    }
    bottom + 4.0
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
        .chain(words::without_data(lang, of(Reading::Missing)))
        .collect()
}

/// One label in how many: the fewest so that no word has to be broken.
fn labelled(spec: &Spec, pitch: f64, lang: Lang) -> usize {
    let widest = spec
        .points
        .iter()
        .flat_map(|point| {
            let short = point
                .reading
                .value()
                .map_or_else(String::new, |value| spec.format.short(lang, value));
            let n = point.reading.n().map_or_else(String::new, |n| words::count(lang, n));
            let own = [font::room(&short, Type::VALUE.size, true), font::room(&n, SMALL, false)];
            let words = point.label.split(' ').map(|word| font::room(word, SMALL, false));
            words.chain(own).collect::<Vec<_>>()
        })
        .fold(0.0, f64::max);
    (1..=spec.points.len())
        .find(|every| pitch * *every as f64 - 4.0 >= widest)
        .unwrap_or(spec.points.len())
}

/// A point with its interval and value; the hatched place of a withheld one.
fn mark(
    canvas: &Canvas,
    spec: &Spec,
    point: &Point,
    scale: &Scale,
    (x, pitch, top): (f64, f64, f64),
    written: bool,
    lang: Lang,
) {
    let said = words::colon(lang, &point.label, &spec.format.reading(lang, point.reading));
    let Some(value) = point.reading.value() else {
        if point.reading == Reading::Suppressed {
            let (width, base) = ((pitch * 0.4).min(16.0), scale.place(scale.low));
            canvas.mark(&said, || {
                canvas.hatch(x - width / 2.0, top, width, base - top, Token::Grid);
            });
        }
        return;
    };
    let radius = (pitch * 0.35).clamp(2.0, 4.5);
    let y = scale.place(value);
    canvas.mark(&said, || {
        let mut above = y;
        if let Some(interval) = point.reading.interval() {
            above = scale.place(interval.high).min(y);
            canvas.line(
                (x, scale.place(interval.low)),
                (x, above),
                Stroke::new(Token::Muted, 1.5),
            );
        }
        if point.reading.measured_value().is_some() {
            canvas.dot((x, y), radius, Token::Accent);
        } else {
            canvas.ring((x, y), radius, Stroke::new(Token::Muted, 1.5));
        }
        if written {
            let short = spec.format.short(lang, value);
            let half = font::room(&short, Type::VALUE.size, true) / 2.0;
            let middle = x.clamp(half, (canvas.width() - half).max(half));
            canvas.text(&short, middle, above.min(y - 4.5) - 10.0, Type::VALUE.middle().halo());
        }
    });
}
