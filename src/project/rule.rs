//! Declarative rules that select rows: `all/any/not` over `is/in/between/blank`. Never a script per row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Code;
use crate::manifest::Located;

/// A rule over the columns of a row. Either one of `all`, `any`, `not`, or a `column` with exactly one of `is`,
/// `in`, `between`, `blank`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Every one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<Vec<Located<Rule>>>,
    /// At least one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<Located<Rule>>>,
    /// This does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Located<Rule>>>,
    /// The column that is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Located<String>>,
    /// The value is this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Code>,
    /// The value is one of these.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<Code>>,
    /// The value is a number between these two, both included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[f64; 2]>,
    /// The value is blank (`true`) or not (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<bool>,
}
