//! Shares of detractors, passives and promoters as one stacked bar a row, the net score and its interval beside it.

use crate::language::{Lang, number};

use super::canvas::{Canvas, LEADING, SMALL, Stroke, Type};
use super::figure::{Figure, Form, Frame, Table};
use super::font;
use super::format::{Format, Interval, Reading, drawable};
use super::legend::{self, Sign};
use super::token::Token;
use super::words;
use super::wrap::{widest, wrap};

/// A net share (NPS, top minus bottom boxes) for the whole and its segments.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// Names of the three groups, worst first; `None` for detractors, passives, promoters.
    pub groups: Option<[String; 3]>,
    /// One bar each, drawn in this order.
    pub rows: Vec<Row>,
    /// The score to reach.
    pub target: Option<f64>,
    /// How scores are written.
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
            groups: None,
            rows: Vec::new(),
            target: None,
            format: Format::points(),
            level: 0.95,
        }
    }
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// What the bar is about, localised.
    pub label: String,
    /// Its shares and score, or why they are not shown.
    pub shares: Shares,
    /// Whether the row is the whole that the others are parts of: set in bold.
    pub overall: bool,
}

/// What is known of one row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Shares {
    /// Shares in any common unit (counts, per cent, fractions): only their proportions count.
    Measured {
        /// Bad end: detractors.
        negative: f64,
        /// Middle: passives.
        neutral: f64,
        /// Good end: promoters.
        positive: f64,
        /// The net score in points.
        score: f64,
        /// Its interval.
        interval: Option<Interval>,
        /// Number of answers.
        n: Option<u64>,
    },
    /// Withheld: too few answers.
    Suppressed,
    /// Nothing is known.
    #[default]
    Missing,
}

impl Shares {
    /// The three fractions of the whole and the score as a reading; `None` where there is nothing to draw.
    fn fractions(self) -> Option<([f64; 3], Reading)> {
        let Shares::Measured {
            negative,
            neutral,
            positive,
            score,
            interval,
            n,
        } = self
        else {
            return None;
        };
        let parts = [negative, neutral, positive];
        let whole: f64 = parts.iter().sum();
        if !whole.is_finite() || whole <= 0.0 || parts.iter().any(|part| *part < 0.0) || !drawable(score) {
            return None;
        }
        Some((
            parts.map(|part| part / whole),
            Reading::Measured {
                value: score,
                interval,
                n,
            }
            .checked(),
        ))
    }

    /// Why there is nothing to draw.
    fn absence(self, lang: Lang) -> &'static str {
        match self {
            Shares::Suppressed => words::suppressed(lang),
            _ => words::no_data(lang),
        }
    }
}

const TOKENS: [Token; 3] = [Token::Negative, Token::Neutral, Token::Positive];

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let groups = groups(spec, lang);
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, &groups, lang));
    Frame {
        id: &spec.id,
        kind: "net-share-bar",
        title: &spec.title,
        sentence,
        table: table(spec, &groups, lang),
    }
    .draw(lang, |form| paint(spec, &groups, lang, form))
}

fn groups(spec: &Spec, lang: Lang) -> [String; 3] {
    spec.groups
        .clone()
        .unwrap_or_else(|| [words::detractors(lang), words::passives(lang), words::promoters(lang)].map(str::to_owned))
}

fn percent(lang: Lang, fraction: f64) -> String {
    number::percent(lang, fraction, 0)
}

fn sentence(spec: &Spec, groups: &[String; 3], lang: Lang) -> String {
    let known: Vec<(&Row, [f64; 3], Reading)> = spec
        .rows
        .iter()
        .filter_map(|row| row.shares.fractions().map(|(f, r)| (row, f, r)))
        .collect();
    let Some((first, fractions, reading)) = known.first() else {
        return spec.rows.first().map_or_else(
            || words::empty(lang).to_owned(),
            |row| words::sentence(&words::colon(lang, &row.label, row.shares.absence(lang))),
        );
    };
    let shares: Vec<String> = groups
        .iter()
        .zip(fractions)
        .map(|(group, f)| words::colon(lang, group, &percent(lang, *f)))
        .collect();
    let mut said = words::sentence(&words::colon(lang, &first.label, &spec.format.reading(lang, *reading)));
    said = format!("{said} {}", words::sentence(&shares.join(", ")));
    let parts = known
        .iter()
        .filter(|(row, ..)| !row.overall)
        .filter_map(|(row, _, r)| Some((row, r.value()?)));
    if let Some(extremes) = words::extremes(lang, parts.map(|(row, value)| (row.label.as_str(), value)), |value| {
        spec.format.short(lang, value)
    }) {
        said = format!("{said} {extremes}");
    }
    if let Some(target) = spec.target.filter(|target| drawable(*target)) {
        said = format!("{said} {}", words::target_is(lang, &spec.format.long(lang, target)));
    }
    said
}

fn table(spec: &Spec, groups: &[String; 3], lang: Lang) -> Table {
    let dash = || "–".to_owned();
    let head = [words::row(lang)]
        .into_iter()
        .chain(groups.iter().map(String::as_str))
        .chain([words::score(lang)])
        .map(str::to_owned)
        .chain([words::capital(&words::interval(lang, spec.level)), "n".to_owned()])
        .collect();
    let rows = spec
        .rows
        .iter()
        .map(|row| {
            if let Some((fractions, reading)) = row.shares.fractions() {
                let [score, interval, n] = spec.format.cells(lang, reading);
                let shares = fractions.map(|fraction| percent(lang, fraction));
                [row.label.clone()]
                    .into_iter()
                    .chain(shares)
                    .chain([score, interval, n])
                    .collect()
            } else {
                let absence = row.shares.absence(lang).to_owned();
                vec![row.label.clone(), dash(), dash(), dash(), absence, dash(), dash()]
            }
        })
        .collect();
    Table {
        caption: spec.title.clone(),
        head,
        rows,
    }
}

fn paint(spec: &Spec, groups: &[String; 3], lang: Lang, form: Form) -> Canvas {
    if spec.rows.is_empty() {
        return legend::empty(form, words::empty(lang));
    }
    let canvas = Canvas::new(form.width());
    let mut key = Key {
        groups: groups
            .iter()
            .zip(TOKENS)
            .map(|(group, token)| (Sign::Swatch(token), group.clone()))
            .collect(),
        target: None,
    };
    if let Some(target) = spec.target.filter(|target| drawable(*target)) {
        let words = words::colon(
            lang,
            &words::capital(words::target(lang)),
            &spec.format.long(lang, target),
        );
        key.target = Some(words);
    }
    let bottom = match form {
        Form::Wide => paint_wide(&canvas, spec, &key, lang),
        Form::Narrow => paint_narrow(&canvas, spec, &key, lang),
    };
    canvas.set_height(bottom);
    canvas
}

/// What the colours mean and where the target is.
struct Key {
    groups: Vec<(Sign, String)>,
    target: Option<String>,
}

impl Key {
    /// Draws the names of the groups over the bars, each at its side, so that their order tells them apart without
    /// colour; in a line from `top` where they fit, else as a flowing key. Returns where the drawing may go on.
    fn draw(&self, canvas: &Canvas, (left, right): (f64, f64), top: f64) -> f64 {
        const SWATCH: f64 = 16.0;
        let rooms: Vec<f64> = self
            .groups
            .iter()
            .map(|(_, words)| font::room(words, SMALL, false) + SWATCH)
            .collect();
        let middle = f64::midpoint(left, right);
        let [first, second, third] = rooms[..] else { return top };
        let fits = left + first + 8.0 <= middle - second / 2.0 && middle + second / 2.0 + 8.0 <= right - third;
        let beside = self
            .target
            .as_ref()
            .is_some_and(|words| font::room(words, SMALL, false) + 8.0 <= left);
        if !fits || (left > 0.0 && self.target.is_some() && !beside) {
            let target = self.target.iter().map(|words| (Sign::None, words.clone()));
            let items: Vec<_> = self.groups.iter().cloned().chain(target).collect();
            return legend::key(canvas, &items, right - 8.0, 0.0);
        }
        let y = top + LEADING / 2.0;
        for ((sign, words), x) in self.groups.iter().zip([left, middle - second / 2.0, right - third]) {
            sign.draw(canvas, x, y);
            canvas.text(words, x + SWATCH, y, Type::SMALL);
        }
        match &self.target {
            Some(words) if beside => {
                canvas.text(words, 0.0, y, Type::SMALL);
                top + LEADING
            }
            Some(words) => canvas.paragraph(&[words], 0.0, top + LEADING, Type::SMALL),
            None => top + LEADING,
        }
    }
}

/// Bars between a column of labels and a column of scores.
fn paint_wide(canvas: &Canvas, spec: &Spec, key: &Key, lang: Lang) -> f64 {
    let labels: Vec<Vec<String>> = spec
        .rows
        .iter()
        .map(|row| wrap(&row.label, 190.0, Type::LABEL.size, row.overall))
        .collect();
    let left = labels
        .iter()
        .map(|lines| widest(lines, Type::LABEL.size, true))
        .fold(60.0, f64::max)
        + 8.0;
    let written: Vec<(String, String)> = spec.rows.iter().map(|row| score(spec, row.shares, lang)).collect();
    let room = |texts: &mut dyn Iterator<Item = &String>, bold| {
        texts
            .map(|text| font::room(text, if bold { Type::VALUE.size } else { SMALL }, bold))
            .fold(0.0, f64::max)
    };
    let score_width = room(&mut written.iter().map(|(score, _)| score), true).max(34.0);
    let range_head = wrap(&words::interval(lang, spec.level), 80.0, SMALL, false);
    let range_width = room(&mut written.iter().map(|(_, range)| range), false).max(widest(&range_head, SMALL, false));
    let width = canvas.width();
    let right = width - range_width - 10.0 - score_width - 14.0;
    if right - left < 160.0 {
        // Figures or names leave the bars no room beside them.
        return paint_narrow(canvas, spec, key, lang);
    }
    let header = LEADING * range_head.len() as f64;
    let top = key.draw(canvas, (left, right), header - LEADING).max(header) + 12.0;
    let above = top - 12.0 - LEADING * range_head.len() as f64;
    canvas.paragraph(&range_head, width - range_width, above, Type::SMALL);
    canvas.paragraph(
        &[words::score(lang)],
        width - range_width - 10.0,
        top - 12.0 - LEADING,
        Type::SMALL.end(),
    );
    let heights: Vec<f64> = labels
        .iter()
        .map(|lines| LEADING * (lines.len() as f64 + 1.0) + 14.0)
        .collect();
    let bottom = top + heights.iter().sum::<f64>();
    for quarter in 0..=4 {
        let x = left + (right - left) * f64::from(quarter) / 4.0;
        canvas.line((x, top - 4.0), (x, bottom), Stroke::GRID);
        canvas.text(
            &percent(lang, f64::from(quarter) / 4.0),
            x,
            bottom + 12.0,
            Type::SMALL.middle(),
        );
    }
    let mut y = top;
    for (((row, lines), height), (score, range)) in spec.rows.iter().zip(&labels).zip(&heights).zip(&written) {
        let middle = y + height / 2.0;
        let look = if row.overall { Type::VALUE } else { Type::LABEL };
        let block = if row_n(row).is_some() {
            LEADING * (lines.len() as f64 + 1.0)
        } else {
            LEADING * lines.len() as f64
        };
        let below = canvas.paragraph(lines, 0.0, middle - block / 2.0, look);
        if let Some(n) = row_n(row) {
            canvas.paragraph(&[number::n(lang, n)], 0.0, below, Type::SMALL);
        }
        bar(canvas, spec, row, (left, right), middle - 12.0, lang);
        canvas.text(score, width - range_width - 10.0, middle, Type::VALUE.end());
        canvas.text(range, width - range_width, middle, Type::SMALL);
        y += height;
    }
    bottom + 22.0
}

/// Label and score above each bar, n and interval below it.
fn paint_narrow(canvas: &Canvas, spec: &Spec, key: &Key, lang: Lang) -> f64 {
    let width = canvas.width();
    let mut y = key.draw(canvas, (0.0, width), 0.0) + 8.0;
    for row in &spec.rows {
        let (score, _) = score(spec, row.shares, lang);
        let taken = font::room(&score, Type::VALUE.size, true) + 16.0;
        let lines = wrap(&row.label, width - taken, Type::LABEL.size, row.overall);
        canvas.text(&score, width, y + LEADING / 2.0, Type::VALUE.end());
        y = canvas.paragraph(&lines, 0.0, y, if row.overall { Type::VALUE } else { Type::LABEL }) + 3.0;
        bar(canvas, spec, row, (0.0, width), y, lang);
        y += 24.0 + 3.0;
        if let Some((_, reading)) = row.shares.fractions() {
            let mut said: Vec<String> = reading.n().map(|n| number::n(lang, n)).into_iter().collect();
            said.extend(reading.interval().map(|interval| {
                let between = spec.format.between(lang, interval);
                format!("{between} ({})", words::interval(lang, spec.level))
            }));
            y = canvas.paragraph(&wrap(&said.join(" · "), width, SMALL, false), 0.0, y, Type::SMALL);
        }
        y += 12.0;
    }
    y
}

fn row_n(row: &Row) -> Option<u64> {
    row.shares.fractions().and_then(|(_, reading)| reading.n())
}

/// The score and its range as written beside a bar.
fn score(spec: &Spec, shares: Shares, lang: Lang) -> (String, String) {
    let Some((_, reading)) = shares.fractions() else {
        return (String::new(), String::new());
    };
    let short = |value| spec.format.short(lang, value);
    let range = reading
        .interval()
        .map_or_else(String::new, |i| words::range(lang, &short(i.low), &short(i.high)));
    (reading.value().map_or_else(String::new, short), range)
}

/// One stacked bar, or its hatched absence.
fn bar(canvas: &Canvas, spec: &Spec, row: &Row, (left, right): (f64, f64), top: f64, lang: Lang) {
    const HEIGHT: f64 = 24.0;
    let Some((fractions, _)) = row.shares.fractions() else {
        let absence = row.shares.absence(lang);
        canvas.mark(&words::colon(lang, &row.label, absence), || {
            canvas.hatch(left, top, right - left, HEIGHT, Token::Grid);
            canvas.text(
                absence,
                f64::midpoint(left, right),
                top + HEIGHT / 2.0,
                Type::SMALL.middle().halo(),
            );
        });
        return;
    };
    let groups = groups(spec, lang);
    let mut x = left;
    for ((fraction, token), group) in fractions.into_iter().zip(TOKENS).zip(groups) {
        let width = fraction * (right - left);
        let said = words::colon(lang, &group, &percent(lang, fraction));
        canvas.mark(&format!("{} · {said}", row.label), || {
            // A hair of surface between neighbours parts them without relying on their colours.
            canvas.rect(x, top, (width - 1.0).max(0.0), HEIGHT, token, 1.0);
            let share = percent(lang, fraction).replace(['%', number::NARROW_SPACE], "");
            if font::room(&share, Type::LABEL.size, false) + 6.0 <= width {
                let look = Type::LABEL.middle().token(token.text_on());
                canvas.text(&share, x + width / 2.0, top + HEIGHT / 2.0, look);
            }
        });
        x += width;
    }
}
