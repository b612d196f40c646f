//! The digest of a file: SHA-256 up to 64 MiB, which people check with tools they have, BLAKE3 above, which keeps
//! up with the disk.

use std::io;

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
