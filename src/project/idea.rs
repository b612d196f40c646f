//! What customers would have the firm do: entered by hand, beside what their comments suggest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::language::Text;
use crate::manifest::Located;

/// What became of an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IdeaDecision {
    /// Nobody decided yet.
    #[default]
    Open,
    /// Looked into.
    Studied,
    /// It will be done.
    Accepted,
    /// It is done.
    Done,
    /// It will not be done.
    Declined,
}

/// An idea of customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Idea {
    /// Its id, such as `ID-03`.
    pub id: Located<String>,
    /// The idea.
    pub title: Text,
    /// Who has it, in words that identify nobody (“customers who pick up”, “the shop in Lyon”).
    #[serde(default)]
    pub who: Text,
    /// Id of the touchpoint it is about.
    pub touchpoint: Option<Located<String>>,
    /// Id of the topic of comments that it answers; the comments that suggest something about it are counted beside.
    pub topic: Option<Located<String>>,
    /// How often it was heard.
    pub times: Option<u32>,
    /// When it was heard first.
    pub date: Option<Day>,
    /// What became of it.
    #[serde(default)]
    pub decision: IdeaDecision,
    /// Why, or what is awaited.
    #[serde(default)]
    pub reason: Text,
    /// Id of the action that does it.
    pub action: Option<Located<String>>,
}
