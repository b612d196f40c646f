//! A ratio of two sums over the same rows: revenue per order, cost per campaign euro, margin per visit.

use super::real::sqrt;
use super::{Estimate, ExactSum, Interval, student};

/// What a ratio Σy/Σx needs to know of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// Number of rows.
    pub n: u64,
    /// Σx, the denominator.
    pub x: f64,
    /// Σy, the numerator.
    pub y: f64,
    /// Σx².
    pub xx: f64,
    /// Σy².
    pub yy: f64,
    /// Σxy.
    pub xy: f64,
}

impl Sums {
    /// Of rows `(x, y)`: denominator first, as in `y` per `x` the plot has them. Summed exactly, so that the order of
    /// rows does not matter.
    pub fn of(rows: impl IntoIterator<Item = (f64, f64)>) -> Sums {
        let mut n = 0;
        let mut sums: [ExactSum; 5] = Default::default();
        for (x, y) in rows {
            n += 1;
            for (sum, value) in sums.iter_mut().zip([x, y, x * x, y * y, x * y]) {
                sum.add(value);
            }
        }
        let [x, y, xx, yy, xy] = sums.map(|sum| sum.value());
        Sums { n, x, y, xx, yy, xy }
    }

    /// R = Σy/Σx; `None` where Σx is not above zero, for a ratio to nothing, or to less, says nothing.
    pub fn ratio(&self) -> Option<f64> {
        (self.n > 0 && self.x > 0.0).then(|| self.y / self.x)
    }

    /// Standard error of R by linearisation: √(n/(n − 1)·Σ(y − Rx)²)/Σx. Cochran, *Sampling Techniques*, 3rd ed.,
    /// 1977, §2.11, without the finite-population correction. `None` for a single row.
    pub fn standard_error(&self) -> Option<f64> {
        let ratio = self.ratio()?;
        let n = self.n as f64;
        // Rows in exact proportion leave a residue of rounding, of either sign.
        let residual = (self.yy - 2.0 * ratio * self.xy + ratio * ratio * self.xx).max(0.0);
        (self.n > 1).then(|| sqrt(n / (n - 1.0) * residual) / self.x)
    }

    /// The ratio with R ± t(n − 1)·SE. The interval is about rows as a sample of such rows; it is rough where a few
    /// rows make most of the denominator.
    pub fn estimate(&self, level: f64) -> Option<Estimate> {
        let value = self.ratio()?;
        let standard_error = self.standard_error();
        Some(Estimate {
            value,
            standard_error,
            interval: standard_error.map(|se| {
                let margin = student::critical(level, (self.n - 1) as f64) * se;
                Interval {
                    level,
                    low: value - margin,
                    high: value + margin,
                    method: "student-t-ratio",
                }
            }),
            n: self.n,
            n_effective: self.n as f64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(given: f64, expected: f64, tolerance: f64) {
        assert!((given - expected).abs() <= tolerance, "{given} is not {expected}");
    }

    #[test]
    fn cochrans_thirty_three_families() {
        // Weekly expenditure on food per person: the sums and results of his §2.11.
        let per_person = Sums {
            n: 33,
            x: 123.0,
            y: 907.2,
            xx: 533.0,
            yy: 28_224.0,
            xy: 3_595.5,
        };
        near(per_person.ratio().unwrap(), 7.38, 0.005);
        near(per_person.standard_error().unwrap(), 0.534, 0.0005);
    }

    #[test]
    fn worked_by_hand() {
        // R = 6/6 = 1; residuals 1, −1, 0; SE = √(3/2·2)/6; t(2) = 4.302653.
        let estimate = Sums::of([(1.0, 2.0), (2.0, 1.0), (3.0, 3.0)]).estimate(0.95).unwrap();
        near(estimate.value, 1.0, 1e-15);
        near(estimate.standard_error.unwrap(), 0.288_675_134_594_812_9, 1e-12);
        let interval = estimate.interval.unwrap();
        near(
            interval.low,
            1.0 - 4.302_652_729_749_464 * 0.288_675_134_594_812_9,
            1e-9,
        );
        near(interval.high + interval.low, 2.0, 1e-12);
    }

    #[test]
    fn a_denominator_of_ones_makes_it_a_mean() {
        let values = [3.0, 7.0, 8.0, 12.0, 1.5];
        let ratio = Sums::of(values.map(|value| (1.0, value))).estimate(0.95).unwrap();
        let mean = super::super::mean::estimate(values.map(|value| (value, 1)), 0.95).unwrap();
        near(ratio.value, mean.value, 1e-12);
        near(ratio.standard_error.unwrap(), mean.standard_error.unwrap(), 1e-12);
        near(ratio.interval.unwrap().high, mean.interval.unwrap().high, 1e-12);
    }

    #[test]
    fn exact_proportion_has_no_error_and_one_row_has_none_to_tell() {
        let exact = Sums::of([(1.0, 0.1), (3.0, 0.3), (7.0, 0.7)]);
        near(exact.standard_error().unwrap(), 0.0, 1e-8);
        let one = Sums::of([(4.0, 2.0)]).estimate(0.95).unwrap();
        assert_eq!((one.value, one.standard_error, one.interval), (0.5, None, None));
        assert_eq!(Sums::of([]).estimate(0.95), None);
        assert_eq!(Sums::of([(0.0, 2.0), (0.0, 1.0)]).estimate(0.95), None);
    }
}
