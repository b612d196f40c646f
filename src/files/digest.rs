//! The digest of a file: SHA-256 up to 64 MiB, which people check with tools they have, BLAKE3 above, which keeps
//! up with the disk.

use std::io;

use blake3::hazmat::{ChainingValue, HasherExt as _, Mode, merge_subtrees_non_root, merge_subtrees_root};
use sha2::Digest as _;

use super::Source;

/// The largest file that gets SHA-256, in bytes.
pub const SHA256_LIMIT: u64 = 64 * 1024 * 1024;

/// A digest in the making, fed in order by whoever reads the bytes anyway.
#[derive(Debug)]
pub struct Digester(Algorithm);

#[derive(Debug)]
enum Algorithm {
    Sha256(Box<sha2::Sha256>),
    Blake3(Box<blake3::Hasher>),
}

impl Digester {
    /// For a file of `len` bytes; the length decides the algorithm.
    pub fn new(len: u64) -> Self {
        Digester(if len <= SHA256_LIMIT {
            Algorithm::Sha256(Box::default())
        } else {
            Algorithm::Blake3(Box::default())
        })
    }

    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            Algorithm::Sha256(hasher) => hasher.update(bytes),
            Algorithm::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    /// The digest as `audit.json` writes it: `sha256:…` or `blake3:…`, in lower-case hexadecimal.
    pub fn finish(self) -> String {
        match self.0 {
            Algorithm::Sha256(hasher) => format!("sha256:{}", hex(&hasher.finalize())),
            Algorithm::Blake3(hasher) => format!("blake3:{}", hex(hasher.finalize().as_bytes())),
        }
    }
}

/// The digest of a file that several threads read in units of one size: the same as [`Digester`] gives.
#[derive(Debug)]
pub struct UnitDigester(Units);

#[derive(Debug)]
enum Units {
    /// Fed with the bytes themselves, in order.
    Whole(Digester),
    /// BLAKE3 is a tree: the units are subtrees of it, worked out apart.
    Tree(Vec<ChainingValue>),
}

/// What is worked out of a unit by itself.
#[derive(Debug, Clone, Copy)]
pub struct Part(Option<ChainingValue>);

impl UnitDigester {
    /// For a file of `len` bytes read in units of `unit` bytes.
    pub fn new(len: u64, unit: u64) -> Self {
        UnitDigester(if is_tree(len, unit) {
            Units::Tree(Vec::new())
        } else {
            Units::Whole(Digester::new(len))
        })
    }

    /// The part of the unit that begins at `offset`: most of the work, in any order and on any thread.
    pub fn part(len: u64, unit: u64, offset: u64, bytes: &[u8]) -> Part {
        Part(is_tree(len, unit).then(|| {
            let mut hasher = blake3::Hasher::new();
            hasher.set_input_offset(offset).update(bytes).finalize_non_root()
        }))
    }

    /// Takes in the next unit, in order.
    pub fn push(&mut self, part: Part, bytes: &[u8]) {
        match (&mut self.0, part.0) {
            (Units::Whole(digester), _) => digester.update(bytes),
            (Units::Tree(parts), part) => parts.extend(part),
        }
    }

    /// The digest.
    pub fn finish(self) -> String {
        match self.0 {
            Units::Whole(digester) => digester.finish(),
            Units::Tree(parts) => {
                let (left, right) = parts.split_at(left_part(parts.len()));
                let hash = merge_subtrees_root(&subtree(left), &subtree(right), Mode::Hash);
                format!("blake3:{}", hash.to_hex())
            }
        }
    }
}

/// Whether the units are subtrees of BLAKE3: whole chunks, a power of two of them, and more than one unit.
fn is_tree(len: u64, unit: u64) -> bool {
    len > SHA256_LIMIT && len > unit && unit >= 1024 && unit.is_power_of_two()
}

/// How many of `count` units make the left subtree: the largest power of two below.
fn left_part(count: usize) -> usize {
    (count / 2 + count % 2).next_power_of_two()
}

fn subtree(parts: &[ChainingValue]) -> ChainingValue {
    match parts {
        [] => ChainingValue::default(),
        [one] => *one,
        several => {
            let (left, right) = several.split_at(left_part(several.len()));
            merge_subtrees_non_root(&subtree(left), &subtree(right), Mode::Hash)
        }
    }
}

/// The digest of bytes held in memory.
pub fn digest(bytes: &[u8]) -> String {
    let mut digester = Digester::new(bytes.len() as u64);
    digester.update(bytes);
    digester.finish()
}

/// The digest of an open file, read once in pieces of 1 MiB. A file that shrinks meanwhile is digested as far as
/// it goes.
pub fn digest_source(source: &dyn Source) -> io::Result<String> {
    let mut digester = Digester::new(source.len());
    let mut buffer = vec![0; 1024 * 1024];
    let mut offset = 0;
    loop {
        match source.read_at(offset, &mut buffer)? {
            0 => return Ok(digester.finish()),
            read => {
                digester.update(&buffer[..read]);
                offset += read as u64;
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Files, Memory};

    #[test]
    fn a_small_file_gets_the_sha_256_that_everybody_computes() {
        assert_eq!(
            digest(b"abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            digest(b""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn the_length_alone_chooses_the_algorithm() {
        assert!(Digester::new(SHA256_LIMIT).finish().starts_with("sha256:"));
        // BLAKE3 of nothing, from its specification.
        assert_eq!(
            Digester::new(SHA256_LIMIT + 1).finish(),
            "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
        );
    }

    #[test]
    fn units_and_the_whole_agree() {
        let bytes: Vec<u8> = (0..9_000_u32).map(|n| (n % 251) as u8).collect();
        for (len, unit) in [
            (9_000, 1_024),
            (8_192, 1_024),
            (2_049, 1_024),
            (4_097, 2_048),
            (5_000, 64),
        ] {
            // As if the file were large: it is the tree that is tried.
            let claimed = SHA256_LIMIT + 1;
            let mut digester = UnitDigester::new(claimed, unit);
            for (number, bytes) in bytes[..len].chunks(unit as usize).enumerate() {
                let part = UnitDigester::part(claimed, unit, number as u64 * unit, bytes);
                digester.push(part, bytes);
            }
            let whole = format!("blake3:{}", blake3::hash(&bytes[..len]).to_hex());
            assert_eq!(digester.finish(), whole, "{len} in units of {unit}");
        }
        let mut small = UnitDigester::new(3, 1_024);
        small.push(UnitDigester::part(3, 1_024, 0, b"abc"), b"abc");
        assert_eq!(small.finish(), digest(b"abc"));
    }

    #[test]
    fn pieces_and_the_whole_agree() {
        let bytes: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 251) as u8).collect();
        let files = Memory::new().with("a.bin", &bytes);
        let source = files.open("a.bin").unwrap();
        assert_eq!(digest_source(source.as_ref()).unwrap(), digest(&bytes));
        let mut digester = Digester::new(SHA256_LIMIT + 1);
        bytes.chunks(777).for_each(|piece| digester.update(piece));
        let whole = format!("blake3:{}", blake3::hash(&bytes).to_hex());
        assert_eq!(digester.finish(), whole);
    }
}
