//! Dependencies run down the list of layers, never up.

use crate::{texts, without_comments};

/// The layers, lowest first. Each may use those before it.
const LAYERS: [&str; 18] = [
    "language",
    "diagnostics",
    "stats",
    "files",
    "manifest",
    "project",
    "data",
    "website",
    "text",
    "evidence",
    "plugins",
    "audit",
    "charts",
    "report",
    "publish",
    "pipeline",
    "serve",
    "watch",
];

/// Layers that may use less than everything before them.
const NARROW: [(&str, &[&str]); 7] = [
    ("stats", &[]),
    ("files", &["language", "diagnostics"]),
    ("data", &["language", "diagnostics", "stats", "files", "manifest"]),
    (
        "website",
        &["language", "diagnostics", "stats", "files", "manifest", "project"],
    ),
    ("text", &["language", "diagnostics", "manifest", "project"]),
    // Charts know specifications and words, not checks.
    ("charts", &["language", "stats"]),
    ("publish", &["language", "diagnostics", "files"]),
];

/// Whether the layer `from` may use the layer `to`. `cli` stands on everything.
fn allowed(from: &str, to: &str) -> bool {
    if from == to || from == "cli" {
        return true;
    }
    if let Some((_, uses)) = NARROW.iter().find(|(layer, _)| *layer == from) {
        return uses.contains(&to);
    }
    let level = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    matches!((level(from), level(to)), (Some(from), Some(to)) if to < from)
}

/// The layer a file belongs to; `None` for `lib.rs` and `main.rs`, which are above all.
fn layer_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let layer = inside.split('/').next()?.trim_end_matches(".rs");
    (!matches!(layer, "lib" | "main")).then_some(layer)
}

/// The layers that a source names, by `crate::layer`, `crate::{layer, …}`, or by climbing out with `super`.
fn named(path: &str, source: &str) -> Vec<String> {
    let code = without_comments(source);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `parcours_crate::` is another name; `$crate::` is this one.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.extend(name(rest)),
        }
    }
    let depth = path
        .trim_start_matches("src/")
        .split('/')
        .filter(|part| *part != "mod.rs")
        .count();
    let climb = "super::".repeat(depth);
    for (at, _) in code.match_indices(&climb) {
        let rest = &code[at + climb.len()..];
        if !code[..at].ends_with("super::") {
            found.extend(name(rest).filter(|name| LAYERS.contains(&name.as_str())));
        }
    }
    found
}

/// The identifier that `text` begins with.
fn name(text: &str) -> Option<String> {
    let name: String = text
        .chars()
        .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The first name of each entry of `{a::b, c::{d, e}}`, whose opening brace is already gone.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                names.extend(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// What is wrong with a source: each forbidden arrow, as `path: from uses to`.
fn forbidden(path: &str, source: &str) -> Vec<String> {
    let Some(from) = layer_of(path) else {
        return Vec::new();
    };
    named(path, source)
        .into_iter()
        .filter(|to| !allowed(from, to))
        .map(|to| format!("{path}: `{from}` must not use `{to}`"))
        .collect()
}

#[test]
fn no_module_uses_one_above_it() {
    let wrong: Vec<String> = texts("src", ".rs")
        .iter()
        .flat_map(|(path, source)| forbidden(path, source))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    for (path, _) in texts("src", ".rs") {
        if let Some(layer) = layer_of(&path) {
            assert!(
                layer == "cli" || LAYERS.contains(&layer),
                "{path}: say in tests/tidy/layers.rs where `{layer}` stands"
            );
        }
    }
}

#[test]
fn a_forbidden_arrow_is_caught_however_it_is_written() {
    for source in [
        "use crate::audit::Audit;",
        "use crate::{language::Lang, audit::{Audit, Outcome}};",
        "use crate::{\n    language::Lang,\n    audit,\n};",
        "fn f() -> crate::audit::Audit { todo() }",
        "use super::super::audit::Audit;",
    ] {
        assert_eq!(
            forbidden("src/project/load.rs", source),
            ["src/project/load.rs: `project` must not use `audit`"],
            "{source}"
        );
    }
    assert_eq!(forbidden("src/stats/nps.rs", "use crate::language::Lang;").len(), 1);
    assert_eq!(forbidden("src/charts/dots.rs", "use crate::audit::Audit;").len(), 1);
    assert_eq!(forbidden("src/pipeline.rs", "use crate::cli::print;").len(), 1);
}

#[test]
fn arrows_that_run_down_and_mere_mentions_are_no_mistake() {
    for (path, source) in [
        (
            "src/audit/judge.rs",
            "use crate::stats::nps;\nuse crate::{evidence, plugins};",
        ),
        (
            "src/stats/nps.rs",
            "//! See [`crate::audit`].\nlet x = 1; // crate::audit",
        ),
        ("src/stats/nps.rs", "use super::super::stats::mean;"),
        ("src/project/load.rs", "use super::text::Text;"),
        ("src/cli/build.rs", "use crate::watch::Watch;"),
        ("src/lib.rs", "pub use crate::audit::Audit;"),
    ] {
        assert_eq!(forbidden(path, source), [""; 0], "{path}: {source}");
    }
}
