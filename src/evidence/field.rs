//! The fields of a row of a table: what stands in each column, and which tests it passes.

use jiff::civil::Date;

use super::memo::Memo;
use crate::data::{DateOrder, DecimalMark, Row, Trouble, is_ambiguous, same_code};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::manifest::{Code, Field, FieldType, Located};

/// Stands between the steps of rows that were put together.
pub(super) const BETWEEN_STEPS: char = '\u{1f}';

/// Flags as files write them.
const YES: [&str; 8] = ["1", "true", "yes", "y", "oui", "o", "vrai", "x"];
const NO: [&str; 7] = ["0", "false", "no", "n", "non", "faux", "-"];

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asked {
    OneOf(Vec<Code>),
    AtLeast(f64),
    AtMost(f64),
    Blank(bool),
    Before(Date),
    During(Date, Date),
    After(Date),
    Reached(Code),
}

/// Whether a field holds something that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Good,
    Blank,
    Bad,
}

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    pub(super) state: State,
    /// Of a number, or of a flag 1 or 0.
    pub(super) number: f64,
    /// The tests it passes, a bit each.
    holds: u64,
}

impl Said {
    /// Whether it passes a test.
    #[inline]
    pub(super) fn holds(self, test: usize) -> bool {
        self.holds >> test & 1 == 1
    }
}

/// Reads one field.
struct FieldReader {
    name: &'static str,
    kind: FieldType,
    column: Located<String>,
    at: usize,
    values: Vec<(String, f64)>,
    asked: Vec<Asked>,
    memo: Memo<Said>,
    bad: Trouble,
}

/// Reads the fields that measures look at.
pub(super) struct Fields {
    readers: Vec<FieldReader>,
    decimal: DecimalMark,
    order: Option<DateOrder>,
    said: Vec<Said>,
}

impl Fields {
    pub(super) fn new(decimal: DecimalMark, order: Option<DateOrder>) -> Self {
        Fields {
            readers: Vec::new(),
            decimal,
            order,
            said: Vec::new(),
        }
    }

    /// The place of a field that stands in the column `at`, and that of one more test of it.
    pub(super) fn place(
        &mut self,
        field: Field,
        column: Located<String>,
        values: Vec<(String, f64)>,
        at: usize,
    ) -> usize {
        if let Some(place) = self.readers.iter().position(|reader| reader.name == field.name) {
            return place;
        }
        self.readers.push(FieldReader {
            name: field.name,
            kind: field.kind,
            column,
            at,
            values,
            asked: Vec::new(),
            memo: Memo::new(),
            bad: Trouble::default(),
        });
        self.readers.len() - 1
    }

    /// The number of a test of the field at `place`; `None` where there are more than a row can remember.
    pub(super) fn ask(&mut self, place: usize, asked: Asked) -> Option<usize> {
        let known = &mut self.readers[place].asked;
        if let Some(test) = known.iter().position(|known| *known == asked) {
            return Some(test);
        }
        known.push(asked);
        (known.len() <= 64).then(|| known.len() - 1)
    }

    /// The mark of decimals and the order of dates.
    pub(super) fn marks(&self) -> (DecimalMark, Option<DateOrder>) {
        (self.decimal, self.order)
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.readers.iter().map(|reader| reader.at)
    }

    /// Reads the fields of a row, which begins at `line`.
    #[inline]
    pub(super) fn read(&mut self, row: &impl Row, line: u64) -> &[Said] {
        self.said.clear();
        for reader in &mut self.readers {
            let (kind, values, asked) = (reader.kind, &reader.values, &reader.asked);
            let (decimal, order) = (self.decimal, self.order);
            let said = reader
                .memo
                .get(row, reader.at, |text| said(kind, values, asked, decimal, order, text));
            if said.state == State::Bad {
                reader.bad.at(line);
            }
            self.said.push(said);
        }
        &self.said
    }

    /// What could not be read, by field.
    pub(super) fn found(&self) -> impl Iterator<Item = (String, Trouble)> {
        self.readers
            .iter()
            .map(|reader| (reader.name.to_owned(), reader.bad.clone()))
    }

    /// The problem with a field of which `bad` rows could not be read.
    pub(super) fn problem(&self, name: &str, bad: &Trouble, path: &str) -> Option<Problem> {
        let reader = self.readers.iter().find(|reader| reader.name == name)?;
        let (en, fr) = match reader.kind {
            FieldType::Text => return None,
            FieldType::Date => ("day that can be read one way", "jour qui ne se lise que d'une façon"),
            FieldType::Amount => ("number", "nombre"),
            FieldType::Count => ("whole number from 0", "nombre entier à partir de 0"),
            FieldType::Flag => ("yes or no", "oui ou non"),
            FieldType::Duration => ("number from 0", "nombre à partir de 0"),
        };
        let rows = bad.rows();
        let column = &reader.column.value;
        let problem = Problem::warning(
            "data/bad-field",
            Text::prose(
                format!(
                    "{} with no {en} in {} (`{name}`)",
                    rows.get(Lang::En),
                    quote(Lang::En, column)
                ),
                format!(
                    "{} sans {fr} dans {} (`{name}`)",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, column)
                ),
            ),
        )
        .why(Text::prose(
            "These rows are left out of every figure that looks at the field.",
            "Ces lignes sont laissées hors de tout chiffre qui regarde ce champ.",
        ))
        .help(Text::prose(
            "Correct the column; say what its words mean under `values:`; set `decimal:` or `date-format:`.",
            "Corrigez la colonne ; dites sous `values:` ce que valent ses mots ; réglez `decimal:` ou `date-format:`.",
        ))
        .related(reader.column.place(), Text::prose("the field", "le champ"));
        bad.problem(path, problem)
    }
}

fn said(
    kind: FieldType,
    values: &[(String, f64)],
    asked: &[Asked],
    decimal: DecimalMark,
    order: Option<DateOrder>,
    text: &str,
) -> Said {
    let given = given(values, text).is_some();
    let number = number(kind, values, decimal, text);
    let day = match kind {
        FieldType::Date if order.is_none() && is_ambiguous(text) => None,
        FieldType::Date => order.unwrap_or(DateOrder::Iso).date(text),
        _ => None,
    };
    let state = if text.is_empty() && !given {
        State::Blank
    } else if kind == FieldType::Text || number.is_some() || day.is_some() {
        State::Good
    } else {
        State::Bad
    };
    let holds = |asked: &Asked| match asked {
        Asked::Blank(blank) => (state == State::Blank) == *blank,
        _ if state != State::Good => false,
        Asked::OneOf(codes) => codes.iter().any(|code| match kind {
            FieldType::Flag => flag(&code.0).is_some_and(|wanted| Some(wanted) == number),
            _ => same_code(&code.0, text),
        }),
        Asked::AtLeast(least) => number.is_some_and(|number| number >= *least),
        Asked::AtMost(most) => number.is_some_and(|number| number <= *most),
        Asked::Before(first) => day.is_some_and(|day| day < *first),
        Asked::During(first, last) => day.is_some_and(|day| *first <= day && day <= *last),
        Asked::After(last) => day.is_some_and(|day| day > *last),
        Asked::Reached(step) => text.split(BETWEEN_STEPS).any(|reached| same_code(&step.0, reached)),
    };
    let bits = asked.iter().take(64).enumerate();
    Said {
        state,
        number: number.unwrap_or(0.0),
        holds: bits.fold(0, |bits, (at, asked)| bits | u64::from(holds(asked)) << at),
    }
}

/// The number that a project says a text stands for.
fn given(values: &[(String, f64)], text: &str) -> Option<f64> {
    let mut given = values.iter().filter(|(value, _)| same_code(value, text));
    given.next().map(|(_, number)| *number)
}

/// The number that a text is, in a field of this type; a flag is 1 or 0.
pub(super) fn number(kind: FieldType, values: &[(String, f64)], decimal: DecimalMark, text: &str) -> Option<f64> {
    given(values, text).or_else(|| match kind {
        FieldType::Amount => amount(decimal, text),
        FieldType::Count => amount(decimal, text).filter(|number| *number >= 0.0 && number.fract() == 0.0),
        FieldType::Duration => amount(decimal, text).filter(|number| *number >= 0.0),
        FieldType::Flag => flag(text),
        FieldType::Text | FieldType::Date => None,
    })
}

/// A number as spreadsheets write amounts: spaces between thousands and a sign of currency behind are left alone.
fn amount(decimal: DecimalMark, text: &str) -> Option<f64> {
    if let Some(number) = decimal.number(text) {
        return Some(number);
    }
    let bare: String = text
        .trim_end_matches(['€', '$', '£'])
        .chars()
        .filter(|char| !matches!(char, ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    decimal.number(&bare)
}

fn flag(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    if YES.iter().any(|yes| same_code(yes, &text)) {
        Some(1.0)
    } else if NO.iter().any(|no| same_code(no, &text)) {
        Some(0.0)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn said_of(kind: FieldType, asked: &[Asked], text: &str) -> Said {
        said(kind, &[], asked, DecimalMark::Comma, Some(DateOrder::Dmy), text)
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "these figures are exact")]
    fn amounts_flags_and_days_are_read_as_files_write_them() {
        assert_eq!(said_of(FieldType::Amount, &[], "1\u{202f}234,50\u{a0}€").number, 1234.5);
        assert_eq!(said_of(FieldType::Amount, &[], "-12").number, -12.0);
        assert_eq!(said_of(FieldType::Count, &[], "-12").state, State::Bad);
        assert_eq!(said_of(FieldType::Count, &[], "2,5").state, State::Bad);
        assert_eq!(said_of(FieldType::Flag, &[], "Oui").number, 1.0);
        assert_eq!(said_of(FieldType::Flag, &[], "NON").number, 0.0);
        assert_eq!(said_of(FieldType::Flag, &[], "peut-être").state, State::Bad);
        let during = [Asked::During(date(2026, 3, 1), date(2026, 3, 31))];
        assert!(said_of(FieldType::Date, &during, "31/03/2026").holds(0));
        assert!(!said_of(FieldType::Date, &during, "01/04/2026").holds(0));
        let unordered = said(FieldType::Date, &[], &during, DecimalMark::Point, None, "03/04/2026");
        assert_eq!(unordered.state, State::Bad);
    }

    #[test]
    fn a_blank_passes_no_test_but_that_of_being_blank() {
        let asked = [
            Asked::Blank(true),
            Asked::Blank(false),
            Asked::AtMost(3.0),
            Asked::After(date(2026, 1, 1)),
        ];
        let blank = said_of(FieldType::Amount, &asked, "");
        assert_eq!(
            (0..4).map(|test| blank.holds(test)).collect::<Vec<_>>(),
            [true, false, false, false]
        );
        let two = said_of(FieldType::Amount, &asked, "2");
        assert_eq!(
            (0..4).map(|test| two.holds(test)).collect::<Vec<_>>(),
            [false, true, true, false]
        );
    }
}
