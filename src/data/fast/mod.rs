//! The rows of one file on several threads, for the common dialect: text of which every mark is one byte of ASCII.
//!
//! The file is cut into units of a mebibyte. A thread reads a unit into its one buffer, finds every mark in it under
//! both guesses of how it begins (outside or inside quotes), and settles in turn with the units before it which guess
//! is right; then it goes through its rows while others settle theirs. What a unit cannot show (a quote in the midst
//! of a field, a carriage return alone) is found out byte by byte in its turn. Rows, lines and faults are exactly
//! those of the streaming reader, wherever units are cut.

mod block;
mod chain;
mod index;
mod single;
mod walk;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use self::chain::{Chain, Cut, Unit, Watchman};
use self::index::Index;
use self::single::single;
use self::walk::Walk;
use super::met::Met;
use super::reader::{Fault, Outcome, Rest};
use super::row::Row;
use crate::files::{Source, UnitDigester};

/// How much is read at once.
const UNIT: usize = 1 << 20;

/// Somebody who counts rows: one on each thread.
pub trait Count: Send {
    /// A row, and the physical line it begins on.
    fn row<R: Row>(&mut self, row: &R, line: u64);
}

/// Is told how far reading has come, from whichever thread.
pub trait Progress: Send + Sync {
    /// A file of so many bytes is going to be read.
    fn begins(&self, _bytes: u64) {}
    /// A file was read to its end, or could not be.
    fn ends(&self) {}
    /// So many more bytes were gone through, and so many more rows read.
    fn advanced(&self, bytes: u64, rows: u64);
}

/// Nobody looks at how far it has come.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn advanced(&self, _bytes: u64, _rows: u64) {}
}

/// The rows of a file that can be read on several threads.
#[derive(Clone, Copy)]
pub struct Plain<'s> {
    source: &'s dyn Source,
    /// Where the first row begins.
    start: u64,
    /// The line it begins on.
    line: u64,
    delimiter: u8,
    expected: usize,
    unit: usize,
}

/// What a row must look like.
#[derive(Debug)]
struct Table<'c> {
    delimiter: u8,
    /// How many fields a row has.
    expected: usize,
    /// The columns somebody asks for.
    columns: &'c [usize],
}

impl<'s> Plain<'s> {
    /// The rows that are left of a text that lies on the disk as it is; `None` for a delimiter that will not do.
    pub(super) fn new(source: &'s dyn Source, rest: Rest) -> Option<Self> {
        let Rest {
            start,
            line,
            delimiter,
            expected,
        } = rest;
        let plain = delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\n' | b'\r' | 0);
        plain.then_some(Plain {
            source,
            start,
            line,
            delimiter,
            expected,
            unit: UNIT,
        })
    }

    /// The same rows, read in units of another size.
    #[cfg(test)]
    pub(super) fn in_units_of(self, unit: usize) -> Self {
        Plain { unit, ..self }
    }

    /// How many threads find something to do, of `threads`.
    pub fn threads(&self, threads: usize) -> usize {
        let units = usize::try_from(self.source.len())
            .unwrap_or(usize::MAX)
            .div_ceil(self.unit);
        threads.min(units).max(1)
    }

    /// Gives every row to one of `counters`, each on its thread, who may ask for the fields in `columns`. Which of them
    /// gets a row differs from run to run; what was met does not.
    pub fn count<C: Count>(&self, counters: &mut [C], columns: &[usize], progress: &dyn Progress) -> io::Result<Met> {
        let table = Table {
            delimiter: self.delimiter,
            expected: self.expected,
            columns,
        };
        let chain = Chain::new(
            self.delimiter,
            self.line,
            UnitDigester::new(self.source.len(), self.unit as u64),
        );
        let taken = AtomicUsize::new(0);
        let work = |counter: &mut C| {
            let _watchman = Watchman(&chain);
            self.work(&chain, &taken, &table, counter, progress)
        };
        let mut met = Met::default();
        match &mut *counters {
            [] => {}
            [alone] => met.merge(&work(alone)),
            several => std::thread::scope(|scope| {
                let running: Vec<_> = several
                    .iter_mut()
                    .map(|counter| scope.spawn(|| work(counter)))
                    .collect();
                for thread in running {
                    met.merge(&thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
                }
            }),
        }
        let (rest, open, digest) = chain.finish()?;
        if let Some(counter) = counters.first_mut() {
            finish(&rest, true, open, &table, counter, &mut met);
        }
        met.digest = digest.finish();
        Ok(met)
    }

    /// Reads units until there are none left.
    fn work<C: Count>(
        &self,
        chain: &Chain,
        taken: &AtomicUsize,
        table: &Table<'_>,
        counter: &mut C,
        progress: &dyn Progress,
    ) -> Met {
        let mut met = Met::default();
        let (mut index, mut walk) = (Index::default(), Walk::default());
        // A byte more than a unit: what follows a carriage return at its end.
        let mut buffer = vec![0; self.unit + 1];
        loop {
            let number = taken.fetch_add(1, Ordering::Relaxed);
            let offset = number as u64 * self.unit as u64;
            if offset >= self.source.len() {
                return met;
            }
            let filled = match self.read(offset, &mut buffer) {
                Ok(filled) => filled,
                Err(error) => {
                    chain.fail(error);
                    return met;
                }
            };
            let whole = &buffer[..filled.min(self.unit)];
            let after = buffer[..filled].get(self.unit).copied();
            // The header and what stands before it.
            let skipped = self.start.saturating_sub(offset).min(whole.len() as u64) as usize;
            let bytes = &whole[skipped..];
            index.scan(bytes, self.delimiter, after);
            let part = UnitDigester::part(self.source.len(), self.unit as u64, offset, whole);
            let unit = Unit { number, bytes, after };
            let Some((stretch, cut)) = chain.settle(unit, &mut index, |digest| digest.push(part, whole)) else {
                return met;
            };
            let before = met.rows;
            if let Some(cut) = cut {
                finish(&cut, false, false, table, counter, &mut met);
            }
            walk.rows(bytes, &index, stretch, table, counter, &mut met);
            progress.advanced(whole.len() as u64, met.rows - before);
        }
    }

    /// Fills the buffer from `offset` on, as far as the file goes.
    fn read(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.source.len() - offset;
        let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let mut filled = 0;
        while filled < wanted {
            match self
                .source
                .read_at(offset + filled as u64, &mut buffer[filled..wanted])?
            {
                0 => return Err(io::Error::other("it became shorter while it was read")),
                read => filled += read,
            }
        }
        Ok(filled)
    }
}

/// Takes a record that units cut, or that the file ends in.
fn finish<C: Count>(cut: &Cut, at_end: bool, open: bool, table: &Table<'_>, counter: &mut C, met: &mut Met) {
    let line = cut.line;
    let outcome = if cut.dropped {
        let fault = if open { Fault::OpenQuote } else { Fault::TooLong };
        Some(Outcome::Rejected { line, fault })
    } else if cut.bytes.is_empty() {
        None
    } else {
        single(&cut.bytes, at_end, line, table, counter)
    };
    if let Some(outcome) = outcome {
        met.take(outcome);
    }
}

#[cfg(test)]
mod tests;
