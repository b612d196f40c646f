//! Rebuilds whenever a file changes that the last build read, or that a folder it listed now holds.
//!
//! Acts at once on a save, and coalesces only while a build runs. Only when a name comes or goes does it wait for a
//! moment, since editors save by way of another name. Knows nothing of the terminal or of the browser.

mod relevant;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::files::{Disk, FileError, Files as _};
use crate::pipeline::{self, Options, Outcome};

use relevant::{Change, Relevant};

/// How long half a change waits for its other half.
const HALF: Duration = Duration::from_millis(50);

/// Why watching cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The folder of the project cannot be read.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The system cannot tell about changes.
    #[error("changes cannot be watched: {0}; `--poll` looks for them instead")]
    Notify(#[from] notify::Error),
}

/// What is watched.
pub struct Watched {
    /// The project's folder.
    pub project: PathBuf,
    /// Other folders that paths of the project may lead into.
    pub allowed: Vec<PathBuf>,
    /// Options of every build.
    pub options: Options,
    /// Look every second instead of being told.
    pub poll: bool,
}

/// Builds, hands the outcome to `built`, and does so again after every relevant change, until `built` says no more.
pub fn watch(watched: &Watched, mut built: impl FnMut(Outcome) -> bool) -> Result<(), WatchError> {
    let (sender, events) = mpsc::channel();
    let mut watcher: Box<dyn Watcher> = if watched.poll {
        let config = Config::default()
            .with_poll_interval(Duration::from_secs(1))
            .with_compare_contents(true);
        Box::new(PollWatcher::new(sender, config)?)
    } else {
        Box::new(RecommendedWatcher::new(sender, Config::default())?)
    };
    // Watched before the first build reads anything, so that nothing saved meanwhile is missed.
    let root = Disk::new(&watched.project)?.root().to_owned();
    watcher.watch(&root, RecursiveMode::Recursive)?;
    for folder in &watched.allowed {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    loop {
        let mut disk = Disk::new(&root)?.with_cache();
        for folder in &watched.allowed {
            disk = disk.allow(folder)?;
        }
        let outcome = pipeline::build(&disk, &watched.options);
        let relevant = Relevant::new(disk.touched(), &root, watched.poll);
        if !built(outcome) || !wait(&events, &root, &relevant) {
            return Ok(());
        }
    }
}

/// Waits for a change that means a rebuild; `false` when no more will come. Whatever else is known by then belongs to
/// the same rebuild.
fn wait(events: &Receiver<Result<Event, notify::Error>>, root: &Path, relevant: &Relevant) -> bool {
    loop {
        let Ok(first) = events.recv() else { return false };
        let known = std::iter::once(first).chain(events.try_iter());
        let (mut found, mut names) = (Change::None, Names::default());
        for event in known {
            found = found.max(names.take(&event, relevant.change(&event, root)));
        }
        if found == Change::Half {
            let until = Instant::now() + HALF;
            while let Ok(event) = events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                if names.take(&event, relevant.change(&event, root)) == Change::Whole {
                    found = Change::Whole;
                    break;
                }
            }
            // The rest of a save that is now whole.
            for event in events.try_iter() {
                names.take(&event, relevant.change(&event, root));
            }
        }
        if found == Change::Whole || names.any_changed() {
            return true;
        }
    }
}

/// Names that came or went since the last build.
#[derive(Default)]
struct Names(BTreeMap<PathBuf, bool>);

impl Names {
    /// Notes, for half a change, whether each of its names was there before it.
    fn take(&mut self, event: &Result<Event, notify::Error>, change: Change) -> Change {
        if let (Change::Half, Ok(event)) = (change, event) {
            let gone = relevant::is_end(event.kind);
            for path in &event.paths {
                self.0.entry(path.clone()).or_insert(gone);
            }
        }
        change
    }

    /// Whether a name is there that was not, or is there no longer, or was replaced. What came and went since is the
    /// trace of a save.
    fn any_changed(&self) -> bool {
        self.0.iter().any(|(path, was_there)| *was_there || path.exists())
    }
}
