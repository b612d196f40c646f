//! Dates as people of each language write them. Reads no clock: a date is project data.

use jiff::civil::Date;

use super::Lang;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
// Abbreviations of the Imprimerie nationale: months of four letters or fewer are never cut.
const SHORT_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
];
const SHORT_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `31 octobre 2026`, `1er février 2026`; `31 October 2026`.
pub fn long(lang: Lang, date: Date) -> String {
    format!("{} {} {}", day(lang, date), month_name(lang, date), date.year())
}

/// `31 oct. 2026`; `31 Oct 2026`.
pub fn short(lang: Lang, date: Date) -> String {
    format!("{} {}", day(lang, date), month_short(lang, date))
}

/// `octobre 2026`; `October 2026`.
pub fn month(lang: Lang, date: Date) -> String {
    format!("{} {}", month_name(lang, date), date.year())
}

/// `oct. 2026`; `Oct 2026`. For an axis.
pub fn month_short(lang: Lang, date: Date) -> String {
    let names = match lang {
        Lang::Fr => &SHORT_FR,
        Lang::En => &SHORT_EN,
    };
    format!("{} {}", name_in(names, date), date.year())
}

/// `T4 2026`; `Q4 2026`.
pub fn quarter(lang: Lang, date: Date) -> String {
    let quarter = (date.month() + 2) / 3;
    match lang {
        Lang::Fr => format!("T{quarter} {}", date.year()),
        Lang::En => format!("Q{quarter} {}", date.year()),
    }
}

/// A span of days, both ends inside, saying month and year once where they are the same: `du 1er au
/// 31 octobre 2026`; `1 to 31 October 2026`.
pub fn span(lang: Lang, from: Date, to: Date) -> String {
    if from == to {
        return match lang {
            Lang::Fr => format!("le {}", long(lang, from)),
            Lang::En => long(lang, from),
        };
    }
    let start = if from.year() != to.year() {
        long(lang, from)
    } else if from.month() != to.month() {
        format!("{} {}", day(lang, from), month_name(lang, from))
    } else {
        day(lang, from)
    };
    match lang {
        Lang::Fr => format!("du {start} au {}", long(lang, to)),
        Lang::En => format!("{start} to {}", long(lang, to)),
    }
}

fn day(lang: Lang, date: Date) -> String {
    match (lang, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

fn month_name(lang: Lang, date: Date) -> &'static str {
    match lang {
        Lang::Fr => name_in(&MONTHS_FR, date),
        Lang::En => name_in(&MONTHS_EN, date),
    }
}

/// A month is 1 to 12 by the type's own invariant.
fn name_in(names: &[&'static str; 12], date: Date) -> &'static str {
    names
        .get((date.month() - 1).unsigned_abs() as usize)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_of_a_month_is_an_ordinal_in_french_only() {
        assert_eq!(long(Lang::Fr, date(2026, 2, 1)), "1er février 2026");
        assert_eq!(long(Lang::En, date(2026, 2, 1)), "1 February 2026");
        assert_eq!(long(Lang::Fr, date(2026, 10, 31)), "31 octobre 2026");
        assert_eq!(long(Lang::En, date(2026, 10, 31)), "31 October 2026");
    }

    #[test]
    fn short_forms() {
        assert_eq!(short(Lang::Fr, date(2026, 7, 14)), "14 juill. 2026");
        assert_eq!(short(Lang::En, date(2026, 7, 14)), "14 Jul 2026");
        assert_eq!(month(Lang::Fr, date(2026, 12, 3)), "décembre 2026");
        assert_eq!(month_short(Lang::Fr, date(2026, 10, 3)), "oct. 2026");
        assert_eq!(quarter(Lang::Fr, date(2026, 10, 1)), "T4 2026");
        assert_eq!(quarter(Lang::En, date(2026, 3, 31)), "Q1 2026");
    }

    #[test]
    fn a_span_says_month_and_year_once() {
        let (first, last) = (date(2026, 10, 1), date(2026, 10, 31));
        assert_eq!(span(Lang::Fr, first, last), "du 1er au 31 octobre 2026");
        assert_eq!(span(Lang::En, first, last), "1 to 31 October 2026");
        assert_eq!(
            span(Lang::Fr, date(2026, 9, 3), last),
            "du 3 septembre au 31 octobre 2026"
        );
        assert_eq!(
            span(Lang::En, date(2025, 12, 1), last),
            "1 December 2025 to 31 October 2026"
        );
        assert_eq!(span(Lang::Fr, first, first), "le 1er octobre 2026");
    }
}
