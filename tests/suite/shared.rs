//! The folder of data that tests compare with, which is no part of the project.

use std::path::{Path, PathBuf};

/// The folder `data/<name>`, unless it is not there, which is said loudly.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
pub(crate) fn data(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("PARCOURS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data").join(name);
    if folder.exists() {
        return Some(folder);
    }
    println!(
        "SKIPPED: {} is not there; set PARCOURS_SHARED to the folder that holds `data`",
        folder.display()
    );
    None
}

/// A file of that folder.
pub(crate) fn file(name: &str) -> Option<Vec<u8>> {
    Some(std::fs::read(data(name)?).unwrap())
}
