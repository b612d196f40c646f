//! The native level of a maturity check: the weakest link of its rated items, or what its `scoring` makes of them.
//! Levels are ordinal: a mean of them is shown beside the level and in words, never in its place.

use super::RawLevel;
use crate::manifest::{Aggregation, Manifest};

/// The level that the ratings of items make by the check's own scoring. `None` while an item is unrated.
pub fn aggregate<'i>(manifest: &Manifest, items: impl IntoIterator<Item = (&'i str, Vec<u8>)>) -> Option<RawLevel> {
    let Some(scoring) = &manifest.scoring else {
        return weakest_link(items);
    };
    let medians = medians(items)?;
    let [low, high] = manifest.answers();
    let sum: u32 = medians.iter().map(|(_, median)| u32::from(*median)).sum();
    let n = medians.len() as u32;
    let mean = f64::from(sum) / f64::from(n);
    match scoring.aggregation {
        Aggregation::WeakestLink => Some(linked(&medians)),
        // A level is reached or it is not: what lies between two is the lower one.
        Aggregation::Mean => Some(RawLevel {
            level: (sum / n) as u8,
            mean: Some(mean),
            weakest: lowest(&medians),
            ..RawLevel::default()
        }),
        Aggregation::Tally => {
            let from = scoring.counted?;
            let counted = medians.iter().filter(|(_, median)| *median >= from).count() as u32;
            Some(cut(
                manifest,
                &scoring.cut_offs,
                f64::from(counted),
                f64::from(counted) / f64::from(n),
                &medians,
            ))
        }
        Aggregation::CutOffs => {
            let above = f64::from(sum.saturating_sub(n * u32::from(low)));
            let share = above / f64::from(n * u32::from(high.saturating_sub(low)).max(1));
            // Bands are published as whole numbers, so the score is one before it is put into them.
            Some(cut(
                manifest,
                &scoring.cut_offs,
                (100.0 * share).round(),
                share,
                &medians,
            ))
        }
    }
}

/// The level of a figure between cut-offs, each of which is the highest figure of its level.
fn cut(manifest: &Manifest, cut_offs: &[f64], figure: f64, share: f64, medians: &[(&str, u8)]) -> RawLevel {
    let first = manifest.levels.first().map_or(1, |level| level.level);
    let above = cut_offs.iter().filter(|end| figure > **end).count() as u8;
    RawLevel {
        level: first + above,
        share: Some(share),
        weakest: lowest(medians),
        ..RawLevel::default()
    }
}

/// The level that rated items make: that of the lowest item, an item's being the median of its raters (the lower one
/// of two middles). `None` while an item is unrated: a chain whose links were not all looked at has no weakest.
pub fn weakest_link<'i>(items: impl IntoIterator<Item = (&'i str, Vec<u8>)>) -> Option<RawLevel> {
    Some(linked(&medians(items)?))
}

fn linked(medians: &[(&str, u8)]) -> RawLevel {
    let level = medians.iter().map(|(_, median)| *median).min().unwrap_or_default();
    let sum: u32 = medians.iter().map(|(_, median)| u32::from(*median)).sum();
    RawLevel {
        level,
        mean: Some(f64::from(sum) / medians.len() as f64),
        weakest: lowest(medians),
        ..RawLevel::default()
    }
}

/// The lower median of one item's raters; `None` where nobody rated it.
pub fn lower_median(mut levels: Vec<u8>) -> Option<u8> {
    levels.sort_unstable();
    levels.get(levels.len().checked_sub(1)? / 2).copied()
}

/// The lower median of each item; `None` while one is unrated, or where there is no item.
fn medians<'i>(items: impl IntoIterator<Item = (&'i str, Vec<u8>)>) -> Option<Vec<(&'i str, u8)>> {
    let medians: Option<Vec<_>> = items
        .into_iter()
        .map(|(id, levels)| Some((id, lower_median(levels)?)))
        .collect();
    medians.filter(|medians| !medians.is_empty())
}

/// Ids of the items that are rated lowest.
fn lowest(medians: &[(&str, u8)]) -> Vec<String> {
    let lowest = medians.iter().map(|(_, median)| *median).min();
    medians
        .iter()
        .filter(|(_, median)| Some(*median) == lowest)
        .map(|(id, _)| (*id).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;

    #[test]
    fn the_weakest_item_sets_the_level_and_the_mean_stands_beside() {
        let level = weakest_link([("a", vec![4, 4, 5]), ("b", vec![5, 1, 2]), ("c", vec![3])]).unwrap();
        assert_eq!((level.level, level.mean), (2, Some(3.0)));
        assert_eq!(level.weakest, ["b"]);
    }

    #[test]
    fn of_two_middles_the_lower_one_counts() {
        assert_eq!(weakest_link([("a", vec![2, 3])]).unwrap().level, 2);
    }

    #[test]
    fn an_unrated_item_leaves_the_level_open() {
        assert_eq!(weakest_link([("a", vec![4]), ("b", vec![])]), None);
        assert_eq!(weakest_link([]), None);
    }

    fn model(levels: u8, scoring: &str) -> Manifest {
        let levels: Vec<String> = (1..=levels)
            .map(|level| format!("{{level: {level}, title: L, rubric: R}}"))
            .collect();
        let text = format!(
            "protocol: 1\nid: a\nversion: 1.0.0\nkind: maturity\ntitle: A\nlevels: [{}]\nscoring: {scoring}\n",
            levels.join(", ")
        );
        crate::manifest::read("plugin.yaml", text.as_bytes(), &mut Problems::new()).unwrap()
    }

    #[test]
    fn a_mean_of_three_and_two_thirds_reaches_the_third_level() {
        let manifest = model(5, "{aggregation: mean}");
        let found = aggregate(&manifest, [("a", vec![5]), ("b", vec![4]), ("c", vec![2])]).unwrap();
        assert_eq!((found.level, found.mean), (3, Some(11.0 / 3.0)));
        assert_eq!(found.weakest, ["c"]);
    }

    #[test]
    fn a_tally_counts_and_never_averages() {
        // Of four practices, two are systematic (4) and none of the rest counts for anything, however near.
        let manifest = model(4, "{aggregation: tally, counted: 4, cut-offs: [0, 1, 3]}");
        let rated = |levels: [u8; 4]| {
            let items = ["a", "b", "c", "d"].into_iter().zip(levels.map(|level| vec![level]));
            aggregate(&manifest, items).unwrap()
        };
        let found = rated([4, 4, 3, 3]);
        assert_eq!((found.level, found.share, found.mean), (3, Some(0.5), None));
        assert_eq!(rated([3, 3, 3, 3]).level, 1);
        assert_eq!(rated([4, 4, 4, 4]).level, 4);
    }

    #[test]
    fn a_score_is_put_between_the_published_bands() {
        // Thirteen questions, 0–100: 0–10, 11–30, 31–51, 52–72, 73–93, 94–100.
        let manifest = model(
            6,
            "{aggregation: cut-offs, answers: [0, 100], cut-offs: [10, 30, 51, 72, 93]}",
        );
        let all = |answer: u8| {
            let items = ["a", "b", "c"].into_iter().map(|id| (id, vec![answer]));
            aggregate(&manifest, items).unwrap().level
        };
        for (score, level) in [
            (0, 1),
            (10, 1),
            (11, 2),
            (30, 2),
            (31, 3),
            (51, 3),
            (52, 4),
            (72, 4),
            (73, 5),
            (93, 5),
            (94, 6),
            (100, 6),
        ] {
            assert_eq!(all(score), level, "{score}");
        }
        // 10 1/3 is 10 as a whole number, 10 2/3 is 11.
        let of = |levels: [u8; 3]| {
            let items = ["a", "b", "c"].into_iter().zip(levels.map(|level| vec![level]));
            aggregate(&manifest, items).unwrap().level
        };
        assert_eq!((of([10, 10, 11]), of([10, 11, 11])), (1, 2));
    }
}
