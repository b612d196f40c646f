//! The native level of a maturity check: the weakest link of its rated items. Levels are ordinal: a mean of them is
//! shown beside the level and in words, never in its place.

use super::RawLevel;

/// The level that rated items make: that of the lowest item, an item's being the median of its raters (the lower one
/// of two middles). `None` while an item is unrated: a chain whose links were not all looked at has no weakest.
pub fn weakest_link<'i>(items: impl IntoIterator<Item = (&'i str, Vec<u8>)>) -> Option<RawLevel> {
    let mut medians: Vec<(&str, u8)> = Vec::new();
    for (id, mut levels) in items {
        levels.sort_unstable();
        let median = *levels.get(levels.len().checked_sub(1)? / 2)?;
        medians.push((id, median));
    }
    let level = medians.iter().map(|(_, median)| *median).min()?;
    let sum: u32 = medians.iter().map(|(_, median)| u32::from(*median)).sum();
    Some(RawLevel {
        level,
        mean: Some(f64::from(sum) / medians.len() as f64),
        weakest: medians
            .iter()
            .filter(|(_, median)| *median == level)
            .map(|(id, _)| (*id).to_owned())
            .collect(),
        ..RawLevel::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
