//! The same people asked in two waves, through the whole pipeline: recognised by the respondent's key and tested as what
//! they are.

use parcours::audit::{Audit, Change};
use parcours::files::Memory;

use crate::judged::{audit, clean};

const PANEL: &str = "\
title: T
languages: [en]
as_of: 2026-01-01
surveys:
  - id: s
    file: s.csv
    respondent: person
    periods:
      wave: {column: wave, waves: [{id: spring, value: 1}, {id: autumn, value: 2}]}
    questions:
      - {id: score, role: nps, scale: [0, 10]}
      - {id: content, role: csat, scale: [1, 5]}
";

/// 40 promoters, 30 passives and 30 detractors become 55, 15 and 30: 20 passives become promoters, 5 promoters
/// passives. 40 are satisfied both times, 10 only before, 26 only after.
fn person(id: usize) -> [(u8, u8); 2] {
    let score = match id {
        0..5 => [10, 8],
        5..40 => [9, 10],
        40..60 => [7, 9],
        60..70 => [8, 7],
        _ => [2, 4],
    };
    let content = match id {
        0..40 => [5, 4],
        40..50 => [4, 3],
        50..76 => [3, 4],
        _ => [1, 2],
    };
    [(score[0], content[0]), (score[1], content[1])]
}

/// Both waves of a hundred people, the second with its ids moved on by so many.
fn rows(moved: usize) -> String {
    let wave = |wave: usize| {
        (0..100).map(move |id| {
            let (score, content) = person(id)[wave];
            let name = id + wave * moved;
            // Weights that differ, for whoever reads them.
            let half = ["a", "b"][id % 2];
            format!("{},{name},{score},{content},{},{half}\n", wave + 1, 1 + id % 3)
        })
    };
    std::iter::once("wave,person,score,content,w,half\n".to_owned())
        .chain(wave(0))
        .chain(wave(1))
        .collect()
}

fn made(yaml: &str, moved: usize) -> Audit {
    clean(&Memory::new().with("parcours.yaml", yaml).with("s.csv", rows(moved)))
}

fn change(audit: &Audit, check: &str) -> Change {
    let check = audit.checks.iter().find(|one| one.id == check).unwrap();
    let [change] = &check.changes[..] else {
        panic!("{:?}", check.changes)
    };
    change.clone()
}

#[track_caller]
fn near(ours: f64, expected: f64, digits: f64) {
    assert!((ours - expected).abs() <= digits, "{ours} is not {expected}");
}

/// The mean of the recoded change is 0.15, its variance (25 − 100·0.0225)/99 = 0.229798, the error 0.04793725 and t
/// 3.12909 with 99 degrees of freedom; 1.984217 of them are the margin. As if other people had answered, z would be 1.2.
#[test]
fn a_hundred_people_asked_twice_are_tested_by_their_own_change() {
    let audit = made(PANEL, 0);
    let found = change(&audit, "nps");
    assert_eq!((found.repeated, found.interval.method), (Some(100), "overlapping-t"));
    near(found.difference, 15.0, 1e-9);
    near(found.test.standard_error, 4.793_725, 5e-6);
    near(found.interval.low, 15.0 - 1.984_217 * 4.793_725, 1e-4);
    near(found.test.p, 0.002_305, 5e-6);
    assert!(found.beyond_chance());
    let strangers = change(&made(&PANEL.replace("    respondent: person\n", ""), 0), "nps");
    assert_eq!((strangers.repeated, strangers.interval.method), (None, "adjusted-wald"));
    near(strangers.difference, 15.0, 1e-9);
    assert!(strangers.test.p > 0.2 && !strangers.beyond_chance());
}

/// `McNemar`: 26 against 10, χ² = 256/36 = 7.1111; t² = 99·χ²/(100 − χ²) = 7.57895, t = 2.75299.
#[test]
fn a_share_of_the_same_people_is_tested_as_by_mcnemar() {
    let found = change(&made(PANEL, 0), "csat");
    assert_eq!(found.repeated, Some(100));
    near(found.difference, 16.0, 1e-9);
    near(found.difference / found.test.standard_error, 2.752_99, 5e-5);
}

/// Half of the hundred stay: persons 50 to 99 of spring are persons 0 to 49 of autumn. Of them, 20 were passives and 30
/// detractors; then the first 5 passives and 45 promoters, so that Σd₁d₂ = −3, Σd₁² = 12, Σd₂² = 4.5, r = −0.408248.
/// SE² = 69/9900 + 78.75/9900 + 2·0.408248·√(69·78.75)/9900·50/100 = 0.017964 in squares of shares.
#[test]
fn where_half_stay_only_their_answers_go_together() {
    let found = change(&made(PANEL, 50), "nps");
    assert_eq!(found.repeated, Some(50));
    near(found.difference, 15.0, 1e-9);
    near(found.test.standard_error, 100.0 * 0.017_964_0_f64.sqrt(), 5e-4);
}

/// Those 50 were all dissatisfied in spring: a correlation that is not there would say so, and nothing is told of them.
#[test]
fn of_people_who_all_agreed_once_nothing_is_told() {
    let found = change(&made(PANEL, 50), "csat");
    assert_eq!((found.repeated, found.interval.method), (None, "newcombe"));
}

/// With weights the error is that of each person's own linearised change, w₂(x₂ − mean₂)/Σw₂ − w₁(x₁ − mean₁)/Σw₁.
#[test]
fn weights_enter_by_each_persons_own_linearised_change() {
    let yaml = PANEL.replace("    respondent: person\n", "    respondent: person\n    weight: w\n");
    let found = change(&made(&yaml, 0), "nps");
    let recoded = |score: u8| f64::from(i8::from(score >= 9) - i8::from(score <= 6));
    let weight = |id: usize| (1 + id % 3) as f64;
    let sum: f64 = (0..100).map(weight).sum();
    let mean = |wave: usize| (0..100).map(|id| weight(id) * recoded(person(id)[wave].0)).sum::<f64>() / sum;
    let (before, after) = (mean(0), mean(1));
    let own = |id: usize| {
        let [one, two] = person(id).map(|(score, _)| recoded(score));
        weight(id) * ((two - after) - (one - before)) / sum
    };
    let error = (100.0 / 99.0 * (0..100).map(|id| own(id) * own(id)).sum::<f64>()).sqrt();
    near(found.difference, 100.0 * (after - before), 1e-9);
    near(found.test.standard_error, 100.0 * error, 1e-9);
}

/// Weighted to a margin that the answers already have, every factor is 1.
#[test]
fn a_panel_weighted_to_margins_is_read_again_with_its_factors() {
    let yaml = PANEL.replace(
        "    respondent: person\n",
        "    respondent: person\n    dimensions: [{id: half}]\n    weights:\n      source: census\n      date: 2026-01-01\n      margins: [{by: [half], population: [[a, 50], [b, 50]]}]\n",
    );
    let found = change(&made(&yaml, 0), "nps");
    assert_eq!(found.repeated, Some(100));
    near(found.test.standard_error, 4.793_725, 5e-6);
}

/// Fewer than the minimum cell of five: what four have in common is nobody's business, and moves nothing.
#[test]
fn four_people_who_stay_are_not_told_of() {
    let found = change(&made(PANEL, 96), "nps");
    assert_eq!((found.repeated, found.interval.method), (None, "adjusted-wald"));
}

/// Who answers in both waves is no mistake; who stands twice in one wave is.
#[test]
fn only_a_respondent_who_stands_twice_in_one_wave_is_a_mistake() {
    let twice = format!("{}2,7,9,4,1,a\n", rows(0));
    let (audit, problems) = audit(&Memory::new().with("parcours.yaml", PANEL).with("s.csv", twice));
    let told: Vec<(&str, u64)> = problems.iter().map(|problem| (problem.code, problem.count)).collect();
    assert_eq!(told, [("data/duplicate-respondent", 1)]);
    // Which of the two answers is theirs cannot be known.
    assert_eq!(change(&audit, "nps").repeated, Some(99));
}
