//! Holds the results of browsers against what the files say, on small sites worked out by hand.

use super::*;
use crate::diagnostics::{Place, Problems};
use crate::files::Memory;
use crate::manifest::Scope;
use crate::website::probes::{ProbeResult, Source, Verdict};
use crate::website::{ProbeRequest, ProbeUse, SnapshotSettings, WebsiteFacts, collect};

const HOME: &str =
    "<html lang=fr><title>Vélos</title><a href=b.html>b</a>\n<a href=''>c</a><a href='javascript:x()'>d</a>";

fn facts(tools: &[(&str, &str)]) -> (WebsiteFacts, Problems) {
    let mut files = Memory::new()
        .with("website/index.html", HOME)
        .with("website/b.html", "<title></title>");
    let mut settings = SnapshotSettings::new("website");
    settings.host = Some("www.e.org".to_owned());
    for (path, text) in tools {
        files = files.with(*path, text);
        settings.tools.push(((*path).to_owned(), Place::file("website.yaml")));
    }
    let request = |id: &str| ProbeRequest {
        criterion: id.to_owned(),
        probe: ProbeUse::Native(id.to_owned()),
        place: None,
    };
    let mut problems = Problems::new();
    let asked = [request("seo-crawlable-link"), request("seo-title-present")];
    let facts = collect(&files, &settings, &asked, &mut problems).unwrap();
    (facts, problems)
}

fn axe(url: &str, lists: &str) -> String {
    format!("{{\"testEngine\":{{\"version\":\"4.10.2\"}},\"url\":\"{url}\",{lists}}}")
}

fn links(tools: &[(&str, &str)]) -> (ProbeResult, Vec<Disagreement>) {
    let (facts, problems) = facts(tools);
    assert!(problems.is_empty(), "{problems:?}");
    let references = ["axe:link".to_owned(), "lighthouse:crawlable-anchors".to_owned()];
    let (result, differences) = lay_over(
        facts.results.get("seo-crawlable-link"),
        Scope::Element,
        &references,
        &facts,
    );
    (result.unwrap(), differences)
}

#[test]
fn without_a_browser_the_files_have_the_word() {
    let (result, differences) = links(&[]);
    // One of three links passes; the other page has none.
    assert_eq!((result.passed, result.failed, result.score), (1, 2, Some(1.0 / 3.0)));
    assert!(differences.is_empty());
}

#[test]
fn a_browser_that_sees_it_otherwise_wins_and_both_are_told() {
    let text = axe(
        "https://e.org/",
        r#""violations":[{"id":"link","nodes":[{"target":["a:nth-child(1)"],"html":"<a href=\"b.html\">b</a>","failureSummary":"Fix this:\n  It is dead"}]}],
           "passes":[{"id":"link","nodes":[{"target":["a:nth-child(2)"],"html":"<a href=\"\">"}]}]"#,
    );
    let (result, differences) = links(&[("axe.json", &text)]);
    // The first link passed and fails now, the second failed and passes now, the third fails for the files alone.
    assert_eq!((result.passed, result.failed, result.score), (1, 2, Some(1.0 / 3.0)));
    let told: Vec<_> = differences
        .iter()
        .map(|one| (one.line, one.column, one.files, one.browser, one.taken))
        .collect();
    assert_eq!(
        told,
        [
            (1, 35, Verdict::Passed, Verdict::Failed, true),
            (2, 1, Verdict::Failed, Verdict::Passed, true)
        ]
    );
    let seen: Vec<_> = result
        .evidence
        .iter()
        .map(|one| (one.line, one.column, one.source, one.message.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            (1, 35, Source::Axe, "tool-failed-because"),
            (2, 20, Source::Static, "link-script")
        ]
    );
    assert_eq!(result.occurrences, 2);
}

#[test]
fn what_a_browser_cannot_decide_is_open_unless_the_files_decide_it() {
    let text = axe(
        "https://www.e.org/index.html",
        r#""violations":[],"incomplete":[{"id":"link","nodes":[{"target":["a:nth-child(1)"],"html":""},{"target":["a:nth-child(2)"],"html":""}]}]"#,
    );
    let (result, differences) = links(&[("axe.json", &text)]);
    assert_eq!((result.passed, result.failed, result.unknown), (0, 2, 1));
    assert_eq!(result.share_checked, Some(2.0 / 3.0));
    assert!(differences.is_empty());
    assert!(result.evidence.last().unwrap().unknown);
}

#[test]
fn an_element_that_a_script_made_counts_beside_those_of_the_files() {
    let text = axe(
        "https://e.org/",
        r##""violations":[{"id":"link","nodes":[{"target":["#app > a"],"html":"<a class=made>"}]}]"##,
    );
    let (result, differences) = links(&[("axe.json", &text)]);
    assert_eq!((result.passed, result.failed), (1, 3));
    assert!(differences.is_empty());
}

#[test]
fn a_lighthouse_report_that_passes_a_page_as_a_whole_is_told_and_not_taken() {
    let text = r#"{"lighthouseVersion":"12.8.2","finalDisplayedUrl":"https://e.org/","categories":{},
        "audits":{"crawlable-anchors":{"score":1,"scoreDisplayMode":"binary"}}}"#;
    let (result, differences) = links(&[("lh.json", text)]);
    assert_eq!((result.passed, result.failed), (1, 2));
    assert_eq!((differences.len(), differences[0].taken), (1, false));
}

#[test]
fn a_page_criterion_takes_the_browser_s_word_on_its_page_only() {
    let text = r#"{"lighthouseVersion":"12.8.2","finalDisplayedUrl":"https://e.org/b","categories":{},
        "audits":{"document-title":{"score":1,"scoreDisplayMode":"binary"}}}"#;
    let (facts, _) = facts(&[("lh.json", text)]);
    let found = facts.results.get("seo-title-present");
    assert_eq!(found.unwrap().score, Some(0.75));
    let references = ["lighthouse:document-title".to_owned()];
    let (result, differences) = lay_over(found, Scope::Page, &references, &facts);
    let result = result.unwrap();
    assert_eq!((result.score, result.outcome), (Some(1.0), Verdict::Passed));
    assert_eq!((result.evidence.len(), result.occurrences), (0, 0));
    assert_eq!((differences[0].page.as_str(), differences[0].taken), ("b.html", true));
}

#[test]
fn another_host_and_a_page_that_was_not_copied_are_problems() {
    let elsewhere = axe("http://localhost:8000/", r#""violations":[]"#);
    let not_copied = axe("https://www.e.org/nowhere.html", r#""violations":[]"#);
    let (facts, problems) = facts(&[("a.json", &elsewhere), ("b.json", &not_copied), ("c.json", "{}")]);
    assert!(facts.tools.is_empty());
    let codes: Vec<_> = problems.sorted().iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [
            "website/tool-no-page",
            "website/tool-other-host",
            "website/tool-unreadable"
        ]
    );
}

#[test]
fn what_is_no_report_is_an_error_and_never_a_panic() {
    for text in [
        "",
        "{",
        "[]",
        "{}",
        "7",
        "[{\"url\":1}]",
        "{\"steps\":[{}]}",
        "{\"audits\":[]}",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
}
