//! Words that pages use in a fixed sense, and the dates of the notions behind them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// A word and what it means in this audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    /// Its id, in kebab case: pages of the project link to it as `references.html#term-…`.
    pub id: Located<String>,
    /// The word.
    pub term: Text,
    /// What it means.
    pub definition: Text,
    /// Id of the reference it is taken from.
    pub source: Option<Located<String>>,
}

/// Something that happened to the notion of customer experience, or to the client's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Milestone {
    /// The year.
    pub year: u16,
    /// What happened.
    pub text: Text,
    /// Id of the reference that tells it.
    pub source: Option<Located<String>>,
}
