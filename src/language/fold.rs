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
        for c in text.chars() {
            push(c, &mut folded);
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
    folded.match_indices(phrase).any(|(at, _)| {
        let before = folded[..at].ends_with(' ') || at == 0;
        let after = folded[at + phrase.len()..].starts_with(' ') || at + phrase.len() == folded.len();
        before && after
    })
}

/// Whether folded text holds one of several folded phrases as whole words.
pub fn holds_any(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| holds(folded, phrase))
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
        assert!(holds("contacts contact", "contact"));
    }
}
