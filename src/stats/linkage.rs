//! Linking the records of two lists that share no key: Fellegi and Sunter's model, its weights by EM.
//!
//! Fellegi & Sunter, *JASA* 64, 1969, 1183–1210; the estimation of their weights by expectation and maximisation:
//! Jaro, *JASA* 84, 1989, 414–420, and Winkler, *Proceedings of the Section on Survey Research Methods*, ASA 1988.
//! Fields are taken as independent given whether a pair is one person; where they are not, the model is surer than it
//! should be, which is why a sample for clerical review goes with every result.

use std::collections::{BTreeMap, BTreeSet};

use super::normal;
use super::real::{ln, pow};

/// How two values of a field compare: 0 for different, then up to the best level of agreement; `None` where one of the
/// two records does not say.
pub type Level = Option<u8>;

/// Steps of the estimation; it ends before where nothing moves any more.
const MOST_STEPS: usize = 2_000;

/// What counts as no movement of any probability.
const STILL: f64 = 1e-10;

/// Probabilities stay this far from 0 and 1, so that one odd pair can never decide alone.
const FLOOR: f64 = 1e-6;

/// How often each level is met on one field, among pairs that are one person and among all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Probability of each level where the pair is one person (m).
    pub same: Vec<f64>,
    /// Probability of each level where it is not (u).
    pub other: Vec<f64>,
}

/// The estimated model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Share of the compared pairs that are one person, 0 to 1.
    pub prevalence: f64,
    /// The fields, in the order of the patterns.
    pub fields: Vec<Field>,
    /// Whether the estimation came to rest.
    pub converged: bool,
}

/// Why no model can be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Fewer than three fields: the two kinds of pair cannot be told apart.
    TooFewFields,
    /// No pair was compared.
    NoPairs,
    /// Agreement on the fields does not go together: there is no second kind of pair to be seen.
    Indistinct,
}

/// Estimates the model from how many pairs show each pattern. `levels` is the best level of each field, `expected` a
/// first guess of how many pairs are one person (at most the records of the shorter list).
///
/// # Errors
/// Where nothing can be estimated, with the reason.
pub fn estimate(patterns: &BTreeMap<Vec<Level>, u64>, levels: &[u8], expected: f64) -> Result<Model, Failure> {
    if levels.len() < 3 {
        return Err(Failure::TooFewFields);
    }
    let pairs: u64 = patterns.values().sum();
    if pairs == 0 {
        return Err(Failure::NoPairs);
    }
    let mut model = first_guess(patterns, levels, (expected / pairs as f64).clamp(1e-4, 0.5));
    for _ in 0..MOST_STEPS {
        let next = step(&model, patterns, levels, pairs);
        let moved = distance(&model, &next);
        model = next;
        if moved < STILL {
            model.converged = true;
            break;
        }
    }
    if model.evidence() < 0.0 {
        return Err(Failure::Indistinct);
    }
    Ok(model)
}

/// Nearly all compared pairs are of two people, so what is met overall is what is met among them.
fn first_guess(patterns: &BTreeMap<Vec<Level>, u64>, levels: &[u8], prevalence: f64) -> Model {
    let fields = levels.iter().enumerate().map(|(field, best)| {
        let mut met = vec![0.0; usize::from(*best) + 1];
        for (pattern, pairs) in patterns {
            if let Some(level) = pattern[field] {
                met[usize::from(level.min(*best))] += *pairs as f64;
            }
        }
        let mut same = vec![0.1 / f64::from(*best).max(1.0); met.len()];
        same[usize::from(*best)] = 0.9;
        Field {
            same: shares(&same),
            other: shares(&met),
        }
    });
    Model {
        prevalence,
        fields: fields.collect(),
        converged: false,
    }
}

fn step(model: &Model, patterns: &BTreeMap<Vec<Level>, u64>, levels: &[u8], pairs: u64) -> Model {
    let mut found = 0.0;
    let mut sums: Vec<[Vec<f64>; 2]> = levels
        .iter()
        .map(|best| [vec![0.0; usize::from(*best) + 1], vec![0.0; usize::from(*best) + 1]])
        .collect();
    for (pattern, count) in patterns {
        let same = model.probability(pattern) * *count as f64;
        let other = *count as f64 - same;
        found += same;
        for ((level, sum), best) in pattern.iter().zip(&mut sums).zip(levels) {
            if let Some(level) = level {
                let at = usize::from(*level.min(best));
                sum[0][at] += same;
                sum[1][at] += other;
            }
        }
    }
    Model {
        prevalence: (found / pairs as f64).clamp(FLOOR, 1.0 - FLOOR),
        fields: sums
            .iter()
            .map(|[same, other]| Field {
                same: shares(same),
                other: shares(other),
            })
            .collect(),
        converged: false,
    }
}

/// Counts as shares of their sum, none of them quite 0.
fn shares(counts: &[f64]) -> Vec<f64> {
    let sum: f64 = counts.iter().sum();
    if sum <= 0.0 {
        return vec![1.0 / counts.len() as f64; counts.len()];
    }
    let floored: Vec<f64> = counts.iter().map(|count| (count / sum).max(FLOOR)).collect();
    let sum: f64 = floored.iter().sum();
    floored.iter().map(|share| share / sum).collect()
}

fn distance(one: &Model, other: &Model) -> f64 {
    let fields = one.fields.iter().zip(&other.fields);
    let of_fields = fields.flat_map(|(a, b)| {
        let same = a.same.iter().zip(&b.same);
        same.chain(a.other.iter().zip(&b.other)).map(|(a, b)| (a - b).abs())
    });
    of_fields.fold((one.prevalence - other.prevalence).abs(), f64::max)
}

impl Model {
    /// The weight of a pattern: the sum over its fields of log2(m/u). Fields that a record leaves blank weigh nothing.
    pub fn weight(&self, pattern: &[Level]) -> f64 {
        let fields = pattern.iter().zip(&self.fields);
        let ln_ratio = |(level, field): (&Level, &Field)| {
            let at = usize::from((*level)?);
            Some(ln(*field.same.get(at)? / *field.other.get(at)?))
        };
        fields.filter_map(ln_ratio).sum::<f64>() / ln(2.0)
    }

    /// The odds that a pair with this pattern is one person, before other candidates of its records are looked at.
    pub fn odds(&self, pattern: &[Level]) -> f64 {
        self.prevalence / (1.0 - self.prevalence) * pow(2.0, self.weight(pattern))
    }

    /// The probability that goes with [`Model::odds`], 0 to 1.
    pub fn probability(&self, pattern: &[Level]) -> f64 {
        let odds = self.odds(pattern);
        if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
    }

    /// The weight that full agreement has beyond full disagreement, the least over the fields.
    fn evidence(&self) -> f64 {
        let of_field = |field: &Field| {
            let best = field.same.len() - 1;
            ln(field.same[best] / field.other[best]) - ln(field.same[0] / field.other[0])
        };
        self.fields.iter().map(of_field).sum()
    }
}

/// A pair that may be one person, by the numbers of its records in the two lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// In the first list.
    pub left: u32,
    /// In the second list.
    pub right: u32,
    /// The odds of [`Model::odds`].
    pub odds: f64,
}

/// A pair with the probability that it is one person, given that a record has at most one partner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// In the first list.
    pub left: u32,
    /// In the second list.
    pub right: u32,
    /// 0 to 1.
    pub probability: f64,
}

/// Gives every candidate its probability beside the other candidates of its two records, most probable first, equals
/// in the order of the lists. Two records that fit equally well cannot both be the partner: each is then less probable
/// than its pattern alone says.
pub fn compete(candidates: &[Candidate]) -> Vec<Link> {
    let (mut of_left, mut of_right) = (BTreeMap::<u32, f64>::new(), BTreeMap::<u32, f64>::new());
    for one in candidates {
        *of_left.entry(one.left).or_default() += one.odds;
        *of_right.entry(one.right).or_default() += one.odds;
    }
    let mut links: Vec<Link> = candidates
        .iter()
        .map(|one| {
            let rivals = of_left[&one.left] + of_right[&one.right] - 2.0 * one.odds;
            Link {
                left: one.left,
                right: one.right,
                probability: one.odds / (1.0 + one.odds + rivals.max(0.0)),
            }
        })
        .collect();
    links.sort_by(|a, b| {
        let places = (a.left, a.right).cmp(&(b.left, b.right));
        b.probability.total_cmp(&a.probability).then(places)
    });
    links
}

/// Takes links from the most probable down, each record once, as long as they reach `least`.
pub fn one_to_one(links: &[Link], least: f64) -> Vec<Link> {
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let mut taken = Vec::new();
    for link in links.iter().take_while(|link| link.probability >= least) {
        if !left.contains(&link.left) && !right.contains(&link.right) {
            left.insert(link.left);
            right.insert(link.right);
            taken.push(*link);
        }
    }
    taken
}

/// What the model expects of its own links: the share that is wrong, and the share of true pairs that it missed among
/// the candidates; `None` without links, or without any expected pair.
pub fn expected_errors(taken: &[Link], all: &[Link]) -> Option<(f64, f64)> {
    let sure: f64 = taken.iter().map(|link| link.probability).sum();
    let expected: f64 = all.iter().map(|link| link.probability).sum();
    (!taken.is_empty() && expected > 0.0).then(|| {
        let missed = 1.0 - sure / expected;
        (1.0 - sure / taken.len() as f64, missed.max(0.0))
    })
}

/// How many links a person must look at to know the share of false ones within ± `margin` at 95 %, given the share
/// that the model expects (taken as at least 1 %), out of `links`: z²·p(1−p)/margin², corrected for the finite number.
/// Cochran, *Sampling Techniques*, 1977, §4.4.
pub fn review_sample(expected: f64, margin: f64, links: u64) -> u64 {
    let z = normal::critical(0.95);
    let p = expected.clamp(0.01, 0.5);
    let infinite = z * z * p * (1.0 - p) / (margin * margin);
    let finite = infinite / (1.0 + (infinite - 1.0) / (links.max(1) as f64));
    (finite.ceil().max(0.0) as u64).min(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: [f64; 4] = [0.92, 0.85, 0.95, 0.8];
    const OTHER: [f64; 4] = [0.02, 0.1, 0.05, 0.3];

    /// How many of `pairs` show each pattern of four fields, exactly as the probabilities say.
    fn exact(prevalence: f64, pairs: f64) -> BTreeMap<Vec<Level>, u64> {
        let chance = |pattern: usize, field: &[f64; 4]| -> f64 {
            let agree = |at: usize| pattern >> at & 1 == 1;
            (0..4)
                .map(|at| if agree(at) { field[at] } else { 1.0 - field[at] })
                .product()
        };
        let count = |pattern: usize| {
            let mixed = prevalence * chance(pattern, &SAME) + (1.0 - prevalence) * chance(pattern, &OTHER);
            (mixed * pairs).round() as u64
        };
        let levels = |pattern: usize| (0..4).map(|at| Some((pattern >> at & 1) as u8)).collect();
        (0..16).map(|pattern| (levels(pattern), count(pattern))).collect()
    }

    /// Of four fields the maximum of the likelihood is unique: with counts exactly as expected it is the truth.
    #[test]
    fn the_estimation_finds_the_probabilities_that_made_the_counts() {
        let model = estimate(&exact(0.03, 1e12), &[1, 1, 1, 1], 2e10).unwrap();
        assert!(model.converged);
        assert!((model.prevalence - 0.03).abs() < 1e-6, "{}", model.prevalence);
        for (field, (same, other)) in model.fields.iter().zip(SAME.iter().zip(&OTHER)) {
            assert!((field.same[1] - same).abs() < 1e-5, "{field:?}");
            assert!((field.other[1] - other).abs() < 1e-5, "{field:?}");
        }
        // log2 of (0.92·0.85·0.95·0.8)/(0.02·0.1·0.05·0.3)
        let all = [Some(1); 4];
        assert!((model.weight(&all) - 14.273_99).abs() < 1e-3, "{}", model.weight(&all));
        // Bayes by hand: 0.03·0.59432/(0.03·0.59432 + 0.97·0.00003)
        assert!((model.probability(&all) - 0.998_371).abs() < 1e-5);
        // A blank weighs nothing.
        let three = [Some(1), Some(1), Some(1), None];
        let without = model.weight(&all) - ln(0.8 / 0.3) / ln(2.0);
        assert!((model.weight(&three) - without).abs() < 1e-4);
    }

    #[test]
    fn too_little_to_tell_is_said() {
        assert_eq!(estimate(&exact(0.1, 1e6), &[1, 1], 10.0), Err(Failure::TooFewFields));
        assert_eq!(estimate(&BTreeMap::new(), &[1, 1, 1], 10.0), Err(Failure::NoPairs));
    }

    #[test]
    fn two_equal_candidates_share_what_one_would_have() {
        let pair = |left, right| Candidate {
            left,
            right,
            odds: 99.0,
        };
        let alone = compete(&[pair(0, 0)]);
        assert!((alone[0].probability - 0.99).abs() < 1e-12);
        let two = compete(&[pair(0, 0), pair(0, 1)]);
        // 99/(1 + 99 + 99)
        assert!((two[0].probability - 99.0 / 199.0).abs() < 1e-12);
        assert_eq!(one_to_one(&two, 0.95), []);
        assert_eq!(one_to_one(&two, 0.4).len(), 1);
    }

    #[test]
    fn each_record_is_linked_once_from_the_most_probable_down() {
        let pair = |left, right, odds| Candidate { left, right, odds };
        let links = compete(&[pair(0, 0, 50.0), pair(0, 1, 4000.0), pair(1, 1, 20.0), pair(1, 0, 30.0)]);
        let taken: Vec<(u32, u32)> = one_to_one(&links, 0.1)
            .iter()
            .map(|link| (link.left, link.right))
            .collect();
        assert_eq!(taken, [(0, 1), (1, 0)]);
    }

    /// Three links of 0.9, 0.95 and 1 and a candidate of 0.15 left: (0.1 + 0.05 + 0)/3 wrong, 0.15/3 missed.
    #[test]
    fn what_the_model_expects_of_itself() {
        let link = |left, probability| Link {
            left,
            right: left,
            probability,
        };
        let taken = [link(0, 0.9), link(1, 0.95), link(2, 1.0)];
        let all = [taken[0], taken[1], taken[2], link(3, 0.15)];
        let (wrong, missed) = expected_errors(&taken, &all).unwrap();
        assert!((wrong - 0.05).abs() < 1e-12);
        assert!((missed - 0.05).abs() < 1e-12);
        assert_eq!(expected_errors(&[], &all), None);
    }

    /// Cochran: p = 0.02 within 0.01 asks for 753 of very many, 430 of 1,000.
    #[test]
    fn how_many_links_a_person_must_look_at() {
        assert_eq!(review_sample(0.02, 0.01, u64::MAX), 753);
        assert_eq!(review_sample(0.02, 0.01, 1_000), 430);
        assert_eq!(review_sample(0.02, 0.01, 40), 39);
    }
}
