//! design-css-shared: the pages are dressed by the same style sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::counted;
use crate::website::css::Source;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "design-css-shared",
    scope: Scope::Site,
    messages: &["sheet-none", "sheet-own"],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages: Vec<usize> = counted(site)
        .into_iter()
        .filter(|page| !is_apart(site, *page))
        .collect();
    if pages.len() < 2 {
        return sheet.finish();
    }
    let names: Vec<Vec<String>> = pages.iter().map(|page| names(site, *page)).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().flatten() {
        *uses.entry(name).or_default() += 1;
    }
    if uses.is_empty() {
        // No page has a look of its own: there is nothing that they could share.
        return sheet.finish();
    }
    // A sheet that less than one page in twenty uses is no common one; two pages at least make it common.
    let least = pages.len().div_ceil(20).max(2);
    let mut failed = false;
    for (page, names) in pages.iter().zip(&names) {
        let message = if names.is_empty() {
            "sheet-none"
        } else if names.iter().all(|name| uses[name.as_str()] < least) {
            "sheet-own"
        } else {
            continue;
        };
        failed = true;
        let data = &site.pages()[*page];
        let spot = data
            .sheets
            .first()
            .map_or_else(|| data.head_or_root(), |link| link.node);
        sheet.fail(*page, Spot::Element(spot), message, &[]);
    }
    if !failed {
        sheet.pass_site();
    }
    sheet.finish()
}

/// What tells the sheets of a page apart: where they come from, or the sheet itself when it stands in the page.
fn names(site: &Site, page: usize) -> Vec<String> {
    let data = &site.pages()[page];
    let mut inline = data.styles.sheets().sheets().filter(|sheet| sheet.path.is_none());
    data.sheets
        .iter()
        .filter_map(|link| match &link.source {
            Source::File(path) | Source::Missing(path) | Source::Absent(path) => Some(path.clone()),
            Source::Inline => inline
                .next()
                .map(|sheet| format!("<style> {:x}", Arc::as_ptr(sheet) as usize)),
        })
        .collect()
}

/// Pages for paper, for mail and for other machines have sheets of their own.
fn is_apart(site: &Site, page: usize) -> bool {
    let path = site.pages()[page].path.to_ascii_lowercase();
    path.split(['/', '.', '-', '_']).any(|part| {
        matches!(
            part,
            "print" | "imprimer" | "impression" | "amp" | "mail" | "email" | "newsletter" | "embed" | "widget"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    fn messages(pages: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = vec![("site.css".to_owned(), "p{color:red}".to_owned())];
        let links = pages
            .iter()
            .map(|(path, _)| format!("<a href='/{path}'>x</a>"))
            .collect::<Vec<_>>()
            .concat();
        files.push((
            "index.html".to_owned(),
            format!("<link rel=stylesheet href=/site.css>{links}"),
        ));
        files.extend(
            pages
                .iter()
                .map(|(path, html)| ((*path).to_owned(), (*html).to_owned())),
        );
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let result = run(&site(&files));
        let evidence = result.evidence.into_iter();
        evidence.map(|evidence| (evidence.message, evidence.path)).collect()
    }

    const COMMON: &str = "<link rel=stylesheet href=/site.css>";

    #[test]
    fn pages_without_a_sheet_and_with_one_of_their_own_fail() {
        let found = messages(&[
            ("a.html", COMMON),
            ("b.html", "<p>x"),
            ("c.html", "<style>p{color:blue}</style>"),
        ]);
        assert_eq!(
            found,
            [
                ("sheet-none".to_owned(), "website/b.html".to_owned()),
                ("sheet-own".to_owned(), "website/c.html".to_owned())
            ]
        );
    }

    #[test]
    fn further_sheets_pages_for_paper_and_the_error_page_are_no_outliers() {
        let more = format!("{COMMON}<link rel=stylesheet href=/map.css>");
        let found = messages(&[
            ("a.html", &more),
            ("print/a.html", "<style>p{color:blue}</style>"),
            ("404.html", "<style>p{color:blue}</style>"),
            ("b.html", COMMON),
        ]);
        assert!(found.is_empty(), "{found:?}");
        assert!(messages(&[]).is_empty());
    }
}
