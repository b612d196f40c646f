//! The estimates of the rows of a table: what was counted and summed of them becomes a figure with its error.

use super::estimate::Figure;
use crate::evidence::{EVENT, HUNDREDTHS, Moments, Summary};
use crate::manifest::{Average, Estimate, Growth, Ratio, Survival};
use crate::stats::quantile::Ordered;
use crate::stats::survival::{Curve, Observed};
use crate::stats::{self, Difference, Interval, LEVEL, mean, normal, proportion, ratio, real, student};

/// The figure in the unit of its estimate: percent for `rate`, `survival` and `growth`, points for `difference`.
pub(super) fn figure(estimate: &Estimate, summary: &Summary) -> Figure {
    let mut figure = Figure {
        n: summary.n(),
        n_effective: summary.n() as f64,
        ..Figure::default()
    };
    let (found, factor) = found(estimate, summary);
    if estimate.rate.is_some() {
        let values = summary.values.iter();
        figure.counts = values.map(|value| (value.value.to_string(), value.n)).collect();
    } else {
        figure.sums = summary.all_moments().sums;
    }
    let Some(found) = found else { return figure };
    figure.value = Some(found.value * factor);
    figure.n = found.n;
    figure.n_effective = found.n_effective;
    figure.standard_error = found.standard_error.map(|error| error * factor.abs());
    figure.interval = found.interval.map(|interval| scaled(interval, factor));
    figure
}

fn scaled(interval: Interval, factor: f64) -> Interval {
    Interval {
        low: interval.low * factor,
        high: interval.high * factor,
        ..interval
    }
}

/// The estimate in its own unit, and what makes it the unit of the check.
fn found(estimate: &Estimate, summary: &Summary) -> (Option<stats::Estimate>, f64) {
    if estimate.rate.is_some() {
        let all = summary.count(0, 1);
        return (proportion::estimate(summary.count(1, 1), all, LEVEL), 100.0);
    }
    if let Some(ratio) = &estimate.ratio {
        let found = sums(ratio, summary).estimate(LEVEL);
        let found = if ratio.complement { found.map(complement) } else { found };
        return (found, if ratio.percent { 100.0 } else { 1.0 });
    }
    if let Some(average) = &estimate.average {
        return (moments(average, summary).map(|moments| moments.estimate(LEVEL)), 1.0);
    }
    if let Some(quantile) = &estimate.quantile {
        let values = summary
            .values
            .iter()
            .map(|one| (f64::from(one.value) / HUNDREDTHS, one.n));
        return (
            Ordered::of(values).map(|ordered| ordered.estimate(quantile.at, LEVEL)),
            1.0,
        );
    }
    if let Some(survival) = &estimate.survival {
        return (survived(survival, summary), 100.0);
    }
    if let Some(growth) = &estimate.growth {
        return (grown(growth, summary), 100.0);
    }
    if estimate.difference.is_some() {
        return (between(summary), 100.0);
    }
    if let Some(formula) = &estimate.formula {
        let factor = if formula.percent { 100.0 } else { 1.0 };
        return (super::formula::estimate(formula, summary), factor);
    }
    (None, 1.0)
}

/// What is left to 1.
fn complement(found: stats::Estimate) -> stats::Estimate {
    stats::Estimate {
        value: 1.0 - found.value,
        interval: found.interval.map(|interval| Interval {
            low: 1.0 - interval.high,
            high: 1.0 - interval.low,
            ..interval
        }),
        ..found
    }
}

/// What a ratio needs of its rows: above the line `of`, less `less` where there is one.
fn sums(ratio: &Ratio, summary: &Summary) -> ratio::Sums {
    let found = summary.all_moments();
    let (y, yy, xy) = if ratio.less.is_some() {
        (
            found.sum(0) - found.sum(2),
            found.product(0, 0) - 2.0 * found.product(0, 2) + found.product(2, 2),
            found.product(0, 1) - found.product(1, 2),
        )
    } else {
        (found.sum(0), found.product(0, 0), found.product(0, 1))
    };
    ratio::Sums {
        n: summary.n(),
        x: found.sum(1),
        y,
        xx: found.product(1, 1),
        yy,
        xy,
    }
}

fn moments(_: &Average, summary: &Summary) -> Option<mean::Moments> {
    let found = summary.all_moments();
    mean::Moments::of_sums(summary.n(), found.sum(0), found.product(0, 0))
}

fn survived(survival: &Survival, summary: &Summary) -> Option<stats::Estimate> {
    let at = survival.at.number()?;
    let observed = summary.values.iter().map(|one| {
        let happened = one.value >= EVENT;
        Observed {
            time: f64::from(if happened { one.value - EVENT } else { one.value }),
            events: if happened { one.n } else { 0 },
            censored: if happened { 0 } else { one.n },
        }
    });
    let curve = Curve::of(observed, LEVEL)?;
    let value = curve.at(at)?;
    let step = curve.step(at);
    Some(stats::Estimate {
        value,
        standard_error: step.and_then(|step| step.standard_error),
        interval: step.and_then(|step| step.interval),
        n: curve.n,
        n_effective: curve.n as f64,
    })
}

/// ΣB/ΣA − 1 with the interval of its logarithm. Rows come by chance, in number as in amount, so the variance of a sum
/// is that of a compound Poisson process: Σx², which for counts is the count itself.
fn grown(_: &Growth, summary: &Summary) -> Option<stats::Estimate> {
    let nothing = Moments::default();
    let [then, now] = [0, 1].map(|value| summary.moments.get(&value).unwrap_or(&nothing));
    let (before, after) = (then.sum(0), now.sum(0));
    if before <= 0.0 || after < 0.0 {
        return None;
    }
    let quotient = after / before;
    let error =
        (after > 0.0).then(|| real::sqrt(then.product(0, 0) / (before * before) + now.product(0, 0) / (after * after)));
    let spread = error.map(|error| real::exp(normal::critical(LEVEL) * error));
    Some(stats::Estimate {
        value: quotient - 1.0,
        standard_error: error.map(|error| error * quotient),
        interval: spread.map(|spread| Interval {
            level: LEVEL,
            low: quotient / spread - 1.0,
            high: quotient * spread - 1.0,
            method: "log-growth",
        }),
        n: summary.n(),
        n_effective: summary.n() as f64,
    })
}

/// The second group's share less the first's.
fn between(summary: &Summary) -> Option<stats::Estimate> {
    let share = |group: i32| {
        let n = summary.count(group, group + 1);
        proportion::Share::of(summary.count(group + 1, group + 1), n)
    };
    let found = proportion::difference(&share(0)?, &share(2)?, LEVEL);
    Some(stats::Estimate {
        value: found.value,
        standard_error: Some(found.standard_error),
        interval: Some(found.interval),
        n: summary.n(),
        n_effective: summary.n() as f64,
    })
}

/// The difference between two groups of rows, second minus first, in the unit of the estimate; `None` where the
/// estimate has no test of one.
pub(super) fn difference(estimate: &Estimate, before: &Summary, after: &Summary) -> Option<Difference> {
    if estimate.rate.is_some() {
        let share = |summary: &Summary| proportion::Share::of(summary.count(1, 1), summary.count(0, 1));
        let found = proportion::difference(&share(before)?, &share(after)?, LEVEL);
        return Some(Difference {
            value: 100.0 * found.value,
            standard_error: 100.0 * found.standard_error,
            interval: scaled(found.interval, 100.0),
            ..found
        });
    }
    if let Some(average) = &estimate.average {
        return mean::difference(&moments(average, before)?, &moments(average, after)?, LEVEL);
    }
    if estimate.ratio.is_some() || estimate.survival.is_some() {
        return independent(
            &figure(estimate, before),
            &figure(estimate, after),
            estimate.ratio.is_some(),
        );
    }
    None
}

/// Two independent figures by their errors: Welch's t with Satterthwaite's degrees of freedom where the errors were
/// estimated from rows, else z.
pub fn independent(before: &Figure, after: &Figure, by_rows: bool) -> Option<Difference> {
    let (a, b) = (before.standard_error?, after.standard_error?);
    let value = after.value? - before.value?;
    let (va, vb) = (a * a, b * b);
    let standard_error = real::sqrt(va + vb);
    let freedom = (before.n > 1 && after.n > 1 && standard_error > 0.0)
        .then(|| (va + vb) * (va + vb) / (va * va / (before.n - 1) as f64 + vb * vb / (after.n - 1) as f64));
    let freedom = freedom.filter(|_| by_rows);
    if by_rows && freedom.is_none() {
        return None;
    }
    let statistic = if standard_error > 0.0 {
        value / standard_error
    } else {
        0.0
    };
    let margin = standard_error * freedom.map_or_else(|| normal::critical(LEVEL), |df| student::critical(LEVEL, df));
    Some(Difference {
        value,
        standard_error,
        interval: Interval {
            level: LEVEL,
            low: value - margin,
            high: value + margin,
            method: if by_rows { "welch-ratio" } else { "greenwood" },
        },
        statistic,
        degrees_of_freedom: freedom,
        p_value: freedom.map_or_else(
            || normal::two_sided_p(statistic),
            |df| student::two_sided_p(statistic, df),
        ),
    })
}
