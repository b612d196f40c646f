//! What is counted or summed per row of a table, as a manifest declares it. Never a script per row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Code;

/// A condition on the fields of a row: one of `all`, `any`, `not`, or a `field` with one test. A field that is blank,
/// or that the table does not have, passes no test but `blank: true`.
///
/// A value `$name` stands for the parameter `name` of the plugin.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// Every one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<Vec<Condition>>,
    /// At least one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<Condition>>,
    /// This does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Condition>>,
    /// The field that is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The value is this one; for a flag `yes` or `no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Code>,
    /// The value is one of these.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<Code>>,
    /// The number is at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Code>,
    /// The number is at most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Code>,
    /// The value is blank (`true`) or not (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<bool>,
    /// The day is before the first of the table's window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Window>,
    /// The day is in the table's window, its first and last day included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<Window>,
    /// The day is after the last of the table's window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Window>,
    /// Of rows put together by `per`: one of them had this `step`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Code>,
}

/// The word `window`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Window {
    /// The `window:` of the table, else the `period:` of the project.
    Window,
}

/// A measure: how much a row counts. 1 where `where` holds, or what `sum` says; 0 elsewhere.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// Which rows it is about; all where left out.
    #[serde(default, rename = "where")]
    pub condition: Option<Condition>,
    /// The field that is added up; rows are counted where left out.
    #[serde(default)]
    pub sum: Option<String>,
    /// What `sum` is multiplied by: another field.
    #[serde(default)]
    pub times: Option<String>,
    /// What is taken off: another field.
    #[serde(default)]
    pub less: Option<String>,
    /// What it never exceeds in a row: another field.
    #[serde(default)]
    pub capped_by: Option<String>,
    /// What a blank in one of these fields counts as; a row with one is not counted at all where left out.
    #[serde(default)]
    pub blank: Option<f64>,
}

impl Measure {
    /// The fields that are added, multiplied, taken off or compared.
    pub fn fields(&self) -> impl Iterator<Item = &String> {
        [&self.sum, &self.times, &self.less, &self.capped_by]
            .into_iter()
            .flatten()
    }
}

impl Condition {
    /// The fields that it holds against the window of the table.
    pub fn windowed(&self) -> Vec<&str> {
        let deeper = self.all.iter().chain(&self.any).flatten().chain(self.not.as_deref());
        let own = self.before.is_some() || self.during.is_some() || self.after.is_some();
        let mut fields: Vec<&str> = self.field.as_deref().filter(|_| own).into_iter().collect();
        fields.extend(deeper.flat_map(Condition::windowed));
        fields
    }
}
