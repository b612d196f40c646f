//! nav-same-name-diff-target: links of one name in one place lead to one thing.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde::{Deserialize, Serialize};

use crate::website::content::Parts;
use crate::website::fold::fold;
use crate::website::links::Target;
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;
use crate::website::visible::{collapse, words};

pub(super) const PROBE: Probe = Probe {
    id: "nav-same-name-diff-target",
    scope: Scope::Element,
    messages: &["same-name"],
    facts: &[&NAMESAKES],
    run,
};

/// Links in the content of a page from which on it may be a register.
const REGISTER: usize = 50;

/// A link whose name another link of the page has too.
#[derive(Debug, Serialize, Deserialize)]
struct Namesake {
    /// Its number among the links of the page.
    link: u32,
    /// What tells its place: the text around it and the heading above.
    place: u64,
    /// Its address as written.
    href: String,
}

/// Links of the same name that do not all lead to one address, by name.
const NAMESAKES: Fact<Namesakes> = Fact {
    name: "namesakes",
    of: namesakes,
};

#[derive(Debug, Default, Serialize, Deserialize)]
struct Namesakes {
    /// Links whose namesakes all lead where they lead.
    alike: u64,
    groups: Vec<Vec<Namesake>>,
}

fn namesakes(view: &PageView<'_>) -> Namesakes {
    let page = view.page;
    if is_index(view) {
        return Namesakes::default();
    }
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, link) in view.links.iter().enumerate() {
        if !link.parts.has(Parts::HIDDEN.with(Parts::NOSCRIPT)) && tells(&link.name) {
            by_name.entry(spelling(&link.name)).or_default().push(number);
        }
    }
    let headings = Headings::new(page);
    let mut found = Namesakes::default();
    for numbers in by_name.into_values().filter(|numbers| numbers.len() > 1) {
        let first = view.links[numbers[0]].target.page();
        if first.is_some() && numbers.iter().all(|number| view.links[*number].target.page() == first) {
            found.alike += numbers.len() as u64;
            continue;
        }
        let namesake = |number: usize| {
            let node = view.links[number].node;
            let mut hasher = DefaultHasher::new();
            (place(page, node), headings.before(page, node)).hash(&mut hasher);
            Namesake {
                link: number as u32,
                place: hasher.finish(),
                href: page.document.attribute(node, "href").unwrap_or_default().to_owned(),
            }
        };
        let group: Vec<Namesake> = numbers.into_iter().map(namesake).collect();
        // What may fail is found now: its tree would have to be made again.
        let mut first: HashMap<u64, &str> = HashMap::new();
        for namesake in &group {
            if *first.entry(namesake.place).or_insert(&namesake.href) != namesake.href {
                page.pin(Spot::Element(view.links[namesake.link as usize].node));
            }
        }
        found.groups.push(group);
    }
    found
}

/// Whether a page is a register: a long list of links under their heads, where the same word leads to all its places.
fn is_index(view: &PageView<'_>) -> bool {
    let blocks = || view.page.content().main_blocks();
    let links = view.links.iter().filter(|link| link.main).count();
    let linked: usize = blocks().map(|block| block.linked).sum();
    let text: usize = blocks().map(|block| block.text.len()).sum();
    links >= REGISTER && linked * 2 >= text
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let shown = shown(site);
    for index in 0..site.pages().len() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        let here = site.fact(&NAMESAKES, index);
        for _ in 0..here.alike {
            sheet.pass(index);
        }
        for group in here.groups {
            let mut first: HashMap<u64, (String, String)> = HashMap::new();
            for namesake in group {
                let link = &site.links[index][namesake.link as usize];
                let Some(goal) = goal(site, &shown, index, &namesake.href, &link.target) else {
                    continue;
                };
                match first.get(&namesake.place) {
                    None => {
                        first.insert(namesake.place, (goal, namesake.href));
                        sheet.pass(index);
                    }
                    Some((known, _)) if *known == goal => sheet.pass(index),
                    Some((_, other)) => {
                        let values = [
                            ("name", link.name.to_string()),
                            ("one", snippet::of_text(other)),
                            ("other", snippet::of_text(&namesake.href)),
                        ];
                        sheet.fail(index, Spot::Element(link.node), "same-name", &values);
                    }
                }
            }
        }
    }
    sheet.finish()
}

/// Page numbers, arrows and marks of footnotes tell by their place alone.
fn tells(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// A name as it is compared. In names of code every sign and every capital counts: `complex` is not `__complex__()`.
fn spelling(name: &str) -> String {
    let code = name.contains(['_', '(', '[', '{', '<', '=', '$', '@', '*', '\\']);
    if code { collapse(name) } else { fold(name) }
}

/// For each page what a visitor is shown there: the page that it sends to, its canonical page, the first of its copies.
fn shown(site: &Site) -> Vec<usize> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let copies: Vec<usize> = site
        .snapshot
        .sources
        .iter()
        .enumerate()
        .map(|(index, source)| *seen.entry(source.digest.as_str()).or_insert(index))
        .collect();
    site.pages()
        .iter()
        .enumerate()
        .map(|(index, page)| {
            // A page that only sends on is the page that it sends to.
            let sent = page
                .head
                .refresh
                .as_deref()
                .and_then(|address| site.resolve(index, address).page())
                .unwrap_or(index);
            copies[site.canonical_elsewhere(sent).unwrap_or(sent)]
        })
        .collect()
}

/// What a link leads to, so that two ways of writing one thing are equal; `None` where that is not known.
fn goal(site: &Site, shown: &[usize], from: usize, href: &str, target: &Target) -> Option<String> {
    match target {
        Target::Page { page, .. } => Some(shown[*page].to_string()),
        Target::File { path, .. } => Some(path.clone()),
        Target::External { host } => {
            let page = &site.pages()[from];
            let url = site.resolver.join(&page.path, page.head.base.as_deref(), href)?;
            let host = host.strip_prefix("www.").unwrap_or(host);
            Some(format!(
                "{host}{}?{}",
                url.path().trim_end_matches('/'),
                url.query().unwrap_or_default()
            ))
        }
        _ => None,
    }
}

/// The text of the item, cell, paragraph or part around a link.
fn place(page: &Page, node: NodeId) -> String {
    let document = &page.document;
    let holder = document.ancestors(node).find(|id| {
        ["p", "li", "td", "th", "dd", "article", "section", "figure"]
            .iter()
            .any(|name| document.is(*id, name))
    });
    holder.map(|id| fold(&words(document, id, 300))).unwrap_or_default()
}

/// The headings of a page by where they stand.
struct Headings(Vec<(u32, NodeId)>);

impl Headings {
    fn new(page: &Page) -> Headings {
        let document = &page.document;
        Headings(
            page.content()
                .blocks
                .iter()
                .filter(|block| matches!(block.kind, crate::website::content::Kind::Heading(_)))
                .map(|block| (document.span(block.node).start, block.node))
                .collect(),
        )
    }

    fn before(&self, page: &Page, node: NodeId) -> Option<NodeId> {
        let at = page.document.span(node).start;
        let after = self.0.partition_point(|(start, _)| *start <= at);
        Some(self.0.get(after.checked_sub(1)?)?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn failed(html: &str) -> u64 {
        run(&site(&[
            ("index.html", html),
            ("a.html", "a"),
            ("b.html", "b"),
            ("copy.html", "a"),
            ("old.html", "<meta http-equiv=refresh content='0;url=a.html'>"),
        ]))
        .failed
    }

    #[test]
    fn a_register_names_the_same_word_for_each_place() {
        let entries: Vec<String> = (0..30)
            .map(|number| format!("<li>entry {number}<ul><li><a href=a{number}.html#x>(method)</a></li><li><a href=b{number}.html#y>(method)</a></li></ul></li>"))
            .collect();
        let entries = entries.concat();
        let page = format!("<main><ul>{entries}</ul></main>");
        let pages: Vec<(String, &str)> = (0..30)
            .flat_map(|number| {
                [
                    (format!("a{number}.html"), "<p id=x>a"),
                    (format!("b{number}.html"), "<p id=y>b"),
                ]
            })
            .collect();
        let files: Vec<(&str, &str)> = std::iter::once(("index.html", page.as_str()))
            .chain(pages.iter().map(|(name, text)| (name.as_str(), *text)))
            .collect();
        assert_eq!(run(&site(&files)).failed, 0);
    }

    #[test]
    fn names_of_code_differ_by_their_signs() {
        assert_eq!(
            failed(
                "<p>The method <a href=a.html><code>__complex__()</code></a> for <a href=b.html><code>complex</code></a>"
            ),
            0
        );
        assert_eq!(
            failed(
                "<p>The method <a href=a.html><code>__complex__()</code></a> or <a href=b.html><code>__complex__()</code></a>"
            ),
            1
        );
    }

    #[test]
    fn two_goals_under_one_name_fail() {
        assert_eq!(
            failed("<ul><li><a href=a.html>Offres</a><li><a href=b.html>offres</a></ul>"),
            1
        );
        assert_eq!(
            failed("<ul><li><a href=a.html>Offres</a><li><a href=b.html>Offres</a></ul>"),
            1
        );
        assert_eq!(
            failed("<p><a href='https://e.org/a'>Le site</a> <a href='https://e.org/b'>Le site</a>"),
            1
        );
    }

    #[test]
    fn redirects_copies_page_numbers_and_other_contexts_pass() {
        for html in [
            "<ul><li><a href=a.html>Offres</a><li><a href=old.html>Offres</a></ul>",
            "<ul><li><a href=a.html>Offres</a><li><a href=copy.html>Offres</a></ul>",
            "<ul><li><a href=a.html>1</a><li><a href=b.html>1</a></ul>",
            "<ul><li>Lampes <a href=a.html>Voir la fiche</a><li>Tapis <a href=b.html>Voir la fiche</a></ul>",
            "<h2>Lampes</h2><p><a href=a.html>Voir la fiche</a></p><h2>Tapis</h2><p><a href=b.html>Voir la fiche</a></p>",
            "<p><a href='http://www.e.org/a/'>Le site</a> <a href='https://e.org/a'>Le site</a>",
        ] {
            assert_eq!(failed(html), 0, "{html}");
        }
    }
}
