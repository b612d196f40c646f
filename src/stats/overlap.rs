//! Two means of samples that share people: who answered twice, and who answered once, in one test.

use super::Difference;
use super::real::sqrt;
use super::weighted::{self, Group, Totals};

/// What the people who answered both times have in common with themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// How many answered both times.
    pub n: u64,
    /// Correlation of their two answers, −1 to 1.
    pub correlation: f64,
}

/// Difference of two means, second minus first, of samples of which some people are in both: the *partially
/// overlapping samples t-test*, with separate variances. The standard error is √(SE₁² + SE₂² − 2·r·SE₁·SE₂·n₁₂/√(n₁n₂));
/// where everybody answered twice this is the paired t with n − 1 degrees of freedom, where nobody did it is Welch's.
/// Weighted answers enter by linearised standard errors and Kish's effective n. Of answers 0 and 1, all given twice,
/// t² = (n − 1)·χ²/(n − χ²) with `McNemar`'s χ² = (b − c)²/(b + c), so that it orders samples as `McNemar`'s test does.
///
/// Derrick, Russ, Toher & White, *Journal of Modern Applied Statistical Methods* 16(1), 2017, `T_new2`. `None` for a
/// single answer, or where nobody changed and nobody answered once.
pub fn difference(first: &[Group], second: &[Group], overlap: Overlap, level: f64) -> Option<Difference> {
    let (totals, more) = (Totals::of(first)?, Totals::of(second)?);
    let (one, two) = (weighted::standard_error(first)?, weighted::standard_error(second)?);
    let (n, m) = (totals.n as f64, more.n as f64);
    // Samples halved while reading tell how many answered twice only nearly.
    let both = (overlap.n as f64).min(n).min(m);
    let shared = both / sqrt(n * m);
    let (a, b) = (one * one, two * two);
    let variance = a + b - 2.0 * overlap.correlation * shared * one * two;
    // What is left by rounding where everybody kept their answer is no variance.
    if variance <= 1e-12 * (a + b) {
        return None;
    }
    let (n, m) = (totals.n_effective(), more.n_effective());
    let both = shared * sqrt(n * m);
    let alone = (n - both).max(0.0) + (m - both).max(0.0);
    let welch = (a + b) * (a + b) / (a * a / (n - 1.0) + b * b / (m - 1.0));
    let df = (both - 1.0) + (welch - both + 1.0) / (alone + 2.0 * both) * alone;
    let value = weighted::mean(second)? - weighted::mean(first)?;
    if df.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) {
        return None;
    }
    Some(Difference::tested(
        value,
        sqrt(variance),
        Some(df),
        level,
        "overlapping-t",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(counts: &[(f64, u64)]) -> Vec<Group> {
        counts.iter().map(|&(value, n)| Group::unweighted(value, n)).collect()
    }

    /// Ten people, twice: hours of extra sleep under two drugs, the example of Student's paper of 1908 (there
    /// t = 4.06, P = 0.9985 one-sided). Their correlation is 0.795170.
    #[test]
    fn students_own_pairs() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0].map(|hours| (hours, 1));
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map(|hours| (hours, 1));
        let overlap = Overlap {
            n: 10,
            correlation: 0.795_170_205_8,
        };
        let change = difference(&groups(&first), &groups(&second), overlap, 0.95).unwrap();
        assert!((change.value - 1.58).abs() < 1e-12);
        assert!((change.statistic - 4.062_128).abs() < 5e-7, "{}", change.statistic);
        assert!((change.degrees_of_freedom.unwrap() - 9.0).abs() < 1e-9);
        assert!((change.p_value - 0.002_833).abs() < 5e-7);
        assert!((change.interval.low - 0.700_114).abs() < 5e-7 && (change.interval.high - 2.459_886).abs() < 5e-7);
    }

    /// 100 people, twice: 40 promoters, 30 passives, 30 detractors become 55, 15, 30: 20 passives become promoters, 5
    /// promoters passives, 75 stay. Mean change 0.15, variance (25 − 100·0.0225)/99 = 0.229798, error 0.047937,
    /// t = 3.1291. Var₁ = (70 − 1)/99, Var₂ = (85 − 6.25)/99, covariance half of (Var₁ + Var₂ − 0.229798) = 0.631313.
    #[test]
    fn the_same_people_asked_twice_about_recommendation() {
        let first = groups(&[(1.0, 40), (0.0, 30), (-1.0, 30)]);
        let second = groups(&[(1.0, 55), (0.0, 15), (-1.0, 30)]);
        let correlation = 62.5 / sqrt(69.0 * 78.75);
        let change = difference(&first, &second, Overlap { n: 100, correlation }, 0.95).unwrap();
        assert!((change.statistic - 3.1291).abs() < 5e-5, "{}", change.statistic);
        assert!((change.degrees_of_freedom.unwrap() - 99.0).abs() < 1e-9);
    }

    /// 40 satisfied twice, 10 only before, 26 only after, 24 never: `McNemar`'s χ² = 16²/36 = 7.1111.
    #[test]
    fn of_shares_it_is_mcnemars_test() {
        let (first, second) = (groups(&[(1.0, 50), (0.0, 50)]), groups(&[(1.0, 66), (0.0, 34)]));
        // φ = (40·24 − 10·26)/√(50·50·66·34).
        let correlation = 700.0 / sqrt(50.0 * 50.0 * 66.0 * 34.0);
        let change = difference(&first, &second, Overlap { n: 100, correlation }, 0.95).unwrap();
        let chi = 256.0 / 36.0;
        let expected = sqrt(99.0 * chi / (100.0 - chi));
        assert!((change.statistic - expected).abs() < 1e-9, "{}", change.statistic);
    }

    /// Worked by hand: 1 2 3 4 5 6 and 2 3 5 5 7 8, the last three of each the same people with correlation 0.5.
    /// Variances 3.5 and 5.2; SE² = 3.5/6 + 5.2/6 − 2·0.5·√(3.5·5.2)·3/36 = 1.094488; Welch's degrees of freedom
    /// 8.7²/(3.5²/5 + 5.2²/5) = 9.6322, so (3 − 1) + (9.6322 − 2)/12·6 = 5.8161.
    #[test]
    fn three_of_six_answer_twice() {
        let one = |values: [f64; 6]| groups(&values.map(|value| (value, 1)));
        let overlap = Overlap { n: 3, correlation: 0.5 };
        let (first, second) = (one([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), one([2.0, 3.0, 5.0, 5.0, 7.0, 8.0]));
        let change = difference(&first, &second, overlap, 0.95).unwrap();
        assert!((change.value - 1.5).abs() < 1e-12);
        assert!((change.standard_error * change.standard_error - 1.094_488).abs() < 5e-7);
        assert!((change.degrees_of_freedom.unwrap() - 5.8161).abs() < 5e-5);
    }

    #[test]
    fn nobody_twice_is_welch_and_nobody_changing_is_no_test() {
        let (first, second) = (groups(&[(1.0, 8), (5.0, 12)]), groups(&[(1.0, 15), (5.0, 15)]));
        let none = Overlap { n: 0, correlation: 0.0 };
        let found = difference(&first, &second, none, 0.95).unwrap();
        let moments = |groups: &[Group]| super::super::mean::Moments::of(groups.iter().map(|one| (one.value, one.n)));
        let welch =
            super::super::mean::difference(&moments(&first).unwrap(), &moments(&second).unwrap(), 0.95).unwrap();
        assert!((found.statistic - welch.statistic).abs() < 1e-12);
        let df = |found: &Difference| found.degrees_of_freedom.unwrap();
        assert!((df(&found) - df(&welch)).abs() < 1e-9);
        let same = Overlap {
            n: 20,
            correlation: 1.0,
        };
        assert_eq!(difference(&first, &first, same, 0.95), None);
    }
}
