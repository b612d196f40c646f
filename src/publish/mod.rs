//! Puts a site into a folder that may hold other files: only what parcours wrote is ever replaced or removed.
//!
//! Each file appears whole (written beside its place, then renamed). The order keeps the site readable if the
//! process is killed at any moment: assets under hashed names first, then pages, `audit.json`, the front page, and
//! only then removals. A record of what is ours is written before anything else, so that a killed run leaves nothing
//! that the next run would take for somebody else's.

mod folder;
mod record;

pub use folder::{Published, publish, write, write_new};
pub use record::RECORD;

use std::path::PathBuf;

/// Why a site could not be published. Nothing was lost: every file is either the old one or the new one.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder is one that must never be written to.
    #[error("{path}: {reason}", path = path.display())]
    Refused {
        /// The folder.
        path: PathBuf,
        /// Why it is refused.
        reason: Refusal,
    },
    /// Files that parcours did not write stand where the site has to go.
    #[error("{folder} holds files that parcours did not write: {}", files.join(", "), folder = folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// Their paths, from the folder.
        files: Vec<String>,
    },
    /// The system refused.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}

/// Why a folder is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The root of the file system.
    #[error("is the root of the file system")]
    Root,
    /// The user's home folder.
    #[error("is your home folder")]
    Home,
    /// The project itself, or a folder above it.
    #[error("is the project folder, or holds it")]
    Project,
    /// A path inside the site that leads out of the folder through a link.
    #[error("leads out of the folder through a link")]
    Link,
    /// A file stands where the folder should be.
    #[error("is a file")]
    File,
}
