//! Two figures of which the same people gave both.

use super::real::sqrt;
use super::{Difference, Interval, student};

/// One of the two: its mean and the variance of the answers (of the recoded answers −1, 0, 1 for an NPS as a share).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// Mean.
    pub mean: f64,
    /// Variance per respondent, with n − 1.
    pub variance: f64,
}

/// Paired t test from variances and covariance: Var(d) = s₁² + s₂² − 2·s₁₂, t with n − 1 degrees of freedom. `None`
/// with fewer than two people, or where all differ by the same.
pub fn difference(n: u64, first: Side, second: Side, covariance: f64, level: f64) -> Option<Difference> {
    if n < 2 {
        return None;
    }
    let variance = first.variance + second.variance - 2.0 * covariance;
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let (value, standard_error) = (second.mean - first.mean, sqrt(variance / n as f64));
    let df = n as f64 - 1.0;
    let half = student::critical(level, df) * standard_error;
    let statistic = value / standard_error;
    Some(Difference {
        value,
        standard_error,
        interval: Interval {
            level,
            low: value - half,
            high: value + half,
            method: "paired-t",
        },
        statistic,
        degrees_of_freedom: Some(df),
        p_value: student::two_sided_p(statistic, df),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's own sleep data (*Biometrika* 6, 1908): ten patients, two drugs, t = 4.0621, p = 0.00283.
    #[test]
    fn student_s_ten_patients() {
        let one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let mean = |values: &[f64]| values.iter().sum::<f64>() / 10.0;
        let (m1, m2) = (mean(&one), mean(&two));
        let covariance = |a: &[f64], ma: f64, b: &[f64], mb: f64| {
            a.iter().zip(b).map(|(a, b)| (a - ma) * (b - mb)).sum::<f64>() / 9.0
        };
        let side = |values: &[f64], mean: f64| Side {
            mean,
            variance: covariance(values, mean, values, mean),
        };
        let found = difference(10, side(&one, m1), side(&two, m2), covariance(&one, m1, &two, m2), 0.95).unwrap();
        assert!((found.value - 1.58).abs() < 1e-12);
        assert!((found.statistic - 4.062_128).abs() < 5e-7, "{}", found.statistic);
        assert!((found.p_value - 0.002_833).abs() < 5e-7, "{}", found.p_value);
        assert!((found.interval.low - 0.700_114).abs() < 5e-7 && (found.interval.high - 2.459_886).abs() < 5e-7);
    }
}
