//! A data file as a table: format and dialect found out, header read, rows counted, rows that cannot be read reported.

use std::io;

use super::dialect::Dialect;
use super::encoding::{Detected, HEAD, Utf8Stream, text_of};
use super::exports::{self, Format, Heading, Held, Tool};
use super::fast::Plain;
use super::gzip::{self, Damage};
use super::json::{self, JsonRows};
use super::layout::{self, Layout};
use super::met::Met;
use super::reader::{Fault, Outcome, Records};
use super::rows::Rows;
use super::stored::{MOST, Stored};
use super::{Encoding, Header, Row, dialect, encoding, spss, workbook};
use crate::diagnostics::{Place, Problem};
use crate::files::{Bytes, Source, digest_source};
use crate::language::Text;
use crate::manifest::Located;

/// What the project says of a file; what it leaves out is found out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Declared {
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The tool that wrote it.
    pub format: Option<Format>,
    /// The sheet of a workbook, by name or by number from 1.
    pub sheet: Option<Located<String>>,
    /// The line of a text, or the row of a sheet, on which the header begins; the first that is not blank where left
    /// out.
    pub header_row: Option<u64>,
    /// How answers are spread over rows.
    pub layout: Layout,
}

/// What is known of a file once it was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// `sha256:…` or `blake3:…`.
    pub digest: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Rows that were read; respondents, where several rows were put together.
    pub rows: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// The tool whose export it is.
    pub tool: Option<Tool>,
    /// A problem for each way in which rows or the header were wrong.
    pub problems: Vec<Problem>,
    /// What the rows' problems are made of; `None` where the file is damaged, which only another reading tells.
    pub met: Option<Met>,
}

/// A data file being read.
pub struct TableFile<'s> {
    path: String,
    bytes: u64,
    source: &'s dyn Source,
    rows_of: Rows<'s>,
    header: Header,
    tool: Option<Tool>,
    met: Met,
    is_damaged: bool,
    /// Rows left out before those that are given.
    left_out: u64,
    problems: Vec<Problem>,
}

impl<'s> TableFile<'s> {
    /// Opens a file: finds out its format and reads its header. The inner error is the user's: an empty file, a header
    /// that cannot be read, a format that is not the one declared.
    pub fn open(source: &'s dyn Source, path: &str, declared: &Declared) -> io::Result<Result<Self, Box<Problem>>> {
        match TableFile::open_as_written(source, path, declared)? {
            Ok(file) => layout::apply(file, &declared.layout),
            Err(problem) => Ok(Err(problem)),
        }
    }

    fn open_as_written(
        source: &'s dyn Source,
        path: &str,
        declared: &Declared,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let head = gzip::head(source, HEAD)?;
        let is_packed = gzip::is_gzip(source)?;
        if spss::is_spss(&head) {
            return Ok(Err(Box::new(spss::problem(path))));
        }
        if is_zip(&head) || is_ole(&head) {
            return if is_packed || is_ole(&head) {
                Ok(Err(Box::new(save_otherwise(path))))
            } else {
                TableFile::of_workbook(source, path, declared)
            };
        }
        if let Some(problem) = cut_before_text(source, &head, path)? {
            return Ok(Err(Box::new(problem)));
        }
        let detected = encoding::detect(&head, declared.encoding);
        let sample = text_of(&head[..head.len().min(64 << 10)], detected);
        if sample.trim_ascii().is_empty() {
            return Ok(Err(Box::new(empty(path))));
        }
        match json::shape(&sample, path) {
            Some(shape) => TableFile::of_json(source, path, detected, shape),
            None => TableFile::of_text(source, path, declared, detected, &head, &sample),
        }
    }

    fn of_text(
        source: &'s dyn Source,
        path: &str,
        declared: &Declared,
        detected: Detected,
        head: &[u8],
        sample: &[u8],
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let header_row = declared.header_row.unwrap_or(1);
        let dialect = dialect::detect(sample, declared.delimiter, header_row);
        // The first rows are looked at in what was read already, and then passed over in the file.
        let looked_at = Bytes(head);
        let mut first_rows = records(&looked_at, detected, dialect, header_row)?;
        let mut first = Vec::new();
        while first.len() < exports::LOOKED_AT
            && let Some(Outcome::Row { .. }) = first_rows.next()?
        {
            let field = |index| String::from_utf8_lossy(first_rows.field(index)).trim().to_owned();
            first.push((0..first_rows.count()).map(field).collect());
        }
        let mut heading = match exports::heading(&first, declared.format.as_ref(), path) {
            Ok(heading) => heading,
            Err(problem) => return Ok(Err(problem)),
        };
        if let Some(tool) = heading.tool.filter(|tool| tool.is_analytics()) {
            return TableFile::of_analytics(source, path, declared, detected, sample, tool);
        }
        let mut records = records(source, detected, dialect, header_row)?;
        let mut line = 1;
        for row in 0..heading.rows {
            match records.next() {
                Ok(Some(Outcome::Row { line: begins })) if row == 0 => line = begins,
                Ok(Some(Outcome::Row { .. })) => {}
                Ok(Some(Outcome::Rejected { line, .. })) => return Ok(Err(Box::new(unreadable_header(path, line)))),
                Ok(None) => return Ok(Err(Box::new(empty(path)))),
                Err(error) => return damaged(path, 0, 0, error).map(|problem| Err(Box::new(problem))),
            }
            if row == 0 && first.is_empty() {
                // It is longer than what was looked at.
                let field = |index| String::from_utf8_lossy(records.field(index)).trim().to_owned();
                let names: Vec<String> = (0..records.count()).map(field).collect();
                heading = Heading::plain(&names);
            }
        }
        records.expect(heading.columns.len());
        let mut file = TableFile::new(source, path, Rows::Text(Box::new(records)), line, heading);
        if detected.guessed {
            file.problems.insert(0, guessed(path));
        }
        Ok(Ok(file))
    }

    /// A file of web analytics, put right in memory.
    fn of_analytics(
        source: &'s dyn Source,
        path: &str,
        declared: &Declared,
        detected: Detected,
        sample: &[u8],
        tool: Tool,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        // Lines of comment are cut anywhere: what parts columns shows below them.
        let table: Vec<u8> = sample
            .split_inclusive(|byte| *byte == b'\n')
            .filter(|line| !line.starts_with(b"#"))
            .collect::<Vec<_>>()
            .concat();
        let dialect = dialect::detect(&table, declared.delimiter, 1);
        let mut records = records(source, detected, dialect, declared.header_row.unwrap_or(1))?;
        let (mut held, mut bytes) = (Vec::new(), 0);
        let mut met = Met::default();
        loop {
            let line = match records.next() {
                Ok(None) => break,
                // Comments, totals and tables differ in width; only what holds no text is wrong for sure.
                Ok(Some(
                    Outcome::Row { line }
                    | Outcome::Rejected {
                        line,
                        fault: Fault::Ragged { .. },
                    },
                )) => line,
                Ok(Some(rejected)) => {
                    met.take(rejected);
                    continue;
                }
                Err(error) => return damaged(path, 0, 0, error).map(|problem| Err(Box::new(problem))),
            };
            let cell = |index| String::from_utf8(records.field(index).to_vec());
            let Ok(cells) = (0..records.count()).map(cell).collect::<Result<Vec<_>, _>>() else {
                met.take(Outcome::Rejected {
                    line,
                    fault: Fault::NotText,
                });
                continue;
            };
            bytes += cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>();
            if bytes > MOST {
                return Ok(Err(Box::new(exports::too_large(path))));
            }
            held.push(Held { line, cells });
        }
        let (table, told) = match exports::chosen(tool, &held, declared.sheet.as_ref(), path) {
            Ok(Some(chosen)) => chosen,
            Ok(None) => return Ok(Err(Box::new(empty(path)))),
            Err(problem) => return Ok(Err(problem)),
        };
        let expected = table.header.len();
        let mut stored = Stored::default();
        for row in &table.rows {
            if row.cells.len() != expected {
                met.take(Outcome::Rejected {
                    line: row.line,
                    fault: Fault::Ragged {
                        found: row.cells.len() - table.added,
                        expected: expected - table.added,
                        lines: 1,
                    },
                });
                continue;
            }
            stored.begin(row.line);
            if row.cells.iter().any(|cell| stored.push(cell.as_bytes()).is_err()) {
                return Ok(Err(Box::new(exports::too_large(path))));
            }
        }
        let heading = Heading {
            tool: Some(tool),
            ..Heading::plain(&table.header)
        };
        let digest = records.finish()?;
        let mut file = TableFile::new(source, path, Rows::Stored(stored, digest), table.line, heading);
        file.met = met;
        file.problems.extend(told);
        Ok(Ok(file))
    }

    fn of_json(
        source: &'s dyn Source,
        path: &str,
        detected: Detected,
        shape: json::Shape,
    ) -> io::Result<Result<Self, Box<Problem>>> {
        let keys = match json::keys(Utf8Stream::new(source, detected)?, shape) {
            Ok(Some(keys)) => keys,
            Ok(None) => return Ok(Err(Box::new(too_many_keys(path)))),
            Err(error) => return damaged(path, 0, 0, error).map(|problem| Err(Box::new(problem))),
        };
        if keys.is_empty() {
            return Ok(Err(Box::new(no_objects(path))));
        }
        let rows = JsonRows::new(Utf8Stream::new(source, detected)?, shape, &keys);
        Ok(Ok(TableFile::new(
            source,
            path,
            Rows::Json(rows),
            1,
            Heading::plain(&keys),
        )))
    }

    fn of_workbook(source: &'s dyn Source, path: &str, declared: &Declared) -> io::Result<Result<Self, Box<Problem>>> {
        let (mut stored, chosen) = match workbook::read(source, path, declared.sheet.as_ref()) {
            Ok(read) => read,
            Err(problem) => return Ok(Err(problem)),
        };
        let wanted = declared.header_row.unwrap_or(1);
        let above = (0..stored.len()).take_while(|row| stored.line(*row) < wanted).count();
        let width = stored.width();
        let cells = |row: usize| -> Vec<String> {
            let cell = |column| String::from_utf8_lossy(stored.get(row, column)).trim().to_owned();
            (0..width).map(cell).collect()
        };
        let first: Vec<Vec<String>> = (above..stored.len()).take(exports::LOOKED_AT).map(cells).collect();
        if first.is_empty() {
            return Ok(Err(Box::new(empty(path))));
        }
        let heading = match exports::heading(&first, declared.format.as_ref(), path) {
            Ok(heading) => heading,
            Err(problem) => return Ok(Err(problem)),
        };
        let line = stored.line(above);
        stored.skip(above + heading.rows);
        let rows = Rows::Stored(stored, digest_source(source)?);
        let mut file = TableFile::new(source, path, rows, line, heading);
        file.problems.extend(chosen);
        Ok(Ok(file))
    }

    fn new(source: &'s dyn Source, path: &str, rows_of: Rows<'s>, line: u64, heading: Heading) -> Self {
        let header = Header::new(path, line, heading.columns, heading.tool.is_some());
        TableFile {
            path: path.to_owned(),
            bytes: source.len(),
            source,
            rows_of,
            problems: header.warnings(),
            header,
            tool: heading.tool,
            met: Met::default(),
            is_damaged: false,
            left_out: 0,
        }
    }

    /// The same file, read to its end, with its rows put together in `stored`.
    pub(super) fn put_together(
        self,
        header: Header,
        stored: Stored,
        left_out: u64,
        problems: Vec<Problem>,
    ) -> io::Result<Self> {
        let (path, bytes, source, tool) = (self.path.clone(), self.bytes, self.source, self.tool);
        let mut read = self.finish()?;
        read.problems.extend(problems);
        Ok(TableFile {
            path,
            bytes,
            source,
            rows_of: Rows::Stored(stored, read.digest),
            header,
            tool,
            met: Met::default(),
            is_damaged: read.met.is_none(),
            left_out: read.rejected + left_out,
            problems: read.problems,
        })
    }

    /// Its path, as the project names it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The line of the next row that can be read, or `None` at the end; rows that cannot are counted on the way.
    pub fn next_row(&mut self) -> io::Result<Option<u64>> {
        loop {
            match self.rows_of.next() {
                Ok(None) => return Ok(None),
                Ok(Some(outcome)) => {
                    if let Some(line) = self.met.take(outcome) {
                        return Ok(Some(line));
                    }
                }
                Err(error) => {
                    let problem = damaged(&self.path, self.met.rows, self.met.rejections.last_line(), error)?;
                    self.problems.push(problem);
                    self.is_damaged = true;
                    return Ok(None);
                }
            }
        }
    }

    /// How many bytes of text were read so far, where that is known.
    pub fn bytes_read(&self) -> u64 {
        self.rows_of.bytes_read().unwrap_or_else(|| self.source.len())
    }

    /// The rows that are left, for reading on several threads; `None` where only one after another will do, as for a
    /// packed file, or an encoding that has to be decoded first.
    pub fn plain(&self) -> Option<Plain<'s>> {
        match &self.rows_of {
            Rows::Text(records) => Plain::new(self.source, records.rest()?),
            Rows::Json(_) | Rows::Stored(..) => None,
        }
    }

    /// Reads what is left of the file, so that the digest covers all of it, and says what was met.
    pub fn finish(self) -> io::Result<Read> {
        let mut met = self.met;
        met.digest = self.rows_of.finish()?;
        let ended = Ended {
            path: self.path,
            bytes: self.bytes,
            tool: self.tool,
            left_out: self.left_out,
            is_damaged: self.is_damaged,
        };
        Ok(ended.read(met, self.problems))
    }

    /// Says what was met by somebody who read the rows in this one's place, now or before.
    pub fn finish_with(self, met: Met) -> Read {
        let ended = Ended {
            path: self.path,
            bytes: self.bytes,
            tool: self.tool,
            left_out: self.left_out,
            is_damaged: self.is_damaged,
        };
        ended.read(met, self.problems)
    }
}

/// A file without its rows.
struct Ended {
    path: String,
    bytes: u64,
    tool: Option<Tool>,
    left_out: u64,
    is_damaged: bool,
}

impl Ended {
    fn read(self, met: Met, mut problems: Vec<Problem>) -> Read {
        let rejected = met.rejections.count() + self.left_out;
        problems.extend(met.rejections.problems(&self.path));
        // Of a file that is cut or damaged nobody knows whether it has rows.
        let is_told = problems.iter().any(Problem::stops);
        if met.rows == 0 && rejected == 0 && !is_told {
            problems.push(no_rows(&self.path));
        }
        Read {
            digest: met.digest.clone(),
            bytes: self.bytes,
            rows: met.rows,
            rejected,
            tool: self.tool,
            problems,
            met: (!self.is_damaged).then_some(met),
        }
    }
}

impl Row for TableFile<'_> {
    fn field(&self, column: usize) -> &[u8] {
        self.rows_of.field(column)
    }
}

/// The records of a text from its header on.
fn records(source: &dyn Source, detected: Detected, dialect: Dialect, header_row: u64) -> io::Result<Records<'_>> {
    let mut records = Records::new(Utf8Stream::new(source, detected)?, dialect.delimiter);
    if dialect.sep_line {
        records.skip_line()?;
    }
    records.skip_to_line(header_row)?;
    Ok(records)
}

/// Whether the file is a zip archive, as workbooks are.
fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether the file is a workbook of before 2007, or a newer one with a password.
fn is_ole(head: &[u8]) -> bool {
    head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// A packed file that is damaged before its first byte of text.
fn cut_before_text(source: &dyn Source, head: &[u8], path: &str) -> io::Result<Option<Problem>> {
    if !head.is_empty() || !gzip::is_gzip(source)? {
        return Ok(None);
    }
    let mut byte = [0];
    match io::Read::read(&mut gzip::Bytes::new(source)?, &mut byte) {
        Ok(_) => Ok(None),
        Err(error) => damaged(path, 0, 0, error).map(Some),
    }
}

/// The problem of a packed file that cannot be read to its end, after `rows` rows, the last of them on `line`; any other
/// failure is the disk's.
fn damaged(path: &str, rows: u64, line: u64, error: io::Error) -> io::Result<Problem> {
    let Some(damage) = Damage::of(&error) else {
        return Err(error);
    };
    let read = super::rows(rows);
    let (code, en, fr) = match damage {
        Damage::Truncated => ("data/truncated-gzip", "ends in the middle", "s'arrête au milieu"),
        Damage::Corrupt => ("data/damaged-gzip", "is damaged", "est abîmé"),
        Damage::Bomb => (
            "data/unpacks-too-much",
            "unpacks to more than 200 times its size",
            "se décompresse en plus de 200 fois sa taille",
        ),
    };
    let help = match damage {
        Damage::Bomb => Text::prose(
            "Look at what it holds; if it is a survey after all, unpack it and name the unpacked file.",
            "Regardez ce qu'il contient ; si c'est bien une enquête, décompressez-le et nommez le fichier obtenu.",
        ),
        _ => Text::prose(
            "Fetch or export the file again; its size should be that of the original.",
            "Téléchargez ou exportez le fichier de nouveau ; sa taille doit être celle de l'original.",
        ),
    };
    let (read_en, read_fr) = (read.get(crate::language::Lang::En), read.get(crate::language::Lang::Fr));
    Ok(Problem::error(
        code,
        Text::prose(
            format!("{path} {en}, after {read_en}"),
            format!("{path} {fr}, après {read_fr}"),
        ),
    )
    .why(Text::prose(
        "Nobody knows how many answers are missing, so nothing is computed from those that are there.",
        "On ignore combien de réponses manquent : rien n'est calculé à partir de celles qui restent.",
    ))
    .help(help)
    .at(Place {
        path: path.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 0,
        length: 0,
    }))
}

fn save_otherwise(path: &str) -> Problem {
    Problem::error(
        "data/other-container",
        Text::prose(
            format!("{path} is a workbook in a form that is not read"),
            format!("{path} est un classeur sous une forme qui n'est pas lue"),
        ),
    )
    .why(Text::prose(
        "Read are XLSX and ODS, without a password and not packed once more.",
        "Sont lus XLSX et ODS, sans mot de passe et sans être compressés une fois de plus.",
    ))
    .help(Text::prose(
        "Save it as XLSX or as CSV, without a password; a `.gz` around a workbook has to be unpacked.",
        "Enregistrez-le en XLSX ou en CSV, sans mot de passe ; un `.gz` autour d'un classeur est à décompresser.",
    ))
    .at(Place::file(path))
}

fn too_many_keys(path: &str) -> Problem {
    Problem::error(
        "data/too-many-columns",
        Text::prose(
            format!("the objects of {path} have more than 16,384 keys"),
            format!("les objets de {path} ont plus de 16\u{202f}384 clés"),
        ),
    )
    .why(Text::prose(
        "Keys are columns; here they are probably values, such as one key for each respondent.",
        "Les clés sont des colonnes ; ici, ce sont sans doute des valeurs, comme une clé par répondant.",
    ))
    .help(Text::prose(
        "Write one object for each respondent, with the same keys in all.",
        "Écrivez un objet par répondant, avec les mêmes clés dans tous.",
    ))
    .at(Place::file(path))
}

fn no_objects(path: &str) -> Problem {
    Problem::error(
        "data/not-json",
        Text::prose(
            format!("{path} holds no JSON object that can be read"),
            format!("{path} ne contient aucun objet JSON lisible"),
        ),
    )
    .why(Text::prose(
        "Read are an array of objects, and one object a line; each object is a respondent.",
        "Sont lus un tableau d'objets, et un objet par ligne ; chaque objet est un répondant.",
    ))
    .help(Text::prose(
        "Where the objects lie deeper (`{\"responses\": […]}`), write the array alone: `jq .responses`.",
        "Si les objets sont plus profond (`{\"responses\": […]}`), écrivez le tableau seul : `jq .responses`.",
    ))
    .at(Place::file(path))
}

fn empty(path: &str) -> Problem {
    Problem::error(
        "data/empty-file",
        Text::new(format!("{path} is empty"), format!("{path} est vide")),
    )
    .why(Text::prose(
        "There is no header, hence no column to read.",
        "Sans en-tête, il n'y a aucune colonne à lire.",
    ))
    .help(Text::prose(
        "Export the survey again, with the names of the columns in the first row.",
        "Exportez de nouveau l'enquête, avec les noms des colonnes en première ligne.",
    ))
    .at(Place::file(path))
}

fn no_rows(path: &str) -> Problem {
    Problem::error(
        "data/no-rows",
        Text::prose(
            format!("{path} has a header and no row"),
            format!("{path} a un en-tête mais aucune ligne"),
        ),
    )
    .why(Text::prose(
        "Without answers there is nothing to measure.",
        "Sans réponses, il n'y a rien à mesurer.",
    ))
    .help(Text::prose(
        "Export the survey again with its answers.",
        "Exportez de nouveau l'enquête avec ses réponses.",
    ))
    .at(Place::file(path))
}

fn unreadable_header(path: &str, line: u64) -> Problem {
    Problem::error(
        "data/unreadable-header",
        Text::prose(
            format!("the header of {path} cannot be read"),
            format!("l'en-tête de {path} est illisible"),
        ),
    )
    .why(Text::prose(
        "A quote is never closed, or bytes are no text in the file's encoding.",
        "Un guillemet n'est jamais refermé, ou des octets ne sont pas du texte dans l'encodage du fichier.",
    ))
    .help(Text::prose(
        "Look at the first line; declare `encoding:` and `delimiter:` in the survey where the file is unusual.",
        "Regardez la première ligne ; déclarez `encoding:` et `delimiter:` dans l'enquête si le fichier est inhabituel.",
    ))
    .at(Place {
        path: path.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 0,
        length: 0,
    })
}

fn guessed(path: &str) -> Problem {
    Problem::warning(
        "data/encoding-guessed",
        Text::prose(
            format!("{path} is not UTF-8; it was read as Windows-1252"),
            format!("{path} n'est pas en UTF-8 ; il a été lu comme du Windows-1252"),
        ),
    )
    .why(Text::prose(
        "In another encoding, accented letters of names and comments come out wrong.",
        "Dans un autre encodage, les lettres accentuées des noms et des commentaires seraient fausses.",
    ))
    .help(Text::prose(
        "Check a comment with accents, then write `encoding: windows-1252` in the survey, or save the file as UTF-8.",
        "Vérifiez un commentaire accentué, puis écrivez `encoding: windows-1252` dans l'enquête, ou enregistrez le \
         fichier en UTF-8.",
    ))
    .at(Place::file(path))
}
