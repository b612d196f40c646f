//! One value a row as a dot with its interval, against a target and the whole.

use crate::language::Lang;

use super::axis;
use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::format::{Format, Reading, drawable};
use super::legend::{self, Sign};
use super::scale::Scale;
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// A measure broken down by persona, channel, stage…
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// One dot each, drawn in this order.
    pub rows: Vec<Row>,
    /// The value to reach: a dashed line.
    pub target: Option<f64>,
    /// The whole that the rows are parts of: its name (empty for “overall”) and value, a thin line.
    pub reference: Option<(String, f64)>,
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
            rows: Vec::new(),
            target: None,
            reference: None,
            benchmarks: Vec::new(),
            scale: None,
            format: Format::default(),
            level: 0.95,
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// What the value is about, localised.
    pub label: String,
    /// The value, or why there is none.
    pub reading: Reading,
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    Frame {
        id: &spec.id,
        kind: "breakdown-dots",
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

    fn reference(&self, lang: Lang) -> Option<(&str, f64)> {
        let (label, value) = self.reference.as_ref().filter(|(_, value)| drawable(*value))?;
        Some((
            if label.is_empty() {
                words::reference(lang)
            } else {
                label
            },
            *value,
        ))
    }

    fn benchmarks(&self) -> impl Iterator<Item = (&str, f64)> {
        let named = self.benchmarks.iter().map(|(name, value)| (name.as_str(), *value));
        named.filter(|(_, value)| drawable(*value))
    }

    fn ruler(&self) -> Scale {
        let values = self.rows.iter().flat_map(|row| {
            let interval = row.reading.interval();
            [row.reading.value(), interval.map(|i| i.low), interval.map(|i| i.high)]
        });
        let marks = [self.target(), self.reference.as_ref().map(|(_, value)| *value)];
        let cited = self.benchmarks().map(|(_, value)| Some(value));
        Scale::new(self.scale, values.chain(marks).chain(cited).flatten())
    }
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    let known = spec
        .rows
        .iter()
        .filter_map(|row| Some((row.label.as_str(), row.reading.measured_value()?)));
    let mut said: Vec<String> = words::extremes(lang, known.clone(), |value| spec.format.short(lang, value))
        .into_iter()
        .collect();
    if said.is_empty() {
        said.extend(
            spec.rows
                .iter()
                .find(|row| row.reading.value().is_some())
                .or(spec.rows.first())
                .map(|row| words::sentence(&words::colon(lang, &row.label, &spec.format.reading(lang, row.reading)))),
        );
    }
    if let Some((label, value)) = spec.reference(lang) {
        said.push(words::sentence(&words::colon(
            lang,
            label,
            &spec.format.long(lang, value),
        )));
    }
    said.extend(
        spec.target()
            .map(|target| words::target_is(lang, &spec.format.long(lang, target))),
    );
    said.extend(words::cited(lang, spec.benchmarks(), &spec.format));
    said.extend(words::withheld(
        lang,
        spec.rows
            .iter()
            .filter(|r| r.reading == Reading::Suppressed)
            .map(|r| &*r.label),
    ));
    if spec.rows.is_empty() {
        words::empty(lang).to_owned()
    } else {
        said.join(" ")
    }
}

fn table(spec: &Spec, lang: Lang) -> Table {
    let head = [words::row(lang), words::value(lang), &words::interval(lang, spec.level)].map(words::capital);
    Table {
        caption: spec.title.clone(),
        head: head.into_iter().chain(["n".to_owned()]).collect(),
        rows: spec
            .rows
            .iter()
            .map(|row| {
                [row.label.clone()]
                    .into_iter()
                    .chain(spec.format.cells(lang, row.reading))
                    .collect()
            })
            .collect(),
    }
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.rows.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let canvas = Canvas::new(form.width());
    let mut items = Vec::new();
    if spec.rows.iter().any(|row| row.reading.interval().is_some()) {
        items.push((Sign::Whisker(Token::Muted), words::interval(lang, spec.level)));
    }
    if spec
        .rows
        .iter()
        .any(|row| matches!(row.reading, Reading::Hypothesis { .. }))
    {
        items.push((Sign::Ring(Token::Muted), words::team_hypothesis(lang).to_owned()));
    }
    if let Some((label, value)) = spec.reference(lang) {
        let said = format!("{label} {}", spec.format.short(lang, value));
        items.push((Sign::Upright(Stroke::new(Token::Muted, 1.5)), said));
    }
    if let Some(target) = spec.target() {
        let said = format!("{} {}", words::target(lang), spec.format.short(lang, target));
        items.push((Sign::Upright(Stroke::TARGET), said));
    }
    items.extend(
        spec.benchmarks()
            .map(|(name, value)| (Sign::Cited, words::colon(lang, name, &spec.format.short(lang, value)))),
    );
    let top = legend::key(&canvas, &items, form.width(), 0.0) + 8.0;
    let bottom = match form {
        Form::Wide => paint_wide(&canvas, spec, top, lang),
        Form::Narrow => paint_narrow(&canvas, spec, top, lang),
    };
    canvas.set_height(bottom);
    canvas
}

/// The columns right of a row's drawing: value, range, n.
fn columns(spec: &Spec, reading: Reading, lang: Lang) -> [String; 3] {
    let short = |value| spec.format.short(lang, value);
    [
        reading.value().map_or_else(String::new, short),
        reading
            .interval()
            .map_or_else(String::new, |i| words::range(lang, &short(i.low), &short(i.high))),
        reading.n().map_or_else(String::new, |n| words::count(lang, n)),
    ]
}

fn paint_wide(canvas: &Canvas, spec: &Spec, top: f64, lang: Lang) -> f64 {
    let labels: Vec<Vec<String>> = spec
        .rows
        .iter()
        .map(|row| wrap(&row.label, 200.0, Type::LABEL.size, false))
        .collect();
    // Why a value is absent stands under the row's name: a word in the plot would lie across its lines.
    let notes: Vec<Vec<String>> = spec.rows.iter().map(|row| absence(spec, row, 200.0, lang)).collect();
    let written: Vec<[String; 3]> = spec.rows.iter().map(|row| columns(spec, row.reading, lang)).collect();
    let room = |at: usize, size: f64, bold: bool| {
        written
            .iter()
            .map(|row| font::room(&row[at], size, bold))
            .fold(0.0, f64::max)
    };
    let n_right = canvas.width();
    let range_right = n_right - (room(2, SMALL, false).max(font::room("n", SMALL, false)) + 16.0);
    let value_right = range_right - (room(1, SMALL, false) + if room(1, SMALL, false) > 0.0 { 12.0 } else { 0.0 });
    // The halves of a tick's words stand over the ends of the scale.
    let right = value_right - room(0, Type::VALUE.size, true).max(20.0) - 24.0;
    let names = labels.iter().map(|lines| widest(lines, Type::LABEL.size, false));
    let left = names
        .chain(notes.iter().map(|lines| widest(lines, SMALL, false)))
        .fold(40.0, f64::max)
        + 20.0;
    if right - left < 120.0 {
        // Figures or names leave the drawing no room beside them.
        return paint_narrow(canvas, spec, top, lang);
    }
    let scale = spec.ruler().between(left, right);
    let top = top + LEADING;
    canvas.text("n", n_right, top - 12.0, Type::SMALL.end());
    let heights: Vec<f64> = labels
        .iter()
        .zip(&notes)
        .map(|(lines, note)| (LEADING * (lines.len() + note.len()).max(1) as f64 + 12.0).max(28.0))
        .collect();
    let bottom = top + heights.iter().sum::<f64>();
    ticks(canvas, spec, &scale, (top, bottom), lang);
    let mut y = top;
    let names = labels.iter().zip(&notes);
    for (((row, (lines, note)), height), [value, range, n]) in spec.rows.iter().zip(names).zip(heights).zip(&written) {
        let middle = y + height / 2.0;
        let block = LEADING * (lines.len() + note.len()) as f64;
        let below = canvas.paragraph(lines, 0.0, middle - block / 2.0, Type::LABEL);
        canvas.paragraph(note, 0.0, below, Type::SMALL);
        dot(canvas, spec, row, &scale, middle, lang);
        canvas.text(value, value_right, middle, Type::VALUE.end());
        canvas.text(range, range_right, middle, Type::SMALL.end());
        canvas.text(n, n_right, middle, Type::SMALL.end());
        y += height;
    }
    bottom + 24.0
}

/// Why a row has no dot, as lines; none where it has one.
fn absence(spec: &Spec, row: &Row, room: f64, lang: Lang) -> Vec<String> {
    match row.reading.value() {
        Some(_) => Vec::new(),
        None => wrap(&spec.format.reading(lang, row.reading), room, SMALL, false),
    }
}

/// Grid, reference and target from top to bottom, and the scale written below.
fn ticks(canvas: &Canvas, spec: &Spec, scale: &Scale, (top, bottom): (f64, f64), lang: Lang) {
    let ticks = axis::ticks(canvas, scale, &spec.format, 6, lang);
    for tick in &ticks {
        let x = scale.place(tick.value);
        canvas.line((x, top), (x, bottom), Stroke::GRID);
    }
    axis::write(canvas, &ticks, bottom + 13.0);
    if let Some((_, value)) = spec.reference(lang) {
        let x = scale.place(value);
        canvas.line((x, top), (x, bottom), Stroke::new(Token::Muted, 1.0));
    }
    if let Some(target) = spec.target() {
        let x = scale.place(target);
        canvas.line((x, top), (x, bottom), Stroke::TARGET);
    }
    for (_, value) in spec.benchmarks() {
        let x = scale.place(value);
        canvas.line((x, top), (x, bottom), Stroke::CITED);
        canvas.ring((x, top), 3.0, Stroke::new(Token::Muted, 1.5));
    }
}

fn dot(canvas: &Canvas, spec: &Spec, row: &Row, scale: &Scale, y: f64, lang: Lang) {
    if row.reading.value().is_none() {
        return;
    }
    let said = words::colon(lang, &row.label, &spec.format.reading(lang, row.reading));
    canvas.mark(&said, || match row.reading.checked() {
        Reading::Measured { value, interval, .. } => {
            if let Some(interval) = interval {
                canvas.line(
                    (scale.place(interval.low), y),
                    (scale.place(interval.high), y),
                    Stroke::new(Token::Muted, 1.5),
                );
            }
            canvas.dot((scale.place(value), y), 5.0, Token::Accent);
        }
        Reading::Hypothesis { value } => canvas.ring((scale.place(value), y), 4.5, Stroke::new(Token::Muted, 1.5)),
        Reading::Suppressed | Reading::TooClose | Reading::Missing => {}
    });
}

fn paint_narrow(canvas: &Canvas, spec: &Spec, top: f64, lang: Lang) -> f64 {
    let width = canvas.width();
    let scale = spec.ruler().between(16.0, width - 16.0);
    let ticks = axis::ticks(canvas, &scale, &spec.format, 5, lang);
    // The grid is drawn row by row, so that it does not run through the labels.
    let mut y = top;
    for row in &spec.rows {
        let [value, range, n] = columns(spec, row.reading, lang);
        let taken = font::room(&value, Type::VALUE.size, true) + 16.0;
        canvas.text(&value, width, y + LEADING / 2.0, Type::VALUE.end());
        y = canvas.paragraph(
            &wrap(&row.label, width - taken, Type::LABEL.size, false),
            0.0,
            y,
            Type::LABEL,
        );
        if row.reading.value().is_none() {
            y = canvas.paragraph(&absence(spec, row, width, lang), 0.0, y, Type::SMALL) + 12.0;
            continue;
        }
        let middle = y + 12.0;
        canvas.line(
            (scale.place(scale.low), middle),
            (scale.place(scale.high), middle),
            Stroke::GRID,
        );
        for tick in &ticks {
            let tick = tick.value;
            canvas.line(
                (scale.place(tick), middle - 4.0),
                (scale.place(tick), middle + 4.0),
                Stroke::GRID,
            );
        }
        if let Some((_, value)) = spec.reference(lang) {
            let x = scale.place(value);
            canvas.line((x, middle - 7.0), (x, middle + 7.0), Stroke::new(Token::Muted, 1.0));
        }
        if let Some(target) = spec.target() {
            let x = scale.place(target);
            canvas.line((x, middle - 7.0), (x, middle + 7.0), Stroke::TARGET);
        }
        dot(canvas, spec, row, &scale, middle, lang);
        y += 24.0;
        let n = if n.is_empty() { n } else { format!("n\u{a0}=\u{a0}{n}") };
        let said = [n, range]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        y = canvas.paragraph(&wrap(&said, width, SMALL, false), 0.0, y, Type::SMALL) + 10.0;
    }
    axis::write(canvas, &ticks, y + 2.0);
    y + 14.0
}
