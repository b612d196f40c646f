//! Values as charts take them: a reading with its interval and n, and how its numbers are written.

use crate::language::{Lang, number};

use super::words;

/// An interval around a value, in the value's own unit. Bounds in either order are put right; a bound that cannot be
/// drawn (see [`Reading::Measured`]) makes the interval absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// The interval with its bounds in order; `None` when one of them is no finite number.
    pub(super) fn checked(self) -> Option<Interval> {
        (drawable(self.low) && drawable(self.high)).then(|| Interval {
            low: self.low.min(self.high),
            high: self.low.max(self.high),
        })
    }
}

/// Whether a value has a place on a scale and can be written in a column.
pub(super) fn drawable(value: f64) -> bool {
    value.is_finite() && value.abs() < 1e12
}

/// What is known at one place of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Reading {
    /// Measured. A value that is no finite number, or 10¹² and more, counts as [`Reading::Missing`].
    Measured {
        /// The value in the chart's unit.
        value: f64,
        /// Its interval, where one could be computed.
        interval: Option<Interval>,
        /// Number of answers behind it.
        n: Option<u64>,
    },
    /// The team's assumption: no answer behind it.
    Hypothesis {
        /// The assumed value in the chart's unit.
        value: f64,
    },
    /// Known but withheld: too few answers.
    Suppressed,
    /// Known but withheld: too close to a neighbouring wave.
    TooClose,
    /// Nothing is known.
    #[default]
    Missing,
}

impl Reading {
    /// A measured value with everything about it.
    pub fn measured(value: f64, low: f64, high: f64, n: u64) -> Reading {
        Reading::Measured {
            value,
            interval: Some(Interval { low, high }),
            n: Some(n),
        }
    }

    /// The reading with numbers that can be drawn: see the notes on the fields.
    pub(super) fn checked(self) -> Reading {
        match self {
            Reading::Measured { value, interval, n } if drawable(value) => Reading::Measured {
                value,
                interval: interval.and_then(Interval::checked),
                n,
            },
            Reading::Hypothesis { value } if drawable(value) => self,
            Reading::Suppressed | Reading::TooClose => self,
            _ => Reading::Missing,
        }
    }

    /// Whether it is known but withheld.
    pub(super) fn is_withheld(self) -> bool {
        matches!(self, Reading::Suppressed | Reading::TooClose)
    }

    /// The value, measured or assumed.
    pub(super) fn value(self) -> Option<f64> {
        match self.checked() {
            Reading::Measured { value, .. } | Reading::Hypothesis { value } => Some(value),
            _ => None,
        }
    }

    /// The measured value.
    pub(super) fn measured_value(self) -> Option<f64> {
        match self.checked() {
            Reading::Measured { value, .. } => Some(value),
            _ => None,
        }
    }

    pub(super) fn interval(self) -> Option<Interval> {
        match self.checked() {
            Reading::Measured { interval, .. } => interval,
            _ => None,
        }
    }

    pub(super) fn n(self) -> Option<u64> {
        match self.checked() {
            Reading::Measured { n, .. } => n,
            _ => None,
        }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// `4,2`
    #[default]
    Plain,
    /// `+12`, `−3`: scores around zero such as the NPS.
    Signed,
    /// `54 %`; the value counts in per cent, 0 to 100.
    Percent,
    /// `54 %`; the value is a share, 0 to 1.
    Share,
}

/// How the values of a chart are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Format {
    /// Plain, signed or per cent.
    pub style: Style,
    /// Digits after the decimal sign.
    pub decimals: usize,
    /// What follows the number, already localised (`points`, `€`); empty for none. Written in tables, tooltips
    /// and sentences, not on axes.
    pub unit: String,
}

impl Format {
    /// Signed whole points: the NPS.
    pub fn points() -> Format {
        Format {
            style: Style::Signed,
            ..Format::default()
        }
    }

    /// A plain number with `decimals` digits.
    pub fn plain(decimals: usize) -> Format {
        Format {
            decimals,
            ..Format::default()
        }
    }

    /// Per cent, from values 0 to 100.
    pub fn percent(decimals: usize) -> Format {
        Format {
            style: Style::Percent,
            decimals,
            ..Format::default()
        }
    }

    /// The bare number, as on an axis.
    pub(super) fn short(&self, lang: Lang, value: f64) -> String {
        match self.style {
            Style::Plain => number::number(lang, value, self.decimals),
            Style::Signed => number::signed(lang, value, self.decimals),
            Style::Percent => number::percent(lang, value / 100.0, self.decimals),
            Style::Share => number::percent(lang, value, self.decimals),
        }
    }

    /// The number on an axis whose steps are `step` wide: as many decimals as the steps need.
    pub(super) fn tick(&self, lang: Lang, value: f64, step: f64) -> String {
        let step = if self.style == Style::Share { step * 100.0 } else { step };
        let decimals = [1.0, 0.1, 0.01]
            .iter()
            .position(|unit| (step / unit).fract().abs() < 1e-6)
            .unwrap_or(2);
        Format {
            decimals,
            ..self.clone()
        }
        .short(lang, value)
    }

    /// The number with its unit.
    pub(super) fn long(&self, lang: Lang, value: f64) -> String {
        let number = self.short(lang, value);
        if self.unit.is_empty() {
            number
        } else {
            format!("{number}\u{a0}{}", self.unit)
        }
    }

    /// “between +37 and +42”.
    pub(super) fn between(&self, lang: Lang, interval: Interval) -> String {
        number::range(lang, interval.low, interval.high, |value| self.short(lang, value))
    }

    /// A reading in words: value, interval and n, or why there is none.
    pub(super) fn reading(&self, lang: Lang, reading: Reading) -> String {
        match reading.checked() {
            Reading::Measured { value, interval, n } => {
                let mut parts = vec![self.long(lang, value)];
                parts.extend(interval.map(|interval| self.between(lang, interval)));
                parts.extend(n.map(|n| number::n(lang, n)));
                parts.join(", ")
            }
            Reading::Hypothesis { value } => format!("{} ({})", self.long(lang, value), words::hypothesis(lang)),
            Reading::Suppressed => words::suppressed(lang).to_owned(),
            Reading::TooClose => words::too_close(lang).to_owned(),
            Reading::Missing => words::no_data(lang).to_owned(),
        }
    }

    /// The cells value, interval and n of a table.
    pub(super) fn cells(&self, lang: Lang, reading: Reading) -> [String; 3] {
        let dash = || "–".to_owned();
        match reading.checked() {
            Reading::Measured { value, interval, n } => [
                self.long(lang, value),
                interval.map_or_else(dash, |i| {
                    words::range(lang, &self.short(lang, i.low), &self.short(lang, i.high))
                }),
                n.map_or_else(dash, |n| words::count(lang, n)),
            ],
            other => [self.reading(lang, other), dash(), dash()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_no_number_is_missing() {
        let reading = Reading::Measured {
            value: f64::NAN,
            interval: None,
            n: Some(3),
        };
        assert_eq!(reading.checked(), Reading::Missing);
        let reading = Reading::measured(1.0, f64::NEG_INFINITY, 2.0, 3);
        assert_eq!(reading.interval(), None);
    }

    #[test]
    fn bounds_in_the_wrong_order_are_put_right() {
        assert_eq!(
            Reading::measured(1.0, 2.0, 0.0, 3).interval(),
            Some(Interval { low: 0.0, high: 2.0 })
        );
    }

    #[test]
    fn a_reading_says_all_it_knows() {
        let words = Format::points().reading(Lang::En, Reading::measured(12.3, 8.0, 16.0, 1234));
        assert_eq!(words, "+12, between +8 and +16, n\u{a0}=\u{a0}1,234");
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(Format::plain(2).tick(Lang::En, 2.0, 1.0), "2");
        assert_eq!(Format::plain(0).tick(Lang::En, 2.5, 0.5), "2.5");
    }
}
