//! The last step of `collect`: raw summaries go in, protected ones come out, and nothing raw is left.

use std::collections::BTreeMap;

use super::plan::SurveyPlan;
use super::raw::{self, Atom, RawDimension, RawQuestion, RawSurvey, RawWeights, Values};
use super::suppress::{Cell, Margin, suppress};
use super::verbatim::verbatims;
use super::{DimensionFacts, Protected, QuestionEvidence, SurveyEvidence, Table, TableCell, WeightFacts};
use crate::project::{Day, Project, Survey, Unit};
use crate::stats::{Interval, LEVEL, proportion};

/// Protects what was found of a survey.
pub(super) fn protect(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    raw: &RawSurvey,
    mut dimensions: Vec<DimensionFacts>,
) -> SurveyEvidence {
    let people = survey.unit == Unit::Person;
    let minimum = if people { u64::from(project.minimum_cell) } else { 0 };
    let minimum_verbatims = if people {
        u64::from(project.minimum_verbatims)
    } else {
        0
    };
    for facts in &mut dimensions {
        facts.rows = rows(facts, &raw.dimensions, minimum);
    }
    let order = Order::new(&dimensions);
    let mut withheld_cells = 0;
    let questions = plan
        .questions
        .iter()
        .filter_map(|asked| {
            let found = raw.questions.get(&asked.question)?;
            let (evidence, withheld) = question(&asked.question, found, &asked.tables, &order, minimum);
            withheld_cells += withheld;
            Some(evidence)
        })
        .collect();
    SurveyEvidence {
        survey: survey.id.value.clone(),
        rows: raw.rows,
        rejected_rows: raw.rejected,
        dates: raw
            .dates
            .as_ref()
            .and_then(|dates| dates.range)
            .map(|range| range.map(Day)),
        weights: raw
            .weights
            .as_ref()
            .filter(|weights| weights.n >= minimum.max(1))
            .and_then(weights),
        questions,
        comments: raw
            .comments
            .iter()
            .map(|(question, found)| (question.clone(), found.count))
            .collect(),
        verbatims: verbatims(survey, &raw.comments, minimum_verbatims),
        withheld_cells,
        persona_shares: persona_shares(&dimensions, raw.rows),
        dimensions,
    }
}

/// The order of a dimension's values.
struct Order<'f>(BTreeMap<&'f str, BTreeMap<&'f str, usize>>);

impl<'f> Order<'f> {
    fn new(dimensions: &'f [DimensionFacts]) -> Self {
        Order(
            dimensions
                .iter()
                .map(|facts| {
                    let values = facts.values.iter().enumerate();
                    (
                        facts.id.as_str(),
                        values.map(|(place, value)| (value.id.as_str(), place)).collect(),
                    )
                })
                .collect(),
        )
    }

    /// Where a key stands.
    fn of(&self, by: &[String], key: &[String]) -> Vec<usize> {
        by.iter()
            .zip(key)
            .map(|(dimension, value)| {
                let places = self.0.get(dimension.as_str());
                places
                    .and_then(|places| places.get(value.as_str()))
                    .copied()
                    .unwrap_or(usize::MAX)
            })
            .collect()
    }
}

/// Protects one question, and counts what is withheld.
fn question(
    id: &str,
    found: &RawQuestion,
    tables: &[Vec<String>],
    order: &Order<'_>,
    minimum: u64,
) -> (QuestionEvidence, u64) {
    let n = raw::n(&found.total);
    let withhold_all = n > 0 && n < minimum;
    let mut done: Vec<Worked<'_>> = Vec::new();
    for by in tables {
        let Some(atoms) = found.tables.get(by) else { continue };
        let mut table = Worked::new(by, atoms, order);
        if withhold_all {
            for cell in &mut table.cells {
                cell.shown = false;
            }
        } else {
            let margins = table.margins(&done);
            suppress(&table.sizes, &mut table.cells, &margins, minimum);
        }
        done.push(table);
    }
    let mut withheld = u64::from(withhold_all);
    let tables = done
        .into_iter()
        .map(|table| {
            withheld += table.cells.iter().filter(|cell| !cell.shown).count() as u64;
            table.finish()
        })
        .collect();
    let evidence = QuestionEvidence {
        question: id.to_owned(),
        total: if withhold_all {
            Protected::Withheld
        } else {
            Protected::Shown(raw::summary(&found.total))
        },
        blank: found.blank,
        not_an_answer: found.not_an_answer,
        out_of_scale: found.outside.rows.count(),
        tables,
    };
    (evidence, withheld)
}

/// A table being protected.
struct Worked<'r> {
    by: Vec<String>,
    atoms: Vec<(&'r Atom, &'r Values)>,
    sizes: Vec<u64>,
    keys: Vec<Vec<String>>,
    /// In the order of `keys`.
    cells: Vec<Cell>,
}

impl<'r> Worked<'r> {
    fn new(by: &[String], atoms: &'r BTreeMap<Atom, Values>, order: &Order<'_>) -> Self {
        let atoms: Vec<(&Atom, &Values)> = atoms.iter().collect();
        let sizes: Vec<u64> = atoms.iter().map(|(_, values)| raw::n(values)).collect();
        let mut members: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (place, (atom, _)) in atoms.iter().enumerate() {
            for key in keys(atom) {
                members.entry(key).or_default().push(place);
            }
        }
        let mut members: Vec<(Vec<String>, Vec<usize>)> = members.into_iter().collect();
        members.sort_by_cached_key(|(key, _)| (order.of(by, key), key.clone()));
        let (keys, cells) = members
            .into_iter()
            .map(|(key, atoms)| {
                let n = atoms.iter().map(|atom| sizes[*atom]).sum();
                let cell = Cell { atoms, n, shown: true };
                (key, cell)
            })
            .unzip();
        Worked {
            by: by.to_vec(),
            atoms,
            sizes,
            keys,
            cells,
        }
    }

    /// The total, and every cell of a table done before that is a sum of cells of this one.
    fn margins(&self, done: &[Worked<'_>]) -> Vec<Margin> {
        let mut margins = vec![Margin {
            atoms: (0..self.atoms.len()).collect(),
            shown: true,
        }];
        for coarser in done.iter().filter(|table| table.by.len() < self.by.len()) {
            let places: Option<Vec<usize>> = coarser
                .by
                .iter()
                .map(|dimension| self.by.iter().position(|own| own == dimension))
                .collect();
            let Some(places) = places else { continue };
            for (key, cell) in coarser.keys.iter().zip(&coarser.cells) {
                let inside = |atom: &Atom| {
                    places
                        .iter()
                        .zip(key)
                        .all(|(place, value)| atom[*place].contains(value))
                };
                margins.push(Margin {
                    atoms: (0..self.atoms.len())
                        .filter(|place| inside(self.atoms[*place].0))
                        .collect(),
                    shown: cell.shown,
                });
            }
        }
        margins
    }

    fn finish(self) -> Table {
        let cells = self.keys.into_iter().zip(self.cells).map(|(key, cell)| {
            let protected = if cell.shown {
                let mut values = Values::new();
                for atom in &cell.atoms {
                    raw::merge_values(&mut values, self.atoms[*atom].1);
                }
                Protected::Shown(raw::summary(&values))
            } else {
                Protected::Withheld
            };
            TableCell { key, cell: protected }
        });
        Table {
            cells: cells.collect(),
            by: self.by,
        }
    }
}

/// The cells an atom belongs to: one value of each of its sets.
fn keys(atom: &Atom) -> Vec<Vec<String>> {
    let mut keys = vec![Vec::new()];
    for set in atom {
        keys = keys
            .iter()
            .flat_map(|key: &Vec<String>| {
                set.iter()
                    .map(|value| [key.as_slice(), std::slice::from_ref(value)].concat())
            })
            .collect();
    }
    keys
}

/// Rows of each value of a dimension, protected like the cells of a question.
fn rows(facts: &DimensionFacts, found: &BTreeMap<String, RawDimension>, minimum: u64) -> Vec<Option<u64>> {
    let found = found.get(&facts.id).map(|found| &found.rows);
    let atoms: Vec<(&raw::Set, &u64)> = found.into_iter().flatten().collect();
    let sizes: Vec<u64> = atoms.iter().map(|(_, rows)| **rows).collect();
    let mut cells: Vec<Cell> = facts
        .values
        .iter()
        .map(|value| {
            let inside: Vec<usize> = (0..atoms.len())
                .filter(|place| atoms[*place].0.contains(&value.id))
                .collect();
            Cell {
                n: inside.iter().map(|atom| sizes[*atom]).sum(),
                atoms: inside,
                shown: false,
            }
        })
        .collect();
    let total = Margin {
        atoms: (0..atoms.len()).collect(),
        shown: true,
    };
    // A value that no row has is known to be empty, and hides nothing.
    let mut counted: Vec<Cell> = cells.iter().filter(|cell| cell.n > 0).cloned().collect();
    if sizes.iter().sum::<u64>() >= minimum {
        suppress(&sizes, &mut counted, &[total], minimum);
    }
    let mut counted = counted.into_iter();
    for cell in &mut cells {
        cell.shown = cell.n == 0 || counted.next().is_some_and(|counted| counted.shown);
    }
    cells.into_iter().map(|cell| cell.shown.then_some(cell.n)).collect()
}

fn weights(found: &RawWeights) -> Option<WeightFacts> {
    let [smallest, largest] = found.range?;
    let (sum, squared) = (found.sum.value(), found.squared.value());
    if squared <= 0.0 {
        return None;
    }
    let n_effective = sum * sum / squared;
    Some(WeightFacts {
        n: found.n,
        n_effective,
        design_effect: found.n as f64 / n_effective,
        smallest,
        largest,
    })
}

fn persona_shares(dimensions: &[DimensionFacts], rows: u64) -> Vec<(String, Option<(f64, Interval)>)> {
    let personas = dimensions.iter().filter(|facts| facts.id == "persona");
    personas
        .flat_map(|facts| facts.values.iter().zip(&facts.rows))
        .map(|(value, count)| {
            let share = count.and_then(|count| proportion::Share::of(count, rows)).map(|share| {
                let interval = share.interval(LEVEL);
                (share.p, interval)
            });
            (value.id.clone(), share)
        })
        .collect()
}
