//! Where units meet: each is settled in its turn, and the record that two of them cut is put together.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::index::{Index, State};
use super::single::KEPT;
use super::walk::Stretch;
use crate::files::UnitDigester;

/// What is known where the units settled so far end.
pub(super) struct Joint {
    /// The unit whose turn it is.
    next: usize,
    failed: Option<io::Error>,
    stopped: bool,
    state: State,
    /// How many physical lines ended so far, and one.
    line: u64,
    /// The record that has begun and not ended.
    begun: Cut,
    pub(super) digest: UnitDigester,
}

/// A record in pieces.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) bytes: Vec<u8>,
    /// The line it begins on.
    pub(super) line: u64,
    /// Whether it is so long that its bytes were dropped.
    pub(super) dropped: bool,
}

impl Cut {
    fn extend(&mut self, bytes: &[u8]) {
        if self.dropped || self.bytes.len() + bytes.len() > KEPT {
            self.dropped = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }
}

/// A unit in its file.
#[derive(Clone, Copy)]
pub(super) struct Unit<'u> {
    pub(super) number: usize,
    /// Its bytes, those before the first row left out.
    pub(super) bytes: &'u [u8],
    /// The byte behind it.
    pub(super) after: Option<u8>,
}

/// Takes the units in their order, from whichever threads.
pub(super) struct Chain {
    joint: Mutex<Joint>,
    turn: Condvar,
    delimiter: u8,
}

/// Stops the others if its thread ends before its time: they would wait for its unit for ever.
pub(super) struct Watchman<'c>(pub(super) &'c Chain);

impl Drop for Watchman<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().stopped = true;
            self.0.turn.notify_all();
        }
    }
}

impl Chain {
    pub(super) fn new(delimiter: u8, line: u64, digest: UnitDigester) -> Self {
        Chain {
            joint: Mutex::new(Joint {
                next: 0,
                failed: None,
                stopped: false,
                state: State::Start,
                line,
                begun: Cut { line, ..Cut::default() },
                digest,
            }),
            turn: Condvar::new(),
            delimiter,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Joint> {
        self.joint.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that a unit could not be read.
    pub(super) fn fail(&self, error: io::Error) {
        self.lock().failed.get_or_insert(error);
        self.turn.notify_all();
    }

    /// Waits for the unit's turn, settles how it begins, and gives the rows that lie within it and the record that
    /// ends in it; `None` once somebody failed. `digest` is called in turn.
    pub(super) fn settle(
        &self,
        unit: Unit<'_>,
        index: &mut Index,
        digest: impl FnOnce(&mut UnitDigester),
    ) -> Option<(Stretch, Option<Cut>)> {
        let mut joint = self.lock();
        while joint.next != unit.number && joint.failed.is_none() && !joint.stopped {
            joint = self.turn.wait(joint).unwrap_or_else(PoisonError::into_inner);
        }
        if joint.failed.is_some() || joint.stopped {
            return None;
        }
        digest(&mut joint.digest);
        let found = joint.take(unit, index, self.delimiter);
        joint.next += 1;
        drop(joint);
        self.turn.notify_all();
        Some(found)
    }

    /// The record at the end of the file, if it has no line end, whether it ends inside quotes, and the digest.
    pub(super) fn finish(self) -> io::Result<(Cut, bool, UnitDigester)> {
        let joint = self.joint.into_inner().unwrap_or_else(PoisonError::into_inner);
        match joint.failed {
            Some(error) => Err(error),
            None => Ok((joint.begun, joint.state == State::Quoted, joint.digest)),
        }
    }
}

impl Joint {
    fn take(&mut self, unit: Unit<'_>, index: &mut Index, delimiter: u8) -> (Stretch, Option<Cut>) {
        let Unit { bytes, after, .. } = unit;
        let nothing = Stretch {
            from: 0,
            to: 0,
            line: self.line,
        };
        let Some(last) = bytes.last().copied() else {
            return (nothing, None);
        };
        index.settle(self.state, bytes, delimiter, after);
        self.state = index.ending(delimiter, last);
        let line = self.line;
        self.line += index.all_lines();
        let (Some(first_end), Some(last_end)) = (index.first_row_end(), index.last_row_end()) else {
            self.begun.extend(bytes);
            return (nothing, None);
        };
        let (from, to) = (first_end + 1, last_end + 1);
        self.begun.extend(&bytes[..from]);
        let rest = Cut {
            line: self.line - index.lines(to, bytes.len()),
            ..Cut::default()
        };
        let cut = std::mem::replace(&mut self.begun, rest);
        self.begun.extend(&bytes[to..]);
        let stretch = Stretch {
            from,
            to,
            line: line + index.lines(0, from),
        };
        (stretch, Some(cut))
    }
}
