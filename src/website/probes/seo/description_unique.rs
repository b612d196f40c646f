//! seo-description-unique: no two pages that are to be found have the same description.

use super::uniqueness::repeated;
use crate::website::page::Page;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "seo-description-unique",
    scope: Scope::Site,
    messages: &["description-repeated"],
    facts: &[&super::uniqueness::LATER],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let (compared, groups) = repeated(site, Page::description);
    if compared >= 2 {
        sheet.pass_site();
    }
    for group in groups {
        let values = [
            ("pages", group.len().to_string()),
            ("first", site.pages()[group[0]].path.clone()),
        ];
        for index in group {
            if let Some(node) = site.pages()[index].head.descriptions.first() {
                sheet.fail(
                    index,
                    Spot::Attribute(*node, "content"),
                    "description-repeated",
                    &values,
                );
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

    fn verdict(second: &str) -> Verdict {
        run(&site(&[
            (
                "index.html",
                "<html lang=fr><meta name=description content='Nos vélos'><a href=b.html></a>",
            ),
            ("b.html", second),
        ]))
        .outcome
    }

    #[test]
    fn the_same_description_fails_and_another_passes() {
        assert_eq!(
            verdict("<html lang=fr><meta name=Description content='nos  vélos'>"),
            Verdict::Failed
        );
        assert_eq!(
            verdict("<html lang=fr><meta name=description content='Nos tarifs'>"),
            Verdict::Passed
        );
    }

    #[test]
    fn other_languages_and_pages_without_one_are_not_compared() {
        assert_eq!(
            verdict("<html lang=en><meta name=description content='Nos vélos'>"),
            Verdict::Passed
        );
        assert_eq!(verdict("<html lang=fr>"), Verdict::NotApplicable);
    }
}
