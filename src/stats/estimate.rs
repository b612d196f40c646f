//! What every estimate of this module is made of.

use serde::Serialize;

use super::{normal, student};

/// The confidence level of everything parcours prints unless a project says otherwise.
pub const LEVEL: f64 = 0.95;

/// A confidence interval, in the unit of the figure it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Interval {
    /// Confidence level, between 0 and 1.
    pub level: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How it was made, in words stable enough for other programs: `adjusted-wald`, `wilson`, `student-t`, …
    pub method: &'static str,
}

impl Interval {
    /// Half of the width: the margin of error where the interval is symmetric. Print both ends where it is not.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether `value` lies inside, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The same interval cut to what the scale can hold.
    #[must_use]
    pub fn clamped(self, low: f64, high: f64) -> Interval {
        Interval {
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
            ..self
        }
    }
}

/// A figure estimated from answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure itself, as computed from the answers: never shrunk, never rounded.
    pub value: f64,
    /// Standard error; linearised when weighted. Zero when all answers agree, which the interval does not believe.
    /// `None` where one answer cannot tell.
    pub standard_error: Option<f64>,
    /// Confidence interval; `None` where one answer cannot tell.
    pub interval: Option<Interval>,
    /// Number of answers, unweighted. Minimum cells look at this one.
    pub n: u64,
    /// Kish's effective number of answers; equals `n` without weights.
    pub n_effective: f64,
}

/// A difference between two independent groups or waves, second minus first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// The difference of the two figures as they are printed.
    pub value: f64,
    /// Standard error of what is tested.
    pub standard_error: f64,
    /// Confidence interval of the difference.
    pub interval: Interval,
    /// The test statistic: z, or t with [`Difference::degrees_of_freedom`].
    pub statistic: f64,
    /// Degrees of freedom of a t statistic; `None` for z.
    pub degrees_of_freedom: Option<f64>,
    /// Two-sided p-value, not corrected for multiplicity (see [`super::multiple`]).
    pub p_value: f64,
}

impl Difference {
    /// A difference tested against its standard error: by Student's t where that is estimated from so many degrees of
    /// freedom, else by the normal distribution.
    pub(super) fn tested(
        value: f64,
        standard_error: f64,
        df: Option<f64>,
        level: f64,
        method: &'static str,
    ) -> Difference {
        let statistic = value / standard_error;
        let (critical, p_value) = match df {
            Some(df) => (student::critical(level, df), student::two_sided_p(statistic, df)),
            None => (normal::critical(level), normal::two_sided_p(statistic)),
        };
        let margin = critical * standard_error;
        Difference {
            value,
            standard_error,
            interval: Interval {
                level,
                low: value - margin,
                high: value + margin,
                method,
            },
            statistic,
            degrees_of_freedom: df,
            p_value,
        }
    }
}
