//! Weights to known shares of the population, through the whole pipeline: two real files against figures computed by
//! other programs, and small ones worked by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parcours::audit::{Audit, Check};
use parcours::diagnostics::{Problem, Problems};
use parcours::evidence::WeightFacts;
use parcours::files::Memory;
use parcours::language::Lang;
use parcours::project::load;
use serde_json::Value;

use crate::judged::audit;

/// The shared folder of a data set, unless it is not there, which is said loudly.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
fn data(set: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("PARCOURS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data").join(set);
    if folder.join("reference.json").exists() {
        return Some(folder);
    }
    println!(
        "SKIPPED: {} is not there; set PARCOURS_SHARED to the folder that holds `data`",
        folder.display()
    );
    None
}

fn reference(data: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(data.join("reference.json")).unwrap()).unwrap()
}

/// The YAML of a project under `tests/projects`.
fn yaml(project: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/projects")
        .join(project);
    std::fs::read_to_string(folder.join("parcours.yaml")).unwrap()
}

/// A survey that was already weighted elsewhere: without margins, with the column of weights.
fn with_column(yaml: &str) -> String {
    let (before, rest) = yaml.split_once("    weights:\n").unwrap();
    let (_, after) = rest.split_once("    dimensions:\n").unwrap();
    format!("{before}    weight: w\n    dimensions:\n{after}")
}

fn check<'a>(audit: &'a Audit, id: &str) -> &'a Check {
    audit.checks.iter().find(|check| check.id == id).unwrap()
}

fn weights(audit: &Audit) -> &WeightFacts {
    audit.surveys[0].weights.as_ref().unwrap()
}

#[track_caller]
fn close(ours: f64, theirs: &Value) {
    let theirs = theirs.as_f64().unwrap();
    assert!(
        (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
        "{ours} against {theirs}"
    );
}

#[track_caller]
fn near(ours: f64, expected: f64) {
    assert!(
        (ours - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{ours} is not {expected}"
    );
}

#[test]
fn passengers_raked_to_gender_and_age_recommend_as_the_reference_says() {
    let Some(folder) = data("sfo-airport-2017") else { return };
    let theirs = &reference(&folder)["raking_example"];
    let csv = std::fs::read(folder.join("raking_weights.csv")).unwrap();
    let yaml = yaml("sfo-raked").replace("../../../../shared/data/sfo-airport-2017/", "");
    let of = |yaml: &str| {
        let files = Memory::new()
            .with("parcours.yaml", yaml)
            .with("raking_weights.csv", csv.clone());
        let (audit, problems) = audit(&files);
        assert!(problems.is_empty(), "{problems:#?}");
        audit
    };
    let raked = of(&yaml);
    let nps = check(&raked, "nps");
    assert_eq!(nps.n, theirs["n"].as_u64());
    close(nps.value.unwrap(), &theirs["nps_raked"]);
    close(nps.n_effective.unwrap(), &theirs["n_eff_kish"]);
    close(nps.unweighted.as_ref().unwrap().value, &theirs["nps_unweighted"]);
    close(weights(&raked).n_effective, &theirs["n_eff_kish"]);
    // With the weights published beside the answers every figure is the same, cell by cell.
    let published = of(&with_column(&yaml));
    let theirs = check(&published, "nps");
    near(nps.value.unwrap(), theirs.value.unwrap());
    near(nps.standard_error.unwrap(), theirs.standard_error.unwrap());
    let cells = |check: &Check| -> Vec<(f64, f64, f64)> {
        let cells = check.breakdowns.iter().flat_map(|breakdown| &breakdown.cells);
        cells
            .map(|cell| {
                let interval = cell.interval.unwrap();
                (cell.value.unwrap(), interval.low, interval.high)
            })
            .collect()
    };
    let (ours, theirs) = (cells(nps), cells(theirs));
    assert_eq!((ours.len(), theirs.len()), (8, 8));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        near(ours.0, theirs.0);
        near(ours.1, theirs.1);
        near(ours.2, theirs.2);
    }
    // The report carries where the shares come from and how the factors came out.
    let facts = weights(&raked).calibration.as_ref().unwrap();
    assert_eq!(facts.source.get(Lang::En), "Weights published with the survey");
    assert!(
        facts.distance < 1e-12 && facts.rounds < 20 && facts.capped == 0.0,
        "{facts:?}"
    );
    assert_eq!(facts.margins[0].titles[0].get(Lang::En), "Gender");
}

/// The rows of the published file that `keep` keeps, with the published weight of each in a last column.
fn sample(folder: &Path, weights: &str, mut keep: impl FnMut(&str) -> bool) -> String {
    let customers = std::fs::read_to_string(folder.join("Telco-Customer-Churn.csv")).unwrap();
    let published = std::fs::read_to_string(folder.join(weights)).unwrap();
    let mut lines = customers.trim_start_matches('\u{feff}').lines();
    let mut sample = format!("{},w\n", lines.next().unwrap());
    let mut weights: BTreeMap<&str, &str> = published
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .collect();
    for line in lines.filter(|line| keep(line)) {
        let weight = weights.remove(line.split(',').next().unwrap()).unwrap();
        sample.push_str(&format!("{line},{weight}\n"));
    }
    assert!(weights.is_empty());
    sample
}

fn same_as_the_reference(sample: &str, theirs: &Value) {
    let yaml = yaml("telco-raked");
    let of = |yaml: &str| {
        let files = Memory::new().with("parcours.yaml", yaml).with("sample.csv", sample);
        let (audit, problems) = audit(&files);
        assert!(problems.is_empty(), "{problems:#?}");
        audit
    };
    let raked = of(&yaml);
    let left = check(&raked, "csat");
    assert_eq!(left.n, theirs["unweighted_churn"]["n"].as_u64());
    close(left.value.unwrap() / 100.0, &theirs["raked_churn"]);
    close(
        left.standard_error.unwrap() / 100.0,
        &theirs["raked_se_ignoring_raking"],
    );
    close(left.n_effective.unwrap(), &theirs["n_eff_kish"]);
    let unweighted = left.unweighted.as_ref().unwrap();
    close(unweighted.value / 100.0, &theirs["unweighted_churn"]["p"]);
    close(
        unweighted.interval.unwrap().low / 100.0,
        &theirs["unweighted_churn"]["lo"],
    );
    close(
        unweighted.interval.unwrap().high / 100.0,
        &theirs["unweighted_churn"]["hi"],
    );
    let facts = weights(&raked);
    close(facts.design_effect, &theirs["deff_kish"]);
    // Theirs sum to the 7,043 customers, ours to the rows.
    let rows = left.n.unwrap() as f64;
    close(facts.smallest * 7043.0 / rows, &theirs["weight_min"]);
    close(facts.largest * 7043.0 / rows, &theirs["weight_max"]);
    let published = of(&with_column(&yaml));
    near(left.value.unwrap(), check(&published, "csat").value.unwrap());
    near(
        left.n_effective.unwrap(),
        check(&published, "csat").n_effective.unwrap(),
    );
}

#[test]
fn the_first_thousand_customers_raked_leave_as_the_reference_says() {
    let Some(folder) = data("telco-churn") else { return };
    let mut rows = 0;
    let sample = sample(&folder, "raking_weights_first1000.csv", |_| {
        rows += 1;
        rows <= 1000
    });
    same_as_the_reference(&sample, &reference(&folder)["raking_example"]);
}

#[test]
fn a_quota_sample_raked_leaves_as_the_reference_says() {
    let Some(folder) = data("telco-churn") else { return };
    let mut taken = [0; 3];
    let sample = sample(&folder, "raking_weights_quota400x3.csv", |line| {
        let contract = ["Month-to-month", "One year", "Two year"];
        let place = contract.iter().position(|contract| line.contains(contract)).unwrap();
        taken[place] += 1;
        taken[place] <= 400
    });
    same_as_the_reference(&sample, &reference(&folder)["raking_example_biased_quota_sample"]);
}

#[test]
fn the_whole_airport_is_raked_from_its_own_weights_whoever_does_not_say() {
    let Some(folder) = data("sfo-airport-2017") else { return };
    let csv = std::fs::read(folder.join("2017_SFO_Customer_Survey.csv")).unwrap();
    // All passengers, those without gender or age too, from the weights of the airport: already at the shares, they
    // stay as they are.
    let yaml = yaml("sfo-raked")
        .replace("../../../../shared/data/sfo-airport-2017/raking_weights.csv", "s.csv")
        .replace("    weights:\n", "    weight: WEIGHT\n    weights:\n")
        .replace("column: Q20GENDER,", "column: Q20GENDER, not-an-answer: [0, 3, 4],")
        .replace("column: Q19AGE,", "column: Q19AGE, not-an-answer: [0, 1, 8],")
        .replace("scale: [0, 10]}", "scale: [0, 10], not-an-answer: [11]}");
    let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", csv);
    let (audit, problems) = audit(&files);
    assert!(problems.is_empty(), "{problems:#?}");
    let (nps, facts) = (check(&audit, "nps"), weights(&audit));
    // 40.398 by the airport's weights (reference.json); raking those by gender and age moves it by less than a point.
    assert!((nps.value.unwrap() - 40.398).abs() < 1.0, "{:?}", nps.value);
    assert_eq!(facts.n, 2831);
    assert!(facts.n_effective < 2831.0 && facts.calibration.is_some());
}

/// 80 young answers (40 promoters, 20 passives, 20 detractors) and 20 old ones (4, 6, 10), by group and score.
const GROUPS: [(&str, [(u8, usize); 3]); 2] = [
    ("young", [(9, 40), (8, 20), (3, 20)]),
    ("old", [(10, 4), (7, 6), (6, 10)]),
];

fn rows() -> String {
    let mut csv = "age,score\n".to_owned();
    for (group, answers) in GROUPS {
        for (score, n) in answers {
            csv.push_str(&format!("{group},{score}\n").repeat(n));
        }
    }
    csv
}

fn young_and_old(more: &str) -> String {
    format!(
        "title: T\nlanguages: [en]\nas_of: 2026-01-01\nsurveys:\n  - id: s\n    file: s.csv\n{more}    \
         dimensions: [{{id: age}}]\n    questions: [{{id: score, role: nps, scale: [0, 10]}}]\n"
    )
}

const HALVES: &str = "    weights:\n      source: Register\n      date: 2025-12-31\n      margins: [{by: [age], \
                      population: [[young, 50], [old, 50]]}]\n";

fn told(problems: &Problems) -> Vec<&Problem> {
    problems.iter().collect()
}

/// Raw +14, weighted −2.5, the effective number of answers 64.
#[test]
fn one_margin_turns_the_sign_and_says_what_it_costs() {
    let files = Memory::new()
        .with("parcours.yaml", young_and_old(HALVES))
        .with("s.csv", rows());
    let (audit, problems) = audit(&files);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    // Twenty old people are few to speak for half of everybody.
    assert_eq!(codes, ["data/small-margin-cell"]);
    assert!(told(&problems)[0].what.get(Lang::En).contains("“old” n\u{a0}=\u{a0}20"));
    let nps = check(&audit, "nps");
    near(nps.value.unwrap(), -2.5);
    near(nps.unweighted.as_ref().unwrap().value, 14.0);
    near(nps.n_effective.unwrap(), 64.0);
    assert!((nps.standard_error.unwrap() - 10.466_650_908_958_414 * (100.0_f64 / 99.0).sqrt()).abs() < 1e-9);
    let facts = weights(&audit);
    near(facts.design_effect, 1.5625);
    near(facts.smallest, 0.625);
    near(facts.largest, 2.5);
    let margin = &facts.calibration.as_ref().unwrap().margins[0];
    assert_eq!(
        margin
            .classes
            .iter()
            .map(|class| (class.population, class.sample))
            .collect::<Vec<_>>(),
        [(0.5, Some(0.8)), (0.5, Some(0.2))]
    );
}

#[test]
fn a_file_that_is_aggregated_gives_the_same_figures_as_its_rows() {
    let mut aggregated = "age,score,people\n".to_owned();
    for (group, answers) in GROUPS {
        for (score, n) in answers {
            aggregated.push_str(&format!("{group},{score},{n}\n"));
        }
    }
    for more in ["", HALVES] {
        let plain = Memory::new()
            .with("parcours.yaml", young_and_old(more))
            .with("s.csv", rows());
        let counted = Memory::new()
            .with("parcours.yaml", young_and_old(&format!("    count: people\n{more}")))
            .with("s.csv", aggregated.clone());
        let ((plain, _), (counted, problems)) = (audit(&plain), audit(&counted));
        assert!(
            problems.iter().all(|problem| problem.code == "data/small-margin-cell"),
            "{problems:#?}"
        );
        assert_eq!(check(&plain, "nps"), check(&counted, "nps"));
        assert_eq!(weights_of(&plain), weights_of(&counted));
        assert_eq!((plain.surveys[0].rows, plain.surveys[0].people), (100, None));
        assert_eq!((counted.surveys[0].rows, counted.surveys[0].people), (6, Some(100)));
    }
}

fn weights_of(audit: &Audit) -> Option<&WeightFacts> {
    audit.surveys[0].weights.as_ref()
}

/// Four people of the islands weigh 2.5 each, ten in all; they are still four.
#[test]
fn minimum_cells_look_at_people_never_at_weights() {
    let csv = format!(
        "age,region,score\n{}{}{}",
        "young,mainland,9\n".repeat(160),
        "old,mainland,8\n".repeat(36),
        "old,islands,3\n".repeat(4)
    );
    let yaml = young_and_old(HALVES).replace("[{id: age}]", "[{id: age}, {id: region}]");
    let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", csv);
    let (audit, problems) = audit(&files);
    assert!(problems.is_empty(), "{problems:#?}");
    let nps = check(&audit, "nps");
    let regions = nps
        .breakdowns
        .iter()
        .find(|breakdown| breakdown.by == ["region"])
        .unwrap();
    assert!(
        regions.cells.iter().all(|cell| cell.suppressed && cell.value.is_none()),
        "{regions:?}"
    );
    near(weights(&audit).largest, 2.5);
}

/// Figures with and without weights would tell what the four answered.
#[test]
fn a_value_of_fewer_people_than_may_be_shown_cannot_be_weighted() {
    let csv = format!("age,score\n{}{}", "young,9\n".repeat(96), "old,3\n".repeat(4));
    let files = Memory::new()
        .with("parcours.yaml", young_and_old(HALVES))
        .with("s.csv", csv);
    let (audit, problems) = audit(&files);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["data/too-small-margin-cell"]);
    // Their number is told nowhere, be it in a problem.
    let what = told(&problems)[0].what.get(Lang::En);
    assert!(what.ends_with("fewer than 5 answers: “old”"), "{what}");
    assert_eq!(weights_of(&audit), None);
}

/// Shares of the answers by margin would tell the size of a value whose rows are withheld in a breakdown.
#[test]
fn sizes_of_margins_are_told_only_where_rows_are() {
    let of = |unsaid: usize| {
        let csv = format!(
            "age,score\n{}{}{}",
            "young,9\nyoung,3\n".repeat(30),
            "old,3\nold,8\n".repeat(20),
            "unsaid,8\nunsaid,9\n".repeat(unsaid)
        );
        let yaml = young_and_old(HALVES).replace("[{id: age}]", "[{id: age, not-an-answer: [unsaid]}]");
        let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", csv);
        let (audit, _) = audit(&files);
        let margin = &weights(&audit).calibration.as_ref().unwrap().margins[0];
        margin.classes.iter().map(|class| class.sample).collect::<Vec<_>>()
    };
    assert_eq!(of(10), [Some(0.6), Some(0.4)]);
    // Two who do not say could be found by subtraction, so that a value is withheld, and with it the shares.
    assert_eq!(of(1), [None, None]);
}

#[test]
fn a_value_that_nobody_has_is_an_error_that_says_what_to_join() {
    let more = HALVES.replace("[old, 50]", "[old, 30], [oldest, 20]");
    let files = Memory::new()
        .with("parcours.yaml", young_and_old(&more))
        .with("s.csv", rows());
    let (_, problems) = audit(&files);
    let empty = problems
        .iter()
        .find(|problem| problem.code == "data/empty-margin-cell")
        .unwrap();
    assert_eq!(
        empty.what.get(Lang::En),
        "“oldest” is 20.0% of the population, and nobody answered: n = 0"
    );
    let help = empty.help.get(Lang::En);
    assert!(help.contains("values:") && help.contains("“old”, “young”"), "{help}");
    assert_eq!(empty.place.as_ref().unwrap().line, 10);
}

#[test]
fn a_value_that_the_margin_does_not_know_is_an_error_and_one_that_says_nothing_is_not() {
    let csv = format!("{}middle,9\nmiddle,9\n{}", rows(), ",8\n".repeat(10));
    let files = |more: &str| {
        let yaml = young_and_old(HALVES).replace("[{id: age}]", &format!("[{{id: age{more}}}]"));
        Memory::new().with("parcours.yaml", yaml).with("s.csv", csv.clone())
    };
    let (_, problems) = audit(&files(""));
    let unknown = problems
        .iter()
        .find(|problem| problem.code == "data/unknown-margin-value")
        .unwrap();
    let what = unknown.what.get(Lang::En);
    assert!(what.ends_with("does not hold: “middle” (n < 5)"), "{what}");
    let (audit, _) = audit(&files(", not-an-answer: [middle]"));
    // Twelve of 112 say nothing and keep their share: 100·(0.5·0.25 − 0.5·0.3) for those who say, weighing 100, and two
    // promoters in twelve.
    near(check(&audit, "nps").value.unwrap(), (100.0 * -2.5 + 200.0) / 112.0);
}

/// 1 in 10 to half of everybody needs a factor of 5; capped at 2 the others fall to the lower cap.
#[test]
fn caps_hold_and_say_how_far_the_margin_stays() {
    let csv = format!("age,score\n{}{}", "young,9\n".repeat(450), "old,3\n".repeat(50));
    let more = HALVES.replace("      margins", "      caps: [0.5, 2]\n      margins");
    let files = Memory::new()
        .with("parcours.yaml", young_and_old(&more))
        .with("s.csv", csv);
    let (audit, problems) = audit(&files);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["data/weights-capped"]);
    let facts = weights(&audit);
    assert!(facts.smallest >= 0.5 && facts.largest <= 2.0, "{facts:?}");
    let calibration = facts.calibration.as_ref().unwrap();
    assert!(
        calibration.distance > 0.15 && calibration.capped > 0.0,
        "{calibration:?}"
    );
}

#[test]
fn margins_that_contradict_one_another_are_an_error() {
    let more = HALVES.replace(
        "[old, 50]]}]",
        "[old, 50]]}, {by: [region], population: [[north, 80], [south, 20]]}]",
    );
    let yaml = young_and_old(&more).replace("[{id: age}]", "[{id: age}, {id: region}]");
    let csv = format!(
        "age,region,score\n{}{}",
        "young,north,9\n".repeat(50),
        "old,south,3\n".repeat(50)
    );
    let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", csv);
    let (_, problems) = audit(&files);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["data/weights-not-converged"]);
}

/// Wave 1 has 60 young and 40 old, wave 2 the other way round; young promote, old detract, in both. Each wave weighted
/// on its own stands still at 0; pooled, the make-up of the waves passes for a change.
#[test]
fn each_wave_is_weighted_on_its_own_unless_they_are_pooled() {
    let mut csv = "age,wave,score\n".to_owned();
    for (age, wave, score, n) in [
        ("young", 1, 9, 60),
        ("old", 1, 3, 40),
        ("young", 2, 9, 40),
        ("old", 2, 3, 60),
    ] {
        csv.push_str(&format!("{age},{wave},{score}\n").repeat(n));
    }
    let of = |pooled: &str| {
        let waves = "    periods: {wave: {column: wave, waves: [{id: first, value: 1}, {id: second, value: 2}]}}\n";
        let more = format!("{waves}{HALVES}").replace("      margins", &format!("{pooled}      margins"));
        let files = Memory::new()
            .with("parcours.yaml", young_and_old(&more))
            .with("s.csv", csv.clone());
        audit(&files).0
    };
    let (apart, pooled) = (of(""), of("      pooled: true\n"));
    let change = |audit: &Audit| check(audit, "nps").changes[0].difference;
    near(change(&apart), 0.0);
    near(change(&pooled), -40.0);
    assert!(weights(&apart).calibration.as_ref().unwrap().by_period);
}

/// 101 × 60 combinations are more than 5,000 cells: the factors are applied by a second pass, and the figures are those of
/// the first way. Every combination has one row; the shares asked are those it has, but for twice as many of `r0`.
#[test]
fn many_calibration_cells_take_a_second_pass_and_give_the_same() {
    let dims = |regions: usize, shops: usize| {
        let mut csv = "region,shop,score\n".to_owned();
        for region in 0..regions {
            for shop in 0..shops {
                csv.push_str(&format!("r{region},s{shop},{}\n", if region == 0 { 10 } else { 8 }));
            }
        }
        let shares = |name: &str, n: usize, first: usize| -> String {
            let rows: Vec<String> = (0..n)
                .map(|i| format!("[{name}{i}, {}]", if i == 0 { first } else { 1 }))
                .collect();
            rows.join(", ")
        };
        let more = format!(
            "    weights:\n      source: Register\n      date: 2025-12-31\n      margins:\n        - {{by: [region], \
             population: [{}]}}\n        - {{by: [shop], population: [{}]}}\n",
            shares("r", regions, 2),
            shares("s", shops, 1)
        );
        let yaml = young_and_old(&more).replace("[{id: age}]", "[{id: region}, {id: shop}]");
        let files = Memory::new().with("parcours.yaml", yaml).with("s.csv", csv);
        audit(&files)
    };
    for (regions, shops) in [(101, 60), (83, 60)] {
        let (audit, problems) = dims(regions, shops);
        assert!(problems.is_empty(), "{problems:#?}");
        let nps = check(&audit, "nps");
        // Two in regions + 1 are promoters.
        near(nps.value.unwrap(), 200.0 / (regions as f64 + 1.0));
        near(nps.unweighted.as_ref().unwrap().value, 100.0 / regions as f64);
        assert_eq!(nps.n, Some((regions * shops) as u64));
        assert_eq!(weights(&audit).n, (regions * shops) as u64);
    }
}

#[test]
fn what_a_project_says_wrongly_of_its_weights_is_told_where_it_stands() {
    let of = |more: &str| {
        let files = Memory::new()
            .with("parcours.yaml", young_and_old(more))
            .with("s.csv", rows());
        let mut problems = Problems::new();
        load(&files, &mut problems);
        let told: Vec<(String, u32)> = problems
            .iter()
            .map(|problem| (problem.code.to_owned(), problem.place.as_ref().unwrap().line))
            .collect();
        told
    };
    let told = |code: &str, line: u32| vec![(code.to_owned(), line)];
    assert_eq!(
        of(&HALVES.replace("by: [age]", "by: [aged]")),
        told("project/unknown-dimension", 10)
    );
    assert_eq!(
        of(&HALVES.replace("[old, 50]", "[old, 0]")),
        told("project/bad-margin", 10)
    );
    assert_eq!(
        of(&HALVES.replace("[old, 50]", "[old, x, 50]")),
        told("project/bad-margin", 10)
    );
    assert_eq!(
        of(&HALVES.replace("[old, 50]", "[young, 50]")),
        told("project/bad-margin", 10)
    );
    assert_eq!(of(&HALVES.replace("Register", "\"\"")), told("project/missing-key", 10));
    let capped = HALVES.replace("      margins", "      caps: [1.5, 2]\n      margins");
    assert_eq!(of(&capped), told("project/bad-range", 10));
}
