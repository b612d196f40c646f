//! The fast reader against the streaming one, wherever units are cut.

use super::*;
use crate::data::{Declared, Encoding, TableFile};
use crate::files::{Files, Memory};

/// Every row as (line, fields), in the order of lines.
#[derive(Default, Debug, PartialEq)]
struct Rows(Vec<(u64, Vec<Vec<u8>>)>, usize);

impl Count for Rows {
    fn row<R: Row>(&mut self, row: &R, line: u64) {
        self.0
            .push((line, (0..self.1).map(|column| row.field(column).to_vec()).collect()));
    }
}

/// The rows of `bytes` and what was met, read one after another, and then by `threads` in units of `unit`.
fn both_ways(bytes: &[u8], unit: usize, threads: usize) {
    let files = Memory::new().with("a.csv", bytes);
    let source = files.open("a.csv").unwrap();
    let declared = Declared {
        delimiter: Some(b','),
        encoding: Some(Encoding::Utf8),
        ..Declared::default()
    };
    let open = || TableFile::open(&*source, "a.csv", &declared).unwrap();
    let Ok(mut file) = open() else { return };
    // A text that looks like an export of survey tools may be read in another way.
    let Some(plain) = file.plain() else { return };
    let plain = plain.in_units_of(unit);
    let width = plain.expected;
    let columns: Vec<usize> = (0..width).collect();
    let mut counters: Vec<Rows> = (0..threads).map(|_| Rows(Vec::new(), width)).collect();
    let met = plain.count(&mut counters, &columns, &Unwatched).unwrap();
    let mut fast: Vec<_> = counters.into_iter().flat_map(|counter| counter.0).collect();
    fast.sort();
    let mut slow = Rows(Vec::new(), width);
    while let Some(line) = file.next_row().unwrap() {
        slow.row(&file, line);
    }
    let shown = || format!("units of {unit}: {}", String::from_utf8_lossy(bytes));
    assert_eq!(fast, slow.0, "{}", shown());
    let fast = open().unwrap_or_else(|_| unreachable!()).finish_with(met);
    assert_eq!(fast, file.finish().unwrap(), "{}", shown());
}

fn random(seed: &mut u64, below: usize) -> usize {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize % below
}

#[test]
fn nasty_files_read_the_same_wherever_they_are_cut() {
    let pieces: [&[u8]; 24] = [
        b",",
        b",",
        b",",
        b"\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"",
        b"\"\"",
        b"a",
        b"9",
        b" ",
        "é".as_bytes(),
        b"\xC3",
        b"\xA9",
        b"\n\n",
        b"\"x,y\nz\"",
        b"\",\"",
        b",\"",
        b"\"\n",
        b"\xEF\xBB\xBF",
        b"bc,d\n",
        b"\0",
    ];
    let mut seed = 11;
    for _ in 0..400 {
        let mut bytes = b"p,q\n".to_vec();
        for _ in 0..random(&mut seed, 40) {
            bytes.extend_from_slice(pieces[random(&mut seed, pieces.len())]);
        }
        for unit in [1, 2, 3, 5, 8, 13, 64, 1 << 20] {
            both_ways(&bytes, unit, 1);
        }
    }
}

#[test]
fn clean_files_read_the_same_whatever_the_threads() {
    let mut seed = 5;
    for end in ["\n", "\r\n"] {
        let mut text = format!("id,note,why{end}");
        for row in 0..400 {
            let why = match random(&mut seed, 6) {
                0 => String::new(),
                1 => "court".to_owned(),
                2 => format!("\"long, très long{end}sur deux lignes\""),
                3 => "\"il a dit \"\"non\"\"\"".to_owned(),
                4 => "\"\"".to_owned(),
                _ => "x".repeat(random(&mut seed, 90)),
            };
            text.push_str(&format!("{row},{},{why}{end}", random(&mut seed, 11)));
            if random(&mut seed, 40) == 0 {
                text.push_str(if random(&mut seed, 2) == 0 { end } else { "trop,peu\n" });
            }
        }
        for unit in 1..=64 {
            both_ways(text.as_bytes(), unit, 2);
        }
        for unit in [100, 127, 128, 1000, 1024, 4096] {
            both_ways(text.as_bytes(), unit, 3);
        }
    }
}

#[test]
fn records_too_long_and_quotes_never_closed_are_met_alike() {
    let mut long = b"p,q\n1,2\n3,\"".to_vec();
    long.resize(long.len() + (9 << 20), b'x');
    let mut closed = long.clone();
    closed.extend_from_slice(b"\"\n4,5\n6");
    let mut commas = b"p,q\n".to_vec();
    commas.resize(600_000, b',');
    commas.extend_from_slice(b"\n1,2\n");
    let mut doubled = b"p,q\n1,\"".to_vec();
    doubled.resize((8 << 20) - 20, b'"');
    doubled.extend_from_slice(b"\"\n1,2\n");
    let mut feeds = b"p,q\n1,\"".to_vec();
    feeds.resize(5 << 20, b'\n');
    feeds.extend_from_slice(b"\"\n1,2\n1,2,3\n");
    for bytes in [long, closed, commas, doubled, feeds] {
        both_ways(&bytes, 1 << 20, 2);
        both_ways(&bytes, 1 << 16, 2);
    }
}

#[test]
fn a_source_that_fails_ends_the_reading_with_its_reason() {
    struct Failing;
    impl Source for Failing {
        fn len(&self) -> u64 {
            1000
        }
        fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
            if offset >= 500 {
                return Err(io::Error::other("the disk broke"));
            }
            buffer.fill(b'\n');
            Ok(buffer.len().min(500 - offset as usize))
        }
    }
    let plain = Plain {
        source: &Failing,
        start: 0,
        line: 1,
        delimiter: b',',
        expected: 2,
        unit: 64,
    };
    let mut counters = [Rows::default(), Rows::default(), Rows::default()];
    let error = plain.count(&mut counters, &[], &Unwatched).unwrap_err();
    assert_eq!(error.to_string(), "the disk broke");
}
