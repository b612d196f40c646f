//! What `check` prints for other programs, read back as they read it.

use std::fmt::Write as _;

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

#[test]
fn a_comment_for_a_merge_request_holds_the_verdict_the_places_and_every_check() {
    let links = "https://host/project/blob/main/";
    let run = parcours(&["check", "sample-project", "--format", "markdown", "--links", links]).exits(1);
    let again = parcours(&["check", "sample-project", "--format", "markdown", "--links", links]);
    assert_eq!(run.out, again.out);
    assert!(run.out.starts_with("### parcours: the gate failed\n\n"), "{}", run.out);
    assert!(run.out.len() < 65_536, "{} bytes", run.out.len());
    let page = "- [sample-project/website/retrait-en-magasin.html:9:23]\
                (https://host/project/blob/main/sample-project/website/retrait-en-magasin.html#L9) `findable/seo-indexable` ";
    assert!(run.out.contains(page), "{}", run.out);
    // Every row has three cells, those that fail the gate first.
    let rows: Vec<&str> = run.out.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    let outcomes = outcomes("sample-project");
    assert_eq!(rows.len(), outcomes.len().min(50));
    for row in &rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 4, "{row}");
    }
    let failed = outcomes.iter().filter(|(_, outcome)| outcome == "failed").count();
    let first = rows.iter().take_while(|row| row.starts_with("| **")).count();
    assert_eq!(first, failed);
    let human = parcours(&["check", "sample-project"]);
    let nps = human.out.lines().find(|line| line.contains("  nps ")).unwrap();
    let figure = nps.split("  nps ").nth(1).unwrap().trim().split(' ').next().unwrap();
    assert!(
        rows.iter().any(|row| row.contains("| `nps` |") && row.contains(figure)),
        "{figure}: {rows:#?}"
    );
    let french = parcours(&["check", "sample-project", "--format", "markdown", "--messages", "fr"]).exits(1);
    assert!(
        french.out.contains("le seuil n’est pas atteint") && french.out.contains("#### Contrôles"),
        "{}",
        french.out
    );
}

#[test]
fn a_comment_of_very_many_problems_stays_one_that_a_host_takes() {
    let project = Copied::of("sample-project/course");
    let mut wrong = String::new();
    for number in 0..150 {
        writeln!(wrong, "key{number}: \"{}\"", "|*x".repeat(40)).unwrap();
    }
    project.edit("parcours.yaml", |yaml| format!("{yaml}\n{wrong}"));
    let run = parcours_in(&project.folder, &["check", "--format", "markdown"], &[]).exits(2);
    assert!(
        run.out
            .starts_with("### parcours: the project cannot be read\n\n#### Errors (150)\n\n"),
        "{}",
        run.out
    );
    assert_eq!(run.out.matches("\n- `parcours.yaml:").count(), 50);
    assert!(run.out.ends_with("\n- … and 100 more\n"), "{}", run.out);
}
