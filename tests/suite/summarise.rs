//! Summaries in the place of data: the same audit, and nothing raw in them.

use std::fs;

use serde_json::Value;

use crate::command::{Copied, parcours};

/// The audit without the one line that says where it was read from.
fn without_source(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.lines()
        .filter(|line| !line.contains("\"source\": \"summaries/"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_project_builds_the_same_audit_from_its_summaries_alone() {
    for project in [
        "sample-project",
        "sample-project/course",
        "tests/projects/indicators",
        "tests/projects/small-survey",
    ] {
        let copied = Copied::of(project);
        copied.build(&[]).exits(0);
        let from_data = copied.files()["audit.json"].clone();
        let folder = copied.folder.to_str().unwrap().to_owned();
        parcours(&["summarise", &folder]).exits(0);
        let once: Vec<Vec<u8>> = summaries(&copied);
        assert!(!once.is_empty());
        parcours(&["summarise", &folder]).exits(0);
        assert_eq!(summaries(&copied), once, "{project}: written twice");

        // No row is left, neither of a survey nor of a table.
        fs::remove_dir_all(copied.folder.join("data")).unwrap();
        copied.build(&[]).exits(0).says("data/from-summary");
        let from_summary = copied.files()["audit.json"].clone();
        let (one, other) = (without_source(&from_data), without_source(&from_summary));
        let differing: Vec<_> = one.iter().zip(&other).filter(|(a, b)| a != b).take(5).collect();
        assert!(one == other, "{project}: {differing:#?}");
        let lines = String::from_utf8(from_summary).unwrap().lines().count();
        assert_eq!(lines - other.len(), once.len(), "one line for each survey and table");
        copied.check(&[]);
        // Nothing is left to summarise, and what there is stays.
        parcours(&["summarise", &folder]).exits(0);
        assert_eq!(summaries(&copied), once);
    }
}

fn summaries(copied: &Copied) -> Vec<Vec<u8>> {
    let folder = fs::read_dir(copied.folder.join("summaries")).unwrap();
    let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &std::path::Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

#[test]
fn a_summary_that_does_not_fit_is_refused_or_told() {
    let course = Copied::of("sample-project/course");
    let folder = course.folder.to_str().unwrap().to_owned();
    parcours(&["summarise", &folder]).exits(0);
    fs::remove_dir_all(course.folder.join("data")).unwrap();
    let path = fs::read_dir(course.folder.join("summaries"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = String::from_utf8(read(&path)).unwrap();
    let mut summary: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(summary["format"], "parcours-summary/1");
    // Made with less protection than the project asks for.
    summary["minimum_cell"] = 4.into();
    fs::write(&path, summary.to_string()).unwrap();
    course.check(&[]).exits(2).says("data/bad-summary");
    // Of a project that described the survey otherwise.
    summary["minimum_cell"] = 5.into();
    summary["definition"] = "blake3:0".into();
    fs::write(&path, summary.to_string()).unwrap();
    course
        .check(&["--fail-on", "nothing"])
        .exits(0)
        .says("data/outdated-summary");
    // Without a question that is asked for.
    summary["evidence"]["questions"] = Value::Array(Vec::new());
    fs::write(&path, summary.to_string()).unwrap();
    course
        .check(&["--fail-on", "nothing"])
        .exits(0)
        .says("data/not-in-summary");
    // No summary at all.
    fs::write(&path, "{").unwrap();
    course.check(&[]).exits(2).says("data/bad-summary");
}

#[test]
fn a_new_project_keeps_its_data_out_of_git_and_its_summaries_in() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("audit");
    parcours(&["new", project.to_str().unwrap()]).exits(0);
    let ignored = String::from_utf8(read(&project.join(".gitignore"))).unwrap();
    let lines: Vec<&str> = ignored.lines().map(str::trim).collect();
    assert!(lines.contains(&"data/") && !lines.contains(&"summaries/"), "{ignored}");
}

#[test]
fn two_projects_are_compared_by_their_summaries() {
    let before = Copied::of("sample-project/course");
    let after = Copied::of("sample-project/course");
    let [one, other] = [&before, &after].map(|copied| copied.folder.to_str().unwrap().to_owned());
    parcours(&["diff", &one, &other]).exits(0);
    // From the summary of one and the published audit of the other: still the same.
    parcours(&["summarise", &one]).exits(0);
    fs::remove_dir_all(before.folder.join("data")).unwrap();
    after.build(&[]).exits(0);
    let site = after.site.to_str().unwrap().to_owned();
    let run = parcours(&["diff", &one, &site, "--format", "json"]).exits(0);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (found["new"].as_array().unwrap().len(), &found["family"]),
        (0, &0.into())
    );
    // Everybody who was content is not any more.
    let mut audit: Value = serde_json::from_slice(&after.files()["audit.json"]).unwrap();
    let worse = folder_with(&mut audit);
    parcours(&["diff", &one, worse.path().join("audit.json").to_str().unwrap()])
        .exits(1)
        .says("");
    parcours(&["diff", &one, "/nowhere"]).exits(2);
}

/// A folder with the audit after the first indicator fell by forty.
fn folder_with(audit: &mut Value) -> tempfile::TempDir {
    let checks = audit["checks"].as_array_mut().unwrap();
    let check = checks
        .iter_mut()
        .find(|check| check["kind"] == "kpi" && check["value"].is_number())
        .unwrap();
    let standing = if check["current"].is_object() {
        &mut check["current"]
    } else {
        check
    };
    let good = if standing["direction"] == "lower-is-better" {
        -1.0
    } else {
        1.0
    };
    for path in ["/value", "/interval/low", "/interval/high"] {
        let value = standing.pointer_mut(path).unwrap();
        *value = (value.as_f64().unwrap() - 140.0 * good).into();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("audit.json"), audit.to_string()).unwrap();
    folder
}

/// A check that counts otherwise than when the summary was made finds nothing in it, rather than the figures of then.
#[test]
fn a_summary_of_a_table_says_no_more_than_what_was_counted() {
    let copied = Copied::of("tests/projects/indicators");
    let folder = copied.folder.to_str().unwrap().to_owned();
    parcours(&["summarise", &folder]).exits(0);
    let text = |name: &str| String::from_utf8(read(&copied.folder.join("summaries").join(name))).unwrap();
    let summary: Value = serde_json::from_str(&text("clients.json")).unwrap();
    assert!(summary["counted"]["clients retention"].is_string(), "{summary}");
    // Rows put together by customer stand beside the rows.
    let purchases: Value = serde_json::from_str(&text("achats.json")).unwrap();
    let parts = purchases["further"].as_array().unwrap().iter();
    let parts: Vec<&str> = parts.map(|part| part["survey"].as_str().unwrap()).collect();
    assert!(
        parts.iter().any(|part| part.starts_with("achats/customer")),
        "{parts:?}"
    );
    // No row: neither the number of a customer nor of a purchase.
    for table in ["customers.csv", "purchases.csv"] {
        let rows = fs::read_to_string(copied.folder.join("data").join(table)).unwrap();
        let first = rows.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
        for name in ["clients.json", "achats.json"] {
            assert!(!text(name).contains(&format!("\"{first}\"")), "{first} is in {name}");
        }
    }
    fs::remove_dir_all(copied.folder.join("data")).unwrap();
    copied.check(&["--fail-on", "nothing"]).exits(0);
    copied.edit("parcours.yaml", |yaml| {
        yaml.replace("with: {window: 30}", "with: {window: 7}")
    });
    copied
        .check(&["--fail-on", "nothing"])
        .exits(0)
        .says("data/not-in-summary")
        .says("ropo");
    // What one asks for by name may be read whether or not the data is there.
    copied.edit("parcours.yaml", |yaml| {
        yaml.replace(
            "    file: data/customers.csv\n",
            "    file: data/customers.csv\n    source: summaries/achats.json\n",
        )
    });
    copied.check(&[]).exits(2).says("data/bad-summary").says("achats");
    copied.edit("parcours.yaml", |yaml| {
        yaml.replace("source: summaries/achats.json", "source: cells.csv")
    });
    copied.check(&[]).exits(2).says("data/bad-summary");
}

const BROUGHT_TOGETHER: &str = "title: T
tables:
  - {id: visits, kind: events, file: data/visits.csv, columns: {customer: id, date: day}}
  - {id: purchases, kind: transactions, file: data/purchases.csv, columns: {customer: card, date: day, amount: paid}}
reconcile:
  - {id: both, online: visits, offline: purchases, keys: [{online: mail, offline: mail, as: email}],
     fields: [{id: a, online: a, offline: a, as: code}, {id: b, online: a, offline: a, as: code}, {id: c, online: a, offline: a, as: code}],
     block: [a]}
";

#[test]
fn two_tables_are_brought_together_from_their_summary() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("data")).unwrap();
    fs::write(root.join("parcours.yaml"), BROUGHT_TOGETHER).unwrap();
    let (mut visits, mut purchases) = ("id,day,mail,a\n".to_owned(), "card,day,mail,a,paid\n".to_owned());
    for n in 0..300 {
        visits += &format!("v{n},2026-03-{:02},visitor{n}@exemple.fr,{n}x\n", n % 28 + 1);
        purchases += &format!("c{n},2026-03-20,visitor{}@exemple.fr,{n}y,{n}.10\n", n + 150);
    }
    fs::write(root.join("data/visits.csv"), visits).unwrap();
    fs::write(root.join("data/purchases.csv"), purchases).unwrap();
    let (project, site) = (root.to_str().unwrap(), root.join("site"));
    let built = |words: &str| -> String {
        let run = parcours(&["build", project, "--out", site.to_str().unwrap()])
            .exits(0)
            .says(words);
        drop(run);
        String::from_utf8(read(&site.join("audit.json"))).unwrap()
    };
    let from_data = built("");
    let audit: Value = serde_json::from_str(&from_data).unwrap();
    assert_eq!(audit["reconciliations"][0]["by_key"], 150, "{from_data}");
    // That no likeness was found is told from the summary too.
    assert!(from_data.contains("data/not-linked"));
    parcours(&["summarise", project])
        .exits(0)
        .says("summaries/reconcile/both.json");
    let summary = fs::read_to_string(root.join("summaries/reconcile/both.json")).unwrap();
    assert!(!summary.contains("exemple.fr"));
    fs::remove_dir_all(root.join("data")).unwrap();
    let from_summary = built("data/from-summary");
    let sources = |text: &str| text.matches("\"source\": \"summaries/").count();
    assert_eq!(
        without_source(from_data.as_bytes()),
        without_source(from_summary.as_bytes()),
        "{} sources",
        sources(&from_summary)
    );
    let more = BROUGHT_TOGETHER.replace("title: T", "title: T\nprotection: {minimum-cell: 20}");
    fs::write(root.join("parcours.yaml"), more).unwrap();
    parcours(&["check", project]).exits(2).says("data/bad-summary");
    let wider = BROUGHT_TOGETHER.replace("block: [a]", "block: [a], window-days: 7");
    fs::write(root.join("parcours.yaml"), wider).unwrap();
    parcours(&["check", project, "--fail-on", "nothing"])
        .exits(0)
        .says("data/outdated-summary");
}
