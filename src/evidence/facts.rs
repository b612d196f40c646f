//! The `Evidence` value.

use serde::{Deserialize, Serialize};

use super::family::Fate;
use super::{MatrixEvidence, Protected, QuestionEvidence, Repeated};
use crate::language::Text;
use crate::project::Day;
use crate::stats::Interval;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Path from the project's root.
    pub path: String,
    /// `sha256:…` up to 64 MiB, `blake3:…` above.
    pub digest: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Data rows, for a data file.
    pub rows: Option<u64>,
    /// Rows that could not be read, for a data file.
    pub rejected_rows: Option<u64>,
    /// The survey tool whose export it is, declared or found out.
    pub format: Option<String>,
}

/// A value of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionValue {
    /// Its id.
    pub id: String,
    /// What pages call it.
    pub label: Text,
}

/// A dimension that figures are broken down by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionFacts {
    /// `persona`, `channel`, `stage`, `period`, or the survey's own id.
    pub id: String,
    /// What pages call it.
    pub title: Text,
    /// Whether a row may have several values (personas).
    pub overlapping: bool,
    /// Its values in the order pages show them (periods in the order of time).
    pub values: Vec<DimensionValue>,
    /// Rows of each value, protected like any other cell, in the order of `values`.
    pub rows: Vec<Option<u64>>,
}

/// A value of a margin, or a combination of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassFacts {
    /// What pages call it, one label per dimension.
    pub labels: Vec<Text>,
    /// Its share of the population, 0 to 1.
    pub population: f64,
    /// Its share of the answers before weighting, among those who say; left out where it would tell what is
    /// withheld, and for combinations of dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<f64>,
}

/// A distribution of the population that answers were weighted to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MarginFacts {
    /// Ids of its dimensions.
    pub by: Vec<String>,
    /// What pages call its dimensions.
    pub titles: Vec<Text>,
    /// Its classes, in the order of the project.
    pub classes: Vec<ClassFacts>,
}

/// How answers were weighted to the population.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CalibrationFacts {
    /// Where the population is known from.
    pub source: Text,
    /// The day it speaks of.
    pub date: Day,
    /// The distributions.
    pub margins: Vec<MarginFacts>,
    /// Whether each period was weighted on its own.
    pub by_period: bool,
    /// Lowest and highest factor allowed, where there are caps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caps: Option<[f64; 2]>,
    /// Share of the answers whose factor stands at a cap.
    pub capped: f64,
    /// How often all margins were gone through, at most over periods.
    pub rounds: u32,
    /// How far the furthest class stayed from its share, 0 to 1: next to nothing without caps.
    pub distance: f64,
}

/// What is known of a survey's weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct WeightFacts {
    /// Rows with a weight.
    pub n: u64,
    /// Kish effective sample size.
    pub n_effective: f64,
    /// Kish design effect.
    pub design_effect: f64,
    /// Smallest weight.
    pub smallest: f64,
    /// Largest weight.
    pub largest: f64,
    /// How they were made, where the project says what is known of the population.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration: Option<CalibrationFacts>,
}

/// A comment, redacted, chosen by content and never by position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verbatim {
    /// Stable id, `V-` and some hexadecimal digits of the content's hash.
    pub id: String,
    /// Id of the survey.
    pub survey: String,
    /// Id of the verbatim question.
    pub question: String,
    /// The words, personal data masked.
    pub text: String,
    /// Id of the touchpoint the question is bound to.
    pub touchpoint: Option<String>,
    /// Ids of the dimensions' values of its row: `{"channel": ["shop"], "persona": ["camille"]}`.
    pub dimensions: std::collections::BTreeMap<String, Vec<String>>,
    /// Answer of the same row to the survey's first `nps` question, as a group: `detractor`, `passive`, `promoter`.
    pub group: Option<String>,
    /// Ids of its topics, as far as they may be shown.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Whether it is good or bad to hear, where it was read.
    #[serde(default)]
    pub sentiment: Option<crate::project::Sentiment>,
    /// Whether it suggests something.
    #[serde(default)]
    pub suggests: bool,
    /// Link to a recording of the visit.
    #[serde(default)]
    pub replay: Option<String>,
}

/// How many cells of a table are withheld, by reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Withheld {
    /// Id of the question; the rows of the survey where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Ids of the dimensions of the table; the total where empty.
    pub by: Vec<String>,
    /// Cells with fewer answers than the minimum.
    pub small: u64,
    /// Cells whose answers all agree.
    pub unanimous: u64,
    /// Cells in which one row makes up nearly all of an amount.
    #[serde(default, skip_serializing_if = "is_none")]
    pub dominated: u64,
    /// Cells too close to a neighbouring wave.
    pub wave: u64,
    /// Cells that would give another away.
    pub subtraction: u64,
    /// Of these, how many were not examined, since the answers are cut in too many ways.
    #[serde(default, skip_serializing_if = "is_none")]
    pub unexamined: u64,
}

/// Whether there are none.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Withheld {
    /// Nothing yet of a table.
    pub(super) fn new(question: Option<&str>, by: &[String]) -> Self {
        Withheld {
            question: question.map(ToOwned::to_owned),
            by: by.to_vec(),
            small: 0,
            unanimous: 0,
            dominated: 0,
            wave: 0,
            subtraction: 0,
            unexamined: 0,
        }
    }

    /// Counts a cell.
    pub(super) fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Shown => {}
            Fate::Small => self.small += 1,
            Fate::Agreeing => self.unanimous += 1,
            Fate::Dominated => self.dominated += 1,
            Fate::Wave => self.wave += 1,
            Fate::Subtraction => self.subtraction += 1,
            Fate::Unexamined => {
                self.subtraction += 1;
                self.unexamined += 1;
            }
        }
    }

    /// How many cells in all.
    pub fn cells(&self) -> u64 {
        self.small + self.unanimous + self.dominated + self.wave + self.subtraction
    }
}

/// What the rules of personas select together, and what none of them selects; protected like any other cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonaSets {
    /// Rows in no persona; `None` where withheld.
    pub none: Option<u64>,
    /// Ids of two personas and the rows in both, `None` where withheld; pairs that no row has are left out.
    pub both: Vec<(String, String, Option<u64>)>,
}

/// What is known of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyEvidence {
    /// Id of the survey.
    pub survey: String,
    /// Data rows that are answers.
    pub rows: u64,
    /// Data rows that the survey does not take for answers, where it says which are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out_rows: Option<u64>,
    /// How many people they stand for, where a column says so.
    pub people: Option<u64>,
    /// Rows that could not be read; each is a problem with its line.
    pub rejected_rows: u64,
    /// Earliest and latest date, where there is a date column.
    pub dates: Option<[Day; 2]>,
    /// Its weights, where there are some.
    pub weights: Option<WeightFacts>,
    /// The dimensions.
    pub dimensions: Vec<DimensionFacts>,
    /// The questions that somebody reads.
    pub questions: Vec<QuestionEvidence>,
    /// What answers to two of its questions have in common, where somebody asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<MatrixEvidence>,
    /// How many comments there are per verbatim question, before the sample.
    pub comments: std::collections::BTreeMap<String, u64>,
    /// What the comments say, by verbatim question.
    #[serde(default)]
    pub opinions: Vec<super::Opinions>,
    /// The sample of comments.
    pub verbatims: Vec<Verbatim>,
    /// How many cells are withheld, over all tables.
    pub withheld_cells: u64,
    /// The same by table and reason: counts only.
    pub withheld: Vec<Withheld>,
    /// Rows in several personas and in none, where the survey has personas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persona_sets: Option<PersonaSets>,
    /// How many customers, sessions or others the rows of a table are put together to, where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<u64>,
    /// What was told of its data while it was read.
    #[serde(skip)]
    pub(super) told: Vec<crate::diagnostics::Problem>,
    /// The summary it was read from, where its data was not read itself.
    #[serde(skip)]
    pub source: Option<String>,
    /// Share of rows in each persona with its Wilson interval; `None` where withheld. A summary leaves it out, since
    /// it follows from the rows.
    #[serde(skip)]
    pub persona_shares: Vec<(String, Option<(f64, Interval)>)>,
}

/// All that is known, already protected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The files that were read, by path.
    pub inputs: Vec<Input>,
    /// The surveys, in the order of the project.
    pub surveys: Vec<SurveyEvidence>,
    /// What was found on the copy of the website, where there is one.
    pub website: Option<crate::website::facts::WebsiteFacts>,
    /// What raters wrote into questionnaires, one rater a rating, in the order of files and rows.
    pub ratings: Vec<crate::project::Rating>,
    /// Tables brought together, in the order of the project.
    pub reconciliations: Vec<super::ReconciliationFacts>,
    /// Ids of those that were read from their summaries.
    pub(super) from_summaries: Vec<String>,
    /// Latest date in the data.
    pub latest: Option<Day>,
}

impl Evidence {
    /// The evidence of a question, if the plan asked for it.
    pub fn question(&self, survey: &str, question: &str) -> Option<&QuestionEvidence> {
        self.survey(survey)?
            .questions
            .iter()
            .find(|found| found.question == question)
    }

    /// The evidence of a survey.
    pub fn survey(&self, survey: &str) -> Option<&SurveyEvidence> {
        self.surveys.iter().find(|found| found.survey == survey)
    }
}

impl QuestionEvidence {
    /// The cell of a table, if the table was asked for and the cell has rows.
    pub fn cell(&self, by: &[&str], key: &[&str]) -> Option<&Protected> {
        let table = self
            .tables
            .iter()
            .find(|table| table.by.iter().map(String::as_str).eq(by.iter().copied()))?;
        let cell = table
            .cells
            .iter()
            .find(|cell| cell.key.iter().map(String::as_str).eq(key.iter().copied()))?;
        Some(&cell.cell)
    }

    /// Those who answered in both of two periods, and belonged to the persona both times.
    pub fn repeated(&self, from: &str, to: &str, persona: Option<&str>) -> Option<&Repeated> {
        self.repeated
            .iter()
            .find(|repeated| repeated.periods == [from, to] && repeated.persona.as_deref() == persona)
    }
}
