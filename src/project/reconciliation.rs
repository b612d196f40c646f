//! Two tables of people to bring together: one of what they do online, one of what they do in shops or by telephone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::survey::SUMMARIES;
use crate::language::Text;
use crate::manifest::Located;

/// What two columns hold that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// An e-mail address: capitals do not matter.
    Email,
    /// A telephone number: spaces and the form of the country code do not matter.
    Phone,
    /// The name of a person or a street: accents and capitals do not matter, and a slip of the pen may be forgiven.
    Name,
    /// A code, such as a postcode or the number of a card: signs and capitals do not matter.
    Code,
}

/// Which of the two columns holds SHA-256 digests in place of what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hashed {
    /// The one of the online table.
    Online,
    /// The one of the offline table.
    Offline,
    /// Both.
    Both,
}

/// A key that both tables hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharedKey {
    /// The column of the online table.
    pub online: Located<String>,
    /// The column of the offline table.
    pub offline: Located<String>,
    /// What it is.
    #[serde(rename = "as")]
    pub identity: Identity,
    /// Which column holds digests: SHA-256, in hexadecimal, of the address in lower case, of the number's digits with the
    /// 0 of France, of the code without signs in capitals.
    pub hashed: Option<Hashed>,
}

/// A field by whose likeness people are found where no key is shared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LikeField {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// The column of the online table.
    pub online: Located<String>,
    /// The column of the offline table.
    pub offline: Located<String>,
    /// What it is.
    #[serde(rename = "as")]
    pub identity: Identity,
}

/// Two tables brought together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reconciliation {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// Id of the table of what people do online; rows with the same `customer` are one person.
    pub online: Located<String>,
    /// Id of the table of what people do offline.
    pub offline: Located<String>,
    /// Keys that both hold, the surest first.
    #[serde(default)]
    pub keys: Vec<SharedKey>,
    /// Fields by whose likeness the others are found: at least three, or none.
    #[serde(default)]
    pub fields: Vec<LikeField>,
    /// Ids of fields: only people who agree wholly on one of them are compared.
    #[serde(default)]
    pub block: Vec<Located<String>>,
    /// Least probability that a pair is one person for it to be linked; 0.95 where left out.
    pub link: Option<Located<f64>>,
    /// Least probability that a person should look at a pair; 0.5 where left out.
    pub review: Option<Located<f64>>,
    /// How many days before a purchase a visit counts for it (the W of the ROPO effect); 30 where left out.
    pub window_days: Option<Located<u32>>,
}

impl Reconciliation {
    /// Where the summary of what is found lies.
    pub fn summary(&self) -> String {
        format!("{SUMMARIES}/reconcile/{}.json", self.id.value)
    }
}
