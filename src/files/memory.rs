//! Files held in memory, for tests and for a project that is not on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::{FileError, FileInfo, Files, Source, normalise};

/// A folder in memory.
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<String, Arc<[u8]>>,
    touched: Mutex<BTreeSet<String>>,
}

impl Memory {
    /// An empty folder.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same folder with one file more, or with other bytes in it.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl AsRef<[u8]>) -> Self {
        self.files.insert(path.into(), bytes.as_ref().into());
        self
    }

    fn touch(&self, path: String) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    fn find(&self, path: &str) -> Result<Arc<[u8]>, FileError> {
        self.touch(normalise(path).unwrap_or_else(|_| path.to_owned()));
        self.files
            .get(&normalise(path)?)
            .cloned()
            .ok_or_else(|| FileError::Missing { path: path.to_owned() })
    }
}

/// Bytes in memory, read like a file.
#[derive(Debug)]
pub struct Bytes<B>(pub B);

impl<B: AsRef<[u8]> + Send + Sync> Source for Bytes<B> {
    fn len(&self) -> u64 {
        self.0.as_ref().len() as u64
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.0.as_ref().get(offset as usize..).unwrap_or_default();
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }
}

impl Files for Memory {
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError> {
        Ok(Box::new(Bytes(self.find(path)?)))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let inside = normalise(folder);
        let folder = inside.as_deref().unwrap_or(folder.trim_end_matches('/'));
        self.touch(format!("{folder}/"));
        let folder = inside?;
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        if self.files.contains_key(&folder) {
            return Ok(vec![folder]);
        }
        if !folder.is_empty() && !self.files.keys().any(|path| path.starts_with(&prefix)) {
            return Err(FileError::Missing { path: folder });
        }
        let found: Vec<String> = self
            .files
            .keys()
            .filter(|path| {
                path.strip_prefix(&prefix)
                    .is_some_and(|rest| !rest.split('/').any(|part| part.starts_with('.')))
            })
            .cloned()
            .collect();
        for path in &found {
            for (slash, _) in path[prefix.len()..].match_indices('/') {
                self.touch(path[..=prefix.len() + slash].to_owned());
            }
        }
        Ok(found)
    }

    fn info(&self, path: &str) -> Result<FileInfo, FileError> {
        self.find(path).map(|bytes| FileInfo {
            len: bytes.len() as u64,
        })
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
    use crate::files::Disk;

    const FILES: [(&str, &str); 6] = [
        ("parcours.yaml", "title: x"),
        ("data/wave-2.csv", "b"),
        ("data/wave-1.csv", "a"),
        ("data/deep/er/c.csv", "c"),
        ("database.csv", "not in data"),
        (".parcours/cache", "hidden"),
    ];

    #[expect(clippy::disallowed_methods, reason = "a test lays its own files")]
    fn both() -> (tempfile::TempDir, Disk, Memory) {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = Memory::new();
        for (path, text) in FILES {
            let on_disk = folder.path().join(path);
            std::fs::create_dir_all(on_disk.parent().unwrap()).unwrap();
            std::fs::write(on_disk, text).unwrap();
            memory = memory.with(path, text);
        }
        let disk = Disk::new(folder.path()).unwrap();
        (folder, disk, memory)
    }

    /// What an answer amounts to, whatever the system says of its reasons.
    fn told<T: std::fmt::Debug>(answer: Result<T, FileError>) -> String {
        match answer {
            Ok(value) => format!("{value:?}"),
            Err(FileError::Missing { .. }) => "missing".to_owned(),
            Err(FileError::Outside { .. }) => "outside".to_owned(),
            Err(FileError::TooLarge { len, limit, .. }) => format!("{len} over {limit}"),
            Err(FileError::Io { .. }) => "refused".to_owned(),
        }
    }

    #[test]
    fn disk_and_memory_agree() {
        let (_folder, disk, memory) = both();
        for path in [
            "",
            "data",
            "data/",
            "./data/deep",
            "nowhere",
            "../data",
            "/etc",
            "parcours.yaml",
            "data/wave-1.csv",
            "data/../parcours.yaml",
            "data/none.csv",
        ] {
            assert_eq!(told(disk.list(path)), told(memory.list(path)), "list {path}");
            if !matches!(path, "" | "data" | "data/" | "./data/deep") {
                assert_eq!(told(disk.read(path, 6)), told(memory.read(path, 6)), "read {path}");
                assert_eq!(told(disk.info(path)), told(memory.info(path)), "info {path}");
            }
        }
        assert_eq!(disk.touched(), memory.touched());
    }

    #[test]
    fn a_list_is_sorted_and_leaves_hidden_files_out() {
        let (_folder, _, memory) = both();
        assert_eq!(
            memory.list("").unwrap(),
            [
                "data/deep/er/c.csv",
                "data/wave-1.csv",
                "data/wave-2.csv",
                "database.csv",
                "parcours.yaml"
            ]
        );
        assert_eq!(memory.list("data/deep").unwrap(), ["data/deep/er/c.csv"]);
    }

    #[test]
    fn what_was_asked_for_is_remembered_even_when_it_is_missing() {
        let (_folder, disk, _) = both();
        assert!(disk.touched().is_empty());
        let _ = disk.read("data/./wave-1.csv", 10);
        let _ = disk.info("nowhere.csv");
        let _ = disk.list("data/deep");
        assert_eq!(
            disk.touched(),
            ["data/deep/", "data/deep/er/", "data/wave-1.csv", "nowhere.csv"]
        );
    }

    #[test]
    fn reading_at_positions_stops_at_the_end() {
        let memory = Memory::new().with("a", "abcdef");
        let source = memory.open("a").unwrap();
        let mut buffer = [0; 4];
        assert_eq!(source.read_at(4, &mut buffer).unwrap(), 2);
        assert_eq!(&buffer[..2], b"ef");
        assert_eq!(source.read_at(60, &mut buffer).unwrap(), 0);
    }
}
