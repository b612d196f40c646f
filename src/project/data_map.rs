//! Where customer data is kept, who answers for it, and how it goes from one store to another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// A place where customer data is kept: a system, a file, a partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Store {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub name: Text,
    /// Who answers for it, by role.
    #[serde(default)]
    pub owner: Text,
    /// What it holds about customers.
    #[serde(default)]
    pub holds: Vec<Text>,
    /// Whether it belongs to somebody else: data that goes there leaves the organisation.
    #[serde(default)]
    pub outside: bool,
}

/// How data goes from one store to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Exchange {
    /// By itself, within the hour.
    Live,
    /// By itself, at fixed times.
    Scheduled,
    /// Somebody copies it.
    ByHand,
}

/// Data on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Flow {
    /// Id of the store it leaves.
    pub from: Located<String>,
    /// Id of the store it reaches.
    pub to: Located<String>,
    /// What goes.
    #[serde(default)]
    pub what: Text,
    /// How it goes.
    pub exchange: Exchange,
    /// What both stores know a customer by; none where left out.
    #[serde(default)]
    pub key: Text,
    /// Who answers for the flow, by role; the owner of the store it leaves where left out and both are inside.
    #[serde(default)]
    pub owner: Text,
}

/// The stores and the flows between them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DataMap {
    /// The stores.
    #[serde(default)]
    pub stores: Vec<Store>,
    /// The flows.
    #[serde(default)]
    pub flows: Vec<Flow>,
}
