//! What is kept from run to run: bytes by name, in a private folder that may be deleted at any time.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

/// The largest entry that is read back, in bytes.
const LARGEST: u64 = 256 << 20;

/// What tells whether a file is still the one it was, without reading it: as long as none of this changes, and its
/// last change is not younger than the clock can tell, neither do its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub len: u64,
    /// When its bytes changed, in nanoseconds since 1970.
    pub modified: i128,
    /// When anything about it changed, which nobody can set back.
    pub changed: i128,
    /// The number of the file in its file system, and of the file system.
    pub number: [u64; 2],
}

/// Keeps bytes from run to run. Nothing depends on it: what is not there, or is not as it was, is worked out again.
pub trait Cache: Send + Sync {
    /// What was kept under `name`, a word of letters, digits and hyphens.
    fn get(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps `bytes` under `name`, in the place of what was there, whole or not at all. A failure is no failure of the
    /// caller's: nothing is kept then.
    fn put(&self, name: &str, bytes: &[u8]);

    /// The time by the clock that stamps files, in nanoseconds since 1970.
    fn now(&self) -> Option<i128>;

    /// An empty file to write to and read back, which is gone once it is closed. `None` where there can be none.
    fn scratch(&self) -> Option<File> {
        None
    }
}

/// The cache of a project on disk: `.parcours/cache` under its root, readable by its owner alone, ignored by git.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Tells apart what this process writes at the same time.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Folder { root: root.to_owned() }
    }

    fn folder(&self) -> PathBuf {
        self.root.join(".parcours").join("cache")
    }

    /// Makes the folder, unless it is there. One that is a link, or no folder, is left alone.
    fn make(&self) -> io::Result<PathBuf> {
        let folder = self.folder();
        for (place, path) in [self.root.join(".parcours"), folder.clone()].iter().enumerate() {
            match fs::symlink_metadata(path) {
                Ok(about) if about.is_dir() => {}
                Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
                Err(_) => {
                    let mut builder = fs::DirBuilder::new();
                    #[cfg(unix)]
                    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
                    match builder.create(path) {
                        // Another process was faster.
                        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                        made => made?,
                    }
                }
            }
            let ignored = path.join(".gitignore");
            if place == 0 && fs::symlink_metadata(&ignored).is_err() {
                create(&ignored)?.write_all(b"*\n")?;
            }
        }
        Ok(folder)
    }

    /// A name for a file that is being written, which nobody else uses.
    fn beside(folder: &Path, name: &str) -> PathBuf {
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        folder.join(format!("{name}.{}-{number}.new", std::process::id()))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = self.make()?;
        let beside = Self::beside(&folder, name);
        let written = create(&beside)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| fs::rename(&beside, folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }
}

/// Creates a file that its owner alone may read.
fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl Cache for Folder {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder().join(name);
        let about = fs::symlink_metadata(&path).ok()?;
        if !about.is_file() || about.len() > LARGEST {
            return None;
        }
        let mut bytes = Vec::with_capacity(about.len() as usize);
        let file = File::options().read(true).open(path).ok()?;
        file.take(LARGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let _ = self.write(name, bytes);
    }

    fn now(&self) -> Option<i128> {
        let path = Self::beside(&self.make().ok()?, "clock");
        let stamp = create(&path)
            .and_then(|file| file.metadata())
            .ok()
            .map(|about| stamp(&about));
        let _ = fs::remove_file(&path);
        stamp.map(|stamp| stamp.modified)
    }

    fn scratch(&self) -> Option<File> {
        // A file without a name goes with whoever holds it, however that ends; only some systems allow it.
        if cfg!(not(unix)) {
            return None;
        }
        let path = Self::beside(&self.make().ok()?, "scratch");
        let file = create(&path).ok();
        let removed = fs::remove_file(&path);
        removed.ok().and(file)
    }
}

/// What the system says of a file.
pub(super) fn stamp(about: &fs::Metadata) -> Stamp {
    let since = |time: io::Result<std::time::SystemTime>| {
        let since = time.ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        i128::try_from(since.as_nanos()).ok()
    };
    let modified = since(about.modified()).unwrap_or(0);
    #[cfg(unix)]
    let (changed, number) = {
        use std::os::unix::fs::MetadataExt as _;
        let changed = i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec());
        (changed, [about.ino(), about.dev()])
    };
    #[cfg(not(unix))]
    let (changed, number) = (modified.max(since(about.created()).unwrap_or(0)), [0, 0]);
    Stamp {
        len: about.len(),
        modified,
        changed,
        number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_there_whole_private_and_ignored_by_git() {
        let project = tempfile::tempdir().unwrap();
        let cache = Folder::new(project.path());
        assert_eq!(cache.get("a"), None);
        cache.put("a", b"one");
        cache.put("a", b"two");
        assert_eq!(cache.get("a").as_deref(), Some(&b"two"[..]));
        let parent = project.path().join(".parcours");
        let mut ignored = String::new();
        let file = File::options().read(true).open(parent.join(".gitignore"));
        file.unwrap().read_to_string(&mut ignored).unwrap();
        assert_eq!(ignored, "*\n");
        let left: Vec<_> = fs::read_dir(parent.join("cache")).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&parent), mode(&parent.join("cache/a"))), (0o700, 0o600));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_link_or_cannot_be_made_keeps_nothing_and_fails_nobody() {
        let (project, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), project.path().join(".parcours")).unwrap();
        let cache = Folder::new(project.path());
        cache.put("a", b"one");
        assert_eq!(cache.get("a"), None);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        let nowhere = Folder::new(&project.path().join("missing"));
        nowhere.put("a", b"one");
        assert_eq!((nowhere.get("a"), nowhere.now()), (None, None));
    }

    #[test]
    fn the_clock_is_the_one_of_files() {
        let project = tempfile::tempdir().unwrap();
        let cache = Folder::new(project.path());
        let before = cache.now().unwrap();
        let path = project.path().join("file");
        create(&path).unwrap();
        let stamp = stamp(&fs::metadata(&path).unwrap());
        assert!(before <= stamp.modified && stamp.modified <= cache.now().unwrap());
    }
}
