//! Intervals of formulas that have none in closed form: leaving out one group of respondents at a time.

use super::real::sqrt;
use super::{Interval, student};

/// Fewer groups than this say too little of how a figure varies.
const FEWEST: usize = 8;

/// Standard error of `whole`, given the same formula without each of G random groups: the square root of
/// (G − 1)/G · Σ (θ₍₎ − θ)² (delete-a-group jackknife; Wolter, *Introduction to Variance Estimation*, 2007, 4.2, with
/// deviations from the whole, which never makes it smaller). `None` with fewer than eight groups, or where a figure
/// without some group is none.
pub fn standard_error(whole: f64, without: &[f64]) -> Option<f64> {
    if without.len() < FEWEST || !whole.is_finite() || without.iter().any(|one| !one.is_finite()) {
        return None;
    }
    let groups = without.len() as f64;
    let squares: f64 = without.iter().map(|one| (one - whole) * (one - whole)).sum();
    Some(sqrt((groups - 1.0) / groups * squares))
}

/// Interval by Student's t with G − 1 degrees of freedom, not cut to what the figure can be.
pub fn interval(whole: f64, without: &[f64], level: f64) -> Option<Interval> {
    let error = standard_error(whole, without)?;
    let half = student::critical(level, without.len() as f64 - 1.0) * error;
    Some(Interval {
        level,
        low: whole - half,
        high: whole + half,
        method: "jackknife",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::LEVEL;

    /// Groups of one make it the textbook's standard error of a mean: 1 … 9 have s²/n = 7.5/9.
    #[test]
    fn of_a_mean_it_is_the_standard_error_everybody_knows() {
        let without: Vec<f64> = (1..=9).map(|left_out| (45.0 - f64::from(left_out)) / 8.0).collect();
        let error = standard_error(5.0, &without).unwrap();
        assert!((error - (7.5_f64 / 9.0).sqrt()).abs() < 1e-12, "{error}");
        let interval = interval(5.0, &without, LEVEL).unwrap();
        // t at 8 degrees of freedom: 2.306004.
        assert!((interval.half_width() - 2.306_004 * error).abs() < 1e-6);
    }

    #[test]
    fn too_few_groups_say_nothing() {
        assert_eq!(standard_error(5.0, &[5.0; 7]), None);
        assert_eq!(standard_error(5.0, &[f64::NAN; 9]), None);
    }
}
