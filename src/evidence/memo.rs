//! What a value of a column means, worked out once per distinct value instead of once per row.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// How many distinct values are remembered; a column with more is worked out row by row, so that memory does not grow
/// with rows.
const REMEMBERED: usize = 4096;

/// Slots to begin with; a power of two.
const SLOTS: usize = 64;

/// Meanings by the bytes of the field.
pub(super) struct Memo<T> {
    /// Fields of up to sixteen bytes, which is nearly all that is coded: compared as two numbers.
    slots: Vec<Slot<T>>,
    used: usize,
    long: HashMap<Box<[u8]>, T, FixedState>,
}

#[derive(Clone, Copy)]
struct Slot<T> {
    key: Key,
    meaning: Option<T>,
}

/// A field of up to sixteen bytes: its length, and every byte of it in two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Key {
    low: u64,
    high: u64,
    length: usize,
}

impl Key {
    #[inline]
    fn of(field: &[u8]) -> Option<Key> {
        let length = field.len();
        let (low, high) = match field {
            [] => (0, 0),
            [one] => (u64::from(*one), 0),
            [one, two] => (u64::from(*one) | u64::from(*two) << 8, 0),
            [one, two, three] => (u64::from(*one) | u64::from(*two) << 8 | u64::from(*three) << 16, 0),
            _ => {
                // Two numbers that overlap hold a field of any length between one and two of them.
                if let (Some(first), Some(last)) = (field.first_chunk::<8>(), field.last_chunk::<8>()) {
                    if length > 16 {
                        return None;
                    }
                    (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
                } else {
                    let (first, last) = (field.first_chunk::<4>()?, field.last_chunk::<4>()?);
                    (
                        u64::from(u32::from_le_bytes(*first)),
                        u64::from(u32::from_le_bytes(*last)),
                    )
                }
            }
        };
        Some(Key { low, high, length })
    }

    #[inline]
    fn hash(self) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(23) ^ self.length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ mixed >> 32) as usize
    }
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Memo {
            slots: vec![VACANT.slot(); SLOTS],
            used: 0,
            long: HashMap::default(),
        }
    }

    /// What `field` means; `read` says so of its trimmed text the first time.
    #[inline]
    pub(super) fn get(&mut self, field: &[u8], read: impl FnOnce(&str) -> T) -> T {
        match Key::of(field) {
            Some(key) => {
                let slot = self.slot(key);
                match self.slots[slot] {
                    Slot {
                        meaning: Some(known), ..
                    } => known,
                    Slot { meaning: None, .. } => self.learn(key, slot, read(text(field))),
                }
            }
            None => self.get_long(field, read),
        }
    }

    /// The slot of `key`, or the vacant one it belongs into.
    #[inline]
    fn slot(&self, key: Key) -> usize {
        let last = self.slots.len() - 1;
        let mut at = key.hash() & last;
        loop {
            let slot = &self.slots[at];
            if slot.key == key || slot.meaning.is_none() {
                return at;
            }
            at = (at + 1) & last;
        }
    }

    #[cold]
    fn learn(&mut self, key: Key, slot: usize, meaning: T) -> T {
        if self.used + self.long.len() >= REMEMBERED {
            return meaning;
        }
        self.slots[slot] = Slot {
            key,
            meaning: Some(meaning),
        };
        self.used += 1;
        if self.used * 2 > self.slots.len() {
            let larger = vec![VACANT.slot(); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.meaning.is_some() {
                    let place = self.slot(slot.key);
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

/// The key of a slot that holds nothing.
const VACANT: Key = Key {
    low: 0,
    high: 0,
    length: usize::MAX,
};

impl Key {
    fn slot<T>(self) -> Slot<T> {
        Slot {
            key: self,
            meaning: None,
        }
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
                memo.get(field.as_bytes(), |text| {
                    asked += 1;
                    text.len()
                });
            }
        }
        assert_eq!(asked, 3);
        for number in 0..2 * REMEMBERED {
            assert_eq!(memo.get(format!("{number:05}").as_bytes(), str::len), 5);
            assert_eq!(memo.get(format!("{number:020}").as_bytes(), str::len), 20);
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
                    memo.get(field, |_| number),
                    number,
                    "{}",
                    String::from_utf8_lossy(field)
                );
            }
        }
    }
}
