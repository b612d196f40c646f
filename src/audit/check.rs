//! The result of one check.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{ConstructRow, Criterion, Drivers, MaturityDetail, Projection, RatedItem, WebsiteDetail};
use crate::evidence::Reason;
use crate::language::Text;
use crate::manifest::{Direction, Kind, Level, Unit};
use crate::stats::Interval;

/// Outcomes, in the words of W3C EARL. Pages use the words of `language::core` instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// On the good side beyond doubt.
    Passed,
    /// On the bad side beyond doubt.
    Failed,
    /// A machine, or this many answers, cannot decide.
    CannotTell,
    /// Nothing to judge: no target, no such element.
    NotApplicable,
    /// Nobody judged, or the plugin broke.
    Untested,
}

/// Which plugin made a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PluginRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// What a result is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Subject {
    /// Id of the survey.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    /// Id of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Id of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// What n counts, for a check of a table; answers elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Id of the touchpoint the question is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<String>,
    /// The question as respondents read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// A short name for charts and tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
}

/// What the project has to say for a figure of a table to have a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrendNeeds {
    /// `periods:` of the table, whose column of days it names.
    Periods,
    /// The column of days of the table, and `periods:`.
    DayAndPeriods,
    /// `invited:` of the survey by period.
    InvitedByPeriod,
}

/// What the n of a figure of a table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Customers.
    Customers,
    /// People of whom steps were noted, customers or not.
    People,
    /// Visitors, as a tool tells them apart.
    Visitors,
    /// Sessions.
    Sessions,
    /// Steps taken.
    Steps,
    /// Purchases.
    Purchases,
    /// Contacts with the service.
    Contacts,
    /// Campaigns.
    Campaigns,
    /// Mailings, each to many.
    Mailings,
    /// Messages sent.
    Messages,
    /// Something else that rows hold a number of.
    Cases,
    /// Rows, such as a day and a channel.
    Rows,
}

impl Counted {
    /// The word that data and word lists use.
    pub const fn word(self) -> &'static str {
        match self {
            Counted::Customers => "customers",
            Counted::People => "people",
            Counted::Visitors => "visitors",
            Counted::Sessions => "sessions",
            Counted::Steps => "steps",
            Counted::Purchases => "purchases",
            Counted::Contacts => "contacts",
            Counted::Campaigns => "campaigns",
            Counted::Mailings => "mailings",
            Counted::Messages => "messages",
            Counted::Cases => "cases",
            Counted::Rows => "rows",
        }
    }
}

/// What an estimate is held against.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Target {
    /// The target, in the unit of the check.
    pub value: f64,
}

/// The estimate without weights, beside a weighted one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Unweighted {
    /// The estimate.
    pub value: f64,
    /// Rows.
    pub n: u64,
    /// Standard error.
    pub standard_error: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
}

/// A further estimate under its own name.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BesideFigure {
    /// Its key in the manifest.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Its unit.
    pub unit: Unit,
    /// The estimate.
    pub value: Option<f64>,
    /// Rows.
    pub n: u64,
    /// Standard error.
    pub standard_error: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// The same without weights, where there are weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unweighted: Option<Unweighted>,
}

/// Rows that are no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Missing {
    /// Left blank.
    pub blank: u64,
    /// A code declared as no answer.
    pub not_an_answer: u64,
    /// Outside the scale, or no number.
    pub out_of_scale: u64,
}

/// A cell of a breakdown. A withheld one holds its key and `suppressed`, nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cell {
    /// Dimension → id of the value.
    pub key: BTreeMap<String, String>,
    /// Dimension → what pages call the value.
    pub labels: BTreeMap<String, Text>,
    /// Whether it is withheld.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub suppressed: bool,
    /// Why, where that may be told of one cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// Kish effective sample size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n_effective: Option<f64>,
    /// Standard error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// Answers by value, unweighted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u64>,
    /// Interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// The estimate without weights, where there are weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unweighted: Option<Unweighted>,
    /// The group against the rest: of the latest period where the dimension is crossed with periods, else of all rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against_rest: Option<Contrast>,
    /// Further estimates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<BesideFigure>,
}

impl Cell {
    /// A cell of which there is no figure, or none that may be told.
    pub(crate) fn without_figure(
        key: BTreeMap<String, String>,
        labels: BTreeMap<String, Text>,
        suppressed: bool,
    ) -> Cell {
        Cell {
            key,
            labels,
            suppressed,
            reason: None,
            value: None,
            n: None,
            n_effective: None,
            standard_error: None,
            counts: BTreeMap::new(),
            interval: None,
            unweighted: None,
            against_rest: None,
            beside: Vec::new(),
        }
    }
}

/// Cells by one dimension, or by several crossed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Breakdown {
    /// Ids of the dimensions.
    pub by: Vec<String>,
    /// What pages call them.
    pub titles: Vec<Text>,
    /// The cells, in the order pages show them.
    pub cells: Vec<Cell>,
}

/// How p values are corrected for looking at many comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// Holm: bounds the chance of any false alarm. For what becomes a headline or an alert.
    Holm,
    /// Benjamini and Hochberg: bounds the share of false ones among those found. For tables that are explored.
    BenjaminiHochberg,
}

/// The test of a difference, corrected over its family: every comparison of the same kind in the whole report.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Test {
    /// Standard error of what is tested, in the unit of the check.
    pub standard_error: f64,
    /// Two-sided p value, not corrected.
    pub p: f64,
    /// p value after the correction.
    pub p_corrected: f64,
    /// How it was corrected.
    pub correction: Correction,
    /// How many comparisons were corrected together.
    pub family: u64,
    /// The smallest true difference that these numbers of answers show beyond chance four times in five, at the
    /// strictest threshold the correction may ask for; in the unit of the check.
    pub detectable: f64,
    /// Whether the interval leaves zero and `p_corrected` is below 0.05. If not, the data cannot tell; that is not to
    /// say there is no difference.
    pub beyond_chance: bool,
}

impl Test {
    /// Whether it would be beyond chance whatever the rest of its family shows (Bonferroni, hence Holm too): what a
    /// comparison found in an explored table needs before a headline may speak of it.
    pub fn holds_alone(&self) -> bool {
        self.beyond_chance && self.p * self.family as f64 <= 0.05
    }
}

/// A difference between two periods that follow one another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Id and label of the earlier period.
    pub from: (String, Text),
    /// Id and label of the later period.
    pub to: (String, Text),
    /// The persona it is about; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persona: Option<String>,
    /// Later minus earlier, in the unit of the check.
    pub difference: f64,
    /// Interval of the difference.
    pub interval: Interval,
    /// Its test. Changes into the latest period are one family of the report, older ones another.
    #[serde(flatten)]
    pub test: Test,
    /// Rows earlier and later.
    pub n: (u64, u64),
    /// How many people answered both times, where the test takes into account that their answers go together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeated: Option<u64>,
}

impl Change {
    /// Whether it is beyond chance.
    pub fn beyond_chance(&self) -> bool {
        self.test.beyond_chance
    }
}

/// A group against everyone who is not in it, never against a total that contains it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Contrast {
    /// The group minus the rest, in the unit of the check.
    pub difference: f64,
    /// Interval of the difference.
    pub interval: Interval,
    /// Its test.
    #[serde(flatten)]
    pub test: Test,
    /// Rows of the rest.
    pub n: u64,
}

/// Somebody else's figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BenchmarkFigure {
    /// Whose it is.
    pub name: Text,
    /// The figure, in the unit of the check.
    pub value: f64,
    /// Id of the reference that published it.
    pub source: String,
    /// Year it speaks of.
    pub year: u16,
}

/// The figure that speaks for now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The estimate.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Rows.
    pub n: Option<u64>,
}

impl Check {
    /// Where the check stands now: the latest period where there are several, else all data.
    pub fn standing(&self) -> Standing {
        let (value, interval, n) = match &self.current {
            Some(current) => (current.value, current.interval, current.n),
            None => (self.value, self.interval, self.n),
        };
        Standing { value, interval, n }
    }
}

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Check {
    /// `nps`, or `rating:satisfaction.pickup`.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Which plugin made it.
    pub plugin: PluginRef,
    /// What pages call it.
    pub title: Text,
    /// One sentence about the check.
    pub summary: Text,
    /// What it is about.
    pub subject: Subject,
    /// Name of the native estimate: `net-share`, `share`, `mean`.
    pub estimate: Option<String>,
    /// Outcome.
    pub outcome: Outcome,
    /// The estimate; for `percent` from 0 to 100.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Option<Unit>,
    /// Lowest and highest possible value.
    pub range: Option<[f64; 2]>,
    /// Which way is good, after the scale was asked.
    pub direction: Option<Direction>,
    /// Lowest and highest answer of the question.
    pub scale: Option<[i32; 2]>,
    /// Rows with a counted answer.
    pub n: Option<u64>,
    /// Kish effective sample size; equal to `n` without weights.
    pub n_effective: Option<f64>,
    /// Standard error.
    pub standard_error: Option<f64>,
    /// Answers by value, unweighted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u64>,
    /// Of the rows of a table: the measures that the estimate divides, each with its sum.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<(String, f64)>,
    /// Rows that are no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Interval.
    pub interval: Option<Interval>,
    /// The estimate without weights, where there are weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unweighted: Option<Unweighted>,
    /// Further estimates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<BesideFigure>,
    /// The latest period, where there are several: what the outcome and the overview speak of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<Cell>,
    /// The target.
    pub target: Option<Target>,
    /// Figures of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<BenchmarkFigure>,
    /// Differences between periods.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// What it may be in the periods to come, where the project asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub projection: Option<Projection>,
    /// What goes along with the figure, where the check asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drivers: Option<Drivers>,
    /// What several questions ask for together, where the check reads constructs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constructs: Vec<ConstructRow>,
    /// Share of the check that was actually checked, 0 to 1.
    pub share_checked: f64,
    /// Score of a website rule, 0 to 100; `None` under half coverage.
    pub score: Option<f64>,
    /// Level of a maturity check.
    pub level: Option<u8>,
    /// What only website rules have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<WebsiteDetail>,
    /// What only maturity checks have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<MaturityDetail>,
    /// Levels of a maturity check.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// What is missing for the next level, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing_for_next: Vec<Text>,
    /// Items as people rated them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<RatedItem>,
    /// Who rated them: the words for each rater, where the project has words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub raters: BTreeMap<String, Text>,
    /// Breakdowns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breakdowns: Vec<Breakdown>,
    /// Criteria.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Why nothing of it is shown, where all of it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Reason>,
    /// What a figure of a table would need to be worked out by period, where that is all that is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend_needs: Option<TrendNeeds>,
    /// Whether it is a detail among many, and no key figure.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub detail: bool,
    /// Kinds of chart for its page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charts: Vec<String>,
    /// Ids of sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// The plugin's README, Markdown by language.
    pub readme: Text,
}
