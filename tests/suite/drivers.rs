//! Key drivers of the passengers of San Francisco airport, against numpy: a script of its own computes correlations,
//! shares of R² over all subsets and their jackknife from the file, knowing nothing of ours.

use std::process::Command;

use serde_json::{Value, json};

use crate::sfo;
use crate::sql::python;

/// What numpy computes: pairwise weighted correlations, LMG shares by solving the regression of every subset, and the
/// half width of each share by leaving out groups of respondents.
const SCRIPT: &str = r#"
import csv, hashlib, json, math, sys
import numpy as np
asked = json.loads(sys.argv[1])
rows = list(csv.DictReader(open(asked["file"], encoding="utf-8-sig", newline="")))
columns = asked["drivers"] + [asked["outcome"]]
def read(text, low, high):
    try:
        value = int(text)
    except ValueError:
        return math.nan
    return value if low <= value <= high else math.nan
scales = [(1, 5)] * len(asked["drivers"]) + [tuple(asked["scale"])]
data = np.array([[read(row[c], *s) for c, s in zip(columns, scales)] for row in rows])
weights = np.array([float(row[asked["weight"]]) if asked["weight"] else 1.0 for row in rows])
group = np.array([hashlib.sha256(row["RESPNUM"].encode()).digest()[0] >> 2 for row in rows])

def correlations(keep):
    size = len(columns)
    found = np.eye(size)
    for i in range(size):
        for j in range(i):
            both = keep & ~np.isnan(data[:, i]) & ~np.isnan(data[:, j])
            x, y, w = data[both, i], data[both, j], weights[both]
            x = x - np.average(x, weights=w)
            y = y - np.average(y, weights=w)
            found[i, j] = found[j, i] = (w * x * y).sum() / math.sqrt((w * x * x).sum() * (w * y * y).sum())
    return found

def lmg(matrix):
    p = len(matrix) - 1
    among, outcome = matrix[:p, :p], matrix[:p, p]
    squared = np.zeros(1 << p)
    for subset in range(1, 1 << p):
        inside = [k for k in range(p) if subset >> k & 1]
        beta = np.linalg.solve(among[np.ix_(inside, inside)], outcome[inside])
        squared[subset] = beta @ outcome[inside]
    parts = np.zeros(p)
    for subset in range(1 << p):
        size = bin(subset).count("1")
        for k in range(p):
            if not subset >> k & 1:
                weight = math.factorial(size) * math.factorial(p - size - 1) / math.factorial(p)
                parts[k] += weight * (squared[subset | 1 << k] - squared[subset])
    return squared[-1], parts / squared[-1]

everybody = np.ones(len(rows), dtype=bool)
r_squared, shares = lmg(correlations(everybody))
errors = []
if asked["groups"]:
    groups = asked["groups"]
    without = np.array([lmg(correlations(group % groups != g))[1] for g in range(groups)])
    errors = list(np.sqrt((groups - 1) / groups * ((without - shares) ** 2).sum(axis=0)))
print(json.dumps({"r_squared": r_squared, "shares": list(shares), "errors": errors}))
"#;

/// Drivers of the recommendation: what passengers met inside and outside, without the two questions on the whole.
const ALL: [&str; 12] = [
    "q7art",
    "q7food",
    "q7store",
    "q7sign",
    "q7walkways",
    "q7screens",
    "q7infodown",
    "q7infoup",
    "q7wifi",
    "q7roads",
    "q9boarding",
    "q9restroom",
];
/// Drivers of satisfaction with the whole.
const FEW: [&str; 5] = ["q7food", "q7sign", "q7screens", "q9boarding", "q9restroom"];

fn project(yaml: &str, is_weighted: bool) -> String {
    let weight = if is_weighted { "    weight: WEIGHT\n" } else { "" };
    let yaml = yaml.replacen(
        "    dimensions:\n",
        &format!("    respondent: RESPNUM\n{weight}    dimensions:\n"),
        1,
    );
    let yaml = yaml.replace("- id: q7all\n        role: rating", "- id: q7all\n        role: csat");
    format!(
        "{yaml}checks:\n  - {{check: nps, drivers: [{}]}}\n  - {{check: csat, drivers: [{}]}}\n",
        ALL.join(", "),
        FEW.join(", ")
    )
}

#[test]
fn shares_of_the_airport_are_those_of_numpy() {
    let Some(data) = sfo::data() else { return };
    let Some(python) = python("numpy") else { return };
    for is_weighted in [false, true] {
        let audit = sfo::audit(&data, |yaml| project(&yaml, is_weighted));
        for (id, outcome, scale, with_errors) in [("nps", "NETPRO", [0, 10], false), ("csat", "Q7ALL", [1, 5], true)] {
            let check = audit["checks"]
                .as_array()
                .unwrap()
                .iter()
                .find(|check| check["id"] == id);
            let found = &check.unwrap()["drivers"];
            assert_eq!(found["method"], "lmg", "{found:#}");
            let drivers = found["drivers"].as_array().unwrap();
            assert!(drivers.len() >= 5 && found["groups"] == 64, "{found:#}");
            let names: Vec<String> = drivers
                .iter()
                .map(|driver| driver["question"].as_str().unwrap().to_uppercase())
                .collect();
            let asked = json!({
                "file": data.join("2017_SFO_Customer_Survey.csv"),
                "drivers": names,
                "outcome": outcome,
                "scale": scale,
                "weight": is_weighted.then_some("WEIGHT"),
                "groups": if with_errors { found["groups"].as_u64().unwrap() } else { 0 },
            });
            let done = Command::new(&python)
                .args(["-c", SCRIPT, &asked.to_string()])
                .output()
                .unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let theirs: Value = serde_json::from_slice(&done.stdout).unwrap();
            let near = |ours: &Value, theirs: &Value, what: &str| {
                let (ours, theirs) = (ours.as_f64().unwrap(), theirs.as_f64().unwrap());
                assert!((ours - theirs).abs() < 1e-6, "{id} {what}: {ours} against {theirs}");
            };
            near(&found["r_squared"], &theirs["r_squared"], "R²");
            for (at, driver) in drivers.iter().enumerate() {
                near(&driver["share"], &theirs["shares"][at], &names[at]);
                if with_errors {
                    // t with 63 degrees of freedom is 1.998341; the interval ends at 0 and 1.
                    let share = driver["share"].as_f64().unwrap();
                    let reach = 1.998_340_5 * theirs["errors"][at].as_f64().unwrap();
                    near(&driver["interval"]["low"], &json!((share - reach).max(0.0)), "low end");
                    near(
                        &driver["interval"]["high"],
                        &json!((share + reach).min(1.0)),
                        "high end",
                    );
                }
            }
        }
    }
}

#[test]
fn too_few_answers_are_told_in_the_place_of_drivers() {
    let Some(data) = sfo::data() else { return };
    // Hardly anybody rated both the rental car centre and the shuttle to long-term parking.
    let audit = sfo::audit(&data, |yaml| {
        format!("{yaml}checks:\n  - {{check: nps, drivers: [q7rental, q7ltparking, q7airtrain, q7food, q7store]}}\n")
    });
    let check = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "nps");
    let found = &check.unwrap()["drivers"];
    let n = found["n"].as_u64().unwrap();
    let count = found["drivers"].as_array().unwrap().len() as u64;
    assert!(n >= 10 * count && found["needed"] == 10 * count, "{found:#}");
}
