//! The formula of a figure of a table, with the counts or sums of this project.

use super::super::super::scribe::{Scribe, args, count};
use crate::audit::Check;
use crate::language::number;
use crate::manifest::Unit;
use crate::report::latest::headline;

/// `1 869 lignes ÷ 7 043 lignes = 26,5 %`; blank where the estimate is no quotient of two figures.
pub(super) fn formula(scribe: &Scribe<'_>, check: &Check) -> String {
    let now = headline(check);
    let Some(value) = now.value else {
        return String::new();
    };
    let result = || scribe.value(check.unit, value, 1).into();
    if check.estimate.as_deref() == Some("rate") {
        let counted = |value: &str| now.counts.get(value).copied().unwrap_or_default();
        let words = args([
            ("of", count(counted("1"))),
            ("among", scribe.counted(check, counted("0") + counted("1")).into()),
            ("result", result()),
        ]);
        return scribe.phrase("formula-rate", words);
    }
    // Sums are those of all periods, and so is the figure they give.
    let Some(whole) = check.value else {
        return String::new();
    };
    let result = || scribe.value(check.unit, whole, 1).into();
    // Numbers of things are whole; money and weighted times are not.
    let decimals = if check.sums.iter().all(|(_, sum)| sum.fract() == 0.0) {
        0
    } else {
        2
    };
    let sum = |place: usize| {
        let (_, sum) = check.sums.get(place)?;
        Some(number::number(scribe.lang, *sum, decimals).into())
    };
    // A formula is written only where it gives the figure.
    let Some(complement) = complement(check, whole) else {
        return String::new();
    };
    let formula = match (check.estimate.as_deref(), sum(0), sum(1), sum(2)) {
        (Some("ratio"), Some(of), Some(over), None) => {
            let words = args([("of", of), ("over", over), ("result", result())]);
            scribe.phrase(if complement { "formula-rest" } else { "formula-ratio" }, words)
        }
        (Some("ratio"), Some(of), Some(over), Some(less)) => {
            let words = args([("of", of), ("less", less), ("over", over), ("result", result())]);
            scribe.phrase(
                if complement {
                    "formula-rest-less"
                } else {
                    "formula-ratio-less"
                },
                words,
            )
        }
        (Some("average"), Some(sum), None, None) => {
            let n = scribe.counted(check, check.n.unwrap_or_default());
            scribe.phrase(
                "formula-average",
                args([("sum", sum), ("n", n.into()), ("result", result())]),
            )
        }
        _ => return String::new(),
    };
    match check.current {
        Some(_) => scribe.phrase("formula-all-periods", args([("formula", formula.into())])),
        None => formula,
    }
}

/// Whether the figure is what its sums leave to 1, and not their quotient; `None` where it is neither.
fn complement(check: &Check, value: f64) -> Option<bool> {
    let sum = |place: usize| check.sums.get(place).map(|(_, sum)| *sum);
    let quotient = match check.estimate.as_deref() {
        Some("average") => sum(0)? / check.n? as f64,
        _ => (sum(0)? - sum(2).unwrap_or_default()) / sum(1)?,
    };
    let per = if check.unit == Some(Unit::Percent) { 100.0 } else { 1.0 };
    let same = |computed: f64| (per * computed - value).abs() <= 1e-6 * value.abs().max(1.0);
    match (same(quotient), same(1.0 - quotient)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_formula_is_written_only_where_it_gives_the_figure() {
        let percent = |check: &Check| check.unit == Some(Unit::Percent);
        let mut check = fixture::audit().checks.into_iter().find(percent).unwrap();
        check.estimate = Some("ratio".to_owned());
        let mut held = |of: f64, over: f64, value: f64| {
            check.sums = vec![("of".to_owned(), of), ("over".to_owned(), over)];
            complement(&check, value)
        };
        assert_eq!(held(6630.0, 23544.0, 100.0 * 6630.0 / 23544.0), Some(false));
        assert_eq!(held(6630.0, 23544.0, 100.0 - 100.0 * 6630.0 / 23544.0), Some(true));
        assert_eq!(held(6630.0, 23544.0, 50.0), None);
    }
}
