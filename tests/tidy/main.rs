//! Holds the sources to what the project says of itself: layers, sizes, two languages, one list of codes.
//!
//! Reads the repository it was built from and nothing else.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests read the sources themselves, which no project holds, and a source that cannot be read fails them"
)]

mod languages;
mod layers;
mod shape;

use std::path::{Path, PathBuf};

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` whose name ends in `ending`, as (path from the root with `/`, text), sorted.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((from_root(&path), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn from_root(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap();
    inside.to_string_lossy().replace('\\', "/")
}

/// Rust source without line comments, so that a link in a comment is no dependency.
fn without_comments(source: &str) -> String {
    source
        .lines()
        .map(|line| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line.split_once(" // ").map_or(line, |(code, _)| code)
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}
