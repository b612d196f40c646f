//! A test against figures computed elsewhere: the published reference of a real survey of airport passengers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::{ExactSum, Group, LEVEL, mean, nps, proportion};

/// A file of the shared survey, or a loud word that it is not there.
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads shared data where it lies, outside any project"
)]
fn shared(file: &str) -> Option<Vec<u8>> {
    let shared = std::env::var("PARCOURS_SHARED").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/sfo-airport-2017").join(file);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("SKIPPED, NOTHING COMPARED: {} is not there", path.display());
    }
    bytes
}

fn reference() -> Option<Value> {
    shared("reference.json").map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

fn near(given: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    assert!(
        (given - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{what}: {given} is not {expected}"
    );
}

#[test]
fn the_nps_and_its_shares() {
    let Some(reference) = reference() else { return };
    let published = &reference["nps"];
    let scores: BTreeMap<String, u64> = serde_json::from_value(published["distribution"].clone()).unwrap();
    let counts = nps::counts(scores.iter().map(|(score, n)| (score.parse().unwrap(), *n)));
    let estimate = nps::estimate(&counts, LEVEL).unwrap();
    near(estimate.value, &published["nps"], "nps");
    near(
        estimate.standard_error.unwrap(),
        &published["se_points"],
        "standard error",
    );
    assert_eq!(Some(estimate.n), published["n"].as_u64());
    for (share, count) in [("promoter_share", counts.plus), ("detractor_share", counts.minus)] {
        let share = &published[share];
        let estimate = proportion::estimate(count, counts.n(), LEVEL).unwrap();
        near(estimate.value, &share["p"], "share");
        near(estimate.interval.unwrap().low, &share["lo"], "low");
        near(estimate.interval.unwrap().high, &share["hi"], "high");
    }
}

#[test]
fn every_t_interval_of_the_ratings() {
    let Some(reference) = reference() else { return };
    let mut compared = 0;
    for block in ["ratings_q7", "ratings_q9"] {
        for (item, published) in reference[block].as_object().unwrap() {
            let n = published["n"].as_u64().unwrap();
            let deviation = published["sd"].as_f64().unwrap();
            let moments = mean::Moments {
                n,
                mean: published["mean"].as_f64().unwrap(),
                squares: deviation * deviation * (n - 1) as f64,
            };
            let estimate = moments.estimate(LEVEL);
            near(estimate.standard_error.unwrap(), &published["se"], item);
            near(estimate.interval.unwrap().low, &published["lo"], item);
            near(estimate.interval.unwrap().high, &published["hi"], item);
            let top = &published["top2"];
            let share = proportion::estimate(top["k"].as_u64().unwrap(), n, LEVEL).unwrap();
            near(share.interval.unwrap().low, &top["lo"], item);
            near(share.interval.unwrap().high, &top["hi"], item);
            compared += 1;
        }
    }
    assert!(compared > 15, "only {compared} items were compared");
}

#[test]
fn the_weighted_nps_and_its_linearised_error() {
    let (Some(reference), Some(answers)) = (reference(), shared("2017_SFO_Customer_Survey.csv")) else {
        return;
    };
    let mut reader = csv::Reader::from_reader(answers.as_slice());
    let headers = reader.byte_headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name.as_bytes()).unwrap();
    let (score, weight) = (column("NETPRO"), column("WEIGHT"));
    let mut sums: BTreeMap<u32, (u64, ExactSum, ExactSum)> = BTreeMap::new();
    for record in reader.byte_records() {
        let record = record.unwrap();
        let number = |column: usize| std::str::from_utf8(&record[column]).unwrap().trim().parse::<f64>();
        let (Ok(score), Ok(weight)) = (number(score), number(weight)) else {
            continue;
        };
        let (n, w, w2) = sums.entry(score as u32).or_default();
        *n += 1;
        w.add(weight);
        w2.add(weight * weight);
    }
    let groups: Vec<Group> = sums
        .into_iter()
        .map(|(score, (n, w, w2))| Group {
            value: score.into(),
            n,
            w: w.value(),
            w2: w2.value(),
        })
        .collect();
    // The code 11, “no answer”, is among the groups and off the scale.
    assert!(groups.iter().any(|group| group.value > 10.0));
    let estimate = nps::estimate_weighted(&groups, LEVEL).unwrap();
    let published = &reference["nps_weighted"];
    near(estimate.value, &published["nps"], "weighted nps");
    near(
        estimate.standard_error.unwrap(),
        &published["se_points"],
        "standard error",
    );
    near(estimate.n_effective, &published["n_eff_kish"], "effective n");
    assert_eq!(Some(estimate.n), published["n"].as_u64());
}
