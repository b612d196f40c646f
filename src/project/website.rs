//! The copy of the client's website.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::manifest::Located;

/// A copy of the site in the project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Website {
    /// The folder that holds it.
    pub snapshot: Located<String>,
    /// The page that visitors reach first.
    pub entry: Option<Located<String>>,
    /// The address it was copied from, such as `https://www.example.fr`.
    pub address: Option<Located<String>>,
    /// When it was copied.
    pub captured: Option<Day>,
}
