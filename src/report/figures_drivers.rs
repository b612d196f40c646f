//! The specifications of the charts of key drivers.

use super::scribe::{args, capital};
use super::titles;
use crate::audit::{Check, Driver, Drivers, Quadrant};
use crate::charts::{Figure, Format, Interval, Reading, Style, breakdown_dots, importance_performance};
use crate::language::{Arg, Args, Lang, Text, number, typography};
use crate::stats;

/// Key of the chart of shares.
pub(super) fn shares(check: &str) -> String {
    format!("{check}/drivers")
}

/// Key of the chart of importance and performance.
pub(super) fn quadrants(check: &str) -> String {
    format!("{check}/importance-performance")
}

/// The two charts of a check that has drivers, with their keys.
pub(super) fn of_check(check: &Check, lang: Lang) -> Vec<(String, Figure)> {
    let Some(found) = check.drivers.as_ref().filter(|found| !found.drivers.is_empty()) else {
        return Vec::new();
    };
    vec![
        (shares(&check.id), shares_figure(check, found, lang)),
        (quadrants(&check.id), quadrants_figure(check, found, lang)),
    ]
}

fn say(text: &Text, lang: Lang) -> String {
    typography(lang, text.get(lang))
}

fn reading(value: f64, interval: Option<&stats::Interval>, n: u64) -> Reading {
    Reading::Measured {
        value,
        interval: interval.map(|interval| Interval {
            low: interval.low,
            high: interval.high,
        }),
        n: Some(n),
    }
}

fn share() -> Format {
    Format {
        style: Style::Share,
        ..Format::default()
    }
}

/// The upper end of a scale of shares, in whole tenths.
fn highest(found: &Drivers) -> f64 {
    let ends = found
        .drivers
        .iter()
        .map(|driver| driver.interval.map_or(driver.share, |interval| interval.high));
    ((ends.fold(0.0, f64::max) * 10.0).ceil() / 10.0).clamp(0.1, 1.0)
}

fn shares_figure(check: &Check, found: &Drivers, lang: Lang) -> Figure {
    let first = found.drivers.first().map(|driver| say(&driver.label, lang));
    let words = args([
        ("name", titles::name(lang, check).into()),
        ("driver", first.unwrap_or_default().into()),
    ]);
    let spec = breakdown_dots::Spec {
        id: shares(&check.id),
        title: titles::phrase(lang, "title-drivers", words),
        rows: found
            .drivers
            .iter()
            .map(|driver| breakdown_dots::Row {
                label: say(&driver.label, lang),
                reading: reading(driver.share, driver.interval.as_ref(), driver.n),
            })
            .collect(),
        scale: Some((0.0, highest(found))),
        format: share(),
        level: stats::LEVEL,
        ..breakdown_dots::Spec::default()
    };
    breakdown_dots::draw(&spec, lang)
}

/// The words for a field of the chart.
pub(super) fn field(lang: Lang, quadrant: Quadrant) -> String {
    let key = match quadrant {
        Quadrant::ConcentrateHere => "quadrant-concentrate-here",
        Quadrant::KeepUp => "quadrant-keep-up",
        Quadrant::LowPriority => "quadrant-low-priority",
        Quadrant::PossibleOverkill => "quadrant-possible-overkill",
    };
    titles::phrase(lang, key, Args::new())
}

fn quadrants_figure(check: &Check, found: &Drivers, lang: Lang) -> Figure {
    let word = |key: &str| titles::phrase(lang, key, Args::new());
    let weighted = found.drivers.iter().any(|driver| driver.unweighted_share.is_some());
    let mut further = vec![word("drivers-sign"), "n".to_owned()];
    if weighted {
        further.push(word("drivers-unweighted"));
    }
    let point = |driver: &Driver| {
        let mut further = vec![
            if driver.beta < 0.0 { "−" } else { "+" }.to_owned(),
            number::n(lang, driver.n),
        ];
        further.extend(driver.unweighted_share.map(|share| number::percent(lang, share, 0)));
        importance_performance::Point {
            label: say(&driver.label, lang),
            importance: reading(driver.share, driver.interval.as_ref(), driver.n),
            performance: reading(driver.performance, driver.performance_interval.as_ref(), driver.n),
            field: field(lang, driver.quadrant),
            certain: driver.certain,
            further,
        }
    };
    let certain = found.drivers.iter().filter(|driver| driver.certain).count();
    let here: Vec<String> = found
        .drivers
        .iter()
        .filter(|driver| driver.certain && driver.quadrant == Quadrant::ConcentrateHere)
        .map(|driver| say(&driver.label, lang))
        .collect();
    let sentence = if here.is_empty() {
        word("drivers-nowhere")
    } else {
        titles::phrase(lang, "drivers-here", args([("names", here.join(", ").into())]))
    };
    let counts = args([
        ("certain", Arg::Count(i64::try_from(certain).unwrap_or(i64::MAX))),
        (
            "all",
            Arg::Count(i64::try_from(found.drivers.len()).unwrap_or(i64::MAX)),
        ),
    ]);
    let spec = importance_performance::Spec {
        id: quadrants(&check.id),
        title: titles::phrase(lang, "title-importance-performance", counts),
        sentence,
        highest: highest(found),
        axes: [word("axis-importance"), word("axis-performance")],
        formats: [share(), Format::plain(0)],
        lines: [
            found.importance_line.unwrap_or_default(),
            found.performance_line.unwrap_or_default(),
        ],
        fields: [
            Quadrant::ConcentrateHere,
            Quadrant::KeepUp,
            Quadrant::LowPriority,
            Quadrant::PossibleOverkill,
        ]
        .map(|quadrant| capital(&field(lang, quadrant))),
        uncertain: word("drivers-uncertain"),
        further,
        points: found.drivers.iter().map(point).collect(),
    };
    importance_performance::draw(&spec, lang)
}
