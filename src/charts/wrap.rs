//! Breaking labels into lines, since SVG does not. A label is never cut: it takes as many lines as it needs.

use super::font;

/// The lines of `text` in at most `width` CSS pixels each (slack included). Breaks at spaces and after `/` and `-`;
/// a word that is wider than a line is broken with a hyphen. Empty text gives no lines.
pub(super) fn wrap(text: &str, width: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let fits = |line: &str| font::room(line.trim_end(), size, bold) <= width;
        if fits(&format!("{line}{piece}")) {
            line.push_str(piece);
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.clear();
        // A piece that may fit on no line of its own: broken where the line and its hyphen are full.
        let word = piece.trim_end();
        for (at, c) in word.char_indices() {
            let last = at + c.len_utf8() == word.len();
            let grown = format!("{line}{c}{}", if last { "" } else { "-" });
            if !line.is_empty() && !is_mark(c) && !fits(&grown) {
                lines.push(std::mem::take(&mut line) + "-");
            }
            line.push(c);
        }
        line.push_str(&piece[word.len()..]);
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A combining mark, which stays with the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Words with the space, slash or hyphen that follows them. No-break spaces do not part words.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.trim().split_inclusive([' ', '/', '-', '\n', '\t', '\u{2013}'])
}

/// Width of the widest line, with slack.
pub(super) fn widest(lines: &[String], size: f64, bold: bool) -> f64 {
    lines
        .iter()
        .map(|line| font::room(line, size, bold))
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_every_line_fits() {
        for text in [
            "Entreprises (PME/ETI) de plus de 250 salariés",
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "a b c",
            "Un Anticonstitutionnellement-long/mot",
        ] {
            for width in [48.0, 90.0, 200.0] {
                let lines = wrap(text, width, 12.0, false);
                let squeeze = |s: &str| s.replace([' ', '-'], "");
                assert_eq!(squeeze(&lines.concat()), squeeze(text));
                for line in &lines {
                    assert!(font::room(line, 12.0, false) <= width, "{line} in {width}");
                }
            }
        }
    }

    #[test]
    fn short_text_stays_whole_and_empty_text_has_no_line() {
        assert_eq!(wrap("Devis en ligne", 300.0, 13.0, false), ["Devis en ligne"]);
        assert!(wrap("  ", 300.0, 13.0, false).is_empty());
    }

    #[test]
    fn no_break_spaces_hold() {
        assert_eq!(
            wrap("n\u{a0}=\u{a0}12 345", 40.0, 12.0, false),
            ["n\u{a0}=\u{a0}12", "345"]
        );
    }

    #[test]
    fn a_width_of_nothing_still_ends() {
        assert_eq!(wrap("abc", 0.0, 12.0, false).concat().replace('-', ""), "abc");
    }
}
