//! design-header-footer: the head and the foot of the pages are the same everywhere.
//!
//! Compared are links and texts, not classes: the mark of the current page and the number in a basket may differ.

use std::collections::{BTreeMap, BTreeSet};

use super::counted;
use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};
use crate::website::tree::{Document, NodeId};
use crate::website::visible::collapse;

/// Share of pages that have to agree.
const AGREE: f64 = 0.9;
/// Share of links and texts that two heads have in common to be the same.
const ALIKE: f64 = 0.8;

pub(super) const PROBE: Probe = Probe {
    id: "design-header-footer",
    scope: Scope::Site,
    messages: &["header-differs", "header-missing", "footer-differs", "footer-missing"],
    facts: &[&PARTS],
    run,
};

/// Which part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Footer,
}

type Marks = BTreeSet<String>;

/// The head and the foot of a page, with what is in them.
const PARTS: Fact<[Option<(NodeId, Marks)>; 2]> = Fact {
    name: "header-and-footer",
    of: |view| [Part::Header, Part::Footer].map(|part| marks(view, part)),
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    // A page that is not translated yet stands among the pages of another language, and has their menu.
    let mut by_language: BTreeMap<(String, Option<String>), Vec<usize>> = BTreeMap::new();
    for page in counted(site) {
        let key = (site.language(page), folder_of_language(&site.pages()[page].path));
        by_language.entry(key).or_default().push(page);
    }
    let (mut compared, mut failed) = (false, false);
    for pages in by_language.values().filter(|pages| pages.len() >= 3) {
        let parts: Vec<_> = pages.iter().map(|page| site.fact(&PARTS, *page)).collect();
        for (part, differs, missing) in [
            (0, "header-differs", "header-missing"),
            (1, "footer-differs", "footer-missing"),
        ] {
            let marks: Vec<&Option<(NodeId, Marks)>> = parts.iter().map(|parts| &parts[part]).collect();
            let having = marks.iter().filter(|marks| marks.is_some()).count();
            // Where most pages have no such part, it is no part of this site's pages.
            if having * 2 < pages.len() {
                continue;
            }
            compared = true;
            let Some(usual) = usual(marks.iter().filter_map(|marks| marks.as_ref()).map(|(_, marks)| marks)) else {
                continue;
            };
            let deviant: Vec<usize> = (0..pages.len())
                .filter(|index| marks[*index].as_ref().is_none_or(|(_, marks)| !alike(marks, usual)))
                .collect();
            if (pages.len() - deviant.len()) as f64 >= AGREE * pages.len() as f64 {
                continue;
            }
            failed = true;
            for index in deviant {
                let page = pages[index];
                match marks[index] {
                    Some((node, _)) => sheet.fail(page, Spot::Element(*node), differs, &[]),
                    None => sheet.fail(page, Spot::Element(site.pages()[page].body_or_root()), missing, &[]),
                }
            }
        }
    }
    if compared && !failed {
        sheet.pass_site();
    }
    sheet.finish()
}

/// The folder in a path that is named like a language: `fr`, `pt-br`.
fn folder_of_language(path: &str) -> Option<String> {
    let (folders, _) = path.rsplit_once('/')?;
    let is_language = |part: &&str| {
        let (language, region) = part.split_once(['-', '_']).unwrap_or((part, "xx"));
        let letters = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters(language) && letters(region)
    };
    folders.split('/').find(is_language).map(str::to_ascii_lowercase)
}

/// The head or the foot of a page and what is in it.
fn marks(view: &PageView<'_>, part: Part) -> Option<(NodeId, Marks)> {
    let document = view.document;
    let (name, role) = match part {
        Part::Header => ("header", "banner"),
        Part::Footer => ("footer", "contentinfo"),
    };
    let is_part = |id: NodeId| {
        let named = document.is(id, name) || document.attribute(id, "role").is_some_and(|said| has_word(said, role));
        named
            && !document.ancestors(id).any(|above| {
                ["article", "section", "aside", "main", "dialog", "blockquote"]
                    .iter()
                    .any(|name| document.is(above, name))
            })
    };
    let called = |id: NodeId| {
        document
            .attribute(id, "id")
            .is_some_and(|id| id.eq_ignore_ascii_case(name))
    };
    let node = document
        .elements()
        .find(|id| is_part(*id))
        .or_else(|| document.elements().find(|id| called(*id)))?;
    let mut marks = Marks::new();
    let mut at = document.step(node, true);
    while let Some(id) = at {
        if !document.ancestors(id).any(|above| above == node) {
            break;
        }
        // What belongs to the page and not to the site: its heading, the way to it.
        let own = ["h1", "form", "script", "style", "template"]
            .iter()
            .any(|name| document.is(id, name))
            || ["class", "aria-label"].iter().any(|name| {
                document.attribute(id, name).is_some_and(|value| {
                    let value = value.to_ascii_lowercase();
                    ["breadcrumb", "ariane", "lang", "pagination"]
                        .iter()
                        .any(|word| value.contains(word))
                })
            });
        if document.is(id, "a")
            && !own
            && let Some(href) = document.attribute(id, "href")
        {
            let to = match view.resolve(href) {
                Target::Page { page, .. } => view.site.snapshot.sources[page].path.clone(),
                Target::File { path, .. } | Target::Missing { path, .. } => path,
                Target::External { host } => host,
                other => format!("{other:?}"),
            };
            // Menus that mark the current page by having no link there, and links to the page itself, are the same menu.
            marks.insert(format!("{to} {}", text(document, id)));
        }
        at = document.step(id, !own);
    }
    Some((node, marks))
}

fn text(document: &Document, id: NodeId) -> String {
    let text: String = document.text(id).chars().filter(|c| !c.is_ascii_digit()).collect();
    collapse(&text).to_lowercase()
}

/// The content that most pages agree on.
fn usual<'a>(all: impl Iterator<Item = &'a Marks>) -> Option<&'a Marks> {
    let mut counts: BTreeMap<&Marks, usize> = BTreeMap::new();
    for marks in all {
        *counts.entry(marks).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|(a, m), (b, n)| m.cmp(n).then_with(|| b.cmp(a)))
        .map(|(marks, _)| marks)
}

fn alike(one: &Marks, other: &Marks) -> bool {
    let common = one.intersection(other).count();
    let larger = one.len().max(other.len());
    // One link more or less is the current page.
    larger <= common + 1 || common as f64 >= ALIKE * larger as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const MENU: &str =
        "<a href=/>Accueil</a><a href=/a.html>A</a><a href=/b.html>B</a><a href=/c.html>C</a><a href=/d.html>D</a>";

    fn outcome(head: &[String]) -> Verdict {
        let names = ["index.html", "a.html", "b.html", "c.html", "d.html"];
        let files: Vec<(&str, String)> = names
            .iter()
            .zip(head)
            .map(|(name, head)| (*name, format!("<html lang=fr>{head}<p><a href=/a.html>a</a><a href=/b.html>b</a><a href=/c.html>c</a><a href=/d.html>d</a>")))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, html)| (*name, &**html)).collect();
        run(&site(&files)).outcome
    }

    #[test]
    fn a_page_with_another_head_fails() {
        let head = format!("<header>{MENU}</header>");
        let mut heads = vec![head; 5];
        assert_eq!(outcome(&heads), Verdict::Passed);
        heads[4] = "<header><a href=/x.html>Blog</a><a href=/y.html>Shop</a></header>".to_owned();
        assert_eq!(outcome(&heads), Verdict::Failed);
        heads[4] = String::new();
        assert_eq!(outcome(&heads), Verdict::Failed);
    }

    #[test]
    fn a_page_that_is_not_translated_has_the_menu_of_its_folder() {
        let menu = |folder: &str, words: [&str; 3]| {
            let links: Vec<String> = words
                .iter()
                .enumerate()
                .map(|(number, word)| format!("<a href=/{folder}/{number}.html>{word}</a>"))
                .collect();
            format!("<header>{}</header><a href=/>Home</a>", links.concat())
        };
        let english = menu("en", ["Modules", "Directives", "Questions"]);
        let french = menu("fr", ["Modules", "Directives", "Questions"]);
        let mut files = vec![("index.html".to_owned(), String::from("<html lang=en>"))];
        for number in 0..6 {
            let (folder, head) = if number < 3 { ("en", &english) } else { ("fr", &french) };
            let page = format!("{folder}/{}.html", number % 3);
            files[0].1.push_str(&format!("<a href={page}>{page}</a>"));
            files.push((page, format!("<html lang=en>{head}<p>text")));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(name, html)| (&**name, &**html)).collect();
        assert_eq!(run(&site(&files)).outcome, Verdict::Passed);
    }

    #[test]
    fn the_current_page_a_counter_and_the_way_to_the_page_may_differ() {
        let heads: Vec<String> = (0..5)
            .map(|n| {
                let current = MENU.replacen("<a", "<a aria-current=page class=active", n);
                format!(
                    "<header>{current}<a href=/panier>Panier ({n})</a><nav class=breadcrumb><a href=/{n}.html>page {n}</a></nav><h1><a \
                     href=/{n}>{n}</a></h1></header>"
                )
            })
            .collect();
        assert_eq!(outcome(&heads), Verdict::Passed);
        assert_eq!(outcome(&vec![String::new(); 5]), Verdict::NotApplicable);
    }
}
