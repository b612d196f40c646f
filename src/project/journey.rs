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

/// Whether a map shows what is, or what is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MapState {
    /// The journey as customers live it.
    #[default]
    AsIs,
    /// The journey as it should become: its scores are wishes, never measures.
    ToBe,
}

/// One of several ways through the journey, such as delivery or pick-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Branch {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub title: Text,
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
    /// Id of the branch it lies on, where customers go one way or another.
    pub branch: Option<Located<String>>,
    /// What the customer sees and touches: physical evidence.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// What the customer does.
    #[serde(default)]
    pub actions: Vec<Text>,
    /// What the customer thinks or feels, in their words.
    #[serde(default)]
    pub thoughts: Vec<Text>,
    /// What staff or machines do before the customer's eyes.
    #[serde(default)]
    pub frontstage: Vec<Text>,
    /// What is done out of the customer's sight.
    #[serde(default)]
    pub backstage: Vec<Text>,
    /// Systems and partners that support it.
    #[serde(default)]
    pub systems: Vec<Text>,
}

/// A hand-set score of one touchpoint on one map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MapScore {
    /// Id of the touchpoint.
    pub touchpoint: Located<String>,
    /// The score supposed, or on a map of what should be the score aimed at, on `scale`.
    pub score: f64,
    /// Lowest and highest score.
    pub scale: [i32; 2],
    /// Why.
    #[serde(default)]
    pub reason: Text,
}

/// A map of its own: one actor, one scenario, some of the touchpoints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct JourneyMap {
    /// Its id, in kebab case.
    pub id: Located<String>,
    /// What it is called.
    pub title: Text,
    /// Id of the persona whose journey it is; everyone's where left out. Never several.
    pub actor: Option<Located<String>>,
    /// What is, or what is wanted.
    #[serde(default)]
    pub state: MapState,
    /// What the actor is about to do, and in which situation.
    #[serde(default)]
    pub scenario: Text,
    /// What the actor expects.
    #[serde(default)]
    pub expectations: Vec<Text>,
    /// Ids of its touchpoints in the order in which the actor meets them; all of the journey's where left out.
    #[serde(default)]
    pub touchpoints: Vec<Located<String>>,
    /// Scores set by hand where no question measures the touchpoint for this actor.
    #[serde(default)]
    pub scores: Vec<MapScore>,
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
    /// The ways between which customers choose.
    #[serde(default)]
    pub branches: Vec<Branch>,
    /// Maps of single actors or of what should be, beside the one of all touchpoints.
    #[serde(default)]
    pub maps: Vec<JourneyMap>,
}
