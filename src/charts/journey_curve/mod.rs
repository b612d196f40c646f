//! The curve of a journey: how one or several personas fare at each touchpoint, stage after stage.
//!
//! One series is told (thick, with intervals, n and values), the others stand behind it. Where nothing is known the
//! line stops; what is only assumed is dashed and hollow. The narrow form runs down the page.

mod narrow;
mod wide;

use crate::language::Lang;

use super::canvas::{Canvas, Stroke};
use super::figure::{Figure, Form, Frame, Table};
use super::format::{Format, Reading};
use super::legend::{self, Sign};
use super::scale::Scale;
use super::token::Token;
use super::words;

/// Readings along a journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// Unique among the charts of a page.
    pub id: String,
    /// The heading, localised.
    pub title: String,
    /// The finding in words; `None` lets the chart state the figures itself.
    pub sentence: Option<String>,
    /// The stages in order, with their touchpoints.
    pub stages: Vec<Stage>,
    /// Places whose touchpoint is an alternative to the one before: no line leads from one to the other.
    pub breaks: Vec<usize>,
    /// One line each: personas, segments.
    pub series: Vec<Series>,
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
            stages: Vec::new(),
            breaks: Vec::new(),
            series: Vec::new(),
            scale: None,
            format: Format::plain(1),
            level: 0.95,
        }
    }
}

/// One stage of the journey.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// Its name, localised.
    pub label: String,
    /// Names of its touchpoints in order. A stage without any takes one place of its own.
    pub touchpoints: Vec<String>,
}

/// One persona's readings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Its name, localised.
    pub label: String,
    /// One reading a place: every touchpoint of every stage in order, and every stage without touchpoints. Places
    /// beyond the end are missing.
    pub points: Vec<Reading>,
    /// Whether this is the series the chart tells; the first such one, else the first of all.
    pub highlighted: bool,
}

/// A place along the journey: a touchpoint, or a stage that has none.
struct Stop<'a> {
    /// Place of its stage in the specification.
    stage: usize,
    stage_label: &'a str,
    label: &'a str,
}

impl Spec {
    fn stops(&self) -> Vec<Stop<'_>> {
        self.stages
            .iter()
            .enumerate()
            .flat_map(|(stage, it)| {
                let own = it.touchpoints.is_empty().then_some(it.label.as_str());
                it.touchpoints
                    .iter()
                    .map(String::as_str)
                    .chain(own)
                    .map(move |label| Stop {
                        stage,
                        stage_label: &it.label,
                        label,
                    })
            })
            .collect()
    }

    /// Place of the series that is told.
    fn told(&self) -> usize {
        self.series.iter().position(|series| series.highlighted).unwrap_or(0)
    }

    fn at(&self, series: usize, stop: usize) -> Reading {
        self.series
            .get(series)
            .and_then(|series| series.points.get(stop))
            .map_or(Reading::Missing, |reading| reading.checked())
    }

    fn ruler(&self) -> Scale {
        let values = self
            .series
            .iter()
            .flat_map(|series| &series.points)
            .flat_map(|reading| {
                let interval = reading.interval();
                [reading.value(), interval.map(|i| i.low), interval.map(|i| i.high)]
            });
        Scale::new(self.scale, values.flatten())
    }

    /// Whether stages group several touchpoints, so that their names are worth writing beside those.
    fn grouped(&self) -> bool {
        self.stages.iter().any(|stage| !stage.touchpoints.is_empty())
    }

    /// The stop with the lowest (or highest) measured value of a series.
    fn extreme(&self, series: usize, highest: bool) -> Option<usize> {
        let values = (0..self.stops().len()).filter_map(|stop| Some((stop, self.at(series, stop).measured_value()?)));
        let beats = |a: f64, b: f64| if highest { a > b } else { a < b };
        let found: Vec<(usize, f64)> = values.collect();
        let best = found
            .iter()
            .copied()
            .reduce(|a, b| if beats(b.1, a.1) { b } else { a })?;
        // Where all are equal, none is an extreme.
        (found.len() > 1 && found.iter().any(|(_, value)| beats(best.1, *value))).then_some(best.0)
    }

    /// Stretches of neighbouring stops at which a series has a value, none across a break.
    fn runs(&self, series: usize, stops: usize) -> Vec<Vec<(usize, f64)>> {
        let mut runs = vec![Vec::new()];
        for stop in 0..stops {
            if self.breaks.contains(&stop) {
                runs.push(Vec::new());
            }
            match (self.at(series, stop).value(), runs.last_mut()) {
                (Some(value), Some(run)) => run.push((stop, value)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    fn assumed(&self, series: usize, stop: usize) -> bool {
        matches!(self.at(series, stop), Reading::Hypothesis { .. })
    }

    /// What the tooltip of a point says.
    fn said(&self, series: usize, stop: &Stop<'_>, place: usize, lang: Lang) -> String {
        let series_label = self.series.get(series).map_or("", |series| series.label.as_str());
        let name = [series_label, stop.label]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>();
        words::colon(
            lang,
            &name.join(" · "),
            &self.format.reading(lang, self.at(series, place)),
        )
    }
}

/// Draws the chart.
pub fn draw(spec: &Spec, lang: Lang) -> Figure {
    let sentence = spec.sentence.clone().unwrap_or_else(|| sentence(spec, lang));
    Frame {
        id: &spec.id,
        kind: "journey-curve",
        title: &spec.title,
        sentence,
        table: table(spec, lang),
    }
    .draw(lang, |form| paint(spec, lang, form))
}

fn sentence(spec: &Spec, lang: Lang) -> String {
    let (told, stops) = (spec.told(), spec.stops());
    let said = |stop: usize| words::colon(lang, stops[stop].label, &spec.format.reading(lang, spec.at(told, stop)));
    let mut sentences = Vec::new();
    match (spec.extreme(told, false), spec.extreme(told, true)) {
        (Some(low), Some(high)) => {
            let name = spec.series.get(told).map_or("", |series| series.label.as_str());
            let extremes = words::low_and_high(lang, &said(low), &said(high));
            sentences.push(if name.is_empty() {
                words::sentence(&extremes)
            } else {
                words::sentence(&words::colon(lang, name, &extremes))
            });
        }
        _ => sentences.extend(
            (0..stops.len())
                .find(|stop| spec.at(told, *stop).value().is_some())
                .map(|stop| words::sentence(&said(stop))),
        ),
    }
    sentences.extend(withheld(spec, &stops, lang));
    let unknown = (0..stops.len())
        .filter(|stop| spec.at(told, *stop) == Reading::Missing)
        .map(|stop| stops[stop].label);
    if sentences.is_empty() {
        return words::empty(lang).to_owned();
    }
    sentences.extend(words::without_data(lang, unknown));
    sentences.join(" ")
}

/// The withheld points of all series in words.
fn withheld(spec: &Spec, stops: &[Stop<'_>], lang: Lang) -> Option<String> {
    let labels: Vec<String> = (0..spec.series.len())
        .flat_map(|series| (0..stops.len()).map(move |stop| (series, stop)))
        .filter(|(series, stop)| spec.at(*series, *stop) == Reading::Suppressed)
        .map(|(series, stop)| {
            let name = &spec.series[series].label;
            if name.is_empty() {
                stops[stop].label.to_owned()
            } else {
                format!("{} ({name})", stops[stop].label)
            }
        })
        .collect();
    words::withheld(lang, labels.iter().map(String::as_str))
}

fn table(spec: &Spec, lang: Lang) -> Table {
    let head = [
        words::series(lang),
        words::stage(lang),
        words::touchpoint(lang),
        words::value(lang),
        &words::interval(lang, spec.level),
    ];
    let stops = spec.stops();
    let rows = spec.series.iter().enumerate().flat_map(|(series, it)| {
        stops.iter().enumerate().map(move |(place, stop)| {
            let touchpoint = if std::ptr::eq(stop.label, stop.stage_label) {
                "–"
            } else {
                stop.label
            };
            let names = [it.label.as_str(), stop.stage_label, touchpoint].map(str::to_owned);
            names
                .into_iter()
                .chain(spec.format.cells(lang, spec.at(series, place)))
                .collect()
        })
    });
    Table {
        caption: spec.title.clone(),
        head: head.map(words::capital).into_iter().chain(["n".to_owned()]).collect(),
        rows: rows.collect(),
    }
}

fn paint(spec: &Spec, lang: Lang, form: Form) -> Canvas {
    let stops = spec.stops();
    let readings = || (0..spec.series.len()).flat_map(|s| (0..stops.len()).map(move |stop| spec.at(s, stop)));
    if readings().all(|reading| reading.value().is_none()) {
        let withheld = readings().any(|reading| reading == Reading::Suppressed);
        return legend::empty(
            form,
            if withheld {
                words::suppressed(lang)
            } else {
                words::empty(lang)
            },
        );
    }
    let canvas = Canvas::new(form.width());
    let top = legend::key(&canvas, &key(spec, &stops, form, lang), form.width(), 0.0);
    let bottom = match form {
        Form::Wide => wide::paint(&canvas, spec, &stops, top, lang),
        Form::Narrow => narrow::paint(&canvas, spec, &stops, top + 10.0, lang),
    };
    canvas.set_height(bottom);
    canvas
}

fn key(spec: &Spec, stops: &[Stop<'_>], form: Form, lang: Lang) -> Vec<(Sign, String)> {
    let told = spec.told();
    let mut items = Vec::new();
    let named = |series: usize| {
        spec.series
            .get(series)
            .map_or(String::new(), |series| series.label.clone())
    };
    // The wide form writes several names at the ends of their lines.
    if (form == Form::Narrow || spec.series.len() == 1) && !named(told).is_empty() {
        items.push((Sign::Line(Stroke::new(Token::Accent, 2.5)), named(told)));
    }
    if form == Form::Narrow {
        let others = (0..spec.series.len()).filter(|series| *series != told).enumerate();
        items.extend(others.map(|(rank, series)| (Sign::Shape(Shape::of(rank)), named(series))));
    }
    if (0..stops.len()).any(|stop| spec.at(told, stop).interval().is_some()) {
        let sign = if form == Form::Wide {
            Sign::Upright(Stroke::new(Token::Accent, 1.5))
        } else {
            Sign::Whisker(Token::Accent)
        };
        items.push((sign, words::interval(lang, spec.level)));
    }
    if (0..spec.series.len()).any(|series| (0..stops.len()).any(|stop| spec.assumed(series, stop))) {
        items.push((Sign::Ring(Token::Muted), words::team_hypothesis(lang).to_owned()));
    }
    if (0..stops.len()).any(|stop| spec.at(told, stop) == Reading::Suppressed) {
        items.push((Sign::Hatch, words::suppressed(lang).to_owned()));
    }
    items
}

/// The marks by which series in the background are told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Square,
    Triangle,
    Diamond,
    Cross,
}

impl Shape {
    /// The shape of the series of this rank among those in the background.
    fn of(rank: usize) -> Shape {
        [Shape::Square, Shape::Triangle, Shape::Diamond, Shape::Cross][rank % 4]
    }

    /// Draws the shape; hollow for an assumption.
    pub(super) fn draw(self, canvas: &Canvas, (x, y): (f64, f64), hollow: bool) {
        let corners: &[(f64, f64)] = match self {
            Shape::Square => &[(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)],
            Shape::Triangle => &[(0.0, -4.0), (4.0, 3.0), (-4.0, 3.0)],
            Shape::Diamond => &[(0.0, -4.2), (4.2, 0.0), (0.0, 4.2), (-4.2, 0.0)],
            Shape::Cross => {
                let stroke = Stroke::new(Token::Muted, 1.5);
                canvas.line((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), stroke);
                canvas.line((x - 3.0, y + 3.0), (x + 3.0, y - 3.0), stroke);
                return;
            }
        };
        let placed: Vec<_> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
        canvas.polygon(&placed, if hollow { Token::Surface } else { Token::Muted }, 1.0);
        if hollow {
            let outline: Vec<_> = placed.iter().chain(placed.first()).copied().collect();
            canvas.path(&outline, Stroke::new(Token::Muted, 1.5));
        }
    }
}

/// Draws the line of a series through places given as (along the journey, value on the sheet), turned by `turn`.
fn line(
    canvas: &Canvas,
    spec: &Spec,
    series: usize,
    run: &[(usize, f64)],
    knot: impl Fn(usize, f64) -> (f64, f64),
    turn: impl Fn((f64, f64)) -> (f64, f64),
) {
    let knots: Vec<(f64, f64)> = run.iter().map(|(stop, value)| knot(*stop, *value)).collect();
    let told = series == spec.told();
    let solid = if told {
        Stroke::new(Token::Accent, 2.5)
    } else {
        Stroke::new(Token::Muted, 1.2)
    };
    let dashed = Stroke::new(Token::Muted, if told { 1.8 } else { 1.2 }).dashed();
    // Neighbouring pieces of one look become one path, so that dashes go on evenly.
    let mut path: Vec<(f64, f64)> = Vec::new();
    let mut look = None;
    for (segment, pair) in super::curve::monotone(&knots).into_iter().zip(run.windows(2)) {
        let assumed = pair.iter().any(|(stop, _)| spec.assumed(series, *stop));
        if look != Some(assumed) && !path.is_empty() {
            canvas.path(
                &std::mem::take(&mut path),
                if look == Some(true) { dashed } else { solid },
            );
        }
        look = Some(assumed);
        let skip = usize::from(!path.is_empty());
        path.extend(segment.into_iter().skip(skip).map(&turn));
    }
    if !path.is_empty() {
        canvas.path(&path, if look == Some(true) { dashed } else { solid });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(breaks: Vec<usize>) -> Spec {
        let measured = |value| Reading::Measured {
            value,
            interval: None,
            n: Some(40),
        };
        Spec {
            stages: vec![Stage {
                label: "Purchase".to_owned(),
                touchpoints: ["Pay", "Collect", "Receive"].map(str::to_owned).to_vec(),
            }],
            breaks,
            series: vec![Series {
                label: "Camille".to_owned(),
                points: [4.0, 2.0, 4.5].map(measured).to_vec(),
                highlighted: true,
            }],
            ..Spec::default()
        }
    }

    #[test]
    fn no_line_leads_from_one_alternative_to_the_other() {
        let stops = |breaks| -> Vec<Vec<usize>> {
            let runs = spec(breaks).runs(0, 3);
            runs.iter()
                .map(|run| run.iter().map(|(stop, _)| *stop).collect())
                .collect()
        };
        assert_eq!(stops(Vec::new()), [vec![0, 1, 2]]);
        assert_eq!(stops(vec![2]), [vec![0, 1], vec![2]]);
    }
}
