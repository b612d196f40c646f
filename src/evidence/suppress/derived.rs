//! What is known of a table's sensitive atoms alone, and whether it tells a group that has to stay unknown: one of
//! fewer answers than the minimum, one whose answers all agree, or one of whose amounts a single row dominates.

use super::Atom;
use crate::evidence::moments::Mass;
use crate::evidence::span::{self, MINUS_ONE, Vector};

/// Combinations looked at before a sum is refused for being too entangled.
const MOST_COMBINATIONS: u32 = 20_000;

/// The known combinations of sensitive atoms, in reduced echelon form: where a row leads, all others are zero. So a
/// group, which is a combination of ones and zeros, is the sum of the rows that lead at its atoms.
pub(super) struct Derived<'s> {
    minimum: u64,
    /// The room in each amount.
    rooms: Vec<f64>,
    atoms: Vec<&'s Atom>,
    /// Where each row leads, and the row.
    rows: Vec<(u32, Vector)>,
    /// What the rows changed by the last one were before it.
    before: Option<Vec<(usize, Vector)>>,
}

/// What is looked for.
#[derive(Clone, Copy)]
enum Wanted {
    /// A group of fewer answers than the minimum.
    Small,
    /// A group whose answers agree in this.
    Agreeing(u32),
    /// A group in which one row dominates this amount.
    Dominated(usize),
}

/// What the atoms at which the rows used so far lead hold in all: a group that is looked for holds as much or more.
#[derive(Clone)]
struct Held {
    sizes: Vec<u64>,
    masses: Vec<Mass>,
}

impl Held {
    fn of(atom: &Atom) -> Self {
        Held {
            sizes: atom.sizes.clone(),
            masses: atom.masses.clone(),
        }
    }

    fn plus(&self, atom: &Atom) -> Self {
        let masses = self.masses.iter().zip(&atom.masses);
        Held {
            sizes: self.sizes.iter().zip(&atom.sizes).map(|(a, b)| a + b).collect(),
            masses: masses.map(|(a, b)| a.plus(*b)).collect(),
        }
    }
}

impl<'s> Derived<'s> {
    pub(super) fn new(minimum: u64, rooms: Vec<f64>, atoms: Vec<&'s Atom>) -> Self {
        Derived {
            minimum,
            rooms,
            atoms,
            rows: Vec::new(),
            before: None,
        }
    }

    /// Takes what is new in a published sum, if it is about sensitive atoms alone; they begin at the place `first`.
    /// Refuses what would tell a group that has to stay unknown, unless it is known `always`. Until [`Derived::keep`]
    /// it can be undone.
    pub(super) fn take(&mut self, first: u32, rest: &[(u32, u64)], always: bool, work: &mut u64) -> bool {
        self.before = None;
        let Some((lead, _)) = rest.first().filter(|(lead, _)| *lead >= first) else {
            return true;
        };
        let lead = lead - first;
        let own: Vector = rest.iter().map(|(place, value)| (place - first, *value)).collect();
        let own = span::divided(&own, lead);
        let mut before = Vec::new();
        for (number, (_, row)) in self.rows.iter_mut().enumerate() {
            let factor = span::at(row, lead);
            if factor != 0 {
                let without = span::less(row, factor, &own);
                *work += without.len() as u64;
                before.push((number, std::mem::replace(row, without)));
            }
        }
        self.rows.push((lead, own));
        self.before = Some(before);
        if !always && self.tells(work) {
            self.undo();
            return false;
        }
        true
    }

    /// Takes back the last row, unless it was kept.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            self.rows.pop();
            for (number, row) in before {
                self.rows[number].1 = row;
            }
        }
    }

    /// The last row stays.
    pub(super) fn keep(&mut self) {
        self.before = None;
    }

    /// Whether the last row makes a group known that has to stay unknown. Such a group is the sum of the last row, or
    /// of one that it changed, and others.
    fn tells(&self, work: &mut u64) -> bool {
        let changed = self.before.iter().flatten().map(|(number, _)| *number);
        let mut done: Vec<usize> = Vec::new();
        for number in std::iter::once(self.rows.len() - 1).chain(changed) {
            let (lead, row) = &self.rows[number];
            let atom = self.atoms[*lead as usize];
            done.push(number);
            let agreeing = atom.agrees.iter().map(|agreed| Wanted::Agreeing(*agreed));
            let dominated = (0..atom.masses.len()).map(Wanted::Dominated);
            let mut wanted = std::iter::once(Wanted::Small).chain(agreeing).chain(dominated);
            let found = wanted.any(|wanted| {
                let mut search = Search {
                    derived: self,
                    wanted,
                    used: vec![false; self.rows.len()],
                    left: MOST_COMBINATIONS,
                    work: 0,
                };
                for number in &done {
                    search.used[*number] = true;
                }
                let found = !search.is_wrong(*lead) && search.finds(row, &Held::of(atom));
                *work += search.work;
                found
            });
            if found {
                return true;
            }
        }
        false
    }
}

/// The search for a group among the combinations that one row is part of.
///
/// A group that falls apart into two known ones is not looked for, since one of these is smaller and known as well;
/// so each further row has to touch what is there already.
struct Search<'d, 's> {
    derived: &'d Derived<'s>,
    wanted: Wanted,
    used: Vec<bool>,
    left: u32,
    work: u64,
}

impl Search<'_, '_> {
    /// Whether `vector` or something made of it by adding rows not used so far is what is wanted, given what the rows
    /// used so far hold.
    fn finds(&mut self, vector: &[(u32, u64)], held: &Held) -> bool {
        if self.left == 0 {
            return true;
        }
        self.left -= 1;
        self.work += vector.len() as u64;
        let wrong = vector
            .iter()
            .find(|(place, value)| *value != 1 || self.is_wrong(*place));
        let touched: Vec<u32> = match wrong {
            Some((place, _)) => vec![*place],
            None if self.is_it(vector) => return true,
            None => vector.iter().map(|(place, _)| *place).collect(),
        };
        let mut tried = Vec::new();
        let mut found = false;
        for number in 0..self.derived.rows.len() {
            let (lead, row) = &self.derived.rows[number];
            if self.used[number] || self.is_wrong(*lead) || touched.iter().all(|place| span::at(row, *place) == 0) {
                continue;
            }
            let atom = self.derived.atoms[*lead as usize];
            let more = held.plus(atom);
            if self.is_too_much(&more) {
                continue;
            }
            self.used[number] = true;
            tried.push(number);
            self.work += row.len() as u64;
            if self.finds(&span::less(vector, MINUS_ONE, row), &more) {
                found = true;
                break;
            }
        }
        for number in tried {
            self.used[number] = false;
        }
        found
    }

    /// Whether whatever holds so much, or more, is not what is wanted.
    fn is_too_much(&self, held: &Held) -> bool {
        match self.wanted {
            Wanted::Small => held.sizes.iter().all(|size| *size >= self.derived.minimum),
            Wanted::Agreeing(_) => false,
            Wanted::Dominated(amount) => {
                let all = self.derived.atoms.iter().filter_map(|atom| atom.masses.get(amount));
                let largest = all.map(|mass| mass.largest).fold(0.0, f64::max);
                let sum = held.masses.get(amount).map_or(0.0, |mass| mass.sum);
                !Mass { sum, largest }.is_dominated()
            }
        }
    }

    /// Whether the atom at `place` cannot be part of what is wanted.
    fn is_wrong(&self, place: u32) -> bool {
        let atom = self.derived.atoms[place as usize];
        match self.wanted {
            Wanted::Small => atom.sizes.iter().all(|size| *size >= self.derived.minimum),
            Wanted::Agreeing(agreed) => !atom.agrees.contains(&agreed),
            Wanted::Dominated(amount) => !atom.is_overshadowed(amount, &self.derived.rooms),
        }
    }

    /// Whether a group of atoms that may all be part of it is what is wanted.
    fn is_it(&self, group: &[(u32, u64)]) -> bool {
        match self.wanted {
            Wanted::Agreeing(_) => true,
            Wanted::Dominated(amount) => {
                let atoms = group.iter().map(|(place, _)| self.derived.atoms[*place as usize]);
                let masses = atoms.filter_map(|atom| atom.masses.get(amount).copied());
                masses.fold(Mass::default(), Mass::plus).is_dominated()
            }
            Wanted::Small => {
                let members = group
                    .first()
                    .map_or(0, |(place, _)| self.derived.atoms[*place as usize].sizes.len());
                (0..members).any(|member| {
                    let sizes = group
                        .iter()
                        .map(|(place, _)| self.derived.atoms[*place as usize].sizes[member]);
                    (1..self.derived.minimum).contains(&sizes.sum())
                })
            }
        }
    }
}
