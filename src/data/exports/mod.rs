//! How tools write an export: which of the first rows are header, by what names a column is known, and what of a file of
//! web analytics is no row.
//!
//! One file per tool. Nothing here looks at answers; what a tool writes into cells (`N/A`, options parted by `;`) is
//! declared by the project, question by question.

mod alchemer;
mod analytics;
mod ga4;
mod google_forms;
mod limesurvey;
mod matomo;
mod microsoft_forms;
mod qualtrics;
mod surveymonkey;
mod tally;
mod typeform;

pub(super) use analytics::{Held, chosen, too_large};

use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};

/// How many rows at the beginning of a file are looked at.
pub(super) const LOOKED_AT: usize = 3;

/// A tool whose exports have a shape of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// Qualtrics: two or three header rows.
    Qualtrics,
    /// `LimeSurvey`: codes, or codes and texts.
    LimeSurvey,
    /// `SurveyMonkey`: two header rows, one column per option.
    SurveyMonkey,
    /// Typeform: headings that repeat.
    Typeform,
    /// Microsoft Forms.
    MicrosoftForms,
    /// Alchemer, once `SurveyGizmo`: `Option:Question`.
    Alchemer,
    /// Tally: `Question (Option)`.
    Tally,
    /// Google Forms: a time stamp, then the questions.
    GoogleForms,
    /// Google Analytics 4: lines of comment, several tables, totals.
    Ga4,
    /// Matomo: shares and durations in words.
    Matomo,
}

/// What the project says of the shape of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// The tool; `None` for a plain table with one header row.
    pub tool: Option<Tool>,
    /// Where the project says so.
    pub place: Place,
}

/// The word for a table that no tool shaped.
pub const PLAIN: &str = "table";

impl Tool {
    /// All of them with their word in YAML, in the order in which a file is compared with them: the clearest marks
    /// first.
    pub const WORDS: [(&'static str, Tool); 10] = [
        ("qualtrics", Tool::Qualtrics),
        ("limesurvey", Tool::LimeSurvey),
        ("surveymonkey", Tool::SurveyMonkey),
        ("typeform", Tool::Typeform),
        ("microsoft-forms", Tool::MicrosoftForms),
        ("alchemer", Tool::Alchemer),
        ("tally", Tool::Tally),
        ("google-forms", Tool::GoogleForms),
        ("ga4", Tool::Ga4),
        ("matomo", Tool::Matomo),
    ];

    /// The tool of a word in YAML.
    pub fn from_word(word: &str) -> Option<Tool> {
        Tool::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, tool)| *tool)
    }

    /// Its word in YAML.
    pub fn word(self) -> &'static str {
        Tool::WORDS
            .iter()
            .find(|(_, tool)| *tool == self)
            .map_or(PLAIN, |(word, _)| word)
    }

    /// What the tool is called by those who make it.
    pub fn title(self) -> &'static str {
        match self {
            Tool::Qualtrics => "Qualtrics",
            Tool::LimeSurvey => "LimeSurvey",
            Tool::SurveyMonkey => "SurveyMonkey",
            Tool::Typeform => "Typeform",
            Tool::MicrosoftForms => "Microsoft Forms",
            Tool::Alchemer => "Alchemer",
            Tool::Tally => "Tally",
            Tool::GoogleForms => "Google Forms",
            Tool::Ga4 => "Google Analytics 4",
            Tool::Matomo => "Matomo",
        }
    }

    /// The heading of an export of this tool that begins with `rows`; `None` if it is no such export.
    fn heading(self, rows: &[Vec<String>]) -> Option<Heading> {
        match self {
            Tool::Qualtrics => qualtrics::heading(rows),
            Tool::LimeSurvey => limesurvey::heading(rows),
            Tool::SurveyMonkey => surveymonkey::heading(rows),
            Tool::Typeform => typeform::heading(rows),
            Tool::MicrosoftForms => microsoft_forms::heading(rows),
            Tool::Alchemer => alchemer::heading(rows),
            Tool::Tally => tally::heading(rows),
            Tool::GoogleForms => google_forms::heading(rows),
            Tool::Ga4 => ga4::heading(rows),
            Tool::Matomo => matomo::heading(rows),
        }
    }

    /// By what one knows an export of this tool.
    fn mark(self) -> Text {
        match self {
            Tool::Qualtrics => qualtrics::mark(),
            Tool::LimeSurvey => limesurvey::mark(),
            Tool::SurveyMonkey => surveymonkey::mark(),
            Tool::Typeform => typeform::mark(),
            Tool::MicrosoftForms => microsoft_forms::mark(),
            Tool::Alchemer => alchemer::mark(),
            Tool::Tally => tally::mark(),
            Tool::GoogleForms => google_forms::mark(),
            Tool::Ga4 => ga4::mark(),
            Tool::Matomo => matomo::mark(),
        }
    }
}

/// What the first rows of a file say of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The tool, if one was declared or found out.
    pub(super) tool: Option<Tool>,
    /// How many of the rows are header.
    pub(super) rows: usize,
    /// The names that each column answers to; the first is its own.
    pub(super) columns: Vec<Vec<String>>,
}

impl Heading {
    /// One header row.
    pub(super) fn plain(names: &[String]) -> Self {
        Heading {
            tool: None,
            rows: 1,
            columns: names.iter().map(|name| vec![name.clone()]).collect(),
        }
    }

    /// One header row of a tool.
    fn single(tool: Tool, names: &[String]) -> Self {
        Heading {
            tool: Some(tool),
            ..Heading::plain(names)
        }
    }
}

/// Finds out what the first rows of a file mean, or says why they are not what the project declares.
pub(super) fn heading(rows: &[Vec<String>], declared: Option<&Format>, path: &str) -> Result<Heading, Box<Problem>> {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let found = || Tool::WORDS.iter().find_map(|(_, tool)| tool.heading(rows));
    match declared {
        None => Ok(found().unwrap_or_else(|| Heading::plain(first))),
        Some(Format { tool: None, .. }) => Ok(Heading::plain(first)),
        Some(Format {
            tool: Some(tool),
            place,
        }) => tool
            .heading(rows)
            .ok_or_else(|| Box::new(other_format(*tool, found().and_then(|found| found.tool), path).at(place.clone()))),
    }
}

fn other_format(declared: Tool, found: Option<Tool>, path: &str) -> Problem {
    let mark = declared.mark();
    let help = match found {
        Some(found) => Text::prose(
            format!(
                "it looks like an export of {}: write `format: {}`, or leave the key out",
                found.title(),
                found.word()
            ),
            format!(
                "il ressemble à un export de {} : écrivez `format: {}`, ou retirez la clé",
                found.title(),
                found.word()
            ),
        ),
        None => Text::prose(
            format!("check the file; for a table with one header row write `format: {PLAIN}`, or leave the key out"),
            format!(
                "vérifiez le fichier ; pour un tableau à une seule ligne d'en-tête, écrivez `format: {PLAIN}` ou \
                 retirez la clé"
            ),
        ),
    };
    Problem::error(
        "data/other-format",
        Text::prose(
            format!("{path} is no export of {}", declared.title()),
            format!("{path} n'est pas un export de {}", declared.title()),
        ),
    )
    .why(Text::prose(
        format!("such an export has {}; this file has not", mark.get(Lang::En)),
        format!("un tel export a {} ; ce fichier n'en a pas", mark.get(Lang::Fr)),
    ))
    .help(help)
}

/// `name` in lower case, with single plain spaces: tools put no-break spaces and line ends into headings.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the first columns are called by one of each of the `names`, in any case.
fn begins_with(first: &[String], names: &[&[&str]]) -> bool {
    first.len() >= names.len()
        && first
            .iter()
            .zip(names)
            .all(|(name, known)| known.contains(&plain(name).as_str()))
}

/// Whether there is a column of each of the `names`, in any case.
fn holds(first: &[String], names: &[&str]) -> bool {
    names
        .iter()
        .all(|wanted| first.iter().any(|name| plain(name) == *wanted))
}

/// A mark in words: columns that the header holds.
fn columns_called(names: &[&str]) -> Text {
    let all = |lang, and: &str| {
        let quoted: Vec<String> = names.iter().map(|name| quote(lang, name)).collect();
        match quoted.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
            _ => quoted.concat(),
        }
    };
    Text::prose(
        format!("columns called {}", all(Lang::En, "and")),
        format!("des colonnes {}", all(Lang::Fr, "et")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    }

    fn format(word: &str) -> Format {
        Format {
            tool: Tool::from_word(word),
            place: Place::at("parcours.yaml", 4, 13),
        }
    }

    /// The header rows of each tool, as its help pages show them.
    #[test]
    fn each_tool_is_told_by_its_header() {
        let exports: [(&str, &[&str]); 6] = [
            (
                "typeform",
                &[
                    "#",
                    "Which?",
                    "Other",
                    "Other",
                    "Response Type",
                    "Start Date (UTC)",
                    "Submit Date (UTC)",
                ],
            ),
            (
                "microsoft-forms",
                &[
                    "ID",
                    "Heure de début",
                    "Heure\u{a0}de fin",
                    "Adresse de messagerie",
                    "Nom",
                    "Votre avis ?",
                ],
            ),
            (
                "alchemer",
                &[
                    "Response ID",
                    "Time Started",
                    "Date Submitted",
                    "Status",
                    "Web:Which did you use?",
                ],
            ),
            (
                "tally",
                &[
                    "Submission ID",
                    "Respondent ID",
                    "Submitted at",
                    "Which?",
                    "Which? (Web)",
                ],
            ),
            ("google-forms", &["Horodateur", "Recommanderiez-vous nos services ?"]),
            ("surveymonkey", &["Respondent ID", "Collector ID", "Q1"]),
        ];
        for (word, header) in exports {
            let rows = rows(&[header]);
            let found = heading(&rows, None, "d.csv").unwrap();
            assert_eq!(found.tool.map(Tool::word), Some(word));
            assert_eq!(heading(&rows, Some(&format(word)), "d.csv").unwrap(), found);
            assert_eq!(heading(&rows, Some(&format(PLAIN)), "d.csv").unwrap().tool, None);
        }
        assert_eq!(
            heading(&rows(&[&["timestamp", "device", "score"]]), None, "d.csv")
                .unwrap()
                .tool,
            None
        );
    }

    #[test]
    fn options_of_alchemer_answer_to_question_and_option() {
        let rows = rows(&[&[
            "Response ID",
            "Time Started",
            "Date Submitted",
            "Web:Which did you use?",
        ]]);
        let found = heading(&rows, None, "d.csv").unwrap();
        assert_eq!(found.columns[3], ["Web:Which did you use?", "Which did you use? [Web]"]);
    }

    #[test]
    fn another_format_than_declared_is_told_with_the_one_it_looks_like() {
        let tally = rows(&[&["Submission ID", "Respondent ID", "Submitted at", "Which?"]]);
        let problem = heading(&tally, Some(&format("qualtrics")), "d.csv").unwrap_err();
        assert_eq!(
            (problem.code, problem.place.clone().unwrap().line),
            ("data/other-format", 4)
        );
        assert!(problem.help.get(Lang::En).contains("`format: tally`"), "{problem:?}");
        assert!(problem.why.get(Lang::En).contains("`ResponseId`"), "{problem:?}");
        let nothing = rows(&[&["a", "b"]]);
        let problem = heading(&nothing, Some(&format("typeform")), "d.csv").unwrap_err();
        assert!(problem.help.get(Lang::En).contains("`format: table`"), "{problem:?}");
    }
}
