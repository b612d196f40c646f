//! Text as it is compared: words in lower case, without accents, one space between them.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// `« Mentions légales »` → `mentions legales`; everything but letters and digits parts words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let push = |c: char, folded: &mut String| {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                folded.push(char::from(byte.to_ascii_lowercase()));
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    } else {
        // Ligatures have no decomposition, and people write `soeur` for `sœur`.
        let plain = text.replace(['œ', 'Œ'], "oe").replace(['æ', 'Æ'], "ae");
        for c in DecomposingNormalizerBorrowed::new_nfd().normalize_iter(plain.chars()) {
            if !('\u{300}'..='\u{36f}').contains(&c) {
                push(c, &mut folded);
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether folded text holds a folded phrase as whole words.
pub fn holds(folded: &str, phrase: &str) -> bool {
    holds_any(folded, &[phrase])
}

/// Whether folded text holds one of several folded phrases as whole words.
pub fn holds_any(folded: &str, phrases: &[&str]) -> bool {
    let text = folded.as_bytes();
    let begins = |rest: &[u8], phrase: &[u8]| {
        rest.starts_with(phrase) && rest.get(phrase.len()).is_none_or(|after| *after == b' ')
    };
    let mut at = 0;
    loop {
        let rest = &text[at..];
        if phrases.iter().any(|phrase| begins(rest, phrase.as_bytes())) {
            return true;
        }
        match memchr::memchr(b' ', rest) {
            Some(space) => at += space + 1,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_capitals_and_signs_fall_away() {
        assert_eq!(fold("« Mentions\u{a0}LÉGALES »"), "mentions legales");
        assert_eq!(fold("Qui sommes-nous ? L’équipe"), "qui sommes nous l equipe");
        assert_eq!(fold("Œuvre"), "oeuvre");
        assert_eq!(fold(" … "), "");
    }

    #[test]
    fn a_phrase_counts_as_whole_words_only() {
        assert!(holds("nous contacter", "contacter") && holds("a contact b", "contact"));
        assert!(!holds("contactless", "contact") && !holds("recontact", "contact"));
        assert!(holds("contacts contact", "contact") && holds("xa a a b", "a a b"));
        assert!(!holds("", "contact") && !holds("contact us", "us contact"));
    }
}
