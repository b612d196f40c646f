//! How much a comparison can see, before and after the answers are in.

use super::normal;

/// The chance with which a detectable change is found, unless said otherwise.
pub const POWER: f64 = 0.8;

/// The smallest true difference that a test at `level` finds with the chance `power`, given the standard error of the
/// estimated difference: (z of the level + z of the power)·SE, in the unit of the error. Cohen, *Statistical Power Analysis for the
/// Behavioral Sciences*, 1988; the chance of a finding on the wrong side is neglected.
pub fn detectable(standard_error: f64, level: f64, power: f64) -> f64 {
    (normal::critical(level) + normal::quantile(power)) * standard_error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::nps;

    #[test]
    fn the_usual_factor_is_two_point_eight() {
        // 1.959964 + 0.841621
        assert!((detectable(1.0, 0.95, 0.8) - 2.801_585).abs() < 5e-7);
        // A change found every other time is as large as the margin.
        assert!((detectable(1.0, 0.95, 0.5) - 1.959_964).abs() < 5e-7);
    }

    /// Two waves of 400: the adjusted errors are 4.0441 and 3.9526 (half of the widths of their intervals over z), joined
    /// 5.6549, times 2.801585.
    #[test]
    fn what_two_waves_of_four_hundred_can_see() {
        let counts = |plus, neither, minus| nps::counts([(10.0, plus), (8.0, neither), (0.0, minus)]);
        let change = nps::difference(&counts(180, 120, 100), &counts(204, 112, 84), 0.95).unwrap();
        let smallest = detectable(change.standard_error, 0.95, POWER);
        assert!((smallest - 15.843).abs() < 5e-3, "{smallest}");
        // The ten points between them are less: the test could not be relied on to see them.
        assert!(smallest > change.value);
    }
}
