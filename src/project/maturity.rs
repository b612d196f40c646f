//! What people rated.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// One person's rating of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rating {
    /// Id of the maturity check.
    pub check: Located<String>,
    /// Id of its item.
    pub item: Located<String>,
    /// Level by rater; a rater is a role, not a name.
    pub levels: BTreeMap<String, Located<u8>>,
    /// What shows it.
    #[serde(default)]
    pub evidence: Text,
}

/// The ratings of a project.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ratings {
    /// Who rated, by role, and when.
    #[serde(default)]
    pub raters: BTreeMap<String, Text>,
    /// The ratings.
    #[serde(default)]
    pub ratings: Vec<Rating>,
}
