//! The date of a row and the period it falls into.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::memo::Memo;
use super::raw::{RawDates, widest};
use crate::data::{DateOrder, is_ambiguous};
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

/// What a date field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateField {
    Day(Date, u32),
    Blank,
    Ambiguous,
    Unreadable,
}

/// Reads the column of dates.
pub(super) struct DateReader<'p> {
    declared: &'p DateColumn,
    column: usize,
    order: Option<DateOrder>,
    cut: Cut<'p>,
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
    pub(super) fn new(declared: &'p DateColumn, column: usize, order: Option<DateOrder>, cut: Cut<'p>) -> Self {
        DateReader {
            declared,
            column,
            order,
            cut,
            memo: Memo::new(),
            periods: Periods::default(),
            found: RawDates::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The code of the period that `field` falls into, 0 for none.
    pub(super) fn read(&mut self, field: &[u8], line: u64) -> u32 {
        // Without its time a date is one of few.
        let field = field.trim_ascii();
        let end = field
            .iter()
            .position(|byte| matches!(byte, b' ' | b'T'))
            .unwrap_or(field.len());
        let (order, cut, periods) = (self.order, self.cut, &mut self.periods);
        let read = self.memo.get(&field[..end], |text| {
            if text.is_empty() {
                return DateField::Blank;
            }
            match order.unwrap_or(DateOrder::Iso).date(text) {
                Some(day) => DateField::Day(day, periods.code(cut, day)),
                None if order.is_none() && is_ambiguous(text) => DateField::Ambiguous,
                None => DateField::Unreadable,
            }
        });
        match read {
            DateField::Day(day, period) => {
                self.found.range = widest(self.found.range, Some([day, day]));
                return period;
            }
            DateField::Blank => {}
            DateField::Ambiguous => self.found.ambiguous.at(line),
            DateField::Unreadable => self.found.unreadable.at(line),
        }
        0
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
        ]
        .into_iter()
        .flatten()
        .map(|problem| problem.related(column.place(), here.clone()))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;
    use jiff::civil::date;

    fn declared() -> DateColumn {
        typed("s.yaml", "{column: date}", &mut Problems::new()).unwrap()
    }

    #[test]
    fn months_and_quarters_come_in_the_order_of_time() {
        let declared = declared();
        for (cut, ids) in [
            (Cut::Month, &["2025-12", "2026-03", "2026-04"][..]),
            (Cut::Quarter, &["2025-Q4", "2026-Q1", "2026-Q2"]),
            (Cut::Year, &["2025", "2026"]),
        ] {
            let mut reader = DateReader::new(&declared, 0, Some(DateOrder::Dmy), cut);
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
        let mut reader = DateReader::new(&declared, 0, None, Cut::Month);
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
