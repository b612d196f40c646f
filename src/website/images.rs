//! The images of a snapshot: width and height from the first bytes of each file, nothing decoded.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use crate::files::{Files, Source};

use super::links::{Resolver, Target, Via};
use super::page::Page;
use super::tree::{Document, NodeId};

/// Most images whose header is read of one site.
const MAX_IMAGES: usize = 50_000;

/// What the header of an image says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Picture {
    /// A raster image.
    Raster {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Whether it is a JPEG, which may be turned when shown.
        jpeg: bool,
    },
    /// SVG, which has no pixels.
    Vector,
    /// Not an image after all: a stand-in that a version control system left, a page of the server, a cut-off file.
    Unread,
}

/// The images of a site by path, each read once.
#[derive(Debug, Default)]
pub struct Gallery {
    known: Mutex<BTreeMap<String, Picture>>,
}

impl Gallery {
    /// Reads the headers of a page's images that are not known yet.
    pub fn add(
        &self,
        page: &Page,
        resolver: &Resolver,
        files: &dyn Files,
        full: &dyn Fn(&str) -> String,
    ) -> Vec<(String, Picture)> {
        let mut found = BTreeMap::new();
        for id in &page.head.images {
            let Some(address) = source(&page.document, *id) else {
                continue;
            };
            if let Target::File {
                path,
                via: Via::Exact | Via::CleanUrl | Via::Mapped | Via::Redirected,
            } = page.resolve(resolver, address)
                && let Some(picture) = self.read(&path, files, &full(&path))
            {
                found.insert(path, picture);
            }
        }
        found.into_iter().collect()
    }

    /// What the header of an image says, read when it was not yet; `None` beyond the most that are read.
    pub(super) fn read(&self, path: &str, files: &dyn Files, full: &str) -> Option<Picture> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = {
            let known = known();
            if let Some(picture) = known.get(path) {
                return Some(*picture);
            }
            known.len() < MAX_IMAGES
        };
        fresh.then(|| {
            let picture = read(files, full);
            known().insert(path.to_owned(), picture);
            picture
        })
    }

    /// What is known of an image of the snapshot.
    pub fn get(&self, path: &str) -> Option<Picture> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(path).copied()
    }
}

/// The address that an `<img>` shows when the page is there: that of `src`, or where a script puts it later.
pub fn source(document: &Document, id: NodeId) -> Option<&str> {
    let attribute = |name: &str| {
        document
            .attribute(id, name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    };
    let written = attribute("src");
    lazy(document, id)
        .filter(|_| written.is_none_or(|src| src.starts_with("data:")))
        .or(written)
}

/// The address that a script puts into `src` when the image comes into view.
pub fn lazy(document: &Document, id: NodeId) -> Option<&str> {
    ["data-src", "data-lazy-src", "data-original", "data-lazy"]
        .iter()
        .find_map(|name| document.attribute(id, name))
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

fn read(files: &dyn Files, path: &str) -> Picture {
    let Ok(source) = files.open(path) else {
        return Picture::Unread;
    };
    let mut start = [0; 512];
    let filled = source.read_at(0, &mut start).unwrap_or(0);
    let start = &start[..filled];
    if is_svg(start) {
        return Picture::Vector;
    }
    match imagesize::reader_size(BufReader::with_capacity(4096, Reading { source, at: 0 })) {
        Ok(size) if size.width > 0 && size.height > 0 => Picture::Raster {
            width: size.width as u32,
            height: size.height as u32,
            jpeg: start.starts_with(&[0xff, 0xd8]),
        },
        _ => Picture::Unread,
    }
}

fn is_svg(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("svg")
}

/// A file as something to read from.
struct Reading {
    source: Box<dyn Source>,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Reading {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.source.len().checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::files::Memory;

    /// A GIF of that size, its header alone.
    pub(crate) fn gif(width: u8, height: u8) -> String {
        format!(
            "GIF89a{}\0{}\0\0\0\0;",
            char::from(width & 0x7f),
            char::from(height & 0x7f)
        )
    }

    #[test]
    fn headers_tell_sizes_and_what_is_no_image_is_unread() {
        let files = Memory::new()
            .with("a.gif", gif(64, 32))
            .with("b.svg", "<?xml version='1.0'?><svg/>")
            .with(
                "c.png",
                "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n",
            )
            .with("d.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 16])
            .with("e.png", "");
        assert_eq!(
            read(&files, "a.gif"),
            Picture::Raster {
                width: 64,
                height: 32,
                jpeg: false
            }
        );
        assert_eq!(read(&files, "b.svg"), Picture::Vector);
        for path in ["c.png", "d.jpg", "e.png", "none.png"] {
            assert_eq!(read(&files, path), Picture::Unread, "{path}");
        }
    }
}
