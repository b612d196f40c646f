//! nav-same-name-diff-target: links of one name in one place lead to one thing.

use std::collections::{BTreeMap, HashMap};

use crate::website::content::Parts;
use crate::website::fold::fold;
use crate::website::links::Target;
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::{Role, Site};
use crate::website::snippet;
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: Probe = Probe {
    id: "nav-same-name-diff-target",
    scope: Scope::Element,
    messages: &["same-name"],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let names = site.names();
    let copies = copies(site);
    for (index, page) in site.pages().iter().enumerate() {
        if site.roles[index] == Role::Redirect {
            continue;
        }
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, link) in site.links[index].iter().enumerate() {
            let folded = &names.of(index, number).folded;
            let hidden = link.parts.has(Parts::HIDDEN.with(Parts::NOSCRIPT));
            if !hidden && tells(folded) {
                by_name.entry(folded).or_default().push(number);
            }
        }
        let headings = Headings::new(page);
        for numbers in by_name.into_values().filter(|numbers| numbers.len() > 1) {
            let mut first: HashMap<(String, Option<NodeId>), (String, String)> = HashMap::new();
            for number in numbers {
                let link = &site.links[index][number];
                let Some(goal) = goal(site, &copies, index, link.node, &link.target) else {
                    continue;
                };
                let href = page.document.attribute(link.node, "href").unwrap_or_default();
                let key = (place(page, link.node), headings.before(page, link.node));
                match first.get(&key) {
                    None => {
                        first.insert(key, (goal, snippet::of_text(href)));
                        sheet.pass(index);
                    }
                    Some((known, _)) if *known == goal => sheet.pass(index),
                    Some((_, other)) => {
                        let values = [
                            ("name", link.name.to_string()),
                            ("one", other.clone()),
                            ("other", snippet::of_text(href)),
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
fn tells(folded: &str) -> bool {
    folded.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// For each page that has the same bytes as an earlier one, that earlier one.
fn copies(site: &Site) -> Vec<usize> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    site.pages()
        .iter()
        .enumerate()
        .map(|(index, page)| *seen.entry(page.document.source.as_str()).or_insert(index))
        .collect()
}

/// What a link leads to, so that two ways of writing one thing are equal; `None` where that is not known.
fn goal(site: &Site, copies: &[usize], from: usize, node: NodeId, target: &Target) -> Option<String> {
    match target {
        Target::Page { page, .. } => {
            // A page that only sends on is the page that it sends to.
            let sent = site.pages()[*page]
                .head
                .refresh
                .as_deref()
                .and_then(|address| site.resolve(*page, address).page())
                .unwrap_or(*page);
            let shown = site.canonical_elsewhere(sent).unwrap_or(sent);
            Some(copies[shown].to_string())
        }
        Target::File { path, .. } => Some(path.clone()),
        Target::External { host } => {
            let page = &site.pages()[from];
            let href = page.document.attribute(node, "href")?;
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
