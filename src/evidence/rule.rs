//! Declarative rules as native lookups: whether one holds for a row.

use super::memo::Memo;
use crate::data::{DecimalMark, Header, Row, same_code};
use crate::diagnostics::Problems;
use crate::manifest::Located;
use crate::project::{Code, Rule};

/// One rule, for rows one after the other.
pub(super) struct RowRule {
    test: Test,
    columns: Vec<Looked>,
    /// Of the current row: the class of its field in each of the columns.
    classes: Vec<u32>,
}

impl RowRule {
    /// The rule with its columns; `None` if one is missing, all of which were then reported.
    pub(super) fn new(
        rule: &Located<Rule>,
        header: &Header,
        decimal: DecimalMark,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut columns = Vec::new();
        let test = compile(rule, header, decimal, &mut columns, problems)?;
        Some(RowRule {
            test,
            classes: vec![0; columns.len()],
            columns,
        })
    }

    /// The columns that are looked at.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|looked| looked.column)
    }

    /// Whether it holds for a row.
    pub(super) fn holds(&mut self, row: &impl Row) -> bool {
        for (looked, class) in self.columns.iter_mut().zip(&mut self.classes) {
            *class = looked.class(row);
        }
        let (columns, classes) = (&self.columns, &self.classes);
        self.test.holds(&|column| columns[column].answers(classes[column]))
    }
}

/// A compiled rule.
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// What is asked of the column, by its place among those looked at and among what is asked of it.
    Field(usize, usize),
}

/// A column that rules look at.
pub(super) struct Looked {
    pub(super) column: usize,
    asked: Vec<Holds>,
    /// Fields to which all that is asked has the same answers are of one class.
    memo: Memo<u32>,
    classes: Vec<Box<[bool]>>,
}

/// What is asked of a field.
enum Holds {
    OneOf(Vec<Code>),
    Between([f64; 2], DecimalMark),
    Blank(bool),
}

impl Test {
    /// Whether it holds, given the answers to what is asked of each column.
    pub(super) fn holds<'a>(&self, answers: &impl Fn(usize) -> &'a [bool]) -> bool {
        match self {
            Test::All(tests) => tests.iter().all(|test| test.holds(answers)),
            Test::Any(tests) => tests.iter().any(|test| test.holds(answers)),
            Test::Not(test) => !test.holds(answers),
            Test::Field(column, asked) => answers(*column)[*asked],
        }
    }
}

impl Holds {
    fn of(&self, text: &str) -> bool {
        match self {
            Holds::OneOf(codes) => codes.iter().any(|code| same_code(&code.0, text)),
            Holds::Between([low, high], decimal) => decimal
                .number(text)
                .is_some_and(|number| (*low..=*high).contains(&number)),
            Holds::Blank(wanted) => text.is_empty() == *wanted,
        }
    }
}

impl Looked {
    /// What was answered to all that is asked of a field of this class.
    pub(super) fn answers(&self, class: u32) -> &[bool] {
        &self.classes[class as usize]
    }

    /// The class of the field of a row.
    #[inline]
    pub(super) fn class(&mut self, row: &impl Row) -> u32 {
        let (asked, classes) = (&self.asked, &mut self.classes);
        self.memo.get(row, self.column, |text| {
            let answers: Box<[bool]> = asked.iter().map(|holds| holds.of(text)).collect();
            let known = classes.iter().position(|known| *known == answers);
            known.unwrap_or_else(|| {
                classes.push(answers);
                classes.len() - 1
            }) as u32
        })
    }
}

/// The test of a rule; `None` if a column is missing, which was then reported.
pub(super) fn compile(
    rule: &Located<Rule>,
    header: &Header,
    decimal: DecimalMark,
    columns: &mut Vec<Looked>,
    problems: &mut Problems,
) -> Option<Test> {
    let mut several = |rules: &[Located<Rule>]| -> Option<Vec<Test>> {
        // Every rule is compiled before giving up, so that all missing columns are told at once.
        let tests: Vec<Option<Test>> = rules
            .iter()
            .map(|rule| compile(rule, header, decimal, columns, problems))
            .collect();
        tests.into_iter().collect()
    };
    let written = &rule.value;
    if let Some(rules) = &written.all {
        return several(rules).map(Test::All);
    }
    if let Some(rules) = &written.any {
        return several(rules).map(Test::Any);
    }
    if let Some(rule) = &written.not {
        return compile(rule, header, decimal, columns, problems).map(|test| Test::Not(Box::new(test)));
    }
    let column = match header.column(written.column.as_ref()?) {
        Ok(column) => column,
        Err(problem) => {
            problems.push(*problem);
            return None;
        }
    };
    let holds = if let Some(code) = &written.is {
        Holds::OneOf(vec![code.clone()])
    } else if let Some(codes) = &written.one_of {
        Holds::OneOf(codes.clone())
    } else if let Some(bounds) = written.between {
        Holds::Between(bounds, decimal)
    } else {
        Holds::Blank(written.blank?)
    };
    let place = columns
        .iter()
        .position(|looked| looked.column == column)
        .unwrap_or_else(|| {
            columns.push(Looked {
                column,
                asked: Vec::new(),
                memo: Memo::new(),
                classes: Vec::new(),
            });
            columns.len() - 1
        });
    let asked = &mut columns[place].asked;
    asked.push(holds);
    Some(Test::Field(place, asked.len() - 1))
}
