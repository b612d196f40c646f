//! The record of what parcours wrote into a folder.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name of the record, at the root of the site.
pub const RECORD: &str = ".parcours-site.json";

/// What parcours wrote: path → SHA-256 of the bytes, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    format: u32,
    pub(super) files: BTreeMap<String, String>,
}

impl Record {
    /// A record of these files.
    pub(super) fn new(files: BTreeMap<String, String>) -> Self {
        Record { format: 1, files }
    }

    /// Reads a record; anything that is not one counts as an empty one, so that nothing foreign is ever ours.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        serde_json::from_slice::<Record>(bytes)
            .ok()
            .filter(|record| record.format == 1)
            .unwrap_or_default()
    }

    /// The record as bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            hex.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            hex.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            hex
        })
}
