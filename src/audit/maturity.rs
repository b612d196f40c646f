//! What only the result of a maturity check has: what holds its level, what the project and its data say of it, how far
//! raters agree, the other questionnaires, the past.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Text;
use crate::manifest::{Aggregation, Part, SignalKind};
use crate::project::{Day, Form};
use crate::stats::agreement::Agreement;

/// What one rater wrote beside an answer in a questionnaire.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Said {
    /// What shows it.
    pub evidence: Text,
    /// Address of what shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// An item of a maturity check as people rated it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct RatedItem {
    /// Its id.
    pub id: String,
    /// The statement.
    pub title: Text,
    /// Level by rater; empty where nobody rated it.
    pub levels: BTreeMap<String, u8>,
    /// What shows it.
    pub evidence: Text,
    /// Address of what shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What each rater wrote in a questionnaire.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<String, Said>,
    /// Id of the part of the model it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A broken fundamental.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Blocker {
    /// Id of the finding.
    pub finding: String,
    /// Id of its check.
    pub check: String,
    /// What is broken.
    pub text: Text,
}

/// A level held down as long as fundamentals are broken.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ceiling {
    /// The highest level that is given meanwhile.
    pub level: u8,
    /// The level the ratings make.
    pub rated: u8,
    /// What is broken: when none of them is found any more, the ceiling is gone.
    pub by: Vec<Blocker>,
}

/// What a signal says of the ratings beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// The same level, or the one beside it.
    Supports,
    /// Two levels lower, or more.
    Below,
    /// Two levels higher, or more.
    Above,
}

/// A figure of the project or its data beside the ratings.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SignalRow {
    /// What is computed.
    pub signal: SignalKind,
    /// Id of the item it speaks about; the whole dimension where left out.
    pub item: Option<String>,
    /// Days, periods per year, or a share from 0 to 1; `None` where the project has nothing to count.
    pub value: Option<f64>,
    /// What was counted, and out of how many, for a share.
    pub counted: Option<(u64, u64)>,
    /// The level it speaks for.
    pub level: Option<u8>,
    /// The level that raters give what it speaks about.
    pub rated: Option<u8>,
    /// What it says of the ratings; `None` while one of the two levels is not known.
    pub stance: Option<Stance>,
    /// The figure in words.
    pub text: Text,
}

/// The level that another questionnaire than the full one gives, by itself.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormRow {
    /// Which questionnaire.
    pub form: Form,
    /// The level; `None` while an item of the form is unrated.
    pub level: Option<u8>,
    /// Its items.
    pub items: Vec<RatedItem>,
    /// Who rated: the words for each rater, where the project has words.
    pub raters: BTreeMap<String, Text>,
}

/// The level of an earlier assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PastLevel {
    /// The day it speaks of.
    pub date: Day,
    /// The level.
    pub level: u8,
    /// Who rated, or what was different.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

/// What only maturity checks have.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct MaturityDetail {
    /// How ratings make the level; `None` where a script finds it.
    pub aggregation: Option<Aggregation>,
    /// Lowest and highest answer to an item.
    pub answers: [u8; 2],
    /// Mean of the items' levels, to be said in words beside the level, never in its place.
    pub mean: Option<f64>,
    /// How much of the way is done, 0 to 1, where the model has such a figure.
    pub share: Option<f64>,
    /// Ids of the items rated lowest.
    pub weakest: Vec<String>,
    /// Levels between the target and the level; negative beyond the target.
    pub gap: Option<f64>,
    /// What holds the level down whatever was rated.
    pub ceiling: Option<Ceiling>,
    /// What the project and its data say.
    pub signals: Vec<SignalRow>,
    /// How far the raters agree, over the items of this check.
    pub agreement: Option<Agreement>,
    /// Short form and outside view.
    pub forms: Vec<FormRow>,
    /// Earlier assessments, oldest first.
    pub history: Vec<PastLevel>,
    /// Parts of the model.
    pub parts: Vec<Part>,
}

/// The assessment as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MaturityWhole {
    /// How far the raters agree over all items that are rated on the most used scale: five items of one dimension say
    /// next to nothing of it.
    pub agreement: Option<Agreement>,
    /// Items that somebody rated.
    pub rated: u64,
    /// Items in all.
    pub items: u64,
}
