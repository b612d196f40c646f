//! The copy of the client's website.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, One};
use crate::language::Text;
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
    /// Whether the folder holds every page of the site, so that a page which is not there does not exist; guessed
    /// where left out.
    pub complete: Option<bool>,
    /// What customers ask and the site should answer, one question each; usual questions where left out.
    #[serde(default)]
    pub questions: Vec<Text>,
    /// Results of browser tools: JSON files of axe or Lighthouse, or patterns such as `measures/*.json`.
    #[serde(default)]
    pub tools: Vec<Located<String>>,
    /// Which pages of the copy belong to which touchpoint of the journey.
    #[serde(default)]
    pub touchpoints: Vec<PagesOf>,
    /// What people decided where a machine cannot.
    pub review: Option<Located<One<Review>>>,
}

/// The pages of a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PagesOf {
    /// Id of the touchpoint.
    pub touchpoint: Located<String>,
    /// Pages by their path in the snapshot, or patterns such as `shop/*.html`; `**` is every page.
    pub pages: Vec<Located<String>>,
}

/// What a person says of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is met.
    Passed,
    /// It is not.
    Failed,
    /// There is nothing on the site that it is about.
    NotApplicable,
    /// Looked at, and undecided.
    CannotTell,
}

/// The answers of people to one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReviewItem {
    /// Id of the website rule.
    pub rule: Located<String>,
    /// Id of its criterion.
    pub criterion: Located<String>,
    /// The answer of each rater; a rater is a role, not a name.
    pub answers: BTreeMap<String, Located<Answer>>,
    /// The day on which it was looked at.
    pub date: Option<Day>,
    /// Pages that were looked at, by their path in the snapshot.
    #[serde(default)]
    pub pages: Vec<Located<String>>,
    /// What was seen.
    #[serde(default)]
    pub note: Text,
    /// A picture that shows it.
    pub screenshot: Option<Located<String>>,
}

/// The review of the website by people.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Review {
    /// Who looked, by role.
    #[serde(default)]
    pub raters: BTreeMap<String, Text>,
    /// What they say.
    #[serde(default)]
    pub items: Vec<ReviewItem>,
}
