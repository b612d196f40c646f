//! The bytes of a file in order, unpacked where the file is gzip, digested as they lie on the disk.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::files::{Digester, Source};

/// How much is read from the disk at once.
const UNIT: usize = 256 << 10;

/// Unpacked bytes that are always allowed; beyond them the ratio counts.
const ALWAYS: u64 = 256 << 20;

/// How many times its own size a file may unpack to. Answers of people shrink 3 to 30 times; a file made to fill a
/// machine shrinks a thousand times.
const LARGEST_RATIO: u64 = 200;

/// Why a packed file cannot be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Damage {
    /// It ends in the middle.
    #[error("the packed file ends too early")]
    Truncated,
    /// It does not match its own checksum or format.
    #[error("the packed file is damaged")]
    Corrupt,
    /// It unpacks to so much more than its size that it can hardly be a survey.
    #[error("the packed file unpacks to more than {LARGEST_RATIO} times its size")]
    Bomb,
}

impl Damage {
    /// The damage that an error of reading tells of.
    pub(super) fn of(error: &io::Error) -> Option<Damage> {
        error.get_ref()?.downcast_ref::<Damage>().copied()
    }
}

/// A file read from its beginning to its end.
pub(super) struct Bytes<'s>(Kind<'s>);

enum Kind<'s> {
    Plain(Raw<'s>),
    Gzip {
        decoder: Box<MultiGzDecoder<BufReader<Raw<'s>>>>,
        unpacked: u64,
        failed: Option<Damage>,
    },
}

/// The bytes as they lie on the disk.
struct Raw<'s> {
    source: &'s dyn Source,
    offset: u64,
    digest: Digester,
}

impl Read for Raw<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(self.offset, buffer)?;
        self.digest.update(&buffer[..read]);
        self.offset += read as u64;
        Ok(read)
    }
}

/// Whether the file is gzip, by its first two bytes.
pub(super) fn is_gzip(source: &dyn Source) -> io::Result<bool> {
    let mut magic = [0; 2];
    let read = source.read_at(0, &mut magic)?;
    Ok(magic[..read] == [0x1F, 0x8B])
}

impl<'s> Bytes<'s> {
    /// Whether they are read as they lie on the disk.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.0, Kind::Plain(_))
    }

    pub(super) fn new(source: &'s dyn Source) -> io::Result<Self> {
        let raw = Raw {
            source,
            offset: 0,
            digest: Digester::new(source.len()),
        };
        Ok(Bytes(if is_gzip(source)? {
            Kind::Gzip {
                decoder: Box::new(MultiGzDecoder::new(BufReader::with_capacity(UNIT, raw))),
                unpacked: 0,
                failed: None,
            }
        } else {
            Kind::Plain(raw)
        }))
    }

    /// How far the file was read, as it lies on the disk.
    pub(super) fn offset(&self) -> u64 {
        match &self.0 {
            Kind::Plain(raw) => raw.offset,
            Kind::Gzip { decoder, .. } => decoder.get_ref().get_ref().offset,
        }
    }

    /// Reads the file to its end as it lies on the disk, and gives its digest.
    pub(super) fn finish(self) -> io::Result<String> {
        let mut raw = match self.0 {
            Kind::Plain(raw) => raw,
            Kind::Gzip { decoder, .. } => decoder.into_inner().into_inner(),
        };
        let mut buffer = vec![0; UNIT];
        while raw.read(&mut buffer)? > 0 {}
        Ok(raw.digest.finish())
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Plain(raw) => raw.read(buffer),
            Kind::Gzip {
                decoder,
                unpacked,
                failed,
            } => {
                if let Some(damage) = failed {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, *damage));
                }
                let result = decoder.read(buffer);
                let damage = match &result {
                    Ok(read) => {
                        *unpacked += *read as u64;
                        let size = decoder.get_ref().get_ref().source.len();
                        (*unpacked > ALWAYS && *unpacked / LARGEST_RATIO > size).then_some(Damage::Bomb)
                    }
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Some(Damage::Truncated),
                    Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
                        Some(Damage::Corrupt)
                    }
                    Err(_) => None,
                };
                match damage {
                    None => result,
                    Some(damage) => {
                        *failed = Some(damage);
                        Err(io::Error::new(io::ErrorKind::InvalidData, damage))
                    }
                }
            }
        }
    }
}

/// The first `most` bytes of the file, unpacked; fewer if it is damaged before.
pub(super) fn head(source: &dyn Source, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Bytes::new(source)?.take(most as u64);
    let mut head = Vec::with_capacity(most.min(1 << 16));
    match bytes.read_to_end(&mut head) {
        Err(error) if Damage::of(&error).is_none() => Err(error),
        // The damage is told where reading meets it again.
        _ => Ok(head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;
    use flate2::{Compression, GzBuilder};
    use std::io::Write as _;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzBuilder::new().write(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: Vec<u8>) -> (io::Result<Vec<u8>>, String) {
        let source = files::Bytes(bytes);
        let mut bytes = Bytes::new(&source).unwrap();
        let mut text = Vec::new();
        let read = bytes.read_to_end(&mut text).map(|_| text);
        (read, bytes.finish().unwrap())
    }

    #[test]
    fn members_that_follow_one_another_are_one_file_and_the_digest_is_of_the_packed_bytes() {
        let both = [packed(b"a,b\n"), packed(b"1,2\n")].concat();
        let digest = files::digest(&both);
        let (text, found) = unpacked(both);
        assert_eq!((text.unwrap(), found), (b"a,b\n1,2\n".to_vec(), digest));
    }

    #[test]
    fn a_file_cut_off_or_damaged_says_so_and_is_digested_whole() {
        let text: Vec<u8> = (0..40_000_u32)
            .flat_map(|number| format!("{number}\n").into_bytes())
            .collect();
        let whole = packed(&text);
        let mut damaged = whole.clone();
        let last = damaged.len() - 6;
        damaged[last] ^= 0x55;
        for (bytes, damage) in [
            (whole[..whole.len() / 2].to_vec(), Damage::Truncated),
            (damaged, Damage::Corrupt),
        ] {
            let digest = files::digest(&bytes);
            assert!(head(&files::Bytes(bytes.clone()), 1000).unwrap().starts_with(b"0\n1\n"));
            let (text, found) = unpacked(bytes);
            assert_eq!(Damage::of(&text.unwrap_err()), Some(damage));
            assert_eq!(found, digest);
        }
    }
}
