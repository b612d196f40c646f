//! Files that are cut, damaged or made to fill a machine: each a problem with its place and count, in bounded memory,
//! and the last good site stays.

use std::io;

use parcours::diagnostics::{Problem, Severity};
use parcours::files::{FileError, FileInfo, Files, Memory, Source};
use parcours::pipeline::{Options, audit};

use crate::command::Copied;
use crate::data::told;
use crate::formats::{packed, read, words, workbook, zipped};

const NOTES: &str = "\
title: T
surveys:
  - id: s
    file: FILE
    EXTRA
    questions: [{id: note, role: nps, scale: [0, 10]}]
";

fn notes(file: &str, extra: &str, bytes: &[u8]) -> (Option<u64>, Vec<Problem>) {
    let yaml = NOTES
        .replace("FILE", file)
        .replace("EXTRA", extra)
        .replace("    \n", "");
    let (evidence, problems) = read(&yaml, &[(file, bytes)]);
    (evidence.survey("s").map(|survey| survey.rows), problems)
}

fn rows(count: u32) -> String {
    (0..count)
        .map(|row| format!("{},abc\n", row % 11))
        .collect::<Vec<_>>()
        .concat()
}

fn severities(problems: &[Problem]) -> Vec<Severity> {
    problems.iter().map(|problem| problem.severity).collect()
}

/// A file that holds a few bytes at its beginning, and then the same byte over and over, up to its length.
struct Endless {
    head: Vec<u8>,
    tail: Vec<u8>,
    length: u64,
}

impl Source for Endless {
    fn len(&self) -> u64 {
        self.length
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let read = buffer
            .len()
            .min(usize::try_from(self.length.saturating_sub(offset)).unwrap_or(usize::MAX));
        let buffer = &mut buffer[..read];
        buffer.fill(b'x');
        let mut put = |bytes: &[u8], at: u64| {
            for (byte, place) in bytes.iter().zip(at..) {
                if let Some(slot) = place
                    .checked_sub(offset)
                    .and_then(|place| buffer.get_mut(usize::try_from(place).ok()?))
                {
                    *slot = *byte;
                }
            }
        };
        put(&self.head, 0);
        put(&self.tail, self.length - self.tail.len() as u64);
        Ok(read)
    }
}

/// A packed file of text: a beginning, the same piece over and over, an end, each packed on its own as gzip allows.
struct PackedOverAndOver {
    head: Vec<u8>,
    piece: Vec<u8>,
    times: usize,
    tail: Vec<u8>,
}

impl PackedOverAndOver {
    fn new(head: &str, piece: &str, times: usize, tail: &str) -> Self {
        let [head, piece, tail] = [head, piece, tail].map(|text| packed(text.as_bytes()));
        PackedOverAndOver {
            head,
            piece,
            times,
            tail,
        }
    }
}

impl Source for PackedOverAndOver {
    fn len(&self) -> u64 {
        (self.head.len() + self.piece.len() * self.times + self.tail.len()) as u64
    }
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let at = usize::try_from(offset).unwrap();
        let middle = self.head.len() + self.piece.len() * self.times;
        let rest = if at < self.head.len() {
            &self.head[at..]
        } else if at < middle {
            &self.piece[(at - self.head.len()) % self.piece.len()..]
        } else {
            &self.tail[(at - middle).min(self.tail.len())..]
        };
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }
}

/// A project with one such file.
struct Project {
    path: &'static str,
    yaml: Memory,
    data: fn() -> Box<dyn Source>,
}

impl Project {
    fn of(path: &'static str, data: fn() -> Box<dyn Source>) -> Self {
        let yaml = NOTES.replace("FILE", path).replace("    EXTRA\n", "");
        Project {
            path,
            yaml: Memory::new().with("parcours.yaml", yaml),
            data,
        }
    }
}

impl Files for Project {
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError> {
        if path == self.path {
            Ok((self.data)())
        } else {
            self.yaml.open(path)
        }
    }
    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        self.yaml.list(folder)
    }
    fn info(&self, path: &str) -> Result<FileInfo, FileError> {
        if path == self.path {
            Ok(FileInfo {
                len: (self.data)().len(),
            })
        } else {
            self.yaml.info(path)
        }
    }
    fn touched(&self) -> Vec<String> {
        self.yaml.touched()
    }
}

/// What the peak of this process's memory grew by while `work` ran, in MiB; 0 where the system does not say.
fn grown(work: impl FnOnce()) -> u64 {
    let peak = || -> Option<u64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let before = peak();
    work();
    peak().zip(before).map_or(0, |(after, before)| (after - before) / 1024)
}

fn problems_of(files: &dyn Files) -> Vec<Problem> {
    let outcome = audit(files, &Options::default());
    outcome.problems
}

/// Two gigabytes without a line end: rejected as one row, and the row behind it is read.
#[test]
fn a_line_of_two_gigabytes_is_rejected_in_bounded_memory() {
    let project = Project::of("s.csv", || {
        Box::new(Endless {
            head: b"note,why\n9,good\n8,".to_vec(),
            tail: b"\n7,bad\n".to_vec(),
            length: 2 << 30,
        })
    });
    let mut problems = Vec::new();
    let grown = grown(|| problems = problems_of(&project));
    assert_eq!(told(&problems), [("data/row-too-long", "s.csv:3".to_owned(), 1)]);
    assert!(grown < 64, "{grown} MiB");
}

/// The same line packed, by what words shrink and not by a thousand times, so that its size betrays nothing.
#[test]
fn a_packed_line_of_two_gigabytes_is_rejected_in_bounded_memory() {
    let project = Project::of("s.csv.gz", || {
        let mut dice = 1_u64;
        let word = (0..1 << 14).map(|_| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + (dice >> 60) as u8)
        });
        let piece = word.collect::<String>().repeat(64);
        let file = PackedOverAndOver::new("note,why\n9,good\n8,", &piece, 2 << 10, "\n7,bad\n");
        assert!(
            (2 << 30) / file.len() < 100,
            "it packs {} times",
            (2 << 30) / file.len()
        );
        Box::new(file)
    });
    let mut problems = Vec::new();
    let grown = grown(|| problems = problems_of(&project));
    assert_eq!(told(&problems), [("data/row-too-long", "s.csv.gz:3".to_owned(), 1)]);
    assert!(grown < 64, "{grown} MiB");
}

/// A string of 300 MiB in a JSON array: its object is left out, and those around it are read.
#[test]
fn a_string_without_end_in_a_json_array_is_left_out_in_bounded_memory() {
    let project = Project::of("s.json", || {
        Box::new(Endless {
            head: b"[{\"note\": 9, \"why\": \"good\"},\n{\"note\": 8, \"why\": \"".to_vec(),
            tail: b"\"},\n{\"note\": 7, \"why\": \"bad\"}]\n".to_vec(),
            length: 300 << 20,
        })
    });
    let mut problems = Vec::new();
    let grown = grown(|| problems = problems_of(&project));
    assert_eq!(told(&problems), [("data/row-too-long", "s.json:2".to_owned(), 1)]);
    assert!(grown < 64, "{grown} MiB");
}

/// Cut in the middle of its last row: every row before it is counted, and the place is where it stops.
#[test]
fn a_gzip_that_is_cut_in_its_last_row_loses_no_other() {
    let text = format!("note,why\n{}7,the last one", rows(50));
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
    let whole = encoder.finish().unwrap();
    // Eight bytes of checksum and length, and half of the last row.
    let (read, problems) = notes("s.csv.gz", "", &whole[..whole.len() - 8 - 7]);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["data/truncated-gzip"], "{problems:#?}");
    assert!(matches!(read, Some(50 | 51)), "{read:?}");
}

/// One line of 300 MiB, packed to a third of one: nobody's answers shrink a thousand times.
#[test]
fn a_packed_file_that_unpacks_without_measure_is_refused_in_bounded_memory() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let piece = vec![b'x'; 1 << 20];
    io::Write::write_all(&mut encoder, b"note,why\n9,good\n8,").unwrap();
    for _ in 0..300 {
        io::Write::write_all(&mut encoder, &piece).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 1 << 20);
    let mut found = (None, Vec::new());
    let grown = grown(|| found = notes("s.csv.gz", "", &bomb));
    assert_eq!(
        found.1.iter().map(|problem| problem.code).collect::<Vec<_>>(),
        ["data/unpacks-too-much"]
    );
    assert_eq!(severities(&found.1), [Severity::Error]);
    assert!(grown < 64, "{grown} MiB");
    // Whether it would have rows nobody knows: that is not told as well.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    io::Write::write_all(&mut encoder, b"note,why\n").unwrap();
    for _ in 0..300 {
        io::Write::write_all(&mut encoder, &piece).unwrap();
    }
    let (_, problems) = notes("s.csv.gz", "", &encoder.finish().unwrap());
    assert_eq!(
        problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
        ["data/unpacks-too-much"]
    );
}

#[test]
fn a_truncated_gzip_is_told_with_the_rows_before_it() {
    let body = (0..20_000)
        .map(|row| format!("{},{row}\n", row % 11))
        .collect::<Vec<_>>()
        .concat();
    let text = format!("note,why\n{body}");
    let whole = packed(text.as_bytes());
    let (read, problems) = notes("s.csv.gz", "", &whole[..whole.len() / 2]);
    let [problem] = &problems[..] else {
        panic!("{problems:#?}")
    };
    assert_eq!(
        (problem.code, problem.severity),
        ("data/truncated-gzip", Severity::Error)
    );
    // The place is that of the last row, which the message counts.
    let line = problem.place.as_ref().unwrap().line;
    assert!((1000..20_000).contains(&line), "{line}");
    assert_eq!(read, Some(u64::from(line) - 1));
    // Cut before its first byte of text, or damaged.
    let (_, problems) = notes("s.csv.gz", "", &whole[..12]);
    assert_eq!(problems[0].code, "data/truncated-gzip");
    let mut damaged = whole.clone();
    let last = damaged.len() - 5;
    damaged[last] ^= 1;
    let (_, problems) = notes("s.csv.gz", "", &damaged);
    assert_eq!(problems[0].code, "data/damaged-gzip");
}

#[test]
fn a_zip_bomb_as_a_workbook_is_refused_in_bounded_memory() {
    // One part of 400 MiB of blanks: less than half a megabyte on the disk.
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    io::Write::write_all(&mut archive, b"<workbook/>").unwrap();
    archive.start_file("xl/sharedStrings.xml", options).unwrap();
    let piece = vec![b' '; 1 << 20];
    for _ in 0..400 {
        io::Write::write_all(&mut archive, &piece).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20);
    let mut found = (None, Vec::new());
    let grown = grown(|| found = notes("s.xlsx", "", &bomb));
    assert_eq!(told(&found.1), [("data/workbook-too-large", "s.xlsx".to_owned(), 1)]);
    assert!(grown < 64, "{grown} MiB");
}

#[test]
fn cells_that_repeat_without_end_are_refused() {
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let row = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"float\" \
               office:value=\"9\" table:number-columns-repeated=\"16384\"><text:p>9</text:p></table:table-cell></table:table-row>";
    let content = format!(
        "<office:document-content {names}><office:body><office:spreadsheet><table:table table:name=\"A\">{row}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
    ];
    let mut found = (None, Vec::new());
    let grown = grown(|| found = notes("s.ods", "", &zipped(&parts)));
    assert_eq!(told(&found.1), [("data/workbook-too-large", "s.ods".to_owned(), 1)]);
    assert!(grown < 64, "{grown} MiB");
    // A single cell in the farthest corner of a sheet costs no more than itself.
    let corner = workbook(&[(
        "A",
        vec![vec![words(0, 0, "note"), "<c r=\"XFD1048576\"><v>1</v></c>".to_owned()]],
    )]);
    let (_, problems) = notes("s.xlsx", "", &corner);
    assert!(
        problems.iter().all(|problem| problem.severity == Severity::Warning),
        "{problems:#?}"
    );
}

#[test]
fn what_is_no_workbook_says_so() {
    let (_, problems) = notes("s.xlsx", "", b"PK\x03\x04 and no more");
    assert_eq!(told(&problems), [("data/unreadable-workbook", "s.xlsx".to_owned(), 1)]);
    let (_, problems) = notes("s.xlsx", "", &zipped(&[("word/document.xml", "<w/>")]));
    assert_eq!(problems[0].code, "data/unreadable-workbook");
    let (_, problems) = notes("s.xls", "", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook");
    assert_eq!(problems[0].code, "data/other-container");
}

#[test]
fn zero_bytes_reject_their_rows_alone() {
    let mut bytes = format!("note,why\n{}", rows(30)).into_bytes();
    for line in [4, 9] {
        let place = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(line - 1)
            .unwrap()
            .0;
        bytes[place - 1] = 0;
    }
    let (read, problems) = notes("s.csv", "", &bytes);
    assert_eq!(told(&problems), [("data/nul-byte", "s.csv:4".to_owned(), 2)]);
    assert_eq!(read, Some(28));
}

#[test]
fn a_file_that_changes_its_columns_half_way_stops_the_audit() {
    let second = (0..25)
        .map(|row| format!("{},abc,more\n", row % 11))
        .collect::<Vec<_>>()
        .concat();
    let (read, problems) = notes("s.csv", "", format!("note,why\n{}{second}", rows(30)).as_bytes());
    assert_eq!(told(&problems), [("data/ragged-row", "s.csv:32".to_owned(), 25)]);
    assert_eq!((read, severities(&problems)), (Some(30), vec![Severity::Error]));
    // A ragged row in between is left out and counted.
    let (read, problems) = notes(
        "s.csv",
        "",
        format!("note,why\n{}{second}{}", rows(30), rows(5)).as_bytes(),
    );
    assert_eq!((read, severities(&problems)), (Some(35), vec![Severity::Warning]));
}

#[test]
fn numbers_off_the_scale_weights_that_are_none_and_dates_to_come_are_counted() {
    let mut file = "note,poids,jour\n".to_owned();
    for row in 0..40 {
        let weight = match row {
            7 => "-1",
            8 => "beaucoup",
            9 => "NaN",
            _ => "1",
        };
        let note = if row % 20 == 3 { 42 } else { row % 11 };
        let day = if row > 36 { "2027-01-01" } else { "2026-01-01" };
        file += &format!("{note},{weight},{day}\n");
    }
    let yaml = NOTES
        .replace("FILE", "s.csv")
        .replace("title: T\n", "title: T\nas_of: 2026-12-31\n")
        .replace("EXTRA", "weight: poids\n    date: {column: jour}");
    let (_, problems) = read(&yaml, &[("s.csv", file.as_bytes())]);
    assert_eq!(
        told(&problems),
        [
            ("data/out-of-scale", "s.csv:5".to_owned(), 2),
            ("data/bad-weight", "s.csv:9".to_owned(), 3),
            ("data/future-date", "s.csv:39".to_owned(), 3),
        ]
    );
    assert_eq!(
        severities(&problems),
        [Severity::Warning, Severity::Error, Severity::Warning]
    );
}

#[test]
fn json_that_is_cut_stops_the_audit_and_a_broken_line_does_not() {
    let lines: Vec<String> = (0..30).map(|row| format!("{{\"note\": {}}}", row % 11)).collect();
    let (_, problems) = notes("s.json", "", format!("[{}", lines.join(",\n")).as_bytes());
    assert_eq!(told(&problems), [("data/open-array", "s.json:30".to_owned(), 1)]);
    assert_eq!(severities(&problems), [Severity::Error]);
    let (read, problems) = notes(
        "s.jsonl",
        "",
        format!("{}\n{{\"note\": 9\n{}", lines.join("\n"), lines[0]).as_bytes(),
    );
    assert_eq!(told(&problems), [("data/not-json", "s.jsonl:31".to_owned(), 1)]);
    assert_eq!((read, severities(&problems)), (Some(31), vec![Severity::Warning]));
    let (_, problems) = notes("s.json", "", b"{\n  \"responses\": []\n}\n");
    assert_eq!(problems[0].code, "data/not-json");
}

/// The site that is there stays, to the byte, also when the file was read well before.
#[test]
fn the_last_good_site_stays_when_a_file_is_damaged() {
    let copied = Copied::of("sample-project/course");
    let folder = &copied.folder;
    let survey = std::fs::read_to_string(folder.join("parcours.yaml")).unwrap();
    let name = survey
        .lines()
        .find_map(|line| line.trim().strip_prefix("file: "))
        .unwrap()
        .to_owned();
    let csv = std::fs::read(folder.join(&name)).unwrap();
    let whole = packed(&csv);
    let packed_name = format!("{name}.gz");
    std::fs::write(folder.join("parcours.yaml"), survey.replace(&name, &packed_name)).unwrap();
    std::fs::write(folder.join(&packed_name), &whole).unwrap();
    copied.build(&[]).exits(0);
    let good = copied.files();
    std::fs::write(folder.join(&packed_name), &whole[..whole.len() * 2 / 3]).unwrap();
    // Twice: what was remembered of the first try must not pass for the whole.
    for _ in 0..2 {
        copied.build(&[]).exits(2).says("truncated-gzip");
        assert!(copied.files() == good);
    }
}
