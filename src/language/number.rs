//! Numbers as people of each language write them. Rounds decimally and only here: nothing upstream of a page rounds.
//!
//! A figure is rounded on its shortest decimal form (the digits a person would read in `audit.json`), half away
//! from zero, so that 2.675 becomes 2.68 although the nearest double lies a hair below. The minus is U+2212 and a
//! zero never has a sign.

use super::Lang;

/// Narrow no-break space: thousands in French, and what French sets before `%` and high punctuation.
pub const NARROW_SPACE: char = '\u{202f}';
/// No-break space.
pub const NO_BREAK_SPACE: char = '\u{a0}';
/// The minus sign, which is not a hyphen.
pub const MINUS: char = '\u{2212}';
/// What stands for a figure that does not exist (not a number, or infinite).
const ABSENT: &str = "–";

/// `value` with exactly `decimals` digits after the decimal mark: `1 234,5` in French, `1,234.5` in English.
pub fn number(lang: Lang, value: f64, decimals: usize) -> String {
    match Rounded::of(value, 0, decimals) {
        Some(rounded) => rounded.write(lang, false),
        None => ABSENT.to_owned(),
    }
}

/// Like [`number`], with a plus before what is above zero: `+12`, `−7`, `0`. For an NPS and for differences.
pub fn signed(lang: Lang, value: f64, decimals: usize) -> String {
    match Rounded::of(value, 0, decimals) {
        Some(rounded) => rounded.write(lang, true),
        None => ABSENT.to_owned(),
    }
}

/// A share from 0 to 1 as a percentage: `54 %` in French (narrow no-break space), `54%` in English.
pub fn percent(lang: Lang, share: f64, decimals: usize) -> String {
    match Rounded::of(share, 2, decimals) {
        Some(rounded) => with_percent_sign(lang, &rounded.write(lang, false)),
        None => ABSENT.to_owned(),
    }
}

/// A difference between two shares in percentage points, signed and without a unit: `+4`, `−2,5`.
pub fn percentage_points(lang: Lang, difference: f64, decimals: usize) -> String {
    match Rounded::of(difference, 2, decimals) {
        Some(rounded) => rounded.write(lang, true),
        None => ABSENT.to_owned(),
    }
}

/// A whole number: `4 212` in French, `4,212` in English.
pub fn integer(lang: Lang, value: i64) -> String {
    let rounded = Rounded {
        negative: value < 0,
        whole: value.unsigned_abs().to_string(),
        fraction: String::new(),
    };
    rounded.write(lang, false)
}

/// The number of answers behind a figure: `n = 4 212`, which no line break parts.
pub fn n(lang: Lang, count: u64) -> String {
    let rounded = Rounded {
        negative: false,
        whole: count.to_string(),
        fraction: String::new(),
    };
    format!("n{NO_BREAK_SPACE}={NO_BREAK_SPACE}{}", rounded.write(lang, false))
}

/// An interval in words: `entre +15 et +21`, `between +15 and +21`. `show` writes each end.
pub fn range(lang: Lang, low: f64, high: f64, show: impl Fn(f64) -> String) -> String {
    let (low, high) = (show(low), show(high));
    match lang {
        Lang::Fr => format!("entre {low} et {high}"),
        Lang::En => format!("between {low} and {high}"),
    }
}

/// `value` rounded as [`number`] shows it; `None` if it is not finite.
pub(super) fn rounded(value: f64, decimals: usize) -> Option<f64> {
    let rounded = Rounded::of(value, 0, decimals)?;
    let sign = if rounded.negative { "-" } else { "" };
    format!("{sign}{}.{}", rounded.whole, rounded.fraction).parse().ok()
}

fn with_percent_sign(lang: Lang, figure: &str) -> String {
    match lang {
        Lang::Fr => format!("{figure}{NARROW_SPACE}%"),
        Lang::En => format!("{figure}%"),
    }
}

/// A decimal number, rounded: digits only, so that nothing can be rounded twice.
struct Rounded {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Rounded {
    /// `value` × 10^`shift`, rounded to `decimals` digits; `None` if it is not finite. The shift moves the decimal
    /// mark instead of multiplying: 0.145 × 100 is 14.499999999999998 in doubles.
    fn of(value: f64, shift: usize, decimals: usize) -> Option<Rounded> {
        if !value.is_finite() {
            return None;
        }
        // `Display` of a double is its shortest decimal form and never has an exponent.
        let shortest = value.abs().to_string();
        let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
        let mark = whole.len() + shift;
        let end = mark + decimals;
        let up = digits.get(end).is_some_and(|next| *next >= 5);
        digits.resize(end, 0);
        if up {
            increment(&mut digits);
        }
        // A carry makes the number one digit longer, before the mark.
        let mark = digits.len() - decimals;
        let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let (whole, fraction) = text.split_at(mark);
        let whole = whole.trim_start_matches('0');
        Some(Rounded {
            negative: value.is_sign_negative() && digits.iter().any(|digit| *digit != 0),
            whole: if whole.is_empty() {
                "0".to_owned()
            } else {
                whole.to_owned()
            },
            fraction: fraction.to_owned(),
        })
    }

    fn is_zero(&self) -> bool {
        self.whole == "0" && self.fraction.bytes().all(|digit| digit == b'0')
    }

    fn write(&self, lang: Lang, plus: bool) -> String {
        let (thousands, decimal) = match lang {
            Lang::Fr => (NARROW_SPACE, ','),
            Lang::En => (',', '.'),
        };
        let mut out = String::new();
        if self.negative {
            out.push(MINUS);
        } else if plus && !self.is_zero() {
            out.push('+');
        }
        for (index, digit) in self.whole.chars().enumerate() {
            if index > 0 && (self.whole.len() - index).is_multiple_of(3) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if !self.fraction.is_empty() {
            out.push(decimal);
            out.push_str(&self.fraction);
        }
        out
    }
}

/// Adds one to the last digit, with carry.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_marks() {
        assert_eq!(number(Lang::Fr, 1_234_567.891, 2), "1\u{202f}234\u{202f}567,89");
        assert_eq!(number(Lang::En, 1_234_567.891, 2), "1,234,567.89");
        assert_eq!(number(Lang::Fr, -12.5, 1), "\u{2212}12,5");
        assert_eq!(number(Lang::En, 999.0, 0), "999");
        assert_eq!(integer(Lang::Fr, -4212), "\u{2212}4\u{202f}212");
        assert_eq!(integer(Lang::En, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
    }

    #[test]
    fn rounding_is_half_away_from_zero_on_the_decimal_digits() {
        for (value, decimals, expected) in [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (-2.5, 0, "\u{2212}3"),
            (2.675, 2, "2.68"),
            (1.005, 2, "1.01"),
            (9.995, 2, "10.00"),
            (99.95, 1, "100.0"),
            (0.049_999, 1, "0.0"),
            (1e21, 0, "1,000,000,000,000,000,000,000"),
            (5e-324, 3, "0.000"),
        ] {
            assert_eq!(number(Lang::En, value, decimals), expected, "{value} to {decimals}");
        }
    }

    #[test]
    fn a_zero_has_no_sign() {
        assert_eq!(number(Lang::En, -0.0, 0), "0");
        assert_eq!(number(Lang::En, -0.04, 1), "0.0");
        assert_eq!(signed(Lang::Fr, -0.4, 0), "0");
        assert_eq!(signed(Lang::Fr, 0.04, 1), "0,0");
        assert_eq!(percent(Lang::En, -0.001, 0), "0%");
    }

    #[test]
    fn an_nps_is_signed() {
        assert_eq!(signed(Lang::Fr, 12.0, 0), "+12");
        assert_eq!(signed(Lang::Fr, -7.0, 0), "\u{2212}7");
        assert_eq!(signed(Lang::En, 39.839_766_933_721_78, 1), "+39.8");
    }

    #[test]
    fn a_percentage_moves_the_mark_instead_of_multiplying() {
        assert_eq!(percent(Lang::Fr, 0.145, 0), "15\u{202f}%");
        assert_eq!(percent(Lang::En, 0.285, 0), "29%");
        assert_eq!(percent(Lang::Fr, 0.691_588_785, 1), "69,2\u{202f}%");
        assert_eq!(percent(Lang::En, 1.0, 0), "100%");
        assert_eq!(percent(Lang::En, 0.07, 1), "7.0%");
        assert_eq!(percentage_points(Lang::Fr, -0.025, 1), "\u{2212}2,5");
    }

    #[test]
    fn intervals_and_counts_in_words() {
        assert_eq!(
            range(Lang::En, 15.2, 21.4, |v| signed(Lang::En, v, 0)),
            "between +15 and +21"
        );
        assert_eq!(
            range(Lang::Fr, 15.2, 21.4, |v| signed(Lang::Fr, v, 0)),
            "entre +15 et +21"
        );
        assert_eq!(n(Lang::Fr, 4212), "n\u{a0}=\u{a0}4\u{202f}212");
        assert_eq!(n(Lang::En, 4212), "n\u{a0}=\u{a0}4,212");
    }

    #[test]
    fn what_is_no_number_is_a_dash() {
        assert_eq!(number(Lang::Fr, f64::NAN, 1), "–");
        assert_eq!(percent(Lang::En, f64::INFINITY, 1), "–");
    }
}
