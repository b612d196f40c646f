//! Counters of one question in one table, addressed by number while rows are read.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::raw::{Sums, Values};
use crate::stats::ExactSum;

/// Places in a list that finds a cell by its codes; a table with more combinations looks them up by hash.
const MOST_PLACES: usize = 1 << 18;

/// The cells of a table, numbered as they are met.
pub(super) struct Cells {
    /// The dimensions, by their place among those of the survey.
    by: Vec<usize>,
    find: Find,
    codes: Vec<Box<[u32]>>,
    key: Vec<u32>,
}

/// How a cell is found by the codes of a row.
enum Find {
    /// The code of the one dimension, or 0 without any, is the number.
    Code,
    /// A place for every combination of codes below `sizes`: the number and one, or 0.
    Places {
        sizes: Vec<u32>,
        places: Vec<u32>,
    },
    Hash(HashMap<Box<[u32]>, u32, FixedState>),
}

impl Cells {
    pub(super) fn new(by: Vec<usize>) -> Self {
        let find = match by.len() {
            0 | 1 => Find::Code,
            several => Find::Places {
                sizes: vec![0; several],
                places: Vec::new(),
            },
        };
        Cells {
            by,
            find,
            codes: Vec::new(),
            key: Vec::new(),
        }
    }

    /// The dimensions, by their place among those of the survey.
    pub(super) fn by(&self) -> &[usize] {
        &self.by
    }

    /// The number of the cell of a row, given its code in every dimension of the survey.
    #[inline]
    pub(super) fn number(&mut self, codes: &[u32]) -> u32 {
        match &self.find {
            Find::Code => self.by.first().map_or(0, |dimension| codes[*dimension]),
            Find::Places { sizes, places } => {
                let mut at = 0;
                let mut fits = true;
                for (dimension, size) in self.by.iter().zip(sizes) {
                    let code = codes[*dimension];
                    fits &= code < *size;
                    at = at * *size as usize + code as usize;
                }
                match places.get(at) {
                    Some(number) if fits && *number > 0 => number - 1,
                    _ => self.meet(codes),
                }
            }
            Find::Hash(numbers) => {
                self.key.clear();
                self.key.extend(self.by.iter().map(|dimension| codes[*dimension]));
                match numbers.get(&self.key[..]) {
                    Some(number) => *number,
                    None => self.meet(codes),
                }
            }
        }
    }

    /// Numbers a cell that is met for the first time.
    #[cold]
    fn meet(&mut self, codes: &[u32]) -> u32 {
        let number = self.codes.len() as u32;
        let key: Box<[u32]> = self.by.iter().map(|dimension| codes[*dimension]).collect();
        self.codes.push(key.clone());
        match &mut self.find {
            Find::Code => {}
            Find::Hash(numbers) => {
                numbers.insert(key, number);
            }
            Find::Places { sizes, places } => {
                if key.iter().zip(&*sizes).all(|(code, size)| code < size) {
                    places[place(sizes, &key)] = number + 1;
                } else {
                    for (size, code) in sizes.iter_mut().zip(&*key) {
                        *size = (*size).max((code + 1).next_power_of_two());
                    }
                    self.lay_out();
                }
            }
        }
        number
    }

    /// Gives every cell its place anew, for sizes that were raised.
    fn lay_out(&mut self) {
        let Find::Places { sizes, places } = &mut self.find else {
            return;
        };
        let room = sizes
            .iter()
            .try_fold(1_usize, |room, size| room.checked_mul(*size as usize));
        let numbered = self.codes.iter().zip(0..);
        match room.filter(|room| *room <= MOST_PLACES) {
            Some(room) => {
                places.clear();
                places.resize(room, 0);
                for (codes, number) in numbered {
                    places[place(sizes, codes)] = number + 1;
                }
            }
            None => self.find = Find::Hash(numbered.map(|(codes, number)| (codes.clone(), number)).collect()),
        }
    }

    /// The code in each dimension of the table of the cell with this number.
    pub(super) fn codes(&self, number: usize) -> Vec<u32> {
        match self.by.len() {
            0 => Vec::new(),
            1 => vec![number as u32],
            _ => self.codes[number].to_vec(),
        }
    }
}

/// The place of a combination of codes.
fn place(sizes: &[u32], codes: &[u32]) -> usize {
    let both = sizes.iter().zip(codes);
    both.fold(0, |at, (size, code)| at * *size as usize + *code as usize)
}

/// Counts and sums of weights by cell and value.
pub(super) struct Tally {
    /// Values that are answers.
    width: usize,
    /// Values that are counted, answers or not.
    values: usize,
    /// The lower half of each count: what many rows look at must be small.
    n: Vec<u32>,
    /// The upper halves, once there is one.
    upper: Vec<u32>,
    weights: Option<Vec<(ExactSum, ExactSum)>>,
}

impl Tally {
    /// For a scale of `width` answers, and `others` values beside it that are counted without their weights.
    pub(super) fn new(width: usize, others: usize, weighted: bool) -> Self {
        Tally {
            width,
            values: width + others,
            n: Vec::new(),
            upper: Vec::new(),
            weights: weighted.then(Vec::new),
        }
    }

    /// Counts an answer that so many people gave, each with this weight.
    #[inline]
    pub(super) fn add(&mut self, cell: u32, value: u16, people: u64, weight: Option<f64>) {
        let (cell, value) = (cell as usize, usize::from(value));
        let at = cell * self.values + value;
        if at >= self.n.len() {
            self.n.resize((cell + 1) * self.values, 0);
        }
        let (sum, over) = self.n[at].overflowing_add(people as u32);
        self.n[at] = sum;
        let upper = people >> 32;
        if over || upper > 0 {
            self.carry(at, upper as u32 + u32::from(over));
        }
        if let (Some(weights), Some(weight)) = (&mut self.weights, weight)
            && value < self.width
        {
            let at = cell * self.width + value;
            if at >= weights.len() {
                weights.resize((cell + 1) * self.width, <(ExactSum, ExactSum)>::default());
            }
            weights[at].0.add(people as f64 * weight);
            weights[at].1.add(people as f64 * weight * weight);
        }
    }

    #[cold]
    fn carry(&mut self, at: usize, upper: u32) {
        self.upper.resize(self.upper.len().max(self.n.len()), 0);
        self.upper[at] += upper;
    }

    fn n(&self, at: usize) -> u64 {
        let upper = self.upper.get(at).copied().unwrap_or_default();
        u64::from(upper) << 32 | u64::from(self.n[at])
    }

    /// Forgets all answers.
    pub(super) fn clear(&mut self) {
        (self.n, self.upper) = (Vec::new(), Vec::new());
        if let Some(weights) = &mut self.weights {
            *weights = Vec::new();
        }
    }

    /// How often the value `other` beside the scale was counted, in all cells.
    pub(super) fn others(&self, other: usize) -> u64 {
        let cells = 0..self.n.len() / self.values;
        cells.map(|cell| self.n(cell * self.values + self.width + other)).sum()
    }

    /// The answers of each cell that has some, with values counted from `low`.
    pub(super) fn cells(&self, low: i32) -> impl Iterator<Item = (usize, Values)> {
        let width = self.width;
        (0..self.n.len() / self.values).filter_map(move |cell| {
            let values: Values = (0..width)
                .map(|value| (value, self.n(cell * self.values + value)))
                .filter(|(_, n)| *n > 0)
                .map(|(value, n)| {
                    let at = cell * width + value;
                    let sums = Sums {
                        n,
                        weights: self.weights.as_ref().map(|weights| Box::new(weights[at].clone())),
                        moments: None,
                    };
                    (low + i32::try_from(value).unwrap_or(i32::MAX), sums)
                })
                .collect();
            (!values.is_empty()).then_some((cell, values))
        })
    }
}

/// The tables that no other of `tables` contains: all others are sums of their cells. Without any, the table of all
/// rows.
pub(super) fn finest(tables: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let inside = |table: &[usize], other: &[usize]| table.iter().all(|dimension| other.contains(dimension));
    let mut finest: Vec<Vec<usize>> = Vec::new();
    let mut sorted: Vec<&Vec<usize>> = tables.iter().collect();
    sorted.sort_by_key(|table| std::cmp::Reverse(table.len()));
    for table in sorted {
        if !finest.iter().any(|other| inside(table, other)) {
            finest.push(table.clone());
        }
    }
    if finest.is_empty() {
        finest.push(Vec::new());
    }
    finest
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
        let mut tally = Tally::new(3, 1, true);
        tally.add(2, 0, 1, Some(0.5));
        tally.add(2, 0, 1, Some(0.25));
        tally.add(2, 2, 3, Some(2.0));
        tally.add(1, 3, 1, Some(9.0));
        assert_eq!(tally.others(0), 1);
        let cells: Vec<_> = tally.cells(1).collect();
        assert_eq!(cells.len(), 1);
        let (cell, values) = &cells[0];
        assert_eq!(*cell, 2);
        assert_eq!(values.keys().copied().collect::<Vec<_>>(), [1, 3]);
        let (weight, squared) = values[&1].weights.as_deref().unwrap();
        assert_eq!((values[&1].n, weight.value(), squared.value()), (2, 0.75, 0.3125));
    }

    #[test]
    fn counts_go_beyond_what_half_of_them_holds() {
        let mut tally = Tally::new(2, 1, false);
        let most = u64::from(u32::MAX);
        for (value, people) in [(1, most), (1, 1), (1, 5 * (most + 1) + 7), (0, most), (2, most + 3)] {
            tally.add(3, value, people, None);
        }
        tally.add(4, 1, 2, None);
        let n: Vec<(usize, Vec<u64>)> = tally
            .cells(0)
            .map(|(cell, values)| (cell, values.values().map(|sums| sums.n).collect()))
            .collect();
        assert_eq!(n, [(3, vec![most, 6 * (most + 1) + 7]), (4, vec![2])]);
        assert_eq!(tally.others(0), most + 3);
    }

    #[test]
    fn a_cell_keeps_its_number_while_codes_grow_and_once_there_are_too_many() {
        let mut cells = Cells::new(vec![0, 1, 2]);
        let mut seen = HashMap::new();
        for step in 0..20_000_u32 {
            let codes = [
                step % 7 * (1 + step / 5_000 * 30),
                step * 31 % 101,
                step * 17 % (1 + step / 100),
            ];
            let number = cells.number(&codes);
            assert_eq!(*seen.entry(codes).or_insert(number), number);
            assert_eq!(cells.codes(number as usize), codes);
        }
        assert!(matches!(cells.find, Find::Hash(_)));
    }

    #[test]
    fn tables_inside_others_are_their_sums() {
        let tables = [vec![0], vec![1], vec![3], vec![1, 0], vec![0, 2, 1]];
        assert_eq!(finest(&tables), [vec![0, 2, 1], vec![3]]);
        assert_eq!(finest(&[]), [Vec::<usize>::new()]);
    }
}
