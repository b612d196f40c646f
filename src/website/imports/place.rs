//! Where the results of tools belong: to which page of the copy, and to which of its elements.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use super::problems::{no_page, other_host};
use super::{NodeSaid, Report, Run, Said, Tool};
use crate::diagnostics::{Place, Problems};
use crate::website::links::Target;
use crate::website::page::PageSource;
use crate::website::parse::parse;
use crate::website::selector::Selector;
use crate::website::site::Outline;
use crate::website::snippet;
use crate::website::tree::{Document, NodeId};

/// Most elements of one rule on one page that are looked for.
const MAX_LOOKED_FOR: usize = 500;

/// What a tool says of one element, with its place in the copy where it was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacedNode {
    /// What it says.
    pub said: Said,
    /// CSS selector as the tool writes it.
    pub selector: String,
    /// Line, from 1; 0 where the element is not in the copy.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Where in the tree; empty where the element is not in the copy.
    pub dom_path: String,
    /// The source, or what the tool quotes.
    pub snippet: String,
    /// Its reason, in the tool's words.
    pub reason: String,
}

/// What a tool says of one rule on one page of the copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToolFact {
    /// The tool.
    pub tool: Tool,
    /// Its version.
    pub version: String,
    /// The file of results, from the root of the project.
    pub file: String,
    /// The page, by its path in the snapshot.
    pub page: String,
    /// Id of the rule or audit.
    pub rule: String,
    /// What it says of the page.
    pub said: Said,
    /// What it says of elements.
    pub nodes: Vec<PlacedNode>,
}

/// The reports about pages of the copy, by index of the page.
#[derive(Debug, Default)]
pub struct Matched {
    /// With the file of each.
    pub by_page: BTreeMap<usize, Vec<(String, Report)>>,
}

impl Matched {
    /// How fast a page was, run by run, and how the browser was slowed down in them.
    pub fn runs(&self, page: usize) -> (Vec<Run>, Vec<String>) {
        let reports = self.by_page.get(&page).map_or(&[][..], Vec::as_slice);
        let runs = reports.iter().filter_map(|(_, report)| report.run).collect();
        let mut profiles: Vec<String> = reports
            .iter()
            .filter(|(_, report)| report.run.is_some() && !report.throttling.is_empty())
            .map(|(_, report)| report.throttling.clone())
            .collect();
        profiles.sort();
        profiles.dedup();
        (runs, profiles)
    }
}

/// Gives each report to its page, by host and path; a report on another host or on a page that is not in the copy is a
/// problem and is left out.
pub(in crate::website) fn match_pages(
    outline: &Outline,
    reports: Vec<(String, Place, Report)>,
    problems: &mut Problems,
) -> Matched {
    let mut matched = Matched::default();
    for (file, named, report) in reports {
        let page = Url::parse(&report.url).ok().and_then(|url| {
            if url.scheme() == "file" {
                return Some(of_file(&outline.snapshot.sources, &url));
            }
            if !outline.resolver.is_own(&url) {
                return None;
            }
            Some(match outline.resolver.resolve_url(&url) {
                Target::Page { page, .. } => Some(page),
                _ => None,
            })
        });
        match page {
            Some(Some(page)) => matched.by_page.entry(page).or_default().push((file, report)),
            Some(None) => problems.push(no_page(&file, &named, &report.url)),
            None => problems.push(other_host(&file, &named, &report.url, outline.resolver.host())),
        }
    }
    matched
}

/// The page that an address on a disk means: the one whose path it ends with, the longest first.
fn of_file(sources: &[PageSource], url: &Url) -> Option<usize> {
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    let ends = |source: &PageSource| {
        path.strip_suffix(source.path.as_str())
            .is_some_and(|rest| rest.ends_with('/'))
    };
    (0..sources.len())
        .filter(|index| ends(&sources[*index]))
        .max_by_key(|index| sources[*index].path.len())
}

/// What tools say of a page, each element looked for in its tree.
pub(in crate::website) fn on_page(matched: &Matched, page: usize, path: &str, document: &Document) -> Vec<ToolFact> {
    let Some(reports) = matched.by_page.get(&page) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for (file, report) in reports {
        for rule in &report.rules {
            facts.push(ToolFact {
                tool: report.tool,
                version: report.version.clone(),
                file: file.clone(),
                page: path.to_owned(),
                rule: rule.rule.clone(),
                said: rule.said,
                nodes: rule
                    .nodes
                    .iter()
                    .take(MAX_LOOKED_FOR)
                    .map(|node| placed(document, node))
                    .collect(),
            });
        }
    }
    facts
}

fn placed(document: &Document, node: &NodeSaid) -> PlacedNode {
    let found = find(document, node);
    let position = found.map(|id| document.position(id));
    PlacedNode {
        said: node.said,
        selector: node.selector.clone(),
        line: position.map_or(0, |position| position.line),
        column: position.map_or(0, |position| position.column),
        dom_path: found.map(|id| document.path(id)).unwrap_or_default(),
        snippet: found.map_or_else(|| snippet::of_text(&node.html), |id| snippet::of_element(document, id)),
        reason: snippet::of_text(&node.reason),
    }
}

/// The element that a tool means: the one its selector selects, or the one among several that has the attributes which
/// the tool quotes. `None` where that leaves none or several: scripts change pages, and a guess would lay a verdict
/// over the wrong element.
fn find(document: &Document, node: &NodeSaid) -> Option<NodeId> {
    if node.selector.is_empty() || node.selector.contains(">>>") {
        return None;
    }
    let selected: Vec<NodeId> = Selector::parse(&node.selector)
        .map(|selector| selector.select(document).collect())
        .unwrap_or_default();
    if let [only] = selected[..] {
        return Some(only);
    }
    let quoted = parse(&node.html);
    let start = quoted
        .elements()
        .find(|id| quoted.element(*id).is_some_and(|element| !element.implied))?;
    let wanted = quoted.element(start)?;
    let alike = |id: &NodeId| {
        document.element(*id).is_some_and(|element| {
            element.name == wanted.name
                && element.attributes.len() == wanted.attributes.len()
                && wanted
                    .attributes
                    .iter()
                    .all(|(name, value)| document.attribute(*id, name) == Some(value))
        })
    };
    let mut candidates: Vec<NodeId> = if selected.is_empty() {
        document.elements().collect()
    } else {
        selected
    };
    candidates.retain(alike);
    match candidates[..] {
        [only] => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(selector: &str, html: &str) -> NodeSaid {
        NodeSaid {
            said: Said::Failed,
            selector: selector.to_owned(),
            html: html.to_owned(),
            reason: String::new(),
        }
    }

    #[test]
    fn an_element_is_found_by_selector_or_by_its_attributes_and_never_guessed() {
        let page = parse("<p>\n<img src=a><img src=b alt=''><a href=x>x</a><a href=x>y</a>");
        let place = |selector: &str, html: &str| placed(&page, &node(selector, html)).column;
        assert_eq!(place("p > img:nth-child(2)", ""), 12);
        assert_eq!(place("p > img", "<img src=\"a\">"), 1);
        assert_eq!(place("", "<img src=\"a\">"), 0);
        assert_eq!(place("p > a", "<a href=\"x\">"), 0, "two are alike");
        assert_eq!(place("iframe >>> img", "<img src=\"a\">"), 0);
        assert_eq!(
            place("main > img", "<img src=\"a\">"),
            1,
            "a script changed what is around it"
        );
    }
}
