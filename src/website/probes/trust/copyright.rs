//! trust-copyright: every page says whose it is.

use std::sync::LazyLock;

use regex::Regex;

use super::duty;
use crate::website::fold::{fold, holds_any};
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Fact, Probe, ProbeResult, Scope};
use crate::website::site::{PageView, Site};

pub(super) const PROBE: Probe = Probe {
    id: "trust-copyright",
    scope: Scope::Site,
    messages: &["owner-missing"],
    facts: &[&SAYS],
    run,
};

/// Share of pages that have to.
const MOST_PAGES: f64 = 0.95;
/// The line stands at the foot, or in old templates at the head.
const NEAR_EDGE: usize = 40;

/// Whether a page says whose it is.
const SAYS: Fact<bool> = Fact {
    name: "owner",
    of: says,
};

/// A part of each phrase that no accent can stand in: a cheap look before an expensive one.
#[expect(clippy::expect_used, reason = "the pattern is a constant, and a test compiles it")]
static MAY_SAY: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?i-u)serv|licen|copy|creat").expect("valid"));

fn says(view: &PageView<'_>) -> bool {
    let blocks = &view.page.content().blocks;
    blocks
        .iter()
        .rev()
        .take(NEAR_EDGE)
        .chain(blocks.iter().take(NEAR_EDGE))
        .any(|block| {
            block.text.contains('©')
                || block.text.contains("(c)")
                || block.text.len() < 600
                    && MAY_SAY.is_match(&block.text)
                    && holds_any(
                        &fold(&block.text),
                        &[
                            "copyright",
                            "droits reserves",
                            "rights reserved",
                            "licence",
                            "license",
                            "creative commons",
                            "copyleft",
                        ],
                    )
        })
}

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let pages = duty::counted(site);
    let without: Vec<usize> = pages.iter().copied().filter(|page| !site.fact(&SAYS, *page)).collect();
    if (pages.len() - without.len()) as f64 >= MOST_PAGES * pages.len() as f64 {
        sheet.pass_site();
    } else {
        let values = [
            ("absent", without.len().to_string()),
            ("pages", pages.len().to_string()),
        ];
        for page in without {
            let root = site.pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(root), "owner-missing", &values);
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn pages_without_an_owner_fail_and_any_wording_counts() {
        assert_eq!(
            run(&site(&[("index.html", "<footer>Dupont</footer>")])).outcome,
            Verdict::Failed
        );
        for foot in ["© 2026 Dupont", "Tous droits réservés", "Sous licence CC BY 4.0"] {
            let html = format!("<footer>{foot}</footer>");
            assert_eq!(run(&site(&[("index.html", &html)])).outcome, Verdict::Passed, "{foot}");
        }
    }
}
