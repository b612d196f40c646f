//! The sheet on which a probe notes passes and defects, and the arithmetic from there to a result.
//!
//! The formula is the one printed in the plugin's README: the mean of page scores, weighted by page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Evidence, PageVerdict, ProbeResult, Scope, Verdict};
use crate::website::site::Site;
use crate::website::snippet;
use crate::website::source::Position;
use crate::website::tree::NodeId;

/// Most defects that are kept with their place; beyond it they are only counted.
const MAX_DEFECTS: usize = 50_000;
/// Most entries of evidence in a result.
const MAX_EVIDENCE: usize = 1_000;
/// From how many pages on the same defect in the same place is one of their template.
const TEMPLATE_PAGES: usize = 3;

/// What a defect is pinned to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Spot<'a> {
    /// An element of a page.
    Element(NodeId),
    /// An attribute of an element.
    Attribute(NodeId, &'a str),
    /// A byte offset of the source, inside an element.
    Offset(NodeId, usize),
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    passed: u64,
    failed: u64,
    unknown: u64,
    score: Option<f64>,
}

#[derive(Debug)]
struct Defect {
    file: String,
    page: Option<usize>,
    position: Option<Position>,
    dom_path: String,
    snippet: String,
    message: &'static str,
    values: BTreeMap<String, String>,
    unknown: bool,
}

/// Notes of one probe on one site.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    site: &'a Site,
    probe: String,
    scope: Scope,
    pages: BTreeMap<usize, Counts>,
    whole: Counts,
    defects: Vec<Defect>,
    occurrences: u64,
    set_apart: u64,
}

/// Values of a message.
pub(crate) type Values<'a> = &'a [(&'a str, String)];

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(site: &'a Site, probe: &str, scope: Scope) -> Self {
        Sheet {
            site,
            probe: probe.to_owned(),
            scope,
            pages: BTreeMap::new(),
            whole: Counts::default(),
            defects: Vec::new(),
            occurrences: 0,
            set_apart: 0,
        }
    }

    /// The site that is looked at.
    pub(crate) fn site(&self) -> &'a Site {
        self.site
    }

    fn counts(&mut self, page: usize) -> &mut Counts {
        match self.scope {
            Scope::Site => &mut self.whole,
            _ => self.pages.entry(page).or_default(),
        }
    }

    /// The page, or one of its elements, passes.
    pub(crate) fn pass(&mut self, page: usize) {
        self.counts(page).passed += 1;
    }

    /// The site passes.
    pub(crate) fn pass_site(&mut self) {
        self.whole.passed += 1;
    }

    /// The page, or one of its elements, fails.
    pub(crate) fn fail(&mut self, page: usize, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts(page).failed += 1;
        self.note(page, spot, message, values, false);
    }

    /// The page fails for a part only: it scores `score`, from 0 to 1.
    pub(crate) fn fail_partly(&mut self, page: usize, score: f64, spot: Spot<'_>, message: &'static str) {
        let counts = self.counts(page);
        counts.failed += 1;
        counts.score = Some(score);
        self.note(page, spot, message, &[], false);
    }

    /// The files cannot tell.
    pub(crate) fn unknown(&mut self, page: usize, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts(page).unknown += 1;
        self.note(page, spot, message, values, true);
    }

    /// Another defect of what was already counted.
    pub(crate) fn note(
        &mut self,
        page: usize,
        spot: Spot<'_>,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) {
        if self.scope != Scope::Site && self.site.weights[page] == 0 {
            self.set_apart += u64::from(!unknown);
            return;
        }
        self.occurrences += u64::from(!unknown);
        if self.defects.len() >= MAX_DEFECTS {
            return;
        }
        let data = &self.site.pages()[page];
        let document = &data.document;
        let (node, position, snippet) = match spot {
            Spot::Element(node) => (node, document.position(node), snippet::of_element(document, node)),
            Spot::Attribute(node, name) => (
                node,
                document.attribute_position(node, name),
                snippet::of_element(document, node),
            ),
            Spot::Offset(node, offset) => (
                node,
                document.source.position(offset),
                snippet::of_source(document, offset),
            ),
        };
        self.defects.push(Defect {
            file: data.path.clone(),
            page: Some(page),
            position: Some(position),
            dom_path: document.path(node),
            snippet,
            message,
            values: values
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
            unknown,
        });
    }

    /// A defect of the site in a file that is no page: robots.txt, a sitemap, a host's configuration.
    pub(crate) fn fail_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
    ) {
        self.whole.failed += 1;
        self.note_in_file(file, position, line, message, values, false);
    }

    /// The files cannot tell, because of a place in a file that is no page.
    pub(crate) fn unknown_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
    ) {
        self.whole.unknown += 1;
        self.note_in_file(file, position, line, message, values, true);
    }

    /// Evidence in a file that is no page, for a page that was already counted.
    pub(crate) fn note_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) {
        self.occurrences += u64::from(!unknown);
        if self.defects.len() >= MAX_DEFECTS {
            return;
        }
        self.defects.push(Defect {
            file: file.to_owned(),
            page: None,
            position,
            dom_path: String::new(),
            snippet: snippet::of_text(line),
            message,
            values: values
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
            unknown,
        });
    }

    /// The page fails; its evidence is noted apart.
    pub(crate) fn count_failed(&mut self, page: usize) {
        self.counts(page).failed += 1;
    }

    /// The result.
    pub(crate) fn finish(self) -> ProbeResult {
        let mut pages = Vec::new();
        let (mut weight, mut scored, mut checked, mut counted) = (0.0, 0.0, 0.0, 0.0);
        let mut sum = Counts::default();
        let (mut fails_home, mut failing, mut decided) = (false, 0_usize, 0_usize);
        for (index, counts) in &self.pages {
            let page_weight = self.site.weights[*index];
            if page_weight == 0 {
                continue;
            }
            let counts = if self.scope == Scope::Element {
                *counts
            } else {
                one(*counts)
            };
            let score = score(counts);
            let share = f64::from(page_weight);
            if let Some(score) = score {
                weight += share;
                scored += share * score;
                decided += 1;
                failing += usize::from(counts.failed > 0);
            }
            let known = (counts.passed + counts.failed) as f64;
            let all = known + counts.unknown as f64;
            if all > 0.0 {
                checked += share * known / all;
                counted += share;
            }
            sum.passed += counts.passed;
            sum.failed += counts.failed;
            sum.unknown += counts.unknown;
            fails_home |= *index == self.site.home && counts.failed > 0;
            pages.push(PageVerdict {
                page: self.site.pages()[*index].path.clone(),
                weight: page_weight,
                passed: counts.passed,
                failed: counts.failed,
                unknown: counts.unknown,
                score,
            });
        }
        if self.scope == Scope::Site {
            sum = one(self.whole);
            if let Some(score) = score(sum) {
                (weight, scored, decided) = (1.0, score, 1);
            }
            let all = (sum.passed + sum.failed + sum.unknown) as f64;
            (checked, counted) = ((sum.passed + sum.failed) as f64, all);
            fails_home = sum.failed > 0;
            failing = sum.failed as usize;
        }
        let outcome = match sum {
            Counts { failed: 1.., .. } => Verdict::Failed,
            Counts { unknown: 1.., .. } => Verdict::CannotTell,
            Counts { passed: 1.., .. } => Verdict::Passed,
            _ => Verdict::NotApplicable,
        };
        let affected: BTreeSet<&str> = self
            .defects
            .iter()
            .filter(|defect| !defect.unknown && defect.page.is_some())
            .map(|defect| defect.file.as_str())
            .collect();
        ProbeResult {
            scope: self.scope,
            outcome,
            score: (weight > 0.0).then(|| scored / weight),
            share_checked: (counted > 0.0).then(|| checked / counted),
            passed: sum.passed,
            failed: sum.failed,
            unknown: sum.unknown,
            occurrences: self.occurrences,
            pages_affected: match self.scope {
                Scope::Site => affected.len() as u64,
                _ => pages.iter().filter(|page| page.failed > 0).count() as u64,
            },
            set_apart: self.set_apart,
            fails_home,
            fails_most: failing * 2 > decided,
            pages,
            evidence: evidence(self.site, &self.probe, self.defects),
        }
    }
}

/// A page or a site is one thing: failed if anything about it failed.
fn one(counts: Counts) -> Counts {
    let (failed, unknown) = (counts.failed > 0, counts.unknown > 0);
    Counts {
        failed: u64::from(failed),
        unknown: u64::from(unknown && !failed),
        passed: u64::from(counts.passed > 0 && !failed && !unknown),
        score: counts.score,
    }
}

fn score(counts: Counts) -> Option<f64> {
    let decided = counts.passed + counts.failed;
    (decided > 0).then(|| counts.score.unwrap_or(counts.passed as f64 / decided as f64))
}

/// Puts defects of one template together, gives each its key, and sorts them.
fn evidence(site: &Site, probe: &str, defects: Vec<Defect>) -> Vec<Evidence> {
    let mut groups: BTreeMap<(bool, &'static str, String, String), Vec<Defect>> = BTreeMap::new();
    for defect in defects {
        let key = (
            defect.unknown,
            defect.message,
            defect.snippet.clone(),
            defect.dom_path.clone(),
        );
        groups.entry(key).or_default().push(defect);
    }
    let mut found = Vec::new();
    for (_, mut group) in groups {
        group.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        let pages: BTreeSet<String> = group.iter().map(|defect| defect.file.clone()).collect();
        let shared = pages.len() >= TEMPLATE_PAGES && group.iter().all(|defect| defect.page.is_some());
        let count = group.len() as u64;
        let kept = if shared { 1 } else { group.len() };
        for defect in group.into_iter().take(kept) {
            let Position { line, column } = defect.position.unwrap_or(Position { line: 0, column: 0 });
            let place = if shared { "" } else { defect.file.as_str() };
            found.push(Evidence {
                key: key_of(&[probe, defect.message, place, &defect.snippet, &defect.dom_path]),
                path: site.snapshot.settings.project_path(&defect.file),
                page: defect.file,
                line,
                column,
                dom_path: defect.dom_path,
                snippet: defect.snippet,
                message: defect.message.to_owned(),
                values: defect.values,
                unknown: defect.unknown,
                occurrences: if shared { count } else { 1 },
                pages: if shared {
                    pages.iter().cloned().collect()
                } else {
                    Vec::new()
                },
            });
        }
    }
    found.sort_by(|a, b| {
        (a.unknown, &a.page, a.line, a.column, &a.message).cmp(&(b.unknown, &b.page, b.line, b.column, &b.message))
    });
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for entry in &mut found {
        let times = seen.entry(entry.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            entry.key = format!("{}-{times}", entry.key);
        }
    }
    found.truncate(MAX_EVIDENCE);
    found
}

fn key_of(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let mut key = String::with_capacity(12);
    for byte in digest.finalize().iter().take(6) {
        let _ = write!(key, "{byte:02x}");
    }
    key
}
