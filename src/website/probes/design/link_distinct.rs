//! design-link-distinct: a link inside running text differs from the text by more than a shade.
//!
//! WCAG 2.2, 1.4.1 (technique G183): without a line under it, its colour has to reach 3:1 against that of the text.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::counted;
use crate::website::content::{Content, Parts};
use crate::website::css::{Computed, Known};
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{NodeId, NodeKind};

/// The contrast of a link with the text around it.
const LEAST: f64 = 3.0;
/// Letters of text outside of links from which on a block is running text.
const RUNNING: usize = 40;

pub(super) const PROBE: Probe = Probe {
    id: "design-link-distinct",
    scope: Scope::Site,
    messages: &["link-like-text", "link-faint", "link-unknown"],
    facts: &[&LINKS],
    run,
};

/// How the links in running text of a page stand out from it, one for each pair of styles.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Links {
    passed: bool,
    unknown: Option<NodeId>,
    /// Links with their contrast against the text.
    failed: Vec<(NodeId, f64)>,
}

const LINKS: Fact<Links> = Fact {
    name: "links-in-text",
    of: links,
};

fn links(view: &PageView<'_>) -> Links {
    let page = view.page;
    let content = page.content();
    let mut seen = BTreeSet::new();
    let mut found = Links::default();
    for link in &page.head.anchors {
        let Some(block) = block_of(page, content, *link) else {
            continue;
        };
        // The same two styles are the same verdict.
        let styles = (
            page.styles.number(&page.document, *link),
            page.styles.number(&page.document, block),
        );
        if !seen.insert(styles) {
            continue;
        }
        match judge(page, *link, block) {
            Known::Known(Ok(())) => found.passed = true,
            Known::Known(Err(ratio)) => {
                page.pin(Spot::Element(*link));
                found.failed.push((*link, ratio));
            }
            Known::Unknown => found.unknown = found.unknown.or(Some(*link)),
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut passed, mut unknown) = (false, None);
    for index in counted(site) {
        let here = site.fact(&LINKS, index);
        passed |= here.passed;
        unknown = unknown.or(here.unknown.map(|node| (index, node)));
        for (link, ratio) in here.failed {
            let message = if ratio < 1.05 { "link-like-text" } else { "link-faint" };
            let ratio = (ratio * 100.0).floor() / 100.0;
            sheet.fail(index, Spot::Element(link), message, &[("ratio", ratio.to_string())]);
        }
    }
    if let (false, Some((page, node))) = (passed, unknown) {
        sheet.unknown(page, Spot::Element(node), "link-unknown", &[]);
    } else if passed {
        sheet.pass_site();
    }
    sheet.finish()
}

/// The block of running text that a link stands in; `None` for links of menus, cards, lists of links.
fn block_of(page: &Page, content: &Content, link: NodeId) -> Option<NodeId> {
    let document = &page.document;
    document.attribute(link, "href")?;
    let parts = content.parts(link);
    let aside = Parts::NAV
        .with(Parts::HEADER)
        .with(Parts::FOOTER)
        .with(Parts::HIDDEN)
        .with(Parts::NOSCRIPT);
    if parts.has(aside) || page.is_seen(link) == Known::Known(false) {
        return None;
    }
    // Without text of its own it is a picture.
    let own: usize = document
        .descendants(link)
        .filter_map(|id| match &document.node(id).kind {
            NodeKind::Text(text) => Some(text.chars().filter(|c| c.is_alphanumeric()).count()),
            _ => None,
        })
        .sum();
    if own == 0 {
        return None;
    }
    let block = document.parent(link)?;
    let block = std::iter::once(block)
        .chain(document.ancestors(block))
        .take(4)
        .find(|at| {
            ["p", "li", "dd", "td", "blockquote"]
                .iter()
                .any(|name| document.is(*at, name))
        })?;
    let around: usize = document
        .children(block)
        .filter_map(|id| match &document.node(id).kind {
            NodeKind::Text(text) => Some(text.chars().filter(|c| c.is_alphanumeric()).count()),
            _ => None,
        })
        .sum();
    (around >= RUNNING).then_some(block)
}

/// Whether a link stands out from the text around it, or the contrast that is not enough.
fn judge(page: &Page, link: NodeId, block: NodeId) -> Known<Result<(), f64>> {
    let (style, around) = (page.style(link), page.style(block));
    let marked = |style: &Computed| {
        let line = style.underlined;
        let border = style.border_bottom.map(|border| border.is_some());
        let shadow = style.box_shadow;
        line.either(border).either(shadow)
    };
    // A line may be on what is inside the link; a background sets it apart too.
    let mut any = marked(style);
    for below in page.document.descendants(link).take(20) {
        if page.document.element(below).is_some() {
            any = any.either(marked(page.style(below)));
        }
    }
    let image = style.background_image;
    let filled = style.background_color.map(|color| color.alpha > 0.0);
    let heavier = match (style.font_weight, around.font_weight) {
        (Known::Known(one), Known::Known(other)) => Known::Known(one >= other + 200.0),
        _ => Known::Unknown,
    };
    let apart = any
        .either(image)
        .either(filled)
        .either(heavier)
        .either(match (style.italic, around.italic) {
            (Known::Known(one), Known::Known(other)) => Known::Known(one && !other),
            _ => Known::Unknown,
        });
    match apart {
        Known::Known(true) => return Known::Known(Ok(())),
        Known::Unknown => return Known::Unknown,
        Known::Known(false) => {}
    }
    match (style.text_on_ground(), around.text_on_ground()) {
        (Known::Known((one, _)), Known::Known((other, _))) => {
            let ratio = one.contrast(other);
            Known::Known(if ratio >= LEAST { Ok(()) } else { Err(ratio) })
        }
        _ => Known::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn message(css: &str, body: &str) -> Option<String> {
        let result = run(&site(&[("index.html", &format!("<style>{css}</style>{body}"))]));
        result.evidence.first().map(|evidence| evidence.message.clone())
    }

    const TEXT: &str = "<p>Some words of running text before <a href=/a>the link</a> and some words after it.</p>";

    #[test]
    fn a_link_that_only_a_shade_sets_apart_fails() {
        assert_eq!(
            message("a{color:inherit;text-decoration:none}", TEXT).as_deref(),
            Some("link-like-text")
        );
        // #000 on #00008b is 1.4:1.
        assert_eq!(
            message("a{color:#00008b;text-decoration:none}", TEXT).as_deref(),
            Some("link-faint")
        );
    }

    #[test]
    fn lines_borders_weight_and_strong_colours_set_it_apart() {
        for css in [
            "",
            "a{text-decoration:none;border-bottom:1px solid}",
            "a{text-decoration:none;color:inherit;font-weight:bold}",
            "a{text-decoration:none;color:#0a6cff}",
            "a{color:inherit;text-decoration:none}p a{text-decoration:underline}",
        ] {
            assert_eq!(message(css, TEXT), None, "{css}");
        }
    }

    #[test]
    fn menus_feet_and_lists_of_links_are_no_running_text() {
        let css = "a{color:inherit;text-decoration:none}";
        for body in [
            format!("<nav>{TEXT}</nav>"),
            format!("<footer>{TEXT}</footer>"),
            "<ul><li><a href=/a>a link of a list of links and nothing else</a></ul>".to_owned(),
        ] {
            assert_eq!(message(css, &body), None, "{body}");
        }
    }
}
