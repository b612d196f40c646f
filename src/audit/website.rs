//! What only the result of a website rule has: criteria, their evidence, the review by people.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use crate::language::Text;
use crate::manifest::{Certainty, Rubric, Scope, Unit};
use crate::project::Day;
use crate::stats::Interval;
use crate::website::answers::Answer;
use crate::website::probes::{Source, Spotted};
use crate::website::site::Role;

/// Where a criterion was seen to fail, or has to be looked at by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evidence {
    /// The same in two audits of the same defect: made of the probe, the page (not for a template), message and source.
    pub id: String,
    /// `failed`, or `cannot-tell` for what a person has to look at.
    pub outcome: Outcome,
    /// Path of the file from the root of the project.
    pub path: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the whole line is meant.
    pub column: u32,
    /// Where in the tree, as a CSS selector; empty outside of HTML.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub selector: String,
    /// At most 120 characters of source, e-mail addresses and secrets masked.
    pub snippet: String,
    /// What is the matter, in words.
    pub text: Text,
    /// How many times it occurs.
    pub occurrences: u64,
    /// On how many pages.
    pub pages: u64,
    /// Id of the template that repeats it: the same for all defects of one place in the tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Every place of a template's defect.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Spotted>,
    /// Whose word it is.
    pub source: Source,
}

/// Where the files of the copy and another source said different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// Path of the page from the root of the project; empty where the site as a whole is meant.
    pub path: String,
    /// Line, from 1; 0 where the whole page is meant.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The element as it stands in the source; empty where the whole page is meant.
    pub snippet: String,
    /// What the files say.
    pub files: Outcome,
    /// Who says something else.
    pub source: Source,
    /// The tool's rule; empty for people.
    pub rule: String,
    /// What it says.
    pub other: Outcome,
    /// Whether the other word was taken for the outcome.
    pub taken: bool,
}

/// What people say of a criterion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReviewRow {
    /// The answer of each rater.
    pub answers: BTreeMap<String, Outcome>,
    /// What more than half of them say; `cannot-tell` where no answer has that many.
    pub outcome: Outcome,
    /// Pairs of raters with the same answer as a share of all pairs, 0 to 1; `None` with one rater.
    pub agreement: Option<f64>,
    /// When it was looked at.
    pub date: Option<Day>,
    /// Pages that were looked at.
    pub pages: Vec<String>,
    /// What was seen.
    pub note: Text,
    /// Path of a picture that shows it, from the root of the project.
    pub screenshot: Option<String>,
}

/// A criterion of a website rule.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Outcome over the site.
    pub outcome: Outcome,
    /// From 0 to 1 over pages that apply, weighted by page; `None` where nothing was decided.
    pub score: Option<f64>,
    /// Share of what it is about that was decided, 0 to 1, weighted by page; `None` where it is about nothing.
    pub share_checked: Option<f64>,
    /// Failures found.
    pub occurrences: u64,
    /// Pages with a failure.
    pub pages_failed: u64,
    /// Pages it applies to.
    pub pages_checked: u64,
    /// Failures on pages that no link from the home page leads to, in no other figure.
    pub set_apart: u64,
    /// 10, 7, 3 or 1.
    pub weight: u8,
    /// How sure a machine can be.
    pub certainty: Certainty,
    /// What it is judged on.
    pub scope: Scope,
    /// Whether a failure is a friction.
    pub friction: bool,
    /// Whose word the outcome is.
    pub source: Source,
    /// References.
    pub references: Vec<String>,
    /// Why it matters.
    pub why: Text,
    /// How to mend it.
    pub fix: Text,
    /// What a person is asked.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub question: Text,
    /// How the question is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rubric: Option<Rubric>,
    /// What people answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewRow>,
    /// Where files and browser, or files and people, differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// All places.
    pub evidence: Vec<Evidence>,
    /// Questions of customers with the passages that answer them, those without one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// What respondents feel about what a rule is about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Felt {
    /// Id of the check that measures it.
    pub check: String,
    /// The question as respondents read it.
    pub text: Text,
    /// The estimate, in its unit.
    pub value: f64,
    /// Its unit.
    pub unit: Option<Unit>,
    /// Lowest and highest possible value.
    pub range: Option<[f64; 2]>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Answers.
    pub n: u64,
}

/// What only website rules have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WebsiteDetail {
    /// Least score for a pass.
    pub threshold: f64,
    /// Ids of criteria whose failure caps the score.
    pub gated_by: Vec<String>,
    /// Criteria met on every page, of those that apply.
    pub met_everywhere: u64,
    /// Criteria that apply.
    pub applicable: u64,
    /// Criteria of those that wait for a person.
    pub open: u64,
    /// Pairs of raters with the same answer as a share of all pairs, over the criteria that several people looked at.
    pub agreement: Option<f64>,
    /// Who looked: the words for each rater, where the project has words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub raters: BTreeMap<String, Text>,
    /// What respondents feel, beside the score and never in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub felt: Vec<Felt>,
}

/// A page of the copy of the website.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SitePage {
    /// Path in the copy.
    pub path: String,
    /// Its title; empty without one.
    pub title: String,
    /// What it is for.
    pub role: Role,
    /// How much it counts: 3, 2, 1, or 0 when left out.
    pub weight: u32,
    /// Clicks from the home page; absent where no link leads.
    pub depth: Option<u32>,
    /// How many other pages link to it.
    pub links_in: u64,
    /// How many other pages it leads to.
    pub links_out: u64,
    /// Criteria that fail on it.
    pub failed: u64,
    /// The sum of their weights.
    pub failed_weight: u64,
}

/// How the pages of the copy hang together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LinkGraph {
    /// Pages by clicks from the home page, from 0 on.
    pub by_depth: Vec<u64>,
    /// Pages that no link from the home page leads to, without redirects and error pages.
    pub unreachable: Vec<String>,
    /// Pages that lead to no other page of the site.
    pub dead_ends: Vec<String>,
    /// Whether links tell which pages are reachable: not when the menu is made by a script.
    pub known: bool,
}

/// Results of a browser tool that were read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ToolRow {
    /// `axe` or `Lighthouse`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The file, from the root of the project.
    pub file: String,
    /// The page, by its path in the copy.
    pub page: String,
}

/// How fast a page was in a browser: medians over runs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Speed {
    /// The page, by its path in the copy.
    pub page: String,
    /// How many runs.
    pub runs: u64,
    /// Whether there are fewer than three runs, so that the figures are only indicative.
    pub indicative: bool,
    /// Largest Contentful Paint, in milliseconds.
    pub lcp: Option<f64>,
    /// Cumulative Layout Shift.
    pub cls: Option<f64>,
    /// Total Blocking Time, in milliseconds.
    pub tbt: Option<f64>,
    /// How the browser was slowed down, in the tool's words.
    pub profiles: Vec<String>,
}

/// The copy of the website in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WebsiteRow {
    /// Its address.
    pub address: Option<String>,
    /// When it was copied.
    pub captured: Option<Day>,
    /// Its folder.
    pub folder: String,
    /// Its home page, by its path in the copy.
    pub home: String,
    /// Files in the copy, pages included.
    pub files: u64,
    /// Files in folders that came along by accident, which were not looked at.
    pub junk: u64,
    /// Whether the copy holds only a part of the site, as far as can be told.
    pub partial: bool,
    /// Its pages, by path.
    pub pages: Vec<SitePage>,
    /// Pages that could not be read.
    pub unread: Vec<String>,
    /// How its pages hang together.
    pub graph: LinkGraph,
    /// Results of browser tools that were read.
    pub tools: Vec<ToolRow>,
    /// How fast its pages were in a browser.
    pub speed: Vec<Speed>,
}
