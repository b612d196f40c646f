//! From the bytes of a page to text: byte order mark, then `<meta>` in the first 1,024 bytes, then a guess.
//!
//! The order and the 1,024 bytes are those of the HTML standard (§13.2.3, determining the character encoding). No
//! byte sequence is an error here: what cannot be decoded becomes U+FFFD.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes of a page may declare its encoding.
const PRESCAN: usize = 1024;

/// Text with the encoding that it was read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding, as the Encoding standard spells it (`UTF-8`, `windows-1252`).
    pub encoding: &'static str,
    /// Whether some bytes did not belong to the encoding and were replaced.
    pub replaced: bool,
}

/// Decodes a page.
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| declared(bytes))
        .unwrap_or_else(|| guess(bytes));
    let (text, encoding, replaced) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        replaced,
    }
}

/// Whether a page says its encoding itself, by a byte order mark or in time by a `<meta>`.
pub fn is_declared(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some() || declared(bytes).is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a `<meta charset>` or `<meta http-equiv="content-type">` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let mut rest = head.as_str();
    loop {
        let comment = rest.find("<!--");
        let meta = rest.find("<meta")?;
        if let Some(comment) = comment.filter(|comment| *comment < meta) {
            let after = &rest[comment + 4..];
            rest = &after[after.find("-->")? + 3..];
            continue;
        }
        let tag = &rest[meta + 5..];
        let end = tag.find('>').unwrap_or(tag.len());
        if let Some(encoding) = label_in(&tag[..end]).and_then(|label| Encoding::for_label(label.as_bytes())) {
            // The standard: a page that says UTF-16 in ASCII letters is not UTF-16, and x-user-defined is 1252.
            return Some(if encoding == UTF_16BE || encoding == UTF_16LE {
                UTF_8
            } else if encoding == encoding_rs::X_USER_DEFINED {
                WINDOWS_1252
            } else {
                encoding
            });
        }
        rest = &tag[end..];
    }
}

fn label_in(tag: &str) -> Option<&str> {
    let after = tag[tag.find("charset")? + "charset".len()..].trim_start();
    let value = after.strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>'))
        .unwrap_or(value.len());
    Some(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_charset_is_followed_in_both_spellings() {
        let page = decode(b"<meta charset=\"windows-1252\"><p>caf\xe9");
        assert_eq!((page.encoding, page.text.ends_with("café")), ("windows-1252", true));
        let page = decode(b"<META http-equiv=content-type content='text/html; CHARSET=euc-kr'>\xb0\xa1");
        assert_eq!((page.encoding, page.text.ends_with('가')), ("EUC-KR", true));
    }

    #[test]
    fn a_byte_order_mark_wins_over_the_declaration() {
        let page = decode(b"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9");
        assert_eq!((page.encoding, page.text.ends_with('é')), ("UTF-8", true));
    }

    #[test]
    fn a_charset_in_a_comment_does_not_count() {
        let page = decode("<!-- <meta charset=latin1> --><p>é".as_bytes());
        assert_eq!(page.encoding, "UTF-8");
    }

    #[test]
    fn without_a_declaration_the_bytes_decide() {
        assert_eq!(decode("<p>été".as_bytes()).encoding, "UTF-8");
        let page = decode(b"<p>Un \xe9t\xe9 \xe0 la montagne, o\xf9 l'on d\xeene");
        assert_eq!((page.encoding, page.text.contains("été")), ("windows-1252", true));
    }
}
