//! Frictions the team met by hand, beside those that the survey and the website tell of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// Something that gets in the customer's way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Friction {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is.
    pub text: Text,
    /// Id of the touchpoint where it is met; all that is told of one touchpoint is one entry of the register.
    pub touchpoint: Option<Located<String>>,
    /// How it is known.
    #[serde(default)]
    pub evidence: Text,
    /// Ids of notes in which it was met.
    #[serde(default)]
    pub notes: Vec<Located<String>>,
    /// How many customers or cases met it, where somebody counted.
    pub n: Option<u64>,
    /// The criterion of a website rule that tells of the same (`findable/seo-indexable`).
    pub same_as: Option<Located<String>>,
}
