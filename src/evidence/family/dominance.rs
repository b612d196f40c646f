//! Cells in which one row makes up nearly all of an amount: whoever sees the sum, or a mean or ratio made of it, knows
//! that row's amount nearly, however many rows there are (Hundepool et al., Statistical Disclosure Control, 2012,
//! section 4.2.1). How many rows a cell has tells nothing of amounts, so that only what adds them up is withheld.

use std::collections::BTreeMap;

use super::{CellKey, Fate, Looks, Member, Part, Space, cell_key, keys, settle};
use crate::evidence::derived::Amounts;
use crate::evidence::moments::Mass;
use crate::evidence::raw::Values;
use crate::evidence::suppress::Atom;

/// The amounts of some values, each value on its own where these are sums of their own.
fn masses<'v>(amounts: &'v Amounts, values: &'v Values) -> impl Iterator<Item = Mass> + 'v {
    let of = move |place: usize, wanted: Option<i32>| {
        let values = values
            .iter()
            .filter(move |(value, _)| wanted.is_none_or(|wanted| wanted == **value));
        let moments = values.filter_map(|(_, sums)| sums.moments.as_ref());
        moments.fold(Mass::default(), |sum, moments| sum.plus(moments.mass(place)))
    };
    let apart: &[Option<i32>] = if amounts.by_value { &[Some(0), Some(1)] } else { &[None] };
    let places = amounts.places.iter();
    places.flat_map(move |place| apart.iter().map(move |wanted| of(*place, *wanted)))
}

/// Whether one row dominates an amount of these values.
pub(in crate::evidence) fn is_dominated(amounts: &Amounts, values: &Values) -> bool {
    masses(amounts, values).any(Mass::is_dominated)
}

/// Adds the amounts of a part of member `own` to those of an atom, which has a place for each amount of each member.
pub(super) fn weigh(atom: &mut Atom, members: &[&Member<'_>], own: usize, part: &Part<'_>) {
    let width = |member: &&Member<'_>| {
        let amounts = &member.amounts;
        amounts.places.len() * (1 + usize::from(amounts.by_value))
    };
    atom.masses.resize(members.iter().map(width).sum(), Mass::default());
    let first: usize = members[..own].iter().map(width).sum();
    let Some(values) = part.values else { return };
    for (mine, mass) in atom.masses[first..]
        .iter_mut()
        .zip(masses(&members[own].amounts, values))
    {
        *mine = mine.plus(mass);
    }
}

/// Decides on the cells of members of a family that add amounts up, given the `fates` of the family: whatever is
/// withheld already stays so. Nothing where no row dominates any part of a table.
pub(in crate::evidence) fn dominated<'r>(
    members: &[&Member<'r>],
    fates: &BTreeMap<CellKey<'r>, Fate>,
    work: &mut u64,
) -> Option<BTreeMap<CellKey<'r>, Fate>> {
    let parts = || {
        members.iter().flat_map(|member| {
            member
                .cuts
                .iter()
                .flat_map(move |cut| cut.parts.iter().map(move |part| (member, part)))
        })
    };
    let alone = |(member, part): (&&Member<'r>, &Part<'r>)| {
        part.values.is_some_and(|values| is_dominated(&member.amounts, values))
    };
    // Where no part is dominated, no sum of parts is.
    if !parts().any(alone) {
        return None;
    }
    let mut order: Vec<(usize, usize, CellKey<'r>)> = Vec::new();
    let mut cells: BTreeMap<CellKey<'r>, u64> = BTreeMap::new();
    for member in members {
        for (place, cut) in member.cuts.iter().enumerate() {
            for part in &cut.parts {
                for key in keys(part) {
                    let n = cells.entry(cell_key(&cut.by, &key)).or_insert_with_key(|key| {
                        order.push((cut.by.len(), place, key.clone()));
                        0
                    });
                    *n += part.n;
                }
            }
        }
    }
    order.sort_by_cached_key(|(width, place, key)| {
        let n = cells.get(key).copied();
        (*width, *place, std::cmp::Reverse(n), key.clone())
    });
    let space = Space::new(members, &Looks::AtAmounts);
    let (mut open, mut decided) = (Vec::new(), BTreeMap::new());
    for (_, _, key) in order {
        let before = fates.get(&key).copied().unwrap_or(Fate::Shown);
        if before != Fate::Shown {
            // It is not published, and what protects it is not made weaker by withholding more.
            decided.insert(key, before);
            continue;
        }
        if space.mass(&key).into_iter().any(Mass::is_dominated) {
            decided.insert(key.clone(), Fate::Dominated);
        }
        open.push(key);
    }
    Some(settle(space.parts(0), &space, &open, decided, work))
}
