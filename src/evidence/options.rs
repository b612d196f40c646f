//! A question with several options as a dimension: the set of options of a row, by a code given when it is first met.
//!
//! Rows are counted by their whole set, which is rolled up to options afterwards, as with personas.

use std::collections::{BTreeMap, HashMap};

use super::raw::{MOST_VALUES, RawDimension, Set};
use super::ticked::{self, NOT_SHOWN};
use crate::data::{BETWEEN_OPTIONS, Row, Trouble, same_code};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::Dimension;

/// Cells that say an option was not chosen, besides blank ones and options that were not shown.
pub(super) const NOT_CHOSEN: [&str; 8] = ["0", "no", "n", "false", "unchecked", "non", "faux", "not selected"];

/// Where the options of a row stand.
enum Cells {
    /// One column for each, by the number of the column and of the option.
    Columns(Vec<(usize, u32)>),
    /// One cell for all, with this between them.
    One(usize, String),
}

/// Reads the options of a row.
pub(super) struct OptionsReader<'p> {
    dimension: &'p Dimension,
    cells: Cells,
    /// The options met or declared, by number; the first come first.
    options: Vec<String>,
    numbers: HashMap<String, u32>,
    codes: HashMap<Vec<u32>, u32>,
    /// By code; the first is the empty set.
    sets: Vec<Vec<u32>>,
    chosen: Vec<u32>,
    too_many: Trouble,
}

impl<'p> OptionsReader<'p> {
    /// Options with a column each: their numbers and ids.
    pub(super) fn of_columns(dimension: &'p Dimension, columns: &[(usize, &'p str)]) -> Self {
        let mut reader = OptionsReader::new(dimension, Cells::Columns(Vec::new()));
        let cells = columns
            .iter()
            .map(|(column, id)| (*column, reader.number(id)))
            .collect();
        reader.cells = Cells::Columns(cells);
        reader
    }

    /// Options in one cell.
    pub(super) fn of_cell(dimension: &'p Dimension, column: usize, separator: &str) -> Self {
        OptionsReader::new(dimension, Cells::One(column, ticked::separator(separator)))
    }

    fn new(dimension: &'p Dimension, cells: Cells) -> Self {
        OptionsReader {
            dimension,
            cells,
            options: Vec::new(),
            numbers: HashMap::new(),
            codes: HashMap::from([(Vec::new(), 0)]),
            sets: vec![Vec::new()],
            chosen: Vec::new(),
            too_many: Trouble::default(),
        }
    }

    fn number(&mut self, id: &str) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.options.len() as u32;
        self.options.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    /// The columns that are looked at.
    pub(super) fn columns(&self) -> Vec<usize> {
        match &self.cells {
            Cells::Columns(columns) => columns.iter().map(|(column, _)| *column).collect(),
            Cells::One(column, _) => vec![*column],
        }
    }

    /// The code of the set of the current row's options.
    pub(super) fn code(&mut self, row: &impl Row, line: u64) -> u32 {
        let mut chosen = std::mem::take(&mut self.chosen);
        chosen.clear();
        let mut refused = false;
        match &self.cells {
            Cells::Columns(columns) => {
                let of =
                    |field: &[u8]| is_chosen(self.dimension, std::str::from_utf8(field).unwrap_or_default().trim());
                chosen.extend(
                    columns
                        .iter()
                        .filter(|(column, _)| of(row.field(*column)))
                        .map(|(_, option)| option),
                );
            }
            Cells::One(column, separator) => {
                let text = std::str::from_utf8(row.field(*column)).unwrap_or_default();
                let ids: Vec<&str> = text
                    .split([BETWEEN_OPTIONS])
                    .flat_map(|line| line.split(separator.as_str()))
                    .map(str::trim)
                    .filter(|option| !option.is_empty() && !says_nothing(self.dimension, option))
                    .collect();
                for id in ids {
                    let id = self.dimension.values.get(id).map_or(id, |id| id.value.as_str());
                    if self.options.len() >= MOST_VALUES && !self.numbers.contains_key(id) {
                        refused = true;
                        continue;
                    }
                    let number = self.number(id);
                    chosen.push(number);
                }
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        let code = match self.codes.get(&chosen) {
            Some(code) if !refused => *code,
            _ if refused || self.sets.len() > MOST_VALUES => {
                self.too_many.at(line);
                0
            }
            _ => {
                let code = self.sets.len() as u32;
                self.sets.push(chosen.clone());
                self.codes.insert(chosen.clone(), code);
                code
            }
        };
        self.chosen = chosen;
        code
    }

    /// The ids in the set of a code, in alphabetical order, so that it does not matter which was met first.
    pub(super) fn set(&self, code: u32) -> Set {
        let mut ids: Set = self
            .sets
            .get(code as usize)
            .into_iter()
            .flatten()
            .filter_map(|option| self.options.get(*option as usize).cloned())
            .collect();
        ids.sort_unstable();
        ids
    }

    /// The options in the order of the project where it lists them, then by alphabet.
    pub(super) fn ordered(&self, met: Vec<String>) -> Vec<String> {
        let listed: Vec<&str> = self
            .dimension
            .labels
            .keys()
            .map(String::as_str)
            .chain(self.dimension.columns.values().map(|id| id.value.as_str()))
            .collect();
        let mut ids = met;
        ids.sort_by_cached_key(|id| {
            (
                listed.iter().position(|known| known == id).unwrap_or(usize::MAX),
                id.clone(),
            )
        });
        ids
    }

    /// What was found so far, given the rows of each set.
    pub(super) fn found(&self, rows: BTreeMap<Set, u64>) -> RawDimension {
        RawDimension {
            rows,
            too_many: self.too_many.clone(),
            ..RawDimension::default()
        }
    }

    /// What went wrong.
    pub(super) fn problem(&self, found: &RawDimension, path: &str) -> Option<Problem> {
        let id: &Located<String> = &self.dimension.id;
        let problem = Problem::error(
            "data/too-many-values",
            Text::prose(
                format!("the options of {} were combined in more than 1,000 ways", quote(Lang::En, id)),
                format!(
                    "les options de {} ont été combinées de plus de 1\u{202f}000 façons",
                    quote(Lang::Fr, id)
                ),
            ),
        )
        .why(Text::prose(
            "Each combination is a group of rows to be protected; so many of them single people out.",
            "Chaque combinaison est un groupe de lignes à protéger ; autant de groupes finissent par désigner des personnes.",
        ))
        .help(Text::prose(
            "Take the options you act upon, or give several of them one id.",
            "Gardez les options sur lesquelles vous agissez, ou donnez un même identifiant à plusieurs.",
        ))
        .related(id.place(), Text::prose("the dimension", "la dimension"));
        found.too_many().problem(path, problem)
    }
}

fn is_chosen(dimension: &Dimension, text: &str) -> bool {
    let not_chosen = |word: &&str| text.eq_ignore_ascii_case(word);
    !text.is_empty() && !NOT_CHOSEN.iter().chain([&NOT_SHOWN]).any(not_chosen) && !says_nothing(dimension, text)
}

fn says_nothing(dimension: &Dimension, text: &str) -> bool {
    dimension.not_an_answer.iter().any(|code| same_code(&code.0, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    struct Fields(Vec<&'static str>);

    impl Row for Fields {
        fn field(&self, column: usize) -> &[u8] {
            self.0[column].as_bytes()
        }
    }

    fn dimension(yaml: &str) -> Dimension {
        typed("s.yaml", yaml, &mut Problems::new()).unwrap()
    }

    fn sets(reader: &mut OptionsReader<'_>, rows: &[&[&'static str]]) -> Vec<Set> {
        let codes: Vec<u32> = rows.iter().map(|row| reader.code(&Fields(row.to_vec()), 2)).collect();
        codes.into_iter().map(|code| reader.set(code)).collect()
    }

    #[test]
    fn a_column_per_option_and_a_cell_for_all_give_the_same_sets() {
        let columns = dimension("{id: used, columns: {Q2_1: web, Q2_2: shop}}");
        let mut by_column = OptionsReader::of_columns(&columns, &[(0, "web"), (1, "shop")]);
        let by_column = sets(
            &mut by_column,
            &[&["1", ""], &["", ""], &["Yes", "Shop"], &["No", "x"], &["N/A", "0"]],
        );
        let cell = dimension("{id: used, separator: \";\", values: {Site: web}, not-an-answer: [Aucun]}");
        let mut by_cell = OptionsReader::of_cell(&cell, 0, ";");
        let by_cell = sets(
            &mut by_cell,
            &[&["Site;"], &[" "], &["shop; Site"], &["shop;shop"], &["Aucun"]],
        );
        assert_eq!(by_column, by_cell);
        let named: Vec<String> = by_column.iter().map(|set| set.join("+")).collect();
        assert_eq!(named, ["web", "", "shop+web", "shop", ""]);
    }

    #[test]
    fn more_combinations_than_are_protected_are_refused_with_their_rows() {
        let cell = dimension("{id: used, separator: \",\"}");
        let mut reader = OptionsReader::of_cell(&cell, 0, ",");
        let mut refused = 0;
        for number in 1..1100_u32 {
            let bits: Vec<String> = (0..11)
                .filter(|bit| number >> bit & 1 == 1)
                .map(|bit| bit.to_string())
                .collect();
            let field: &'static str = Box::leak(bits.join(",").into_boxed_str());
            refused += u32::from(reader.code(&Fields(vec![field]), u64::from(number)) == 0);
        }
        assert_eq!(refused, 99);
        let problem = reader.problem(&reader.found(BTreeMap::new()), "d.csv").unwrap();
        assert_eq!((problem.code, problem.count), ("data/too-many-values", 99));
    }
}
