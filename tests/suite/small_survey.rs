//! Forty-two answers and six interviews: a full report, which says in one sentence why parts of it are withheld.

use crate::command::Copied;

#[test]
fn a_small_survey_gives_a_full_report_that_says_why_groups_are_not_shown() {
    let project = Copied::of("tests/projects/small-survey");
    project.build(&[]).exits(0);
    let files = project.files();
    let page = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    for (path, sentence) in [
        ("en/kpi/nps.html", "Groups of fewer than 5 people are not shown"),
        ("en/kpi/rating.html", "Groups of fewer than 5 people are not shown"),
        (
            "fr/kpi/nps.html",
            "Les groupes de moins de 5 personnes ne sont pas diffusés",
        ),
    ] {
        assert_eq!(page(path).matches(sentence).count(), 1, "{path}");
    }
    // The figure of all 42 stands with its interval: 21 promoters, 10 detractors, (21 − 10) / 42 = 26.
    let audit: serde_json::Value = serde_json::from_slice(&files["audit.json"]).unwrap();
    let nps = &audit["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "nps")
        .unwrap();
    assert_eq!(nps["n"], 42);
    assert!(
        (nps["value"].as_f64().unwrap() - 1100.0 / 42.0).abs() < 1e-9,
        "{}",
        nps["value"]
    );
    // One of 42 lives in Hameau and three have reduced mobility; Centre and Bourg are large enough.
    let cells: Vec<(&serde_json::Value, bool)> = nps["breakdowns"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|breakdown| breakdown["cells"].as_array().unwrap())
        .map(|cell| (&cell["key"], cell["suppressed"] == true))
        .collect();
    let withheld = |dimension: &str, value: &str| cells.iter().find(|(key, _)| key[dimension] == value).unwrap().1;
    assert!(withheld("commune", "Hameau") && withheld("persona", "mobilite"));
    assert!(!withheld("commune", "Centre") && !withheld("commune", "Bourg"));
    // Interviews are counted, never as a share, and one without consent is not quoted.
    assert_eq!(audit["surveys"][0]["rows"], 42);
    assert_eq!(audit["notes"].as_array().unwrap().len(), 6);
    assert!(page("en/method.html").contains("6 interviews"));
    // Beside the figure they explain, in participants.
    assert!(page("en/kpi/rating.html").contains("2 participants of 6"));
    assert!(page("fr/kpi/rating.html").contains("2 participants sur 6"));
    assert!(!page("en/kpi/rating.html").contains("% of the participants"));
}

/// Nobody answered yet, or nobody on the scale: the pages say so, and no script breaks on what is not there.
#[test]
fn a_survey_that_nobody_answered_breaks_no_check() {
    let yaml = |role: &str, scale: &str| {
        format!(
            "title: T\nsurveys:\n  - {{id: s, file: a.csv, questions: [{{id: note, role: {role}, scale: {scale}}}, {{id: why, \
             role: verbatim}}]}}\n"
        )
    };
    for (role, scale) in [
        ("nps", "[0, 10]"),
        ("employee-nps", "[0, 10]"),
        ("csat", "[1, 5]"),
        ("ces", "[1, 7]"),
        ("rating", "[1, 5]"),
    ] {
        let files = parcours::files::Memory::new()
            .with("parcours.yaml", yaml(role, scale))
            .with("a.csv", format!("note,why\n{}", ",no word\n".repeat(30)));
        let audit = crate::judged::clean(&files);
        let check = audit
            .checks
            .iter()
            .find(|check| check.subject.question.is_some())
            .unwrap();
        let found = audit
            .findings
            .iter()
            .filter(|finding| finding.check == check.id)
            .count();
        assert_eq!((check.value, found), (None, 0), "{role}");
    }
}
