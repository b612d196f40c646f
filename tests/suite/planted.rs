//! What must not leave the data, planted in every column that a project reads, and looked for in every byte that any
//! command writes: pages in both languages and every theme, `audit.json`, exports (unpacked where they are workbooks),
//! questionnaires, summaries, queries, comparisons.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use serde_json::Value;

use crate::command::parcours;
use crate::protection::{Echelon, Key, PLANTED, Sum, is_in, sum, themes, ways};

/// What else tells who somebody is, each written nowhere else.
const ALSO_PLANTED: [&str; 3] = ["Zebulon-Qwx", "CARD-Qwx", "ORDER-Qwx"];

const PROJECT: &str = "\
title: {fr: Essai, en: Trial}
languages: [fr, en]
as_of: 2026-06-30
period: {from: 2026-01-01, to: 2026-06-30}
personas:
  - {id: ana, name: Ana, segments: [{survey: s, where: {column: age, between: [18, 40]}}]}
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}]
journey: {stages: [{id: after, title: After}], touchpoints: [{id: till, title: Till, stage: after, channel: shop}]}
actions: [{id: A-01, title: Shorten the queue, status: planned}]
notes:
  - {id: one, kind: interview, participant: P1, consent: true, summary: 'call 06 98 76 54 32', quotes: [{text: 'write to zoe.quentin@exemple-planted.fr'}]}
surveys:
  - id: s
    file: data/s.csv
    respondent: who
    date: {column: day}
    periods: {by: quarter}
    dimensions: [{id: channel}]
    questions:
      - {id: q, role: nps, scale: [0, 10], touchpoint: till}
      - {id: words, role: verbatim, touchpoint: till, replay: link}
tables:
  - id: clients
    kind: customers
    file: data/clients.csv
    columns: {customer: card, start: since, end: until, value: worth}
    dimensions: [{id: kind, column: kind}]
  - id: buys
    kind: transactions
    file: data/buys.csv
    columns: {customer: card, order: order, date: day, amount: paid}
    dimensions: [{id: where, column: where}]
  - {id: visits, kind: events, file: data/visits.csv, columns: {customer: card, date: day}}
  - {id: calls, kind: contacts, file: data/calls.csv, columns: {contact: card, opened: day, resolved: solved, complaint: cross}}
reconcile:
  - {id: both, online: visits, offline: buys, keys: [{online: mail, offline: mail, as: email}]}
";

/// What somebody put where it does not belong, on one row of thirty.
fn stray(place: usize) -> &'static str {
    if place % 30 == 4 {
        PLANTED[place / 30 % PLANTED.len()]
    } else {
        ""
    }
}

/// The project with its data in a folder.
fn laid(root: &Path, theme: &str) {
    fs::create_dir_all(root.join("data")).unwrap();
    fs::write(root.join("parcours.yaml"), format!("{PROJECT}theme: {theme}\n")).unwrap();
    let mut files: BTreeMap<&str, String> = [
        ("s", "who,name,age,day,channel,q,words,link\n"),
        ("clients", "card,name,mail,since,until,worth,kind\n"),
        ("buys", "card,order,day,paid,where,mail\n"),
        ("visits", "card,day,mail,phone\n"),
        ("calls", "card,day,solved,cross,phone\n"),
    ]
    .map(|(name, head)| (name, head.to_owned()))
    .into();
    for place in 0..600 {
        let (planted, day) = (stray(place), format!("2026-{:02}-{:02}", place % 6 + 1, place % 27 + 1));
        let mut add = |file: &str, row: String| {
            writeln!(files.get_mut(file).unwrap(), "{row}").unwrap();
        };
        let score = if planted.is_empty() {
            (place % 11).to_string()
        } else {
            planted.to_owned()
        };
        add(
            "s",
            format!(
                "CARD-Qwx{place},Zebulon-Qwx,{},{day},{},{score},\"remark {place}, {planted} is where I am\",{}",
                18 + place % 60,
                if place % 3 == 0 { "shop" } else { "web" },
                format_args!("https://replay.example/v?visit={}&jeton=s3cr3tplanted", place % 3)
            ),
        );
        let paid = if planted.is_empty() {
            format!("{}.20", 10 + place % 90)
        } else {
            planted.to_owned()
        };
        let until = if place % 4 == 0 { "2026-05-05" } else { "" };
        // Three of a kind: who they are and what they are worth stays with them.
        let kind = if place < 3 { "few" } else { ["some", "many"][place % 2] };
        add(
            "clients",
            format!(
                "CARD-Qwx{place},Zebulon-Qwx,{planted},2025-02-0{},{until},{paid},{kind}",
                place % 9 + 1
            ),
        );
        let mail = format!("zebulon-qwx{place}@exemple-planted.fr");
        add(
            "buys",
            format!(
                "CARD-Qwx{},ORDER-Qwx{place},{day},{paid},{},{mail}",
                place / 2,
                ["web", "shop"][place % 2]
            ),
        );
        add("visits", format!("VISIT-Qwx{place},{day},{mail},{planted}"));
        add(
            "calls",
            format!(
                "CALL-Qwx{place},{day},{},{},{planted}",
                ["yes", "no"][place % 2],
                ["no", "yes", "no"][place % 3]
            ),
        );
    }
    for (name, text) in files {
        fs::write(root.join(format!("data/{name}.csv")), text).unwrap();
    }
}

/// Every file below a folder by its path; of packed ones what is in them.
fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if !entry.file_type().is_file() {
            continue;
        }
        let (path, bytes) = (entry.path().display().to_string(), fs::read(entry.path()).unwrap());
        if bytes.starts_with(b"PK\x03\x04") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for part in 0..archive.len() {
                let mut part = archive.by_index(part).unwrap();
                let mut inner = Vec::new();
                part.read_to_end(&mut inner).unwrap();
                found.push((format!("{path}/{}", part.name().unwrap()), inner));
            }
        }
        found.push((path, bytes));
    }
    found
}

/// Fails where anything planted stands in the bytes, in the open, with other spaces or without.
fn unspoken(outputs: &[(String, Vec<u8>)]) {
    let also = [
        "@exemple-planted",
        "zebulon-qwx",
        "VISIT-Qwx",
        "CALL-Qwx",
        "s3cr3tplanted",
        "CARD-Qwx",
    ];
    for (path, bytes) in outputs {
        let text = String::from_utf8_lossy(bytes);
        let bare: String = text.chars().filter(|char| !char.is_whitespace()).collect();
        for planted in PLANTED.iter().chain(&ALSO_PLANTED).chain(&also) {
            let without: String = planted.chars().filter(|char| !char.is_whitespace()).collect();
            assert!(
                !text.contains(planted) && !bare.contains(&without),
                "{planted} in {path}"
            );
        }
    }
}

#[test]
fn what_is_planted_in_any_column_is_in_nothing_that_any_command_writes() {
    for theme in themes() {
        let folder = tempfile::tempdir().unwrap();
        let (root, out) = (folder.path().join("project"), folder.path().join("out"));
        fs::create_dir_all(&out).unwrap();
        laid(&root, &theme);
        let (project, site) = (root.to_str().unwrap(), out.join("site"));
        let at = |name: &str| out.join(name).to_str().unwrap().to_owned();
        parcours(&["build", project, "--out", site.to_str().unwrap()]).exits(0);
        let audit: Value = serde_json::from_slice(&fs::read(site.join("audit.json")).unwrap()).unwrap();
        // All of it was read: each table has its indicators, the lists were brought together, comments are shown.
        let checks = audit["checks"].as_array().unwrap();
        for plugin in ["nps", "churn", "average-basket", "loyalty-rate", "complaint-rate"] {
            assert!(
                checks
                    .iter()
                    .any(|check| check["plugin"]["id"] == plugin && check["n"].is_u64()),
                "{plugin}"
            );
        }
        assert_eq!(audit["reconciliations"][0]["by_key"], 300);
        assert!(audit["verbatims"].as_array().unwrap().len() > 5);
        assert!(
            audit["verbatims"]
                .to_string()
                .contains("https://replay.example/v?visit=")
        );
        // What was put where it does not belong was told to the analyst.
        let told: Vec<&str> = audit["problems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        assert!(
            told.contains(&"data/out-of-scale") && told.contains(&"data/bad-field"),
            "{told:?}"
        );

        parcours(&["summarise", project]).exits(0);
        fs::rename(root.join("summaries"), out.join("summaries")).unwrap();
        for (name, arguments) in [
            ("duckdb.sql", vec!["sql", project, "--dialect", "duckdb"]),
            ("spark.sql", vec!["sql", project, "--dialect", "spark"]),
            (
                "check.json",
                vec!["check", project, "--format", "json", "--fail-on", "nothing"],
            ),
            ("diff.json", vec!["diff", project, project, "--format", "json"]),
            ("diff.md", vec!["diff", project, project, "--format", "markdown"]),
        ] {
            let run = parcours(&arguments).exits(0);
            assert!(!run.out.is_empty(), "{name}");
            fs::write(out.join(name), run.out).unwrap();
        }
        for (name, more) in [("q.html", "html"), ("q.xlsx", "xlsx")] {
            parcours(&["questionnaire", project, "--format", more, "--out", &at(name)]).exits(0);
        }
        parcours(&["actions", "export", &at("actions.csv"), project]).exits(0);
        let outputs = written(&out);
        for kind in [".html", ".json", ".csv", ".xml", ".sql", ".md"] {
            assert!(outputs.iter().any(|(path, _)| path.ends_with(kind)), "no {kind}");
        }
        unspoken(&outputs);
    }
}

/// Customers at random in kinds and regions, some of them few; whoever left has a day of it.
fn random_customers(seed: u64) -> String {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut csv = "card,since,until,kind,region\n".to_owned();
    let rare = dice.u32(3..40);
    for row in 0..dice.u32(12..220) {
        let kind = match dice.u32(..rare) {
            0 => "few",
            1 => "",
            other => ["some", "many"][other as usize % 2],
        };
        let region = ["north", "north", "south", ""][dice.usize(..4)];
        let leaves = if kind == "few" || region == "south" {
            dice.u32(..3) > 0
        } else {
            dice.u32(..6) == 0
        };
        let until = if leaves { "2026-03-03" } else { "" };
        writeln!(csv, "c{row},2025-0{}-01,{until},{kind},{region}", dice.u32(1..9)).unwrap();
    }
    csv
}

const CUSTOMERS: &str = "\
title: T
period: {from: 2026-01-01, to: 2026-06-30}
tables:
  - id: clients
    kind: customers
    file: c.csv
    columns: {customer: card, start: since, end: until}
    dimensions: [{id: kind, column: kind}, {id: region, column: region}]
";

/// The same proof for tables as for surveys: no cell of a rate that is withheld follows from those that are shown, by
/// linear algebra that shares nothing with what withholds.
#[test]
fn no_withheld_figure_of_many_random_tables_is_determined_by_the_published_ones() {
    let (mut shown, mut hidden) = (0, 0);
    for seed in 0..40 {
        let files = parcours::files::Memory::new()
            .with("parcours.yaml", CUSTOMERS)
            .with("c.csv", random_customers(seed));
        let outcome = parcours::pipeline::build(&files, &parcours::pipeline::Options::default());
        let site = outcome
            .site
            .unwrap_or_else(|| panic!("seed {seed}: {:#?}", outcome.problems));
        let audit: Value = serde_json::from_slice(&site["audit.json"]).unwrap();
        let checks: Vec<&Value> = audit["checks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|check| check["n"].is_u64())
            .collect();
        // Churn and retention are two sides of one figure: what one withholds the other may not show.
        let mut sides: BTreeMap<Key, Vec<bool>> = BTreeMap::new();
        for check in &checks {
            let total = sum(check);
            if !total.counts.keys().all(|value| value == "0" || value == "1") || total.counts.is_empty() {
                continue;
            }
            let cells: Vec<Sum> = check["breakdowns"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|breakdown| breakdown["cells"].as_array().unwrap().iter().map(sum))
                .collect();
            let what = format!("seed {seed}, {}", check["id"]);
            for cell in &cells {
                if ["churn", "retention"].iter().any(|id| check["id"] == *id) {
                    sides.entry(cell.key.clone()).or_default().push(cell.n.is_some());
                }
                if let Some(n) = cell.n {
                    assert!(n >= 5, "{what}: {:?} of {n}", cell.key);
                    assert!(
                        cell.counts.values().filter(|n| **n > 0).count() > 1 || total.counts.len() == 1,
                        "{what}: all agree in {:?}",
                        cell.key
                    );
                }
            }
            let mut all = vec![total];
            all.extend(cells);
            let ways = ways(&all, &[]);
            let row = |key: &Key| -> Vec<u64> { ways.iter().map(|way| u64::from(is_in(way, key))).collect() };
            let mut known = Echelon::default();
            for sum in all.iter().filter(|sum| sum.n.is_some()) {
                known.add(row(&sum.key));
                shown += 1;
            }
            for sum in all.iter().filter(|sum| sum.n.is_none()) {
                hidden += 1;
                assert!(!known.has(row(&sum.key)), "{what}: {:?} is determined", sum.key);
            }
        }
        for (key, sides) in sides {
            assert!(
                sides.iter().all(|side| *side == sides[0]),
                "seed {seed}: {key:?} on one side only"
            );
        }
    }
    assert!(shown > 150 && hidden > 40, "{shown} shown, {hidden} hidden");
}
