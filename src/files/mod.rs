//! The one way to read files: a trait with implementations on disk and in memory, which remembers every path read.
//!
//! Paths are `&str` relative to the root (a project or a theme folder), with `/` between parts and no `.` or `..`
//! left in them once they went through [`normalise`]. Nothing below `cli` opens a file any other way.

use std::io;

use crate::language::{Lang, Text, number};

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileInfo {
    /// Size in bytes.
    pub len: u64,
}

/// An open file that can be read at any position by several threads at once.
pub trait Source: Send + Sync {
    /// Size in bytes.
    fn len(&self) -> u64;
    /// Whether the file holds no byte.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Reads into `buffer` from `offset`; returns how many bytes, 0 at the end.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
    /// What tells whether it changes, asked anew each time; `None` where there is no telling.
    fn stamp(&self) -> Option<Stamp> {
        None
    }
}

/// A failure to reach a file, always with its path.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is no such file.
    #[error("{path}: no such file")]
    Missing {
        /// Path as asked for.
        path: String,
    },
    /// The path leads out of the root, by `..`, by being absolute, or through a symbolic link.
    #[error("{path}: leads outside the folder")]
    Outside {
        /// Path as asked for.
        path: String,
    },
    /// The file is larger than the caller allows.
    #[error("{path}: {len} bytes, more than {limit}")]
    TooLarge {
        /// Path as asked for.
        path: String,
        /// Its size in bytes.
        len: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The system refused.
    #[error("{path}: {source}")]
    Io {
        /// Path as asked for.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
}

impl FileError {
    /// What keeps the file from being read, to be put after a colon.
    pub fn reason(&self) -> Text {
        match self {
            FileError::Missing { .. } => Text::new("it is not there", "il n’existe pas"),
            FileError::Outside { .. } => Text::new("it leads outside the folder", "il mène hors du dossier"),
            FileError::TooLarge { len, limit, .. } => {
                let kib = |lang, bytes: u64| number::integer(lang, bytes.div_ceil(1024).cast_signed());
                Text::prose(
                    format!(
                        "it has {} KiB, and {} at most are read",
                        kib(Lang::En, *len),
                        kib(Lang::En, *limit)
                    ),
                    format!(
                        "il pèse {} Kio, et {} au plus sont lus",
                        kib(Lang::Fr, *len),
                        kib(Lang::Fr, *limit)
                    ),
                )
            }
            // The system's own words, in its own language.
            FileError::Io { source, .. } => Text::same(source.to_string()),
        }
    }
}

/// Access to the files under one root.
pub trait Files: Send + Sync {
    /// Opens a file for reading at positions, and remembers the path.
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError>;

    /// Every file under `folder` (`""` for the root), sorted by path, hidden files and `.parcours` left out. The
    /// folder is remembered as listed, so that watch mode sees a file appear. A file lists itself; a folder that does
    /// not exist is [`FileError::Missing`].
    fn list(&self, folder: &str) -> Result<Vec<String>, FileError>;

    /// Size and existence, remembered like a read.
    fn info(&self, path: &str) -> Result<FileInfo, FileError>;

    /// Every path that was opened, asked about or listed so far, sorted, each once; a listed folder ends in `/`.
    fn touched(&self) -> Vec<String>;

    /// What is kept from run to run, where anything is.
    fn cache(&self) -> Option<&dyn Cache> {
        None
    }

    /// The whole file, if it is no larger than `limit` bytes.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let source = self.open(path)?;
        if source.len() > limit {
            return Err(FileError::TooLarge {
                path: path.to_owned(),
                len: source.len(),
                limit,
            });
        }
        let mut bytes = vec![0; source.len() as usize];
        let mut filled = 0;
        while filled < bytes.len() {
            match source.read_at(filled as u64, &mut bytes[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(source) => {
                    return Err(FileError::Io {
                        path: path.to_owned(),
                        source,
                    });
                }
            }
        }
        bytes.truncate(filled);
        Ok(bytes)
    }
}

mod cache;
mod digest;
mod disk;
mod memory;
mod path;

pub use cache::{Cache, Stamp};
pub use digest::{Digester, Part, SHA256_LIMIT, UnitDigester, digest, digest_source};
pub use disk::Disk;
pub use memory::{Bytes, Memory};
pub use path::normalise;
