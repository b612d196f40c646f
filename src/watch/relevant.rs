//! Which events mean a rebuild.

use std::collections::BTreeSet;
use std::path::Path;

use notify::Event;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};

/// The files that the last build read or looked for, and the folders it listed.
pub(super) struct Relevant {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Relevant {
    /// From what [`crate::files::Files::touched`] remembers.
    pub(super) fn new(touched: Vec<String>) -> Self {
        let (folders, files): (BTreeSet<_>, BTreeSet<_>) = touched.into_iter().partition(|path| path.ends_with('/'));
        Relevant { files, folders }
    }

    /// Whether an event changed something the build depends on. An error of the watcher counts: events may be lost.
    pub(super) fn is_change(&self, event: &notify::Result<Event>, root: &Path) -> bool {
        match event {
            Ok(event) if event.need_rescan() => true,
            Ok(event) => is_save(event.kind) && event.paths.iter().any(|path| self.holds(path, root)),
            Err(_) => true,
        }
    }

    fn holds(&self, path: &Path, root: &Path) -> bool {
        // A path elsewhere lies in another folder that the command line allowed: anything there may have been read.
        let Ok(inside) = path.strip_prefix(root) else {
            return true;
        };
        let inside = inside.to_string_lossy().replace('\\', "/");
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", &inside));
        let hidden = name.starts_with('.') || name.ends_with('~');
        self.files.contains(&inside) || (!hidden && self.folders.contains(&format!("{folder}/")))
    }
}

/// Whether an event is the end of a save. Where the system tells when a writer closes the file (Linux), the writes
/// before it are left out: rebuilding on them would read half a file.
fn is_save(kind: EventKind) -> bool {
    let closes_are_told = cfg!(any(target_os = "linux", target_os = "android"));
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(_))
        | EventKind::Remove(_)
        | EventKind::Any => true,
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(_) | EventKind::Create(_) => {
            !closes_are_told || matches!(kind, EventKind::Create(notify::event::CreateKind::Folder))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::{CreateKind, DataChange, RemoveKind, RenameMode};

    use super::*;

    fn relevant() -> Relevant {
        Relevant::new(vec![
            "parcours.yaml".to_owned(),
            "personas/".to_owned(),
            "data/a.csv".to_owned(),
        ])
    }

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from("/project").join(path))
    }

    #[test]
    fn what_the_build_read_or_listed_counts_and_nothing_else() {
        let changed = |path| {
            relevant().is_change(
                &Ok(event(EventKind::Remove(RemoveKind::File), path)),
                Path::new("/project"),
            )
        };
        assert!(changed("parcours.yaml"));
        assert!(changed("personas/new.yaml"));
        assert!(changed("data/a.csv"));
        assert!(!changed("data/b.csv"));
        assert!(!changed("site/index.html"));
        assert!(!changed("personas/.new.yaml.swp"));
        assert!(!changed("personas/new.yaml~"));
    }

    #[test]
    fn reading_is_no_change_and_a_move_onto_the_file_is_one() {
        let changed = |kind| relevant().is_change(&Ok(event(kind, "parcours.yaml")), Path::new("/project"));
        assert!(!changed(EventKind::Access(AccessKind::Open(AccessMode::Read))));
        assert!(changed(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(changed(EventKind::Modify(ModifyKind::Name(RenameMode::To))));
        let halves = [
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
        ];
        for half in halves {
            assert_eq!(changed(half), !cfg!(any(target_os = "linux", target_os = "android")));
        }
    }
}
