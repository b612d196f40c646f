//! The response rate of surveys that say how many people they invited.

use parcours::audit::{Audit, Check, Counted};
use parcours::files::Memory;

use crate::judged::{audit, clean};

const SURVEY: &str = "\
title: T
languages: [en]
as_of: 2026-01-01
surveys:
  - id: s
    file: s.csv
    invited: 200
    periods:
      wave: {column: wave, waves: [{id: spring, value: 1}, {id: autumn, value: 2}]}
    questions: [{id: score, role: nps, scale: [0, 10]}]
";

/// So many answers to each wave.
fn rows(waves: [usize; 2]) -> String {
    let [one, two] = waves;
    format!(
        "wave,score\n{}{}",
        "1,9\n1,3\n".repeat(one / 2),
        "2,9\n2,3\n".repeat(two / 2)
    )
}

fn files(invited: &str, waves: [usize; 2]) -> Memory {
    Memory::new()
        .with(
            "parcours.yaml",
            SURVEY.replace("invited: 200", &format!("invited: {invited}")),
        )
        .with("s.csv", rows(waves))
}

fn rate(audit: &Audit) -> Option<&Check> {
    audit.checks.iter().find(|check| check.id == "response-rate")
}

#[track_caller]
fn near(ours: Option<f64>, expected: f64) {
    assert!((ours.unwrap() - expected).abs() < 5e-5, "{ours:?} is not {expected}");
}

/// 4 of 20 tenfold: 40 of 200 are 20 %, by Wilson 15.0452 to 26.0855 % (z² = 3.841459: centre (40 + 1.920729)/203.841459,
/// half-width 1.959964·√(200·0.2·0.8 + 0.960365)/203.841459).
#[test]
fn a_survey_that_says_how_many_it_invited_has_a_response_rate() {
    let audit = clean(&files("200", [24, 16]));
    let check = rate(&audit).unwrap();
    near(check.value, 20.0);
    assert_eq!((check.n, check.subject.counted), (Some(200), Some(Counted::People)));
    let interval = check.interval.unwrap();
    assert_eq!(interval.method, "wilson");
    near(Some(interval.low), 15.045_2);
    near(Some(interval.high), 26.085_5);
    // Who is invited in which wave is not said: there is no trend, and no share of those reached.
    assert!(check.current.is_none() && check.changes.is_empty());
    assert!(check.beside.iter().all(|beside| beside.value.is_none()));
}

/// 40 of 80 and 30 of 120: a half and a quarter, 70 of 200 in all; Newcombe's interval leaves zero.
#[test]
fn invitations_by_wave_give_the_rate_of_each() {
    let audit = clean(&files("{spring: 80, autumn: 120}", [40, 30]));
    let check = rate(&audit).unwrap();
    near(check.value, 35.0);
    let current = check.current.as_ref().unwrap();
    near(current.value, 25.0);
    assert_eq!(current.n, Some(120));
    let [change] = &check.changes[..] else {
        panic!("{:?}", check.changes)
    };
    near(Some(change.difference), -25.0);
    assert!(change.beyond_chance());
}

#[test]
fn more_answers_than_invitations_are_no_rate() {
    let (audit, problems) = audit(&files("30", [24, 16]));
    let told: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(told, ["data/more-than-all"]);
    assert_eq!(rate(&audit).and_then(|check| check.value), None);
}

#[test]
fn a_wave_that_nobody_knows_is_refused_where_it_is_invited() {
    let mut problems = parcours::diagnostics::Problems::new();
    parcours::project::load(&files("{spring: 80, automn: 120}", [40, 30]), &mut problems);
    let told: Vec<(&str, Option<u32>)> = problems
        .iter()
        .map(|problem| (problem.code, problem.place.as_ref().map(|place| place.line)))
        .collect();
    assert_eq!(told, [("project/unknown-period", Some(7))]);
}

/// A wave of three answers is nobody's business, and neither is its rate.
#[test]
fn a_wave_too_small_to_be_shown_has_no_rate() {
    let audit = clean(&files("{spring: 80, autumn: 120}", [40, 2]));
    let check = rate(&audit).unwrap();
    let cells = check.breakdowns.iter().flat_map(|breakdown| &breakdown.cells);
    let shown: Vec<Option<f64>> = cells.map(|cell| cell.value).collect();
    assert_eq!(shown.len(), 2);
    assert!(shown.contains(&None), "{shown:?}");
}
