//! Text cut into words: small letters, accents kept until the word is stemmed and gone after, so that “déçu” and
//! “decu” are one word.

use rust_stemmers::{Algorithm, Stemmer};

use crate::language::Lang;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing but a space.
    None,
    /// A comma.
    Comma,
    /// The end of a sentence.
    Stop,
}

/// Beginnings that an apostrophe cuts off in French; in English it joins (“don't”).
fn elides(before: &str) -> bool {
    before.chars().count() == 1 || matches!(before, "qu" | "jusqu" | "lorsqu" | "puisqu" | "quelqu" | "aujourd")
}

/// Calls `found` with each word of `text` in small letters and what stands before it.
pub(super) fn cut(text: &str, word: &mut String, mut found: impl FnMut(&str, Gap)) {
    let mut gap = Gap::Stop;
    word.clear();
    let mut flush = |word: &mut String, gap: &mut Gap| {
        if !word.is_empty() {
            found(word, *gap);
            word.clear();
            *gap = Gap::None;
        }
    };
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => word.push(letter),
            'A'..='Z' => word.push(letter.to_ascii_lowercase()),
            '\'' | '’' | 'ʼ' | '`' => {
                if elides(word) {
                    flush(word, &mut gap);
                }
            }
            ' ' | '-' => flush(word, &mut gap),
            ',' | '(' | ')' | '/' => {
                flush(word, &mut gap);
                gap = gap.max(Gap::Comma);
            }
            '.' | ';' | ':' | '!' | '?' | '\n' | '\r' | '…' => {
                flush(word, &mut gap);
                gap = Gap::Stop;
            }
            _ if letter.is_alphanumeric() => word.extend(letter.to_lowercase()),
            // A picture is a word.
            '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => {
                flush(word, &mut gap);
                word.push(letter);
                flush(word, &mut gap);
            }
            _ => flush(word, &mut gap),
        }
    }
    flush(word, &mut gap);
}

/// A word without its accents.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' | 'í' => plain.push('i'),
            'ô' | 'ö' | 'ó' => plain.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => plain.push('u'),
            'ç' => plain.push('c'),
            'ñ' => plain.push('n'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            other => plain.push(other),
        }
    }
    plain
}

/// Snowball's stems of both languages.
pub(super) struct Stems {
    french: Stemmer,
    english: Stemmer,
}

impl Stems {
    pub(super) fn new() -> Self {
        Stems {
            french: Stemmer::create(Algorithm::French),
            english: Stemmer::create(Algorithm::English),
        }
    }

    /// The stem of a word in small letters, without accents.
    pub(super) fn of(&self, lang: Lang, word: &str) -> String {
        folded(&match lang {
            Lang::Fr => self.french.stem(word),
            Lang::En => self.english.stem(word),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, Gap)> {
        let mut found = Vec::new();
        cut(text, &mut String::new(), |word, gap| found.push((word.to_owned(), gap)));
        found
    }

    #[test]
    fn apostrophes_cut_french_and_join_english() {
        let plain = |text: &str| words(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>();
        assert_eq!(
            plain("L’accueil n'est qu'à moitié là"),
            ["l", "accueil", "n", "est", "qu", "à", "moitié", "là"]
        );
        assert_eq!(plain("I DON’T know, wasn't"), ["i", "dont", "know", "wasnt"]);
        assert_eq!(plain("Bravo😊!"), ["bravo", "😊"]);
    }

    #[test]
    fn what_stands_before_a_word_is_kept() {
        let gaps: Vec<Gap> = words("Bien, merci. Mais long")
            .into_iter()
            .map(|(_, gap)| gap)
            .collect();
        assert_eq!(gaps, [Gap::Stop, Gap::Comma, Gap::Stop, Gap::None]);
    }

    #[test]
    fn accents_do_not_matter_once_stemmed() {
        let stems = Stems::new();
        assert_eq!(stems.of(Lang::Fr, "déçu"), stems.of(Lang::Fr, "decu"));
        assert_eq!(stems.of(Lang::En, "waiting"), "wait");
    }
}
