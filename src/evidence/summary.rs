//! Summaries of the answers to one question: per answer value, never per row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Moments, Repeated};

/// One answer value within a cell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The answer, on the question's scale.
    pub value: i32,
    /// How many rows gave it.
    pub n: u64,
    /// Sum of their weights (equal to `n` without a weight column), summed exactly and rounded once.
    pub weight: f64,
    /// Sum of their squared weights.
    pub weight_squared: f64,
}

/// What a cell holds: everything an NPS, a share, a mean, their weighted forms and their errors need.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Every value of the scale that was given at least once, lowest first.
    pub values: Vec<ValueCount>,
    /// Of the rows of a table: the moments of their measures, by value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub moments: BTreeMap<i32, Moments>,
}

impl Summary {
    /// How many rows hold a counted answer.
    pub fn n(&self) -> u64 {
        self.values.iter().map(|value| value.n).sum()
    }

    /// Sum of the weights of counted answers.
    pub fn weight(&self) -> f64 {
        self.values.iter().map(|value| value.weight).sum()
    }

    /// What is left without a part of it: the rest that a group is compared with.
    #[must_use]
    pub fn without(&self, part: &Summary) -> Summary {
        // Of a quantile there are as many values as there are amounts: none is looked for among all.
        let parts: BTreeMap<i32, &ValueCount> = part.values.iter().map(|one| (one.value, one)).collect();
        let values = self.values.iter().filter_map(|whole| {
            let inside = parts.get(&whole.value);
            let (n, weight, squared) = inside.map_or((0, 0.0, 0.0), |one| (one.n, one.weight, one.weight_squared));
            let left = whole.n.checked_sub(n).filter(|left| *left > 0)?;
            Some(ValueCount {
                value: whole.value,
                n: left,
                weight: (whole.weight - weight).max(0.0),
                weight_squared: (whole.weight_squared - squared).max(0.0),
            })
        });
        let moments = self.moments.iter().map(|(value, whole)| match part.moments.get(value) {
            Some(inside) => (*value, whole.plus(inside, -1.0)),
            None => (*value, whole.clone()),
        });
        Summary {
            values: values.collect(),
            moments: moments.collect(),
        }
    }

    /// The moments of all rows together.
    pub fn all_moments(&self) -> Moments {
        let all = self.moments.values();
        all.fold(Moments::default(), |sum, moments| sum.plus(moments, 1.0))
    }

    /// How many rows answered between `low` and `high`, both included.
    pub fn count(&self, low: i32, high: i32) -> u64 {
        self.values
            .iter()
            .filter(|value| (low..=high).contains(&value.value))
            .map(|value| value.n)
            .sum()
    }
}

/// A cell after protection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Protected {
    /// May be shown.
    Shown(Summary),
    /// Withheld, primarily or so that another cannot be found by subtraction: nothing of it is left.
    Withheld,
}

impl Protected {
    /// The summary, unless it is withheld.
    pub fn shown(&self) -> Option<&Summary> {
        match self {
            Protected::Shown(summary) => Some(summary),
            Protected::Withheld => None,
        }
    }
}

/// Why a figure is withheld, as far as that may be told of one cell: that a cell is small, that its answers agree or that it
/// would give another away are one to a reader, since which of them it is would tell of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Fewer answers than the minimum; told of a question as a whole only.
    TooFew,
    /// One row makes up nearly all of an amount.
    Dominated,
    /// It differs from a neighbouring wave by fewer answers than the minimum.
    Wave,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    /// Ids of the values, one per dimension of the table.
    pub key: Vec<String>,
    /// What it holds.
    pub cell: Protected,
    /// Why it is withheld, where that may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// A question broken down by one dimension, or by several crossed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Ids of the dimensions.
    pub by: Vec<String>,
    /// Its cells, in the order of the dimensions' values; cells without any row are left out.
    pub cells: Vec<TableCell>,
}

/// All that is known of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionEvidence {
    /// Id of the question.
    pub question: String,
    /// All rows together.
    pub total: Protected,
    /// Why they are withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Rows left blank.
    pub blank: u64,
    /// Rows with a code that is declared as no answer.
    pub not_an_answer: u64,
    /// Rows whose value lies outside the scale or is no number; each also a problem with its line.
    pub out_of_scale: u64,
    /// The breakdowns asked for by the plan.
    pub tables: Vec<Table>,
    /// Who answered in two periods whose change is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeated: Vec<Repeated>,
}
