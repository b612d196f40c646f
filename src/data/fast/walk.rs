//! Goes through the rows of a unit, whose ends are known, and gives each to whoever counts them.

use super::block::BLOCK;
use super::index::Index;
use super::single::single;
use super::{Count, Table};
use crate::data::met::Met;
use crate::data::reader::{Fault, MOST_FIELDS, Outcome};
use crate::data::row::{Row, Short};

/// Marks of rows that are done are dropped once there are this many.
const DONE: usize = 8192;

/// The memory of a walk, kept from unit to unit.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Where fields begin: the byte behind each mark.
    starts: Vec<u32>,
    quoted: Unquoted,
}

/// The rows of a unit that begin and end in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// The first byte of the first row.
    pub(super) from: usize,
    /// The byte behind the last row.
    pub(super) to: usize,
    /// The line the first row begins on.
    pub(super) line: u64,
}

/// Fields of the current row in which quotes are doubled, as text.
#[derive(Debug, Default)]
struct Unquoted {
    text: Vec<u8>,
    /// The column, and where its text stands.
    fields: Vec<(usize, usize, usize)>,
}

/// A row inside its unit.
struct UnitRow<'u> {
    unit: &'u [u8],
    starts: &'u [u32],
    unquoted: &'u Unquoted,
}

/// The bytes between a field's delimiters.
#[inline]
fn raw<'u>(unit: &'u [u8], starts: &[u32], column: usize) -> &'u [u8] {
    match starts.get(column..column + 2) {
        Some([start, next]) => &unit[*start as usize..*next as usize - 1],
        _ => &[],
    }
}

impl Row for UnitRow<'_> {
    #[inline]
    fn field(&self, column: usize) -> &[u8] {
        match raw(self.unit, self.starts, column) {
            [b'"', rest @ ..] => self.quoted(column, rest),
            raw => raw,
        }
    }

    #[inline]
    fn short(&self, column: usize) -> Option<Short> {
        // An empty field begins with what ends it, which is no quote.
        if let Some([start, next]) = self.starts.get(column..column + 2)
            && let Some(sixteen) = self.unit.get(*start as usize..).and_then(<[u8]>::first_chunk)
            && sixteen[0] != b'"'
        {
            return Short::first(sixteen, (*next - *start) as usize - 1);
        }
        self.other(column)
    }
}

impl<'u> UnitRow<'u> {
    /// A quoted field, or one at the end of the unit.
    #[cold]
    fn other(&self, column: usize) -> Option<Short> {
        Short::of(self.field(column))
    }

    fn quoted(&self, column: usize, rest: &'u [u8]) -> &'u [u8] {
        let known = self.unquoted.fields.iter().find(|(known, ..)| *known == column);
        match (known, rest) {
            (Some((_, start, end)), _) => &self.unquoted.text[*start..*end],
            (None, [inner @ .., b'"']) => inner,
            (None, rest) => rest,
        }
    }
}

impl Unquoted {
    /// Takes in the quoted fields of a row that are not just what stands between their quotes.
    fn of(&mut self, unit: &[u8], starts: &[u32], columns: &[usize]) {
        self.fields.clear();
        for column in columns {
            let [b'"', rest @ ..] = raw(unit, starts, *column) else {
                continue;
            };
            if memchr::memchr(b'"', rest).is_some_and(|at| at + 1 == rest.len()) {
                continue;
            }
            if self.fields.is_empty() {
                self.text.clear();
            }
            let start = self.text.len();
            let mut rest = rest.iter().copied();
            let mut inside = true;
            while let Some(byte) = rest.next() {
                if inside && byte == b'"' {
                    match rest.next() {
                        Some(byte) => {
                            // Doubled it is a quote; else the field goes on without quotes, as the parser has it.
                            self.text.push(byte);
                            inside = byte == b'"';
                        }
                        None => break,
                    }
                } else {
                    self.text.push(byte);
                }
            }
            self.fields.push((*column, start, self.text.len()));
        }
    }
}

impl Walk {
    /// Gives the rows of `stretch` to `counter`, and what is wrong with others to `met`.
    pub(super) fn rows<C: Count>(
        &mut self,
        unit: &[u8],
        index: &Index,
        stretch: Stretch,
        table: &Table<'_>,
        counter: &mut C,
        met: &mut Met,
    ) {
        let Stretch { from, to, mut line } = stretch;
        if from >= to {
            return;
        }
        // Delimiters and line ends are ASCII: where the whole is text, so is every field.
        let all = &unit[from..to];
        let text = memchr::memchr(0, all).is_none() && (!index.high || simdutf8::basic::from_utf8(all).is_ok());
        let starts = &mut self.starts;
        starts.resize(starts.len().max(DONE + 2 * BLOCK), 0);
        starts[0] = from as u32;
        let (mut first, mut filled, mut begins) = (0, 1, line);
        let last_block = (to - 1) / BLOCK;
        for block in from / BLOCK..=last_block {
            let mut ends = index.ends(block);
            let mut mask = u64::MAX;
            if block == from / BLOCK {
                mask <<= from % BLOCK;
            }
            if block == last_block {
                mask &= u64::MAX >> (BLOCK - 1 - (to - 1) % BLOCK);
            }
            ends.fields &= mask;
            ends.rows &= mask;
            ends.lines &= mask;
            let marks = ends.fields | ends.rows;
            let count = marks.count_ones() as usize;
            if starts.len() < filled + BLOCK {
                starts.resize(starts.len() * 2, 0);
            }
            flatten(
                marks,
                count,
                (block * BLOCK) as u32 + 1,
                &mut starts[filled..filled + BLOCK],
            );
            let mut rows = ends.rows;
            // Lines that end inside quotes, or before their row by a carriage return alone.
            let crooked = ends.lines != rows;
            while rows != 0 {
                let end = rows.trailing_zeros();
                let before = (1 << end) - 1;
                rows &= rows - 1;
                // Where it has as many fields as all others, the mark is where it must be, and none are counted.
                let likely = first + table.expected;
                let last = if likely < filled + count && starts[likely] == (block * BLOCK) as u32 + end + 1 {
                    likely
                } else {
                    filled + (marks & before).count_ones() as usize
                };
                let next = if crooked {
                    line + u64::from((ends.lines & (before << 1 | 1)).count_ones())
                } else {
                    line += 1;
                    line
                };
                let row = OneRow {
                    line: begins,
                    lines: next - begins,
                    text,
                };
                row.give(unit, &mut starts[first..=last], &mut self.quoted, table, counter, met);
                (first, begins) = (last, next);
            }
            filled += count;
            if crooked {
                line += u64::from(ends.lines.count_ones());
            }
            if first > DONE {
                starts.copy_within(first..filled, 0);
                filled -= first;
                first = 0;
            }
        }
    }
}

/// Writes where the field behind each mark begins. Eight at a time, whether or not there are as many: a loop of
/// unknown length costs more in wrong guesses of the processor than the rest of the walk.
#[inline]
fn flatten(mut marks: u64, count: usize, base: u32, out: &mut [u32]) {
    for (eight, out) in out.as_chunks_mut::<8>().0.iter_mut().enumerate() {
        if eight > 0 && count <= eight * 8 {
            break;
        }
        for start in out {
            *start = base.wrapping_add(marks.trailing_zeros());
            marks &= marks.wrapping_sub(1);
        }
    }
}

/// What is known of a row before its fields are looked at.
struct OneRow {
    /// The line it begins on.
    line: u64,
    /// How many lines it spans.
    lines: u64,
    /// Whether all of it is known to be text without zero bytes.
    text: bool,
}

impl OneRow {
    #[inline]
    fn give<C: Count>(
        self,
        unit: &[u8],
        starts: &mut [u32],
        unquoted: &mut Unquoted,
        table: &Table<'_>,
        counter: &mut C,
        met: &mut Met,
    ) {
        let found = starts.len() - 1;
        let (start, next) = (starts[0] as usize, starts[found] as usize);
        let end = match unit[start..next] {
            [.., b'\r', b'\n'] => next - 2,
            _ => next - 1,
        };
        if end == start {
            return;
        }
        let line = self.line;
        if found != table.expected {
            let fault = if found > MOST_FIELDS {
                Fault::TooLong
            } else {
                Fault::Ragged {
                    found,
                    expected: table.expected,
                    lines: self.lines,
                }
            };
            met.take(Outcome::Rejected { line, fault });
            return;
        }
        if !self.text && std::str::from_utf8(&unit[start..end]).map_or(true, |row| row.contains('\0')) {
            // Dropping quotes may yet join what is no text into some.
            if let Some(outcome) = single(&unit[start..next], false, line, table, counter) {
                met.take(outcome);
            }
            return;
        }
        // The last field ends before the line end, be it one byte or two.
        starts[found] = end as u32 + 1;
        unquoted.of(unit, starts, table.columns);
        met.take(Outcome::Row { line });
        let row = UnitRow { unit, starts, unquoted };
        counter.row(&row, line);
        starts[found] = next as u32;
    }
}
