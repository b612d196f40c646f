//! Comparisons through the whole pipeline: wave against wave, group against the rest, with the published example.

use parcours::audit::{Audit, Check, Correction};
use parcours::files::Memory;

use crate::judged::clean;

const WAVES: &str = "\
title: T
languages: [en]
as_of: 2026-01-01
surveys:
  - id: s
    file: s.csv
    periods:
      wave: {column: wave, waves: [{id: spring, value: 1}, {id: autumn, value: 2}, {id: advent, value: 3}]}
    dimensions: [{id: region}]
    questions: [{id: score, role: nps, scale: [0, 10]}]
";

/// Rows of one wave and region: so many promoters, passives and detractors.
fn rows(wave: u8, region: &str, [promoters, passives, detractors]: [usize; 3]) -> String {
    [(9, promoters), (7, passives), (4, detractors)]
        .map(|(score, n)| format!("{wave},{region},{score}\n").repeat(n))
        .concat()
}

fn audit(rows: &[String]) -> Audit {
    let files = Memory::new()
        .with("parcours.yaml", WAVES)
        .with("s.csv", format!("wave,region,score\n{}", rows.concat()));
    clean(&files)
}

fn nps(audit: &Audit) -> &Check {
    audit.checks.iter().find(|check| check.id == "nps").unwrap()
}

#[track_caller]
fn near(ours: f64, expected: f64, digits: f64) {
    assert!((ours - expected).abs() <= digits, "{ours} is not {expected}");
}

/// From +20 to +30 with 400 answers each: z = 1.7552, p = 0.0792, −1.158 to 21.009. Ten points more, and not beyond chance.
#[test]
fn ten_points_between_two_waves_of_four_hundred_are_not_beyond_chance() {
    let audit = audit(&[rows(1, "", [180, 120, 100]), rows(2, "", [204, 112, 84])]);
    let [change] = &nps(&audit).changes[..] else {
        panic!("{:?}", nps(&audit).changes)
    };
    near(change.difference, 10.0, 1e-9);
    near(change.test.p, 0.079_233_532_919_707_36, 1e-10);
    near(change.interval.low, -1.158_240_215_967_536_5, 1e-9);
    near(change.interval.high, 21.009_356_841_277_72, 1e-9);
    assert_eq!((change.test.correction, change.test.family), (Correction::Holm, 1));
    near(change.test.p_corrected, change.test.p, 1e-15);
    assert!(!change.beyond_chance());
    // 22.167598/2/1.959964 is the error; 2.801585 of them are found four times in five.
    near(change.test.detectable, 15.843, 5e-4);
    assert!(audit.findings.iter().all(|finding| !finding.key.contains("change")));
}

/// The same shares with 1,000 answers each are told apart, and become a finding.
#[test]
fn the_same_shares_with_more_answers_are_a_finding() {
    let audit = audit(&[rows(1, "", [450, 300, 250]), rows(2, "", [510, 280, 210])]);
    let change = &nps(&audit).changes[0];
    assert!(change.test.p < 0.006 && change.beyond_chance());
    let rose: Vec<&str> = audit.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(rose.contains(&"rose"), "{rose:?}");
    // What rose is no alert, but was looked at; what fell is one, with the finding that says so.
    let alerts = audit.alerts.as_ref().unwrap();
    assert_eq!((alerts.family, alerts.list.len()), (1, 0));
    let audit = self::audit(&[rows(1, "", [510, 280, 210]), rows(2, "", [450, 300, 250])]);
    let [alert] = &audit.alerts.as_ref().unwrap().list[..] else {
        panic!("{:?}", audit.alerts)
    };
    near(alert.difference, -10.0, 1e-9);
    let finding = audit
        .findings
        .iter()
        .find(|finding| finding.id == alert.finding)
        .unwrap();
    assert_eq!((alert.check.as_str(), finding.message.as_str()), ("nps", "fell"));
    assert_eq!(self::audit(&[rows(1, "", [45, 30, 25])]).alerts, None);
}

/// Waves stand in the order the project declares, not in that of the alphabet; only the last step may be a headline.
#[test]
fn steps_into_the_latest_wave_are_corrected_apart_from_older_ones() {
    let waves = [[100, 50, 250], [200, 50, 150], [200, 50, 150]];
    let audit = audit(&[rows(1, "", waves[0]), rows(2, "", waves[1]), rows(3, "", waves[2])]);
    let changes = &nps(&audit).changes;
    let steps: Vec<(&str, &str, Correction, bool)> = changes
        .iter()
        .map(|change| {
            (
                &*change.from.0,
                &*change.to.0,
                change.test.correction,
                change.beyond_chance(),
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            ("spring", "autumn", Correction::BenjaminiHochberg, true),
            ("autumn", "advent", Correction::Holm, false),
        ]
    );
    // The rise is history: what is told now is that nothing is known to have changed since.
    assert!(audit.findings.iter().all(|finding| finding.message != "rose"));
}

/// North 60/20/20 of 100 and the others 30/30/40 of 100 in the latest wave: each is held against the other, and the p values of
/// both are one and the same, which Benjamini and Hochberg leave as they are.
#[test]
fn a_group_is_held_against_the_rest() {
    let audit = audit(&[rows(1, "north", [60, 20, 20]), rows(1, "south", [30, 30, 40])]);
    let regions = nps(&audit)
        .breakdowns
        .iter()
        .find(|breakdown| breakdown.by == ["region"])
        .unwrap();
    let contrasts: Vec<_> = regions.cells.iter().map(|cell| cell.against_rest.unwrap()).collect();
    near(contrasts[0].difference, 50.0, 1e-9);
    near(contrasts[1].difference, -50.0, 1e-9);
    for contrast in contrasts {
        assert_eq!((contrast.n, contrast.test.family), (100, 2));
        assert_eq!(contrast.test.correction, Correction::BenjaminiHochberg);
        near(contrast.test.p_corrected, contrast.test.p, 1e-15);
        assert!(contrast.test.beyond_chance);
    }
}
