//! The test cases of W3C's ACT rules: every page through the criteria that name its rule, a table by rule, totals held.
//!
//! A rule's outcome on a page is that of the criteria with the reference `act:…`: failed when one of them fails. A failure
//! that is left open does not count as found; a page that is left open is no false alarm.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use parcours::audit::{Audit, Outcome};
use parcours::diagnostics::Problems;
use parcours::files::Memory;
use parcours::manifest::Kind;
use parcours::pipeline::{Options, audit};
use parcours::plugins::Registry;
use parcours::website::probes::Verdict;
use parcours::website::{ProbeRequest, ProbeUse, SnapshotSettings, collect};

/// Least number of failures found, of how many in the cases.
const FOUND: usize = 98;
const FAILURES: usize = 98;

struct Case {
    rule: String,
    fails: bool,
    path: String,
}

/// What was made of the cases of a rule.
#[derive(Default)]
struct Row {
    failures: usize,
    found: usize,
    open: usize,
    passes: usize,
    alarms: usize,
}

/// The folder of the cases, unless it is not there, which is said loudly.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("PARCOURS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data/act-rules");
    if folder.join("expected.csv").exists() {
        return Some(folder);
    }
    println!(
        "SKIPPED: {} is not there; set PARCOURS_SHARED to the folder that holds `data`",
        folder.display()
    );
    None
}

fn cases(folder: &Path) -> Vec<Case> {
    let mut reader = csv::Reader::from_path(folder.join("expected.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| Case {
        rule: row[0].to_owned(),
        fails: &row[1] == "failed",
        path: row[2].to_owned(),
    })
    .collect()
}

/// The rules that have cases.
pub(crate) fn rules() -> BTreeSet<String> {
    let cases = folder().map(|folder| cases(&folder)).unwrap_or_default();
    cases.into_iter().map(|case| case.rule).collect()
}

/// The probes of the criteria that implement each rule.
pub(crate) fn probes() -> BTreeMap<String, Vec<ProbeRequest>> {
    let mut problems = Problems::new();
    let registry = Registry::load(None, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    let mut probes: BTreeMap<String, Vec<ProbeRequest>> = BTreeMap::new();
    for criterion in registry.manifests().flat_map(|manifest| &manifest.criteria) {
        for reference in &criterion.references {
            let Some(rule) = reference.strip_prefix("act:") else {
                continue;
            };
            probes.entry(rule.to_owned()).or_default().push(ProbeRequest {
                criterion: criterion.id.clone(),
                probe: ProbeUse::new(criterion.probe.as_ref().unwrap()).unwrap(),
                place: None,
            });
        }
    }
    probes
}

/// The worst verdict on a page: failed before open before the others.
pub(crate) fn verdict(html: &str, requests: &[ProbeRequest]) -> Verdict {
    let files = Memory::new().with("site/index.html", html);
    let settings = SnapshotSettings::new("site");
    let facts = collect(&files, &settings, requests, &mut Problems::new()).unwrap();
    let verdicts: BTreeSet<Verdict> = facts.results.values().map(|result| result.outcome).collect();
    *[Verdict::Failed, Verdict::CannotTell, Verdict::Passed]
        .iter()
        .find(|verdict| verdicts.contains(verdict))
        .unwrap_or(&Verdict::NotApplicable)
}

#[test]
fn the_act_cases_are_judged_as_their_rules_say() {
    let Some(folder) = folder() else { return };
    let probes = probes();
    let mut table: BTreeMap<String, Row> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases(&folder) {
        let html = std::fs::read_to_string(folder.join(&case.path)).unwrap();
        let requests = probes.get(&case.rule).map_or(&[][..], Vec::as_slice);
        let verdict = verdict(&html, requests);
        let row = table.entry(case.rule.clone()).or_default();
        row.open += usize::from(verdict == Verdict::CannotTell);
        if case.fails {
            row.failures += 1;
            row.found += usize::from(verdict == Verdict::Failed);
        } else {
            row.passes += 1;
            row.alarms += usize::from(verdict == Verdict::Failed);
        }
        if case.fails != (verdict == Verdict::Failed) {
            wrong.push(format!("{} fails: {}, judged {verdict:?}", case.path, case.fails));
        }
    }
    println!("rule     failures found   others  false alarms  open  criteria");
    for (rule, row) in &table {
        let criteria: Vec<&str> = probes
            .get(rule)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(|request| request.criterion.as_str())
            .collect();
        println!(
            "{rule:8} {:8} {:5}   {:6}  {:12}  {:4}  {}",
            row.failures,
            row.found,
            row.passes,
            row.alarms,
            row.open,
            criteria.join(", ")
        );
    }
    let sum = |of: fn(&Row) -> usize| table.values().map(of).sum::<usize>();
    let (failures, found, alarms) = (sum(|row| row.failures), sum(|row| row.found), sum(|row| row.alarms));
    println!(
        "all      {failures:8} {found:5}   {:6}  {alarms:12}  {:4}",
        sum(|row| row.passes),
        sum(|row| row.open)
    );
    println!("{}", wrong.join("\n"));
    assert_eq!(failures, FAILURES);
    assert!(found >= FOUND, "{found} of {FOUND} failures found");
    assert_eq!(alarms, 0, "pages that are called failed and are not");
}

/// The pages of a project whose website holds all cases of a rule, and its audit.
fn audited(pages: &[(String, String)]) -> Audit {
    let links: Vec<String> = pages
        .iter()
        .map(|(path, _)| format!("<a href={path}>{path}</a>"))
        .collect();
    let home = format!(
        "<!DOCTYPE html><html lang=en><title>Cases</title><h1>Cases</h1>{}",
        links.join(" ")
    );
    let mut files = Memory::new()
        .with(
            "parcours.yaml",
            "title: {en: Cases, fr: Cas}\nlanguages: [en]\nwebsite: website.yaml\n",
        )
        .with("website.yaml", "snapshot: site\ncomplete: true\n")
        .with("site/index.html", home);
    for (path, html) in pages {
        files = files.with(format!("site/{path}"), html);
    }
    audit(&files, &Options::default()).audit.unwrap()
}

/// The pages on which a criterion that names a rule found something, of an audit as it is published.
fn failing(audit: &Audit, rule: &str) -> BTreeSet<String> {
    let reference = format!("act:{rule}");
    let mut pages = BTreeSet::new();
    for check in audit.checks.iter().filter(|check| check.kind == Kind::Website) {
        for criterion in check.criteria.iter().filter(|one| one.references.contains(&reference)) {
            for evidence in criterion.evidence.iter().filter(|one| one.outcome == Outcome::Failed) {
                pages.extend(evidence.places.iter().map(|place| place.page.clone()));
                if evidence.places.is_empty() {
                    pages.insert(evidence.path.trim_start_matches("site/").to_owned());
                }
            }
        }
    }
    pages
}

/// Project folder, snapshot, criteria, templates, findings: nothing on the way may lose a failure or add one.
#[test]
fn a_whole_project_of_all_cases_says_of_each_page_what_the_criterion_says() {
    let Some(folder) = folder() else { return };
    let probes = probes();
    let mut by_rule: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in cases(&folder) {
        by_rule.entry(case.rule.clone()).or_default().push(case);
    }
    let (mut compared, mut wrong) = (0, Vec::new());
    for (rule, cases) in by_rule {
        let pages: Vec<(String, String)> = cases
            .iter()
            .enumerate()
            .map(|(number, case)| {
                let html = std::fs::read_to_string(folder.join(&case.path)).unwrap();
                (format!("case-{number}.html"), html)
            })
            .collect();
        let failing = failing(&audited(&pages), &rule);
        for ((path, html), case) in pages.iter().zip(&cases) {
            compared += 1;
            let alone = verdict(html, &probes[&rule]) == Verdict::Failed;
            if failing.contains(path) != alone {
                wrong.push(format!("{}: {alone} alone, {} in the audit", case.path, !alone));
            }
        }
    }
    assert!(compared > 300, "{compared} pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
