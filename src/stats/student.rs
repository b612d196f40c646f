//! Student's t distribution, for means of few answers.

use super::normal;
use super::real::{exp, ln, ln_1p, ln_gamma, sqrt};

/// P(T > `t`) for a `t` of at least 0 with `df` degrees of freedom (any positive number, whole or not):
/// `½·I_x(df/2, ½)` with x = df/(df + t²). Abramowitz & Stegun 26.7.1 and 26.5.
pub fn upper_tail(t: f64, df: f64) -> f64 {
    if t < 0.0 {
        return 1.0 - upper_tail(-t, df);
    }
    if t.is_infinite() {
        return 0.0;
    }
    0.5 * incomplete_beta_half(df, t)
}

/// Two-sided p-value of a t statistic with `df` degrees of freedom.
pub fn two_sided_p(t: f64, df: f64) -> f64 {
    (2.0 * upper_tail(t.abs(), df)).min(1.0)
}

/// The t that a two-sided interval of this level needs, with `df` degrees of freedom: 2.570581835636314 at 0.95
/// and 5. Not a number unless `df` is positive.
///
/// Cornish–Fisher expansion (Abramowitz & Stegun 26.7.5) as the start, then Newton's method on the tail area.
pub fn critical(level: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let tail = normal::tail_area(level);
    let z = normal::critical(level);
    if df.is_infinite() {
        return z;
    }
    let start = cornish_fisher(z, df);
    // The expansion is exact to the last digits from here on, and the fraction below gets long.
    if df > 1e5 {
        return start;
    }
    newton(tail, df, if df < 3.0 { z } else { start })
}

fn cornish_fisher(z: f64, df: f64) -> f64 {
    let z2 = z * z;
    let g1 = (z2 + 1.0) * z / 4.0;
    let g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
    let g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
    z + (g1 + (g2 + g3 / df) / df) / df
}

/// Solves for the t whose upper tail is `tail`. The tail is convex and falling for t ≥ 0, so that Newton's steps
/// from the left of the root never overshoot it; a bracket guards against a start on the right.
fn newton(tail: f64, df: f64, start: f64) -> f64 {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut t = start.max(0.0);
    for _ in 0..200 {
        let excess = upper_tail(t, df) - tail;
        if excess > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let mut next = t + excess / density(t, df);
        if !(next > low && next < high) {
            next = if high.is_finite() {
                f64::midpoint(low, high)
            } else {
                2.0 * t + 1.0
            };
        }
        if (next - t).abs() <= 1e-15 * t.abs() {
            return next;
        }
        t = next;
    }
    t
}

/// Density at `t`.
fn density(t: f64, df: f64) -> f64 {
    exp(ln_beta_factor(df / 2.0) - f64::midpoint(df, 1.0) * ln_1p(t * t / df)) / sqrt(df)
}

/// ln(Γ(a + ½) / (Γ(a)·Γ(½))), the reciprocal of the beta function of a and ½.
fn ln_beta_factor(a: f64) -> f64 {
    let half_ln_pi = 0.5 * ln(std::f64::consts::PI);
    if a < 50.0 {
        return ln_gamma(a + 0.5) - ln_gamma(a) - half_ln_pi;
    }
    // Two large logarithms would cancel; their difference has a short series (Abramowitz & Stegun 6.1.47).
    let inverse = 1.0 / a;
    let square = inverse * inverse;
    0.5 * ln(a) - inverse * (1.0 / 8.0 - square * (1.0 / 192.0 - square / 640.0)) - half_ln_pi
}

/// `I_x(df/2, ½)` with x = df/(df + t²), by the continued fraction of Abramowitz & Stegun 26.5.8 evaluated with
/// Lentz's method, on whichever side it converges fast.
fn incomplete_beta_half(df: f64, t: f64) -> f64 {
    let a = df / 2.0;
    let square = t * t;
    if square == 0.0 {
        return 1.0;
    }
    let x = df / (df + square);
    let y = square / (df + square);
    // x^a·(1−x)^½ / B(a, ½), with the logarithm of x taken where it is exact.
    let front = exp(ln_beta_factor(a) - a * ln_1p(square / df)) * sqrt(y);
    if x < (a + 1.0) / (a + 2.5) {
        front * fraction(a, 0.5, x) / a
    } else {
        1.0 - front * fraction(0.5, a, y) / 0.5
    }
}

#[expect(clippy::many_single_char_names, reason = "the letters of the handbook's formula")]
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let step = d * c;
        result *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(given: f64, expected: f64, relative: f64) {
        assert!(
            (given - expected).abs() <= relative * expected.abs(),
            "{given} is not {expected}"
        );
    }

    #[test]
    fn quantiles_of_the_closed_forms() {
        for (level, df, expected) in [
            (0.95, 1.0, 12.706_204_736_174_705),
            (0.95, 2.0, 4.302_652_729_749_464),
            (0.95, 3.0, 3.182_446_305_283_71),
            (0.95, 5.0, 2.570_581_835_636_314),
            (0.95, 10.0, 2.228_138_851_986_275),
            (0.95, 30.0, 2.042_272_456_301_238),
            (0.95, 100.0, 1.983_971_518_523_552),
            (0.99, 5.0, 4.032_142_983_555_228),
            (0.90, 1.0, 6.313_751_514_675_043),
        ] {
            close(critical(level, df), expected, 1e-12);
        }
    }

    #[test]
    fn one_and_two_degrees_have_closed_forms() {
        for t in [0.1, 1.0, 3.0, 40.0, 1e6] {
            close(
                upper_tail(t, 2.0),
                0.5 * (1.0 - t / sqrt(2.0 + t * t)),
                if t > 10.0 { 1e-3 } else { 1e-12 },
            );
        }
        close(upper_tail(1.0, 1.0), 0.25, 1e-13);
        close(upper_tail(0.0, 7.0), 0.5, 1e-15);
        close(upper_tail(-1.0, 1.0), 0.75, 1e-13);
    }

    #[test]
    fn many_degrees_come_close_to_the_normal() {
        close(critical(0.95, 1e9), normal::critical(0.95), 1e-8);
        close(upper_tail(1.96, 1e7), normal::upper_tail(1.96), 1e-5);
        // Both sides of the change of method agree.
        close(critical(0.95, 99_999.0), critical(0.95, 100_001.0), 1e-9);
    }

    #[test]
    fn the_tail_of_the_quantile_is_the_tail_asked_for() {
        for df in [1.0, 1.5, 2.0, 3.7, 12.0, 250.0, 2831.0, 50_000.0] {
            close(upper_tail(critical(0.95, df), df), 0.025, 1e-12);
            close(upper_tail(critical(0.999, df), df), 0.000_5, 1e-11);
        }
    }

    #[test]
    fn without_degrees_of_freedom_there_is_no_quantile() {
        assert!(critical(0.95, 0.0).is_nan());
        assert!(critical(0.95, f64::NAN).is_nan());
    }
}
