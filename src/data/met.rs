//! What was met in a file: how many rows could be read, and which could not.

use serde::{Deserialize, Serialize};

use super::reader::Outcome;
use super::rejections::Rejections;

/// What was met, in all rows or in some of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Rows that were read.
    pub rows: u64,
    /// `sha256:…` or `blake3:…` of the whole file, once it was read to its end.
    pub digest: String,
    pub(super) rejections: Rejections,
}

impl Met {
    /// Takes in a record; gives the line of one that is a row.
    pub(super) fn take(&mut self, outcome: Outcome) -> Option<u64> {
        match outcome {
            Outcome::Row { line } => {
                self.rows += 1;
                self.rejections.read(line);
                Some(line)
            }
            Outcome::Rejected { line, fault } => {
                self.rejections.at(line, fault);
                None
            }
        }
    }

    /// Adds what was met in other rows of the file.
    pub(super) fn merge(&mut self, other: &Met) {
        self.rows += other.rows;
        self.rejections.merge(&other.rejections);
    }
}
