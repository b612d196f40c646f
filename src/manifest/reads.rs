//! What a check declares to read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TableRead;

/// The role of a question: which measure its answers feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Likelihood to recommend, 0–10, asked of customers.
    Nps,
    /// Likelihood to recommend the employer, 0–10, asked of employees: never put together with what customers say.
    EmployeeNps,
    /// Satisfaction: yes/no, or a rating scale.
    Csat,
    /// Effort 1–5 (low is good), or agreement that it was easy 1–7 (high is good).
    Ces,
    /// A rating of something, usually of a touchpoint.
    Rating,
    /// Several options of which any number may be ticked: each is a yes/no question of its own.
    Options,
    /// Whether somebody who bought in a store had looked online before: yes/no.
    Ropo,
    /// Free text.
    Verbatim,
}

impl Role {
    /// The word in YAML.
    pub fn word(self) -> &'static str {
        match self {
            Role::Nps => "nps",
            Role::EmployeeNps => "employee-nps",
            Role::Csat => "csat",
            Role::Ces => "ces",
            Role::Rating => "rating",
            Role::Options => "options",
            Role::Ropo => "ropo",
            Role::Verbatim => "verbatim",
        }
    }
}

/// A list of the project that a script may see as plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProjectList {
    /// The personas.
    Personas,
    /// The channel catalogue.
    Channels,
    /// The hand-overs between channels.
    HandOvers,
    /// The touchpoints.
    Touchpoints,
    /// The actions.
    Actions,
    /// The surveys, without data.
    Surveys,
    /// The stores of customer data and the flows between them: one map, not a list.
    DataMap,
}

/// Questions of a role, one match each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuestionRead {
    /// The role.
    pub role: Role,
    /// The only scale accepted, lowest and highest answer; any where left out.
    #[serde(default)]
    pub scale: Option<[i32; 2]>,
}

/// What the answers to the check's question have in common with those to other questions of the same survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MatrixRead {
    /// Roles of the other questions.
    pub roles: Vec<Role>,
}

/// One thing a check reads; exactly one of the fields is set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Read {
    /// Answers to questions of a role.
    #[serde(default)]
    pub question: Option<QuestionRead>,
    /// Answers to the questions of a survey that bear the check's own constructs (`constructs: asked`).
    #[serde(default)]
    pub constructs: Option<String>,
    /// Pairs of answers to the check's question and to others: its drivers are worked out and shown.
    #[serde(default)]
    pub matrix: Option<MatrixRead>,
    /// Tables of a kind.
    #[serde(default)]
    pub table: Option<TableRead>,
    /// The result of another check, by id.
    #[serde(default)]
    pub result: Option<String>,
    /// A list of the project.
    #[serde(default)]
    pub project: Option<ProjectList>,
    /// The site snapshot (`website: snapshot`).
    #[serde(default)]
    pub website: Option<String>,
    /// The plugin's own items as people rated them (`items: rated`).
    #[serde(default)]
    pub items: Option<String>,
    /// The plugin's own signals, by their words (`signals: computed`).
    #[serde(default)]
    pub signals: Option<String>,
}
