//! Rebuilds whenever a file changes that the last build read, or that a folder it listed now holds.
//!
//! Acts at once, and coalesces only while a build runs. Knows nothing of the terminal or of the browser.

mod relevant;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::files::{Disk, FileError, Files as _};
use crate::pipeline::{self, Options, Outcome};

use relevant::Relevant;

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
        let mut disk = Disk::new(&root)?;
        for folder in &watched.allowed {
            disk = disk.allow(folder)?;
        }
        let outcome = pipeline::build(&disk, &watched.options);
        let relevant = Relevant::new(disk.touched());
        if !built(outcome) || !wait(&events, &root, &relevant) {
            return Ok(());
        }
    }
}

/// Waits for a relevant change and takes in whatever else is already known; `false` when no more will come.
fn wait(events: &Receiver<notify::Result<Event>>, root: &Path, relevant: &Relevant) -> bool {
    loop {
        let Ok(first) = events.recv() else { return false };
        let mut found = relevant.is_change(&first, root);
        // What came in the meantime belongs to the same rebuild.
        while let Ok(next) = events.try_recv() {
            found |= relevant.is_change(&next, root);
        }
        if found {
            return true;
        }
    }
}
