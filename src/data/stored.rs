//! Rows held in memory: of a format that cannot be read as a stream, or put together from several rows of a file.
//!
//! Such files are exempt from constant memory, never from a bound: what is held is measured while it grows.

/// How much may be held, in bytes of text and of bookkeeping.
pub(super) const MOST: usize = if cfg!(test) { 1 << 20 } else { 256 << 20 };

/// More is held than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

/// Rows in the order of their file.
#[derive(Debug, Default)]
pub(super) struct Stored {
    text: Vec<u8>,
    /// Where each field ends in `text`.
    ends: Vec<u32>,
    /// Where each row begins in `ends`, and the line it stands on.
    rows: Vec<(u32, u64)>,
    /// The row that `next` gives.
    at: usize,
    current: Option<usize>,
}

impl Stored {
    /// Begins a row that stands on `line`.
    pub(super) fn begin(&mut self, line: u64) {
        self.rows.push((self.ends.len() as u32, line));
    }

    /// Adds a field to the row begun last.
    pub(super) fn push(&mut self, field: &[u8]) -> Result<(), TooMuch> {
        self.text.extend_from_slice(field);
        self.ends.push(self.text.len() as u32);
        let held = self.text.len() + self.ends.len() * 4 + self.rows.len() * 16;
        if held > MOST { Err(TooMuch) } else { Ok(()) }
    }

    /// The field at `column` of the row at `row`; empty if there is none.
    pub(super) fn get(&self, row: usize, column: usize) -> &[u8] {
        let width = self.width_of(row);
        if column >= width {
            return &[];
        }
        let place = self.rows[row].0 as usize + column;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[place] as usize]
    }

    fn width_of(&self, row: usize) -> usize {
        let Some((first, _)) = self.rows.get(row) else { return 0 };
        let end = self
            .rows
            .get(row + 1)
            .map_or(self.ends.len(), |(next, _)| *next as usize);
        end - *first as usize
    }

    /// How many fields the widest row has.
    pub(super) fn width(&self) -> usize {
        (0..self.rows.len()).map(|row| self.width_of(row)).max().unwrap_or(0)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The line of a row.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(1, |(_, line)| *line)
    }

    /// Goes on to the next row and gives its line.
    pub(super) fn next(&mut self) -> Option<u64> {
        let (_, line) = self.rows.get(self.at)?;
        self.current = Some(self.at);
        self.at += 1;
        Some(*line)
    }

    /// Leaves out the next `rows`.
    pub(super) fn skip(&mut self, rows: usize) {
        self.at += rows;
    }

    /// The field at `column` of the current row.
    pub(super) fn field(&self, column: usize) -> &[u8] {
        self.current.map_or(&[], |row| self.get(row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_width_come_back_as_they_were_put_in() {
        let mut stored = Stored::default();
        for (line, row) in [(1, &["a", "b"][..]), (4, &["1"]), (5, &["2", "", "x"])] {
            stored.begin(line);
            for field in row {
                stored.push(field.as_bytes()).unwrap();
            }
        }
        assert_eq!((stored.len(), stored.width()), (3, 3));
        stored.skip(1);
        assert_eq!(stored.next(), Some(4));
        assert_eq!((stored.field(0), stored.field(1)), (&b"1"[..], &b""[..]));
        assert_eq!(stored.next(), Some(5));
        assert_eq!((stored.field(1), stored.field(2)), (&b""[..], &b"x"[..]));
        assert_eq!(stored.next(), None);
    }

    #[test]
    fn what_is_held_is_bounded() {
        let mut stored = Stored::default();
        stored.begin(1);
        let field = vec![b'x'; MOST / 4];
        let fitted = (0..8).take_while(|_| stored.push(&field).is_ok()).count();
        assert_eq!(fitted, 3);
    }
}
