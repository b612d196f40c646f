//! Alchemer, once `SurveyGizmo`: one header row; the column of an option is called `Option:Question`.
//!
//! Such a column also answers to `Question [Option]`, as with other tools.

use super::{Heading, Tool, columns_called, holds};
use crate::language::Text;

pub(super) fn mark() -> Text {
    columns_called(&["Response ID", "Time Started", "Date Submitted"])
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    holds(first, &["response id", "time started", "date submitted"]).then(|| Heading {
        tool: Some(Tool::Alchemer),
        rows: 1,
        columns: first
            .iter()
            .map(|name| match name.split_once(':') {
                Some((option, question)) if !question.trim().is_empty() && !option.trim().is_empty() => {
                    vec![name.clone(), format!("{} [{}]", question.trim(), option.trim())]
                }
                _ => vec![name.clone()],
            })
            .collect(),
    })
}
