//! Persona rules as native lookups: which personas a row belongs to.

use std::collections::HashMap;

use super::raw::MOST_VALUES;
use super::rule::{Looked, Test, compile};
use super::tally::Cells;
use crate::data::{DecimalMark, Header, Row, Trouble};
use crate::diagnostics::{Problem, Problems};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::Persona;

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
            *class = looked.class(row);
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
        let answers = |column: usize| self.columns[column].answers(self.classes[column]);
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
