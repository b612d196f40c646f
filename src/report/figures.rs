//! Which charts an audit gets, and the specification of each. Drawing is in `charts`, headings are in `titles`.

use std::collections::BTreeMap;

use super::latest::{Cells, cells, headline};
use super::scribe::{args, capital};
use super::{figures_constructs, figures_drivers, figures_plan as plan, titles};
use crate::audit::{Audit, BenchmarkFigure, Breakdown, Cell, Check, JourneyRow, JourneySeries, TouchpointRow};
use crate::charts::net_share_bar::Shares;
use crate::charts::{
    Figure, Format, Interval, Reading, Token, breakdown_dots, distribution, interval_strip, journey_curve,
    level_ladder, net_share_bar, radar, trend,
};
use crate::evidence::Reason;
use crate::language::{Arg, Args, Lang, typography};
use crate::manifest::{Kind, Unit};
use crate::project::MapState;
use crate::stats;

/// The charts of an audit, by language and key.
pub type Charts = BTreeMap<(Lang, String), Figure>;

/// Key of the curve of the overview and the journey.
pub(super) const JOURNEY: &str = "journey";
/// Key of the map of customer data.
pub(super) const DATA_MAP: &str = "data-map";
/// Key of the grid of actions.
pub(super) const PRIORITIES: &str = "priorities";
/// Key of the chart of all maturity checks.
pub(super) const RADAR: &str = "maturity";
/// The longest breakdown that is still read as a chart; longer ones are tables only.
const MOST_ROWS: usize = 16;

/// Key of the curve of one persona.
pub(super) fn journey_of(persona: &str) -> String {
    format!("journey/{persona}")
}

/// Key of a map of its own.
pub(super) fn map_of(journey: &str) -> String {
    format!("map/{journey}")
}

/// Key of the strip beside the value of a check.
pub(super) fn strip(check: &str) -> String {
    format!("strip/{check}")
}

/// Key of the strip beside the latest change of a check.
pub(super) fn change_strip(check: &str) -> String {
    format!("change/{check}")
}

/// Key of the ladder of a maturity check.
pub(super) fn ladder(check: &str) -> String {
    format!("ladder/{check}")
}

/// Key of the earlier levels of a maturity check.
pub(super) fn level_trend(check: &str) -> String {
    format!("levels/{check}")
}

/// A chart of a check's own page.
pub(super) struct Planned<'a> {
    pub(super) key: String,
    /// Whether it shows the latest period alone.
    pub(super) latest: bool,
    drawing: Drawing<'a>,
}

enum Drawing<'a> {
    NetShareBar,
    Distribution,
    Dots { dimension: &'a str, cells: Cells<'a> },
    Trend(&'a Breakdown),
}

impl Planned<'_> {
    /// Whether it shows every period by itself.
    pub(super) fn is_trend(&self) -> bool {
        matches!(self.drawing, Drawing::Trend(_))
    }
}

/// The charts of a check's own page, in order.
pub(super) fn of_check(check: &Check) -> Vec<Planned<'_>> {
    let asked: Vec<&str> = if check.charts.is_empty() {
        vec!["distribution", "breakdown-dots", "trend"]
    } else {
        check.charts.iter().map(String::as_str).collect()
    };
    let single = || check.breakdowns.iter().filter(|breakdown| breakdown.by.len() == 1);
    let mut found = Vec::new();
    let mut add = |name: &str, latest, drawing| {
        found.push(Planned {
            key: format!("{}/{name}", check.id),
            latest,
            drawing,
        });
    };
    for kind in asked {
        match kind {
            "net-share-bar" if check.scale == Some([0, 10]) => {
                add(kind, check.current.is_some(), Drawing::NetShareBar);
            }
            // The rows of a table are counted, not answered.
            "distribution" if check.subject.table.is_none() && !headline(check).counts.is_empty() => {
                add(kind, check.current.is_some(), Drawing::Distribution);
            }
            "breakdown-dots" => {
                for dimension in single()
                    .filter_map(|breakdown| breakdown.by.first())
                    .filter(|by| *by != "period")
                {
                    let Some(cells) = cells(check, dimension) else { continue };
                    let drawn = cells.list.iter().filter(|cell| cell.value.is_some()).count();
                    if drawn >= 2 && cells.list.len() <= MOST_ROWS {
                        add(
                            &format!("dots/{dimension}"),
                            cells.latest,
                            Drawing::Dots { dimension, cells },
                        );
                    }
                }
            }
            "trend" => {
                if let Some(breakdown) =
                    single().find(|breakdown| breakdown.by == ["period"] && breakdown.cells.len() >= 2)
                {
                    add(kind, false, Drawing::Trend(breakdown));
                }
            }
            _ => {}
        }
    }
    found
}

/// Draws every chart of the audit for one language.
pub fn draw(audit: &Audit, lang: Lang) -> Charts {
    let mut charts = Charts::new();
    let mut add = |key: String, figure: Figure| {
        charts.insert((lang, key), figure);
    };
    for check in &audit.checks {
        if let Some((key, figure)) = figures_constructs::of_check(check, lang) {
            add(key, figure);
        }
        if check.kind == Kind::Kpi && check.value.is_some() {
            add(strip(&check.id), strip_figure(check, lang));
            if let Some(figure) = change_figure(check, lang) {
                add(change_strip(&check.id), figure);
            }
            for planned in of_check(check) {
                let figure = check_figure(check, &planned, lang);
                add(planned.key, figure);
            }
            for (key, figure) in figures_drivers::of_check(check, lang) {
                add(key, figure);
            }
        }
        if check.kind == Kind::Maturity && !check.levels.is_empty() {
            add(ladder(&check.id), ladder_figure(check, lang));
            if let Some(figure) = plan::level_trend(check, audit.as_of, lang) {
                add(level_trend(&check.id), figure);
            }
        }
    }
    let maturity: Vec<&Check> = audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Maturity)
        .collect();
    if maturity.len() >= 3 {
        add(RADAR.to_owned(), radar_figure(&maturity, lang));
    }
    if let Some(journey) = audit.journeys.first().filter(|journey| !journey.touchpoints.is_empty()) {
        add(JOURNEY.to_owned(), overall_curve(journey, lang));
        for series in &journey.series {
            if let Some(persona) = &series.persona {
                add(journey_of(persona), persona_curve(journey, series, persona, lang));
            }
        }
    }
    if let Some(map) = &audit.data_map {
        add(DATA_MAP.to_owned(), plan::data_map(map, lang));
    }
    if let Some(figure) = plan::priorities(&audit.actions, lang) {
        add(PRIORITIES.to_owned(), figure);
    }
    for map in audit.journeys.iter().skip(1) {
        add(map_of(&map.id), map_curve(map, lang));
    }
    charts
}

fn format(check: &Check) -> Format {
    match check.unit {
        Some(Unit::Points) => Format::points(),
        Some(Unit::Percent) => Format::percent(0),
        Some(Unit::Level | Unit::Count) => Format::plain(0),
        Some(Unit::Score | Unit::Amount | Unit::Duration | Unit::Ratio) | None => Format::plain(1),
    }
}

fn interval(interval: &stats::Interval) -> Interval {
    Interval {
        low: interval.low,
        high: interval.high,
    }
}

fn level(check: &Check) -> f64 {
    check.interval.map_or(0.95, |interval| interval.level)
}

fn reading(cell: &Cell) -> Reading {
    match cell.value {
        _ if cell.suppressed && cell.reason == Some(Reason::Wave) => Reading::TooClose,
        _ if cell.suppressed => Reading::Suppressed,
        Some(value) => Reading::Measured {
            value,
            interval: cell.interval.as_ref().map(interval),
            n: cell.n,
        },
        None => Reading::Missing,
    }
}

fn label(cell: &Cell, dimension: &str, lang: Lang) -> String {
    let label = cell
        .labels
        .get(dimension)
        .map(|label| typography(lang, label.get(lang)));
    label.or_else(|| cell.key.get(dimension).cloned()).unwrap_or_default()
}

/// The ends of the scale a value lies on.
fn ends(check: &Check) -> Option<(f64, f64)> {
    match (check.unit, check.scale) {
        (Some(Unit::Percent), _) => Some((0.0, 100.0)),
        (Some(Unit::Points), _) => Some((-100.0, 100.0)),
        (_, Some([low, high])) => Some((low.into(), high.into())),
        _ => check.range.map(|[low, high]| (low, high)),
    }
}

fn strip_figure(check: &Check, lang: Lang) -> Figure {
    let now = headline(check);
    let spec = interval_strip::Spec {
        id: format!("strip-{}", check.id),
        title: titles::name(lang, check),
        reading: now.value.map_or(Reading::Missing, |value| Reading::Measured {
            value,
            interval: now.interval.map(interval),
            n: now.n,
        }),
        target: check.target.map(|target| target.value),
        others: benchmarks(check, lang),
        scale: ends(check),
        format: format(check),
        level: level(check),
        ..interval_strip::Spec::default()
    };
    interval_strip::draw(&spec, lang)
}

fn change_figure(check: &Check, lang: Lang) -> Option<Figure> {
    let change = check.changes.iter().rev().find(|change| change.persona.is_none())?;
    // Zero, which means no change, always lies in the middle.
    let reach = [change.interval.low, change.interval.high]
        .into_iter()
        .map(f64::abs)
        .fold(0.0, f64::max);
    let step = if matches!(check.unit, Some(Unit::Score) | None) {
        0.5
    } else {
        10.0
    };
    let reach = ((reach / step).ceil() * step).max(step);
    let mut format = format(check);
    format.style = crate::charts::Style::Signed;
    let spec = interval_strip::Spec {
        id: format!("change-{}", check.id),
        title: titles::change(lang, check, change),
        reading: Reading::Measured {
            value: change.difference,
            interval: Some(interval(&change.interval)),
            n: Some(change.n.0 + change.n.1),
        },
        scale: Some((-reach, reach)),
        format,
        level: change.interval.level,
        ..interval_strip::Spec::default()
    };
    Some(interval_strip::draw(&spec, lang))
}

/// Figures of others with whose they are and of which year.
fn benchmarks(check: &Check, lang: Lang) -> Vec<(String, f64)> {
    let named = |row: &BenchmarkFigure| {
        (
            format!("{}, {}", typography(lang, row.name.get(lang)), row.year),
            row.value,
        )
    };
    check.benchmarks.iter().map(named).collect()
}

fn check_figure(check: &Check, planned: &Planned<'_>, lang: Lang) -> Figure {
    let key = planned.key.as_str();
    let target = check.target.map(|target| target.value);
    match &planned.drawing {
        Drawing::NetShareBar => net_share_figure(check, key, lang),
        Drawing::Distribution => distribution_figure(check, key, lang),
        Drawing::Dots { dimension, cells } => {
            let whole = if cells.latest {
                headline(check).value
            } else {
                check.value
            };
            let spec = breakdown_dots::Spec {
                id: key.to_owned(),
                title: titles::breakdown(lang, check, dimension, cells),
                rows: cells
                    .list
                    .iter()
                    .map(|cell| breakdown_dots::Row {
                        label: label(cell, dimension, lang),
                        reading: reading(cell),
                    })
                    .collect(),
                target,
                reference: whole.map(|value| (String::new(), value)),
                benchmarks: benchmarks(check, lang),
                format: format(check),
                level: level(check),
                ..breakdown_dots::Spec::default()
            };
            breakdown_dots::draw(&spec, lang)
        }
        Drawing::Trend(breakdown) => {
            let spec = trend::Spec {
                id: key.to_owned(),
                title: titles::trend(lang, check),
                points: breakdown
                    .cells
                    .iter()
                    .map(|cell| trend::Point {
                        label: label(cell, "period", lang),
                        reading: reading(cell),
                    })
                    .chain(projected(check, lang))
                    .collect(),
                projected: projected(check, lang).count(),
                target,
                benchmarks: benchmarks(check, lang),
                format: format(check),
                level: level(check),
                ..trend::Spec::default()
            };
            trend::draw(&spec, lang)
        }
    }
}

/// The periods to come, each with the interval of the figure that will be measured.
fn projected(check: &Check, lang: Lang) -> impl Iterator<Item = trend::Point> {
    let ahead = check.projection.iter().flat_map(|projection| &projection.ahead);
    ahead.map(move |period| trend::Point {
        label: typography(lang, period.label.get(lang)),
        reading: Reading::Measured {
            value: period.value,
            interval: Some(interval(&period.interval)),
            n: None,
        },
    })
}

/// Answers from `low` to `high`.
fn between(counts: &BTreeMap<String, u64>, low: i64, high: i64) -> f64 {
    let inside = |answer: &str| answer.parse::<i64>().is_ok_and(|answer| (low..=high).contains(&answer));
    counts
        .iter()
        .filter(|(answer, _)| inside(answer))
        .map(|(_, count)| *count)
        .sum::<u64>() as f64
}

/// Counts are not weighted, so the score beside them is the one without weights.
fn shares(
    counts: &BTreeMap<String, u64>,
    value: Option<f64>,
    interval_of: Option<&stats::Interval>,
    n: Option<u64>,
) -> Shares {
    match value {
        Some(score) if !counts.is_empty() => Shares::Measured {
            negative: between(counts, 0, 6),
            neutral: between(counts, 7, 8),
            positive: between(counts, 9, 10),
            score,
            interval: interval_of.map(interval),
            n,
        },
        _ => Shares::Missing,
    }
}

fn net_share_figure(check: &Check, key: &str, lang: Lang) -> Figure {
    let now = headline(check);
    let plain = now.unweighted;
    let total = shares(
        now.counts,
        plain.map_or(now.value, |plain| Some(plain.value)),
        plain.map_or(now.interval, |plain| plain.interval.as_ref()),
        now.n,
    );
    let n: f64 = now.counts.values().sum::<u64>() as f64;
    let part = |low, high| Arg::Percent {
        share: between(now.counts, low, high) / n.max(1.0),
        decimals: 0,
    };
    let title = titles::phrase(
        lang,
        if plain.is_some() {
            "title-net-share-unweighted"
        } else {
            "title-net-share"
        },
        args([("promoters", part(9, 10)), ("detractors", part(0, 6))]),
    );
    let mut rows = vec![net_share_bar::Row {
        label: titles::phrase(lang, "everyone", Args::new()),
        shares: total,
        overall: true,
    }];
    let personas = cells(check, "persona").filter(|cells| cells.latest == check.current.is_some());
    rows.extend(personas.into_iter().flat_map(|found| found.list).map(|cell| {
        let plain = cell.unweighted.as_ref();
        net_share_bar::Row {
            label: label(cell, "persona", lang),
            shares: if cell.suppressed {
                Shares::Suppressed
            } else {
                shares(
                    &cell.counts,
                    plain.map_or(cell.value, |plain| Some(plain.value)),
                    plain.map_or(cell.interval.as_ref(), |plain| plain.interval.as_ref()),
                    cell.n,
                )
            },
            overall: false,
        }
    }));
    let spec = net_share_bar::Spec {
        id: key.to_owned(),
        title,
        rows,
        target: check.target.map(|target| target.value),
        format: format(check),
        level: level(check),
        ..net_share_bar::Spec::default()
    };
    net_share_bar::draw(&spec, lang)
}

fn distribution_figure(check: &Check, key: &str, lang: Lang) -> Figure {
    let [low, high] = check.scale.unwrap_or([0, 0]);
    let is_nps = check.estimate.as_deref() == Some("net-share") && check.scale == Some([0, 10]);
    let group = |answer: i32| {
        if is_nps {
            Some(match answer {
                0..=6 => 0,
                7..=8 => 1,
                _ => 2,
            })
        } else {
            None
        }
    };
    let label = |key: &str| capital(&titles::phrase(lang, key, Args::new()));
    let groups = if is_nps {
        [
            ("detractors", Token::Negative),
            ("passives", Token::Neutral),
            ("promoters", Token::Positive),
        ]
        .into_iter()
        .map(|(key, token)| distribution::Group {
            label: label(key),
            token,
        })
        .collect()
    } else {
        Vec::new()
    };
    let spec = distribution::Spec {
        id: key.to_owned(),
        title: titles::distribution(lang, check),
        bars: (low..=high)
            .map(|answer| distribution::Bar {
                label: answer.to_string(),
                count: between(headline(check).counts, answer.into(), answer.into()),
                group: group(answer),
            })
            .collect(),
        groups,
        ..distribution::Spec::default()
    };
    distribution::draw(&spec, lang)
}

fn ladder_figure(check: &Check, lang: Lang) -> Figure {
    let first = check.levels.first().map_or(1.0, |level| f64::from(level.level));
    // The chart counts from one, whatever the first level is called.
    let place = |level: f64| level - first + 1.0;
    let spec = level_ladder::Spec {
        id: format!("ladder-{}", check.id),
        title: titles::name(lang, check),
        levels: check
            .levels
            .iter()
            .map(|level| typography(lang, level.title.get(lang)))
            .collect(),
        reached: check.level.map(|level| place(level.into())),
        target: check.target.map(|target| place(target.value)),
        ..level_ladder::Spec::default()
    };
    level_ladder::draw(&spec, lang)
}

fn radar_figure(checks: &[&Check], lang: Lang) -> Figure {
    let highest = checks
        .iter()
        .flat_map(|check| &check.levels)
        .map(|level| u32::from(level.level))
        .max();
    let spec = radar::Spec {
        id: "maturity".to_owned(),
        title: titles::maturity(lang, checks),
        axes: checks
            .iter()
            .map(|check| radar::Axis {
                label: titles::name(lang, check),
                level: check.level.map(f64::from),
                target: check.target.map(|target| target.value),
                levels: check.levels.iter().map(|level| u32::from(level.level)).max(),
            })
            .collect(),
        levels: highest.unwrap_or_default(),
        ..radar::Spec::default()
    };
    radar::draw(&spec, lang)
}

/// The places of a curve are the touchpoints stage by stage; stages nobody put a touchpoint in are left out.
fn curve(journey: &JourneyRow, id: String, title: String, series: Vec<journey_curve::Series>, lang: Lang) -> Figure {
    let stages = journey
        .stages
        .iter()
        .map(|stage| journey_curve::Stage {
            label: typography(lang, stage.title.get(lang)),
            touchpoints: journey
                .touchpoints
                .iter()
                .filter(|touchpoint| touchpoint.stage == stage.id)
                .map(|touchpoint| typography(lang, touchpoint.title.get(lang)))
                .collect(),
        })
        .filter(|stage| !stage.touchpoints.is_empty())
        .collect();
    let ordered: Vec<_> = in_order(journey).collect();
    let breaks = (1..ordered.len())
        .filter(|place| match (&ordered[place - 1].branch, &ordered[*place].branch) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        })
        .collect();
    let spec = journey_curve::Spec {
        id,
        title,
        stages,
        breaks,
        series,
        scale: Some((journey.scale[0].into(), journey.scale[1].into())),
        ..journey_curve::Spec::default()
    };
    journey_curve::draw(&spec, lang)
}

/// The touchpoints as the curve shows them: stage by stage.
fn in_order(journey: &JourneyRow) -> impl Iterator<Item = &TouchpointRow> {
    journey.stages.iter().flat_map(|stage| {
        let of_stage = |touchpoint: &&TouchpointRow| touchpoint.stage == stage.id;
        journey.touchpoints.iter().filter(of_stage)
    })
}

fn line(journey: &JourneyRow, series: &JourneySeries, highlighted: bool, lang: Lang) -> journey_curve::Series {
    let point = |touchpoint: &str| series.points.iter().find(|point| point.touchpoint == touchpoint);
    journey_curve::Series {
        label: match (&series.persona, series.state) {
            (None, MapState::AsIs) => titles::phrase(lang, "everyone", Args::new()),
            _ => typography(lang, series.label.get(lang)),
        },
        points: in_order(journey)
            .map(|touchpoint| match point(&touchpoint.id) {
                Some(point) if point.suppressed => Reading::Suppressed,
                Some(point) => match point.value {
                    Some(value) if point.hypothesis => Reading::Hypothesis { value },
                    Some(value) => Reading::Measured {
                        value,
                        interval: point.interval.as_ref().map(interval),
                        n: point.n,
                    },
                    None => Reading::Missing,
                },
                None => Reading::Missing,
            })
            .collect(),
        highlighted,
    }
}

/// Every series, the one with the lowest point in front.
fn overall_curve(journey: &JourneyRow, lang: Lang) -> Figure {
    let told = journey.low_point.as_ref().map_or(&None, |(persona, _)| persona);
    let series = journey
        .series
        .iter()
        .map(|series| line(journey, series, series.persona == *told, lang))
        .collect();
    curve(
        journey,
        "journey".to_owned(),
        titles::journey(lang, journey),
        series,
        lang,
    )
}

/// A map of its own, under its author's title.
fn map_curve(journey: &JourneyRow, lang: Lang) -> Figure {
    let series = journey
        .series
        .iter()
        .map(|series| line(journey, series, series.state == MapState::AsIs, lang))
        .collect();
    let title = typography(lang, journey.title.get(lang));
    curve(journey, format!("map-{}", journey.id), title, series, lang)
}

/// One persona in front of everyone.
fn persona_curve(journey: &JourneyRow, series: &JourneySeries, persona: &str, lang: Lang) -> Figure {
    let everyone = journey.series.iter().filter(|series| series.persona.is_none());
    let lines = std::iter::once(line(journey, series, true, lang))
        .chain(everyone.map(|series| line(journey, series, false, lang)))
        .collect();
    curve(
        journey,
        format!("journey-{persona}"),
        titles::persona_journey(lang, journey, series),
        lines,
        lang,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn every_chart_a_manifest_can_ask_for_is_drawn() {
        let audit = fixture::audit();
        let mut nps = audit.checks.iter().find(|check| check.id == "nps").unwrap().clone();
        for name in crate::plugins::charts(nps.kind) {
            nps.charts = vec![(*name).to_owned()];
            assert!(!of_check(&nps).is_empty(), "{name}");
        }
    }
}
