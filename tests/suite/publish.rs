//! A build that is killed leaves every file whole, old or new, and the next build finishes the work.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::command::Copied;

const RECORD: &str = ".parcours-site.json";

/// A file of the folder that no build wrote.
const FOREIGN: (&str, &[u8]) = ("note.txt", b"written by hand");

type Site = BTreeMap<String, Vec<u8>>;

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// A site of yesterday, and a project that was changed since.
struct Changed {
    project: Copied,
    old: Site,
    new: Site,
}

impl Changed {
    fn new() -> Self {
        let mut project = Copied::of("sample-project/course");
        project.build(&[]).exits(0);
        std::fs::write(project.site.join(FOREIGN.0), FOREIGN.1).unwrap();
        let old = project.files();
        project.edit("parcours.yaml", |text| {
            text.replace("librairie-café", "librairie-salon")
                .replace("bookshop café", "bookshop")
        });
        let site = project.site.clone();
        project.site = site.with_file_name("fresh");
        project.build(&[]).exits(0);
        let new = project.files();
        project.site = site;
        Changed { project, old, new }
    }

    /// The files that differ, in the order they are written: assets, pages, `audit.json`, front pages.
    fn in_order(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.new.keys().map(String::as_str).collect();
        paths.retain(|path| *path != RECORD && self.old.get(*path) != self.new.get(*path));
        let rank = |path: &str| match path {
            "index.html" => 4,
            "audit.json" => 2,
            _ if path.ends_with("/index.html") => 3,
            _ if is_page(path) => 1,
            _ => 0,
        };
        paths.sort_by_key(|path| (rank(path), *path));
        paths
    }

    /// Puts the site of yesterday back.
    fn put_back(&self) {
        std::fs::remove_dir_all(&self.project.site).unwrap();
        for (path, bytes) in &self.old {
            let file = self.project.site.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_parcours"))
            .args(["build", "--quiet"])
            .arg(&self.project.folder)
            .arg("--out")
            .arg(&self.project.site)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Fails unless every file is whole, and of yesterday or of today. Gives the paths of those of today.
    fn assert_whole(&self, when: &str) -> Vec<String> {
        let found = self.project.files();
        assert_eq!(found.get(FOREIGN.0).map(Vec::as_slice), Some(FOREIGN.1), "{when}");
        for path in self.old.keys().filter(|path| self.new.contains_key(*path)) {
            assert!(found.contains_key(path), "{when}: {path} is gone");
        }
        let mut today = Vec::new();
        for (path, bytes) in &found {
            // What was being written stands beside its place, under a name that nothing links to.
            if path == FOREIGN.0 || path == RECORD || path.ends_with(".parcours-new") {
                continue;
            }
            let (old, new) = (self.old.get(path) == Some(bytes), self.new.get(path) == Some(bytes));
            assert!(old || new, "{when}: {path} is neither the old file nor the new one");
            if is_page(path) {
                assert!(bytes.trim_ascii_end().ends_with(b"</html>"), "{when}: {path} is cut");
            }
            if !old {
                today.push(path.clone());
            }
        }
        for path in ["audit.json", RECORD] {
            let parsed: Result<serde_json::Value, _> = serde_json::from_slice(&found[path]);
            assert!(parsed.is_ok(), "{when}: {path} does not parse");
        }
        today
    }

    /// Fails unless a build that is left alone now gives what a fresh one gives.
    fn assert_mended(&self, when: &str) {
        self.project.build(&[]).exits(0);
        let mut found = self.project.files();
        assert_eq!(found.remove(FOREIGN.0).as_deref(), Some(FOREIGN.1), "{when}");
        let paths = |site: &Site| site.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&found), paths(&self.new), "{when}");
        assert!(found == self.new, "{when}: the bytes differ from a fresh build");
    }

    /// Where `path` is written before it takes its place.
    fn beside(&self, path: &str) -> PathBuf {
        let file = self.project.site.join(path);
        let name = file.file_name().unwrap().to_string_lossy();
        file.with_file_name(format!(".{name}.parcours-new"))
    }
}

/// A pipe that nobody reads holds the build up where it is about to write a file, so that it is killed exactly there.
#[cfg(unix)]
#[test]
fn a_build_killed_while_it_writes_a_file_leaves_old_and_new_files_whole() {
    let changed = Changed::new();
    let order = changed.in_order();
    assert!(order.len() > 12, "only {} files change", order.len());
    assert_eq!(order.last(), Some(&"index.html"));
    // Twelve of them, the last among them; the first is left out, since the file before shows how far the build is.
    let stops = (1..=12).map(|stop| stop * (order.len() - 1) / 12);
    for stop in stops {
        let (before, path) = (order[stop - 1], order[stop]);
        let when = format!("killed at {path}");
        changed.put_back();
        let pipe = changed.beside(path);
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut build = changed.start();
        let reached = changed.project.site.join(before);
        while std::fs::read(&reached).unwrap() != changed.new[before] {
            assert_eq!(build.try_wait().unwrap(), None, "{when}: the build ended before");
            std::thread::yield_now();
        }
        build.kill().unwrap();
        build.wait().unwrap();
        // What a build leaves that is killed within the write.
        std::fs::remove_file(&pipe).unwrap();
        std::fs::write(&pipe, &changed.new[path][..changed.new[path].len() / 2]).unwrap();

        let mut expected: Vec<&str> = order[..stop].to_vec();
        expected.sort_unstable();
        assert_eq!(changed.assert_whole(&when), expected, "{when}");
        changed.assert_mended(&when);
    }
}

#[test]
fn a_build_killed_at_any_moment_is_mended_by_the_next() {
    let changed = Changed::new();
    changed.put_back();
    let begun = Instant::now();
    assert!(changed.start().wait().unwrap().success());
    let whole = begun.elapsed();
    for part in 0..8 {
        let when = format!("killed after {part}/7 of {whole:?}");
        changed.put_back();
        let begun = Instant::now();
        let mut build = changed.start();
        while begun.elapsed() < whole * part / 7 && build.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        // A build that was quicker this time has ended already.
        let _ = build.kill();
        build.wait().unwrap();
        changed.assert_whole(&when);
        changed.assert_mended(&when);
    }
}

#[test]
fn what_a_killed_build_left_is_swept_even_if_nothing_else_changes() {
    let course = Copied::of("sample-project/course");
    course.build(&[]).exits(0);
    let whole = course.files();
    for left in [".index.html.parcours-new", "..parcours-site.json.parcours-new"] {
        std::fs::write(course.site.join(left), "half").unwrap();
    }
    course.build(&[]).exits(0).says("0 written");
    assert_eq!(course.files(), whole);
}
