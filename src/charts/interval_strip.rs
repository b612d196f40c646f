//! A tiny scale beside a big number: where the value lies, how sure that is, where the target is.

use crate::language::Lang;

use super::canvas::{Anchor, Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::format::{Format, Reading, drawable};
use super::scale::Scale;
use super::token::Token;
use super::words;
use super::wrap::wrap;

/// One value on its scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The name of the value, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// The value.
    pub reading: Reading,
    /// The value to reach.
    pub target: Option<f64>,
    /// Figures of others, with whose and of when: drawn as rings, never like our own.
    pub others: Vec<(String, f64)>,
    /// Ends of the scale; `None` for round ends around the value.
    pub scale: Option<(f64, f64)>,
    /// How values are written.
    pub format: Format,
    /// Level of the interval, 0.95 for 95 %.
    pub level: f64,
}

impl Default for Spec {
    fn default() -> Self {
        Spec {
            id: String::new(),
            title: String::new(),
            sentence: None,
            reading: Reading::Missing,
            target: None,
            others: Vec::new(),
            scale: None,
            format: Format::default(),
            level: 0.95,
        }
    }
}

/// Draws the chart. Its wide form is 260 CSS pixels across.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| {
        let mut said = words::sentence(&words::colon(
            lang,
            &spec.title,
            &spec.format.reading(lang, spec.reading),
        ));
        if let Some(target) = target(spec) {
            said = format!("{said} {}", words::target_is(lang, &spec.format.long(lang, target)));
        }
        for (name, value) in others(spec) {
            let other = words::colon(lang, name, &spec.format.long(lang, value));
            said = format!("{said} {}", words::sentence(&other));
        }
        said
    });
    let [value, interval, n] = spec.format.cells(lang, spec.reading);
    let target = target(spec).map_or_else(|| "–".to_owned(), |target| spec.format.long(lang, target));
    let head = [
        words::value(lang),
        &words::interval(lang, spec.level),
        "n",
        words::target(lang),
    ];
    // A statistician's n has no capital.
    let head = head.map(|word| {
        if word == "n" {
            word.to_owned()
        } else {
            words::capital(word)
        }
    });
    let table = Table {
        caption: spec.title.clone(),
        head: head.into(),
        rows: vec![vec![value, interval, n, target]],
    };
    Frame {
        id: &spec.id,
        kind: "interval-strip",
        title: &spec.title,
        sentence,
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

fn target(spec: &Spec) -> Option<f64> {
    spec.target.filter(|target| drawable(*target))
}

/// Figures of others that can be drawn.
fn others(spec: &Spec) -> impl Iterator<Item = (&str, f64)> {
    let drawn = spec.others.iter().filter(|(_, value)| drawable(*value));
    drawn.map(|(name, value)| (name.as_str(), *value))
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    const BAND: f64 = 8.0;
    let width = form.pick(260.0, form.width());
    let canvas = Canvas::new(width);
    let interval = spec.reading.interval();
    let values = [
        spec.reading.value(),
        interval.map(|i| i.low),
        interval.map(|i| i.high),
        target(spec),
    ];
    let shown = values.into_iter().flatten().chain(others(spec).map(|(_, value)| value));
    let scale = Scale::new(spec.scale, shown).between(1.0, width - 1.0);
    let top = 6.0;
    let middle = top + BAND / 2.0;
    let said = spec.format.reading(lang, spec.reading);
    canvas.mark(&words::colon(lang, &spec.title, &said), || {
        match spec.reading.checked() {
            Reading::Measured { value, interval, .. } => {
                canvas.rect(0.0, top, width, BAND, Token::Grid, 0.6);
                if let Some(interval) = interval {
                    let (low, high) = (scale.place(interval.low), scale.place(interval.high));
                    canvas.rect(low, top, (high - low).max(1.0), BAND, Token::Accent, 0.35);
                }
                canvas.rect(scale.place(value) - 1.5, top - 3.0, 3.0, BAND + 6.0, Token::Accent, 1.0);
            }
            Reading::Hypothesis { value } => {
                canvas.rect(0.0, top, width, BAND, Token::Grid, 0.6);
                canvas.ring(
                    (scale.place(value).clamp(6.0, width - 6.0), middle),
                    5.0,
                    Stroke::new(Token::Muted, 1.5),
                );
            }
            _ => canvas.hatch(0.5, top, width - 1.0, BAND, Token::Grid),
        }
    });
    for (_, value) in others(spec) {
        let x = scale.place(value).clamp(5.0, width - 5.0);
        canvas.ring((x, middle), 4.0, Stroke::new(Token::Muted, 1.5));
    }
    let mut bottom = top + BAND + 4.0;
    let (low, high) = (spec.format.short(lang, scale.low), spec.format.short(lang, scale.high));
    let scale_row = bottom + LEADING / 2.0;
    canvas.text(&low, 0.0, scale_row, Type::SMALL);
    canvas.text(&high, width, scale_row, Type::SMALL.end());
    bottom += LEADING;
    if let Some(target) = target(spec) {
        let x = scale.place(target);
        canvas.line((x, top - 5.0), (x, top + BAND + 5.0), Stroke::TARGET);
        let words = format!("{} {}", words::target(lang), spec.format.short(lang, target));
        let half = font::room(&words, SMALL, false) / 2.0;
        let (from, to) = (
            font::room(&low, SMALL, false) + 6.0,
            width - font::room(&high, SMALL, false) - 6.0,
        );
        let look = Type {
            token: Token::Ink,
            anchor: Anchor::Middle,
            ..Type::SMALL
        };
        // Under its tick between the ends of the scale, else on a line of its own.
        if to - from >= 2.0 * half {
            canvas.text(&words, x.clamp(from + half, to - half), scale_row, look);
        } else {
            canvas.text(
                &words,
                x.clamp(half, (width - half).max(half)),
                bottom + LEADING / 2.0,
                look,
            );
            bottom += LEADING;
        }
    }
    for (name, value) in others(spec) {
        let words = words::colon(lang, &format!("○ {name}"), &spec.format.short(lang, value));
        bottom = canvas.paragraph(&wrap(&words, width, SMALL, false), 0.0, bottom, Type::SMALL);
    }
    if spec.reading.measured_value().is_none() {
        bottom = canvas.paragraph(&wrap(&said, width, SMALL, false), 0.0, bottom, Type::SMALL);
    }
    canvas.set_height(bottom + 2.0);
    canvas
}
