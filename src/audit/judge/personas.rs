//! Personas held against data: whom their rules select twice or not at all, and which channels they use.

use crate::audit::{ChannelShare, Check, Finding, PersonaOverlap, PersonaRow, Severity, SurveyRow};
use crate::evidence::Evidence;
use crate::language::{Arg, Args, Show};
use crate::manifest::Kind;
use crate::stats::{Interval, LEVEL, proportion};

use super::cells::find;
use super::findings;

/// Puts beside each persona with whom its rule overlaps, and which channels its respondents use.
pub(super) fn complete(personas: &mut [PersonaRow], evidence: &Evidence, checks: &[&Check]) {
    let of = |personas: &[PersonaRow], id: &str| personas.iter().find(|row| row.id == id).and_then(|row| row.n);
    for (one, other, n) in overlaps(evidence) {
        for (own, theirs) in [(&one, &other), (&other, &one)] {
            let found = n.zip(of(personas, own)).and_then(|(n, all)| share(n, all));
            let row = personas.iter_mut().find(|row| row.id == **own);
            if let Some(row) = row {
                row.overlaps.push(PersonaOverlap {
                    persona: theirs.clone(),
                    n,
                    share: found.map(|(share, _)| share),
                    interval: found.map(|(_, interval)| interval),
                });
            }
        }
    }
    let Some(check) = asked_of_all(checks) else { return };
    for row in personas {
        row.by_channel = channels(check, &row.id);
    }
}

/// Pairs of personas with the rows in both, over all surveys; withheld as soon as one survey withholds it.
fn overlaps(evidence: &Evidence) -> Vec<(String, String, Option<u64>)> {
    let mut sums: Vec<(String, String, Option<u64>)> = Vec::new();
    let sets = evidence
        .surveys
        .iter()
        .filter_map(|survey| survey.persona_sets.as_ref());
    for (one, other, n) in sets.flat_map(|sets| &sets.both) {
        match sums.iter_mut().find(|(a, b, _)| a == one && b == other) {
            Some((_, _, sum)) => *sum = sum.zip(*n).map(|(sum, n)| sum + n),
            None => sums.push((one.clone(), other.clone(), *n)),
        }
    }
    sums
}

fn share(n: u64, all: u64) -> Option<(f64, Interval)> {
    let share = proportion::Share::of(n, all)?;
    Some((share.p, share.interval(LEVEL)))
}

/// The question of the whole relation that most people answered by persona and channel.
fn asked_of_all<'a>(checks: &[&'a Check]) -> Option<&'a Check> {
    let crossed = |check: &&&Check| {
        check.kind == Kind::Kpi
            && check.subject.touchpoint.is_none()
            && check
                .breakdowns
                .iter()
                .any(|breakdown| breakdown.by == ["persona", "channel"])
    };
    // The first of those with as many answers, so that the order of checks decides nothing else.
    let found = checks.iter().filter(crossed).copied();
    found.reduce(|best, next| if next.n > best.n { next } else { best })
}

/// Share of a persona's respondents on each channel, of all of them, those without a known channel included.
fn channels(check: &Check, persona: &str) -> Vec<ChannelShare> {
    let all = find(check, &[("persona", persona)]).and_then(|cell| cell.n);
    let crossed = check
        .breakdowns
        .iter()
        .filter(|breakdown| breakdown.by == ["persona", "channel"]);
    crossed
        .flat_map(|breakdown| &breakdown.cells)
        .filter(|cell| cell.key.get("persona").is_some_and(|id| id == persona))
        .filter_map(|cell| {
            let n = cell.n.filter(|_| !cell.suppressed);
            let found = n.zip(all).and_then(|(n, all)| share(n, all));
            Some(ChannelShare {
                channel: cell.key.get("channel")?.clone(),
                check: check.id.clone(),
                n: n.filter(|_| found.is_some()),
                share: found.map(|(share, _)| share),
                interval: found.map(|(_, interval)| interval),
            })
        })
        .collect()
}

/// What follows for the personas of a project: those about whom nothing is measured, those that overlap, and answers that
/// belong to nobody.
pub(super) fn findings(personas: &[PersonaRow], surveys: &[SurveyRow]) -> Vec<Finding> {
    let mut found = findings::of_personas(personas);
    for (place, persona) in personas.iter().enumerate() {
        for overlap in &persona.overlaps {
            // Each pair once, told of the smaller of the two.
            let other = personas
                .iter()
                .enumerate()
                .find(|(_, other)| other.id == overlap.persona);
            let Some((other_place, other)) = other else { continue };
            let smaller = (persona.n, place) < (other.n, other_place);
            if let (true, Some(n), Some(share), Some(interval)) = (smaller, overlap.n, overlap.share, overlap.interval)
            {
                found.push(overlapping(persona, other, n, share, interval));
            }
        }
    }
    for survey in surveys {
        if let Some((n, share, interval)) = survey.without_persona.filter(|(n, _, _)| *n > 0) {
            let mut values = counted(n, share, interval);
            values.insert("survey".to_owned(), Arg::Words(survey.title.clone()));
            found.push(Finding {
                key: format!("personas/rows-without-persona#{}", survey.id),
                size: share,
                ..findings::of_project("personas", "rows-without-persona", values, Severity::Low)
            });
        }
    }
    found
}

fn overlapping(persona: &PersonaRow, other: &PersonaRow, n: u64, share: f64, interval: Interval) -> Finding {
    let mut values = counted(n, share, interval);
    values.insert("persona".to_owned(), Arg::Words(persona.name.clone()));
    values.insert("other".to_owned(), Arg::Words(other.name.clone()));
    let mut ids = [persona.id.as_str(), other.id.as_str()];
    ids.sort_unstable();
    Finding {
        key: format!("personas/personas-overlap#{}", ids.join("+")),
        persona: Some(persona.id.clone()),
        size: share,
        ..findings::of_project("personas", "personas-overlap", values, Severity::Low)
    }
}

fn counted(n: u64, share: f64, interval: Interval) -> Args {
    Args::from([
        ("n".to_owned(), Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))),
        ("share".to_owned(), Arg::Percent { share, decimals: 0 }),
        (
            "range".to_owned(),
            Arg::Between {
                low: interval.low,
                high: interval.high,
                decimals: 0,
                show: Show::Percent,
            },
        ),
    ])
}

/// The rows of a survey that are in no persona, where the survey has personas and this may be told.
pub(super) fn without_persona(survey: &crate::evidence::SurveyEvidence) -> Option<(u64, f64, Interval)> {
    let n = survey.persona_sets.as_ref()?.none?;
    let (share, interval) = share(n, survey.people.unwrap_or(survey.rows))?;
    Some((n, share, interval))
}
