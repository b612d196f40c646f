//! A survey: where its answers lie, what its columns mean, how they are to be read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Asked, Code, Codes, Day, Rule, Weights};
use crate::language::{Lang, Text};
use crate::manifest::{Direction, Located, Role};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// A person: minimum cells apply.
    #[default]
    Person,
    /// Something else (a campaign, a day of traffic): nothing is withheld.
    Thing,
}

/// The scale of a question: two whole numbers, or `yes-no`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scale {
    /// Lowest and highest answer.
    Range([i32; 2]),
    /// `yes-no`: answers are mapped to 1 and 0 by `values`.
    YesNo(YesNo),
}

/// The word `yes-no`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum YesNo {
    /// `yes-no`.
    #[serde(rename = "yes-no")]
    YesNo,
}

impl Scale {
    /// Lowest and highest answer; 0 and 1 for yes/no.
    pub fn bounds(self) -> [i32; 2] {
        match self {
            Scale::Range(bounds) => bounds,
            Scale::YesNo(_) => [0, 1],
        }
    }
}

/// How many people were invited to a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Invited {
    /// In all.
    InAll(u64),
    /// By the id of each period.
    ByPeriod(BTreeMap<String, u64>),
}

impl Invited {
    /// How many in all.
    pub fn in_all(&self) -> u64 {
        match self {
            Invited::InAll(n) => *n,
            Invited::ByPeriod(periods) => periods.values().fold(0, |sum, n| sum.saturating_add(*n)),
        }
    }

    /// How many in a period; `None` where that is not said.
    pub fn of_period(&self, id: &str) -> Option<u64> {
        match self {
            Invited::InAll(_) => None,
            Invited::ByPeriod(periods) => periods.get(id).copied(),
        }
    }
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Question {
    /// Its id, unique in the survey.
    pub id: Located<String>,
    /// Which measure it feeds.
    pub role: Located<Role>,
    /// The column that holds the answers; the id where left out.
    pub column: Option<Located<String>>,
    /// The question as respondents read it.
    #[serde(default)]
    pub text: Text,
    /// A short name for charts and tables; the text where left out.
    #[serde(default)]
    pub label: Text,
    /// Its scale; required for every role but `verbatim`.
    pub scale: Option<Located<Scale>>,
    /// Which way is good, where the scale does not say.
    pub direction: Option<Direction>,
    /// Values that are no answer (“does not apply”, “don't know”): never counted. Blank always is one.
    #[serde(default)]
    pub not_an_answer: Vec<Code>,
    /// Worded answers and the number each stands for. With `columns`: what else than the usual words says that an
    /// option was ticked (1) or seen and not ticked (0), such as `{-99: 0}`.
    #[serde(default)]
    pub values: BTreeMap<String, i32>,
    /// Of the role `options`, one column for each option: column → id of the option. Blank and `N/A` say nothing;
    /// `0`, `no`, `n`, `false`, `unchecked`, `non`, `faux`, `not selected` say that it was seen and not ticked;
    /// anything else ticks it.
    #[serde(default)]
    pub columns: BTreeMap<String, Located<String>>,
    /// Of the role `options`, all options in one cell: what stands between them, such as `;` or `, `.
    pub separator: Option<Located<String>>,
    /// Beside `separator`: the option as it stands in the cell → its id.
    #[serde(default)]
    pub options: BTreeMap<String, Located<String>>,
    /// Of the role `options`: id of an option → what pages call it.
    #[serde(default)]
    pub labels: BTreeMap<String, Text>,
    /// Of the role `options`: who saw the question. Where left out, those of whom any of its cells says something.
    pub seen: Option<Located<Rule>>,
    /// The option that this question asks for, of one with the role `options` once the project is loaded: column or
    /// words in the cell.
    #[serde(skip)]
    #[schemars(skip)]
    pub option: Option<String>,
    /// Id of the touchpoint it measures.
    pub touchpoint: Option<Located<String>>,
    /// Id of the website rule that it is about, such as `intuitive`: shown beside the rule as what respondents feel.
    pub rule: Option<Located<String>>,
    /// Of ratings: what it asks for together with other questions, such as `informativeness` of `page-experience`.
    pub construct: Option<Located<String>>,
    /// Of comments: what people were asked to write about; anything, where left out.
    #[serde(default)]
    pub asks: Asked,
    /// Of comments: their language; found out for each comment where left out.
    pub language: Option<Lang>,
    /// Of comments: `false` leaves topics and sentiment out.
    pub topics: Option<bool>,
    /// Of comments: the columns of what people made of them.
    pub codes: Option<Codes>,
    /// Of comments: the column of links to a recording of the visit.
    pub replay: Option<Located<String>>,
}

/// How the answers of a respondent are spread over the rows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Spread {
    /// One row per respondent.
    #[default]
    Wide,
    /// One row per answer: `long` says which column holds what.
    Long,
    /// Several rows per respondent, which repeat the answers and add comments; each respondent is counted once.
    Repeated,
}

/// The columns of a file with one row per answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LongColumns {
    /// The column that names the question. Its values are what `column` of questions and dimensions refers to.
    pub question: Located<String>,
    /// The column that holds the answer.
    pub answer: Located<String>,
}

/// A further dimension that figures are broken down by, or the column of a known one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dimension {
    /// `channel` or `stage` for those of the project, else an id of your own.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// The column; the id where left out.
    pub column: Option<Located<String>>,
    /// Of a question with several options, one column each: column → id of the option. A respondent has every option
    /// whose cell is not blank and none of `0`, `no`, `n`, `false`, `unchecked`, `non`, `faux`, `N/A`.
    #[serde(default)]
    pub columns: BTreeMap<String, Located<String>>,
    /// Of a question with several options in one cell: what stands between them, such as `;` or `, `.
    pub separator: Option<Located<String>>,
    /// Value in the file → id (of a channel, of a stage, or your own). Values left out keep their own name, or are a
    /// problem for `channel` and `stage`.
    #[serde(default)]
    pub values: BTreeMap<String, Located<String>>,
    /// Id → what pages call it.
    #[serde(default)]
    pub labels: BTreeMap<String, Text>,
    /// Values that say nothing: such rows are left out of this breakdown (and still count in the subtraction).
    #[serde(default)]
    pub not_an_answer: Vec<Code>,
}

/// The column of dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DateColumn {
    /// The column.
    pub column: Located<String>,
    /// `iso` (2026-10-31), `dmy` (31/10/2026) or `mdy` (10/31/2026).
    #[serde(default)]
    pub format: Option<Located<String>>,
}

/// A period with its dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WavePeriod {
    /// Its id, such as `2026-03`; periods are ordered by date.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A value of a wave column, in the order of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wave {
    /// Its id.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// Its value in the file; the id where left out.
    pub value: Option<Code>,
}

/// Periods that stand in a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WaveColumn {
    /// The column.
    pub column: Located<String>,
    /// Its values, in the order of time.
    pub waves: Vec<Wave>,
}

/// How rows are put into periods; exactly one of the fields is set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Periods {
    /// `month`, `quarter` or `year` of the date column.
    pub by: Option<Located<String>>,
    /// Named periods of the date column.
    pub between: Option<Vec<WavePeriod>>,
    /// A column that names the wave.
    pub wave: Option<WaveColumn>,
}

/// The folder of the summaries that stand in for data files.
pub(super) const SUMMARIES: &str = "summaries";

impl Survey {
    /// Where the summary of the survey lies, unless it says otherwise.
    pub fn summary(&self) -> String {
        format!("{SUMMARIES}/{}.json", self.id.value)
    }
}

/// Which rows of a file are answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rows {
    /// Rows to which this applies are read; all others (previews, tests, unfinished answers) are left out and counted.
    #[serde(rename = "where")]
    pub rule: Located<Rule>,
    /// Why the others are left out, for the method page.
    #[serde(default)]
    pub reason: Text,
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Survey {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// The data file, inside the project.
    pub file: Located<String>,
    /// Read in its place: a summary that `parcours summarise` wrote (`.json`), or the result of the query that
    /// `parcours sql` prints (`.csv`). Where left out, and the data file is not there,
    /// `summaries/<id>.json` is looked for.
    pub source: Option<Located<String>>,
    /// What a row is.
    #[serde(default)]
    pub unit: Unit,
    /// The tool that wrote the file: `qualtrics`, `limesurvey`, `surveymonkey`, `typeform`, `google-forms`,
    /// `microsoft-forms`, `alchemer`, `tally`, `ga4`, `matomo`, or `table` for a plain table; found out where left out.
    pub format: Option<Located<String>>,
    /// The sheet of a workbook, by name or by number from 1; the first that is shown where left out.
    pub sheet: Option<Located<String>>,
    /// The line, or the row of a sheet, on which the header begins; the first that is not blank where left out.
    pub header_row: Option<Located<u32>>,
    /// How the answers of a respondent are spread over rows; `wide`, one row each, where left out.
    #[serde(default)]
    pub layout: Spread,
    /// Where `layout: long`: which column holds what.
    pub long: Option<LongColumns>,
    /// Which rows are answers; all where left out.
    pub rows: Option<Rows>,
    /// The delimiter, one character; found out where left out.
    pub delimiter: Option<Located<String>>,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`; found out where left out.
    pub encoding: Option<Located<String>>,
    /// `.` or `,`; a point where left out.
    pub decimal: Option<Located<String>>,
    /// Who answered, how and when, for the method page.
    #[serde(default)]
    pub collection: Text,
    /// How many people were invited: in all, or a number by period.
    pub invited: Option<Located<Invited>>,
    /// The column that identifies the respondent.
    pub respondent: Option<Located<String>>,
    /// The column of weights.
    pub weight: Option<Located<String>>,
    /// How answers are weighted to the population, beside or instead of a column of weights.
    pub weights: Option<Weights>,
    /// The column that says how many people a row stands for, in a file that is already aggregated. They count as so
    /// many rows.
    pub count: Option<Located<String>>,
    /// The column of dates.
    pub date: Option<DateColumn>,
    /// How rows are put into periods.
    pub periods: Option<Periods>,
    /// What figures are broken down by, besides personas and periods.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
    /// The questions.
    pub questions: Vec<Question>,
}

impl Survey {
    /// Whether its answers are weighted.
    pub fn is_weighted(&self) -> bool {
        self.weight.is_some() || self.weights.is_some()
    }
}
