//! Microsoft Forms: one header row in a workbook, which begins with `ID`, `Start time`, `Completion time`; several
//! options chosen stand in one cell, each followed by `;`.

use super::{Heading, Tool, begins_with};
use crate::language::Text;

/// The first columns, in English, French, German and Spanish.
const FIRST: [&[&str]; 3] = [
    &["id"],
    &["start time", "heure de début", "startzeit", "hora de inicio"],
    &[
        "completion time",
        "heure de fin",
        "fertigstellungszeit",
        "hora de finalización",
    ],
];

pub(super) fn mark() -> Text {
    Text::prose(
        "`ID`, `Start time` and `Completion time` as its first columns",
        "`ID`, `Heure de début` et `Heure de fin` comme premières colonnes",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    begins_with(first, &FIRST).then(|| Heading::single(Tool::MicrosoftForms, first))
}
