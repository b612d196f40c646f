//! What a better experience is worth: declared assumptions from which ranges of money are computed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Grade;
use crate::language::Text;
use crate::manifest::Located;

/// A figure that is not known exactly: what it is at least and at most, and how well that is founded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Assumption {
    /// At least.
    pub low: Located<f64>,
    /// At most.
    pub high: Located<f64>,
    /// How well it is founded.
    pub grade: Located<Grade>,
    /// Id of a reference, a note or a question; required for `quoted`.
    pub source: Option<Located<String>>,
    /// Why these figures.
    #[serde(default)]
    pub reason: Text,
}

/// The share of customers who are badly served, from answers of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Affected {
    /// Id of the check whose question is read.
    pub check: Located<String>,
    /// Lowest and highest answer that counts as badly served.
    pub answers: Located<[i32; 2]>,
}

/// What is at stake at one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stake {
    /// Id of the touchpoint.
    pub touchpoint: Located<String>,
    /// Share of the customers who pass there, 0 to 1; all of them where left out.
    pub passing: Option<Assumption>,
    /// Who of them is badly served, from answers; or write `affected-share`.
    pub affected: Option<Affected>,
    /// Share of them who are badly served, 0 to 1, where no question tells.
    pub affected_share: Option<Assumption>,
    /// Share of those badly served who are lost within a year, 0 to 1: revenue at risk.
    pub lost: Option<Assumption>,
    /// Contacts that each of those badly served makes in a year: cost to serve.
    pub contacts: Option<Assumption>,
}

/// The assumptions by which frictions are put into money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ValueAtStake {
    /// Refused: say it at the top of the project, for every amount.
    #[serde(default, skip_serializing)]
    pub currency: Option<Located<String>>,
    /// How many customers there are in a year.
    pub customers: Assumption,
    /// What a customer is worth in a year.
    pub value: Option<Assumption>,
    /// What a contact with customer service costs.
    pub contact_cost: Option<Assumption>,
    /// What is at stake, touchpoint by touchpoint.
    #[serde(default)]
    pub stakes: Vec<Stake>,
}
