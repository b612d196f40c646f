//! Real results of axe and Lighthouse, laid over a small copy of the pages that they are about.

use std::path::PathBuf;

use parcours::diagnostics::{Place, Problems};
use parcours::files::Memory;
use parcours::manifest::Scope;
use parcours::website::imports::lay_over;
use parcours::website::{SnapshotSettings, WebsiteFacts, collect};

/// A file of the shared data; `None`, told aloud, where there is none.
#[expect(clippy::print_stdout, reason = "a test that is skipped has to say so")]
fn sample(path: &str) -> Option<Vec<u8>> {
    let shared = std::env::var_os("PARCOURS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/web-audits").join(path);
    let read = std::fs::read(&path).ok();
    if read.is_none() {
        println!("SKIPPED: {} is not there; set PARCOURS_SHARED", path.display());
    }
    read
}

fn facts(page: &str, html: &str, address: &str, results: &[&[u8]]) -> (WebsiteFacts, Problems) {
    let mut files = Memory::new().with(format!("website/{page}"), html);
    let mut settings = SnapshotSettings::new("website");
    settings.host = Some(address.to_owned());
    page.clone_into(&mut settings.entry);
    for (number, bytes) in results.iter().enumerate() {
        let file = format!("results-{number}.json");
        files = files.with(file.clone(), bytes);
        settings.tools.push((file, Place::file("website.yaml")));
    }
    let mut problems = Problems::new();
    let facts = collect(&files, &settings, &[], &mut problems).unwrap();
    (facts, problems)
}

fn counts(facts: &WebsiteFacts, scope: Scope, reference: &str) -> (u64, u64, u64) {
    let (result, _) = lay_over(None, scope, &[reference.to_owned()], facts);
    result.map_or((0, 0, 0), |result| (result.passed, result.failed, result.unknown))
}

/// The numbers of nodes are those that `jq '.violations[] | {id, n: (.nodes|length)}'` prints, and so on.
#[test]
fn axe_results_of_the_w3c_demo_count_node_by_node() {
    let Some(results) = sample("axe/w3citylights-axe-v4.10.2.reporter-v2.json") else {
        return;
    };
    let page = "WAI/demos/bad/before/home.html";
    // Nothing in it that the short selectors of axe could mean, such as `p`: each node stays one of its own.
    let html = "<html><title>Welcome to CityLights!</title>";
    let (facts, problems) = facts(page, html, "https://www.w3.org", &[&results]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(counts(&facts, Scope::Element, "axe:image-alt"), (9, 33, 0));
    assert_eq!(counts(&facts, Scope::Element, "axe:link-name"), (48, 7, 0));
    assert_eq!(counts(&facts, Scope::Element, "axe:select-name"), (0, 1, 0));
    // 72 pass, 2 fail, 2 are incomplete.
    assert_eq!(counts(&facts, Scope::Element, "axe:color-contrast"), (72, 2, 2));
    assert_eq!(counts(&facts, Scope::Page, "axe:html-has-lang"), (0, 1, 0));
    assert_eq!(counts(&facts, Scope::Page, "axe:document-title"), (1, 0, 0));
    assert_eq!(counts(&facts, Scope::Element, "axe:label"), (0, 0, 0));
    // `html` is the one element of these that the small copy has: it is found there, with line and column.
    let lang = facts.tools.iter().find(|fact| fact.rule == "html-has-lang").unwrap();
    assert_eq!((lang.nodes[0].line, lang.nodes[0].column), (1, 1));
}

#[test]
fn the_list_of_the_axe_command_line_is_about_a_file_on_a_disk() {
    let Some(results) = sample("axe/basic-axe-v4.10.2.axe-cli-v4.10.1.json") else {
        return;
    };
    let (facts, problems) = facts("test-resources/basic.html", "<p>", "e.org", &[&results]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(counts(&facts, Scope::Page, "axe:document-title"), (0, 1, 0));
}

#[test]
fn a_lighthouse_report_gives_audits_elements_and_speed() {
    let Some(report) = sample("lighthouse/lhr-12-compat.json") else {
        return;
    };
    let page = "dobetterweb/dbw_tester.html";
    let html = "<html><title>a</title><p>a";
    let (found, problems) = facts(page, html, "http://localhost:10200", &[&report, &report]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(counts(&found, Scope::Page, "lighthouse:html-has-lang"), (0, 1, 0));
    assert_eq!(counts(&found, Scope::Page, "lighthouse:document-title"), (1, 0, 0));
    assert_eq!(counts(&found, Scope::Page, "lighthouse:canonical"), (0, 0, 0));
    let (_, failed, _) = counts(&found, Scope::Element, "lighthouse:image-alt");
    assert!(failed >= 2, "{failed}");
    let speed = &found.speed[0];
    assert_eq!((speed.runs.len(), speed.runs[0].lcp), (2, Some(10894.404)));
    assert_eq!(speed.runs[0].cls, Some(0.099_575_847_517_677_48));
    assert!(speed.profiles[0].contains("CPU ×4"));
    // The same report says nothing about another site.
    let (found, problems) = facts(page, html, "https://www.e.org", &[&report]);
    assert!(found.tools.is_empty());
    assert_eq!(problems.sorted()[0].code, "website/tool-other-host");
}
