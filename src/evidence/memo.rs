//! What a value of a column means, worked out once per distinct value instead of once per row.

use std::collections::HashMap;

/// How many distinct values are remembered; a column with more is worked out row by row, so that memory does not grow
/// with rows.
const REMEMBERED: usize = 4096;

/// Meanings by the bytes of the field.
pub(super) struct Memo<T> {
    /// Fields of one byte, the commonest in coded answers.
    short: Box<[Option<T>; 256]>,
    long: HashMap<Box<[u8]>, T>,
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Memo {
            short: Box::new([None; 256]),
            long: HashMap::new(),
        }
    }

    /// What `field` means; `read` says so of its trimmed text the first time.
    pub(super) fn get(&mut self, field: &[u8], read: impl FnOnce(&str) -> T) -> T {
        let text = |field| std::str::from_utf8(field).unwrap_or_default().trim();
        if let [byte] = field {
            return *self.short[usize::from(*byte)].get_or_insert_with(|| read(text(field)));
        }
        if let Some(known) = self.long.get(field) {
            return *known;
        }
        let meaning = read(text(field));
        if self.long.len() < REMEMBERED {
            self.long.insert(field.into(), meaning);
        }
        meaning
    }
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
        }
        assert_eq!(memo.long.len(), REMEMBERED);
    }
}
