//! seo-indexable: no page that is to be found asks search engines to leave it out.

use crate::website::indexing::Block;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::source::Position;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-indexable",
    scope: Scope::Page,
    messages: &["noindex-meta", "noindex-header", "expiry-unread"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    let indexing = view.indexing;
    let wanted_out = matches!(view.role, Role::Utility | Role::Redirect | Role::NotFound)
        || (view.role == Role::Legal && indexing.block.is_some());
    if wanted_out {
        return;
    }
    match (&indexing.block, indexing.undated) {
        (Some(Block::Meta { node, directive }), _) => {
            let values = [("directive", directive.clone())];
            sheet.fail(Spot::Attribute(*node, "content"), "noindex-meta", &values);
        }
        (Some(Block::Header { header, directive }), _) => {
            sheet.count_failed();
            let values = [("directive", directive.clone()), ("page", page.path.clone())];
            let position = Position {
                line: header.line,
                column: 1,
            };
            sheet.note_in_file(
                &header.file,
                Some(position),
                &header.value,
                "noindex-header",
                &values,
                false,
            );
        }
        (None, Some(node)) => sheet.unknown(Spot::Attribute(node, "content"), "expiry-unread", &[]),
        (None, None) => sheet.pass(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    const NOINDEX: &str = "<meta name=robots content='noindex, follow'>";

    #[test]
    fn a_blocked_home_page_fails_with_its_directive() {
        let result = PROBE.run(&site(&[("index.html", NOINDEX)]));
        assert_eq!(
            (result.outcome, result.fails_home, result.fails_most),
            (Verdict::Failed, true, true)
        );
        assert_eq!(result.evidence[0].values["directive"], "noindex");
        assert_eq!(result.evidence[0].column, 19);
    }

    #[test]
    fn pages_that_need_not_be_found_do_not_count() {
        let result = PROBE.run(&site(&[
            (
                "index.html",
                "<a href=merci.html></a><a href=panier/></a><a href=mentions-legales.html></a><a href=404.html></a>",
            ),
            ("merci.html", NOINDEX),
            ("panier/index.html", NOINDEX),
            ("mentions-legales.html", NOINDEX),
            ("404.html", NOINDEX),
            ("brouillon.html", NOINDEX),
        ]));
        assert_eq!((result.outcome, result.passed), (Verdict::Passed, 1));
        assert_eq!(result.set_apart, 1);
    }

    #[test]
    fn a_header_of_the_host_blocks_with_its_own_place() {
        let result = PROBE.run(&site(&[
            ("index.html", "<a href=a.html></a>"),
            ("a.html", ""),
            ("_headers", "/a.html\n  X-Robots-Tag: noindex"),
        ]));
        let evidence = &result.evidence[0];
        assert_eq!((evidence.path.as_str(), evidence.line), ("website/_headers", 2));
        assert_eq!((result.pages_affected, result.failed), (1, 1));
    }

    #[test]
    fn a_date_that_cannot_be_compared_is_to_be_checked() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<meta name=robots content='unavailable_after: 2020-01-01'>",
        )]));
        assert_eq!((result.outcome, result.share_checked), (Verdict::CannotTell, Some(0.0)));
    }
}
