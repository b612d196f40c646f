//! nav-skip-link: people who use the keyboard can jump over what every page repeats.

use crate::website::content::Parts;
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::is_visible;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-skip-link",
    scope: Scope::Page,
    messages: &["skip-missing", "skip-dead", "skip-hidden"],
    look,
};

/// So many links before the content are worth a jump.
const MANY_LINKS: usize = 5;
/// The jump has to be among the first links.
const FIRST_LINKS: usize = 3;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    let Some(start) = start_of_content(page) else { return };
    let document = &page.document;
    let content = page.content();
    let before: Vec<NodeId> = page
        .head
        .anchors
        .iter()
        .copied()
        .take_while(|node| document.span(*node).start < document.span(start).start)
        .filter(|node| document.attribute(*node, "href").is_some() && !content.parts(*node).has(Parts::NOSCRIPT))
        .collect();
    if before.len() < MANY_LINKS {
        return;
    }
    let jumps: Vec<(NodeId, &str)> = before
        .iter()
        .take(FIRST_LINKS)
        .filter_map(|node| {
            let place = document.attribute(*node, "href")?.trim().strip_prefix('#')?;
            (!place.is_empty()).then_some((*node, place))
        })
        .collect();
    let there = |place: &str| {
        let decoded = percent_encoding::percent_decode_str(place).decode_utf8_lossy();
        document.with_any(&["id", "name"]).any(|id| {
            document.attribute(id, "id") == Some(&*decoded)
                || document.is(id, "a") && document.attribute(id, "name") == Some(&*decoded)
        })
    };
    if jumps
        .iter()
        .any(|(node, place)| is_visible(document, *node) && there(place))
    {
        sheet.pass();
    } else if let Some((node, _)) = jumps.iter().find(|(_, place)| there(place)) {
        sheet.fail(Spot::Element(*node), "skip-hidden", &[]);
    } else if let Some((node, place)) = jumps.first() {
        sheet.fail(
            Spot::Attribute(*node, "href"),
            "skip-dead",
            &[("place", (*place).to_owned())],
        );
    } else {
        let values = [("links", before.len().to_string())];
        sheet.fail(Spot::Element(before[0]), "skip-missing", &values);
    }
}

/// `<main>`, else the first main heading that is seen.
fn start_of_content(page: &Page) -> Option<NodeId> {
    page.content().mains.first().copied().or_else(|| {
        page.head
            .main_headings
            .iter()
            .copied()
            .find(|id| is_visible(&page.document, *id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(start: &str) -> (Verdict, Option<String>) {
        let html = format!(
            "{start}<nav>{}</nav><main id=m><h1>a</h1></main>",
            "<a href=x>x</a>".repeat(5)
        );
        let result = PROBE.run(&site(&[("index.html", &html)]));
        (
            result.outcome,
            result.evidence.first().map(|evidence| evidence.message.clone()),
        )
    }

    #[test]
    fn no_jump_a_dead_one_and_a_hidden_one_fail() {
        assert_eq!(outcome("").1.as_deref(), Some("skip-missing"));
        assert_eq!(
            outcome("<a href='#contenu'>Aller au contenu</a>").1.as_deref(),
            Some("skip-dead")
        );
        assert_eq!(
            outcome("<a href='#m' style='display:none'>Aller</a>").1.as_deref(),
            Some("skip-hidden")
        );
    }

    #[test]
    fn a_jump_that_shows_on_focus_passes_and_short_pages_need_none() {
        assert_eq!(
            outcome("<a href='#m' style='position:absolute;left:-999px'>Aller</a>").0,
            Verdict::Passed
        );
        let result = PROBE.run(&site(&[("index.html", "<nav><a href=a>a</a></nav><main></main>")]));
        assert_eq!(result.outcome, Verdict::NotApplicable);
    }
}
