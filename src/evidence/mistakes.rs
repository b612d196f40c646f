//! Values of rows that count nowhere, by what they were: bounded, and the same in whatever order rows come.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::raw::MOST_VALUES;
use crate::data::Trouble;

/// How many answers that cannot be are named in the problem.
const NAMED: usize = 5;

/// Answers to a question that lie outside its scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Outside {
    pub(super) rows: Trouble,
    /// The lowest numbers met. Only numbers are named: a text in a column of scores may be somebody's words.
    pub(super) numbers: BTreeSet<i32>,
}

impl Outside {
    /// An answer on the row that begins at `line`; `number` if it was one.
    pub(super) fn at(&mut self, line: u64, number: Option<i32>) {
        self.rows.at(line);
        self.name(number);
    }

    pub(super) fn merge(&mut self, other: &Outside) {
        self.rows.merge(&other.rows);
        self.name(other.numbers.iter().copied());
    }

    fn name(&mut self, numbers: impl IntoIterator<Item = i32>) {
        self.numbers.extend(numbers);
        while self.numbers.len() > NAMED {
            self.numbers.pop_last();
        }
    }
}

/// Values of a dimension that mean nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Unmapped {
    pub(super) rows: Trouble,
    /// The first values by alphabet. One that was left out once stays out, since those before it only become more;
    /// so the counts of those kept are whole.
    pub(super) values: BTreeMap<String, Trouble>,
}

impl Unmapped {
    /// The value `text` on the row that begins at `line`.
    pub(super) fn at(&mut self, text: &str, line: u64) {
        self.rows.at(line);
        if let Some(known) = self.values.get_mut(text) {
            known.at(line);
        } else if self.has_room_for(text) {
            self.values.entry(text.to_owned()).or_default().at(line);
            self.bound();
        }
    }

    pub(super) fn merge(&mut self, other: &Unmapped) {
        self.rows.merge(&other.rows);
        for (text, trouble) in &other.values {
            self.values.entry(text.clone()).or_default().merge(trouble);
        }
        self.bound();
    }

    fn has_room_for(&self, text: &str) -> bool {
        self.values.len() < MOST_VALUES
            || self
                .values
                .last_key_value()
                .is_some_and(|(last, _)| text < last.as_str())
    }

    fn bound(&mut self) {
        while self.values.len() > MOST_VALUES {
            self.values.pop_last();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_values_by_alphabet_are_kept_with_whole_counts_wherever_rows_are_cut() {
        let texts: Vec<String> = (0..3 * MOST_VALUES)
            .map(|row| format!("v{:04}", row * 7919 % (2 * MOST_VALUES)))
            .collect();
        let read = |rows: &mut dyn Iterator<Item = usize>| {
            let mut found = Unmapped::default();
            rows.for_each(|row| found.at(&texts[row], row as u64 + 2));
            found
        };
        let whole = read(&mut (0..texts.len()));
        assert_eq!(
            (whole.values.len(), whole.rows.count()),
            (MOST_VALUES, texts.len() as u64)
        );
        let last = format!("v{:04}", MOST_VALUES - 1);
        assert_eq!(whole.values.last_key_value().map(|(text, _)| text), Some(&last));
        assert!(whole.values.values().any(|trouble| trouble.count() == 2));
        let mut merged = read(&mut (0..texts.len()).rev().filter(|row| row % 3 == 0));
        merged.merge(&read(&mut (0..texts.len()).filter(|row| row % 3 != 0)));
        assert_eq!(merged, whole);
    }

    #[test]
    fn the_lowest_numbers_outside_a_scale_are_named() {
        let (mut one, mut other) = (Outside::default(), Outside::default());
        for (line, number) in [(2, Some(99)), (3, None), (4, Some(12)), (5, Some(-1)), (6, Some(13))] {
            one.at(line, number);
        }
        for (line, number) in [(7, Some(14)), (8, Some(12)), (9, Some(15))] {
            other.at(line, number);
        }
        one.merge(&other);
        assert_eq!(one.rows.count(), 8);
        assert_eq!(one.numbers.into_iter().collect::<Vec<_>>(), [-1, 12, 13, 14, 15]);
    }
}
