//! What plugins' scripts find, turned into findings with words.

use crate::audit::{Check, Finding};
use crate::diagnostics::Problems;
use crate::evidence::Summary;
use crate::language::Text;
use crate::plugins::Plugin;

use super::Case;

/// What the script of a maturity check found.
pub(super) struct FoundLevel {
    /// The level, if it could tell.
    pub(super) level: Option<u8>,
    /// What is missing for the next one, in words.
    pub(super) missing: Vec<Text>,
    /// What else it found.
    pub(super) findings: Vec<Finding>,
}

/// Findings of a KPI's script; `None`, with the problem told, when it broke.
pub(super) fn findings(
    _case: &Case<'_>,
    _plugin: &Plugin,
    _check: &Check,
    _total: &Summary,
    _problems: &mut Problems,
) -> Option<Vec<Finding>> {
    Some(Vec::new())
}

/// Level of a maturity check's script; `None`, with the problem told, when it broke.
pub(super) fn level(
    _plugin: &Plugin,
    _check: &Check,
    _facts: serde_json::Value,
    _problems: &mut Problems,
) -> Option<FoundLevel> {
    None
}
