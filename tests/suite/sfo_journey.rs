//! A journey drawn from real answers: every point of everyone's curve is the reference's mean, every point of a persona's
//! is counted again here from the rows, and the weakest touchpoint is named.

use std::collections::BTreeMap;
use std::path::Path;

use parcours::audit::{Audit, JourneyPoint, JourneySeries};
use parcours::files::Disk;
use serde_json::Value;

use crate::judged::clean;
use crate::sfo::{close, data, reference, written};

fn audit(data: &Path) -> Audit {
    let folder = tempfile::tempdir().unwrap();
    let yaml = written("sfo-journey", data, folder.path());
    std::fs::write(folder.path().join("parcours.yaml"), yaml).unwrap();
    let files = Disk::new(folder.path()).unwrap().allow(data).unwrap();
    clean(&files)
}

/// Which rows belong to a persona, written again from the questionnaire: purpose of the trip, first use of the airport.
fn belongs(persona: &str, row: &BTreeMap<String, String>) -> bool {
    match persona {
        "business" => ["1", "5"].contains(&row["Q2PURP1"].as_str()),
        "first-time" => row["Q5FIRSTTIME"] == "1",
        "visiting" => row["Q2PURP1"] == "3",
        other => panic!("{other} is not expected"),
    }
}

/// Mean and number of the answers 1 to 5 of `column` among `rows`.
fn counted<'r>(rows: impl Iterator<Item = &'r BTreeMap<String, String>>, column: &str) -> (f64, u64) {
    let answers: Vec<f64> = rows
        .filter_map(|row| row[column].parse().ok())
        .filter(|answer| (1.0..=5.0).contains(answer))
        .collect();
    (answers.iter().sum::<f64>() / answers.len() as f64, answers.len() as u64)
}

#[test]
fn each_point_is_the_mean_of_the_answers() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    let mut reader = csv::Reader::from_path(data.join("2017_SFO_Customer_Survey.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let audit = audit(&data);
    let whole = &audit.journeys[0];
    assert_eq!(whole.touchpoints.len(), 15);
    let item = |id: &str| {
        let column = id.to_uppercase();
        let of = if column.starts_with("Q7") {
            "ratings_q7"
        } else {
            "ratings_q9"
        };
        match reference[of].get(&column) {
            Some(item) => item.clone(),
            None => reference["ease_getting_to_airport_Q13"].clone(),
        }
    };
    let everyone = &whole.series[0];
    for point in &everyone.points {
        let theirs = item(&point.touchpoint);
        close(point.value.unwrap(), &theirs["mean"], &point.touchpoint);
        close(point.interval.unwrap().low, &theirs["lo"], &point.touchpoint);
        close(point.interval.unwrap().high, &theirs["hi"], &point.touchpoint);
        assert_eq!(Value::from(point.n), theirs["n"], "{}", point.touchpoint);
    }
    let personas: Vec<&JourneySeries> = whole.series.iter().filter(|series| series.persona.is_some()).collect();
    assert_eq!(personas.len(), 3);
    for series in personas {
        let persona = series.persona.as_deref().unwrap();
        for point in &series.points {
            let own = rows.iter().filter(|row| belongs(persona, row));
            let (mean, n) = counted(own, &point.touchpoint.to_uppercase());
            let what = format!("{persona}, {}", point.touchpoint);
            assert_eq!(point.n, Some(n), "{what}");
            close(point.value.unwrap(), &Value::from(mean), &what);
            let interval = point.interval.unwrap();
            assert!(interval.low < mean && mean < interval.high, "{what}");
        }
    }

    // Passengers rate the restaurants lowest of the fifteen, 3.52 on average.
    let lowest = whole
        .touchpoints
        .iter()
        .map(|row| (item(&row.id)["mean"].as_f64().unwrap(), row.id.as_str()))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap();
    assert_eq!(whole.weakest[0], lowest.1);
    assert_eq!(lowest.1, "q7food");

    let map = &audit.journeys[1];
    assert_eq!((map.actor.as_deref(), map.series.len()), (Some("first-time"), 1));
    let same = whole
        .series
        .iter()
        .find(|series| series.persona.as_deref() == Some("first-time"))
        .unwrap();
    for point in &map.series[0].points {
        let whole = same
            .points
            .iter()
            .find(|other| other.touchpoint == point.touchpoint)
            .unwrap();
        let told = |point: &JourneyPoint| (point.value, point.interval, point.n);
        assert_eq!(
            told(point),
            told(whole),
            "a map of one actor shows that persona's points"
        );
    }
}
