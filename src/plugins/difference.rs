//! Differences between two cells of one question, second minus first, by the test that fits the estimate.

use crate::evidence::{Repeated, Summary};
use crate::manifest::{Direction, Estimate};
use crate::stats::mean::{self, Moments};
use crate::stats::net_share::{self, Shares};
use crate::stats::proportion::{self, Share};
use crate::stats::{Difference, Interval, LEVEL, overlap, weighted as weights};

use super::estimate::{groups, within};

/// The difference in the unit of the estimate; `None` where a cell is too small for any.
///
/// Net shares: both adjusted as for the interval, z. Shares: Newcombe's hybrid interval, pooled z. Means: Welch's t,
/// or z on linearised errors when weighted. Weighted shares enter with Kish's effective n (`docs/methods.md`).
pub fn difference(
    estimate: &Estimate,
    before: &Summary,
    after: &Summary,
    scale: [i32; 2],
    direction: Direction,
    weighted: bool,
) -> Option<Difference> {
    if let Some(net) = &estimate.net_share {
        let side = |value| within(value, net.plus) - within(value, net.minus);
        let shares = |summary| Shares::of_groups(&groups(summary, weighted, side));
        return Some(net_share::difference(&shares(before)?, &shares(after)?, LEVEL));
    }
    if let Some(share) = &estimate.share {
        let range = share.counted(scale, direction);
        let shares = |summary| Share::of_groups(&groups(summary, weighted, |value| within(value, range)));
        let found = proportion::difference(&shares(before)?, &shares(after)?, LEVEL);
        return Some(Difference {
            value: 100.0 * found.value,
            standard_error: 100.0 * found.standard_error,
            interval: Interval {
                low: 100.0 * found.interval.low,
                high: 100.0 * found.interval.high,
                ..found.interval
            },
            ..found
        });
    }
    if estimate.is_of_table() {
        return super::measured::difference(estimate, before, after);
    }
    estimate.mean.as_ref()?;
    if weighted {
        let groups = |summary| groups(summary, true, f64::from);
        return weights::difference(&groups(before), &groups(after), LEVEL);
    }
    let moments = |summary: &Summary| Moments::of(summary.values.iter().map(|one| (f64::from(one.value), one.n)));
    mean::difference(&moments(before)?, &moments(after)?, LEVEL)
}

/// The same where some people answered both times, as `repeated` knows them: the test of samples that overlap
/// ([`overlap::difference`]). `None` for a table, or where it cannot be made; the two cells are then compared as if
/// different people had answered.
pub fn repeated_difference(
    estimate: &Estimate,
    (before, after): (&Summary, &Summary),
    scale: [i32; 2],
    direction: Direction,
    weighted: bool,
    repeated: &Repeated,
) -> Option<Difference> {
    let (parting, unit) = match (&estimate.net_share, &estimate.share, &estimate.mean) {
        (Some(net), ..) => (vec![net.plus, net.minus], 100.0),
        (_, Some(share), _) => (vec![share.counted(scale, direction)], 100.0),
        (.., Some(_)) => (Vec::new(), 1.0),
        _ => return None,
    };
    let of = |value: i32| match parting.as_slice() {
        [] => f64::from(value),
        [range] => within(value, *range),
        [plus, minus, ..] => within(value, *plus) - within(value, *minus),
    };
    let counted = |summary| groups(summary, weighted, of);
    let found = overlap::difference(&counted(before), &counted(after), repeated.overlap(&parting)?, LEVEL)?;
    Some(Difference {
        value: unit * found.value,
        standard_error: unit * found.standard_error,
        interval: Interval {
            low: unit * found.interval.low,
            high: unit * found.interval.high,
            ..found.interval
        },
        ..found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::evidence::ValueCount;
    use crate::manifest::typed;

    fn summary(counts: &[(i32, u64)]) -> Summary {
        let value = |&(value, n): &(i32, u64)| ValueCount {
            value,
            n,
            weight: n as f64,
            weight_squared: n as f64,
        };
        Summary {
            values: counts.iter().map(value).collect(),
            ..Summary::default()
        }
    }

    fn parsed(yaml: &str) -> Estimate {
        let mut problems = Problems::new();
        typed("plugin.yaml", yaml, &mut problems).unwrap_or_else(|| panic!("{problems:?}"))
    }

    /// DOMAIN §1: +10 points between 400 and 400 answers is not significant, z = 1.7552 with adjusted errors.
    #[test]
    fn two_waves_of_an_nps() {
        let before = summary(&[(3, 100), (8, 120), (10, 180)]);
        let after = summary(&[(3, 84), (8, 112), (10, 204)]);
        let nps = parsed("net-share: {of: a, plus: [9, 10], minus: [0, 6]}");
        let found = difference(&nps, &before, &after, [0, 10], Direction::HigherIsBetter, false).unwrap();
        assert!((found.value - 10.0).abs() < 1e-9);
        assert!((found.statistic - 1.7552).abs() < 5e-5, "{}", found.statistic);
        assert!((found.interval.low + 1.158).abs() < 5e-4 && (found.interval.high - 21.009).abs() < 5e-4);
    }

    /// DOMAIN §4: 56/70 − 48/80 = 0.20, interval 0.052431 to 0.333873; here in percent and in the order of waves.
    #[test]
    fn two_shares_by_newcombe() {
        let before = summary(&[(0, 32), (1, 48)]);
        let after = summary(&[(0, 14), (1, 56)]);
        let yes = parsed("share: {of: a, top: 2}");
        let found = difference(&yes, &before, &after, [0, 1], Direction::HigherIsBetter, false).unwrap();
        assert!((found.value - 20.0).abs() < 1e-9);
        assert!((found.interval.low - 5.2431).abs() < 5e-5 && (found.interval.high - 33.3873).abs() < 5e-5);
    }

    #[test]
    fn weights_of_one_change_a_mean_difference_by_its_test_only() {
        let (before, after) = (summary(&[(1, 50), (5, 50)]), summary(&[(1, 40), (5, 60)]));
        let mean = parsed("mean: {of: a}");
        let plain = difference(&mean, &before, &after, [1, 5], Direction::HigherIsBetter, false).unwrap();
        let weighted = difference(&mean, &before, &after, [1, 5], Direction::HigherIsBetter, true).unwrap();
        assert!((plain.value - weighted.value).abs() < 1e-12);
        assert!((plain.standard_error - weighted.standard_error).abs() < 1e-9);
    }
}
