//! Matomo: a CSV as its reports download it, in UTF-16 unless asked otherwise.
//!
//! Columns are called as its API calls them (`nb_visits`) or in words. Shares stand as `45%` and durations as `3 min 12s`
//! or `00:03:12`: they become 0.45 and seconds. Where rows are weeks, the first column is two days with a comma that
//! no quotes hold together; the first of the days is kept.

use super::analytics::{Held, Table};
use super::{Heading, Tool, holds};
use crate::data::DateOrder;
use crate::language::Text;

pub(super) fn mark() -> Text {
    Text::prose(
        "a column `nb_visits`, or columns called `Visits` and `Actions`",
        "une colonne `nb_visits`, ou des colonnes `Visites` et `Actions`",
    )
}

pub(super) fn heading(rows: &[Vec<String>]) -> Option<Heading> {
    let first = rows.first()?;
    let known =
        holds(first, &["nb_visits"]) || holds(first, &["visits", "actions"]) || holds(first, &["visites", "actions"]);
    known.then(|| Heading::single(Tool::Matomo, first))
}

/// The table of the file.
pub(super) fn tables(rows: &[Held]) -> Vec<Table> {
    let Some((header, rows)) = rows.split_first() else {
        return Vec::new();
    };
    let names: Vec<String> = header.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let width = names.len();
    let mut table = Table::new(header.line, names);
    table.rows = rows
        .iter()
        .map(|row| Held {
            line: row.line,
            cells: put_right(&row.cells, width),
        })
        .collect();
    vec![table]
}

fn put_right(cells: &[String], width: usize) -> Vec<String> {
    let is_day = |cell: Option<&String>| cell.is_some_and(|cell| DateOrder::Iso.date(cell).is_some());
    let split = cells.len() == width + 1 && is_day(cells.first()) && is_day(cells.get(1));
    cells
        .iter()
        .enumerate()
        .filter(|(place, _)| !(split && *place == 1))
        .map(|(_, cell)| value(cell.trim()))
        .collect()
}

/// A cell as a number where it is a share or a duration, as the first of two days, else as it stands.
fn value(cell: &str) -> String {
    let week = cell
        .split_once(',')
        .filter(|(first, last)| [first, last].into_iter().all(|day| DateOrder::Iso.date(day).is_some()));
    if let Some((first, _)) = week {
        return first.trim().to_owned();
    }
    share(cell).or_else(|| seconds(cell)).unwrap_or_else(|| cell.to_owned())
}

/// `45%` and `45,5 %` as 0.45 and 0.455, by moving the point: the digits stay as they are.
fn share(cell: &str) -> Option<String> {
    let number = cell.strip_suffix('%')?.trim_end().replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let padded = format!("{whole:0>3}");
    Some(format!("{}.{}{decimals}", &padded[..1], &padded[1..]))
}

/// `3 min 12s`, `1 hours 2 min` and `00:03:12` in seconds.
fn seconds(cell: &str) -> Option<String> {
    let clock: Vec<&str> = cell.split(':').collect();
    let two = |text: &&str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if let [hours, minutes, rest] = clock[..]
        && clock.iter().all(two)
    {
        let number = |text: &str| text.parse::<u64>().unwrap_or_default();
        return Some((number(hours) * 3600 + number(minutes) * 60 + number(rest)).to_string());
    }
    let mut total: u64 = 0;
    let mut number: Option<u64> = None;
    for word in spaced(cell).split_whitespace() {
        if let Ok(figure) = word.parse() {
            if number.replace(figure).is_some() {
                return None;
            }
            continue;
        }
        let unit = match word {
            "s" => 1,
            "min" | "mins" => 60,
            "h" | "hour" | "hours" | "heure" | "heures" => 3600,
            "day" | "days" | "jour" | "jours" => 86_400,
            _ => return None,
        };
        total = total.checked_add(number.take()?.checked_mul(unit)?)?;
    }
    (number.is_none() && cell.ends_with(|last: char| last.is_alphabetic())).then(|| total.to_string())
}

/// Digits and letters apart: `12s` is `12 s`.
fn spaced(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 4);
    let mut digit = false;
    for letter in cell.chars() {
        if digit && letter.is_alphabetic() {
            text.push(' ');
        }
        digit = letter.is_ascii_digit();
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_durations_become_numbers() {
        for (cell, expected) in [
            ("45%", "0.45"),
            ("45,5 %", "0.455"),
            ("100%", "1.00"),
            ("0%", "0.00"),
            ("3 min 12s", "192"),
            ("12s", "12"),
            ("1 hours 2 min", "3720"),
            ("2 jours 1 heures", "176400"),
            ("00:03:12", "192"),
            ("2026-01-05,2026-01-11", "2026-01-05"),
        ] {
            assert_eq!(value(cell), expected, "{cell}");
        }
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        for cell in [
            "412",
            "4.2",
            "",
            "Direct Entry",
            "s",
            "min",
            "12 13s",
            "1000%",
            "a%",
            "10:30",
            "3 min 12",
            "Paris",
        ] {
            assert_eq!(value(cell), cell);
        }
    }
}
