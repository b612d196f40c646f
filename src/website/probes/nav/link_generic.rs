//! nav-link-generic: the name of a link says where it leads.

use crate::website::content::Parts;
use crate::website::fold::fold;
use crate::website::page::Page;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "nav-link-generic",
    scope: Scope::Element,
    messages: &["generic-name", "generic-in-context"],
    look,
};

/// French names that say nothing of the page behind them, folded.
const FRENCH: &[&str] = &[
    "cliquez ici",
    "cliquer ici",
    "clic ici",
    "cliquez",
    "ici",
    "la",
    "par ici",
    "c est ici",
    "en savoir plus",
    "savoir plus",
    "en savoir",
    "plus d infos",
    "plus d info",
    "plus d informations",
    "plus d information",
    "plus",
    "voir plus",
    "voir",
    "voir la suite",
    "lire la suite",
    "lire plus",
    "lire",
    "lire l article",
    "la suite",
    "suite",
    "details",
    "detail",
    "plus de details",
    "voir le detail",
    "voir les details",
    "decouvrir",
    "je decouvre",
    "decouvrez",
    "consulter",
    "infos",
    "info",
    "lien",
    "ce lien",
    "cette page",
    "suivez ce lien",
];
/// English ones.
const ENGLISH: &[&str] = &[
    "click here",
    "click",
    "here",
    "read more",
    "learn more",
    "more",
    "more info",
    "more information",
    "more details",
    "details",
    "see more",
    "view more",
    "find out more",
    "discover",
    "discover more",
    "continue reading",
    "read on",
    "link",
    "this link",
    "this page",
    "this",
    "go",
    "start",
    "info",
    "show more",
    "read the article",
];

/// Longest name that may be one of these, in bytes.
const MOST_NAME: usize = 60;
/// With a context that says it, a third of the weight is lost and two thirds are kept.
const KEPT_IN_CONTEXT: f64 = 2.0 / 3.0;

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if view.role == Role::Redirect {
        return;
    }
    for link in view.links {
        if link.name.is_empty() || link.parts.has(Parts::HIDDEN) {
            continue;
        }
        // What says nothing is short.
        let folded = if link.name.len() > MOST_NAME {
            String::new()
        } else {
            fold(&link.name)
        };
        // Options of programs begin with dashes: `--info` is a name.
        if link.name.starts_with('-') || !is_generic(view, link.node, &folded) {
            sheet.pass();
            continue;
        }
        let values = [("name", link.name.to_string())];
        let spot = Spot::Element(link.node);
        if context_says_it(page, link.node, &folded) {
            sheet.fail_lightly(KEPT_IN_CONTEXT, spot, "generic-in-context", &values);
        } else {
            sheet.fail(spot, "generic-name", &values);
        }
    }
}

fn is_generic(view: &PageView<'_>, node: NodeId, folded: &str) -> bool {
    let (french, english) = (FRENCH.contains(&folded), ENGLISH.contains(&folded));
    if !french && !english {
        return false;
    }
    let document = view.document;
    // The name of a function is what the link is about: `start()`.
    let code = |id: NodeId| {
        ["code", "kbd", "samp", "tt", "var"]
            .iter()
            .any(|name| document.is(id, name))
    };
    if document.descendants(node).any(code) || document.ancestors(node).any(code) {
        return false;
    }
    if names_heading(view, node, folded) {
        return false;
    }
    let said = std::iter::once(node)
        .chain(document.ancestors(node))
        .find_map(|id| document.attribute(id, "lang"));
    let language = said.map_or_else(|| view.language(), |lang| lang.trim().to_ascii_lowercase());
    match language.get(..2) {
        Some("fr") => french,
        Some("en") => english,
        Some(_) => false,
        None => true,
    }
}

/// Whether a link bears the words of the heading that it leads to on the same page, as tables of contents have it.
fn names_heading(view: &PageView<'_>, node: NodeId, folded: &str) -> bool {
    let document = view.document;
    let Some(wanted) = document.attribute(node, "href").and_then(|href| href.strip_prefix('#')) else {
        return false;
    };
    let is_heading = |id: &NodeId| {
        ["h1", "h2", "h3", "h4", "h5", "h6"]
            .iter()
            .any(|name| document.is(*id, name))
    };
    let Some(place) = view.accessible().by_id(wanted) else {
        return false;
    };
    std::iter::once(place)
        .chain(document.descendants(place))
        .chain(document.parent(place))
        .find(is_heading)
        .is_some_and(|heading| fold(&words(document, heading, 200)).trim_end_matches('¶').trim() == folded)
}

/// Whether the sentence, the item, the cell or the part with a heading around a link says what it is about: WCAG 2.2,
/// success criterion 2.4.4, technique H77 to H80.
fn context_says_it(page: &Page, node: NodeId, name: &str) -> bool {
    let document = &page.document;
    let own = name.split(' ').count();
    document
        .ancestors(node)
        .take(6)
        .take_while(|id| {
            !["main", "body", "nav", "ul", "ol", "table"]
                .iter()
                .any(|name| document.is(*id, name))
        })
        .filter(|id| {
            [
                "p",
                "li",
                "td",
                "th",
                "dd",
                "article",
                "section",
                "figure",
                "div",
                "blockquote",
            ]
            .iter()
            .any(|name| document.is(*id, name))
        })
        .any(|id| {
            let text = fold(&words(document, id, 600));
            text.split(' ').filter(|word| word.len() > 2).count() >= own + 2
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(html: &str) -> Vec<String> {
        let result = PROBE.run(&site(&[("index.html", html)]));
        result.evidence.into_iter().map(|evidence| evidence.message).collect()
    }

    #[test]
    fn a_table_of_contents_has_the_words_of_its_headings() {
        let page = |heading: &str| {
            let contents = "<html lang=en><ul><li><a href=#details>Details</a></ul>";
            messages(&format!(
                "{contents}<section id=details><h2>{heading}<a href=#details>¶</a></h2><p>a</section>"
            ))
        };
        assert!(messages("<html lang=en><ul><li><a href=b.html>--info</a></ul>").is_empty());
        assert!(page("Details").is_empty());
        assert_eq!(page("Porting to Python 3"), ["generic-name"]);
    }

    #[test]
    fn the_name_of_a_function_is_not_generic() {
        let page = "<html lang=en><p>Call <a href=b.html><code>start()</code></a> first.";
        assert_eq!(
            PROBE
                .run(&crate::website::site::tests::site(&[
                    ("index.html", page),
                    ("b.html", "b")
                ]))
                .failed,
            0
        );
    }

    #[test]
    fn names_that_say_nothing_fail_in_both_languages() {
        assert_eq!(
            messages("<html lang=fr><p><a href=a>En savoir plus</a>"),
            ["generic-name"]
        );
        assert_eq!(
            messages("<html lang=en><ul><li><a href=a>Click here!</a></ul>"),
            ["generic-name"]
        );
        assert_eq!(
            messages("<html lang=fr><li>Nos horaires de Noël : <a href=a>cliquez ici</a></li>"),
            ["generic-in-context"]
        );
    }

    #[test]
    fn completed_names_and_words_of_another_language_pass() {
        for html in [
            "<html lang=fr><a href=a aria-label='En savoir plus sur nos lampes'>En savoir plus</a>",
            "<html lang=fr><a href=a>Lire la suite <span class=visually-hidden>de l’article Lampes</span></a>",
            "<html lang=en><a href=a>Suite</a>",
            "<html lang=fr><span lang=en><a href=a>Suite</a></span>",
            "<html lang=fr><a href=a>Nos magasins</a>",
        ] {
            assert_eq!(messages(html).len(), 0, "{html}");
        }
    }

    #[test]
    fn a_context_that_says_it_costs_a_third() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<html lang=fr><p>Les horaires de Noël : <a href=a>ici</a></p><p><a href=b>Nos lampes</a></p>",
        )]));
        // (1 + 2/3) ÷ 2.
        assert!((result.score.unwrap() - 5.0 / 6.0).abs() < 1e-12);
    }
}
