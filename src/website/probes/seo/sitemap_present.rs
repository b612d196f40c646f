//! seo-sitemap-present: the site lists its pages for search engines in a sitemap that can be read.

use crate::website::probes::sheet::{Sheet, Spot};
use crate::website::probes::{Probe, ProbeResult, Scope};
use crate::website::site::Site;
use crate::website::snapshot::ending;

pub(super) const PROBE: Probe = Probe {
    id: "seo-sitemap-present",
    scope: Scope::Site,
    messages: &[
        "sitemap-missing",
        "sitemap-broken",
        "sitemap-empty",
        "sitemap-elsewhere",
    ],
    facts: &[],
    run,
};

fn run(site: &Site) -> ProbeResult {
    let mut sheet = Sheet::new(site, PROBE.id, PROBE.scope);
    let snapshot = &site.snapshot;
    for map in &snapshot.sitemaps {
        if let Some((position, error)) = &map.broken {
            let values = [("error", error.clone())];
            sheet.fail_in_file(&map.file, Some(*position), "", "sitemap-broken", &values);
        } else if map.count == 0 && map.sitemaps.is_empty() {
            sheet.fail_in_file(&map.file, None, "", "sitemap-empty", &[]);
        } else {
            sheet.pass_site();
        }
    }
    if !snapshot.sitemaps.is_empty() {
        return sheet.finish();
    }
    let named: Vec<_> = snapshot
        .robots
        .iter()
        .flat_map(|(_, robots)| robots.sitemaps())
        .collect();
    if let (Some((url, position)), Some((file, _))) = (named.first(), &snapshot.robots) {
        // robots.txt says there is one; the copy does not hold it, or it cannot be read.
        let values = [("url", url.clone())];
        sheet.unknown_in_file(&file.path, Some(*position), url, "sitemap-elsewhere", &values);
        return sheet.finish();
    }
    let compressed = snapshot
        .files
        .iter()
        .find(|path| !path.contains('/') && path.contains("sitemap") && ending(path) == "gz");
    if let Some(path) = compressed {
        sheet.unknown_in_file(path, None, "", "sitemap-elsewhere", &[("url", path.clone())]);
    } else {
        let home = &site.pages()[site.home];
        sheet.fail(site.home, Spot::Element(home.head_or_root()), "sitemap-missing", &[]);
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn a_packed_sitemap_is_read() {
        use std::io::Write as _;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(MAP.as_bytes()).unwrap();
        let files = crate::files::Memory::new()
            .with("website/index.html", "")
            .with("website/sitemap.xml.gz", packer.finish().unwrap());
        let settings = crate::website::SnapshotSettings::new("website");
        let mut problems = crate::diagnostics::Problems::new();
        let snapshot = crate::website::snapshot::Snapshot::read(&files, &settings, &mut problems).unwrap();
        assert_eq!(run(&Site::new(snapshot, &files)).outcome, Verdict::Passed);
    }

    fn outcome(files: &[(&str, &str)]) -> (Verdict, Option<String>) {
        let mut all = vec![("index.html", "")];
        all.extend(files);
        let result = run(&site(&all));
        (
            result.outcome,
            result.evidence.first().map(|evidence| evidence.message.clone()),
        )
    }

    const MAP: &str = "<urlset><url><loc>https://e.org/</loc></url></urlset>";

    #[test]
    fn a_sitemap_under_any_usual_name_passes() {
        assert_eq!(outcome(&[("sitemap.xml", MAP)]), (Verdict::Passed, None));
        assert_eq!(
            outcome(&[(
                "sitemap_index.xml",
                "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
            )])
            .0,
            Verdict::Passed
        );
        let robots = ("robots.txt", "Sitemap: https://e.org/maps/all.xml");
        assert_eq!(outcome(&[robots, ("maps/all.xml", MAP)]).0, Verdict::Passed);
    }

    #[test]
    fn none_an_empty_and_a_broken_one_fail() {
        assert_eq!(outcome(&[]), (Verdict::Failed, Some("sitemap-missing".into())));
        assert_eq!(
            outcome(&[("sitemap.xml", "<urlset></urlset>")]),
            (Verdict::Failed, Some("sitemap-empty".into()))
        );
        assert_eq!(
            outcome(&[("sitemap.xml", "<urlset><url></urlset>")]),
            (Verdict::Failed, Some("sitemap-broken".into()))
        );
    }

    #[test]
    fn one_that_the_copy_lacks_is_to_be_checked() {
        assert_eq!(
            outcome(&[("robots.txt", "Sitemap: https://e.org/s.xml.gz")]).0,
            Verdict::CannotTell
        );
        assert_eq!(outcome(&[("sitemap.xml.gz", "x")]).0, Verdict::CannotTell);
    }
}
