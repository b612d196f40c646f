//! Watch mode with the system's own watcher: each kind of file the build reads leads to one rebuild, nothing else does.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use parcours::pipeline::{Options, Outcome};
use parcours::watch::{Watched, watch};

use crate::command::Copied;

/// Longer than any build takes, even on a busy machine; only a test that fails waits for so long.
const LONG: Duration = Duration::from_mins(1);

/// Several times what watch mode waits before it builds.
const QUIET: Duration = Duration::from_millis(200);

/// A project that is being watched, and what became of its builds.
struct Watching {
    project: Copied,
    built: Receiver<Built>,
    /// Answered once per build: whether to go on.
    go_on: Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// What a test asks of a build.
#[derive(Debug)]
struct Built {
    is_site: bool,
    problems: Vec<String>,
}

impl Built {
    fn of(outcome: &Outcome) -> Self {
        Built {
            is_site: outcome.site.is_some(),
            problems: outcome
                .problems
                .iter()
                .map(|problem| {
                    let place = problem.place.as_ref().map(ToString::to_string).unwrap_or_default();
                    format!("{} {place}", problem.code)
                })
                .collect(),
        }
    }
}

impl Watching {
    fn project(project: Copied, poll: bool) -> Self {
        let (tell, built) = mpsc::channel();
        let (go_on, answers) = mpsc::channel();
        let watched = Watched {
            project: project.folder.clone(),
            allowed: Vec::new(),
            options: Options::default(),
            poll,
        };
        let thread = std::thread::spawn(move || {
            let again = |outcome| {
                // Whoever waits no longer has seen enough.
                tell.send(Built::of(&outcome)).is_ok() && answers.recv().unwrap_or(false)
            };
            watch(&watched, again).unwrap();
        });
        let watching = Watching {
            project,
            built,
            go_on,
            thread: Some(thread),
        };
        let first = watching.next();
        assert!(first.is_site || !first.problems.is_empty());
        watching
    }

    /// The sample project, with fewer answers so that it builds in a moment.
    fn sample() -> Self {
        let project = Copied::of("sample-project");
        project.edit("data/satisfaction.csv", |rows| {
            rows.split_inclusive('\n').take(300).collect()
        });
        Self::project(project, false)
    }

    /// The next build, which must come.
    fn next(&self) -> Built {
        let built = self.built.recv_timeout(LONG).unwrap();
        self.go_on.send(true).unwrap();
        built
    }

    fn file(&self, path: &str) -> std::path::PathBuf {
        self.project.folder.join(path)
    }

    /// Fails if there is another build. That nothing comes can only be found by waiting for it.
    fn quiet(&self, what: &str) {
        let more = self.built.recv_timeout(QUIET);
        assert!(more.is_err(), "a build too many after {what}: {more:?}");
    }

    /// Fails unless `change` leads to exactly one build, which is returned.
    fn once(&self, what: &str, change: impl FnOnce(&Path)) -> Built {
        change(&self.project.folder);
        let built = self.next();
        self.quiet(what);
        built
    }

    /// Fails if `change` leads to a build.
    fn never(&self, what: &str, change: impl FnOnce(&Path)) {
        change(&self.project.folder);
        self.quiet(what);
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // The watch ends at the next build: with nobody to tell.
        let (_, nobody) = mpsc::channel();
        self.built = nobody;
        let _ = fs::write(self.file("parcours.yaml"), "title: fin");
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Saves a file with its own content, as every editor does on “save”.
fn save(path: &Path) {
    let text = fs::read(path).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn every_kind_of_file_the_build_reads_leads_to_one_build() {
    let watching = Watching::sample();
    let plugin = walkdir::WalkDir::new(watching.file("plugins"))
        .into_iter()
        .filter_map(Result::ok)
        .find(|entry| entry.file_name() == "plugin.yaml")
        .unwrap()
        .into_path();
    for path in [
        "parcours.yaml",
        "channels.yaml",
        "personas/camille.yaml",
        "surveys/satisfaction.yaml",
        "data/satisfaction.csv",
        "notes/i-01.yaml",
        "website/index.html",
        "pages/a-propos.fr.md",
        "assets/logo.svg",
    ] {
        assert!(watching.once(path, |folder| save(&folder.join(path))).is_site, "{path}");
    }
    assert!(watching.once("plugin.yaml", |_| save(&plugin)).is_site);
}

#[test]
fn a_new_file_that_a_glob_names_is_seen_to_come_and_to_go() {
    let watching = Watching::sample();
    let before = watching.once("parcours.yaml", |folder| save(&folder.join("parcours.yaml")));
    let new = watching.file("personas/noemie.yaml");
    let came = watching.once("new", |_| fs::write(&new, "id: noemie\nnme: Noémie\n").unwrap());
    assert!(
        came.problems
            .iter()
            .any(|told| told.contains("personas/noemie.yaml:2:1")),
        "{came:?}"
    );
    let went = watching.once("gone", |_| fs::remove_file(&new).unwrap());
    assert_eq!(went.problems, before.problems);
    // A folder that comes at once with what is in it.
    let page = "<!doctype html><title>Soldes</title><p>Soldes d’été";
    let aside = watching.file("aside");
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join("soldes.html"), page).unwrap();
    let folder = watching.file("website/2026");
    assert!(
        watching
            .once("folder", |_| fs::rename(&aside, &folder).unwrap())
            .is_site
    );
    assert!(watching.once("in it", |_| save(&folder.join("soldes.html"))).is_site);
}

#[test]
fn files_the_build_does_not_read_lead_to_no_build() {
    let watching = Watching::sample();
    watching.never("notes.txt", |folder| {
        fs::write(folder.join("notes.txt"), "à faire").unwrap();
    });
    watching.never("site", |folder| {
        fs::create_dir_all(folder.join("site/fr")).unwrap();
        fs::write(folder.join("site/fr/index.html"), "<p>").unwrap();
    });
    watching.never("README.md", |folder| save(&folder.join("README.md")));
    watching.never("swap", |folder| {
        fs::write(folder.join("personas/.camille.yaml.swp"), "b0VIM").unwrap();
        fs::write(folder.join("personas/camille.yaml~"), "old").unwrap();
        fs::remove_file(folder.join("personas/.camille.yaml.swp")).unwrap();
    });
    watching.never("reading", |folder| {
        drop(fs::read(folder.join("personas/camille.yaml")).unwrap());
    });
    watching.never("rights", |folder| {
        let path = folder.join("personas/camille.yaml");
        let rights = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, rights).unwrap();
    });
}

#[test]
fn a_save_through_another_name_is_one_build_without_a_problem() {
    let watching = Watching::sample();
    let before = watching.once("parcours.yaml", |folder| save(&folder.join("parcours.yaml")));
    let onto = watching.once("onto", |folder| {
        let (file, new) = (folder.join("personas/camille.yaml"), folder.join("personas/sedQ3kX1"));
        fs::copy(&file, &new).unwrap();
        fs::rename(&new, &file).unwrap();
    });
    assert_eq!(onto.problems, before.problems);
    // What vim does: tries the folder, moves the old file away, writes a new one, removes the old one.
    let away = watching.once("away", |folder| {
        let (file, old) = (
            folder.join("personas/camille.yaml"),
            folder.join("personas/camille.yaml~"),
        );
        fs::write(folder.join("personas/4913"), "").unwrap();
        fs::remove_file(folder.join("personas/4913")).unwrap();
        fs::rename(&file, &old).unwrap();
        fs::copy(&old, &file).unwrap();
        fs::remove_file(&old).unwrap();
    });
    assert_eq!(away.problems, before.problems);
}

#[test]
fn a_file_taken_away_is_told_and_its_return_mends_the_site() {
    let watching = Watching::project(Copied::of("sample-project/course"), false);
    let data = watching.file("data/answers.csv");
    let kept = fs::read(&data).unwrap();
    fs::remove_file(&data).unwrap();
    let broken = watching.next();
    assert!(!broken.is_site);
    assert!(
        broken.problems.iter().any(|told| told.contains("parcours.yaml:")),
        "{broken:?}"
    );
    fs::write(&data, &kept).unwrap();
    assert!(watching.next().is_site);
    // The folder as well.
    let (folder, aside) = (watching.file("data"), watching.file("aside"));
    fs::rename(&folder, &aside).unwrap();
    assert!(!watching.next().is_site);
    fs::rename(&aside, &folder).unwrap();
    assert!(watching.next().is_site);
}

#[test]
fn a_mistake_is_told_with_its_line_and_a_project_that_never_built_recovers() {
    let project = Copied::of("sample-project/course");
    let good = fs::read_to_string(project.folder.join("parcours.yaml")).unwrap();
    fs::write(project.folder.join("parcours.yaml"), "title: [").unwrap();
    let watching = Watching::project(project, false);
    fs::write(watching.file("parcours.yaml"), good.replacen("title:", "titel:", 1)).unwrap();
    let line = good.lines().position(|line| line == "title:").unwrap() + 1;
    let broken = watching.next();
    assert!(!broken.is_site);
    assert!(
        broken
            .problems
            .contains(&format!("project/unknown-key parcours.yaml:{line}:1")),
        "{broken:?}"
    );
    fs::write(watching.file("parcours.yaml"), good).unwrap();
    assert!(watching.next().is_site);
}

#[test]
fn looking_for_changes_instead_of_being_told_finds_them_too() {
    let watching = Watching::project(Copied::of("sample-project/course"), true);
    watching
        .project
        .edit("parcours.yaml", |text| text.replacen("title:", "titel:", 1));
    assert!(!watching.next().is_site);
}
