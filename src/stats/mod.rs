//! Pure functions of numbers, each with its source.

use serde::Serialize;

/// An interval around an estimate, in the estimate's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Level of confidence, such as 0.95.
    pub level: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How it was made, such as `wilson`.
    pub method: &'static str,
}
