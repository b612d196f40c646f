//! Medians and other quantiles, with an interval between two answers of the sample.
//!
//! The interval needs no assumption on how values are spread, which is why durations and baskets, whose mean a few
//! long ones govern, have it.

use super::real::{exp, ln, ln_gamma};
use super::{Estimate, Interval};

/// The values of a sample with how many rows have each, smallest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordered {
    /// (value, number of rows up to and including it).
    cumulative: Vec<(f64, u64)>,
}

impl Ordered {
    /// Of values and how many rows have each, in any order; `None` without rows or with a value that is no number.
    pub fn of(groups: impl IntoIterator<Item = (f64, u64)>) -> Option<Ordered> {
        let mut groups: Vec<(f64, u64)> = groups.into_iter().filter(|(_, n)| *n > 0).collect();
        if groups.is_empty() || groups.iter().any(|(value, _)| value.is_nan()) {
            return None;
        }
        groups.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut n = 0;
        for group in &mut groups {
            n += group.1;
            group.1 = n;
        }
        Some(Ordered { cumulative: groups })
    }

    /// Number of rows.
    pub fn n(&self) -> u64 {
        self.cumulative.last().map_or(0, |(_, n)| *n)
    }

    /// The value of this rank, from 1 for the smallest to n; ranks outside are taken for the nearer end.
    pub fn ranked(&self, rank: u64) -> f64 {
        let rank = rank.clamp(1, self.n());
        self.cumulative[self.cumulative.partition_point(|(_, upto)| *upto < rank)].0
    }

    /// The quantile of order `p` (0 to 1), between the two nearest values: definition 7 of Hyndman and Fan, *The
    /// American Statistician* 50, 1996. At ½ it is the median: the middle value, or the mean of the two middle ones.
    pub fn quantile(&self, p: f64) -> f64 {
        let position = (self.n() - 1) as f64 * p.clamp(0.0, 1.0);
        let below = position.floor();
        let (low, high) = (self.ranked(below as u64 + 1), self.ranked(below as u64 + 2));
        low + (position - below) * (high - low)
    }

    /// The quantile with the interval of [`ranks`]; no interval where there are too few rows for one.
    pub fn estimate(&self, p: f64, level: f64) -> Estimate {
        let n = self.n();
        Estimate {
            value: self.quantile(p),
            standard_error: None,
            interval: ranks(n, p, level).map(|(low, high)| Interval {
                level,
                low: self.ranked(low),
                high: self.ranked(high),
                method: "order-statistics",
            }),
            n,
            n_effective: n as f64,
        }
    }
}

/// The two ranks between which the quantile of order `p` lies with at least the confidence `level`, for any
/// distribution: how many of n values are below it is binomial (n, p). Thompson, *Annals of Mathematical Statistics*
/// 7, 1936; David and Nagaraja, *Order Statistics*, 3rd ed., 2003, §7.1. `None` where even the smallest or the
/// largest value leaves more than (1 − `level`)/2 outside: fewer than six values for a median at 95 %.
pub fn ranks(n: u64, p: f64, level: f64) -> Option<(u64, u64)> {
    let tail = (1.0 - level) / 2.0;
    let low = lower_rank(n, p, tail)?;
    // Counted from the other end, the same question with 1 − p.
    let high = n + 1 - lower_rank(n, 1.0 - p, tail)?;
    Some((low, high))
}

/// The largest rank whose value is above the quantile with probability at most `tail`: one more than the largest k
/// with P(X ≤ k) ≤ `tail`.
fn lower_rank(n: u64, p: f64, tail: f64) -> Option<u64> {
    if n == 0 || p <= 0.0 || p >= 1.0 {
        return None;
    }
    let (count, odds) = (n as f64, (1.0 - p) / p);
    let mode = (count * p).floor();
    // From the mode down to where nothing can be added any more, then summed from the smallest up.
    let peak = ln_gamma(count + 1.0) - ln_gamma(mode + 1.0) - ln_gamma(count - mode + 1.0)
        + mode * ln(p)
        + (count - mode) * ln(1.0 - p);
    let mut terms = vec![exp(peak)];
    let mut k = mode;
    while k > 0.0 && terms.last().is_some_and(|term| *term > 1e-18) {
        let next = terms[terms.len() - 1] * k / (count - k + 1.0) * odds;
        terms.push(next);
        k -= 1.0;
    }
    let mut sum = 0.0;
    let mut below = None;
    for term in terms.iter().rev() {
        sum += term;
        // A tail that is the level but for a rounding counts as the level.
        if sum > tail * (1.0 + 1e-9) {
            break;
        }
        below = Some(k as u64);
        k += 1.0;
    }
    below.map(|k| k + 1)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these figures are values of the sample")]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Ordered {
        Ordered::of(values.iter().map(|value| (*value, 1))).unwrap()
    }

    #[test]
    fn ranks_of_the_published_tables() {
        // Altman, Machin, Bryant and Gardner, *Statistics with Confidence*, 2nd ed., 2000, table 18.2.
        for (n, low, high) in [
            (6, 1, 6),
            (8, 1, 8),
            (9, 2, 8),
            (10, 2, 9),
            (15, 4, 12),
            (20, 6, 15),
            (25, 8, 18),
            (30, 10, 21),
            (50, 18, 33),
            (100, 40, 61),
        ] {
            assert_eq!(ranks(n, 0.5, 0.95), Some((low, high)), "{n}");
        }
        assert_eq!(ranks(5, 0.5, 0.95), None);
        assert_eq!(ranks(0, 0.5, 0.95), None);
    }

    #[test]
    fn many_rows_are_near_the_normal_approximation() {
        // n/2 ∓ 1.96·√n/2 for the median of a million.
        let (low, high) = ranks(1_000_000, 0.5, 0.95).unwrap();
        assert!((low as f64 - (500_000.0 - 979.98)).abs() <= 1.5, "{low}");
        assert_eq!(low + high, 1_000_001);
        let (low, high) = ranks(1_000_000, 0.9, 0.95).unwrap();
        assert!((low as f64 - (900_000.0 - 587.99)).abs() <= 1.5, "{low}");
        assert!((high as f64 - (900_001.0 + 587.99)).abs() <= 1.5, "{high}");
    }

    #[test]
    fn a_ninth_decile_needs_more_rows_than_a_median() {
        // The largest of n is below it with 0.9^n: at most 0.025 from 36 values on.
        assert_eq!(ranks(35, 0.9, 0.95), None);
        assert_eq!(ranks(36, 0.9, 0.95).unwrap().1, 36);
    }

    #[test]
    fn medians_and_quartiles() {
        assert_eq!(of(&[9.0, 1.0, 2.0]).quantile(0.5), 2.0);
        assert_eq!(of(&[4.0, 1.0, 9.0, 2.0]).quantile(0.5), 3.0);
        // R: quantile(c(1, 2, 3, 4, 10), c(.25, .9)) is 2 and 7.6.
        let five = of(&[10.0, 3.0, 1.0, 2.0, 4.0]);
        assert_eq!(five.quantile(0.25), 2.0);
        assert!((five.quantile(0.9) - 7.6).abs() < 1e-12);
        assert_eq!((five.quantile(0.0), five.quantile(1.0)), (1.0, 10.0));
    }

    #[test]
    fn grouped_values_are_the_same_sample() {
        let grouped = Ordered::of([(5.0, 3), (1.0, 4), (2.0, 3)]).unwrap();
        let single = of(&[1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 5.0, 5.0, 5.0]);
        for p in [0.1, 0.25, 0.5, 0.8] {
            assert_eq!(grouped.quantile(p), single.quantile(p));
        }
        let interval = grouped.estimate(0.5, 0.95).interval.unwrap();
        // Ranks 2 and 9 of ten.
        assert_eq!((interval.low, interval.high), (1.0, 5.0));
        assert_eq!(grouped.estimate(0.5, 0.95).n, 10);
    }

    #[test]
    fn nothing_has_no_quantile() {
        assert_eq!(Ordered::of([]), None);
        assert_eq!(Ordered::of([(1.0, 0)]), None);
        assert_eq!(Ordered::of([(f64::NAN, 2)]), None);
        assert_eq!(of(&[4.0]).estimate(0.5, 0.95).interval, None);
    }
}
