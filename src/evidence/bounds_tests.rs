//! What is held in memory has a bound, and whoever meets it is told where and what to do. Under test the bounds are small.

use std::fmt::Write as _;

use super::{collect, plan, protect};
use crate::diagnostics::{Problem, Problems};
use crate::files::Memory;
use crate::language::Lang;
use crate::manifest::{Manifest, typed};
use crate::project::load;

const RATING: &str = "{protocol: 1, id: rating, version: 1.0.0, kind: kpi, title: R, unit: score, direction: higher-is-better, \
    reads: {score: {question: {role: rating}}}, estimate: {mean: {of: score}}, breakdowns: [dimension]}";

const TRAFFIC: &str = "{protocol: 1, id: visits, version: 1.0.0, kind: kpi, title: V, unit: count, direction: \
    higher-is-better, reads: {days: {table: {kind: traffic, needs: [sessions]}}}, measures: {visits: {sum: sessions}}, \
    estimate: {average: {of: visits}}}";

const LOYAL: &str = "{protocol: 1, id: loyal, version: 1.0.0, kind: kpi, title: L, unit: percent, direction: \
    higher-is-better, reads: {orders: {table: {kind: transactions, per: customer}}}, measures: {again: {where: {field: \
    rows, at-least: 2}}, all: {}}, estimate: {rate: {of: again, among: all}}}";

fn met(check: &str, project: &str, files: &[(&str, &str)]) -> Vec<Problem> {
    let start = Memory::new().with("parcours.yaml", project);
    let files = files
        .iter()
        .fold(start, |memory, (path, text)| memory.with(*path, text));
    let mut problems = Problems::new();
    let loaded = load(&files, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
    let manifest: Manifest = typed("plugin.yaml", check, &mut problems).unwrap_or_else(|| panic!("{problems:#?}"));
    let plan = plan(&loaded, &[&manifest]);
    collect(&loaded, &plan, &files, &mut problems);
    problems.sorted()
}

#[track_caller]
fn told(problems: &[Problem], code: &str, place: &str, says: [&str; 2]) {
    let Some(problem) = problems.iter().find(|problem| problem.code == code) else {
        panic!("no {code} among {problems:#?}");
    };
    assert_eq!(problem.place.as_ref().unwrap().to_string(), place);
    for (lang, said) in [Lang::En, Lang::Fr].into_iter().zip(says) {
        let what = problem.what.get(lang);
        assert!(what.contains(said), "{said} is not in {what}");
        assert!(!problem.why.get(lang).is_empty() && !problem.help.get(lang).is_empty());
    }
}

/// Answers of a respondent over two rows, 40 bytes a row and more than a mebibyte in all.
#[test]
fn rows_that_are_put_together() {
    let mut rows = "who,q,said\n".to_owned();
    for row in 0..30_000 {
        writeln!(rows, "{:08},4,forty bytes of somebody’s words", row / 2).unwrap();
    }
    let project = "title: T\nsurveys: [{id: s, file: s.csv, respondent: who, layout: repeated, questions: [{id: q, role: rating, \
                   scale: [1, 5]}, {id: said, role: verbatim}]}]\n";
    told(
        &met(RATING, project, &[("s.csv", &rows)]),
        "data/too-large-together",
        "s.csv",
        ["s.csv need more than 256 MiB", "s.csv demandent plus de 256 Mio"],
    );
}

#[test]
fn an_export_of_web_analytics_that_is_put_right() {
    let mut rows =
        "# ----------------------------------------\n# Traffic acquisition\n# Start date: 20260101\n# End date: \
                    20261231\n# ----------------------------------------\nDate,Session source / medium,Sessions\n"
            .to_owned();
    for row in 0..30_000 {
        writeln!(rows, "20260101,source-{row} / medium,12").unwrap();
    }
    let project =
        "title: T\ntables: [{id: web, kind: traffic, file: t.csv, columns: {date: Date, sessions: Sessions}}]\n";
    told(
        &met(TRAFFIC, project, &[("t.csv", &rows)]),
        "data/too-large-together",
        "t.csv",
        ["t.csv need more than 256 MiB", "t.csv demandent plus de 256 Mio"],
    );
}

/// In memory there is no folder for scratch files.
#[test]
fn customers_that_are_put_together() {
    let mut rows = "who,sum\n".to_owned();
    for row in 0..5000 {
        writeln!(rows, "c{row},10").unwrap();
    }
    let project =
        "title: T\ntables:\n  - {id: orders, kind: transactions, file: o.csv, columns: {customer: who, amount: sum}}\n";
    told(
        &met(LOYAL, project, &[("o.csv", &rows)]),
        "data/too-many-keys",
        "parcours.yaml:3:44",
        ["`orders` has more customers", "`orders` a plus de clients"],
    );
}

#[test]
fn people_that_are_found_in_another_list() {
    let mut rows = "id,day,mail\n".to_owned();
    for row in 0..5000 {
        writeln!(rows, "c{row},2026-01-05,p{row}@example.fr").unwrap();
    }
    let project = "title: T\ntables:\n  - {id: visits, kind: events, file: v.csv, columns: {customer: id, date: day}}\n  - {id: bought, \
                   kind: transactions, file: b.csv, columns: {customer: id, date: day}}\nreconcile:\n  - {id: web, online: visits, \
                   offline: bought, window-days: 30, keys: [{online: mail, offline: mail, as: email}]}\n";
    let told_of = met(
        LOYAL,
        project,
        &[
            ("v.csv", &rows),
            ("b.csv", "id,day,mail\nc1,2026-01-06,p1@example.fr\n"),
        ],
    );
    told(
        &told_of,
        "data/too-many-people",
        "parcours.yaml:3:10",
        [
            "`visits` holds more than 4,096 people",
            "`visits` contient plus de 4\u{202f}096 personnes",
        ],
    );
}

#[test]
fn ids_that_are_remembered() {
    let mut rows = "who,q\n".to_owned();
    for row in 0..6000 {
        writeln!(rows, "r{row},4").unwrap();
    }
    let project = "title: T\nsurveys:\n  - {id: s, file: s.csv, respondent: who, questions: [{id: q, role: rating, scale: [1, 5]}]}\n";
    told(
        &met(RATING, project, &[("s.csv", &rows)]),
        "data/unchecked-respondents",
        "s.csv",
        [
            "only 1 respondent in 2 was checked",
            "seul 1 répondant sur 2 a été vérifié",
        ],
    );
}

#[test]
fn cells_that_are_cut_too_finely() {
    let project = "title: T\nsurveys:\n  - {id: s, file: s.csv, dimensions: [{id: d, column: d}], questions: [{id: q, role: rating, scale: [1, 5]}]}\n";
    let files = Memory::new()
        .with("parcours.yaml", project)
        .with("s.csv", "q,d\n4,a\n4,a\n5,a\n3,a\n2,a\n1,a\n5,b\n1,b\n5,c\n1,c\n");
    let mut problems = Problems::new();
    let loaded = load(&files, &mut problems).unwrap();
    let manifest: Manifest = typed("plugin.yaml", RATING, &mut problems).unwrap();
    let mut evidence = collect(&loaded, &plan(&loaded, &[&manifest]), &files, &mut problems);
    let survey = &mut evidence.surveys[0];
    assert_eq!(protect::too_finely_cut(&loaded.surveys[0], survey), None);
    for withheld in &mut survey.withheld {
        withheld.unexamined = 7;
    }
    let cells = 7 * survey.withheld.len();
    let problem = protect::too_finely_cut(&loaded.surveys[0], survey).unwrap();
    told(
        &[problem],
        "data/too-finely-cut",
        "parcours.yaml:3:10",
        [&format!("{cells} cells of “s”"), &format!("{cells} cases de «")],
    );
}
