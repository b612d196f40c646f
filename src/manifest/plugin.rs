//! The manifest itself: `plugin.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Beside, Criterion, Estimate, Item, Level, Located, Measure, Part, Read, Scoring, Signal};
use crate::language::Text;

/// The kinds of check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An estimate with interval and n, against target, benchmark and previous wave.
    Kpi,
    /// A level with its rubric, the gap to target and the next step.
    Maturity,
    /// An outcome per criterion on the site snapshot, and a score.
    Website,
}

/// The unit of a check's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Signed points, as of the NPS (never a percentage).
    Points,
    /// A share, stored from 0 to 100.
    Percent,
    /// A mean on the scale of its question.
    Score,
    /// A level of a maturity model.
    Level,
    /// Money, in the currency of the project.
    Amount,
    /// A length of time, in the unit that the plugin's title names.
    Duration,
    /// A number of things.
    Count,
    /// One sum for each of another, such as 2.5 for 1.
    Ratio,
}

impl Unit {
    /// The word in YAML.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Points => "points",
            Unit::Percent => "percent",
            Unit::Score => "score",
            Unit::Level => "level",
            Unit::Amount => "amount",
            Unit::Duration => "duration",
            Unit::Count => "count",
            Unit::Ratio => "ratio",
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The more the better.
    HigherIsBetter,
    /// The less the better.
    LowerIsBetter,
    /// Taken from the scale of the question (effort 1–5: low is good; agreement 1–7: high is good).
    FromScale,
}

impl Manifest {
    /// Whether it reads the questions of its constructs.
    pub fn reads_constructs(&self) -> bool {
        self.reads.values().any(|read| read.value.constructs.is_some())
    }

    /// The table it reads, where it reads one.
    pub fn table(&self) -> Option<&super::TableRead> {
        self.reads.values().find_map(|read| read.value.table.as_ref())
    }
}

/// What an estimate is broken down by: one dimension, or several crossed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Breakdown {
    /// `persona`, `channel`, `stage`, `period`, or `dimension` for each further dimension of the survey.
    One(String),
    /// Several, crossed: `[persona, period]`.
    Crossed(Vec<String>),
}

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParameterKind {
    /// A number.
    Number,
    /// Words.
    Text,
    /// `true` or `false`.
    Boolean,
}

/// The time that a rate is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// Twelve months.
    Year,
}

impl Per {
    /// Every one.
    pub const ALL: [Per; 4] = [Per::Month, Per::Quarter, Per::HalfYear, Per::Year];

    /// The word in YAML.
    pub fn word(self) -> &'static str {
        match self {
            Per::Month => "month",
            Per::Quarter => "quarter",
            Per::HalfYear => "half-year",
            Per::Year => "year",
        }
    }

    /// How many months.
    pub fn months(self) -> f64 {
        match self {
            Per::Month => 1.0,
            Per::Quarter => 3.0,
            Per::HalfYear => 6.0,
            Per::Year => 12.0,
        }
    }

    /// The one that so many days are.
    pub fn of_days(days: i64) -> Option<Per> {
        match days {
            28..=31 => Some(Per::Month),
            89..=92 => Some(Per::Quarter),
            181..=184 => Some(Per::HalfYear),
            365..=366 => Some(Per::Year),
            _ => None,
        }
    }
}

impl Parameter {
    /// The rate that a value gives to a parameter of rates, and the time it is of: a number is of the parameter's own, and
    /// `{rate: 0.01, per: month}` says it. `None` for any other parameter or value.
    pub fn rate(&self, value: &serde_json::Value) -> Option<(f64, Per)> {
        let own = self.per?;
        if let Some(rate) = value.as_f64() {
            return Some((rate, own));
        }
        let written = value.as_object().filter(|written| written.len() == 2)?;
        let word = written.get("per")?.as_str()?;
        let per = Per::ALL.into_iter().find(|per| per.word() == word)?;
        Some((written.get("rate")?.as_f64()?, per))
    }

    /// The value as figures and scripts take it: the number of a rate, without its time.
    pub fn plain(&self, value: &serde_json::Value) -> serde_json::Value {
        self.rate(value).map_or_else(|| value.clone(), |(rate, _)| rate.into())
    }
}

/// A setting that a project may give to a check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Parameter {
    /// Its type.
    #[serde(rename = "type")]
    pub kind: ParameterKind,
    /// Whether it may be left out without a default.
    #[serde(default)]
    pub optional: bool,
    /// Its value where the project gives none.
    #[serde(default)]
    pub default: Option<serde_json::Value>,
    /// That it is a rate, and of which time a bare number is; the window of the table has to be as long.
    #[serde(default)]
    pub per: Option<Per>,
    /// What it is called.
    pub title: Text,
}

/// Something that several questions ask for together: its score is the mean of theirs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Construct {
    /// Its id, which questions of surveys name as their `construct`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it is, in a sentence.
    #[serde(default)]
    pub summary: Text,
}

/// `plugin.yaml`: everything that is known of a check before it runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// Version of the contract; 1.
    pub protocol: Located<u32>,
    /// The field's own name for the check, in kebab case.
    pub id: Located<String>,
    /// Version of the plugin.
    pub version: String,
    /// What kind of check it is.
    pub kind: Kind,
    /// What it is called on pages.
    pub title: Text,
    /// One sentence for lists and for `parcours explain`.
    #[serde(default)]
    pub summary: Text,
    /// Unit of the value (`kpi`).
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Lowest and highest possible value (`kpi`); the scale of the question where left out.
    #[serde(default)]
    pub range: Option<[f64; 2]>,
    /// Which way is good (`kpi`).
    #[serde(default)]
    pub direction: Option<Direction>,
    /// What it reads, by the name its estimate and script use.
    #[serde(default)]
    pub reads: BTreeMap<String, Located<Read>>,
    /// What questions of a survey ask for together (`kpi`); the check's figure is the mean of their scores.
    #[serde(default)]
    pub constructs: Vec<Construct>,
    /// What is counted or summed per row of the table it reads, by the name its estimates use (`kpi`).
    #[serde(default)]
    pub measures: BTreeMap<String, Measure>,
    /// The native estimate (`kpi`).
    #[serde(default)]
    pub estimate: Option<Located<Estimate>>,
    /// Further estimates shown beside the value under their own names, such as the mean beside an NPS.
    #[serde(default)]
    pub beside: BTreeMap<String, Beside>,
    /// What the estimate is broken down by.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// Settings a project may give.
    #[serde(default)]
    pub parameters: BTreeMap<String, Parameter>,
    /// Criteria (`website`).
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// Levels with their rubric (`maturity`), lowest first.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Items that people rate (`maturity`).
    #[serde(default)]
    pub items: Vec<Item>,
    /// Whether each result is a detail among many, which the overview does not take for a key figure (`kpi`).
    #[serde(default)]
    pub detail: bool,
    /// Parts under which the items are listed (`maturity`).
    #[serde(default)]
    pub parts: Vec<Part>,
    /// How ratings make a level (`maturity`); the weakest link where left out.
    #[serde(default)]
    pub scoring: Option<Located<Scoring>>,
    /// What the project and its data say of the dimension, shown beside the ratings (`maturity`).
    #[serde(default)]
    pub signals: Vec<Signal>,
    /// No level above this one while a fundamental of the experience is broken (`maturity`): a blocking criterion of the
    /// website, or a serious finding at a touchpoint.
    #[serde(default)]
    pub fundamentals: Option<Located<u8>>,
    /// Kinds of chart for its page, in order.
    #[serde(default)]
    pub charts: Vec<Located<String>>,
    /// Ids of sources.
    #[serde(default)]
    pub references: Vec<String>,
    /// Fluent patterns of its findings, by key.
    #[serde(default)]
    pub messages: BTreeMap<String, Text>,
}

impl Manifest {
    /// Lowest and highest answer to an item of a maturity check: those of its scoring, else the levels' numbers.
    pub fn answers(&self) -> [u8; 2] {
        let ends = || Some([self.levels.first()?.level, self.levels.last()?.level]);
        let scored = self.scoring.as_ref().and_then(|scoring| scoring.answers);
        scored.or_else(ends).unwrap_or([0, 0])
    }
}
