//! design-line: lines of running text stand apart, are not justified, and are not too long.
//!
//! A heuristic on declared values: how long a line is on a screen is for a layout to tell.

use serde::{Deserialize, Serialize};

use super::counted;
use crate::website::css::{Known, LineHeight};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::NodeId;

/// The least height of a line, in font sizes.
const LEAST: f32 = 1.4;
/// Letters of a paragraph from which on its lines matter.
const RUNNING: usize = 200;

pub(super) const PROBE: Probe = Probe {
    id: "design-line",
    scope: Scope::Site,
    messages: &["line-tight", "line-justified", "lines-unknown"],
    facts: &[&LINES],
    run,
};

/// How running text of a page is set.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Lines {
    known: u64,
    unknown: u64,
    tight: Option<(NodeId, f32)>,
    justified: Option<NodeId>,
}

const LINES: Fact<Lines> = Fact {
    name: "lines",
    of: lines,
};

fn lines(view: &PageView<'_>) -> Lines {
    let mut found = Lines::default();
    let document = view.document;
    for worn in view.page.census().seen() {
        let long = worn.texts.iter().find(|node| {
            ["p", "li", "dd", "blockquote", "td"]
                .iter()
                .any(|name| document.is(**node, name))
                && document.text(**node).len() >= RUNNING
        });
        let Some(node) = long else { continue };
        let times = match (worn.style.line_height, worn.style.font_size) {
            (Known::Known(LineHeight::Times(times)), _) => Some(times),
            (Known::Known(LineHeight::Px(px)), Known::Known(size)) => Some(px / size),
            // Browsers take about 1.2, by the font.
            (Known::Known(LineHeight::Normal), _) => Some(1.2),
            _ => None,
        };
        match times {
            Some(times) => {
                found.known += worn.characters;
                if times < LEAST - 0.005 {
                    found.tight.get_or_insert((*node, times));
                }
            }
            None => found.unknown += worn.characters,
        }
        if worn.style.text_align == Known::Known("justify") {
            found.justified.get_or_insert(*node);
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut tight: Option<(usize, NodeId, f32)> = None;
    let mut justified: Option<(usize, NodeId)> = None;
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for index in counted(site) {
        let here = site.fact(&LINES, index);
        known += here.known;
        unknown += here.unknown;
        tight = tight.or(here.tight.map(|(node, times)| (index, node, times)));
        justified = justified.or(here.justified.map(|node| (index, node)));
    }
    if let Some((page, node, times)) = tight {
        let times = ((times * 100.0).round() / 100.0).to_string();
        sheet.fail(page, Spot::Element(node), "line-tight", &[("times", times)]);
    }
    if let Some((page, node)) = justified {
        sheet.fail(page, Spot::Element(node), "line-justified", &[]);
    }
    if tight.is_none() && justified.is_none() {
        if unknown > known {
            let home = site.pages()[site.home].head_or_root();
            sheet.unknown(site.home, Spot::Element(home), "lines-unknown", &[]);
        } else if known > 0 {
            sheet.pass_site();
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(css: &str) -> (Verdict, Vec<String>) {
        let html = format!("<style>{css}</style><p>{}</p><h1>short</h1>", "some words ".repeat(40));
        let result = run(&site(&[("index.html", &html)]));
        let messages = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        (result.outcome, messages)
    }

    #[test]
    fn tight_and_justified_lines_fail() {
        assert_eq!(
            outcome("p{line-height:1.2}"),
            (Verdict::Failed, vec!["line-tight".to_owned()])
        );
        assert_eq!(outcome("").0, Verdict::Failed);
        assert_eq!(outcome("p{line-height:18px}").0, Verdict::Failed);
        assert_eq!(outcome("p{line-height:1.5;text-align:justify}").1, ["line-justified"]);
    }

    #[test]
    fn percentages_pixels_and_headings_are_read_as_they_are_meant() {
        for css in [
            "p{line-height:150%}",
            "p{line-height:24px}",
            "body{line-height:1.6}h1{line-height:1}",
        ] {
            assert_eq!(outcome(css).0, Verdict::Passed, "{css}");
        }
    }
}
