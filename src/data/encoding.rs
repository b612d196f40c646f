//! Bytes in any of the encodings that survey tools write → UTF-8, as a stream.
//!
//! A byte that is no text becomes 0xFF, which no UTF-8 holds, so that the row it stands in is found and rejected
//! further on; nothing is ever replaced in silence.

use std::io::{self, Read as _};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::gzip::Bytes;
use crate::files::Source;

/// How much of a file is looked at to find out its encoding and dialect.
pub(super) const HEAD: usize = 1 << 20;

/// How much is read at once.
const UNIT: usize = 256 << 10;

/// An encoding that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`.
    Utf8,
    /// `utf-16le`.
    Utf16Le,
    /// `utf-16be`.
    Utf16Be,
    /// `windows-1252`.
    Windows1252,
}

impl Encoding {
    /// All of them, with their word in YAML.
    pub const WORDS: [(&'static str, Encoding); 4] = [
        ("utf-8", Encoding::Utf8),
        ("utf-16le", Encoding::Utf16Le),
        ("utf-16be", Encoding::Utf16Be),
        ("windows-1252", Encoding::Windows1252),
    ];

    /// The encoding of a word in YAML, in any case.
    pub fn from_word(word: &str) -> Option<Encoding> {
        Encoding::WORDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(word))
            .map(|(_, encoding)| *encoding)
    }

    fn decoder(self) -> Option<Decoder> {
        match self {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Windows1252 => Some(WINDOWS_1252.new_decoder_without_bom_handling()),
        }
    }
}

/// What the first bytes of a file say of its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Detected {
    /// The encoding.
    pub(super) encoding: Encoding,
    /// How many bytes of mark stand before the text.
    pub(super) mark: usize,
    /// Whether nothing in the file says so: any byte is text in Windows-1252.
    pub(super) guessed: bool,
}

/// Finds out the encoding from the first bytes: a byte order mark, else valid UTF-8, else UTF-16 by its zero bytes,
/// else Windows-1252. A declared encoding wins over all but is still freed of its mark.
pub(super) fn detect(head: &[u8], declared: Option<Encoding>) -> Detected {
    let marked = if head.starts_with(b"\xEF\xBB\xBF") {
        Some((Encoding::Utf8, 3))
    } else if head.starts_with(b"\xFF\xFE") {
        Some((Encoding::Utf16Le, 2))
    } else if head.starts_with(b"\xFE\xFF") {
        Some((Encoding::Utf16Be, 2))
    } else {
        None
    };
    if let Some(encoding) = declared {
        let mark = marked
            .filter(|(found, _)| *found == encoding)
            .map_or(0, |(_, mark)| mark);
        return Detected {
            encoding,
            mark,
            guessed: false,
        };
    }
    if let Some((encoding, mark)) = marked {
        return Detected {
            encoding,
            mark,
            guessed: false,
        };
    }
    let certain = |encoding| Detected {
        encoding,
        mark: 0,
        guessed: false,
    };
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 4 > head.len() {
        return certain(if odd > even {
            Encoding::Utf16Le
        } else {
            Encoding::Utf16Be
        });
    }
    match std::str::from_utf8(head) {
        Ok(_) => certain(Encoding::Utf8),
        // The head may end in the middle of a character.
        Err(error) if error.error_len().is_none() => certain(Encoding::Utf8),
        Err(_) => Detected {
            guessed: true,
            ..certain(Encoding::Windows1252)
        },
    }
}

/// A file as a stream of UTF-8, unpacked and digested on the way.
pub(super) struct Utf8Stream<'s> {
    bytes: Bytes<'s>,
    mark: usize,
    skip: usize,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ended: bool,
}

impl<'s> Utf8Stream<'s> {
    /// How far the file was read, as it lies on the disk.
    pub(super) fn offset(&self) -> u64 {
        self.bytes.offset()
    }

    pub(super) fn new(source: &'s dyn Source, detected: Detected) -> io::Result<Self> {
        Ok(Utf8Stream {
            bytes: Bytes::new(source)?,
            mark: detected.mark,
            skip: detected.mark,
            decoder: detected.encoding.decoder(),
            raw: Vec::new(),
            ended: false,
        })
    }

    /// How many bytes stand before the text, if it is read as it lies on the disk.
    pub(super) fn mark_of_plain(&self) -> Option<usize> {
        (self.decoder.is_none() && self.bytes.is_plain()).then_some(self.mark)
    }

    /// Puts the next piece of text into `out`, whose former content goes; leaves it empty at the end of the file.
    pub(super) fn fill(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        out.clear();
        while out.is_empty() && !self.ended {
            self.raw.resize(UNIT, 0);
            let mut filled = 0;
            while filled < UNIT {
                match self.bytes.read(&mut self.raw[filled..]) {
                    Ok(0) => {
                        self.ended = true;
                        break;
                    }
                    Ok(read) => filled += read,
                    // What was read before the failure is given out first; the failure comes again.
                    Err(_) if filled > 0 => break,
                    Err(error) => return Err(error),
                }
            }
            self.raw.truncate(filled);
            let skip = std::mem::take(&mut self.skip).min(filled);
            match &mut self.decoder {
                None if skip == 0 => std::mem::swap(out, &mut self.raw),
                None => out.extend_from_slice(&self.raw[skip..]),
                Some(decoder) => decode(decoder, &self.raw[skip..], self.ended, out),
            }
        }
        Ok(())
    }

    /// Reads what is left, so that the digest covers the whole file, and gives the digest.
    pub(super) fn finish(self) -> io::Result<String> {
        self.bytes.finish()
    }
}

/// The text of the first bytes of a file, for finding out its dialect.
pub(super) fn text_of(head: &[u8], detected: Detected) -> Vec<u8> {
    let head = &head[detected.mark.min(head.len())..];
    match detected.encoding.decoder() {
        None => head.to_vec(),
        Some(mut decoder) => {
            let mut text = Vec::new();
            decode(&mut decoder, head, false, &mut text);
            text
        }
    }
}

/// Decodes a piece, writing 0xFF for what is no text.
fn decode(decoder: &mut Decoder, mut input: &[u8], last: bool, out: &mut Vec<u8>) {
    let mut written = out.len();
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(input.len())
            .unwrap_or(input.len().saturating_mul(3))
            .max(16);
        out.resize(written + room, 0);
        let (result, read, put) = decoder.decode_to_utf8_without_replacement(input, &mut out[written..], last);
        input = &input[read..];
        written += put;
        out.truncate(written);
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                out.push(0xFF);
                written += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_the_encoding() {
        for (head, encoding, mark) in [
            (&b"\xEF\xBB\xBFa"[..], Encoding::Utf8, 3),
            (&b"\xFF\xFEa\0"[..], Encoding::Utf16Le, 2),
            (&b"\xFE\xFF\0a"[..], Encoding::Utf16Be, 2),
        ] {
            let found = detect(head, None);
            assert_eq!((found.encoding, found.mark, found.guessed), (encoding, mark, false));
        }
    }

    #[test]
    fn without_a_mark_the_bytes_tell() {
        assert_eq!(detect("été;à".as_bytes(), None).encoding, Encoding::Utf8);
        assert_eq!(detect(b"a\0;\0b\0", None).encoding, Encoding::Utf16Le);
        assert_eq!(detect(b"\0a\0;\0b", None).encoding, Encoding::Utf16Be);
        let found = detect(b"\xE9t\xE9;a", None);
        assert_eq!((found.encoding, found.guessed), (Encoding::Windows1252, true));
        let cut_in_a_character = &"aé".as_bytes()[..2];
        assert_eq!(detect(cut_in_a_character, None).encoding, Encoding::Utf8);
    }

    #[test]
    fn a_declared_encoding_wins_and_loses_its_mark() {
        let found = detect(b"\xE9t\xE9", Some(Encoding::Windows1252));
        assert_eq!((found.encoding, found.guessed), (Encoding::Windows1252, false));
        assert_eq!(detect(b"\xEF\xBB\xBFa", Some(Encoding::Utf8)).mark, 3);
    }

    #[test]
    fn what_is_no_text_becomes_a_byte_that_utf8_never_holds() {
        let mut decoder = UTF_16LE.new_decoder_without_bom_handling();
        let mut out = Vec::new();
        decode(&mut decoder, b"a\0\x00\xD8b\0", true, &mut out);
        assert_eq!(out, b"a\xFFb");
    }
}
