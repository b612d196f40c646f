//! The Net Promoter Score: promoters (9–10) minus detractors (0–6) on the 0–10 question, in points.
//!
//! Reichheld, *Harvard Business Review* 81(12), December 2003. It is a signed number from −100 to +100, not a
//! percentage, and not the mean of the scores. Passives stay in the denominator, blanks stay out.

use super::net_share::{self, Counts, Shares};
use super::{Difference, Estimate, Group};

/// Where a score stands: +1 promoter, 0 passive, −1 detractor; `None` off the scale.
pub fn side(score: f64) -> Option<f64> {
    match score {
        9.0..=10.0 => Some(1.0),
        7.0..9.0 => Some(0.0),
        0.0..7.0 => Some(-1.0),
        _ => None,
    }
}

/// Promoters, passives and detractors among answers per score. Scores off the scale are left out.
pub fn counts(scores: impl IntoIterator<Item = (f64, u64)>) -> Counts {
    let mut counts = Counts::default();
    for (score, n) in scores {
        match side(score) {
            Some(1.0) => counts.plus += n,
            Some(0.0) => counts.neither += n,
            Some(_) => counts.minus += n,
            None => {}
        }
    }
    counts
}

/// The NPS of plain counts, in points, with its adjusted-Wald interval; `None` without answers.
pub fn estimate(counts: &Counts, level: f64) -> Option<Estimate> {
    net_share::estimate(counts, level)
}

/// The NPS of weighted answers, from groups whose value is the score from 0 to 10. Off-scale groups are left out.
pub fn estimate_weighted(groups: &[Group], level: f64) -> Option<Estimate> {
    net_share::estimate_weighted(&recoded(groups), level)
}

/// The same groups with their scores recoded to +1, 0 and −1, off-scale groups left out.
pub fn recoded(groups: &[Group]) -> Vec<Group> {
    groups
        .iter()
        .filter_map(|group| side(group.value).map(|value| Group { value, ..*group }))
        .collect()
}

/// The change between two independent waves, second minus first.
pub fn difference(first: &Counts, second: &Counts, level: f64) -> Option<Difference> {
    Some(net_share::difference(&Shares::of(first)?, &Shares::of(second)?, level))
}

/// How many answers a margin of ± `margin` points needs at the variance of one answer (1 is the worst case).
pub fn planned_n(margin: f64, variance: f64, level: f64) -> Option<u64> {
    net_share::planned_n(margin, variance, level)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these figures are exact")]
mod tests {
    use super::*;
    use crate::stats::real::sqrt;
    use crate::stats::{mean, normal, weighted};

    fn counted(plus: u64, neither: u64, minus: u64) -> Counts {
        Counts { plus, neither, minus }
    }

    fn near(given: f64, expected: f64, tolerance: f64) {
        assert!((given - expected).abs() <= tolerance, "{given} is not {expected}");
    }

    #[test]
    fn the_table_of_known_scores() {
        // promoters, passives, detractors, NPS, σ², SE by n and by n − 1, Wald ends, adjusted-Wald ends
        let table = [
            (
                (80, 60, 60),
                10.0,
                0.69,
                [5.8737, 5.8884],
                (-1.5122, 21.5122),
                (-1.5525, 21.2570),
            ),
            (
                (180, 120, 100),
                20.0,
                0.66,
                [4.0620, 4.0671],
                (12.0386, 27.9614),
                (11.9248, 27.7775),
            ),
            (
                (204, 112, 84),
                30.0,
                0.63,
                [3.9686, 3.9736],
                (22.2216, 37.7784),
                (22.0292, 37.5242),
            ),
            (
                (50, 33, 17),
                33.0,
                0.5611,
                [7.4907, 7.5284],
                (18.3186, 47.6814),
                (17.5561, 46.5216),
            ),
            (
                (5, 3, 2),
                30.0,
                0.61,
                [24.6982, 26.0342],
                (-18.4075, 78.4075),
                (-19.0506, 65.2045),
            ),
        ];
        for ((plus, neither, minus), value, variance, [se, of_t], wald, adjusted) in table {
            let counts = counted(plus, neither, minus);
            let shares = Shares::of(&counts).unwrap();
            let estimate = estimate(&counts, 0.95).unwrap();
            let (standard_error, interval) = (estimate.standard_error.unwrap(), estimate.interval.unwrap());
            near(estimate.value, value, 1e-10);
            near(shares.variance(), variance, 1e-10);
            near(standard_error, se, 5e-5);
            let z = normal::critical(0.95);
            near(value - z * standard_error, wald.0, 5e-5);
            near(value + z * standard_error, wald.1, 5e-5);
            let moments = mean::Moments::of([(1.0, plus), (0.0, neither), (-1.0, minus)]).unwrap();
            near(100.0 * moments.standard_error().unwrap(), of_t, 5e-5);
            near(interval.low, adjusted.0, 5e-5);
            near(interval.high, adjusted.1, 5e-5);
            assert_eq!(estimate.n, plus + neither + minus);
        }
    }

    #[test]
    fn ten_promoters_in_ten_answers_are_not_certain() {
        let estimate = estimate(&counted(10, 0, 0), 0.95).unwrap();
        let interval = estimate.interval.unwrap();
        assert_eq!((estimate.value, estimate.standard_error), (100.0, Some(0.0)));
        near(interval.low, 47.5036, 5e-5);
        assert_eq!(interval.high, 100.0);
        let passives = super::estimate(&counted(0, 10, 0), 0.95).unwrap().interval.unwrap();
        near(passives.high, 18.465, 5e-4);
        near(passives.low, -18.465, 5e-4);
    }

    #[test]
    fn passives_stay_in_the_denominator() {
        near(estimate(&counted(50, 20, 30), 0.95).unwrap().value, 20.0, 1e-12);
        // Left out of n they would make it 25.
        near(estimate(&counted(50, 0, 30), 0.95).unwrap().value, 25.0, 1e-12);
    }

    #[test]
    fn a_score_is_not_a_mean() {
        let eights = counts([(8.0, 10)]);
        let mixed = counts([(10.0, 6), (5.0, 4)]);
        near(estimate(&eights, 0.95).unwrap().value, 0.0, 1e-12);
        near(estimate(&mixed, 0.95).unwrap().value, 20.0, 1e-12);
    }

    #[test]
    fn scores_off_the_scale_are_left_out() {
        let counts = counts([
            (11.0, 84),
            (-1.0, 2),
            (f64::NAN, 1),
            (9.0, 3),
            (6.0, 1),
            (7.0, 2),
            (0.0, 1),
        ]);
        assert_eq!(counts, counted(3, 2, 2));
    }

    #[test]
    fn no_answer_gives_no_score() {
        assert_eq!(estimate(&counted(0, 0, 0), 0.95), None);
        assert_eq!(estimate_weighted(&[], 0.95), None);
    }

    #[test]
    fn two_waves_of_four_hundred_do_not_differ_significantly() {
        let change = difference(&counted(180, 120, 100), &counted(204, 112, 84), 0.95).unwrap();
        near(change.value, 10.0, 1e-12);
        near(change.statistic, 1.755_150_706_593_872, 1e-10);
        near(change.p_value, 0.079_233_532_919_707_36, 1e-10);
        near(change.interval.low, -1.158_240_215_967_536_5, 1e-9);
        near(change.interval.high, 21.009_356_841_277_72, 1e-9);
    }

    #[test]
    fn the_same_shares_in_two_waves_of_a_thousand_do() {
        let change = difference(&counted(450, 300, 250), &counted(510, 280, 210), 0.95).unwrap();
        near(change.statistic, 2.780_580_331_414_078, 1e-10);
        near(change.p_value, 0.005_426_183_290_863_751, 1e-10);
        near(change.interval.low, 2.942_414_042_302_004, 1e-9);
        near(change.interval.high, 16.997_765_419_313_154, 1e-9);
    }

    /// Each interval says how sure one wave is; whether two overlap is no test of their difference.
    #[test]
    fn waves_whose_intervals_overlap_may_differ() {
        let (first, second) = (counted(270, 180, 150), counted(306, 168, 126));
        let ends = |counts| estimate(counts, 0.95).unwrap().interval.unwrap();
        assert!(ends(&first).high > ends(&second).low);
        let change = difference(&first, &second, 0.95).unwrap();
        assert!(change.p_value < 0.05 && change.interval.low > 0.0, "{change:?}");
    }

    #[test]
    fn the_plain_test_agrees_with_the_literature() {
        let plain = |first: Counts, second: Counts| {
            let (a, b) = (Shares::of(&first).unwrap(), Shares::of(&second).unwrap());
            (b.net() - a.net())
                / sqrt(a.standard_error() * a.standard_error() + b.standard_error() * b.standard_error())
        };
        let z = plain(counted(180, 120, 100), counted(204, 112, 84));
        near(z, 1.7609, 5e-5);
        near(normal::two_sided_p(z), 0.0783, 5e-5);
        let z = plain(counted(450, 300, 250), counted(510, 280, 210));
        near(z, 2.7842, 5e-5);
        near(normal::two_sided_p(z), 0.005_37, 5e-6);
    }

    #[test]
    fn welch_on_the_recoded_answers() {
        let recode = |plus, neither, minus| [(1.0, plus), (0.0, neither), (-1.0, minus)];
        let first = mean::Moments::of(recode(180, 120, 100)).unwrap();
        let second = mean::Moments::of(recode(204, 112, 84)).unwrap();
        let change = mean::difference(&first, &second, 0.95).unwrap();
        near(change.statistic, 1.7587, 5e-5);
        near(change.degrees_of_freedom.unwrap(), 797.57, 5e-3);
        assert!(change.p_value > 0.05);
        let first = mean::Moments::of(recode(450, 300, 250)).unwrap();
        let second = mean::Moments::of(recode(510, 280, 210)).unwrap();
        let change = mean::difference(&first, &second, 0.95).unwrap();
        near(change.statistic, 2.782_837_768_629_647_3, 1e-10);
        near(change.degrees_of_freedom.unwrap(), 1996.92, 5e-3);
    }

    #[test]
    fn planning_for_five_points() {
        assert_eq!(planned_n(5.0, 0.69, 0.95), Some(1061));
        assert_eq!(planned_n(5.0, 1.0, 0.95), Some(1537));
        assert_eq!(planned_n(0.0, 1.0, 0.95), None);
    }

    /// 80 young and 20 old answers, weighted to a population of half and half.
    fn young_and_old() -> Vec<Group> {
        let group = |score: f64, n: u64, weight: f64| Group {
            value: score,
            n,
            w: n as f64 * weight,
            w2: n as f64 * weight * weight,
        };
        vec![
            group(9.0, 40, 0.625),
            group(8.0, 20, 0.625),
            group(3.0, 20, 0.625),
            group(10.0, 4, 2.5),
            group(7.0, 6, 2.5),
            group(6.0, 10, 2.5),
        ]
    }

    #[test]
    fn weighting_young_and_old_turns_the_sign() {
        let groups = young_and_old();
        let unweighted = counts(groups.iter().map(|group| (group.value, group.n)));
        near(estimate(&unweighted, 0.95).unwrap().value, 14.0, 1e-12);
        let weighted = estimate_weighted(&groups, 0.95).unwrap();
        near(weighted.value, -2.5, 1e-12);
        near(weighted.n_effective, 64.0, 1e-12);
        assert_eq!(weighted.n, 100);
    }

    #[test]
    fn standard_errors_of_the_weighted_score() {
        let groups = young_and_old();
        let recoded = recoded(&groups);
        let shares = Shares::of_groups(&recoded).unwrap();
        near(shares.standard_error(), 10.638_777_831_593_25, 1e-9);
        near(
            100.0 * sqrt(weighted::linearised_variance(&recoded).unwrap()),
            10.466_650_908_958_414,
            1e-9,
        );
        // The naive one, with raw n, is wrong: it does not know the weights.
        near(100.0 * sqrt(shares.variance() / 100.0), 8.511_022_265_274_601, 1e-9);
        // The published one has R's factor n/(n−1).
        near(
            estimate_weighted(&groups, 0.95).unwrap().standard_error.unwrap(),
            10.466_650_908_958_414 * sqrt(100.0 / 99.0),
            1e-9,
        );
    }

    #[test]
    fn weights_of_one_give_the_unweighted_interval() {
        let counts = counted(50, 33, 17);
        let groups = [
            Group::unweighted(9.0, 50),
            Group::unweighted(7.0, 33),
            Group::unweighted(0.0, 17),
        ];
        let (plain, weighted) = (
            estimate(&counts, 0.95).unwrap().interval.unwrap(),
            estimate_weighted(&groups, 0.95).unwrap().interval.unwrap(),
        );
        near(plain.low, weighted.low, 1e-12);
        near(plain.high, weighted.high, 1e-12);
    }
}
