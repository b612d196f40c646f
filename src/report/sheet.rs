//! `exports/actions.csv` and `exports/actions.xlsx`: the plan of action as a table that owners fill in, read back by ids.

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::occurrences::Table;
use crate::audit::{ActionRow, Audit};
use crate::language::{Lang, Text};
use crate::project::sheet::{COLUMNS, MOST_IN_A_CELL, size_word, size_words, status_word, status_words};

/// How many lines of the workbook offer a list to choose from.
const LISTED: u32 = 1000;

/// The plan of action as CSV: the columns of [`COLUMNS`], one line for each action, in the first language of the project.
pub fn actions_csv(audit: &Audit) -> Vec<u8> {
    let mut table = Table::new(&COLUMNS);
    for row in rows(audit) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        table.row(&cells);
    }
    table.bytes
}

/// The same as a workbook, with lists to choose words from. The same audit gives the same bytes.
///
/// # Panics
///
/// Never: dates and texts are cut to what workbooks hold.
#[expect(
    clippy::expect_used,
    reason = "writing to memory fails for dates and texts that workbooks do not hold, of which there are none"
)]
pub fn actions_workbook(audit: &Audit) -> Vec<u8> {
    workbook(audit).expect("every cell fits")
}

/// One line of CSV, as the exports write it.
pub fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<&str> = cells.collect();
    String::from_utf8_lossy(&Table::new(&cells).bytes).into_owned()
}

fn workbook(audit: &Audit) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The calendar of workbooks begins with 1900.
    let made = match audit.as_of.filter(|day| (1900..=9999).contains(&day.0.year())) {
        Some(day) => ExcelDateTime::from_ymd(
            day.0.year().unsigned_abs(),
            day.0.month().unsigned_abs(),
            day.0.day().unsigned_abs(),
        )?,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name("actions")?;
    let head = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap();
    for (column, name) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &head)?;
        let wide = matches!(name, "title" | "decision" | "gain");
        sheet.set_column_width(column, if wide { 40 } else { 16 })?;
        let words: Option<&[&str]> = match name {
            "status" => Some(&status_words()),
            "effort" | "impact" => Some(&size_words()),
            _ => None,
        };
        if let Some(words) = words {
            sheet.add_data_validation(
                1,
                column,
                LISTED,
                column,
                &DataValidation::new().allow_list_strings(words)?,
            )?;
        }
    }
    for (line, row) in (1_u32..).zip(rows(audit)) {
        for (column, cell) in (0_u16..).zip(row) {
            let cell: String = cell.chars().take(MOST_IN_A_CELL).collect();
            sheet.write_string_with_format(line, column, cell, &wrap)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    workbook.save_to_buffer()
}

fn rows(audit: &Audit) -> impl Iterator<Item = Vec<String>> {
    let lang = audit.project.languages.first().copied().unwrap_or(Lang::Fr);
    audit.actions.iter().map(move |action| row(action, lang))
}

fn row(action: &ActionRow, lang: Lang) -> Vec<String> {
    let say = |text: &Text| text.get(lang).to_owned();
    let end = |pick: &dyn Fn(&crate::project::Expected) -> f64| {
        action
            .expected
            .as_ref()
            .map(|expected| pick(expected).to_string())
            .unwrap_or_default()
    };
    vec![
        action.id.clone(),
        say(&action.title),
        status_word(action.status).to_owned(),
        say(&action.owner),
        say(&action.decision),
        say(&action.decided_by),
        action.effort.map(size_word).unwrap_or_default().to_owned(),
        action.impact.map(size_word).unwrap_or_default().to_owned(),
        say(&action.cost),
        say(&action.gain),
        end(&|expected| expected.low.value),
        end(&|expected| expected.high.value),
        action.due.map(|day| day.to_string()).unwrap_or_default(),
        action.done.map(|day| day.to_string()).unwrap_or_default(),
        action.ticket.clone().unwrap_or_default(),
        action.findings.join(" "),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_line_has_a_cell_for_each_column_and_bytes_repeat() {
        let audit = fixture::audit();
        let csv = String::from_utf8(actions_csv(&audit)).unwrap();
        let second = csv.lines().nth(1).unwrap();
        assert!(
            second.starts_with("A-01,Ouvrir un comptoir de retrait,proposed,Direction des magasins,"),
            "{second}"
        );
        assert!(rows(&audit).all(|row| row.len() == COLUMNS.len()));
        assert_eq!(actions_workbook(&audit), actions_workbook(&audit));
    }

    #[test]
    fn an_audit_of_a_day_that_workbooks_do_not_know_has_one_all_the_same() {
        let mut audit = fixture::audit();
        audit.as_of = Some(crate::project::Day(jiff::civil::date(1850, 1, 1)));
        assert!(actions_workbook(&audit).starts_with(b"PK"));
    }
}
