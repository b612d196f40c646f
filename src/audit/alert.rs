//! Alerts: figures that got worse into the latest wave, beyond chance.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Text;
use crate::stats::Interval;

/// A figure that got worse, for everyone or for one persona.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Alert {
    /// Id of the check.
    pub check: String,
    /// Id of the finding that says it in words.
    pub finding: String,
    /// Id of the persona; `None` for everyone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persona: Option<String>,
    /// Earlier period: id and name.
    pub from: (String, Text),
    /// Latest period: id and name.
    pub to: (String, Text),
    /// Later minus earlier, in the unit of the check.
    pub difference: f64,
    /// Interval of the difference.
    pub interval: Interval,
    /// p value, corrected by Holm over all changes into the latest wave.
    pub p_corrected: f64,
    /// Ids of comments of the latest wave, those of whoever is least satisfied first.
    pub verbatims: Vec<String>,
}

/// The alerts of an audit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Alerts {
    /// How many changes into the latest wave were tested together, for the better and for the worse.
    pub family: u64,
    /// Those for the worse that are beyond chance, largest first.
    pub list: Vec<Alert>,
}
