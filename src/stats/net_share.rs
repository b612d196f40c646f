//! Net shares: the share of one group of answers minus the share of another, in points from −100 to +100.
//!
//! The NPS is one ([`super::nps`]); so is “better minus worse”. Answers on neither side stay in the denominator.

use super::real::sqrt;
use super::{Difference, Estimate, Group, Interval, normal, weighted};

/// The name of the interval in `audit.json`.
const ADJUSTED_WALD: &str = "adjusted-wald";
/// The same from weighted shares and Kish's effective n.
const ADJUSTED_WALD_KISH: &str = "adjusted-wald-kish";

/// How many answers fall on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Answers that count for.
    pub plus: u64,
    /// Answers that count neither way.
    pub neither: u64,
    /// Answers that count against.
    pub minus: u64,
}

impl Counts {
    /// All answers.
    pub fn n(&self) -> u64 {
        self.plus + self.neither + self.minus
    }
}

/// The two shares a net is made of, and how many answers stand behind them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Share that counts for, 0 to 1.
    pub plus: f64,
    /// Share that counts against, 0 to 1.
    pub minus: f64,
    /// Number of answers, effective when weighted.
    pub n: f64,
}

impl Shares {
    /// The shares of plain counts; `None` without answers.
    pub fn of(counts: &Counts) -> Option<Shares> {
        let n = counts.n();
        (n > 0).then(|| Shares {
            plus: counts.plus as f64 / n as f64,
            minus: counts.minus as f64 / n as f64,
            n: n as f64,
        })
    }

    /// The weighted shares of groups whose value is +1, 0 or −1, with Kish's effective n.
    pub fn of_groups(groups: &[Group]) -> Option<Shares> {
        let totals = weighted::Totals::of(groups)?;
        let share = |wanted: &dyn Fn(f64) -> bool| {
            groups
                .iter()
                .filter(|group| wanted(group.value))
                .map(|group| group.w)
                .sum::<f64>()
                / totals.w
        };
        Some(Shares {
            plus: share(&|value| value > 0.0),
            minus: share(&|value| value < 0.0),
            n: totals.n_effective(),
        })
    }

    /// The net in points.
    pub fn net(&self) -> f64 {
        100.0 * (self.plus - self.minus)
    }

    /// Variance of one answer, p + d − (p − d)². The two shares are not independent: taking them so makes the
    /// interval 19 % too narrow.
    pub fn variance(&self) -> f64 {
        let net = self.plus - self.minus;
        (self.plus + self.minus - net * net).max(0.0)
    }

    /// Standard error in points, 100·√(σ²/n).
    pub fn standard_error(&self) -> f64 {
        100.0 * sqrt(self.variance() / self.n)
    }

    /// The adjusted shares of Agresti and Coull's idea as Rocks carries it over: ¾ of an answer more on either
    /// side, three more in all.
    #[must_use]
    fn adjusted(&self) -> Shares {
        let n = self.n + 3.0;
        Shares {
            plus: (self.plus * self.n + 0.75) / n,
            minus: (self.minus * self.n + 0.75) / n,
            n,
        }
    }

    /// Adjusted-Wald interval in points, cut at ±100. Brendan Rocks, “Interval estimation for the Net Promoter
    /// Score”, *The American Statistician* 70(4), 2016.
    pub fn interval(&self, level: f64) -> Interval {
        let adjusted = self.adjusted();
        let margin = normal::critical(level) * adjusted.standard_error();
        Interval {
            level,
            low: adjusted.net() - margin,
            high: adjusted.net() + margin,
            method: ADJUSTED_WALD,
        }
        .clamped(-100.0, 100.0)
    }
}

/// Net share of plain counts, in points. The value is the raw net; the interval is adjusted Wald.
pub fn estimate(counts: &Counts, level: f64) -> Option<Estimate> {
    let shares = Shares::of(counts)?;
    Some(Estimate {
        value: shares.net(),
        standard_error: Some(shares.standard_error()),
        interval: Some(shares.interval(level)),
        n: counts.n(),
        n_effective: shares.n,
    })
}

/// Net share of weighted answers, in points, from groups whose value is +1, 0 or −1.
///
/// The standard error is linearised ([`weighted::standard_error`]); the interval is adjusted Wald with weighted
/// shares and Kish's effective n, so that it keeps its behaviour for few answers and at the ends of the scale.
/// Both are explained in `docs/methods.md`.
pub fn estimate_weighted(groups: &[Group], level: f64) -> Option<Estimate> {
    let shares = Shares::of_groups(groups)?;
    Some(Estimate {
        value: shares.net(),
        standard_error: weighted::standard_error(groups).map(|se| 100.0 * se),
        interval: Some(Interval {
            method: ADJUSTED_WALD_KISH,
            ..shares.interval(level)
        }),
        n: groups.iter().map(|group| group.n).sum(),
        n_effective: shares.n,
    })
}

/// The change from `first` to `second`, two independent groups, in points: both adjusted as for the interval, then
/// z = (net₂ − net₁)/√(SE₁² + SE₂²). The value is the difference of the raw nets, which is what the report prints.
pub fn difference(first: &Shares, second: &Shares, level: f64) -> Difference {
    let (a, b) = (first.adjusted(), second.adjusted());
    let standard_error = sqrt(a.standard_error() * a.standard_error() + b.standard_error() * b.standard_error());
    let change = b.net() - a.net();
    let margin = normal::critical(level) * standard_error;
    let statistic = change / standard_error;
    Difference {
        value: second.net() - first.net(),
        standard_error,
        interval: Interval {
            level,
            low: change - margin,
            high: change + margin,
            method: ADJUSTED_WALD,
        }
        .clamped(-200.0, 200.0),
        statistic,
        degrees_of_freedom: None,
        p_value: normal::two_sided_p(statistic),
    }
}

/// How many answers a margin of ± `margin` points needs, z²·σ²/(margin/100)², rounded up. `variance` is σ² of one
/// answer; 1 is the worst case. `None` unless both are above zero.
pub fn planned_n(margin: f64, variance: f64, level: f64) -> Option<u64> {
    let z = normal::critical(level);
    let share = margin / 100.0;
    (margin > 0.0 && variance > 0.0).then(|| (z * z * variance / (share * share)).ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The centre and the error of the adjusted interval, and its ends before they are cut to the scale.
    #[test]
    fn the_adjusted_shares_of_known_scores() {
        for ((plus, neither, minus), net, error, low, high) in [
            ((80, 60, 60), 9.8522, 5.8188, -1.5525, 21.2570),
            ((180, 120, 100), 19.8511, 4.0441, 11.9248, 27.7775),
            ((204, 112, 84), 29.7767, 3.9529, 22.0292, 37.5242),
            ((5, 3, 2), 23.0769, 21.4940, -19.0506, 65.2045),
            ((10, 0, 0), 76.9231, 15.0102, 47.5036, 106.3426),
            ((0, 10, 0), 0.0, 9.4211, -18.4650, 18.4650),
            ((50, 33, 17), 32.0388, 7.3893, 17.5561, 46.5216),
        ] {
            let adjusted = Shares::of(&Counts { plus, neither, minus }).unwrap().adjusted();
            let margin = normal::critical(0.95) * adjusted.standard_error();
            for (given, expected) in [
                (adjusted.net(), net),
                (adjusted.standard_error(), error),
                (adjusted.net() - margin, low),
                (adjusted.net() + margin, high),
            ] {
                assert!((given - expected).abs() <= 5e-5, "{given} is not {expected}");
            }
        }
    }

    /// Two shares of the same answers are not independent: p(1−p) + d(1−d) leaves out 2pd.
    #[test]
    fn promoters_and_detractors_are_not_independent() {
        let shares = Shares::of(&Counts {
            plus: 180,
            neither: 120,
            minus: 100,
        })
        .unwrap();
        assert!((shares.variance() / shares.n - 0.001_65).abs() < 1e-12);
        let wrong = (shares.plus * (1.0 - shares.plus) + shares.minus * (1.0 - shares.minus)) / shares.n;
        assert!((wrong - 0.001_087_5).abs() < 1e-12);
        let narrower = 1.0 - 100.0 * sqrt(wrong) / shares.standard_error();
        assert!((narrower - 0.19).abs() < 5e-3, "{narrower}");
    }
}
