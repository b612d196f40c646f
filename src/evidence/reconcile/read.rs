//! The two lists as their files say them: each person once, with what identifies them and what they did on which day.

use std::collections::HashMap;
use std::io;

use foldhash::fast::FixedState;
use jiff::civil::Date;

use super::link::Record;
use crate::data::{DateOrder, DecimalMark, Header, Read, Row, TableFile};
use crate::diagnostics::{Problem, Problems};
use crate::evidence::field::{Fields, State};
use crate::evidence::rule::RowRule;
use crate::language::{Lang, Text, number::integer};
use crate::manifest::Located;
use crate::project::Table;
use crate::text::{Likeness, hashed};

/// People of one list at most: all of them are held in memory.
const MOST_PEOPLE: usize = if cfg!(test) { 1 << 12 } else { 2_000_000 };

/// A column that identifies people, and what it holds.
pub(super) struct Identifying<'p> {
    pub(super) column: &'p Located<String>,
    pub(super) likeness: Likeness,
    /// Whether what is compared are digests.
    pub(super) digests: bool,
    /// Whether the file holds digests already.
    pub(super) is_digest: bool,
}

impl Identifying<'_> {
    fn spelled(&self, written: &str) -> Option<String> {
        if self.is_digest {
            let digest = written.trim().to_ascii_lowercase();
            return (digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digest);
        }
        let spelled = self.likeness.spelled(written)?;
        Some(if self.digests { hashed(&spelled) } else { spelled })
    }
}

/// What somebody did: a visit, a purchase.
pub(super) struct Deed {
    /// The number of the person.
    pub(super) person: u32,
    /// The day, where the row says it.
    pub(super) day: Option<Date>,
    /// The amount, where there is a column of amounts.
    pub(super) amount: Option<f64>,
}

/// A list.
#[derive(Default)]
pub(super) struct List {
    pub(super) people: Vec<Record>,
    pub(super) deeds: Vec<Deed>,
}

/// Reads the rows of `table`; `None` where a column is missing or there are too many people, which is then told.
pub(super) fn read(
    table: &Table,
    keys: &[Identifying<'_>],
    fields: &[Identifying<'_>],
    mut file: TableFile<'_>,
    order: Option<DateOrder>,
    decimal: DecimalMark,
    problems: &mut Problems,
) -> io::Result<Option<(List, Read)>> {
    let before = problems.len();
    let mut find = |header: &Header, column: &Located<String>| match header.column(column) {
        Ok(column) => column,
        Err(problem) => {
            problems.push(*problem);
            0
        }
    };
    let header = file.header();
    let mut at =
        |columns: &[Identifying<'_>]| -> Vec<usize> { columns.iter().map(|one| find(header, one.column)).collect() };
    let (keys_at, fields_at) = (at(keys), at(fields));
    let mut of_table = |field: Option<&str>| Some(find(header, &table.column(field?)?));
    let person_at = of_table(Some("customer"));
    // Read and told like everywhere else: a day that has two readings is no day.
    let mut read = Fields::new(decimal, order);
    let mut place = |name: Option<&str>| {
        let (field, at) = (table.kind.value.field(name?)?, of_table(name)?);
        let column = table.column(name?)?;
        let values = table.columns.get(name?)?.value.values.clone().into_iter().collect();
        Some((at, read.place(field, column, values, at)))
    };
    let (day_at, amount_at) = (place(table.kind.value.day()), place(Some("amount")));
    // Rows that are none of the table's, such as test purchases, are nobody's deed.
    let rows = table.rows.as_ref();
    let mut rule = rows.and_then(|rows| RowRule::new(&rows.rule, header, decimal, problems));
    if problems.len() > before {
        return Ok(None);
    }
    let order = order.unwrap_or(DateOrder::Iso);
    let mut list = List::default();
    let mut numbers: HashMap<String, u32, FixedState> = HashMap::default();
    while let Some(line) = file.next_row()? {
        if rule.as_mut().is_some_and(|rule| !rule.holds(&file)) {
            continue;
        }
        let text = |column: usize| String::from_utf8_lossy(Row::field(&file, column)).trim().to_owned();
        let name = person_at.map(text).filter(|name| !name.is_empty());
        let next = list.people.len() as u32;
        // A row that names nobody is a person of its own: an anonymous visit, a purchase without a card.
        let number = name.map_or(next, |name| *numbers.entry(name).or_insert(next));
        if number == next {
            list.people.push(Record {
                keys: vec![None; keys.len()],
                fields: vec![None; fields.len()],
            });
        }
        let person = &mut list.people[number as usize];
        let known = [
            (&mut person.keys, keys, &keys_at),
            (&mut person.fields, fields, &fields_at),
        ];
        for (values, columns, places) in known {
            for ((value, one), place) in values.iter_mut().zip(columns).zip(places) {
                if value.is_none() {
                    *value = one.spelled(&text(*place));
                }
            }
        }
        let said = read.read(&file, line);
        let good = |place: usize| said[place].state == State::Good;
        let day = day_at.filter(|(_, place)| good(*place));
        list.deeds.push(Deed {
            person: number,
            day: day.and_then(|(column, _)| order.date(&text(column))),
            amount: amount_at.and_then(|(_, place)| good(place).then_some(said[place].number)),
        });
        if list.people.len() > MOST_PEOPLE {
            problems.push(too_many_people(&table.id));
            return Ok(None);
        }
    }
    let path = table.file.value.as_str();
    for (name, bad) in read.found() {
        problems.extend(read.problem(&name, &bad, path));
    }
    Ok(Some((list, file.finish()?)))
}

fn too_many_people(table: &Located<String>) -> Problem {
    let most = |lang| integer(lang, MOST_PEOPLE.cast_signed() as i64);
    Problem::error(
        "data/too-many-people",
        Text::prose(
            format!("`{}` holds more than {} people to be found in another list", table.value, most(Lang::En)),
            format!("`{}` contient plus de {} personnes à retrouver dans une autre liste", table.value, most(Lang::Fr)),
        ),
    )
    .why(Text::prose(
        "whoever is to be found is held in memory",
        "toute personne à retrouver est gardée en mémoire",
    ))
    .help(Text::prose(
        "give a sample of people, drawn by a hash of their key so that both lists keep the same ones",
        "donnez un échantillon de personnes, tiré par une empreinte de leur clé pour que les deux listes gardent les mêmes",
    ))
    .at(table.place())
}
