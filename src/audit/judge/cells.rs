//! Finding a cell of a check's breakdowns.

use crate::audit::{Cell, Check};

/// The cell with exactly this key, such as `[("persona", "camille"), ("period", "2026-10")]`.
pub(super) fn find<'a>(check: &'a Check, key: &[(&str, &str)]) -> Option<&'a Cell> {
    check
        .breakdowns
        .iter()
        .filter(|breakdown| breakdown.by.len() == key.len())
        .filter(|breakdown| {
            key.iter()
                .all(|(dimension, _)| breakdown.by.iter().any(|by| by == dimension))
        })
        .flat_map(|breakdown| &breakdown.cells)
        .find(|cell| {
            key.iter()
                .all(|(dimension, id)| cell.key.get(*dimension).is_some_and(|found| found == id))
        })
}
