//! What goes into a script and what comes out: plain data, protected already on the way in, checked on the way out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Figure;
use crate::evidence::Summary;
use crate::language::{Args, Text};
use crate::manifest::{Direction, Unit};
use crate::stats::Interval;

/// A cell that may be shown: everyone (an empty key), or a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellInput {
    /// Dimension and id of the value, in the order of the breakdown.
    pub key: Vec<(String, String)>,
    /// What pages call each value, in the same order.
    pub labels: Vec<Text>,
    /// The answers.
    pub summary: Summary,
    /// The check's estimate of them.
    pub figure: Option<Figure>,
}

/// A difference between two periods.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeInput {
    /// Id and label of the earlier period.
    pub from: (String, Text),
    /// Id and label of the later period.
    pub to: (String, Text),
    /// Id of the persona; everyone where left out.
    pub persona: Option<String>,
    /// Later minus earlier, in the unit of the check.
    pub difference: f64,
    /// Its interval.
    pub interval: Interval,
    /// p value, corrected over the comparisons of the report.
    pub p: f64,
    /// Whether it is beyond chance.
    pub beyond_chance: bool,
}

/// What the script of a KPI sees: `result` and `context`.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckInput {
    /// The brand's name, also given to every message as `$brand`.
    pub brand: String,
    /// Values of the plugin's parameters ([`super::parameters`]).
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// Unit of the check.
    pub unit: Unit,
    /// Lowest and highest answer of the question.
    pub scale: [i32; 2],
    /// Which way is good, after the scale was asked.
    pub direction: Direction,
    /// Whether the survey has weights.
    pub weighted: bool,
    /// Id of the touchpoint the question is bound to.
    pub touchpoint: Option<String>,
    /// Everyone.
    pub total: CellInput,
    /// Every cell of every breakdown that may be shown.
    pub cells: Vec<CellInput>,
    /// Further estimates, by their key in the manifest.
    pub beside: BTreeMap<String, Figure>,
    /// Differences between periods.
    pub changes: Vec<ChangeInput>,
}

/// How much a finding matters, as a script says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// To be dealt with first.
    High,
    /// To be planned.
    Medium,
    /// Worth knowing.
    Low,
    /// A strength.
    Strength,
}

/// A finding before it has words: the key of a message and its values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFinding {
    /// Key of the message in the manifest.
    pub message: String,
    /// Values of the message, each with its format.
    #[serde(default)]
    pub values: Args,
    /// How much it matters; the caller's choice where the script says nothing.
    #[serde(default)]
    pub severity: Option<Priority>,
    /// Id of the touchpoint it belongs to; that of the question where the script says nothing.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// Id of the persona it is about.
    #[serde(default)]
    pub persona: Option<String>,
    /// What else it is about, such as the id of a value of a dimension: part of what its id is made from.
    #[serde(default)]
    pub about: Option<String>,
}

/// The level of a maturity check.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLevel {
    /// The level reached.
    pub level: u8,
    /// What is missing for the next one, as messages.
    #[serde(default)]
    pub missing: Vec<RawFinding>,
    /// How much of the way is done, from 0 to 1, where the model has such a figure.
    #[serde(default)]
    pub share: Option<f64>,
    /// Mean of the items' levels, to be shown in words beside the level, never in its place.
    #[serde(default)]
    pub mean: Option<f64>,
    /// Ids of the items that hold the level down.
    #[serde(default)]
    pub weakest: Vec<String>,
    /// Findings.
    #[serde(default)]
    pub findings: Vec<RawFinding>,
}
