//! The copy of the website in short: its pages with what fails on each, how they hang together, how fast they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::judge::Case;
use crate::audit::{Check, LinkGraph, Outcome, SitePage, Speed, ToolRow, WebsiteRow};
use crate::stats::median;
use crate::website::WebsiteFacts;
use crate::website::imports::Run;
use crate::website::site::Role;

/// Fewest runs whose median is more than an indication.
const ENOUGH_RUNS: usize = 3;

/// The row of the project's website, if it has one that was read.
pub(in crate::audit::judge) fn row(case: &Case<'_>, checks: &[Check]) -> Option<WebsiteRow> {
    let (website, facts) = (case.project.website.as_ref()?, case.evidence.website.as_ref()?);
    let failed = failed(checks, facts);
    let tools: BTreeSet<ToolRow> = facts
        .tools
        .iter()
        .map(|fact| ToolRow {
            name: fact.tool.name().to_owned(),
            version: fact.version.clone(),
            file: fact.file.clone(),
            page: fact.page.clone(),
        })
        .collect();
    Some(WebsiteRow {
        address: website.address.as_ref().map(|address| address.value.clone()),
        captured: website.captured,
        folder: website.snapshot.value.clone(),
        home: facts.home.clone(),
        files: facts.files,
        junk: facts.junk,
        partial: facts.partial,
        pages: facts
            .pages
            .iter()
            .map(|page| {
                let (count, weight) = failed.get(page.path.as_str()).copied().unwrap_or_default();
                SitePage {
                    path: page.path.clone(),
                    title: page.title.clone().unwrap_or_default(),
                    role: page.role,
                    weight: page.weight,
                    depth: page.depth,
                    links_in: page.links_in,
                    links_out: page.links_out,
                    failed: count,
                    failed_weight: weight,
                }
            })
            .collect(),
        unread: facts.unread.clone(),
        graph: graph(facts),
        tools: tools.into_iter().collect(),
        speed: facts
            .speed
            .iter()
            .map(|fact| {
                let of = |pick: fn(&Run) -> Option<f64>| median(fact.runs.iter().filter_map(pick).collect());
                Speed {
                    page: fact.page.clone(),
                    runs: fact.runs.len() as u64,
                    indicative: fact.runs.len() < ENOUGH_RUNS,
                    lcp: of(|run| run.lcp),
                    cls: of(|run| run.cls),
                    tbt: of(|run| run.tbt),
                    profiles: fact.profiles.clone(),
                }
            })
            .collect(),
    })
}

/// Criteria that fail on each page, and the sum of their weights.
fn failed<'a>(checks: &'a [Check], facts: &WebsiteFacts) -> BTreeMap<&'a str, (u64, u64)> {
    let start = facts.path_of("").len();
    let mut failed: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for criterion in checks.iter().flat_map(|check| &check.criteria) {
        let failing = criterion.evidence.iter().filter(|one| one.outcome == Outcome::Failed);
        let pages: BTreeSet<&str> = failing
            .flat_map(|one| {
                let own = one.path.get(start..).filter(|_| one.places.is_empty());
                own.into_iter()
                    .chain(one.places.iter().map(|place| place.page.as_str()))
            })
            .collect();
        for page in pages {
            let of_page = failed.entry(page).or_default();
            of_page.0 += 1;
            of_page.1 += u64::from(criterion.weight);
        }
    }
    failed
}

fn graph(facts: &WebsiteFacts) -> LinkGraph {
    let mut by_depth = Vec::new();
    for depth in facts.pages.iter().filter_map(|page| page.depth) {
        let depth = depth as usize;
        if by_depth.len() <= depth {
            by_depth.resize(depth + 1, 0);
        }
        by_depth[depth] += 1;
    }
    let own = |role: Role| !matches!(role, Role::Redirect | Role::NotFound);
    let paths = |wanted: &dyn Fn(&crate::website::PageFact) -> bool| -> Vec<String> {
        let pages = facts.pages.iter().filter(|page| own(page.role) && wanted(page));
        pages.map(|page| page.path.clone()).collect()
    };
    LinkGraph {
        by_depth,
        unreachable: paths(&|page| facts.links_known && page.depth.is_none()),
        dead_ends: if facts.pages.len() > 1 {
            paths(&|page| page.links_out == 0)
        } else {
            Vec::new()
        },
        known: facts.links_known,
    }
}
