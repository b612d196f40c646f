//! What goes along with an outcome, from correlations alone: each driver's share of R².
//!
//! Lindeman, Merenda & Gold (1980), the Shapley value, general dominance (Budescu, 1993; Azen & Budescu, 2003): the
//! rise in R² that a driver brings, averaged over all orders in which drivers can enter. Exact for up to
//! [`MOST_EXACT`] drivers; beyond, Johnson's relative weights (2000), which come close, and are labelled.

use nalgebra::{Cholesky, DMatrix, DVector, SymmetricEigen};

use super::real::sqrt;

/// With more drivers than this, the 2^p subsets give way to Johnson's relative weights.
pub const MOST_EXACT: usize = 15;

/// What of a variance counts as nothing left, out of 1.
const NOTHING: f64 = 1e-10;

/// How shares were computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Average over all orders (LMG, Shapley).
    Lmg,
    /// Johnson's relative weights.
    Johnson,
}

/// Drivers of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// How shares were computed.
    pub method: Method,
    /// Share of the outcome's variance that goes along with the drivers together, 0 to 1.
    pub r_squared: f64,
    /// The part of it that is each driver's; they sum to `r_squared`.
    pub parts: Vec<f64>,
    /// Standardised regression coefficients, of which the sign is worth telling.
    pub beta: Vec<f64>,
}

/// Correlations of `p` drivers (`among`, row by row, p × p) and of each with the outcome (`with`). `None` where they
/// are no correlations of anything: a driver repeats another, or pairs with different respondents contradict.
pub fn explain(among: &[f64], with: &[f64]) -> Option<Explained> {
    let p = with.len();
    if p == 0 || among.len() != p * p || among.iter().chain(with).any(|r| !r.is_finite()) {
        return None;
    }
    let beta = regress(among, with)?;
    let r_squared: f64 = beta.iter().zip(with).map(|(beta, r)| beta * r).sum();
    if !(0.0..=1.0 + 1e-9).contains(&r_squared) {
        return None;
    }
    let (method, parts) = if p <= MOST_EXACT {
        (Method::Lmg, lmg(among, with)?)
    } else {
        (Method::Johnson, johnson(among, with)?)
    };
    Some(Explained {
        method,
        r_squared: r_squared.min(1.0),
        parts,
        beta,
    })
}

/// Standardised coefficients: the solution of R·β = r; `None` unless R is positive definite.
fn regress(among: &[f64], with: &[f64]) -> Option<Vec<f64>> {
    let root = Cholesky::new(DMatrix::from_row_slice(with.len(), with.len(), among))?;
    // The square of a diagonal element is what the driver has that those before it have not.
    if root.l_dirty().diagonal().iter().any(|own| own * own <= NOTHING) {
        return None;
    }
    Some(root.solve(&DVector::from_column_slice(with)).as_slice().to_vec())
}

/// LMG shares, from R² of every subset.
///
/// Drivers are taken in or left out one after the other. Taking one in leaves the covariances of those that follow
/// given it (a Schur complement), so that half of all subsets cost no more than one such step of a 1 × 1 matrix:
/// about 3·2^p multiplications in all.
fn lmg(among: &[f64], with: &[f64]) -> Option<Vec<f64>> {
    let p = with.len();
    // The outcome is the last row and column.
    let mut whole = vec![1.0; (p + 1) * (p + 1)];
    for row in 0..p {
        for column in 0..p {
            whole[row * (p + 1) + column] = among[row * p + column];
        }
        whole[row * (p + 1) + p] = with[row];
        whole[p * (p + 1) + row] = with[row];
    }
    let mut r_squared = vec![0.0; 1 << p];
    subsets(&whole, p, 0, 0.0, 0, &mut r_squared)?;
    // |S|!·(p − |S| − 1)! / p! is one over p times the number of subsets of that size among the others.
    let mut weights = Vec::with_capacity(p);
    let mut among_others = 1.0;
    for size in 0..p {
        weights.push(1.0 / (p as f64 * among_others));
        among_others *= (p - 1 - size) as f64 / (size + 1) as f64;
    }
    let part = |driver: usize| -> f64 {
        let without = (0..1_usize << p).filter(|subset| subset >> driver & 1 == 0);
        without
            .map(|subset| weights[subset.count_ones() as usize] * (r_squared[subset | 1 << driver] - r_squared[subset]))
            .sum()
    };
    Some((0..p).map(part).collect())
}

/// Fills in R² of all subsets that begin with `subset` and go on with any of the `left` drivers, whose covariances
/// given those taken in are `rest`, the outcome last.
fn subsets(rest: &[f64], left: usize, subset: usize, r_squared: f64, place: usize, found: &mut [f64]) -> Option<()> {
    if left == 0 {
        found[subset] = r_squared;
        return Some(());
    }
    let size = left + 1;
    let (mut without, mut given) = (Vec::with_capacity(left * left), Vec::with_capacity(left * left));
    let own = rest[0];
    if own < -NOTHING {
        return None;
    }
    for row in 1..size {
        for column in 1..size {
            let covariance = rest[row * size + column];
            without.push(covariance);
            let explained = if own > NOTHING {
                rest[row * size] * rest[column * size] / own
            } else {
                0.0
            };
            given.push(covariance - explained);
        }
    }
    let gained = if own > NOTHING {
        rest[left] * rest[left] / own
    } else {
        0.0
    };
    subsets(&without, left - 1, subset, r_squared, place + 1, found)?;
    subsets(
        &given,
        left - 1,
        subset | 1 << place,
        r_squared + gained,
        place + 1,
        found,
    )
}

/// Johnson's relative weights: the outcome is regressed on the orthogonal variables closest to the drivers, and what
/// each explains is handed back by how much it shares with each driver (Λ = R^½).
fn johnson(among: &[f64], with: &[f64]) -> Option<Vec<f64>> {
    let p = with.len();
    let SymmetricEigen {
        eigenvectors,
        eigenvalues,
    } = SymmetricEigen::new(DMatrix::from_row_slice(p, p, among));
    if eigenvalues.iter().any(|value| *value <= NOTHING) {
        return None;
    }
    let power = |exponent: fn(f64) -> f64| {
        &eigenvectors * DMatrix::from_diagonal(&eigenvalues.map(exponent)) * eigenvectors.transpose()
    };
    let (root, inverse) = (power(sqrt), power(|value| 1.0 / sqrt(value)));
    let beta = inverse * DVector::from_column_slice(with);
    let parts = root.map(|share| share * share) * beta.map(|beta| beta * beta);
    Some(parts.as_slice().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(given: &[f64], expected: &[f64], within: f64) {
        assert_eq!(given.len(), expected.len());
        for (given, expected) in given.iter().zip(expected) {
            assert!((given - expected).abs() < within, "{given} is not {expected}");
        }
    }

    const THREE: [f64; 9] = [1.0, 0.6, 0.3, 0.6, 1.0, 0.4, 0.3, 0.4, 1.0];
    const WITH: [f64; 3] = [0.6, 0.5, 0.4];

    #[test]
    fn two_drivers_share_alike_by_both_methods() {
        let (among, with) = ([1.0, 0.5, 0.5, 1.0], [0.6, 0.5]);
        let found = explain(&among, &with).unwrap();
        assert!((found.r_squared - 0.413_333).abs() < 5e-7);
        assert_eq!(found.method, Method::Lmg);
        near(&found.parts, &[0.261_667, 0.151_667], 5e-7);
        let shares: Vec<f64> = found.parts.iter().map(|part| 100.0 * part / found.r_squared).collect();
        near(&shares, &[63.31, 36.69], 5e-3);
        near(&found.beta, &[0.4667, 0.2667], 5e-5);
        near(&johnson(&among, &with).unwrap(), &[0.261_667, 0.151_667], 5e-7);
    }

    #[test]
    fn three_drivers_share_as_computed_elsewhere() {
        let found = explain(&THREE, &WITH).unwrap();
        assert!((found.r_squared - 0.426_030).abs() < 5e-7);
        near(&found.parts, &[0.228_439, 0.115_655, 0.081_936], 5e-7);
        let shares: Vec<f64> = found.parts.iter().map(|part| 100.0 * part / found.r_squared).collect();
        near(&shares, &[53.62, 27.15, 19.23], 5e-3);
        near(&found.beta, &[0.4494, 0.1479, 0.2060], 5e-5);
        // Coefficients would put the third driver before the second.
        assert!(found.beta[2] > found.beta[1] && found.parts[1] > found.parts[2]);
        // Neither are the parts those of the squared correlations.
        let squares: f64 = WITH.iter().map(|r| r * r).sum();
        let alone: Vec<f64> = WITH.iter().map(|r| 100.0 * r * r / squares).collect();
        near(&alone, &[46.75, 32.47, 20.78], 5e-3);
        let relative = johnson(&THREE, &WITH).unwrap();
        near(&relative, &[0.228_992, 0.112_387, 0.084_651], 5e-7);
        let shares: Vec<f64> = relative.iter().map(|part| 100.0 * part / found.r_squared).collect();
        near(&shares, &[53.75, 26.38, 19.87], 5e-3);
    }

    /// Every order in turn, as the definition says.
    #[test]
    fn subsets_give_what_all_orders_give() {
        let r_squared = |order: &[usize]| {
            let p = order.len();
            let among: Vec<f64> = (0..p * p).map(|at| THREE[order[at / p] * 3 + order[at % p]]).collect();
            let with: Vec<f64> = order.iter().map(|driver| WITH[*driver]).collect();
            let beta = regress(&among, &with).unwrap();
            beta.iter().zip(&with).map(|(beta, r)| beta * r).sum::<f64>()
        };
        let mut parts = [0.0; 3];
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut before = 0.0;
            for taken in 1..=3 {
                let now = r_squared(&order[..taken]);
                parts[order[taken - 1]] += (now - before) / 6.0;
                before = now;
            }
        }
        near(&explain(&THREE, &WITH).unwrap().parts, &parts, 1e-12);
    }

    #[test]
    fn fifteen_drivers_are_exact_and_sixteen_are_labelled_otherwise() {
        let even = |p: usize| -> (Vec<f64>, Vec<f64>) {
            let among = (0..p * p).map(|at| if at / p == at % p { 1.0 } else { 0.4 });
            (
                among.collect(),
                (0..p).map(|driver| 0.5 + 0.005 * driver as f64).collect(),
            )
        };
        for (p, method) in [(15, Method::Lmg), (16, Method::Johnson)] {
            let (among, with) = even(p);
            let found = explain(&among, &with).unwrap();
            assert_eq!(found.method, method);
            let sum: f64 = found.parts.iter().sum();
            assert!((sum - found.r_squared).abs() < 1e-10, "{sum}");
            assert!(found.parts.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn what_are_no_correlations_explain_nothing() {
        // A driver that is another; correlations that cannot be together; more than everything; not a number.
        assert_eq!(explain(&[1.0, 1.0, 1.0, 1.0], &[0.5, 0.5]), None);
        assert_eq!(
            explain(&[1.0, 0.9, -0.9, 0.9, 1.0, 0.9, -0.9, 0.9, 1.0], &[0.5; 3]),
            None
        );
        assert_eq!(explain(&[1.0, 0.0, 0.0, 1.0], &[0.9, 0.9]), None);
        assert_eq!(explain(&[1.0], &[f64::NAN]), None);
        assert_eq!(explain(&[], &[]), None);
    }
}
