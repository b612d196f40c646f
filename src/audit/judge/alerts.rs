//! Alerts: of the changes into the latest wave, those for the worse that Holm's correction over all of them leaves, each
//! with what customers wrote in that wave.

use crate::audit::{Alert, Alerts, Change, Check, Correction, Finding, VerbatimRow};
use crate::manifest::Direction;

/// At most this many comments beside an alert.
const COMMENTS: usize = 4;

/// The alerts of all checks; `None` where no change into a latest wave was tested.
pub(super) fn alerts(checks: &[Check], findings: &[Finding], verbatims: &[VerbatimRow]) -> Option<Alerts> {
    let latest = |check: &'_ Check| -> Vec<Change> {
        let tested = check
            .changes
            .iter()
            .filter(|change| change.test.correction == Correction::Holm);
        tested.cloned().collect()
    };
    let family = checks.iter().flat_map(latest).map(|change| change.test.family).max()?;
    let mut list: Vec<(f64, Alert)> = Vec::new();
    // Nothing gets worse where no direction is better.
    for check in checks.iter().filter(|check| check.direction.is_some()) {
        let lower_is_better = check.direction == Some(Direction::LowerIsBetter);
        let worse = |change: &Change| change.beyond_chance() && (change.difference > 0.0) == lower_is_better;
        for change in latest(check).into_iter().filter(worse) {
            let Some(finding) = findings.iter().find(|finding| is_of(finding, check, &change)) else {
                continue;
            };
            list.push((
                finding.size,
                Alert {
                    check: check.id.clone(),
                    finding: finding.id.clone(),
                    verbatims: said(check, &change, verbatims),
                    persona: change.persona,
                    from: change.from,
                    to: change.to,
                    difference: change.difference,
                    interval: change.interval,
                    p_corrected: change.test.p_corrected,
                },
            ));
        }
    }
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.finding.cmp(&b.1.finding)));
    Some(Alerts {
        family,
        list: list.into_iter().map(|(_, alert)| alert).collect(),
    })
}

/// Whether a finding tells of a change.
fn is_of(finding: &Finding, check: &Check, change: &Change) -> bool {
    finding.check == check.id
        && finding.persona == change.persona
        && ["fell", "got-worse", "fell-persona", "got-worse-persona"].contains(&finding.message.as_str())
}

/// Comments of the wave that fell: of the same survey, persona and touchpoint, detractors first, then by id.
fn said(check: &Check, change: &Change, verbatims: &[VerbatimRow]) -> Vec<String> {
    let has = |verbatim: &VerbatimRow, dimension: &str, id: &String| {
        let values = verbatim.dimensions.get(dimension);
        values.is_some_and(|values| values.contains(id))
    };
    let touchpoint = check.subject.touchpoint.as_ref();
    let mut of_wave: Vec<&VerbatimRow> = verbatims
        .iter()
        .filter(|verbatim| check.subject.survey.as_ref() == Some(&verbatim.survey))
        .filter(|verbatim| has(verbatim, "period", &change.to.0))
        .filter(|verbatim| change.persona.as_ref().is_none_or(|id| has(verbatim, "persona", id)))
        .filter(|verbatim| touchpoint.is_none() || verbatim.touchpoint.as_ref() == touchpoint)
        .collect();
    of_wave.sort_by_key(|verbatim| (rank(verbatim), &verbatim.id));
    of_wave
        .into_iter()
        .take(COMMENTS)
        .map(|verbatim| verbatim.id.clone())
        .collect()
}

fn rank(verbatim: &VerbatimRow) -> u8 {
    match verbatim.group.as_deref() {
        Some("detractor") => 0,
        Some("passive") => 1,
        _ => 2,
    }
}
