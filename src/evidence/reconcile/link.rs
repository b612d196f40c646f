//! Finding the same people in two lists: by a shared key first, then by the likeness of several fields.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;

use crate::stats::linkage::{self, Candidate, Failure, Level, Link, Model};
use crate::text::Likeness;

/// Pairs that are compared at most; a block as wide as that compares everybody with everybody.
pub(super) const MOST_PAIRS: usize = 20_000_000;

/// A candidate less probable than this is neither linked nor counted among those that were missed.
const HOPELESS: f64 = 1e-4;

/// A person of one list, as far as the list says who that is; spelled alike on both sides.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Record {
    /// One for each declared key.
    pub(super) keys: Vec<Option<String>>,
    /// One for each declared field.
    pub(super) fields: Vec<Option<String>>,
}

impl Record {
    /// Whether anything is known by which the person could be found in the other list.
    pub(super) fn identified(&self) -> bool {
        self.keys.iter().chain(&self.fields).any(Option::is_some)
    }
}

/// How pairs are compared once no key is left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Comparison {
    /// What each field is.
    pub(super) fields: Vec<Likeness>,
    /// Only pairs that agree wholly on one of these fields are compared.
    pub(super) blocks: Vec<usize>,
    /// Least probability of a link.
    pub(super) link: f64,
    /// Least probability of a pair that a person should look at.
    pub(super) review: f64,
}

/// What comparing found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Compared {
    /// The estimated model.
    pub(super) model: Model,
    /// How many pairs were compared.
    pub(super) pairs: u64,
    /// The links.
    pub(super) links: Vec<Link>,
    /// Pairs under the threshold of a link that a person should look at.
    pub(super) review: Vec<Link>,
    /// Share of the links that the model expects to be wrong, and of true pairs that it expects to have missed.
    pub(super) expected: Option<(f64, f64)>,
}

/// Why likeness could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unlinked {
    /// The model could not be estimated.
    Model(Failure),
    /// More than [`MOST_PAIRS`] pairs agree on a field of blocks.
    TooManyPairs,
}

/// Pairs by a shared key: the first key on which a record of each list agrees with exactly one of the other. The
/// second figure counts the records whose key belongs to several of one list, and that nothing else linked.
pub(super) fn by_key(left: &[Record], right: &[Record]) -> (Vec<(u32, u32)>, u64) {
    let keys = left.first().map_or(0, |record| record.keys.len());
    let (mut taken, mut shared) = ([vec![false; left.len()], vec![false; right.len()]], BTreeSet::new());
    let mut pairs = Vec::new();
    for key in 0..keys {
        let mut found: HashMap<&str, [Vec<u32>; 2], FixedState> = HashMap::default();
        for (side, records) in [left, right].into_iter().enumerate() {
            for (number, record) in (0_u32..).zip(records) {
                if let Some(value) = record.keys[key].as_deref().filter(|_| !taken[side][number as usize]) {
                    found.entry(value).or_default()[side].push(number);
                }
            }
        }
        for sides in found.into_values() {
            match (sides[0].as_slice(), sides[1].as_slice()) {
                (&[one], &[other]) => {
                    pairs.push((one, other));
                    taken[0][one as usize] = true;
                    taken[1][other as usize] = true;
                }
                ([], _) | (_, []) => {}
                (some, others) => {
                    shared.extend(some.iter().map(|number| (0, *number)));
                    shared.extend(others.iter().map(|number| (1, *number)));
                }
            }
        }
    }
    pairs.sort_unstable();
    let left_over = shared.iter().filter(|(side, number)| !taken[*side][*number as usize]);
    (pairs, left_over.count() as u64)
}

/// Pairs by the likeness of their fields, among the records that `taken` has not.
pub(super) fn by_likeness(
    left: &[Record],
    right: &[Record],
    taken: &[(u32, u32)],
    how: &Comparison,
) -> Result<Compared, Unlinked> {
    let taken_left: BTreeSet<u32> = taken.iter().map(|pair| pair.0).collect();
    let taken_right: BTreeSet<u32> = taken.iter().map(|pair| pair.1).collect();
    let pairs = blocked(left, right, [&taken_left, &taken_right], how)?;
    // Few patterns for many pairs: each pair keeps the number of its pattern.
    let mut numbers: BTreeMap<Vec<Level>, u32> = BTreeMap::new();
    let mut counts: Vec<u64> = Vec::new();
    let mut shows: Vec<u32> = Vec::with_capacity(pairs.len());
    for (one, other) in &pairs {
        let pattern = pattern(&left[*one as usize], &right[*other as usize], how);
        let number = *numbers.entry(pattern).or_insert_with(|| {
            counts.push(0);
            counts.len() as u32 - 1
        });
        counts[number as usize] += 1;
        shows.push(number);
    }
    let patterns: BTreeMap<Vec<Level>, u64> = numbers
        .iter()
        .map(|(pattern, number)| (pattern.clone(), counts[*number as usize]))
        .collect();
    let levels: Vec<u8> = how.fields.iter().map(|field| field.best()).collect();
    let free = |records: &[Record], taken: &BTreeSet<u32>| records.len() - taken.len();
    let expected = free(left, &taken_left).min(free(right, &taken_right)) as f64 / 2.0;
    let model = linkage::estimate(&patterns, &levels, expected).map_err(Unlinked::Model)?;
    let mut odds = vec![0.0; counts.len()];
    for (pattern, number) in &numbers {
        odds[*number as usize] = model.odds(pattern);
    }
    let candidates: Vec<Candidate> = pairs
        .iter()
        .zip(&shows)
        .filter_map(|((left, right), pattern)| {
            let odds = odds[*pattern as usize];
            (odds >= HOPELESS).then_some(Candidate {
                left: *left,
                right: *right,
                odds,
            })
        })
        .collect();
    let all = linkage::compete(&candidates);
    let links = linkage::one_to_one(&all, how.link);
    let review = linkage::one_to_one(&all, how.review);
    let review = review.into_iter().filter(|link| link.probability < how.link).collect();
    Ok(Compared {
        expected: linkage::expected_errors(&links, &all),
        pairs: pairs.len() as u64,
        model,
        links,
        review,
    })
}

/// Every pair of free records that agree on one of the fields of blocks, each once.
fn blocked(
    left: &[Record],
    right: &[Record],
    taken: [&BTreeSet<u32>; 2],
    how: &Comparison,
) -> Result<Vec<(u32, u32)>, Unlinked> {
    let mut pairs = Vec::new();
    for (place, block) in how.blocks.iter().enumerate() {
        let mut of_right: HashMap<&str, Vec<u32>, FixedState> = HashMap::default();
        for (number, record) in (0_u32..).zip(right) {
            if let Some(value) = record.fields[*block].as_deref().filter(|_| !taken[1].contains(&number)) {
                of_right.entry(value).or_default().push(number);
            }
        }
        for (number, record) in (0_u32..).zip(left).filter(|(number, _)| !taken[0].contains(number)) {
            let Some(others) = record.fields[*block].as_deref().and_then(|value| of_right.get(value)) else {
                continue;
            };
            // What an earlier block has compared is not compared again.
            let met = |other: &u32| {
                let other = &right[*other as usize];
                let before = &how.blocks[..place];
                before
                    .iter()
                    .any(|at| record.fields[*at].is_some() && record.fields[*at] == other.fields[*at])
            };
            pairs.extend(others.iter().filter(|other| !met(other)).map(|other| (number, *other)));
            if pairs.len() > MOST_PAIRS {
                return Err(Unlinked::TooManyPairs);
            }
        }
    }
    Ok(pairs)
}

fn pattern(one: &Record, other: &Record, how: &Comparison) -> Vec<Level> {
    let fields = one.fields.iter().zip(&other.fields).zip(&how.fields);
    fields
        .map(|((one, other), likeness)| Some(likeness.level(one.as_deref()?, other.as_deref()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: &str, fields: &[&str]) -> Record {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Record {
            keys: vec![said(key)],
            fields: fields.iter().map(|field| said(field)).collect(),
        }
    }

    #[test]
    fn a_key_links_where_it_belongs_to_one_person_of_each_list() {
        let left = ["a", "b", "b", "", "d"].map(|key| record(key, &[]));
        let right = ["b", "a", "", "e"].map(|key| record(key, &[]));
        // `b` belongs to two of the first list and one of the second: three records that a person has to sort out.
        assert_eq!(by_key(&left, &right), (vec![(0, 1)], 3));
    }

    /// Twelve hundred invented people, of whom the second list has eight hundred with mistakes, and four hundred others.
    fn two_lists(seed: u64) -> (Vec<Record>, Vec<Record>) {
        let mut chance = fastrand::Rng::with_seed(seed);
        let syllables = [
            "ma", "ri", "lo", "du", "pont", "ber", "tin", "gui", "ral", "vic", "so", "len", "chat", "rou",
        ];
        let name = |chance: &mut fastrand::Rng| -> String {
            (0..chance.usize(2..4))
                .map(|_| syllables[chance.usize(..syllables.len())])
                .collect()
        };
        let person = |chance: &mut fastrand::Rng| {
            let born = format!(
                "19{:02}-{:02}-{:02}",
                chance.u8(40..99),
                chance.u8(1..13),
                chance.u8(1..29)
            );
            let lives = format!("{:05}", 75_000 + chance.u32(..60));
            [name(chance), name(chance), born, lives]
        };
        let people: Vec<[String; 4]> = (0..1_600).map(|_| person(&mut chance)).collect();
        let mistaken = |mut one: [String; 4], chance: &mut fastrand::Rng| {
            for (at, field) in one.iter_mut().enumerate() {
                match chance.u8(..100) {
                    0..4 => field.clear(),
                    4..10 if at < 2 => {
                        field.pop();
                    }
                    10..13 if at >= 2 => *field = person(chance)[at].clone(),
                    _ => {}
                }
            }
            one
        };
        let left = people[..1_200]
            .iter()
            .cloned()
            .map(|one| mistaken(one, &mut chance))
            .collect::<Vec<_>>();
        let right = people[400..]
            .iter()
            .cloned()
            .map(|one| mistaken(one, &mut chance))
            .collect::<Vec<_>>();
        let record = |one: &[String; 4]| record("", &one.each_ref().map(String::as_str));
        (left.iter().map(record).collect(), right.iter().map(record).collect())
    }

    /// The truth is known: person `n` of the first list is person `n − 400` of the second.
    #[test]
    fn what_the_model_claims_of_itself_is_what_it_does() {
        let how = Comparison {
            fields: vec![Likeness::Name, Likeness::Name, Likeness::Code, Likeness::Code],
            blocks: vec![2, 3],
            link: 0.9,
            review: 0.3,
        };
        for seed in [1, 2, 3] {
            let (left, right) = two_lists(seed);
            let found = by_likeness(&left, &right, &[], &how).unwrap();
            let right_links = found.links.iter().filter(|link| link.left == link.right + 400).count() as f64;
            let precision = right_links / found.links.len() as f64;
            let recall = right_links / 800.0;
            let (wrong, missed) = found.expected.unwrap();
            println!(
                "seed {seed}: {} pairs, {} links, precision {precision:.4} (claims {:.4}), recall {recall:.4} (claims {:.4} of \
                 the compared), {} to review",
                found.pairs,
                found.links.len(),
                1.0 - wrong,
                1.0 - missed,
                found.review.len(),
            );
            assert!(precision >= 0.98 && recall >= 0.9, "{precision} {recall}");
            assert!((precision - (1.0 - wrong)).abs() < 0.02);
            assert!((recall - (1.0 - missed)).abs() < 0.05);
        }
    }

    #[test]
    fn the_order_of_the_lists_changes_no_link() {
        let (left, right) = two_lists(7);
        let how = Comparison {
            fields: vec![Likeness::Name, Likeness::Name, Likeness::Code, Likeness::Code],
            blocks: vec![3],
            link: 0.9,
            review: 0.3,
        };
        let forward = by_likeness(&left, &right, &[], &how).unwrap();
        let reversed: Vec<Record> = right.iter().rev().cloned().collect();
        let backward = by_likeness(&left, &reversed, &[], &how).unwrap();
        let last = right.len() as u32 - 1;
        let pairs = |links: &[Link], turned: bool| -> BTreeSet<(u32, u32)> {
            links
                .iter()
                .map(|link| (link.left, if turned { last - link.right } else { link.right }))
                .collect()
        };
        assert_eq!(pairs(&forward.links, false), pairs(&backward.links, true));
    }

    #[test]
    fn everybody_with_everybody_is_refused() {
        let same = vec![record("", &["a", "b", "c"]); 5_000];
        let how = Comparison {
            fields: vec![Likeness::Name; 3],
            blocks: vec![0],
            link: 0.9,
            review: 0.5,
        };
        assert_eq!(by_likeness(&same, &same, &[], &how), Err(Unlinked::TooManyPairs));
    }
}
