//! What people rated, on which questionnaire, and what earlier assessments found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::language::Text;
use crate::manifest::{Item, Located};

/// Which items were asked. The level of each form stands by itself: they are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// All items.
    #[default]
    Full,
    /// Two items a dimension: twenty minutes.
    Short,
    /// Only what a customer can observe, rated by somebody from outside.
    Outside,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 3] = [Form::Full, Form::Short, Form::Outside];

    /// The word in YAML and in workbooks.
    pub fn word(self) -> &'static str {
        match self {
            Form::Full => "full",
            Form::Short => "short",
            Form::Outside => "outside",
        }
    }

    /// Whether the form asks an item.
    pub fn asks(self, item: &Item) -> bool {
        match self {
            Form::Full => true,
            Form::Short => item.short,
            Form::Outside => item.observable,
        }
    }
}

/// One item as one or several people rated it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rating {
    /// Id of the maturity check.
    pub check: Located<String>,
    /// Id of its item.
    pub item: Located<String>,
    /// Which questionnaire it was rated on; the full one where left out.
    #[serde(default)]
    pub form: Form,
    /// Level by rater; a rater is a role, not a name.
    pub levels: BTreeMap<String, Located<u8>>,
    /// What shows it.
    #[serde(default)]
    pub evidence: Text,
    /// Address of what shows it, `https://…`.
    #[serde(default)]
    pub link: Option<Located<String>>,
}

/// What an earlier assessment found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PastAssessment {
    /// The day it speaks of.
    pub date: Located<Day>,
    /// Level by id of the maturity check.
    pub levels: BTreeMap<String, Located<u8>>,
    /// Who rated, or what was different then.
    #[serde(default)]
    pub note: Text,
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
    /// Questionnaires that raters filled in: paths or globs of workbooks that `parcours questionnaire` wrote.
    #[serde(default)]
    pub workbooks: Vec<Located<String>>,
    /// Earlier assessments.
    #[serde(default)]
    pub history: Vec<PastAssessment>,
}

impl Ratings {
    /// Whether anybody rated anything.
    pub fn any(&self) -> bool {
        !(self.ratings.is_empty() && self.workbooks.is_empty())
    }
}
