//! JSON Lines and arrays of JSON objects as rows: a key is a column, an object in an object is `outer.inner`, a list of
//! values is one field with a value a line.
//!
//! Both are read as streams, twice: keys may appear on any row, and the columns must be known before rows are counted.

use std::collections::{HashMap, HashSet};
use std::io;

use serde_json::Value;

use super::encoding::Utf8Stream;
use super::reader::{Fault, LONGEST, Outcome};

/// How many columns a file may have: as many as a workbook.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// How the objects of a file are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One object a line.
    Lines,
    /// One array around them.
    Array,
}

/// The shape of a file that begins with `text`; `None` if it is no JSON.
pub(super) fn shape(text: &[u8], path: &str) -> Option<Shape> {
    let mut bytes = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let (first, second) = (bytes.next(), bytes.next());
    let path = path.to_ascii_lowercase();
    let path = path.strip_suffix(".gz").unwrap_or(&path);
    let is_called_so = [".json", ".jsonl", ".ndjson"].iter().any(|end| path.ends_with(end));
    match (first, second) {
        (Some(b'['), Some(b'{' | b']')) => Some(Shape::Array),
        (Some(b'['), _) if is_called_so => Some(Shape::Array),
        (Some(b'{'), Some(b'"')) => Some(Shape::Lines),
        _ if is_called_so => Some(Shape::Lines),
        _ => None,
    }
}

/// The objects of a file, one after another, as text.
struct Objects<'s> {
    stream: Utf8Stream<'s>,
    shape: Shape,
    buffer: Vec<u8>,
    at: usize,
    line: u64,
    /// Whether the bracket of the array was passed.
    opened: bool,
    closed: bool,
    text: Vec<u8>,
}

/// Where an object begins, and what keeps it from being read.
type Found = (u64, Option<Fault>);

impl<'s> Objects<'s> {
    fn new(stream: Utf8Stream<'s>, shape: Shape) -> Self {
        Objects {
            stream,
            shape,
            buffer: Vec::new(),
            at: 0,
            line: 1,
            opened: false,
            closed: false,
            text: Vec::new(),
        }
    }

    /// The byte at the current place, `None` at the end of the file.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        if self.at >= self.buffer.len() {
            self.stream.fill(&mut self.buffer)?;
            self.at = 0;
        }
        Ok(self.buffer.get(self.at).copied())
    }

    fn pass(&mut self, byte: u8) {
        self.at += 1;
        self.line += u64::from(byte == b'\n');
    }

    /// Passes white space and, in an array, what stands between objects.
    fn between(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            let is_between = match byte {
                byte if byte.is_ascii_whitespace() => true,
                b'[' if self.shape == Shape::Array && !self.opened => {
                    self.opened = true;
                    true
                }
                b',' if self.shape == Shape::Array => true,
                b']' if self.shape == Shape::Array && !self.closed => {
                    self.closed = true;
                    true
                }
                _ => false,
            };
            if !is_between {
                return Ok(Some(byte));
            }
            self.pass(byte);
        }
        Ok(None)
    }

    /// The next object into `text`.
    fn next(&mut self) -> io::Result<Option<Found>> {
        self.text.clear();
        let Some(_) = self.between()? else {
            let cut = self.shape == Shape::Array && !self.closed;
            self.closed = true;
            return Ok(cut.then_some((self.line, Some(Fault::OpenArray))));
        };
        let line = self.line;
        let mut too_long = false;
        let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
        while let Some(byte) = self.peek()? {
            match self.shape {
                Shape::Lines if byte == b'\n' => break,
                Shape::Array if depth == 0 && !in_text && matches!(byte, b',' | b']') => break,
                _ => {}
            }
            self.pass(byte);
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_text => escaped = true,
                b'"' => in_text = !in_text,
                b'{' | b'[' if !in_text => depth += 1,
                b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
                _ => {}
            }
            if self.text.len() < LONGEST {
                self.text.push(byte);
            } else {
                too_long = true;
            }
        }
        let cut = self.shape == Shape::Array && (depth > 0 || in_text);
        let fault = match (too_long, cut) {
            (true, _) => Some(Fault::TooLong),
            (false, true) => {
                // The end of the array is missed once, not twice.
                self.closed = true;
                Some(Fault::OpenArray)
            }
            (false, false) => None,
        };
        Ok(Some((line, fault)))
    }

    /// The keys and values of the object read last.
    fn fields(&self, mut field: impl FnMut(&str, &str)) -> Result<(), Fault> {
        if std::str::from_utf8(&self.text).is_err() {
            return Err(Fault::NotText);
        }
        match serde_json::from_slice(&self.text) {
            Ok(Value::Object(object)) => {
                for (key, value) in &object {
                    walk(key, value, &mut field);
                }
                Ok(())
            }
            _ => Err(Fault::NotJson),
        }
    }
}

/// Gives `field` every plain value under `value`, by the path of its keys.
fn walk(path: &str, value: &Value, field: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                walk(&format!("{path}.{key}"), value, field);
            }
        }
        Value::Array(values) if values.iter().any(|value| value.is_object() || value.is_array()) => {
            for (place, value) in values.iter().enumerate() {
                walk(&format!("{path}.{}", place + 1), value, field);
            }
        }
        Value::Array(values) => field(path, &values.iter().map(plain).collect::<Vec<_>>().join("\n")),
        value => field(path, &plain(value)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The keys of all objects, in the order in which they appear; `None` if there are too many.
pub(super) fn keys(stream: Utf8Stream<'_>, shape: Shape) -> io::Result<Option<Vec<String>>> {
    let mut objects = Objects::new(stream, shape);
    let mut known: HashSet<String> = HashSet::new();
    let mut keys = Vec::new();
    while let Some((_, fault)) = objects.next()? {
        if fault.is_some() {
            continue;
        }
        // What cannot be read is told when rows are counted.
        let _ = objects.fields(|key, _| {
            if keys.len() <= MOST_COLUMNS && !known.contains(key) {
                known.insert(key.to_owned());
                keys.push(key.to_owned());
            }
        });
        if keys.len() > MOST_COLUMNS {
            return Ok(None);
        }
    }
    Ok(Some(keys))
}

/// The objects of a file as rows.
pub(super) struct JsonRows<'s> {
    objects: Objects<'s>,
    columns: HashMap<String, usize>,
    fields: Vec<String>,
}

impl<'s> JsonRows<'s> {
    pub(super) fn new(stream: Utf8Stream<'s>, shape: Shape, keys: &[String]) -> Self {
        JsonRows {
            objects: Objects::new(stream, shape),
            columns: keys.iter().cloned().zip(0..).collect(),
            fields: vec![String::new(); keys.len()],
        }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Outcome>> {
        let Some((line, fault)) = self.objects.next()? else {
            return Ok(None);
        };
        let fault = fault.or_else(|| {
            self.fields.iter_mut().for_each(String::clear);
            let mut zero = false;
            let (columns, fields) = (&self.columns, &mut self.fields);
            let read = self.objects.fields(|key, value| {
                zero |= value.contains('\0');
                if let Some(column) = columns.get(key) {
                    value.clone_into(&mut fields[*column]);
                }
            });
            read.err().or(zero.then_some(Fault::Zero))
        });
        Ok(Some(match fault {
            Some(fault) => Outcome::Rejected { line, fault },
            None => Outcome::Row { line },
        }))
    }

    pub(super) fn field(&self, column: usize) -> &[u8] {
        self.fields.get(column).map_or(&[], |field| field.as_bytes())
    }

    /// How far the file was read, as it lies on the disk.
    pub(super) fn offset(&self) -> u64 {
        self.objects.stream.offset()
    }

    pub(super) fn finish(self) -> io::Result<String> {
        self.objects.stream.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::encoding::{Encoding, detect};
    use super::*;
    use crate::files::Bytes;

    /// A row as its line and fields, or its fault.
    type Told = Result<(u64, Vec<String>), (u64, Fault)>;

    /// The columns, and each row.
    fn read(text: &str) -> (Vec<String>, Vec<Told>) {
        let source = Bytes(text.as_bytes().to_vec());
        let shape = shape(text.as_bytes(), "a.jsonl").unwrap();
        let stream = || Utf8Stream::new(&source, detect(text.as_bytes(), Some(Encoding::Utf8))).unwrap();
        let keys = keys(stream(), shape).unwrap().unwrap();
        let mut rows = JsonRows::new(stream(), shape, &keys);
        let mut found = Vec::new();
        while let Some(outcome) = rows.next().unwrap() {
            found.push(match outcome {
                Outcome::Row { line } => {
                    let field = |column| String::from_utf8(rows.field(column).to_vec()).unwrap();
                    Ok((line, (0..keys.len()).map(field).collect()))
                }
                Outcome::Rejected { line, fault } => Err((line, fault)),
            });
        }
        (keys, found)
    }

    fn row(line: u64, fields: &[&str]) -> Told {
        if fields.is_empty() {
            return Err((line, Fault::NotJson));
        }
        Ok((line, fields.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn lines_and_arrays_hold_the_same_rows() {
        let lines =
            "{\"note\": 9, \"who\": {\"age\": 34}}\n\n{\"note\": null, \"via\": [\"web\", \"shop\"], \"ok\": true}\n";
        let array = "[{\"note\": 9, \"who\": {\"age\": 34}},\n\n {\"note\": null, \"via\": [\"web\", \"shop\"],\n\"ok\": true} ]\n";
        for text in [lines, array] {
            let (keys, rows) = read(text);
            assert_eq!(keys, ["note", "who.age", "via", "ok"]);
            assert_eq!(
                rows,
                [row(1, &["9", "34", "", ""]), row(3, &["", "", "web\nshop", "true"])]
            );
        }
    }

    #[test]
    fn a_key_may_appear_late_and_brackets_in_text_are_text() {
        let (keys, rows) = read("[{\"a\": \"x]},{\\\"\"}, {\"b\": 0.5}]");
        assert_eq!(keys, ["a", "b"]);
        assert_eq!(rows, [row(1, &["x]},{\"", ""]), row(1, &["", "0.5"])]);
    }

    #[test]
    fn a_broken_line_is_rejected_alone() {
        let (_, rows) = read("{\"a\": 1}\n{\"a\": \n[1]\n{\"a\": \"\\u0000\"}\n{\"a\": 2}\n");
        assert_eq!(
            rows,
            [
                row(1, &["1"]),
                row(2, &[]),
                row(3, &[]),
                Err((4, Fault::Zero)),
                row(5, &["2"])
            ]
        );
    }

    #[test]
    fn an_array_that_is_cut_off_says_so_once() {
        assert_eq!(
            read("[{\"a\": 1},\n{\"a\": 2").1,
            [row(1, &["1"]), Err((2, Fault::OpenArray))]
        );
        assert_eq!(read("[{\"a\": 1},\n{\"a\": 2}\n").1[2], Err((3, Fault::OpenArray)));
    }

    #[test]
    fn a_value_that_never_ends_does_not_fill_the_memory() {
        let (_, rows) = read(&format!("[{{\"a\": \"{}\"}}, {{\"a\": 1}}]", "x".repeat(LONGEST + 10)));
        assert_eq!(rows, [Err((1, Fault::TooLong)), row(1, &["1"])]);
    }
}
