//! Calibration while rows are read: which calibration cell a row belongs to, and what is in each.
//!
//! A survey with margins is also counted by its calibration cell, so that its weights are applied after the pass. With
//! too many cells for that, the pass only counts the cells, and a second one applies the factors row by row.

use std::collections::BTreeMap;

use super::raw::{CalibrationCell, RawCalibration, Set, Sums};
use super::tally::{Cells, Tally};
use crate::project::Survey;

/// The name of the dimension that calibration cells are, among those of tables while rows are read; no survey can
/// have one of this name.
pub(super) const CALIBRATION: &str = "=calibration";

/// With more calibration cells than this a second pass applies the factors.
const MOST_CELLS: usize = 5000;
/// The same for a survey that has a column of weights too: each of its counters holds two exact sums.
const MOST_CELLS_WITH_WEIGHTS: usize = 500;

/// The factor of each calibration cell.
pub(super) type Factors = BTreeMap<Set, f64>;

/// The ids of the dimensions that calibration cells are made of: periods first where each is calibrated on its own.
pub(super) fn dimensions(survey: &Survey) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let Some(weights) = &survey.weights else { return ids };
    if by_period(survey) {
        ids.push("period".to_owned());
    }
    for id in weights.margins.iter().flat_map(|margin| &margin.by) {
        if !ids.contains(&id.value) {
            ids.push(id.value.clone());
        }
    }
    ids
}

/// Whether each period of the survey is calibrated on its own.
pub(super) fn by_period(survey: &Survey) -> bool {
    survey.periods.is_some() && survey.weights.as_ref().is_some_and(|weights| !weights.pooled)
}

/// How many calibration cells answers are counted by.
pub(super) fn most_cells(survey: &Survey) -> usize {
    if survey.weight.is_some() {
        MOST_CELLS_WITH_WEIGHTS
    } else {
        MOST_CELLS
    }
}

/// The calibration cells of the rows of one pass.
pub(super) struct Calibrator<'p> {
    cells: Cells,
    rows: Tally,
    /// Smallest and largest weight of the rows of a cell, before calibration.
    ranges: Vec<[f64; 2]>,
    /// How many cells have rows, and with how many there are too many.
    met: usize,
    most: usize,
    /// In the second pass.
    factors: Option<&'p Factors>,
    /// Factors by the number of the cell, looked up when it is first met.
    known: Vec<f64>,
}

impl<'p> Calibrator<'p> {
    /// `by` are the places of the dimensions among those of the pass.
    pub(super) fn new(by: Vec<usize>, survey: &Survey, factors: Option<&'p Factors>) -> Self {
        Calibrator {
            cells: Cells::new(by),
            rows: Tally::new(1, 0, survey.weight.is_some()),
            ranges: Vec::new(),
            met: 0,
            most: most_cells(survey),
            factors,
            known: Vec::new(),
        }
    }

    /// The number of the cell of a row that stands for so many people, given its codes and its weight.
    pub(super) fn count(&mut self, codes: &[u32], people: u64, weight: Option<f64>) -> u32 {
        let cell = self.cells.number(codes);
        self.rows.add(cell, 0, people, weight);
        let at = cell as usize;
        if at >= self.ranges.len() {
            self.ranges.resize(at + 1, [f64::INFINITY, f64::NEG_INFINITY]);
        }
        let weight = weight.unwrap_or(1.0);
        let [low, high] = &mut self.ranges[at];
        self.met += usize::from(*low > *high);
        *low = low.min(weight);
        *high = high.max(weight);
        cell
    }

    /// Whether answers are counted by calibration cell: unless the factors are known, or there are too many cells.
    pub(super) fn keys_answers(&self) -> bool {
        self.factors.is_none()
    }

    /// Whether there are too many cells for that; what was counted by them is of no use then.
    pub(super) fn is_full(&self) -> bool {
        self.factors.is_none() && self.met > self.most
    }

    /// The factor of a cell in the second pass, given the set of values that each code of the dimensions stands for.
    pub(super) fn factor(&mut self, cell: u32, set: impl Fn(usize, u32) -> Set) -> Option<f64> {
        let factors = self.factors?;
        let at = cell as usize;
        while self.known.len() <= at {
            self.known.push(f64::NAN);
        }
        if self.known[at].is_nan() {
            self.known[at] = factors.get(&self.key(at, set)).copied().unwrap_or(1.0);
        }
        Some(self.known[at])
    }

    /// The values of a cell, one per dimension; empty where its rows say nothing.
    fn key(&self, cell: usize, set: impl Fn(usize, u32) -> Set) -> Set {
        let codes = self.cells.codes(cell);
        let places = self.cells.by().iter().zip(codes);
        places
            .map(|(place, code)| set(*place, code).into_iter().next().unwrap_or_default())
            .collect()
    }

    /// The keys of the cells met so far, by number.
    pub(super) fn keys(&self, set: impl Fn(usize, u32) -> Set) -> Vec<Set> {
        (0..self.ranges.len()).map(|cell| self.key(cell, &set)).collect()
    }

    /// What was found so far, given the key of each cell.
    pub(super) fn found(&self, keys: &[Set]) -> RawCalibration {
        let mut found = RawCalibration::default();
        for (cell, values) in self.rows.cells(0) {
            let sums: Sums = values.into_values().next().unwrap_or_default();
            let range = self.ranges[cell];
            found.cells.insert(keys[cell].clone(), CalibrationCell { sums, range });
        }
        found
    }
}
