//! Levels and items of a maturity check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// Something that people rate on the levels' numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Its id within the check.
    pub id: String,
    /// The statement or question that is rated.
    pub title: Text,
}
