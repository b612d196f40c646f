//! Runs the real binary on a project in a temporary folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A run of the binary, to be asked about.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// Fails unless the run exited with `code`.
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "standard output:\n{}\nstandard error:\n{}",
            self.out, self.err
        );
        self
    }

    /// Fails unless standard error holds `words`.
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "{words:?} is not in:\n{}", self.err);
        self
    }
}

/// Runs parcours with `arguments` in `folder`, in English, with nothing of the caller's terminal.
pub(crate) fn parcours_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parcours"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("LC_ALL", "en_GB.UTF-8")
        .env_remove("NO_COLOR");
    for (name, value) in environment {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs parcours in the root of the repository.
pub(crate) fn parcours(arguments: &[&str]) -> Run {
    parcours_in(&root(), arguments, &[])
}

/// A project copied into a temporary folder, to be changed at will.
pub(crate) struct Copied {
    _keep: tempfile::TempDir,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// Where its site goes.
    pub(crate) site: PathBuf,
}

impl Copied {
    /// A copy of a project of the repository.
    pub(crate) fn of(project: &str) -> Self {
        let keep = tempfile::tempdir().unwrap();
        let (folder, site) = (keep.path().join("project"), keep.path().join("site"));
        copy(&root().join(project), &folder);
        Copied {
            _keep: keep,
            folder,
            site,
        }
    }

    /// Builds it into its site folder.
    pub(crate) fn build(&self, environment: &[(&str, &str)]) -> Run {
        let (folder, site) = (self.folder.to_str().unwrap(), self.site.to_str().unwrap());
        parcours_in(&root(), &["build", folder, "--out", site], environment)
    }

    /// Judges it.
    pub(crate) fn check(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["check", self.folder.to_str().unwrap()];
        all.extend(arguments);
        parcours(&all)
    }

    /// Changes the text of one of its files.
    pub(crate) fn edit(&self, path: &str, change: impl FnOnce(&str) -> String) {
        let file = self.folder.join(path);
        let text = std::fs::read_to_string(&file).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed, "the edit of {path} changes nothing");
        std::fs::write(file, changed).unwrap();
    }

    /// Every file of its site, path → bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        walkdir::WalkDir::new(&self.site)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry
                    .path()
                    .strip_prefix(&self.site)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                (path, std::fs::read(entry.path()).unwrap())
            })
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
    let built = |entry: &walkdir::DirEntry| entry.file_name() != "site";
    for entry in walkdir::WalkDir::new(from)
        .into_iter()
        .filter_entry(built)
        .map(Result::unwrap)
    {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}
