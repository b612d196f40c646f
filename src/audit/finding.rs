//! Findings: what somebody should know or do something about.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::{Args, Text};

/// How much a finding matters. Pages say priority high, medium, low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// To be dealt with first.
    High,
    /// To be planned.
    Medium,
    /// Worth knowing.
    Low,
    /// A strength.
    Strength,
}

/// A finding. Its id is made from `key` alone, so it survives rewording, waves and reordered files.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// `F-012`: short enough to say in a meeting.
    pub id: String,
    /// What the id is made from: check, message and subject.
    pub key: String,
    /// Id of the check.
    pub check: String,
    /// Key of the message in the plugin's manifest, or of a message of the core.
    pub message: String,
    /// Values of the message.
    pub values: Args,
    /// How much it matters.
    pub severity: Severity,
    /// How large it is, from 0 to 1, to order findings of one severity: a change or a gap as a share of the scale, a
    /// failing criterion as its weight times the share of pages, a level as its gap in levels.
    pub size: f64,
    /// The message in words, by language.
    pub text: Text,
    /// Id of the touchpoint it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<String>,
    /// Id of the persona it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persona: Option<String>,
    /// Criterion of a website rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// First place, as `file:line:column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Ids of verbatims that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verbatims: Vec<String>,
    /// Ids of actions that answer it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
}
