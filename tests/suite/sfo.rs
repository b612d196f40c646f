//! The reference: passengers of San Francisco airport, 2017, against figures computed by other programs.
//!
//! Every NPS, count and share of `reference.json`, overall and by each of its groups, every mean and top-2 share, once
//! without weights and once with them; and again as the audit says them. Its Wald intervals are not ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use parcours::audit::{Case, judge};
use parcours::diagnostics::{Place, Problems};
use parcours::evidence::{Evidence, Plan, Protected, QuestionEvidence, Summary, collect, plan};
use parcours::files::Disk;
use parcours::manifest::{Located, Manifest};
use parcours::plugins::Registry;
use parcours::project::{Project, load};
use parcours::stats::net_share::Counts;
use parcours::stats::quantile::Ordered;
use parcours::stats::{Group, LEVEL, mean, normal, nps, proportion, weighted};
use serde_json::Value;

/// Ids of the project's dimensions and what the reference calls them.
const GROUPS: [(&str, &str); 9] = [
    ("area", "BAREA"),
    ("strata", "STRATA"),
    ("peak", "PEAK"),
    ("gender", "Q20GENDER"),
    ("age", "Q19AGE"),
    ("language", "LANG"),
    ("fly", "Q22FLY"),
    ("day", "DAY"),
    ("interview", "INTDATE"),
];

/// Groups with a cell that is shown: the reference has 63, of which two without an answer and four withheld.
const SHOWN: usize = 57;

/// The folder of the data, unless it is not there, which is said loudly.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
pub(crate) fn data() -> Option<PathBuf> {
    let shared = std::env::var_os("PARCOURS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data/sfo-airport-2017");
    if folder.join("reference.json").exists() {
        return Some(folder);
    }
    println!(
        "SKIPPED: {} is not there; set PARCOURS_SHARED to the folder that holds `data`",
        folder.display()
    );
    None
}

/// What the pipeline makes of the project up to the evidence.
struct Made {
    project: Project,
    registry: Registry,
    plan: Plan,
    evidence: Evidence,
}

/// A project of `tests/projects` that reads the data, as it must be written to lie in `folder`: its path of the data is
/// written for a checkout beside the shared folder.
pub(crate) fn written(project: &str, data: &Path, folder: &Path) -> String {
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/projects/{project}/parcours.yaml"));
    let there = data.canonicalize().unwrap();
    let climb = "../".repeat(folder.canonicalize().unwrap().components().count() - 1);
    let there = format!("{climb}{}", there.strip_prefix("/").unwrap().display());
    std::fs::read_to_string(written)
        .unwrap()
        .replace("../../../../shared/data/sfo-airport-2017", &there)
}

fn make(data: &Path, is_weighted: bool) -> Made {
    make_edited(data, |yaml| {
        if is_weighted {
            yaml.replace("    dimensions:\n", "    weight: WEIGHT\n    dimensions:\n")
        } else {
            yaml
        }
    })
}

/// The audit of the project once `edit` has changed it.
pub(crate) fn audit(data: &Path, edit: impl Fn(String) -> String) -> Value {
    let made = make_edited(data, edit);
    let case = Case {
        project: &made.project,
        registry: &made.registry,
        plan: &made.plan,
        evidence: &made.evidence,
        today: None,
        commit: None,
    };
    let mut broken = Problems::new();
    let audit = serde_json::to_value(judge(&case, &mut broken)).unwrap();
    assert!(broken.is_empty(), "{broken:#?}");
    audit
}

fn make_edited(data: &Path, edit: impl Fn(String) -> String) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let yaml = edit(written("sfo", data, folder.path()));
    std::fs::write(folder.path().join("parcours.yaml"), yaml).unwrap();
    let files = Disk::new(folder.path()).unwrap().allow(data).unwrap();
    let mut problems = Problems::new();
    let project = load(&files, &mut problems);
    let registry = Registry::load(None, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    let project = project.unwrap();
    let manifests: Vec<&Manifest> = registry.manifests().collect();
    let plan = plan(&project, &manifests);
    let evidence = collect(&project, &plan, &files, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    Made {
        project,
        registry,
        plan,
        evidence,
    }
}

pub(crate) fn reference(data: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(data.join("reference.json")).unwrap()).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[track_caller]
pub(crate) fn close(ours: f64, theirs: &Value, what: &str) {
    let theirs = number(theirs);
    assert!(
        (ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0),
        "{what}: {ours} against {theirs}"
    );
}

fn groups(summary: &Summary) -> Vec<Group> {
    let values = summary.values.iter();
    values
        .map(|value| Group {
            value: f64::from(value.value),
            n: value.n,
            w: value.weight,
            w2: value.weight_squared,
        })
        .collect()
}

/// A share with its Wilson interval against the reference.
fn same_share(count: u64, n: u64, theirs: &Value, what: &str) {
    assert_eq!(
        (Value::from(count), Value::from(n)),
        (theirs["k"].clone(), theirs["n"].clone()),
        "{what}"
    );
    let estimate = proportion::estimate(count, n, LEVEL).unwrap();
    let interval = estimate.interval.unwrap();
    close(estimate.value, &theirs["p"], what);
    close(interval.low, &theirs["lo"], what);
    close(interval.high, &theirs["hi"], what);
}

/// A cell without weights against the reference.
fn same_nps(summary: &Summary, theirs: &Value, what: &str) {
    let counts = nps::counts(summary.values.iter().map(|value| (f64::from(value.value), value.n)));
    let estimate = nps::estimate(&counts, LEVEL).unwrap();
    assert_eq!(Value::from(summary.n()), theirs["n"], "{what}");
    assert_eq!(Value::from(summary.count(9, 10)), theirs["promoters"], "{what}");
    assert_eq!(Value::from(summary.count(7, 8)), theirs["passives"], "{what}");
    assert_eq!(Value::from(summary.count(0, 6)), theirs["detractors"], "{what}");
    for score in 0..=10 {
        let theirs = &theirs["distribution"][score.to_string()];
        assert_eq!(
            Value::from(summary.count(score, score)),
            *theirs,
            "{what}, score {score}"
        );
    }
    close(estimate.value, &theirs["nps"], what);
    close(estimate.standard_error.unwrap(), &theirs["se_points"], what);
    // Their interval is Wald's.
    let margin = normal::critical(LEVEL) * estimate.standard_error.unwrap();
    close(estimate.value - margin, &theirs["lo"], what);
    close(estimate.value + margin, &theirs["hi"], what);
    same_share(summary.count(9, 10), summary.n(), &theirs["promoter_share"], what);
    same_share(summary.count(0, 6), summary.n(), &theirs["detractor_share"], what);
    let mean = mean::estimate(
        summary.values.iter().map(|value| (f64::from(value.value), value.n)),
        LEVEL,
    );
    close(mean.unwrap().value, &theirs["mean_score"], what);
}

/// A cell with weights against the reference.
fn same_weighted_nps(summary: &Summary, theirs: &Value, what: &str) {
    let groups = groups(summary);
    let estimate = nps::estimate_weighted(&groups, LEVEL).unwrap();
    assert_eq!(Value::from(estimate.n), theirs["n"], "{what}");
    close(summary.weight(), &theirs["sum_w"], what);
    close(estimate.value, &theirs["nps"], what);
    close(estimate.standard_error.unwrap(), &theirs["se_points"], what);
    close(estimate.n_effective, &theirs["n_eff_kish"], what);
    close(
        weighted::Totals::of(&groups).unwrap().deff(),
        &theirs["deff_kish"],
        what,
    );
    let share = |low: i32, high: i32| {
        let inside = summary
            .values
            .iter()
            .filter(|value| (low..=high).contains(&value.value));
        inside.map(|value| value.weight).sum::<f64>() / summary.weight()
    };
    // Their interval is Wald's.
    let margin = normal::critical(LEVEL) * estimate.standard_error.unwrap();
    close(estimate.value - margin, &theirs["lo"], what);
    close(estimate.value + margin, &theirs["hi"], what);
    close(share(9, 10), &theirs["promoter_share"], what);
    close(share(0, 6), &theirs["detractor_share"], what);
}

fn recommend(made: &Made) -> &QuestionEvidence {
    made.evidence.question("passengers", "recommend").unwrap()
}

/// The cells of a table by key.
fn cells<'e>(question: &'e QuestionEvidence, by: &str) -> BTreeMap<&'e str, &'e Protected> {
    let table = question.tables.iter().find(|table| table.by == [by]).unwrap();
    table
        .cells
        .iter()
        .map(|cell| (cell.key[0].as_str(), &cell.cell))
        .collect()
}

#[test]
fn the_project_loads_from_its_own_folder() {
    let Some(data) = data() else { return };
    if std::env::var_os("PARCOURS_SHARED").is_some() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/sfo");
    let files = Disk::new(&folder).unwrap().allow(&data).unwrap();
    let mut problems = Problems::new();
    assert!(load(&files, &mut problems).is_some(), "{problems:#?}");
    // Without leave, the data stay out of reach.
    let mut problems = Problems::new();
    load(&Disk::new(&folder).unwrap(), &mut problems);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["project/outside-folder"]);
}

#[test]
fn the_file_is_read_whole() {
    let Some(data) = data() else { return };
    let made = make(&data, false);
    let survey = made.evidence.survey("passengers").unwrap();
    assert_eq!((survey.rows, survey.rejected_rows), (2831, 0));
    let input = &made.evidence.inputs[0];
    assert_eq!(
        (input.digest.as_str(), input.bytes, input.rows),
        (
            "sha256:171423b74247f1c0144a93104ef19265975be6a78c6665a7319d8efbc7d1493e",
            734_802,
            Some(2831)
        )
    );
}

#[test]
fn nps_is_the_references_overall_and_by_every_group() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    let made = make(&data, false);
    let question = recommend(&made);
    let total = question.total.shown().unwrap();
    same_nps(total, &reference["nps"], "overall");
    let nps = nps::estimate(
        &nps::counts(total.values.iter().map(|value| (f64::from(value.value), value.n))),
        LEVEL,
    );
    assert!((nps.unwrap().value - 39.839_766_933_721_78).abs() < 1e-9);
    assert_eq!(
        (total.n(), question.not_an_answer, question.blank, question.out_of_scale),
        (2746, 84, 1, 0)
    );
    for (code, count) in reference["netpro_raw_counts"].as_object().unwrap() {
        let ours = match code.as_str() {
            "11.0" => question.not_an_answer,
            "nan" => question.blank,
            score => {
                let score = score.parse::<f64>().unwrap() as i32;
                total.count(score, score)
            }
        };
        assert_eq!(Value::from(ours), *count, "code {code}");
    }
    // Code 11 is “does not know”, which counts as a promoter where nobody reads the codebook.
    let wrong = nps::counts(total.values.iter().map(|value| (f64::from(value.value), value.n)));
    let wrong = Counts {
        plus: wrong.plus + question.not_an_answer,
        ..wrong
    };
    close(
        nps::estimate(&wrong, LEVEL).unwrap().value,
        &reference["nps_if_code_11_is_wrongly_counted_as_promoter"],
        "code 11",
    );
    let mut compared = 0;
    for (id, column) in GROUPS {
        let ours = cells(question, id);
        for (group, theirs) in reference["nps_by"][column].as_object().unwrap() {
            let theirs = &theirs["unweighted"];
            let what = format!("{column} {group}");
            match ours.get(group.as_str()) {
                Some(Protected::Shown(summary)) => {
                    same_nps(summary, theirs, &what);
                    compared += 1;
                }
                Some(Protected::Withheld) => {}
                None => assert_eq!(theirs["n"], 0, "{what} is missing"),
            }
        }
        let known: BTreeSet<&str> = reference["nps_by"][column]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert!(ours.keys().all(|group| known.contains(group)), "{column}");
    }
    assert_eq!(compared, SHOWN);
}

#[test]
fn weighted_nps_is_the_references_overall_and_by_every_group() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    let made = make(&data, true);
    let question = recommend(&made);
    let total = question.total.shown().unwrap();
    same_weighted_nps(total, &reference["nps_weighted"], "overall");
    let nps = nps::estimate_weighted(&groups(total), LEVEL).unwrap();
    assert!((nps.value - 40.398_435_511_707_41).abs() < 1e-9);
    let mut compared = 0;
    for (id, column) in GROUPS {
        for (group, cell) in cells(question, id) {
            if let Protected::Shown(summary) = cell {
                let theirs = &reference["nps_by"][column][group];
                same_weighted_nps(summary, &theirs["weighted"], &format!("{column} {group}"));
                compared += 1;
            }
        }
    }
    assert_eq!(compared, SHOWN);
    let facts = made.evidence.survey("passengers").unwrap().weights.as_ref().unwrap();
    assert_eq!(
        (facts.n, facts.smallest, facts.largest),
        (2831, 0.284_717_714_3, 1.632_960_094_6)
    );
}

#[test]
fn small_groups_are_withheld_each_with_one_more() {
    let Some(data) = data() else { return };
    for is_weighted in [false, true] {
        let made = make(&data, is_weighted);
        let mut withheld = BTreeSet::new();
        for (id, _) in GROUPS {
            for (group, cell) in cells(recommend(&made), id) {
                if cell.shown().is_none() {
                    withheld.insert((id, group));
                }
            }
        }
        assert_eq!(
            withheld,
            BTreeSet::from([("gender", "0"), ("gender", "3"), ("language", "4"), ("language", "2")])
        );
    }
}

#[test]
fn every_rating_has_the_references_mean_and_top_two() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    let (plain, with_weights) = (make(&data, false), make(&data, true));
    let mut theirs: BTreeMap<String, &Value> = BTreeMap::new();
    for part in ["ratings_q7", "ratings_q9"] {
        let items = reference[part].as_object().unwrap().iter();
        theirs.extend(items.map(|(item, value)| (item.to_lowercase(), value)));
    }
    theirs.insert("q13getrate".to_owned(), &reference["ease_getting_to_airport_Q13"]);
    theirs.insert("q14find".to_owned(), &reference["ease_finding_way_Q14"]);
    assert_eq!(theirs.len(), 23);
    for (id, theirs) in theirs {
        let question = plain.evidence.question("passengers", &id).unwrap();
        let total = question.total.shown().unwrap();
        let values = || total.values.iter().map(|value| (f64::from(value.value), value.n));
        let estimate = mean::estimate(values(), LEVEL).unwrap();
        assert_eq!(Value::from(total.n()), theirs["n"], "{id}");
        close(estimate.value, &theirs["mean"], &id);
        close(estimate.standard_error.unwrap(), &theirs["se"], &id);
        let interval = estimate.interval.unwrap();
        close(interval.low, &theirs["lo"], &id);
        close(interval.high, &theirs["hi"], &id);
        let moments = mean::Moments::of(values()).unwrap();
        close(moments.standard_deviation().unwrap(), &theirs["sd"], &id);
        close(Ordered::of(values()).unwrap().quantile(0.5), &theirs["median"], &id);
        same_share(total.count(4, 5), total.n(), &theirs["top2"], &id);
        same_share(total.count(1, 2), total.n(), &theirs["bottom2"], &id);
        // 0, 6, 11 and blanks are in none of the counts.
        assert!(total.values.iter().all(|value| (1..=5).contains(&value.value)), "{id}");
        assert_eq!(question.out_of_scale, 0, "{id}");
        assert_eq!(total.n() + question.not_an_answer + question.blank, 2831, "{id}");

        let total = with_weights
            .evidence
            .question("passengers", &id)
            .unwrap()
            .total
            .shown()
            .unwrap();
        let (groups, theirs) = (groups(total), &theirs["weighted"]);
        close(total.weight(), &theirs["sum_w"], &id);
        close(weighted::mean(&groups).unwrap(), &theirs["mean"], &id);
        close(
            weighted::standard_error(&groups).unwrap(),
            &theirs["se_linearised"],
            &id,
        );
        let totals = weighted::Totals::of(&groups).unwrap();
        close(totals.n_effective(), &theirs["n_eff_kish"], &id);
        close(totals.deff(), &theirs["deff_kish"], &id);
        assert_eq!(Value::from(total.n()), theirs["n"], "{id}");
    }
}

#[test]
fn means_by_boarding_area_are_the_references() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    let made = make(&data, false);
    let mut compared = 0;
    for (area, items) in reference["q7_by_boarding_area_mean"].as_object().unwrap() {
        for (item, theirs) in items.as_object().unwrap() {
            let question = made.evidence.question("passengers", &item.to_lowercase()).unwrap();
            let summary = question.cell(&["area"], &[area]).unwrap().shown().unwrap();
            let mean = mean::estimate(
                summary.values.iter().map(|value| (f64::from(value.value), value.n)),
                LEVEL,
            );
            close(mean.unwrap().value, theirs, &format!("{item} in {area}"));
            compared += 1;
        }
    }
    assert_eq!(compared, 7 * 15);
}

#[test]
fn personas_hold_the_rows_their_rules_select() {
    let Some(data) = data() else { return };
    let made = make(&data, false);
    let question = recommend(&made);
    let mut rows = csv::Reader::from_path(data.join("2017_SFO_Customer_Survey.csv")).unwrap();
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|found| found.trim_start_matches('\u{feff}') == name)
            .unwrap()
    };
    let [score, purpose, first, age, country] =
        ["NETPRO", "Q2PURP1", "Q5FIRSTTIME", "Q19AGE", "Q17COUNTRY"].map(column);
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows.records() {
        let row = row.unwrap();
        if !row[score].parse().is_ok_and(|score: u8| score <= 10) {
            continue;
        }
        let mut count = |persona, holds| *counted.entry(persona).or_default() += u64::from(holds);
        count("business", matches!(&row[purpose], "1" | "5"));
        count("first-time", &row[first] == "1");
        let young = matches!(&row[age], "1" | "2" | "3");
        count(
            "young-or-visiting",
            (young || &row[purpose] == "3") && !row[country].trim().is_empty(),
        );
    }
    for (persona, n) in counted {
        let summary = question.cell(&["persona"], &[persona]).unwrap().shown().unwrap();
        assert_eq!(summary.n(), n, "{persona}");
    }
    let shares = &made.evidence.survey("passengers").unwrap().persona_shares;
    assert_eq!(shares.len(), 3);
    assert!(
        shares
            .iter()
            .all(|(_, share)| share.is_some_and(|(share, interval)| interval.contains(share)))
    );
}

#[test]
fn the_audit_says_what_the_reference_says() {
    let Some(data) = data() else { return };
    let reference = reference(&data);
    for (is_weighted, part) in [(false, "unweighted"), (true, "weighted")] {
        let made = make(&data, is_weighted);
        let mut broken = Problems::new();
        let case = Case {
            project: &made.project,
            registry: &made.registry,
            plan: &made.plan,
            evidence: &made.evidence,
            today: None,
            commit: None,
        };
        let audit = serde_json::to_value(judge(&case, &mut broken)).unwrap();
        assert!(broken.is_empty(), "{broken:#?}");
        let check = |id: &str| {
            let checks = audit["checks"].as_array().unwrap();
            checks.iter().find(|check| check["id"] == id).unwrap().clone()
        };
        let theirs = if is_weighted {
            &reference["nps_weighted"]
        } else {
            &reference["nps"]
        };
        let nps = check("nps");
        close(number(&nps["value"]), &theirs["nps"], "overall");
        close(number(&nps["standard_error"]), &theirs["se_points"], "overall");
        assert_eq!(nps["n"], theirs["n"]);
        if is_weighted {
            close(number(&nps["n_effective"]), &theirs["n_eff_kish"], "overall");
        }
        let (mut compared, mut withheld) = (0, 0);
        for (id, column) in GROUPS {
            let tables = nps["breakdowns"].as_array().unwrap();
            let table = tables
                .iter()
                .find(|table| table["by"] == serde_json::json!([id]))
                .unwrap();
            for cell in table["cells"].as_array().unwrap() {
                let group = cell["key"][id].as_str().unwrap();
                let what = format!("{column} {group}");
                if cell["suppressed"] == true {
                    assert_eq!(cell["value"], Value::Null, "{what}");
                    withheld += 1;
                    continue;
                }
                let theirs = &reference["nps_by"][column][group];
                close(number(&cell["value"]), &theirs[part]["nps"], &what);
                close(number(&cell["standard_error"]), &theirs[part]["se_points"], &what);
                assert_eq!(cell["n"], theirs["unweighted"]["n"], "{what}");
                for (score, count) in theirs["unweighted"]["distribution"].as_object().unwrap() {
                    let ours = cell["counts"].get(score).and_then(Value::as_u64).unwrap_or_default();
                    assert_eq!(Some(ours), count.as_u64(), "{what}, score {score}");
                }
                compared += 1;
            }
        }
        assert_eq!((compared, withheld), (SHOWN, 4));
        for (item, theirs) in reference["ratings_q7"].as_object().unwrap() {
            let rating = check(&format!("rating:passengers.{}", item.to_lowercase()));
            let theirs = if is_weighted { &theirs["weighted"] } else { theirs };
            close(number(&rating["value"]), &theirs["mean"], item);
            assert_eq!(rating["n"], theirs["n"], "{item}");
        }
    }
}

#[test]
fn a_column_that_is_not_there_is_told_where_the_project_names_it() {
    let Some(data) = data() else { return };
    let mut made = make(&data, false);
    made.project.surveys[0].weight = Some(Located::at("WEIGHTS".to_owned(), &Place::at("parcours.yaml", 3, 9)));
    let files = Disk::new(&data).unwrap();
    made.project.surveys[0].file = Located::unwritten("2017_SFO_Customer_Survey.csv".to_owned());
    let mut problems = Problems::new();
    let evidence = collect(&made.project, &made.plan, &files, &mut problems);
    assert!(evidence.surveys.is_empty());
    let told: Vec<(&str, String)> = problems
        .iter()
        .map(|problem| (problem.code, problem.place.as_ref().unwrap().to_string()))
        .collect();
    assert_eq!(told, [("data/unknown-column", "parcours.yaml:3:9".to_owned())]);
}
