//! The experience of pages on four constructs: the figures of the audit against sums over the rows, and what pages say of a
//! construct whose questions do not hang together.

use std::fmt::Write as _;

use parcours::files::Memory;
use parcours::pipeline::{Options, Outcome, build};
use serde_json::Value;

const YAML: &str = "title: {fr: Essai, en: Trial}
languages: [fr, en]
surveys:
  - id: visit
    file: v.csv
    questions:
      - {id: i1, role: rating, scale: [1, 7], construct: informativeness}
      - {id: i2, role: rating, scale: [1, 7], construct: informativeness}
      - {id: i3, role: rating, scale: [1, 7], construct: informativeness, direction: lower-is-better}
      - {id: s1, role: rating, scale: [1, 7], construct: social-presence}
      - {id: s2, role: rating, scale: [1, 7], construct: social-presence}
      - {id: e1, role: rating, scale: [1, 7], construct: entertainment}
";

/// Answers of 400 people: the first three go together (the third the other way), the next two do not.
fn people() -> Vec<[i64; 6]> {
    let mut state = 7_u64;
    let mut dice = |bound: u64| -> i64 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % bound).unwrap()
    };
    let mut one = || {
        let felt = 2 + dice(5);
        let near = |answer: i64| answer.clamp(1, 7);
        [
            near(felt + dice(3) - 1),
            near(felt + dice(3) - 1),
            near(8 - felt + dice(3) - 1),
            1 + dice(7),
            1 + dice(7),
            1 + dice(7),
        ]
    };
    (0..400).map(|_| one()).collect()
}

fn built(yaml: &str) -> Outcome {
    let mut csv = "i1,i2,i3,s1,s2,e1\n".to_owned();
    for row in people() {
        writeln!(csv, "{}", row.map(|answer| answer.to_string()).join(",")).unwrap();
    }
    build(
        &Memory::new().with("parcours.yaml", yaml).with("v.csv", csv),
        &Options::default(),
    )
}

fn mean(list: &[f64]) -> f64 {
    list.iter().sum::<f64>() / list.len() as f64
}

fn variance(list: &[f64]) -> f64 {
    let of = mean(list);
    list.iter().map(|value| (value - of) * (value - of)).sum::<f64>() / (list.len() as f64 - 1.0)
}

#[test]
fn scores_and_alpha_are_those_of_the_rows() {
    let outcome = built(YAML);
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let find = |wanted: &str| {
        site.iter()
            .find(|(path, _)| *path == wanted)
            .map(|(_, bytes)| bytes)
            .unwrap()
    };
    let audit: Value = serde_json::from_slice(find("audit.json")).unwrap();
    let checks = audit["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["id"] == "page-experience").unwrap();
    let near = |given: &Value, expected: f64| {
        let given = given.as_f64().unwrap();
        assert!((given - expected).abs() < 1e-9, "{given} is not {expected}");
    };
    // Turned as the audit turns them, and added up person by person.
    let turned: Vec<[f64; 6]> = people()
        .into_iter()
        .map(|row| std::array::from_fn(|place| if place == 2 { 8 - row[place] } else { row[place] } as f64))
        .collect();
    for (construct, places) in [(0, 0..3), (1, 3..5), (2, 5..6)] {
        let row = &check["constructs"][construct];
        let k = places.len() as f64;
        let scores: Vec<f64> = turned.iter().map(|row| mean(&row[places.clone()])).collect();
        near(&row["value"], mean(&scores));
        near(&row["standard_error"], (variance(&scores) / 400.0).sqrt());
        assert_eq!(row["n"], 400);
        if places.len() > 1 {
            let own: f64 = places
                .map(|place| variance(&turned.iter().map(|row| row[place]).collect::<Vec<_>>()))
                .sum();
            near(&row["alpha"], k / (k - 1.0) * (1.0 - own / (k * k * variance(&scores))));
            let interval = &row["alpha_interval"];
            assert!(
                interval["low"].as_f64() < row["alpha"].as_f64() && row["alpha"].as_f64() < interval["high"].as_f64()
            );
        } else {
            assert_eq!(row["alpha"], Value::Null);
        }
    }
    let reliable = |construct: usize| check["constructs"][construct]["reliable"].as_bool();
    assert_eq!([0, 1, 2, 3].map(reliable), [Some(true), Some(false), None, None]);
    assert_eq!(check["constructs"][3]["value"], Value::Null);

    let english = String::from_utf8_lossy(find("en/kpi/page-experience.html"));
    assert!(english.contains("Alpha is below 0.7 for Social presence"));
    assert!(english.contains("A single question was asked for Entertainment"));
    assert!(english.contains("No question that may be shown was asked for Sensory appeal"));
    assert!(english.contains("pc-radar"));
    let french = String::from_utf8_lossy(find("fr/kpi/page-experience.html"));
    assert!(french.contains("inférieur à 0,7 pour Présence sociale"));
}

#[test]
fn a_construct_is_asked_on_one_scale_by_ratings_and_known_to_a_check() {
    for (from, to, code) in [
        (
            "id: i2, role: rating, scale: [1, 7]",
            "id: i2, role: rating, scale: [1, 5]",
            "project/mixed-scales",
        ),
        (
            "construct: entertainment",
            "construct: entertainmnet",
            "project/unknown-construct",
        ),
        ("id: e1, role: rating", "id: e1, role: csat", "project/unused-key"),
    ] {
        let outcome = built(&YAML.replace(from, to));
        let codes: Vec<&str> = outcome.problems.iter().map(|problem| problem.code).collect();
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

/// The list of figures has the construct and not its six questions, whose pages it leads to; one with a target of its own is
/// a figure like others.
#[test]
fn questions_of_a_construct_do_not_crowd_the_list_of_figures() {
    let listed = |yaml: &str| -> (bool, Vec<String>) {
        let outcome = built(yaml);
        let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
        let page =
            |path: &str| String::from_utf8(site.iter().find(|(own, _)| *own == path).unwrap().1.clone()).unwrap();
        let list = page("en/kpi/index.html");
        let items = ["i1", "i2", "i3", "s1", "s2", "e1"].map(|id| format!("rating-visit-{id}.html"));
        let own = page("en/kpi/page-experience.html");
        assert!(items.iter().all(|item| own.contains(item.as_str())));
        let main = list.split("<main").nth(1).unwrap();
        let found = items.into_iter().filter(|item| main.contains(item.as_str()));
        (main.contains("page-experience.html"), found.collect())
    };
    assert_eq!(listed(YAML), (true, Vec::new()));
    let aimed = format!("{YAML}checks:\n  - {{check: \"rating:visit.i1\", with: {{target: 5}}}}\n");
    assert_eq!(listed(&aimed), (true, vec!["rating-visit-i1.html".to_owned()]));
}
