//! One record alone, parsed as the streaming reader would: those that units cut, and the odd ones.

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::{Count, Table};
use crate::data::Row;
use crate::data::reader::{Fault, LONGEST, MOST_FIELDS, Outcome};

/// The longest record worth keeping until it ends, in bytes: beyond, even one of doubled quotes and empty fields has
/// more content than is kept.
pub(super) const KEPT: usize = 2 * LONGEST + 4 * MOST_FIELDS;

struct SingleRow {
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl Row for SingleRow {
    fn field(&self, column: usize) -> &[u8] {
        let Some(end) = self.ends.get(column) else {
            return &[];
        };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.fields[start..*end]
    }
}

/// Parses the one record in `bytes`, which begins on `line` and has its line end unless the file ends there, and gives
/// it to `counter` if it is a row. `None` for a blank line.
pub(super) fn single<C: Count>(
    bytes: &[u8],
    at_end: bool,
    line: u64,
    table: &Table<'_>,
    counter: &mut C,
) -> Option<Outcome> {
    let mut parser = ReaderBuilder::new().delimiter(table.delimiter).build();
    // The line end before it, lest a byte order mark be taken from a record in the midst of a file.
    let _ = parser.read_record(b"\n", &mut [0; 1], &mut [0; 1]);
    let mut row = SingleRow {
        fields: vec![0; bytes.len() + 2],
        ends: vec![0; 64],
    };
    let (mut read, mut written, mut ends) = (0, 0, 0);
    let (mut closed, mut open, mut too_many) = (false, false, false);
    loop {
        let input = match (bytes.get(read..), closed) {
            (Some(rest), false) if !rest.is_empty() => rest,
            // The parser closes an open quote at the end in silence: a line end shows whether one is open.
            (_, false) if at_end => b"\n",
            _ => &[],
        };
        let ending = read >= bytes.len();
        let (result, taken, put, ended) = parser.read_record(input, &mut row.fields[written..], &mut row.ends[ends..]);
        if ending {
            closed = true;
            open |= put > 0;
        } else {
            read += taken;
        }
        written += put;
        ends += ended;
        match result {
            ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull => {}
            ReadRecordResult::OutputEndsFull if row.ends.len() >= MOST_FIELDS => {
                too_many = true;
                ends = 0;
            }
            ReadRecordResult::OutputEndsFull => row.ends.resize(row.ends.len() * 2, 0),
            ReadRecordResult::Record => break,
            ReadRecordResult::End => return None,
        }
    }
    let rejected = |fault| Some(Outcome::Rejected { line, fault });
    if open {
        return rejected(Fault::OpenQuote);
    }
    if written >= LONGEST || too_many {
        return rejected(Fault::TooLong);
    }
    if ends != table.expected {
        let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
        return rejected(Fault::Ragged {
            found: ends,
            expected: table.expected,
            lines: feeds + u64::from(bytes.last() == Some(&b'\r')),
        });
    }
    row.ends.truncate(ends);
    if !(0..ends).all(|column| std::str::from_utf8(row.field(column)).is_ok()) {
        return rejected(Fault::NotText);
    }
    if row.fields[..written].contains(&0) {
        return rejected(Fault::Zero);
    }
    counter.row(&row, line);
    Some(Outcome::Row { line })
}
