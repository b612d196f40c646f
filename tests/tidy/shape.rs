//! The shape of source files: an opening word, a bounded size, codes that are listed.

use std::collections::BTreeSet;

use parcours::diagnostics::codes;

use crate::{texts, without_comments};

/// Beyond this a file owns more than one thing.
const MOST_LINES: usize = 800;

fn sources() -> Vec<(String, String)> {
    let mut all = texts("src", ".rs");
    all.extend(texts("tests", ".rs"));
    all
}

#[test]
fn every_source_opens_by_saying_what_it_owns() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, source)| !source.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "these do not start with `//! `: {silent:#?}");
}

#[test]
fn no_source_is_too_long() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, source)| source.lines().count() > MOST_LINES)
        .map(|(path, source)| format!("{path}: {} lines", source.lines().count()))
        .collect();
    assert!(long.is_empty(), "split these (at most {MOST_LINES} lines): {long:#?}");
}

/// The problem codes a source gives to a constructor: a literal `area/words` right after `error(`, `warning(` or
/// `problem(`.
fn codes_in(source: &str) -> BTreeSet<String> {
    let code = without_comments(source);
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    ["error(", "warning(", "problem("]
        .iter()
        .flat_map(|call| code.match_indices(call).map(|(at, call)| &code[at + call.len()..]))
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .filter(|literal| {
            literal.split_once('/').is_some_and(|(area, name)| {
                let plain = |word: &str| {
                    !word.is_empty()
                        && word
                            .chars()
                            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                };
                plain(area) && plain(name)
            })
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_problem_code_is_in_the_list() {
    let listed: BTreeSet<&str> = codes::all().map(|code| code.code).collect();
    let mut missing = BTreeSet::new();
    for (path, source) in texts("src", ".rs") {
        for code in codes_in(&source) {
            if !listed.contains(code.as_str()) {
                missing.insert(format!("{code} ({path})"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "explain these in src/diagnostics/codes/: {missing:#?}"
    );
}

/// Whether a text names a code, and not one that begins alike.
fn names(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let part = |one: Option<char>| one.is_some_and(|one| one.is_alphanumeric() || one == '-' || one == '/');
        !part(text[..at].chars().next_back()) && !part(text[at + code.len()..].chars().next())
    })
}

#[test]
fn every_problem_code_is_named_by_a_test() {
    let mut tests: Vec<String> = Vec::new();
    for ending in [".rs", ".yaml", ".yml", ".txt", ".csv", ".rhai", ".json"] {
        let read = texts("tests", ending).into_iter();
        tests.extend(
            read.filter(|(path, _)| path != "tests/tidy/shape.rs")
                .map(|(_, text)| text),
        );
    }
    for (path, source) in texts("src", ".rs") {
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/") || path.contains("_tests/");
        let from = if is_test { Some(0) } else { source.find("#[cfg(test)]") };
        tests.extend(from.map(|from| source[from..].to_owned()));
    }
    let is_tried = |code: &str| tests.iter().any(|text| names(text, code));
    let untried: BTreeSet<&str> = codes::all()
        .map(|code| code.code)
        .filter(|code| !is_tried(code))
        .collect();
    assert!(untried.is_empty(), "no test raises these: {untried:#?}");
}

#[test]
fn yaml_has_one_door() {
    // Whoever calls the parser past `manifest` loses the places of values and the limits on the text.
    // The manifest of a theme has no places to keep yet: its problems name the file.
    let doors = ["src/manifest/yaml.rs", "src/report/theme.rs", "tests/tidy/shape.rs"];
    let others: Vec<String> = sources()
        .into_iter()
        .filter(|(path, source)| !doors.contains(&path.as_str()) && without_comments(source).contains("serde_yaml::"))
        .map(|(path, _)| path)
        .collect();
    assert!(others.is_empty(), "read YAML by `manifest::typed` in: {others:#?}");
}

#[test]
fn codes_are_recognised_in_a_source() {
    let source = "Problem::error(\n    \"project/unknown-persona\", x);\nproblem(\"data/empty\");\n\
                  // error(\"a/comment\")\nerror(\"not a code\");\n#[cfg(test)]\nerror(\"project/in-a-test\")";
    let found: Vec<String> = codes_in(source).into_iter().collect();
    assert_eq!(found, ["data/empty", "project/unknown-persona"]);
}
