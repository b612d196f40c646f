//! How a figure of a check enters a message: in its own unit, unrounded, with the digits that pages show.

use crate::audit::Check;
use crate::language::{Arg, Lang, Show, Text, number};
use crate::manifest::Unit;
use crate::stats::Interval;

/// What a check is called in a sentence: its question's short name where several checks share a plugin.
pub(super) fn title(check: &Check) -> Text {
    match &check.subject.label {
        Some(label) if check.id != check.plugin.id && !label.is_empty() => label.clone(),
        _ => check.title.clone(),
    }
}

/// A value.
pub(super) fn figure(unit: Option<Unit>, value: f64) -> Arg {
    match unit {
        Some(Unit::Points) => Arg::Points { value, decimals: 0 },
        Some(Unit::Percent) => Arg::Percent {
            share: value / 100.0,
            decimals: 0,
        },
        Some(Unit::Level | Unit::Count) => Arg::Number { value, decimals: 0 },
        Some(Unit::Score | Unit::Amount | Unit::Duration | Unit::Ratio) | None => Arg::Number { value, decimals: 1 },
    }
}

/// The two ends of an interval.
pub(super) fn between(unit: Option<Unit>, interval: &Interval) -> Arg {
    let (scale, decimals, show) = match unit {
        Some(Unit::Points) => (1.0, 0, Show::Points),
        Some(Unit::Percent) => (0.01, 0, Show::Percent),
        Some(Unit::Level | Unit::Count) => (1.0, 0, Show::Number),
        Some(Unit::Score | Unit::Amount | Unit::Duration | Unit::Ratio) | None => (1.0, 1, Show::Number),
    };
    Arg::Between {
        low: interval.low * scale,
        high: interval.high * scale,
        decimals,
        show,
    }
}

/// The two ends of the interval of a difference, signed.
pub(super) fn between_differences(unit: Option<Unit>, interval: &Interval) -> Arg {
    let decimals = u8::from(!matches!(
        unit,
        Some(Unit::Points | Unit::Percent | Unit::Level | Unit::Count)
    ));
    Arg::Between {
        low: interval.low,
        high: interval.high,
        decimals,
        show: Show::Points,
    }
}

/// The size of a difference, with the word for its unit: `9 points`, `0,8`. Percentages differ by points.
pub(super) fn distance(unit: Option<Unit>, size: f64) -> Arg {
    let words = |lang: Lang, point: &str, points: &str| {
        let rounded = number::number(lang, size, 0);
        // French counts 1.5 as one; at no digit after the mark only 0 and 1 are left to tell apart.
        let one = size < 1.5 && (lang == Lang::Fr || size >= 0.5);
        format!("{rounded}\u{a0}{}", if one { point } else { points })
    };
    match unit {
        Some(Unit::Points | Unit::Percent) => Arg::Words(Text::new(
            words(Lang::En, "point", "points"),
            words(Lang::Fr, "point", "points"),
        )),
        _ => Arg::Number {
            value: size,
            decimals: 1,
        },
    }
}
