//! Numbers in the reader's language.

use crate::language::Lang;

/// `value` with `decimals` digits, grouped by thousands.
pub(super) fn number(lang: Lang, value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (group, point) = match lang {
        Lang::Fr => ('\u{202f}', ','),
        Lang::En => (',', '.'),
    };
    let mut out = String::new();
    if value < 0.0 && text.contains(|c: char| c.is_ascii_digit() && c != '0') {
        out.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// The same with a plus sign before what is above zero.
pub(super) fn signed(lang: Lang, value: f64, decimals: usize) -> String {
    let text = number(lang, value, decimals);
    let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// Per cent, from 0 to 100.
pub(super) fn percent(lang: Lang, value: f64, decimals: usize) -> String {
    let text = number(lang, value, decimals);
    match lang {
        Lang::Fr => format!("{text}\u{202f}%"),
        Lang::En => format!("{text}%"),
    }
}

/// A count.
pub(super) fn integer(lang: Lang, value: u64) -> String {
    number(lang, value as f64, 0)
}
