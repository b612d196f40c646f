//! Headings of charts that say what was found, not what is drawn.
//!
//! A heading claims a difference only where it can: a group stands apart when its interval lies wholly beyond that of
//! every other one (stricter than a test of the difference), a change when its corrected test says so. Anything else
//! is said to be unclear, never to be equal.

use super::latest::{Cells, headline};
use super::scribe::{args, count};
use super::words;
use crate::audit::{Cell, Change, Check, JourneyPoint, JourneyRow, JourneySeries};
use crate::language::{Arg, Args, Lang, number, typography};
use crate::manifest::Unit;

/// The words for a key. The report's words are complete (a test reads them), so nothing is ever missing here.
pub(super) fn phrase(lang: Lang, key: &str, args: impl Into<Args>) -> String {
    words::find(words::own(), lang, key, &args.into()).unwrap_or_else(|_| key.to_owned())
}

/// A value as a heading writes it.
pub(super) fn value(lang: Lang, check: &Check, value: f64) -> String {
    match check.unit {
        Some(Unit::Points) => number::signed(lang, value, 0),
        Some(Unit::Percent) => number::percent(lang, value / 100.0, 0),
        _ => number::number(lang, value, 1),
    }
}

/// What a check is called in a heading.
pub(super) fn name(lang: Lang, check: &Check) -> String {
    let title = check
        .subject
        .label
        .as_ref()
        .filter(|label| !label.is_empty())
        .unwrap_or(&check.title);
    typography(lang, title.get(lang))
}

/// The only one whose interval lies wholly beyond those of all others, and whether it lies below them.
fn apart<'a, T>(items: &[(&'a T, f64, f64)]) -> Option<(&'a T, bool)> {
    if items.len() < 2 {
        return None;
    }
    items.iter().enumerate().find_map(|(at, (item, low, high))| {
        let mut others = items
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, other)| other);
        if others.clone().all(|(_, other_low, _)| high < other_low) {
            return Some((*item, true));
        }
        others
            .all(|(_, _, other_high)| low > other_high)
            .then_some((*item, false))
    })
}

/// The heading of a breakdown.
pub(super) fn breakdown(lang: Lang, check: &Check, dimension: &str, found: &Cells<'_>) -> String {
    let measured: Vec<(&Cell, f64, f64)> = found
        .list
        .iter()
        .filter_map(|cell| cell.interval.map(|interval| (*cell, interval.low, interval.high)))
        .collect();
    let Some((cell, below)) = apart(&measured) else {
        let title = found.title.map(|title| lower(title.get(lang))).unwrap_or_default();
        return phrase(lang, "title-group-none", args([("dimension", title.into())]));
    };
    let label = cell
        .labels
        .get(dimension)
        .map(|label| typography(lang, label.get(lang)))
        .unwrap_or_default();
    phrase(
        lang,
        if below {
            "title-group-below"
        } else {
            "title-group-above"
        },
        args([
            ("group", label.into()),
            ("value", value(lang, check, cell.value.unwrap_or_default()).into()),
        ]),
    )
}

/// The heading of a trend, from the latest change of everyone.
pub(super) fn trend(lang: Lang, check: &Check) -> String {
    match check.changes.iter().rev().find(|change| change.persona.is_none()) {
        Some(found) => change(lang, check, found),
        None => phrase(lang, "title-trend", args([("name", name(lang, check).into())])),
    }
}

/// A change in words.
pub(super) fn change(lang: Lang, check: &Check, change: &Change) -> String {
    let decimals = u8::from(matches!(check.unit, Some(Unit::Score) | None));
    let plural = Arg::Number {
        value: change.difference.abs(),
        decimals,
    };
    phrase(
        lang,
        if change.beyond_chance {
            "title-change"
        } else {
            "title-change-unclear"
        },
        args([
            ("from", typography(lang, change.from.1.get(lang)).into()),
            ("to", typography(lang, change.to.1.get(lang)).into()),
            (
                "difference",
                number::signed(lang, change.difference, decimals.into()).into(),
            ),
            ("n", plural),
        ]),
    )
}

/// The heading of a distribution: the answer given most often.
pub(super) fn distribution(lang: Lang, check: &Check) -> String {
    let counts = headline(check).counts;
    let total: u64 = counts.values().sum();
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    match most {
        Some((answer, count)) if total > 0 => phrase(
            lang,
            "title-distribution",
            args([
                ("answer", answer.as_str().into()),
                (
                    "share",
                    Arg::Percent {
                        share: *count as f64 / total as f64,
                        decimals: 0,
                    },
                ),
            ]),
        ),
        _ => name(lang, check),
    }
}

/// The heading of a journey's curve.
pub(super) fn journey(lang: Lang, journey: &JourneyRow) -> String {
    let everyone = journey.series.first();
    let low = journey.low_point.as_ref();
    let series = low
        .and_then(|(persona, _)| journey.series.iter().find(|series| series.persona == *persona))
        .or(everyone);
    let (Some(series), Some((_, touchpoint))) = (series, low) else {
        return phrase(lang, "title-journey-unmeasured", Args::new());
    };
    let title = touchpoint_title(lang, journey, touchpoint);
    let who = typography(lang, series.label.get(lang));
    let intervals = intervals(series);
    let lowest = apart(&intervals).is_some_and(|(point, below)| below && point.touchpoint == *touchpoint);
    let key = match (
        lowest,
        series.persona.is_some(),
        only_one_persona(journey, touchpoint, series.persona.as_deref()),
    ) {
        (true, true, true) => "title-journey-one-persona",
        (true, true, false) => "title-journey-persona",
        (true, false, _) => "title-journey-everyone",
        (false, ..) => "title-journey-unclear",
    };
    phrase(lang, key, args([("touchpoint", title.into()), ("persona", who.into())]))
}

/// The heading of one persona's curve: its own lowest point, where that stands apart.
pub(super) fn persona_journey(lang: Lang, journey: &JourneyRow, series: &JourneySeries) -> String {
    let intervals: Vec<_> = intervals(series);
    let who = typography(lang, series.label.get(lang));
    let lowest = series
        .points
        .iter()
        .filter(|point| point.interval.is_some())
        .min_by(|a, b| {
            a.value
                .unwrap_or(f64::INFINITY)
                .total_cmp(&b.value.unwrap_or(f64::INFINITY))
        });
    let Some(lowest) = lowest else {
        return phrase(lang, "title-persona-unmeasured", args([("persona", who.into())]));
    };
    let stands_apart = apart(&intervals).is_some_and(|(point, below)| below && point.touchpoint == lowest.touchpoint);
    let key = if stands_apart {
        "title-journey-persona"
    } else {
        "title-persona-unclear"
    };
    let touchpoint = touchpoint_title(lang, journey, &lowest.touchpoint);
    phrase(
        lang,
        key,
        args([("touchpoint", touchpoint.into()), ("persona", who.into())]),
    )
}

fn intervals(series: &JourneySeries) -> Vec<(&JourneyPoint, f64, f64)> {
    series
        .points
        .iter()
        .filter_map(|point| point.interval.map(|interval| (point, interval.low, interval.high)))
        .collect()
}

fn touchpoint_title(lang: Lang, journey: &JourneyRow, id: &str) -> String {
    journey
        .touchpoints
        .iter()
        .find(|row| row.id == id)
        .map(|row| typography(lang, row.title.get(lang)))
        .unwrap_or_default()
}

/// Whether the persona's interval at the touchpoint lies wholly below that of every other persona.
fn only_one_persona(journey: &JourneyRow, touchpoint: &str, persona: Option<&str>) -> bool {
    let points: Vec<(&Option<String>, f64, f64)> = journey
        .series
        .iter()
        .filter(|series| series.persona.is_some())
        .filter_map(|series| {
            let point = series.points.iter().find(|point| point.touchpoint == touchpoint)?;
            let interval = point.interval?;
            Some((&series.persona, interval.low, interval.high))
        })
        .collect();
    apart(&points).is_some_and(|(found, below)| below && found.as_deref() == persona)
}

/// The heading of the maturity chart.
pub(super) fn maturity(lang: Lang, checks: &[&Check]) -> String {
    let lowest = checks.iter().filter_map(|check| check.level).min();
    let Some(lowest) = lowest else {
        return phrase(lang, "title-maturity-unknown", Args::new());
    };
    let at: Vec<&&Check> = checks.iter().filter(|check| check.level == Some(lowest)).collect();
    let names: Vec<String> = at.iter().map(|check| name(lang, check)).collect();
    phrase(
        lang,
        "title-maturity",
        args([
            ("n", count(names.len())),
            ("names", names.join(", ").into()),
            ("level", Arg::Count(lowest.into())),
        ]),
    )
}

/// The title of a dimension inside a sentence.
fn lower(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_wholly_beyond_all_others_stands_apart() {
        let (a, b, c) = ("a", "b", "c");
        assert_eq!(
            apart(&[(&a, 1.0, 2.0), (&b, 2.5, 4.0), (&c, 3.0, 5.0)]),
            Some((&a, true))
        );
        assert_eq!(
            apart(&[(&a, 1.0, 2.6), (&b, 2.5, 4.0), (&c, 4.1, 5.0)]),
            Some((&c, false))
        );
        assert_eq!(apart(&[(&a, 1.0, 2.6), (&b, 2.5, 4.0), (&c, 3.0, 5.0)]), None);
        assert_eq!(apart(&[(&a, 1.0, 2.6)]), None);
    }
}
