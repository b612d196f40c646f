//! Whether a respondent ticked an option of a question with several: yes, no, or nothing is known because the question
//! was not seen.
//!
//! Tools write a tick in the option's own column or list the options ticked in one cell. Who saw the question and
//! ticked nothing is in no cell of most exports. So a respondent counts if any cell of the question says something,
//! unless the project says who saw it (`seen`).

use super::answer::Answer;
use super::declared::option_columns;
use super::memo::Memo;
use super::options::NOT_CHOSEN;
use super::rule::RowRule;
use crate::data::{BETWEEN_OPTIONS, DecimalMark, Header, Row, Trouble, same_code};
use crate::diagnostics::{Problem, Problems};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::Question;

/// The word of tools for an option that was not shown.
pub(super) const NOT_SHOWN: &str = "n/a";

/// What a cell says of its option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Ticked,
    /// Seen, and not ticked.
    Left,
    /// Declared as no answer, or not shown.
    NotShown,
    Blank,
}

/// What a cell with all the options ticked says of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Listed {
    own: Cell,
    /// It names an option that the project does not.
    unlisted: bool,
}

/// Where the options stand.
enum Cells {
    /// A column each: those of this option, then the others.
    Columns {
        own: Vec<usize>,
        others: Vec<usize>,
        memo: Memo<Cell>,
    },
    /// One cell for all, with this between them.
    One {
        column: usize,
        separator: String,
        memo: Memo<Listed>,
    },
}

/// Reads one option.
pub(super) struct Ticked<'p> {
    question: &'p Question,
    option: &'p str,
    cells: Cells,
    seen: Option<RowRule>,
    /// Rows with options that are not listed, told once for all options of the question.
    unlisted: Trouble,
}

/// What stands between the options of a cell: a blank around it belongs to no option, one of blanks alone is one.
pub(super) fn separator(written: &str) -> String {
    let trimmed = written.trim();
    match (trimmed, written) {
        ("", "") => BETWEEN_OPTIONS.to_string(),
        ("", blanks) => blanks.to_owned(),
        (separator, _) => separator.to_owned(),
    }
}

impl<'p> Ticked<'p> {
    /// The reader of a question that asks for one option; `None` if a column is missing, all of which were reported.
    pub(super) fn new(
        question: &'p Question,
        option: &'p str,
        header: &Header,
        decimal: DecimalMark,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut met = Problems::new();
        let ticked = Ticked::find(question, option, header, decimal, &mut met);
        // All options of a question look at the same columns: what is missing is told once.
        let new: Vec<Problem> = met
            .into_iter()
            .filter(|one| problems.iter().all(|known| known != one))
            .collect();
        problems.extend(new);
        ticked
    }

    fn find(
        question: &'p Question,
        option: &'p str,
        header: &Header,
        decimal: DecimalMark,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut find = |column: &Located<String>| header.column(column).map_err(|problem| problems.push(*problem)).ok();
        let cells = if let Some(written) = &question.separator {
            Cells::One {
                column: find(question.column.as_ref().unwrap_or(&question.id))?,
                separator: separator(written),
                memo: Memo::new(),
            }
        } else {
            let columns = option_columns(&question.columns, &question.id);
            let found: Vec<(Option<usize>, bool)> = columns
                .iter()
                .zip(question.columns.values())
                .map(|(column, id)| (find(column), id.value == option))
                .collect();
            let of = |own: bool| -> Option<Vec<usize>> {
                let columns = found.iter().filter(|(_, is_own)| *is_own == own);
                columns.map(|(column, _)| *column).collect()
            };
            Cells::Columns {
                own: of(true)?,
                others: of(false)?,
                memo: Memo::new(),
            }
        };
        let seen = match &question.seen {
            Some(rule) => Some(RowRule::new(rule, header, decimal, problems)?),
            None => None,
        };
        Some(Ticked {
            question,
            option,
            cells,
            seen,
            unlisted: Trouble::default(),
        })
    }

    /// The columns that are looked at.
    pub(super) fn columns(&self) -> Vec<usize> {
        let mut columns = match &self.cells {
            Cells::Columns { own, others, .. } => [own.as_slice(), others].concat(),
            Cells::One { column, .. } => vec![*column],
        };
        columns.extend(self.seen.iter().flat_map(RowRule::columns));
        columns
    }

    /// What the row that begins at `line` says: 1 ticked, 0 seen and not ticked.
    pub(super) fn answer(&mut self, row: &impl Row, line: u64) -> Answer {
        let seen = self.seen.as_mut().map(|rule| rule.holds(row));
        if seen == Some(false) {
            return Answer::Blank;
        }
        let question = self.question;
        let (own, any) = match &mut self.cells {
            Cells::Columns { own, others, memo } => {
                let mut says = |column: &usize| memo.get(row, *column, |text| cell(question, text));
                let own = own.iter().map(&mut says).min_by_key(|cell| match cell {
                    Cell::Ticked => 0,
                    Cell::Left => 1,
                    Cell::NotShown => 2,
                    Cell::Blank => 3,
                });
                let own = own.unwrap_or(Cell::Blank);
                let speaks = |cell: Cell| matches!(cell, Cell::Ticked | Cell::Left);
                let any = speaks(own) || own == Cell::Blank && others.iter().any(|column| speaks(says(column)));
                (own, any)
            }
            Cells::One {
                column,
                separator,
                memo,
            } => {
                let option = self.option;
                let read = |text: &str| listed(question, option, separator, text);
                let listed = memo.get(row, *column, read);
                if listed.unlisted {
                    self.unlisted.at(line);
                }
                (listed.own, listed.own != Cell::Blank)
            }
        };
        match own {
            Cell::Ticked => Answer::Counted(1),
            Cell::NotShown => Answer::Declared,
            _ if any || seen == Some(true) => Answer::Counted(0),
            _ => Answer::Blank,
        }
    }

    /// Rows with options that the project does not list.
    pub(super) fn unlisted(&self) -> &Trouble {
        &self.unlisted
    }

    /// The problem that counts them.
    pub(super) fn problem(&self, unlisted: &Trouble, path: &str) -> Option<Problem> {
        // All options of the question read the same cell: the first one tells.
        if self.question.options.values().map(|id| id.as_str()).min() != Some(self.option) {
            return None;
        }
        let column = self.question.column.as_ref().unwrap_or(&self.question.id);
        let rows = unlisted.rows();
        let problem = Problem::warning(
            "data/unmapped-value",
            Text::prose(
                format!(
                    "{} with an option in {} that is not listed",
                    rows.get(Lang::En),
                    quote(Lang::En, column)
                ),
                format!(
                    "{} avec une option non déclarée dans {}",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, column)
                ),
            ),
        )
        .why(Text::prose(
            "These people saw the question and count in n; what they ticked beside the listed options is not shown. It \
             may be somebody's own words, so it is not repeated here.",
            "Ces personnes ont vu la question et comptent dans n ; ce qu'elles ont coché en dehors des options déclarées \
             n'est pas montré. Ce peut être du texte libre : il n'est pas répété ici.",
        ))
        .help(Text::prose(
            "Add it to `options:` of the question, several to one id if you like.",
            "Ajoutez-la à `options:` de la question, plusieurs sous un même identifiant si vous voulez.",
        ))
        .related(self.question.role.place(), Text::prose("the question", "la question"));
        unlisted.problem(path, problem)
    }
}

/// What the text of an option's own cell says.
fn cell(question: &Question, text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    if let Some((_, ticked)) = question.values.iter().find(|(word, _)| same_code(word, text)) {
        return if *ticked == 1 { Cell::Ticked } else { Cell::Left };
    }
    if says_nothing(question, text) || text.eq_ignore_ascii_case(NOT_SHOWN) {
        Cell::NotShown
    } else if NOT_CHOSEN.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Cell::Left
    } else {
        Cell::Ticked
    }
}

/// What the text of a cell with all options ticked says of one.
fn listed(question: &Question, option: &str, separator: &str, text: &str) -> Listed {
    let mut found = Listed {
        own: Cell::Blank,
        unlisted: false,
    };
    if !text.is_empty() && says_nothing(question, text) {
        found.own = Cell::NotShown;
        return found;
    }
    let named = text
        .split([BETWEEN_OPTIONS])
        .flat_map(|line| line.split(separator))
        .map(str::trim)
        .filter(|named| !named.is_empty() && !says_nothing(question, named));
    for named in named {
        match question.options.get(named) {
            Some(id) if id.value == option => found.own = Cell::Ticked,
            Some(_) => {}
            None => found.unlisted = true,
        }
        if found.own == Cell::Blank {
            found.own = Cell::Left;
        }
    }
    found
}

fn says_nothing(question: &Question, text: &str) -> bool {
    question.not_an_answer.iter().any(|code| same_code(&code.0, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Declared, TableFile};
    use crate::files::Bytes;
    use crate::manifest::typed;

    struct Fields<'f>(&'f [&'f str]);

    impl Row for Fields<'_> {
        fn field(&self, column: usize) -> &[u8] {
            self.0[column].as_bytes()
        }
    }

    fn question(yaml: &str) -> Question {
        let mut problems = Problems::new();
        typed("s.yaml", yaml, &mut problems).unwrap_or_else(|| panic!("{problems:?}"))
    }

    fn answers(yaml: &str, header: &str, option: &str, rows: &[&[&str]]) -> Vec<Answer> {
        let question = question(yaml);
        let mut problems = Problems::new();
        let file = Bytes(format!("{header}\n").into_bytes());
        let file = TableFile::open(&file, "s.csv", &Declared::default()).unwrap().unwrap();
        let mut reader = Ticked::new(&question, option, file.header(), DecimalMark::Point, &mut problems).unwrap();
        rows.iter().map(|row| reader.answer(&Fields(row), 2)).collect()
    }

    const YES: Answer = Answer::Counted(1);
    const NO: Answer = Answer::Counted(0);

    #[test]
    fn who_left_all_columns_blank_did_not_see_the_question() {
        let yaml = "{id: used, role: options, columns: {a: web, b: shop}}";
        let rows: [&[&str]; 6] = [
            &["1", ""],
            &["", "Shop"],
            &["", ""],
            &["No", "Yes"],
            &["N/A", "Yes"],
            &["0", "0"],
        ];
        let found = answers(yaml, "a,b", "web", &rows);
        assert_eq!(found, [YES, NO, Answer::Blank, NO, Answer::Declared, NO]);
    }

    #[test]
    fn the_project_says_who_saw_it_and_which_code_is_not_ticked() {
        let yaml = "{id: used, role: options, columns: {a: web, b: shop}, seen: {column: c, is: 1}}";
        let rows: [&[&str]; 3] = [&["", "", "1"], &["", "", "0"], &["x", "", "0"]];
        assert_eq!(answers(yaml, "a,b,c", "web", &rows), [NO, Answer::Blank, Answer::Blank]);
        let yaml = "{id: used, role: options, columns: {a: web, b: shop}, values: {-99: 0}}";
        let rows: [&[&str]; 3] = [&["-99", "-99"], &["1", "-99"], &["", ""]];
        assert_eq!(answers(yaml, "a,b", "web", &rows), [NO, YES, Answer::Blank]);
    }

    #[test]
    fn options_of_one_cell_are_told_apart_and_those_nobody_listed_still_saw_it() {
        let yaml = "{id: used, role: options, separator: ';', options: {Site: web, Boutique: shop, Appli: web}, \
                    not-an-answer: [NSP]}";
        let rows: [&[&str]; 6] = [
            &["Site;Boutique"],
            &["Boutique"],
            &[" Appli ; "],
            &["Autre"],
            &[""],
            &["NSP"],
        ];
        let found = answers(yaml, "used", "web", &rows);
        assert_eq!(found, [YES, NO, YES, NO, Answer::Blank, Answer::Declared]);
    }
}
