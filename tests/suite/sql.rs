//! The same cells from other engines: the query runs in `DuckDB` and in Spark, which the test starts itself, and the audit
//! made of its result is the one made of the file, to 1e-9.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::{Copied, parcours, root};

/// What the engines run: the query in a file, on the answers in another, into a third.
const DRIVER: &str = r#"
import csv, sys
engine, query, answers, delimiter, result = sys.argv[1:]
text = open(query, encoding="utf-8").read()
if engine == "duckdb":
    import duckdb
    duckdb.sql(text.rstrip().rstrip(";")).write_csv(result)
else:
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    options = {"header": True, "sep": delimiter, "quote": '"', "escape": '"', "multiLine": True}
    spark.read.options(**options).csv(answers).createOrReplaceTempView("answers")
    found = spark.sql(text.rstrip().rstrip(";"))
    with open(result, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(found.columns)
        for row in found.collect():
            writer.writerow(["" if value is None else value for value in row])
    spark.stop()
"#;

/// Python with an engine, installed beside the build the first time; without it the test is skipped, and says so.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
pub(crate) fn python(engine: &str) -> Option<PathBuf> {
    let place = root().join("target/engines/venv");
    let python = place.join("bin/python");
    // Tests that run at the same time install one after the other.
    std::fs::create_dir_all(root().join("target/engines")).ok()?;
    let lock = std::fs::File::create(root().join("target/engines/lock")).ok()?;
    lock.lock().ok()?;
    let run = |program: &Path, arguments: &[&str]| {
        let done = Command::new(program).args(arguments).output();
        done.is_ok_and(|done| done.status.success())
    };
    if !python.exists() {
        run(Path::new("python3"), &["-m", "venv", place.to_str().unwrap()]);
    }
    let import = format!("import {engine}");
    let has = || run(&python, &["-c", &import]);
    if !has() {
        run(&python, &["-m", "pip", "install", "--quiet", engine]);
    }
    let has_java = engine != "pyspark" || run(Path::new("java"), &["-version"]);
    if has() && has_java {
        return Some(python);
    }
    println!("SKIPPED: {engine} cannot be installed or started here");
    None
}

/// Words of an audit that cells cannot give, or that say where it comes from.
const ELSEWHERE: [&str; 7] = [
    "inputs",
    "verbatims",
    "voice",
    "suggestions",
    "problems",
    "source",
    "quotes",
];

/// Fails unless both are the same, numbers to 1e-9 of their size.
fn agree(one: &Value, other: &Value, place: &str) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = |map: &serde_json::Map<String, Value>| -> Vec<String> {
                let keys = map.keys().filter(|key| !ELSEWHERE.contains(&key.as_str()));
                keys.cloned().collect()
            };
            assert_eq!(keys(a), keys(b), "{place}");
            for key in keys(a) {
                agree(&a[&key], &b[&key], &format!("{place}/{key}"));
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: {one} and {other}");
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                agree(a, b, &format!("{place}/{at}"));
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            // What is left of a sum that should be nothing has no digits to agree in.
            assert!((a - b).abs() <= 1e-9 * a.abs().max(1e-6), "{place}: {a} and {b}");
        }
        _ => assert_eq!(one, other, "{place}"),
    }
}

/// The engines, and what `--dialect` calls them.
const ENGINES: [(&str, &str); 2] = [("duckdb", "duckdb"), ("pyspark", "spark")];

/// Counts a survey of a project in the engines and compares the audits.
fn same_audit(engines: &[(&str, &str)], project: &Copied, survey: &str, answers: &str, delimiter: &str, yaml: &str) {
    project.build(&[]).exits(0);
    let native: Value = serde_json::from_slice(&project.files()["audit.json"]).unwrap();
    let folder = project.folder.to_str().unwrap().to_owned();
    let path = project.folder.join(answers);
    for (engine, dialect) in engines.iter().copied() {
        let Some(python) = python(engine) else { continue };
        let table = match dialect {
            "duckdb" => format!(
                "read_csv('{}', delim = '{delimiter}', header = true, all_varchar = true, quote = '\"', escape = '\"')",
                path.display()
            ),
            _ => "answers".to_owned(),
        };
        let printed = parcours(&[
            "sql",
            &folder,
            "--dialect",
            dialect,
            "--survey",
            survey,
            "--table",
            &table,
        ])
        .exits(0);
        let query = project.folder.join(format!("{dialect}.sql"));
        let driver = project.folder.join("driver.py");
        let result = project.folder.join(format!("{dialect}.csv"));
        std::fs::write(&query, &printed.out).unwrap();
        std::fs::write(&driver, DRIVER).unwrap();
        let done = Command::new(&python)
            .arg(&driver)
            .arg(dialect)
            .args([&query, &path])
            .arg(delimiter)
            .arg(&result)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{dialect}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let source = format!("source: {dialect}.csv");
        let written = std::fs::read_to_string(project.folder.join(yaml)).unwrap();
        let file = format!("file: {answers}");
        assert!(written.contains(&file));
        std::fs::write(
            project.folder.join(yaml),
            written
                .replacen(&file, &format!("{file}\n{{indent}}{source}"), 1)
                .replace("{indent}", &indent(&written, &file)),
        )
        .unwrap();
        project.build(&[]).exits(0);
        let counted: Value = serde_json::from_slice(&project.files()["audit.json"]).unwrap();
        assert_eq!(counted["surveys"][0]["source"], format!("{dialect}.csv"));
        agree(&native, &counted, dialect);
        std::fs::write(project.folder.join(yaml), written).unwrap();
    }
}

/// The spaces before a key.
fn indent(text: &str, key: &str) -> String {
    let line = text.lines().find(|line| line.contains(key)).unwrap();
    " ".repeat(line.find(key).unwrap())
}

#[test]
fn the_sample_survey_counted_elsewhere_gives_the_same_audit() {
    let sample = Copied::of("sample-project");
    same_audit(
        &ENGINES,
        &sample,
        "satisfaction",
        "data/satisfaction.csv",
        ";",
        "surveys/satisfaction.yaml",
    );
}

/// Weights, months, personas that overlap, worded answers, special codes, blanks, values that mean nothing, and two
/// ratings whose pairs with the score are counted in the replicate groups of respondents.
const WEIGHTED: &str = "\
title: T
personas:
  - {id: ana, name: Ana, segments: [{survey: s, where: {column: age, between: [18, 40]}}]}
  - {id: bea, name: Bea, segments: [{survey: s, where: {all: [{column: age, between: [30.5, 60]}, {not: {column: where, is: web}}]}}]}
  - {id: cyd, name: Cyd, segments: [{survey: s, where: {any: [{column: 'it''s', blank: true}, {column: age, in: [20, 21]}]}}]}
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}]
surveys:
  - id: s
    file: s.csv
    weight: w
    respondent: who
    date: {column: day, format: dmy}
    periods: {by: quarter}
    dimensions: [{id: channel, column: where, values: {Magasin: shop, '7': shop}}, {id: region, column: \"it's\", not-an-answer: [99]}]
    questions:
      - {id: score, role: nps, scale: [0, 10], not-an-answer: [99, NSP]}
      - {id: content, role: csat, scale: yes-no, values: {Oui: 1, Non: 0}}
      - {id: staff, role: rating, scale: [1, 5], not-an-answer: [9]}
      - {id: price, role: rating, scale: [1, 5]}
      - {id: words, role: verbatim, not-an-answer: [rien]}
";

/// A folder with nothing but this project in it.
fn project(yaml: &str) -> Copied {
    let project = Copied::of("sample-project/course");
    std::fs::remove_dir_all(&project.folder).unwrap();
    std::fs::create_dir_all(&project.folder).unwrap();
    std::fs::write(project.folder.join("parcours.yaml"), yaml).unwrap();
    project
}

/// Numbers below a bound, always the same ones.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut dice = seed;
    move |bound| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % bound
    }
}

#[test]
fn a_weighted_survey_counted_elsewhere_gives_the_same_audit() {
    let project = project(WEIGHTED);
    let mut below = dice(7);
    let mut csv = "w,day,where,it's,age,score,content,who,staff,price,words\n".to_owned();
    for row in 0..900 {
        let day = match below(30) {
            0 => String::new(),
            1 => "31/02/2026".to_owned(),
            2 => format!("2026-0{}-11 10:00", 1 + below(9)),
            _ => format!("{}/{}/2026", 1 + below(28), 1 + below(12)),
        };
        let place = ["web", "shop", "Magasin", "7.0", "", "fax"][below(6) as usize];
        let region = ["north", "south's", "\"east\"", "99", "99.0", ""][below(6) as usize].replace('"', "\"\"");
        let score = match below(12) {
            0 => String::new(),
            1 => "NSP".to_owned(),
            2 => "99,0".to_owned(),
            3 => "12".to_owned(),
            4 => "4.0".to_owned(),
            _ => below(11).to_string(),
        };
        let content = ["Oui", "Non", "", "1", "peut-être"][below(5) as usize];
        let words = ["", "rien", "une phrase,\nsur deux lignes"][below(3) as usize];
        let age = ["", "20", "21.0", "33", "47", "abc"][below(6) as usize];
        let staff = ["", "9", "1", "3", "4", "5", "5"][below(7) as usize];
        let price = ["", "2", "3", "4", "6"][below(5) as usize];
        writeln!(
            csv,
            "{}.{:03},{day},{place},\"{region}\",{age},\"{score}\",{content}, R{row},{staff},{price},\"{words} {row}\"",
            below(4),
            below(1000)
        )
        .unwrap();
    }
    let csv = csv.replace("\" ", "\"");
    std::fs::write(project.folder.join("s.csv"), csv).unwrap();
    same_audit(&ENGINES, &project, "s", "s.csv", ",", "parcours.yaml");
}

/// Rows that stand for several people, some of them no answers, with questions of several options and weights brought to
/// margins by quarter.
const AGGREGATED: &str = "\
title: T
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}]
surveys:
  - id: s
    file: s.csv
    count: people
    weight: w
    rows: {where: {not: {column: status, in: [1, Preview]}}, reason: Previews}
    date: {column: day}
    periods: {by: quarter}
    weights:
      source: register
      date: 2026-01-01
      margins:
        - {by: [age], population: [[young, 40], [old, 60]]}
        - {by: [sex], population: [[w, 52], [m, 48]]}
    dimensions:
      - {id: age, values: {A: young, B: old}}
      - {id: sex}
      - {id: channel, columns: {c1: web, c2: shop, c3: shop}}
      - {id: used, column: listed, separator: \", \", values: {\"C++, C\": c}, not-an-answer: [None]}
    questions:
      - {id: score, role: nps, scale: [0, 10]}
      - {id: bought, role: options, columns: {c1: web, c2: shop, c3: shop}, values: {-99: 0}, not-an-answer: [DK]}
      - {id: listed, role: options, separator: \", \", options: {Web $1: web, Shop: shop, The App: app}, not-an-answer: [None, 7]}
      - {id: asked, role: options, column: listed, separator: \",\", options: {Shop: shop}, seen: {column: sex, is: w}}
";

#[test]
fn counts_margins_options_and_left_out_rows_counted_elsewhere_give_the_same_audit() {
    let project = project(AGGREGATED);
    let mut below = dice(11);
    let mut csv = "people,w,status,day,age,sex,c1,c2,c3,score,listed\n".to_owned();
    for _ in 0..700 {
        let pick = |from: &[&'static str], at: u64| from[at as usize % from.len()];
        let cell = |at: u64| pick(&["1", "", "No", "N/A", "-99", "DK", "Shop", ""], at);
        let row = [
            pick(&["1", "3", "12", "0", "2"], below(5)).to_owned(),
            format!("{}.{:02}", below(3), 1 + below(98)),
            pick(&["0", "0", "0", "1", "Preview", ""], below(6)).to_owned(),
            format!("2026-{:02}-{:02}", 1 + below(6), 1 + below(28)),
            pick(&["A", "B", "B", ""], below(4)).to_owned(),
            pick(&["w", "m"], below(2)).to_owned(),
            cell(below(8)).to_owned(),
            cell(below(8)).to_owned(),
            cell(below(8)).to_owned(),
            pick(&["", "12", "3", "8", "9", "10", "0"], below(7)).to_owned(),
            format!(
                "\"{}\"",
                pick(
                    &[
                        "",
                        "Web $1",
                        "Web $1, Shop",
                        "Shop ,The App",
                        "None",
                        "7.0, Shop",
                        "my own",
                        "Shop,Shop",
                        "7"
                    ],
                    below(9)
                )
            ),
        ];
        csv += &(row.join(",") + "\n");
    }
    std::fs::write(project.folder.join("s.csv"), csv).unwrap();
    same_audit(&ENGINES, &project, "s", "s.csv", ",", "parcours.yaml");
}

/// Rows that repeat the answers and add comments.
const REPEATED: &str = "\
title: T
surveys:
  - id: s
    file: s.csv
    layout: repeated
    respondent: id
    date: {column: day}
    periods: {by: month}
    dimensions: [{id: region}]
    questions:
      - {id: score, role: nps, scale: [0, 10]}
      - {id: used, role: options, columns: {c1: web, c2: shop}}
      - {id: why, role: verbatim, not-an-answer: [nothing]}
";

#[test]
fn several_rows_per_respondent_counted_elsewhere_give_the_same_audit() {
    let repeated = project(REPEATED);
    let mut below = dice(5);
    let mut rows = Vec::new();
    for person in 0..240_u64 {
        let own = [below(11), below(3), below(4), below(6)];
        for _ in 0..=below(3) {
            // Some rows leave the answer out, a few contradict it.
            let score = match below(12) {
                0 => String::new(),
                1 => "1".to_owned(),
                _ => own[0].to_string(),
            };
            rows.push(format!(
                "{},2026-0{}-11,{},{score},{},{},{}\n",
                if person % 40 == 0 {
                    String::new()
                } else {
                    format!(" p{person}")
                },
                1 + own[1],
                ["n", "s", "e", ""][own[2] as usize],
                ["1", ""][own[3] as usize % 2],
                ["x", "", "No"][own[3] as usize % 3],
                ["", "nothing", "too slow", "too dear"][below(4) as usize],
            ));
        }
    }
    let csv = format!("id,day,region,score,c1,c2,why\n{}", rows.concat());
    std::fs::write(repeated.folder.join("s.csv"), csv).unwrap();
    same_audit(&ENGINES, &repeated, "s", "s.csv", ",", "parcours.yaml");

    // The same people with a row for each answer.
    let long = project(
        &REPEATED
            .replace(
                "layout: repeated",
                "layout: long\n    long: {question: item, answer: value}",
            )
            .replace(
                "used, role: options, columns: {c1: web, c2: shop}",
                "used, role: options, separator: \"|\", options: {Web: web, Shop: shop}",
            ),
    );
    let mut csv = "id,day,region,item,value\n".to_owned();
    for person in 0..240_u64 {
        let head = format!(
            "p{person},2026-0{}-11,{}",
            1 + person % 3,
            ["n", "s", ""][person as usize % 3]
        );
        let mut answers = vec![("score", below(11).to_string()), ("why", format!("word {}", below(5)))];
        if below(9) == 0 {
            answers.push(("score", "3".to_owned()));
        }
        for option in ["Web", "Shop", "Other"] {
            if below(2) == 0 {
                answers.push(("used", option.to_owned()));
            }
        }
        for (item, value) in answers {
            csv += &format!("{head},{item},{value}\n");
        }
    }
    std::fs::write(long.folder.join("s.csv"), csv).unwrap();
    same_audit(&ENGINES, &long, "s", "s.csv", ",", "parcours.yaml");
}

#[test]
fn what_sql_cannot_tell_is_refused_with_the_reason() {
    let project = project(REPEATED);
    std::fs::write(project.folder.join("s.csv"), "id,day,region,score,c1,c2,why\n").unwrap();
    project.edit("parcours.yaml", |yaml| {
        yaml.replace("file: s.csv", "file: s.csv\n    source: cells.csv")
    });
    let head = "question,state,value,by:period,by:region,rows,n,weight,weight_squared,lowest,highest,first,last,other,replicate\n";
    let cells = format!("{head},row,,=,=,2,2,,,,,2026-01-01,2026-01-02,,\n,several-dates,,=,=,1,1,,,,,,,,\n");
    std::fs::write(project.folder.join("cells.csv"), cells).unwrap();
    project.check(&[]).exits(2).says("different dates");
    let many: Vec<String> = (0..60).map(|number| format!("{{id: d{number}}}, ")).collect();
    let many = many.concat();
    project.edit("parcours.yaml", |yaml| {
        yaml.replace("dimensions: [", &format!("dimensions: [{many}"))
            .replace("source: cells.csv", "")
    });
    let folder = project.folder.to_str().unwrap();
    parcours(&["sql", folder, "--dialect", "spark"])
        .exits(2)
        .says("project/not-in-sql");
}

#[test]
fn tables_that_are_not_counted_in_sql_are_named() {
    let project = Copied::of("tests/projects/indicators");
    let folder = project.folder.to_str().unwrap().to_owned();
    let all = parcours(&["sql", &folder, "--dialect", "duckdb"])
        .exits(0)
        .says("project/not-in-sql");
    assert!(all.out.contains("SELECT"));
    for table in [
        "clients",
        "achats",
        "visiteurs",
        "campagnes",
        "audience",
        "demandes",
        "lettres",
        "invitations",
    ] {
        assert!(all.err.contains(&format!("“{table}”")), "{table}: {}", all.err);
    }
    let one = parcours(&["sql", &folder, "--dialect", "duckdb", "--survey", "clients"])
        .exits(2)
        .says("summarise");
    assert!(one.out.is_empty() && !one.err.contains("achats"), "{}", one.err);
    // One that a summary stands in for is seen to.
    parcours(&["summarise", &folder]).exits(0);
    project.edit("parcours.yaml", |yaml| {
        yaml.replace(
            "    file: data/customers.csv\n",
            "    file: data/customers.csv\n    source: summaries/clients.json\n",
        )
    });
    let rest = parcours(&["sql", &folder, "--dialect", "duckdb"])
        .exits(0)
        .says("achats");
    assert!(!rest.err.contains("“clients”"), "{}", rest.err);
}

#[test]
fn what_is_no_result_is_refused() {
    let sample = Copied::of("sample-project");
    let folder = sample.folder.to_str().unwrap().to_owned();
    parcours(&["sql", &folder, "--dialect", "duckdb", "--survey", "nobody"]).exits(2);
    sample.edit("surveys/satisfaction.yaml", |yaml| {
        yaml.replacen("unit: person", "unit: person\nsource: cells.csv", 1)
    });
    sample.check(&[]).exits(2).says("data/bad-cells");
    std::fs::write(sample.folder.join("cells.csv"), "a,b\n1,2\n").unwrap();
    sample.check(&[]).exits(2).says("data/bad-cells");
    let printed = parcours(&["sql", &folder, "--dialect", "duckdb"]).exits(0);
    let names = ["channel", "age"].map(|id| format!("by:{id}"));
    assert!(names.iter().all(|name| printed.out.contains(name)), "{}", printed.out);
    let head = "question,state,value,by:persona,by:channel,by:period,by:age,margin:period,margin:age,rows,n,weight,\
                weight_squared,lowest,highest,first,last,other,replicate\n";
    std::fs::write(
        sample.folder.join("cells.csv"),
        format!("{head}nobody,answer,3,=,,,,=,=,12,12,,,,,,,,\n"),
    )
    .unwrap();
    sample.check(&[]).exits(2).says("cells.csv:2");
}
