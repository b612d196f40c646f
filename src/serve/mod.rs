//! Shows a site in the browser, on this machine only: a built folder, or the site that watch mode holds in memory.
//!
//! Listens on the loopback address, answers only requests whose `Host` is that address (so that a page elsewhere
//! cannot reach it by a name of its own), and serves nothing but the files of the site.

mod live;
mod overlay;
mod server;

pub use live::Live;
pub use server::{Address, ServeError, Serving, serve};

use std::borrow::Cow;

/// Where the files of a site come from.
pub trait Shown: Send + Sync + 'static {
    /// The bytes of a file of the site, as they are sent to the browser.
    fn file(&self, path: &str) -> Option<Cow<'_, [u8]>>;

    /// The number of the moment that is shown; `None` for a site that does not change.
    fn moments(&self) -> Option<tokio::sync::watch::Receiver<u64>> {
        None
    }
}

/// A built site in a folder, which no path leaves.
pub struct Folder {
    files: crate::files::Disk,
}

impl Folder {
    /// Largest file that is sent, in bytes.
    const LIMIT: u64 = 256 * 1024 * 1024;

    /// The site in this folder.
    pub fn new(files: crate::files::Disk) -> Self {
        Folder { files }
    }
}

impl Shown for Folder {
    fn file(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        use crate::files::Files as _;
        self.files.read(path, Self::LIMIT).ok().map(Cow::Owned)
    }
}
