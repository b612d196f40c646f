//! Which published sums are withheld: those of small or unanimous groups, or of groups that one row dominates, and as few
//! others as keep these from being found by subtraction.
//!
//! The *atoms* are the smallest groups of answers that a table tells apart: for most dimensions one per value, for
//! personas one per set of personas, and one for rows that are blank in the breakdown. Every figure that is published
//! of a question is a sum over atoms; tables that cut the same answers in different ways are tied together by what
//! they have in common (their common margins are equal). What a reader can compute are the linear combinations of the
//! published sums. Sums are admitted one after the other, the most useful first; one that would make a withheld sum,
//! or a group that has to stay unknown, computable is not admitted. So nothing withheld is ever determined, whatever
//! the order, and what was refused once need never be looked at again (DOMAIN: minimum cell size and suppression;
//! Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).

mod derived;

use derived::Derived;

use super::moments::Mass;
use super::span::{self, Span, Vector, ones};

/// Beyond this much work on questions that the same people answered whatever is left is withheld unexamined: it is cut
/// too finely to be published anyway.
pub(super) const MOST_WORK: u64 = 60_000_000;

/// The same for all questions of a survey: a few seconds.
pub(super) const MOST_WORK_OF_SURVEY: u64 = 10 * MOST_WORK;

/// The smallest group of answers that a table tells apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Atom {
    /// Its counted answers to each question that has the table.
    pub(super) sizes: Vec<u64>,
    /// What all its answers agree in, by numbers that other atoms share; a group agrees where all its atoms do.
    pub(super) agrees: Vec<u32>,
    /// The amounts that are published of it, in the same order for all atoms of a table.
    pub(super) masses: Vec<Mass>,
}

impl Atom {
    /// Whether it may be part of a group that has to stay unknown, given the room in each amount of its table.
    fn is_sensitive(&self, minimum: u64, rooms: &[f64]) -> bool {
        !self.agrees.is_empty()
            || self.sizes.iter().any(|size| (1..minimum).contains(size))
            || (0..self.masses.len()).any(|amount| self.is_overshadowed(amount, rooms))
    }

    /// Whether it may be part of a group in which one row dominates an amount: that row is its own, or there is room
    /// for it beside an atom where one does.
    fn is_overshadowed(&self, amount: usize, rooms: &[f64]) -> bool {
        let room = rooms.get(amount).copied().unwrap_or_default();
        let mass = self.masses.get(amount).copied().unwrap_or_default();
        mass.is_dominated() || mass.sum < room
    }
}

/// For each amount of some atoms the most that could be added to one of them and a row would still dominate it; 0
/// where none does. A group that one row dominates has an atom which that row dominates.
fn rooms(atoms: &[Atom]) -> Vec<f64> {
    let amounts = atoms.iter().map(|atom| atom.masses.len()).max().unwrap_or_default();
    let room = |amount: usize| {
        let own = atoms.iter().filter_map(|atom| atom.masses.get(amount));
        own.map(|mass| mass.room()).fold(0.0, f64::max)
    };
    (0..amounts).map(room).collect()
}

/// A sum of atoms of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The number of the table.
    pub(super) table: usize,
    /// Its atoms, ascending.
    pub(super) atoms: Vec<usize>,
}

/// All that is published of the same answers.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    /// Fewest answers in a group that may be known.
    pub(super) minimum: u64,
    /// The atoms of each table.
    pub(super) tables: Vec<Vec<Atom>>,
    /// Groups of two tables that are the same answers.
    pub(super) same: Vec<(Group, Group)>,
    /// Sums that are known whatever is decided here.
    pub(super) known: Vec<Group>,
    /// Sums that are withheld and may not be determined.
    pub(super) withheld: Vec<Group>,
}

impl System {
    /// Which of `candidates` may be published; earlier ones are preferred.
    #[cfg(test)]
    pub(super) fn admit(&self, candidates: &[Group]) -> Vec<bool> {
        let admitted = self.admit_within(candidates, &mut { MOST_WORK });
        admitted.into_iter().map(|admitted| admitted == Some(true)).collect()
    }

    /// Which of `candidates` may be published; earlier ones are preferred. Those that are left when so much work is done
    /// are not examined. What is left of the work is what others may do.
    pub(super) fn admit_within(&self, candidates: &[Group], work: &mut u64) -> Vec<Option<bool>> {
        let is_safe = |atoms: &Vec<Atom>| {
            let rooms = rooms(atoms);
            !atoms.iter().any(|atom| atom.is_sensitive(self.minimum, &rooms))
        };
        if self.withheld.is_empty() && self.tables.iter().all(is_safe) {
            return vec![Some(true); candidates.len()];
        }
        let mut known = Known::new(self);
        for (one, other) in &self.same {
            known.tie(one, other);
        }
        for group in &self.known {
            known.admit(group, true);
        }
        let mut one = |group| (known.work <= *work).then(|| known.admit(group, false));
        let admitted = candidates.iter().map(&mut one).collect();
        *work = work.saturating_sub(known.work);
        admitted
    }
}

/// What a reader knows so far.
struct Known<'s> {
    /// Where the atoms of each table begin among those of all tables.
    starts: Vec<usize>,
    /// For each table that has sensitive atoms, the span of what is published in a space where these come last.
    views: Vec<View<'s>>,
    /// In the space of the first view: what is not known of each withheld sum.
    unknown: Vec<Vector>,
    work: u64,
}

/// What is published, as seen from one table.
struct View<'s> {
    /// By atom of all tables: its place.
    places: Vec<u32>,
    /// The first place of a sensitive atom of the table.
    sensitive: u32,
    span: Span,
    /// What is known of the sensitive atoms alone.
    derived: Derived<'s>,
}

impl<'s> Known<'s> {
    fn new(system: &'s System) -> Self {
        let starts: Vec<usize> = system
            .tables
            .iter()
            .scan(0, |next, atoms| {
                let start = *next;
                *next += atoms.len();
                Some(start)
            })
            .collect();
        let width = system.tables.iter().map(Vec::len).sum();
        let sensitive = |table: usize| {
            let atoms = system.tables[table].iter().enumerate();
            let rooms = rooms(&system.tables[table]);
            let sensitive = atoms.filter(|(_, atom)| atom.is_sensitive(system.minimum, &rooms));
            sensitive.map(|(place, _)| place).collect::<Vec<usize>>()
        };
        let mut views: Vec<View<'s>> = (0..system.tables.len())
            .map(|table| (table, sensitive(table)))
            .filter(|(_, sensitive)| !sensitive.is_empty())
            .map(|(table, sensitive)| View::new(system, &starts, width, table, &sensitive))
            .collect();
        if views.is_empty() {
            views.push(View::new(system, &starts, width, 0, &[]));
        }
        let mut known = Known {
            starts,
            views,
            unknown: Vec::new(),
            work: 0,
        };
        known.unknown = system
            .withheld
            .iter()
            .map(|group| known.vector(&known.views[0], group))
            .collect();
        known
    }

    /// The group in the space of a view.
    fn vector(&self, view: &View<'_>, group: &Group) -> Vector {
        let start = self.starts[group.table];
        let mut places: Vec<u32> = group.atoms.iter().map(|atom| view.places[start + atom]).collect();
        places.sort_unstable();
        ones(places)
    }

    /// Takes note that two groups are the same answers.
    fn tie(&mut self, one: &Group, other: &Group) {
        let vectors: Vec<Vector> = self
            .views
            .iter()
            .map(|view| {
                let (one, other) = (self.vector(view, one), self.vector(view, other));
                span::less(&one, 1, &other)
            })
            .collect();
        self.take(&vectors, true);
    }

    /// Publishes a group, unless that would tell what has to stay unknown; `always` publishes it all the same.
    fn admit(&mut self, group: &Group, always: bool) -> bool {
        let vectors: Vec<Vector> = self.views.iter().map(|view| self.vector(view, group)).collect();
        self.take(&vectors, always)
    }

    /// Takes a vector, given in the space of each view.
    fn take(&mut self, vectors: &[Vector], always: bool) -> bool {
        let work = &mut self.work;
        let rests: Vec<Vector> = self
            .views
            .iter()
            .zip(vectors)
            .map(|(view, vector)| view.span.rest(vector, work))
            .collect();
        let Some((lead, _)) = rests[0].first().copied() else {
            // Known already.
            return true;
        };
        let row = span::divided(&rests[0], lead);
        let mut narrowed: Vec<(usize, Vector)> = Vec::new();
        for (place, unknown) in self.unknown.iter().enumerate() {
            let factor = span::at(unknown, lead);
            if factor == 0 {
                continue;
            }
            let left = span::less(unknown, factor, &row);
            *work += (unknown.len() + row.len()) as u64;
            if left.is_empty() && !always {
                return false;
            }
            narrowed.push((place, left));
        }
        let mut views = self.views.iter_mut().zip(&rests);
        let takes = |(view, rest): (&mut View<'_>, &Vector)| view.derived.take(view.sensitive, rest, always, work);
        if !views.all(takes) {
            for view in &mut self.views {
                view.derived.undo();
            }
            return false;
        }
        for (place, left) in narrowed {
            self.unknown[place] = left;
        }
        for (view, rest) in self.views.iter_mut().zip(rests) {
            view.derived.keep();
            view.span.add(rest);
        }
        true
    }
}

impl<'s> View<'s> {
    fn new(system: &'s System, starts: &[usize], width: usize, table: usize, sensitive: &[usize]) -> Self {
        let last = |atom: usize| {
            let own = atom.wrapping_sub(starts[table]);
            sensitive.binary_search(&own).is_ok()
        };
        let of_table = |atom: usize| atom >= starts[table] && atom - starts[table] < system.tables[table].len();
        // First what other tables tell apart, then what may be known of this one.
        let mut order: Vec<usize> = (0..width).collect();
        order.sort_by_key(|atom| (last(*atom), of_table(*atom), *atom));
        let mut places = vec![0; width];
        for (place, atom) in order.iter().enumerate() {
            places[*atom] = place as u32;
        }
        let atoms = sensitive.iter().map(|atom| &system.tables[table][*atom]).collect();
        View {
            places,
            sensitive: (width - sensitive.len()) as u32,
            span: Span::new(width),
            derived: Derived::new(system.minimum, rooms(&system.tables[table]), atoms),
        }
    }
}

#[cfg(test)]
mod tests;
