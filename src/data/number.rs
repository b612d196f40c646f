//! Numbers as survey tools write them: decimal point or comma, whole scores with a fraction of zeros.

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// `.`
    #[default]
    Point,
    /// `,`
    Comma,
}

impl DecimalMark {
    /// The mark written in YAML.
    pub fn from_word(word: &str) -> Option<DecimalMark> {
        match word {
            "." => Some(DecimalMark::Point),
            "," => Some(DecimalMark::Comma),
            _ => None,
        }
    }

    /// `text` as a finite number. The other mark is refused: under a comma, `1.234` may be a thousand.
    pub fn number(self, text: &str) -> Option<f64> {
        let text = text.trim();
        let plain = |text: &str| {
            let characters = text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E'));
            let number: f64 = characters.then(|| text.parse().ok())??;
            number.is_finite().then_some(number)
        };
        match self {
            DecimalMark::Point => plain(text),
            DecimalMark::Comma if text.contains('.') => None,
            DecimalMark::Comma => plain(&text.replacen(',', ".", 1)),
        }
    }
}

/// `text` as a whole number; one or two decimals are allowed if they are zeros, after a point or a comma: tools that
/// went through a spreadsheet write `4.0` or `4,00` for 4.
pub fn whole(text: &str) -> Option<i32> {
    let text = text.trim();
    let text = match text.split_once(['.', ',']) {
        Some((before, "0" | "00")) => before,
        Some(_) => return None,
        None => text,
    };
    text.parse().ok()
}

/// Whether `text`, as it stands in the file, is the value that the project writes as `code`: the same characters, or
/// the same but for a fraction of zeros that a spreadsheet added. `01` is not `1`.
pub fn same_code(code: &str, text: &str) -> bool {
    let (code, text) = (code.trim(), text.trim());
    if code == text {
        return true;
    }
    match text.split_once(['.', ',']) {
        Some((before, "0" | "00")) => {
            before == code && !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_reads_its_own_decimals_only() {
        assert_eq!(DecimalMark::Point.number(" 0.95 "), Some(0.95));
        assert_eq!(DecimalMark::Point.number("-1.5e-3"), Some(-0.0015));
        assert_eq!(DecimalMark::Point.number("0,95"), None);
        assert_eq!(DecimalMark::Comma.number("0,95"), Some(0.95));
        assert_eq!(DecimalMark::Comma.number("1.234"), None);
        assert_eq!(DecimalMark::Comma.number("1,2,3"), None);
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["", "inf", "NaN", "1e999", "abc", "1 000", "e"] {
            assert_eq!(DecimalMark::Point.number(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_compared_as_they_are_written() {
        assert!(same_code("11", " 11 "));
        assert!(same_code("11", "11.0"));
        assert!(same_code("NSP", "NSP"));
        assert!(!same_code("1", "01"));
        assert!(!same_code("1", "1.5"));
        assert!(!same_code("nsp", "NSP"));
    }

    #[test]
    fn a_score_may_carry_a_fraction_of_zeros() {
        for (text, score) in [
            ("4", 4),
            ("4.0", 4),
            ("4,00", 4),
            (" 10\u{a0}", 10),
            ("-2", -2),
            ("+3", 3),
        ] {
            assert_eq!(whole(text), Some(score), "{text}");
        }
        for text in ["4.5", "4,5", "1,000", "four", "", "4.0.0"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
