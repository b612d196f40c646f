//! Dates as survey tools write them.

use jiff::civil::Date;

/// In which order a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-10-31.
    Iso,
    /// 31/10/2026.
    Dmy,
    /// 10/31/2026.
    Mdy,
}

impl DateOrder {
    /// The order of a word in YAML.
    pub fn from_word(word: &str) -> Option<DateOrder> {
        match word {
            "iso" => Some(DateOrder::Iso),
            "dmy" => Some(DateOrder::Dmy),
            "mdy" => Some(DateOrder::Mdy),
            _ => None,
        }
    }

    /// The day that `text` names; a time behind it, after a space or a `T`, is left alone. A date that begins with
    /// four digits is read as ISO in every order; a year of two digits is one of this century.
    pub fn date(self, text: &str) -> Option<Date> {
        let text = text.trim();
        let day = text.split([' ', 'T', '\u{a0}', '\u{202f}']).next()?;
        let mut parts = day.split(['-', '/', '.']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (year, month, day) = match self {
            _ if first.len() == 4 => (first, second, third),
            DateOrder::Iso => return None,
            DateOrder::Dmy => (third, second, first),
            DateOrder::Mdy => (third, first, second),
        };
        let number = |text: &str, longest: usize| -> Option<i16> {
            (text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
        };
        let year = match year.len() {
            4 => number(year, 4)?,
            2 => 2000 + number(year, 2)?,
            _ => return None,
        };
        Date::new(year, number(month, 2)? as i8, number(day, 2)? as i8).ok()
    }
}

/// Whether `text` is a date whose order has to be declared.
pub fn is_ambiguous(text: &str) -> bool {
    DateOrder::Iso.date(text).is_none() && (DateOrder::Dmy.date(text).is_some() || DateOrder::Mdy.date(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_order_decides_what_is_the_month() {
        assert_eq!(DateOrder::Iso.date("2026-03-04"), Some(date(2026, 3, 4)));
        assert_eq!(DateOrder::Dmy.date("03/04/2026"), Some(date(2026, 4, 3)));
        assert_eq!(DateOrder::Mdy.date("03/04/2026"), Some(date(2026, 3, 4)));
        assert_eq!(DateOrder::Dmy.date("3.4.26"), Some(date(2026, 4, 3)));
        assert_eq!(DateOrder::Dmy.date("2026-03-04"), Some(date(2026, 3, 4)));
    }

    #[test]
    fn times_behind_the_day_are_left_alone() {
        assert_eq!(DateOrder::Iso.date("2026-03-04T10:00:00Z"), Some(date(2026, 3, 4)));
        assert_eq!(DateOrder::Mdy.date("12/31/1899 09:30:00 AM"), Some(date(1899, 12, 31)));
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in [
            "31/02/2026",
            "00/01/2026",
            "1/2",
            "1/2/3/4",
            "31/10/026",
            "hier",
            "",
            "45211",
            "+1/2/2026",
        ] {
            assert_eq!(DateOrder::Dmy.date(text), None, "{text}");
        }
        assert_eq!(DateOrder::Mdy.date("31/10/2026"), None);
    }

    #[test]
    fn only_dates_that_do_not_begin_with_the_year_are_ambiguous() {
        assert!(is_ambiguous("03/04/2026"));
        assert!(is_ambiguous("31/10/2026"));
        assert!(!is_ambiguous("2026-03-04"));
        assert!(!is_ambiguous("n/a"));
    }
}
