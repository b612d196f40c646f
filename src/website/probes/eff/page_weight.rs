//! eff-page-weight: a page with all it asks for is light enough for a telephone. What other sites send is unknown; what
//! is text counts as gzip would send it, an estimate.

use std::collections::BTreeSet;

use crate::stats::real;
use crate::website::assets::packed;
use crate::website::links::Target;
use crate::website::page::has_word;
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};
use crate::website::snapshot::ending;

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-page-weight",
    scope: Scope::Page,
    messages: &["page-heavy"],
    look,
};

/// Lighthouse's points of the curve for the weight of a page, in bytes: 0.9 here, one half there.
const P10: f64 = 2_667.0 * 1024.0;
const MEDIAN: f64 = 4_000.0 * 1024.0;
/// From this score on Lighthouse shows green.
const GOOD: f64 = 0.9;
/// The inverse of the complementary error function at one fifth.
const INVERSE_ERFC_ONE_FIFTH: f64 = 0.906_193_802_436_823_2;

/// Lighthouse's score of a value on a log-normal curve, to two decimals.
fn score(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let x = real::ln(value / MEDIAN) * INVERSE_ERFC_ONE_FIFTH / -real::ln(P10 / MEDIAN);
    let share = real::erfc(x) / 2.0;
    let bounded = if value <= P10 {
        share.clamp(0.9, 1.0)
    } else if value <= MEDIAN {
        share.clamp(0.5, 0.899_999_9)
    } else {
        share.clamp(0.0, 0.499_999_9)
    };
    (bounded * 100.0).round() / 100.0
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    if view.role == Role::Redirect {
        return;
    }
    let document = view.document;
    let mut files: BTreeSet<String> = BTreeSet::new();
    let mut later: BTreeSet<String> = BTreeSet::new();
    for id in document.with_any(&["href", "src", "poster", "data"]) {
        let attribute = |name: &str| document.attribute(id, name);
        let Some(element) = document.element(id) else { continue };
        let address = match &*element.name {
            "link"
                if attribute("rel").is_some_and(|rel| {
                    ["stylesheet", "icon", "preload", "modulepreload", "manifest"]
                        .iter()
                        .any(|word| has_word(rel, word))
                }) && attribute("media").is_none_or(|media| media.trim() != "print") =>
            {
                attribute("href")
            }
            "script" | "embed" | "img" => attribute("src"),
            "video" => attribute("poster"),
            "object" => attribute("data"),
            _ => None,
        };
        let Some(address) = address.filter(|address| !address.trim().is_empty()) else {
            continue;
        };
        if let Target::File { path, .. } = view.resolve(address) {
            if attribute("loading").is_some_and(|when| when.trim().eq_ignore_ascii_case("lazy")) {
                later.insert(path);
            } else {
                files.insert(path);
            }
        }
    }
    // What style sheets ask for, and those that they import; a bound on circles.
    let assets = &view.site.snapshot.assets;
    let mut open: Vec<String> = files
        .iter()
        .filter(|path| ending(path.as_str()) == "css")
        .cloned()
        .collect();
    let mut steps = 0;
    while let Some(sheet) = open.pop() {
        steps += 1;
        if steps > 100 {
            break;
        }
        for path in view.site.asked_for(&sheet) {
            if files.insert(path.clone()) && ending(path) == "css" {
                open.push(path.clone());
            }
        }
    }
    let sum = |files: &BTreeSet<String>| -> u64 {
        files
            .iter()
            .filter_map(|path| assets.get(path))
            .map(crate::website::assets::Asset::sent)
            .sum()
    };
    let others = sum(&files);
    let stored = others + view.page.bytes;
    // What is light enough as it is stored need not be packed to be told so.
    if score(stored as f64) >= GOOD {
        sheet.pass();
        return;
    }
    let sent = others + packed(document.source.as_str().as_bytes());
    let score = score(sent as f64);
    if score >= GOOD {
        sheet.pass();
        return;
    }
    later.retain(|path| !files.contains(path));
    let kib = |bytes: u64| bytes.div_ceil(1024).to_string();
    let values = [
        ("weight", kib(sent)),
        ("files", files.len().to_string()),
        ("later", kib(sum(&later))),
    ];
    sheet.fail_partly(score, Spot::Element(view.page.head_or_root()), "page-heavy", &values);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn the_curve_is_lighthouses() {
        // By definition of the two points.
        assert!((score(P10) - 0.9).abs() < 1e-9);
        assert!((score(MEDIAN) - 0.5).abs() < 1e-9);
        assert!((score(100.0 * 1024.0) - 1.0).abs() < 1e-9);
        assert!(score(20_000.0 * 1024.0) < 0.01);
    }

    #[test]
    fn a_page_with_heavy_images_fails_and_those_that_wait_do_not_count() {
        let heavy = "x".repeat(4_096_000);
        let result = PROBE.run(&site(&[("index.html", "<img src=a.png>"), ("a.png", &heavy)]));
        // 4,000 KiB and the page's 15 bytes: just past the median.
        assert_eq!((result.outcome, result.score), (Verdict::Failed, Some(0.5)));
        let result = PROBE.run(&site(&[
            ("index.html", "<img src=a.png loading=lazy>"),
            ("a.png", &heavy),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
    }

    #[test]
    fn text_counts_as_it_is_sent_and_files_of_style_sheets_count() {
        let spaces = " ".repeat(3_900_000);
        let result = PROBE.run(&site(&[
            ("index.html", "<script src=a.js></script>"),
            ("a.js", &spaces),
        ]));
        assert_eq!(result.outcome, Verdict::Passed);
        let heavy = "x".repeat(9_000_000);
        let result = PROBE.run(&site(&[
            ("index.html", "<link rel=stylesheet href=a.css>"),
            ("a.css", "b{background:url(i.png)}"),
            ("i.png", &heavy),
        ]));
        assert_eq!(result.outcome, Verdict::Failed);
    }
}
