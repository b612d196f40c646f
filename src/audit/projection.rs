//! Projections: what a figure may be in the periods to come, where the project asks for it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Text;
use crate::stats::Interval;
use crate::stats::projection::{Against, Model};

/// Why a figure is not projected though the project asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoProjection {
    /// It is not an indicator with a figure by period.
    NoPeriods,
    /// Its periods are the waves of a column, and their ids do not say when they were.
    Undated,
    /// Its periods do not lie at even distances.
    Uneven,
    /// More periods are missing between the first and the last than have a figure.
    Gaps,
    /// Fewer than eight periods have a figure with an interval.
    TooFew,
    /// All figures are the same and without sampling error.
    Still,
}

impl NoProjection {
    /// The word that data and word lists use.
    pub const fn word(self) -> &'static str {
        match self {
            NoProjection::NoPeriods => "no-periods",
            NoProjection::Undated => "undated",
            NoProjection::Uneven => "uneven",
            NoProjection::Gaps => "gaps",
            NoProjection::TooFew => "too-few",
            NoProjection::Still => "still",
        }
    }
}

/// Akaike's criterion for short series of both models; the smaller one is taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Compared {
    /// Of a level that drifts.
    pub local_level: f64,
    /// Of a level with a slope that dies away.
    pub damped_trend: f64,
}

/// A period to come.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProjectedPeriod {
    /// What pages call it.
    pub label: Text,
    /// The expected figure, in the unit of the check.
    pub value: f64,
    /// Where the figure may lie that will be measured, with as many answers as in the latest periods: the drift of the true
    /// level and the luck of the sample.
    pub interval: Interval,
    /// Where the true level may lie, whatever is measured.
    pub level_interval: Interval,
}

/// How a way of projecting did in periods that were measured since.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ProjectionRecord {
    /// How many figures lay in the interval given for them.
    pub held: u64,
    /// Wilson's interval of their share, 0 to 1.
    pub coverage: Interval,
    /// How far figures lay from what was expected, on the average, in the unit of the check.
    pub mean_absolute_error: f64,
    /// How wide the intervals were, on the average, in the unit of the check.
    pub mean_width: f64,
}

/// Rolling origin: periods projected one ahead from those before them alone, and what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ProjectionCheck {
    /// How many periods.
    pub periods: u64,
    /// The projections.
    pub projected: ProjectionRecord,
    /// The last value in place of them.
    pub last_value: ProjectionRecord,
    /// How many times the projection came nearer, and how many times the last value did.
    pub nearer: (u64, u64),
    /// Two-sided p of the sign test of these.
    pub p: f64,
    /// Whether projections came nearer than the last value.
    pub against_last_value: Against,
}

/// A projection, or why there is none. Nothing else in the audit is decided by it: no outcome, no finding, no priority.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Projection {
    /// How many periods ahead were asked for.
    pub asked: u32,
    /// Periods with a figure and an interval.
    pub periods: u64,
    /// Periods between the first and the last of these without one: not measured, or not shown.
    pub gaps: u64,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<NoProjection>,
    /// The model it was made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Model>,
    /// How the models compare, where there are periods enough to try both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aicc: Option<Compared>,
    /// How far the true level drifts in a period (standard deviation, averaged over all drifts the figures allow), in the
    /// unit of the check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<f64>,
    /// What is left of a slope after a period, 0 to 1, where there is a trend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damping: Option<f64>,
    /// Whether an end of the scale cut something off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
    /// The periods to come, the next one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ahead: Vec<ProjectedPeriod>,
    /// How such projections did so far; `None` where no period has eight before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<ProjectionCheck>,
}
