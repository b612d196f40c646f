//! What gets in the customer's way, and what that is worth.

use schemars::JsonSchema;
use serde::Serialize;

use super::Severity;
use crate::language::Text;
use crate::project::{Day, Grade};
use crate::stats::Interval;

/// Who tells of a friction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Teller {
    /// Respondents of a survey: a finding about an indicator.
    Survey,
    /// The copy of the website: a criterion that is not met.
    Website,
    /// An interview, a walk-through or a review.
    Note,
    /// The team, by hand.
    Hand,
}

/// One thing that tells of a friction.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FrictionSource {
    /// Who tells of it.
    pub kind: Teller,
    /// Id of the finding, of the note, or the friction's own.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// How it is known, where a person wrote it down.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub evidence: Text,
    /// Answers behind it, or the cases that somebody counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// Pages of the website on which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u64>,
    /// First place, as `file:line:column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Something that gets in the customer's way. All that is told of one touchpoint is one entry; without a touchpoint, all
/// that is told of one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FrictionRow {
    /// Its id: `at-` and that of its touchpoint, `rule/criterion`, or the one the project gave it.
    pub id: String,
    /// What it is, in the words of the team where they have some, else the name of its touchpoint, else its gravest finding.
    pub text: Text,
    /// Id of the touchpoint.
    pub touchpoint: Option<String>,
    /// That of its gravest finding; medium where there is none.
    pub severity: Severity,
    /// How large its largest finding is, 0 to 1; 0 where there is none.
    pub size: f64,
    /// Who tells of it, in the order survey, website, notes, team.
    pub sources: Vec<FrictionSource>,
    /// Most answers behind one of its sources; never a sum, since the same people answer several questions.
    pub n: Option<u64>,
    /// Cases that the team counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<u64>,
    /// Most pages behind one of its sources.
    pub pages: Option<u64>,
    /// How many participants of notes met it, out of how many.
    pub participants: Option<(u64, u64)>,
    /// Ids of actions that answer it.
    pub actions: Vec<String>,
}

/// What an assumption is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AssumedFigure {
    /// Customers in a year.
    Customers,
    /// What a customer is worth in a year.
    Value,
    /// What a contact costs.
    ContactCost,
    /// Share of the customers who pass at the touchpoint.
    Passing,
    /// Share of these who are badly served.
    Affected,
    /// Share of those who are lost within a year.
    Lost,
    /// Contacts that each of them makes in a year.
    Contacts,
}

/// A figure that an amount is the product of.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AssumptionRow {
    /// What it is about.
    pub figure: AssumedFigure,
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// How well it is founded.
    pub grade: Grade,
    /// Id of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why these figures.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
}

/// The share of badly served customers, as answers tell it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AffectedShare {
    /// Id of the check whose question is read.
    pub check: String,
    /// Lowest and highest answer that counts as badly served.
    pub answers: [i32; 2],
    /// Share of the answers, 0 to 1; `None` where there are none or they are withheld.
    pub share: Option<f64>,
    /// Its interval, 0 to 1.
    pub interval: Option<Interval>,
    /// Answers.
    pub n: Option<u64>,
}

/// What is at stake at a touchpoint. Amounts go from the product of all lows to the product of all highs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StakeRow {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Who is badly served, where answers tell it.
    pub affected: Option<AffectedShare>,
    /// What it rests on, beside what holds everywhere.
    pub assumptions: Vec<AssumptionRow>,
    /// Customers badly served in a year, at least and at most.
    pub customers: Option<[f64; 2]>,
    /// Revenue of those who may be lost: an association with bad answers, not what mending would bring.
    pub at_risk: Option<[f64; 2]>,
    /// What their contacts cost.
    pub to_serve: Option<[f64; 2]>,
}

/// What a better experience is worth.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ValueAtStakeRow {
    /// What holds at every touchpoint.
    pub assumptions: Vec<AssumptionRow>,
    /// The touchpoints, the largest amount first. They do not add up: one customer may be badly served at several.
    pub stakes: Vec<StakeRow>,
}

/// What an action answers and is no longer found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GoneFinding {
    /// Its id then.
    pub finding: String,
    /// What it said.
    pub text: Text,
    /// The day of the latest audit that had it.
    pub last_seen: Day,
    /// The day of the first audit without it: this one's, unless an earlier one had lost it already.
    pub gone_by: Option<Day>,
}
