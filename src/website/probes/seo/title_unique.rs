//! seo-title-unique: no two pages that are to be found have the same title.

use super::uniqueness::repeated;
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "seo-title-unique",
    scope: Scope::Site,
    messages: &["title-repeated"],
    facts: &[&super::uniqueness::LATER],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (compared, groups) = repeated(site, Page::title);
    if compared >= 2 {
        sheet.pass_site();
    }
    for group in groups {
        let pages = &site.pages()[group[0]];
        let values = [
            ("title", pages.title().unwrap_or_default()),
            ("pages", group.len().to_string()),
            ("first", pages.path.clone()),
        ];
        for index in group {
            if let Some(title) = site.pages()[index].head.title {
                sheet.fail(index, Spot::Element(title), "title-repeated", &values);
            }
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const HOME: &str = "<html lang=fr><title>Vélos Dupont</title><a href=b.html></a><a href=en/></a><a href=c.html></a><a \
                        href=blog/page/2/></a><a href=print/b.html></a>";

    fn verdict(others: &[(&str, &str)]) -> ProbeResult {
        let mut files = vec![("index.html", HOME)];
        files.extend(others);
        run(&site(&files))
    }

    #[test]
    fn the_same_title_in_other_capitals_and_spaces_fails_on_each_page() {
        let result = verdict(&[("b.html", "<html lang=fr><title>vélos \n dupont</title>")]);
        assert_eq!(
            (result.outcome, result.occurrences, result.pages_affected),
            (Verdict::Failed, 2, 2)
        );
        assert_eq!(result.evidence[0].values["pages"], "2");
    }

    #[test]
    fn an_alias_of_a_page_is_that_page() {
        let copy = "<html lang=fr><title>Crochets</title><p>a";
        let result = verdict(&[("b.html", copy), ("c.html", copy)]);
        assert_eq!(result.outcome, Verdict::Passed);
        let result = verdict(&[
            ("b.html", copy),
            ("c.html", "<html lang=fr><title>Crochets</title><p>b"),
        ]);
        assert_eq!(result.outcome, Verdict::Failed);
    }

    #[test]
    fn versions_that_may_be_alike_pass() {
        let copy = "<html lang=fr><title>Vélos Dupont</title><link rel=canonical href=../index.html>";
        for (path, html) in [
            ("en/index.html", "<html lang=en><title>Vélos Dupont</title>"),
            ("blog/page/2/index.html", "<html lang=fr><title>Vélos Dupont</title>"),
            ("print/b.html", "<html lang=fr><title>Vélos Dupont</title>"),
            ("c.html", copy),
            (
                "b.html",
                "<html lang=fr><title>Vélos Dupont</title><meta name=robots content=noindex>",
            ),
            ("not-linked.html", "<html lang=fr><title>Vélos Dupont</title>"),
        ] {
            let html = html.replace("../", "");
            assert_ne!(verdict(&[(path, &html)]).outcome, Verdict::Failed, "{path}");
        }
    }

    #[test]
    fn a_site_of_one_page_has_nothing_to_compare() {
        assert_eq!(verdict(&[]).outcome, Verdict::NotApplicable);
    }
}
