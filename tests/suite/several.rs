//! Questions with several options as yes/no questions, and the rows that a survey does not take for answers.

use parcours::files::Memory;
use parcours::pipeline::{Options, audit};
use serde_json::{Value, json};

use crate::data::told;
use crate::formats::read;
use crate::shared;

fn audited(yaml: &str, file: &str, bytes: &[u8]) -> (Value, Vec<&'static str>) {
    let files = Memory::new().with("parcours.yaml", yaml).with(file, bytes);
    let outcome = audit(&files, &Options::default());
    let told = outcome.problems.iter().map(|problem| problem.code).collect();
    let audit = outcome.audit.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    (serde_json::to_value(&audit).unwrap(), told)
}

fn check<'a>(audit: &'a Value, question: &str) -> &'a Value {
    let checks = audit["checks"].as_array().unwrap();
    let of = |check: &&Value| check["subject"]["question"] == question;
    checks.iter().find(of).unwrap()
}

/// What respondents ticked: the first option, the second, neither, or the question was not seen.
const TICKED: [Option<[bool; 2]>; 5] = [
    Some([true, false]),
    Some([true, true]),
    None,
    Some([false, true]),
    Some([true, false]),
];

/// The header of a tool, how it writes a row, and what the project says of the question.
type Export = (&'static str, fn([bool; 2]) -> String, &'static str);

#[test]
fn every_tool_gives_the_same_shares_of_those_who_saw_the_question() {
    fn joined(ticked: [bool; 2], between: &str) -> String {
        let named: Vec<&str> = ["Web", "Shop"]
            .into_iter()
            .zip(ticked)
            .filter(|(_, ticked)| *ticked)
            .map(|(name, _)| name)
            .collect();
        format!("\"{}\"", named.join(between))
    }
    let tools: [Export; 8] = [
        (
            "ResponseId,Q1,Q2_1,Q2_2\nResponse ID,Recommend,Used - Web,Used - Shop\n\
             \"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\"",
            |t| format!("{},{}", if t[0] { "1" } else { "" }, if t[1] { "1" } else { "" }),
            "columns: {Q2_1: web, Q2_2: shop}",
        ),
        (
            "id,Q1,B1[SQ001],B1[SQ002]",
            |t| {
                format!(
                    "{},{}",
                    if t[0] { "Yes" } else { "No" },
                    if t[1] { "Yes" } else { "No" }
                )
            },
            "columns: {\"B1[SQ001]\": web, \"B1[SQ002]\": shop}",
        ),
        (
            "Respondent ID,Q1,Which did you use?,\n,Response,Web,Shop",
            |t| format!("{},{}", if t[0] { "Web" } else { "" }, if t[1] { "Shop" } else { "" }),
            "columns: {\"Which did you use? [Web]\": web, \"Which did you use? [Shop]\": shop}",
        ),
        (
            "Response ID,Q1,Web:Which did you use?,Shop:Which did you use?,Time Started,Date Submitted",
            |t| format!("{},{},,", if t[0] { "Web" } else { "" }, if t[1] { "Shop" } else { "" }),
            "columns: {\"Which did you use? [Web]\": web, \"Which did you use? [Shop]\": shop}",
        ),
        (
            "Submission ID,Q1,Used (Web),Used (Shop)",
            |t| format!("{},{}", t[0], t[1]),
            "columns: {Used (Web): web, Used (Shop): shop}",
        ),
        (
            "ID,Q1,Used",
            |t| joined(t, ";"),
            "column: Used, separator: \";\", options: {Web: web, Shop: shop}",
        ),
        (
            "Timestamp,Q1,Used",
            |t| joined(t, ", "),
            "column: Used, separator: \", \", options: {Web: web, Shop: shop}",
        ),
        (
            "#,Q1,Used",
            |t| joined(t, "/"),
            "column: Used, separator: /, options: {Web: web, Shop: shop}",
        ),
    ];
    for (header, cells, mapping) in tools {
        let mut file = format!("{header}\n");
        for (number, ticked) in TICKED.iter().cycle().take(60).enumerate() {
            let blank = ",".repeat(cells([true, false]).matches(',').count());
            let cells = ticked.map_or(blank, cells);
            file += &format!("{number},{},{cells}\n", number % 11);
        }
        let yaml = format!(
            "title: T\nsurveys:\n  - id: s\n    file: s.csv\n    questions:\n      \
             - {{id: used, role: options, label: Used, labels: {{web: The website}}, {mapping}}}\n"
        );
        let (audit, told) = audited(&yaml, "s.csv", file.as_bytes());
        assert_eq!(told, Vec::<&str>::new(), "{header}");
        for (option, ticked) in [("web", 36), ("shop", 24)] {
            let check = check(&audit, &format!("used-{option}"));
            // A fifth did not see the question: 48 of 60 did.
            assert_eq!(
                (&check["n"], &check["counts"]),
                (&json!(48), &json!({"0": 48 - ticked, "1": ticked})),
                "{header}"
            );
            assert_eq!(check["interval"]["method"], "wilson", "{check:#}");
        }
        assert_eq!(check(&audit, "used-web")["subject"]["label"]["en"], "Used: The website");
        assert_eq!(check(&audit, "used-shop")["subject"]["label"]["fr"], "Used : shop");
    }
}

#[test]
fn a_limesurvey_question_that_was_not_shown_does_not_count() {
    let Some(bytes) = shared::file("exports/limesurvey/dummy_data_codeonly.csv") else {
        return;
    };
    let yaml = "title: T\nas_of: 2026-01-01\nsurveys:\n  - id: phd\n    file: phd.csv\n    respondent: id\n    questions:\n      \
                - {id: funding, role: options, columns: {\"B1[SQ001]\": contract, \"B1[SQ002]\": scholarship}}\n";
    let (audit, told) = audited(yaml, "phd.csv", &bytes);
    assert_eq!(told, Vec::<&str>::new());
    // From the file by hand: of twelve people one has N/A everywhere, eight of the others Yes, three No.
    assert_eq!(check(&audit, "funding-contract")["counts"], json!({"0": 3, "1": 8}));
    assert_eq!(check(&audit, "funding-scholarship")["counts"], json!({"0": 10, "1": 1}));
}

#[test]
fn options_that_nobody_listed_are_told_without_repeating_them_and_mistakes_are_placed() {
    let yaml = |question: &str| {
        format!(
            "title: T\nsurveys:\n  - {{id: s, file: s.csv, delimiter: \",\", questions: [{{id: used, role: options, {question}}}]}}\n"
        )
    };
    let rows = b"Web;my neighbour Jo,1\nWeb,1\nShop,0\n,0\n".repeat(12);
    let file = [&b"used,other\n"[..], &rows].concat();
    let good = yaml("separator: ;, options: {Web: web, Shop: shop}").replace("separator: ;", "separator: \";\"");
    let (_, problems) = read(&good, &[("s.csv", &file)]);
    assert_eq!(told(&problems), [("data/unmapped-value", "s.csv:2".to_owned(), 12)]);
    assert!(!format!("{problems:?}").contains("neighbour"));
    for (mapping, code) in [
        ("separator: '+'", "project/not-exactly-one"),
        ("columns: {used: web}, column: used", "project/not-exactly-one"),
        ("columns: {used: Web}", "project/bad-id"),
        ("columns: {used: web}, scale: [0, 5]", "project/scale-does-not-fit"),
        ("columns: {used: web}, values: {x: 2}", "project/value-outside-scale"),
        ("columns: {usde: web}", "data/unknown-column"),
        (
            "columns: {used: web}, seen: {column: othre, is: 1}",
            "data/unknown-column",
        ),
    ] {
        let (_, problems) = read(&yaml(mapping), &[("s.csv", &file)]);
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert!(codes.contains(&code), "{mapping}: {problems:#?}");
    }
    let plain = yaml("").replace("role: options, ", "role: csat, scale: yes-no, separator: '+'");
    assert_eq!(told(&read(&plain, &[("s.csv", &file)]).1)[0].0, "project/unused-key");
}

#[test]
fn rows_that_are_no_answers_are_left_out_of_everything_and_counted() {
    let yaml = "\
title: T
surveys:
  - id: s
    file: s.csv
    respondent: id
    rows: {where: {all: [{column: Status, in: [0, IP Address]}, {not: {column: Finished, is: False}}]}, reason: Previews}
    date: {column: day}
    dimensions: [{id: region}]
    questions: [{id: note, role: nps, scale: [0, 10]}, {id: why, role: verbatim}]
";
    let mut all = "id,Status,Finished,day,region,note,why\n".to_owned();
    let mut kept = all.clone();
    for row in 0..120 {
        let (status, finished) = (
            ["0", "IP Address", "Survey Preview"][row % 3],
            ["True", "False"][row / 3 % 2],
        );
        let line = format!(
            "{row},{status},{finished},2026-{:02}-01,{},{},word {row}\n",
            1 + row % 12,
            ["n", "s"][row / 60],
            row % 11
        );
        all += &line;
        if row % 3 < 2 && row / 3 % 2 == 0 {
            kept += &line;
        }
    }
    // Left out rows may hold anything.
    all += "120,Survey Preview,True,tomorrow,nowhere,99,test\n0,Survey Preview,True,2026-01-01,n,1,\n";
    let (filtered, told) = audited(yaml, "s.csv", all.as_bytes());
    assert_eq!(told, Vec::<&str>::new());
    let without: Vec<String> = yaml
        .lines()
        .filter(|line| !line.contains("rows:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let without = without.concat();
    let (expected, _) = audited(&without, "s.csv", kept.as_bytes());
    assert_eq!(filtered["checks"], expected["checks"]);
    assert_eq!(filtered["verbatims"], expected["verbatims"]);
    let survey = &filtered["surveys"][0];
    assert_eq!(
        (
            &survey["rows"],
            &survey["left_out"]["n"],
            &filtered["inputs"][0]["rows"]
        ),
        (&json!(40), &json!(82), &json!(122))
    );
    assert_eq!(survey["left_out"]["reason"]["en"], "Previews");
    let (_, problems) = read(&yaml.replace("Status", "Statut"), &[("s.csv", all.as_bytes())]);
    assert_eq!(problems[0].code, "data/unknown-column");
}

/// An export with a column for every item and a dimension for every other one: what is examined is bounded, and what was
/// not is withheld and told.
#[test]
fn a_survey_with_hundreds_of_dimensions_is_protected_in_bounded_work() {
    let dimensions: Vec<String> = (0..240).map(|number| format!("{{id: d{number}}}")).collect();
    let yaml = format!(
        "title: T\nsurveys:\n  - id: s\n    file: s.csv\n    dimensions: [{}]\n    questions: [{{id: note, role: nps, scale: \
         [0, 10]}}]\n",
        dimensions.join(", ")
    );
    let names: Vec<String> = (0..240).map(|number| format!("d{number}")).collect();
    let mut file = format!("note,{}\n", names.join(","));
    for row in 0..400_u64 {
        let mut dice = row.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut line = (row % 11).to_string();
        for _ in 0..240 {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // Some values are rare.
            line += &format!(
                ",v{}",
                [0, 0, 0, 1, 1, 2, 3, (dice >> 50) % 40][(dice >> 60) as usize % 8]
            );
        }
        file += &(line + "\n");
    }
    let (audit, told) = audited(&yaml, "s.csv", file.as_bytes());
    assert_eq!(told, Vec::<&str>::new());
    let survey = &audit["surveys"][0];
    assert!(survey["withheld_cells"].as_u64().unwrap() > 240, "{survey}");
    // Tables that share nothing but the total are examined apart, so that nothing is left unexamined.
    let shown = check(&audit, "note")["breakdowns"].as_array().unwrap().len();
    assert_eq!(shown, 240);
}
