//! Writing into the folder. The one place that changes files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::record::{RECORD, Record, digest};
use super::{PublishError, Refusal};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files written, because they are new or their bytes changed.
    pub written: usize,
    /// Files left alone, because their bytes are the same.
    pub unchanged: usize,
    /// Files of an earlier build removed.
    pub removed: usize,
}

/// Puts `site` (path → bytes, paths with `/`) into `folder`, which is made if it is not there.
///
/// Refuses the root of the file system, `home`, `project` and folders above it; refuses to replace a file that it
/// did not write, unless that file already holds the same bytes.
pub fn publish(
    site: &BTreeMap<String, Vec<u8>>,
    folder: &Path,
    project: &Path,
    home: Option<&Path>,
) -> Result<Published, PublishError> {
    let folder = prepared(folder, project, home)?;
    let before = match read(&folder.join(RECORD)) {
        Ok(bytes) => Record::parse(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Record::default(),
        Err(source) => {
            return Err(PublishError::Io {
                path: folder.join(RECORD),
                source,
            });
        }
    };
    let after: BTreeMap<String, String> = site.iter().map(|(path, bytes)| (path.clone(), digest(bytes))).collect();

    let mut foreign = Vec::new();
    let mut changed = BTreeSet::new();
    for (path, new) in &after {
        let target = inside(&folder, path)?;
        match read(&target) {
            Ok(bytes) if digest(&bytes) == *new => {}
            Ok(_) if before.files.contains_key(path) => {
                changed.insert(path.clone());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                changed.insert(path.clone());
            }
            Ok(_) => foreign.push(path.clone()),
            Err(_) if target.is_dir() => foreign.push(path.clone()),
            Err(source) => return Err(PublishError::Io { path: target, source }),
        }
    }
    if !foreign.is_empty() {
        return Err(PublishError::Foreign { folder, files: foreign });
    }

    let stale: Vec<&String> = before.files.keys().filter(|path| !after.contains_key(*path)).collect();
    if changed.is_empty() && stale.is_empty() && before.files == after {
        sweep(&folder, after.keys().map(String::as_str))?;
        return Ok(Published {
            unchanged: after.len(),
            ..Published::default()
        });
    }

    // Ours from now on, whatever happens: the union of what was and what will be.
    let mut either = before.files.clone();
    either.extend(after.clone());
    let ours: Vec<String> = either.keys().cloned().collect();
    write_whole(&folder.join(RECORD), &Record::new(either).bytes())?;

    let mut in_order: Vec<&String> = changed.iter().collect();
    in_order.sort_by_key(|path| (rank(path), path.as_str()));
    for path in &in_order {
        let target = inside(&folder, path)?;
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|source| PublishError::Io {
                path: parent.to_owned(),
                source,
            })?;
        }
        write_whole(&target, site.get(*path).map_or(&[], Vec::as_slice))?;
    }
    for path in &stale {
        remove(&folder, path)?;
    }
    write_whole(&folder.join(RECORD), &Record::new(after.clone()).bytes())?;
    sweep(&folder, ours.iter().map(String::as_str))?;
    Ok(Published {
        written: changed.len(),
        unchanged: after.len() - changed.len(),
        removed: stale.len(),
    })
}

/// Assets, then pages, then `audit.json`, then front pages: whatever a page points at is there before it.
fn rank(path: &str) -> u8 {
    match path {
        "index.html" => 4,
        "audit.json" => 2,
        path if path.ends_with("/index.html") => 3,
        path if Path::new(path).extension().is_some_and(|ending| ending == "html") => 1,
        _ => 0,
    }
}

/// The folder with links resolved, made if need be, or the reason why it must not be used.
fn prepared(folder: &Path, project: &Path, home: Option<&Path>) -> Result<PathBuf, PublishError> {
    let refused = |reason| PublishError::Refused {
        path: folder.to_owned(),
        reason,
    };
    let at = |source| PublishError::Io {
        path: folder.to_owned(),
        source,
    };
    // Judged before anything is made, on the deepest part that exists, so that a refusal leaves no trace.
    let planned = resolved_as_far_as_there(folder).map_err(at)?;
    if planned.parent().is_none() {
        return Err(refused(Refusal::Root));
    }
    let project = fs::canonicalize(project).unwrap_or_else(|_| project.to_owned());
    if project.starts_with(&planned) {
        return Err(refused(Refusal::Project));
    }
    if home.is_some_and(|home| fs::canonicalize(home).unwrap_or_else(|_| home.to_owned()) == planned) {
        return Err(refused(Refusal::Home));
    }
    if planned.is_file() {
        return Err(refused(Refusal::File));
    }
    fs::create_dir_all(&planned).map_err(at)?;
    fs::canonicalize(&planned).map_err(at)
}

fn resolved_as_far_as_there(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut rest = Vec::new();
    let mut there = absolute.as_path();
    loop {
        match fs::canonicalize(there) {
            Ok(real) => {
                // `..` left in the part that is not there yet would climb out again.
                let mut whole = real;
                for part in rest.iter().rev() {
                    match Path::new(part).components().next() {
                        Some(Component::ParentDir) => {
                            whole.pop();
                        }
                        Some(Component::Normal(name)) => whole.push(name),
                        _ => {}
                    }
                }
                return Ok(whole);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut parts = there.components();
                let Some(last) = parts.next_back() else {
                    return Err(error);
                };
                rest.push(last.as_os_str().to_owned());
                there = parts.as_path();
            }
            Err(error) => return Err(error),
        }
    }
}

/// The place of a file of the site, which no link leads out of the folder.
fn inside(folder: &Path, path: &str) -> Result<PathBuf, PublishError> {
    let target = folder.join(path);
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let mut parent = target.parent();
    while let Some(some) = parent {
        match fs::canonicalize(some) {
            Ok(real) if real.starts_with(folder) && plain => return Ok(target),
            Ok(_) => {
                return Err(PublishError::Refused {
                    path: target,
                    reason: Refusal::Link,
                });
            }
            Err(_) => parent = some.parent(),
        }
    }
    Err(PublishError::Refused {
        path: target,
        reason: Refusal::Link,
    })
}

/// Removes what a build that was stopped half way left beside the files it was writing.
fn sweep<'p>(folder: &Path, ours: impl Iterator<Item = &'p str>) -> Result<(), PublishError> {
    for path in ours.chain([RECORD]) {
        let left = beside(&folder.join(path));
        match fs::remove_file(&left) {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(source) => return Err(PublishError::Io { path: left, source }),
        }
    }
    Ok(())
}

/// Where a file is written before it takes its place.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.parcours-new"))
}

/// Writes beside the place and renames: a reader, or a run that is killed, leaves the old file or the new one.
fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let at = |source| PublishError::Io {
        path: target.to_owned(),
        source,
    };
    let beside = beside(target);
    let mut file = fs::File::create(&beside).map_err(at)?;
    file.write_all(bytes).map_err(at)?;
    drop(file);
    fs::rename(&beside, target).map_err(at)
}

/// Removes a file of an earlier build and the folders that are empty without it.
fn remove(folder: &Path, path: &str) -> Result<(), PublishError> {
    let target = inside(folder, path)?;
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(PublishError::Io { path: target, source }),
    }
    let mut parent = target.parent();
    while let Some(some) = parent.filter(|some| *some != folder) {
        if fs::remove_dir(some).is_err() {
            break;
        }
        parent = some.parent();
    }
    Ok(())
}

/// Writes a file that is not there yet, its folder included: for scaffolds. An existing file is an error.
pub fn write_new(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(target)?
        .write_all(bytes)
}

/// Writes a file of which there may be an older one, its folder included; whoever reads it meanwhile finds the old one or
/// the new one, whole.
pub fn write(target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if let Some(parent) = target.parent() {
        let at = |source| PublishError::Io {
            path: parent.to_owned(),
            source,
        };
        fs::create_dir_all(parent).map_err(at)?;
    }
    write_whole(target, bytes)
}

/// Reads back what stands in the folder.
#[expect(
    clippy::disallowed_methods,
    reason = "the published folder is no project folder: publish compares with it"
)]
fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn text(path: &Path) -> String {
        String::from_utf8(read(path).unwrap()).unwrap()
    }

    struct Folders {
        _keep: tempfile::TempDir,
        project: PathBuf,
        out: PathBuf,
    }

    fn folders() -> Folders {
        let keep = tempfile::tempdir().unwrap();
        let project = keep.path().join("project");
        fs::create_dir_all(&project).unwrap();
        let out = keep.path().join("site");
        Folders {
            _keep: keep,
            project,
            out,
        }
    }

    #[test]
    fn files_of_others_are_neither_replaced_nor_removed() {
        let at = folders();
        fs::create_dir_all(&at.out).unwrap();
        fs::File::create(at.out.join("notes.txt"))
            .unwrap()
            .write_all(b"mine")
            .unwrap();
        publish(
            &site(&[("index.html", "one"), ("fr/a.html", "a")]),
            &at.out,
            &at.project,
            None,
        )
        .unwrap();
        let done = publish(&site(&[("index.html", "two")]), &at.out, &at.project, None).unwrap();
        assert_eq!(
            done,
            Published {
                written: 1,
                unchanged: 0,
                removed: 1
            }
        );
        assert_eq!(text(&at.out.join("notes.txt")), "mine");
        assert_eq!(text(&at.out.join("index.html")), "two");
        assert!(!at.out.join("fr").exists(), "the emptied folder goes too");

        fs::File::create(at.out.join("audit.json"))
            .unwrap()
            .write_all(b"theirs")
            .unwrap();
        let refused = publish(
            &site(&[("index.html", "three"), ("audit.json", "{}")]),
            &at.out,
            &at.project,
            None,
        );
        assert!(matches!(refused, Err(PublishError::Foreign { files, .. }) if files == ["audit.json"]));
        assert_eq!(
            text(&at.out.join("index.html")),
            "two",
            "nothing is written when something is refused"
        );
    }

    #[test]
    fn an_unchanged_site_is_not_written_again() {
        let at = folders();
        let same = site(&[("index.html", "one"), ("assets/a.css", "b")]);
        assert_eq!(publish(&same, &at.out, &at.project, None).unwrap().written, 2);
        let stamp = fs::metadata(at.out.join(RECORD)).unwrap().modified().unwrap();
        assert_eq!(
            publish(&same, &at.out, &at.project, None).unwrap(),
            Published {
                unchanged: 2,
                ..Default::default()
            }
        );
        assert_eq!(fs::metadata(at.out.join(RECORD)).unwrap().modified().unwrap(), stamp);
    }

    #[test]
    fn a_run_killed_half_way_leaves_nothing_foreign() {
        let at = folders();
        publish(&site(&[("index.html", "one")]), &at.out, &at.project, None).unwrap();
        // What a killed run leaves: the union record, a new page, an old index, a file half written beside its place.
        let both = BTreeMap::from([
            ("index.html".to_owned(), digest(b"one")),
            ("fr/a.html".to_owned(), digest(b"a")),
        ]);
        write_whole(&at.out.join(RECORD), &Record::new(both).bytes()).unwrap();
        fs::create_dir_all(at.out.join("fr")).unwrap();
        fs::File::create(at.out.join("fr/a.html"))
            .unwrap()
            .write_all(b"a")
            .unwrap();
        fs::File::create(at.out.join("fr/.b.html.parcours-new"))
            .unwrap()
            .write_all(b"ha")
            .unwrap();
        assert_eq!(text(&at.out.join("index.html")), "one");
        publish(
            &site(&[("index.html", "two"), ("fr/b.html", "b")]),
            &at.out,
            &at.project,
            None,
        )
        .unwrap();
        assert_eq!(text(&at.out.join("fr/b.html")), "b");
        assert!(!at.out.join("fr/a.html").exists());
        assert!(!at.out.join("fr/.b.html.parcours-new").exists());
    }

    #[test]
    fn root_home_and_project_are_refused_without_a_trace() {
        let at = folders();
        let one = site(&[("index.html", "one")]);
        let reason = |folder: &Path| match publish(&one, folder, &at.project, Some(&at.out)) {
            Err(PublishError::Refused { reason, .. }) => Some(reason),
            _ => None,
        };
        fs::create_dir_all(&at.out).unwrap();
        assert_eq!(reason(Path::new("/")), Some(Refusal::Root));
        assert_eq!(reason(&at.out), Some(Refusal::Home));
        assert_eq!(reason(&at.project), Some(Refusal::Project));
        assert_eq!(reason(at.project.parent().unwrap()), Some(Refusal::Project));
        assert_eq!(reason(&at.project.join("new/../../project")), Some(Refusal::Project));
        assert!(!at.project.join("new").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_refused() {
        let at = folders();
        fs::create_dir_all(&at.out).unwrap();
        std::os::unix::fs::symlink(&at.project, at.out.join("fr")).unwrap();
        let refused = publish(&site(&[("fr/a.html", "a")]), &at.out, &at.project, None);
        assert!(matches!(
            refused,
            Err(PublishError::Refused {
                reason: Refusal::Link,
                ..
            })
        ));
        assert!(!at.project.join("a.html").exists());
    }
}
