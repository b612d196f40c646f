//! Every indicator on small tables, against a program of its own: values, intervals and n, in the audit and at the gate.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::command::Copied;

const PROJECT: &str = "tests/projects/indicators";

/// The program's own intervals are made with quantiles of Student's t to eight digits.
const TOLERANCE: f64 = 1e-7;

fn audit() -> Value {
    let project = Copied::of(PROJECT);
    project.build(&[]).exits(0);
    serde_json::from_slice(&project.files()["audit.json"]).unwrap()
}

fn near(given: &Value, expected: f64, what: &str) {
    let given = given.as_f64().unwrap_or(f64::NAN);
    assert!(
        (given - expected).abs() <= TOLERANCE * expected.abs().max(1.0),
        "{what}: {given} is not {expected}"
    );
}

#[test]
fn values_intervals_and_n_are_those_of_another_program() {
    let audit = audit();
    let expected: BTreeMap<String, Value> =
        serde_json::from_str(include_str!("../projects/indicators/expected.json")).unwrap();
    let checks = audit["checks"].as_array().unwrap();
    for (id, expected) in &expected {
        let of: Vec<&Value> = checks
            .iter()
            .filter(|check| check["plugin"]["id"] == id.as_str())
            .collect();
        let [check] = of[..] else {
            panic!("{id}: {} checks", of.len())
        };
        assert_eq!(check["n"], expected["n"], "{id}");
        near(&check["value"], expected["value"].as_f64().unwrap(), id);
        near(&check["interval"]["low"], expected["low"].as_f64().unwrap(), id);
        near(&check["interval"]["high"], expected["high"].as_f64().unwrap(), id);
        for (name, value) in expected["beside"].as_object().into_iter().flatten() {
            let beside = check["beside"].as_array().unwrap();
            let found = beside.iter().find(|one| one["id"] == name.as_str()).unwrap();
            near(&found["value"], value.as_f64().unwrap(), &format!("{id} beside {name}"));
        }
    }
}

#[test]
fn churn_and_retention_make_a_hundred() {
    let audit = audit();
    let value = |id: &str| {
        let checks = audit["checks"].as_array().unwrap();
        checks.iter().find(|check| check["id"] == id).unwrap()["value"]
            .as_f64()
            .unwrap()
    };
    assert!((value("churn") + value("retention") - 100.0).abs() < 1e-9);
}

#[test]
fn a_target_that_is_missed_fails_the_gate_and_one_within_the_interval_does_not() {
    let project = Copied::of(PROJECT);
    // A return of 1,000 % is beyond the whole interval.
    project.check(&[]).exits(1);
    // 28.7 % lies between −32 and 89: a target of 50 is not decided, and fails nothing.
    project.edit("parcours.yaml", |text| text.replace("target: 1000", "target: 50"));
    project.check(&[]).exits(0);
}
