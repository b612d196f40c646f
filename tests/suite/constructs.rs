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

/// In groups and waves the scores are those of their rows. The group that is everybody has the very error of the figure; that of
/// a half, which takes the correlations of everybody, is within a tenth of the error of each person's own score.
#[test]
fn constructs_stand_by_group_and_by_wave() {
    let people = people();
    let mut csv = "i1,i2,i3,s1,s2,e1,all,half,wave\n".to_owned();
    for (place, row) in people.iter().enumerate() {
        let (half, wave) = (["odd", "even"][place % 2], 1 + place / 200);
        let answers = row.map(|answer| answer.to_string()).join(",");
        writeln!(csv, "{answers},everybody,{half},{wave}").unwrap();
    }
    let yaml = YAML.replace(
        "    questions:\n",
        "    dimensions: [{id: all}, {id: half}]\n    periods:\n      wave: {column: wave, waves: [{id: w1, value: 1}, {id: w2, value: \
         2}]}\n    questions:\n",
    );
    let outcome = build(
        &Memory::new().with("parcours.yaml", yaml).with("v.csv", csv),
        &Options::default(),
    );
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let audit = site.iter().find(|(path, _)| *path == "audit.json").unwrap().1;
    let audit: Value = serde_json::from_slice(audit).unwrap();
    let check = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "page-experience")
        .unwrap();
    let cell = |by: &str, id: &str| -> Value {
        let tables = check["breakdowns"].as_array().unwrap();
        let table = tables
            .iter()
            .find(|table| table["by"] == serde_json::json!([by]))
            .unwrap();
        let mut cells = table["cells"].as_array().unwrap().iter();
        cells.find(|cell| cell["key"][by] == id).unwrap().clone()
    };
    let near = |ours: &Value, expected: f64, tolerance: f64| {
        let ours = ours.as_f64().unwrap();
        assert!((ours - expected).abs() <= tolerance, "{ours} is not {expected}");
    };
    // Each person's own score: the mean of the means of three, two and one, the third turned.
    let own = |row: &[i64; 6]| -> f64 {
        let [i1, i2, i3, s1, s2, e1] = row.map(|answer| answer as f64);
        ((i1 + i2 + 8.0 - i3) / 3.0 + f64::midpoint(s1, s2) + e1) / 3.0
    };
    let all = cell("all", "everybody");
    for key in ["value", "standard_error", "n"] {
        near(
            &all[key],
            check["breakdowns"][0]["cells"][0][key].as_f64().unwrap(),
            1e-9,
        );
    }
    let scores: Vec<f64> = people.iter().map(own).collect();
    near(&all["value"], mean(&scores), 1e-9);
    near(&all["standard_error"], (variance(&scores) / 400.0).sqrt(), 1e-9);
    let odd: Vec<f64> = scores.iter().copied().step_by(2).collect();
    let error = (variance(&odd) / 200.0).sqrt();
    near(&cell("half", "odd")["value"], mean(&odd), 1e-9);
    near(&cell("half", "odd")["standard_error"], error, error / 10.0);
    // Each construct stands beside; the first is that of three questions.
    let first: Vec<f64> = people
        .iter()
        .step_by(2)
        .map(|row| (row[0] + row[1] + 8 - row[2]) as f64 / 3.0)
        .collect();
    let odd_cell = cell("half", "odd");
    let beside = &odd_cell["beside"][0];
    assert_eq!(beside["id"], "informativeness");
    near(&beside["value"], mean(&first), 1e-9);
    // The page speaks of the latest wave, and compares it with the one before.
    let (before, after) = (mean(&scores[..200]), mean(&scores[200..]));
    near(&check["current"]["value"], after, 1e-9);
    let change = &check["changes"][0];
    near(&change["difference"], after - before, 1e-9);
    let errors = ["w1", "w2"].map(|wave| cell("period", wave)["standard_error"].as_f64().unwrap());
    near(&change["standard_error"], errors[0].hypot(errors[1]), 1e-9);
    assert_eq!(change["interval"]["method"], "welch-ratio");
}

/// A group in which one question has fewer answers than may be shown has no score.
#[test]
fn a_group_of_which_one_question_is_withheld_has_no_score() {
    let mut csv = "i1,i2,i3,s1,s2,e1,place\n".to_owned();
    for (at, row) in people().iter().enumerate() {
        let mut answers = row.map(|answer| answer.to_string());
        let place = ["here", "there"][usize::from(at < 40)];
        // Of forty elsewhere, three answered the last question.
        if (3..40).contains(&at) {
            answers[5] = String::new();
        }
        writeln!(csv, "{},{place}", answers.join(",")).unwrap();
    }
    let yaml = YAML.replace("    questions:\n", "    dimensions: [{id: place}]\n    questions:\n");
    let outcome = build(
        &Memory::new().with("parcours.yaml", yaml).with("v.csv", csv),
        &Options::default(),
    );
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let audit = site.iter().find(|(path, _)| *path == "audit.json").unwrap().1;
    let audit: Value = serde_json::from_slice(audit).unwrap();
    let check = audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "page-experience")
        .unwrap();
    let cells = check["breakdowns"][0]["cells"].as_array().unwrap();
    let there = cells.iter().find(|cell| cell["key"]["place"] == "there").unwrap();
    assert_eq!(
        (&there["suppressed"], &there["value"]),
        (&Value::Bool(true), &Value::Null)
    );
}

/// A question without a label is its own name: the list then says what is computed of it, not the question twice.
#[test]
fn a_question_does_not_stand_twice_in_the_list_of_figures() {
    let yaml = "title: T\nlanguages: [en]\nsurveys:\n  - id: s\n    file: v.csv\n    questions:\n      - {id: q, role: nps, scale: [0, 10], text: {en: \
                Would you recommend us to a friend?}}\n";
    let csv = format!("q\n{}", "9\n3\n8\n".repeat(20));
    let outcome = build(
        &Memory::new().with("parcours.yaml", yaml).with("v.csv", csv),
        &Options::default(),
    );
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let page = site.iter().find(|(path, _)| *path == "en/kpi/index.html").unwrap();
    let page = String::from_utf8(page.1.clone()).unwrap();
    let main = page.split("<main").nth(1).unwrap();
    assert!(main.contains("Would you recommend us to a friend?</a></h3>"));
    assert!(!main.contains("<p class=\"note\">Would you recommend us to a friend?"));
}
