//! A folder on disk. The one place below `cli` that opens files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::cache::{Cache, Folder, Stamp, stamp};
use super::{FileError, FileInfo, Files, Source, normalise};

/// A folder on disk, which no path leaves, not even through a symbolic link.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    allowed: Vec<PathBuf>,
    touched: Mutex<BTreeSet<String>>,
    cache: Option<Folder>,
}

impl Disk {
    /// The folder at `root`, which must exist.
    pub fn new(root: &Path) -> Result<Self, FileError> {
        let at = |path: &Path, source| match source {
            source if io::Error::kind(&source) == io::ErrorKind::NotFound => FileError::Missing {
                path: path.display().to_string(),
            },
            source => FileError::Io {
                path: path.display().to_string(),
                source,
            },
        };
        let root = fs::canonicalize(root).map_err(|error| at(root, error))?;
        Ok(Disk {
            allowed: vec![root.clone()],
            root,
            touched: Mutex::default(),
            cache: None,
        })
    }

    /// Allows paths of the project to lead into `folder` as well (by `..` or by a symbolic link).
    pub fn allow(mut self, folder: &Path) -> Result<Self, FileError> {
        let folder = fs::canonicalize(folder).map_err(|source| FileError::Io {
            path: folder.display().to_string(),
            source,
        })?;
        self.allowed.push(folder);
        Ok(self)
    }

    /// Keeps from run to run, in `.parcours/cache` under the folder, what is costly to find out.
    #[must_use]
    pub fn with_cache(mut self) -> Self {
        self.cache = Some(Folder::new(&self.root));
        self
    }

    /// The folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn touch(&self, path: String) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    /// The folder that a symbolic link leads to, if that is one and lies where paths may lead.
    fn linked_folder(&self, entry: &walkdir::DirEntry) -> Option<PathBuf> {
        if !entry.path_is_symlink() {
            return None;
        }
        let target = fs::canonicalize(entry.path()).ok()?;
        let allowed = self.allowed.iter().any(|folder| target.starts_with(folder));
        (allowed && target.is_dir()).then_some(target)
    }

    /// The place on disk of a file that is asked for, which is remembered whether or not it is there.
    fn resolve(&self, path: &str) -> Result<PathBuf, FileError> {
        self.touch(normalise(path).unwrap_or_else(|_| path.to_owned()));
        self.locate(path)
    }

    /// The place on disk, after links, of a path that stays inside an allowed folder.
    fn locate(&self, path: &str) -> Result<PathBuf, FileError> {
        let joined = match normalise(path) {
            Ok(inside) => self.root.join(inside),
            Err(_) if self.allowed.len() > 1 => self.root.join(path),
            Err(error) => return Err(error),
        };
        let real = fs::canonicalize(&joined).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing { path: path.to_owned() },
            _ => FileError::Io {
                path: path.to_owned(),
                source,
            },
        })?;
        if self.allowed.iter().any(|folder| real.starts_with(folder)) {
            Ok(real)
        } else {
            Err(FileError::Outside { path: path.to_owned() })
        }
    }
}

fn not_plain(path: &str) -> FileError {
    FileError::Io {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"),
    }
}

struct OpenFile {
    file: File,
    len: u64,
}

impl Source for OpenFile {
    fn len(&self) -> u64 {
        self.len
    }
    #[cfg(unix)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, buffer, offset)
    }
    #[cfg(windows)]
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset)
    }
    fn stamp(&self) -> Option<Stamp> {
        self.file.metadata().ok().map(|about| stamp(&about))
    }
}

impl Files for Disk {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the implementation everything else goes through"
    )]
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError> {
        let real = self.resolve(path)?;
        let at = |source| FileError::Io {
            path: path.to_owned(),
            source,
        };
        // Asked before opening: to open a named pipe is to wait for somebody to write into it.
        if !fs::metadata(&real).map_err(at)?.is_file() {
            return Err(not_plain(path));
        }
        let file = File::open(real).map_err(at)?;
        let about = file.metadata().map_err(at)?;
        Ok(Box::new(OpenFile { len: about.len(), file }))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let inside = normalise(folder).unwrap_or_else(|_| folder.trim_end_matches('/').to_owned());
        self.touch(format!("{inside}/"));
        let real = self.locate(folder)?;
        let mut found = Vec::new();
        // Folders still to be walked. A folder behind a link is walked once, under the first link that leads there,
        // so that links to one another can neither loop nor multiply.
        let mut seen = BTreeSet::from([real.clone()]);
        let mut waiting = vec![(real, inside)];
        while let Some((real, inside)) = waiting.pop() {
            let entries = walkdir::WalkDir::new(&real)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
            for entry in entries {
                let entry = entry.map_err(|error| FileError::Io {
                    path: folder.to_owned(),
                    source: error.into(),
                })?;
                let Ok(below) = entry.path().strip_prefix(&real) else {
                    continue;
                };
                let below = below.to_string_lossy().replace('\\', "/");
                let path = match (inside.is_empty(), below.is_empty()) {
                    (true, _) => below,
                    (false, true) => inside.clone(),
                    (false, false) => format!("{inside}/{below}"),
                };
                if entry.file_type().is_dir() {
                    self.touch(format!("{path}/"));
                } else if let Some(target) = self.linked_folder(&entry) {
                    if seen.insert(target.clone()) {
                        waiting.push((target, path));
                    }
                } else {
                    // A link that is broken or leads outside stays in the list: opening it says what is wrong.
                    found.push(path);
                }
            }
        }
        found.sort();
        Ok(found)
    }

    fn info(&self, path: &str) -> Result<FileInfo, FileError> {
        let real = self.resolve(path)?;
        let about = fs::metadata(real).map_err(|source| FileError::Io {
            path: path.to_owned(),
            source,
        })?;
        if about.is_file() {
            Ok(FileInfo { len: about.len() })
        } else {
            Err(not_plain(path))
        }
    }

    fn cache(&self) -> Option<&dyn Cache> {
        self.cache.as_ref().map(|folder| folder as &dyn Cache)
    }

    fn touched(&self) -> Vec<String> {
        self.touched
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project folder and, beside it, a folder that is not part of it.
    fn project() -> (tempfile::TempDir, PathBuf) {
        let around = tempfile::tempdir().unwrap();
        let root = around.path().join("project");
        for (path, text) in [
            ("project/parcours.yaml", "title: x"),
            ("project/data/wave.csv", "a,b"),
            ("project/.git/config", "hidden"),
            ("elsewhere/secret.csv", "s"),
        ] {
            let path = around.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            put(&path, text);
        }
        (around, root)
    }

    #[expect(clippy::disallowed_methods, reason = "a test lays its own files")]
    fn put(path: &Path, text: &str) {
        fs::write(path, text).unwrap();
    }

    #[test]
    fn a_path_that_leaves_the_root_is_refused() {
        let (_around, root) = project();
        let disk = Disk::new(&root).unwrap();
        for path in [
            "../elsewhere/secret.csv",
            "/etc/hosts",
            "data/../../elsewhere/secret.csv",
        ] {
            assert!(matches!(disk.read(path, 100), Err(FileError::Outside { .. })), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_the_root_is_refused_until_it_is_allowed() {
        let (around, root) = project();
        std::os::unix::fs::symlink("../../elsewhere", root.join("data/linked")).unwrap();
        std::os::unix::fs::symlink("../../elsewhere/secret.csv", root.join("data/secret.csv")).unwrap();
        let disk = Disk::new(&root).unwrap();
        for path in ["data/linked/secret.csv", "data/secret.csv"] {
            assert!(matches!(disk.read(path, 100), Err(FileError::Outside { .. })), "{path}");
            assert!(matches!(disk.info(path), Err(FileError::Outside { .. })), "{path}");
        }
        assert!(matches!(disk.list("data/linked"), Err(FileError::Outside { .. })));
        assert_eq!(
            disk.list("data").unwrap(),
            ["data/linked", "data/secret.csv", "data/wave.csv"]
        );

        let disk = Disk::new(&root)
            .unwrap()
            .allow(&around.path().join("elsewhere"))
            .unwrap();
        assert_eq!(disk.read("data/linked/secret.csv", 100).unwrap(), b"s");
        assert_eq!(disk.read("../elsewhere/secret.csv", 100).unwrap(), b"s");
        assert_eq!(
            disk.list("data").unwrap(),
            ["data/linked/secret.csv", "data/secret.csv", "data/wave.csv"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_go_round_in_circles_are_walked_once() {
        let (_around, root) = project();
        std::os::unix::fs::symlink("..", root.join("data/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.join("data/broken.csv")).unwrap();
        let disk = Disk::new(&root).unwrap();
        assert_eq!(
            disk.list("").unwrap(),
            ["data/broken.csv", "data/wave.csv", "parcours.yaml"]
        );
        assert!(matches!(disk.open("data/broken.csv"), Err(FileError::Missing { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_named_pipe_is_refused_instead_of_waited_for() {
        let (_around, root) = project();
        let made = std::process::Command::new("mkfifo").arg(root.join("pipe.csv")).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("SKIPPED: no mkfifo on this machine");
            return;
        }
        let disk = Disk::new(&root).unwrap();
        assert!(matches!(disk.open("pipe.csv"), Err(FileError::Io { .. })));
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let (_around, root) = project();
        let disk = Disk::new(&root).unwrap();
        let error = disk.read("data/wave.csv", 2).err().unwrap();
        assert!(
            matches!(error, FileError::TooLarge { len: 3, limit: 2, .. }),
            "{error:?}"
        );
    }

    #[test]
    fn a_missing_root_says_so() {
        let (_around, root) = project();
        assert!(matches!(Disk::new(&root.join("nope")), Err(FileError::Missing { .. })));
    }
}
