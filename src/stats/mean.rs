//! Means with Student's t: an interval for one, Welch's test for two.

use super::real::sqrt;
use super::{Difference, Estimate, Interval, student};

/// What a mean needs to know of its answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// Number of answers.
    pub n: u64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Σ(x − mean)², the squared deviations.
    pub squares: f64,
}

impl Moments {
    /// Of answers grouped by value; `None` without answers. Two passes, so that nothing cancels.
    pub fn of(groups: impl IntoIterator<Item = (f64, u64), IntoIter: Clone>) -> Option<Moments> {
        let groups = groups.into_iter();
        let n: u64 = groups.clone().map(|(_, n)| n).sum();
        if n == 0 {
            return None;
        }
        let mean = groups.clone().map(|(value, n)| value * n as f64).sum::<f64>() / n as f64;
        let squares = groups
            .map(|(value, n)| n as f64 * (value - mean) * (value - mean))
            .sum();
        Some(Moments { n, mean, squares })
    }

    /// Of a measure known only by n, Σx and Σx². Loses digits when the mean is large beside the spread; the sums
    /// should be exact ([`super::ExactSum`]).
    pub fn of_sums(n: u64, sum: f64, sum_of_squares: f64) -> Option<Moments> {
        (n > 0).then(|| Moments {
            n,
            mean: sum / n as f64,
            squares: (sum_of_squares - sum * sum / n as f64).max(0.0),
        })
    }

    /// Sample variance, divisor n − 1; `None` for a single answer.
    pub fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }

    /// Sample standard deviation, divisor n − 1.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(sqrt)
    }

    /// s/√n.
    pub fn standard_error(&self) -> Option<f64> {
        self.variance().map(|variance| sqrt(variance / self.n as f64))
    }

    /// The mean with its interval, mean ± t(n−1)·s/√n. Student, *Biometrika* 6, 1908.
    pub fn estimate(&self, level: f64) -> Estimate {
        let standard_error = self.standard_error();
        Estimate {
            value: self.mean,
            standard_error,
            interval: standard_error.map(|se| {
                let margin = student::critical(level, (self.n - 1) as f64) * se;
                Interval {
                    level,
                    low: self.mean - margin,
                    high: self.mean + margin,
                    method: "student-t",
                }
            }),
            n: self.n,
            n_effective: self.n as f64,
        }
    }
}

/// The mean of answers grouped by value; `None` without answers.
pub fn estimate(groups: impl IntoIterator<Item = (f64, u64), IntoIter: Clone>, level: f64) -> Option<Estimate> {
    Moments::of(groups).map(|moments| moments.estimate(level))
}

/// Difference of two independent means, second minus first, by Welch's t. Welch, *Biometrika* 34, 1947. `None` if
/// a group has a single answer, or if neither varies.
pub fn difference(first: &Moments, second: &Moments, level: f64) -> Option<Difference> {
    let (a, b) = (first.variance()? / first.n as f64, second.variance()? / second.n as f64);
    let standard_error = sqrt(a + b);
    if standard_error <= 0.0 {
        return None;
    }
    let df = (a + b) * (a + b) / (a * a / (first.n - 1) as f64 + b * b / (second.n - 1) as f64);
    let value = second.mean - first.mean;
    Some(Difference::tested(value, standard_error, Some(df), level, "welch-t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effort_on_seven_points() {
        let counts = [
            (1.0, 80),
            (2.0, 210),
            (3.0, 140),
            (4.0, 110),
            (5.0, 160),
            (6.0, 180),
            (7.0, 120),
        ];
        let estimate = estimate(counts, 0.95).unwrap();
        assert!((estimate.value - 4.08).abs() < 1e-12);
        assert_eq!(estimate.n, 1000);
        let easy: u64 = counts.iter().filter(|(value, _)| *value >= 5.0).map(|(_, n)| n).sum();
        assert!((super::super::proportion::estimate(easy, 1000, 0.95).unwrap().value - 0.46).abs() < 1e-12);
        let net = super::super::net_share::Counts {
            plus: 300,
            neither: 270,
            minus: 430,
        };
        assert!((super::super::net_share::estimate(&net, 0.95).unwrap().value + 13.0).abs() < 1e-10);
    }

    #[test]
    fn six_answers_use_five_degrees_of_freedom() {
        // 1, 2, 3, 4, 5, 6: s² = 3.5, s/√n = 0.763762615825973
        let estimate = estimate((1..=6).map(|value| (f64::from(value), 1)), 0.95).unwrap();
        let se = estimate.standard_error.unwrap();
        assert!((se - 0.763_762_615_825_973).abs() < 1e-14);
        let interval = estimate.interval.unwrap();
        assert!((interval.high - (3.5 + 2.570_581_835_636_314 * se)).abs() < 1e-12);
    }

    #[test]
    fn one_answer_has_a_mean_and_no_interval() {
        let estimate = estimate([(4.0, 1)], 0.95).unwrap();
        assert_eq!(
            (estimate.value, estimate.standard_error, estimate.interval),
            (4.0, None, None)
        );
        assert_eq!(super::estimate([(4.0, 0)], 0.95), None);
    }

    #[test]
    fn sums_and_groups_agree() {
        let grouped = Moments::of([(1.0, 3), (2.0, 4), (9.0, 2)]).unwrap();
        let summed = Moments::of_sums(9, 29.0, 181.0).unwrap();
        assert!((grouped.squares - summed.squares).abs() < 1e-10);
        assert!((grouped.mean - summed.mean).abs() < 1e-15);
    }

    #[test]
    fn two_groups_without_spread_cannot_be_tested() {
        let same = Moments::of([(4.0, 5)]).unwrap();
        assert_eq!(difference(&same, &same, 0.95), None);
    }
}
