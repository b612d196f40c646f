//! A data file as a table: dialect found out, header read, rows counted, rows that cannot be read reported.

use std::io;

use super::encoding::{HEAD, Utf8Stream, text_of};
use super::reader::{Fault, Outcome, Records};
use super::{Encoding, Header, Row, Trouble, dialect, encoding};
use crate::diagnostics::{Place, Problem};
use crate::files::Source;
use crate::language::{Lang, Text};

/// What the project says of a file's dialect; what it leaves out is found out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Declared {
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The encoding.
    pub encoding: Option<Encoding>,
}

/// What is known of a file once it was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// `sha256:…` or `blake3:…`.
    pub digest: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Rows that were read.
    pub rows: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// A problem for each way in which rows or the header were wrong.
    pub problems: Vec<Problem>,
}

/// A data file being read.
pub struct TableFile<'s> {
    path: String,
    bytes: u64,
    records: Records<'s>,
    header: Header,
    rows: u64,
    ragged: Trouble,
    ragged_first: Option<(u64, Fault)>,
    open_quote: Trouble,
    not_text: Trouble,
    too_long: Trouble,
    problems: Vec<Problem>,
}

impl<'s> TableFile<'s> {
    /// Opens a file: finds out its dialect and reads its header. The inner error is the user's: an empty file, or a
    /// header that cannot be read.
    pub fn open(source: &'s dyn Source, path: &str, declared: Declared) -> io::Result<Result<Self, Box<Problem>>> {
        let head = head(source)?;
        let detected = encoding::detect(&head, declared.encoding);
        let sample = text_of(&head[..head.len().min(64 << 10)], detected);
        if sample.trim_ascii().is_empty() {
            return Ok(Err(Box::new(empty(path))));
        }
        let dialect = dialect::detect(&sample, declared.delimiter);
        let mut problems = Vec::new();
        if detected.guessed {
            problems.push(guessed(path));
        }
        let mut records = Records::new(Utf8Stream::new(source, detected), dialect.delimiter);
        if dialect.sep_line {
            records.skip_line()?;
        }
        let line = match records.next()? {
            None => return Ok(Err(Box::new(empty(path)))),
            Some(Outcome::Rejected { line, .. }) => return Ok(Err(Box::new(unreadable_header(path, line)))),
            Some(Outcome::Row { line }) => line,
        };
        let names = (0..records.count())
            .map(|index| String::from_utf8_lossy(records.field(index)).trim().to_owned())
            .collect();
        records.expect(records.count());
        let header = Header::new(path, line, names);
        problems.extend(header.warnings());
        Ok(Ok(TableFile {
            path: path.to_owned(),
            bytes: source.len(),
            records,
            header,
            rows: 0,
            ragged: Trouble::default(),
            ragged_first: None,
            open_quote: Trouble::default(),
            not_text: Trouble::default(),
            too_long: Trouble::default(),
            problems,
        }))
    }

    /// The columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The line of the next row that can be read, or `None` at the end; rows that cannot are counted on the way.
    pub fn next_row(&mut self) -> io::Result<Option<u64>> {
        while let Some(outcome) = self.records.next()? {
            match outcome {
                Outcome::Row { line } => {
                    self.rows += 1;
                    return Ok(Some(line));
                }
                Outcome::Rejected { line, fault } => match fault {
                    Fault::Ragged { .. } => {
                        self.ragged.at(line);
                        self.ragged_first.get_or_insert((line, fault));
                    }
                    Fault::OpenQuote => self.open_quote.at(line),
                    Fault::NotText => self.not_text.at(line),
                    Fault::TooLong => self.too_long.at(line),
                },
            }
        }
        Ok(None)
    }

    /// Reads what is left of the file, so that the digest covers all of it, and says what was met.
    pub fn finish(mut self) -> io::Result<Read> {
        let rejected = self.ragged.count() + self.open_quote.count() + self.not_text.count() + self.too_long.count();
        let mut problems = std::mem::take(&mut self.problems);
        problems.extend(self.rejections());
        if self.rows == 0 && rejected == 0 {
            problems.push(no_rows(&self.path));
        }
        Ok(Read {
            digest: self.records.finish()?,
            bytes: self.bytes,
            rows: self.rows,
            rejected,
            problems,
        })
    }

    fn rejections(&self) -> impl Iterator<Item = Problem> {
        let why = Text::prose(
            "Rows that cannot be read are left out of every figure; they are counted in the report.",
            "Les lignes illisibles n'entrent dans aucun chiffre ; leur nombre figure dans le rapport.",
        );
        let folded = |trouble: &Trouble, code, en: &str, fr: &str, help: Text| {
            let rows = trouble.rows();
            let what = Text::prose(
                format!("{} {en}", rows.get(Lang::En)),
                format!("{} {fr}", rows.get(Lang::Fr)),
            );
            trouble.problem(&self.path, Problem::warning(code, what).why(why.clone()).help(help))
        };
        let several = |one: &'static str, many: &'static str, trouble: &Trouble| {
            if trouble.count() > 1 { many } else { one }
        };
        let (found, expected, lines) = match self.ragged_first {
            Some((_, Fault::Ragged { found, expected, lines })) => (found, expected, lines),
            _ => (0, 0, 0),
        };
        let ragged_help = if lines > 1 {
            Text::prose(
                format!(
                    "The first of them spans {lines} lines: look for a quote that is opened and not closed on its \
                     first line."
                ),
                format!(
                    "La première s'étend sur {lines} lignes du fichier : cherchez un guillemet ouvert et jamais fermé \
                     sur la première."
                ),
            )
        } else {
            Text::prose(
                "Look for a delimiter inside a text that is not quoted, or a row that was cut.",
                "Cherchez un séparateur dans un texte sans guillemets, ou une ligne coupée.",
            )
        };
        let many = self.ragged.count() > 1;
        [
            folded(
                &self.ragged,
                "data/ragged-row",
                &format!(
                    "{} not as many fields as the header ({found} instead of {expected}{})",
                    several("has", "have", &self.ragged),
                    if many { " in the first" } else { "" }
                ),
                &format!(
                    "{} pas autant de champs que l'en-tête ({found} au lieu de {expected}{})",
                    several("n'a", "n'ont", &self.ragged),
                    if many { " pour la première" } else { "" }
                ),
                ragged_help,
            ),
            folded(
                &self.open_quote,
                "data/open-quote",
                "opens a quote that is never closed: the rest of the file is inside it",
                "ouvre un guillemet jamais refermé : toute la suite du fichier s'y trouve prise",
                Text::prose(
                    "Close the quote, or double it if it belongs to the text.",
                    "Refermez le guillemet, ou doublez-le s'il fait partie du texte.",
                ),
            )
            .map(|problem| Problem {
                // Unlike the others it takes the rows behind it along, nobody knows how many.
                severity: crate::diagnostics::Severity::Error,
                ..problem
            }),
            folded(
                &self.not_text,
                "data/not-text",
                several(
                    "holds bytes that are no text in the file's encoding",
                    "hold bytes that are no text in the file's encoding",
                    &self.not_text,
                ),
                several(
                    "contient des octets qui ne sont pas du texte dans l'encodage du fichier",
                    "contiennent des octets qui ne sont pas du texte dans l'encodage du fichier",
                    &self.not_text,
                ),
                Text::prose(
                    "Save the file as UTF-8, or declare its `encoding:` in the survey.",
                    "Enregistrez le fichier en UTF-8, ou déclarez son `encoding:` dans l'enquête.",
                ),
            ),
            folded(
                &self.too_long,
                "data/row-too-long",
                several("is longer than 4 MiB", "are longer than 4 MiB", &self.too_long),
                several("dépasse 4 Mio", "dépassent 4 Mio", &self.too_long),
                Text::prose(
                    "Most often a quote is opened and closed much later.",
                    "Le plus souvent, un guillemet est ouvert puis refermé bien plus loin.",
                ),
            ),
        ]
        .into_iter()
        .flatten()
    }
}

impl Row for TableFile<'_> {
    fn field(&self, column: usize) -> &[u8] {
        self.records.field(column)
    }
}

fn head(source: &dyn Source) -> io::Result<Vec<u8>> {
    let mut head = vec![0; HEAD.min(usize::try_from(source.len()).unwrap_or(HEAD))];
    let mut filled = 0;
    while filled < head.len() {
        match source.read_at(filled as u64, &mut head[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    head.truncate(filled);
    Ok(head)
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
