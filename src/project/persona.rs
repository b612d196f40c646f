//! Personas: who the customers are, the rule that selects their rows, each claim graded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::language::Text;
use crate::manifest::Located;

/// How well a claim is founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Computed from data of this project.
    Measured,
    /// Seen in interviews, walk-throughs or reviews.
    Observed,
    /// What the team believes.
    Assumed,
    /// Taken from somebody else, who must be named.
    Quoted,
}

/// Something said of a persona, with how well it is founded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claim {
    /// The claim.
    pub text: Text,
    /// How well it is founded.
    pub grade: Located<Grade>,
    /// Id of a reference, a note or a question; required for `quoted`.
    pub source: Option<Located<String>>,
}

/// Which rows of a survey belong to the persona. Members of several personas may overlap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Segment {
    /// Id of the survey.
    pub survey: Located<String>,
    /// The rule over its columns.
    #[serde(rename = "where")]
    pub rule: Located<Rule>,
}

/// A persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Persona {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// Its name, usually a first name.
    pub name: Text,
    /// Who it is, in a sentence.
    #[serde(default)]
    pub summary: Text,
    /// Which rows are theirs, by survey.
    #[serde(default)]
    pub segments: Vec<Segment>,
    /// What they want.
    #[serde(default)]
    pub goals: Vec<Claim>,
    /// What bothers them.
    #[serde(default)]
    pub pains: Vec<Claim>,
    /// Ids of the channels they are said to prefer.
    #[serde(default)]
    pub channels: Vec<Located<String>>,
}
