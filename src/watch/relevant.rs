//! Which events mean a rebuild: those on files that the last build read or looked for, and those that change what a
//! folder it listed holds.

use std::collections::BTreeSet;
use std::path::Path;

use notify::Event;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, MetadataKind, ModifyKind, RenameMode};

/// What an event means for the next build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Nothing the build depends on.
    None,
    /// A file of the build went away, or a name came or went in a listed folder. Editors save through another name,
    /// so that this may be the first half of a save.
    Half,
    /// A file of the build was saved.
    Whole,
}

/// The files that the last build read or looked for, and the folders it listed; `/` between the parts.
pub(super) struct Relevant {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    polled: bool,
}

/// What happened to a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// It is there under this name, with all its content.
    Came,
    /// It is there, its content is still to come.
    Begun,
    /// Its content is another, and complete.
    Edited,
    /// It is gone.
    Gone,
    /// Reading, a change of its rights, the middle of writing.
    Nothing,
}

impl Relevant {
    /// From what [`crate::files::Files::touched`] remembers of a folder `root`. `polled` tells that the events come
    /// from comparing the folder with what it was, rather than from the system.
    pub(super) fn new(touched: Vec<String>, root: &Path, polled: bool) -> Self {
        let mut all: BTreeSet<String> = BTreeSet::new();
        for path in touched {
            // The system tells of the file behind a link, not of the link.
            if let Ok(real) = std::fs::canonicalize(root.join(&path))
                && let Ok(inside) = real.strip_prefix(root)
            {
                let end = if path.ends_with('/') { "/" } else { "" };
                all.insert(format!("{}{end}", slashed(inside)));
            }
            all.insert(path);
        }
        let (folders, files) = all.into_iter().partition(|path| path.ends_with('/'));
        Relevant { files, folders, polled }
    }

    /// What an event means. An error of the watcher counts as a change: events may be lost.
    pub(super) fn change(&self, event: &notify::Result<Event>, root: &Path) -> Change {
        match event {
            Ok(event) if event.need_rescan() => Change::Whole,
            Ok(event) => {
                let act = self.act(event.kind);
                let changes = event.paths.iter().map(|path| self.of_path(path, act, root));
                changes.max().unwrap_or(Change::None)
            }
            Err(_) => Change::Whole,
        }
    }

    fn of_path(&self, path: &Path, act: Act, root: &Path) -> Change {
        if act == Act::Nothing {
            return Change::None;
        }
        // A path elsewhere lies in another folder that the command line allowed: anything there may have been read.
        let inside = path.strip_prefix(root).ok().map(slashed);
        if inside.as_ref().is_none_or(|inside| self.files.contains(inside)) {
            return match act {
                Act::Came | Act::Edited => Change::Whole,
                Act::Gone => Change::Half,
                Act::Begun | Act::Nothing => Change::None,
            };
        }
        // Of what was not read, only the name can matter.
        if act == Act::Edited {
            return Change::None;
        }
        let inside = inside.unwrap_or_default();
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", &inside));
        let listed = !is_passing(name) && self.folders.contains(&format!("{folder}/"));
        if listed || self.is_above(&inside) {
            Change::Half
        } else {
            Change::None
        }
    }

    /// Whether a path is a folder that holds something the build read, looked for or listed.
    fn is_above(&self, path: &str) -> bool {
        let start = format!("{path}/");
        let below = |all: &BTreeSet<String>| {
            let next = all.range(start.clone()..).next();
            next.is_some_and(|next| next.starts_with(&start))
        };
        below(&self.files) || below(&self.folders)
    }

    fn act(&self, kind: EventKind) -> Act {
        // Where the system tells when a writer closes a file, the writes before it are left out: rebuilding on them
        // would read half a file.
        let closes_are_told = !self.polled && cfg!(any(target_os = "linux", target_os = "android"));
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Act::Edited,
            EventKind::Create(CreateKind::Folder) => Act::Begun,
            EventKind::Create(_) if closes_are_told => Act::Begun,
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) if !closes_are_told => Act::Edited,
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime)) if self.polled => Act::Edited,
            kind if is_end(kind) => Act::Gone,
            // Both ends of a move together repeat what was told of each.
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => Act::Nothing,
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Any => Act::Came,
            _ => Act::Nothing,
        }
    }
}

/// Whether an event tells that a name is gone.
pub(super) fn is_end(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From))
    )
}

/// Names that editors use beside a file while it is open or being saved.
fn is_passing(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#'])
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::{DataChange, RemoveKind};

    use super::*;

    fn relevant(polled: bool) -> Relevant {
        let touched = ["parcours.yaml", "personas/", "data/a.csv"].map(str::to_owned);
        Relevant::new(touched.to_vec(), Path::new("/project"), polled)
    }

    fn change(kind: EventKind, path: &str, polled: bool) -> Change {
        let event = Event::new(kind).add_path(PathBuf::from("/project").join(path));
        relevant(polled).change(&Ok(event), Path::new("/project"))
    }

    #[test]
    fn what_the_build_read_or_listed_counts_and_nothing_else() {
        let to = |path| change(EventKind::Modify(ModifyKind::Name(RenameMode::To)), path, false);
        assert_eq!(to("parcours.yaml"), Change::Whole);
        assert_eq!(to("data/a.csv"), Change::Whole);
        assert_eq!(to("personas/new.yaml"), Change::Half);
        assert_eq!(to("personas/2026"), Change::Half);
        for path in [
            "data/b.csv",
            "notes.txt",
            "site/index.html",
            "personas/.new.yaml.swp",
            "personas/new.yaml~",
        ] {
            assert_eq!(to(path), Change::None, "{path}");
        }
    }

    #[test]
    fn a_folder_counts_with_what_the_build_read_in_it() {
        let gone = |path| change(EventKind::Remove(RemoveKind::Folder), path, false);
        assert_eq!(gone("data"), Change::Half);
        assert_eq!(gone("personas"), Change::Half);
        assert_eq!(gone("dat"), Change::None);
    }

    #[test]
    fn a_file_that_goes_away_may_be_half_of_a_save() {
        let from = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        assert_eq!(change(from, "parcours.yaml", false), Change::Half);
        let read = EventKind::Access(AccessKind::Open(AccessMode::Read));
        assert_eq!(change(read, "parcours.yaml", false), Change::None);
    }

    #[test]
    fn a_file_still_being_written_waits_for_its_end_where_the_end_is_told() {
        let told = cfg!(any(target_os = "linux", target_os = "android"));
        for half in [
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
        ] {
            assert_eq!(change(half, "parcours.yaml", false) == Change::None, told);
            assert_eq!(change(half, "parcours.yaml", true), Change::Whole);
        }
    }

    #[test]
    fn looking_for_changes_finds_a_later_time_of_a_file_and_minds_none_of_a_folder() {
        let later = EventKind::Modify(ModifyKind::Metadata(MetadataKind::WriteTime));
        assert_eq!(change(later, "parcours.yaml", true), Change::Whole);
        assert_eq!(change(later, "personas", true), Change::None);
        assert_eq!(change(later, "parcours.yaml", false), Change::None);
    }
}
