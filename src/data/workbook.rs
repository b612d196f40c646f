//! XLSX and ODS as rows. What a workbook unpacks to is measured first, by unpacking it to nowhere: what its own
//! directory says of sizes is not believed.
//!
//! Dates come out as 2026-10-31 or 2026-10-31 09:12:44, whatever the cell shows; numbers with all their digits and
//! nothing else.

use std::io::{self, Read, Seek, SeekFrom};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xlsx};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::stored::{Stored, TooMuch};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::files::Source;
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// How much a workbook may unpack to, in bytes.
const MOST_UNPACKED: u64 = 256 << 20;

/// How many elements of XML it may hold: four are a cell.
const MOST_ELEMENTS: u64 = 32 << 20;

/// How many cells an ODS sheet may unfold to, its repeated ones counted each.
const MOST_CELLS: u64 = 4 << 20;

/// As many columns as a workbook has.
const MOST_COLUMNS: u32 = 16_384;

/// Why a workbook cannot be read.
enum Failure {
    /// It unpacks to more than is allowed.
    TooLarge,
    /// It is damaged, locked, or no workbook; with the library's reason.
    Unreadable(String),
    /// It has no such sheet; with those it has.
    NoSheet(Vec<String>),
}

impl From<TooMuch> for Failure {
    fn from(_: TooMuch) -> Self {
        Failure::TooLarge
    }
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure::Unreadable(error.to_string())
}

/// A file as a reader that can go back.
struct Cursor<'s> {
    source: &'s dyn Source,
    at: u64,
}

impl Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Cursor<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.source.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn cursor(source: &dyn Source) -> io::BufReader<Cursor<'_>> {
    io::BufReader::new(Cursor { source, at: 0 })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
}

/// The rows of a sheet and, where it was chosen among several, a warning that says so.
pub(super) fn read(
    source: &dyn Source,
    path: &str,
    sheet: Option<&Located<String>>,
) -> Result<(Stored, Option<Problem>), Box<Problem>> {
    let rows = measure(source).and_then(|kind| match kind {
        Kind::Xlsx => xlsx(source, sheet),
        Kind::Ods => ods(source, sheet),
    });
    let problem = match rows {
        Ok((stored, sheets)) => {
            let chosen = (sheet.is_none() && sheets.len() > 1).then(|| several_sheets(path, &sheets));
            return Ok((stored, chosen));
        }
        Err(Failure::TooLarge) => too_large(path),
        Err(Failure::Unreadable(reason)) => not_a_workbook(path, &reason),
        Err(Failure::NoSheet(sheets)) => no_sheet(path, sheet, &sheets),
    };
    Err(Box::new(problem))
}

/// Every row of a sheet that is no table, with its number as the spreadsheet shows it; blank rows are left out. Reads
/// no other sheet than `sheet`, and nothing that unpacks to more than is allowed.
pub fn cells(source: &dyn Source, path: &str, sheet: &str) -> Result<Vec<(u64, Vec<String>)>, Box<Problem>> {
    let sheet = Located::at(sheet.to_owned(), &Place::file(path));
    let (mut rows, _) = read(source, path, Some(&sheet))?;
    let width = rows.width();
    let mut found = Vec::with_capacity(rows.len());
    while let Some(line) = rows.next() {
        let text = |column| String::from_utf8_lossy(rows.field(column)).into_owned();
        found.push((line, (0..width).map(text).collect()));
    }
    Ok(found)
}

/// Unpacks every part to nowhere, counting, and says what kind of workbook it is.
fn measure(source: &dyn Source) -> Result<Kind, Failure> {
    let mut archive = ZipArchive::new(cursor(source)).map_err(unreadable)?;
    let kind = if archive.index_for_name("xl/workbook.xml").is_some() {
        Kind::Xlsx
    } else if archive.index_for_name("content.xml").is_some() {
        Kind::Ods
    } else {
        return Err(Failure::Unreadable("neither XLSX nor ODS".to_owned()));
    };
    let (mut unpacked, mut elements) = (0_u64, 0_u64);
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(unreadable)?;
        loop {
            let read = match part.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => return Err(unreadable(error)),
            };
            unpacked += read as u64;
            elements += buffer[..read].iter().map(|byte| u64::from(*byte == b'<')).sum::<u64>();
            if unpacked > MOST_UNPACKED || elements > MOST_ELEMENTS {
                return Err(Failure::TooLarge);
            }
        }
    }
    Ok(kind)
}

/// The name of the sheet to read: the one wanted, else the first that is shown.
fn choose(sheets: &[(String, bool)], wanted: Option<&Located<String>>) -> Result<String, Failure> {
    let names = || sheets.iter().map(|(name, _)| name.clone()).collect();
    let Some(wanted) = wanted else {
        let shown = sheets.iter().find(|(_, shown)| *shown).or_else(|| sheets.first());
        return shown
            .map(|(name, _)| name.clone())
            .ok_or_else(|| Failure::NoSheet(names()));
    };
    let wanted = wanted.trim();
    let by_number = || {
        let number: usize = wanted.parse().ok()?;
        sheets.get(number.checked_sub(1)?)
    };
    sheets
        .iter()
        .find(|(name, _)| name.trim() == wanted)
        .or_else(by_number)
        .map(|(name, _)| name.clone())
        .ok_or_else(|| Failure::NoSheet(names()))
}

/// The sheets of a workbook that are shown, the one that is read first.
fn told(sheets: &[(String, bool)], chosen: &str) -> Vec<String> {
    let others = sheets.iter().filter(|(name, shown)| *shown && name != chosen);
    std::iter::once(chosen.to_owned())
        .chain(others.map(|(name, _)| name.clone()))
        .collect()
}

type Sheet = (Stored, Vec<String>);

fn xlsx(source: &dyn Source, wanted: Option<&Located<String>>) -> Result<Sheet, Failure> {
    let mut workbook = Xlsx::new(cursor(source)).map_err(unreadable)?;
    let sheets = sheets(workbook.sheets_metadata());
    let name = choose(&sheets, wanted)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut rows = Rows::default();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(truth) => boolean(*truth),
            DataRef::DateTime(date) => date_time(date),
            DataRef::DateTimeIso(date) => iso(date),
            DataRef::DurationIso(duration) => duration.clone(),
            DataRef::Error(error) => error.to_string(),
        };
        let (row, column) = cell.get_position();
        rows.cell(row, column, text)?;
    }
    Ok((rows.finish()?, told(&sheets, &name)))
}

fn ods(source: &dyn Source, wanted: Option<&Located<String>>) -> Result<Sheet, Failure> {
    unfolded(source)?;
    let mut workbook = Ods::new(cursor(source)).map_err(unreadable)?;
    let sheets = sheets(workbook.sheets_metadata());
    let name = choose(&sheets, wanted)?;
    let range = workbook.worksheet_range(&name).map_err(unreadable)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut rows = Rows::default();
    for (row, column, value) in range.used_cells() {
        let text = match value {
            Data::Empty => continue,
            Data::Int(number) => number.to_string(),
            Data::Float(number) => number.to_string(),
            Data::String(text) => text.clone(),
            Data::Bool(truth) => boolean(*truth),
            Data::DateTime(date) => date_time(date),
            Data::DateTimeIso(date) => iso(date),
            Data::DurationIso(duration) => duration.clone(),
            Data::Error(error) => error.to_string(),
        };
        rows.cell(first_row + row as u32, first_column + column as u32, text)?;
    }
    Ok((rows.finish()?, told(&sheets, &name)))
}

fn sheets(metadata: &[calamine::Sheet]) -> Vec<(String, bool)> {
    metadata
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect()
}

/// Cells put together to rows; blank rows are left out.
#[derive(Default)]
struct Rows {
    stored: Stored,
    row: Option<u32>,
    cells: Vec<(u32, String)>,
}

impl Rows {
    fn cell(&mut self, row: u32, column: u32, text: String) -> Result<(), Failure> {
        if column >= MOST_COLUMNS || self.row.is_some_and(|before| row < before) {
            return Err(Failure::Unreadable(
                "cells stand outside the sheet or out of order".to_owned(),
            ));
        }
        if self.row != Some(row) {
            self.flush()?;
            self.row = Some(row);
        }
        if !text.is_empty() {
            self.cells.push((column, text));
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.cells.sort_by_key(|(column, _)| *column);
        if let (Some(row), false) = (self.row, self.cells.is_empty()) {
            self.stored.begin(u64::from(row) + 1);
            let mut next = 0;
            for (column, text) in self.cells.drain(..) {
                while next < column {
                    self.stored.push(b"")?;
                    next += 1;
                }
                // A cell written twice is taken as it was first.
                if next == column {
                    self.stored.push(text.as_bytes())?;
                    next += 1;
                }
            }
        }
        self.cells.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Stored, Failure> {
        self.flush()?;
        Ok(self.stored)
    }
}

fn boolean(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

fn date_time(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn iso(date: &str) -> String {
    date.strip_suffix("T00:00:00").unwrap_or(date).replacen('T', " ", 1)
}

/// Whether the sheets of an ODS stay within bounds once cells and rows that repeat are written out: one short element
/// may stand for millions of them.
fn unfolded(source: &dyn Source) -> Result<(), Failure> {
    let mut archive = ZipArchive::new(cursor(source)).map_err(unreadable)?;
    let part = archive.by_name("content.xml").map_err(unreadable)?;
    let mut reader = quick_xml::Reader::from_reader(io::BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let repeats = |element: &BytesStart<'_>, name: &str| -> u64 {
        let found = element
            .attributes()
            .flatten()
            .find(|attribute| attribute.key.as_ref() == name);
        found
            .and_then(|attribute| attribute.value.as_ref().parse().ok())
            .unwrap_or(1)
    };
    let mut buffer = Vec::new();
    let (mut widest, mut rows, mut blank_rows, mut total) = (0_u64, 0_u64, 0_u64, 0_u64);
    // Of the current row: how often it repeats, its cells up to the last with content, and blank ones behind it.
    let (mut times, mut width, mut blank) = (1, 0_u64, 0_u64);
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(element) => match element.name().as_ref() {
                "table:table" => (widest, rows, blank_rows) = (0, 0, 0),
                "table:table-row" => {
                    times = repeats(&element, "table:number-rows-repeated");
                    (width, blank) = (0, 0);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let count = repeats(&element, "table:number-columns-repeated");
                    let has_content = element.attributes().flatten().any(|attribute| {
                        let key = attribute.key.as_ref();
                        key.starts_with("office:") || key == "table:formula"
                    });
                    if has_content {
                        let more = blank.saturating_add(count);
                        width = width.saturating_add(more);
                        total = total.saturating_add(more);
                        blank = 0;
                    } else {
                        blank = blank.saturating_add(count);
                    }
                }
                _ => {}
            },
            Event::End(element) if element.name().as_ref() == "table:table-row" => {
                if width == 0 {
                    blank_rows = blank_rows.saturating_add(times);
                } else {
                    widest = widest.max(width);
                    rows = rows.saturating_add(blank_rows).saturating_add(times);
                    blank_rows = 0;
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if rows.max(1).saturating_mul(widest.max(width)) > MOST_CELLS || total > MOST_CELLS {
            return Err(Failure::TooLarge);
        }
        buffer.clear();
    }
}

fn too_large(path: &str) -> Problem {
    Problem::error(
        "data/workbook-too-large",
        Text::prose(
            format!("{path} unpacks to more than 256 MiB"),
            format!("{path} dépasse 256 Mio une fois décompressé"),
        ),
    )
    .why(Text::prose(
        "A workbook is held in memory while it is read; this was measured while unpacking, and stopped there.",
        "Un classeur est tenu en mémoire pendant sa lecture ; la mesure a été faite en le décompressant, puis arrêtée.",
    ))
    .help(Text::prose(
        "Save the sheet as CSV: files of any size are read then.",
        "Enregistrez la feuille en CSV : sa taille n'est alors plus limitée.",
    ))
    .at(Place::file(path))
}

fn not_a_workbook(path: &str, reason: &str) -> Problem {
    Problem::error(
        "data/unreadable-workbook",
        Text::prose(
            format!("{path} cannot be read as a workbook: {reason}"),
            format!("{path} est illisible comme classeur : {reason}"),
        ),
    )
    .why(Text::prose(
        "It is damaged, protected by a password, or neither XLSX nor ODS.",
        "Il est abîmé, protégé par un mot de passe, ou n'est ni XLSX ni ODS.",
    ))
    .help(Text::prose(
        "Open it and save it as XLSX without a password, or as CSV.",
        "Ouvrez-le et enregistrez-le en XLSX sans mot de passe, ou en CSV.",
    ))
    .at(Place::file(path))
}

fn no_sheet(path: &str, wanted: Option<&Located<String>>, sheets: &[String]) -> Problem {
    let name = wanted.map_or("", |wanted| wanted.value.as_str());
    let problem = Problem::error(
        "data/unknown-sheet",
        Text::prose(
            format!("{path} has no sheet {}", quote(Lang::En, name)),
            format!("{path} n'a pas de feuille {}", quote(Lang::Fr, name)),
        ),
    )
    .why(Text::prose(
        "A sheet is called by its name, or by its number from 1.",
        "Une feuille est désignée par son nom, ou par son numéro à partir de 1.",
    ))
    .help(suggestion(name, sheets.iter().map(String::as_str)));
    match wanted {
        Some(wanted) => problem.at(wanted.place()),
        None => problem.at(Place::file(path)),
    }
}

fn several_sheets(path: &str, sheets: &[String]) -> Problem {
    let (read, others) = sheets
        .split_first()
        .map_or(("", &[][..]), |(first, rest)| (first, rest));
    let list = |lang| {
        let named: Vec<String> = others.iter().take(5).map(|name| quote(lang, name)).collect();
        let more = if others.len() > 5 { ", …" } else { "" };
        format!("{}{more}", named.join(", "))
    };
    Problem::warning(
        "data/several-sheets",
        Text::prose(
            format!("{path} has several sheets; {} was read", quote(Lang::En, read)),
            format!("{path} a plusieurs feuilles ; {} a été lue", quote(Lang::Fr, read)),
        ),
    )
    .why(Text::prose(
        format!("The others were not looked at: {}.", list(Lang::En)),
        format!("Les autres n'ont pas été regardées : {}.", list(Lang::Fr)),
    ))
    .help(Text::prose(
        format!("Write `sheet: {read}` in the survey to say that it is the right one, or name another."),
        format!("Écrivez `sheet: {read}` dans l'enquête pour confirmer, ou nommez-en une autre."),
    ))
    .at(Place::file(path))
}
