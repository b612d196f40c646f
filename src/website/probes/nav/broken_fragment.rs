//! nav-broken-fragment: a link to a place in a page finds that place.

use std::collections::HashSet;

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};

use crate::website::links::Target;
use crate::website::page::{Page, has_word};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};
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
    facts: &[&FRAGMENTS],
    run,
};

/// What can be told of the fragments of a page: the places that links may name, whether more may be there than was
/// read, and what matters of its links.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Fragments {
    places: Vec<String>,
    cut: bool,
    /// By the number of the link.
    links: Vec<(u32, Written)>,
}

/// A link that may lead to no place, or of which the fragment is not written as it is decoded.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    href: String,
    /// Whether a script may show something for it.
    widget: bool,
}

impl Written {
    fn new(page: &Page, node: NodeId) -> Written {
        Written {
            href: page.document.attribute(node, "href").unwrap_or_default().to_owned(),
            widget: drives_a_widget(page, node),
        }
    }

    fn fragment(&self) -> &str {
        self.href.split_once('#').map_or("", |(_, fragment)| fragment)
    }
}

/// Most links of a page whose place is remembered for the case that they lead nowhere; for others the page is read again.
const MOST_DOUBTS: usize = 1_000;

const FRAGMENTS: Fact<Fragments> = Fact {
    name: "fragments",
    of: fragments,
};

fn fragments(view: &PageView<'_>) -> Fragments {
    let document = view.document;
    let mut found = Fragments {
        cut: document.truncated || document.flattened,
        ..Fragments::default()
    };
    for id in document.with_any(&["id", "name"]) {
        let Some(element) = document.element(id) else { continue };
        for (name, value) in &element.attributes {
            if &**name == "id" || &**name == "name" && &*element.name == "a" {
                found.places.push(value.to_string());
            }
        }
    }
    let mut doubts = 0;
    for (number, link) in view.links.iter().enumerate() {
        let Target::Page { page, fragment, .. } = &link.target else {
            continue;
        };
        if is_no_place(fragment) {
            continue;
        }
        let href = document.attribute(link.node, "href").unwrap_or_default();
        let as_decoded = href.split_once('#').is_some_and(|(_, written)| written == fragment);
        let doubtful = doubts < MOST_DOUBTS && !view.site.may_name(*page, fragment);
        if doubtful {
            doubts += 1;
            view.page.pin(Spot::Attribute(link.node, "href"));
        }
        if doubtful || !as_decoded {
            found.links.push((number as u32, Written::new(view.page, link.node)));
        }
    }
    found
}

/// The places of a page, as links may spell them.
struct Places {
    exact: HashSet<String>,
    composed: HashSet<String>,
    cut: bool,
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let composer = ComposingNormalizerBorrowed::new_nfc();
    let mut written: Vec<Vec<(u32, Written)>> = Vec::with_capacity(site.pages().len());
    let known: Vec<Places> = (0..site.pages().len())
        .map(|page| {
            let found = site.fact(&FRAGMENTS, page);
            written.push(found.links);
            let composed = found.places.iter().filter(|place| !place.is_ascii());
            Places {
                composed: composed.map(|place| composer.normalize(place).into_owned()).collect(),
                exact: found.places.into_iter().collect(),
                cut: found.cut,
            }
        })
        .collect();
    for (index, page) in site.pages().iter().enumerate() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        let mut written = written[index].iter().peekable();
        for (number, link) in site.links[index].iter().enumerate() {
            let as_written = written.next_if(|(at, _)| *at as usize == number);
            let Target::Page {
                page: target, fragment, ..
            } = &link.target
            else {
                continue;
            };
            if is_no_place(fragment) {
                continue;
            }
            let places = &known[*target];
            if places.exact.contains(fragment.as_str())
                || as_written.is_some_and(|(_, written)| places.exact.contains(written.fragment()))
                || !fragment.is_ascii() && places.composed.contains(composer.normalize(fragment).as_ref())
            {
                sheet.pass(index);
                continue;
            }
            let goal = &site.pages()[*target];
            let spot = Spot::Attribute(link.node, "href");
            let looked_up;
            let link = if let Some((_, written)) = as_written {
                written
            } else {
                looked_up = Written::new(page, link.node);
                &looked_up
            };
            let values = [("href", snippet::of_text(&link.href)), ("page", goal.path.clone())];
            let lower = fragment.to_lowercase();
            if places.cut {
                sheet.unknown(index, spot, "fragment-unread", &values);
            } else if goal.head.has_script && link.widget {
                sheet.unknown(index, spot, "fragment-script", &values);
            } else if places.exact.iter().any(|place| place.to_lowercase() == lower) {
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
