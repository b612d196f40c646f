//! Estimates of a sample whose strata have known shares of the population.

use super::mean::Moments;
use super::real::sqrt;

/// A stratum: its share of the population and its answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Share of the population, above zero; shares need not sum to 1.
    pub share: f64,
    /// Its answers.
    pub moments: Moments,
}

/// The stratified mean, ΣW·x̄, with W the share of each stratum; `None` without strata.
pub fn mean(strata: &[Stratum]) -> Option<f64> {
    let shares: f64 = strata.iter().map(|stratum| stratum.share).sum();
    let sum: f64 = strata.iter().map(|stratum| stratum.share * stratum.moments.mean).sum();
    (shares > 0.0).then(|| sum / shares)
}

/// Its standard error, √ΣW²·s²/n. It knows what Kish's effective n does not: that answers of one stratum resemble
/// one another. `None` where a stratum has a single answer. Cochran, *Sampling Techniques*, 3rd edition, 1977, §5.
pub fn standard_error(strata: &[Stratum]) -> Option<f64> {
    let shares: f64 = strata.iter().map(|stratum| stratum.share).sum();
    let mut variance = 0.0;
    for stratum in strata {
        let share = stratum.share / shares;
        variance += share * share * stratum.moments.variance()? / stratum.moments.n as f64;
    }
    (shares > 0.0).then(|| sqrt(variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 80 young answers (40 promoters, 20 passives, 20 detractors) and 20 old ones (4, 6, 10), half and half.
    #[test]
    fn young_and_old() {
        let stratum = |plus, neither, minus| Stratum {
            share: 0.5,
            moments: Moments::of([(1.0, plus), (0.0, neither), (-1.0, minus)]).unwrap(),
        };
        let strata = [stratum(40, 20, 20), stratum(4, 6, 10)];
        assert!((100.0 * mean(&strata).unwrap() + 2.5).abs() < 1e-10);
        // ¼·(0.6875/79 + 0.61/19): 10.100.
        assert!((100.0 * standard_error(&strata).unwrap() - 10.100_469_642_975_067).abs() < 1e-10);
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn a_stratum_of_one_has_no_error() {
        let one = Stratum {
            share: 1.0,
            moments: Moments::of([(4.0, 1)]).unwrap(),
        };
        assert_eq!(standard_error(&[one]), None);
    }
}
