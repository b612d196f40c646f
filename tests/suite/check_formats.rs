//! What `check` prints for other programs, read back as they read it.

use serde_json::Value;

use crate::command::{Copied, parcours, parcours_in};

/// The outcomes of the audit by check.
fn outcomes(folder: &str) -> Vec<(String, String)> {
    let run = parcours(&["check", folder, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let checks = report["audit"]["checks"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    checks
        .map(|check| (text(&check["id"]), text(&check["outcome"])))
        .collect()
}

#[test]
fn each_check_is_a_test_that_fails_as_the_gate_does() {
    let folder = "sample-project";
    let expected = outcomes(folder);
    for (gate, failing) in [
        ("failed", vec!["failed"]),
        ("failed,cannot-tell", vec!["failed", "cannot-tell"]),
        ("nothing", vec![]),
    ] {
        let run = parcours(&["check", folder, "--format", "junit", "--fail-on", gate]);
        assert_eq!(run.code, i32::from(!failing.is_empty()), "{}", run.err);
        let count = |outcomes: &[&str]| {
            expected
                .iter()
                .filter(|(_, outcome)| outcomes.contains(&outcome.as_str()))
                .count()
        };
        let failures = count(&failing);
        let head = format!(
            "tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\"",
            expected.len() + 1,
            expected.len() - failures - count(&["passed"])
        );
        assert_eq!(run.out.matches(&head).count(), 2, "{head}: {}", run.out);
        assert_eq!(run.out.matches("<failure ").count(), failures);
        let mut reader = quick_xml::Reader::from_str(&run.out);
        let mut names = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)
                    if tag.name().as_ref() == "testcase" =>
                {
                    let name = tag.try_get_attribute("name").unwrap().unwrap();
                    names.push(name.value.into_owned());
                }
                _ => {}
            }
        }
        let ids: Vec<&str> = std::iter::once("input")
            .chain(expected.iter().map(|(id, _)| id.as_str()))
            .collect();
        assert_eq!(names, ids);
    }
}

#[test]
fn defects_of_pages_stand_at_their_places() {
    let run = parcours(&["check", "sample-project", "--format", "sarif"]).exits(1);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let hidden = results
        .iter()
        .find(|result| result["ruleId"] == "findable/seo-indexable")
        .unwrap_or_else(|| panic!("{results:#?}"));
    let place = &hidden["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "sample-project/website/retrait-en-magasin.html"
    );
    assert_eq!(
        (&place["region"]["startLine"], &place["region"]["startColumn"]),
        (&9.into(), &23.into())
    );
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty(), "{result}");
        let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
        assert!(line.is_null() || line.as_u64().unwrap() > 0, "{result}");
    }
    let failed = outcomes("sample-project")
        .iter()
        .filter(|(_, outcome)| outcome == "failed")
        .count();
    assert_eq!(
        results.iter().filter(|result| result["level"] == "error").count(),
        failed
    );
}

#[test]
fn a_wrong_project_is_told_beside_its_lines() {
    let project = Copied::of("sample-project/course");
    project.edit("parcours.yaml", |yaml| format!("{yaml}\nlangage: 100%, all\n"));
    let (above, name) = (
        project.folder.parent().unwrap(),
        project.folder.file_name().unwrap().to_str().unwrap(),
    );
    let run = parcours_in(above, &["check", name, "--format", "github"], &[]).exits(2);
    let told: Vec<&str> = run.out.lines().collect();
    let [line] = told[..] else { panic!("{}", run.out) };
    assert!(
        line.starts_with(&format!("::error file={name}/parcours.yaml,line=")),
        "{line}"
    );
    assert!(
        line.contains("title=project/unknown-key::unknown key `langage`%0A"),
        "{line}"
    );
    // From inside the folder, places are those of the folder.
    let run = parcours_in(&project.folder, &["check", "--format", "github"], &[]).exits(2);
    assert!(run.out.starts_with("::error file=parcours.yaml,line="), "{}", run.out);
    let run = parcours_in(&project.folder, &["check", "--format", "junit"], &[]).exits(2);
    assert!(
        run.out.contains("errors=\"1\"") && run.out.contains("<error message="),
        "{}",
        run.out
    );
    let run = parcours_in(&project.folder, &["check", "--format", "sarif"], &[]).exits(2);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}
