//! Counts of one check of a table by cell and value, of which few of many possible ones occur; and how many are kept.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::moments::RawMoments;
use super::raw::{Sums, Values};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;

/// How many different values a check may have in all cells of its tables together, each cell with its own: quantiles
/// and survival keep every one of them. More are refused, so that memory hangs on this and not on rows.
pub(super) const MOST_AMOUNTS: usize = if cfg!(test) { 1 << 12 } else { 1 << 18 };

/// Counts of one check in one table of cells, by value, of which few of many possible ones occur.
#[derive(Default)]
pub(super) struct DerivedTally {
    /// By cell and value.
    found: HashMap<(u32, i32), Met, FixedState>,
    /// Whether there were more than are kept; then none is.
    pub(super) too_many: bool,
}

/// How often a value was met, and the measures beside it.
type Met = (u64, Option<Box<RawMoments>>);

impl DerivedTally {
    /// Counts values with the measures beside them.
    pub(super) fn add(&mut self, cell: u32, values: &[(i32, u64)], amounts: &[f64]) {
        if self.too_many {
            return;
        }
        for (value, n) in values {
            let (counted, moments) = self.found.entry((cell, *value)).or_default();
            *counted += n;
            if !amounts.is_empty() {
                moments.get_or_insert_default().add(amounts);
            }
        }
        if self.found.len() > MOST_AMOUNTS {
            self.found = HashMap::default();
            self.too_many = true;
        }
    }

    /// The values of each cell.
    pub(super) fn cells(&self) -> BTreeMap<usize, Values> {
        let mut cells: BTreeMap<usize, Values> = BTreeMap::new();
        let sorted: BTreeMap<&(u32, i32), &Met> = self.found.iter().collect();
        for ((cell, value), (n, moments)) in sorted {
            let sums = Sums {
                n: *n,
                weights: None,
                moments: moments.clone(),
            };
            cells.entry(*cell as usize).or_default().insert(*value, sums);
        }
        cells
    }
}

/// The problem with more different values than are kept.
pub(super) fn too_many(check: &str, path: &str) -> Problem {
    Problem::error(
        "data/too-many-amounts",
        Text::prose(
            format!("`{check}` has more different values in the cells of its tables than can be kept"),
            format!("`{check}` a plus de valeurs différentes dans les cases de ses tableaux qu'on ne peut en garder"),
        ),
    )
    .why(Text::prose(
        "A median and a curve of survival keep every value of every cell: 262,144 at most, so that memory does \
         not grow with the file.",
        "Une médiane ou une courbe de survie garde chaque valeur de chaque case : 262\u{202f}144 au plus, pour \
         que la mémoire ne croisse pas avec le fichier.",
    ))
    .help(Text::prose(
        "Round the column (whole minutes, whole euros), break the check down by less, or estimate an `average`.",
        "Arrondissez la colonne (minutes ou euros entiers), ventilez moins ce contrôle, ou estimez une moyenne \
         (`average`).",
    ))
    .at(Place::file(path))
}
