//! `SurveyMonkey`: the questions in the first row, their options in the second, one column per option.
//!
//! A question stands over the first of its columns only; the others are blank in the first row. A column is called by
//! its question where that has one column, else `Question [Option]`. Exports that somebody freed of the second row are
//! read with one.

use super::{Heading, Tool, plain};
use crate::language::Text;

/// What stands in the second row under a question without options, in the languages of its exports seen so far.
const RESPONSE: [&str; 6] = [
    "response",
    "open-ended response",
    "réponse",
    "réponse ouverte",
    "réponse libre",
    "antwort",
];

pub(super) fn mark() -> Text {
    Text::prose(
        "`RespondentID` as its first column",
        "`RespondentID` comme première colonne",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    if !matches!(
        plain(first.first()?).as_str(),
        "respondentid" | "respondent id" | "respondent_id"
    ) {
        return None;
    }
    // Without a respondent it is no answer, also where no question has options and it is blank.
    let options = rows
        .get(1)
        .filter(|second| second.first().is_some_and(String::is_empty));
    let Some(options) = options else {
        return Some(Heading::single(Tool::SurveyMonkey, first));
    };
    let mut columns: Vec<Vec<String>> = Vec::with_capacity(first.len());
    let mut question = "";
    for (place, heading) in first.iter().enumerate() {
        let option = options.get(place).map_or("", String::as_str);
        let continues = heading.is_empty() && !option.is_empty();
        if !continues {
            question = heading;
        }
        let next_continues = first.get(place + 1).is_some_and(String::is_empty)
            && options.get(place + 1).is_some_and(|option| !option.is_empty());
        let alone = !continues && !next_continues;
        columns.push(
            if option.is_empty() || alone && RESPONSE.contains(&plain(option).as_str()) {
                vec![heading.clone()]
            } else {
                let mut names = vec![format!("{question} [{option}]"), option.to_owned()];
                if alone {
                    names.push(question.to_owned());
                }
                names
            },
        );
    }
    Some(Heading {
        tool: Some(Tool::SurveyMonkey),
        rows: 2,
        columns,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;

    #[test]
    fn options_belong_to_the_question_that_stands_before_them() {
        let heading = heading(&rows(&[
            &[
                "Respondent ID",
                "Start Date",
                "Which did you use?",
                "",
                "",
                "Would you recommend us?",
                "Why?",
            ],
            &[
                "",
                "",
                "Web",
                "Shop",
                "Other (please specify)",
                "Response",
                "Open-Ended Response",
            ],
            &["114", "01/02/2026 10:00:00", "Web", "", "", "9", "Fast"],
        ]))
        .unwrap();
        let own: Vec<&str> = heading.columns.iter().map(|names| names[0].as_str()).collect();
        assert_eq!(heading.rows, 2);
        assert_eq!(
            own,
            [
                "Respondent ID",
                "Start Date",
                "Which did you use? [Web]",
                "Which did you use? [Shop]",
                "Which did you use? [Other (please specify)]",
                "Would you recommend us?",
                "Why?"
            ]
        );
        assert_eq!(heading.columns[3][1], "Shop");
    }

    #[test]
    fn without_its_second_row_an_export_has_one_header_row() {
        let heading = heading(&rows(&[&["RespondentID", "How tall are you?"], &["3436139758", ""]])).unwrap();
        assert_eq!((heading.rows, heading.columns.len()), (1, 2));
    }
}
