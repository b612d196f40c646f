//! Maturity levels by dimension on a radar, against their targets. A dimension that was not assessed has no point.
//!
//! With fewer than three dimensions, or more than twelve, the same figures are drawn as bars one below the other.

use crate::language::Lang;

use super::canvas::{Anchor, Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::format::drawable;
use super::legend::{self, Sign};
use super::level_bars;
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// Levels of several dimensions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the levels itself.
    pub sentence: Option<String>,
    /// The dimensions, clockwise from the top.
    pub axes: Vec<Axis>,
    /// The highest level; 0 counts as 5.
    pub levels: u32,
    /// What the filled shape is; empty for “level”.
    pub level_label: String,
    /// What the dashed line is; empty for “target”.
    pub target_label: String,
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Its name, localised.
    pub label: String,
    /// The level reached, 0 to [`Spec::levels`]; `None` where it was not assessed.
    pub level: Option<f64>,
    /// The level to reach.
    pub target: Option<f64>,
    /// How many levels its own model has, where that is not [`Spec::levels`].
    pub levels: Option<u32>,
}

impl Axis {
    pub(super) fn level(&self) -> Option<f64> {
        self.level.filter(|level| drawable(*level))
    }

    pub(super) fn target(&self) -> Option<f64> {
        self.target.filter(|target| drawable(*target))
    }

    /// The level in words: “3 of 5, target 4”.
    pub(super) fn said(&self, levels: u32, lang: Lang) -> String {
        let mut said = self.level().map_or_else(
            || words::not_assessed(lang).to_owned(),
            |level| {
                format!(
                    "{}\u{a0}/\u{a0}{}",
                    words::plain(lang, level),
                    self.levels.unwrap_or(levels)
                )
            },
        );
        if let Some(target) = self.target() {
            said = format!("{said}, {}\u{a0}{}", words::target(lang), words::plain(lang, target));
        }
        said
    }
}

impl Spec {
    /// The highest level drawn: as declared, within reason.
    pub(super) fn top(&self) -> u32 {
        if self.levels == 0 { 5 } else { self.levels.min(20) }
    }
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    let dash = || "–".to_owned();
    let table = Table {
        caption: spec.title.clone(),
        head: [words::dimension(lang), words::level(lang), words::target(lang)]
            .map(words::capital)
            .into(),
        rows: spec
            .axes
            .iter()
            .map(|axis| {
                let level = axis.level().map(|level| words::plain(lang, level));
                vec![
                    axis.label.clone(),
                    level.unwrap_or_else(|| words::not_assessed(lang).to_owned()),
                    axis.target().map_or_else(dash, |target| words::plain(lang, target)),
                ]
            })
            .collect(),
    };
    Frame {
        id: &spec.id,
        kind: "radar",
        title: &spec.title,
        sentence,
        table,
    }
    .draw(lang, |form| paint(spec, lang, form))
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    if spec.axes.is_empty() {
        return words::empty(lang).to_owned();
    }
    let levels = spec
        .axes
        .iter()
        .filter_map(|axis| Some((axis.label.as_str(), axis.level()?)));
    let mut said: Vec<String> = words::extremes(lang, levels, |level| words::plain(lang, level))
        .into_iter()
        .collect();
    if said.is_empty() {
        let each = spec
            .axes
            .iter()
            .map(|axis| words::colon(lang, &axis.label, &axis.said(spec.top(), lang)));
        return words::sentence(&each.collect::<Vec<_>>().join(words::semicolon(lang)));
    }
    let assessed = spec.axes.iter().filter(|axis| axis.level().is_some());
    let reached = assessed
        .clone()
        .filter(|axis| axis.target().is_some_and(|target| axis.level() >= Some(target)))
        .count();
    if spec.axes.iter().any(|axis| axis.target().is_some()) {
        said.push(words::targets_reached(
            lang,
            reached,
            assessed.filter(|axis| axis.target().is_some()).count(),
        ));
    }
    let untested: Vec<&str> = spec
        .axes
        .iter()
        .filter(|axis| axis.level().is_none())
        .map(|axis| axis.label.as_str())
        .collect();
    if !untested.is_empty() {
        said.push(words::sentence(&words::colon(
            lang,
            words::not_assessed(lang),
            &untested.join(", "),
        )));
    }
    said.join(" ")
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if spec.axes.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let width = form.pick(640.0, form.width());
    let canvas = Canvas::new(width);
    let top = legend::key(&canvas, &key(spec, lang), width, 0.0) + 12.0;
    let bottom = match form {
        _ if !is_web(spec) => level_bars::paint(&canvas, spec, top, lang),
        Form::Wide => paint_wide(&canvas, spec, top, lang),
        Form::Narrow => paint_narrow(&canvas, spec, top, lang),
    };
    canvas.set_height(bottom);
    canvas
}

/// Whether there are as many axes as a radar can be read with.
fn is_web(spec: &Spec) -> bool {
    (3..=12).contains(&spec.axes.len())
}

fn key(spec: &Spec, lang: Lang) -> Vec<(Sign, String)> {
    let or = |label: &str, word: &str| {
        if label.is_empty() {
            word.to_owned()
        } else {
            label.to_owned()
        }
    };
    let bars = !is_web(spec);
    let mut items = Vec::new();
    if spec.axes.iter().any(|axis| axis.level().is_some()) {
        let sign = if bars {
            Sign::Swatch(Token::Accent)
        } else {
            Sign::Line(Stroke::new(Token::Accent, 2.0))
        };
        items.push((sign, or(&spec.level_label, words::level(lang))));
    }
    if spec.axes.iter().any(|axis| axis.target().is_some()) {
        let line = Stroke::new(Token::Muted, 1.5).dashed();
        let sign = if bars {
            Sign::Upright(Stroke::TARGET)
        } else {
            Sign::Line(line)
        };
        items.push((sign, or(&spec.target_label, words::target(lang))));
    }
    if spec.axes.iter().any(|axis| axis.level().is_none()) {
        items.push((
            Sign::None,
            words::colon(lang, words::not_assessed(lang), words::no_point(lang)),
        ));
    }
    items
}

/// Directions and lengths of a radar around its centre.
struct Web {
    centre: (f64, f64),
    radius: f64,
    axes: usize,
    levels: f64,
}

impl Web {
    /// The direction of an axis: a unit vector, the first one upwards, clockwise.
    fn direction(&self, axis: usize) -> (f64, f64) {
        let angle = std::f64::consts::TAU * axis as f64 / self.axes as f64;
        (libm::sin(angle), -libm::cos(angle))
    }

    fn at(&self, axis: usize, level: f64) -> (f64, f64) {
        let (dx, dy) = self.direction(axis);
        let length = self.radius * level.clamp(0.0, self.levels) / self.levels;
        (self.centre.0 + dx * length, self.centre.1 + dy * length)
    }

    /// Rings, spokes, shapes and points.
    fn draw(&self, canvas: &Canvas, spec: &Spec, lang: Lang) {
        for level in 1..=spec.top() {
            let ring: Vec<_> = (0..=self.axes)
                .map(|axis| self.at(axis % self.axes, f64::from(level)))
                .collect();
            canvas.path(&ring, Stroke::GRID);
        }
        for axis in 0..self.axes {
            canvas.line(self.centre, self.at(axis, self.levels), Stroke::GRID);
        }
        let levels: Vec<Option<f64>> = spec.axes.iter().map(Axis::level).collect();
        for run in self.runs(&levels) {
            let whole = run.len() > self.axes;
            let mut shape = run.clone();
            if !whole {
                shape.push(self.centre);
            }
            if run.len() > 1 {
                canvas.polygon(&shape, Token::Accent, 0.14);
            }
        }
        let targets: Vec<Option<f64>> = spec.axes.iter().map(Axis::target).collect();
        for run in self.runs(&targets).into_iter().filter(|run| run.len() > 1) {
            canvas.path(&run, Stroke::new(Token::Muted, 1.5).dashed());
        }
        for run in self.runs(&levels).into_iter().filter(|run| run.len() > 1) {
            canvas.path(&run, Stroke::new(Token::Accent, 2.0));
        }
        for (place, axis) in spec.axes.iter().enumerate() {
            if let Some(target) = axis.target() {
                // A target with untargeted neighbours has no line to be seen by.
                canvas.ring(self.at(place, target), 2.5, Stroke::new(Token::Muted, 1.0));
            }
            if let Some(level) = axis.level() {
                let said = words::colon(lang, &axis.label, &axis.said(spec.top(), lang));
                canvas.mark(&said, || canvas.dot(self.at(place, level), 4.5, Token::Accent));
            }
        }
        for level in 1..=spec.top() {
            let (x, y) = self.at(0, f64::from(level));
            let every = if self.radius / self.levels < 14.0 { 2 } else { 1 };
            if level.is_multiple_of(every) {
                canvas.text(
                    &level.to_string(),
                    x - 7.0,
                    y,
                    Type {
                        size: 11.0,
                        ..Type::SMALL
                    }
                    .end()
                    .halo(),
                );
            }
        }
    }

    /// Corners of neighbouring axes that have a value; closed (first corner repeated) when all have one.
    fn runs(&self, values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
        let Some(gap) = values.iter().position(Option::is_none) else {
            let ring = values.iter().chain(values.first()).enumerate();
            return vec![
                ring.filter_map(|(axis, value)| Some(self.at(axis % self.axes, (*value)?)))
                    .collect(),
            ];
        };
        let mut runs = vec![Vec::new()];
        for axis in (gap..gap + self.axes).map(|axis| axis % self.axes) {
            match (values[axis], runs.last_mut()) {
                (Some(value), Some(run)) => run.push(self.at(axis, value)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// The words at the tip of an axis.
struct Block {
    name: Vec<String>,
    said: Vec<String>,
    x: f64,
    top: f64,
    anchor: Anchor,
}

impl Block {
    fn height(&self) -> f64 {
        LEADING * (self.name.len() + self.said.len()) as f64
    }
}

/// Names and levels around the web.
fn paint_wide(canvas: &Canvas, spec: &Spec, top: f64, lang: Lang) -> f64 {
    const RADIUS: f64 = 150.0;
    let crowded = spec.axes.len() > 8;
    let mut web = Web {
        centre: (canvas.width() / 2.0, 0.0),
        radius: RADIUS,
        axes: spec.axes.len(),
        levels: f64::from(spec.top()),
    };
    // Blocks of words around a centre at height 0, then everything moved down by what rises above it.
    let blocks: Vec<Block> = spec
        .axes
        .iter()
        .enumerate()
        .map(|(place, axis)| {
            let (dx, dy) = web.direction(place);
            let anchor = if dx.abs() < 0.1 {
                Anchor::Middle
            } else if dx > 0.0 {
                Anchor::Start
            } else {
                Anchor::End
            };
            let room = match anchor {
                Anchor::Middle if crowded => 130.0,
                Anchor::Middle => 190.0,
                _ => canvas.width() / 2.0 - RADIUS * dx.abs() - 16.0,
            };
            let name = wrap(&axis.label, room.min(200.0), Type::LABEL.size, false);
            let said = wrap(&axis.said(spec.top(), lang), room.min(200.0), SMALL, false);
            let mut block = Block {
                name,
                said,
                x: web.centre.0 + dx * (RADIUS + 14.0),
                top: 0.0,
                anchor,
            };
            block.top = dy * (RADIUS + 14.0) + (dy - 1.0) * block.height() / 2.0;
            block
        })
        .collect();
    let highest = blocks.iter().map(|block| block.top).fold(-RADIUS, f64::min);
    let lowest = blocks
        .iter()
        .map(|block| block.top + block.height())
        .fold(RADIUS, f64::max);
    web.centre.1 = top - highest;
    web.draw(canvas, spec, lang);
    for Block {
        name,
        said,
        x,
        top,
        anchor,
    } in blocks
    {
        let below = canvas.paragraph(&name, x, top + web.centre.1, Type { anchor, ..Type::LABEL });
        canvas.paragraph(&said, x, below, Type { anchor, ..Type::SMALL });
    }
    lowest + web.centre.1 + 4.0
}

/// Numbers around the web, names and levels in a list below it.
fn paint_narrow(canvas: &Canvas, spec: &Spec, top: f64, lang: Lang) -> f64 {
    const RADIUS: f64 = 120.0;
    let web = Web {
        centre: (canvas.width() / 2.0, top + RADIUS + 20.0),
        radius: RADIUS,
        axes: spec.axes.len(),
        levels: f64::from(spec.top()),
    };
    web.draw(canvas, spec, lang);
    let mut y = web.centre.1 + RADIUS + 32.0;
    for (place, axis) in spec.axes.iter().enumerate() {
        let (dx, dy) = web.direction(place);
        let number = (place + 1).to_string();
        let tip = (web.centre.0 + dx * (RADIUS + 13.0), web.centre.1 + dy * (RADIUS + 13.0));
        canvas.text(&number, tip.0, tip.1, Type::VALUE.middle());
        let said = wrap(&axis.said(spec.top(), lang), 150.0, SMALL, false);
        let name = wrap(
            &axis.label,
            canvas.width() - 26.0 - widest(&said, SMALL, false) - 10.0,
            Type::LABEL.size,
            false,
        );
        canvas.line((0.0, y - 4.0), (canvas.width(), y - 4.0), Stroke::GRID);
        canvas.paragraph(&[number], 0.0, y, Type::VALUE);
        let right = canvas.paragraph(&said, canvas.width(), y, Type::SMALL.end());
        y = canvas.paragraph(&name, 26.0, y, Type::LABEL).max(right) + 8.0;
    }
    y
}
