//! Persona rules as native lookups: which personas a row belongs to.

use std::collections::HashMap;

use super::memo::Memo;
use super::raw::MOST_VALUES;
use super::tally::Cells;
use crate::data::{DecimalMark, Header, Row, Trouble, same_code};
use crate::diagnostics::{Problem, Problems};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Code, Persona, Rule};

/// More personas than this in one survey are refused: the set of a row is kept in as many bits.
const MOST: usize = 128;

/// Combinations of classes that are remembered; with more, a row's personas are worked out anew.
const COMBINATIONS: usize = 1 << 16;

/// Which personas a row belongs to. The *set* of them is what rows are counted by; sets are rolled up to members
/// afterwards.
pub(super) struct Segments {
    personas: Vec<(String, Test)>,
    /// The columns that rules look at, each once.
    columns: Vec<Looked>,
    /// Of the current row: the class of its field in each of the columns.
    classes: Vec<u32>,
    /// Rows with the same classes belong to the same personas.
    combinations: Cells,
    /// By the number of the combination; `None` for a set that was one too many.
    known: Vec<Option<u32>>,
    codes: HashMap<u128, u32>,
    /// By code; the first is the empty set.
    sets: Vec<u128>,
    too_many: Trouble,
}

/// A compiled rule.
enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// What is asked of the column, by its place among those looked at and among what is asked of it.
    Field(usize, usize),
}

/// A column that rules look at.
struct Looked {
    column: usize,
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

impl Segments {
    /// The personas that have a segment in `survey`. Columns that are missing are reported and the persona left out.
    pub(super) fn new(
        personas: &[Persona],
        survey: &str,
        header: &Header,
        decimal: DecimalMark,
        problems: &mut Problems,
    ) -> Self {
        let (mut compiled, mut columns) = (Vec::new(), Vec::new());
        for persona in personas {
            let tests: Vec<Option<Test>> = persona
                .segments
                .iter()
                .filter(|segment| segment.survey.value == survey)
                .map(|segment| compile(&segment.rule, header, decimal, &mut columns, problems))
                .collect();
            if tests.is_empty() {
                continue;
            }
            if compiled.len() == MOST {
                problems.push(too_many(&persona.id));
                break;
            }
            compiled.push((
                persona.id.value.clone(),
                Test::Any(tests.into_iter().flatten().collect()),
            ));
        }
        Segments {
            personas: compiled,
            classes: vec![0; columns.len()],
            combinations: Cells::new((0..columns.len()).collect()),
            columns,
            known: Vec::new(),
            codes: HashMap::from([(0, 0)]),
            sets: vec![0],
            too_many: Trouble::default(),
        }
    }

    /// The code of the set of the current row's personas.
    pub(super) fn code(&mut self, row: &impl Row, line: u64) -> u32 {
        for (looked, class) in self.columns.iter_mut().zip(&mut self.classes) {
            *class = looked.class(row.field(looked.column));
        }
        let code = if self.known.len() < COMBINATIONS {
            let number = self.combinations.number(&self.classes) as usize;
            // They are numbered in the order they are met.
            if number == self.known.len() {
                let code = self.work_out();
                self.known.push(code);
            }
            self.known[number]
        } else {
            self.work_out()
        };
        code.unwrap_or_else(|| {
            self.too_many.at(line);
            0
        })
    }

    /// The columns that are looked at.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.columns.iter().map(|looked| looked.column).collect()
    }

    /// The code of the set of personas of the current row; `None` for a set that is one too many.
    fn work_out(&mut self) -> Option<u32> {
        let answers: Vec<&[bool]> = self
            .columns
            .iter()
            .zip(&self.classes)
            .map(|(looked, class)| &*looked.classes[*class as usize])
            .collect();
        let tests = self.personas.iter().enumerate();
        let set = tests
            .filter(|(_, (_, test))| test.holds(&answers))
            .fold(0_u128, |set, (place, _)| set | 1 << place);
        if let Some(code) = self.codes.get(&set) {
            return Some(*code);
        }
        if self.sets.len() > MOST_VALUES {
            return None;
        }
        let code = self.sets.len() as u32;
        self.sets.push(set);
        self.codes.insert(set, code);
        Some(code)
    }

    /// The ids of the personas, in the order of the project.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.personas.iter().map(|(id, _)| id.as_str())
    }

    /// The ids in the set of a code, in the order of the project.
    pub(super) fn set(&self, code: u32) -> Vec<String> {
        let set = self.sets.get(code as usize).copied().unwrap_or_default();
        let places = self.ids().enumerate();
        places
            .filter(|(place, _)| set >> place & 1 == 1)
            .map(|(_, id)| id.to_owned())
            .collect()
    }

    /// The rows with a set that was one too many.
    pub(super) fn too_many(&self) -> &Trouble {
        &self.too_many
    }
}

impl Test {
    /// Whether it holds, given the answers to what is asked of each column.
    fn holds(&self, answers: &[&[bool]]) -> bool {
        match self {
            Test::All(tests) => tests.iter().all(|test| test.holds(answers)),
            Test::Any(tests) => tests.iter().any(|test| test.holds(answers)),
            Test::Not(test) => !test.holds(answers),
            Test::Field(column, asked) => answers[*column][*asked],
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
    #[inline]
    fn class(&mut self, field: &[u8]) -> u32 {
        let (asked, classes) = (&self.asked, &mut self.classes);
        self.memo.get(field, |text| {
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
fn compile(
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

fn too_many(id: &Located<String>) -> Problem {
    Problem::error(
        "data/too-many-values",
        Text::prose(
            format!("more than {MOST} personas have a segment in one survey"),
            format!("plus de {MOST} personas ont un segment dans une même enquête"),
        ),
    )
    .help(Text::prose(
        "Keep those you act upon.",
        "Gardez ceux sur lesquels vous agissez.",
    ))
    .at(id.place())
}
