//! The journey: stages and touchpoints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// Ready-made stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StageTemplate {
    /// Before purchase, consideration, conversion, evaluation, loyalty.
    FiveMoments,
    /// Discovery, consideration, decision, loyalty.
    Funnel,
    /// Need, choice, purchase, delivery or pick-up, use, after-sales or return, repurchase.
    Retail,
    /// Discovery, onboarding, daily use, life events, complaint, leaving.
    Bank,
}

/// A stage of the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stage {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub title: Text,
}

/// A moment of truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// What makes the customer think of it.
    Stimulus,
    /// Research before purchase.
    Zmot,
    /// First meeting with the product or its shelf.
    Fmot,
    /// Use.
    Smot,
    /// A shared experience, which becomes somebody else's research.
    Umot,
}

/// A score nobody measured: drawn dashed and called a hypothesis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hypothesis {
    /// The score the team expects, on `scale`.
    pub score: f64,
    /// Lowest and highest score.
    pub scale: [i32; 2],
    /// Why the team believes it.
    #[serde(default)]
    pub reason: Text,
}

/// An interaction at a moment, on a channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Touchpoint {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub title: Text,
    /// Id of its stage.
    pub stage: Located<String>,
    /// Id of its channel.
    pub channel: Located<String>,
    /// What the customer wants there.
    #[serde(default)]
    pub goal: Text,
    /// Which moment of truth it is.
    pub moment: Option<Moment>,
    /// A hand-set score, where no question measures it.
    pub hypothesis: Option<Hypothesis>,
    /// What goes wrong there.
    #[serde(default)]
    pub pains: Vec<Text>,
    /// What could be better there.
    #[serde(default)]
    pub opportunities: Vec<Text>,
}

/// The journey.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Journey {
    /// Ready-made stages; or write your own in `stages`.
    pub template: Option<StageTemplate>,
    /// The stages, in order; after loading, those of the template where none are written.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// The touchpoints, in order.
    #[serde(default)]
    pub touchpoints: Vec<Touchpoint>,
}
