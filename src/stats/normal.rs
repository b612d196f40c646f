//! The standard normal distribution.

#![expect(
    clippy::excessive_precision,
    reason = "the coefficients stand as AS 241 prints them, so that they can be compared"
)]

use super::real::{erfc, exp, ln, sqrt};

/// The z of a two-sided interval at 95 %, to the sixteen digits in which it is published.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// P(Z ≤ `z`), as ½·erfc(−z/√2).
pub fn cdf(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// P(Z > `z`), exact in the tail.
pub fn upper_tail(z: f64) -> f64 {
    cdf(-z)
}

/// Two-sided p-value of a z statistic.
pub fn two_sided_p(z: f64) -> f64 {
    (2.0 * upper_tail(z.abs())).min(1.0)
}

/// The z with P(Z ≤ z) = `p`; infinite at 0 and 1, not a number outside.
///
/// Wichura's algorithm AS 241 (PPND16), *Applied Statistics* 37, 1988, 477–484, relative accuracy about 1e−16.
pub fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        return central(q);
    }
    if q < 0.0 {
        lower_tail_quantile(p)
    } else {
        -lower_tail_quantile(1.0 - p)
    }
}

/// The z that a two-sided interval of this level needs: 1.959963984540054 at 0.95.
///
/// Starts from the tail area, taken to twelve decimals: 0.975 is not a double, and the nearest one moves the
/// quantile in its sixteenth digit.
pub fn critical(level: f64) -> f64 {
    let tail = tail_area(level);
    // The level nearly everything uses gets the value everybody publishes, to its last digit.
    if tail.to_bits() == 0.025_f64.to_bits() {
        Z_95
    } else {
        -lower_tail_quantile(tail)
    }
}

/// The area in one tail outside a two-sided interval of this level, free of the rounding of `1 − level`.
pub(super) fn tail_area(level: f64) -> f64 {
    ((1.0 - level) * 1e12).round() / 2e12
}

fn lower_tail_quantile(p: f64) -> f64 {
    if (p - 0.5).abs() <= 0.425 {
        return central(p - 0.5);
    }
    if p < 0.0 || p.is_nan() {
        return f64::NAN;
    }
    if p == 0.0 {
        return f64::NEG_INFINITY;
    }
    let r = sqrt(-ln(p));
    if r <= 5.0 {
        let r = r - 1.6;
        -ratio(r, &MIDDLE_ABOVE, &MIDDLE_BELOW)
    } else {
        let r = r - 5.0;
        -ratio(r, &FAR_ABOVE, &FAR_BELOW)
    }
}

fn central(q: f64) -> f64 {
    let r = 0.180_625 - q * q;
    q * ratio(r, &CENTRE_ABOVE, &CENTRE_BELOW)
}

/// Quotient of two polynomials, coefficients from the constant term up.
fn ratio(r: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    let horner = |coefficients: &[f64; 8]| coefficients.iter().rev().fold(0.0, |sum, c| sum * r + c);
    horner(above) / horner(below)
}

const CENTRE_ABOVE: [f64; 8] = [
    3.387_132_872_796_366_608_0,
    1.331_416_678_917_843_774_5e2,
    1.971_590_950_306_551_442_7e3,
    1.373_169_376_550_946_112_5e4,
    4.592_195_393_154_987_145_7e4,
    6.726_577_092_700_870_085_3e4,
    3.343_057_558_358_812_810_5e4,
    2.509_080_928_730_122_672_7e3,
];
const CENTRE_BELOW: [f64; 8] = [
    1.0,
    4.231_333_070_160_091_125_2e1,
    6.871_870_074_920_579_083_0e2,
    5.394_196_021_424_751_107_7e3,
    2.121_379_430_158_659_586_7e4,
    3.930_789_580_009_271_061_0e4,
    2.872_908_573_572_194_267_4e4,
    5.226_495_278_852_854_561_0e3,
];
const MIDDLE_ABOVE: [f64; 8] = [
    1.423_437_110_749_683_577_34,
    4.630_337_846_156_545_295_90,
    5.769_497_221_460_691_405_50,
    3.647_848_324_763_204_605_04,
    1.270_458_252_452_368_382_58,
    2.417_807_251_774_506_117_70e-1,
    2.272_384_498_926_918_458_33e-2,
    7.745_450_142_783_414_076_40e-4,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_821_87,
    1.676_384_830_183_803_849_40,
    6.897_673_349_851_000_045_50e-1,
    1.481_039_764_274_800_745_90e-1,
    1.519_866_656_361_645_719_66e-2,
    5.475_938_084_995_344_946_00e-4,
    1.050_750_071_644_416_843_24e-9,
];
const FAR_ABOVE: [f64; 8] = [
    6.657_904_643_501_103_777_20,
    5.463_784_911_164_114_369_90,
    1.784_826_539_917_291_335_80,
    2.965_605_718_285_048_912_30e-1,
    2.653_218_952_657_612_309_30e-2,
    1.242_660_947_388_078_438_60e-3,
    2.711_555_568_743_487_578_15e-5,
    2.010_334_399_292_288_132_65e-7,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    5.998_322_065_558_879_376_90e-1,
    1.369_298_809_227_358_053_10e-1,
    1.487_536_129_085_061_485_25e-2,
    7.868_691_311_456_132_591_00e-4,
    1.846_318_317_510_054_681_80e-5,
    1.421_511_758_316_445_888_70e-7,
    2.044_263_103_389_939_785_64e-15,
];

/// Density at `z`.
pub fn density(z: f64) -> f64 {
    exp(-0.5 * z * z) / sqrt(2.0 * std::f64::consts::PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantiles_everybody_knows() {
        assert_eq!(critical(0.95).to_string(), "1.959963984540054");
        assert!((critical(0.99) - 2.575_829_303_548_900_8).abs() < 1e-15);
        assert!((critical(0.90) - 1.644_853_626_951_472_7).abs() < 1e-15);
        // What AS 241 makes of the same tail differs in the last digits only.
        assert!((critical(0.95) + lower_tail_quantile(0.025)).abs() < 1e-15);
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
        assert!((quantile(1e-10) + 6.361_340_902_404_056).abs() < 1e-13);
        assert!(quantile(0.5).abs() < 1e-300);
        assert!(quantile(0.0).is_infinite() && quantile(-0.1).is_nan() && quantile(1.1).is_nan());
    }

    #[test]
    fn distribution_and_quantile_undo_each_other() {
        for step in 1..1000 {
            let p = f64::from(step) / 1000.0;
            assert!((cdf(quantile(p)) - p).abs() < 1e-14, "{p}");
        }
    }

    #[test]
    fn p_values_of_two_waves() {
        assert!((two_sided_p(1.760_901_812_651_248_3) - 0.078_255_023_085_681_33).abs() < 1e-14);
        assert!((two_sided_p(-2.784_230_231_948_524) - 0.005_365_493_347_348_149).abs() < 1e-14);
    }

    #[test]
    fn the_density_peaks_at_zero() {
        assert!((density(0.0) - 0.398_942_280_401_432_7).abs() < 1e-15);
    }
}
