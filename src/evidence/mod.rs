//! Evidence: what one pass over the data, the snapshot and people's assessments found, already protected.
//!
//! `collect` makes it; nothing above this module sees a row, a raw count of a small cell or an unredacted comment.

mod amounts;
mod answer;
#[cfg(test)]
mod bounds_tests;
mod cache;
mod calibrate;
mod calibrator;
mod collect;
mod commented;
mod comments;
mod declared;
mod derived;
mod dimension;
mod exchange;
mod facts;
mod family;
mod field;
mod invitations;
mod keyed;
mod matrix;
mod memo;
mod mistakes;
mod moments;
mod opinions;
mod options;
mod panel;
mod pass;
mod people;
mod period;
mod plan;
mod protect;
pub mod questionnaire;
mod raw;
mod reconcile;
mod replicate;
mod respondent;
mod rule;
mod segment;
mod snapshot;
mod source;
mod span;
pub mod sql;
mod summary;
mod suppress;
mod tally;
mod ticked;
mod verbatim;
mod weight;

pub use collect::{collect, collect_watched};
pub use derived::{Derived, EVENT, HUNDREDTHS};
pub use exchange::{published, summaries};
pub use facts::{
    CalibrationFacts, ClassFacts, DimensionFacts, DimensionValue, Evidence, Input, MarginFacts, PersonaSets,
    SurveyEvidence, Verbatim, WeightFacts, Withheld,
};
pub use matrix::{MatrixEvidence, Pairs};
pub use moments::Moments;
pub use opinions::{OpinionCell, Opinions, Tones, TopicAgreement, TopicOpinions};
pub use panel::Repeated;
pub use plan::{
    Binding, OtherTime, Plan, ProbePlan, QuestionPlan, RatedPlan, SurveyPlan, beside_of, constructs, direction,
    drivers, missing, other_times, plan, source_of, tables,
};
pub use reconcile::{FieldFacts, LikenessFacts, ListFacts, ReconciliationFacts, RevenueFacts, ShareFacts};
pub use snapshot::website_input;
pub use summary::{Protected, QuestionEvidence, Reason, Summary, Table, TableCell, ValueCount};
