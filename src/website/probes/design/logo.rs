//! design-logo: the same logo stands in the head of every page.
//!
//! A heuristic: an image or a drawing whose file, text, id or class speaks of a logo or a brand, or that leads home.

use std::collections::{BTreeMap, BTreeSet};

use super::counted;
use crate::website::content::{Kind, Parts};
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{Document, NodeId};

/// Pages from which on an image on nearly all of them tells something.
const STEADY: usize = 5;

/// Words of a paragraph from which on it is text that runs.
const RUNNING: usize = 8;

pub(super) const PROBE: Probe = Probe {
    id: "design-logo",
    scope: Scope::Site,
    messages: &["logo-none", "logo-absent", "logo-other"],
    facts: &[&LOGOS],
    run,
};

/// The element to point at, the logos of a page by their files, and all images at its head.
type Logos = (NodeId, BTreeSet<String>, BTreeSet<String>);

const LOGOS: Fact<Logos> = Fact {
    name: "logos",
    of: logos,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = counted(site);
    let found: Vec<Logos> = pages.iter().map(|page| site.fact(&LOGOS, *page)).collect();
    let having = found.iter().filter(|(_, logos, _)| !logos.is_empty()).count();
    // What one page in twenty has at most is no logo of the site: a picture that happens to lead home.
    if having == 0 || having * 20 <= pages.len() {
        if is_steady(&found) {
            sheet.pass_site();
            return sheet.finish();
        }
        let home = &site.pages()[site.home];
        sheet.fail(site.home, Spot::Element(home.head_or_root()), "logo-none", &[]);
        return sheet.finish();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in found.iter().flat_map(|(_, logos, _)| logos) {
        *counts.entry(name).or_default() += 1;
    }
    let usual = counts
        .iter()
        .max_by(|(a, m), (b, n)| m.cmp(n).then_with(|| b.cmp(a)))
        .map(|(name, _)| *name)
        .unwrap_or_default();
    let mut failed = false;
    for (page, (node, logos, _)) in pages.iter().zip(&found) {
        let message = if logos.is_empty() {
            "logo-absent"
        } else if !logos.contains(usual) {
            "logo-other"
        } else {
            continue;
        };
        failed = true;
        let values = [("logo", usual.to_owned())];
        sheet.fail(*page, Spot::Element(*node), message, &values);
    }
    if !failed {
        sheet.pass_site();
    }
    sheet.finish()
}

/// The logos in the head of a page.
fn logos(view: &PageView<'_>) -> Logos {
    let (page, document) = (view.page, view.document);
    let (mut found, mut images) = (BTreeSet::new(), BTreeSet::new());
    let mut first = None;
    // Where a page has no head that can be told, it ends with the first heading or the first running text.
    let edge = page
        .content()
        .blocks
        .iter()
        .find(|block| {
            // A line of links is a menu.
            let runs = block.words() >= RUNNING && block.linked * 2 < block.text.len();
            matches!(block.kind, Kind::Heading(_)) || block.kind == Kind::Paragraph && runs
        })
        .map_or(u32::MAX, |block| document.span(block.node).start);
    for id in document.elements() {
        let image = document.is(id, "img");
        let drawing = document.element(id).is_some_and(|element| &*element.name == "svg");
        let word = !image && !drawing && document.is(id, "a") && says(page, id);
        if !(image || drawing || word) || is_arrow(document, id) {
            continue;
        }
        let early = document.span(id).start < edge && !page.content().parts(id).has(Parts::FOOTER);
        if image && early {
            images.insert(file(document, id));
        }
        if !in_head(page, id, edge) {
            continue;
        }
        let link = std::iter::once(id)
            .chain(document.ancestors(id))
            .find(|at| document.is(*at, "a"));
        let leads_home = link
            .and_then(|link| document.attribute(link, "href"))
            .and_then(|href| view.resolve(href).page())
            .is_some_and(|page| view.site.homes.contains(&page));
        let speaks = std::iter::once(id)
            .chain(document.ancestors(id).take(3))
            .any(|at| says(page, at));
        if !leads_home && !speaks {
            continue;
        }
        first = first.or(Some(id));
        if image {
            found.insert(file(document, id));
        } else if drawing {
            found.insert("<svg>".to_owned());
        } else {
            found.insert("<a>".to_owned());
        }
    }
    let node = first.unwrap_or_else(|| page.body_or_root());
    (node, found, images)
}

fn file(document: &Document, id: NodeId) -> String {
    let file = document.attribute(id, "src").unwrap_or_default();
    let file = file.split(['?', '#']).next().unwrap_or_default();
    file.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Whether the same image stands at the head of nearly every page: a logo, whatever it is called.
fn is_steady(found: &[Logos]) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in found.iter().flat_map(|(_, _, images)| images) {
        *counts.entry(name).or_default() += 1;
    }
    found.len() >= STEADY && counts.values().any(|count| count * 10 >= found.len() * 9)
}

/// In the head of the page; where a page has none that can be told, among its first elements.
fn in_head(page: &Page, id: NodeId, edge: u32) -> bool {
    let parts = page.content().parts(id);
    parts.has(Parts::HEADER.with(Parts::NAV)) && !parts.has(Parts::FOOTER)
        || !parts.has(Parts::FOOTER.with(Parts::MAIN))
            && says(page, id)
            && (page.document.span(id).start < edge || is_inside_heading(page, id))
}

/// Pictures that lead through a book: back, on, up, to the contents.
fn is_arrow(document: &Document, id: NodeId) -> bool {
    let name = file(document, id).to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    [
        "prev", "previous", "next", "home", "up", "down", "toc", "back", "arrow", "left", "right", "index",
    ]
    .contains(&stem)
}

/// Many a logo is the content of the first heading.
fn is_inside_heading(page: &Page, id: NodeId) -> bool {
    let first = page.head.main_headings.first();
    first.is_some_and(|heading| page.document.ancestors(id).any(|above| above == *heading))
}

fn says(page: &Page, id: NodeId) -> bool {
    ["src", "alt", "id", "class", "aria-label"].iter().any(|name| {
        page.document.attribute(id, name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("logo")
                || value.split(|c: char| !c.is_alphanumeric()).any(|word| word == "brand")
                || value.contains("navbar-brand")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(home: &str, other: &str) -> (Verdict, Vec<String>) {
        let result = run(&site(&[
            ("index.html", &format!("{home}<a href=a.html>a</a>")),
            ("a.html", other),
        ]));
        let messages = result.evidence.into_iter().map(|evidence| evidence.message).collect();
        (result.outcome, messages)
    }

    const LOGO: &str = "<header><a href=/><img src=/img/logo.png alt='Vélos'></a></header>";

    #[test]
    fn no_logo_and_another_one_fail() {
        assert_eq!(outcome("<header><img src=photo.jpg></header>", "<p>x").1, ["logo-none"]);
        assert_eq!(outcome(LOGO, "<header><p>x</p></header>").1, ["logo-absent"]);
        let other = LOGO.replace("logo.png", "logo-old.gif");
        assert_eq!(outcome(LOGO, &other).1[0].split('-').next(), Some("logo"));
        assert_eq!(outcome(LOGO, &other).0, Verdict::Failed);
    }

    #[test]
    fn an_arrow_that_leads_home_is_no_logo_and_a_picture_at_the_head_of_every_page_is() {
        let arrow = "<nav><a href=/><img src=images/prev.png alt=Back></a></nav>";
        assert_eq!(outcome(arrow, arrow).1, ["logo-none"]);
        let names = ["index.html", "a.html", "b.html", "c.html", "d.html"];
        let links = names.map(|name| format!("<a href={name}>{name}</a>")).concat();
        let page = |image: &str| format!("<div id=page-header>{image}</div><h1>Title</h1>{links}");
        let with = page("<img alt='' src=feather.png>");
        let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, with.as_str())).collect();
        assert_eq!(run(&site(&files)).outcome, Verdict::Passed);
        // A menu above it is no text that runs; a paragraph is.
        let menu =
            "<p><a href=a.html>Modules</a> | <a href=b.html>All directives</a> | <a href=c.html>Report a bug</a></p>";
        let below = page(&format!("{menu}<img alt='' src=feather.png>"));
        let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, below.as_str())).collect();
        assert_eq!(run(&site(&files)).outcome, Verdict::Passed);
        let text = page("<p>This server has been written by very many people.</p><img alt='' src=feather.png>");
        let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, text.as_str())).collect();
        assert_eq!(run(&site(&files)).outcome, Verdict::Failed);
        let arrows = page("<img alt='' src=prev.png>");
        let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, arrows.as_str())).collect();
        assert_eq!(run(&site(&files)).outcome, Verdict::Failed);
    }

    #[test]
    fn a_picture_of_a_logo_in_the_content_is_not_that_of_the_site() {
        let partner = "<h1>Nos partenaires</h1><p>Ils nous font confiance.</p><img src=logo-acme.png alt=ACME>";
        assert_eq!(outcome("<h1>Vélos</h1>", partner).1, ["logo-none"]);
        let heading = "<h1><img src=logo.png alt='Vélos'></h1><p>Ils nous font confiance depuis dix ans déjà.</p>";
        assert_eq!(outcome(heading, heading).0, Verdict::Passed);
    }

    #[test]
    fn light_and_dark_files_drawings_and_words_are_logos() {
        let both = "<header><a href=/><img src=../img/logo-dark.svg><img src=img/logo.png></a></header>";
        assert_eq!(outcome(LOGO, both).0, Verdict::Passed);
        let drawn = "<header><a class=brand href=/><svg></svg></a></header>";
        assert_eq!(outcome(drawn, drawn).0, Verdict::Passed);
        let word = "<nav><a class=navbar-brand href=/>Vélos</a></nav>";
        assert_eq!(outcome(word, word).0, Verdict::Passed);
    }
}
