//! eff-render-blocking: nothing keeps the browser from showing the page.

use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snapshot::ending;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-render-blocking",
    scope: Scope::Page,
    messages: &["script-blocks", "styles-many", "styles-heavy", "styles-chain"],
    look,
};

/// Most style sheets before the page is shown.
const MOST_SHEETS: usize = 3;
/// Most bytes of them, as sent.
const MOST_BYTES: u64 = 100 * 1024;

/// Where, which message, and its values.
type Defect = (NodeId, &'static str, Vec<(&'static str, String)>);

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    let document = view.document;
    let Some(head) = view.page.head.head else { return };
    let mut defects: Vec<Defect> = Vec::new();
    let (mut sheets, mut bytes, mut first) = (0, 0, None);
    for id in document.children(head) {
        let attribute = |name: &str| document.attribute(id, name);
        if document.is(id, "script") && attribute("src").is_some() {
            let kind = attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
            let runs = kind.is_empty() || kind.contains("javascript");
            if runs && attribute("async").is_none() && attribute("defer").is_none() {
                defects.push((id, "script-blocks", Vec::new()));
            }
        } else if document.is(id, "link")
            && attribute("rel").is_some_and(|rel| has_word(rel, "stylesheet") && !has_word(rel, "alternate"))
        {
            let media = attribute("media").unwrap_or_default().trim().to_ascii_lowercase();
            // A style sheet for another medium is fetched without waiting for it.
            if !(media.is_empty() || media.contains("all") || media.contains("screen"))
                || attribute("disabled").is_some()
            {
                continue;
            }
            sheets += 1;
            first = first.or(Some(id));
            if let Target::File { path, .. } = view.resolve(attribute("href").unwrap_or_default())
                && let Some(asset) = view.site.snapshot.assets.get(&path)
            {
                bytes += asset.sent();
                if asset
                    .asks_for
                    .iter()
                    .any(|address| ending(address.split(['?', '#']).next().unwrap_or_default()) == "css")
                {
                    defects.push((id, "styles-chain", vec![("file", path)]));
                }
            }
        }
    }
    if let Some(first) = first {
        if sheets > MOST_SHEETS {
            defects.push((first, "styles-many", vec![("count", sheets.to_string())]));
        } else if bytes > MOST_BYTES {
            defects.push((
                first,
                "styles-heavy",
                vec![("weight", bytes.div_ceil(1024).to_string())],
            ));
        }
    }
    if defects.is_empty() {
        sheet.pass();
    }
    for (number, (node, message, values)) in defects.into_iter().enumerate() {
        if number == 0 {
            sheet.fail(Spot::Element(node), message, &values);
        } else {
            sheet.note(Spot::Element(node), message, &values, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(head: &str) -> Vec<String> {
        let html = format!("<head>{head}</head><body>");
        let result = PROBE.run(&site(&[
            ("index.html", &html),
            ("a.css", "@import 'b.css';"),
            ("b.css", ""),
            ("c.css", ""),
        ]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn scripts_and_chains_in_the_head_fail() {
        assert_eq!(messages("<script src=a.js></script>"), ["script-blocks"]);
        assert_eq!(messages("<link rel=stylesheet href=a.css>"), ["styles-chain"]);
        assert_eq!(messages(&"<link rel=stylesheet href=c.css>".repeat(4)), ["styles-many"]);
    }

    #[test]
    fn what_does_not_wait_passes() {
        for head in [
            "<script src=a.js defer></script><script src=b.js async></script><script type=module src=c.js></script>",
            "<script>x()</script><script type='application/ld+json'>{}</script>",
            "<link rel=stylesheet href=a.css media=print><link rel='alternate stylesheet' href=a.css>",
            "<link rel=stylesheet href=c.css>",
        ] {
            assert_eq!(messages(head).len(), 0, "{head}");
        }
    }
}
