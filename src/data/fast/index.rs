//! Where the fields and rows of a unit end, as bits, under both guesses of how it begins: outside or inside a quoted
//! field. Whoever knows how it begins picks the guess, or has it indexed exactly where both would be wrong.

use super::block::{BLOCK, Marks, marks, parities};

/// How the parser stands between two bytes. That of `csv_core`, of which only this much matters: where a record begins
/// is a field's beginning too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum State {
    /// A field begins.
    #[default]
    Start,
    /// In a field that no quote began: quotes are text.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that closes the field or, with another behind it, stands for one.
    Closing,
}

/// How a unit is read, found before it is known how it begins.
#[derive(Debug, Default)]
pub(super) struct Index {
    delimiter: Vec<u64>,
    feed: Vec<u64>,
    /// Between quotes, if the unit begins outside of them.
    inside: Vec<u64>,
    /// Ends of physical lines, where they are not the line feeds.
    lines: Vec<u64>,
    /// Line feeds in all.
    feeds: u64,
    /// Whether the number of quotes is odd.
    odd: bool,
    /// Whether guessing is wrong if the unit begins outside, or inside.
    wrong: [bool; 2],
    /// Whether there is a byte beyond ASCII.
    pub(super) high: bool,
    guess: Guess,
    /// How the unit ends, where the masks are exact.
    ending: State,
}

/// What the masks mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Guess {
    #[default]
    Outside,
    Inside,
    /// They are exact, and `lines` is filled.
    Exact,
}

/// What ends in a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// Delimiters between fields.
    pub(super) fields: u64,
    /// The last byte of each row's line end.
    pub(super) rows: u64,
    /// The last byte of each physical line.
    pub(super) lines: u64,
}

impl Index {
    /// Finds the marks of `unit`, which stands before the byte `after` (none at the end of the file).
    pub(super) fn scan(&mut self, unit: &[u8], delimiter: u8, after: Option<u8>) {
        let blocks = unit.len().div_ceil(BLOCK);
        self.delimiter.clear();
        self.feed.clear();
        self.inside.clear();
        self.delimiter.reserve(blocks);
        self.feed.reserve(blocks);
        self.inside.reserve(blocks);
        // Carried from block to block: whether a quote may open a field at the first byte (of the
        // first block that is judged once it is known how the unit begins), whether the first byte is
        // inside, and whether the last byte was a carriage return.
        let (mut may_open, mut carry, mut returned) = (1, 0_u64, 0_u64);
        let (mut feeds, mut high, mut wrong) = (0_u64, 0_u64, [0_u64; 2]);
        let mut take = |found: Marks, length: usize| {
            let Marks {
                quote,
                delimiter,
                feed,
                back,
                high: beyond,
            } = found;
            let inside = parities(quote) ^ carry;
            let openers = (delimiter | feed | back | quote) << 1 | may_open;
            // A quote in the midst of a field is text, and what follows is not what its parity says.
            wrong[0] |= quote & inside & !openers;
            wrong[1] |= quote & !inside & !openers;
            // A carriage return alone ends a row as well. That at the end of a block is judged with the next one.
            let alone = returned & !feed;
            wrong[0] |= alone & !carry;
            wrong[1] |= alone & carry;
            let last = 1 << (length - 1);
            let alone = back & !(feed >> 1) & !last;
            wrong[0] |= alone & !inside;
            wrong[1] |= alone & inside;
            returned = back >> (length - 1);
            may_open = (delimiter | feed | back | quote) >> (length - 1);
            carry = if inside >> (length - 1) & 1 == 1 { u64::MAX } else { 0 };
            high |= beyond;
            feeds += u64::from(feed.count_ones());
            self.delimiter.push(delimiter);
            self.feed.push(feed);
            self.inside.push(inside);
        };
        let (whole, rest) = unit.as_chunks::<BLOCK>();
        for block in whole {
            take(marks(block, delimiter), BLOCK);
        }
        if !rest.is_empty() {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            take(marks(&block, delimiter), rest.len());
        }
        let alone_at_end = returned == 1 && after != Some(b'\n');
        let ends_inside = carry != 0;
        self.wrong = [
            wrong[0] != 0 || alone_at_end && !ends_inside,
            wrong[1] != 0 || alone_at_end && ends_inside,
        ];
        self.odd = ends_inside;
        self.high = high != 0;
        self.feeds = feeds;
        self.guess = Guess::Outside;
    }

    /// Settles how the unit begins. Where neither guess is right, the unit is gone through byte by byte.
    pub(super) fn settle(&mut self, state: State, unit: &[u8], delimiter: u8, after: Option<u8>) {
        let misleading = state == State::Plain && unit.first() == Some(&b'"');
        self.guess = match state {
            State::Quoted if !self.wrong[1] => Guess::Inside,
            State::Start | State::Plain | State::Closing if !self.wrong[0] && !misleading => Guess::Outside,
            _ => Guess::Exact,
        };
        if self.guess == Guess::Exact {
            self.exact(state, unit, delimiter, after);
        }
    }

    /// Replaces the masks by what the parser would find.
    fn exact(&mut self, mut state: State, unit: &[u8], delimiter: u8, after: Option<u8>) {
        for masks in [&mut self.delimiter, &mut self.feed, &mut self.inside, &mut self.lines] {
            masks.clear();
            masks.resize(unit.len().div_ceil(BLOCK), 0);
        }
        for (at, byte) in unit.iter().copied().enumerate() {
            let (block, bit) = (at / BLOCK, 1_u64 << (at % BLOCK));
            let feeds = || unit.get(at + 1).copied().or(after) == Some(b'\n');
            if byte == b'\n' {
                self.lines[block] |= bit;
            }
            state = match (state, byte) {
                (State::Quoted, b'"') => State::Closing,
                (State::Quoted, _) | (State::Start | State::Closing, b'"') => State::Quoted,
                (_, b'\n') => {
                    self.feed[block] |= bit;
                    State::Start
                }
                // Of the two, the line feed ends the row.
                (state, b'\r') if feeds() => state,
                (_, b'\r') => {
                    self.feed[block] |= bit;
                    self.lines[block] |= bit;
                    State::Start
                }
                (_, byte) if byte == delimiter => {
                    self.delimiter[block] |= bit;
                    State::Start
                }
                _ => State::Plain,
            };
        }
        self.ending = state;
    }

    /// How the unit ends, given how it begins and its last byte.
    pub(super) fn ending(&self, delimiter: u8, last: u8) -> State {
        let quoted = match self.guess {
            Guess::Exact => return self.ending,
            Guess::Outside => self.odd,
            Guess::Inside => !self.odd,
        };
        match last {
            _ if quoted => State::Quoted,
            b'"' => State::Closing,
            b'\n' | b'\r' => State::Start,
            last if last == delimiter => State::Start,
            _ => State::Plain,
        }
    }

    fn blocks(&self) -> usize {
        self.feed.len()
    }

    /// What ends in a block.
    #[inline]
    pub(super) fn ends(&self, block: usize) -> Ends {
        let (delimiter, feed) = (self.delimiter[block], self.feed[block]);
        let (inside, lines) = match self.guess {
            Guess::Outside => (self.inside[block], feed),
            Guess::Inside => (!self.inside[block], feed),
            Guess::Exact => (0, self.lines[block]),
        };
        Ends {
            fields: delimiter & !inside,
            rows: feed & !inside,
            lines,
        }
    }

    /// Where the first row ends.
    pub(super) fn first_row_end(&self) -> Option<usize> {
        (0..self.blocks()).find_map(|block| {
            let rows = self.ends(block).rows;
            (rows != 0).then(|| block * BLOCK + rows.trailing_zeros() as usize)
        })
    }

    /// Where the last row ends.
    pub(super) fn last_row_end(&self) -> Option<usize> {
        (0..self.blocks()).rev().find_map(|block| {
            let rows = self.ends(block).rows;
            (rows != 0).then(|| block * BLOCK + 63 - rows.leading_zeros() as usize)
        })
    }

    /// How many physical lines end in the bytes from `from` to before `to`.
    pub(super) fn lines(&self, from: usize, to: usize) -> u64 {
        let mut count = 0;
        for block in from / BLOCK..to.div_ceil(BLOCK) {
            let mut lines = self.ends(block).lines;
            if block == from / BLOCK {
                lines &= u64::MAX << (from % BLOCK);
            }
            if block == to / BLOCK {
                lines &= (1 << (to % BLOCK)) - 1;
            }
            count += u64::from(lines.count_ones());
        }
        count
    }

    /// How many physical lines end in the whole unit.
    pub(super) fn all_lines(&self) -> u64 {
        match self.guess {
            Guess::Exact => self.lines.iter().map(|lines| u64::from(lines.count_ones())).sum(),
            _ => self.feeds,
        }
    }
}
