//! Fundamentals first: nobody is moved by a personal greeting on a page that cannot be used. A dimension that says so in
//! its manifest stays at a level as long as a fundamental of the experience is found broken.

use crate::audit::words::say;
use crate::audit::{Blocker, Ceiling, Check, Finding, Severity};
use crate::language::{Arg, Args};

use super::super::{findings, frictions};

/// What holds the level at `highest`; `None` where nothing is broken. Findings are named by their keys: ids are given
/// when all of them are known.
pub(super) fn ceiling(highest: u8, rated: u8, checks: &[&Check], found: &[Finding]) -> Option<Ceiling> {
    let by: Vec<Blocker> = found
        .iter()
        .filter(|finding| {
            let check = checks.iter().find(|check| check.id == finding.check);
            check.is_some_and(|check| is_broken(check, finding))
        })
        .map(|finding| Blocker {
            finding: finding.key.clone(),
            check: finding.check.clone(),
            text: finding.text.clone(),
        })
        .collect();
    (!by.is_empty()).then_some(Ceiling {
        level: highest,
        rated,
        by,
    })
}

/// Whether a finding is a broken fundamental: a criterion that gates its website rule, or a friction of high priority.
fn is_broken(check: &Check, finding: &Finding) -> bool {
    let gates = check.website.as_ref().is_some_and(|detail| {
        let criterion = finding.criterion.as_ref();
        criterion.is_some_and(|id| detail.gated_by.contains(id))
    });
    gates || (finding.severity == Severity::High && frictions::is_friction(check, finding))
}

/// The finding that a level is held down.
pub(super) fn finding(check: &Check, ceiling: &Ceiling) -> Finding {
    let values = Args::from([
        ("title".to_owned(), Arg::Words(check.title.clone())),
        ("level".to_owned(), Arg::Count(ceiling.level.into())),
        ("rated".to_owned(), Arg::Count(ceiling.rated.into())),
        (
            "n".to_owned(),
            Arg::Count(i64::try_from(ceiling.by.len()).unwrap_or(i64::MAX)),
        ),
    ]);
    let text = say("level-held-down", &values);
    findings::finding(check, "level-held-down", values, Severity::Medium, text)
}
