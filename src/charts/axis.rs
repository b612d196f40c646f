//! The words under a scale that runs across the sheet: as many round values as stand side by side.

use crate::language::Lang;

use super::canvas::{Canvas, SMALL, Type};
use super::font;
use super::format::Format;
use super::scale::Scale;

/// A value of a scale, its words and where their middle stands.
pub(super) struct Tick {
    pub(super) value: f64,
    words: String,
    middle: f64,
}

/// At most `most` round values whose words neither touch one another nor leave the sheet.
pub(super) fn ticks(canvas: &Canvas, scale: &Scale, format: &Format, most: usize, lang: Lang) -> Vec<Tick> {
    let at = |most: usize| -> Vec<Tick> {
        let step = scale.step(most);
        let tick = |value: f64| {
            let words = format.tick(lang, value, step);
            let half = font::room(&words, SMALL, false) / 2.0;
            let middle = scale.place(value).clamp(half, (canvas.width() - half).max(half));
            Tick { value, words, middle }
        };
        scale.ticks(most).into_iter().map(tick).collect()
    };
    let apart = |ticks: &[Tick]| {
        ticks.windows(2).all(|pair| {
            let room = |tick: &Tick| font::room(&tick.words, SMALL, false) / 2.0;
            pair[1].middle - pair[0].middle >= room(&pair[0]) + room(&pair[1]) + 2.0
        })
    };
    (2..=most)
        .rev()
        .map(at)
        .find(|ticks| apart(ticks))
        .unwrap_or_else(|| at(2).into_iter().take(1).collect())
}

/// Writes the words with their middle at height `y`.
pub(super) fn write(canvas: &Canvas, ticks: &[Tick], y: f64) {
    for tick in ticks {
        canvas.text(&tick.words, tick.middle, y, Type::SMALL.middle());
    }
}
