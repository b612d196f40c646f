//! Proportions, with Wilson's interval. A share is a number from 0 to 1.

use super::real::sqrt;
use super::{Difference, Estimate, Group, Interval, normal, weighted};

/// A share and how many answers stand behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share, 0 to 1.
    pub p: f64,
    /// Number of answers, effective when weighted.
    pub n: f64,
}

impl Share {
    /// `count` of `n`; `None` without answers or when the part exceeds the whole.
    pub fn of(count: u64, n: u64) -> Option<Share> {
        (n > 0 && count <= n).then(|| Share {
            p: count as f64 / n as f64,
            n: n as f64,
        })
    }

    /// Weighted share of the groups whose value is not 0, with Kish's effective n.
    pub fn of_groups(groups: &[Group]) -> Option<Share> {
        let totals = weighted::Totals::of(groups)?;
        let inside: f64 = groups
            .iter()
            .filter(|group| group.value != 0.0)
            .map(|group| group.w)
            .sum();
        Some(Share {
            // A sum of a part may exceed the sum of the whole by a rounding.
            p: (inside / totals.w).clamp(0.0, 1.0),
            n: totals.n_effective(),
        })
    }

    /// √(p(1−p)/n).
    pub fn standard_error(&self) -> f64 {
        sqrt(self.p * (1.0 - self.p) / self.n)
    }

    /// Wilson's score interval. Wilson, *JASA* 22, 1927; recommended by Brown, Cai & `DasGupta`, *Statistical
    /// Science* 16, 2001. It keeps within 0 and 1 and holds at 0 and at 1, where Wald's has no width.
    pub fn interval(&self, level: f64) -> Interval {
        let z = normal::critical(level);
        let z2 = z * z;
        let (p, n) = (self.p, self.n);
        let scale = 1.0 + z2 / n;
        let centre = (p + z2 / (2.0 * n)) / scale;
        let half = z * sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n)) / scale;
        // At the ends of the scale the formula gives the end itself but for a rounding.
        Interval {
            level,
            low: if p <= 0.0 { 0.0 } else { (centre - half).max(0.0) },
            high: if p >= 1.0 { 1.0 } else { (centre + half).min(1.0) },
            method: "wilson",
        }
    }
}

/// A proportion of plain counts; `None` without answers.
pub fn estimate(count: u64, n: u64, level: f64) -> Option<Estimate> {
    let share = Share::of(count, n)?;
    Some(Estimate {
        value: share.p,
        standard_error: Some(share.standard_error()),
        interval: Some(share.interval(level)),
        n,
        n_effective: share.n,
    })
}

/// A proportion of weighted answers, from groups whose value is 1 inside and 0 outside. The standard error is
/// linearised; the interval is Wilson's with the weighted share and Kish's effective n.
pub fn estimate_weighted(groups: &[Group], level: f64) -> Option<Estimate> {
    let share = Share::of_groups(groups)?;
    Some(Estimate {
        value: share.p,
        standard_error: weighted::standard_error(groups),
        interval: Some(Interval {
            method: "wilson-kish",
            ..share.interval(level)
        }),
        n: groups.iter().map(|group| group.n).sum(),
        n_effective: share.n,
    })
}

/// Difference of two independent proportions, second minus first: Newcombe's hybrid score interval (*Statistics in
/// Medicine* 17, 1998, 873–890, method 10) and the p-value of the pooled z test.
pub fn difference(first: &Share, second: &Share, level: f64) -> Difference {
    let (a, b) = (first.interval(level), second.interval(level));
    let value = second.p - first.p;
    let below = sqrt((second.p - b.low) * (second.p - b.low) + (a.high - first.p) * (a.high - first.p));
    let above = sqrt((b.high - second.p) * (b.high - second.p) + (first.p - a.low) * (first.p - a.low));
    let pooled = (first.p * first.n + second.p * second.n) / (first.n + second.n);
    let standard_error = sqrt(pooled * (1.0 - pooled) * (1.0 / first.n + 1.0 / second.n));
    // Two groups that agree altogether leave nothing to test.
    let statistic = if standard_error > 0.0 {
        value / standard_error
    } else {
        0.0
    };
    Difference {
        value,
        standard_error,
        interval: Interval {
            level,
            low: value - below,
            high: value + above,
            method: "newcombe",
        },
        statistic,
        degrees_of_freedom: None,
        p_value: normal::two_sided_p(statistic),
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these figures are exact")]
mod tests {
    use super::*;

    fn near(given: f64, expected: f64, tolerance: f64) {
        assert!((given - expected).abs() <= tolerance, "{given} is not {expected}");
    }

    #[test]
    fn the_table_of_wilson_intervals() {
        for (count, n, low, high) in [
            (81, 263, 0.255_289, 0.366_210),
            (15, 148, 0.062_386, 0.160_487),
            (0, 20, 0.0, 0.161_125),
            (1, 29, 0.006_113, 0.171_755),
            (4, 20, 0.080_658, 0.416_017),
            (10, 10, 0.722_467, 1.0),
            (0, 10, 0.0, 0.277_533),
            (1, 10, 0.017_876, 0.404_150),
            (74, 107, 0.598_715, 0.771_183),
            (30, 50, 0.461_814, 0.723_916),
        ] {
            let interval = estimate(count, n, 0.95).unwrap().interval.unwrap();
            near(interval.low, low, 5e-7);
            near(interval.high, high, 5e-7);
        }
    }

    /// What p ± z·SE would say of the same counts: below zero, above one, or certain.
    #[test]
    fn walds_interval_is_not_the_one_given() {
        for (count, n, low, high) in [
            (81, 263, 0.2522, 0.3638),
            (15, 148, 0.0527, 0.1500),
            (0, 20, 0.0, 0.0),
            (1, 29, -0.0319, 0.1009),
            (4, 20, 0.0247, 0.3753),
            (10, 10, 1.0, 1.0),
            (1, 10, -0.0859, 0.2859),
            (74, 107, 0.6041, 0.7791),
            (30, 50, 0.4642, 0.7358),
        ] {
            let estimate = estimate(count, n, 0.95).unwrap();
            let margin = normal::critical(0.95) * estimate.standard_error.unwrap();
            near(estimate.value - margin, low, 5e-5);
            near(estimate.value + margin, high, 5e-5);
            let given = estimate.interval.unwrap();
            assert!((given.low - low).abs() > 1e-3 || (given.high - high).abs() > 1e-3);
            assert!(given.low >= 0.0 && given.high <= 1.0 && given.low < given.high);
        }
    }

    #[test]
    fn nothing_and_everything_are_exact_ends() {
        assert_eq!(estimate(0, 7, 0.95).unwrap().interval.unwrap().low, 0.0);
        assert_eq!(estimate(7, 7, 0.95).unwrap().interval.unwrap().high, 1.0);
        assert_eq!(estimate(0, 0, 0.95), None);
        assert_eq!(estimate(3, 2, 0.95), None);
    }

    #[test]
    fn satisfied_customers_in_the_top_two_boxes() {
        // 42 fives, 32 fours, 10 threes, 9 twos, 14 ones.
        let estimate = estimate(42 + 32, 107, 0.95).unwrap();
        near(100.0 * estimate.value, 69.16, 5e-3);
        let interval = estimate.interval.unwrap();
        near(100.0 * interval.low, 59.87, 5e-3);
        near(100.0 * interval.high, 77.12, 5e-3);
    }

    #[test]
    fn newcombes_own_example() {
        let (first, second) = (Share::of(48, 80).unwrap(), Share::of(56, 70).unwrap());
        let difference = difference(&first, &second, 0.95);
        near(difference.value, 0.2, 1e-12);
        near(difference.interval.low, 0.052_431_472_402_364_98, 1e-9);
        near(difference.interval.high, 0.333_872_654_036_905_9, 1e-9);
        assert!(difference.p_value < 0.01);
    }

    #[test]
    fn two_groups_that_agree_altogether_do_not_differ() {
        let all = Share::of(10, 10).unwrap();
        let same = difference(&all, &all, 0.95);
        assert_eq!((same.value, same.statistic), (0.0, 0.0));
        near(same.p_value, 1.0, 1e-15);
    }

    #[test]
    fn weights_use_the_effective_number() {
        let groups = [
            Group {
                value: 1.0,
                n: 50,
                w: 25.0,
                w2: 12.5,
            },
            Group {
                value: 0.0,
                n: 50,
                w: 75.0,
                w2: 112.5,
            },
        ];
        let estimate = estimate_weighted(&groups, 0.95).unwrap();
        near(estimate.value, 0.25, 1e-12);
        near(estimate.n_effective, 80.0, 1e-12);
        let plain = super::estimate(20, 80, 0.95).unwrap().interval.unwrap();
        near(estimate.interval.unwrap().low, plain.low, 1e-12);
        assert_eq!(estimate.n, 100);
    }
}
