//! `audit.json`: what other programs rely on.

use serde_json::Value;

use crate::command::{Copied, root};

fn audit(project: &str) -> Value {
    let copied = Copied::of(project);
    copied.build(&[]).exits(0);
    serde_json::from_slice(&copied.files()["audit.json"]).unwrap()
}

#[test]
fn it_matches_its_schema() {
    let text = std::fs::read_to_string(root().join("schema/audit.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    for project in ["sample-project", "sample-project/course"] {
        let mut audit = audit(project);
        let errors: Vec<String> = validator
            .iter_errors(&audit)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{project}: {errors:#?}");
        audit["checks"][0]["outcome"] = Value::from("great");
        assert!(!validator.is_valid(&audit), "the schema would accept any outcome");
    }
}

#[test]
fn it_holds_the_names_other_programs_read_in_a_fixed_order() {
    let audit = audit("sample-project");
    let named = [
        "format",
        "tool",
        "project",
        "as_of",
        "inputs",
        "checks",
        "findings",
        "actions",
        "surveys",
        "personas",
        "channels",
        "journeys",
        "verbatims",
    ];
    let keys = audit.as_object().unwrap().keys().map(String::as_str);
    assert_eq!(keys.filter(|key| named.contains(key)).collect::<Vec<_>>(), named);
    assert_eq!(audit["format"], "parcours-audit/1");
    assert_eq!(audit["tool"]["name"], "parcours");
    let checks = audit["checks"].as_array().unwrap();
    let nps = checks.iter().find(|check| check["id"] == "nps").unwrap();
    assert_eq!(nps["kind"], "kpi");
    assert_eq!(nps["estimate"], "net-share");
    let number = |value: &Value| value.as_f64().unwrap();
    let (low, high) = (number(&nps["interval"]["low"]), number(&nps["interval"]["high"]));
    assert!(low < number(&nps["value"]) && number(&nps["value"]) < high);
    let counted: u64 = nps["counts"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(Some(counted), nps["n"].as_u64());
    for input in audit["inputs"].as_array().unwrap() {
        assert!(input["digest"].as_str().unwrap().starts_with("sha256:"), "{input}");
    }
}

#[test]
fn an_alert_stands_beside_the_words_of_the_wave_that_fell() {
    let audit = audit("sample-project");
    let list = audit["alerts"]["list"].as_array().unwrap();
    assert!(!list.is_empty(), "the sample is meant to hold an alert");
    let mut words = 0;
    for alert in list {
        for id in alert["verbatims"].as_array().unwrap() {
            let verbatims = audit["verbatims"].as_array().unwrap();
            let verbatim = verbatims.iter().find(|verbatim| verbatim["id"] == *id).unwrap();
            assert_eq!(verbatim["dimensions"]["period"][0], alert["to"][0]);
            words += 1;
        }
    }
    assert!(words > 0);
}

#[test]
fn a_withheld_cell_holds_its_key_and_nothing_else() {
    let audit = audit("sample-project");
    let checks = audit["checks"].as_array().unwrap();
    let cells = checks
        .iter()
        .flat_map(|check| check["breakdowns"].as_array().into_iter().flatten())
        .flat_map(|breakdown| breakdown["cells"].as_array().unwrap());
    let withheld: Vec<&Value> = cells.filter(|cell| cell["suppressed"] == true).collect();
    assert!(!withheld.is_empty(), "the sample is meant to hold a withheld cell");
    for cell in withheld {
        assert_eq!(
            cell.as_object().unwrap().keys().collect::<Vec<_>>(),
            ["key", "labels", "suppressed"]
        );
    }
}
