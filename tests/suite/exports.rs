//! Real exports of survey tools, each read with a mapping of a few lines.
//!
//! Qualtrics: `QualtricsTools` (BSD). `LimeSurvey`: N2-Survey (MIT). `SurveyMonkey`: `FiveThirtyEight` (CC BY 4.0).
//! SPSS: pyreadstat (Apache-2.0).

use std::process::Command;

use parcours::files::Memory;
use parcours::language::Lang;
use parcours::pipeline::{Options, audit};
use serde_json::Value;

use crate::command::parcours_in;
use crate::shared;

/// What a survey says of its file: the lines under `surveys:`.
struct Mapping(&'static str);

const FRUIT: &str = "  - id: fruit
    file: FILE
    respondent: ResponseID
    date: {column: StartDate}
    dimensions:
      - {id: favourite, column: fruits, values: {1: oranges, 2: blueberries, 3: strawberries}}
      - {id: chosen, columns: {Q2_1: oranges, Q2_2: blueberries, Q2_3: strawberries}}
    questions:
      - {id: oranges, role: rating, column: Q5_1, scale: [0, 100]}
      - {id: berries, role: rating, column: Q5_2, scale: [0, 100]}
      - {id: why, role: verbatim, column: Q18}
";

impl Mapping {
    /// The audit of a project with this mapping and nothing else, and what was told.
    fn audit(&self, file: &str, bytes: &[u8]) -> (Value, Vec<&'static str>) {
        assert!(self.0.lines().count() < 15, "{file}: {} lines", self.0.lines().count());
        let yaml = format!(
            "title: T\nas_of: 2026-01-01\nsurveys:\n{}",
            self.0.replace("FILE", file)
        );
        let files = Memory::new().with("parcours.yaml", yaml).with(file, bytes);
        let outcome = audit(&files, &Options::default());
        let told = outcome.problems.iter().map(|problem| problem.code).collect();
        let audit = outcome
            .audit
            .unwrap_or_else(|| panic!("{file}: {:#?}", outcome.problems));
        (serde_json::to_value(&audit).unwrap(), told)
    }
}

/// The answers that were given to a question, with how many gave each.
fn counts(audit: &Value, question: &str) -> Value {
    let checks = audit["checks"].as_array().unwrap();
    let of = |check: &&Value| check["subject"]["question"] == question;
    let counts = checks.iter().find(of).unwrap()["counts"].as_object().unwrap();
    Value::Object(counts.clone().into_iter().filter(|(_, count)| *count != 0).collect())
}

#[test]
fn a_qualtrics_survey_is_the_same_with_two_header_rows_and_with_three() {
    let read = |name: &str| {
        Some((
            format!("exports/qualtrics/{name}"),
            shared::file(&format!("exports/qualtrics/{name}"))?,
        ))
    };
    let (Some(three), Some(two)) = (
        read("QT_many_types_insights_3header.csv"),
        read("QT_many_types_legacy_2header.csv"),
    ) else {
        return;
    };
    let told = |(file, bytes): &(String, Vec<u8>)| {
        let (mut audit, told) = Mapping(FRUIT).audit(file, bytes);
        assert_eq!(audit["inputs"][0]["format"], "Qualtrics");
        assert_eq!(audit["inputs"][0]["rows"], 5);
        for key in ["path", "digest", "bytes"] {
            audit["inputs"][0][key] = Value::Null;
        }
        let text = serde_json::to_string(&audit).unwrap();
        (text.replace(file.as_str(), "FILE"), told)
    };
    let (three, told_of_three) = told(&three);
    assert_eq!(three, told(&two).0);
    assert_eq!(told_of_three, Vec::<&str>::new());
    // Likelihood of eating oranges: 21, 0, 98, 83, 92.
    let audit: Value = serde_json::from_str(&three).unwrap();
    assert_eq!(
        counts(&audit, "oranges"),
        serde_json::json!({"0": 1, "21": 1, "83": 1, "92": 1, "98": 1})
    );
}

#[test]
fn other_qualtrics_exports_are_read_by_code_text_and_import_id() {
    let squash = Mapping(
        "  - id: squash
    file: FILE
    format: qualtrics
    respondent: QIDresponse
    questions:
      - {id: feeling, role: rating, column: Indicate how you feel about squash, scale: [1, 3], not-an-answer: [-1]}
      - {id: agree, role: csat, column: QID2-1, scale: yes-no, values: {1: 1}}
",
    );
    let Some(bytes) = shared::file("exports/qualtrics/QT_no_basis_insights_3header.csv") else {
        return;
    };
    let squash = Mapping(Box::leak(
        squash.0.replace("QIDresponse", "responseId").into_boxed_str(),
    ));
    let (audit, told) = squash.audit("squash.csv", &bytes);
    assert_eq!(told, Vec::<&str>::new());
    // 15 rows: of Q1 there are, from the file by hand, 3 3 1 1 3 -1 3 1 -1 and so on; -1 is no answer.
    let answers = counts(&audit, "feeling");
    let answers = answers.as_object().unwrap();
    let n: u64 = answers.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(audit["inputs"][0]["rows"], 15);
    assert!(
        n < 15 && answers.keys().all(|value| ["1", "2", "3"].contains(&value.as_str())),
        "{answers:?}"
    );

    let Some(bytes) = shared::file("exports/qualtrics/QT_multi_answer_mc_insights_3header.csv") else {
        return;
    };
    let several = Mapping(
        "  - id: several
    file: FILE
    dimensions:
      - id: statements
        columns: {Q2_1: one, Q2_2: two, Q2_3: three}
    questions:
      - {id: first, role: csat, column: Q3_2, scale: yes-no}
      - {id: words, role: verbatim, column: mc_question_five_2_TEXT}
",
    );
    let (audit, told) = several.audit("several.csv", &bytes);
    assert_eq!((audit["inputs"][0]["rows"].as_u64(), told), (Some(5), vec![]));
}

#[test]
fn limesurvey_by_code_and_by_code_and_text_gives_the_same() {
    let mapping = Mapping(
        "  - id: phd
    file: FILE
    respondent: id
    date: {column: startdate}
    dimensions:
      - {id: field, column: A2}
      - {id: funding, columns: {\"B1[SQ001]\": contract, \"B1[SQ002]\": scholarship}}
    questions:
      - {id: support, role: csat, column: A10, scale: yes-no, values: {Yes: 1, No: 0}, not-an-answer: [I don't know, I don't want to answer this question]}
      - {id: remarks, role: verbatim, column: A14}
",
    );
    let mut audits = Vec::new();
    for name in ["dummy_data_codeonly.csv", "dummy_data_codeandtext.csv"] {
        let Some(bytes) = shared::file(&format!("exports/limesurvey/{name}")) else {
            return;
        };
        let (mut audit, told) = mapping.audit("phd.csv", &bytes);
        assert_eq!(told, Vec::<&str>::new(), "{name}");
        assert_eq!(
            (
                audit["inputs"][0]["format"].as_str(),
                audit["inputs"][0]["rows"].as_u64()
            ),
            (Some("LimeSurvey"), Some(12))
        );
        (audit["inputs"][0]["digest"], audit["inputs"][0]["bytes"]) = (Value::Null, Value::Null);
        audits.push(audit);
    }
    assert_eq!(audits[0], audits[1]);
    let answers = counts(&audits[0], "support");
    let answers = answers.as_object().unwrap();
    assert!(answers.contains_key("0") && answers.contains_key("1"), "{answers:?}");
}

#[test]
fn surveymonkey_by_the_text_of_its_questions() {
    let mapping = Mapping(
        "  - id: flying
    file: FILE
    respondent: RespondentID
    dimensions:
      - {id: gender, column: Gender}
      - {id: age, column: Age}
    questions:
      - id: recline
        column: Is itrude to recline your seat on a plane?
        role: rating
        scale: [1, 3]
        values: {\"No, not rude at all\": 1, \"Yes, somewhat rude\": 2, \"Yes, very rude\": 3}
",
    );
    let Some(bytes) = shared::file("exports/surveymonkey/flying-etiquette.csv") else {
        return;
    };
    let (audit, told) = mapping.audit("flying.csv", &bytes);
    assert_eq!(told, Vec::<&str>::new());
    assert_eq!(
        (
            audit["inputs"][0]["format"].as_str(),
            audit["inputs"][0]["rows"].as_u64()
        ),
        (Some("SurveyMonkey"), Some(1040))
    );
    // Counted by a second reader.
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let place = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name.starts_with("Is itrude to recline"))
        .unwrap();
    let mut expected = [0_u64; 3];
    for record in reader.records() {
        match &record.unwrap()[place] {
            "No, not rude at all" => expected[0] += 1,
            "Yes, somewhat rude" => expected[1] += 1,
            "Yes, very rude" => expected[2] += 1,
            _ => {}
        }
    }
    let counted: Vec<u64> = ["1", "2", "3"]
        .iter()
        .map(|value| counts(&audit, "recline")[value].as_u64().unwrap())
        .collect();
    assert_eq!(counted, expected);
}

/// What `import` prints is a project's mapping that can be read as it is.
#[test]
fn the_mapping_that_import_prints_reads_the_file() {
    for name in [
        "qualtrics/QT_many_types_legacy_2header.csv",
        "surveymonkey/flying-etiquette.csv",
    ] {
        let Some(folder) = shared::data("exports") else { return };
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let file = name.rsplit('/').next().unwrap();
        let work = tempfile::tempdir().unwrap();
        std::fs::write(work.path().join(file), &bytes).unwrap();
        let run = parcours_in(work.path(), &["import", file], &[]).exits(0);
        assert!(run.out.contains("# Guessed from the first"), "{}", run.out);
        let yaml = format!("title: T\n{}", run.out);
        let files = Memory::new().with("parcours.yaml", &yaml).with(file, &bytes);
        let outcome = audit(&files, &Options::default());
        let audit = outcome
            .audit
            .unwrap_or_else(|| panic!("{:#?}\n{yaml}", outcome.problems));
        assert!(audit.inputs[0].format.is_some() && audit.inputs[0].rows > Some(4));
        let wrong: Vec<_> = outcome
            .problems
            .iter()
            .filter(|problem| problem.code == "data/out-of-scale")
            .collect();
        assert_eq!(wrong, Vec::<&parcours::diagnostics::Problem>::new());
    }
}

/// Written into a project, every mapping is short, and what it leaves to decide is said.
#[test]
fn import_writes_a_short_mapping_that_builds_or_says_what_is_left_to_decide() {
    let Some(exports) = shared::data("exports") else { return };
    let mut tried = 0;
    for tool in ["qualtrics", "limesurvey", "surveymonkey"] {
        let mut names: Vec<_> = std::fs::read_dir(exports.join(tool))
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        names.sort();
        for path in names
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        {
            let work = tempfile::tempdir().unwrap();
            std::fs::create_dir(work.path().join("data")).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            std::fs::write(work.path().join("data").join(name), std::fs::read(path).unwrap()).unwrap();
            std::fs::write(work.path().join("parcours.yaml"), "title: T\nsurveys: surveys/*.yaml\n").unwrap();
            let file = format!("data/{name}");
            let run = parcours_in(work.path(), &["import", &file, "--write"], &[]).exits(0);
            let said = format!("{}{}", run.out, run.err);
            let stem = name.split('.').next().unwrap();
            let written: Vec<_> = std::fs::read_dir(work.path().join("surveys"))
                .unwrap()
                .flatten()
                .collect();
            assert_eq!(written.len(), 1, "{stem}");
            let yaml = std::fs::read_to_string(written[0].path()).unwrap();
            let lines = yaml.lines().filter(|line| !line.trim_start().starts_with('#')).count();
            assert!(lines < 15, "{name}: {lines} lines\n{yaml}");
            assert!(said.contains("surveys/"), "{said}");
            let again = parcours_in(work.path(), &["import", &file, "--write"], &[]).exits(2);
            assert!(format!("{}{}", again.out, again.err).contains("is not overwritten"));
            let check = parcours_in(work.path(), &["check"], &[]);
            assert!(
                check.code == 0 || said.contains('?'),
                "{name}: {}{}\n{said}\n{yaml}",
                check.out,
                check.err
            );
            tried += 1;
        }
    }
    assert!(tried >= 7, "{tried}");
    let work = tempfile::tempdir().unwrap();
    std::fs::write(work.path().join("answers.csv"), "note\n9\n").unwrap();
    let run = parcours_in(work.path(), &["import", "anwsers.csv"], &[]).exits(2);
    assert!(format!("{}{}", run.out, run.err).contains("did you mean `answers.csv`?"));
    let run = parcours_in(work.path(), &["import", "answers.csv", "--write"], &[]).exits(2);
    assert!(format!("{}{}", run.out, run.err).contains("parcours new"));
}

/// SPSS is refused with a command; the command is run, and what it writes is read.
#[test]
fn spss_is_refused_with_a_conversion_that_works() {
    let folder = tempfile::tempdir().unwrap();
    // The second holds two more rows, with values that SPSS was told to take for missing.
    for (name, rows) in [("sample.sav", 5), ("sample_missing.sav", 7)] {
        let Some(bytes) = shared::file(&format!("exports/spss/{name}")) else {
            return;
        };
        let yaml = |file: &str| {
            format!(
                "title: T\nsurveys:\n  - id: s\n    file: {file}\n    questions: [{{id: myord, role: rating, scale: [1, 3]}}]\n"
            )
        };
        let files = Memory::new().with("parcours.yaml", yaml(name)).with(name, &bytes);
        let outcome = audit(&files, &Options::default());
        assert_eq!(
            outcome.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
            ["data/spss-file"]
        );
        assert!(outcome.audit.is_none());
        let help = outcome.problems[0].help.get(Lang::En);
        let command = help.split('`').find(|part| part.starts_with("python3 ")).unwrap();
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let Some(python) = with_pyreadstat() else {
            println!("SKIPPED: pyreadstat is not there and could not be installed");
            return;
        };
        let path = std::env::var("PATH").unwrap_or_default();
        let converted = Command::new("sh")
            .current_dir(folder.path())
            .args(["-c", command])
            .env("PATH", format!("{}:{path}", python.join("bin").display()))
            .output()
            .unwrap();
        assert!(
            converted.status.success(),
            "{}",
            String::from_utf8_lossy(&converted.stderr)
        );
        let csv = name.replace(".sav", ".csv");
        let text = std::fs::read(folder.path().join(&csv)).unwrap();
        let files = Memory::new().with("parcours.yaml", yaml(&csv)).with(&csv, &text);
        let outcome = audit(&files, &Options::default());
        let audit = outcome.audit.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
        assert_eq!(audit.inputs[0].rows, Some(rows), "{}", String::from_utf8_lossy(&text));
        // Low, medium, high, low, low.
        let audit = serde_json::to_value(&audit).unwrap();
        assert_eq!(counts(&audit, "myord"), serde_json::json!({"1": 3, "2": 1, "3": 1}));
        assert_eq!(outcome.problems, []);
    }
}

/// A Python with pyreadstat, installed once beside the other things that are built; `None` without a network.
fn with_pyreadstat() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pyreadstat");
    let python = folder.join("bin/python3");
    let has = || {
        let found = Command::new(&python).args(["-c", "import pyreadstat, pandas"]).output();
        found.is_ok_and(|output| output.status.success())
    };
    if !has() {
        let made = Command::new("python3")
            .args(["-m", "venv"])
            .arg(&folder)
            .output()
            .ok()?;
        if !made.status.success() {
            return None;
        }
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "pyreadstat", "pandas"])
            .output()
            .ok()?;
    }
    has().then_some(folder)
}
