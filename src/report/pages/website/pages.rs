//! What the website page says of the pages of the copy: the worst ones, how they hang together, how fast they are.

use serde::Serialize;

use crate::audit::{LinkGraph, Speed, WebsiteRow};
use crate::language::number;
use crate::report::scribe::{Scribe, args, count};

/// At most this many of the worst pages.
const WORST: usize = 10;
/// At most this many pages in a list of names.
const NAMED: usize = 12;

#[derive(Serialize)]
pub(super) struct Pages {
    /// The pages with the most against them.
    worst: Vec<Worst>,
    graph: Option<Graph>,
    speed: Vec<SpeedLine>,
    /// `tool version`, file and page.
    tools: Vec<(String, String, String)>,
    /// What was left out, in words.
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Worst {
    path: String,
    title: String,
    failed: String,
    weight: String,
}

#[derive(Serialize)]
struct Graph {
    /// Clicks from the home page and how many pages are that far.
    depths: Vec<(String, String)>,
    unreachable: Vec<String>,
    more_unreachable: String,
    dead_ends: Vec<String>,
    more_dead_ends: String,
}

#[derive(Serialize)]
struct SpeedLine {
    page: String,
    lcp: String,
    cls: String,
    tbt: String,
    runs: String,
    profiles: String,
}

pub(super) fn view(scribe: &Scribe<'_>, website: &WebsiteRow) -> Pages {
    let mut worst: Vec<_> = website
        .pages
        .iter()
        .filter(|page| page.failed > 0 && page.weight > 0)
        .collect();
    worst.sort_by_key(|page| (std::cmp::Reverse((page.failed_weight, page.weight)), &page.path));
    let mut notes = Vec::new();
    if website.junk > 0 {
        notes.push(scribe.phrase("junk-left-out", args([("n", count(website.junk))])));
    }
    if !website.unread.is_empty() {
        notes.push(scribe.phrase("pages-unread", args([("n", count(website.unread.len()))])));
    }
    if website.partial {
        notes.push(scribe.word("copy-partial"));
    }
    Pages {
        worst: worst
            .into_iter()
            .take(WORST)
            .map(|page| Worst {
                path: page.path.clone(),
                title: page.title.clone(),
                failed: scribe.count(page.failed),
                weight: scribe.count(page.failed_weight),
            })
            .collect(),
        graph: (website.pages.len() > 1).then(|| graph(scribe, &website.graph)),
        speed: website.speed.iter().map(|speed| line(scribe, speed)).collect(),
        tools: website
            .tools
            .iter()
            .map(|tool| {
                let name = format!("{} {}", tool.name, tool.version);
                (name.trim_end().to_owned(), tool.file.clone(), tool.page.clone())
            })
            .collect(),
        notes,
    }
}

fn graph(scribe: &Scribe<'_>, graph: &LinkGraph) -> Graph {
    let named = |pages: &[String]| {
        let more = match pages.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => scribe.phrase("more-pages", args([("n", count(more))])),
        };
        (pages.iter().take(NAMED).cloned().collect(), more)
    };
    let (unreachable, more_unreachable) = named(&graph.unreachable);
    let (dead_ends, more_dead_ends) = named(&graph.dead_ends);
    Graph {
        depths: if graph.known {
            graph
                .by_depth
                .iter()
                .enumerate()
                .map(|(clicks, pages)| (scribe.count(clicks as u64), scribe.count(*pages)))
                .collect()
        } else {
            Vec::new()
        },
        unreachable,
        more_unreachable,
        dead_ends,
        more_dead_ends,
    }
}

fn line(scribe: &Scribe<'_>, speed: &Speed) -> SpeedLine {
    let number = |value: Option<f64>, divisor: f64, decimals: u8| {
        value
            .map(|value| number::number(scribe.lang, value / divisor, decimals.into()))
            .unwrap_or_default()
    };
    let key = if speed.indicative { "runs-few" } else { "runs-enough" };
    SpeedLine {
        page: speed.page.clone(),
        lcp: number(speed.lcp, 1000.0, 1),
        cls: number(speed.cls, 1.0, 2),
        tbt: number(speed.tbt, 1.0, 0),
        runs: scribe.phrase(key, args([("n", count(speed.runs))])),
        profiles: speed.profiles.join(" · "),
    }
}
