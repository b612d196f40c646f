//! nav-breadcrumb: pages below the second level show the way to them. A heuristic.

use std::collections::BTreeSet;

use super::ways;
use crate::website::fold::{fold, holds_any};
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Role, Site};
use crate::website::tree::NodeId;
use crate::website::visible::words;

pub(super) const PROBE: Probe = Probe {
    id: "nav-breadcrumb",
    scope: Scope::Site,
    messages: &["breadcrumb-missing"],
    facts: &[&SHOWN],
    run,
};

/// From how many clicks on a page is expected to show the way.
const DEEP: u32 = 2;
/// Most text of a part that is taken for the way: titles of manuals are long, and the neighbours stand beside it.
const MOST_TEXT: usize = 1_000;
/// Share of deep pages that have to.
const MOST_PAGES: f64 = 0.9;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let deep: Vec<usize> = ways::counted(site)
        .into_iter()
        .filter(|page| site.depths[*page].is_some_and(|depth| depth >= DEEP))
        .filter(|page| !matches!(site.roles[*page], Role::Legal | Role::Utility | Role::SiteMap))
        .collect();
    if deep.is_empty() {
        return sheet.finish();
    }
    let without: Vec<usize> = deep.iter().copied().filter(|page| !site.fact(&SHOWN, *page)).collect();
    if (deep.len() - without.len()) as f64 >= MOST_PAGES * deep.len() as f64 {
        sheet.pass_site();
        return sheet.finish();
    }
    let values = [("absent", without.len().to_string()), ("pages", deep.len().to_string())];
    for page in without {
        let root = site.pages()[page].head_or_root();
        sheet.fail(page, Spot::Element(root), "breadcrumb-missing", &values);
    }
    sheet.finish()
}

/// Whether a page shows the way to it.
const SHOWN: Fact<bool> = Fact {
    name: "breadcrumb",
    of: |view| says_so(view.page) || leads_from_home(view),
};

/// A label, a class, or data that says that it is a breadcrumb.
fn says_so(page: &Page) -> bool {
    let document = &page.document;
    let marked = |id: NodeId| {
        document.element(id).is_some_and(|element| {
            element.attributes.iter().any(|(name, value)| match &**name {
                // Parts of the words, so that capitals at their start do not matter.
                "class" | "id" => ["readcrumb", "riane", "fil-d", "Fil-d"]
                    .iter()
                    .any(|mark| value.contains(mark)),
                "itemtype" | "typeof" => value.contains("BreadcrumbList"),
                "aria-label" => holds_any(
                    &fold(value),
                    &["ariane", "breadcrumb", "breadcrumbs", "vous etes ici", "you are here"],
                ),
                _ => false,
            })
        })
    };
    document
        .with_any(&["class", "id", "itemtype", "typeof", "aria-label"])
        .any(marked)
        || page
            .head
            .json_ld
            .iter()
            .any(|node| document.text(*node).contains("BreadcrumbList"))
}

/// A line of links that starts at the home page or comes to it, with signs between them: `Home › Shop › Lamps`.
fn leads_from_home(view: &PageView<'_>) -> bool {
    let document = view.document;
    let mut seen = BTreeSet::new();
    view.links
        .iter()
        .take(60)
        .filter(|link| link.target.page().is_some_and(|page| view.site.homes.contains(&page)))
        .filter_map(|link| {
            document.ancestors(link.node).find(|id| {
                ["ul", "ol", "p", "div", "nav", "td", "header"]
                    .iter()
                    .any(|name| document.is(*id, name))
            })
        })
        .filter(|holder| seen.insert(*holder))
        .any(|holder| {
            let text = words(document, holder, MOST_TEXT);
            text.len() < MOST_TEXT
                && [" › ", " » ", "»", " > ", " / ", " → ", " :: "]
                    .iter()
                    .any(|sign| text.contains(sign))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(deep: &str) -> Verdict {
        run(&site(&[
            ("index.html", "<a href=a.html>a</a>"),
            ("a.html", "<a href=b.html>b</a>"),
            ("b.html", deep),
        ]))
        .outcome
    }

    #[test]
    fn a_deep_page_without_a_way_back_up_fails() {
        assert_eq!(
            outcome("<p><a href=index.html>Accueil</a></p><h1>b</h1>"),
            Verdict::Failed
        );
    }

    #[test]
    fn labels_classes_data_and_lines_of_links_are_breadcrumbs() {
        for html in [
            "<nav aria-label='Fil d’Ariane'><a href=index.html>Accueil</a></nav>",
            "<ol class=wc-breadcrumbs><li>b</ol>",
            "<script type=application/ld+json>{\"@type\": \"BreadcrumbList\"}</script>",
            "<div><a href=index.html>Accueil</a> &gt; <a href=a.html>a</a> &gt; b</div>",
        ] {
            assert_eq!(outcome(html), Verdict::Passed, "{html}");
        }
    }

    #[test]
    fn long_titles_beside_the_way_do_not_hide_it_and_a_whole_page_is_no_way() {
        let title = "Extending Python with C or C++, with an index of all modules ".repeat(6);
        let way = format!(
            "<div class=related><a href=a.html>{title}</a> | <a href=index.html>Home</a> &raquo; {title}</div>"
        );
        assert_eq!(outcome(&way), Verdict::Passed);
        let page = format!(
            "<div><a href=index.html>Home</a> <p>a &raquo; b {}</div>",
            title.repeat(4)
        );
        assert_eq!(outcome(&page), Verdict::Failed);
    }

    #[test]
    fn the_way_may_start_at_the_home_page_of_the_language() {
        let files = |deep| {
            [
                (
                    "index.html",
                    "<a hreflang=fr href=fr/index.html>fr</a><a href=a.html>a</a>",
                ),
                ("a.html", "<a href=fr/b.html>b</a>"),
                ("fr/index.html", ""),
                ("fr/b.html", deep),
            ]
        };
        let way = "<div><a href=index.html>Version 2.4</a> &gt; Modules</div>";
        assert_eq!(run(&site(&files(way))).outcome, Verdict::Passed);
        let other = "<div><a href=../a.html>a</a> &gt; Modules</div>";
        assert_eq!(run(&site(&files(other))).outcome, Verdict::Failed);
    }

    #[test]
    fn a_site_of_two_levels_needs_none() {
        let result = run(&site(&[("index.html", "<a href=a.html>a</a>"), ("a.html", "")]));
        assert_eq!(result.outcome, Verdict::NotApplicable);
    }
}
