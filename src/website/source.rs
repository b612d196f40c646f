//! The decoded text of a file and the way from a byte offset to a line and a column.
//!
//! Knows nothing of HTML. Lines end at `\n`; columns count characters from 1, as editors do.

/// How far apart two remembered positions are, in bytes: what one look-up has to walk at most.
const STRIDE: usize = 4096;

/// A position in the decoded text of a file, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Decoded text with remembered positions, so that a look-up costs the same on the last line of a page as on the
/// first, and on a page that is one line of twenty megabytes as on any other.
#[derive(Debug, Clone, Default)]
pub struct SourceText {
    text: String,
    marks: Vec<(usize, Position)>,
}

impl SourceText {
    /// Takes the text over and remembers a position every few thousand bytes.
    pub fn new(text: String) -> Self {
        let mut source = SourceText {
            marks: Vec::with_capacity(text.len() / STRIDE + 1),
            text,
        };
        source.marks.push((0, Position { line: 1, column: 1 }));
        let mut offset = STRIDE;
        while offset < source.text.len() {
            let mark = floor(&source.text, offset);
            // From the mark before, which is the last one so far.
            let here = source.position(mark);
            source.marks.push((mark, here));
            offset = mark + STRIDE;
        }
        source
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text between two byte offsets, widened or cut where they are not on characters or outside.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        let start = floor(&self.text, start);
        let end = floor(&self.text, end).max(start);
        &self.text[start..end]
    }

    /// Line and column of a byte offset; of the end of the text for any offset beyond it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor(&self.text, offset);
        let index = self
            .marks
            .partition_point(|(mark, _)| *mark <= offset)
            .saturating_sub(1);
        let Some((mark, start)) = self.marks.get(index).copied() else {
            return Position { line: 1, column: 1 };
        };
        let part = &self.text.as_bytes()[mark..offset];
        let (lines, last) = match memchr::memrchr(b'\n', part) {
            Some(end) => (memchr::memchr_iter(b'\n', part).count(), Some(&part[end + 1..])),
            None => (0, None),
        };
        let column = last.map_or(start.column, |_| 1);
        // A character is its first byte and bytes that only go on.
        let characters = last.unwrap_or(part).iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        Position {
            line: start.line.saturating_add(lines as u32),
            column: column.saturating_add(characters as u32),
        }
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_at_line_feeds() {
        let text = SourceText::new("é<b>\r\nxé<i>".to_owned());
        assert_eq!(text.position(2), Position { line: 1, column: 2 });
        assert_eq!(
            text.position(text.as_str().find("<i>").unwrap()),
            Position { line: 2, column: 3 }
        );
    }

    #[test]
    fn a_position_far_into_one_long_line_is_that_of_a_plain_count() {
        let text = SourceText::new("aé".repeat(20_000));
        for offset in [0, 4095, 4096, 4098, 30_001, 59_999] {
            let plain = text.as_str()[..floor(text.as_str(), offset)].chars().count() as u32 + 1;
            assert_eq!(text.position(offset), Position { line: 1, column: plain }, "{offset}");
        }
    }

    #[test]
    fn an_offset_inside_a_character_or_beyond_the_end_does_not_panic() {
        let text = SourceText::new("é".to_owned());
        assert_eq!(text.position(1), Position { line: 1, column: 1 });
        assert_eq!(text.position(99), Position { line: 1, column: 2 });
        assert_eq!(text.slice(1, 99), "é");
    }
}
