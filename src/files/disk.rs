//! A folder on disk. The one place below `cli` that opens files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{FileError, FileInfo, Files, Source, normalise};

/// A folder on disk, which no path leaves, not even through a symbolic link.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    allowed: Vec<PathBuf>,
    touched: Mutex<BTreeSet<String>>,
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

    /// The folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn touch(&self, path: String) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    /// The place on disk, after links, of a path that stays inside an allowed folder.
    fn resolve(&self, path: &str) -> Result<PathBuf, FileError> {
        let joined = match normalise(path) {
            Ok(inside) => {
                self.touch(inside.clone());
                self.root.join(inside)
            }
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
        let file = File::open(real).map_err(at)?;
        let about = file.metadata().map_err(at)?;
        if !about.is_file() {
            return Err(at(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file")));
        }
        Ok(Box::new(OpenFile { len: about.len(), file }))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let inside = normalise(folder).unwrap_or_else(|_| folder.trim_end_matches('/').to_owned());
        let real = self.resolve(folder)?;
        self.touch(format!("{inside}/"));
        let mut found = Vec::new();
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
            } else {
                found.push(path);
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
        Ok(FileInfo { len: about.len() })
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
