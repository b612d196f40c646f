//! The reference: comments to the NHS Friends and Family Test, against figures computed by another program, with every
//! trap of the file handled or told.

use std::path::Path;

use parcours::diagnostics::Problem;
use parcours::language::Lang;
use serde_json::Value;

use crate::formats::read;
use crate::shared;

/// The evidence's figures of a cell: k answers of very good or good, n answers, as the reference counts them.
fn positive(cell: &parcours::evidence::Summary) -> (u64, u64) {
    (cell.count(1, 2), cell.n())
}

fn reference() -> Option<(Vec<u8>, Value)> {
    let file = shared::file("nhs-friends-family/v6framework_230831.csv")?;
    let reference = shared::file("nhs-friends-family/reference.json")?;
    Some((file, serde_json::from_slice(&reference).unwrap()))
}

fn project() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/nhs/parcours.yaml");
    std::fs::read_to_string(path)
        .unwrap()
        .replace("../../../../shared/data/nhs-friends-family/", "")
}

fn told(problems: &[Problem]) -> Vec<(&str, u64)> {
    problems.iter().map(|problem| (problem.code, problem.count)).collect()
}

fn expected(value: &Value) -> (u64, u64) {
    let number = |key: &str| value["positive"][key].as_u64().unwrap();
    (number("k"), number("n"))
}

#[test]
fn respondents_count_once_and_figures_are_those_of_the_reference() {
    let Some((file, reference)) = reference() else { return };
    let (evidence, problems) = read(&project(), &[("v6framework_230831.csv", &file)]);
    let survey = evidence.survey("fft").unwrap();
    assert_eq!(survey.rows, reference["respondents"].as_u64().unwrap());
    let question = evidence.question("fft", "experience").unwrap();
    let total = question.total.shown().unwrap();
    assert_eq!(positive(total), expected(&reference["fft_respondent_level"]));
    let negative = &reference["fft_respondent_level"]["negative"];
    assert_eq!(Some(total.count(4, 5)), negative["k"].as_u64());
    // 6 and 7 are on no scale that anybody documented; they are declared as no answer, and counted as such.
    assert_eq!(question.not_an_answer + total.n(), 4466);
    let answers = total.values.iter().map(|value| (f64::from(value.value), value.n));
    let mean = parcours::stats::mean::estimate(answers.collect::<Vec<_>>(), 0.95).unwrap();
    let reference_mean = reference["fft_respondent_level"]["mean"].as_f64().unwrap();
    assert!((mean.value - reference_mean).abs() < 1e-9);

    for (dimension, key) in [
        ("service", "fft_respondent_by_service"),
        ("trust", "fft_respondent_by_trust"),
        ("period", "fft_respondent_by_month_ddmmyyyy_rows_only"),
    ] {
        let mut shown = 0;
        for (value, figures) in reference[key].as_object().unwrap() {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(cell) = question.cell(&[dimension], &[&value]).and_then(|cell| cell.shown()) else {
                continue;
            };
            assert_eq!(positive(cell), expected(figures), "{dimension} {value}");
            shown += 1;
        }
        // Withheld: small months and services, and the smallest beside them.
        let least = match dimension {
            "service" => 5,
            "trust" => 2,
            _ => 16,
        };
        assert!(shown >= least, "{dimension}: {shown}");
    }

    // What the file's dates are worth is told, with counts: 503 people have two dates, of 141 people the first row's
    // date has a day of more than 12 in the place of the month.
    let told = told(&problems);
    assert_eq!(told, [("data/conflicting-rows", 503), ("data/mixed-date-orders", 141)]);
    assert!(problems[1].why.get(Lang::En).contains("could be read either way"));
}

#[test]
fn comments_are_all_there_and_did_not_answer_is_none() {
    let Some((file, reference)) = reference() else { return };
    let (evidence, _) = read(&project(), &[("v6framework_230831.csv", &file)]);
    // By a second reader: what is neither blank nor the literal, each text of a respondent once.
    let mut reader = csv::Reader::from_reader(&file[..]);
    let mut texts = std::collections::BTreeSet::new();
    let mut literal = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let text = record[8].trim();
        literal += u64::from(text == "Did not answer");
        if !text.is_empty() && text != "Did not answer" {
            texts.insert((record[2].to_owned(), text.to_owned()));
        }
    }
    assert_eq!(Some(literal), reference["literal_did_not_answer"].as_u64());
    assert_eq!(evidence.survey("fft").unwrap().comments["why"], texts.len() as u64);
    let shown = serde_json::to_string(evidence.survey("fft").unwrap()).unwrap();
    assert!(!shown.contains("Did not answer"));
    // With a byte order mark before it, as spreadsheets write it, the file says the same.
    let marked = [b"\xEF\xBB\xBF", &file[..]].concat();
    let (again, _) = read(&project(), &[("v6framework_230831.csv", &marked)]);
    assert_eq!(again.survey("fft"), evidence.survey("fft"));
}

/// Read row by row, the figures are those of comments, and who gave several is told.
#[test]
fn without_a_layout_rows_count_as_people_and_that_is_told() {
    let Some((file, reference)) = reference() else { return };
    let yaml = project().replace("    layout: repeated\n", "");
    let (evidence, problems) = read(&yaml, &[("v6framework_230831.csv", &file)]);
    let question = evidence.question("fft", "experience").unwrap();
    assert_eq!(
        positive(question.total.shown().unwrap()),
        expected(&reference["fft_comment_level"])
    );
    // By a second reader: rows of a respondent after the first of the month; somebody may answer again in another. Days
    // that are not written day first belong to no month.
    let mut reader = csv::Reader::from_reader(&file[..]);
    let (mut known, mut again) = (std::collections::BTreeSet::new(), 0);
    for record in reader.records() {
        let record = record.unwrap();
        let (_, month) = record[3].split_once('/').unwrap();
        let month = month.split('/').next().and_then(|number| number.parse().ok());
        let month = month
            .filter(|number: &u32| *number <= 12)
            .map(|_| record[3][3..].to_owned());
        again += u64::from(!known.insert((record[2].to_owned(), month)));
    }
    assert_eq!(again, 2939);
    assert_eq!(
        told(&problems),
        [("data/duplicate-respondent", again), ("data/mixed-date-orders", 289)]
    );
}

/// Without a declared order nothing is guessed.
#[test]
fn an_undeclared_order_of_dates_stops_the_audit() {
    let Some((file, _)) = reference() else { return };
    let (_, problems) = read(
        &project().replace(", format: dmy", ""),
        &[("v6framework_230831.csv", &file)],
    );
    let ambiguous = problems
        .iter()
        .find(|problem| problem.code == "data/ambiguous-date")
        .unwrap();
    assert_eq!(ambiguous.severity, parcours::diagnostics::Severity::Error);
    assert_eq!(ambiguous.count, 4466);
}
