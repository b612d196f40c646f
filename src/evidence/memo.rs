//! What a value of a column means, worked out once per distinct value instead of once per row.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::data::{Row, Short};

/// How many distinct values are remembered; a column with more is worked out row by row, so that memory does not grow
/// with rows.
const REMEMBERED: usize = 4096;

/// Slots to begin with; a power of two.
const SLOTS: usize = 64;

/// Meanings by the bytes of the field.
pub(super) struct Memo<T> {
    /// Of short fields, which is nearly all that is coded.
    slots: Vec<Slot<T>>,
    /// What a hash is shifted by to be one of them: its highest bits hang on every byte.
    shift: u32,
    used: usize,
    long: HashMap<Box<[u8]>, T, FixedState>,
}

/// The meaning of a field; none in a slot that is vacant.
#[derive(Clone, Copy)]
struct Slot<T> {
    short: Short,
    meaning: Option<T>,
}

impl<T> Slot<T> {
    const VACANT: Self = Slot {
        short: Short::NONE,
        meaning: None,
    };
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Memo {
            slots: vec![Slot::VACANT; SLOTS],
            shift: u64::BITS - SLOTS.trailing_zeros(),
            used: 0,
            long: HashMap::default(),
        }
    }

    /// What the field in a column means; `read` says so of its trimmed text the first time.
    #[inline]
    pub(super) fn get(&mut self, row: &(impl Row + ?Sized), column: usize, read: impl FnOnce(&str) -> T) -> T {
        match row.short(column) {
            Some(short) => match self.known(short) {
                Some(known) => known,
                None => self.learn(short, read(text(row.field(column)))),
            },
            None => self.get_long(row.field(column), read),
        }
    }

    /// What a field is known to mean.
    #[inline]
    pub(super) fn known(&self, short: Short) -> Option<T> {
        self.slots[self.slot(short)].meaning
    }

    /// The slot of a field, or the vacant one it belongs into.
    #[inline]
    fn slot(&self, short: Short) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (short.hash() >> self.shift) as usize & last;
        loop {
            let slot = &self.slots[at];
            if slot.short == short || slot.meaning.is_none() {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    #[cold]
    fn learn(&mut self, short: Short, meaning: T) -> T {
        if self.used + self.long.len() >= REMEMBERED {
            return meaning;
        }
        let slot = self.slot(short);
        self.slots[slot] = Slot {
            short,
            meaning: Some(meaning),
        };
        self.used += 1;
        if self.used * 2 > self.slots.len() {
            let larger = vec![Slot::VACANT; self.slots.len() * 2];
            self.shift -= 1;
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.meaning.is_some() {
                    let place = self.slot(slot.short);
                    self.slots[place] = slot;
                }
            }
        }
        meaning
    }

    fn get_long(&mut self, field: &[u8], read: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.long.get(field) {
            return *known;
        }
        let meaning = read(text(field));
        if self.used + self.long.len() < REMEMBERED {
            self.long.insert(field.into(), meaning);
        }
        meaning
    }
}

fn text(field: &[u8]) -> &str {
    std::str::from_utf8(field).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_worked_out_once_and_the_memory_is_bounded() {
        let mut memo = Memo::new();
        let mut asked = 0;
        for _ in 0..3 {
            for field in ["9", " 10 ", ""] {
                memo.get(field.as_bytes(), 0, |text| {
                    asked += 1;
                    text.len()
                });
            }
        }
        assert_eq!(asked, 3);
        for number in 0..2 * REMEMBERED {
            assert_eq!(memo.get(format!("{number:05}").as_bytes(), 0, str::len), 5);
            assert_eq!(memo.get(format!("{number:020}").as_bytes(), 0, str::len), 20);
        }
        assert_eq!(memo.used + memo.long.len(), REMEMBERED);
    }

    #[test]
    fn fields_of_every_length_are_told_apart_by_every_byte() {
        let mut memo = Memo::new();
        let mut fields = Vec::new();
        for length in 0..40_usize {
            fields.push(vec![b'a'; length]);
            for changed in 0..length {
                let mut field = vec![b'a'; length];
                field[changed] = b'b';
                fields.push(field);
            }
        }
        for _ in 0..2 {
            for (number, field) in fields.iter().enumerate() {
                assert_eq!(
                    memo.get(&**field, 0, |_| number),
                    number,
                    "{}",
                    String::from_utf8_lossy(field)
                );
            }
        }
    }
}
