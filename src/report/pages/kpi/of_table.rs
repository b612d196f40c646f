//! The formula of a figure of a table, with the counts or sums of this project.

use super::super::super::scribe::{Scribe, args, count};
use crate::audit::Check;
use crate::language::number;
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
            ("among", count(counted("0") + counted("1"))),
            ("result", result()),
        ]);
        return scribe.phrase("formula-rate", words);
    }
    // Sums are those of all periods: beside the figure of one they would say another thing.
    if check.current.is_some() || check.estimate.as_deref() != Some("ratio") {
        return String::new();
    }
    let sum = |place: usize| {
        let (_, sum) = check.sums.get(place)?;
        Some(number::number(scribe.lang, *sum, 2).into())
    };
    match (sum(0), sum(1), sum(2)) {
        (Some(of), Some(over), None) => {
            let words = args([("of", of), ("over", over), ("result", result())]);
            scribe.phrase("formula-ratio", words)
        }
        (Some(of), Some(over), Some(less)) => {
            let words = args([("of", of), ("less", less), ("over", over), ("result", result())]);
            scribe.phrase("formula-ratio-less", words)
        }
        _ => String::new(),
    }
}
