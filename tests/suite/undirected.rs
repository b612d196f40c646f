//! Options of a question: that more people tick one is neither good nor bad, unless the project says so.

use parcours::audit::{Audit, Check, Severity};
use parcours::files::Memory;
use parcours::manifest::Direction;

use crate::judged::clean;

/// 20 of 100 tick the box in spring, 60 of 100 in autumn.
fn audit(direction: &str) -> Audit {
    let yaml = format!(
        "title: T\nlanguages: [en]\nas_of: 2026-12-31\nsurveys:\n  - id: s\n    file: s.csv\n    periods:\n      wave: {{column: wave, \
         waves: [{{id: spring, value: 1}}, {{id: autumn, value: 2}}]}}\n    questions:\n      - id: why\n        role: options\n{direction}        \
         columns: {{price: price, other: other}}\n"
    );
    let wave = |wave: u8, ticked: usize| -> String {
        let row = |row: usize| {
            format!(
                "{wave},{},{}\n",
                u8::from(row < ticked),
                u8::from(row.is_multiple_of(2))
            )
        };
        (0..100).map(row).collect()
    };
    let rows = format!("wave,price,other\n{}{}", wave(1, 20), wave(2, 60));
    clean(&Memory::new().with("parcours.yaml", yaml).with("s.csv", rows))
}

fn price(audit: &Audit) -> &Check {
    let mut options = audit.checks.iter().filter(|check| check.plugin.id == "options");
    options.find(|check| check.changes[0].difference > 1.0).unwrap()
}

#[test]
fn an_option_that_more_people_tick_is_no_strength() {
    let made = audit("");
    let check = price(&made);
    assert_eq!(check.direction, None);
    assert!((check.changes[0].difference - 40.0).abs() < 1e-9 && check.changes[0].beyond_chance());
    let told: Vec<Severity> = made
        .findings
        .iter()
        .filter(|finding| finding.check == check.id)
        .map(|finding| finding.severity)
        .collect();
    assert_eq!(told, [Severity::Low]);
    assert!(made.alerts.iter().all(|alerts| alerts.list.is_empty()));
}

#[test]
fn a_direction_that_the_project_says_holds() {
    let made = audit("        direction: lower-is-better\n");
    assert_eq!(price(&made).direction, Some(Direction::LowerIsBetter));
    assert!(made.alerts.iter().any(|alerts| !alerts.list.is_empty()));
}
