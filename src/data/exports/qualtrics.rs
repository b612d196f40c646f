//! Qualtrics: codes, then the texts of the questions, then, in newer exports, `{"ImportId":"QID1"}` under each column.
//!
//! Older exports have two header rows and call the columns about the respondent `V1` to `V10`, with their meaning in
//! the second row. A column answers to its code, to its text and to its import id, so that one mapping reads all.

use super::{Heading, Tool};
use crate::language::Text;

pub(super) fn mark() -> Text {
    Text::prose(
        "columns called `ResponseId` and `StartDate`, and the texts of the questions in the second row",
        "des colonnes `ResponseId` et `StartDate`, et le libellé des questions dans la deuxième ligne",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let [codes, texts, more @ ..] = rows else {
        return None;
    };
    let is_import_row = |row: &[String]| {
        row.iter()
            .filter(|cell| !cell.is_empty())
            .all(|cell| import_id(cell).is_some())
    };
    let imports = more
        .first()
        .filter(|row| !row.is_empty() && is_import_row(row) && row.iter().any(|cell| !cell.is_empty()));
    let about = |name: &str| {
        matches!(
            name.to_ascii_lowercase().as_str(),
            "responseid" | "startdate" | "enddate"
        )
    };
    // `V1` is called ResponseID in the second row; newer codes are repeated there in the language of the export.
    let is_texts = texts.len() == codes.len()
        && codes
            .iter()
            .zip(texts)
            .filter(|(code, _)| about(code) || is_numbered(code))
            .all(|(code, text)| {
                !text.is_empty()
                    && (!about(code) || !text.starts_with(|c: char| c.is_ascii_digit()) && !text.starts_with("R_"))
            });
    let known = codes.iter().filter(|code| about(code)).count() >= 2
        || is_numbered(codes.first()?) && texts.iter().filter(|text| about(text)).count() >= 2;
    let rows = match (imports, known && is_texts) {
        (Some(_), _) => 3,
        (None, true) => 2,
        (None, false) => return None,
    };
    let columns = codes
        .iter()
        .enumerate()
        .map(|(place, code)| {
            let import = imports.and_then(|row| import_id(row.get(place)?));
            let text = texts.get(place).cloned();
            let mut names = vec![code.clone()];
            for name in text.into_iter().chain(import) {
                if !name.is_empty() && !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        })
        .collect();
    Some(Heading {
        tool: Some(Tool::Qualtrics),
        rows,
        columns,
    })
}

/// `V1` to `V10`.
fn is_numbered(code: &str) -> bool {
    code.strip_prefix('V').is_some_and(|number| {
        !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The id in `{"ImportId":"QID1-TEXT","timeZone":"Z"}`, also as Python writes it.
fn import_id(cell: &str) -> Option<String> {
    let rest = cell.trim().strip_prefix('{')?.strip_suffix('}')?.trim_start();
    let rest = rest
        .strip_prefix("\"ImportId\"")
        .or_else(|| rest.strip_prefix("'ImportId'"))?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    let quote = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    value[1..].split_once(quote).map(|(id, _)| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;

    #[test]
    fn two_and_three_header_rows_answer_to_the_same_names() {
        let newer = heading(&rows(&[
            &["StartDate", "ResponseId", "Q1"],
            &["Start Date", "Response ID", "Would you recommend us?"],
            &[
                "{\"ImportId\":\"startDate\",\"timeZone\":\"Z\"}",
                "{\"ImportId\":\"_recordId\"}",
                "{'ImportId': 'QID1'}",
            ],
        ]))
        .unwrap();
        assert_eq!(newer.rows, 3);
        assert_eq!(newer.columns[2], ["Q1", "Would you recommend us?", "QID1"]);
        let older = heading(&rows(&[
            &["V1", "V8", "Q1"],
            &["ResponseID", "StartDate", "Would you recommend us?"],
            &["R_1", "2026-01-02 10:00:00", "9"],
        ]))
        .unwrap();
        assert_eq!(older.rows, 2);
        assert_eq!(
            older.columns,
            [
                vec!["V1", "ResponseID"],
                vec!["V8", "StartDate"],
                vec!["Q1", "Would you recommend us?"]
            ]
        );
        let between = heading(&rows(&[
            &["StartDate", "EndDate", "ResponseId", "Q1"],
            &["Start Date", "End Date", "Response ID", "Would you recommend us?"],
            &["2026-01-02 10:00:00", "2026-01-02 10:02:00", "R_1", "9"],
        ]));
        assert_eq!(between.unwrap().rows, 2);
    }

    #[test]
    fn a_table_that_only_has_such_columns_is_left_alone() {
        assert_eq!(
            heading(&rows(&[
                &["StartDate", "EndDate", "ResponseId", "Q1"],
                &["2026-01-02 10:00:00", "2026-01-02 10:02:00", "R_1", "9"],
                &["2026-01-03 10:00:00", "2026-01-03 10:02:00", "R_2", "7"],
            ])),
            None
        );
        assert_eq!(heading(&rows(&[&["V1", "V2"], &["3", "4"], &["5", "6"]])), None);
    }
}
