//! seo-robots-valid: every line of robots.txt is one that search engines understand.

use crate::website::probes::sheet::Sheet;
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;

pub(super) const PROBE: Probe = Probe {
    id: "seo-robots-valid",
    scope: Scope::Site,
    messages: &[
        "robots-not-a-rule",
        "robots-unknown-directive",
        "robots-rule-before-agent",
        "robots-empty-agent",
        "robots-path-start",
        "robots-inner-dollar",
        "robots-relative-sitemap",
    ],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    if let Some((file, robots)) = &site.snapshot.robots {
        sheet.pass_site();
        for (mistake, line, position) in robots.mistakes() {
            let values = [("line", line.clone())];
            sheet.fail_in_file(&file.path, Some(position), &line, mistake.key(), &values);
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
    fn an_absent_file_is_no_defect() {
        assert_eq!(run(&site(&[("index.html", "")])).outcome, Verdict::NotApplicable);
    }

    #[test]
    fn each_bad_line_is_evidence() {
        let result = run(&site(&[
            ("index.html", ""),
            ("robots.txt", "User-agent: *\nDisalow: /a\nDisallow: b"),
        ]));
        let found: Vec<_> = result
            .evidence
            .iter()
            .map(|e| (e.path.as_str(), e.line, e.message.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("website/robots.txt", 2, "robots-unknown-directive"),
                ("website/robots.txt", 3, "robots-path-start")
            ]
        );
        assert_eq!((result.outcome, result.score), (Verdict::Failed, Some(0.0)));
    }
}
