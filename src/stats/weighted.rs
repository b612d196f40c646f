//! Weighted answers, from grouped summaries: per answer value how many, Σw and Σw².

use super::real::sqrt;
use super::{Difference, Estimate, Interval, student};

/// All answers of one value.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct Group {
    /// The value of these answers.
    pub value: f64,
    /// How many answers.
    pub n: u64,
    /// Σw, the sum of their weights.
    pub w: f64,
    /// Σw², the sum of the squares of their weights.
    pub w2: f64,
}

impl Group {
    /// Answers that all weigh 1.
    pub fn unweighted(value: f64, n: u64) -> Self {
        Group {
            value,
            n,
            w: n as f64,
            w2: n as f64,
        }
    }
}

/// Sums over groups, in the order given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Totals {
    /// Number of answers.
    pub n: u64,
    /// Σw.
    pub w: f64,
    /// Σw².
    pub w2: f64,
}

impl Totals {
    /// The sums; `None` when there is no answer or nothing weighs anything.
    pub fn of(groups: &[Group]) -> Option<Totals> {
        let totals = Totals {
            n: groups.iter().map(|group| group.n).sum(),
            w: groups.iter().map(|group| group.w).sum(),
            w2: groups.iter().map(|group| group.w2).sum(),
        };
        (totals.n > 0 && totals.w > 0.0 && totals.w2 > 0.0).then_some(totals)
    }

    /// Kish's effective number of answers, (Σw)²/Σw². Kish, *Survey Sampling*, 1965; *J. Official Statistics* 8,
    /// 1992. It ignores what a stratified sample gains.
    pub fn n_effective(&self) -> f64 {
        self.w * self.w / self.w2
    }

    /// Design effect of the weights, n·Σw²/(Σw)² = n / `n_eff`: by how much weighting inflates a variance.
    pub fn deff(&self) -> f64 {
        self.n as f64 / self.n_effective()
    }

    /// √deff: by how much weighting widens an interval.
    pub fn deft(&self) -> f64 {
        sqrt(self.deff())
    }
}

/// Weighted mean, Σwx/Σw.
pub fn mean(groups: &[Group]) -> Option<f64> {
    let totals = Totals::of(groups)?;
    let sum: f64 = groups.iter().map(|group| group.w * group.value).sum();
    Some(sum / totals.w)
}

/// Variance of the weighted mean by linearisation, Σu² with u = w·(x − mean)/Σw, without a factor for small n.
///
/// From grouped sums: Σw²·(x − mean)² over groups, divided by (Σw)². Särndal, Swensson & Wretman, *Model Assisted
/// Survey Sampling*, 1992, §5.6. The mean of u is zero by construction.
pub fn linearised_variance(groups: &[Group]) -> Option<f64> {
    let totals = Totals::of(groups)?;
    let mean = mean(groups)?;
    let sum: f64 = groups
        .iter()
        .map(|group| group.w2 * (group.value - mean) * (group.value - mean))
        .sum();
    Some(sum / (totals.w * totals.w))
}

/// Standard error of the weighted mean: √(n/(n−1)·Σu²), which is what R's `survey::svymean` gives for a design
/// without clusters or strata. `None` for a single answer.
pub fn standard_error(groups: &[Group]) -> Option<f64> {
    let n = Totals::of(groups)?.n;
    if n < 2 {
        return None;
    }
    let n = n as f64;
    Some(sqrt(n / (n - 1.0) * linearised_variance(groups)?))
}

/// Weighted mean with its linearised standard error and an interval of Student's t with `n_eff` − 1 degrees of
/// freedom.
pub fn estimate(groups: &[Group], level: f64) -> Option<Estimate> {
    let totals = Totals::of(groups)?;
    let value = mean(groups)?;
    let standard_error = standard_error(groups);
    let interval = standard_error.filter(|_| totals.n_effective() > 1.0).map(|se| {
        let t = student::critical(level, totals.n_effective() - 1.0);
        Interval {
            level,
            low: value - t * se,
            high: value + t * se,
            method: "student-t-linearised",
        }
    });
    Some(Estimate {
        value,
        standard_error,
        interval,
        n: totals.n,
        n_effective: totals.n_effective(),
    })
}

/// Difference of two independent weighted means, second minus first: z = (m₂ − m₁)/√(SE₁² + SE₂²) with linearised
/// standard errors. `None` if a group has a single answer, or if neither varies.
pub fn difference(first: &[Group], second: &[Group], level: f64) -> Option<Difference> {
    let (a, b) = (standard_error(first)?, standard_error(second)?);
    let standard_error = sqrt(a * a + b * b);
    if standard_error <= 0.0 {
        return None;
    }
    let value = mean(second)? - mean(first)?;
    Some(Difference::tested(value, standard_error, None, level, "linearised-z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kish_on_two_halves() {
        let groups = [
            Group {
                value: 0.0,
                n: 50,
                w: 25.0,
                w2: 12.5,
            },
            Group {
                value: 1.0,
                n: 50,
                w: 75.0,
                w2: 112.5,
            },
        ];
        let totals = Totals::of(&groups).unwrap();
        assert!((totals.n_effective() - 80.0).abs() < 1e-12);
        assert!((totals.deff() - 1.25).abs() < 1e-12);
        assert!((totals.deft() - 1.118_033_988_749_895).abs() < 1e-12);
    }

    #[test]
    fn equal_weights_change_nothing() {
        let plain: Vec<Group> = [(1.0, 4), (3.0, 5), (5.0, 9)]
            .map(|(value, n)| Group::unweighted(value, n))
            .into();
        let heavy: Vec<Group> = plain
            .iter()
            .map(|g| Group {
                w: g.w * 7.0,
                w2: g.w2 * 49.0,
                ..*g
            })
            .collect();
        let (plain, heavy) = (estimate(&plain, 0.95).unwrap(), estimate(&heavy, 0.95).unwrap());
        assert!((plain.value - heavy.value).abs() < 1e-12);
        assert!((plain.standard_error.unwrap() - heavy.standard_error.unwrap()).abs() < 1e-12);
        assert!((heavy.n_effective - 18.0).abs() < 1e-12);
    }

    #[test]
    fn a_difference_adds_the_linearised_variances() {
        let first = [Group::unweighted(1.0, 30), Group::unweighted(3.0, 70)];
        let second = [
            Group {
                value: 2.0,
                n: 50,
                w: 25.0,
                w2: 12.5,
            },
            Group {
                value: 3.0,
                n: 50,
                w: 75.0,
                w2: 112.5,
            },
        ];
        let change = difference(&first, &second, 0.95).unwrap();
        // Means 2.4 and 2.75; Σu² = 0.0084 and (12.5·0.75² + 112.5·0.25²)/100² = 0.00140625; factor 100/99.
        assert!((change.value - 0.35).abs() < 1e-12);
        let expected = sqrt((0.0084 + 0.001_406_25) * 100.0 / 99.0);
        assert!((change.standard_error - expected).abs() < 1e-12);
        assert!((change.statistic - 0.35 / expected).abs() < 1e-10);
        assert_eq!(difference(&first[..1], &first[..1], 0.95), None);
    }

    #[test]
    fn one_answer_has_a_value_and_no_error() {
        let only = estimate(&[Group::unweighted(4.0, 1)], 0.95).unwrap();
        assert_eq!((only.value, only.standard_error, only.interval), (4.0, None, None));
        assert_eq!(estimate(&[], 0.95), None);
        assert_eq!(
            estimate(
                &[Group {
                    value: 1.0,
                    n: 3,
                    w: 0.0,
                    w2: 0.0
                }],
                0.95
            ),
            None
        );
    }
}
