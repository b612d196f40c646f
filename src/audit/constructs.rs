//! Constructs: what several questions ask for together.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Text;
use crate::stats::Interval;

/// A question of a construct.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConstructQuestion {
    /// Id of the question, in the survey of the check.
    pub question: String,
    /// What pages call it.
    pub label: Text,
    /// Id of the check that is made of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// Mean of the answers, on the scale of the check, turned so that more is better.
    pub value: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Answers.
    pub n: u64,
}

/// A construct: the mean of the means of its questions, and how far these hang together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConstructRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it is, in a sentence.
    pub summary: Text,
    /// Its score; `None` without questions, or where one of them is withheld.
    pub value: Option<f64>,
    /// Standard error.
    pub standard_error: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// Answers to the question that fewest answered.
    pub n: Option<u64>,
    /// Cronbach's alpha of its questions; `None` for a single one.
    pub alpha: Option<f64>,
    /// Its interval.
    pub alpha_interval: Option<Interval>,
    /// Fewest people who answered any two of its questions.
    pub alpha_n: Option<u64>,
    /// Whether alpha reaches 0.7: below, the questions are not one score, and are to be read one by one.
    pub reliable: Option<bool>,
    /// Its questions that may be shown, in the order of the survey.
    pub questions: Vec<ConstructQuestion>,
}
