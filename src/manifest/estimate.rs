//! Native estimates a manifest can name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Code, Direction, Unit};
use crate::language::Text;

/// The estimate of a KPI; exactly one of the fields is set. `of` names an entry of `reads` in the first three, which are
/// of the answers to a question, and an entry of `measures` in the others, which are of the rows of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Estimate {
    /// Share of some answers minus share of others, in points.
    #[serde(default)]
    pub net_share: Option<NetShare>,
    /// Share of some answers, in percent.
    #[serde(default)]
    pub share: Option<Share>,
    /// Mean of the answers.
    #[serde(default)]
    pub mean: Option<Mean>,
    /// Share of rows that count in one measure among those that count in another, in percent.
    #[serde(default)]
    pub rate: Option<Rate>,
    /// The sum of a measure divided by that of another.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// Mean of a measure over the rows it is about.
    #[serde(default)]
    pub average: Option<Average>,
    /// The value of a measure that a share of the rows it is about lies below, such as the median.
    #[serde(default)]
    pub quantile: Option<Quantile>,
    /// Share of those still there after a time, by Kaplan and Meier, in percent.
    #[serde(default)]
    pub survival: Option<Survival>,
    /// How much the sum of a measure grew from the time before the table's window to the window, in percent.
    #[serde(default)]
    pub growth: Option<Growth>,
    /// A rate in one group less the same rate in another, in points.
    #[serde(default)]
    pub difference: Option<RateDifference>,
    /// A formula over other estimates and parameters.
    #[serde(default)]
    pub formula: Option<Formula>,
}

impl Estimate {
    /// Every native estimate by its name in YAML and `audit.json`, and whether it is the one written.
    pub fn forms(&self) -> [(&'static str, bool); 11] {
        [
            ("net-share", self.net_share.is_some()),
            ("share", self.share.is_some()),
            ("mean", self.mean.is_some()),
            ("rate", self.rate.is_some()),
            ("ratio", self.ratio.is_some()),
            ("average", self.average.is_some()),
            ("quantile", self.quantile.is_some()),
            ("survival", self.survival.is_some()),
            ("growth", self.growth.is_some()),
            ("difference", self.difference.is_some()),
            ("formula", self.formula.is_some()),
        ]
    }
}

impl Estimate {
    /// Whether it is of the rows of a table, not of the answers to a question.
    pub fn is_of_table(&self) -> bool {
        self.net_share.is_none() && self.share.is_none() && self.mean.is_none()
    }

    /// Names of the measures it takes.
    pub fn measures(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        if let Some(rate) = &self.rate {
            names.extend([rate.of.as_str(), rate.among.as_str()]);
        }
        if let Some(ratio) = &self.ratio {
            names.extend([ratio.of.as_str(), ratio.over.as_str()]);
            names.extend(ratio.less.as_deref());
        }
        names.extend(self.average.iter().map(|average| average.of.as_str()));
        names.extend(self.quantile.iter().map(|quantile| quantile.of.as_str()));
        names.extend(self.survival.iter().map(|survival| survival.event.as_str()));
        names.extend(self.survival.iter().filter_map(|survival| survival.among.as_deref()));
        names.extend(self.growth.iter().map(|growth| growth.of.as_str()));
        if let Some(difference) = &self.difference {
            names.extend([difference.of.as_str(), difference.among.as_str()]);
        }
        for part in self.formula.iter().flat_map(|formula| formula.of.values()) {
            names.extend(part.measures());
        }
        names
    }
}

/// Rows that count in `of` among those that count in `among`, each row on its own: counts of independent people or
/// things, with Wilson's interval. Where both measures add up counts, these are what is counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rate {
    /// The measure that says which rows have it.
    pub of: String,
    /// The measure that says which rows could have it; others do not count, even where `of` holds.
    pub among: String,
}

/// (Σ of − Σ less) / Σ over, with a linearised error over rows; 1 less that where `complement`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ratio {
    /// The measure above the line.
    pub of: String,
    /// The measure below it.
    pub over: String,
    /// The measure taken off above the line.
    #[serde(default)]
    pub less: Option<String>,
    /// Whether the figure is what is left to 1.
    #[serde(default)]
    pub complement: bool,
    /// Whether it is given in percent, which follows from the unit.
    #[serde(skip)]
    pub percent: bool,
}

/// Mean over the rows a measure is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Average {
    /// The measure.
    pub of: String,
}

/// A quantile over the rows a measure is about, with the interval of its order statistics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quantile {
    /// The measure.
    pub of: String,
    /// The share of rows below, from 0 to 1; 0.5 is the median.
    pub at: f64,
}

/// Share still there after a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Survival {
    /// The field that says how long each row was observed, in whole units of time.
    pub time: String,
    /// The measure that holds where the time ended with the event; elsewhere it is censored.
    pub event: String,
    /// The measure that says which rows count; all where left out.
    #[serde(default)]
    pub among: Option<String>,
    /// After how long: a number, or `$name` of a parameter.
    pub at: Code,
}

/// Σ of in the table's window against Σ of in the time before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Growth {
    /// The measure.
    pub of: String,
    /// The field with the day of a row.
    pub date: String,
    /// What the window is held against; the time of the same length just before it where left out.
    #[serde(default)]
    pub against: Against,
}

/// What a window is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// As many months (or days, where it is not made of whole months) just before it.
    #[default]
    Previous,
    /// The same days a year earlier.
    YearBefore,
}

/// The rate of `of` among `among` in the second group less that in the first, by Newcombe's hybrid interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RateDifference {
    /// The measure that says which rows have it.
    pub of: String,
    /// The measure that says which rows could have it.
    pub among: String,
    /// The field that says which group a row is in.
    pub by: String,
    /// Its two values, or `$name` of parameters: the second is compared with the first.
    pub between: [Code; 2],
}

/// An expression over named estimates and the plugin's numeric parameters, with an interval by the delete-a-group
/// jackknife.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Formula {
    /// The expression: numbers, the names under `of` and of parameters (`-` written `_`), `+ - * /`, brackets.
    pub expression: String,
    /// The estimates it is made of (`rate`, `ratio` or `average`): shares as from 0 to 1.
    pub of: BTreeMap<String, FormulaPart>,
    /// Whether it is given in percent, which follows from the unit.
    #[serde(skip)]
    pub percent: bool,
    /// The plugin's numeric parameters, filled in when a check is planned.
    #[serde(skip)]
    pub parameters: BTreeMap<String, f64>,
}

/// An estimate inside a formula; exactly one of the fields is set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormulaPart {
    /// A rate, from 0 to 1.
    #[serde(default)]
    pub rate: Option<Rate>,
    /// A ratio.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// An average.
    #[serde(default)]
    pub average: Option<Average>,
}

impl FormulaPart {
    /// Names of the measures it takes.
    pub fn measures(&self) -> Vec<&str> {
        match (&self.rate, &self.ratio, &self.average) {
            (Some(rate), _, _) => vec![&rate.of, &rate.among],
            (_, Some(ratio), _) => [Some(&ratio.of), Some(&ratio.over), ratio.less.as_ref()]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect(),
            (_, _, Some(average)) => vec![&average.of],
            _ => Vec::new(),
        }
    }
}

/// Share of the answers in `plus` minus share of those in `minus`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NetShare {
    /// Which read.
    pub of: String,
    /// Lowest and highest answer that counts for.
    pub plus: [i32; 2],
    /// Lowest and highest answer that counts against.
    pub minus: [i32; 2],
}

/// Share of the answers in a range, or in the top boxes of the question's own scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Share {
    /// Which read.
    pub of: String,
    /// Lowest and highest answer counted; or use `top`.
    #[serde(default)]
    pub values: Option<[i32; 2]>,
    /// How many boxes at the good end of the scale (2 for top-2-box; on a yes/no question always the yes).
    #[serde(default)]
    pub top: Option<u8>,
}

impl Share {
    /// Lowest and highest answer that is counted on a question's scale, of which `direction` says which way is good.
    /// On a yes/no question it is the yes; the boxes of `top` lie at the good end of the scale.
    pub fn counted(&self, scale: [i32; 2], direction: Direction) -> [i32; 2] {
        let [low, high] = scale;
        match (self.values, self.top) {
            (Some(values), _) => values,
            (None, _) if scale == [0, 1] => [1, 1],
            (None, top) => {
                let boxes = i32::from(top.unwrap_or(1).max(1)) - 1;
                if direction == Direction::LowerIsBetter {
                    [low, low.saturating_add(boxes).min(high)]
                } else {
                    [high.saturating_sub(boxes).max(low), high]
                }
            }
        }
    }
}

/// Mean of the answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mean {
    /// Which read.
    pub of: String,
}

/// A further estimate under its own name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Beside {
    /// What it is called.
    pub title: Text,
    /// Its unit.
    pub unit: Unit,
    /// How it is estimated.
    pub estimate: Estimate,
}
