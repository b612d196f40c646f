//! What a text holds that can be recognised by its form: telephone numbers, postal addresses, company numbers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::fold::{fold, holds_any};

/// A telephone number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Its digits, as they are dialled from abroad where that is known: `33102030405`.
    pub digits: String,
}

// A French number in pairs or in one run, or an international one that says so by `+`.
#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:\+|00)33[ \u{a0}\u{202f}.\-/]?(?:\(0\)[ \u{a0}\u{202f}.]?)?|0)[1-9](?:[ \u{a0}\u{202f}.\-/]?[0-9]{2}){4}|\+[1-9][0-9]{0,2}(?:[ \u{a0}\u{202f}.\-]?\(?[0-9]{1,4}\)?){2,5}",
    )
    .expect("valid")
});

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The digits of a number as they are dialled from abroad; a French one is told by its zero.
pub fn dialled(number: &str) -> String {
    let plain = number.replace("(0)", "");
    let found = digits(&plain);
    if let Some(rest) = found.strip_prefix("00") {
        return rest.to_owned();
    }
    match found.strip_prefix('0') {
        Some(rest) if found.len() == 10 => format!("33{rest}"),
        _ => found,
    }
}

/// Whether a text may hold a number at all: a cheap look before an expensive one.
fn has_digits(text: &str, wanted: usize) -> bool {
    text.bytes().filter(u8::is_ascii_digit).take(wanted).count() == wanted
}

/// The telephone numbers of a text.
pub fn phones(text: &str) -> Vec<Phone> {
    if !has_digits(text, 9) {
        return Vec::new();
    }
    PHONE
        .find_iter(text)
        .filter(|found| {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            // Part of a longer number, of a price, of an address on the web.
            let cut = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '=' | '-' | '_' | '.' | ','))
                || after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '€' | '%' | '_'))
                || text[found.end()..]
                    .trim_start_matches([' ', '\u{a0}', '\u{202f}', '.'])
                    .starts_with(|c: char| c.is_ascii_digit());
            let count = digits(found.as_str()).len();
            !cut && (9..=15).contains(&count)
        })
        .map(|found| Phone {
            at: found.range(),
            digits: dialled(found.as_str()),
        })
        .collect()
}

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9\p{L}])(?:F-)?(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}[ \u{a0}\u{202f}]+\p{Lu}[\p{L}’'\-]")
        .expect("valid")
});

const STREETS: [&str; 39] = [
    "rue",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "bld",
    "place",
    "chemin",
    "route",
    "impasse",
    "allee",
    "allees",
    "quai",
    "cours",
    "square",
    "zone",
    "za",
    "zi",
    "zac",
    "zae",
    "parc",
    "lieu dit",
    "bp",
    "cs",
    "hameau",
    "residence",
    "faubourg",
    "esplanade",
    "passage",
    "villa",
    "sentier",
    "rond point",
    "mail",
    "promenade",
    "voie",
    "immeuble",
    "domaine",
    "centre commercial",
    "bourg",
];

/// Whether a text holds a French postal address: a postcode before a town, after the name of a street.
pub fn has_address(text: &str) -> bool {
    if !has_digits(text, 5) {
        return false;
    }
    POSTCODE.find_iter(text).any(|found| {
        let start = text[..found.start()]
            .char_indices()
            .rev()
            .nth(100)
            .map_or(0, |(at, _)| at);
        holds_any(&fold(&text[start..found.start()]), &STREETS)
    })
}

/// A company number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyNumber {
    /// `SIREN`, `SIRET`, `TVA`.
    pub kind: &'static str,
    /// As written.
    pub text: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// Whether its check digits agree.
    pub valid: bool,
}

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    // The word, a few characters without a digit between, then digits in any grouping.
    Regex::new(
        r"(?i)\b(siret|siren|rcs|r\.c\.s\.?|tva|vat)\b[^0-9<>\n]{0,45}?(?P<number>(?:FR[ \u{a0}\u{202f}]?)?[0-9](?:[ \u{a0}\u{202f}.\-]?[0-9]){7,15})(?P<after>[0-9]?)",
    )
    .expect("valid")
});

/// The company numbers of a text that stand beside the word for them and are complete.
pub fn company_numbers(text: &str) -> Vec<CompanyNumber> {
    if !has_digits(text, 9) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for captures in COMPANY.captures_iter(text) {
        let Some(number) = captures.name("number") else {
            continue;
        };
        let written = digits(number.as_str());
        let word = captures[1].to_ascii_lowercase();
        let french = number.as_str().to_ascii_uppercase().starts_with("FR");
        let (kind, valid) = match (word.as_str(), written.len()) {
            ("tva" | "vat", 11) if french => ("TVA", tva(&written)),
            ("tva" | "vat", _) => continue,
            (_, 14) => ("SIRET", siret(&written)),
            (_, 9) => ("SIREN", luhn(&written)),
            // Shorter and longer ones are something else, or cut off.
            ("siret" | "siren", 8 | 10..=13) if captures["after"].is_empty() => {
                (if word == "siret" { "SIRET" } else { "SIREN" }, false)
            }
            _ => continue,
        };
        found.push(CompanyNumber {
            kind,
            text: number.as_str().to_owned(),
            at: number.start(),
            valid,
        });
    }
    found
}

/// The check sum of ISO/IEC 7812-1, which SIREN and SIRET use.
pub fn luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            let doubled = if place % 2 == 1 { digit * 2 } else { digit };
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The post office's many establishments have another sum: all digits added up are a multiple of five.
fn siret(number: &str) -> bool {
    let sum: u32 = number.bytes().map(|digit| u32::from(digit - b'0')).sum();
    luhn(number) && luhn(&number[..9]) || number.starts_with("356000000") && sum.is_multiple_of(5)
}

/// The two digits before the SIREN are (12 + 3 × (SIREN mod 97)) mod 97.
fn tva(number: &str) -> bool {
    let (key, siren) = number.split_at(2);
    match (key.parse::<u64>(), siren.parse::<u64>()) {
        (Ok(key), Ok(value)) => key == (12 + 3 * (value % 97)) % 97 && luhn(siren),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        phones(text).into_iter().map(|phone| phone.digits).collect()
    }

    #[test]
    fn telephone_numbers_are_found_however_they_are_grouped() {
        for text in [
            "Tél. : 01 02 03 04 05.",
            "01.02.03.04.05",
            "+33 1 02 03 04 05",
            "+33 (0)1 02 03 04 05",
            "0033102030405",
            "01\u{a0}02\u{a0}03\u{a0}04\u{a0}05",
        ] {
            assert_eq!(numbers(text), ["33102030405"], "{text}");
        }
        assert_eq!(numbers("Call +44 20 7946 0958 today"), ["442079460958"]);
    }

    #[test]
    fn other_numbers_are_no_telephone_numbers() {
        for text in [
            "SIRET 552 100 554 00013",
            "le 01/02/2026 à 10 h",
            "ISBN 978-2-1234-5680-3",
            "0102030405060",
            "/img/0102030405.jpg",
            "12 345 678 €",
            "v0.1.2.3.4.5.6",
        ] {
            assert_eq!(numbers(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn an_address_has_a_street_a_postcode_and_a_town() {
        assert!(has_address("14 rue des Tisserands, 87000 Limoges"));
        assert!(has_address("BP 12 – 29600 Morlaix"));
        assert!(!has_address("Plus de 12000 Clients satisfaits"));
        assert!(!has_address("avenue de Paris, 99000 Euros"));
    }

    #[test]
    fn company_numbers_are_checked_by_their_sums() {
        // INSEE's own example of the sum: SIREN 732 829 320, SIRET 732 829 320 00074. Its key for tax: 732829320 mod 97 = 43,
        // 12 + 3 × 43 = 141, 141 mod 97 = 44.
        let valid = |text: &str| company_numbers(text).first().map(|found| (found.kind, found.valid));
        assert_eq!(valid("SIREN : 732 829 320"), Some(("SIREN", true)));
        assert_eq!(valid("RCS Paris B 732829320"), Some(("SIREN", true)));
        assert_eq!(valid("N° SIRET 732 829 320 00074"), Some(("SIRET", true)));
        assert_eq!(valid("TVA intracommunautaire : FR 44 732829320"), Some(("TVA", true)));
        assert_eq!(valid("TVA FR45732829320"), Some(("TVA", false)));
        assert_eq!(valid("SIREN 732 829 321"), Some(("SIREN", false)));
        // La Poste: 3+5+6+0+0+0+0+0+0+4+9+8+3+7 = 45, a multiple of five.
        assert_eq!(valid("SIRET 356 000 000 49837"), Some(("SIRET", true)));
        assert_eq!(valid("SIRET 732 829 320"), Some(("SIREN", true)));
        assert_eq!(valid("TVA 20 %, 12 345 678 articles vendus"), None);
    }
}
