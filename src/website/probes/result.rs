//! What a probe gives back: plain data, ready to be stored. The words belong to the plugin, by message key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::manifest::Scope;
use crate::website::answers::Answer;

/// The verdict of a probe, in the words of EARL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything looked at passes.
    Passed,
    /// Something fails.
    Failed,
    /// Nothing fails, but something could not be decided from the files alone.
    CannotTell,
    /// There is nothing on the site that the criterion is about.
    NotApplicable,
}

/// The verdict on one page. Counts are elements for an element criterion, else 0 or 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageVerdict {
    /// Path in the snapshot.
    pub page: String,
    /// Weight in the mean: home 3, pages of note 2, others 1.
    pub weight: u32,
    /// How many pass.
    pub passed: u64,
    /// How many fail.
    pub failed: u64,
    /// How many could not be decided.
    pub unknown: u64,
    /// Score of the page from 0 to 1; absent where nothing was decided.
    pub score: Option<f64>,
}

/// Where the word on a piece of evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The files of the copy.
    Static,
    /// axe, in a browser.
    Axe,
    /// Lighthouse, in a browser.
    Lighthouse,
    /// Answers to a survey.
    Survey,
    /// A person.
    Human,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spotted {
    /// The file in the snapshot.
    pub page: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
}

/// A defect, or a thing to be checked by a person, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The same in two audits of the same defect: made of probe, page, message and snippet.
    pub key: String,
    /// The file from the root of the project.
    pub path: String,
    /// The file in the snapshot.
    pub page: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// Where in the tree, such as `html > body > a`; empty outside of HTML.
    pub dom_path: String,
    /// One line of source, at most 120 characters, e-mails and secrets masked.
    pub snippet: String,
    /// Key of the plugin's message that says what is wrong.
    pub message: String,
    /// Values of the message.
    pub values: BTreeMap<String, String>,
    /// Whether it could not be decided, as opposed to being a defect.
    pub unknown: bool,
    /// Where it occurs, the first place first. Several only for a defect of a template: the same message, source and
    /// place in the tree on three pages or more.
    pub places: Vec<Spotted>,
    /// Whose word it is.
    pub source: Source,
}

impl Evidence {
    /// Whether it is a defect of a template.
    pub fn is_template(&self) -> bool {
        self.places.len() > 1
    }
}

/// What a probe found on the whole snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProbeResult {
    /// What the counts are over.
    pub scope: Scope,
    /// The verdict.
    pub outcome: Verdict,
    /// Σ page weight × page score ÷ Σ page weight, from 0 to 1; absent where nothing was decided.
    pub score: Option<f64>,
    /// Share of what the criterion is about that could be decided, from 0 to 1; absent where it is about nothing.
    pub share_checked: Option<f64>,
    /// How many elements, pages or sites pass.
    pub passed: u64,
    /// How many fail.
    pub failed: u64,
    /// How many could not be decided.
    pub unknown: u64,
    /// Defects before those of one template are put together.
    pub occurrences: u64,
    /// Pages with at least one defect.
    pub pages_affected: u64,
    /// Defects on pages that no link from the home page leads to; in no other figure.
    pub set_apart: u64,
    /// Whether the home page fails, or the site as a whole for a site criterion.
    pub fails_home: bool,
    /// Whether more than half of the pages that could be decided fail.
    pub fails_most: bool,
    /// The verdicts by page, sorted; empty for a site criterion.
    pub pages: Vec<PageVerdict>,
    /// Defects, then things to check, sorted by place. At most 10,000; `occurrences` counts all.
    pub evidence: Vec<Evidence>,
    /// Questions with the passages that answer them, those without one first; empty for other criteria.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

impl ProbeResult {
    /// Nothing looked at.
    pub fn empty(scope: Scope) -> ProbeResult {
        ProbeResult {
            scope,
            outcome: Verdict::NotApplicable,
            score: None,
            share_checked: None,
            passed: 0,
            failed: 0,
            unknown: 0,
            occurrences: 0,
            pages_affected: 0,
            set_apart: 0,
            fails_home: false,
            fails_most: false,
            pages: Vec::new(),
            evidence: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Works every figure out of the verdicts by page; for a site criterion out of its own counts, each 0 or 1.
    pub fn recount(&mut self, home: &str) {
        let (mut weight, mut scored, mut checked, mut counted) = (0.0, 0.0, 0.0, 0.0);
        let (mut failing, mut decided) = (0_usize, 0_usize);
        if self.scope == Scope::Site {
            if self.passed + self.failed > 0 {
                (weight, scored, decided) = (1.0, self.passed as f64 / (self.passed + self.failed) as f64, 1);
            }
            checked = (self.passed + self.failed) as f64;
            counted = checked + self.unknown as f64;
            self.fails_home = self.failed > 0;
            failing = self.failed as usize;
        } else {
            (self.passed, self.failed, self.unknown) = (0, 0, 0);
            self.fails_home = false;
        }
        for page in &self.pages {
            let share = f64::from(page.weight);
            if let Some(score) = page.score {
                weight += share;
                scored += share * score;
                decided += 1;
                failing += usize::from(page.failed > 0);
            }
            let known = (page.passed + page.failed) as f64;
            let all = known + page.unknown as f64;
            if all > 0.0 {
                checked += share * known / all;
                counted += share;
            }
            self.passed += page.passed;
            self.failed += page.failed;
            self.unknown += page.unknown;
            self.fails_home |= page.page == home && page.failed > 0;
        }
        self.outcome = if self.failed > 0 {
            Verdict::Failed
        } else if self.unknown > 0 {
            Verdict::CannotTell
        } else if self.passed > 0 {
            Verdict::Passed
        } else {
            Verdict::NotApplicable
        };
        self.score = (weight > 0.0).then(|| scored / weight);
        self.share_checked = (counted > 0.0).then(|| checked / counted);
        self.fails_most = failing * 2 > decided;
        if self.scope != Scope::Site {
            self.pages_affected = self.pages.iter().filter(|page| page.failed > 0).count() as u64;
        }
    }
}
