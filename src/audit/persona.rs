//! What data say of how personas are cut, and of the channels they use.

use schemars::JsonSchema;
use serde::Serialize;

use crate::stats::Interval;

/// A persona whose rule selects some of the same rows as another's.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PersonaOverlap {
    /// Id of the other persona.
    pub persona: String,
    /// Rows in both; `None` where withheld.
    pub n: Option<u64>,
    /// Share of this persona's rows that are the other's too, 0 to 1.
    pub share: Option<f64>,
    /// Its interval, 0 to 1.
    pub interval: Option<Interval>,
}

/// How many of a persona's respondents are on a channel.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChannelShare {
    /// Id of the channel.
    pub channel: String,
    /// Id of the check whose answers are counted.
    pub check: String,
    /// Answers, without weights; `None` where withheld.
    pub n: Option<u64>,
    /// Share of the persona's answers, 0 to 1, those without a known channel included.
    pub share: Option<f64>,
    /// Its interval, 0 to 1.
    pub interval: Option<Interval>,
}
