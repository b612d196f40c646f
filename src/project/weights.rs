//! Weights that bring a survey's answers to known shares of the population.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Code, Day};
use crate::language::Text;
use crate::manifest::Located;

/// A known distribution of the population, of one dimension or of several crossed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Margin {
    /// Ids of the survey's dimensions.
    pub by: Vec<Located<String>>,
    /// One row per value, or per combination of values: the ids in the order of `by`, then the number of people or
    /// their share. `[[women, 52.1], [men, 47.9]]`.
    pub population: Vec<Located<Vec<Code>>>,
}

impl Margin {
    /// The rows as ids and a number above zero; rows that are not are left out, and were told when the project was
    /// checked.
    pub fn rows(&self) -> impl Iterator<Item = (Vec<&str>, f64)> {
        self.population
            .iter()
            .filter_map(|row| share(&row.value).filter(|(ids, _)| ids.len() == self.by.len()))
    }
}

/// The ids of a row and its number above zero.
pub(super) fn share(row: &[Code]) -> Option<(Vec<&str>, f64)> {
    let (number, ids) = row.split_last()?;
    let number: f64 = number.0.trim().parse().ok()?;
    (number.is_finite() && number > 0.0).then(|| (ids.iter().map(|code| code.0.trim()).collect(), number))
}

/// How answers are weighted to the population: by one margin (post-stratification) or by several (raking).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    /// What is known of the population.
    pub margins: Vec<Located<Margin>>,
    /// Where it is known from; printed in the report.
    pub source: Text,
    /// The day it speaks of; printed in the report.
    pub date: Day,
    /// Lowest and highest factor by which an answer may count more or less than the average one: `[0.2, 5]`.
    pub caps: Option<Located<[f64; 2]>>,
    /// Whether the answers of all periods are weighted together; else each period is on its own, so that a change
    /// between two of them is no change in who answered.
    #[serde(default)]
    pub pooled: bool,
}
