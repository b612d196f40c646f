//! Several rows per respondent put together to one: answers written one a row, or rows that repeat the answers and add
//! comments.
//!
//! The rows of one person may stand anywhere in the file, so all are held in memory, within a bound.

use std::collections::HashMap;
use std::io;

use super::json::MOST_COLUMNS;
use super::stored::Stored;
use super::{Header, Row, TableFile, Trouble, rows as rows_in_words};
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// What parts several comments of one person in one field. No survey tool writes it.
pub const BETWEEN_COMMENTS: char = '\u{1e}';

/// What parts several options of one person in one field, where no separator is declared.
pub const BETWEEN_OPTIONS: char = '\n';

/// How the answers of a respondent are spread over rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Layout {
    /// One row per respondent.
    #[default]
    Wide,
    /// Several rows per respondent, which is this column; the columns named say what they hold.
    Repeated(Located<String>, Columns),
    /// One row per answer.
    Long {
        /// Who answered.
        respondent: Located<String>,
        /// Which question.
        question: Located<String>,
        /// What.
        answer: Located<String>,
        /// The columns that the survey reads.
        columns: Columns,
    },
}

/// The columns that a survey reads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    /// Those of which a respondent has one value.
    pub single: Vec<Located<String>>,
    /// Those of which the first row's is taken where rows differ, as for dates.
    pub first: Vec<Located<String>>,
    /// Those of comments, of which a respondent may have several.
    pub comments: Vec<Located<String>>,
}

/// A respondent's fields so far.
struct Person {
    line: u64,
    fields: Vec<String>,
}

/// How the values of one column are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// The first that is not blank; nobody reads the column.
    First,
    /// The first that is not blank; others are told.
    FirstTold,
    /// There may be one only; a second that differs leaves none.
    Single,
    /// All, with this between them.
    All(char),
}

/// Puts the rows of `file` together; the inner error is the user's.
pub(super) fn apply<'s>(mut file: TableFile<'s>, layout: &Layout) -> io::Result<Result<TableFile<'s>, Box<Problem>>> {
    let (respondent, answers, columns) = match layout {
        Layout::Wide => return Ok(Ok(file)),
        Layout::Repeated(respondent, columns) => (respondent, None, columns),
        Layout::Long {
            respondent,
            question,
            answer,
            columns,
        } => (respondent, Some((question, answer)), columns),
    };
    let header = file.header().clone();
    let place = |column: &Located<String>| header.column(column);
    let answers = match answers
        .map(|(question, answer)| Ok((place(question)?, place(answer)?)))
        .transpose()
    {
        Ok(answers) => answers,
        Err(problem) => return Ok(Err(problem)),
    };
    let who = match place(respondent) {
        Ok(who) => who,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut joins = vec![Join::First; header.width()];
    // A column that is missed is told when rows are counted.
    for column in &columns.single {
        if let Ok(column) = place(column) {
            joins[column] = Join::Single;
        }
    }
    for column in &columns.first {
        if let Ok(column) = place(column) {
            joins[column] = Join::FirstTold;
        }
    }
    for column in &columns.comments {
        if let Ok(column) = place(column) {
            joins[column] = Join::All(BETWEEN_COMMENTS);
        }
    }
    if let Some((question, answer)) = answers {
        (joins[question], joins[answer]) = (Join::First, Join::First);
    }

    let mut people: Vec<Person> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut questions: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<Vec<String>> = header.all_names();
    let mut nobody = Trouble::default();
    let mut conflicts: Vec<Trouble> = vec![Trouble::default(); header.width()];
    let mut torn: Vec<(usize, usize)> = Vec::new();
    let mut held = 0_usize;
    while let Some(line) = file.next_row()? {
        let text = |column: usize| std::str::from_utf8(file.field(column)).unwrap_or_default().trim();
        let id = text(who);
        if id.is_empty() {
            nobody.at(line);
            continue;
        }
        let person = if let Some(person) = known.get(id) {
            *person
        } else {
            known.insert(id.to_owned(), people.len());
            held += id.len() + 64 + names.len() * size_of::<String>();
            people.push(Person {
                line,
                fields: vec![String::new(); header.width()],
            });
            people.len() - 1
        };
        let mut take = |column: usize, join: Join, text: &str| {
            let fields = &mut people[person].fields;
            if fields.len() <= column {
                fields.resize(column + 1, String::new());
            }
            let field = &mut fields[column];
            if text.is_empty() || field == text {
                return;
            }
            held += text.len() + 1;
            match join {
                _ if field.is_empty() => field.push_str(text),
                Join::First => {}
                Join::FirstTold => conflicts[column].at(line),
                Join::Single => {
                    conflicts[column].at(line);
                    torn.push((person, column));
                    held += 16;
                }
                Join::All(between) => {
                    if !field.split(between).any(|known| known == text) {
                        field.push(between);
                        field.push_str(text);
                    }
                }
            }
        };
        for (column, join) in joins.iter().enumerate() {
            if answers.is_none_or(|(question, answer)| column != question && column != answer) {
                take(column, *join, text(column));
            }
        }
        if let Some((question, answer)) = answers {
            let name = text(question);
            let column = *questions.entry(name.to_owned()).or_insert_with(|| {
                names.push(vec![name.to_owned()]);
                names.len() - 1
            });
            if names.len() > MOST_COLUMNS {
                return Ok(Err(Box::new(too_many_questions(file.path()))));
            }
            let is_comment = columns.comments.iter().any(|comment| comment.value.trim() == name);
            take(
                column,
                Join::All(if is_comment { BETWEEN_COMMENTS } else { BETWEEN_OPTIONS }),
                text(answer),
            );
        }
        if held > super::stored::MOST {
            return Ok(Err(Box::new(too_large(file.path()))));
        }
    }
    // Which of two values came first must not matter.
    for (person, column) in torn {
        people[person].fields[column].clear();
    }
    let mut stored = Stored::default();
    for person in &people {
        stored.begin(person.line);
        for field in &person.fields {
            if stored.push(field.as_bytes()).is_err() {
                return Ok(Err(Box::new(too_large(file.path()))));
            }
        }
    }
    let mut problems = Vec::new();
    problems.extend(nobody.problem(file.path(), without_respondent(&nobody, respondent)));
    for (column, conflict) in conflicts.iter().enumerate() {
        let name = header.names().nth(column).unwrap_or_default();
        let first = joins[column] == Join::FirstTold;
        problems.extend(conflict.problem(file.path(), conflicting(conflict, name, first, respondent)));
    }
    let header = Header::new(file.path(), header.line(), names, true);
    Ok(Ok(file.put_together(header, stored, nobody.count(), problems)?))
}

fn without_respondent(rows: &Trouble, respondent: &Located<String>) -> Problem {
    let name = &respondent.value;
    Problem::warning(
        "data/no-respondent",
        Text::prose(
            format!(
                "{} without a respondent in {}",
                rows.rows().get(Lang::En),
                quote(Lang::En, name)
            ),
            format!(
                "{} sans répondant dans {}",
                rows.rows().get(Lang::Fr),
                quote(Lang::Fr, name)
            ),
        ),
    )
    .why(Text::prose(
        "Rows are put together by respondent; these belong to nobody and are left out of every figure.",
        "Les lignes sont réunies par répondant ; celles-ci n'appartiennent à personne et n'entrent dans aucun chiffre.",
    ))
    .help(Text::prose(
        "Give them an id in the file, or name another column in `respondent:`.",
        "Donnez-leur un identifiant dans le fichier, ou nommez une autre colonne dans `respondent:`.",
    ))
    .related(respondent.place(), Text::prose("the respondent", "le répondant"))
}

fn conflicting(rows: &Trouble, column: &str, first: bool, respondent: &Located<String>) -> Problem {
    let (en, fr) = (rows_in_words(rows.count()), rows_in_words(rows.count()));
    Problem::warning(
        "data/conflicting-rows",
        Text::prose(
            format!(
                "{} with another value in {} than an earlier row of the same respondent",
                en.get(Lang::En),
                quote(Lang::En, column)
            ),
            format!(
                "{} avec une autre valeur dans {} qu'une ligne précédente du même répondant",
                fr.get(Lang::Fr),
                quote(Lang::Fr, column)
            ),
        ),
    )
    .why(if first {
        Text::prose(
            "A respondent has one value there; that of the first row is taken.",
            "Un répondant n'y a qu'une valeur ; celle de la première ligne est retenue.",
        )
    } else {
        Text::prose(
            "A respondent has one value there; which of them holds cannot be told, so that it counts as blank.",
            "Un répondant n'y a qu'une valeur ; on ignore laquelle est la bonne, elle compte donc comme vide.",
        )
    })
    .help(Text::prose(
        "Correct the file; where rows are not people but visits or calls, leave `layout:` out.",
        "Corrigez le fichier ; si les lignes sont des visites ou des appels et non des personnes, retirez `layout:`.",
    ))
    .related(respondent.place(), Text::prose("the respondent", "le répondant"))
}

fn too_many_questions(path: &str) -> Problem {
    Problem::error(
        "data/too-many-columns",
        Text::prose(
            format!("{path} has more than 16,384 questions"),
            format!("{path} a plus de 16\u{202f}384 questions"),
        ),
    )
    .why(Text::prose(
        "The column of questions probably holds something else.",
        "La colonne des questions contient sans doute autre chose.",
    ))
    .help(Text::prose(
        "Check `long:` in the survey.",
        "Vérifiez `long:` dans l'enquête.",
    ))
    .at(Place::file(path))
}

fn too_large(path: &str) -> Problem {
    Problem::error(
        "data/too-large-together",
        Text::prose(
            format!("the rows of {path} need more than 256 MiB to be put together"),
            format!("les lignes de {path} demandent plus de 256 Mio pour être réunies"),
        ),
    )
    .why(Text::prose(
        "The rows of one respondent may stand anywhere, so that all are held in memory.",
        "Les lignes d'un répondant peuvent être n'importe où : toutes sont tenues en mémoire.",
    ))
    .help(Text::prose(
        "Export one row per respondent, with only the columns you need.",
        "Exportez une ligne par répondant, avec les seules colonnes utiles.",
    ))
    .at(Place::file(path))
}
