//! Native estimates a manifest can name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Direction, Unit};
use crate::language::Text;

/// The estimate of a KPI; exactly one of the fields is set. `of` names an entry of `reads`.
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
