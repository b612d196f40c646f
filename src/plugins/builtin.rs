//! The built-in plugins, as files: embedded into the binary and read like those of a project.

use include_dir::{Dir, include_dir};

use crate::files::{Bytes, FileError, FileInfo, Files, Source};

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/plugins");

/// The folder `plugins/` of this package as it was when parcours was built.
#[derive(Debug, Clone, Copy)]
pub(super) struct BuiltIn;

fn find(path: &str) -> Result<Bytes<&'static [u8]>, FileError> {
    path.strip_prefix("plugins/")
        .and_then(|inside| FOLDER.get_file(inside))
        .map(|file| Bytes(file.contents()))
        .ok_or_else(|| FileError::Missing { path: path.to_owned() })
}

fn collect(dir: &Dir<'static>, into: &mut Vec<String>) {
    into.extend(
        dir.files()
            .map(|file| format!("plugins/{}", file.path().display()).replace('\\', "/")),
    );
    for inside in dir.dirs() {
        collect(inside, into);
    }
}

impl Files for BuiltIn {
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError> {
        Ok(Box::new(find(path)?))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let mut all = Vec::new();
        collect(&FOLDER, &mut all);
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        all.retain(|path| folder.is_empty() || path.starts_with(&prefix));
        all.sort();
        Ok(all)
    }

    fn info(&self, path: &str) -> Result<FileInfo, FileError> {
        find(path).map(|bytes| FileInfo { len: bytes.len() })
    }

    /// Nothing that could change is ever read.
    fn touched(&self) -> Vec<String> {
        Vec::new()
    }
}
