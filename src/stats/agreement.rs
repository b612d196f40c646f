//! How far several raters agree on ordered levels: Krippendorff's α, and weighted κ where there are only two.
//!
//! Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011, section E (several observers, any metric, missing
//! ratings); ordinal metric of its table of difference functions. κ is [`super::kappa`].

use std::collections::BTreeMap;

use super::kappa::{self, Weights};

/// Which coefficient was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Coefficient {
    /// Cohen's κ with linear weights, of two raters.
    WeightedKappa,
    /// Krippendorff's α with the ordinal metric, of three raters or more.
    KrippendorffAlpha,
}

/// Agreement between raters beyond chance.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct Agreement {
    /// Which coefficient it is.
    pub coefficient: Coefficient,
    /// At most 1, which is complete agreement; 0 is what chance gives; below, raters contradict each other.
    pub value: f64,
    /// Raters.
    pub raters: u64,
    /// Things that at least two of them rated.
    pub n: u64,
}

/// Agreement over `rated`, one entry per thing with the level each rater gave, by rater. Two raters: weighted κ over
/// what both rated; more: α over what at least two rated. `None` with one rater, and where nothing varies: agreement
/// beyond chance is then undefined, however alike the ratings are.
pub fn agreement(rated: &[BTreeMap<&str, u8>]) -> Option<Agreement> {
    let mut raters: Vec<&str> = rated.iter().flat_map(|one| one.keys().copied()).collect();
    raters.sort_unstable();
    raters.dedup();
    let n = rated.iter().filter(|one| one.len() >= 2).count() as u64;
    let (coefficient, value) = match raters.as_slice() {
        [] | [_] => return None,
        [first, second] => {
            let pairs: Vec<(u8, u8)> = rated
                .iter()
                .filter_map(|one| Some((*one.get(first)?, *one.get(second)?)))
                .collect();
            (Coefficient::WeightedKappa, weighted_kappa(&pairs)?)
        }
        _ => {
            let units: Vec<Vec<u8>> = rated.iter().map(|one| one.values().copied().collect()).collect();
            (Coefficient::KrippendorffAlpha, alpha_ordinal(&units)?)
        }
    };
    Some(Agreement {
        coefficient,
        value,
        raters: raters.len() as u64,
        n,
    })
}

/// Linearly weighted κ of pairs of levels. The scale runs from the lowest to the highest level met: levels that nobody
/// gave change neither the observed nor the expected disagreement in proportion.
fn weighted_kappa(pairs: &[(u8, u8)]) -> Option<f64> {
    let low = pairs.iter().map(|(one, other)| one.min(other)).min()?;
    let high = pairs.iter().map(|(one, other)| one.max(other)).max()?;
    let size = usize::from(high - low) + 1;
    let mut table = vec![vec![0; size]; size];
    for (one, other) in pairs {
        table[usize::from(one - low)][usize::from(other - low)] += 1;
    }
    kappa::kappa(&table, Weights::Linear, super::LEVEL).map(|found| found.estimate.value)
}

/// Krippendorff's α with the ordinal metric. Each unit holds the levels it was given, whoever gave them; units with
/// fewer than two are left out. `None` where no two levels can be compared, or all are the same.
pub fn alpha_ordinal(units: &[Vec<u8>]) -> Option<f64> {
    // Coincidences: each pair of levels in a unit of m counts 1/(m − 1).
    let mut coincidences: BTreeMap<(u8, u8), f64> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.len() >= 2) {
        let share = 1.0 / (unit.len() - 1) as f64;
        for (at, one) in unit.iter().enumerate() {
            for (_, other) in unit.iter().enumerate().filter(|(place, _)| *place != at) {
                *coincidences.entry((*one, *other)).or_default() += share;
            }
        }
    }
    let mut totals: BTreeMap<u8, f64> = BTreeMap::new();
    for ((one, _), count) in &coincidences {
        *totals.entry(*one).or_default() += count;
    }
    let n: f64 = totals.values().sum();
    // Squared number of levels between two, the two themselves counted half.
    let distance = |one: u8, other: u8| {
        let (low, high) = (one.min(other), one.max(other));
        let between: f64 = totals.range(low..=high).map(|(_, count)| count).sum();
        let ends = (totals.get(&low).unwrap_or(&0.0) + totals.get(&high).unwrap_or(&0.0)) / 2.0;
        let distance = between - ends;
        distance * distance
    };
    let observed: f64 = coincidences
        .iter()
        .map(|((one, other), count)| {
            if one == other {
                0.0
            } else {
                count * distance(*one, *other)
            }
        })
        .sum();
    let expected: f64 = totals
        .iter()
        .flat_map(|(one, first)| totals.iter().map(move |(other, second)| (one, other, first * second)))
        .map(|(one, other, product)| {
            if one == other {
                0.0
            } else {
                product * distance(*one, *other)
            }
        })
        .sum();
    if expected <= 0.0 {
        return None;
    }
    Some(1.0 - (n - 1.0) * observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four observers and twelve units with missing ratings, as Krippendorff (2011) prints them, section C.
    const OBSERVERS: [&str; 4] = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

    fn units() -> Vec<Vec<u8>> {
        let rating = |row: &str, unit| row.chars().nth(unit).and_then(|sign| sign.to_digit(10));
        (0..12)
            .map(|unit| {
                let rated = OBSERVERS.iter().filter_map(|row| rating(row, unit));
                rated.map(|level| level as u8).collect()
            })
            .collect()
    }

    #[test]
    fn four_observers_as_published() {
        // 0.815 in print; by hand 108577/133160, over forty ratings that can be paired.
        let found = alpha_ordinal(&units()).unwrap();
        assert!((found - 108_577.0 / 133_160.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn complete_agreement_is_one_and_no_variation_is_undefined() {
        assert_eq!(alpha_ordinal(&[vec![1, 1, 1], vec![4, 4]]), Some(1.0));
        assert_eq!(alpha_ordinal(&[vec![2, 2], vec![2, 2, 2]]), None);
        assert_eq!(alpha_ordinal(&[vec![2], vec![3]]), None);
    }

    /// Levels of as many raters as there are names in "abc".
    fn rated(levels: &[&[u8]]) -> Vec<BTreeMap<&'static str, u8>> {
        let one = |levels: &&[u8]| ["a", "b", "c"].into_iter().zip(levels.iter().copied()).collect();
        levels.iter().map(one).collect()
    }

    #[test]
    fn two_raters_get_weighted_kappa_and_three_get_alpha() {
        // Four items on levels 1 to 3, one of them a level apart: observed 7/8, expected 9/16 (margins 2·1·1 and 1·2·1).
        let two = agreement(&rated(&[&[1, 1], &[1, 2], &[2, 2], &[3, 3]])).unwrap();
        assert_eq!((two.coefficient, two.raters, two.n), (Coefficient::WeightedKappa, 2, 4));
        assert!((two.value - 5.0 / 7.0).abs() < 1e-12, "{}", two.value);
        let three = agreement(&rated(&[&[1, 1, 2], &[2], &[3, 3, 3]])).unwrap();
        assert_eq!(
            (three.coefficient, three.raters, three.n),
            (Coefficient::KrippendorffAlpha, 3, 2)
        );
        assert_eq!(agreement(&rated(&[&[1], &[3]])), None);
    }
}
