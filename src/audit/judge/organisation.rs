//! What the project says of its organisation and its promises, and what follows from it alone.

use crate::audit::{Finding, JourneyRow, Outcome, PromiseAt, PromiseRow, Severity};
use crate::language::{Arg, Args};
use crate::project::Project;

use super::{Check, findings};

/// The promises, each beside what measures it.
pub(super) fn promises(project: &Project, journey: Option<&JourneyRow>, checks: &[&Check]) -> Vec<PromiseRow> {
    let at = |touchpoint: &str| {
        let row = journey.and_then(|journey| journey.touchpoints.iter().find(|row| row.id == touchpoint));
        let check = row
            .and_then(|row| row.check.as_ref())
            .and_then(|id| checks.iter().find(|check| check.id == *id));
        PromiseAt {
            touchpoint: touchpoint.to_owned(),
            check: check.map(|check| check.id.clone()),
            outcome: check.map_or(Outcome::Untested, |check| check.outcome),
        }
    };
    let row = |promise: &crate::project::Promise| PromiseRow {
        id: promise.id.value.clone(),
        text: promise.text.clone(),
        at: promise
            .touchpoints
            .iter()
            .map(|touchpoint| at(&touchpoint.value))
            .collect(),
    };
    project.brand.promises.iter().map(row).collect()
}

/// Promises that are broken or that nothing measures; activities that nobody or several answer for.
pub(super) fn findings(project: &Project, promises: &[PromiseRow]) -> Vec<Finding> {
    let mut found = Vec::new();
    for promise in promises {
        let missed = promise.at.iter().filter(|at| at.outcome == Outcome::Failed).count();
        let message = if missed > 0 {
            "promise-broken"
        } else if promise.at.iter().all(|at| at.outcome == Outcome::Untested) {
            "promise-unmeasured"
        } else {
            continue;
        };
        let values = Args::from([
            ("promise".to_owned(), Arg::Words(promise.text.clone())),
            ("missed".to_owned(), count(missed)),
            ("n".to_owned(), count(promise.at.len())),
        ]);
        let severity = if missed > 0 { Severity::Medium } else { Severity::Low };
        found.push(Finding {
            key: format!("promises/{message}#{}", promise.id),
            size: missed as f64 / promise.at.len().max(1) as f64,
            ..findings::of_project("promises", message, values, severity)
        });
    }
    for activity in &project.organisation.activities {
        let message = match activity.accountable.len() {
            0 => "nobody-accountable",
            1 => continue,
            _ => "several-accountable",
        };
        let values = Args::from([
            ("activity".to_owned(), Arg::Words(activity.title.clone())),
            ("n".to_owned(), count(activity.accountable.len())),
        ]);
        found.push(Finding {
            key: format!("organisation/{message}#{}", activity.id.value),
            ..findings::of_project("organisation", message, values, Severity::Low)
        });
    }
    found
}

fn count(n: usize) -> Arg {
    Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
}
