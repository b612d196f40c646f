//! Times the website rules on a folder of pages: `measure parse FOLDER` reads and parses every page, `measure tree
//! FOLDER` does it with html5ever and the tree that it comes with, `measure rules FOLDER` does what an audit does with every native probe, `measure probes FOLDER` times each of them alone, `measure
//! facts FOLDER` prints all that they find, to hold what two versions find against each other, `measure again FOLDER` times
//! the rules once more with what a first run kept in `.parcours` beside the folder.
//!
//! Prints one line of JSON: seconds on the clock, seconds of all processors, pages, bytes of HTML, peak memory.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the command line"
)]
#![expect(clippy::expect_used, reason = "a benchmark that cannot run fails")]
#![expect(clippy::disallowed_methods, reason = "its peak memory stands in /proc")]

use std::path::Path;
use std::time::Instant;

use html5ever::ParseOpts;
use html5ever::tendril::TendrilSink as _;
use parcours::diagnostics::Problems;
use parcours::files::{Disk, Files};
use parcours::website::page::{Page, PageSource};
use parcours::website::snapshot::Snapshot;
use parcours::website::{ProbeRequest, ProbeUse, SnapshotSettings, collect, parallel, probes};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(mode), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: measure parse|tree|rules|again|probes|facts FOLDER");
        std::process::exit(2);
    };
    let files = Disk::new(Path::new(&folder)).expect("the folder can be read");
    let mut settings = SnapshotSettings::new(".");
    settings.complete = Some(false);
    match mode.as_str() {
        "parse" => parse("parse", &files, &settings, &|source| Page::read(source).bytes),
        "tree" => parse("tree", &files, &settings, &tree),
        "rules" => {
            rules(&files, &settings, probes::all().map(probes::Native::id).collect());
        }
        "again" => again(Path::new(&folder)),
        "facts" => {
            let requests = requests(probes::all().map(probes::Native::id).collect());
            let facts = collect(&files, &settings, &requests, &mut Problems::new()).expect("there are pages");
            println!(
                "{}",
                serde_json::to_string_pretty(&facts).expect("facts are plain data")
            );
        }
        "probes" => {
            for probe in probes::all() {
                print!("{:<28}", probe.id());
                rules(&files, &settings, vec![probe.id()]);
            }
        }
        _ => std::process::exit(2),
    }
}

/// The bytes of a page, parsed by the parser alone into its own tree.
fn tree(source: &PageSource) -> u64 {
    let page = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), ParseOpts::default());
    let page = page.from_utf8().one(&*source.bytes);
    assert!(!page.document.children.borrow().is_empty(), "{}", source.path);
    source.bytes.len() as u64
}

fn parse(mode: &str, files: &dyn Files, settings: &SnapshotSettings, of_page: &(dyn Fn(&PageSource) -> u64 + Sync)) {
    let start = Instant::now();
    let snapshot = Snapshot::read(files, settings, &mut Problems::new()).expect("there are pages");
    let bytes: u64 = parallel::map(snapshot.sources.len(), |index| of_page(&snapshot.sources[index]))
        .iter()
        .sum();
    tell(mode, start, snapshot.sources.len(), bytes, 0);
}

fn requests(ids: Vec<&str>) -> Vec<ProbeRequest> {
    ids.into_iter()
        .map(|id| ProbeRequest {
            criterion: id.to_owned(),
            probe: ProbeUse::Native(id.to_owned()),
            place: None,
        })
        .collect()
}

fn rules(files: &dyn Files, settings: &SnapshotSettings, ids: Vec<&str>) {
    let requests = requests(ids);
    let start = Instant::now();
    let facts = collect(files, settings, &requests, &mut Problems::new()).expect("there are pages");
    let bytes = facts.pages.iter().map(|page| page.bytes).sum();
    tell("rules", start, facts.pages.len(), bytes, facts.results.len());
}

fn again(folder: &Path) {
    let folder = folder.canonicalize().expect("the folder is there");
    let project = folder.parent().expect("a site has a folder around it");
    let name = folder.file_name().expect("a site has a name");
    let files = Disk::new(project).expect("the folder can be read").with_cache();
    let mut settings = SnapshotSettings::new(name.to_string_lossy());
    settings.complete = Some(false);
    let ids = || probes::all().map(probes::Native::id).collect();
    rules(&files, &settings, ids());
    let (start, before) = (Instant::now(), processor_seconds().unwrap_or_default());
    let facts = collect(&files, &settings, &requests(ids()), &mut Problems::new()).expect("there are pages");
    let processor = processor_seconds().unwrap_or_default() - before;
    println!(
        "{{\"mode\":\"again\",\"seconds\":{:.3},\"processor\":{processor:.2},\"pages\":{}}}",
        start.elapsed().as_secs_f64(),
        facts.pages.len()
    );
}

fn tell(mode: &str, start: Instant, pages: usize, bytes: u64, probes: usize) {
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak: u64 = peak
        .and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse().ok())
        .unwrap_or(0);
    let processor = processor_seconds().unwrap_or_default();
    println!(
        "{{\"mode\":\"{mode}\",\"seconds\":{seconds:.3},\"processor\":{processor:.2},\"pages\":{pages},\"html_mb\":{:.1},\"probes\":{probes},\"peak_mib\":{}}}",
        bytes as f64 / 1e6,
        peak / 1024
    );
}

/// What all threads of this program took of the processors, those that ended included; to a hundredth of a second.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields = stat.rsplit(')').next()?.split_ascii_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}
