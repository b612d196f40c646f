//! The line of source shown beside a defect: one line, at most 120 characters, e-mails and secrets masked.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Document, NodeId};
use super::visible::collapse;

/// Most characters of a snippet, the mark of a cut included.
pub const MAX: usize = 120;

/// An element as it stands in the source: its start tag, and what it holds up to its end tag where both are in reach;
/// the start tag alone where another tag comes first, since that one is not what is shown.
pub fn of_element(document: &Document, id: NodeId) -> String {
    let span = document.span(id);
    let (start, end) = (span.start as usize, span.end as usize);
    let tag = document.source.slice(start, end);
    let rest = document.source.slice(end, end.saturating_add(MAX * 6));
    let held = rest.find('<').map_or("", |text| {
        match rest[text..].strip_prefix("</").and_then(|tail| tail.find('>')) {
            Some(closed) => &rest[..=text + "</".len() + closed],
            None => "",
        }
    });
    of_text(&format!("{tag}{held}"))
}

/// The start of whatever begins at a byte offset of the source.
pub fn of_source(document: &Document, start: usize) -> String {
    // Room for white space that collapses and for what masking shortens.
    of_text(document.source.slice(start, start.saturating_add(MAX * 6)))
}

/// Any text as a snippet.
pub fn of_text(text: &str) -> String {
    // A snippet is the start of its text: what cannot show is not looked at, unless masking shortens very much. What is cut
    // in the middle of an address must be far from what shows.
    let mut end = text.len().min(MAX * 24);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let mut line = mask(collapse(&text[..end]));
    if end < text.len() && line.chars().count() <= MAX * 4 {
        line = mask(collapse(text));
    }
    if line.len() <= MAX || line.chars().count() <= MAX {
        return line;
    }
    let mut cut: String = line.chars().take(MAX - 1).collect();
    cut.push('…');
    cut
}

#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}0-9._%+-]+(?:@|%40|&#0*64;)[\p{L}0-9-]+(?:\.[\p{L}0-9-]+)+").expect("valid"));

#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)((?:api[_-]?key|access[_-]?key|secret|token|passw(?:or)?d|pwd|auth|signature|sig|nonce|csrf\w*)["']?\s*[=:]\s*["']?)[^\s"'&<>;,]{4,}"#,
    )
    .expect("valid")
});

#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static LONG_CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Za-z0-9_]{32,}\b").expect("valid"));

/// From how many letters and figures on a run of them is a code.
const LONG: usize = 32;

/// Takes e-mail addresses, values of parameters that look like secrets, and long codes out of a line.
fn mask(mut line: String) -> String {
    // What cannot be there is not looked for: most lines hold none of them.
    if line.contains('@') || line.contains("%40") || line.contains("&#") {
        line = EMAIL.replace_all(&line, "***@***").into_owned();
    }
    if line.contains(['=', ':']) && SECRET.is_match(&line) {
        line = SECRET.replace_all(&line, "$1***").into_owned();
    }
    let in_code = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    if line.len() < LONG
        || !line
            .as_bytes()
            .split(|byte| !in_code(byte))
            .any(|run| run.len() >= LONG)
    {
        return line;
    }
    LONG_CODE
        .replace_all(&line, |found: &regex::Captures<'_>| {
            let code = &found[0];
            // A long word is no code: codes mix letters and digits.
            let mixed = code.bytes().any(|b| b.is_ascii_digit()) && code.bytes().any(|b| b.is_ascii_alphabetic());
            if mixed { "***".to_owned() } else { code.to_owned() }
        })
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn a_snippet_is_one_line_of_at_most_120_characters() {
        let page = parse(&format!("<p>\n<a\n  href='/{}'>é</a>", "é".repeat(300)));
        let snippet = of_element(&page, page.named("a").next().unwrap());
        assert!(snippet.starts_with("<a href='/éé") && snippet.ends_with('…'));
        assert_eq!(snippet.chars().count(), MAX);
    }

    #[test]
    fn a_snippet_ends_with_its_element() {
        let page = parse("<meta name=robots content=noindex>\n<title>t</title><a href=x>here</a><p><b>c</b></p>");
        let snippet = |name| of_element(&page, page.named(name).next().unwrap());
        assert_eq!(snippet("meta"), "<meta name=robots content=noindex>");
        assert_eq!(snippet("a"), "<a href=x>here</a>");
        assert_eq!(snippet("p"), "<p>");
    }

    #[test]
    fn addresses_and_secrets_are_masked() {
        assert_eq!(
            of_text("<a href='mailto:marie.d@example.fr'>"),
            "<a href='mailto:***@***'>"
        );
        assert_eq!(of_text("/x?api_key=abcd1234&a=b"), "/x?api_key=***&a=b");
        assert_eq!(
            of_text("<input name=csrf-token value=a>"),
            "<input name=csrf-token value=a>"
        );
        assert_eq!(of_text("id=0123456789abcdef0123456789abcdef"), "id=***");
        assert_eq!(
            of_text("anticonstitutionnellementanticonst"),
            "anticonstitutionnellementanticonst"
        );
    }
}
