//! Scores made of several questions: a weighted sum of means of the same people's answers, with what the answers have in
//! common in its error.

use super::real::sqrt;
use super::{Estimate, Interval, student};

/// One question of a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Component {
    /// What its mean is multiplied by.
    pub coefficient: f64,
    /// Mean of its answers.
    pub mean: f64,
    /// Who answered it.
    pub n: u64,
    /// Kish's effective number of them; `n` without weights.
    pub n_effective: f64,
}

/// Σ cᵢ·meanᵢ with Var = Σᵢⱼ cᵢcⱼ·sᵢⱼ·nᵢⱼ/(nᵢnⱼ), where nᵢⱼ people answered both questions and sᵢⱼ is the covariance of their
/// answers: with everybody answering everything, the variance of the mean of each person's own score. With weights, each
/// part grows by what Kish's effective numbers lose. Student's t with as many degrees of freedom as the question that fewest
/// answered. `together` gives sᵢⱼ and nᵢⱼ by place; without them there is a value and no error. `None` without components.
pub fn estimate(
    components: &[Component],
    together: impl Fn(usize, usize) -> Option<(f64, u64)>,
    level: f64,
) -> Option<Estimate> {
    let n = components.iter().map(|one| one.n).min().filter(|n| *n > 0)?;
    let n_effective = components
        .iter()
        .map(|one| one.n_effective)
        .fold(f64::INFINITY, f64::min);
    let value = components.iter().map(|one| one.coefficient * one.mean).sum();
    let kept = |one: &Component| one.n_effective / one.n as f64;
    let mut variance = Some(0.0);
    for (i, one) in components.iter().enumerate() {
        for (j, other) in components.iter().enumerate() {
            let part = together(i, j).map(|(covariance, both)| {
                let shared = both as f64 / (one.n as f64 * other.n as f64);
                one.coefficient * other.coefficient * covariance * shared / sqrt(kept(one) * kept(other))
            });
            variance = variance.zip(part).map(|(sum, part)| sum + part);
        }
    }
    let standard_error = variance
        .filter(|_| n_effective > 1.0)
        .map(|variance| sqrt(variance.max(0.0)));
    Some(Estimate {
        value,
        standard_error,
        interval: standard_error.map(|error| {
            let margin = student::critical(level, n_effective - 1.0) * error;
            Interval {
                level,
                low: value - margin,
                high: value + margin,
                method: "student-t",
            }
        }),
        n,
        n_effective,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::mean;

    /// Covariance of two columns, divisor n − 1.
    fn covariance(x: &[f64], y: &[f64]) -> f64 {
        let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
        let (of_x, of_y) = (mean(x), mean(y));
        let products = x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y));
        products.sum::<f64>() / (x.len() as f64 - 1.0)
    }

    #[test]
    fn where_everybody_answers_it_is_the_mean_of_each_persons_own_score() {
        let answers = [
            [4.0, 5.0, 3.0, 2.0, 5.0, 4.0],
            [4.0, 4.0, 3.0, 1.0, 5.0, 5.0],
            [2.0, 5.0, 4.0, 2.0, 4.0, 5.0],
        ];
        let component = |list: &[f64; 6]| Component {
            coefficient: 1.0 / 3.0,
            mean: list.iter().sum::<f64>() / 6.0,
            n: 6,
            n_effective: 6.0,
        };
        let components: Vec<Component> = answers.iter().map(component).collect();
        let found = estimate(
            &components,
            |i, j| Some((covariance(&answers[i], &answers[j]), 6)),
            0.95,
        )
        .unwrap();
        let own = (0..6).map(|person| (answers.iter().map(|list| list[person]).sum::<f64>() / 3.0, 1));
        let expected = mean::estimate(own.collect::<Vec<_>>(), 0.95).unwrap();
        assert!((found.value - expected.value).abs() < 1e-12);
        let (error, same) = (found.standard_error.unwrap(), expected.standard_error.unwrap());
        assert!((error - same).abs() < 1e-12, "{error} is not {same}");
        assert!((found.interval.unwrap().low - expected.interval.unwrap().low).abs() < 1e-12);
    }

    #[test]
    fn halves_of_different_people_are_independent() {
        // Two questions that nobody answered together: the variances add up.
        let one = Component {
            coefficient: 0.5,
            mean: 3.0,
            n: 10,
            n_effective: 10.0,
        };
        let other = Component {
            n: 40,
            n_effective: 40.0,
            ..one
        };
        let together = |i: usize, j: usize| Some(if i == j { (2.0, [10, 40][i]) } else { (1.5, 0) });
        let found = estimate(&[one, other], together, 0.95).unwrap();
        let expected = (0.25_f64 * (2.0 / 10.0 + 2.0 / 40.0)).sqrt();
        assert!((found.standard_error.unwrap() - expected).abs() < 1e-12);
        assert_eq!(found.n, 10);
        assert_eq!(estimate(&[one, other], |_, _| None, 0.95).unwrap().standard_error, None);
        assert_eq!(estimate(&[], together, 0.95), None);
    }
}
