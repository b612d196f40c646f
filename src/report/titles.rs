//! Headings of charts that say what was found, not what is drawn.
//!
//! A heading claims a difference only where it can: a group stands apart, and a figure changes, when the corrected test
//! of the difference says so, never because two intervals do not overlap. Anything else is said to be unclear, never
//! to be equal.

use super::latest::{Cells, headline};
use super::scribe::{args, count};
use super::words;
use crate::audit::{Change, Check, JourneyRow, JourneySeries};
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

/// The heading of a breakdown: the group that differs most from the rest, where one does beyond chance.
pub(super) fn breakdown(lang: Lang, check: &Check, dimension: &str, found: &Cells<'_>) -> String {
    let contrasts = found.list.iter().filter_map(|cell| {
        let contrast = cell.against_rest.filter(|contrast| contrast.test.beyond_chance)?;
        Some((*cell, contrast.difference))
    });
    let Some((cell, difference)) = contrasts.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())) else {
        let title = found.title.map(|title| lower(title.get(lang))).unwrap_or_default();
        return phrase(lang, "title-group-none", args([("dimension", title.into())]));
    };
    let below = difference < 0.0;
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
        if change.beyond_chance() {
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
    let lowest = series
        .points
        .iter()
        .any(|point| point.apart && point.touchpoint == *touchpoint);
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
    let key = if lowest.apart {
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

fn touchpoint_title(lang: Lang, journey: &JourneyRow, id: &str) -> String {
    journey
        .touchpoints
        .iter()
        .find(|row| row.id == id)
        .map(|row| typography(lang, row.title.get(lang)))
        .unwrap_or_default()
}

/// Whether the persona is the only one below everyone else at the touchpoint, beyond chance.
fn only_one_persona(journey: &JourneyRow, touchpoint: &str, persona: Option<&str>) -> bool {
    let below: Vec<Option<&str>> = journey
        .series
        .iter()
        .filter(|series| {
            series
                .points
                .iter()
                .filter(|point| point.touchpoint == touchpoint)
                .filter_map(|point| point.against_rest)
                .any(|contrast| contrast.test.beyond_chance && contrast.difference < 0.0)
        })
        .map(|series| series.persona.as_deref())
        .collect();
    persona.is_some() && below == [persona]
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

/// The heading of a level over earlier assessments.
pub(super) fn levels(lang: Lang, check: &Check, before: Option<u8>) -> String {
    let key = match (before, check.level) {
        (Some(before), Some(now)) if now > before => "title-levels-up",
        (Some(before), Some(now)) if now < before => "title-levels-down",
        (Some(_), Some(_)) => "title-levels-same",
        _ => "title-levels",
    };
    let level = |level: Option<u8>| Arg::Count(level.unwrap_or_default().into());
    phrase(
        lang,
        key,
        args([("before", level(before)), ("now", level(check.level))]),
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
    use crate::report::fixture;
    use crate::report::latest;

    #[test]
    fn the_group_furthest_from_the_rest_stands_apart_and_only_by_its_test() {
        let audit = fixture::audit();
        let nps = audit.checks.iter().find(|check| check.id == "nps").unwrap();
        let cells = latest::cells(nps, "persona").unwrap();
        assert!(breakdown(Lang::En, nps, "persona", &cells).starts_with("Camille stands apart below the rest"));
        // The channels of the fixture were not tested beyond chance, though no two intervals need overlap for that.
        let channels = latest::cells(nps, "channel").unwrap();
        assert_eq!(
            breakdown(Lang::En, nps, "channel", &channels),
            "By channel: no group stands apart from the rest"
        );
    }
}
