//! The least protection, held to account by linear algebra of its own.

use super::*;

fn atoms(sizes: &[u64]) -> Vec<Atom> {
    let atom = |size: &u64| Atom {
        sizes: vec![*size],
        ..Atom::default()
    };
    sizes.iter().map(atom).collect()
}

fn group(atoms: &[usize]) -> Group {
    Group {
        table: 0,
        atoms: atoms.to_vec(),
    }
}

/// Decides on the cells of one table: small ones are withheld, the others admitted by size.
fn suppress(sizes: &[u64], cells: &[Vec<usize>]) -> Vec<bool> {
    let n = |cell: &Vec<usize>| cell.iter().map(|atom| sizes[*atom]).sum::<u64>();
    let mut order: Vec<usize> = (0..cells.len()).filter(|cell| n(&cells[*cell]) >= 5).collect();
    order.sort_by_key(|cell| std::cmp::Reverse(n(&cells[*cell])));
    let system = System {
        minimum: 5,
        tables: vec![atoms(sizes)],
        same: Vec::new(),
        known: vec![group(&(0..sizes.len()).collect::<Vec<_>>())],
        withheld: cells
            .iter()
            .filter(|cell| n(cell) < 5)
            .map(|cell| group(cell))
            .collect(),
    };
    let candidates: Vec<Group> = order.iter().map(|cell| group(&cells[*cell])).collect();
    let mut shown = vec![false; cells.len()];
    for (cell, admitted) in order.into_iter().zip(system.admit(&candidates)) {
        shown[cell] = admitted;
    }
    shown
}

/// A table of one dimension with a cell per size; the last `blank` rows are in no cell.
fn simple(sizes: &[u64], blank: u64) -> Vec<bool> {
    let cells: Vec<Vec<usize>> = (0..sizes.len()).map(|atom| vec![atom]).collect();
    let sizes: Vec<u64> = sizes.iter().copied().chain((blank > 0).then_some(blank)).collect();
    suppress(&sizes, &cells)
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
    // ana only 30, both 40, bea only 2, neither 60: bea and ana share enough to hide the two.
    let sizes = [30, 40, 2, 60];
    assert_eq!(suppress(&sizes, &[vec![0, 1], vec![1, 2]]), [true, true]);
    // All customers of the shop (0, 1, 2) and the regular ones among them (0, 1): two people are the rest.
    assert_eq!(suppress(&sizes, &[vec![0, 1, 2], vec![0, 1]]), [true, false]);
}

#[test]
fn filters_above_the_minimum_whose_difference_is_below_it_are_not_both_shown() {
    // Three filters that hold one another: 60, 62 of whom 60, 65 of whom 62. Two and three are the differences.
    let sizes = [60, 2, 3, 40];
    let cells = [vec![0], vec![0, 1], vec![0, 1, 2]];
    assert_eq!(suppress(&sizes, &cells), [true, false, true]);
}

#[test]
fn a_group_that_agrees_is_not_found_by_subtraction() {
    // Twenty who all said yes stay unknown: of their two neighbours the smaller one goes.
    let mut sizes = atoms(&[20, 50, 60]);
    sizes[0].agrees = vec![7];
    let system = System {
        minimum: 5,
        tables: vec![sizes],
        known: vec![group(&[0, 1, 2])],
        withheld: vec![group(&[0])],
        ..System::default()
    };
    assert_eq!(system.admit(&[group(&[2]), group(&[1])]), [true, false]);
    // And the rest of a table may agree without being a cell of its own: blank rows, say.
    let blank = System {
        withheld: Vec::new(),
        ..system
    };
    assert_eq!(blank.admit(&[group(&[2]), group(&[1])]), [true, false]);
}

#[test]
fn two_tables_of_the_same_answers_are_read_together() {
    // By channel 40 + 20; by month 57 + 3, of which the small one is withheld. Each alone is safe or handled; and
    // where a month is all of a channel, the channel would give it away.
    let system = System {
        minimum: 5,
        tables: vec![atoms(&[40, 20]), atoms(&[37, 20, 3])],
        same: vec![
            (
                group(&[0, 1]),
                Group {
                    table: 1,
                    atoms: vec![0, 1, 2],
                },
            ),
            (
                group(&[0]),
                Group {
                    table: 1,
                    atoms: vec![0, 2],
                },
            ),
        ],
        known: vec![group(&[0, 1])],
        withheld: Vec::new(),
    };
    let month = Group {
        table: 1,
        atoms: vec![0],
    };
    // Knowing the channel (40), the month of 37 tells the 3.
    assert_eq!(system.admit(&[group(&[0]), month.clone()]), [true, false]);
    assert_eq!(system.admit(&[month, group(&[0])]), [true, false]);
}

/// Atoms of enough people each, with the amounts of an `(Σ|x|, max |x|)`.
fn weighed(masses: &[(f64, f64)]) -> Vec<Atom> {
    let atom = |(sum, largest): &(f64, f64)| Atom {
        masses: vec![Mass {
            sum: *sum,
            largest: *largest,
        }],
        ..Atom::default()
    };
    masses.iter().map(atom).collect()
}

#[test]
fn a_sum_that_one_row_dominates_is_not_found_by_subtraction() {
    // Of 1,000 in the first cell 950 are one row's. Of its neighbours the one that is preferred stays.
    let masses = [(1000.0, 950.0), (4000.0, 90.0), (5000.0, 80.0)];
    let system = System {
        tables: vec![weighed(&masses)],
        known: vec![group(&[0, 1, 2])],
        withheld: vec![group(&[0])],
        ..System::default()
    };
    assert_eq!(system.admit(&[group(&[2]), group(&[1])]), [true, false]);
    // A neighbour in which nobody has much hides nothing: with it the row still makes up 93 % of what is left.
    let masses = [(1000.0, 950.0), (20.0, 2.0), (5000.0, 80.0), (6000.0, 70.0)];
    let system = System {
        tables: vec![weighed(&masses)],
        known: vec![group(&[0, 1, 2, 3])],
        withheld: vec![group(&[0])],
        ..System::default()
    };
    let candidates = [group(&[3]), group(&[2]), group(&[1])];
    assert_eq!(system.admit(&candidates), [true, false, true]);
    // Blank rows that one row dominates are no cell, and may not be what is left either.
    let blank = System {
        withheld: Vec::new(),
        ..system
    };
    assert_eq!(blank.admit(&candidates), [true, false, true]);
}

#[test]
fn no_group_that_one_row_dominates_is_determined() {
    let mut dice = Dice(5);
    let mut refused = 0;
    for round in 0..600 {
        let (rows, columns) = (2 + dice.below(2) as usize, 2 + dice.below(2) as usize);
        let masses: Vec<(f64, f64)> = (0..rows * columns)
            .map(|_| match dice.below(6) {
                0 => (0.0, 0.0),
                1 => (1000.0, 860.0 + dice.below(140) as f64),
                2 => (dice.below(60) as f64 + 1.0, 1.0),
                _ => (300.0 + dice.below(900) as f64, 90.0),
            })
            .collect();
        let mass = |atoms: &[usize]| {
            let all = atoms.iter().map(|atom| masses[*atom]);
            all.fold((0.0, 0.0_f64), |(sum, top), (more, largest)| {
                (sum + more, top.max(largest))
            })
        };
        let is_dominated = |atoms: &[usize]| {
            let (sum, largest) = mass(atoms);
            largest > 0.85 * sum
        };
        let all: Vec<usize> = (0..masses.len()).collect();
        if is_dominated(&all) {
            continue;
        }
        let cells: Vec<Vec<usize>> = (0..rows)
            .map(|row| (row * columns..(row + 1) * columns).collect())
            .chain((0..columns).map(|column| (column..masses.len()).step_by(columns).collect()))
            .chain(all.iter().map(|atom| vec![*atom]))
            .collect();
        let (withheld, open): (Vec<_>, Vec<_>) = cells.into_iter().partition(|cell| is_dominated(cell));
        let system = System {
            tables: vec![weighed(&masses)],
            known: vec![group(&all)],
            withheld: withheld.iter().map(|cell| group(cell)).collect(),
            ..System::default()
        };
        let candidates: Vec<Group> = open.iter().map(|cell| group(cell)).collect();
        let admitted = system.admit(&candidates);
        refused += admitted.iter().filter(|admitted| !**admitted).count();
        let vector = |atoms: &[usize]| all.iter().map(|atom| i128::from(atoms.contains(atom))).collect();
        let published: Vec<Vec<i128>> = std::iter::once(vector(&all))
            .chain(
                open.iter()
                    .zip(&admitted)
                    .filter(|(_, shown)| **shown)
                    .map(|(cell, _)| vector(cell)),
            )
            .collect();
        let known = rank(published.clone());
        for chosen in 1_u32..1 << masses.len() {
            let some: Vec<usize> = all.iter().copied().filter(|atom| chosen >> atom & 1 == 1).collect();
            if is_dominated(&some) {
                let mut more = published.clone();
                more.push(vector(&some));
                assert_eq!(
                    rank(more),
                    known + 1,
                    "round {round}: {some:?} of {masses:?} is determined"
                );
            }
        }
    }
    assert!(refused > 300, "only {refused} sums were refused for the sake of others");
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

/// Fails if the published sums determine a withheld one, or any group at all of one to four answers.
fn holds(sizes: &[u64], cells: &[Vec<usize>], shown: &[bool], what: &str) {
    let vector =
        |atoms: &[usize]| -> Vec<i128> { (0..sizes.len()).map(|atom| i128::from(atoms.contains(&atom))).collect() };
    let everything: Vec<usize> = (0..sizes.len()).collect();
    let published: Vec<Vec<i128>> = cells
        .iter()
        .zip(shown)
        .filter(|(_, shown)| **shown)
        .map(|(cell, _)| vector(cell))
        .chain([vector(&everything)])
        .collect();
    let known = rank(published.clone());
    let hidden = cells.iter().zip(shown).filter(|(_, shown)| !**shown);
    let mut targets: Vec<Vec<usize>> = hidden.map(|(cell, _)| cell.clone()).collect();
    for (atom, size) in sizes.iter().enumerate().filter(|(_, size)| **size < 5) {
        targets.push(vec![atom]);
        for (other, more) in sizes.iter().enumerate().skip(atom + 1) {
            if size + more < 5 {
                targets.push(vec![atom, other]);
            }
        }
    }
    for target in targets {
        let mut more = published.clone();
        more.push(vector(&target));
        assert_eq!(
            rank(more),
            known + 1,
            "{what}: {target:?} of {sizes:?} is determined: {cells:?} {shown:?}"
        );
    }
}

#[test]
fn nothing_withheld_of_a_simple_table_is_determined() {
    let mut dice = Dice(1);
    for round in 0..2000 {
        let count = 2 + dice.below(7) as usize;
        let sizes: Vec<u64> = (0..count).map(|_| 1 + dice.below(20)).collect();
        if sizes.iter().sum::<u64>() < 5 {
            continue;
        }
        // Now and then the last atom is blank: in no cell.
        let in_cells = count - usize::from(dice.below(3) == 0);
        let cells: Vec<Vec<usize>> = (0..in_cells).map(|atom| vec![atom]).collect();
        let shown = suppress(&sizes, &cells);
        holds(&sizes, &cells, &shown, &format!("round {round}"));
        // What is not shown is no small group as a whole either.
        let rest: u64 = (0..count)
            .filter(|atom| !shown.get(*atom).copied().unwrap_or(false))
            .map(|atom| sizes[atom])
            .sum();
        assert!(rest == 0 || rest >= 5, "round {round}");
    }
}

#[test]
fn nothing_withheld_of_overlapping_personas_is_determined() {
    let mut dice = Dice(2);
    for round in 0..400 {
        let personas = 2 + dice.below(4) as usize;
        let sets: std::collections::BTreeSet<u64> = (0..2 + dice.below(7)).map(|_| dice.below(1 << personas)).collect();
        let sets: Vec<u64> = sets.into_iter().collect();
        let sizes: Vec<u64> = sets.iter().map(|_| 1 + dice.below(25)).collect();
        if sizes.iter().sum::<u64>() < 5 {
            continue;
        }
        let cells: Vec<Vec<usize>> = (0..personas)
            .map(|persona| {
                (0..sets.len())
                    .filter(|atom| sets[*atom] >> persona & 1 == 1)
                    .collect::<Vec<_>>()
            })
            .filter(|atoms| !atoms.is_empty())
            .collect();
        let shown = suppress(&sizes, &cells);
        holds(&sizes, &cells, &shown, &format!("round {round}"));
    }
}

#[test]
fn nothing_withheld_of_a_crossed_table_is_determined_by_its_margins() {
    let mut dice = Dice(3);
    for round in 0..300 {
        let (rows, columns) = (2 + dice.below(3) as usize, 2 + dice.below(3) as usize);
        let sizes: Vec<u64> = (0..rows * columns).map(|_| 1 + dice.below(15)).collect();
        let cells: Vec<Vec<usize>> = (0..rows)
            .map(|row| (row * columns..(row + 1) * columns).collect())
            .chain((0..columns).map(|column| (column..sizes.len()).step_by(columns).collect()))
            .chain((0..sizes.len()).map(|atom| vec![atom]))
            .collect();
        let shown = suppress(&sizes, &cells);
        holds(&sizes, &cells, &shown, &format!("round {round}"));
    }
}

#[test]
fn a_table_of_thousands_of_atoms_takes_bounded_work() {
    // Thirty by forty by three, with their margins: thousands of sums, a third of the cells small.
    let mut dice = Dice(4);
    let [wide, high, deep] = [30, 40, 3];
    let sizes: Vec<u64> = (0..wide * high * deep).map(|_| 1 + dice.below(14)).collect();
    let mut cells: Vec<Vec<usize>> = Vec::new();
    let all: Vec<usize> = (0..sizes.len()).collect();
    for (by, values) in [(1, wide), (wide, high), (wide * high, deep)] {
        cells.extend((0..values).map(|value| all.iter().copied().filter(|atom| atom / by % values == value).collect()));
    }
    cells.extend((0..wide * high).map(|pair| {
        all.iter()
            .copied()
            .filter(|atom| atom % (wide * high) == pair)
            .collect()
    }));
    cells.extend(all.iter().map(|atom| vec![*atom]));
    let shown = suppress(&sizes, &cells);
    let published = shown.iter().filter(|shown| **shown).count();
    assert!(published > 1500, "only {published} of {} are shown", cells.len());
    for (cell, shown) in cells.iter().zip(&shown) {
        let n: u64 = cell.iter().map(|atom| sizes[*atom]).sum();
        assert!(!shown || n >= 5);
    }
}

#[test]
fn what_is_left_when_the_work_is_done_is_not_examined() {
    let atom = |size| Atom {
        sizes: vec![size],
        ..Atom::default()
    };
    let group = |atoms: &[usize]| Group {
        table: 0,
        atoms: atoms.to_vec(),
    };
    let system = System {
        minimum: 5,
        tables: vec![vec![atom(3), atom(40), atom(50), atom(60)]],
        known: vec![group(&[0, 1, 2, 3])],
        withheld: vec![group(&[0])],
        ..System::default()
    };
    let candidates = [group(&[3]), group(&[2]), group(&[1])];
    let mut plenty = 1_000;
    assert_eq!(
        system.admit_within(&candidates, &mut plenty),
        [Some(true), Some(true), Some(false)]
    );
    assert!((1..1_000).contains(&plenty));
    assert_eq!(system.admit_within(&candidates, &mut { 0 }), [None; 3]);
}
