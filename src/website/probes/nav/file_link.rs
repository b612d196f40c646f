//! nav-file-link: a link to a file to download says what it is and how large.

use std::sync::LazyLock;

use regex::Regex;

use crate::website::content::Parts;
use crate::website::fold::{fold, holds_any};
use crate::website::links::Target;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snapshot::ending;
use crate::website::tree::{Document, NodeId};
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-file-link",
    scope: Scope::Element,
    messages: &["file-no-format", "file-no-size", "file-neither"],
    look,
};

/// Formats that browsers hand over to another program, and the words people know them by.
pub(crate) const FORMATS: [(&str, &[&str]); 17] = [
    ("pdf", &["pdf"]),
    ("doc", &["doc", "word"]),
    ("docx", &["docx", "doc", "word"]),
    ("xls", &["xls", "excel"]),
    ("xlsx", &["xlsx", "xls", "excel"]),
    ("ppt", &["ppt", "powerpoint"]),
    ("pptx", &["pptx", "ppt", "powerpoint"]),
    ("odt", &["odt"]),
    ("ods", &["ods"]),
    ("odp", &["odp"]),
    ("rtf", &["rtf"]),
    ("csv", &["csv"]),
    ("epub", &["epub"]),
    ("zip", &["zip"]),
    ("rar", &["rar"]),
    ("7z", &["7z"]),
    ("ics", &["ics", "agenda", "calendrier", "calendar"]),
];

#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static SIZE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\d\s?(?:octets?|bytes?|[kmg]i?[ob]|o|b)\b").expect("valid"));

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    let document = &page.document;
    for link in view.links {
        let Some(known) = format(view, link.node, &link.target) else {
            continue;
        };
        if link.parts.has(Parts::HIDDEN) {
            continue;
        }
        let mut said = words(document, link.node, 1_000);
        // The size may stand beside the link.
        let around = document.ancestors(link.node).find(|id| {
            ["p", "li", "td", "tr", "div", "dd", "figure"]
                .iter()
                .any(|name| document.is(*id, name))
        });
        if let Some(around) = around {
            said = format!("{said} {}", words(document, around, 400));
        }
        if let Some(head) = column_head(document, link.node) {
            said = format!("{said} {}", words(document, head, 400));
        }
        for name in ["title", "aria-label", "type"] {
            said = format!("{said} {}", document.attribute(link.node, name).unwrap_or_default());
        }
        let named = holds_any(&fold(&said), known.1);
        let values = [("format", known.0.to_uppercase())];
        let spot = Spot::Element(link.node);
        match (named, SIZE.is_match(&said)) {
            (true, true) => sheet.pass(),
            (true, false) => sheet.fail(spot, "file-no-size", &values),
            (false, true) => sheet.fail(spot, "file-no-format", &values),
            (false, false) => sheet.fail(spot, "file-neither", &values),
        }
    }
}

/// The cell at the head of the column of a table that a link stands in.
fn column_head(document: &Document, node: NodeId) -> Option<NodeId> {
    let is_cell = |id: &NodeId| document.is(*id, "td") || document.is(*id, "th");
    let cell = document.ancestors(node).find(is_cell)?;
    let row = document.parent(cell)?;
    let table = document.ancestors(row).find(|id| document.is(*id, "table"))?;
    let place = document.children(row).filter(is_cell).position(|id| id == cell)?;
    let first = document.descendants(table).find(|id| document.is(*id, "tr"))?;
    document.children(first).filter(is_cell).nth(place)
}

/// The format of the file that a link leads to, if it is one of those.
fn format(
    view: &PageView<'_>,
    node: NodeId,
    target: &Target,
) -> Option<&'static (&'static str, &'static [&'static str])> {
    let name = match target {
        Target::File { path, .. } | Target::Missing { path, .. } => path.clone(),
        Target::External { .. } => {
            let page = view.page;
            let href = page.document.attribute(node, "href")?;
            let url = view.site.resolver.join(&page.path, page.head.base.as_deref(), href)?;
            url.path().to_owned()
        }
        _ => return None,
    };
    let ending = ending(&name);
    FORMATS.iter().find(|(known, _)| *known == ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html), ("menu.pdf", ""), ("logo.png", "")]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn the_head_of_the_column_says_the_format() {
        let table = |head: &str| {
            format!("<table><tr><th>Format<th>{head}<tr><td>A4<td><a href=menu.pdf>Download</a> (9 MiB)</table>")
        };
        assert!(messages(&table("Packed as .pdf")).is_empty());
        assert_eq!(messages(&table("File")), ["file-no-format"]);
    }

    #[test]
    fn a_file_without_format_or_size_fails() {
        assert_eq!(messages("<a href=menu.pdf>Le menu</a>"), ["file-neither"]);
        assert_eq!(messages("<a href=menu.pdf>Le menu (PDF)</a>"), ["file-no-size"]);
        assert_eq!(
            messages("<a href='https://e.org/a.zip?x'>Photos, 3 Mo</a>"),
            ["file-no-format"]
        );
    }

    #[test]
    fn a_size_beside_the_link_counts_and_images_are_no_downloads() {
        assert_eq!(
            messages("<p><a href=menu.pdf>Le menu</a> (PDF, 1,2\u{a0}Mo)</p>").len(),
            0
        );
        assert_eq!(
            messages("<a href=logo.png>Le logo</a><a href='menu.html'>Le menu</a>").len(),
            0
        );
    }
}
