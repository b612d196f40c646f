//! Plugins: hostile ones become clear problems within bounds of time and memory; the built-ins pass their own tests.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::command::{Copied, parcours_in};
use parcours::diagnostics::{Problem, Problems};
use parcours::evidence::{Summary, ValueCount};
use parcours::files::Disk;
use parcours::language::Lang;
use parcours::manifest::{Direction, Unit};
use parcours::plugins::{self, CellInput, CheckInput, Registry};

/// More than the longest run may take: its three seconds, one for a native call that does not return, and one for a
/// busy machine.
const TIME: Duration = Duration::from_secs(5);
/// More than a run may add to the memory of the process: its ceiling and some for the allocator's own needs.
const MEMORY: u64 = 128 << 20;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/hostile-plugins")
}

/// Bytes the process ever had in memory at once, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

fn input() -> CheckInput {
    let values = [(3, 100), (8, 120), (10, 180)];
    CheckInput {
        brand: "Maison Ovale".to_owned(),
        parameters: plugins::parameters(
            Registry::load(None, &mut Problems::new()).get("nps").unwrap(),
            "nps",
            &[],
        ),
        unit: Unit::Points,
        scale: [0, 10],
        direction: Direction::HigherIsBetter,
        weighted: false,
        touchpoint: None,
        total: CellInput {
            summary: Summary {
                values: values
                    .into_iter()
                    .map(|(value, n)| ValueCount {
                        value,
                        n,
                        weight: n as f64,
                        weight_squared: n as f64,
                    })
                    .collect(),
                ..Summary::default()
            },
            ..CellInput::default()
        },
        cells: Vec::new(),
        beside: std::collections::BTreeMap::new(),
        changes: Vec::new(),
    }
}

/// Line and code that the comment `error: …` in a file of the plugin announces.
fn announced(id: &str) -> (String, u32, String) {
    for name in ["check.rhai", "plugin.yaml"] {
        let path = folder().join("plugins").join(id).join(name);
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            if let Some((_, code)) = line.split_once(" error: ") {
                return (format!("plugins/{id}/{name}"), index as u32 + 1, code.trim().to_owned());
            }
        }
    }
    panic!("{id} announces no error");
}

fn agrees(id: &str, problem: &Problem) {
    let (path, line, code) = announced(id);
    let place = problem
        .place
        .as_ref()
        .unwrap_or_else(|| panic!("{id}: no place in {problem:?}"));
    let shown = problem.headline(Lang::En);
    assert_eq!(
        (place.path.as_str(), place.line),
        (path.as_str(), line),
        "{id}: {shown}"
    );
    match code.strip_suffix('*') {
        Some(start) => assert!(problem.code.starts_with(start), "{id}: {shown}"),
        None => assert_eq!(problem.code, code, "{id}: {shown}"),
    }
    assert!(!problem.stops(), "{id} stops the audit");
    assert!(
        problem.source_line.as_ref().is_some_and(|line| !line.trim().is_empty()),
        "{id}: no source line"
    );
    for lang in Lang::ALL {
        assert!(
            problem.what.has(lang) && !problem.help.get(lang).is_empty(),
            "{id}: no words in {lang}"
        );
    }
    assert_ne!(problem.what.get(Lang::En), problem.what.get(Lang::Fr), "{id}");
}

/// Runs one hostile plugin and holds its problem, time and memory against what is announced.
fn hostile(id: &str) {
    let files = Disk::new(&folder()).unwrap();
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&files), &mut problems);
    let plugin = registry
        .get(id)
        .unwrap_or_else(|| panic!("{id} was not loaded: {problems:?}"));
    let input = input();
    let before = peak();
    let started = Instant::now();
    let found = plugins::run_findings(plugin, &input);
    let took = started.elapsed();
    let Err(problem) = found else {
        panic!("{id} went well: {found:?}");
    };
    agrees(id, &problem);
    assert!(took < TIME, "{id} took {took:?}");
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < MEMORY, "{id} took {} MiB", (after - before) >> 20);
    }
}

macro_rules! hostile {
    ($($name:ident: $id:literal),* $(,)?) => { $(
        #[test]
        fn $name() { hostile($id); }
    )*
    const RUN: &[&str] = &[$($id),*]; };
}

hostile! {
    an_endless_loop_ends: "endless-loop",
    work_hidden_in_a_sort_is_counted: "work-in-sort",
    work_hidden_in_a_map_is_counted: "work-in-map",
    a_string_cannot_grow_without_end: "string-bomb",
    one_native_call_cannot_fill_the_memory: "replace-bomb",
    a_list_cannot_grow_without_end: "array-bomb",
    lists_within_lists_are_added_up: "array-of-arrays",
    a_map_cannot_grow_without_end: "map-bomb",
    captured_strings_are_metered: "captured-string",
    a_list_that_holds_itself_is_written_once: "closure-in-its-own-list",
    values_nested_without_end_are_stopped: "nested-values",
    recursion_has_a_floor: "deep-recursion",
    a_number_too_large_is_told: "huge-number",
    a_whole_number_too_large_is_told: "huge-integer",
    an_empty_loop_ends: "endless-condition",
    an_overflow_is_an_error_not_a_wrong_number: "overflow",
    a_slip_in_the_source_has_its_line: "syntax-error",
    the_wrong_type_is_refused: "wrong-type",
    a_field_nobody_knows_is_refused: "wrong-field",
    a_misspelt_function_is_suggested: "unknown-function",
    a_misspelt_property_is_suggested: "unknown-property",
    what_is_not_declared_cannot_be_read: "undeclared-read",
    a_message_without_words_is_told: "missing-message",
    a_script_without_its_function_is_told: "no-function",
    text_is_never_run: "evaluated",
    a_limit_cannot_be_caught: "swallowed",
    long_steps_are_stopped_by_the_clock: "slow-native",
    deep_parentheses_are_refused: "deep-source",
    deep_blocks_are_refused: "deep-blocks",
}

const BROKEN: [&str; 3] = ["no-estimate-of", "unknown-field", "unknown-protocol"];

#[test]
fn a_broken_manifest_is_told_with_its_line_and_the_others_are_loaded() {
    let files = Disk::new(&folder()).unwrap();
    let mut problems = Problems::new();
    let registry = Registry::load(Some(&files), &mut problems);
    let mut broken: Vec<&str> = registry.broken().iter().map(|broken| broken.id.as_str()).collect();
    broken.sort_unstable();
    assert_eq!(broken, BROKEN);
    for (id, problem) in BROKEN.iter().zip(&problems.clone().sorted()) {
        agrees(id, problem);
    }
    assert_eq!(problems.len(), BROKEN.len(), "{problems:#?}");
    assert!(!problems.has_errors());
    assert!(registry.get("nps").is_some());
}

#[test]
fn a_healthy_plugin_among_hostile_ones_is_heard() {
    let files = Disk::new(&folder()).unwrap();
    let registry = Registry::load(Some(&files), &mut Problems::new());
    let found = plugins::run_findings(registry.get("healthy").unwrap(), &input()).unwrap();
    assert_eq!(found[0].message, "fine");
}

#[test]
fn every_hostile_plugin_is_run_by_a_test() {
    let files = Disk::new(&folder()).unwrap();
    let registry = Registry::load(Some(&files), &mut Problems::new());
    for plugin in registry
        .plugins()
        .filter(|plugin| plugin.origin == plugins::Origin::Project)
    {
        assert!(
            plugin.id() == "healthy" || RUN.contains(&plugin.id()),
            "no test runs {}",
            plugin.id()
        );
    }
}

#[test]
fn the_nps_script_finds_many_detractors() {
    let registry = Registry::load(None, &mut Problems::new());
    let mut input = input();
    input.total.summary.values[0].n = 300;
    let plugin = registry.get("nps").unwrap();
    let found = plugins::run_findings(plugin, &input).unwrap();
    assert_eq!(found[0].message, "detractor-heavy");
    let words = plugins::wording(plugin, &found[0]).unwrap();
    assert_eq!(
        words.get(Lang::En),
        "50% of respondents are detractors of Maison Ovale (between 46% and 54%)."
    );
    assert_eq!(
        words.get(Lang::Fr),
        "50\u{202f}% des répondants sont détracteurs de Maison Ovale (entre 46\u{202f}% et 54\u{202f}%)."
    );
}

#[test]
fn every_built_in_passes_its_own_tests() {
    let registry = Registry::load(None, &mut Problems::new());
    let mut run = 0;
    for plugin in registry.plugins() {
        for result in plugins::test(plugin) {
            run += 1;
            assert!(
                result.passed(),
                "{}: {}: {:?} {:?}",
                result.place,
                result.name,
                result
                    .failures
                    .iter()
                    .map(|failure| failure.get(Lang::En))
                    .collect::<Vec<_>>(),
                result.problem.map(|problem| problem.headline(Lang::En))
            );
        }
    }
    assert!(run > 20, "only {run} tests were run");
}

#[test]
fn a_plugin_is_written_tested_and_explained_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| parcours_in(folder.path(), arguments, &[]);
    std::fs::write(folder.path().join("parcours.yaml"), "title: Shops\n").unwrap();
    run(&["plugin", "new", "Shop Smile"]).exits(2).says("`shop-smile`");
    run(&["plugin", "new", "shop-smile"]).exits(0);
    let tested = run(&["plugin", "test", "shop-smile"]).exits(1);
    assert!(tested.out.contains("2 passed, 1 failed"), "{}", tested.out);
    assert!(
        tested.out.contains("plugins/shop-smile/tests/first.yaml:10:9"),
        "{}",
        tested.out
    );
    let tests = folder.path().join("plugins/shop-smile/tests/first.yaml");
    let text = std::fs::read_to_string(&tests).unwrap();
    std::fs::write(&tests, text.replace("value: -1", "value: 25")).unwrap();
    run(&["plugin", "test", "shop-smile", "nps"]).exits(0);
    run(&["plugin", "test", "npss"]).exits(2).says("did you mean `nps`?");
    let explained = run(&["explain", "shop-smile"]).exits(0).out;
    assert!(explained.contains("`alarm` (number, by default `0.2`)"), "{explained}");
}

#[test]
fn a_check_that_is_asked_for_and_finds_nothing_to_read_is_told() {
    let project = Copied::of("tests/projects/small-survey");
    project.edit("parcours.yaml", |text| format!("{text}{ASKED}"));
    let said = project.check(&[]).err;
    for words in [
        "warning[project/check-not-run]: nothing in this project can be read by `churn`",
        "declare what it reads: tables of the kind `customers` that have the fields `lost` or `end`",
        "warning[project/check-not-run]: nothing in this project can be read by `nps:lecteurs.facilite`",
    ] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    // One that is switched off, and one that runs, are not.
    assert_eq!(said.matches("project/check-not-run").count(), 2, "{said}");
}

const ASKED: &str = "
checks:
  - {check: churn, with: {target: 5}}
  - {check: retention, active: false}
  - {check: nps, with: {target: 30}}
  - {check: \"nps:lecteurs.facilite\", with: {target: 4}}
";
