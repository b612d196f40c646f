//! Tables besides surveys on a real file: the customers of a telephone company, against figures computed by other
//! programs.

use std::collections::BTreeMap;

use parcours::audit::{Audit, Check};
use parcours::files::Memory;
use serde_json::Value;

use crate::{judged, shared};

const GROUPS: [&str; 10] = [
    "Contract",
    "InternetService",
    "PaymentMethod",
    "SeniorCitizen",
    "gender",
    "Partner",
    "Dependents",
    "PaperlessBilling",
    "TechSupport",
    "OnlineSecurity",
];

/// The project, with the time that survival is asked for.
fn project(after: u32) -> String {
    let dimensions: Vec<String> = GROUPS
        .iter()
        .map(|group| format!("{{id: d{}, column: {group}}}", group.to_lowercase()))
        .collect();
    format!(
        "title: Telco\ntables:\n  - id: customers\n    kind: customers\n    file: data.csv\n    columns: {{customer: \
         customerID, value: MonthlyCharges, duration: tenure, lost: {{column: Churn, values: {{Yes: 1, No: 0}}}}}}\n    \
         dimensions: [{}]\nchecks: [{{check: survival, with: {{after: {after}}}}}]\n",
        dimensions.join(", ")
    )
}

fn data() -> Option<(Vec<u8>, Value)> {
    let rows = shared::file("telco-churn/Telco-Customer-Churn.csv")?;
    let reference = serde_json::from_slice(&shared::file("telco-churn/reference.json")?).unwrap();
    Some((rows, reference))
}

fn audit(rows: &[u8], after: u32) -> Audit {
    let files = Memory::new()
        .with("parcours.yaml", project(after))
        .with("data.csv", rows);
    judged::clean(&files)
}

fn check<'a>(audit: &'a Audit, id: &str) -> &'a Check {
    audit.checks.iter().find(|check| check.id == id).unwrap()
}

#[track_caller]
fn close(ours: f64, theirs: &Value, times: f64) {
    let theirs = theirs.as_f64().unwrap() * times;
    assert!(
        (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
        "{ours} against {theirs}"
    );
}

#[test]
fn churn_overall_and_by_every_group_and_the_revenue_that_left_are_those_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    let audit = audit(&rows, 12);
    let churn = check(&audit, "churn");
    close(churn.value.unwrap(), &reference["churn_rate"]["p"], 100.0);
    let interval = churn.interval.unwrap();
    close(interval.low, &reference["churn_rate"]["lo"], 100.0);
    close(interval.high, &reference["churn_rate"]["hi"], 100.0);
    assert_eq!(
        churn.counts,
        BTreeMap::from([("0".to_owned(), 5174), ("1".to_owned(), 1869)])
    );
    let lost = &churn.beside[0];
    close(
        lost.value.unwrap(),
        &reference["monthly_revenue"]["revenue_churn_share"],
        100.0,
    );
    let mut compared = 0;
    for group in GROUPS {
        let id = format!("d{}", group.to_lowercase());
        let breakdown = churn.breakdowns.iter().find(|one| one.by == [id.as_str()]).unwrap();
        let known = reference["churn_by"][group].as_object().unwrap();
        assert_eq!(breakdown.cells.len(), known.len(), "{group}");
        for cell in &breakdown.cells {
            let known = &known[&cell.key[&id]];
            assert_eq!(cell.n, known["n"].as_u64(), "{group}");
            assert_eq!(cell.counts["1"], known["k"].as_u64().unwrap(), "{group}");
            close(cell.value.unwrap(), &known["p"], 100.0);
            close(cell.interval.unwrap().low, &known["lo"], 100.0);
            close(cell.interval.unwrap().high, &known["hi"], 100.0);
            compared += 1;
        }
    }
    assert_eq!(compared, 26);
}

#[test]
fn the_curve_of_kaplan_and_meier_is_that_of_the_reference() {
    let Some((rows, reference)) = data() else { return };
    for (month, survival) in reference["kaplan_meier_tenure_months"].as_object().unwrap() {
        let audit = audit(&rows, month.parse().unwrap());
        let check = check(&audit, "survival");
        close(check.value.unwrap(), survival, 100.0);
        let interval = check.interval.unwrap();
        assert!(interval.low < check.value.unwrap() && check.value.unwrap() < interval.high);
        assert_eq!(interval.method, "log-log");
    }
}
