//! Interviews, observed walk-throughs and public reviews: counted as “x of n participants”, never as a percentage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::language::Text;
use crate::manifest::Located;

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A conversation with a customer.
    Interview,
    /// Somebody went through the journey as a customer would.
    WalkThrough,
    /// A public review.
    Review,
}

/// Words of a participant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoteQuote {
    /// The words.
    pub text: Text,
    /// Id of the touchpoint they are about.
    pub touchpoint: Option<Located<String>>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Note {
    /// Its id.
    pub id: Located<String>,
    /// What kind of note it is.
    pub kind: NoteKind,
    /// Who took part, under a name that does not identify them.
    pub participant: String,
    /// Whether the participant agreed to be quoted; without it no quote is shown.
    #[serde(default)]
    pub consent: bool,
    /// When.
    pub date: Option<Day>,
    /// Id of their persona.
    pub persona: Option<Located<String>>,
    /// What was learnt.
    #[serde(default)]
    pub summary: Text,
    /// Ids of touchpoints where something went wrong for them.
    #[serde(default)]
    pub frictions: Vec<Located<String>>,
    /// Their words.
    #[serde(default)]
    pub quotes: Vec<NoteQuote>,
}
