//! Counters of one question in one table, addressed by number while rows are read.

use std::collections::HashMap;

use super::raw::{Sums, Values};
use crate::stats::ExactSum;

/// The cells of a table, numbered as they are met.
pub(super) struct Cells {
    /// The dimensions, by their place among those of the survey.
    by: Vec<usize>,
    /// For a table of several dimensions: codes → number.
    numbers: HashMap<Box<[u32]>, u32>,
    codes: Vec<Box<[u32]>>,
    key: Vec<u32>,
}

impl Cells {
    pub(super) fn new(by: Vec<usize>) -> Self {
        Cells {
            by,
            numbers: HashMap::new(),
            codes: Vec::new(),
            key: Vec::new(),
        }
    }

    /// The dimensions, by their place among those of the survey.
    pub(super) fn by(&self) -> &[usize] {
        &self.by
    }

    /// The number of the cell of a row, given its code in every dimension of the survey.
    pub(super) fn number(&mut self, codes: &[u32]) -> u32 {
        if let [dimension] = self.by[..] {
            return codes[dimension];
        }
        self.key.clear();
        self.key.extend(self.by.iter().map(|dimension| codes[*dimension]));
        if let Some(number) = self.numbers.get(&self.key[..]) {
            return *number;
        }
        let number = self.codes.len() as u32;
        self.codes.push(self.key.as_slice().into());
        self.numbers.insert(self.key.as_slice().into(), number);
        number
    }

    /// The code in each dimension of the table of the cell with this number.
    pub(super) fn codes(&self, number: usize) -> Vec<u32> {
        match self.by.len() {
            1 => vec![number as u32],
            _ => self.codes[number].to_vec(),
        }
    }
}

/// Counts and sums of weights by cell and value.
pub(super) struct Tally {
    width: usize,
    n: Vec<u64>,
    weights: Option<Vec<(ExactSum, ExactSum)>>,
}

impl Tally {
    /// For a scale of `width` values.
    pub(super) fn new(width: usize, weighted: bool) -> Self {
        Tally {
            width,
            n: Vec::new(),
            weights: weighted.then(Vec::new),
        }
    }

    /// Counts an answer that so many people gave, each with this weight.
    pub(super) fn add(&mut self, cell: u32, value: u16, people: u64, weight: Option<f64>) {
        let at = cell as usize * self.width + usize::from(value);
        if at >= self.n.len() {
            let size = (cell as usize + 1) * self.width;
            self.n.resize(size, 0);
            if let Some(weights) = &mut self.weights {
                weights.resize(size, <(ExactSum, ExactSum)>::default());
            }
        }
        self.n[at] += people;
        if let (Some(weights), Some(weight)) = (&mut self.weights, weight) {
            weights[at].0.add(people as f64 * weight);
            weights[at].1.add(people as f64 * weight * weight);
        }
    }

    /// Forgets all answers.
    pub(super) fn clear(&mut self) {
        self.n = Vec::new();
        if let Some(weights) = &mut self.weights {
            *weights = Vec::new();
        }
    }

    /// The answers of each cell that has some, with values counted from `low`.
    pub(super) fn cells(&self, low: i32) -> impl Iterator<Item = (usize, Values)> {
        let width = self.width;
        (0..self.n.len() / width).filter_map(move |cell| {
            let values: Values = (0..width)
                .filter(|value| self.n[cell * width + value] > 0)
                .map(|value| {
                    let at = cell * width + value;
                    let sums = Sums {
                        n: self.n[at],
                        weights: self.weights.as_ref().map(|weights| weights[at].clone()),
                    };
                    (low + i32::try_from(value).unwrap_or(i32::MAX), sums)
                })
                .collect();
            (!values.is_empty()).then_some((cell, values))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossed_cells_keep_their_codes_and_simple_ones_are_their_code() {
        let mut crossed = Cells::new(vec![2, 0]);
        assert_eq!(
            (
                crossed.number(&[7, 1, 3]),
                crossed.number(&[7, 9, 4]),
                crossed.number(&[7, 2, 3])
            ),
            (0, 1, 0)
        );
        assert_eq!(crossed.codes(1), [4, 7]);
        let mut simple = Cells::new(vec![1]);
        assert_eq!(simple.number(&[7, 5, 3]), 5);
        assert_eq!(simple.codes(5), [5]);
    }

    #[test]
    fn answers_are_counted_by_cell_and_value_with_their_weights() {
        let mut tally = Tally::new(3, true);
        tally.add(2, 0, 1, Some(0.5));
        tally.add(2, 0, 1, Some(0.25));
        tally.add(2, 2, 3, Some(2.0));
        let cells: Vec<_> = tally.cells(1).collect();
        assert_eq!(cells.len(), 1);
        let (cell, values) = &cells[0];
        assert_eq!(*cell, 2);
        assert_eq!(values.keys().copied().collect::<Vec<_>>(), [1, 3]);
        let (weight, squared) = values[&1].weights.as_ref().unwrap();
        assert_eq!((values[&1].n, weight.value(), squared.value()), (2, 0.75, 0.3125));
    }
}
