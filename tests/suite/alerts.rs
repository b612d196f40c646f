//! Alerts on the page of findings: figures that fall together are heard in the same comments, which stand there once.

use std::fmt::Write as _;

use parcours::files::Memory;
use parcours::pipeline::{Options, build};

const YAML: &str = "\
title: T
languages: [en]
as_of: 2026-12-31
surveys:
  - id: s
    file: s.csv
    periods:
      wave: {column: wave, waves: [{id: spring, value: 1}, {id: autumn, value: 2}]}
    questions:
      - {id: score, role: nps, scale: [0, 10]}
      - {id: content, role: csat, scale: [1, 5]}
      - {id: why, role: verbatim, topics: false}
";

/// Recommendation and satisfaction fall together, from most of 200 people to few of 200.
#[test]
fn a_comment_stands_with_the_first_alert_and_is_referred_to_with_the_next() {
    let mut csv = "wave,score,content,why\n".to_owned();
    for row in 0..400 {
        let (wave, well) = if row < 200 { (1, row % 4 > 0) } else { (2, row % 4 == 0) };
        let (score, content) = if well {
            (9 + row % 2, 4 + row % 2)
        } else {
            (row % 6, 1 + row % 2)
        };
        writeln!(csv, "{wave},{score},{content},Waited {row} minutes at the counter").unwrap();
    }
    let files = Memory::new().with("parcours.yaml", YAML).with("s.csv", csv);
    let outcome = build(&files, &Options::default());
    let site = outcome.site.unwrap_or_else(|| panic!("{:#?}", outcome.problems));
    let page = site.iter().find(|(path, _)| *path == "en/findings.html").unwrap();
    let page = String::from_utf8(page.1.clone()).unwrap();
    let alerts: Vec<&str> = page.split("<article class=\"alert\"").skip(1).collect();
    assert_eq!(alerts.len(), 2);
    let section = page
        .split("id=\"alerts\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .unwrap();
    let quoted: Vec<&str> = (200..400)
        .map(|row| format!("Waited {row} minutes"))
        .filter(|words| section.contains(words.as_str()))
        .map(|words| {
            if section.matches(words.as_str()).count() == 1 {
                "once"
            } else {
                "again"
            }
        })
        .collect();
    assert!(
        !quoted.is_empty() && quoted.iter().all(|times| *times == "once"),
        "{quoted:?}"
    );
    // The second names the first, and leads there.
    assert!(section.contains("Comments of this wave stand above, with"));
    let anchor = alerts[0].split('"').nth(1).unwrap();
    assert!(alerts[1].contains(&format!("href=\"#{anchor}\"")), "{anchor}");
}
