//! What identifies a person, as two lists can be compared by it: one spelling of an e-mail address, a telephone number, a
//! name, a code.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::language::fold::fold;

/// Names that resemble one another at least so much (Jaro and Winkler's measure, 0 to 1) may be one with a mistake in
/// it. The usual threshold of record linkage; Winkler, *Proceedings of the Section on Survey Research Methods*, ASA 1990.
const CLOSE: f64 = 0.92;

/// What a value is, which says how it is spelled alike and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// An e-mail address.
    Email,
    /// A telephone number, French or international.
    Phone,
    /// The name of a person or of a street.
    Name,
    /// A code, such as a postcode or the number of a loyalty card.
    Code,
}

impl Likeness {
    /// The one spelling of `written`; `None` where it says nothing.
    pub fn spelled(self, written: &str) -> Option<String> {
        let written = written.trim();
        let spelled = match self {
            Likeness::Email => {
                let address = written.to_lowercase();
                let (name, domain) = address.split_once('@')?;
                (!name.is_empty() && domain.contains('.') && !address.contains(char::is_whitespace))
                    .then_some(address)?
            }
            Likeness::Phone => phone(written)?,
            Likeness::Name => fold(written),
            Likeness::Code => written
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_uppercase)
                .collect(),
        };
        (!spelled.is_empty()).then_some(spelled)
    }

    /// The best level of agreement.
    pub fn best(self) -> u8 {
        if self == Likeness::Name { 2 } else { 1 }
    }

    /// How two spelled values compare: [`Likeness::best`] where they are the same, 0 where they differ; names that
    /// resemble one another are between.
    pub fn level(self, one: &str, other: &str) -> u8 {
        if one == other {
            self.best()
        } else {
            u8::from(self == Likeness::Name && strsim::jaro_winkler(one, other) >= CLOSE)
        }
    }
}

/// Digits only; those of France with their 0 in front, others with their country.
fn phone(written: &str) -> Option<String> {
    let digits: String = written
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    match (digits.strip_prefix("33"), digits.len()) {
        (Some(rest), 11) => Some(format!("0{rest}")),
        (_, 6..=15) => Some(digits.to_owned()),
        _ => None,
    }
}

/// The SHA-256 digest of a spelled value, in lower-case hexadecimal: what a list of hashed keys holds.
pub fn hashed(spelled: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(spelled.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_spelling() {
        let spelled = |what: Likeness, written: &str| what.spelled(written);
        assert_eq!(
            spelled(Likeness::Email, " Anne.Dupont@Exemple.FR "),
            Some("anne.dupont@exemple.fr".into())
        );
        assert_eq!(spelled(Likeness::Email, "n/a"), None);
        for written in [
            "06 12 34 56 78",
            "+33 6 12 34 56 78",
            "0033612345678",
            "+33 (0)6.12.34.56.78",
        ] {
            assert_eq!(
                spelled(Likeness::Phone, written),
                Some("0612345678".into()),
                "{written}"
            );
        }
        assert_eq!(
            spelled(Likeness::Phone, "+44 20 7946 0958"),
            Some("442079460958".into())
        );
        assert_eq!(spelled(Likeness::Phone, "12"), None);
        assert_eq!(spelled(Likeness::Name, "LE GALL-Noël"), Some("le gall noel".into()));
        assert_eq!(spelled(Likeness::Code, "fr-75 011"), Some("FR75011".into()));
        assert_eq!(spelled(Likeness::Code, " - "), None);
    }

    #[test]
    fn names_may_be_close_and_codes_may_not() {
        assert_eq!(Likeness::Name.level("martin", "martin"), 2);
        assert_eq!(Likeness::Name.level("martin", "martim"), 1);
        assert_eq!(Likeness::Name.level("martin", "durand"), 0);
        assert_eq!(Likeness::Code.level("75011", "75012"), 0);
    }

    /// The digest of the three letters `abc` in FIPS 180-4.
    #[test]
    fn a_hashed_key_is_the_published_digest() {
        assert!(hashed("abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
    }
}
