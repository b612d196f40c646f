//! `LimeSurvey`: codes (`A8[SQ001]`), or codes and texts (`A8[SQ001]. Which of these? [Green]`), in one header row.
//!
//! A column answers to its code in both, to the whole heading, and to the text behind the code.

use super::{Heading, Tool, columns_called, plain};
use crate::language::Text;

/// The columns about the response, in this order in every export by code.
const ABOUT: [&str; 3] = ["id", "submitdate", "lastpage"];

/// The same in an export by text.
const ABOUT_BY_TEXT: [&str; 3] = ["response id", "date submitted", "last page"];

pub(super) fn mark() -> Text {
    columns_called(&ABOUT)
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    let begins = |names: &[&str], of: &dyn Fn(&str) -> String| {
        first.len() > names.len() && first.iter().zip(names).all(|(name, known)| of(name) == *known)
    };
    if begins(&ABOUT, &|name| plain(name)) || begins(&ABOUT_BY_TEXT, &|name| plain(name)) {
        return Some(Heading::single(Tool::LimeSurvey, first));
    }
    begins(&ABOUT, &|name| plain(split(name).map_or("", |(code, _)| code))).then(|| Heading {
        tool: Some(Tool::LimeSurvey),
        rows: 1,
        columns: first
            .iter()
            .map(|name| match split(name) {
                None => vec![name.clone()],
                Some((code, text)) => vec![code.to_owned(), name.clone(), text.to_owned()],
            })
            .collect(),
    })
}

/// A heading of code and text, cut between them: the first point or colon followed by a space.
fn split(heading: &str) -> Option<(&str, &str)> {
    let (code, text) = heading.split_once(". ").or_else(|| heading.split_once(": "))?;
    let is_code = !code.is_empty() && !code.contains(char::is_whitespace);
    is_code.then(|| (code, text.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;
    use super::*;

    #[test]
    fn codes_alone_and_codes_with_texts_answer_to_the_same_codes() {
        let codes = heading(&rows(&[&["id", "submitdate", "lastpage", "A8[SQ001]"]])).unwrap();
        let both = heading(&rows(&[&[
            "id. Response ID",
            "submitdate. Date submitted",
            "lastpage. Last page",
            "A8[SQ001]. Which of these? e.g. [Green]",
        ]]))
        .unwrap();
        let own = |heading: &Heading| heading.columns.iter().map(|names| names[0].clone()).collect::<Vec<_>>();
        assert_eq!(own(&codes), own(&both));
        assert_eq!(both.columns[3][2], "Which of these? e.g. [Green]");
    }
}
