//! Structural time series: a true level that drifts from period to period, with or without a damped trend, seen through
//! figures whose sampling error is known. The Kalman filter of these two models, and nothing about which to take.

use super::real::ln;

/// A period as it was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The estimate.
    pub value: f64,
    /// Variance of its sampling error, in the square of its unit; 0 or more.
    pub variance: f64,
}

/// How the true level moves from one period to the next:
///
/// level′ = level + φ·slope + η, slope′ = φ·slope + ζ, with Var η = `level`² and Var ζ = `slope`²(1 − φ²), so that the
/// slope keeps the standard deviation `slope` for ever. Without a slope this is the local level model, whose forecasts
/// are those of simple exponential smoothing (Durbin and Koopman, *Time Series Analysis by State Space Methods*, 2012,
/// 2.2); with one it is a local trend that is damped, since the slope goes back to zero by φ each period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drift {
    /// Standard deviation of what is added to the level in a period.
    pub level: f64,
    /// Standard deviation of the slope; 0 for a level without a trend.
    pub slope: f64,
    /// What is left of a slope after a period, from 0 to less than 1.
    pub damping: f64,
}

/// What is known of level and slope after a period: means and covariances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// The level.
    pub level: f64,
    /// The slope.
    pub slope: f64,
    /// Variance of the level.
    pub level_variance: f64,
    /// Covariance of both.
    pub covariance: f64,
    /// Variance of the slope.
    pub slope_variance: f64,
}

impl State {
    /// One period on, before anything is measured in it.
    #[must_use]
    pub fn next(&self, drift: &Drift) -> State {
        let phi = drift.damping;
        let kept = phi * phi * self.slope_variance;
        State {
            level: self.level + phi * self.slope,
            slope: phi * self.slope,
            level_variance: self.level_variance + 2.0 * phi * self.covariance + kept + drift.level * drift.level,
            covariance: phi * self.covariance + kept,
            slope_variance: kept + drift.slope * drift.slope * (1.0 - phi * phi),
        }
    }

    /// With the figure of the period; what it adds to the log-likelihood comes with it. `None` where neither the level
    /// nor the figure leaves any doubt, so that there is no density.
    fn measured(&self, figure: Measured) -> Option<(State, f64)> {
        let variance = self.level_variance + figure.variance;
        if variance <= 0.0 {
            return None;
        }
        let surprise = figure.value - self.level;
        let gain = self.level_variance / variance;
        let slope_gain = self.covariance / variance;
        let state = State {
            level: self.level + gain * surprise,
            slope: self.slope + slope_gain * surprise,
            level_variance: self.level_variance * (1.0 - gain),
            covariance: self.covariance * (1.0 - gain),
            slope_variance: self.slope_variance - slope_gain * self.covariance,
        };
        let density = -0.5 * (ln(2.0 * std::f64::consts::PI * variance) + surprise * surprise / variance);
        Some((state, density))
    }
}

/// The state after the last period of a series, and the log-likelihood of all figures but the first, which the level
/// starts from (an exact diffuse start): both models leave out the same figure, so that theirs may be compared. A period
/// without a figure is a gap that adds to the variances and to nothing else. `None` without figures, or where a figure
/// has no density.
pub fn filter(series: &[Option<Measured>], drift: &Drift) -> Option<(State, f64)> {
    let start = series.iter().position(Option::is_some)?;
    let first = series[start]?;
    let mut state = State {
        level: first.value,
        slope: 0.0,
        level_variance: first.variance,
        covariance: 0.0,
        slope_variance: drift.slope * drift.slope,
    };
    let mut log_likelihood = 0.0;
    for figure in &series[start + 1..] {
        state = state.next(drift);
        if let Some(figure) = figure {
            let (known, density) = state.measured(*figure)?;
            state = known;
            log_likelihood += density;
        }
    }
    Some((state, log_likelihood))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[f64], variance: f64) -> Vec<Option<Measured>> {
        values
            .iter()
            .map(|value| {
                Some(Measured {
                    value: *value,
                    variance,
                })
            })
            .collect()
    }

    fn level(standard_deviation: f64) -> Drift {
        Drift {
            level: standard_deviation,
            slope: 0.0,
            damping: 0.0,
        }
    }

    /// Flow of the Nile at Aswan, 1871–1970, 10⁸ m³.
    const NILE: [f64; 100] = [
        1120.0, 1160.0, 963.0, 1210.0, 1160.0, 1160.0, 813.0, 1230.0, 1370.0, 1140.0, 995.0, 935.0, 1110.0, 994.0,
        1020.0, 960.0, 1180.0, 799.0, 958.0, 1140.0, 1100.0, 1210.0, 1150.0, 1250.0, 1260.0, 1220.0, 1030.0, 1100.0,
        774.0, 840.0, 874.0, 694.0, 940.0, 833.0, 701.0, 916.0, 692.0, 1020.0, 1050.0, 969.0, 831.0, 726.0, 456.0,
        824.0, 702.0, 1120.0, 1100.0, 832.0, 764.0, 821.0, 768.0, 845.0, 864.0, 862.0, 698.0, 845.0, 744.0, 796.0,
        1040.0, 759.0, 781.0, 865.0, 845.0, 944.0, 984.0, 897.0, 822.0, 1010.0, 771.0, 676.0, 649.0, 846.0, 812.0,
        742.0, 801.0, 1040.0, 860.0, 874.0, 848.0, 890.0, 744.0, 749.0, 838.0, 1050.0, 918.0, 986.0, 797.0, 923.0,
        975.0, 815.0, 1020.0, 906.0, 901.0, 1170.0, 912.0, 746.0, 919.0, 718.0, 714.0, 740.0,
    ];

    /// Durbin and Koopman 2012, 2.2 and 2.10: at the variances 15,099 and 1,469.1 the diffuse log-likelihood is −632.54 and
    /// the variance of the level settles at 4,032.16. statsmodels 0.15 has the other digits:
    /// `r = UnobservedComponents(nile, 'llevel', use_exact_diffuse=True).smooth([15099, 1469.1])`, `r.llf` without the
    /// −½ ln 2π of the first figure, `r.filtered_state`, `r.filtered_state_cov`, `r.get_forecast(1).se_mean`.
    #[test]
    fn the_level_of_the_nile() {
        let drift = level(1469.1_f64.sqrt());
        let (state, likelihood) = filter(&figures(&NILE, 15099.0), &drift).unwrap();
        assert!((likelihood - -632.545_625_1).abs() < 1e-6, "{likelihood}");
        assert!((state.level - 798.370_292_6).abs() < 1e-6, "{}", state.level);
        assert!((state.level_variance - 4_032.157_941_9).abs() < 1e-6);
        let ahead = state.next(&drift);
        // `.get_forecast(1).se_mean` is 143.5279, with the variance of the figure itself.
        assert!(((ahead.level_variance + 15099.0).sqrt() - 143.527_900).abs() < 1e-4);
    }

    /// Hyndman and Athanasopoulos, *Forecasting*, 2nd ed., 7.1: oil production of Saudi Arabia 1996–2013, simple exponential
    /// smoothing with α = 0.8339 and ℓ₀ = 446.5868 forecasts 542.68. A level whose drift is to the sampling variance as
    /// α²/(1 − α) settles at that very gain (Durbin and Koopman 2012, 2.11); eighteen years on the start is forgotten.
    #[test]
    fn a_drifting_level_forecasts_as_exponential_smoothing_does() {
        let oil = [
            445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866, 425.1944, 486.2052, 500.4291, 521.2759,
            508.9476, 488.8889, 509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405,
        ];
        let alpha: f64 = 0.8339;
        let drift = level((100.0 * alpha * alpha / (1.0 - alpha)).sqrt());
        let (state, _) = filter(&figures(&oil, 100.0), &drift).unwrap();
        assert!((state.next(&drift).level - 542.68).abs() < 0.005, "{}", state.level);
        let smoothed = oil
            .iter()
            .fold(446.5868, |level, value| alpha * value + (1.0 - alpha) * level);
        assert!((state.level - smoothed).abs() < 1e-6);
    }

    /// Another precision each period, the fifth period not measured. statsmodels 0.15:
    ///
    /// ```python
    /// k = KalmanFilter(k_endog=1, k_states=2)
    /// k['design'] = [[1, 0]]; T = k['transition'] = [[1, phi], [0, phi]]; k['selection'] = eye(2)
    /// Q = k['state_cov'] = diag([level**2, slope**2 * (1 - phi**2)]); k['obs_cov'] = se[1:]**2
    /// k.bind(y[1:]); P = diag([se[0]**2, slope**2]); k.initialize_known(T @ [y[0], 0], T @ P @ T.T + Q)
    /// r = k.filter(); r.llf, r.filtered_state[:, -1], r.filtered_state_cov[:, :, -1]
    /// ```
    #[test]
    fn a_damped_trend_with_a_gap() {
        let series = crate::stats::projection::tests::with_a_gap();
        let (state, likelihood) = filter(&series, &level(1.2)).unwrap();
        assert!((likelihood - -32.558_926_136_6).abs() < 1e-9, "{likelihood}");
        assert!((state.level - 44.435_322_195_6).abs() < 1e-9);
        assert!((state.level_variance - 2.051_761_23).abs() < 1e-8);
        let drift = Drift {
            level: 0.8,
            slope: 1.5,
            damping: 0.9,
        };
        let (state, likelihood) = filter(&series, &drift).unwrap();
        assert!((likelihood - -28.738_486_235_1).abs() < 1e-9, "{likelihood}");
        assert!((state.slope - 1.214_956_73).abs() < 1e-8);
        assert!((state.covariance - 0.688_560_46).abs() < 1e-8);
        assert!((state.slope_variance - 1.066_957).abs() < 1e-6);
        // Means and variances of the level, three periods on.
        let mut ahead = state;
        for (mean, variance) in [
            (47.141_205_009_3, 5.322_505_694_3),
            (48.125_319_958_9, 9.679_902_442_2),
            (49.011_023_413_4, 15.801_016_902_2),
        ] {
            ahead = ahead.next(&drift);
            assert!((ahead.level - mean).abs() < 1e-8, "{}", ahead.level);
            assert!((ahead.level_variance - variance).abs() < 1e-8);
        }
    }

    #[test]
    fn without_any_doubt_there_is_no_density() {
        assert!(filter(&figures(&[3.0, 3.0], 0.0), &level(0.0)).is_none());
        assert!(filter(&[None, None], &level(1.0)).is_none());
        assert!(filter(&figures(&[3.0], 1.0), &level(0.0)).is_some());
    }
}
