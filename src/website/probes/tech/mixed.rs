//! tech-mixed: a page that is served over https loads nothing over http; browsers would not load it.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;
use crate::website::tree::Namespace;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "tech-mixed",
    scope: Scope::Element,
    messages: &["mixed-content"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let head = &view.page.head;
    let own = head.canonical.as_deref().or(head.og_url.as_deref()).unwrap_or_default();
    if !own.trim().to_ascii_lowercase().starts_with("https:") {
        return;
    }
    let document = view.document;
    for id in document.with_any(&["href", "src", "data"]) {
        let Some(element) = document
            .element(id)
            .filter(|element| element.namespace == Namespace::Html)
        else {
            continue;
        };
        let attribute = match &*element.name {
            "img" | "script" | "iframe" | "audio" | "video" | "source" | "embed" | "track" => "src",
            "object" => "data",
            "link" if loads(document.attribute(id, "rel").unwrap_or_default()) => "href",
            _ => continue,
        };
        let Some(address) = document.attribute(id, attribute) else {
            continue;
        };
        let address = address.trim().to_ascii_lowercase();
        let local = ["http://localhost", "http://127."]
            .iter()
            .any(|start| address.starts_with(start));
        if address.starts_with("http://") && !local {
            sheet.fail(Spot::Attribute(id, attribute), "mixed-content", &[("address", address)]);
        } else {
            sheet.pass();
        }
    }
}

/// Whether a link of this kind makes the browser fetch something for the page.
fn loads(rel: &str) -> bool {
    rel.split_ascii_whitespace().any(|kind| {
        ["stylesheet", "icon", "preload", "modulepreload", "manifest"]
            .iter()
            .any(|known| kind.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::a11y::tests::{failed, passed};
    use super::PROBE;

    const SAFE: &str = "<link rel=canonical href='https://e.org/'>";

    #[test]
    fn links_other_sites_without_https_and_this_machine_pass() {
        for html in [
            "<a href='http://x.org'>a</a>",
            "<img src='http://localhost:1313/a.png'>",
            "<img src='//x.org/a.png'>",
            "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
            "<link rel=me href='http://x.org'>",
        ] {
            passed(&PROBE, &[&format!("{SAFE}{html}")]);
        }
        passed(
            &PROBE,
            &[
                "<img src='http://x.org/a.png'>",
                "<link rel=canonical href='http://e.org/'><img src='http://x.org/a.png'>",
            ],
        );
    }

    #[test]
    fn what_the_page_itself_loads_fails() {
        for html in [
            "<img src='http://x.org/a.png'>",
            "<script src='HTTP://x.org/a.js'></script>",
            "<link rel=stylesheet href='http://x.org/a.css'>",
        ] {
            failed(&PROBE, &[&format!("{SAFE}{html}")]);
        }
    }
}
