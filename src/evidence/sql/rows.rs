//! Several rows per respondent, put together before anything is counted, as reading a file does: one value per column,
//! none where two differ, every comment.

use std::collections::BTreeSet;

use super::query::Writer;
use super::{COMMENTS, DATES, ROWS, column};
use crate::evidence::declared::columns;
use crate::manifest::Role;
use crate::project::{Question, Spread, Survey};

/// What the rows put together are called in the query.
pub(super) const PEOPLE: &str = "people";

/// Whether rows are put together.
pub(super) fn are_put_together(survey: &Survey) -> bool {
    survey.layout != Spread::Wide
}

/// The part of `WITH` in which they are; nothing where each row is a respondent.
pub(super) fn put_together(writer: &Writer<'_>, table: &str) -> String {
    let (survey, dialect) = (writer.survey, writer.dialect);
    let Some(respondent) = survey.respondent.as_ref().filter(|_| are_put_together(survey)) else {
        return String::new();
    };
    let named = columns(writer.project, survey);
    let comments: Vec<&Question> = survey
        .questions
        .iter()
        .filter(|question| question.role.value == Role::Verbatim)
        .collect();
    // In a table with one row per answer, those of the questions are rows.
    let answers: BTreeSet<&str> = match &survey.long {
        None => BTreeSet::new(),
        Some(_) => survey
            .questions
            .iter()
            .filter(|question| question.role.value != Role::Verbatim)
            .flat_map(|question| {
                let one = column(question.column.as_ref(), &question.id);
                let several = question.columns.keys().map(String::as_str);
                let none = question.columns.is_empty().then_some(one);
                several.chain(none)
            })
            .collect(),
    };
    let single: BTreeSet<&str> = named
        .single
        .iter()
        .chain(&named.first)
        .map(|name| name.as_str())
        .filter(|name| !answers.contains(name) && *name != respondent.value)
        .collect();
    let who = dialect.field(respondent);
    let mut selected = vec![
        format!("{who} AS {}", dialect.name(respondent)),
        format!("COUNT(*) AS {}", dialect.name(ROWS)),
    ];
    for name in single {
        let value = format!("NULLIF({}, '')", dialect.field(name));
        selected.push(format!(
            "CASE WHEN MIN({value}) = MAX({value}) THEN MIN({value}) END AS {}",
            dialect.name(name)
        ));
    }
    for date in &named.first {
        let value = format!("NULLIF({}, '')", dialect.field(date));
        selected.push(format!("COUNT(DISTINCT {value}) AS {}", dialect.name(DATES)));
    }
    // The field in which the words of a question are.
    let said = |name: &str| match &survey.long {
        None => dialect.field(name),
        Some(long) => format!(
            "CASE WHEN {} = {} THEN {} ELSE '' END",
            dialect.field(&long.question),
            dialect.text(name),
            dialect.field(&long.answer)
        ),
    };
    for name in answers {
        let value = format!("NULLIF({}, '')", said(name));
        selected.push(format!("{} AS {}", dialect.all_of(&value), dialect.name(name)));
    }
    for question in comments {
        let name = column(question.column.as_ref(), &question.id);
        let field = format!("({})", said(name));
        let is_comment = dialect.is_comment(&field, question);
        selected.push(format!(
            "COUNT(DISTINCT CASE WHEN {is_comment} THEN {field} END) AS {}",
            dialect.name(&format!("{COMMENTS}{}", question.id.value))
        ));
    }
    format!(
        "{PEOPLE} AS (\n  SELECT\n    {}\n  FROM {table}\n  GROUP BY {who}\n), ",
        selected.join(",\n    ")
    )
}
