//! Persona rules as native lookups: which personas a row belongs to.

use std::collections::HashMap;

use super::memo::Memo;
use super::raw::MOST_VALUES;
use crate::data::{DecimalMark, Header, Row, Trouble, same_code};
use crate::diagnostics::{Problem, Problems};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::{Code, Persona, Rule};

/// More personas than this in one survey are refused: the set of a row is kept in as many bits.
const MOST: usize = 128;

/// Which personas a row belongs to. The *set* of them is what rows are counted by; sets are rolled up to members
/// afterwards.
pub(super) struct Segments {
    personas: Vec<(String, Test)>,
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
    Field {
        column: usize,
        holds: Holds,
        memo: Memo<bool>,
    },
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
        let mut compiled = Vec::new();
        for persona in personas {
            let tests: Vec<Option<Test>> = persona
                .segments
                .iter()
                .filter(|segment| segment.survey.value == survey)
                .map(|segment| compile(&segment.rule, header, decimal, problems))
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
            codes: HashMap::from([(0, 0)]),
            sets: vec![0],
            too_many: Trouble::default(),
        }
    }

    /// The code of the set of the current row's personas.
    pub(super) fn code(&mut self, row: &impl Row, line: u64) -> u32 {
        let mut set = 0_u128;
        for (place, (_, test)) in self.personas.iter_mut().enumerate() {
            if test.holds(row) {
                set |= 1 << place;
            }
        }
        if let Some(code) = self.codes.get(&set) {
            return *code;
        }
        if self.sets.len() > MOST_VALUES {
            self.too_many.at(line);
            return 0;
        }
        let code = self.sets.len() as u32;
        self.sets.push(set);
        self.codes.insert(set, code);
        code
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
    fn holds(&mut self, row: &impl Row) -> bool {
        match self {
            Test::All(tests) => tests.iter_mut().all(|test| test.holds(row)),
            Test::Any(tests) => tests.iter_mut().any(|test| test.holds(row)),
            Test::Not(test) => !test.holds(row),
            Test::Field { column, holds, memo } => memo.get(row.field(*column), |text| match holds {
                Holds::OneOf(codes) => codes.iter().any(|code| same_code(&code.0, text)),
                Holds::Between([low, high], decimal) => decimal
                    .number(text)
                    .is_some_and(|number| (*low..=*high).contains(&number)),
                Holds::Blank(wanted) => text.is_empty() == *wanted,
            }),
        }
    }
}

/// The test of a rule; `None` if a column is missing, which was then reported.
fn compile(rule: &Located<Rule>, header: &Header, decimal: DecimalMark, problems: &mut Problems) -> Option<Test> {
    let mut several = |rules: &[Located<Rule>]| -> Option<Vec<Test>> {
        // Every rule is compiled before giving up, so that all missing columns are told at once.
        let tests: Vec<Option<Test>> = rules
            .iter()
            .map(|rule| compile(rule, header, decimal, problems))
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
        return compile(rule, header, decimal, problems).map(|test| Test::Not(Box::new(test)));
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
    Some(Test::Field {
        column,
        holds,
        memo: Memo::new(),
    })
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
