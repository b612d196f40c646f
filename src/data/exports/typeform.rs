//! Typeform: one header row; the first column is called `#`, and headings repeat where questions or options do.

use super::{Heading, Tool, holds, plain};
use crate::language::Text;

pub(super) fn mark() -> Text {
    Text::prose(
        "`#` as its first column and `Submit Date (UTC)` among the last",
        "`#` comme première colonne et `Submit Date (UTC)` parmi les dernières",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    let numbered = plain(first.first()?) == "#";
    let dated = ["submit date (utc)", "start date (utc)"]
        .iter()
        .any(|name| holds(first, &[name]));
    (numbered && dated).then(|| Heading::single(Tool::Typeform, first))
}
