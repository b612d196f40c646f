//! Who does what for the customer experience: roles and activities, as in a RACI matrix.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// A role in the organisation, never a person's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OrganisationRole {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub name: Text,
}

/// An activity and the part each role has in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Activity {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub title: Text,
    /// Ids of the roles that do the work (R).
    #[serde(default)]
    pub responsible: Vec<Located<String>>,
    /// Ids of the roles that answer for the result (A): exactly one is best.
    #[serde(default)]
    pub accountable: Vec<Located<String>>,
    /// Ids of the roles that are asked before (C).
    #[serde(default)]
    pub consulted: Vec<Located<String>>,
    /// Ids of the roles that are told after (I).
    #[serde(default)]
    pub informed: Vec<Located<String>>,
}

/// Roles and activities.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Organisation {
    /// The roles.
    #[serde(default)]
    pub roles: Vec<OrganisationRole>,
    /// The activities.
    #[serde(default)]
    pub activities: Vec<Activity>,
}
