//! What is said of a question whose answers are comments: what it asked for, and which columns hold what people made of
//! the answers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Dimension;
use crate::manifest::Located;

/// What people were asked to write about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Asked {
    /// Anything.
    #[default]
    Anything,
    /// What was good: words without sentiment are praise.
    Praise,
    /// What could be better: words without sentiment are reproach, and “nothing” is praise.
    Improvement,
}

/// Whether a comment is good or bad to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sentiment {
    /// Bad to hear.
    Negative,
    /// Neither, or both.
    Neutral,
    /// Good to hear.
    Positive,
}

impl Sentiment {
    /// From bad to good.
    pub const ALL: [Sentiment; 3] = [Sentiment::Negative, Sentiment::Neutral, Sentiment::Positive];

    /// The word in YAML and in `audit.json`.
    pub fn word(self) -> &'static str {
        match self {
            Sentiment::Negative => "negative",
            Sentiment::Neutral => "neutral",
            Sentiment::Positive => "positive",
        }
    }
}

/// The column in which people noted the sentiment of each comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SentimentCodes {
    /// The column.
    pub column: Located<String>,
    /// Value in the file → what it says; other values say nothing.
    pub values: BTreeMap<String, Sentiment>,
}

/// What people made of the comments of a question: used in place of the dictionaries, which are held against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Codes {
    /// The column of sentiment.
    pub sentiment: Option<SentimentCodes>,
    /// The columns, or the column, of topics, like those of a dimension; an id that a dictionary has too is compared
    /// with it.
    pub topics: Option<Dimension>,
}
