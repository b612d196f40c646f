//! Finding out what separates the columns.

use csv_core::{ReadRecordResult, ReaderBuilder};

/// The delimiters that are looked for, in the order that settles a tie.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records are looked at.
const RECORDS: usize = 50;

/// What separates the columns of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The delimiter.
    pub(super) delimiter: u8,
    /// Whether the first line is `sep=;`, which Excel writes and reads.
    pub(super) sep_line: bool,
}

/// Finds out the dialect from the beginning of the text: the candidate that cuts most records into as many fields as
/// the first one, the more fields the better. What stands above the line `header`, counted from 1, is no record.
pub(super) fn detect(text: &[u8], declared: Option<u8>, header: u64) -> Dialect {
    let first = text
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = first.trim_ascii_end_keeping_tab() {
        return Dialect {
            delimiter: declared.unwrap_or(*delimiter),
            sep_line: true,
        };
    }
    let delimiter = declared.unwrap_or_else(|| {
        let mut best = (0, b',');
        for candidate in CANDIDATES {
            let score = score(below(text, header), candidate);
            if score > best.0 {
                best = (score, candidate);
            }
        }
        best.1
    });
    Dialect {
        delimiter,
        sep_line: false,
    }
}

/// The text from a line on, whatever ends its lines; all of it where there are not so many.
fn below(text: &[u8], line: u64) -> &[u8] {
    let mut rest = text;
    for _ in 1..line {
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return text;
        };
        let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    rest
}

/// `sep=\t` ends in a tab that must stay.
trait TrimSpaces {
    fn trim_ascii_end_keeping_tab(&self) -> &[u8];
}

impl TrimSpaces for [u8] {
    fn trim_ascii_end_keeping_tab(&self) -> &[u8] {
        let end = self.iter().rposition(|byte| *byte != b' ').map_or(0, |last| last + 1);
        &self[..end]
    }
}

/// How many records have as many fields as the first, times how often the delimiter stands in it.
fn score(text: &[u8], delimiter: u8) -> usize {
    let mut parser = ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = text;
    let mut output = vec![0; text.len() + 1];
    let mut ends = vec![0; text.len() + 1];
    let mut first = None;
    let mut alike = 0;
    for _ in 0..RECORDS {
        let (result, read, _, fields) = parser.read_record(input, &mut output, &mut ends);
        input = &input[read..];
        // A record cut off by the end of the sample says nothing, unless it is the only one.
        let fields = match result {
            ReadRecordResult::Record => fields,
            ReadRecordResult::InputEmpty if first.is_none() => fields + 1,
            _ => break,
        };
        match first {
            None => {
                first = Some(fields);
                alike = 1;
            }
            Some(first) if first == fields => alike += 1,
            Some(_) => {}
        }
        if input.is_empty() {
            break;
        }
    }
    alike * first.map_or(0, |fields| fields - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_delimiter_is_found() {
        for delimiter in [",", ";", "\t", "|"] {
            let line = |fields: [&str; 4]| fields.join(delimiter);
            let text = format!(
                "{}\n{}\n",
                line(["id", "note", "why", "x"]),
                line(["1", "9", "ok", "y"])
            );
            assert_eq!(
                detect(text.as_bytes(), None, 1).delimiter,
                delimiter.as_bytes()[0],
                "{delimiter:?}"
            );
        }
    }

    #[test]
    fn decimal_commas_and_commas_in_text_do_not_mislead() {
        let text = "id;weight;comment, if any\n1;0,5;\"good, fast, cheap\"\n2;1,5;bon, sauf l'attente\n";
        assert_eq!(detect(text.as_bytes(), None, 1).delimiter, b';');
    }

    #[test]
    fn the_sep_line_of_excel_is_believed_and_a_declaration_more() {
        assert_eq!(
            detect(b"sep=|\na|b\n", None, 1),
            Dialect {
                delimiter: b'|',
                sep_line: true
            }
        );
        assert_eq!(detect(b"sep=\t\r\na\tb\n", None, 1).delimiter, b'\t');
        assert_eq!(detect(b"a,b\n", Some(b';'), 1).delimiter, b';');
    }

    #[test]
    fn one_column_is_a_table_too() {
        assert_eq!(detect(b"score\n9\n10\n", None, 1).delimiter, b',');
    }
}
