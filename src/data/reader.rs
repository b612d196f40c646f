//! The streaming record reader: buffer → parser → one row at a time, with the physical line it begins on.
//!
//! Built on `csv_core` rather than on `csv`, because line numbers must be exact with CRLF and blank lines, an unclosed
//! quote must be noticed, and a record that never ends must not fill the memory.

use std::io;

use csv_core::{ReadRecordResult, ReaderBuilder};
use serde::{Deserialize, Serialize};

use super::encoding::Utf8Stream;

/// The longest record that is kept, in bytes; a longer one is rejected.
pub(super) const LONGEST: usize = 4 << 20;

/// The most fields a record may have; one with more is too long.
pub(super) const MOST_FIELDS: usize = LONGEST / 8;

/// Why a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Fault {
    /// It has another number of fields than the header.
    Ragged {
        /// Fields found.
        found: usize,
        /// Fields in the header.
        expected: usize,
        /// How many lines it spans: more than one points at a quote.
        lines: u64,
    },
    /// A quote is opened and never closed: the rest of the file is inside it.
    OpenQuote,
    /// It holds bytes that are no text in the file's encoding.
    NotText,
    /// It is longer than four mebibytes.
    TooLong,
    /// It holds a zero byte, which no text does.
    Zero,
    /// It is no JSON object.
    NotJson,
    /// An array of JSON objects is never closed: the file was cut.
    OpenArray,
}

/// What the next record turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A row that can be read.
    Row {
        /// The line it begins on, from 1.
        line: u64,
    },
    /// A row that cannot.
    Rejected {
        /// The line it begins on, from 1.
        line: u64,
        /// Why.
        fault: Fault,
    },
}

/// Where reading stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest {
    /// Bytes of the file before the next record.
    pub(super) start: u64,
    /// The line it begins on.
    pub(super) line: u64,
    pub(super) delimiter: u8,
    /// How many fields a row must have.
    pub(super) expected: usize,
}

/// Reads records one after another.
pub(super) struct Records<'s> {
    stream: Utf8Stream<'s>,
    parser: csv_core::Reader,
    delimiter: u8,
    /// Bytes of text before those in the buffer.
    before: u64,
    buffer: Vec<u8>,
    at: usize,
    line: u64,
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// How many fields a row must have; the first record sets it.
    expected: Option<usize>,
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: Utf8Stream<'s>, delimiter: u8) -> Self {
        Records {
            stream,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            before: 0,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            fields: vec![0; 4096],
            ends: vec![0; 64],
            count: 0,
            expected: None,
        }
    }

    /// The field at `index` of the row read last; empty if there is none.
    pub(super) fn field(&self, index: usize) -> &[u8] {
        if index >= self.count {
            return &[];
        }
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.fields[start..self.ends[index]]
    }

    /// How many fields the row read last has.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What has to be known to read on from here in another way, if the text lies on the disk as it is.
    pub(super) fn rest(&self) -> Option<Rest> {
        Some(Rest {
            start: self.stream.mark_of_plain()? as u64 + self.bytes_read(),
            line: self.line,
            delimiter: self.delimiter,
            expected: self.expected?,
        })
    }

    /// How many bytes of text were read.
    fn bytes_read(&self) -> u64 {
        self.before + self.at as u64
    }

    /// How far the file was read, as it lies on the disk.
    pub(super) fn offset(&self) -> u64 {
        self.stream.offset()
    }

    /// From now on a row has `count` fields.
    pub(super) fn expect(&mut self, count: usize) {
        self.expected = Some(count);
    }

    /// Skips one physical line (the `sep=;` that Excel writes).
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        while self.refill()? {
            let byte = self.buffer[self.at];
            if byte == b'\n' || byte == b'\r' {
                self.skip_line_ends()?;
                break;
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Skips physical lines up to the one that is to be read next.
    pub(super) fn skip_to_line(&mut self, line: u64) -> io::Result<()> {
        while self.line < line && self.refill()? {
            let byte = self.buffer[self.at];
            self.at += 1;
            if byte == b'\r' && self.refill()? && self.buffer[self.at] == b'\n' {
                self.at += 1;
            }
            self.line += u64::from(matches!(byte, b'\n' | b'\r'));
        }
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<String> {
        self.stream.finish()
    }

    /// Whether a byte stands at `at`, filling the buffer if need be.
    fn refill(&mut self) -> io::Result<bool> {
        if self.at >= self.buffer.len() {
            self.before += self.buffer.len() as u64;
            self.stream.fill(&mut self.buffer)?;
            self.at = 0;
        }
        Ok(!self.buffer.is_empty())
    }

    /// Passes line ends between records, counting CRLF, LF and CR once each; blank lines are no rows.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        while self.refill()? {
            match self.buffer[self.at] {
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                }
                b'\r' => {
                    self.at += 1;
                    if self.refill()? && self.buffer[self.at] == b'\n' {
                        self.at += 1;
                    }
                    self.line += 1;
                }
                _ => break,
            }
        }
        Ok(())
    }

    /// The next record, if there is one.
    pub(super) fn next(&mut self) -> io::Result<Option<Outcome>> {
        self.skip_line_ends()?;
        let line = self.line;
        let (mut written, mut ends) = (0, 0);
        let mut too_long = false;
        let mut open_quote = false;
        let mut closed = false;
        self.count = 0;
        loop {
            let at_end = !self.refill()?;
            // The parser closes an open quote at the end in silence: a line end shows whether one is open.
            let input: &[u8] = match (at_end, closed) {
                (false, _) => &self.buffer[self.at..],
                (true, false) => b"\n",
                (true, true) => &[],
            };
            let (result, read, put, ended) =
                self.parser
                    .read_record(input, &mut self.fields[written..], &mut self.ends[ends..]);
            let mut after_return = false;
            if at_end {
                closed |= read > 0;
                open_quote |= put > 0;
            } else {
                let consumed = &self.buffer[self.at..self.at + read];
                self.line += consumed.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
                after_return = consumed.last() == Some(&b'\r');
                self.at += read;
            }
            written += put;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    if self.fields.len() >= LONGEST {
                        too_long = true;
                        written = 0;
                    } else {
                        self.fields.resize(self.fields.len() * 2, 0);
                    }
                }
                ReadRecordResult::OutputEndsFull => {
                    if self.ends.len() >= MOST_FIELDS {
                        too_long = true;
                        ends = 0;
                    } else {
                        self.ends.resize(self.ends.len() * 2, 0);
                    }
                }
                ReadRecordResult::Record => {
                    if after_return {
                        if self.refill()? && self.buffer[self.at] == b'\n' {
                            self.at += 1;
                        }
                        self.line += 1;
                    }
                    break;
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
        let lines = self.line - line;
        if open_quote {
            return Ok(Some(Outcome::Rejected {
                line,
                fault: Fault::OpenQuote,
            }));
        }
        if too_long {
            return Ok(Some(Outcome::Rejected {
                line,
                fault: Fault::TooLong,
            }));
        }
        self.count = ends;
        let fault = match self.expected {
            Some(expected) if expected != ends => Some(Fault::Ragged {
                found: ends,
                expected,
                lines,
            }),
            _ if !self.is_text(written) => Some(Fault::NotText),
            _ if self.fields[..written].contains(&0) => Some(Fault::Zero),
            _ => None,
        };
        Ok(Some(match fault {
            Some(fault) => Outcome::Rejected { line, fault },
            None => Outcome::Row { line },
        }))
    }

    /// Whether every field is valid UTF-8.
    fn is_text(&self, written: usize) -> bool {
        self.fields[..written].is_ascii() || (0..self.count).all(|index| std::str::from_utf8(self.field(index)).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::super::encoding::{Detected, Encoding, detect};
    use super::*;
    use crate::files::{Files, Memory};

    /// A row as (line, fields), or (line, fault).
    type Told = Result<(u64, Vec<String>), (u64, Fault)>;

    fn read(bytes: &[u8], delimiter: u8) -> Vec<Told> {
        let files = Memory::new().with("a.csv", bytes);
        let source = files.open("a.csv").unwrap();
        let detected: Detected = detect(bytes, Some(Encoding::Utf8));
        let mut records = Records::new(Utf8Stream::new(&*source, detected).unwrap(), delimiter);
        let mut rows = Vec::new();
        while let Some(outcome) = records.next().unwrap() {
            rows.push(match outcome {
                Outcome::Row { line } => {
                    if rows.is_empty() {
                        records.expect(records.count());
                    }
                    let fields = (0..records.count())
                        .map(|index| String::from_utf8(records.field(index).to_vec()).unwrap())
                        .collect();
                    Ok((line, fields))
                }
                Outcome::Rejected { line, fault } => Err((line, fault)),
            });
        }
        rows
    }

    #[expect(clippy::unnecessary_wraps, reason = "it stands beside rows that were rejected")]
    fn row(line: u64, fields: &[&str]) -> Told {
        Ok((line, fields.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn lines_are_physical_whatever_the_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,2", "", "3,4"].join(end);
            assert_eq!(
                read(text.as_bytes(), b','),
                [row(1, &["a", "b"]), row(2, &["1", "2"]), row(4, &["3", "4"])],
                "{end:?}"
            );
        }
    }

    #[test]
    fn newlines_inside_quotes_belong_to_the_field_and_count_as_lines() {
        assert_eq!(
            read(b"a,b\r\n\"one\r\ntwo\n\",2\r\n3,4\r\n", b','),
            [row(1, &["a", "b"]), row(2, &["one\r\ntwo\n", "2"]), row(5, &["3", "4"])]
        );
    }

    #[test]
    fn doubled_quotes_and_delimiters_inside_quotes_are_text() {
        assert_eq!(read(b"\"a \"\"b\"\"; c\";d", b';'), [row(1, &["a \"b\"; c", "d"])]);
    }

    #[test]
    fn a_ragged_row_is_rejected_with_its_line_and_the_next_one_is_read() {
        let ragged = |found| Fault::Ragged {
            found,
            expected: 2,
            lines: 1,
        };
        assert_eq!(
            read(b"a,b\n1\n2,3,4\n5,6\n", b','),
            [
                row(1, &["a", "b"]),
                Err((2, ragged(1))),
                Err((3, ragged(3))),
                row(4, &["5", "6"])
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_is_noticed_at_the_end() {
        assert_eq!(
            read(b"a,b\n1,\"never\n2,3\n", b','),
            [row(1, &["a", "b"]), Err((2, Fault::OpenQuote))]
        );
        assert_eq!(read(b"a,b\n1,\"closed\"", b',').len(), 2);
        assert_eq!(read(b"a,b\n1,\"closed\"", b',')[1], row(2, &["1", "closed"]));
    }

    #[test]
    fn bytes_that_are_no_text_reject_their_row_alone() {
        assert_eq!(
            read(b"a,b\n1,2\n\xE9,3\n4,5", b','),
            [
                row(1, &["a", "b"]),
                row(2, &["1", "2"]),
                Err((3, Fault::NotText)),
                row(4, &["4", "5"])
            ]
        );
        // Two halves of a character in two fields are no character.
        assert_eq!(read(b"a,b\n\xC3,\xA9\n", b',')[1], Err((2, Fault::NotText)));
    }

    #[test]
    fn a_record_that_never_ends_does_not_fill_the_memory() {
        let mut text = b"a,b\n1,\"".to_vec();
        text.resize(LONGEST * 2, b'x');
        text.extend_from_slice(b"\"\n3,4\n");
        let rows = read(&text, b',');
        assert_eq!(rows[1], Err((2, Fault::TooLong)));
        assert_eq!(rows[2], row(3, &["3", "4"]));
    }
}
