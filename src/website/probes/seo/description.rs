//! seo-description: each page that is to be found describes itself in `<meta name=description>`.

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::PageView;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-description",
    scope: Scope::Page,
    messages: &["description-missing", "description-empty"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    if !view.is_indexable() {
        return;
    }
    match (page.head.descriptions.first(), page.description()) {
        (_, Some(_)) => sheet.pass(),
        (Some(meta), None) => sheet.fail(Spot::Element(*meta), "description-empty", &[]),
        (None, None) => sheet.fail(Spot::Element(page.head_or_root()), "description-missing", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn verdict(html: &str) -> Verdict {
        PROBE.run(&site(&[("index.html", html)])).outcome
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
