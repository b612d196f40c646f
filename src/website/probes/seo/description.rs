//! seo-description: each page that is to be found describes itself in `<meta name=description>`.

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "seo-description",
    scope: Scope::Page,
    messages: &["description-missing", "description-empty"],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    for (index, page) in site.pages().iter().enumerate() {
        if !site.is_indexable(index) {
            continue;
        }
        match (page.head.descriptions.first(), page.description()) {
            (_, Some(_)) => sheet.pass(index),
            (Some(meta), None) => sheet.fail(index, Spot::Element(*meta), "description-empty", &[]),
            (None, None) => sheet.fail(index, Spot::Element(page.head_or_root()), "description-missing", &[]),
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn verdict(html: &str) -> Verdict {
        run(&site(&[("index.html", html)])).outcome
    }

    #[test]
    fn the_first_description_counts_whatever_the_capitals_of_its_name() {
        assert_eq!(verdict("<META NAME=DESCRIPTION CONTENT='Nos vélos'>"), Verdict::Passed);
        assert_eq!(
            verdict("<meta name=description><meta name=description content=b>"),
            Verdict::Failed
        );
        assert_eq!(verdict("<meta property=og:description content=b>"), Verdict::Failed);
    }

    #[test]
    fn a_page_that_is_not_to_be_found_needs_none() {
        assert_eq!(verdict("<meta name=robots content=noindex>"), Verdict::NotApplicable);
    }
}
