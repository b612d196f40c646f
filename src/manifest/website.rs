//! Criteria of a website rule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Located;
use crate::language::Text;

/// What a criterion is judged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Every element that applies: a ratio per page.
    Element,
    /// Every page: yes or no.
    Page,
    /// The whole site: one verdict.
    Site,
}

/// How sure a machine can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Decidable from the snapshot.
    Decidable,
    /// A heuristic, and worded as one.
    Heuristic,
    /// Only a person can tell: a question is raised, nothing is scored.
    Manual,
}

/// A selector probe that a manifest writes itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SelectorProbe {
    /// CSS selector of the elements looked at.
    pub select: String,
    /// What is taken from each: `text`, `exists`, or an attribute as `@href`.
    pub extract: String,
    /// What must hold. Of the value: `non-empty`, `contains:words`, `one-of:a|b`, `matches:regular expression`. Of
    /// the number of elements on a page or on the site: `present`, `absent`, `at-least:2`, `at-most:1`. `judged`: a
    /// person decides, and each page or element is an open question.
    pub expect: String,
    /// What is judged: each element, each page, or the site.
    pub per: Scope,
}

/// Where a criterion's verdict comes from: the name of a native probe, or a selector.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ProbeRef {
    /// A native probe.
    Native(String),
    /// A selector.
    Selector(SelectorProbe),
}

/// What a person answers a criterion's question by: when each answer is due.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rubric {
    /// When the answer is `passed`.
    pub passed: Text,
    /// When it is `failed`.
    pub failed: Text,
    /// When it is `not-applicable`.
    #[serde(default)]
    pub not_applicable: Text,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Criterion {
    /// Stable id.
    pub id: String,
    /// The probe; left out for a manual criterion.
    #[serde(default)]
    pub probe: Option<Located<ProbeRef>>,
    /// What it is judged on.
    pub scope: Scope,
    /// 10 blocking, 7 serious, 3 moderate, 1 minor.
    pub weight: u8,
    /// How sure a machine can be.
    pub certainty: Certainty,
    /// References such as `wcag:2.4.2`, `act:2779a5`, `rgaa:8.5`, `opquast:103`.
    #[serde(default)]
    pub references: Vec<String>,
    /// What it is called.
    pub title: Text,
    /// Why it matters.
    #[serde(default)]
    pub why: Text,
    /// How to mend it.
    #[serde(default)]
    pub fix: Text,
    /// Whether a failure is a friction for the customer (broken link, slow page, dead end, blocked form).
    #[serde(default)]
    pub friction: bool,
    /// What a person is asked, for a manual criterion.
    #[serde(default)]
    pub question: Text,
    /// How to answer it.
    #[serde(default)]
    pub rubric: Option<Rubric>,
    /// Whether it is answered by the survey questions that are bound to this rule (`rule:`), and by nothing else.
    #[serde(default)]
    pub survey: bool,
}
