//! Masks what identifies a person in words they wrote: e-mail addresses, telephone numbers, IBANs, payment cards,
//! French social security numbers, and the part of an address on the web that may hold a token.
//!
//! Names are not found: no list holds them all, and a wrong guess would mask half the language. What is found by shape
//! is checked by its control digits where it has some, so that order numbers stay readable.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What stands in the place of what was masked, in every language.
const MASK: &str = "[…]";

/// The part of a match that is masked, given the text around it; none if it is not what it looks like.
type Part = fn(&str, Range<usize>) -> Option<Range<usize>>;

/// A shape, and what of it is masked.
struct Shape {
    pattern: Regex,
    masked: Part,
}

/// In the order in which they are looked for; what one has masked, the next no longer sees.
static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    let shapes: [(&str, Part); 8] = [
        (r"(?i)\b(?:https?://|www\.)[^\s<>«»]+", web_address),
        (
            r"[\p{L}\p{M}\p{N}._%+'’-]*[\p{L}\p{M}\p{N}_%+-]\s?(?:@|＠)\s?[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+",
            all,
        ),
        (
            r"(?i)[a-z0-9._-]*[a-z0-9_-] ?[\[(](?:at|arobase)[\])] ?[a-z0-9-]+(?: ?(?:[\[(](?:dot|point)[\])]|\.) ?[a-z0-9-]+)+",
            all,
        ),
        (
            r"(?i)\b[a-z]{2}[0-9]{2}(?:[ .\u{a0}\u{202f}-]?[a-z0-9]{4}){2,7}(?:[ .\u{a0}\u{202f}-]?[a-z0-9]{1,3})?\b",
            iban,
        ),
        (r"[12](?:[ .\u{a0}\u{202f}-]?[0-9AB]){12,14}", social_security),
        (r"[0-9](?:[ .\u{a0}\u{202f}-]?[0-9]){12,18}", card),
        (
            r"(?:\+|\b00|＋)[ ]?[1-9][0-9]{0,2}(?:[ .\u{a0}\u{202f}\u{2010}-\u{2013}/-]{0,2}(?:\(0\))?[ ]?[(]?[0-9][)]?){6,12}",
            standing_alone,
        ),
        (
            r"(?:0|\(0\))[ ]?[1-9](?:[ .\u{a0}\u{202f}\u{2010}-\u{2013}/-]{0,2}[0-9]{2}){4}|0[67][0-9]{2}[ .-][0-9]{3}[ .-][0-9]{3}|0[67][0-9][ .-][0-9]{3}[ .-][0-9]{4}|\([2-9][0-9]{2}\) ?[0-9]{3}[-. ][0-9]{4}",
            national_number,
        ),
    ];
    shapes
        .into_iter()
        // The patterns are constants, which the tests compile.
        .filter_map(|(pattern, masked)| {
            let pattern = Regex::new(pattern).ok()?;
            Some(Shape { pattern, masked })
        })
        .collect()
});

/// `text` with what identifies a person masked.
pub fn redact(text: &str) -> String {
    let mut text = text.to_owned();
    for shape in SHAPES.iter() {
        let mut from = 0;
        while let Some(found) = shape.pattern.find_at(&text, from) {
            let found = found.range();
            if let Some(masked) = (shape.masked)(&text, found.clone()) {
                text.replace_range(masked.clone(), MASK);
                from = masked.start + MASK.len();
            } else {
                // Another reading may begin one character later.
                from = found.start + text[found.start..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    text
}

#[expect(clippy::unnecessary_wraps, reason = "it is one `Part` among others")]
fn all(_: &str, found: Range<usize>) -> Option<Range<usize>> {
    Some(found)
}

/// What follows the host, if it has a query, a fragment, a user or a part that looks like a token.
fn web_address(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let address = text[found.clone()].trim_end_matches(['.', ',', ';', '!', ')', ']', '…']);
    let host = address.find("://").map_or(0, |at| at + 3);
    let path = address[host..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| host + at);
    let token = |part: &str| part.len() >= 16 && part.bytes().any(|byte| byte.is_ascii_digit());
    let rest = &address[path..];
    if address[host..path].contains('@') {
        return Some(found.start + host..found.start + address.len());
    }
    (rest.contains(['?', '#', '@']) || rest.split('/').any(token))
        .then_some(found.start + path + usize::from(rest.starts_with('/'))..found.start + address.len())
}

/// Not a part of a longer number or code such as `CMD-0612345678`.
fn standing_alone(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let mut before = text[..found.start].chars().rev();
    let joined = match before.next() {
        Some('-' | '_' | '/' | '#' | '.') => {
            before.next().is_some_and(char::is_alphanumeric) || text[..found.start].ends_with('#')
        }
        Some(other) => other.is_alphanumeric(),
        None => false,
    };
    let goes_on = text[found.end..].chars().next().is_some_and(char::is_alphanumeric);
    (!joined && !goes_on).then_some(found)
}

/// A telephone number as it is written within a country, and no date followed by an hour: `01/02/2026 14:05`.
fn national_number(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let alone = standing_alone(text, found)?;
    let written = text[alone.clone()].as_bytes();
    let parts = |place: usize| written.get(place).is_some_and(|byte| b"/.-".contains(byte));
    let year = written
        .get(6..10)
        .is_some_and(|year| year.iter().all(u8::is_ascii_digit));
    (!(parts(2) && parts(5) && year)).then_some(alone)
}

/// The letters and digits of a match.
fn plain(text: &str) -> Vec<u8> {
    let characters = text.bytes().filter(u8::is_ascii_alphanumeric);
    characters.map(|byte| byte.to_ascii_uppercase()).collect()
}

/// ISO 13616: the number modulo 97 is 1. A word that happens to follow is given back.
fn iban(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let mut end = found.end;
    loop {
        let number = plain(&text[found.start..end]);
        if number.len() < 14 {
            return None;
        }
        let remainder = number[4..]
            .iter()
            .chain(&number[..4])
            .fold(0_u32, |remainder, byte| match byte {
                b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
                letter => (remainder * 100 + u32::from(letter - b'A') + 10) % 97,
            });
        if remainder == 1 {
            return Some(found.start..end);
        }
        end = found.start + text[found.start..end].rfind([' ', '\u{a0}', '\u{202f}'])?;
    }
}

/// The check of ISO/IEC 7812 (Luhn), on a number that begins as payment cards do.
fn card(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let alone = standing_alone(text, found)?;
    let number = plain(&text[alone.clone()]);
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| match (place % 2, u32::from(byte - b'0')) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => 2 * digit - 9,
            (_, digit) => 2 * digit,
        })
        .sum();
    (matches!(number[0], b'2'..=b'6') && sum.is_multiple_of(10)).then_some(alone)
}

/// The French social security number (NIR): its two last digits are 97 less the rest modulo 97; without them only
/// if it is grouped the way it is printed on the card.
fn social_security(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let alone = standing_alone(text, found)?;
    let written = &text[alone.clone()];
    let mut number = plain(written);
    // Corsica: 2A counts as 19 and 2B as 18; a letter stands nowhere else.
    match &number[5..7] {
        b"2A" => number[5..7].copy_from_slice(b"19"),
        b"2B" => number[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    if !number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = |digits: &[u8]| {
        digits
            .iter()
            .fold(0_u64, |value, digit| value * 10 + u64::from(digit - b'0'))
    };
    let valid = match number.len() {
        15 => 97 - value(&number[..13]) % 97 == value(&number[13..]),
        13 => {
            let groups: Vec<usize> = written.split([' ', '\u{a0}', '\u{202f}']).map(str::len).collect();
            groups == [1, 2, 2, 2, 3, 3]
        }
        _ => false,
    };
    valid.then_some(alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str, expected: &str) {
        assert_eq!(redact(text), expected, "{text}");
    }

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(SHAPES.len(), 8);
    }

    #[test]
    fn e_mail_addresses_are_masked() {
        masked(
            "Écrivez à marie.dupont+sav@exemple.co.uk, merci.",
            "Écrivez à […], merci.",
        );
        masked("arobase @ seule", "arobase @ seule");
        masked("josé.müller@société.fr", "[…]");
        masked(
            "jean.dupont (at) exemple (point) fr, ou jean[at]exemple.fr",
            "[…], ou […]",
        );
        masked("écrire à marie @ exemple.fr svp", "écrire à […] svp");
        masked("rendez-vous à 3 @ 5 €", "rendez-vous à 3 @ 5 €");
    }

    #[test]
    fn french_telephone_numbers_are_masked_however_they_are_cut() {
        for number in [
            "06 12 34 56 78",
            "0612345678",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "01\u{a0}23\u{a0}45\u{a0}67\u{a0}89",
            "06\u{2011}12\u{2011}34\u{2011}56\u{2011}78",
            "(0)6 12 34 56 78",
            "0612 345 678",
            "061 234 5678",
        ] {
            masked(&format!("Rappelez-moi au {number} svp"), "Rappelez-moi au […] svp");
        }
        masked("commande 4512 06 12 34 56 78", "commande 4512 […]");
    }

    #[test]
    fn international_telephone_numbers_are_masked() {
        for number in [
            "+33 6 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "0033612345678",
            "+44 20 7946 0958",
            "+1-202-555-0143",
            "+1 (202) 555-0143",
            "(202) 555-0143",
            "+49 (0)30 901820",
        ] {
            masked(&format!("tél. {number}."), "tél. […].");
        }
    }

    #[test]
    fn account_numbers_are_masked_if_their_check_holds() {
        masked("IBAN FR14 2004 1010 0505 0001 3M02 606 merci", "IBAN […] merci");
        masked("FR1420041010050500013M02606", "[…]");
        masked("DE89370400440532013000", "[…]");
        masked("GB29-NWBK-6016-1331-9268-19", "[…]");
        masked("FR15 2004 1010 0505 0001 3M02 606", "FR15 2004 1010 0505 0001 3M02 606");
    }

    #[test]
    fn payment_cards_are_masked_if_their_check_holds() {
        masked("carte 4111 1111 1111 1111 refusée", "carte […] refusée");
        masked("5500-0000-0000-0004", "[…]");
        masked("4111 1111 1111 1112", "4111 1111 1111 1112");
    }

    #[test]
    fn social_security_numbers_are_masked() {
        masked("mon numéro 2 55 08 14 168 025 38", "mon numéro […]");
        masked("255081416802538", "[…]");
        masked("1 85 05 78 006 084", "[…]");
        masked("1 85 05 2A 006 084 32", "1 85 05 2A 006 084 32");
    }

    #[test]
    fn web_addresses_lose_what_may_be_a_token() {
        masked(
            "https://exemple.fr/suivi?token=abc123, rien",
            "https://exemple.fr/[…], rien",
        );
        masked("https://exemple.fr/r/9f8a7b6c5d4e3f2a1b0c", "https://exemple.fr/[…]");
        masked(
            "voir https://exemple.fr/magasins/lyon",
            "voir https://exemple.fr/magasins/lyon",
        );
    }

    #[test]
    fn order_numbers_prices_and_dates_stay() {
        for text in [
            "commande n° 4512367890",
            "CMD-0612345678 jamais livrée",
            "commande 2026-004512-77",
            "commande 200012345678",
            "colis 6A12345678901",
            "payé 1 299,90 € le 12/03/2026 à 14:05",
            "EAN 3017620422003",
            "de 10 à 20, puis 30",
            "livré le 01.02.2026 à 14h30, pas le 01/02/2026 14:05",
            "réf. 2026-03-14-000123",
            "reçu 12 000 000 de points (0,5 %)",
            "facture FA2026-0001234 de 1 250,00 €",
            "n° de série 4111111111111112",
            "article 0612 en taille 38",
            "de 2024 à 2026, 100 000 clients",
            "du 06/12 au 34e jour, lot 56-78",
        ] {
            masked(text, text);
        }
    }
}
