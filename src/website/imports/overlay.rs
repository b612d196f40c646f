//! The word of a browser over the word of the files: for the same criterion, page and element the browser's counts,
//! and where the two differ both are kept.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlacedNode, Said, Tool, ToolFact};
use crate::manifest::Scope;
use crate::website::WebsiteFacts;
use crate::website::probes::{Evidence, PageVerdict, ProbeResult, Source, Spotted, Verdict, key_of};

/// Where files and browser said different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// The page, by its path in the snapshot.
    pub page: String,
    /// Line, from 1; 0 where the whole page is meant.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The element as it stands in the source; empty where the whole page is meant.
    pub snippet: String,
    /// What the files say.
    pub files: Verdict,
    /// The tool.
    pub tool: Tool,
    /// Its rule.
    pub rule: String,
    /// What it says.
    pub browser: Verdict,
    /// Whether the browser's word was taken. Not where a tool passes a page as a whole without naming elements.
    pub taken: bool,
}

fn source(tool: Tool) -> Source {
    match tool {
        Tool::Axe => Source::Axe,
        Tool::Lighthouse => Source::Lighthouse,
    }
}

fn verdict(said: Said) -> Verdict {
    match said {
        Said::Failed => Verdict::Failed,
        Said::Open => Verdict::CannotTell,
        Said::Passed => Verdict::Passed,
        Said::NotApplicable => Verdict::NotApplicable,
    }
}

/// What the files found for a criterion, with what tools say of the rules that the criterion refers to laid over it.
/// `None` where neither says anything.
pub fn lay_over(
    found: Option<&ProbeResult>,
    scope: Scope,
    references: &[String],
    facts: &WebsiteFacts,
) -> (Option<ProbeResult>, Vec<Disagreement>) {
    let mut by_page: BTreeMap<&str, Vec<&ToolFact>> = BTreeMap::new();
    for fact in &facts.tools {
        let name = format!("{}:{}", fact.tool.prefix(), fact.rule);
        if fact.said != Said::NotApplicable && references.contains(&name) {
            by_page.entry(&fact.page).or_default().push(fact);
        }
    }
    if by_page.is_empty() {
        return (found.cloned(), Vec::new());
    }
    let mut overlay = Overlay {
        known: found.is_some(),
        result: found.cloned().unwrap_or_else(|| ProbeResult::empty(scope)),
        facts,
        disagreements: Vec::new(),
    };
    for (page, said) in by_page {
        match scope {
            Scope::Element => overlay.elements(page, &said),
            Scope::Page => overlay.page(page, &said),
            Scope::Site => overlay.site(page, &said),
        }
    }
    let Overlay {
        mut result,
        disagreements,
        ..
    } = overlay;
    result.evidence.retain(|evidence| !evidence.places.is_empty());
    result.evidence.sort_by(|a, b| {
        (a.unknown, &a.page, a.line, a.column, &a.message, &a.key)
            .cmp(&(b.unknown, &b.page, b.line, b.column, &b.message, &b.key))
    });
    result.pages.sort_by(|a, b| a.page.cmp(&b.page));
    result.recount(&facts.home);
    (Some(result), disagreements)
}

struct Overlay<'a> {
    /// Whether the files were looked at for this criterion at all.
    known: bool,
    result: ProbeResult,
    facts: &'a WebsiteFacts,
    disagreements: Vec<Disagreement>,
}

impl Overlay<'_> {
    /// The counts of a page; `None` for a page that counts nothing.
    fn counts(&mut self, page: &str) -> Option<&mut PageVerdict> {
        let weight = self.facts.pages.iter().find(|known| known.path == page)?.weight;
        if weight == 0 {
            return None;
        }
        let pages = &mut self.result.pages;
        let at = pages.iter().position(|known| known.page == page).unwrap_or(pages.len());
        if at == pages.len() {
            pages.push(PageVerdict {
                page: page.to_owned(),
                weight,
                passed: 0,
                failed: 0,
                unknown: 0,
                score: None,
            });
        }
        pages.get_mut(at)
    }

    fn elements(&mut self, page: &str, said: &[&ToolFact]) {
        // The worst that is said of each element, whichever rule or tool says it.
        let mut worst: BTreeMap<(String, String), (&ToolFact, &PlacedNode)> = BTreeMap::new();
        for fact in said {
            for node in &fact.nodes {
                let key = if node.dom_path.is_empty() {
                    (node.selector.clone(), node.snippet.clone())
                } else {
                    (node.dom_path.clone(), String::new())
                };
                let kept = worst.entry(key).or_insert((*fact, node));
                if node.said < kept.1.said {
                    *kept = (*fact, node);
                }
            }
        }
        for (fact, node) in worst.into_values() {
            self.element(page, fact, node);
        }
        for fact in said.iter().filter(|fact| fact.nodes.is_empty()) {
            let failed = self.counts(page).map_or(0, |counts| counts.failed);
            match fact.said {
                Said::Failed if failed == 0 => {
                    if let Some(counts) = self.counts(page) {
                        counts.failed += 1;
                        rescore(counts);
                        self.add(page, fact, None, false);
                    }
                }
                Said::Passed if failed > 0 && said.iter().all(|other| other.said == Said::Passed) => {
                    self.differ(page, fact, None, Verdict::Failed, false);
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, page: &str, fact: &ToolFact, node: &PlacedNode) {
        let placed = !node.dom_path.is_empty();
        let state = if placed { self.state(page, &node.dom_path) } else { None };
        let known = self.known;
        let Some(counts) = self.counts(page) else { return };
        let (had_passed, had_any) = (counts.passed > 0, counts.passed + counts.failed + counts.unknown > 0);
        match (node.said, state) {
            (Said::Failed, Some(true)) => {
                counts.unknown = counts.unknown.saturating_sub(1);
                counts.failed += 1;
                rescore(counts);
                self.remove(page, &node.dom_path);
                self.add(page, fact, Some(node), false);
            }
            (Said::Failed, None) => {
                // What a script made is in no file, so that the files said nothing of it.
                let overruled = placed && had_passed;
                counts.passed -= u64::from(overruled);
                counts.failed += 1;
                rescore(counts);
                if overruled {
                    self.differ(page, fact, Some(node), Verdict::Passed, true);
                }
                self.add(page, fact, Some(node), false);
            }
            (Said::Passed, Some(unknown)) => {
                if unknown {
                    counts.unknown = counts.unknown.saturating_sub(1);
                } else {
                    counts.failed = counts.failed.saturating_sub(1);
                }
                counts.passed += 1;
                rescore(counts);
                self.remove(page, &node.dom_path);
                if !unknown {
                    self.differ(page, fact, Some(node), Verdict::Failed, true);
                }
            }
            (Said::Passed, None) if !known || !had_any => {
                counts.passed += 1;
                rescore(counts);
            }
            (Said::Open, None) => {
                counts.passed -= u64::from(placed && had_passed);
                counts.unknown += 1;
                rescore(counts);
                self.add(page, fact, Some(node), true);
            }
            _ => {}
        }
    }

    fn page(&mut self, page: &str, said: &[&ToolFact]) {
        let Some(fact) = said.iter().min_by_key(|fact| fact.said).copied() else {
            return;
        };
        let node = fact.nodes.iter().find(|node| node.said == fact.said);
        let Some(counts) = self.counts(page) else { return };
        let before = if counts.failed > 0 {
            Verdict::Failed
        } else if counts.unknown > 0 {
            Verdict::CannotTell
        } else if counts.passed > 0 {
            Verdict::Passed
        } else {
            Verdict::NotApplicable
        };
        let after = verdict(fact.said);
        if before == after || (before == Verdict::Failed && after == Verdict::CannotTell) {
            return;
        }
        counts.passed = u64::from(after == Verdict::Passed);
        counts.failed = u64::from(after == Verdict::Failed);
        counts.unknown = u64::from(after == Verdict::CannotTell);
        rescore(counts);
        for evidence in &mut self.result.evidence {
            let places = evidence.places.len();
            evidence.places.retain(|place| place.page != page);
            let gone = (places - evidence.places.len()) as u64;
            if !evidence.unknown {
                self.result.occurrences = self.result.occurrences.saturating_sub(gone);
            }
            first_place(evidence, self.facts);
        }
        if after != Verdict::Passed {
            self.add(page, fact, node, after == Verdict::CannotTell);
        }
        if matches!(before, Verdict::Failed | Verdict::Passed) && after != Verdict::CannotTell {
            self.differ(page, fact, node, before, true);
        }
    }

    /// A page may fail the site; it cannot pass it for the others.
    fn site(&mut self, page: &str, said: &[&ToolFact]) {
        for fact in said {
            let node = fact.nodes.iter().find(|node| node.said == fact.said);
            match fact.said {
                Said::Failed if self.result.failed == 0 => {
                    if self.result.passed > 0 {
                        self.differ(page, fact, node, Verdict::Passed, true);
                    }
                    (self.result.passed, self.result.failed, self.result.unknown) = (0, 1, 0);
                    self.add(page, fact, node, false);
                }
                Said::Failed => self.add(page, fact, node, false),
                Said::Passed if self.result.failed > 0 => self.differ(page, fact, node, Verdict::Failed, false),
                Said::Passed if !self.known => self.result.passed = 1,
                _ => {}
            }
        }
    }

    /// Whether the files have an open question (`true`) or a defect (`false`) at an element.
    fn state(&self, page: &str, dom_path: &str) -> Option<bool> {
        self.result
            .evidence
            .iter()
            .filter(|evidence| evidence.source == Source::Static && evidence.dom_path == dom_path)
            .find(|evidence| evidence.places.iter().any(|place| place.page == page))
            .map(|evidence| evidence.unknown)
    }

    fn remove(&mut self, page: &str, dom_path: &str) {
        for evidence in &mut self.result.evidence {
            if evidence.source != Source::Static || evidence.dom_path != dom_path {
                continue;
            }
            let places = evidence.places.len();
            evidence.places.retain(|place| place.page != page);
            let gone = (places - evidence.places.len()) as u64;
            if !evidence.unknown {
                self.result.occurrences = self.result.occurrences.saturating_sub(gone);
            }
            first_place(evidence, self.facts);
        }
    }

    fn add(&mut self, page: &str, fact: &ToolFact, node: Option<&PlacedNode>, unknown: bool) {
        let (line, column) = node.map_or((0, 0), |node| (node.line, node.column));
        let snippet = node.map(|node| node.snippet.clone()).unwrap_or_default();
        let dom_path = node.map(|node| node.dom_path.clone()).unwrap_or_default();
        let message = match (unknown, node.is_some_and(|node| !node.reason.is_empty())) {
            (true, _) => "tool-open",
            (false, true) => "tool-failed-because",
            (false, false) => "tool-failed",
        };
        let selector = node.map(|node| node.selector.clone()).unwrap_or_default();
        let key = key_of(&[fact.tool.prefix(), &fact.rule, page, &selector, &snippet]);
        if self.result.evidence.iter().any(|known| known.key == key) {
            return;
        }
        self.result.occurrences += u64::from(!unknown);
        self.result.evidence.push(Evidence {
            key,
            path: self.facts.path_of(page),
            page: page.to_owned(),
            line,
            column,
            dom_path: if dom_path.is_empty() { selector } else { dom_path },
            snippet,
            message: message.to_owned(),
            values: BTreeMap::from([
                ("tool".to_owned(), fact.tool.name().to_owned()),
                ("version".to_owned(), fact.version.clone()),
                ("rule".to_owned(), fact.rule.clone()),
                (
                    "reason".to_owned(),
                    node.map(|node| node.reason.clone()).unwrap_or_default(),
                ),
            ]),
            unknown,
            places: vec![Spotted {
                page: page.to_owned(),
                line,
                column,
            }],
            source: source(fact.tool),
        });
    }

    fn differ(&mut self, page: &str, fact: &ToolFact, node: Option<&PlacedNode>, files: Verdict, taken: bool) {
        let (line, column) = node.map_or((0, 0), |node| (node.line, node.column));
        self.disagreements.push(Disagreement {
            page: page.to_owned(),
            line,
            column,
            snippet: node.map(|node| node.snippet.clone()).unwrap_or_default(),
            files,
            tool: fact.tool,
            rule: fact.rule.clone(),
            browser: node.map_or(verdict(fact.said), |node| verdict(node.said)),
            taken,
        });
    }
}

/// The score of a page after its counts changed.
fn rescore(counts: &mut PageVerdict) {
    let decided = counts.passed + counts.failed;
    counts.score = (decided > 0).then(|| counts.passed as f64 / decided as f64);
}

/// Points evidence at the first place that is left to it.
fn first_place(evidence: &mut Evidence, facts: &WebsiteFacts) {
    if let Some(first) = evidence.places.first() {
        evidence.path = facts.path_of(&first.page);
        evidence.page.clone_from(&first.page);
        (evidence.line, evidence.column) = (first.line, first.column);
    }
}
