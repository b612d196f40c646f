//! Same input, same bytes: on every run, in any locale and time zone, on one core or two.

use crate::command::Copied;

#[test]
fn locale_time_zone_and_repetition_change_nothing() {
    let sample = Copied::of("sample-project");
    sample.build(&[]).exits(0);
    let first = sample.files();
    for environment in [
        [
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "tr_TR.UTF-8"),
        ],
        [("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")],
    ] {
        std::fs::remove_dir_all(&sample.site).unwrap();
        sample.build(&environment).exits(0);
        assert_eq!(sample.files(), first, "{environment:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn one_core_and_two_give_the_same_bytes() {
    let sample = Copied::of("sample-project");
    sample.build(&[]).exits(0);
    let on_all = sample.files();
    std::fs::remove_dir_all(&sample.site).unwrap();
    let done = std::process::Command::new("taskset")
        .args(["-c", "0", env!("CARGO_BIN_EXE_parcours"), "build", "--quiet"])
        .arg(&sample.folder)
        .arg("--out")
        .arg(&sample.site)
        .status();
    match done {
        Ok(status) => assert!(status.success()),
        Err(error) => return eprintln!("SKIPPED: taskset is not here to pin a core: {error}"),
    }
    assert_eq!(sample.files(), on_all);
}

#[test]
fn a_second_build_writes_nothing() {
    let course = Copied::of("sample-project/course");
    course.build(&[]).exits(0);
    course.build(&[]).exits(0).says("0 written");
}
