//! The mean of the answers to a question, on a scale of the caller's own: for drivers and for constructs.

use super::{Case, How};
use crate::evidence::Summary;
use crate::manifest::{Direction, Estimate, Mean};
use crate::plugins::Figure;
use crate::project::{Question, Survey};
use crate::stats::Interval;

/// The mean of the answers to a question, with its figure, unless it is withheld or has no scale: both value and interval
/// through `turned`, given the ends of the scale, which has to be a straight line, up or down.
pub(super) fn question_mean(
    case: &Case<'_>,
    survey: &Survey,
    question: &Question,
    turned: impl Fn(f64, [f64; 2]) -> f64,
) -> Option<(f64, Figure)> {
    let summary = case.evidence.question(&survey.id, &question.id)?.total.shown()?;
    mean_of(summary, survey, question, turned)
}

/// The same of some of the answers.
pub(super) fn mean_of(
    summary: &Summary,
    survey: &Survey,
    question: &Question,
    turned: impl Fn(f64, [f64; 2]) -> f64,
) -> Option<(f64, Figure)> {
    let scale = question.scale.as_ref()?.value.bounds();
    let mean = Estimate {
        mean: Some(Mean { of: String::new() }),
        ..Estimate::default()
    };
    let how = How {
        estimate: &mean,
        scale,
        direction: Direction::HigherIsBetter,
        weighted: survey.is_weighted(),
    };
    let (value, figure) = how.figure(summary)?;
    let turned = |value: f64| turned(value, scale.map(f64::from));
    let interval = figure.interval.map(|interval| {
        let ends = [turned(interval.low), turned(interval.high)];
        Interval {
            low: ends[0].min(ends[1]),
            high: ends[0].max(ends[1]),
            ..interval
        }
    });
    Some((turned(value), Figure { interval, ..figure }))
}
