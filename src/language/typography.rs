//! Typography: the spaces, apostrophes and quotation marks each language wants in plain text.
//!
//! For prose only, before it becomes markup. Idempotent. Leaves alone what is not prose: web and mail addresses,
//! text between backticks, times such as 10:30 and places such as `a.yaml:3:5`.

use std::borrow::Cow;

use super::Lang;
use super::number::NARROW_SPACE;

const APOSTROPHE: char = '’';

/// `text` as `lang` sets it: in French a narrow no-break space before `; : ! ? % »` and after `«`; in both
/// languages a real apostrophe between letters.
pub fn typography(lang: Lang, text: &str) -> String {
    set(lang, text, Ends::Closed)
}

/// Like [`typography`] for the words between two placeables of a message: what touches an end is not the end of
/// a sentence, and an apostrophe there belongs to the word that will be put in (`l'{ $brand }`).
pub(super) fn fragment(lang: Lang, text: &str) -> Cow<'_, str> {
    Cow::Owned(set(lang, text, Ends::Open))
}

/// `text` between quotation marks: `« … »` with narrow no-break spaces in French, `“…”` in English.
pub fn quote(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Fr => format!("«{NARROW_SPACE}{text}{NARROW_SPACE}»"),
        Lang::En => format!("“{text}”"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Closed,
    Open,
}

fn set(lang: Lang, text: &str, ends: Ends) -> String {
    let chars: Vec<char> = text.chars().collect();
    let literal = literal_parts(&chars);
    let mut out = String::with_capacity(text.len() + 8);
    for (index, &char) in chars.iter().enumerate() {
        if literal[index] {
            out.push(char);
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| chars.get(index)).copied();
        let after = chars.get(index + 1).copied();
        match (lang, char) {
            (_, '\'') if is_apostrophe(before, after, ends) => out.push(APOSTROPHE),
            (Lang::Fr, ';' | ':' | '!' | '?') if is_sentence_mark(char, before, after, ends) => {
                push_before_mark(&mut out, char);
            }
            (Lang::Fr, '%') if out.trim_end_matches(is_blank).ends_with(|c: char| c.is_ascii_digit()) => {
                push_before_mark(&mut out, '%');
            }
            (Lang::Fr, '»') => push_before_mark(&mut out, '»'),
            // The blanks after an opening guillemet are swallowed here and written with the guillemet.
            (Lang::Fr, '«') => out.extend(['«', NARROW_SPACE]),
            (Lang::Fr, blank) if is_blank(blank) && out.ends_with(['«', NARROW_SPACE]) && follows_guillemet(&out) => {}
            (_, other) => out.push(other),
        }
    }
    out
}

/// Blanks that part words on one line; a line break is none of them.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn follows_guillemet(out: &str) -> bool {
    out.strip_suffix(NARROW_SPACE).is_some_and(|rest| rest.ends_with('«'))
}

/// Puts `mark` after one narrow no-break space, in place of whatever blanks stand there.
fn push_before_mark(out: &mut String, mark: char) {
    let kept = out.trim_end_matches(is_blank).len();
    out.truncate(kept);
    out.push(NARROW_SPACE);
    out.push(mark);
}

/// Between two letters, or after one at an open end; `'quoted'` keeps its quotes.
fn is_apostrophe(before: Option<char>, after: Option<char>, ends: Ends) -> bool {
    before.is_some_and(char::is_alphabetic)
        && match after {
            Some(after) => after.is_alphanumeric() || after == '«',
            None => ends == Ends::Open,
        }
}

/// Whether the mark closes something said, rather than standing in a time, a place, a path or an operator.
fn is_sentence_mark(mark: char, before: Option<char>, after: Option<char>, ends: Ends) -> bool {
    let after_ok = match after {
        None => true,
        Some(after) => {
            after.is_whitespace() || matches!(after, '!' | '?' | ')' | ']' | '»' | '”' | '"' | '…' | ',' | '.')
        }
    };
    let before_ok = match before {
        // `?!` is one mark; the start of a closed text has nothing to be parted from.
        Some('!' | '?' | '\n') => false,
        Some(_) => true,
        None => ends == Ends::Open && mark != ':',
    };
    let half_a_time =
        mark == ':' && after.is_none() && ends == Ends::Open && before.is_some_and(|c| c.is_ascii_digit());
    after_ok && before_ok && !half_a_time
}

/// Marks the characters that are not prose: between backticks, and in addresses.
fn literal_parts(chars: &[char]) -> Vec<bool> {
    let mut literal = vec![false; chars.len()];
    let mut start = 0;
    for part in chars.split_inclusive(|char| char.is_whitespace()) {
        let word: String = part.iter().collect();
        let word = word.trim_end();
        let address = word.contains("://") || word.starts_with("www.") || word.contains('@');
        if address {
            // Punctuation that closes the sentence is not part of the address.
            let inside = word
                .trim_end_matches([';', ':', '!', '?', '»', ',', '.', ')'])
                .chars()
                .count();
            literal[start..start + inside].fill(true);
        }
        start += part.len();
    }
    let ticks: Vec<usize> = (0..chars.len()).filter(|index| chars[*index] == '`').collect();
    for pair in ticks.chunks_exact(2) {
        literal[pair[0]..=pair[1]].fill(true);
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fr(text: &str) -> String {
        typography(Lang::Fr, text)
    }

    #[test]
    fn french_marks_get_a_narrow_no_break_space() {
        assert_eq!(fr("Pourquoi ?"), "Pourquoi\u{202f}?");
        assert_eq!(fr("Pourquoi?"), "Pourquoi\u{202f}?");
        assert_eq!(
            fr("Attention\u{a0}: 12,5 % des clients ; oui !"),
            "Attention\u{202f}: 12,5\u{202f}% des clients\u{202f}; oui\u{202f}!"
        );
        assert_eq!(fr("12%"), "12\u{202f}%");
        assert_eq!(fr("Vraiment ?!"), "Vraiment\u{202f}?!");
        assert_eq!(fr("(vraiment ?)"), "(vraiment\u{202f}?)");
    }

    #[test]
    fn guillemets_hold_their_words() {
        let expected = "«\u{202f}Vous nous avez dit, nous avons agi\u{202f}»";
        for given in [
            "« Vous nous avez dit, nous avons agi »",
            "«Vous nous avez dit, nous avons agi»",
            "«\u{a0}Vous nous avez dit, nous avons agi\u{a0}»",
            "«  Vous nous avez dit, nous avons agi  »",
        ] {
            assert_eq!(fr(given), expected);
        }
        assert_eq!(quote(Lang::Fr, "oui"), "«\u{202f}oui\u{202f}»");
        assert_eq!(quote(Lang::En, "yes"), "“yes”");
    }

    #[test]
    fn apostrophes_between_letters() {
        assert_eq!(fr("l'effort qu'il faut"), "l’effort qu’il faut");
        assert_eq!(fr("l'« effort »"), "l’«\u{202f}effort\u{202f}»");
        assert_eq!(fr("la clé 'nps'"), "la clé 'nps'");
        assert_eq!(typography(Lang::En, "it doesn't"), "it doesn’t");
    }

    #[test]
    fn what_is_not_prose_is_left_alone() {
        for text in [
            "https://exemple.fr/a?b=c;d:e!%20",
            "voir www.exemple.fr/a?b",
            "à 10:30 précises",
            "parcours.yaml:3:5",
            "le code `a ? b : l'autre`",
            "aide@exemple.fr",
            "a != b",
        ] {
            assert_eq!(fr(text), text);
        }
        assert_eq!(
            fr("Voir https://exemple.fr/a?b !"),
            "Voir https://exemple.fr/a?b\u{202f}!"
        );
    }

    #[test]
    fn setting_twice_changes_nothing() {
        for text in [
            "« Pourquoi ? » : l'effort, 12 % ; fini !",
            "«Quoi?!»",
            "Voir https://exemple.fr ; merci.",
            "« « a » »",
            "%",
            " : ",
            "a\n: b",
            "«",
        ] {
            let once = fr(text);
            assert_eq!(fr(&once), once, "{text}");
        }
    }

    #[test]
    fn english_keeps_its_spaces() {
        assert_eq!(typography(Lang::En, "Why? 54%: “yes”!"), "Why? 54%: “yes”!");
    }

    #[test]
    fn a_fragment_knows_that_something_follows() {
        assert_eq!(fragment(Lang::Fr, "l'"), "l’");
        assert_eq!(fragment(Lang::Fr, " !"), "\u{202f}!");
        assert_eq!(fragment(Lang::Fr, "10:"), "10:");
        assert_eq!(fr("dit l'"), "dit l'");
    }
}
