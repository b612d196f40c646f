//! Sums and sums of products of the measures of a row.

use serde::{Deserialize, Serialize};

use crate::stats::ExactSum;

/// What rows hold of several measures x₁ … xₖ: Σxᵢ and Σxᵢxⱼ, summed exactly and rounded once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Moments {
    /// Σxᵢ.
    pub sums: Vec<f64>,
    /// Σxᵢxⱼ for i ≤ j, row by row of the upper triangle.
    pub products: Vec<f64>,
}

impl Moments {
    /// Σxᵢxⱼ; 0 for a measure that is not there.
    pub fn product(&self, i: usize, j: usize) -> f64 {
        let (i, j) = (i.min(j), i.max(j));
        let k = self.sums.len();
        // Rows before i hold k, k − 1, … products.
        let before: usize = (0..i).map(|row| k - row).sum();
        self.products.get(before + j.saturating_sub(i)).copied().unwrap_or(0.0)
    }

    /// Σxᵢ; 0 for a measure that is not there.
    pub fn sum(&self, i: usize) -> f64 {
        self.sums.get(i).copied().unwrap_or(0.0)
    }

    /// Adds other rows.
    #[must_use]
    pub fn plus(&self, other: &Moments, sign: f64) -> Moments {
        let add = |one: &[f64], other: &[f64]| {
            let longest = one.len().max(other.len());
            let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or(0.0);
            (0..longest)
                .map(|place| at(one, place) + sign * at(other, place))
                .collect()
        };
        Moments {
            sums: add(&self.sums, &other.sums),
            products: add(&self.products, &other.products),
        }
    }
}

/// The share of a sum above which one row dominates it: the (1, 85 %) dominance rule (Hundepool et al., Statistical
/// Disclosure Control, 2012, section 4.2.1; 85 % is what the French *secret statistique* asks).
const DOMINANCE: f64 = 0.85;

/// How much an amount comes to over some rows, and what the largest of them adds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Mass {
    /// Σ|x|; contributions below zero count by their size.
    pub(super) sum: f64,
    /// max |x|.
    pub(super) largest: f64,
}

impl Mass {
    /// That of these rows and others.
    pub(super) fn plus(self, other: Mass) -> Mass {
        Mass {
            sum: self.sum + other.sum,
            largest: self.largest.max(other.largest),
        }
    }

    /// Whether one row makes up more of the sum than may be published: whoever sees the sum knows that row's amount
    /// nearly.
    pub(super) fn is_dominated(self) -> bool {
        self.largest > DOMINANCE * self.sum
    }

    /// How much others could add and the largest row would still dominate; negative where it does not.
    pub(super) fn room(self) -> f64 {
        self.largest / DOMINANCE - self.sum
    }
}

/// The same while rows are read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawMoments {
    sums: Vec<ExactSum>,
    products: Vec<ExactSum>,
    /// Sum of what is below zero; no entry where nothing is.
    below: Vec<ExactSum>,
    /// max |xᵢ|.
    largest: Vec<f64>,
}

impl RawMoments {
    pub(super) fn add(&mut self, measures: &[f64]) {
        let k = measures.len();
        if self.sums.len() < k {
            self.sums.resize_with(k, ExactSum::new);
            self.products.resize_with(k * (k + 1) / 2, ExactSum::new);
            self.largest.resize(k, 0.0);
        }
        let mut place = 0;
        for (i, x) in measures.iter().enumerate() {
            self.sums[i].add(*x);
            self.largest[i] = self.largest[i].max(x.abs());
            if *x < 0.0 {
                if self.below.len() <= i {
                    self.below.resize_with(i + 1, ExactSum::new);
                }
                self.below[i].add(*x);
            }
            for y in &measures[i..] {
                add_product(&mut self.products[place], *x, *y);
                place += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: &RawMoments) {
        if self.largest.len() < other.largest.len() {
            self.largest.resize(other.largest.len(), 0.0);
        }
        for (mine, theirs) in self.largest.iter_mut().zip(&other.largest) {
            *mine = mine.max(*theirs);
        }
        for (mine, theirs) in [
            (&mut self.sums, &other.sums),
            (&mut self.products, &other.products),
            (&mut self.below, &other.below),
        ] {
            if mine.len() < theirs.len() {
                mine.resize_with(theirs.len(), ExactSum::new);
            }
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.merge(theirs);
            }
        }
    }

    /// How much measure `i` comes to whatever the sign, Σ|xᵢ|, and the largest share that one row has in it, max |xᵢ|.
    pub(super) fn mass(&self, i: usize) -> Mass {
        let sum = |sums: &[ExactSum]| sums.get(i).map_or(0.0, ExactSum::value);
        Mass {
            sum: sum(&self.sums) - 2.0 * sum(&self.below),
            largest: self.largest.get(i).copied().unwrap_or_default(),
        }
    }

    pub(super) fn found(&self) -> Moments {
        Moments {
            sums: self.sums.iter().map(ExactSum::value).collect(),
            products: self.products.iter().map(ExactSum::value).collect(),
        }
    }
}

/// Adds x·y and what rounding it took away (Dekker's exact product), so that the sum is that of the true products.
fn add_product(sum: &mut ExactSum, x: f64, y: f64) {
    let product = x * y;
    sum.add(product);
    let rest = x.mul_add(y, -product);
    if rest.is_finite() {
        sum.add(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_found_by_their_place_in_the_triangle() {
        let mut raw = RawMoments::default();
        raw.add(&[1.0, 2.0, 3.0]);
        raw.add(&[10.0, 20.0, -5.0]);
        let found = raw.found();
        assert_eq!(found.sums, [11.0, 22.0, -2.0]);
        assert_eq!(
            (found.product(0, 0), found.product(1, 1), found.product(2, 2)),
            (101.0, 404.0, 34.0)
        );
        assert_eq!(
            (found.product(0, 2), found.product(2, 0), found.product(2, 1)),
            (-47.0, -47.0, -94.0)
        );
    }

    #[test]
    fn one_row_dominates_above_85_percent_whatever_the_sign() {
        let mass = |amounts: &[f64]| {
            let mut raw = RawMoments::default();
            for amount in amounts {
                raw.add(&[1.0, *amount]);
            }
            raw.mass(1)
        };
        assert!(!mass(&[85.0, 5.0, 5.0, 5.0]).is_dominated());
        assert!(mass(&[86.0, 5.0, 5.0, 4.0]).is_dominated());
        // Σx is 76 here, of which 86 would be more than all.
        let mixed = mass(&[86.0, 5.0, -15.0]);
        assert_eq!((mixed.sum, mixed.largest), (106.0, 86.0));
        assert!(!mixed.is_dominated());
        assert!(mass(&[0.0, 0.0, -3.0]).is_dominated());
        assert!(!mass(&[0.0, 0.0]).is_dominated());
        let apart = mass(&[86.0, 5.0]).plus(mass(&[-15.0]));
        assert_eq!(apart, mixed);
    }

    #[test]
    fn neither_order_nor_cuts_change_a_bit() {
        let rows: Vec<[f64; 2]> = (0..50)
            .map(|row| [0.1 * f64::from(row), 1e7 / f64::from(row + 3)])
            .collect();
        let whole = |rows: &mut dyn Iterator<Item = &[f64; 2]>| {
            let mut raw = RawMoments::default();
            rows.for_each(|row| raw.add(row));
            raw
        };
        let forward = whole(&mut rows.iter());
        let mut parts = whole(&mut rows[20..].iter().rev());
        parts.merge(&whole(&mut rows[..20].iter()));
        assert_eq!(parts.found(), forward.found());
    }
}
