//! design-type-scale: few sizes of text, and none too small to read.
//!
//! A heuristic. Sizes are computed with 16 px for the root where a page says nothing else. Superscripts and the foot of
//! the page may be small; a rare small note (under 1 % of the text) is let through.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::counted;
use crate::website::content::Parts;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::NodeId;

/// Most sizes of a site.
const MOST: usize = 12;
/// The least size of most of the text, in CSS pixels.
const BODY: f32 = 14.0;
/// The least size of any text, in CSS pixels.
const LEAST: f32 = 12.0;

pub(super) const PROBE: Probe = Probe {
    id: "design-type-scale",
    scope: Scope::Site,
    messages: &["sizes-many", "text-small", "text-tiny", "sizes-unknown"],
    facts: &[&SIZES],
    run,
};

struct Size {
    characters: u64,
    page: usize,
    node: NodeId,
}

/// The sizes of a page's text.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Scale {
    known: u64,
    unknown: u64,
    /// By half pixels: letters, and where they stand first.
    sizes: BTreeMap<u32, (u64, NodeId)>,
    /// Text that is too small: the smallest size, where it stands first, and its letters.
    tiny: Option<(f32, NodeId, u64)>,
}

const SIZES: Fact<Scale> = Fact {
    name: "sizes",
    of: sizes,
};

fn sizes(view: &PageView<'_>) -> Scale {
    let mut found = Scale::default();
    let (page, document) = (view.page, view.document);
    for worn in page.census().seen() {
        let Some(size) = worn.style.font_size.known() else {
            found.unknown += worn.characters;
            continue;
        };
        found.known += worn.characters;
        let node = worn.texts.first().copied().unwrap_or(worn.first);
        found.sizes.entry((size * 2.0).round() as u32).or_insert((0, node)).0 += worn.characters;
        if size < LEAST - 0.05 {
            let small = worn.texts.iter().find(|node| {
                let raised = |at: NodeId| ["sup", "sub", "small", "rt"].iter().any(|name| document.is(at, name));
                !std::iter::once(**node).chain(document.ancestors(**node)).any(raised)
                    && !page.content().parts(**node).has(Parts::FOOTER)
            });
            if let Some(node) = small {
                let (least, _, characters) = found.tiny.get_or_insert((size, *node, 0));
                *least = least.min(size);
                *characters += worn.characters;
            }
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut sizes: BTreeMap<u32, Size> = BTreeMap::new();
    let mut tiny: Option<(f32, Size)> = None;
    let (mut known, mut unknown) = (0_u64, 0_u64);
    for page in counted(site) {
        let here = site.fact(&SIZES, page);
        known += here.known;
        unknown += here.unknown;
        let first = |node| Size {
            characters: 0,
            page,
            node,
        };
        for (size, (characters, node)) in here.sizes {
            sizes.entry(size).or_insert_with(|| first(node)).characters += characters;
        }
        if let Some((size, node, characters)) = here.tiny {
            let found = tiny.get_or_insert_with(|| (size, first(node)));
            found.0 = found.0.min(size);
            found.1.characters += characters;
        }
    }
    let home = site.pages()[site.home].head_or_root();
    if known + unknown == 0 {
        return sheet.finish();
    }
    if unknown > known {
        sheet.unknown(site.home, Spot::Element(home), "sizes-unknown", &[]);
        return sheet.finish();
    }
    let mut failed = false;
    // Sizes of which there is next to nothing are accidents rather than a scale.
    let scale = sizes.values().filter(|size| size.characters * 1_000 >= known).count();
    if scale > MOST {
        failed = true;
        let values = [("count", scale.to_string()), ("most", MOST.to_string())];
        sheet.fail(site.home, Spot::Element(home), "sizes-many", &values);
    }
    if let Some((body, size)) = sizes.iter().max_by_key(|(size, found)| (found.characters, **size)) {
        let body = *body as f32 / 2.0;
        if body < BODY {
            failed = true;
            let values = [("size", written(body))];
            sheet.fail(size.page, Spot::Element(size.node), "text-small", &values);
        }
    }
    if let Some((size, found)) = tiny.filter(|(_, found)| found.characters * 100 >= known) {
        failed = true;
        let values = [("size", written(size))];
        sheet.fail(found.page, Spot::Element(found.node), "text-tiny", &values);
    }
    if !failed {
        sheet.pass_site();
    }
    sheet.finish()
}

fn written(size: f32) -> String {
    let rounded = (size * 10.0).round() / 10.0;
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = run(&site(&[("index.html", html)]));
        let mut messages: Vec<String> = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        messages.sort();
        messages
    }

    #[test]
    fn many_sizes_and_small_text_fail() {
        let many = (14..30)
            .map(|size| format!("<p style='font-size:{size}px'>abcdef</p>"))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(messages(&many), ["sizes-many"]);
        assert_eq!(messages("<p style='font-size:13px'>some text</p>"), ["text-small"]);
        assert_eq!(
            messages("<p>a page of text</p><b style='font-size:.7rem'>a caption</b>"),
            ["text-tiny"]
        );
    }

    #[test]
    fn relative_sizes_superscripts_and_small_print_are_fine() {
        for html in [
            "<style>html{font-size:62.5%}body{font-size:1.6rem}</style><p>text</p>",
            "<p>text with a note<sup style='font-size:10px'>12</sup></p>",
            "<p>text of the page</p><footer><p style='font-size:11px'>legal notice</p></footer>",
            "<p style='font-size:clamp(1rem,2vw,2rem)'>text</p>",
            "<p>text</p><p hidden style='font-size:2px'>text</p>",
        ] {
            assert_eq!(messages(html), Vec::<String>::new(), "{html}");
        }
    }
}
