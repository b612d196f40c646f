//! Where the rows of a file come from, whatever its format.

use std::io;

use super::json::JsonRows;
use super::reader::{Outcome, Records};
use super::stored::Stored;

/// The rows of a file, one after another.
pub(super) enum Rows<'s> {
    /// Delimited text, as a stream.
    Text(Box<Records<'s>>),
    /// JSON objects, as a stream.
    Json(JsonRows<'s>),
    /// Rows in memory, with the digest of their file.
    Stored(Stored, String),
}

impl Rows<'_> {
    /// The next row, if there is one.
    pub(super) fn next(&mut self) -> io::Result<Option<Outcome>> {
        match self {
            Rows::Text(records) => records.next(),
            Rows::Json(rows) => rows.next(),
            Rows::Stored(stored, _) => Ok(stored.next().map(|line| Outcome::Row { line })),
        }
    }

    /// The field at `column` of the row read last; empty if there is none.
    pub(super) fn field(&self, column: usize) -> &[u8] {
        match self {
            Rows::Text(records) => records.field(column),
            Rows::Json(rows) => rows.field(column),
            Rows::Stored(stored, _) => stored.field(column),
        }
    }

    /// How many bytes of the file were read so far, packed where it is packed; `None` where all of it is held.
    pub(super) fn bytes_read(&self) -> Option<u64> {
        match self {
            Rows::Text(records) => Some(records.offset()),
            Rows::Json(rows) => Some(rows.offset()),
            Rows::Stored(..) => None,
        }
    }

    /// Reads what is left of the file, so that the digest covers all of it.
    pub(super) fn finish(self) -> io::Result<String> {
        match self {
            Rows::Text(records) => records.finish(),
            Rows::Json(rows) => rows.finish(),
            Rows::Stored(_, digest) => Ok(digest),
        }
    }
}
