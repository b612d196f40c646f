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
        let inside = normalise(path)?;
        self.touch(inside.clone());
        self.files
            .get(&inside)
            .cloned()
            .ok_or_else(|| FileError::Missing { path: path.to_owned() })
    }
}

struct Bytes(Arc<[u8]>);

impl Source for Bytes {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.0.get(offset as usize..).unwrap_or_default();
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
        let folder = normalise(folder)?;
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        self.touch(format!("{folder}/"));
        Ok(self
            .files
            .keys()
            .filter(|path| {
                path.strip_prefix(&prefix)
                    .is_some_and(|rest| !rest.split('/').any(|part| part.starts_with('.')))
            })
            .cloned()
            .collect())
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
