//! What the pass over a survey found, before protection: private to this module's parent, and mergeable.
//!
//! Everything is keyed by ids and summed exactly, so that neither the order of rows nor where a file was cut changes
//! a bit of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::comments::RawComments;
use super::{Summary, ValueCount};
use crate::stats::ExactSum;

/// The values that a row has in a dimension: none, one, or for personas several.
pub(super) type Set = Vec<String>;

/// The smallest group of rows a table tells apart: one set per dimension of the table.
pub(super) type Atom = Vec<Set>;

/// Rows and their weights.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub(super) n: u64,
    /// Sum of weights and of squared weights, where there is a column of weights.
    pub(super) weights: Option<(ExactSum, ExactSum)>,
}

impl Sums {
    pub(super) fn merge(&mut self, other: &Sums) {
        self.n += other.n;
        if let Some((weight, squared)) = &other.weights {
            let mine = self.weights.get_or_insert_default();
            mine.0.merge(weight);
            mine.1.merge(squared);
        }
    }
}

/// Counted answers by value.
pub(super) type Values = BTreeMap<i32, Sums>;

/// Adds the answers of `other` to `values`.
pub(super) fn merge_values(values: &mut Values, other: &Values) {
    for (value, sums) in other {
        values.entry(*value).or_default().merge(sums);
    }
}

/// How many answers were counted.
pub(super) fn n(values: &Values) -> u64 {
    values.values().map(|sums| sums.n).sum()
}

/// The summary that may be shown, if the cell may.
pub(super) fn summary(values: &Values) -> Summary {
    Summary {
        values: values
            .iter()
            .filter(|(_, sums)| sums.n > 0)
            .map(|(value, sums)| ValueCount {
                value: *value,
                n: sums.n,
                weight: sums
                    .weights
                    .as_ref()
                    .map_or(sums.n as f64, |(weight, _)| weight.value()),
                weight_squared: sums
                    .weights
                    .as_ref()
                    .map_or(sums.n as f64, |(_, squared)| squared.value()),
            })
            .collect(),
    }
}

/// The answers to one question.
#[derive(Debug, Clone, Default)]
pub(super) struct RawQuestion {
    pub(super) blank: u64,
    pub(super) not_an_answer: u64,
    pub(super) outside: u64,
    pub(super) total: Values,
    /// By the dimensions of the table.
    pub(super) tables: BTreeMap<Vec<String>, BTreeMap<Atom, Values>>,
}

/// The weights of a survey.
#[derive(Debug, Clone, Default)]
pub(super) struct RawWeights {
    pub(super) n: u64,
    pub(super) sum: ExactSum,
    pub(super) squared: ExactSum,
    /// Smallest and largest.
    pub(super) range: Option<[f64; 2]>,
}

/// All that the pass found of a survey.
#[derive(Debug, Clone, Default)]
pub(super) struct RawSurvey {
    pub(super) rows: u64,
    pub(super) dates: Option<[Date; 2]>,
    pub(super) weights: Option<RawWeights>,
    /// Rows by dimension and the set of its values.
    pub(super) dimensions: BTreeMap<String, BTreeMap<Set, u64>>,
    pub(super) questions: BTreeMap<String, RawQuestion>,
    pub(super) comments: RawComments,
}
