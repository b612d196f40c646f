//! Levels, items and scoring of a maturity check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Located;
use crate::language::Text;

/// A level of a maturity dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Level {
    /// Its number; levels follow one another without a gap.
    pub level: u8,
    /// Its name.
    pub title: Text,
    /// What is true of an organisation at this level.
    pub rubric: Text,
    /// What to do to reach the next one.
    #[serde(default)]
    pub next_step: Text,
}

/// Something that people rate: on the levels' numbers, or on the answers of `scoring`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Its id within the check.
    pub id: String,
    /// The statement or question that is rated.
    pub title: Text,
    /// Whether the short form asks it.
    #[serde(default)]
    pub short: bool,
    /// Whether a customer can observe it: the outside view asks these alone.
    #[serde(default)]
    pub observable: bool,
    /// Id of the part of the model it belongs to.
    #[serde(default)]
    pub part: Option<String>,
}

/// A part of a model under which its items are listed, such as a factor or a discipline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
}

/// How the ratings of the items make one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregation {
    /// The lowest item's level: a chain is as strong as its weakest link.
    #[default]
    WeakestLink,
    /// The level at or below the mean of the items.
    Mean,
    /// How many items are rated `counted` or higher, put between `cut-offs`.
    Tally,
    /// The items as a score from 0 to 100, put between `cut-offs`.
    CutOffs,
}

/// How a model turns ratings into a level, where it is not the weakest link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scoring {
    /// What is done with the ratings.
    pub aggregation: Aggregation,
    /// Lowest and highest answer to an item; the levels' numbers where left out.
    #[serde(default)]
    pub answers: Option<[u8; 2]>,
    /// The lowest answer that a tally counts.
    #[serde(default)]
    pub counted: Option<u8>,
    /// The highest score, or number of items counted, of each level but the last, in rising order.
    #[serde(default)]
    pub cut_offs: Vec<f64>,
}

/// What the project and its data say about a dimension, computed and never rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignalKind {
    /// Days from the latest answer of any survey to the day the audit speaks of. Low is good.
    FeedbackAge,
    /// Periods with answers per year. High is good.
    FeedbackFrequency,
    /// Share of the touchpoints that a question with answers measures, 0 to 1. High is good.
    TouchpointsMeasured,
    /// Share of the actions, those given up apart, that are done, 0 to 1. High is good.
    ActionsClosed,
    /// Share of the stores of customer data that no flow connects with another, 0 to 1. Low is good.
    StoresApart,
    /// Share of the claims about personas that nothing but the team's opinion supports, 0 to 1. Low is good.
    ClaimsAssumed,
}

impl SignalKind {
    /// Whether a low value is the good one.
    pub fn low_is_good(self) -> bool {
        matches!(
            self,
            SignalKind::FeedbackAge | SignalKind::StoresApart | SignalKind::ClaimsAssumed
        )
    }

    /// The word in YAML.
    pub fn word(self) -> &'static str {
        match self {
            SignalKind::FeedbackAge => "feedback-age",
            SignalKind::FeedbackFrequency => "feedback-frequency",
            SignalKind::TouchpointsMeasured => "touchpoints-measured",
            SignalKind::ActionsClosed => "actions-closed",
            SignalKind::StoresApart => "stores-apart",
            SignalKind::ClaimsAssumed => "claims-assumed",
        }
    }
}

/// A signal shown beside the ratings, and the level it speaks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Signal {
    /// What is computed.
    pub signal: SignalKind,
    /// Id of the item it speaks about; the whole dimension where left out.
    #[serde(default)]
    pub item: Option<String>,
    /// The value from which it speaks for the second level, and for each above it: one number less than there are
    /// levels, rising where high is good and falling where low is good.
    pub from: Located<Vec<f64>>,
}
