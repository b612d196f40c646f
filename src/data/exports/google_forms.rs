//! Google Forms: one header row, the time of the answer first, then the questions as respondents read them; several
//! options chosen stand in one cell, parted by a comma and a space; a row of a grid is `Question [Row]`.

use super::{Heading, Tool, plain};
use crate::language::Text;

/// The first column in the languages of its exports seen so far.
const TIME: [&str; 5] = [
    "timestamp",
    "horodateur",
    "zeitstempel",
    "marca temporal",
    "informazioni cronologiche",
];

pub(super) fn mark() -> Text {
    Text::prose(
        "`Timestamp` as its first column, and questions in words behind it",
        "`Horodateur` comme première colonne, et des questions en toutes lettres ensuite",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let (time, questions) = rows.first()?.split_first()?;
    // A column of time stamps stands in many tables; one of questions beside it does not.
    let asks = questions.iter().any(|name| name.trim().contains(' '));
    (TIME.contains(&plain(time).as_str()) && asks).then(|| Heading::single(Tool::GoogleForms, &rows[0]))
}
