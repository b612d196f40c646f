//! Cronbach's alpha: how far items that are meant to ask for one thing go together.

use super::real::{exp, ln};
use super::{Interval, jackknife};

/// Alpha of k items from their covariances (row by row, k × k): k/(k − 1) · (1 − Σ variances / Σ all covariances).
/// Cronbach, *Psychometrika* 16, 1951. `None` with fewer than two items, or where nothing varies.
pub fn alpha(covariances: &[f64], k: usize) -> Option<f64> {
    if k < 2 || covariances.len() != k * k {
        return None;
    }
    let all: f64 = covariances.iter().sum();
    let own: f64 = (0..k).map(|item| covariances[item * k + item]).sum();
    let found = k as f64 / (k as f64 - 1.0) * (1.0 - own / all);
    (all > 0.0 && found.is_finite()).then_some(found)
}

/// Interval of alpha from the same without each group of respondents, on the scale of ln(1 − α), where it is nearly
/// symmetric (Bonett, *J. Educational and Behavioral Statistics* 27, 2002).
pub fn interval(whole: f64, without: &[f64], level: f64) -> Option<Interval> {
    let logarithms: Vec<f64> = without.iter().map(|alpha| ln(1.0 - alpha)).collect();
    let found = jackknife::interval(ln(1.0 - whole), &logarithms, level)?;
    Some(Interval {
        low: 1.0 - exp(found.high),
        high: 1.0 - exp(found.low),
        ..found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items of variance 1 that correlate at r: α = k·r / (1 + (k − 1)·r) (Spearman–Brown).
    #[test]
    fn items_alike_follow_spearman_and_brown() {
        for (k, r) in [(2_usize, 0.5), (3, 0.4), (6, 0.25)] {
            let covariances: Vec<f64> = (0..k * k).map(|at| if at / k == at % k { 1.0 } else { r }).collect();
            let found = alpha(&covariances, k).unwrap();
            let expected = k as f64 * r / (1.0 + (k as f64 - 1.0) * r);
            assert!((found - expected).abs() < 1e-14, "{found}");
        }
        assert_eq!(alpha(&[1.0], 1), None);
        assert_eq!(alpha(&[0.0; 4], 2), None);
    }

    #[test]
    fn the_interval_lies_below_one_and_reaches_further_down() {
        let without: Vec<f64> = (0..16).map(|group| 0.88 + 0.002 * f64::from(group % 5)).collect();
        let found = interval(0.884, &without, 0.95).unwrap();
        assert!(found.high < 1.0 && 0.884 - found.low > found.high - 0.884, "{found:?}");
    }
}
