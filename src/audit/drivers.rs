//! Key drivers: what goes along with a figure, and how much of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Text;
use crate::stats::Interval;
use crate::stats::drivers::Method;

/// Why there are no shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoDrivers {
    /// Fewer than ten people per driver answered together, whichever drivers are left out.
    TooFew,
    /// A driver repeats another, or pairs answered by different people contradict one another.
    Contradiction,
}

/// Where a driver stands, after Martilla & James (1977).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Quadrant {
    /// Important, rated low.
    ConcentrateHere,
    /// Important, rated high.
    KeepUp,
    /// Unimportant, rated low.
    LowPriority,
    /// Unimportant, rated high.
    PossibleOverkill,
}

/// One driver of a figure: a question whose answers go along with it. Nothing says that it is a cause.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Driver {
    /// Id of the question, in the survey of the check.
    pub question: String,
    /// What pages call it.
    pub label: Text,
    /// Id of the touchpoint it is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<String>,
    /// Id of the check that is made of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// How many answered it and the question of the check.
    pub n: u64,
    /// Its share of R², 0 to 1; the shares of all drivers sum to 1.
    pub share: f64,
    /// Interval of the share.
    pub interval: Option<Interval>,
    /// The share without weights, where there are weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unweighted_share: Option<f64>,
    /// Standardised coefficient beside the other drivers, turned so that above zero a better answer goes along with a
    /// better figure.
    pub beta: f64,
    /// Mean of its answers on a scale of 0 (worst) to 100 (best).
    pub performance: f64,
    /// Interval of the mean, on the same scale.
    pub performance_interval: Option<Interval>,
    /// Where it stands: importance is its share, performance its mean.
    pub quadrant: Quadrant,
    /// Whether neither interval crosses its line.
    pub certain: bool,
}

/// A question that was left out because too few answered it together with the others.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DriverLeftOut {
    /// Id of the question.
    pub question: String,
    /// What pages call it.
    pub label: Text,
}

/// What goes along with a figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Drivers {
    /// How shares were computed; `None` where there are none.
    pub method: Option<Method>,
    /// Why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<NoDrivers>,
    /// Fewest people who answered any two of the questions together.
    pub n: Option<u64>,
    /// How many of them it takes: ten per driver.
    pub needed: u64,
    /// Share of the variance of the answers that goes along with the drivers together, 0 to 1.
    pub r_squared: Option<f64>,
    /// Its interval.
    pub r_squared_interval: Option<Interval>,
    /// Cronbach's alpha of the drivers: how far their answers hang together.
    pub alpha: Option<f64>,
    /// Its interval.
    pub alpha_interval: Option<Interval>,
    /// Replicate groups that intervals rest on; 0 where there are too few people for any.
    pub groups: u64,
    /// The line between important and unimportant: the mean share.
    pub importance_line: Option<f64>,
    /// The line between rated high and low: the mean of the drivers, 0 to 100.
    pub performance_line: Option<f64>,
    /// The drivers, largest share first.
    pub drivers: Vec<Driver>,
    /// Questions that were left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<DriverLeftOut>,
}
