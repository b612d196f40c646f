//! Questions that the same people answered, and what of them is published: one decision per cell for all of them,
//! since the number of answers of one would tell that of another.

use std::collections::{BTreeMap, BTreeSet};

mod dominance;

pub(super) use dominance::{dominated, is_dominated};

use super::derived::Amounts;
use super::moments::Mass;
use super::raw::{Set, Values};
use super::suppress::{Atom, Group, System};

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is published.
    Shown,
    /// It has fewer answers than the minimum.
    Small,
    /// All its answers agree.
    Agreeing,
    /// One row makes up nearly all of an amount in it.
    Dominated,
    /// It differs from a neighbouring wave by fewer answers than the minimum.
    Wave,
    /// It would tell, by subtraction or of another question, what is withheld for one of the reasons above.
    Subtraction,
    /// It was not examined: the answers are cut in more ways than can be.
    Unexamined,
}

/// Which answers tell respondents apart: where all are in one of the ranges, or all in none, everybody's is known.
/// Without a range, each answer is one of its own.
pub(super) type Parting = Vec<[i32; 2]>;

/// The smallest group of answers a table tells apart.
pub(super) struct Part<'r> {
    /// The values of its rows in each dimension of the table.
    pub(super) sets: Vec<&'r Set>,
    /// Its answers.
    pub(super) n: u64,
    /// Its answers by value, where it has some.
    pub(super) values: Option<&'r Values>,
}

/// A table of a question.
pub(super) struct Cut<'r> {
    /// Its dimensions.
    pub(super) by: Vec<&'r str>,
    /// What it tells apart.
    pub(super) parts: Vec<Part<'r>>,
}

/// A question, or the rows themselves, with all tables that are published of it.
pub(super) struct Member<'r> {
    /// Rows that do not count in it.
    pub(super) missing: u64,
    /// Margins before what they are the margins of.
    pub(super) cuts: Vec<Cut<'r>>,
    /// How answers are told apart; none for rows.
    pub(super) partings: &'r [Parting],
    /// The amounts that are added up of it.
    pub(super) amounts: Amounts,
    /// Further sums that are published, beside the cells of its cuts: rows with several values of one dimension at once, or
    /// with none ([`NONE`]).
    pub(super) further: Vec<CellKey<'r>>,
}

/// The value of a dimension that stands for having none.
pub(super) const NONE: &str = "";

/// A cell of whatever table: dimension and value, by dimension.
pub(super) type CellKey<'r> = Vec<(&'r str, &'r str)>;

/// The key of a cell.
pub(super) fn cell_key<'r>(by: &[&'r str], key: &[&'r str]) -> CellKey<'r> {
    let mut pairs: CellKey<'r> = by.iter().copied().zip(key.iter().copied()).collect();
    pairs.sort_unstable();
    pairs
}

/// The keys of the cells a part belongs to: one value of each of its sets.
pub(super) fn keys<'r>(part: &Part<'r>) -> Vec<Vec<&'r str>> {
    let mut keys = vec![Vec::new()];
    for set in &part.sets {
        keys = keys
            .iter()
            .flat_map(|key: &Vec<&'r str>| set.iter().map(|value| [key.as_slice(), &[value.as_str()]].concat()))
            .collect();
    }
    keys
}

/// Members that may be taken for the same people: fewer than `minimum` people stand between them, or they have as many
/// answers in every part of the tables they share.
pub(super) fn families(members: &[Member<'_>], minimum: u64) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = Vec::new();
    for (own, member) in members.iter().enumerate() {
        let joined = |family: &Vec<usize>| {
            family.iter().any(|other| {
                let other = &members[*other];
                member.missing + other.missing < minimum || has_same_numbers(member, other)
            })
        };
        let (mut met, apart): (Vec<_>, Vec<_>) = families.into_iter().partition(joined);
        let mut family: Vec<usize> = met.drain(..).flatten().chain([own]).collect();
        family.sort_unstable();
        families = apart;
        families.push(family);
    }
    families.sort_unstable();
    families
}

fn has_same_numbers(one: &Member<'_>, other: &Member<'_>) -> bool {
    let mut shared = 0;
    for cut in &one.cuts {
        let Some(theirs) = other.cuts.iter().find(|theirs| theirs.by == cut.by) else {
            continue;
        };
        let numbers = |cut: &Cut<'_>| -> Vec<u64> { cut.parts.iter().map(|part| part.n).collect() };
        let sets = || cut.parts.iter().zip(&theirs.parts).all(|(a, b)| a.sets == b.sets);
        if numbers(cut) != numbers(theirs) || !sets() {
            return false;
        }
        shared += 1;
    }
    shared > 0
}

/// In what all of `counts` (answer and how often it was given) agree: the numbers of a parting and of a part of it.
pub(super) fn agreed(counts: impl Iterator<Item = (i32, u64)> + Clone, partings: &[Parting]) -> Vec<(usize, i32)> {
    let part = |parting: &Parting, value: i32| {
        if parting.is_empty() {
            return value;
        }
        let within = |[low, high]: &[i32; 2]| (*low..=*high).contains(&value);
        let place = parting.iter().position(within).unwrap_or(parting.len());
        i32::try_from(place).unwrap_or(i32::MAX)
    };
    let given = counts.filter(|(_, n)| *n > 0);
    partings
        .iter()
        .enumerate()
        .filter_map(|(number, parting)| {
            let mut parts = given.clone().map(|(value, _)| part(parting, value));
            let first = parts.next()?;
            parts.all(|other| other == first).then_some((number, first))
        })
        .collect()
}

/// Answers by value.
pub(super) fn counts(values: &Values) -> impl Iterator<Item = (i32, u64)> + Clone + '_ {
    values.iter().map(|(value, sums)| (*value, sums.n))
}

/// Whether a set has a value; the value [`NONE`] is had by the empty set.
fn has(set: &Set, value: &str) -> bool {
    if value == NONE {
        set.is_empty()
    } else {
        set.iter().any(|own| own == value)
    }
}

/// A cell while it is looked at.
#[derive(Default)]
struct Looked {
    /// Its answers, by member.
    n: BTreeMap<usize, u64>,
    /// Its answers by value, by member.
    values: BTreeMap<usize, BTreeMap<i32, u64>>,
    fate: Option<Fate>,
}

/// Decides on every cell of the members of a family, with so much `work`, of which what is not needed is left.
/// `periods` are in the order of time.
pub(super) fn fates<'r>(
    members: &[&Member<'r>],
    periods: &[&'r str],
    minimum: u64,
    work: &mut u64,
) -> BTreeMap<CellKey<'r>, Fate> {
    // In the order in which they are preferred: margins first, larger cells first.
    let mut order: Vec<(usize, usize, CellKey<'r>)> = Vec::new();
    let mut cells: BTreeMap<CellKey<'r>, Looked> = BTreeMap::new();
    for (own, member) in members.iter().enumerate() {
        for (place, cut) in member.cuts.iter().enumerate() {
            for part in &cut.parts {
                for key in keys(part) {
                    let cell = cells.entry(cell_key(&cut.by, &key)).or_insert_with_key(|key| {
                        order.push((cut.by.len(), place, key.clone()));
                        Looked::default()
                    });
                    *cell.n.entry(own).or_default() += part.n;
                    let Some(values) = part.values else { continue };
                    let found = cell.values.entry(own).or_default();
                    for (value, n) in counts(values) {
                        *found.entry(value).or_default() += n;
                    }
                }
            }
        }
    }
    for key in members.iter().flat_map(|member| &member.further) {
        let looked = cells.entry(key.clone()).or_default();
        order.push((2, usize::MAX, key.clone()));
        for (own, member) in members.iter().enumerate() {
            let of = |cut: &&Cut<'r>| cut.by.len() == 1 && key.iter().all(|(dimension, _)| cut.by == [*dimension]);
            let parts = member.cuts.iter().find(of).into_iter().flat_map(|cut| &cut.parts);
            let inside = |part: &&Part<'r>| key.iter().all(|(_, value)| has(part.sets[0], value));
            looked.n.insert(own, parts.filter(inside).map(|part| part.n).sum());
        }
    }
    for cell in cells.values_mut() {
        let agrees = |(own, values): (&usize, &BTreeMap<i32, u64>)| {
            let counts = values.iter().map(|(value, n)| (*value, *n));
            !agreed(counts, members[*own].partings).is_empty()
        };
        if cell.n.values().any(|n| (1..minimum).contains(n)) {
            cell.fate = Some(Fate::Small);
        } else if cell.values.iter().any(agrees) {
            cell.fate = Some(Fate::Agreeing);
        }
    }
    for key in too_close(&cells, periods, minimum) {
        if let Some(cell) = cells.get_mut(&key) {
            cell.fate = Some(Fate::Wave);
        }
    }
    order.sort_by_cached_key(|(width, place, key)| {
        let largest = cells.get(key).and_then(|cell| cell.n.values().max()).copied();
        (*width, *place, std::cmp::Reverse(largest), key.clone())
    });

    let space = Space::new(members, &Looks::AtAnswers);
    let decided = cells.into_iter().filter_map(|(key, cell)| Some((key, cell.fate?)));
    let order: Vec<CellKey<'r>> = order.into_iter().map(|(_, _, key)| key).collect();
    settle(space.parts(minimum), &space, &order, decided.collect(), work)
}

/// Decides on the cells of tables in `order`, those that are decided on already apart: these are withheld.
fn settle<'r>(
    mut parts: Vec<Tied<'r>>,
    space: &Space<'_, 'r>,
    order: &[CellKey<'r>],
    mut fates: BTreeMap<CellKey<'r>, Fate>,
    work: &mut u64,
) -> BTreeMap<CellKey<'r>, Fate> {
    for key in order {
        let Some(group) = space.group(key) else { continue };
        let Some((part, group)) = parts
            .iter_mut()
            .find_map(|part| part.own(&group).map(|own| (part, own)))
        else {
            continue;
        };
        if fates.contains_key(key) {
            part.system.withheld.push(group);
        } else {
            part.candidates.push((key.clone(), group));
        }
    }
    for part in parts {
        let groups: Vec<Group> = part.candidates.iter().map(|(_, group)| group.clone()).collect();
        let admitted = part.system.admit_within(&groups, work);
        for ((key, _), admitted) in part.candidates.into_iter().zip(admitted) {
            let fate = match admitted {
                Some(true) => Fate::Shown,
                Some(false) => Fate::Subtraction,
                None => Fate::Unexamined,
            };
            fates.insert(key, fate);
        }
    }
    fates
}

/// The cells of waves that a neighbouring wave of the same group differs from by fewer than `minimum` answers: whoever
/// knows that one person left, or changed their mind, would read that person's answer off the two. Of a pair the cell
/// with fewer answers is withheld, else the earlier one.
fn too_close<'r>(cells: &BTreeMap<CellKey<'r>, Looked>, periods: &[&'r str], minimum: u64) -> BTreeSet<CellKey<'r>> {
    let mut close = BTreeSet::new();
    for (key, cell) in cells {
        let Some(place) = key.iter().position(|(dimension, _)| *dimension == "period") else {
            continue;
        };
        let next = periods
            .iter()
            .position(|period| *period == key[place].1)
            .map(|own| own + 1);
        let Some(next) = next.and_then(|next| periods.get(next)) else {
            continue;
        };
        let mut later = key.clone();
        later[place].1 = next;
        let Some(found) = cells.get(&later) else { continue };
        if cell.fate.is_some() || found.fate.is_some() {
            continue;
        }
        let apart = cell.values.iter().filter_map(|(member, values)| {
            let others = found.values.get(member)?;
            let answers: BTreeSet<i32> = values.keys().chain(others.keys()).copied().collect();
            let n = |values: &BTreeMap<i32, u64>, answer| values.get(&answer).copied().unwrap_or_default();
            let differences = answers
                .iter()
                .map(|answer| n(values, *answer).abs_diff(n(others, *answer)));
            Some(differences.sum::<u64>())
        });
        if apart.into_iter().any(|apart| (1..minimum).contains(&apart)) {
            let fewer = found.n.values().max() < cell.n.values().max();
            close.insert(if fewer { later } else { key.clone() });
        }
    }
    close
}

/// Tables that share dimensions with one another and with no other table. How many answers there are in all is always
/// published, and nothing else ties them to the other tables: what is known of these follows from these alone.
struct Tied<'r> {
    /// Their numbers among all tables.
    tables: Vec<usize>,
    system: System,
    candidates: Vec<(CellKey<'r>, Group)>,
}

impl Tied<'_> {
    /// The group as one of these tables; nothing if it is of another.
    fn own(&self, group: &Group) -> Option<Group> {
        let table = self.tables.iter().position(|own| *own == group.table)?;
        Some(Group {
            table,
            atoms: group.atoms.clone(),
        })
    }
}

/// What of the atoms has to be protected.
enum Looks {
    /// How many answers they are, and whether these agree.
    AtAnswers,
    /// The amounts of one row or another.
    AtAmounts,
}

/// The tables in which cells are written as sums of atoms: the finest ones of each member.
struct Space<'m, 'r> {
    /// The dimensions of each.
    tables: Vec<Vec<&'r str>>,
    /// What each tells apart, ascending.
    sets: Vec<Vec<Vec<&'m Set>>>,
    /// The same with their sizes.
    atoms: Vec<Vec<Atom>>,
}

impl<'m, 'r: 'm> Space<'m, 'r> {
    fn new(members: &[&Member<'r>], looks: &Looks) -> Self {
        let mut tables: Vec<Vec<&'r str>> = Vec::new();
        for member in members {
            for cut in &member.cuts {
                let finer = |other: &&Cut<'r>| {
                    other.by.len() > cut.by.len() && cut.by.iter().all(|dimension| other.by.contains(dimension))
                };
                if member.cuts.iter().find(finer).is_none() && !tables.contains(&cut.by) {
                    tables.push(cut.by.clone());
                }
            }
        }
        let mut numbers: BTreeMap<(usize, usize, i32), u32> = BTreeMap::new();
        let mut sets = Vec::new();
        let mut atoms = Vec::new();
        for by in &tables {
            let having: Vec<(usize, &Cut<'r>)> = members
                .iter()
                .enumerate()
                .filter_map(|(own, member)| Some((own, member.cuts.iter().find(|cut| cut.by == *by)?)))
                .collect();
            let mut own: BTreeMap<Vec<&'m Set>, Atom> = BTreeMap::new();
            for (place, (member, cut)) in having.iter().enumerate() {
                for part in &cut.parts {
                    let atom = own.entry(part.sets.clone()).or_default();
                    if matches!(looks, Looks::AtAmounts) {
                        dominance::weigh(atom, members, *member, part);
                        continue;
                    }
                    atom.sizes.resize(having.len(), 0);
                    atom.sizes[place] = part.n;
                    let Some(values) = part.values else { continue };
                    for (parting, class) in agreed(counts(values), members[*member].partings) {
                        let next = numbers.len() as u32;
                        atom.agrees
                            .push(*numbers.entry((*member, parting, class)).or_insert(next));
                    }
                }
            }
            let (names, found): (Vec<_>, Vec<_>) = own.into_iter().unzip();
            sets.push(names);
            atoms.push(found);
        }
        Space { tables, sets, atoms }
    }

    /// The tables in parts that have nothing but the total in common, those of few cells first.
    fn parts(&self, minimum: u64) -> Vec<Tied<'r>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for (table, by) in self.tables.iter().enumerate() {
            let shares = |part: &Vec<usize>| {
                let mut others = part.iter().flat_map(|other| &self.tables[*other]);
                others.any(|dimension| by.contains(dimension))
            };
            let (mut met, apart): (Vec<_>, Vec<_>) = parts.into_iter().partition(shares);
            let mut part: Vec<usize> = met.drain(..).flatten().chain([table]).collect();
            part.sort_unstable();
            parts = apart;
            parts.push(part);
        }
        let size = |part: &Vec<usize>| part.iter().map(|table| self.atoms[*table].len()).sum::<usize>();
        parts.sort_by_key(|part| (size(part), part.clone()));
        let tied = |tables: Vec<usize>| Tied {
            system: System {
                minimum,
                tables: tables.iter().map(|table| self.atoms[*table].clone()).collect(),
                same: self.same(&tables),
                known: tables
                    .iter()
                    .enumerate()
                    .map(|(table, number)| Group {
                        table,
                        atoms: (0..self.atoms[*number].len()).collect(),
                    })
                    .collect(),
                withheld: Vec::new(),
            },
            tables,
            candidates: Vec::new(),
        };
        parts.into_iter().map(tied).collect()
    }

    /// A cell as a sum of atoms.
    fn group(&self, key: &CellKey<'r>) -> Option<Group> {
        self.tables.iter().enumerate().find_map(|(table, by)| {
            let places: Option<Vec<(usize, &str)>> = key
                .iter()
                .map(|(dimension, value)| Some((by.iter().position(|own| own == dimension)?, *value)))
                .collect();
            let places = places?;
            let inside = |sets: &Vec<&Set>| places.iter().all(|(place, value)| has(sets[*place], value));
            let atoms: Vec<usize> = (0..self.sets[table].len())
                .filter(|atom| inside(&self.sets[table][*atom]))
                .collect();
            (!atoms.is_empty()).then_some(Group { table, atoms })
        })
    }

    /// The amounts of a cell.
    fn mass(&self, key: &CellKey<'r>) -> Vec<Mass> {
        let Some(group) = self.group(key) else {
            return Vec::new();
        };
        let mut sum: Vec<Mass> = Vec::new();
        for atom in group.atoms.iter().map(|atom| &self.atoms[group.table][*atom]) {
            sum.resize(atom.masses.len().max(sum.len()), Mass::default());
            for (mine, mass) in sum.iter_mut().zip(&atom.masses) {
                *mine = mine.plus(*mass);
            }
        }
        sum
    }

    /// What two of some tables have in common besides the total: the answers with the same values in the dimensions of
    /// both.
    fn same(&self, tables: &[usize]) -> Vec<(Group, Group)> {
        let mut same = Vec::new();
        for (one, number) in tables.iter().enumerate() {
            for (other, another) in tables.iter().enumerate().skip(one + 1) {
                let (by, theirs) = (&self.tables[*number], &self.tables[*another]);
                let shared = by.iter().copied().filter(|dimension| theirs.contains(dimension));
                let common: Vec<&str> = shared.collect();
                if common.is_empty() {
                    continue;
                }
                let (mine, yours) = (self.margin(*number, &common), self.margin(*another, &common));
                for (key, atoms) in mine {
                    if let Some(others) = yours.get(&key) {
                        let group = |table: usize, atoms: &Vec<usize>| Group {
                            table,
                            atoms: atoms.clone(),
                        };
                        same.push((group(one, &atoms), group(other, others)));
                    }
                }
            }
        }
        same
    }

    /// The atoms of a table by their values in some of its dimensions.
    fn margin(&self, table: usize, dimensions: &[&str]) -> BTreeMap<Vec<&'m Set>, Vec<usize>> {
        let places: Vec<usize> = dimensions
            .iter()
            .filter_map(|dimension| self.tables[table].iter().position(|own| own == dimension))
            .collect();
        let mut margin: BTreeMap<Vec<&'m Set>, Vec<usize>> = BTreeMap::new();
        for (atom, sets) in self.sets[table].iter().enumerate() {
            let key = places.iter().map(|place| sets[*place]).collect();
            margin.entry(key).or_default().push(atom);
        }
        margin
    }
}
