//! nav-broken-fragment: a link to a place in a page finds that place.

use std::collections::{BTreeMap, HashSet};

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::website::links::Target;
use crate::website::page::{Page, has_word};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;

pub(super) const PROBE: Probe = Probe {
    id: "nav-broken-fragment",
    scope: Scope::Element,
    messages: &[
        "fragment-missing",
        "fragment-case",
        "fragment-script",
        "fragment-unread",
    ],
    run,
};

/// The places of a page that links may name.
struct Places<'a> {
    exact: HashSet<&'a str>,
    composed: HashSet<String>,
    lower: HashSet<String>,
}

fn places(page: &Page) -> Places<'_> {
    let document = &page.document;
    let composer = ComposingNormalizerBorrowed::new_nfc();
    let mut found = Places {
        exact: HashSet::new(),
        composed: HashSet::new(),
        lower: HashSet::new(),
    };
    for id in document.elements() {
        let name = document.is(id, "a").then(|| document.attribute(id, "name")).flatten();
        for place in [document.attribute(id, "id"), name].into_iter().flatten() {
            if found.exact.insert(place) {
                if !place.is_ascii() {
                    found.composed.insert(composer.normalize(place).into_owned());
                }
                found.lower.insert(place.to_lowercase());
            }
        }
    }
    found
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut known: BTreeMap<usize, Places<'_>> = BTreeMap::new();
    let composer = ComposingNormalizerBorrowed::new_nfc();
    for (index, page) in site.pages().iter().enumerate() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        for link in &site.links[index] {
            let Target::Page {
                page: target, fragment, ..
            } = &link.target
            else {
                continue;
            };
            if is_no_place(fragment) {
                continue;
            }
            let goal = &site.pages()[*target];
            let places = known.entry(*target).or_insert_with(|| places(goal));
            let href = page.document.attribute(link.node, "href").unwrap_or_default();
            let written = href.split_once('#').map_or("", |(_, fragment)| fragment);
            if places.exact.contains(fragment.as_str())
                || places.exact.contains(written)
                || places.composed.contains(composer.normalize(fragment).as_ref())
            {
                sheet.pass(index);
                continue;
            }
            let spot = Spot::Attribute(link.node, "href");
            let values = [("href", snippet::of_text(href)), ("page", goal.path.clone())];
            if goal.document.truncated || goal.document.flattened {
                sheet.unknown(index, spot, "fragment-unread", &values);
            } else if goal.head.has_script && drives_a_widget(page, link.node) {
                sheet.unknown(index, spot, "fragment-script", &values);
            } else if places.lower.contains(&fragment.to_lowercase()) {
                sheet.fail(index, spot, "fragment-case", &values);
            } else {
                sheet.fail(index, spot, "fragment-missing", &values);
            }
        }
    }
    sheet.finish()
}

/// The top of the page, text to be found, and addresses of applications.
fn is_no_place(fragment: &str) -> bool {
    fragment.is_empty()
        || fragment.eq_ignore_ascii_case("top")
        || fragment.contains(":~:")
        || fragment.starts_with(['!', '/'])
}

/// Whether a script shows something for the link, such as a tab, and may well make its place.
fn drives_a_widget(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    std::iter::once(node).chain(document.ancestors(node).take(3)).any(|id| {
        document
            .attribute(id, "role")
            .is_some_and(|role| has_word(role, "tab") || has_word(role, "tablist") || has_word(role, "button"))
    }) || document.element(node).is_some_and(|element| {
        element.attributes.iter().any(|(name, _)| {
            matches!(&**name, "aria-controls" | "onclick" | "aria-expanded") || name.starts_with("data-")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn result(link: &str, target: &str) -> ProbeResult {
        run(&site(&[("index.html", link), ("b.html", target)]))
    }

    #[test]
    fn a_place_that_is_not_there_fails() {
        let found = result(
            "<a href='b.html#prix'>p</a><a href='b.html#Suite'>s</a>",
            "<h2 id=suite>s</h2>",
        );
        let messages: Vec<_> = found
            .evidence
            .iter()
            .map(|evidence| evidence.message.as_str())
            .collect();
        assert_eq!(messages, ["fragment-missing", "fragment-case"]);
        assert_eq!(found.evidence[0].values["page"], "b.html");
    }

    #[test]
    fn named_anchors_encodings_the_top_and_routes_pass() {
        let found = result(
            "<a href='b.html#a'>1</a><a href='b.html#caf%C3%A9'>2</a><a href='#top'>3</a><a href='#'>4</a>\
             <a href='b.html#:~:text=x'>5</a><a href='b.html#!/route'>6</a><a href='b.html#cafe%CC%81'>7</a>",
            "<a name=a></a><p id='café'>",
        );
        assert_eq!((found.outcome, found.passed), (Verdict::Passed, 3));
    }

    #[test]
    fn a_tab_made_by_a_script_is_to_be_checked() {
        let found = run(&site(&[(
            "index.html",
            "<script>x()</script><ul role=tablist><li><a role=tab href='#onglet'>o</a></ul>",
        )]));
        assert_eq!(found.outcome, Verdict::CannotTell);
    }
}
