//! The levels of a maturity scale one after the other, with the reached one and the target marked.

use crate::language::Lang;

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::format::drawable;
use super::legend;
use super::token::Token;
use super::words;
use super::wrap::wrap;

/// A level on its ladder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The dimension, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the level itself.
    pub sentence: Option<String>,
    /// Names of the levels from the first, localised; a name may be empty.
    pub levels: Vec<String>,
    /// The level reached, counted from 1; fractions are drawn at the level below (levels are not averaged).
    /// `None` where the dimension was not assessed.
    pub reached: Option<f64>,
    /// The level to reach, counted from 1.
    pub target: Option<f64>,
}

/// Draws the chart. Its wide form is 350 CSS pixels across.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    let table = Table {
        caption: spec.title.clone(),
        head: [words::level(lang), words::meaning(lang), words::state(lang)]
            .map(words::capital)
            .into(),
        rows: (1..=spec.levels.len())
            .map(|level| {
                let mut state = Vec::new();
                if place(spec.reached) == Some(level) {
                    state.push(words::reached(lang));
                }
                if place(spec.target) == Some(level) {
                    state.push(words::target(lang));
                }
                let state = if state.is_empty() {
                    "–".to_owned()
                } else {
                    state.join(", ")
                };
                vec![level.to_string(), spec.levels[level - 1].clone(), state]
            })
            .collect(),
    };
    Frame {
        id: &spec.id,
        kind: "level-ladder",
        title: &spec.title,
        sentence,
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

/// A level as a step of the ladder; `None` for none, below the first or not a number.
fn place(level: Option<f64>) -> Option<usize> {
    level
        .filter(|level| drawable(*level) && *level >= 1.0)
        .map(|level| level.floor() as usize)
}

fn named(spec: &Spec, level: usize) -> String {
    match spec.levels.get(level - 1).filter(|name| !name.is_empty()) {
        Some(name) => format!("{level} ({name})"),
        None => level.to_string(),
    }
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    let reached = place(spec.reached).map_or_else(
        || words::not_assessed(lang).to_owned(),
        |level| words::level_of(lang, &named(spec, level), spec.levels.len()),
    );
    let mut said = words::sentence(&words::colon(lang, &spec.title, &reached));
    if let Some(target) = place(spec.target) {
        said = format!("{said} {}", words::target_is(lang, &named(spec, target)));
    }
    said
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.levels.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let width = 350.0_f64.min(form.width());
    let canvas = Canvas::new(width);
    let count = spec.levels.len();
    let reached = place(spec.reached).map(|level| level.min(count));
    let target = place(spec.target).map(|level| level.min(count));
    let pitch = (width + 3.0) / count as f64;
    let (top, height) = (if target.is_some() { LEADING + 6.0 } else { 2.0 }, 10.0);
    for level in 1..=count {
        let x = pitch * (level as f64 - 1.0);
        let said = format!("{} {}", words::level(lang), named(spec, level));
        canvas.mark(&words::capital(&said), || match reached {
            None => canvas.hatch(x + 0.5, top, pitch - 4.0, height, Token::Grid),
            Some(reached) if level <= reached => canvas.rect(x, top, pitch - 3.0, height, Token::Accent, 1.0),
            Some(_) => canvas.rect(x, top, pitch - 3.0, height, Token::Grid, 1.0),
        });
        let look = if reached == Some(level) {
            Type {
                size: SMALL,
                ..Type::VALUE
            }
        } else {
            Type::SMALL
        };
        canvas.text(
            &level.to_string(),
            x + (pitch - 3.0) / 2.0,
            top + height + 10.0,
            look.middle(),
        );
    }
    if let Some(level) = target {
        let x = pitch * level as f64 - 3.0;
        canvas.line((x, top - 5.0), (x, top + height + 3.0), Stroke::TARGET);
        let words = words::target(lang);
        let half = super::font::room(words, SMALL, false) / 2.0;
        canvas.text(words, x.clamp(half, width - half), top - 12.0, Type::SMALL.middle());
    }
    let y = top + height + 20.0;
    let said = match reached {
        None => words::not_assessed(lang).to_owned(),
        Some(level) => words::capital(&format!("{} {}", words::level(lang), named(spec, level))),
    };
    let bottom = canvas.paragraph(&wrap(&said, width, SMALL, false), 0.0, y, Type::SMALL.token(Token::Ink));
    canvas.set_height(bottom + 2.0);
    canvas
}
