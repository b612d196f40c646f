//! The cache changes nothing of what is found, and nothing it holds is trusted that might be wrong.

#![expect(clippy::disallowed_methods, reason = "a test lays its own files and looks into them")]

use std::fs;
use std::path::Path;

use super::super::{collect, plan};
use super::*;
use crate::diagnostics::Problems;
use crate::evidence::Evidence;
use crate::files::{Disk, Files as _};
use crate::manifest::{Manifest, typed};
use crate::project::load;

const PROJECT: &str = "title: T\nsurveys:\n  - id: s\n    file: s.csv\n    weight: w\n    date: {column: day}\n    \
    periods: {by: month}\n    dimensions: [{id: region}]\n    questions:\n      \
    - {id: score, role: nps, scale: [0, 10]}\n      - {id: words, role: verbatim}\n";

const CHECK: &str = "{protocol: 1, id: nps, version: 1.0.0, kind: kpi, title: NPS, \
                     reads: {score: {question: {role: nps}}}, \
                     estimate: {net-share: {of: score, plus: [9, 10], minus: [0, 6]}}, \
                     breakdowns: [period, dimension, [dimension, period]]}";

fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(path, bytes).unwrap();
}

fn rows(shift: usize) -> String {
    let row = |row: usize| {
        let day = ["2026-01-05", "2026-02-07", "hier", ""][row * 5 % 4];
        let region = ["north", "south", ""][row * 7 % 3];
        format!("{}.25,{day},{region},{},comment {row}\n", row % 3, (row + shift) % 12)
    };
    ["w,day,region,score,words\n".to_owned()]
        .into_iter()
        .chain((0..300).map(row))
        .collect()
}

/// A project on disk whose cache can be looked into.
struct Laid {
    folder: tempfile::TempDir,
}

impl Laid {
    fn new() -> Self {
        let laid = Laid {
            folder: tempfile::tempdir().unwrap(),
        };
        put(&laid.at("parcours.yaml"), PROJECT);
        put(&laid.at("s.csv"), rows(0));
        // Older than the clock can mistake, so that its stamp is trusted.
        laid.age("s.csv");
        fs::remove_dir_all(laid.at(".parcours")).unwrap();
        laid
    }

    fn at(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    /// Waits until the clock of files has moved on from the last change of `path`.
    fn age(&self, path: &str) {
        let disk = Disk::new(self.folder.path()).unwrap().with_cache();
        let changed = disk.open(path).unwrap().stamp().unwrap().changed;
        while disk.cache().unwrap().now().unwrap() <= changed + TICK {
            std::thread::yield_now();
        }
    }

    fn collect(&self, cached: bool) -> (Evidence, Problems) {
        let disk = Disk::new(self.folder.path()).unwrap();
        let disk = if cached { disk.with_cache() } else { disk };
        let mut problems = Problems::new();
        let project = load(&disk, &mut problems).unwrap();
        let manifest: Manifest = typed("plugin.yaml", CHECK, &mut problems).unwrap();
        let plan = plan(&project, &[&manifest]);
        let evidence = collect(&project, &plan, &disk, &mut problems);
        (evidence, problems)
    }

    /// How many rows the survey has for a run with the cache. Marked is what came out of it.
    fn rows(&self) -> u64 {
        self.collect(true).0.surveys[0].rows
    }

    fn entry(&self) -> std::path::PathBuf {
        let entries = fs::read_dir(self.at(".parcours/cache")).unwrap();
        let mut entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(entries.len(), 1);
        entries.remove(0)
    }
}

/// What nobody could have counted.
const MARKED: u64 = 777_777;

impl Laid {
    /// Changes an entry to one that is well formed and says [`MARKED`] rows.
    fn mark(&self) {
        self.rewrite(|entry| entry.found.1.rows = MARKED);
    }

    fn rewrite(&self, change: impl FnOnce(&mut Entry<(Met, RawSurvey)>)) {
        let path = self.entry();
        let mut entry = decode(&fs::read(&path).unwrap()).unwrap();
        change(&mut entry);
        put(&path, encode(&entry).unwrap());
    }
}

#[test]
fn what_is_kept_is_found_again_to_the_last_bit() {
    let laid = Laid::new();
    let without = laid.collect(false);
    assert!(!laid.at(".parcours").exists());
    assert_eq!(laid.collect(true), without);
    assert_eq!(laid.collect(true), without);
    let shown = |found: &(Evidence, Problems)| serde_json::to_string(&found.0.surveys).unwrap();
    assert_eq!(shown(&laid.collect(true)), shown(&without));
    assert!(without.1.len() > 1, "the survey has something to tell: {:?}", without.1);
    // And it was not read again.
    laid.mark();
    assert_eq!(laid.rows(), MARKED);
    fs::remove_dir_all(laid.at(".parcours")).unwrap();
    assert_eq!(laid.collect(true), without);
}

#[test]
fn a_file_that_changed_is_read_again_and_one_that_was_only_touched_is_not() {
    let laid = Laid::new();
    laid.rows();
    laid.mark();
    // The same bytes in another file, with another time: told by the digest.
    put(&laid.at("other.csv"), rows(0));
    fs::rename(laid.at("other.csv"), laid.at("s.csv")).unwrap();
    assert_eq!(laid.rows(), MARKED);
    // As many bytes as before, but others.
    let changed = rows(0).replace(",north,3,", ",north,4,");
    assert_ne!(changed, rows(0));
    put(&laid.at("s.csv"), &changed);
    assert_eq!(laid.rows(), 300);
    laid.mark();
    put(&laid.at("s.csv"), changed + "1,,north,9,\n");
    assert_eq!(laid.rows(), 301);
}

#[test]
fn a_file_changed_twice_within_one_tick_of_the_clock_is_not_mistaken() {
    let laid = Laid::new();
    laid.rows();
    // As if it had been read in the instant of its last change, and changed again in the same instant: the stamp says
    // nothing then, and the digest decides.
    let changed = rows(0).replace(",north,3,", ",north,4,");
    put(&laid.at("s.csv"), changed);
    let disk = Disk::new(laid.folder.path()).unwrap();
    let stamp = disk.open("s.csv").unwrap().stamp();
    laid.rewrite(|entry| {
        entry.found.1.rows = MARKED;
        entry.stamp = stamp;
        entry.begun = stamp.map(|stamp| stamp.changed);
    });
    assert_eq!(laid.rows(), 300);
}

#[test]
fn a_damaged_cut_or_foreign_entry_is_counted_again() {
    let laid = Laid::new();
    let without = laid.collect(false);
    laid.rows();
    let whole = fs::read(laid.entry()).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        put(&laid.entry(), damaged);
        assert_eq!(laid.collect(true), without, "byte {at}");
        put(&laid.entry(), &whole[..at]);
        assert_eq!(laid.collect(true), without, "cut at {at}");
    }
    for foreign in [&b"something else"[..], b"", MAGIC] {
        put(&laid.entry(), foreign);
        assert_eq!(laid.collect(true), without);
    }
    // Of another plan or another version of the program: the key differs.
    laid.rewrite(|entry| {
        entry.found.1.rows = MARKED;
        entry.key[0] ^= 1;
    });
    assert_eq!(laid.collect(true), without);
}

#[test]
fn another_plan_or_mapping_is_another_key_and_the_same_lines_lower_down_are_not() {
    let laid = Laid::new();
    laid.rows();
    laid.mark();
    put(&laid.at("parcours.yaml"), format!("# A comment above.\n{PROJECT}"));
    assert_eq!(laid.rows(), MARKED);
    put(
        &laid.at("parcours.yaml"),
        PROJECT.replace("role: nps,", "role: nps, not-an-answer: [10],"),
    );
    assert_eq!(laid.rows(), 300);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_changes_nothing() {
    let laid = Laid::new();
    let without = laid.collect(false);
    put(&laid.at(".parcours"), "a file in its place");
    assert_eq!(laid.collect(true), without);
}

#[test]
fn builds_at_the_same_time_find_the_same() {
    let laid = Laid::new();
    let without = laid.collect(false);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..5).all(|_| laid.collect(true) == without)))
            .collect();
        assert!(running.into_iter().all(|thread| thread.join().unwrap()));
    });
    laid.mark();
    assert_eq!(laid.rows(), MARKED);
}
