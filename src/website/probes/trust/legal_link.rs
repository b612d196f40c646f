//! trust-legal-link: every page leads to the legal notice.

use super::duty::{self, Found};
use crate::website::names::Purposes;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "trust-legal-link",
    scope: Scope::Site,
    messages: &["legal-missing", "legal-unlinked"],
    facts: &[],
    run,
};

/// Share of pages that have to lead there.
pub(super) const MOST_PAGES: f64 = 0.95;

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if !duty::is_french(site) {
        return sheet.finish();
    }
    if matches!(duty::find(site, Purposes::LEGAL), Found::Nowhere) {
        let home = site.pages()[site.home].head_or_root();
        sheet.fail(site.home, Spot::Element(home), "legal-missing", &[]);
        return sheet.finish();
    }
    let pages = duty::counted(site);
    let without: Vec<usize> = pages
        .iter()
        .copied()
        .filter(|page| !duty::leads_to(site, *page, Purposes::LEGAL))
        .collect();
    sheet.pass_site();
    if ((pages.len() - without.len()) as f64) < MOST_PAGES * pages.len() as f64 {
        let values = [
            ("absent", without.len().to_string()),
            ("pages", pages.len().to_string()),
        ];
        for page in without {
            let root = site.pages()[page].head_or_root();
            sheet.fail(page, Spot::Element(root), "legal-unlinked", &values);
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(home: &str, page: &str) -> (Verdict, Option<String>) {
        let home = format!("<html lang=fr>{home}<a href=a.html>a</a>");
        let result = run(&site(&[
            ("index.html", &home),
            ("a.html", page),
            ("p7.html", "<html lang=fr><a href=p7.html>Mentions légales</a>"),
        ]));
        (
            result.outcome,
            result.evidence.first().map(|evidence| evidence.message.clone()),
        )
    }

    #[test]
    fn a_site_without_a_notice_or_with_one_that_few_pages_lead_to_fails() {
        assert_eq!(outcome("", "").1.as_deref(), Some("legal-missing"));
        assert_eq!(
            outcome("<a href=p7.html>Mentions légales</a>", "").1.as_deref(),
            Some("legal-unlinked")
        );
    }

    #[test]
    fn other_names_and_a_notice_joined_with_others_count_and_other_countries_are_left_out() {
        for name in [
            "Informations légales",
            "Mentions légales & confidentialité",
            "Impressum",
            "Legal",
        ] {
            let link = format!("<a href=p7.html>{name}</a>");
            assert_eq!(outcome(&link, &link).0, Verdict::Passed, "{name}");
        }
        let english = [("index.html", "<html lang=en><p>a")];
        assert_eq!(run(&site(&english)).outcome, Verdict::NotApplicable);
    }
}
