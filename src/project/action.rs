//! What will be done about which finding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::language::Text;
use crate::manifest::Located;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActionStatus {
    /// Somebody has to decide.
    Proposed,
    /// Decided, not begun.
    Planned,
    /// Under way.
    Ongoing,
    /// Done: its effect is tested against the next wave.
    Done,
    /// Given up.
    Dropped,
}

/// A size without a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// Small.
    Low,
    /// Middling.
    Medium,
    /// Large.
    High,
}

/// The figure that should move when the action works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// Id of the check, as in `audit.json`.
    pub check: Located<String>,
    /// Only for this persona.
    pub persona: Option<Located<String>>,
    /// Id of the period before.
    pub before: Located<String>,
    /// Id of the period after.
    pub after: Located<String>,
}

/// What an action should bring, at least and at most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Expected {
    /// At least.
    pub low: Located<f64>,
    /// At most.
    pub high: Located<f64>,
    /// What is counted: `€ a year`, `calls a month`.
    pub unit: Text,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Action {
    /// Its id, such as `A-03`.
    pub id: Located<String>,
    /// What is done.
    pub title: Text,
    /// Ids of checks, criteria (`findable/seo-title-present`) or touchpoints it answers.
    #[serde(default)]
    pub answers: Vec<Located<String>>,
    /// How far it is.
    pub status: ActionStatus,
    /// Who sees to it, by role.
    #[serde(default)]
    pub owner: Text,
    /// The decision asked, where one is.
    #[serde(default)]
    pub decision: Text,
    /// Who takes the decision, by role.
    #[serde(default)]
    pub decided_by: Text,
    /// What it costs, in words.
    #[serde(default)]
    pub cost: Text,
    /// What it should bring, in words.
    #[serde(default)]
    pub gain: Text,
    /// The same as figures.
    pub expected: Option<Expected>,
    /// How much work it is.
    pub effort: Option<Size>,
    /// How much it should change.
    pub impact: Option<Size>,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
    /// The figure that should move.
    pub measure: Option<Measure>,
    /// Address of its ticket, `https://…`.
    pub ticket: Option<Located<String>>,
    /// Ids of the findings it answered when its line of the sheet was written.
    #[serde(skip)]
    pub written_for: Vec<Located<String>>,
}
