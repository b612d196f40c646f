//! design-link-distinct: a link inside running text differs from the text by more than a shade.
//!
//! WCAG 2.2, 1.4.1 (technique G183): without a line under it, its colour has to reach 3:1 against that of the text.

use std::collections::BTreeSet;

use super::counted;
use crate::website::content::{Content, Parts};
use crate::website::css::{Computed, Known};
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::tree::{NodeId, NodeKind};

/// The contrast of a link with the text around it.
const LEAST: f64 = 3.0;
/// Letters of text outside of links from which on a block is running text.
const RUNNING: usize = 40;

pub(super) const PROBE: Probe = Probe {
    id: "design-link-distinct",
    scope: Scope::Site,
    messages: &["link-like-text", "link-faint", "link-unknown"],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (mut passed, mut unknown) = (false, None);
    for index in counted(site) {
        let page = &site.pages()[index];
        let content = page.content();
        let mut seen = BTreeSet::new();
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
                Known::Known(Ok(())) => passed = true,
                Known::Known(Err((message, ratio))) => {
                    let ratio = (ratio * 100.0).floor() / 100.0;
                    sheet.fail(index, Spot::Element(*link), message, &[("ratio", ratio.to_string())]);
                }
                Known::Unknown => unknown = unknown.or(Some((index, *link))),
            }
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

fn judge(page: &Page, link: NodeId, block: NodeId) -> Known<Result<(), (&'static str, f64)>> {
    let (style, around) = (page.style(link), page.style(block));
    let marked = |style: &Computed| {
        let line = style.underlined;
        let border = style.border_bottom.map(|border| border.is_some());
        let shadow = style.box_shadow;
        line.either(border).either(shadow)
    };
    // A line may be on what is inside the link; a background sets it apart too.
    let mut any = marked(&style);
    for below in page.document.descendants(link).take(20) {
        if page.document.element(below).is_some() {
            any = any.either(marked(&page.style(below)));
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
            Known::Known(if ratio >= LEAST {
                Ok(())
            } else if ratio < 1.05 {
                Err(("link-like-text", ratio))
            } else {
                Err(("link-faint", ratio))
            })
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
