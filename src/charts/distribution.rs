//! How often each value of a scale was answered, as upright bars under which their groups are named.

use crate::language::{Lang, number};

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::legend;
use super::token::Token;
use super::words;
use super::wrap::wrap;

/// Counts of the values of one scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// One bar a value, in the order of the scale.
    pub bars: Vec<Bar>,
    /// Neighbouring values that belong together; may be empty.
    pub groups: Vec<Group>,
    /// Whether the counts are withheld because there are too few answers. Nothing of `bars` but labels is then read.
    pub suppressed: bool,
}

/// One value of the scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// The value as answered: `0`, `Très satisfait`.
    pub label: String,
    /// How often it was answered; weighted counts may be fractions. Negative or not finite counts as zero.
    pub count: f64,
    /// Place of its group in [`Spec::groups`].
    pub group: Option<usize>,
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// `Détracteurs`, localised.
    pub label: String,
    /// The colour by meaning; `Token::Accent` where the groups are neither good nor bad.
    pub token: Token,
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    Frame {
        id: &spec.id,
        kind: "distribution",
        title: &spec.title,
        sentence,
        table: table(spec, lang),
    }
    .draw(lang, |form| paint(spec, lang, form))
}

impl Spec {
    fn counts(&self) -> Vec<f64> {
        let clean = |count: f64| if count.is_finite() && count > 0.0 { count } else { 0.0 };
        self.bars.iter().map(|bar| clean(bar.count)).collect()
    }

    /// The share of each bar; all zero without answers.
    fn shares(&self) -> Vec<f64> {
        let counts = self.counts();
        let whole: f64 = counts.iter().sum();
        counts
            .into_iter()
            .map(|count| {
                if whole > 0.0 && whole.is_finite() {
                    count / whole
                } else {
                    0.0
                }
            })
            .collect()
    }

    fn token(&self, bar: &Bar) -> Token {
        bar.group
            .and_then(|group| self.groups.get(group))
            .map_or(Token::Accent, |group| group.token)
    }

    /// Runs of neighbouring bars of one group: group, first and last bar, share.
    fn runs(&self) -> Vec<(&Group, usize, usize, f64)> {
        let mut runs: Vec<(usize, usize, usize, f64)> = Vec::new();
        for (place, (bar, share)) in self.bars.iter().zip(self.shares()).enumerate() {
            let Some(group) = bar.group else { continue };
            match runs.last_mut() {
                Some(run) if run.0 == group && run.2 + 1 == place => {
                    run.2 = place;
                    run.3 += share;
                }
                _ => runs.push((group, place, place, share)),
            }
        }
        runs.into_iter()
            .filter_map(|(group, a, b, share)| Some((self.groups.get(group)?, a, b, share)))
            .collect()
    }

    /// Why there is nothing to draw.
    fn absence(&self, lang: Lang) -> Option<&'static str> {
        if self.suppressed {
            Some(words::suppressed(lang))
        } else if self.counts().iter().sum::<f64>() <= 0.0 {
            Some(words::empty(lang))
        } else {
            None
        }
    }
}

fn percent(lang: Lang, share: f64) -> String {
    number::percent(lang, share, 0)
}

fn count(lang: Lang, count: f64) -> String {
    number::number(lang, count, usize::from(count.fract().abs() > 1e-9))
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    if let Some(absence) = spec.absence(lang) {
        return words::sentence(absence);
    }
    let total = spec.counts().iter().sum::<f64>();
    let parts: Vec<String> = if spec.groups.is_empty() {
        let most = spec
            .bars
            .iter()
            .zip(spec.shares())
            .reduce(|a, b| if b.1 > a.1 { b } else { a });
        most.map(|(bar, share)| words::colon(lang, &bar.label, &percent(lang, share)))
            .into_iter()
            .collect()
    } else {
        spec.runs()
            .iter()
            .map(|(group, _, _, share)| words::colon(lang, &group.label, &percent(lang, *share)))
            .collect()
    };
    let n = format!("n\u{a0}=\u{a0}{}", count(lang, total));
    words::sentence(&format!("{} ({n})", parts.join(", ")))
}

fn table(spec: &Spec, lang: Lang) -> Table {
    let mut head = vec![words::value(lang), words::answers(lang), words::share(lang)];
    if !spec.groups.is_empty() {
        head.push(words::group(lang));
    }
    let rows = spec
        .bars
        .iter()
        .zip(spec.counts().into_iter().zip(spec.shares()))
        .map(|(bar, (answers, share))| {
            let mut row = vec![bar.label.clone()];
            if spec.suppressed {
                row.extend([words::suppressed(lang).to_owned(), "–".to_owned()]);
            } else {
                row.extend([count(lang, answers), percent(lang, share)]);
            }
            if !spec.groups.is_empty() {
                row.push(
                    bar.group
                        .and_then(|at| spec.groups.get(at))
                        .map_or("–".to_owned(), |g| g.label.clone()),
                );
            }
            row
        })
        .collect();
    Table {
        caption: spec.title.clone(),
        head: head.into_iter().map(words::capital).collect(),
        rows,
    }
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    if let Some(absence) = spec.absence(lang) {
        return legend::empty(form, absence);
    }
    let canvas = Canvas::new(form.width());
    let pitch = form.width() / spec.bars.len() as f64;
    let fits = |text: &str, size: f64| font::room(text, size, false) <= pitch - 2.0;
    // Upright bars while their labels fit under them in three lines; else bars that lie, one below the other.
    let upright = spec
        .bars
        .iter()
        .all(|bar| bar.label.split(' ').all(|word| fits(word, SMALL)))
        && spec
            .bars
            .iter()
            .all(|bar| wrap(&bar.label, pitch - 4.0, SMALL, false).len() <= 3);
    let bottom = if upright {
        paint_upright(&canvas, spec, lang, pitch)
    } else {
        paint_lying(&canvas, spec, lang)
    };
    canvas.set_height(bottom);
    canvas
}

fn tooltip(spec: &Spec, bar: &Bar, answers: f64, share: f64, lang: Lang) -> String {
    let group = bar
        .group
        .and_then(|at| spec.groups.get(at))
        .map_or(String::new(), |g| format!(" · {}", g.label));
    let n = format!("n\u{a0}=\u{a0}{}", count(lang, answers));
    format!("{} ({n}){group}", words::colon(lang, &bar.label, &percent(lang, share)))
}

fn paint_upright(canvas: &Canvas, spec: &Spec, lang: Lang, pitch: f64) -> f64 {
    const HEIGHT: f64 = 150.0;
    let shares = spec.shares();
    let most = shares.iter().copied().fold(0.0, f64::max);
    let bracketed = spec.runs().iter().all(|(group, first, last, share)| {
        let room = pitch * (last - first + 1) as f64 - 6.0;
        said(group, *share, lang)
            .split(' ')
            .all(|word| font::room(word, SMALL, false) <= room)
    });
    let top = 2.0 * LEADING + 2.0 + if bracketed { 0.0 } else { key(canvas, spec, lang) };
    let base = top + HEIGHT;
    canvas.line((0.0, base), (canvas.width(), base), Stroke::new(Token::Muted, 1.0));
    let mut deepest = 1;
    for (place, ((bar, share), answers)) in spec.bars.iter().zip(&shares).zip(spec.counts()).enumerate() {
        let middle = pitch * (place as f64 + 0.5);
        let width = (pitch * 0.72).min(56.0);
        let height = share / most * HEIGHT;
        canvas.mark(&tooltip(spec, bar, answers, *share, lang), || {
            canvas.rect(middle - width / 2.0, base - height, width, height, spec.token(bar), 1.0);
            let share = percent(lang, *share);
            let share = if font::room(&share, SMALL, false) <= pitch {
                share
            } else {
                share.replace(['%', '\u{202f}'], "")
            };
            let written = count(lang, answers);
            if font::room(&written, SMALL, false) <= pitch {
                canvas.text(&share, middle, base - height - 8.0 - LEADING, Type::LABEL.middle());
                canvas.text(&written, middle, base - height - 8.0, Type::SMALL.middle());
            } else {
                canvas.text(&share, middle, base - height - 8.0, Type::LABEL.middle());
            }
        });
        let lines = wrap(&bar.label, pitch - 4.0, SMALL, false);
        deepest = deepest.max(lines.len());
        canvas.paragraph(
            &lines,
            middle,
            base + 4.0,
            Type {
                token: Token::Ink,
                ..Type::SMALL
            }
            .middle(),
        );
    }
    let y = base + 6.0 + LEADING * deepest as f64;
    let mut bottom = y;
    for (group, first, last, share) in spec.runs() {
        let (left, right) = (pitch * first as f64 + 3.0, pitch * (last as f64 + 1.0) - 3.0);
        canvas.rect(left, y, right - left, 3.0, group.token, 1.0);
        if bracketed {
            let lines = wrap(&said(group, share, lang), right - left, SMALL, false);
            let look = Type::SMALL.token(Token::Ink).middle();
            bottom = bottom.max(canvas.paragraph(&lines, f64::midpoint(left, right), y + 5.0, look));
        }
    }
    bottom + 4.0
}

/// A group and its share in words.
fn said(group: &Group, share: f64, lang: Lang) -> String {
    format!("{} {}", group.label, percent(lang, share))
}

/// The groups as a key, for want of room under their bars.
fn key(canvas: &Canvas, spec: &Spec, lang: Lang) -> f64 {
    let items: Vec<_> = spec
        .runs()
        .iter()
        .map(|(group, first, last, share)| {
            // Which values they are, so that the key can be read without its colours.
            let ends = [*first, *last].map(|place| spec.bars[place].label.as_str());
            let values = if first == last {
                ends[0].to_owned()
            } else {
                ends.join("–")
            };
            let named = Group {
                label: format!("{} ({values})", group.label),
                token: group.token,
            };
            (legend::Sign::Swatch(group.token), said(&named, *share, lang))
        })
        .collect();
    legend::key(canvas, &items, canvas.width(), 0.0) + if items.is_empty() { 0.0 } else { 8.0 }
}

fn paint_lying(canvas: &Canvas, spec: &Spec, lang: Lang) -> f64 {
    let width = canvas.width();
    let shares = spec.shares();
    let most = shares.iter().copied().fold(0.0, f64::max);
    let label_room = width * 0.4;
    let left = label_room + 8.0;
    let figures: Vec<String> = shares
        .iter()
        .zip(spec.counts())
        .map(|(share, answers)| format!("{} ({})", percent(lang, *share), count(lang, answers)))
        .collect();
    let figure_room = figures
        .iter()
        .map(|words| font::room(words, SMALL, false))
        .fold(0.0, f64::max)
        + 8.0;
    let longest = (width - left - figure_room).max(8.0);
    let runs = spec.runs();
    let mut y = 0.0;
    for (place, ((bar, share), answers)) in spec.bars.iter().zip(&shares).zip(spec.counts()).enumerate() {
        if let Some((group, _, _, share)) = runs.iter().find(|(_, first, ..)| *first == place) {
            // A heading over its bars, so that the group is not told by colour alone.
            let lines = wrap(&said(group, *share, lang), width, SMALL, true);
            y = canvas.paragraph(
                &lines,
                0.0,
                y + 4.0,
                Type {
                    size: SMALL,
                    ..Type::VALUE
                },
            ) + 2.0;
        }
        let lines = wrap(&bar.label, label_room, SMALL, false);
        let height = (LEADING * lines.len().max(1) as f64).max(18.0) + 8.0;
        let middle = y + height / 2.0;
        canvas.lines(&lines, 0.0, middle, Type::SMALL.token(Token::Ink));
        let long = share / most * longest;
        canvas.mark(&tooltip(spec, bar, answers, *share, lang), || {
            canvas.rect(left, middle - 8.0, long, 16.0, spec.token(bar), 1.0);
            canvas.text(
                &figures[place],
                left + long + 6.0,
                middle,
                Type::SMALL.token(Token::Ink),
            );
        });
        y += height;
    }
    y + 2.0
}
