//! The Audit: results, findings, actions and provenance as plain data. It is what `audit.json` holds, what themes
//! read and what `diff` compares.

mod alert;
mod check;
mod constructs;
pub mod diff;
mod drivers;
mod finding;
mod judge;
mod maturity;
mod model;
mod persona;
mod projection;
mod register;
mod schema;
mod voice;
mod website;
mod words;

pub use alert::{Alert, Alerts};
pub use check::{
    BenchmarkFigure, BesideFigure, Breakdown, Cell, Change, Check, Contrast, Correction, Counted, Missing, Outcome,
    PluginRef, Standing, Subject, Target, Test, TrendNeeds, Unweighted,
};
pub use constructs::{ConstructQuestion, ConstructRow};
pub use drivers::{Driver, DriverLeftOut, Drivers, NoDrivers, Quadrant};
pub use finding::{Finding, Severity};
pub use judge::{Case, judge};
pub use maturity::{
    Blocker, Ceiling, FormRow, MaturityDetail, MaturityWhole, PastLevel, RatedItem, Said, SignalRow, Stance,
};
pub use model::{
    ActionRow, Audit, ChannelRow, Effect, EffectVerdict, GroupRow, HandOverRow, InputRow, JourneyPoint, JourneyRow,
    JourneySeries, Lanes, LeftOut, NoteRow, PersonaRow, Priority, ProblemRow, ProjectHead, PromiseAt, PromiseRow,
    StageRow, SurveyRow, Tool, TouchpointRow, VerbatimRow,
};
pub use persona::{ChannelShare, PersonaOverlap};
pub use projection::{Compared, NoProjection, ProjectedPeriod, Projection, ProjectionCheck, ProjectionRecord};
pub use register::{
    AffectedShare, AssumedFigure, AssumptionRow, FrictionRow, FrictionSource, GoneFinding, StakeRow, Teller,
    ValueAtStakeRow,
};
pub use schema::schema;
pub use voice::{Agreement, IdeaRow, Portion, TopicChange, TopicKappa, TopicRow, VoiceGroup, VoiceRow};
pub use website::{
    Criterion, Difference, Evidence, Felt, LinkGraph, ReviewRow, SitePage, Speed, ToolRow, WebsiteDetail, WebsiteRow,
};
