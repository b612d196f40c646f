//! What respondents feel about a rule: the indicators of survey questions that the project binds to it.

use crate::audit::judge::{Case, Judged};
use crate::audit::{Check, Criterion, Felt, Outcome};
use crate::manifest::Direction;
use crate::website::probes::Source;

/// Fewest answers for the criterion; fewer are shown and not scored.
const FEWEST: u64 = 5;

/// The checks of the questions that say `rule:` this rule.
pub(super) fn checks<'a>(case: &Case<'_>, rule: &str, judged: &'a [Judged<'_>]) -> Vec<&'a Check> {
    let bound = |check: &&Check| {
        case.project.surveys.iter().any(|survey| {
            Some(survey.id.value.as_str()) == check.subject.survey.as_deref()
                && survey.questions.iter().any(|question| {
                    Some(question.id.value.as_str()) == check.subject.question.as_deref()
                        && question.rule.as_ref().is_some_and(|bound| bound.value == rule)
                })
        })
    };
    judged.iter().map(|judged| &judged.check).filter(bound).collect()
}

/// What is shown beside the score.
pub(super) fn felt(checks: &[&Check]) -> Vec<Felt> {
    let one = |check: &&Check| {
        Some(Felt {
            check: check.id.clone(),
            text: check.subject.text.clone().unwrap_or_else(|| check.title.clone()),
            value: check.value?,
            unit: check.unit,
            range: check.range,
            interval: check.interval,
            n: check.n?,
        })
    };
    checks.iter().filter_map(one).collect()
}

/// Judges the criterion that only respondents can answer: the mean of the estimates as shares of their range, each
/// held against its own target, or against `threshold` out of 100 where it has none.
pub(super) fn judge(criterion: &mut Criterion, checks: &[&Check], threshold: f64) {
    criterion.source = Source::Survey;
    criterion.outcome = Outcome::NotApplicable;
    let counted: Vec<(&Check, f64)> = checks
        .iter()
        .filter(|check| check.n.is_some_and(|n| n >= FEWEST))
        .filter_map(|check| Some((*check, share(check, check.value?)?)))
        .collect();
    if counted.is_empty() {
        return;
    }
    let outcomes: Vec<Outcome> = counted
        .iter()
        .map(|(check, _)| against(check, threshold / 100.0))
        .collect();
    criterion.outcome = if outcomes.contains(&Outcome::Failed) {
        Outcome::Failed
    } else if outcomes.contains(&Outcome::CannotTell) {
        Outcome::CannotTell
    } else {
        Outcome::Passed
    };
    criterion.share_checked = Some(1.0);
    criterion.score = Some(counted.iter().map(|(_, share)| share).sum::<f64>() / counted.len() as f64);
}

/// An estimate as a share of its range, 1 being good.
fn share(check: &Check, value: f64) -> Option<f64> {
    let [low, high] = check.range?;
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    Some(if check.direction == Some(Direction::LowerIsBetter) {
        1.0 - share
    } else {
        share
    })
}

fn against(check: &Check, threshold: f64) -> Outcome {
    if check.target.is_some() {
        return check.outcome;
    }
    let ends = check.interval.map(|interval| [interval.low, interval.high]);
    let ends = ends.and_then(|[low, high]| Some([share(check, low)?, share(check, high)?]));
    match ends {
        Some([a, b]) if a.min(b) >= threshold => Outcome::Passed,
        Some([a, b]) if a.max(b) < threshold => Outcome::Failed,
        _ => Outcome::CannotTell,
    }
}
