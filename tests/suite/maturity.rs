//! Maturity from files to levels: models of others, questionnaires that come back, what holds a level down, what is wrong
//! with ratings.

use std::collections::{BTreeMap, BTreeSet};

use parcours::audit::{Audit, Check, Stance};
use parcours::diagnostics::{Problem, Problems};
use parcours::files::{Disk, Files, Memory};
use parcours::language::Lang;
use parcours::manifest::Kind;
use parcours::pipeline::{self, Options};
use parcours::plugins::Registry;
use parcours::project::{Form, Project};
use parcours::report::questionnaire::{Filled, Questionnaire, workbook};

use crate::bad_input::{as_expected, expectations};
use crate::command::{parcours_in, root};

fn disk(path: &str) -> Disk {
    Disk::new(&root().join(path)).unwrap()
}

fn audit(files: &dyn Files) -> (Option<Audit>, Vec<Problem>) {
    let outcome = pipeline::audit(files, &Options::default());
    (outcome.audit, outcome.problems)
}

fn check<'a>(audit: &'a Audit, id: &str) -> &'a Check {
    audit.checks.iter().find(|check| check.id == id).unwrap()
}

#[test]
fn models_of_others_are_data_of_a_project() {
    let (audit, problems) = audit(&disk("docs/examples/maturity-models"));
    assert!(problems.is_empty(), "{problems:#?}");
    let audit = audit.unwrap();
    let ux = check(&audit, "ux-maturity");
    let detail = ux.maturity.as_ref().unwrap();
    // 33 of 65 points, the lower of two raters counting: 50.8, as a whole number 51, which is the end of its band.
    assert_eq!((ux.level, detail.share), (Some(3), Some(33.0 / 65.0)));
    assert_eq!((detail.gap, detail.history.len()), (Some(1.0), 1));
    assert_eq!(detail.history[0].level, 2);
    let tallied = check(&audit, "practices");
    assert_eq!(tallied.level, Some(2));
    assert_eq!(tallied.maturity.as_ref().unwrap().mean, None, "a tally has no mean");
    // Whoever rates one model is shown that nobody rated the others.
    let unrated = check(&audit, "trust");
    assert_eq!((unrated.level, unrated.share_checked), (None, 0.0));
}

#[test]
fn each_dimension_has_four_to_six_items_and_two_of_them_are_short() {
    let registry = Registry::load(None, &mut Problems::new());
    let dimensions: Vec<_> = registry
        .of_kind(Kind::Maturity)
        .filter(|plugin| !plugin.manifest.items.is_empty())
        .collect();
    assert_eq!(dimensions.len(), 11);
    for plugin in dimensions {
        let (items, id) = (&plugin.manifest.items, plugin.id());
        assert!((4..=6).contains(&items.len()), "{id}: {}", items.len());
        assert_eq!(items.iter().filter(|item| Form::Short.asks(item)).count(), 2, "{id}");
        let words = plugin
            .manifest
            .levels
            .iter()
            .flat_map(|level| [&level.title, &level.rubric]);
        for text in words.chain(items.iter().map(|item| &item.title)) {
            assert!(text.has(Lang::Fr) && text.has(Lang::En), "{id}: {text:?}");
        }
    }
}

#[test]
fn broken_fundamentals_hold_personalisation_at_level_two_until_they_are_mended() {
    let files = disk("sample-project");
    let (found, _) = audit(&files);
    let found = found.unwrap();
    let held = check(&found, "personalisation");
    let ceiling = held.maturity.as_ref().unwrap().ceiling.as_ref().unwrap();
    assert_eq!((held.level, ceiling.level, ceiling.rated), (Some(2), 2, 3));
    for blocker in &ceiling.by {
        let finding = found.findings.iter().find(|finding| finding.id == blocker.finding);
        assert_eq!(finding.unwrap().text, blocker.text);
    }
    assert!(
        found
            .findings
            .iter()
            .any(|finding| finding.message == "level-held-down")
    );
    // The same ratings where neither the website nor a touchpoint is looked at.
    let mut bare = Memory::new().with(
        "parcours.yaml",
        "title: Ratings alone\nas_of: 2026-10-31\nmaturity: maturity.yaml\n",
    );
    for path in files.list("").unwrap() {
        if path.starts_with("maturity") {
            bare = bare.with(path.clone(), files.read(&path, 1 << 20).unwrap());
        }
    }
    let (free, problems) = audit(&bare);
    let free = free.unwrap_or_else(|| panic!("{problems:#?}"));
    let free = check(&free, "personalisation");
    assert_eq!((free.level, &free.maturity.as_ref().unwrap().ceiling), (Some(3), &None));
}

#[test]
fn a_signal_far_from_the_ratings_is_a_finding_and_no_level() {
    let yaml = |status: &str| {
        let ratings: String = ["ownership", "shared-figures", "hand-offs", "solving"]
            .map(|item| format!("    - {{check: cross-functional, item: {item}, levels: {{a: 4}}}}\n"))
            .concat();
        format!(
            "title: Actions\nas_of: 2026-10-31\nactions:\n  - {{id: A-01, title: Mend it, status: {status}}}\n\
             maturity:\n  ratings:\n{ratings}"
        )
    };
    for (status, stance, message) in [
        ("planned", Stance::Below, Some("signal-below-raters")),
        ("done", Stance::Supports, None),
    ] {
        let (audit, problems) = audit(&Memory::new().with("parcours.yaml", yaml(status)));
        let audit = audit.unwrap_or_else(|| panic!("{problems:#?}"));
        let found = check(&audit, "cross-functional");
        let signal = &found.maturity.as_ref().unwrap().signals[0];
        assert_eq!(
            (found.level, signal.rated, signal.stance),
            (Some(4), Some(4), Some(stance))
        );
        let said = audit
            .findings
            .iter()
            .find(|finding| finding.message.starts_with("signal-"));
        assert_eq!(said.map(|finding| finding.message.as_str()), message, "{status}");
    }
}

#[test]
fn a_script_may_read_its_signals() {
    let manifest = "\
protocol: 1
id: closing
version: 1.0.0
kind: maturity
title: {en: Closing, fr: Clore}
unit: level
reads:
  computed: {signals: computed}
signals:
  - {signal: actions-closed, from: [0.5]}
levels:
  - {level: 1, title: {en: Open, fr: Ouvert}, rubric: {en: Little is done., fr: Peu de choses se font.}}
  - {level: 2, title: {en: Closed, fr: Clos}, rubric: {en: Half is done., fr: La moitié est faite.}}
messages: {}
";
    let script = "fn level(facts) { reached(facts.computed[\"actions-closed\"].level) }";
    let level = |status: &str| {
        let yaml = format!(
            "title: A\nas_of: 2026-10-31\nactions:\n  - {{id: A-01, title: B, status: {status}}}\n\
             maturity: {{ratings: [{{check: trust, item: consent, levels: {{a: 3}}}}]}}\n"
        );
        let files = Memory::new()
            .with("parcours.yaml", yaml)
            .with("plugins/closing/plugin.yaml", manifest)
            .with("plugins/closing/README.md", "# Closing\n\nHow many actions are done.\n")
            .with(
                "plugins/closing/README.fr.md",
                "# Clore\n\nCombien d’actions sont terminées.\n",
            )
            .with("plugins/closing/check.rhai", script);
        let (audit, problems) = audit(&files);
        check(&audit.unwrap_or_else(|| panic!("{problems:#?}")), "closing").level
    };
    assert_eq!((level("planned"), level("done")), (Some(1), Some(2)));
}

/// A project that reads the workbook `filled.xlsx`.
const READS: &str =
    "title: A\nas_of: 2026-10-31\nmaturity:\n  raters: {shops: A shop manager}\n  workbooks: [filled.xlsx]\n";

fn asked(form: Form) -> Questionnaire {
    let files = Memory::new().with("parcours.yaml", READS).with("filled.xlsx", "");
    let loaded = pipeline::load(&files, &Options::default(), &mut Problems::new()).unwrap();
    Questionnaire::of(&loaded.project, &loaded.registry, form, Lang::Fr)
}

/// Every item of a form answered with `level`.
fn filled(asked: &Questionnaire, level: u8) -> Filled {
    let items = asked.dimensions.iter().flat_map(|dimension| {
        let key = |item: &str| (dimension.check.clone(), item.to_owned());
        dimension.items.iter().map(move |item| key(&item.id))
    });
    Filled {
        rater: "shops".to_owned(),
        answers: items
            .map(|key| {
                (
                    key,
                    (level, "vu en magasin".to_owned(), "https://example.org/a".to_owned()),
                )
            })
            .collect(),
    }
}

fn read(bytes: &[u8]) -> (Option<Audit>, Vec<Problem>) {
    audit(&Memory::new().with("parcours.yaml", READS).with("filled.xlsx", bytes))
}

#[test]
fn a_questionnaire_comes_back_as_it_was_filled_in() {
    for (form, level) in [(Form::Full, 3), (Form::Short, 2), (Form::Outside, 4)] {
        let asked = asked(form);
        let bytes = workbook(&asked, &filled(&asked, level)).unwrap();
        assert_eq!(
            bytes,
            workbook(&asked, &filled(&asked, level)).unwrap(),
            "the same bytes"
        );
        let (audit, problems) = read(&bytes);
        assert!(problems.is_empty(), "{problems:#?}");
        let audit = audit.unwrap();
        assert!(audit.inputs.iter().any(|input| input.path == "filled.xlsx"));
        let trust = check(&audit, "trust");
        let detail = trust.maturity.as_ref().unwrap();
        let (items, found) = if form == Form::Full {
            (&trust.items, trust.level)
        } else {
            assert_eq!(trust.level, None, "another form never makes the level of the full one");
            let row = detail.forms.iter().find(|row| row.form == form).unwrap();
            (&row.items, row.level)
        };
        assert_eq!(found, Some(level));
        for item in items {
            assert_eq!(item.levels, BTreeMap::from([("shops".to_owned(), level)]));
            let said = &item.said["shops"];
            assert_eq!(said.evidence.get(Lang::Fr), "vu en magasin");
            assert_eq!(said.link.as_deref(), Some("https://example.org/a"));
        }
    }
}

/// Codes, and the words of the first problem.
fn told(asked: &Questionnaire, filled: &Filled) -> (BTreeSet<&'static str>, String) {
    let (_, problems) = read(&workbook(asked, filled).unwrap());
    let first = problems
        .first()
        .map(|problem| problem.headline(Lang::En))
        .unwrap_or_default();
    (problems.iter().map(|problem| problem.code).collect(), first)
}

#[test]
fn mistakes_of_raters_are_told_with_sheet_and_cell() {
    let asked = asked(Form::Full);
    let good = filled(&asked, 3);
    let key = ("trust".to_owned(), "consent".to_owned());

    let mut beyond = good.clone();
    beyond.answers.get_mut(&key).unwrap().0 = 9;
    let (codes, words) = told(&asked, &beyond);
    assert_eq!(codes, BTreeSet::from(["data/questionnaire-level"]));
    let line: u32 = words.split(':').nth(1).unwrap().parse().unwrap();
    assert!(words.starts_with(&format!("filled.xlsx:{line}:4: ")), "{words}");
    assert!(
        words.contains(&format!("`9` in cell D{line} of the sheet “Questionnaire”")),
        "{words}"
    );

    let mut nobody = good.clone();
    nobody.rater.clear();
    assert_eq!(told(&asked, &nobody).0, BTreeSet::from(["data/questionnaire-rater"]));
    nobody.rater = "shop".to_owned();
    assert_eq!(told(&asked, &nobody).0, BTreeSet::from(["project/unknown-rater"]));

    let mut linked = good.clone();
    linked.answers.get_mut(&key).unwrap().2 = "page 3".to_owned();
    assert_eq!(told(&asked, &linked).0, BTreeSet::from(["project/bad-link"]));

    let mut other = asked.clone();
    other.dimensions[0].items[0].id = "nothing".to_owned();
    let renamed = filled(&other, 3);
    assert_eq!(told(&other, &renamed).0, BTreeSet::from(["data/questionnaire-item"]));

    let blank = Filled {
        rater: "shops".to_owned(),
        ..Filled::default()
    };
    assert_eq!(told(&asked, &blank).0, BTreeSet::from(["data/questionnaire-blank"]));

    let sheet = workbook(&asked, &good).unwrap();
    let twice = Memory::new()
        .with("parcours.yaml", READS.replace("[filled.xlsx]", "['*.xlsx']"))
        .with("filled.xlsx", &sheet)
        .with("again.xlsx", &sheet);
    let codes: BTreeSet<_> = audit(&twice).1.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, BTreeSet::from(["data/questionnaire-twice"]));
}

#[test]
fn a_workbook_of_something_else_is_no_questionnaire() {
    let (audit, problems) = read(b"not a workbook");
    assert!(audit.is_none());
    assert_eq!(problems[0].code, "data/unreadable-workbook");

    // A workbook, of something else.
    let mut other = rust_xlsxwriter::Workbook::new();
    let sheet = other.add_worksheet().set_name("Questionnaire").unwrap();
    sheet.write_string(0, 0, "Budget").unwrap();
    let (audit, problems) = read(&other.save_to_buffer().unwrap());
    assert!(audit.is_none());
    assert_eq!(problems[0].code, "data/not-a-questionnaire");
    assert_eq!(problems[0].place.as_ref().unwrap().to_string(), "filled.xlsx");
    assert!(
        problems[0]
            .what
            .get(Lang::En)
            .contains("`filled.xlsx` does not say which questionnaire it is")
    );
    assert!(
        problems[0]
            .what
            .get(Lang::Fr)
            .contains("de quel questionnaire il s’agit")
    );
}

#[test]
fn wrong_ratings_and_rubrics_are_told_where_they_stand() {
    let files = disk("tests/projects/maturity-wrong");
    let mut problems = Problems::new();
    let _: Option<Project> = pipeline::load(&files, &Options::default(), &mut problems).map(|loaded| loaded.project);
    let told: BTreeSet<String> = problems.iter().map(as_expected).collect();
    assert_eq!(told, expectations(&files));
}

#[test]
fn the_command_writes_a_page_and_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let sample = root().join("sample-project");
    let sample = sample.to_str().unwrap();
    parcours_in(
        folder.path(),
        &["questionnaire", sample, "--lang", "fr", "--short"],
        &[],
    )
    .exits(0);
    let page = std::fs::read_to_string(folder.path().join("questionnaire-short-fr.html")).unwrap();
    assert!(page.contains("Questionnaire de maturité") && page.contains("22 énoncés"));
    assert!(!page.contains("<script"));
    parcours_in(
        folder.path(),
        &[
            "questionnaire",
            sample,
            "--format",
            "xlsx",
            "--outside",
            "--out",
            "out.xlsx",
        ],
        &[],
    )
    .exits(0);
    assert!(
        std::fs::read(folder.path().join("out.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
}
