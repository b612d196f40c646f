//! nav-broken-resource: the style sheets, scripts, media, frames and manifests that a page asks for are there. Images
//! and icons are the matter of the rule on design.

use crate::website::links::{Target, Unknown};
use crate::website::page::{Page, has_word};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snippet;
use crate::website::tree::NodeId;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-broken-resource",
    scope: Scope::Element,
    messages: &["resource-missing", "resource-not-copied"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    for node in page.document.with_any(&["href", "src", "data"]) {
        let Some(attribute) = asks_for(page, node) else {
            continue;
        };
        let Some(address) = page.document.attribute(node, attribute).map(str::trim) else {
            continue;
        };
        if address.is_empty() || address.starts_with('#') {
            continue;
        }
        let spot = Spot::Attribute(node, attribute);
        let values = [("address", snippet::of_text(address))];
        match view.resolve(address) {
            Target::Page { .. } | Target::File { .. } => sheet.pass(),
            Target::Missing { .. } => sheet.fail(spot, "resource-missing", &values),
            Target::Unknown(Unknown::OutsidePrefix) => {}
            Target::Unknown(_) => sheet.unknown(spot, "resource-not-copied", &values),
            _ => {}
        }
    }
}

/// The attribute by which an element asks for a file that browsers load by themselves.
fn asks_for(page: &Page, node: NodeId) -> Option<&'static str> {
    let document = &page.document;
    let element = document.element(node)?;
    Some(match &*element.name {
        "link" => {
            let rel = document.attribute(node, "rel")?;
            let loads = ["stylesheet", "manifest", "modulepreload"]
                .iter()
                .any(|word| has_word(rel, word));
            loads.then_some("href")?
        }
        "script" | "iframe" | "frame" | "embed" | "video" | "audio" | "track" => "src",
        "source" => {
            let media = document
                .parent(node)
                .is_some_and(|parent| document.is(parent, "video") || document.is(parent, "audio"));
            media.then_some("src")?
        }
        "object" => "data",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn a_file_that_is_not_there_fails() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<link rel=stylesheet href=a.css><script src=b.js></script><video><source src=c.mp4></video>\
             <iframe src=d.html></iframe><link rel='manifest' href=/e.json>",
        )]));
        let missing: Vec<_> = result
            .evidence
            .iter()
            .map(|evidence| evidence.values["address"].as_str())
            .collect();
        assert_eq!(missing, ["a.css", "b.js", "c.mp4", "d.html", "/e.json"]);
    }

    #[test]
    fn addresses_that_nobody_loads_and_versions_in_queries_are_no_defect() {
        let result = PROBE.run(&site(&[
            (
                "index.html",
                "<link rel=canonical href=x.html><link rel=alternate href=y.html><link rev=made href='pgsql@e.org'>\
                 <link rel=preconnect href='/nowhere'><link rel=dns-prefetch href=//cdn.e.org><link rel=next href=z.html>\
                 <link rel=stylesheet href='a.css?v=3'><script src='https://cdn.e.org/x.js'></script><img src=gone.png>",
            ),
            ("a.css", ""),
        ]));
        assert_eq!((result.outcome, result.passed, result.failed), (Verdict::Passed, 1, 0));
    }
}
