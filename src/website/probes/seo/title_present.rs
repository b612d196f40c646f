//! seo-title-present: the first `<title>` of each page has text (ACT 2779a5).

use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "seo-title-present",
    scope: Scope::Page,
    messages: &["title-missing", "title-empty"],
    look,
};

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let page = view.page;
    // What only sends on is never read by anybody.
    if view.role == Role::Redirect {
        return;
    }
    match (page.head.title, page.title()) {
        (_, Some(_)) => sheet.pass(),
        (Some(title), None) => sheet.fail(Spot::Element(title), "title-empty", &[]),
        (None, None) => sheet.fail(Spot::Element(page.head_or_root()), "title-missing", &[]),
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
    fn a_title_with_text_passes_wherever_it_stands() {
        assert_eq!(verdict("<title>Vélos Dupont</title>"), Verdict::Passed);
        assert_eq!(verdict("<body><p>a</p><title>Vélos</title>"), Verdict::Passed);
        assert_eq!(verdict("<title>a</title><body><title></title>"), Verdict::Passed);
    }

    #[test]
    fn a_blank_title_or_that_of_a_drawing_fails() {
        assert_eq!(verdict("<title> &nbsp;\n</title>"), Verdict::Failed);
        assert_eq!(verdict("<body><svg><title>Logo</title></svg>"), Verdict::Failed);
        assert_eq!(verdict(""), Verdict::Failed);
    }

    #[test]
    fn the_defect_has_its_place() {
        let result = PROBE.run(&site(&[(
            "index.html",
            "<!doctype html>\n<html>\n <head>\n  <title> </title>",
        )]));
        let evidence = &result.evidence[0];
        assert_eq!(
            (
                evidence.path.as_str(),
                evidence.line,
                evidence.column,
                evidence.message.as_str()
            ),
            ("website/index.html", 4, 3, "title-empty")
        );
        assert_eq!(evidence.snippet, "<title> </title>");
    }

    #[test]
    fn a_page_that_only_sends_on_needs_none() {
        let result = PROBE.run(&site(&[
            ("index.html", "<title>a</title><a href=old.html>o</a>"),
            ("old.html", "<meta http-equiv=refresh content='0;url=index.html'>"),
        ]));
        assert_eq!((result.outcome, result.passed), (Verdict::Passed, 1));
    }

    #[test]
    fn the_same_defect_on_three_pages_is_one_of_their_template() {
        let page = "<html><head></head><body><p>x";
        let result = PROBE.run(&site(&[
            (
                "index.html",
                "<title>a</title><a href=b.html></a><a href=c.html></a><a href=d.html></a>",
            ),
            ("b.html", page),
            ("c.html", page),
            ("d.html", page),
            ("unlinked.html", page),
        ]));
        assert_eq!(
            (result.evidence.len(), result.occurrences, result.pages_affected),
            (1, 3, 3)
        );
        let places = result.evidence[0].places.iter().map(|place| place.page.as_str());
        assert_eq!(places.collect::<Vec<_>>(), ["b.html", "c.html", "d.html"]);
        assert_eq!(result.set_apart, 1);
        // Home weighs 3 and passes, three pages weigh 1 and fail.
        assert_eq!(result.score, Some(0.5));
    }

    #[test]
    fn the_examples_of_the_act_rule_are_judged_as_published() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/act-rules");
        #[expect(clippy::disallowed_methods, reason = "a test reads published examples from disk")]
        let read = |path: &str| std::fs::read_to_string(shared.join(path));
        let Ok(expected) = read("expected.csv") else {
            eprintln!("SKIPPED: no ACT examples at {}", shared.display());
            return;
        };
        let mut seen = 0;
        for line in expected.lines().filter(|line| line.starts_with("2779a5,")) {
            let fields: Vec<&str> = line.split(',').collect();
            let result = PROBE.run(&site(&[("index.html", &read(fields[2]).unwrap())]));
            let wanted = match fields[1] {
                "passed" => Verdict::Passed,
                "failed" => Verdict::Failed,
                _ => Verdict::NotApplicable,
            };
            assert_eq!(result.outcome, wanted, "{line}");
            seen += 1;
        }
        assert!(seen >= 3);
    }
}
