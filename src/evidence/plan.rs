//! What has to be read: put together from the active checks before any data is opened.

use serde::Serialize;

/// A check bound to what it matches: it runs once per binding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// Id of the check: the plugin's for a single match, else `<plugin>:<survey>.<question>`.
    pub check: String,
    /// Id of the plugin.
    pub plugin: String,
    /// Id of the survey, for a check that reads a question.
    pub survey: Option<String>,
    /// Id of the question, for a check that reads one.
    pub question: Option<String>,
}

/// A question that is read, and the tables that are filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionPlan {
    /// Id of the question.
    pub question: String,
    /// Ids of dimensions of each table: `[["persona"], ["persona", "period"]]`.
    pub tables: Vec<Vec<String>>,
}

/// A survey that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyPlan {
    /// Id of the survey.
    pub survey: String,
    /// Its questions that somebody reads.
    pub questions: Vec<QuestionPlan>,
    /// Ids of its verbatim questions.
    pub verbatims: Vec<String>,
}

/// Everything that has to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plan {
    /// Every check that will be judged, sorted by id.
    pub bindings: Vec<Binding>,
    /// The surveys.
    pub surveys: Vec<SurveyPlan>,
}
