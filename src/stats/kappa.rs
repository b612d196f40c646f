//! Cohen's κ: how far two raters agree beyond what their habits alone would give, plain and weighted by distance.
//!
//! Cohen, *Educational and Psychological Measurement* 20, 1960 (plain), *Psychological Bulletin* 70, 1968 (weighted);
//! large-sample standard error of Fleiss, Cohen & Everitt, *Psychological Bulletin* 72, 1969, which serves both.

use super::normal;
use super::real::sqrt;
use super::{Estimate, Interval};

/// How near two different ratings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// Only the same rating agrees: for names without an order.
    Same,
    /// 1 − |i − j|/(k − 1): for ordered ratings whose steps are alike.
    Linear,
    /// 1 − (i − j)²/(k − 1)²: the same, far ratings counting more; for k = 2 all three are one.
    Quadratic,
}

impl Weights {
    /// How far the ratings at places `i` and `j` of `k` agree, 0 to 1.
    fn of(self, i: usize, j: usize, k: usize) -> f64 {
        let distance = i.abs_diff(j) as f64 / (k - 1) as f64;
        match self {
            Weights::Same => f64::from(u8::from(i == j)),
            Weights::Linear => 1.0 - distance,
            Weights::Quadratic => 1.0 - distance * distance,
        }
    }
}

/// Agreement between two raters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// Share of agreement that was found, 0 to 1, weighted where [`Weights`] say so.
    pub observed: f64,
    /// Share that two raters with these habits would reach by chance.
    pub expected: f64,
    /// κ, −1 to 1, with its interval and the number of things that both rated.
    pub estimate: Estimate,
}

/// κ of a square table whose cell (i, j) counts what the first rater put at place i and the second at place j, places
/// in the order of the scale. `None` for a table that is not square or has fewer than two places, without ratings, and
/// where both put everything at one place: agreement by chance is then complete, and κ undefined.
pub fn kappa(table: &[Vec<u64>], weights: Weights, level: f64) -> Option<Kappa> {
    let k = table.len();
    if k < 2 || table.iter().any(|row| row.len() != k) {
        return None;
    }
    let n: u64 = table.iter().flatten().sum();
    if n == 0 {
        return None;
    }
    let share = |i: usize, j: usize| table[i][j] as f64 / n as f64;
    let rows: Vec<f64> = (0..k).map(|i| (0..k).map(|j| share(i, j)).sum()).collect();
    let columns: Vec<f64> = (0..k).map(|j| (0..k).map(|i| share(i, j)).sum()).collect();
    let pairs = || (0..k).flat_map(|i| (0..k).map(move |j| (i, j)));
    let observed: f64 = pairs().map(|(i, j)| weights.of(i, j, k) * share(i, j)).sum();
    let expected: f64 = pairs().map(|(i, j)| weights.of(i, j, k) * rows[i] * columns[j]).sum();
    // Below, nothing but rounding is left of the disagreement that chance allows.
    if 1.0 - expected < 1e-12 {
        return None;
    }
    let value = (observed - expected) / (1.0 - expected);
    let of_row: Vec<f64> = (0..k)
        .map(|i| (0..k).map(|j| weights.of(i, j, k) * columns[j]).sum())
        .collect();
    let of_column: Vec<f64> = (0..k)
        .map(|j| (0..k).map(|i| weights.of(i, j, k) * rows[i]).sum())
        .collect();
    let spread: f64 = pairs()
        .map(|(i, j)| {
            let from = weights.of(i, j, k) - (of_row[i] + of_column[j]) * (1.0 - value);
            share(i, j) * from * from
        })
        .sum();
    let centre = value - expected * (1.0 - value);
    let variance = (spread - centre * centre).max(0.0) / (n as f64 * (1.0 - expected) * (1.0 - expected));
    let standard_error = sqrt(variance);
    let half = normal::critical(level) * standard_error;
    let interval = Interval {
        level,
        low: value - half,
        high: value + half,
        method: "fleiss-cohen-everitt",
    };
    Some(Kappa {
        observed,
        expected,
        estimate: Estimate {
            value,
            standard_error: Some(standard_error),
            // Complete agreement has no spread, which is no proof that the next thing is agreed on.
            interval: (standard_error > 0.0).then(|| interval.clamped(-1.0, 1.0)),
            n,
            n_effective: n as f64,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(given: f64, expected: f64) {
        assert!((given - expected).abs() < 5e-13, "{given} is not {expected}");
    }

    /// Ninety-one couples on how much fun it is: the example of R's `vcd::Kappa`, whose manual prints 0.1293 (0.0686)
    /// and 0.2374 (0.0783).
    fn couples() -> Vec<Vec<u64>> {
        vec![vec![7, 7, 2, 3], vec![2, 8, 3, 7], vec![1, 5, 4, 9], vec![2, 8, 9, 14]]
    }

    #[test]
    fn ninety_one_couples_as_in_the_manual() {
        let expected = [
            (Weights::Same, 0.129_330_254_041_570_5, 0.068_598_532_480_708_59),
            (Weights::Linear, 0.237_380_627_557_980_9, 0.078_316_334_778_372_87),
            (Weights::Quadratic, 0.332_045_586_246_861_1, 0.097_297_521_958_604_64),
        ];
        for (weights, value, error) in expected {
            let found = kappa(&couples(), weights, 0.95).unwrap().estimate;
            near(found.value, value);
            near(found.standard_error.unwrap(), error);
            let interval = found.interval.unwrap();
            near(interval.low, value - normal::critical(0.95) * error);
            near(interval.high, value + normal::critical(0.95) * error);
            assert_eq!(found.n, 91);
        }
    }

    #[test]
    fn fifty_grants_with_two_readers() {
        let found = kappa(&[vec![20, 5], vec![10, 15]], Weights::Same, 0.95).unwrap();
        near(found.observed, 0.7);
        near(found.expected, 0.5);
        near(found.estimate.value, 0.4);
    }

    #[test]
    fn with_two_places_the_weights_do_not_matter() {
        let table = [vec![20, 5], vec![10, 15]];
        let plain = kappa(&table, Weights::Same, 0.95);
        assert_eq!(kappa(&table, Weights::Linear, 0.95), plain);
        assert_eq!(kappa(&table, Weights::Quadratic, 0.95), plain);
    }

    #[test]
    fn agreement_by_habit_alone_is_none() {
        // Both say yes nine times in ten, each at random.
        let found = kappa(&[vec![81, 9], vec![9, 1]], Weights::Same, 0.95).unwrap();
        near(found.observed, 0.82);
        near(found.estimate.value, 0.0);
    }

    #[test]
    fn complete_agreement_is_one_without_an_interval() {
        let found = kappa(&[vec![5, 0], vec![0, 5]], Weights::Same, 0.95).unwrap();
        near(found.estimate.value, 1.0);
        assert_eq!(found.estimate.interval, None);
    }

    #[test]
    fn what_cannot_be_told_is_none() {
        assert_eq!(kappa(&[], Weights::Same, 0.95), None);
        assert_eq!(kappa(&[vec![3]], Weights::Same, 0.95), None);
        assert_eq!(kappa(&[vec![0, 0], vec![0, 0]], Weights::Same, 0.95), None);
        assert_eq!(kappa(&[vec![9, 0], vec![0, 0]], Weights::Same, 0.95), None);
        assert_eq!(kappa(&[vec![1, 2], vec![3]], Weights::Same, 0.95), None);
    }
}
