//! The native estimates: a summary of answers and the words of a manifest become a figure with its error.
//!
//! Which formula stands behind which word is in `docs/methods.md`; the formulas are in `stats`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::evidence::{Summary, ValueCount};
use crate::manifest::{Direction, Estimate, NetShare};
use crate::stats::{self, Group, Interval, LEVEL, mean, net_share, proportion, weighted};

/// A figure estimated from answers, in the unit of its estimate: points for `net-share`, percent (0 to 100) for
/// `share`, the question's own scale for `mean`.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Figure {
    /// The estimate; `None` where nobody answered.
    pub value: Option<f64>,
    /// Answers counted, unweighted.
    pub n: u64,
    /// Kish's effective number of answers; `n` without weights.
    pub n_effective: f64,
    /// Standard error; `None` where one answer cannot tell.
    pub standard_error: Option<f64>,
    /// Interval of 95 %; `None` where one answer cannot tell.
    pub interval: Option<Interval>,
    /// Answers by value, unweighted.
    pub counts: BTreeMap<String, u64>,
    /// Of the rows of a table: the sum of each measure, in the order the estimate names them.
    pub sums: Vec<f64>,
    /// The same without weights, where there are weights.
    pub unweighted: Option<Box<Figure>>,
}

/// The name of the native estimate, as in `audit.json`.
pub fn name(estimate: &Estimate) -> Option<&'static str> {
    let forms = estimate.forms();
    forms.into_iter().find(|(_, written)| *written).map(|(name, _)| name)
}

/// The figure that `estimate` makes of `summary`. `scale` is that of the question and `direction` which way is good
/// on it (never `FromScale`); `weighted` says whether the survey has weights, and then the figure without them
/// stands beside.
pub fn estimate(
    estimate: &Estimate,
    summary: &Summary,
    scale: [i32; 2],
    direction: Direction,
    weighted: bool,
) -> Figure {
    let plain = figure(estimate, summary, scale, direction, false);
    if !weighted {
        return plain;
    }
    Figure {
        unweighted: Some(Box::new(plain)),
        ..figure(estimate, summary, scale, direction, true)
    }
}

fn figure(estimate: &Estimate, summary: &Summary, scale: [i32; 2], direction: Direction, weighted: bool) -> Figure {
    if estimate.is_of_table() {
        return super::measured::figure(estimate, summary);
    }
    let (found, factor) = match (&estimate.net_share, &estimate.share) {
        (Some(net), _) => (net_of(net, summary, weighted), 1.0),
        (_, Some(share)) => {
            let [low, high] = share.counted(scale, direction);
            (share_of(summary, low, high, weighted), 100.0)
        }
        _ => (mean_of(summary, weighted), 1.0),
    };
    let interval = found.and_then(|found| found.interval).map(|interval| Interval {
        low: interval.low * factor,
        high: interval.high * factor,
        ..interval
    });
    Figure {
        value: found.map(|found| found.value * factor),
        n: summary.n(),
        n_effective: found.map_or(0.0, |found| found.n_effective),
        standard_error: found.and_then(|found| found.standard_error).map(|error| error * factor),
        interval,
        counts: summary
            .values
            .iter()
            .map(|value| (value.value.to_string(), value.n))
            .collect(),
        sums: Vec::new(),
        unweighted: None,
    }
}

/// Share of answers for minus share of answers against, in points.
pub(super) fn net_of(net: &NetShare, summary: &Summary, weighted: bool) -> Option<stats::Estimate> {
    if weighted {
        let side = |value| within(value, net.plus) - within(value, net.minus);
        return net_share::estimate_weighted(&groups(summary, true, side), LEVEL);
    }
    let plus = summary.count(net.plus[0], net.plus[1]);
    let minus = summary.count(net.minus[0], net.minus[1]);
    let counts = net_share::Counts {
        plus,
        minus,
        neither: summary.n().checked_sub(plus + minus)?,
    };
    net_share::estimate(&counts, LEVEL)
}

/// Share of answers from `low` to `high`, from 0 to 1.
pub(super) fn share_of(summary: &Summary, low: i32, high: i32, weighted: bool) -> Option<stats::Estimate> {
    if weighted {
        let inside = |value| within(value, [low, high]);
        return proportion::estimate_weighted(&groups(summary, true, inside), LEVEL);
    }
    proportion::estimate(summary.count(low, high), summary.n(), LEVEL)
}

/// Mean of the answers.
pub(super) fn mean_of(summary: &Summary, weighted: bool) -> Option<stats::Estimate> {
    if weighted {
        return weighted::estimate(&groups(summary, true, f64::from), LEVEL);
    }
    mean::estimate(
        summary.values.iter().map(|value| (f64::from(value.value), value.n)),
        LEVEL,
    )
}

/// 1 for an answer in the range, 0 for any other.
pub(super) fn within(value: i32, [low, high]: [i32; 2]) -> f64 {
    f64::from(u8::from((low..=high).contains(&value)))
}

/// The answers as groups of equal value after `recode`; each weighs 1 unless `weighted`.
pub(super) fn groups(summary: &Summary, weighted: bool, recode: impl Fn(i32) -> f64) -> Vec<Group> {
    let group = |one: &ValueCount| {
        if weighted {
            Group {
                value: recode(one.value),
                n: one.n,
                w: one.weight,
                w2: one.weight_squared,
            }
        } else {
            Group::unweighted(recode(one.value), one.n)
        }
    };
    summary.values.iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    fn summary(counts: &[(i32, u64, f64)]) -> Summary {
        Summary {
            values: counts
                .iter()
                .map(|&(value, n, weight)| ValueCount {
                    value,
                    n,
                    weight: n as f64 * weight,
                    weight_squared: n as f64 * weight * weight,
                })
                .collect(),
            ..Summary::default()
        }
    }

    fn parsed(yaml: &str) -> Estimate {
        let mut problems = Problems::new();
        typed("plugin.yaml", yaml, &mut problems).unwrap_or_else(|| panic!("{problems:?}"))
    }

    fn near(figure: Option<f64>, expected: f64) {
        let figure = figure.unwrap();
        assert!((figure - expected).abs() < 5e-5, "{figure} is not {expected}");
    }

    const NPS: &str = "net-share: {of: a, plus: [9, 10], minus: [0, 6]}";

    /// DOMAIN §1, second row: 180 promoters, 120 passives, 100 detractors.
    #[test]
    fn net_share_in_points_with_its_adjusted_interval() {
        let answers = summary(&[(3, 100, 1.0), (8, 120, 1.0), (10, 180, 1.0)]);
        let figure = estimate(&parsed(NPS), &answers, [0, 10], Direction::HigherIsBetter, false);
        near(figure.value, 20.0);
        near(figure.standard_error, 4.0620);
        near(figure.interval.map(|interval| interval.low), 11.9248);
        near(figure.interval.map(|interval| interval.high), 27.7775);
        assert_eq!((figure.n, figure.counts["8"]), (400, 120));
        assert!(figure.unweighted.is_none());
    }

    /// DOMAIN §6: young 40/20/20 weigh 0.625, old 4/6/10 weigh 2.5.
    #[test]
    fn weighted_and_unweighted_stand_side_by_side() {
        let mut answers = summary(&[(3, 20, 0.625), (8, 20, 0.625), (10, 40, 0.625)]);
        for (cell, (n, weight)) in answers.values.iter_mut().zip([(10, 2.5), (6, 2.5), (4, 2.5)]) {
            cell.n += n;
            cell.weight += n as f64 * weight;
            cell.weight_squared += n as f64 * weight * weight;
        }
        let figure = estimate(&parsed(NPS), &answers, [0, 10], Direction::HigherIsBetter, true);
        near(figure.value, -2.5);
        near(Some(figure.n_effective), 64.0);
        near(figure.unweighted.and_then(|plain| plain.value), 14.0);
    }

    /// DOMAIN §2: 74 of 107.
    #[test]
    fn the_two_best_boxes_in_percent() {
        let answers = summary(&[(1, 14, 1.0), (2, 9, 1.0), (3, 10, 1.0), (4, 32, 1.0), (5, 42, 1.0)]);
        let top = parsed("share: {of: a, top: 2}");
        let figure = estimate(&top, &answers, [1, 5], Direction::HigherIsBetter, false);
        near(figure.value, 100.0 * 74.0 / 107.0);
        assert!((figure.interval.unwrap().low - 59.87).abs() < 0.005);
        let low_is_good = estimate(&top, &answers, [1, 5], Direction::LowerIsBetter, false);
        near(low_is_good.value, 100.0 * 23.0 / 107.0);
    }

    /// DOMAIN §2: 30 of 50 said yes.
    #[test]
    fn on_a_yes_no_question_the_share_is_that_of_the_yes() {
        let answers = summary(&[(0, 20, 1.0), (1, 30, 1.0)]);
        let figure = estimate(
            &parsed("share: {of: a, top: 2}"),
            &answers,
            [0, 1],
            Direction::HigherIsBetter,
            false,
        );
        near(figure.value, 60.0);
    }

    /// DOMAIN §3.
    #[test]
    fn mean_and_the_share_of_agreement() {
        let answers = summary(&[
            (1, 80, 1.0),
            (2, 210, 1.0),
            (3, 140, 1.0),
            (4, 110, 1.0),
            (5, 160, 1.0),
            (6, 180, 1.0),
            (7, 120, 1.0),
        ]);
        let scale = [1, 7];
        let mean = estimate(
            &parsed("mean: {of: a}"),
            &answers,
            scale,
            Direction::HigherIsBetter,
            false,
        );
        near(mean.value, 4.08);
        let easy = parsed("share: {of: a, values: [5, 7]}");
        near(
            estimate(&easy, &answers, scale, Direction::HigherIsBetter, false).value,
            46.0,
        );
    }

    #[test]
    fn no_answer_gives_no_figure() {
        let figure = estimate(
            &parsed(NPS),
            &Summary::default(),
            [0, 10],
            Direction::HigherIsBetter,
            false,
        );
        assert_eq!((figure.value, figure.n, figure.interval), (None, 0, None));
    }
}
