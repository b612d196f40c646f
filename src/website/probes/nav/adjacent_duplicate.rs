//! nav-adjacent-duplicate: an image and the text beside it are one link, not two.

use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::{NodeId, NodeKind};
use crate::website::visible::is_visible;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-adjacent-duplicate",
    scope: Scope::Element,
    messages: &["adjacent-duplicate"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    for pair in view.links.windows(2) {
        let (first, second) = (pair[0].node, pair[1].node);
        let one_image = is_image(page, first) != is_image(page, second);
        if !one_image || !is_visible(&page.document, first) || !is_visible(&page.document, second) {
            continue;
        }
        let same = pair[0].target == pair[1].target && pair[0].target.page().is_some()
            || page.document.attribute(first, "href") == page.document.attribute(second, "href");
        if same && is_offered(page, first) && is_offered(page, second) && are_adjacent(page, first, second) {
            sheet.fail(Spot::Element(second), "adjacent-duplicate", &[]);
        } else {
            sheet.pass();
        }
    }
}

/// Whether a link holds an image and no text.
fn is_image(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let mut image = false;
    for id in document.descendants(node) {
        match &document.node(id).kind {
            NodeKind::Text(text) if !text.trim().is_empty() => return false,
            NodeKind::Element(element) if matches!(&*element.name, "img" | "svg" | "picture") => image = true,
            _ => {}
        }
    }
    image
}

/// Whether keyboards and assistive tools meet the link: a card may take its image link out of their way.
fn is_offered(page: &Page, node: NodeId) -> bool {
    let attribute = |name: &str| page.document.attribute(node, name).map(str::trim);
    attribute("aria-hidden") != Some("true") && attribute("tabindex") != Some("-1")
}

/// Whether nothing but white space stands between two links in the same small part.
fn are_adjacent(page: &Page, first: NodeId, second: NodeId) -> bool {
    let document = &page.document;
    let above: Vec<NodeId> = document.ancestors(first).take(2).collect();
    if !document.ancestors(second).take(2).any(|id| above.contains(&id)) {
        return false;
    }
    let (end, start) = (document.span(first).end as usize, document.span(second).start as usize);
    let Some(between) = document.source.slice(end, start).split_once("</a") else {
        return false;
    };
    // Cells and items set apart what stands in them: “Previous” and “Contents” may lead to one page.
    let apart = ["<td", "<th", "<li", "<dd", "<dt"];
    if apart.iter().any(|tag| between.1.to_ascii_lowercase().contains(tag)) {
        return false;
    }
    let mut in_tag = true;
    between.1.chars().all(|c| {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                return true;
            }
            _ => {}
        }
        in_tag || c.is_whitespace()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        PROBE
            .run(&site(&[("index.html", html), ("a.html", ""), ("b.html", "")]))
            .outcome
    }

    #[test]
    fn links_in_cells_of_their_own_are_two_ways() {
        let page = "<table><tr><td><a href=b.html>Contents</a></td><td><a href=b.html><img src=home.png alt=Home></a></td></tr></table>";
        let site = crate::website::site::tests::site(&[("index.html", page), ("b.html", "b")]);
        assert_eq!(PROBE.run(&site).failed, 0);
    }

    #[test]
    fn an_image_link_and_a_text_link_to_one_page_fail() {
        let html = "<li><a href=a.html><img src=i alt=Lampe></a> <h3><a href='./a.html'>Lampe</a></h3>";
        assert_eq!(outcome(html), Verdict::Failed);
    }

    #[test]
    fn a_card_that_hides_its_image_link_passes() {
        for html in [
            "<li><a href=a.html aria-hidden=true tabindex=-1><img src=i alt=''></a><a href=a.html>Lampe</a>",
            "<li><a href=a.html><img src=i alt=Lampe></a><a href=b.html>Tapis</a>",
            "<li><a href=a.html><img src=i alt=Lampe></a> ou bien <a href=a.html>Lampe</a>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
        assert_eq!(
            outcome("<a href=a.html><img src=i alt=''> Lampe</a>"),
            Verdict::NotApplicable
        );
    }
}
