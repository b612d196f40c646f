//! Google Analytics 4: a CSV as its reports and explorations download it.
//!
//! Lines that begin with `#` name the report, the property and the days it is about; several tables may follow one
//! another, each with its own header; a row of totals stands among the others. The rows of one table are kept, without
//! the totals, dates as `2026-01-31`, and with the days of the report in two columns of their own.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::analytics::{Held, Table};
use super::{Heading, Tool, plain};
use crate::data::DateOrder;
use crate::language::Text;

/// A row that sums the others, as the first or the last cell of it says in the languages seen so far.
const TOTALS: [&str; 8] = [
    "grand total",
    "total général",
    "totaux généraux",
    "gesamtsumme",
    "total general",
    "totale complessivo",
    "totals",
    "totaux",
];

/// Columns that count days from the first one on.
const NTH_DAY: [&str; 3] = ["nth day", "nième jour", "n-ième jour"];

/// The columns that every row gets: the first and the last day of the report.
const DAYS: [&str; 2] = ["Start date", "End date"];

pub(super) fn mark() -> Text {
    Text::prose(
        "lines above its header that begin with `#` and name the days of the report",
        "au-dessus de l'en-tête, des lignes qui commencent par `#` et nomment les jours du rapport",
    )
}

/// Known by its first lines alone; which line is the header, only the whole file tells.
pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let comment = |row: &Vec<String>| {
        row.first()
            .and_then(|cell| cell.trim().strip_prefix('#').map(str::to_owned))
    };
    let first = comment(rows.first()?)?;
    let rule = first.trim().len() >= 10 && first.trim().bytes().all(|byte| byte == b'-');
    let dated = rows.iter().filter_map(comment).any(|text| day_of(&text).is_some());
    (rule || dated).then(|| Heading {
        tool: Some(Tool::Ga4),
        rows: 0,
        columns: Vec::new(),
    })
}

/// The day of a line such as `# Start date: 20260131`.
fn day_of(comment: &str) -> Option<Date> {
    let (_, day) = comment.rsplit_once(':')?;
    compact(day.trim())
}

/// The day that eight digits are.
fn compact(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| DateOrder::Iso.date(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])))?
}

/// The tables of the file, in its order.
pub(super) fn tables(rows: &[Held]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut days: Vec<Date> = Vec::new();
    let mut begins = true;
    let mut last_line = 0;
    for row in rows {
        let first = row.cells.first().map_or("", |cell| cell.trim());
        if let Some(comment) = first.strip_prefix('#') {
            // Two lines of days belong to what follows; the days of the table before are over.
            if !begins {
                days.clear();
            }
            days.extend(day_of(comment));
            begins = true;
            last_line = row.line;
            continue;
        }
        // A blank line ends a table as well.
        begins |= row.line > last_line + 1 && !tables.is_empty();
        last_line = row.line;
        if std::mem::take(&mut begins) {
            let mut header: Vec<String> = row.cells.iter().map(|cell| cell.trim().to_owned()).collect();
            header.extend(DAYS.map(str::to_owned));
            tables.push(Table {
                added: DAYS.len(),
                ..Table::new(row.line, header)
            });
        } else if let Some(table) = tables.last_mut()
            && !is_total(&row.cells, table.header.len() - table.added)
        {
            table.rows.push(Held {
                line: row.line,
                cells: put_right(&row.cells, &table.header, &days),
            });
        }
    }
    tables
}

/// Whether a row sums the others: it says so, or its first dimension is blank, where Google writes `(not set)`.
fn is_total(cells: &[String], width: usize) -> bool {
    let says = |cell: Option<&String>| cell.is_some_and(|cell| TOTALS.contains(&plain(cell).as_str()));
    let first = cells.first().is_none_or(|cell| cell.trim().is_empty());
    says(cells.first()) || first && width > 1 || cells.len() > width && says(cells.last())
}

/// A row with dates in ISO order and the days of the report behind it; of another width than its header, as it is.
fn put_right(cells: &[String], header: &[String], days: &[Date]) -> Vec<String> {
    let mut cells: Vec<String> = cells
        .iter()
        .zip(header.iter().map(Some).chain(std::iter::repeat(None)))
        .map(|(cell, name)| {
            match name {
                Some(name) if NTH_DAY.contains(&plain(name).as_str()) => nth_day(cell, days),
                _ => compact(cell.trim()).map(|day| day.to_string()),
            }
            .unwrap_or_else(|| cell.clone())
        })
        .collect();
    cells.extend([days.first(), days.last()].map(|day| day.map_or_else(String::new, Date::to_string)));
    cells
}

/// The day that `0012` is, counted from the first of the report.
fn nth_day(cell: &str, days: &[Date]) -> Option<String> {
    let nth: i64 = cell.trim().parse().ok().filter(|nth| (0..100_000).contains(nth))?;
    Some(days.first()?.checked_add(nth.days()).ok()?.to_string())
}
