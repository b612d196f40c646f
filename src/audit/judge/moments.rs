//! Moments of truth: a journey that names none, and one at which customers fare worse than on the rest of their way.

use crate::audit::{Finding, JourneyPoint, JourneyRow, Severity, TouchpointRow};
use crate::language::{Arg, Args};

use crate::stats::{median, multiple, normal};

use super::compare::ALPHA;
use super::findings;

/// What the whole journey says of its moments of truth.
///
/// A moment is weak when everyone's score there lies below the middle (median) of all measured touchpoints by more than
/// its own sampling error explains: a z test against that middle, Holm over all moments.
pub(super) fn findings(journey: Option<&JourneyRow>) -> Vec<Finding> {
    let Some(journey) = journey else {
        return Vec::new();
    };
    if journey.touchpoints.iter().all(|touchpoint| touchpoint.moment.is_none()) {
        return vec![findings::of_project(
            "journey",
            "no-moment-of-truth",
            Args::new(),
            Severity::Low,
        )];
    }
    let Some(everyone) = journey.series.first() else {
        return Vec::new();
    };
    let measured: Vec<&JourneyPoint> = everyone
        .points
        .iter()
        .filter(|point| point.interval.is_some())
        .collect();
    let Some(middle) = median(measured.iter().filter_map(|point| point.value).collect()) else {
        return Vec::new();
    };
    let range = f64::from(journey.scale[1] - journey.scale[0]).max(1.0);
    let moments: Vec<(&TouchpointRow, f64, f64)> = measured
        .into_iter()
        .filter_map(|point| {
            let touchpoint = journey.touchpoints.iter().find(|row| row.id == point.touchpoint)?;
            let (value, error) = (point.value?, point.standard_error?);
            let p = if error > 0.0 {
                normal::two_sided_p((value - middle) / error)
            } else {
                1.0
            };
            touchpoint.moment.is_some().then_some((touchpoint, value, p))
        })
        .collect();
    let p_values: Vec<f64> = moments.iter().map(|(_, _, p)| *p).collect();
    moments
        .into_iter()
        .zip(multiple::holm(&p_values))
        .filter(|((_, value, _), p)| *value < middle && *p < ALPHA)
        .map(|((touchpoint, value, _), _)| {
            let values = Args::from([
                ("touchpoint".to_owned(), Arg::Words(touchpoint.title.clone())),
                ("value".to_owned(), Arg::Number { value, decimals: 1 }),
                (
                    "middle".to_owned(),
                    Arg::Number {
                        value: middle,
                        decimals: 1,
                    },
                ),
                ("best".to_owned(), Arg::Count(journey.scale[1].into())),
            ]);
            Finding {
                key: format!("journey/weak-moment#{}", touchpoint.id),
                check: touchpoint.check.clone().unwrap_or_else(|| "journey".to_owned()),
                touchpoint: Some(touchpoint.id.clone()),
                size: ((middle - value) / range).clamp(0.0, 1.0),
                ..findings::of_project("journey", "weak-moment", values, Severity::Medium)
            }
        })
        .collect()
}
