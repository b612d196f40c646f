//! Replicate groups: rows shared out among 64 groups by who answered, so that any formula gets its interval by leaving
//! one group out at a time (delete-a-group jackknife).
//!
//! The group depends on the respondent's key alone, so that it is the same in every file, however a file is cut, and in
//! SQL (`SHA-256` is what `DuckDB` and Spark both have). All rows of one respondent fall into one group, as a cluster.

use sha2::{Digest, Sha256};

/// How many groups there are.
pub(super) const GROUPS: usize = 64;

/// The group of a respondent, by key; keys are compared without the white space around them.
pub(super) fn of_key(key: &[u8]) -> u8 {
    of_byte(Sha256::digest(key.trim_ascii())[0])
}

/// The group of a key, given the first byte of its `SHA-256`.
pub(super) fn of_byte(first: u8) -> u8 {
    first >> 2
}

/// The group of a row that names no respondent, by the line it begins at: whoever gives the same answers as another
/// is another person all the same, so that the content of the row must not decide.
pub(super) fn of_line(line: u64) -> u8 {
    // The finaliser of MurmurHash3 (Appleby, 2011), since lines in sequence may follow a rhythm of the export.
    let mut mixed = line ^ (line >> 33);
    mixed = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^= mixed >> 33;
    mixed = mixed.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^= mixed >> 33;
    (mixed >> 58) as u8
}

/// The group of a row: of its respondent where `key` names one, else of its line.
pub(super) fn group(key: Option<&[u8]>, line: u64) -> u8 {
    match key.map(<[u8]>::trim_ascii) {
        Some(key) if !key.is_empty() => of_key(key),
        _ => of_line(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_the_group_that_its_published_hash_begins_with() {
        // FIPS 180-2: SHA-256 of "abc" is ba7816bf…, of nothing e3b0c442….
        assert_eq!(of_key(b"abc"), 0xba >> 2);
        assert_eq!(of_key(b" abc "), of_key(b"abc"));
        assert_eq!(of_key(b""), 0xe3 >> 2);
    }

    #[test]
    fn a_row_without_respondent_goes_by_its_line() {
        assert_eq!(group(Some(b"abc"), 7), of_key(b"abc"));
        assert_eq!(group(Some(b"  "), 7), of_line(7));
        assert_eq!(group(None, 7), of_line(7));
    }

    #[test]
    fn groups_are_about_even() {
        for group_of in [of_line, |line: u64| of_key(line.to_string().as_bytes())] {
            let mut sizes = [0_u32; GROUPS];
            (0..64_000).for_each(|line| sizes[group_of(line) as usize] += 1);
            // A thousand each: six standard deviations of a fair draw are 190.
            assert!(sizes.iter().all(|size| (810..1190).contains(size)), "{sizes:?}");
        }
    }
}
