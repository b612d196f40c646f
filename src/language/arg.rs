//! The values that go into messages. A finding carries them unrounded; they become words only in a language.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lang, date, number};

/// The values of one message, by the name its pattern uses.
pub type Args = BTreeMap<String, Arg>;

/// One value of a message, with how it is to be shown. `decimals` counts digits after the decimal mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Arg {
    /// Words that stay as they are: a name, a path, a quotation.
    Text(String),
    /// Words that exist in both languages, such as the title of a stage.
    Words(super::Text),
    /// A whole number of things.
    Count(i64),
    /// A plain figure.
    Number {
        /// The figure, unrounded.
        value: f64,
        /// Digits shown after the decimal mark.
        #[serde(default)]
        decimals: u8,
    },
    /// A share, shown as a percentage.
    Percent {
        /// The share from 0 to 1, unrounded.
        share: f64,
        /// Digits shown after the decimal mark.
        #[serde(default)]
        decimals: u8,
    },
    /// Points of a signed scale such as the NPS, or a difference: `+12`, `−7`.
    Points {
        /// The points, unrounded.
        value: f64,
        /// Digits shown after the decimal mark.
        #[serde(default)]
        decimals: u8,
    },
    /// An interval, shown as “between … and …”.
    Between {
        /// Lower end, unrounded.
        low: f64,
        /// Upper end, unrounded.
        high: f64,
        /// Digits shown after the decimal mark.
        #[serde(default)]
        decimals: u8,
        /// How both ends are written.
        show: Show,
    },
    /// A day.
    Date(#[schemars(with = "String")] Date),
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// As a plain figure.
    Number,
    /// As a percentage, from a share between 0 and 1.
    Percent,
    /// With its sign.
    Points,
}

impl Show {
    /// `value` written this way.
    pub fn write(self, lang: Lang, value: f64, decimals: usize) -> String {
        match self {
            Show::Number => number::number(lang, value, decimals),
            Show::Percent => number::percent(lang, value, decimals),
            Show::Points => number::signed(lang, value, decimals),
        }
    }
}

impl Arg {
    /// The value as a page of `lang` shows it.
    pub fn write(&self, lang: Lang) -> String {
        match self {
            Arg::Text(words) => words.clone(),
            Arg::Words(words) => words.get(lang).to_owned(),
            Arg::Count(count) => number::integer(lang, *count),
            Arg::Number { value, decimals } => number::number(lang, *value, (*decimals).into()),
            Arg::Percent { share, decimals } => number::percent(lang, *share, (*decimals).into()),
            Arg::Points { value, decimals } => number::signed(lang, *value, (*decimals).into()),
            Arg::Between {
                low,
                high,
                decimals,
                show,
            } => number::range(lang, *low, *high, |end| show.write(lang, end, (*decimals).into())),
            Arg::Date(day) => date::long(lang, *day),
        }
    }
}

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Arg::Text(words.to_owned())
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Arg::Text(words)
    }
}

impl From<super::Text> for Arg {
    fn from(words: super::Text) -> Self {
        Arg::Words(words)
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Arg::Count(count)
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Arg::Date(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_json_unrounded() {
        let args = Args::from([
            (
                "share".to_owned(),
                Arg::Percent {
                    share: 0.541_234_567,
                    decimals: 0,
                },
            ),
            ("day".to_owned(), Arg::Date(jiff::civil::date(2026, 10, 31))),
        ]);
        let json = serde_json::to_string(&args).unwrap();
        assert_eq!(
            json,
            r#"{"day":{"date":"2026-10-31"},"share":{"percent":{"share":0.541234567,"decimals":0}}}"#
        );
        assert_eq!(serde_json::from_str::<Args>(&json).unwrap(), args);
    }

    #[test]
    fn an_interval_reads_as_words() {
        let arg = Arg::Between {
            low: -1.6,
            high: 21.3,
            decimals: 0,
            show: Show::Points,
        };
        assert_eq!(arg.write(Lang::Fr), "entre \u{2212}2 et +21");
        assert_eq!(arg.write(Lang::En), "between \u{2212}2 and +21");
    }
}
