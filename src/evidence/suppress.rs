//! Which cells of a table are withheld: small ones, and as few others as keep them from being found by subtraction.
//!
//! The *atoms* are the smallest groups of rows a table tells apart: for most dimensions one per value, for personas
//! one per set of personas, and one for rows that are blank in the breakdown. A cell and a margin are sums of atoms.
//! Small are cells with `0 < n < minimum`. A cell is withheld besides where the published sums would otherwise
//! determine a withheld cell, a small atom, or a small group that is the difference of published ones (DOMAIN: minimum
//! cell size and suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).

use super::span::Span;

/// Beyond this much work the whole table is withheld instead: it is cut too finely to be published anyway.
const MOST_WORK: usize = 50_000_000;

/// Up to so many overlapping cells every signed combination is looked at; beyond it, those of two cells.
const COMBINED: usize = 8;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its atoms, ascending.
    pub(super) atoms: Vec<usize>,
    /// Its counted answers.
    pub(super) n: u64,
    /// Whether it may be shown.
    pub(super) shown: bool,
}

/// A sum over the same atoms that is published, or withheld, elsewhere: the total, or a cell of a coarser table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Margin {
    /// Its atoms, ascending.
    pub(super) atoms: Vec<usize>,
    /// Whether it is shown.
    pub(super) shown: bool,
}

/// Sets `shown` of every cell. `sizes` are the counted answers of the atoms; cells come in a fixed order, which
/// settles ties.
pub(super) fn suppress(sizes: &[u64], cells: &mut [Cell], margins: &[Margin], minimum: u64) {
    for cell in cells.iter_mut() {
        cell.shown = cell.n >= minimum;
    }
    if sizes.iter().all(|size| *size >= minimum) && margins.iter().all(|margin| margin.shown) {
        return;
    }
    while let Some(extra) =
        small_difference(sizes, cells, margins, minimum).or_else(|| determined(sizes, cells, margins, minimum))
    {
        match extra {
            Extra::Cell(place) => cells[place].shown = false,
            Extra::All => {
                for cell in cells.iter_mut() {
                    cell.shown = false;
                }
            }
        }
    }
}

/// What is to be withheld besides.
enum Extra {
    Cell(usize),
    All,
}

/// A published margin from which published cells leave a small rest.
fn small_difference(sizes: &[u64], cells: &[Cell], margins: &[Margin], minimum: u64) -> Option<Extra> {
    for margin in margins.iter().filter(|margin| margin.shown) {
        let inside: Vec<usize> = (0..cells.len())
            .filter(|place| cells[*place].shown && within(&cells[*place].atoms, &margin.atoms))
            .collect();
        let sets: Vec<&[usize]> = inside.iter().map(|place| cells[*place].atoms.as_slice()).collect();
        if leaves_small_rest(sizes, &margin.atoms, &sets, minimum) {
            return smallest(cells, &inside).map(Extra::Cell);
        }
    }
    None
}

/// Whether `whole` and the sets inside it combine to a group of fewer than `minimum`.
fn leaves_small_rest(sizes: &[u64], whole: &[usize], sets: &[&[usize]], minimum: u64) -> bool {
    let small = |coefficients: &[i32]| {
        let group = || whole.iter().zip(coefficients);
        let size: u64 = group()
            .filter(|(_, times)| **times == 1)
            .map(|(atom, _)| sizes[*atom])
            .sum();
        group().all(|(_, times)| matches!(times, 0 | 1)) && size > 0 && size < minimum
    };
    let taken = |coefficients: &mut [i32], set: &[usize], times: i32| {
        for (place, atom) in whole.iter().enumerate() {
            if set.binary_search(atom).is_ok() {
                coefficients[place] += times;
            }
        }
    };
    // Disjoint sets: the rest of all of them is the smallest there is.
    let mut rest = vec![1; whole.len()];
    for set in sets {
        taken(&mut rest, set, -1);
    }
    if rest.iter().all(|times| *times >= 0) {
        return small(&rest);
    }
    let mut found = false;
    if sets.len() <= COMBINED {
        let count = 3_usize.pow(sets.len() as u32);
        for start in [-1, 0, 1] {
            for combination in 0..count {
                let mut coefficients = vec![start; whole.len()];
                let mut digits = combination;
                for set in sets {
                    match digits % 3 {
                        1 => taken(&mut coefficients, set, 1),
                        2 => taken(&mut coefficients, set, -1),
                        _ => {}
                    }
                    digits /= 3;
                }
                found |= small(&coefficients);
            }
        }
        return found;
    }
    for (place, one) in sets.iter().enumerate() {
        for (start, times) in [(1, -1), (0, 1)] {
            let mut coefficients = vec![start; whole.len()];
            taken(&mut coefficients, one, times);
            found |= small(&coefficients);
            for other in &sets[..place] {
                for times in [1, -1] {
                    let mut pair = coefficients.clone();
                    taken(&mut pair, other, times);
                    found |= small(&pair);
                    let mut sum_less_whole = pair;
                    for times in &mut sum_less_whole {
                        *times -= 1;
                    }
                    found |= small(&sum_less_whole);
                }
            }
        }
    }
    found
}

/// A withheld cell, a withheld margin or a small atom that the published sums determine.
fn determined(sizes: &[u64], cells: &[Cell], margins: &[Margin], minimum: u64) -> Option<Extra> {
    // An atom that is published as a cell is known; only the others are unknowns.
    let mut known = vec![false; sizes.len()];
    for cell in cells.iter().filter(|cell| cell.shown) {
        if let [atom] = cell.atoms[..] {
            known[atom] = true;
        }
    }
    let mut place_of = vec![0; sizes.len()];
    let mut width = 0;
    for (atom, known) in known.iter().enumerate() {
        place_of[atom] = width;
        width += usize::from(!known);
    }
    let unknown = |atoms: &[usize]| -> Vec<usize> {
        let atoms = atoms.iter().filter(|atom| !known[**atom]);
        atoms.map(|atom| place_of[*atom]).collect()
    };
    let published: Vec<Vec<usize>> = cells
        .iter()
        .filter(|cell| cell.shown)
        .map(|cell| &cell.atoms)
        .chain(margins.iter().filter(|margin| margin.shown).map(|margin| &margin.atoms))
        .map(|atoms| unknown(atoms))
        .filter(|places| !places.is_empty())
        .collect();
    if published.len() * published.len() * width > MOST_WORK {
        return cells.iter().any(|cell| cell.shown).then_some(Extra::All);
    }
    let mut span = Span::new();
    for places in &published {
        span.add(places, width);
    }
    let hidden = cells
        .iter()
        .filter(|cell| !cell.shown)
        .map(|cell| cell.atoms.clone())
        .chain(
            margins
                .iter()
                .filter(|margin| !margin.shown)
                .map(|margin| margin.atoms.clone()),
        );
    let small = (0..sizes.len())
        .filter(|atom| sizes[*atom] > 0 && sizes[*atom] < minimum)
        .map(|atom| vec![atom]);
    for target in hidden.chain(small) {
        if !target.is_empty() && span.contains(&unknown(&target), width) {
            return beside(cells, margins, &target, &known).map(Extra::Cell);
        }
    }
    None
}

/// The smallest shown cell in the line of the table that gives `target` away.
fn beside(cells: &[Cell], margins: &[Margin], target: &[usize], known: &[bool]) -> Option<usize> {
    let shown = |test: &dyn Fn(&Cell) -> bool| -> Vec<usize> {
        (0..cells.len())
            .filter(|place| cells[*place].shown && test(&cells[*place]))
            .collect()
    };
    let own = shown(&|cell| within(&cell.atoms, target));
    if let Some(place) = smallest(cells, &own) {
        return Some(place);
    }
    let mut lines: Vec<(usize, Vec<usize>)> = margins
        .iter()
        .filter(|margin| margin.shown && margin.atoms.iter().any(|atom| target.contains(atom)))
        .map(|margin| {
            let open = margin.atoms.iter().filter(|atom| !known[**atom]).count();
            (open, shown(&|cell| within(&cell.atoms, &margin.atoms)))
        })
        .filter(|(_, inside)| !inside.is_empty())
        .collect();
    lines.sort();
    match lines.first() {
        Some((_, inside)) => smallest(cells, inside),
        None => smallest(cells, &shown(&|_| true)),
    }
}

fn smallest(cells: &[Cell], places: &[usize]) -> Option<usize> {
    places.iter().copied().min_by_key(|place| (cells[*place].n, *place))
}

/// Whether every one of the ascending `part` is in the ascending `whole`.
fn within(part: &[usize], whole: &[usize]) -> bool {
    part.iter().all(|atom| whole.binary_search(atom).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of one dimension with a cell per size; the last `blank` rows are in no cell.
    fn simple(sizes: &[u64], blank: u64) -> Vec<bool> {
        let mut cells: Vec<Cell> = sizes
            .iter()
            .enumerate()
            .map(|(atom, n)| Cell {
                atoms: vec![atom],
                n: *n,
                shown: false,
            })
            .collect();
        let atoms: Vec<u64> = sizes.iter().copied().chain((blank > 0).then_some(blank)).collect();
        let total = Margin {
            atoms: (0..atoms.len()).collect(),
            shown: true,
        };
        suppress(&atoms, &mut cells, &[total], 5);
        cells.into_iter().map(|cell| cell.shown).collect()
    }

    #[test]
    fn the_smallest_other_cell_is_withheld_with_a_small_one() {
        assert_eq!(simple(&[1, 1295, 1332, 9, 109], 0), [false, true, true, false, true]);
        assert_eq!(simple(&[2585, 43, 114, 4], 0), [true, false, true, false]);
        assert_eq!(simple(&[10, 20, 30], 0), [true, true, true]);
    }

    #[test]
    fn a_group_of_twelve_less_one_of_nine_gives_three_away() {
        // DOMAIN §10: total 12, A 9, hence B 3.
        assert_eq!(simple(&[9, 3], 0), [false, false]);
    }

    #[test]
    fn withheld_rows_together_are_not_a_small_group_either() {
        // One and two are three: a third cell has to go.
        assert_eq!(simple(&[1, 2, 50, 60], 0), [false, false, false, true]);
        assert_eq!(simple(&[3, 3, 50, 60], 0), [false, false, true, true]);
    }

    #[test]
    fn blank_rows_count_as_a_cell_of_the_subtraction() {
        // Twenty blank rows hide the small cell; three of them have to be hidden themselves.
        assert_eq!(simple(&[3, 50, 60], 20), [false, true, true]);
        assert_eq!(simple(&[50, 60], 3), [false, true]);
        assert_eq!(simple(&[50, 60], 20), [true, true]);
    }

    #[test]
    fn overlapping_personas_do_not_give_their_difference_away() {
        // ana only 30, both 40, bea only 2, neither 60: bea less ana is two people, but only if both are shown with
        // what they share; ana within a shown superset is another matter.
        let sizes = [30, 40, 2, 60];
        let cell = |atoms: &[usize]| Cell {
            atoms: atoms.to_vec(),
            n: atoms.iter().map(|atom| sizes[*atom]).sum(),
            shown: false,
        };
        let total = Margin {
            atoms: vec![0, 1, 2, 3],
            shown: true,
        };
        let mut apart = [cell(&[0, 1]), cell(&[1, 2])];
        suppress(&sizes, &mut apart, std::slice::from_ref(&total), 5);
        assert_eq!(apart.map(|cell| cell.shown), [true, true]);
        // All customers of the shop (0, 1, 2) and the regular ones among them (0, 1): two people are the rest.
        let mut nested = [cell(&[0, 1, 2]), cell(&[0, 1])];
        suppress(&sizes, &mut nested, &[total], 5);
        assert_ne!(nested.map(|cell| cell.shown), [true, true]);
    }

    /// Numbers that look random and are the same on every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % bound
        }
    }

    /// Rank over the rationals, by elimination without fractions (Bareiss).
    fn rank(mut rows: Vec<Vec<i128>>) -> usize {
        let width = rows.first().map_or(0, Vec::len);
        let (mut rank, mut before) = (0, 1);
        for column in 0..width {
            let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else {
                continue;
            };
            rows.swap(rank, pivot);
            let lead = rows[rank].clone();
            for row in &mut rows[rank + 1..] {
                let factor = row[column];
                for (value, above) in row.iter_mut().zip(&lead) {
                    *value = (*value * lead[column] - factor * above) / before;
                }
            }
            before = lead[column];
            rank += 1;
        }
        rank
    }

    /// Fails if the published sums determine a withheld one, or a group of one to four.
    fn holds(sizes: &[u64], cells: &[Cell], margins: &[Margin], what: &str) {
        let vector =
            |atoms: &[usize]| -> Vec<i128> { (0..sizes.len()).map(|atom| i128::from(atoms.contains(&atom))).collect() };
        let published: Vec<Vec<i128>> = cells
            .iter()
            .filter(|cell| cell.shown)
            .map(|cell| vector(&cell.atoms))
            .chain(
                margins
                    .iter()
                    .filter(|margin| margin.shown)
                    .map(|margin| vector(&margin.atoms)),
            )
            .collect();
        let known = rank(published.clone());
        let hidden = cells.iter().filter(|cell| !cell.shown).map(|cell| cell.atoms.clone());
        let hidden = hidden.chain(
            margins
                .iter()
                .filter(|margin| !margin.shown)
                .map(|margin| margin.atoms.clone()),
        );
        let small = (0..sizes.len()).filter(|atom| sizes[*atom] < 5).map(|atom| vec![atom]);
        for target in hidden.chain(small) {
            let mut more = published.clone();
            more.push(vector(&target));
            assert_eq!(
                rank(more),
                known + 1,
                "{what}: {target:?} of {sizes:?} is determined: {cells:#?}"
            );
        }
        assert!(cells.iter().all(|cell| !cell.shown || cell.n >= 5), "{what}");
    }

    #[test]
    fn no_withheld_cell_of_a_simple_table_is_determined() {
        let mut dice = Dice(1);
        for round in 0..2000 {
            let count = 2 + dice.below(7) as usize;
            let mut sizes: Vec<u64> = (0..count).map(|_| 1 + dice.below(20)).collect();
            if sizes.iter().sum::<u64>() < 5 {
                continue;
            }
            // Now and then the last atom is blank: in no cell.
            let in_cells = count - usize::from(dice.below(3) == 0);
            let mut cells: Vec<Cell> = (0..in_cells)
                .map(|atom| Cell {
                    atoms: vec![atom],
                    n: sizes[atom],
                    shown: false,
                })
                .collect();
            let total = Margin {
                atoms: (0..count).collect(),
                shown: true,
            };
            suppress(&sizes, &mut cells, std::slice::from_ref(&total), 5);
            holds(&sizes, &cells, &[total], &format!("round {round}"));
            // What is not shown is no small group as a whole either.
            for cell in cells.iter().filter(|cell| cell.shown) {
                sizes[cell.atoms[0]] = 0;
            }
            let rest: u64 = sizes.iter().sum();
            assert!(rest == 0 || rest >= 5, "round {round}");
        }
    }

    #[test]
    fn no_withheld_cell_of_overlapping_personas_is_determined() {
        let mut dice = Dice(2);
        for round in 0..400 {
            let personas = 2 + dice.below(4) as usize;
            let sets: Vec<u64> = {
                let mut sets: Vec<u64> = (0..2 + dice.below(7)).map(|_| dice.below(1 << personas)).collect();
                sets.sort_unstable();
                sets.dedup();
                sets
            };
            let sizes: Vec<u64> = sets.iter().map(|_| 1 + dice.below(25)).collect();
            if sizes.iter().sum::<u64>() < 5 {
                continue;
            }
            let mut cells: Vec<Cell> = (0..personas)
                .map(|persona| {
                    (0..sets.len())
                        .filter(|atom| sets[*atom] >> persona & 1 == 1)
                        .collect::<Vec<_>>()
                })
                .filter(|atoms| !atoms.is_empty())
                .map(|atoms| Cell {
                    n: atoms.iter().map(|atom| sizes[*atom]).sum(),
                    atoms,
                    shown: false,
                })
                .collect();
            let total = Margin {
                atoms: (0..sets.len()).collect(),
                shown: true,
            };
            suppress(&sizes, &mut cells, std::slice::from_ref(&total), 5);
            holds(&sizes, &cells, &[total], &format!("round {round}"));
        }
    }

    #[test]
    fn no_withheld_cell_of_a_crossed_table_is_determined_by_its_margins() {
        let mut dice = Dice(3);
        for round in 0..300 {
            let (rows, columns) = (2 + dice.below(3) as usize, 2 + dice.below(3) as usize);
            let sizes: Vec<u64> = (0..rows * columns).map(|_| 1 + dice.below(15)).collect();
            let line = |atoms: Vec<usize>| Cell {
                n: atoms.iter().map(|atom| sizes[*atom]).sum(),
                atoms,
                shown: false,
            };
            let total = Margin {
                atoms: (0..sizes.len()).collect(),
                shown: true,
            };
            // The margins are protected first, each against the total.
            let mut margins = vec![total.clone()];
            for lines in [
                (0..rows)
                    .map(|row| (row * columns..(row + 1) * columns).collect())
                    .collect::<Vec<Vec<usize>>>(),
                (0..columns)
                    .map(|column| (column..sizes.len()).step_by(columns).collect())
                    .collect(),
            ] {
                let mut cells: Vec<Cell> = lines.into_iter().map(line).collect();
                suppress(&sizes, &mut cells, std::slice::from_ref(&total), 5);
                margins.extend(cells.into_iter().map(|cell| Margin {
                    atoms: cell.atoms,
                    shown: cell.shown,
                }));
            }
            let mut cells: Vec<Cell> = (0..sizes.len()).map(|atom| line(vec![atom])).collect();
            suppress(&sizes, &mut cells, &margins, 5);
            holds(&sizes, &cells, &margins, &format!("round {round}"));
        }
    }
}
