//! How long each stage of a build takes, on a project in memory's reach: `cargo bench --bench stages [PROJECT]`.
//!
//! Prints the median of 15 runs per stage, in milliseconds. A figure to look at, never a test: it fails nothing.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run fails")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use parcours::audit::{Case, judge};
use parcours::diagnostics::Problems;
use parcours::files::Disk;
use parcours::pipeline::{self, Options};
use parcours::report::{Charts, Media, Theme, draw, render};

const RUNS: usize = 15;
const STAGES: [&str; 5] = ["load", "collect", "judge", "draw", "render"];

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let project = named.map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample-project"),
        PathBuf::from,
    );
    let mut times: Vec<[Duration; STAGES.len()]> = (0..RUNS).map(|_| run(&project)).collect();
    println!("{}, median of {RUNS} runs", project.display());
    let mut whole = 0.0;
    for (stage, name) in STAGES.iter().enumerate() {
        times.sort_by_key(|run| run[stage]);
        let median = times[RUNS / 2][stage].as_secs_f64() * 1_000.0;
        whole += median;
        println!("{name:>8} {median:8.1} ms");
    }
    println!("{:>8} {whole:8.1} ms", "sum");
}

/// One build, stage by stage, nothing kept from the run before.
fn run(project: &std::path::Path) -> [Duration; STAGES.len()] {
    let files = Disk::new(project).unwrap();
    let options = Options::default();
    let mut problems = Problems::new();
    let mut clock = Instant::now();
    let mut lap = || std::mem::replace(&mut clock, Instant::now()).elapsed();
    let loaded = pipeline::load(&files, &options, &mut problems).unwrap();
    let load = lap();
    let (plan, evidence) = pipeline::collect(&loaded, &files, &options, &mut problems);
    let collect = lap();
    let case = Case {
        project: &loaded.project,
        registry: &loaded.registry,
        plan: &plan,
        evidence: &evidence,
        today: None,
        commit: None,
    };
    let audit = judge(&case, &mut problems);
    let judged = lap();
    let mut charts = Charts::new();
    for lang in &audit.project.languages {
        charts.extend(draw(&audit, *lang));
    }
    let drawn = lap();
    let (media, _) = Media::read(&loaded.project.brand, &loaded.project.pages, &files);
    let theme = Theme::load(&loaded.project.theme, &files).unwrap();
    let site = render(
        &audit,
        &charts,
        &theme,
        &loaded.project.pages,
        &loaded.project.brand,
        &media,
    )
    .unwrap();
    let rendered = lap();
    assert!(site.len() > 1, "nothing was rendered");
    [load, collect, judged, drawn, rendered]
}
