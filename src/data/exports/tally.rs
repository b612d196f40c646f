//! Tally: one header row; an option has a column `Question (Option)` of TRUE and FALSE beside that of the question.

use super::{Heading, Tool, columns_called, holds};
use crate::language::Text;

pub(super) fn mark() -> Text {
    columns_called(&["Submission ID", "Respondent ID", "Submitted at"])
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    holds(first, &["submission id", "respondent id", "submitted at"]).then(|| Heading::single(Tool::Tally, first))
}
