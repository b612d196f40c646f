//! What browser tools found on the live site: results of axe and Lighthouse, as files of the project.
//!
//! Read into one form whatever the tool and its version; matched to pages of the copy by address and to elements by
//! selector; then laid over what the probes found. Nothing is fetched.

mod axe;
mod lighthouse;
mod overlay;
mod place;
mod problems;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use overlay::{Disagreement, lay_over};
pub use place::{Matched, PlacedNode, ToolFact};
pub(super) use place::{match_pages, on_page};
pub(super) use problems::unreadable;

/// Largest file of results that is read, in bytes.
pub(super) const MAX_FILE: u64 = 128 * 1024 * 1024;
/// Most elements of one file that are read.
const MAX_NODES: usize = 200_000;

/// The tools whose results are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tool {
    /// axe-core, whatever ran it.
    Axe,
    /// Lighthouse.
    Lighthouse,
}

impl Tool {
    /// Its name as its makers write it.
    pub fn name(self) -> &'static str {
        match self {
            Tool::Axe => "axe",
            Tool::Lighthouse => "Lighthouse",
        }
    }

    /// What stands before `:` in the references of criteria: `axe:image-alt`.
    pub fn prefix(self) -> &'static str {
        match self {
            Tool::Axe => "axe",
            Tool::Lighthouse => "lighthouse",
        }
    }
}

/// What a tool says of a rule or of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// A violation.
    Failed,
    /// It could not decide; a person has to.
    Open,
    /// It passes.
    Passed,
    /// There is nothing that the rule is about, or it is for information only.
    NotApplicable,
}

/// What a tool says of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeSaid {
    /// What it says.
    pub said: Said,
    /// CSS selector as the tool writes it.
    pub selector: String,
    /// HTML as the tool quotes it.
    pub html: String,
    /// Its reason, in its own words.
    pub reason: String,
}

/// What a tool says of one rule on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSaid {
    /// Id of the rule or audit, in the tool's words.
    pub rule: String,
    /// What it says of the page.
    pub said: Said,
    /// What it says of elements.
    pub nodes: Vec<NodeSaid>,
}

/// Speed as measured in one run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Largest Contentful Paint, in milliseconds.
    pub lcp: Option<f64>,
    /// Cumulative Layout Shift.
    pub cls: Option<f64>,
    /// Total Blocking Time, in milliseconds.
    pub tbt: Option<f64>,
}

/// The results of one run of a tool on one address.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The tool.
    pub tool: Tool,
    /// Its version as it says itself; empty where it does not.
    pub version: String,
    /// The address that was looked at, after redirects.
    pub url: String,
    /// What it found.
    pub rules: Vec<RuleSaid>,
    /// Speed, where it was measured.
    pub run: Option<Run>,
    /// How the browser was slowed down, in the tool's words; empty where it does not say.
    pub throttling: String,
}

/// The reports in a file: axe results alone or in a list, a Lighthouse report alone, in an answer of `PageSpeed` or in the
/// steps of a flow. The error says in English what was found instead.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Report>, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut left = MAX_NODES;
    let reports: Vec<Report> = match &value {
        Value::Array(list) => list.iter().filter_map(|one| report(one, &mut left)).collect(),
        Value::Object(map) => match map.get("steps") {
            Some(Value::Array(steps)) => steps
                .iter()
                .filter_map(|step| report(step.get("lhr")?, &mut left))
                .collect(),
            _ => report(&value, &mut left).into_iter().collect(),
        },
        _ => Vec::new(),
    };
    if reports.is_empty() {
        return Err("neither the results of axe nor a report of Lighthouse".to_owned());
    }
    Ok(reports)
}

fn report(value: &Value, left: &mut usize) -> Option<Report> {
    let inner = ["lighthouseResult", "lhr", "results"]
        .iter()
        .find_map(|key| value.get(key).filter(|inner| inner.is_object()));
    let value = inner.unwrap_or(value);
    axe::read(value, left).or_else(|| lighthouse::read(value, left))
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
