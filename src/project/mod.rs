//! The project: YAML files → a checked model in which every value remembers its place. One file per noun.
//!
//! The types here are also the source of the JSON Schema that `parcours schema` prints. Reading data and judging
//! it happen elsewhere.

mod action;
mod benchmark;
mod brand;
mod channel;
mod check;
mod comments;
mod data_map;
mod day;
mod earlier;
mod friction;
mod glossary;
mod idea;
mod ids;
mod journey;
mod lexicon;
mod load;
mod maturity;
mod note;
mod options;
mod organisation;
mod pages;
mod persona;
mod reader;
mod reconciliation;
mod rule;
mod schema;
mod settings;
pub mod sheet;
mod stake;
mod survey;
mod table;
mod template;
mod website;
mod weights;

pub use crate::manifest::Code;
pub use action::{Action, ActionStatus, Expected, Measure, Size};
pub use benchmark::Benchmark;
pub use brand::{Brand, Colours, Promise};
pub use channel::{Channel, ChannelKind, Context, HandOver, Shared};
pub use comments::{Asked, Codes, Sentiment, SentimentCodes};
pub use data_map::{DataMap, Exchange, Flow, Store};
pub use day::Day;
pub use earlier::{EarlierAudit, EarlierFinding};
pub use friction::Friction;
pub use glossary::{Milestone, Term};
pub use idea::{Idea, IdeaDecision};
pub use journey::{
    Branch, Hypothesis, Journey, JourneyMap, MapScore, MapState, Moment, Stage, StageTemplate, Touchpoint,
};
pub use lexicon::{Lexicon, Tone, Topic, Words};
pub use load::{PROJECT_FILE, load};
pub use maturity::{Form, PastAssessment, Rating, Ratings};
pub use note::{Note, NoteKind, NoteQuote};
pub use organisation::{Activity, Organisation, OrganisationRole};
pub use persona::{Claim, Grade, Persona, Segment};
pub use reconciliation::{Hashed, Identity, LikeField, Reconciliation, SharedKey};
pub use rule::Rule;
pub use schema::{FILE_KINDS, schema, schema_of};
pub use settings::{CheckSettings, Listed, One, Page, Period, Project, ProjectFile, Protection, Reference, setting};
pub use stake::{Affected, Assumption, Stake, ValueAtStake};
pub use survey::{
    DateColumn, Dimension, Invited, LongColumns, Periods, Question, Rows, Scale, Spread, Survey, Unit, Wave,
    WaveColumn, WavePeriod,
};
pub use table::{FieldColumn, Table};
pub use website::{Answer, PagesOf, Review, ReviewItem, Website};
pub use weights::{Margin, Weights};
