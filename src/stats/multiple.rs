//! Corrections for looking at many figures at once.
//!
//! The family is everything that was looked at, not what got shown. Holm for gates, alerts and headlines;
//! Benjamini–Hochberg for exploring tables; Benjamini–Yekutieli where the dependence is unknown or negative.

/// Holm's adjusted p-values, in the order given: p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎). Controls the
/// chance of any false alarm. Holm, *Scandinavian Journal of Statistics* 6, 1979.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = ascending(p_values);
    let m = p_values.len();
    let mut adjusted = vec![0.0; m];
    let mut highest = 0.0_f64;
    for (rank, &index) in order.iter().enumerate() {
        highest = highest.max((usable(p_values[index]) * (m - rank) as f64).min(1.0));
        adjusted[index] = highest;
    }
    adjusted
}

/// Benjamini and Hochberg's adjusted p-values, in the order given: p̃₍ᵢ₎ = min over j ≥ i of min(1, m/j·p₍ⱼ₎).
/// Controls the share of false discoveries. *JRSS B* 57, 1995.
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    step_up(p_values, 1.0)
}

/// Benjamini and Yekutieli's: the same times Σ1/k, which holds under any dependence. *Annals of Statistics* 29,
/// 2001.
pub fn benjamini_yekutieli(p_values: &[f64]) -> Vec<f64> {
    let factor = (1..=p_values.len()).map(|k| 1.0 / k as f64).sum();
    step_up(p_values, factor)
}

fn step_up(p_values: &[f64], factor: f64) -> Vec<f64> {
    let order = ascending(p_values);
    let m = p_values.len();
    let mut adjusted = vec![0.0; m];
    let mut lowest = 1.0_f64;
    for (rank, &index) in order.iter().enumerate().rev() {
        lowest = lowest.min(usable(p_values[index]) * factor * m as f64 / (rank + 1) as f64);
        adjusted[index] = lowest;
    }
    adjusted
}

/// Indices from the smallest p-value up; equal ones in the order given.
fn ascending(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| usable(p_values[*a]).total_cmp(&usable(p_values[*b])));
    order
}

/// What is no p-value proves nothing, but stays in the family.
fn usable(p: f64) -> f64 {
    if p.is_nan() { 1.0 } else { p.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifteen of Benjamini and Hochberg, 1995.
    const P: [f64; 15] = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0,
    ];

    fn near(given: &[f64], expected: &[f64]) {
        for (given, expected) in given.iter().zip(expected) {
            assert!((given - expected).abs() < 5e-7, "{given} is not {expected}");
        }
        assert_eq!(given.len(), expected.len());
    }

    fn rejected(p_values: &[f64]) -> usize {
        p_values.iter().filter(|p| **p <= 0.05).count()
    }

    #[test]
    fn holm_on_the_fifteen() {
        let expected = [
            0.0015, 0.0056, 0.0247, 0.1140, 0.2211, 0.2780, 0.2780, 0.2780, 0.3213, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
        ];
        near(&holm(&P), &expected);
        let bonferroni = P.map(|p| (15.0 * p).min(1.0));
        assert_eq!((rejected(&holm(&P)), rejected(&bonferroni)), (3, 3));
    }

    #[test]
    fn benjamini_hochberg_on_the_fifteen() {
        let expected = [
            0.0015, 0.0030, 0.0095, 0.035_625, 0.0603, 0.063_857, 0.063_857, 0.0645, 0.0765, 0.4860, 0.581_182,
            0.714_875, 0.753_231, 0.813_214, 1.0,
        ];
        near(&benjamini_hochberg(&P), &expected);
        assert_eq!((rejected(&P), rejected(&benjamini_hochberg(&P))), (9, 4));
    }

    #[test]
    fn benjamini_yekutieli_is_stricter_by_the_harmonic_sum() {
        let harmonic: f64 = (1..=15).map(|k| 1.0 / f64::from(k)).sum();
        for (by, bh) in benjamini_yekutieli(&P).iter().zip(benjamini_hochberg(&P)) {
            assert!((by - (bh * harmonic).min(1.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn the_order_given_is_the_order_returned() {
        let mut reversed = P;
        reversed.reverse();
        let mut expected = holm(&P);
        expected.reverse();
        assert_eq!(holm(&reversed), expected);
        let mut expected = benjamini_hochberg(&P);
        expected.reverse();
        assert_eq!(benjamini_hochberg(&reversed), expected);
    }

    #[test]
    fn what_is_no_p_value_counts_as_one() {
        assert_eq!(holm(&[f64::NAN, 0.01]), [1.0, 0.02]);
        assert!(holm(&[]).is_empty());
    }

    #[test]
    fn twenty_looks_at_nothing_ring_two_times_in_three() {
        let chance = 1.0 - super::super::real::pow(0.95, 20.0);
        assert!((chance - 0.641_514).abs() < 5e-7);
    }
}
