//! design-print: the pages have a sheet for paper.

use super::counted;
use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "design-print",
    scope: Scope::Site,
    messages: &["print-none", "print-unknown"],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let mut gap = false;
    for index in counted(site) {
        let page = &site.pages()[index];
        let asked = page
            .sheets
            .iter()
            .any(|link| link.media.to_ascii_lowercase().contains("print"));
        let inside = page.styles.sheets().sheets().any(|css| css.tally.print_queries > 0);
        if asked || inside {
            sheet.pass_site();
            return sheet.finish();
        }
        gap |= page.styles.sheets().has_gap(crate::website::css::Environment::DESKTOP);
    }
    let home = Spot::Element(site.pages()[site.home].head_or_root());
    if gap {
        sheet.unknown(site.home, home, "print-unknown", &[]);
    } else {
        sheet.fail(site.home, home, "print-none", &[]);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    fn outcome(html: &str) -> Verdict {
        run(&site(&[("index.html", html), ("p.css", "p{color:#000}")])).outcome
    }

    #[test]
    fn a_sheet_or_a_query_for_paper_passes() {
        assert_eq!(outcome("<p>x"), Verdict::Failed);
        assert_eq!(
            outcome("<style>@media not print{p{color:red}}</style><p>x"),
            Verdict::Failed
        );
        assert_eq!(outcome("<link rel=stylesheet media=print href=p.css>"), Verdict::Passed);
        assert_eq!(
            outcome("<style>@media print{nav{display:none}}</style>"),
            Verdict::Passed
        );
        assert_eq!(
            outcome("<link rel=stylesheet href=https://cdn.example/a.css>"),
            Verdict::CannotTell
        );
    }
}
