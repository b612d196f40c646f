//! The whole audit, in the order of `audit.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Alerts, Check, Finding, IdeaRow, MaturityWhole, Outcome, VoiceRow, WebsiteRow};
use crate::evidence::ReconciliationFacts;
use crate::language::{Lang, Text};
use crate::project::{
    ActionStatus, ChannelKind, Claim, Context, DataMap, Day, MapState, Milestone, Moment, NoteKind, Organisation,
    Shared, Size, Term,
};
use crate::stats::Interval;

/// What made the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tool {
    /// `parcours`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The project in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProjectHead {
    /// Title of the audit.
    pub title: Text,
    /// Whose experience is audited.
    pub client: Text,
    /// The brand's name.
    pub brand: String,
    /// Languages of the site.
    pub languages: Vec<Lang>,
    /// First and last day it is about.
    pub period: Option<(Day, Day)>,
    /// What is in and what is out.
    pub scope: Text,
    /// Words shown on every page.
    pub notice: Text,
    /// The currency of amounts.
    pub currency: String,
    /// The opening sentence; put together from the results where the author wrote none.
    pub verdict: Text,
    /// Whether the author wrote it.
    pub verdict_written: bool,
    /// Fewest people in a cell that is shown.
    pub minimum_cell: u32,
    /// Fewest comments in a group whose verbatims are shown.
    pub minimum_verbatims: u32,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputRow {
    /// Path from the project's root.
    pub path: String,
    /// Digest.
    pub digest: String,
    /// Bytes.
    pub bytes: u64,
    /// Data rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Rows that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected_rows: Option<u64>,
    /// The survey tool whose export it was read as, declared or found out: `Qualtrics`, `LimeSurvey`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// A value of a dimension with its rows.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupRow {
    /// Id of the dimension.
    pub dimension: String,
    /// Id of the value.
    pub id: String,
    /// What pages call it.
    pub label: Text,
    /// Rows; `None` where withheld.
    pub n: Option<u64>,
}

/// Rows that a survey does not take for answers: previews, tests, unfinished ones.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// How many.
    pub n: u64,
    /// Why, in the project's words.
    pub reason: Text,
}

/// A survey in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SurveyRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Of a table besides surveys: what its rows are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<crate::manifest::TableKind>,
    /// Its file.
    pub file: String,
    /// The summary that was read in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who answered, how and when.
    pub collection: Text,
    /// Data rows that are answers.
    pub rows: u64,
    /// Data rows that are no answers, where the project says which are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_out: Option<LeftOut>,
    /// How many people they stand for, where a column says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Rows that could not be read.
    pub rejected_rows: u64,
    /// How many people were invited.
    pub invited: Option<u64>,
    /// First and last date.
    pub dates: Option<(Day, Day)>,
    /// Whether a weight column is used, and what the weights do.
    pub weights: Option<crate::evidence::WeightFacts>,
    /// Values of its dimensions with their rows.
    pub groups: Vec<GroupRow>,
    /// How many cells are withheld.
    pub withheld_cells: u64,
    /// The same by table and reason: the suppression log.
    pub withheld: Vec<crate::evidence::Withheld>,
    /// Comments in all.
    pub comments: u64,
    /// Rows in no persona, their share of all rows, 0 to 1, and its interval; `None` without personas or where withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_persona: Option<(u64, f64, Interval)>,
}

/// A persona.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PersonaRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Who it is.
    pub summary: Text,
    /// Rows that are theirs, over surveys; `None` where withheld or without data.
    pub n: Option<u64>,
    /// Share of respondents, 0 to 1, with its interval.
    pub share: Option<f64>,
    /// Interval of the share, 0 to 1.
    pub share_interval: Option<Interval>,
    /// Whether any survey has a rule for it.
    pub has_segment: bool,
    /// What they want.
    pub goals: Vec<Claim>,
    /// What bothers them.
    pub pains: Vec<Claim>,
    /// Ids of channels they are said to prefer.
    pub channels: Vec<String>,
    /// Check id → id of the cell's estimate is found in the check's breakdown by persona.
    pub quotes: Vec<String>,
    /// Other personas whose rules select some of the same rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<super::PersonaOverlap>,
    /// Which channels its respondents use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_channel: Vec<super::ChannelShare>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChannelRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What kind of channel it is.
    pub kind: ChannelKind,
    /// What a customer can achieve on it.
    pub goals: Vec<Text>,
    /// Hand-overs that leave it.
    pub hand_overs: Vec<HandOverRow>,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HandOverRow {
    /// Id of the channel reached.
    pub to: String,
    /// What becomes of the case.
    pub context: Context,
    /// What the two have in common.
    pub shared: Vec<Shared>,
    /// Whether something begun on the first can be finished on the second.
    pub finishes: bool,
    /// How it is known.
    pub evidence: Text,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StageRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
}

/// A touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TouchpointRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Id of its stage.
    pub stage: String,
    /// Id of its channel.
    pub channel: String,
    /// What the customer wants there.
    pub goal: Text,
    /// Which moment of truth it is.
    pub moment: Option<Moment>,
    /// What goes wrong.
    pub pains: Vec<Text>,
    /// What could be better.
    pub opportunities: Vec<Text>,
    /// Id of the branch it lies on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// What customers do and think there, and what is done for them on and behind the stage.
    pub lanes: Lanes,
    /// Id of the check that measures it.
    pub check: Option<String>,
    /// Why the team believes its hand-set score.
    pub hypothesis_reason: Text,
    /// Ids of findings about it.
    pub findings: Vec<String>,
    /// Ids of verbatims about it.
    pub verbatims: Vec<String>,
    /// Ids of notes in which something went wrong there, and how many notes there are.
    pub notes: Vec<String>,
}

/// The lanes of a service blueprint, from what the customer sees down to what supports it. The line of interaction runs
/// below `thoughts`, the line of visibility below `frontstage`, the line of internal interaction below `backstage`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Lanes {
    /// Physical evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Text>,
    /// What the customer does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Text>,
    /// What the customer thinks or feels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thoughts: Vec<Text>,
    /// Done before the customer's eyes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frontstage: Vec<Text>,
    /// Done out of the customer's sight.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub backstage: Vec<Text>,
    /// Supporting systems and partners.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<Text>,
}

/// A point of a journey curve.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JourneyPoint {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Mean on the journey's scale; `None` where nothing is known or it is withheld.
    pub value: Option<f64>,
    /// Interval.
    pub interval: Option<Interval>,
    /// Standard error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// Rows.
    pub n: Option<u64>,
    /// The persona against everyone else at this touchpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against_rest: Option<super::Contrast>,
    /// Whether it is the lowest of its curve and below each of the others beyond chance. Answers to two questions are
    /// compared as if different people had given them, which makes the test stricter; corrected by Holm over the
    /// journey.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
    /// Whether it is a hand-set score.
    pub hypothesis: bool,
    /// Whether it is withheld.
    pub suppressed: bool,
}

/// The curve of everyone, or of one persona.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JourneySeries {
    /// Id of the persona; `None` for everyone.
    pub persona: Option<String>,
    /// What is, or what is wanted.
    pub state: MapState,
    /// What pages call it.
    pub label: Text,
    /// Its points, in the order of the touchpoints.
    pub points: Vec<JourneyPoint>,
}

/// A map of the journey. The first one holds all touchpoints and all personas; the others have one actor each.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JourneyRow {
    /// Its id; `journey` for the first.
    pub id: String,
    /// What it is called; empty for the first.
    pub title: Text,
    /// Id of the persona whose journey it is; `None` for everyone's.
    pub actor: Option<String>,
    /// What is, or what is wanted.
    pub state: MapState,
    /// What the actor is about to do, and in which situation.
    pub scenario: Text,
    /// What the actor expects.
    pub expectations: Vec<Text>,
    /// The ways between which customers choose, of those that its touchpoints lie on.
    pub branches: Vec<StageRow>,
    /// The period its points speak of (the latest); all data where there are no periods.
    pub period: Option<(String, Text)>,
    /// Lowest and highest score.
    pub scale: [i32; 2],
    /// The stages.
    pub stages: Vec<StageRow>,
    /// The touchpoints.
    pub touchpoints: Vec<TouchpointRow>,
    /// The curves, everyone first.
    pub series: Vec<JourneySeries>,
    /// Touchpoints by everyone's score, weakest first.
    pub weakest: Vec<String>,
    /// The persona and touchpoint of the lowest measured point.
    pub low_point: Option<(Option<String>, String)>,
}

/// A promise at one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromiseAt {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Id of the check that measures it.
    pub check: Option<String>,
    /// Whether its target is reached; `untested` where nothing measures it.
    pub outcome: Outcome,
}

/// A promise of the brand.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromiseRow {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: Text,
    /// Where it is kept or broken.
    pub at: Vec<PromiseAt>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VerbatimRow {
    /// Its id.
    pub id: String,
    /// Id of the survey.
    pub survey: String,
    /// Id of the question.
    pub question: String,
    /// The words, personal data masked.
    pub text: String,
    /// Id of the touchpoint.
    pub touchpoint: Option<String>,
    /// Promoter, passive or detractor.
    pub group: Option<String>,
    /// Ids of dimensions' values.
    pub dimensions: BTreeMap<String, Vec<String>>,
    /// Ids of its topics, as far as they may be shown.
    pub topics: Vec<String>,
    /// Whether it is good or bad to hear, where it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentiment: Option<crate::project::Sentiment>,
    /// Whether it suggests something.
    pub suggests: bool,
    /// Link to a recording of the visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replay: Option<String>,
}

/// An interview, walk-through or review.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NoteRow {
    /// Its id.
    pub id: String,
    /// What kind of note it is.
    pub kind: NoteKind,
    /// Who took part.
    pub participant: String,
    /// When.
    pub date: Option<Day>,
    /// Id of the persona.
    pub persona: Option<String>,
    /// What was learnt.
    pub summary: Text,
    /// Ids of touchpoints where something went wrong.
    pub frictions: Vec<String>,
    /// Words with the id of their touchpoint; empty without consent.
    pub quotes: Vec<(Text, Option<String>)>,
}

/// Whether an action moved its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EffectVerdict {
    /// Better beyond chance.
    Better,
    /// Worse beyond chance.
    Worse,
    /// The interval holds zero.
    NotConclusive,
    /// A wave or the figure is missing or withheld.
    NotEnoughData,
}

/// What became of an action's figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Effect {
    /// Id of the check.
    pub check: String,
    /// Id of the persona.
    pub persona: Option<String>,
    /// Before, with n.
    pub before: Option<(f64, u64)>,
    /// After, with n.
    pub after: Option<(f64, u64)>,
    /// After minus before.
    pub difference: Option<f64>,
    /// Interval of the difference.
    pub interval: Option<Interval>,
    /// Its test; the effects of all actions are one family.
    pub test: Option<super::Test>,
    /// The verdict: association in time, never proof of cause.
    pub verdict: EffectVerdict,
    /// Unit of the figure.
    pub unit: Option<crate::manifest::Unit>,
}

/// Why an action comes before another: weight × gap × reach ÷ effort, for the finding it answers where that is largest.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Priority {
    /// Id of the finding.
    pub finding: String,
    /// What the touchpoint weighs in the overall score; 1 as long as no analysis of drivers gives another.
    pub weight: f64,
    /// How far the finding is from where it should be, 0 to 1.
    pub gap: f64,
    /// Share of respondents who live it, 0 to 1.
    pub reach: f64,
    /// 1 low, 2 medium, 3 high.
    pub effort: f64,
    /// The product, which orders actions and is no amount of anything.
    pub value: f64,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActionRow {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: Text,
    /// How far it is.
    pub status: ActionStatus,
    /// Who sees to it.
    pub owner: Text,
    /// The decision asked.
    pub decision: Text,
    /// Who takes it.
    pub decided_by: Text,
    /// What it costs.
    pub cost: Text,
    /// What it should bring.
    pub gain: Text,
    /// The same as figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<crate::project::Expected>,
    /// How much work it is.
    pub effort: Option<Size>,
    /// How much it should change.
    pub impact: Option<Size>,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
    /// Address of its ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Ids of the findings it answers.
    pub findings: Vec<String>,
    /// What it answers and is no longer found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<super::GoneFinding>,
    /// Its priority; none where it answers no finding.
    pub priority: Option<Priority>,
    /// Whether it is late on `as_of`.
    pub overdue: bool,
    /// What became of its figure.
    pub effect: Option<Effect>,
}

/// A problem that did not stop the audit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProblemRow {
    /// Its code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// `file:line:column`.
    pub place: Option<String>,
    /// What is wrong; in general words where it is about rows of people.
    pub what: Text,
    /// What to do.
    pub help: Text,
    /// How many times; left out where it would count people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// The whole audit. Serialised in this order; numbers unrounded.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Audit {
    /// `parcours-audit/1`.
    pub format: String,
    /// What made it.
    pub tool: Tool,
    /// The project in short.
    pub project: ProjectHead,
    /// The day it speaks of.
    pub as_of: Option<Day>,
    /// Commit of the project, where one was passed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The files that were read.
    pub inputs: Vec<InputRow>,
    /// Results, by kind and then by id.
    pub checks: Vec<Check>,
    /// Findings, by severity and then by size.
    pub findings: Vec<Finding>,
    /// Figures that got worse into the latest wave; `None` where there is no wave before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alerts: Option<Alerts>,
    /// Actions, in the project's order.
    pub actions: Vec<ActionRow>,
    /// Surveys.
    pub surveys: Vec<SurveyRow>,
    /// Personas.
    pub personas: Vec<PersonaRow>,
    /// Channels.
    pub channels: Vec<ChannelRow>,
    /// Maps of the journey, that of all touchpoints first.
    pub journeys: Vec<JourneyRow>,
    /// The maturity assessment as a whole.
    pub maturity: Option<MaturityWhole>,
    /// Comments.
    pub verbatims: Vec<VerbatimRow>,
    /// What comments say, by question.
    pub voice: Vec<VoiceRow>,
    /// Ideas of customers.
    pub ideas: Vec<IdeaRow>,
    /// Interviews, walk-throughs, reviews.
    pub notes: Vec<NoteRow>,
    /// What gets in the customer's way.
    pub frictions: Vec<super::FrictionRow>,
    /// What that is worth.
    pub value_at_stake: Option<super::ValueAtStakeRow>,
    /// The copy of the website.
    pub website: Option<WebsiteRow>,
    /// Stores and flows of customer data.
    pub data_map: Option<DataMap>,
    /// Tables brought together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reconciliations: Vec<ReconciliationFacts>,
    /// Roles and activities.
    pub organisation: Option<Organisation>,
    /// What the brand promises, beside what customers live.
    pub promises: Vec<PromiseRow>,
    /// Words in a fixed sense.
    pub glossary: Vec<Term>,
    /// Dates of the notions behind them.
    pub timeline: Vec<Milestone>,
    /// Sources cited.
    pub references: Vec<crate::project::Reference>,
    /// What the reader should know about the input.
    pub problems: Vec<ProblemRow>,
}
