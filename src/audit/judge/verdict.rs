//! The sentence the overview opens with, where the author wrote none. It states figures only as far as their
//! intervals and tests allow. A part between asterisks is the one to stress.

use crate::audit::words::say;
use crate::audit::{Change, Check, JourneyRow, JourneySeries};
use crate::language::{Arg, Args, Text};
use crate::manifest::Kind;

use super::show;

/// The opening sentence.
pub(super) fn verdict(checks: &[Check], journey: Option<&JourneyRow>) -> Text {
    // The relational measure leads where there is one; any other measure otherwise.
    let kpis = || {
        checks
            .iter()
            .filter(|check| check.kind == Kind::Kpi && check.value.is_some())
    };
    let Some(lead) = kpis().find(|check| check.plugin.id == "nps").or_else(|| kpis().next()) else {
        return say("verdict-nothing", &Args::new());
    };
    let mut args = Args::from([("title".to_owned(), Arg::Words(show::title(lead)))]);
    let standing = lead.standing();
    if let Some(value) = standing.value {
        args.insert("value".to_owned(), show::figure(lead.unit, value));
    }
    if let Some(interval) = &standing.interval {
        args.insert("range".to_owned(), show::between(lead.unit, interval));
    }
    let low = journey.and_then(low_point_args);
    let latest = lead.changes.iter().rfind(|change| change.persona.is_none());
    match latest.filter(|change| change.beyond_chance()) {
        Some(change) if change.difference < 0.0 => {
            change_args(&mut args, lead, change);
            let with_low = low.is_some();
            args.extend(low.unwrap_or_default());
            say(if with_low { "verdict-fell-at" } else { "verdict-fell" }, &args)
        }
        Some(change) => {
            change_args(&mut args, lead, change);
            say("verdict-rose", &args)
        }
        None => {
            let with_low = low.is_some();
            args.extend(low.unwrap_or_default());
            say(if with_low { "verdict-low-point" } else { "verdict-value" }, &args)
        }
    }
}

fn change_args(args: &mut Args, check: &Check, change: &Change) {
    args.insert(
        "difference".to_owned(),
        show::distance(check.unit, change.difference.abs()),
    );
    args.insert("from".to_owned(), Arg::Words(change.from.1.clone()));
    args.insert("to".to_owned(), Arg::Words(change.to.1.clone()));
}

/// The low point, where it deserves to be said in a headline: a persona who is below everyone else there, by a test that
/// holds whatever else was compared. A mere lowest value always exists.
fn low_point_args(journey: &JourneyRow) -> Option<Args> {
    let (persona, touchpoint) = journey.low_point.as_ref()?;
    let point_of = |series: &JourneySeries| {
        series
            .points
            .iter()
            .find(|point| point.touchpoint == *touchpoint)
            .cloned()
    };
    let series = journey.series.iter().find(|series| series.persona == *persona)?;
    let point = point_of(series)?;
    let contrast = point.against_rest?;
    if persona.is_none() || contrast.difference >= 0.0 || !contrast.test.holds_alone() {
        return None;
    }
    let title = &journey.touchpoints.iter().find(|row| row.id == *touchpoint)?.title;
    Some(Args::from([
        ("touchpoint".to_owned(), Arg::Words(title.clone())),
        ("persona".to_owned(), Arg::Words(series.label.clone())),
        (
            "score".to_owned(),
            Arg::Number {
                value: point.value?,
                decimals: 1,
            },
        ),
        ("best".to_owned(), Arg::Count(journey.scale[1].into())),
    ]))
}
