//! Formulas over estimates: an expression of the script language, nothing but numbers and names, with its interval by
//! leaving out one group of rows after the other.

use std::collections::BTreeMap;

use rhai::Scope;

use super::sandbox::expression;
use crate::evidence::{Moments, Summary};
use crate::manifest::{Formula, FormulaPart};
use crate::stats::{Estimate, LEVEL, jackknife};

/// The figure of a formula; `None` where a part of it has no value, or the expression gives no number.
pub(super) fn estimate(formula: &Formula, summary: &Summary) -> Option<Estimate> {
    let whole = value(formula, &summary.all_moments())?;
    let groups: Vec<&Moments> = summary.moments.values().collect();
    let all = summary.all_moments();
    let without: Option<Vec<f64>> = groups
        .iter()
        .map(|group| value(formula, &all.plus(group, -1.0)))
        .collect();
    let without = without.unwrap_or_default();
    Some(Estimate {
        value: whole,
        standard_error: jackknife::standard_error(whole, &without),
        interval: jackknife::interval(whole, &without, LEVEL),
        n: summary.n(),
        n_effective: summary.n() as f64,
    })
}

/// The value for sums: two of them, above and below the line, for each part in the order of its name.
fn value(formula: &Formula, sums: &Moments) -> Option<f64> {
    let mut names: BTreeMap<String, f64> = formula
        .parameters
        .iter()
        .map(|(name, value)| (variable(name), *value))
        .collect();
    for (place, (name, part)) in formula.of.iter().enumerate() {
        let (above, below) = (sums.sum(2 * place), sums.sum(2 * place + 1));
        if below <= 0.0 {
            return None;
        }
        names.insert(variable(name), left_over(part, above / below));
    }
    evaluate(&formula.expression, &names)
}

fn left_over(part: &FormulaPart, quotient: f64) -> f64 {
    match &part.ratio {
        Some(ratio) if ratio.complement => 1.0 - quotient,
        _ => quotient,
    }
}

/// A name as an expression writes it.
pub(super) fn variable(name: &str) -> String {
    name.replace('-', "_")
}

/// An expression for given names; `None` where it is none, names something else, or is no finite number.
pub(super) fn evaluate(text: &str, names: &BTreeMap<String, f64>) -> Option<f64> {
    let mut scope = Scope::new();
    for (name, value) in names {
        scope.push_constant(name.as_str(), *value);
    }
    let found = expression(text, scope)?;
    let number = found
        .as_float()
        .or_else(|_| found.as_int().map(|whole| whole as f64))
        .ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    /// DOMAIN §7: 266.67 where the first margin comes after a period, 366.67 where it comes at once.
    #[test]
    fn the_value_of_a_customer_in_both_timings() {
        let given = names(&[("m", 100.0), ("r", 0.8), ("i", 0.1)]);
        let later = evaluate("m * r / (1 + i - r)", &given).unwrap();
        let at_once = evaluate("m * (1 + i) / (1 + i - r)", &given).unwrap();
        assert!((later - 800.0 / 3.0).abs() < 1e-9, "{later}");
        assert!((at_once - later - 100.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_is_no_figure() {
        for text in ["m *", "other + 1", "m / 0.0", "\"a\"", "let x = 1; x", "while true {}"] {
            assert_eq!(evaluate(text, &names(&[("m", 1.0)])), None, "{text}");
        }
        assert_eq!(evaluate("2 * 3", &BTreeMap::new()), Some(6.0));
    }
}
