//! Figures of tables that have no trend: what the project would have to say for one.

use parcours::audit::{Audit, Check, TrendNeeds};
use parcours::files::Memory;

use crate::judged::clean;

fn audit(columns: &str, more: &str) -> Audit {
    let yaml = format!(
        "title: T\nlanguages: [en]\nas_of: 2026-12-31\ntables:\n  - id: visits\n    kind: traffic\n    file: t.csv\n{more}    \
         columns: {{{columns}}}\n"
    );
    let rows = "day,source,sessions\n2026-01-05,direct,40\n2026-02-05,search,60\n2026-03-05,direct,30\n";
    clean(&Memory::new().with("parcours.yaml", yaml).with("t.csv", rows))
}

fn direct(audit: &Audit) -> &Check {
    audit.checks.iter().find(|check| check.id == "direct-traffic").unwrap()
}

#[test]
fn a_table_without_periods_is_said_to_need_some() {
    let fields = "sessions: sessions, source: source";
    let dated = format!("{fields}, date: day");
    let needs = |audit: &Audit| direct(audit).trend_needs;
    assert_eq!(needs(&audit(&dated, "")), Some(TrendNeeds::Periods));
    assert_eq!(needs(&audit(fields, "")), Some(TrendNeeds::DayAndPeriods));
    assert_eq!(needs(&audit(&dated, "    periods: {by: month}\n")), None);
}

/// Customers have no day of their own: no key would give churn a trend.
#[test]
fn a_figure_that_is_never_worked_out_by_period_needs_nothing() {
    let yaml = "title: T\nlanguages: [en]\nperiod: {from: 2026-01-01, to: 2026-12-31}\ntables:\n  - id: c\n    kind: customers\n    \
                file: c.csv\n    columns: {customer: id, start: start, end: end}\n";
    let row = |id: u8| format!("{id},2025-01-01,{}\n", if id < 6 { "2026-05-01" } else { "" });
    let rows: String = (0..20).map(row).collect();
    let made = clean(
        &Memory::new()
            .with("parcours.yaml", yaml)
            .with("c.csv", format!("id,start,end\n{rows}")),
    );
    let churn = made.checks.iter().find(|check| check.id == "churn").unwrap();
    assert!(churn.value.is_some());
    assert_eq!(churn.trend_needs, None);
}
