//! eff-scannable: long pages seem easy to scan. A heuristic.

use crate::website::content::{Kind, Parts};
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-scannable",
    scope: Scope::Page,
    messages: &["long-without-heading", "long-paragraph", "long-without-list"],
    look,
};

/// Most words between two headings.
const MOST_WITHOUT_HEADING: usize = 300;
/// Most words of a paragraph.
const MOST_OF_PARAGRAPH: usize = 150;
/// From so many words on a page is expected to hold a list or a table.
const LONG_PAGE: usize = 800;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let legal = view.role == Role::Legal
        || purposes_of_path(&view.page.path).has(Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS);
    if legal || matches!(view.role, Role::Redirect | Role::NotFound | Role::Utility) {
        return;
    }
    let content = view.page.content();
    let (mut words, mut since, mut start) = (0, 0, None);
    let (mut listed, mut gap, mut long) = (false, None, None);
    for block in content.main_blocks().filter(|block| !block.parts.has(Parts::CODE)) {
        let count = block.words();
        match block.kind {
            Kind::Heading(_) | Kind::Term => {
                listed |= block.kind == Kind::Term;
                since = 0;
                start = None;
                continue;
            }
            // Lists, tables and buttons break up a page by themselves.
            Kind::Item | Kind::Cell => listed = true,
            Kind::Control => {}
            Kind::Paragraph | Kind::Other => {
                start = start.or(Some(block.node));
                since += count;
                if since > MOST_WITHOUT_HEADING && gap.is_none() {
                    gap = start.map(|node| (node, since));
                }
                // Lines of a poem are parted by breaks, not by sentences.
                if count > MOST_OF_PARAGRAPH && long.is_none() && block.text.contains(". ") {
                    long = Some((block.node, count));
                }
            }
        }
        words += count;
    }
    if words == 0 {
        return;
    }
    if let Some((node, count)) = gap {
        sheet.fail(
            Spot::Element(node),
            "long-without-heading",
            &[("words", count.to_string())],
        );
    } else if let Some((node, count)) = long {
        sheet.fail(Spot::Element(node), "long-paragraph", &[("words", count.to_string())]);
    } else if words > LONG_PAGE && !listed {
        let spot = content
            .mains
            .first()
            .copied()
            .unwrap_or_else(|| view.page.head_or_root());
        sheet.fail(
            Spot::Element(spot),
            "long-without-list",
            &[("words", words.to_string())],
        );
    } else {
        sheet.pass();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn message(path: &str, html: &str) -> Option<String> {
        let home = format!("<a href={path}>x</a>");
        let html = format!("<main>{html}</main>");
        let result = PROBE.run(&site(&[("index.html", &home), (path, &html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).next()
    }

    fn text(words: usize) -> String {
        "Voici un texte. ".repeat(words / 3)
    }

    #[test]
    fn walls_of_text_fail() {
        let short = format!("<p>{}</p>", text(120));
        assert_eq!(
            message("a.html", &short.repeat(3)).as_deref(),
            Some("long-without-heading")
        );
        assert_eq!(
            message("a.html", &format!("<p>{}</p>", text(153))).as_deref(),
            Some("long-paragraph")
        );
        let parts = format!("<h2>a</h2>{short}").repeat(7);
        assert_eq!(message("a.html", &parts).as_deref(), Some("long-without-list"));
        assert_eq!(message("a.html", &format!("{parts}<dl><dt>a<dd>b</dl>")), None);
    }

    #[test]
    fn headings_lists_legal_texts_and_poems_pass() {
        let short = format!("<h2>a</h2><p>{}</p>", text(120));
        assert_eq!(message("a.html", &format!("{}<ul><li>b</ul>", short.repeat(7))), None);
        assert_eq!(message("mentions-legales.html", &format!("<p>{}</p>", text(600))), None);
        assert_eq!(message("a.html", &format!("<p>{}</p>", "Ô vers<br>".repeat(80))), None);
    }
}
