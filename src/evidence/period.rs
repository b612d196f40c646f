//! The date of a row and the period it falls into.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::memo::Memo;
use super::pass::Reading;
use super::raw::{RawDates, widest};
use crate::data::{DateOrder, Row, is_ambiguous, rows};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, date, quote};
use crate::project::{DateColumn, WavePeriod};

/// How dates are put into periods.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cut<'p> {
    /// There are no periods of dates.
    None,
    Month,
    Quarter,
    Year,
    Between(&'p [WavePeriod]),
}

/// The length of `2026-12-31`.
const DAY: usize = 10;

/// What a date field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateField {
    Day {
        period: u32,
        /// Whether the other order of day and month gives another day.
        either: bool,
        future: bool,
    },
    Blank,
    Ambiguous,
    /// A date in the other order of day and month only.
    OtherOrder,
    Unreadable,
}

/// Reads the column of dates.
pub(super) struct DateReader<'p> {
    declared: &'p DateColumn,
    column: usize,
    order: Option<DateOrder>,
    cut: Cut<'p>,
    as_of: Option<Date>,
    memo: Memo<DateField>,
    periods: Periods,
    /// All but the periods, which stay with their codes while rows are read.
    found: RawDates,
}

/// The periods met so far; code 0 is none.
#[derive(Default)]
struct Periods {
    codes: BTreeMap<String, u32>,
    /// The id of each period and what pages call it, by code.
    found: Vec<(String, Text)>,
}

impl Periods {
    fn code(&mut self, cut: Cut<'_>, day: Date) -> u32 {
        let id = match cut {
            Cut::None => return 0,
            Cut::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Cut::Quarter => format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3),
            Cut::Year => format!("{:04}", day.year()),
            Cut::Between(periods) => {
                match periods
                    .iter()
                    .find(|period| (period.from.0..=period.to.0).contains(&day))
                {
                    Some(period) => period.id.value.clone(),
                    None => return 0,
                }
            }
        };
        if let Some(code) = self.codes.get(&id) {
            return *code;
        }
        let title = match cut {
            Cut::Month => Text::new(date::month(Lang::En, day), date::month(Lang::Fr, day)),
            Cut::Quarter => Text::new(date::quarter(Lang::En, day), date::quarter(Lang::Fr, day)),
            _ => Text::same(&id),
        };
        self.found.push((id.clone(), title));
        let code = self.found.len() as u32;
        self.codes.insert(id, code);
        code
    }
}

impl<'p> DateReader<'p> {
    pub(super) fn new(declared: &'p DateColumn, column: usize, reading: Reading<'p>) -> Self {
        DateReader {
            declared,
            column,
            order: reading.order,
            cut: reading.cut,
            as_of: reading.as_of,
            memo: Memo::new(),
            periods: Periods::default(),
            found: RawDates::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The code of the period that the date of a row falls into, 0 for none.
    #[inline]
    pub(super) fn read(&mut self, row: &(impl Row + ?Sized), line: u64) -> u32 {
        let known = row.short(self.column).and_then(|short| self.memo.known(short));
        let read = known.unwrap_or_else(|| self.meet(row.field(self.column)));
        match read {
            DateField::Day { period, either, future } => {
                self.found.either += u64::from(either);
                if future {
                    self.found.future.at(line);
                }
                return period;
            }
            DateField::OtherOrder => self.found.other_order.at(line),
            DateField::Blank => {}
            DateField::Ambiguous => self.found.ambiguous.at(line),
            DateField::Unreadable => self.found.unreadable.at(line),
        }
        0
    }

    /// What a date that is not known says. Every day is met here once at least.
    #[cold]
    fn meet(&mut self, field: &[u8]) -> DateField {
        // Without its time a date is one of few; one that is short has none.
        let field = if field.len() <= DAY { field } else { day_of(field) };
        let (order, cut, as_of, periods) = (self.order, self.cut, self.as_of, &mut self.periods);
        let range = &mut self.found.range;
        self.memo.get(field, 0, |text| {
            if text.is_empty() {
                return DateField::Blank;
            }
            match order.unwrap_or(DateOrder::Iso).date(text) {
                Some(day) => {
                    *range = widest(*range, Some([day, day]));
                    DateField::Day {
                        period: periods.code(cut, day),
                        either: other(order, text).is_some_and(|other| other != day),
                        future: as_of.is_some_and(|as_of| day > as_of),
                    }
                }
                None if order.is_none() && is_ambiguous(text) => DateField::Ambiguous,
                None if other(order, text).is_some() => DateField::OtherOrder,
                None => DateField::Unreadable,
            }
        })
    }

    /// What was found so far.
    pub(super) fn found(&self) -> RawDates {
        RawDates {
            periods: self.periods.found.iter().cloned().collect(),
            ..self.found.clone()
        }
    }

    /// The id of the period of a code.
    pub(super) fn id(&self, code: u32) -> Option<&str> {
        let place = (code as usize).checked_sub(1)?;
        self.periods.found.get(place).map(|(id, _)| id.as_str())
    }

    /// The periods in the order of time, with what pages call them; named ones also where they hold no row.
    pub(super) fn values(&self, found: &RawDates) -> Vec<(String, Text)> {
        if let Cut::Between(periods) = self.cut {
            let mut sorted: Vec<&WavePeriod> = periods.iter().collect();
            sorted.sort_by_key(|period| (period.from, period.to));
            return sorted
                .into_iter()
                .map(|period| {
                    let id = period.id.value.clone();
                    let title = if period.title.is_empty() {
                        Text::same(&id)
                    } else {
                        period.title.clone()
                    };
                    (id, title)
                })
                .collect();
        }
        // Ids of months, quarters and years sort by time.
        found.periods.clone().into_iter().collect()
    }

    /// The problem with dates after the day the audit speaks of.
    fn future(&self, found: &RawDates) -> Problem {
        let rows = found.future.rows();
        let name = &self.declared.column.value;
        let day = |lang| self.as_of.map(|day| date::long(lang, day)).unwrap_or_default();
        Problem::warning(
            "data/future-date",
            Text::prose(
                format!(
                    "{} with a date in {} after {}",
                    rows.get(Lang::En),
                    quote(Lang::En, name),
                    day(Lang::En)
                ),
                format!(
                    "{} avec dans {} une date postérieure au {}",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, name),
                    day(Lang::Fr)
                ),
            ),
        )
        .why(Text::prose(
            "That is the day the audit speaks of: nobody can have answered later. The rows are counted all the same.",
            "C'est le jour dont parle l'audit : personne n'a pu répondre plus tard. Les lignes sont comptées malgré tout.",
        ))
        .help(Text::prose(
            "Check the order of day and month (`format:`) and the clock of the survey tool, or set `as_of:` later.",
            "Vérifiez l'ordre du jour et du mois (`format:`) et l'horloge de l'outil d'enquête, ou repoussez `as_of:`.",
        ))
    }

    /// What went wrong.
    pub(super) fn problems(&self, found: &RawDates, path: &str) -> Vec<Problem> {
        let column = &self.declared.column;
        let name = &column.value;
        let here = Text::prose("the column of dates", "la colonne des dates");
        let why = Text::prose(
            "Rows without a date belong to no period.",
            "Sans date, une ligne n'appartient à aucune période.",
        );
        let rows = found.ambiguous.rows();
        let ambiguous = Problem::error(
            "data/ambiguous-date",
            Text::prose(
                format!(
                    "{} with a date that has two readings in {}",
                    rows.get(Lang::En),
                    quote(Lang::En, name)
                ),
                format!(
                    "{} avec une date à double lecture dans {}",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, name)
                ),
            ),
        )
        .why(Text::prose(
            "03/04/2026 is the 3rd of April or the 4th of March, depending on who wrote it.",
            "03/04/2026 est le 3 avril ou le 4 mars, selon qui l'a écrit.",
        ))
        .help(Text::prose(
            "Say which: `format: dmy` or `format: mdy` beside the column.",
            "Précisez-le : `format: dmy` ou `format: mdy` à côté de la colonne.",
        ));
        let rows = found.unreadable.rows();
        let unreadable = Problem::warning(
            "data/bad-date",
            Text::prose(
                format!(
                    "{} with no date that can be read in {}",
                    rows.get(Lang::En),
                    quote(Lang::En, name)
                ),
                format!(
                    "{} sans date lisible dans {}",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, name)
                ),
            ),
        )
        .why(why)
        .help(Text::prose(
            "Check the `format:` of the column (iso, dmy or mdy); a blank is fine where the date is unknown.",
            "Vérifiez le `format:` de la colonne (iso, dmy ou mdy) ; laissez vide si la date est inconnue.",
        ));
        [
            found.ambiguous.problem(path, ambiguous),
            found.unreadable.problem(path, unreadable),
            found.other_order.problem(path, mixed(found, name)),
            found.future.problem(path, self.future(found)),
        ]
        .into_iter()
        .flatten()
        .map(|problem| problem.related(column.place(), here.clone()))
        .collect()
    }
}

/// The day that `text` names in the other order of day and month than the one declared.
fn other(order: Option<DateOrder>, text: &str) -> Option<Date> {
    match order? {
        DateOrder::Iso => None,
        DateOrder::Dmy => DateOrder::Mdy.date(text),
        DateOrder::Mdy => DateOrder::Dmy.date(text),
    }
}

/// The problem with dates in two orders.
fn mixed(found: &RawDates, name: &str) -> Problem {
    let (rows, either) = (found.other_order.rows(), rows(found.either));
    Problem::warning(
        "data/mixed-date-orders",
        Text::prose(
            format!(
                "{} with a date in {} that only makes sense with day and month the other way round",
                rows.get(Lang::En),
                quote(Lang::En, name)
            ),
            format!(
                "{} avec dans {} une date qui n'a de sens qu'avec le jour et le mois inversés",
                rows.get(Lang::Fr),
                quote(Lang::Fr, name)
            ),
        ),
    )
    .why(Text::prose(
        format!(
            "The column mixes two orders. These rows belong to no period; {} more could be read either way and {} read \
             as declared, some of them wrongly.",
            either.get(Lang::En),
            if found.either == 1 { "is" } else { "are" }
        ),
        format!(
            "La colonne mélange deux ordres. Ces lignes n'appartiennent à aucune période ; {} de plus {} dans les deux \
             sens et {} comme déclaré, parfois à tort.",
            either.get(Lang::Fr),
            if found.either > 1 {
                "pourraient se lire"
            } else {
                "pourrait se lire"
            },
            if found.either > 1 { "sont lues" } else { "est lue" }
        ),
    ))
    .help(Text::prose(
        "Export the dates again in one order, ISO best (2026-10-31); do not compare periods until then.",
        "Exportez les dates de nouveau dans un seul ordre, de préférence ISO (2026-10-31) ; d'ici là, ne comparez pas \
         les périodes.",
    ))
}

/// The field up to its time, without spaces around.
fn day_of(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    let end = field.iter().position(|byte| matches!(byte, b' ' | b'T'));
    &field[..end.unwrap_or(field.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DecimalMark;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;
    use jiff::civil::date;

    fn declared() -> DateColumn {
        typed("s.yaml", "{column: date}", &mut Problems::new()).unwrap()
    }

    fn reading(order: Option<DateOrder>, cut: Cut<'_>) -> Reading<'_> {
        Reading {
            decimal: DecimalMark::Point,
            order,
            cut,
            as_of: Some(date(2026, 4, 30)),
            factors: None,
            dates: None,
            dictionaries: None,
        }
    }

    #[test]
    fn two_orders_in_one_column_and_days_to_come_are_told() {
        let declared = declared();
        let mut reader = DateReader::new(&declared, 0, reading(Some(DateOrder::Dmy), Cut::Month));
        for (line, field) in [
            (2, "31/03/2026"),
            (3, "03/31/2026"),
            (4, "02/03/2026"),
            (5, "03/03/2026"),
            (6, "01/05/2026"),
            (7, "2026-04-30"),
        ] {
            reader.read(field.as_bytes(), line);
        }
        let problems = reader.problems(&reader.found(), "d.csv");
        let told: Vec<(&str, String)> = problems
            .iter()
            .map(|problem| (problem.code, problem.place.as_ref().unwrap().to_string()))
            .collect();
        assert_eq!(
            told,
            [
                ("data/mixed-date-orders", "d.csv:3".to_owned()),
                ("data/future-date", "d.csv:6".to_owned())
            ]
        );
        // 02/03 and 01/05; 03/03 is the same day either way.
        assert!(
            problems[0].why.get(Lang::En).contains("2 rows more"),
            "{:?}",
            problems[0].why
        );
    }

    #[test]
    fn months_and_quarters_come_in_the_order_of_time() {
        let declared = declared();
        for (cut, ids) in [
            (Cut::Month, &["2025-12", "2026-03", "2026-04"][..]),
            (Cut::Quarter, &["2025-Q4", "2026-Q1", "2026-Q2"]),
            (Cut::Year, &["2025", "2026"]),
        ] {
            let mut reader = DateReader::new(&declared, 0, reading(Some(DateOrder::Dmy), cut));
            for field in ["30/04/2026", "01/03/2026 08:15", "31/12/2025", "15/03/2026"] {
                assert_ne!(reader.read(field.as_bytes(), 2), 0);
            }
            let found: Vec<String> = reader.values(&reader.found()).into_iter().map(|(id, _)| id).collect();
            assert_eq!(found, ids);
            assert_eq!(reader.found().range, Some([date(2025, 12, 31), date(2026, 4, 30)]));
        }
    }

    #[test]
    fn undeclared_orders_and_unreadable_dates_are_reported_with_their_lines() {
        let declared = declared();
        let mut reader = DateReader::new(&declared, 0, reading(None, Cut::Month));
        for (line, field) in [
            (2, "2026-03-01"),
            (3, "03/04/2026"),
            (4, "hier"),
            (5, ""),
            (6, "13/04/2026"),
        ] {
            reader.read(field.as_bytes(), line);
        }
        let problems = reader.problems(&reader.found(), "d.csv");
        let told: Vec<(&str, String, u64)> = problems
            .iter()
            .map(|problem| (problem.code, problem.place.as_ref().unwrap().to_string(), problem.count))
            .collect();
        assert_eq!(
            told,
            [
                ("data/ambiguous-date", "d.csv:3".to_owned(), 2),
                ("data/bad-date", "d.csv:4".to_owned(), 1)
            ]
        );
    }
}
