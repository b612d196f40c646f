//! Figures of others: competitors and published benchmarks, never drawn like our own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// Somebody else's figure for a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Benchmark {
    /// Id of the check.
    pub check: Located<String>,
    /// Whose figure it is.
    pub name: Text,
    /// The figure, in the unit of the check.
    pub value: f64,
    /// The scale it was asked on, lowest and highest answer, where it is of answers: one of another scale is refused.
    pub scale: Option<Located<[i32; 2]>>,
    /// Id of the reference that published it.
    pub source: Located<String>,
    /// Year it speaks of.
    pub year: u16,
}
