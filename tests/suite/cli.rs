//! The command line as people and CI use it: exit codes, messages, and what survives a mistake.

use crate::command::{Copied, parcours, parcours_in, root};

fn misspelt(text: &str) -> String {
    text.replacen("title:", "titel:", 1)
}

#[test]
fn help_and_version_are_answers_and_a_wrong_word_is_a_mistake() {
    let help = parcours(&["--help"]).exits(0);
    for command in ["new", "build", "watch", "serve", "check", "explain", "schema", "plugin"] {
        assert!(help.out.contains(command), "{command} is not in the help");
    }
    assert!(help.out.contains("Examples:"));
    assert!(parcours(&["--version"]).exits(0).out.starts_with("parcours "));
    parcours(&["biuld"]).exits(2).says("build");
}

#[test]
fn a_new_project_builds_without_an_edit_in_both_languages() {
    for lang in ["fr", "en"] {
        let folder = tempfile::tempdir().unwrap();
        parcours_in(folder.path(), &["new", "audit", "--lang", lang], &[]).exits(0);
        let built = parcours_in(folder.path(), &["build", "audit"], &[]).exits(0);
        assert!(!built.err.contains("warning"), "{}", built.err);
        assert!(folder.path().join("audit/site/index.html").is_file());
        assert!(
            std::fs::read_to_string(folder.path().join("audit/.gitignore"))
                .unwrap()
                .contains("data/")
        );
        parcours_in(folder.path(), &["new", "audit"], &[])
            .exits(2)
            .says("not empty");
    }
}

#[test]
fn every_template_builds_without_an_edit_in_both_languages() {
    for template in ["five-moments", "funnel", "retail", "bank", "course"] {
        for lang in ["fr", "en"] {
            let folder = tempfile::tempdir().unwrap();
            let new = ["new", "audit", "--template", template, "--lang", lang];
            parcours_in(folder.path(), &new, &[]).exits(0);
            let built = parcours_in(folder.path(), &["build", "audit"], &[]).exits(0);
            assert!(!built.err.contains("warning"), "{template}, {lang}: {}", built.err);
            let audit = std::fs::read(folder.path().join("audit/site/audit.json")).unwrap();
            let audit: serde_json::Value = serde_json::from_slice(&audit).unwrap();
            assert_eq!(audit["project"]["languages"][0], lang, "{template}");
            let journey = &audit["journeys"][0];
            let touchpoints = journey["touchpoints"].as_array().unwrap();
            // Each stage of the template has a touchpoint, so that nobody begins with an empty one.
            for stage in journey["stages"].as_array().unwrap() {
                let met = touchpoints.iter().any(|touchpoint| touchpoint["stage"] == stage["id"]);
                assert!(met, "{template}: nothing at {}", stage["id"]);
            }
            let measured = journey["weakest"].as_array().unwrap().len();
            assert!(measured >= 3, "{template}: {measured} measured");
        }
    }
    parcours(&["new", "audit", "--template", "shop"])
        .exits(2)
        .says("retail");
}

#[test]
fn a_broken_project_leaves_the_last_good_site_as_it_is() {
    let course = Copied::of("sample-project/course");
    course.build(&[]).exits(0);
    let before = course.files();
    course.edit("parcours.yaml", misspelt);
    course.build(&[]).exits(2).says("project/unknown-key").says("`title`");
    assert_eq!(course.files(), before);
}

#[test]
fn the_gate_tells_by_exit_code_and_json_says_the_same() {
    let course = Copied::of("sample-project/course");
    course.check(&["--fail-on", "nothing"]).exits(0);
    let strict = "\nchecks:\n  - {check: ces, with: {target: 1}}";
    course.edit("parcours.yaml", |text| text.replacen("\nchecks:", strict, 1));
    let failed = course.check(&["--format", "json"]).exits(1);
    let report: serde_json::Value = serde_json::from_str(&failed.out).unwrap();
    assert_eq!(report["gate"], "failed");
    let checks = report["audit"]["checks"].as_array().unwrap();
    assert!(
        checks
            .iter()
            .any(|check| check["plugin"]["id"] == "ces" && check["outcome"] == "failed")
    );
    course.edit("parcours.yaml", misspelt);
    let wrong = course.check(&["--format", "json"]).exits(2);
    let report: serde_json::Value = serde_json::from_str(&wrong.out).unwrap();
    assert_eq!(report["gate"], "wrong-input");
    assert_eq!(report["problems"][0]["place"]["path"], "parcours.yaml");
}

#[test]
fn messages_follow_the_language_and_colours_follow_the_terminal() {
    let course = Copied::of("sample-project/course");
    course.edit("parcours.yaml", misspelt);
    let folder = course.folder.to_str().unwrap();
    let french = parcours_in(&root(), &["check", folder], &[("LC_ALL", "fr_FR.UTF-8")]).exits(2);
    assert!(french.err.contains("clé"), "{}", french.err);
    assert!(!french.err.contains('\u{1b}'), "no colour when nobody looks");
    assert!(parcours(&["check", folder, "--color", "always"]).err.contains('\u{1b}'));
}

#[test]
fn the_project_folder_and_the_root_are_never_published_into() {
    let course = Copied::of("sample-project/course");
    let folder = course.folder.to_str().unwrap();
    parcours(&["build", folder, "--out", folder])
        .exits(2)
        .says("project folder");
    parcours(&["build", folder, "--out", "/"])
        .exits(2)
        .says("root of the file system");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    parcours(&["build", "no-such-folder"])
        .exits(2)
        .says("no-such-folder")
        .says("parcours new");
}

/// Neither times nor the cache are believed: the file is read.
#[test]
fn verify_reads_every_input_again() {
    let course = Copied::of("sample-project/course");
    course.build(&[]).exits(0);
    let folder = course.folder.to_str().unwrap();
    let site = course.site.to_str().unwrap();
    let same = parcours(&["verify", site, folder]).exits(0);
    assert!(same.out.contains("= data/answers.csv"), "{}", same.out);
    let data = course.folder.join("data/answers.csv");
    let stamp = std::fs::metadata(&data).unwrap().modified().unwrap();
    let mut bytes = std::fs::read(&data).unwrap();
    let last = bytes.iter().rposition(u8::is_ascii_digit).unwrap();
    bytes[last] = if bytes[last] == b'1' { b'2' } else { b'1' };
    std::fs::write(&data, &bytes).unwrap();
    std::fs::File::options()
        .write(true)
        .open(&data)
        .unwrap()
        .set_modified(stamp)
        .unwrap();
    let changed = parcours(&["verify", site, folder]).exits(1);
    assert!(changed.out.contains("! data/answers.csv: changed"), "{}", changed.out);
    std::fs::remove_file(&data).unwrap();
    let gone = parcours(&["verify", site, folder]).exits(1);
    assert!(gone.out.contains("! data/answers.csv: not there"), "{}", gone.out);
    parcours(&["verify", folder, folder]).exits(2);
}

#[test]
fn shells_and_man_are_told_every_command() {
    let help = parcours(&["--help"]).exits(0);
    let commands: Vec<&str> = help
        .out
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .collect();
    assert!(commands.len() > 12, "{commands:?}");
    let man = parcours(&["man"]).exits(0).out;
    assert!(man.starts_with(".ie") || man.starts_with(".TH"), "{}", &man[..80]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = parcours(&["completions", shell]).exits(0).out;
        for command in &commands {
            assert!(script.contains(command), "{shell} does not complete {command}");
            assert!(
                man.contains(&format!(".SH {}\n", command.to_uppercase())),
                "{command} is not in the manual"
            );
        }
        assert!(script.contains("fail-on"), "{shell}");
    }
    parcours(&["completions", "cmd"]).exits(2);
}
