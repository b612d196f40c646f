//! The digest of a file, made while it is read.

use std::fmt::Write as _;

use sha2::Digest as _;

/// Up to this size files are digested with SHA-256, which every tool can check; above with BLAKE3, which is faster.
const SHA_256_LIMIT: u64 = 64 << 20;

/// A digest in the making.
pub(super) enum Digest {
    Sha256(sha2::Sha256),
    Blake3(Box<blake3::Hasher>),
}

impl Digest {
    /// For a file of `len` bytes.
    pub(super) fn new(len: u64) -> Self {
        if len <= SHA_256_LIMIT {
            Digest::Sha256(sha2::Sha256::new())
        } else {
            Digest::Blake3(Box::default())
        }
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        match self {
            Digest::Sha256(hasher) => hasher.update(bytes),
            Digest::Blake3(hasher) => {
                hasher.update(bytes);
            }
        }
    }

    /// `sha256:…` or `blake3:…`.
    pub(super) fn finish(self) -> String {
        match self {
            Digest::Sha256(hasher) => {
                let mut text = String::from("sha256:");
                for byte in hasher.finalize() {
                    // Writing into a string cannot fail.
                    let _ = write!(text, "{byte:02x}");
                }
                text
            }
            Digest::Blake3(hasher) => format!("blake3:{}", hasher.finalize().to_hex()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_get_sha256_and_large_ones_blake3() {
        let mut small = Digest::new(3);
        small.add(b"a");
        small.add(b"bc");
        assert_eq!(
            small.finish(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let mut large = Digest::new(SHA_256_LIMIT + 1);
        large.add(b"abc");
        assert_eq!(
            large.finish(),
            "blake3:6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
        );
    }
}
