//! The projection on the page of a figure: the periods to come, how they were projected, and how such projections did so far
//! beside the last value; or why there is none.

use serde::Serialize;

use super::compared::p_said;
use crate::audit::{Check, Projection, ProjectionCheck, ProjectionRecord};
use crate::language::{Arg, number};
use crate::manifest::Unit;
use crate::report::scribe::{Detail, Scribe, args, count};
use crate::stats::projection::{Against, LEAST, LEAST_FOR_TREND, Model};

/// What `kpi.html` is given of the projection.
#[derive(Serialize)]
pub(super) struct View {
    /// Why there is none, or from how many periods, with which model and why it, what is drawn, what was cut.
    sentences: Vec<String>,
    /// The periods to come.
    periods: Vec<Row>,
    /// How many periods were projected from those before them, in a sentence, or why none was.
    checked: String,
    /// The projection, and the last value beside it.
    records: Vec<Record>,
    /// What follows of these, in sentences.
    verdict: Vec<String>,
}

/// A period to come.
#[derive(Serialize)]
struct Row {
    label: String,
    value: String,
    /// Where the figure that will be measured may lie.
    range: String,
    /// Where the true level may lie.
    level: String,
}

/// How a way of projecting did.
#[derive(Serialize)]
struct Record {
    who: String,
    /// How far off it was on the average.
    error: String,
    /// `4 of 5, between 38% and 96%`.
    held: String,
    /// How wide its intervals were on the average.
    width: String,
}

pub(super) fn view(scribe: &Scribe<'_>, check: &Check) -> Option<View> {
    let found = check.projection.as_ref()?;
    if let Some(reason) = found.refused {
        let words = args([("n", count(found.periods)), ("least", count(LEAST as u64))]);
        return Some(View {
            sentences: vec![scribe.phrase(&format!("projection-refused-{}", reason.word()), words)],
            periods: Vec::new(),
            checked: String::new(),
            records: Vec::new(),
            verdict: Vec::new(),
        });
    }
    let decimals = Detail::Close.decimals(check.unit);
    let range = |interval| scribe.range(check.unit, interval, decimals);
    let record = |key: &str, record: &ProjectionRecord, periods| Record {
        who: scribe.word(key),
        error: size(scribe, check, record.mean_absolute_error),
        held: held(scribe, record, periods),
        width: size(scribe, check, record.mean_width),
    };
    Some(View {
        sentences: sentences(scribe, check, found),
        periods: found
            .ahead
            .iter()
            .map(|ahead| Row {
                label: scribe.say(&ahead.label),
                value: scribe.value(check.unit, ahead.value, decimals),
                range: range(&ahead.interval),
                level: range(&ahead.level_interval),
            })
            .collect(),
        checked: match &found.check {
            None => scribe.phrase("projection-unchecked", args([("least", count(LEAST as u64))])),
            Some(checked) => scribe.phrase("projection-checked", args([("n", count(checked.periods))])),
        },
        records: found
            .check
            .iter()
            .flat_map(|checked| {
                [
                    record("projection-this", &checked.projected, checked.periods),
                    record("projection-last-value", &checked.last_value, checked.periods),
                ]
            })
            .collect(),
        verdict: found
            .check
            .iter()
            .flat_map(|checked| verdict(scribe, found, checked))
            .collect(),
    })
}

fn sentences(scribe: &Scribe<'_>, check: &Check, found: &Projection) -> Vec<String> {
    let two = |value: f64| Arg::from(number::number(scribe.lang, value, 2));
    let made = match found.model {
        Some(Model::DampedTrend) => "projection-damped-trend",
        _ => "projection-local-level",
    };
    let mut said = vec![scribe.phrase(
        made,
        args([
            ("n", count(found.periods)),
            ("drift", size(scribe, check, found.drift.unwrap_or_default()).into()),
            (
                "damping",
                number::percent(scribe.lang, found.damping.unwrap_or_default(), 0).into(),
            ),
        ]),
    )];
    said.push(match (found.aicc, found.model) {
        (None, _) => scribe.phrase(
            "projection-no-trend-yet",
            args([("least", count(LEAST_FOR_TREND as u64))]),
        ),
        (Some(aicc), model) => scribe.phrase(
            if model == Some(Model::DampedTrend) {
                "projection-trend-taken"
            } else {
                "projection-trend-left"
            },
            args([("level", two(aicc.local_level)), ("trend", two(aicc.damped_trend))]),
        ),
    });
    if found.gaps > 0 {
        said.push(scribe.phrase("projection-gaps", args([("n", count(found.gaps))])));
    }
    said.push(scribe.word("projection-drawn"));
    if found.cut {
        said.push(scribe.word("projection-cut"));
    }
    said
}

fn held(scribe: &Scribe<'_>, record: &ProjectionRecord, periods: u64) -> String {
    let share = |end: f64| number::percent(scribe.lang, end, 0);
    scribe.phrase(
        "projection-held",
        args([
            ("held", count(record.held)),
            ("n", count(periods)),
            (
                "range",
                number::range(scribe.lang, record.coverage.low, record.coverage.high, share).into(),
            ),
        ]),
    )
}

fn verdict(scribe: &Scribe<'_>, found: &Projection, checked: &ProjectionCheck) -> Vec<String> {
    let key = match checked.against_last_value {
        Against::Better => "projection-better",
        Against::NoBetter => "projection-no-better",
        Against::CannotTell => "projection-cannot-tell",
    };
    let words = args([
        ("nearer", count(checked.nearer.0)),
        ("n", count(checked.nearer.0 + checked.nearer.1)),
        ("p", p_said(scribe, checked.p).into()),
    ]);
    let mut said = vec![scribe.phrase(key, words)];
    let announced = checked.projected.coverage.level;
    if checked.projected.coverage.high < announced {
        let announced = number::percent(scribe.lang, announced, 0);
        said.push(scribe.phrase("projection-too-narrow", args([("level", announced.into())])));
    }
    if found.asked > 1 {
        said.push(scribe.word("projection-one-ahead"));
    }
    said
}

/// How large something is in the unit of the check, without sign.
fn size(scribe: &Scribe<'_>, check: &Check, value: f64) -> String {
    let decimals = match check.unit {
        Some(Unit::Score | Unit::Ratio) | None => 2,
        Some(Unit::Amount) => 0,
        _ => 1,
    };
    let said = number::number(scribe.lang, value, decimals);
    let unit = match check.unit {
        Some(Unit::Points | Unit::Percent) => scribe.points(value, decimals),
        Some(Unit::Amount) => scribe.unit(check, value),
        _ => String::new(),
    };
    format!("{said}\u{a0}{unit}").trim_end().to_owned()
}
