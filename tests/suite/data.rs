//! Survey files as tools write them: whatever the dialect, the same evidence; whatever is wrong, told with its line.

use parcours::diagnostics::{Problem, Problems, Severity};
use parcours::evidence::{Evidence, Protected, SurveyEvidence, collect, plan};
use parcours::files::Memory;
use parcours::manifest::Manifest;
use parcours::plugins::Registry;
use parcours::project::load;

/// A project with a question of each kind, every built-in dimension and personas that overlap.
pub(crate) const PROJECT: &str = "\
title: Enquête
languages: [fr]
personas:
  - id: fidele
    name: Fidèle
    segments: [{survey: s, where: {column: ancienneté, between: [3, 99]}}]
  - id: connecte
    name: Connecté
    segments: [{survey: s, where: {any: [{column: canal, is: Web}, {column: appli, is: oui}]}}]
channels:
  - {id: web, name: Site, kind: digital}
  - {id: shop, name: Magasin, kind: physical}
surveys:
  - id: s
    file: data/s.csv
    EXTRA
    date: {column: date, format: dmy}
    periods: {by: month}
    dimensions:
      - {id: channel, column: canal, values: {Web: web, Magasin: shop}}
      - {id: region, column: région, not-an-answer: [\"?\"]}
    questions:
      - {id: nps, role: nps, column: note, scale: [0, 10], not-an-answer: [NSP]}
      - {id: csat, role: csat, column: satisfait, scale: yes-no, values: {Oui: 1, Non: 0}}
      - {id: mots, role: verbatim, column: commentaire}
";

pub(crate) const HEADER: [&str; 9] = [
    "note",
    "satisfait",
    "canal",
    "région",
    "ancienneté",
    "appli",
    "date",
    "commentaire",
    "poids",
];

/// Rows in a fixed but irregular order, with text that needs quotes and accents that need an encoding.
pub(crate) fn rows(count: usize) -> Vec<[String; 9]> {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..count)
        .map(|row| {
            let note = match next(14) {
                note @ 0..=10 => note.to_string(),
                11 => "NSP".to_owned(),
                12 => "9.0".to_owned(),
                _ => String::new(),
            };
            let pick = |choices: &[&str], place: u64| choices[place as usize % choices.len()].to_owned();
            let comment = match next(4) {
                0 => String::new(),
                1 => "Très bien".to_owned(),
                2 => format!("Déçu ; l'attente, n° {row},\nfut « longue »"),
                _ => format!("Appelez-moi au 06 12 34 56 {:02}, \"svp\"", row % 100),
            };
            [
                note,
                pick(&["Oui", "Non", ""], next(3)),
                pick(&["Web", "Magasin", "Magasin"], next(3)),
                pick(&["Nord", "Sud", "Île-de-France", "?"], next(4)),
                next(9).to_string(),
                pick(&["oui", "non"], next(2)),
                format!("{:02}/{:02}/2026", 1 + next(28), 1 + next(3)),
                comment,
                format!("{}.{}", next(2), 1 + next(9)),
            ]
        })
        .collect()
}

/// The rows as text: fields quoted where they must be.
pub(crate) fn text(rows: &[[String; 9]], delimiter: &str, line_end: &str) -> String {
    let quoted = |field: &str| {
        if field.contains([',', ';', '\t', '|', '"', '\n']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.to_owned()
        }
    };
    let mut lines = vec![HEADER.join(delimiter)];
    lines.extend(rows.iter().map(|row| {
        row.iter()
            .map(|field| quoted(field))
            .collect::<Vec<_>>()
            .join(delimiter)
    }));
    lines.join(line_end) + line_end
}

fn read(extra: &str, bytes: impl AsRef<[u8]>) -> (Evidence, Vec<Problem>) {
    read_project(&PROJECT.replace("EXTRA", extra), bytes)
}

fn read_project(yaml: &str, bytes: impl AsRef<[u8]>) -> (Evidence, Vec<Problem>) {
    let yaml = yaml.replace("    \n", "");
    let files = Memory::new().with("parcours.yaml", yaml).with("data/s.csv", bytes);
    let mut problems = Problems::new();
    let project = load(&files, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    let project = project.unwrap();
    let registry = Registry::load(None, &mut problems);
    let manifests: Vec<&Manifest> = registry.manifests().collect();
    let plan = plan(&project, &manifests);
    let evidence = collect(&project, &plan, &files, &mut problems);
    (evidence, problems.sorted())
}

fn survey(evidence: &Evidence) -> &SurveyEvidence {
    evidence.survey("s").unwrap()
}

/// Code, place and count of each problem.
pub(crate) fn told(problems: &[Problem]) -> Vec<(&str, String, u64)> {
    problems
        .iter()
        .map(|problem| (problem.code, problem.place.as_ref().unwrap().to_string(), problem.count))
        .collect()
}

pub(crate) fn latin(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect()
}

#[test]
fn every_dialect_gives_the_same_evidence() {
    let rows = rows(400);
    let (plain, problems) = read("", text(&rows, ",", "\n"));
    assert_eq!(told(&problems), []);
    let plain = survey(&plain);
    assert_eq!((plain.rows, plain.rejected_rows), (400, 0));
    assert!(!plain.verbatims.is_empty());
    for delimiter in [",", ";", "\t", "|"] {
        for line_end in ["\n", "\r\n"] {
            let text = text(&rows, delimiter, line_end);
            let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
                let marked = format!("\u{feff}{text}");
                marked.encode_utf16().flat_map(bytes).collect()
            };
            let files: [(&str, &str, Vec<u8>); 6] = [
                ("utf-8", "", text.clone().into_bytes()),
                ("utf-8 with a mark", "", format!("\u{feff}{text}").into_bytes()),
                ("utf-16le", "", utf16(u16::to_le_bytes)),
                ("utf-16be", "", utf16(u16::to_be_bytes)),
                ("windows-1252", "encoding: windows-1252", latin(&text)),
                ("sep", "", format!("sep={delimiter}{line_end}{text}").into_bytes()),
            ];
            for (name, extra, bytes) in files {
                let (evidence, problems) = read(extra, bytes);
                assert_eq!(told(&problems), [], "{name} {delimiter:?} {line_end:?}");
                assert_eq!(survey(&evidence), plain, "{name} {delimiter:?} {line_end:?}");
            }
        }
    }
}

#[test]
fn an_undeclared_encoding_is_guessed_and_said() {
    let (evidence, problems) = read("", latin(&text(&rows(60), ";", "\r\n")));
    assert_eq!(told(&problems), [("data/encoding-guessed", "data/s.csv".to_owned(), 1)]);
    assert_eq!(survey(&evidence).rows, 60);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let mut rows = rows(500);
    let (before, _) = read("weight: poids", text(&rows, ";", "\n"));
    rows.reverse();
    rows.rotate_left(123);
    let (after, _) = read("weight: poids", text(&rows, ";", "\n"));
    assert_eq!(survey(&before), survey(&after));
    assert_ne!(before.inputs[0].digest, after.inputs[0].digest);
}

#[test]
fn decimal_commas_are_read_where_they_are_declared() {
    let rows = rows(50);
    let (point, _) = read("weight: poids", text(&rows, ";", "\n"));
    let mut with_commas = rows;
    for row in &mut with_commas {
        row[8] = row[8].replace('.', ",");
    }
    let (comma, problems) = read("weight: poids\n    decimal: \",\"", text(&with_commas, ";", "\n"));
    assert_eq!(told(&problems), []);
    assert_eq!(survey(&comma), survey(&point));
    let (_, problems) = read("weight: poids", text(&with_commas, ";", "\n"));
    assert_eq!(
        (problems[0].code, problems[0].count, problems[0].severity),
        ("data/bad-weight", 50, Severity::Error)
    );
}

#[test]
fn rows_that_cannot_be_read_are_counted_and_told_with_their_line() {
    let mut text = text(&rows(30), ";", "\n").into_bytes();
    let lines = String::from_utf8_lossy(&text).lines().count();
    text.extend_from_slice(b"9;Oui;Web\n");
    text.extend_from_slice(b"8;Oui;Web;Nord;3;oui;01/01/2026;caf\xE9;1.0\n");
    text.extend_from_slice(b"8;Oui;Web;Nord;3;oui;01/01/2026;ok;1.0\n");
    let (evidence, problems) = read("encoding: utf-8", text);
    let survey = survey(&evidence);
    assert_eq!((survey.rows, survey.rejected_rows), (31, 2));
    assert_eq!(
        (evidence.inputs[0].rows, evidence.inputs[0].rejected_rows),
        (Some(31), Some(2))
    );
    assert_eq!(
        told(&problems),
        [
            ("data/ragged-row", format!("data/s.csv:{}", lines + 1), 1),
            ("data/not-text", format!("data/s.csv:{}", lines + 2), 1)
        ]
    );
    assert!(problems.iter().all(|problem| problem.source_line.is_none()));
}

#[test]
fn an_unclosed_quote_stops_the_audit() {
    let text =
        text(&rows(10), ";", "\n") + "9;\"Oui;Web;Nord;3;oui;01/01/2026;ok;1.0\n8;Non;Web;Sud;3;oui;01/01/2026;;1.0\n";
    let (evidence, problems) = read("", text);
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].code, problems[0].severity),
        ("data/open-quote", Severity::Error)
    );
    assert_eq!(survey(&evidence).rejected_rows, 1);
}

#[test]
fn a_file_without_answers_is_an_error() {
    for (bytes, code) in [
        ("", "data/empty-file"),
        ("\u{feff}", "data/empty-file"),
        (" \r\n\r\n", "data/empty-file"),
        (&text(&[], ";", "\n"), "data/no-rows"),
    ] {
        let (_, problems) = read("", bytes);
        assert_eq!(told(&problems), [(code, "data/s.csv".to_owned(), 1)], "{bytes:?}");
        assert_eq!(problems[0].severity, Severity::Error);
    }
}

#[test]
fn every_missing_column_is_told_at_its_place_in_the_project() {
    let text = text(&rows(5), ";", "\n")
        .replacen("note", "notes", 1)
        .replacen("canal", "Canaux", 1);
    let (evidence, problems) = read("", text);
    assert!(evidence.surveys.is_empty());
    // The question; then the dimension and the rule that name the same column.
    assert_eq!(
        told(&problems),
        [
            ("data/unknown-column", "parcours.yaml:9:51".to_owned(), 1),
            ("data/unknown-column", "parcours.yaml:19:31".to_owned(), 1),
            ("data/unknown-column", "parcours.yaml:22:38".to_owned(), 1)
        ]
    );
}

#[test]
fn what_is_wrong_in_a_field_is_told_and_the_rest_of_the_row_counts() {
    let mut rows = rows(40);
    rows[0][0] = "12".to_owned();
    rows[1][0] = "dix".to_owned();
    rows[2][2] = "Fax".to_owned();
    rows[3][6] = "hier".to_owned();
    for row in &mut rows {
        row[7] = String::new();
    }
    let (evidence, problems) = read("", text(&rows, ";", "\n"));
    assert_eq!(
        told(&problems),
        [
            ("data/out-of-scale", "data/s.csv:2".to_owned(), 2),
            ("data/unmapped-value", "data/s.csv:4".to_owned(), 1),
            ("data/bad-date", "data/s.csv:5".to_owned(), 1)
        ]
    );
    let question = evidence.question("s", "nps").unwrap();
    let counted = question.total.shown().unwrap().n();
    assert_eq!(
        counted + question.blank + question.not_an_answer + question.out_of_scale,
        40
    );
    assert_eq!(question.out_of_scale, 2);
}

/// The differencing example of the domain notes: twelve answers, nine in one group, hence three in the other.
#[test]
fn a_group_of_three_hides_the_nine_beside_it() {
    let mut rows = rows(12);
    for (place, row) in rows.iter_mut().enumerate() {
        row[0] = "9".to_owned();
        row[2] = if place < 9 { "Web" } else { "Magasin" }.to_owned();
    }
    let (evidence, _) = read("", text(&rows, ";", "\n"));
    let question = evidence.question("s", "nps").unwrap();
    assert_eq!(question.total.shown().unwrap().n(), 12);
    for channel in ["web", "shop"] {
        assert_eq!(question.cell(&["channel"], &[channel]), Some(&Protected::Withheld));
    }
    let channels = survey(&evidence)
        .dimensions
        .iter()
        .find(|facts| facts.id == "channel")
        .unwrap();
    assert_eq!(channels.rows, [None, None]);
    // Rows that are no people hide nothing.
    let (evidence, _) = read("unit: thing", text(&rows, ";", "\n"));
    let question = evidence.question("s", "nps").unwrap();
    assert_eq!(question.cell(&["channel"], &["shop"]).unwrap().shown().unwrap().n(), 3);
}

#[test]
fn comments_are_masked_and_name_no_small_group() {
    let mut rows = rows(300);
    for (place, row) in rows.iter_mut().enumerate() {
        row[0] = if place < 4 { "2" } else { "10" }.to_owned();
        row[7] = format!("Écrivez à client{place}@exemple.fr");
    }
    let (evidence, _) = read("", text(&rows, ";", "\n"));
    let survey = survey(&evidence);
    assert_eq!(survey.comments["mots"], 300);
    assert!(survey.verbatims.iter().all(|verbatim| verbatim.text == "Écrivez à […]"));
    // Masked they are all one comment; four detractors are too few to be named.
    assert_eq!(survey.verbatims.len(), 1);
    assert!(
        survey
            .verbatims
            .iter()
            .all(|verbatim| verbatim.group.as_deref() != Some("detractor"))
    );
    rows.truncate(9);
    let (evidence, _) = read("", text(&rows, ";", "\n"));
    assert!(evidence.survey("s").unwrap().verbatims.is_empty());
}

#[test]
fn periods_are_months_in_the_order_of_time() {
    let (evidence, _) = read("", text(&rows(200), ";", "\n"));
    let survey = survey(&evidence);
    let periods = survey.dimensions.iter().find(|facts| facts.id == "period").unwrap();
    let ids: Vec<&str> = periods.values.iter().map(|value| value.id.as_str()).collect();
    assert_eq!(ids, ["2026-01", "2026-02", "2026-03"]);
    assert_eq!(periods.rows.iter().flatten().sum::<u64>(), 200);
    let question = evidence.question("s", "nps").unwrap();
    assert!(question.cell(&["persona", "period"], &["fidele", "2026-02"]).is_some());
    let [first, last] = survey.dates.unwrap();
    assert_eq!(evidence.latest, Some(last));
    assert!(first < last);
}
