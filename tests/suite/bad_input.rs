//! Broken projects and what is said of them. Each folder `tests/projects/broken-*` holds its own expectations: a
//! comment on the guilty line (`# error: project/unknown-persona`, several codes parted by commas, `# warning: …`),
//! or, where a comment is impossible, a line of `expected.txt` (`path:line: error: code`, without `:line` for a
//! whole file). A missing and an unexpected problem both fail.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use parcours::diagnostics::{Problem, Problems, Severity};
use parcours::files::{Disk, Files, Memory};
use parcours::language::Lang;
use parcours::project::{self, Project};

fn folders() -> Vec<PathBuf> {
    let projects = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(projects)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("broken-"))
        .collect();
    folders.sort();
    folders
}

fn load(files: &dyn Files) -> (Option<Project>, Vec<Problem>) {
    let mut problems = Problems::new();
    let project = project::load(files, &mut problems);
    assert_eq!(
        project.is_none(),
        problems.has_errors(),
        "a project is given exactly when there is no error"
    );
    (project, problems.sorted())
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A problem as `expected.txt` writes it.
pub(crate) fn as_expected(problem: &Problem) -> String {
    let place = problem.place.as_ref().unwrap();
    let line = if place.line == 0 {
        String::new()
    } else {
        format!(":{}", place.line)
    };
    format!("{}{line}: {}: {}", place.path, severity(problem), problem.code)
}

/// What the files of a folder say is wrong with them.
pub(crate) fn expectations(files: &Disk) -> BTreeSet<String> {
    let mut expected = BTreeSet::new();
    for path in files.list("").unwrap() {
        let Ok(bytes) = files.read(&path, 1 << 20) else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path == "expected.txt" {
            expected.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            for severity in ["error", "warning"] {
                if let Some((_, codes)) = line.split_once(&format!("# {severity}: ")) {
                    let number = index + 1;
                    let codes = codes.split(',').map(str::trim);
                    expected.extend(codes.map(|code| format!("{path}:{number}: {severity}: {code}")));
                }
            }
        }
    }
    expected
}

#[test]
fn every_broken_project_says_what_its_comments_say() {
    let mut failures = String::new();
    let folders = folders();
    assert!(folders.len() >= 10, "only {} broken projects were found", folders.len());
    for folder in folders {
        let files = Disk::new(&folder).unwrap();
        let expected = expectations(&files);
        assert!(!expected.is_empty(), "{} expects nothing", folder.display());
        let (_, problems) = load(&files);
        let found: BTreeSet<String> = problems.iter().map(as_expected).collect();
        let missing: Vec<_> = expected.difference(&found).collect();
        let unexpected: Vec<_> = found.difference(&expected).collect();
        if missing.is_empty() && unexpected.is_empty() {
            continue;
        }
        writeln!(failures, "\n{}", folder.file_name().unwrap().to_string_lossy()).unwrap();
        for line in missing {
            writeln!(failures, "  - expected, not found:  {line}").unwrap();
        }
        for line in unexpected {
            writeln!(failures, "  + found, not expected:  {line}").unwrap();
            for problem in problems.iter().filter(|problem| as_expected(problem) == *line) {
                writeln!(failures, "      {}", problem.what.get(Lang::En)).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_problem_says_what_why_and_what_to_do_in_both_languages() {
    let mut codes = BTreeSet::new();
    for folder in folders() {
        let (_, problems) = load(&Disk::new(&folder).unwrap());
        for problem in problems {
            codes.insert(problem.code);
            let headline = problem.headline(Lang::En);
            for lang in Lang::ALL {
                for (part, words) in [("what", &problem.what), ("why", &problem.why), ("help", &problem.help)] {
                    assert!(
                        words.has(lang) && !words.get(lang).is_empty(),
                        "{headline} has no {part} in {lang}"
                    );
                    assert!(
                        !words.get(lang).ends_with('.'),
                        "{headline}: {part} ends in a full stop"
                    );
                    // What stands between backticks is code, or the words of a parser.
                    let prose: String = words.get(lang).split('`').step_by(2).collect();
                    assert!(!prose.contains('\''), "{headline}: {part} has a typewriter apostrophe");
                }
            }
            let place = problem.place.as_ref().unwrap();
            if place.line > 0 {
                let column = place.column as usize;
                let line = problem
                    .source_line
                    .as_ref()
                    .unwrap_or_else(|| panic!("{headline} shows no line"));
                assert!(
                    (1..=line.chars().count().max(1) + 1).contains(&column),
                    "{headline} is outside its line `{line}`"
                );
            }
        }
    }
    assert!(codes.len() >= 30, "only {} codes are covered: {codes:?}", codes.len());
}

fn only(problems: &[Problem]) -> &Problem {
    let told: Vec<_> = problems.iter().map(|problem| problem.headline(Lang::En)).collect();
    assert_eq!(problems.len(), 1, "{told:#?}");
    &problems[0]
}

/// All a reader is told, in one language.
fn told(problem: &Problem, lang: Lang) -> String {
    let mut told = format!(
        "{}\n{}\n{}\n{}\n",
        problem.headline(lang),
        problem.source_line.as_deref().unwrap_or_default(),
        problem.why.get(lang),
        problem.help.get(lang)
    );
    for (place, label) in &problem.related {
        writeln!(told, "{place}: {}", label.get(lang)).unwrap();
    }
    told.replace('\u{202f}', "~")
}

#[test]
fn an_unknown_channel_is_told_with_the_nearest_one_and_its_place() {
    let files = Memory::new()
        .with(
            "parcours.yaml",
            "title: Audit\nchannels: channels.yaml\npersonas:\n  - {id: anna, name: Anna, channels: [shpo]}\n",
        )
        .with(
            "channels.yaml",
            "- id: shop\n  name: Shop\n  kind: physical\n- {id: site, name: Site, kind: digital}\n",
        );
    let (_, problems) = load(&files);
    let problem = only(&problems);
    assert_eq!(
        told(problem, Lang::En),
        "parcours.yaml:4:39: error[project/unknown-channel]: unknown channel `shpo`\n  \
         - {id: anna, name: Anna, channels: [shpo]}\n\
         what is said of it here could be shown nowhere\n\
         did you mean `shop`? Known: `shop`, `site`\n\
         channels.yaml:1:7: `shop` is declared here\n"
    );
    assert_eq!(
        told(problem, Lang::Fr),
        "parcours.yaml:4:39: erreur[project/unknown-channel]: canal inconnu~: `shpo`\n  \
         - {id: anna, name: Anna, channels: [shpo]}\n\
         ce qui en est dit ici ne pourrait être montré nulle part\n\
         vouliez-vous dire `shop`~? Valeurs connues~: `shop`, `site`\n\
         channels.yaml:1:7: `shop` est déclaré ici\n"
    );
}

#[test]
fn a_scale_that_is_no_nps_scale_is_told_with_the_way_out() {
    let files = Memory::new().with("data.csv", "q\n1\n").with(
        "parcours.yaml",
        "title: Audit\nsurveys:\n  - id: s\n    file: data.csv\n    questions:\n      - {id: q, role: nps, scale: [1, 5]}\n",
    );
    let (_, problems) = load(&files);
    let problem = only(&problems);
    assert_eq!(
        told(problem, Lang::En),
        "parcours.yaml:6:35: error[project/scale-does-not-fit]: the scale `[1, 5]` does not fit the role `nps`\n      \
         - {id: q, role: nps, scale: [1, 5]}\n\
         promoters are 9 and 10 of eleven answers from 0 to 10: on another scale the figure would not be an NPS\n\
         write `scale: [0, 10]`; if the question was asked on another scale, give it the role `rating`\n"
    );
    assert_eq!(
        told(problem, Lang::Fr),
        "parcours.yaml:6:35: erreur[project/scale-does-not-fit]: l’échelle `[1, 5]` ne convient pas au rôle `nps`\n      \
         - {id: q, role: nps, scale: [1, 5]}\n\
         les promoteurs sont les notes 9 et 10 parmi onze réponses de 0 à 10~: sur une autre échelle, le chiffre ne \
         serait pas un NPS\n\
         écrivez `scale: [0, 10]`~; si la question a été posée sur une autre échelle, donnez-lui le rôle `rating`\n"
    );
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    let files = Memory::new().with("parcours.yaml", "title: Audit\nlanguage: [fr]\n");
    let (_, problems) = load(&files);
    let problem = only(&problems);
    assert_eq!(
        told(problem, Lang::Fr),
        "parcours.yaml:2:1: erreur[project/unknown-key]: clé inconnue~: `language`\n\
         language: [fr]\n\
         une clé que personne ne lit serait ignorée en silence, et avec elle ce que vous vouliez dire\n\
         vouliez-vous dire `languages`~? Valeurs connues~: `title`, `client`, `brand`, `languages`, `theme`, `period`, \
         `as_of`, `scope`, `notice`, `verdict`, `checks`, `protection`, …\n"
    );
    assert!(told(problem, Lang::En).contains("did you mean `languages`? Known: `title`"));
}

#[test]
fn a_folder_without_a_project_says_how_to_begin() {
    let (_, problems) = load(&Memory::new());
    let problem = only(&problems);
    assert_eq!(problem.code, "project/missing-file");
    assert!(problem.help.get(Lang::En).contains("`parcours new`"));
    let (_, problems) = load(&Memory::new().with("parcours.yml", "title: Audit\n"));
    assert!(only(&problems).help.get(Lang::En).contains("rename `parcours.yml`"));
    let (_, problems) = load(&Memory::new().with("audit/parcours.yaml", "title: Audit\n"));
    assert!(only(&problems).help.get(Lang::En).contains("`audit`"));
}

#[test]
fn mistakes_of_every_sort_come_in_one_run() {
    let files = Memory::new()
        .with(
            "parcours.yaml",
            "tilte: Audit\npersonas: personas/*.yaml\nchannels: channels.yaml\njourney: nowhere.yaml\n",
        )
        .with(
            "personas/a.yaml",
            "id: anna\nname: Anna\nage: 30\nchannels: [shop, stie]\n",
        )
        .with("personas/b.yaml", "id: ben\nname: [Ben]\nchannels: [post]\n")
        .with("personas/c.yaml", "id: [\n")
        .with(
            "channels.yaml",
            "- {id: shop, kind: physical}\n- {id: site, name: Site, kind: digital}\n",
        );
    let (_, problems) = load(&files);
    let told: Vec<_> = problems.iter().map(as_expected).collect();
    assert_eq!(
        told,
        [
            // The channel `shop` has no name: it is told once, and its id still counts as declared.
            "channels.yaml:1: error: project/missing-key",
            // `tilte` is told once, not as an unknown key and a missing one.
            "parcours.yaml:1: error: project/unknown-key",
            "parcours.yaml:4: error: project/missing-file",
            "personas/a.yaml:3: error: project/unknown-key",
            "personas/a.yaml:4: error: project/unknown-channel",
            "personas/b.yaml:2: error: project/wrong-type",
            "personas/c.yaml:1: error: project/yaml-syntax",
        ]
    );
}

#[test]
fn places_follow_what_they_belong_to_when_lines_are_reordered() {
    let keys = [
        "title: Audit\n",
        "languages: [fr, fr]\n",
        "personas:\n  - {id: A, name: Anna}\n",
    ];
    let places = |order: [usize; 3]| -> Vec<(String, String)> {
        let text: String = order.iter().map(|index| keys[*index]).collect();
        let (_, problems) = load(&Memory::new().with("parcours.yaml", text));
        let mut told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.code.to_owned(), problem.source_line.clone().unwrap()))
            .collect();
        told.sort();
        told
    };
    let expected = [
        ("project/bad-id", "  - {id: A, name: Anna}"),
        ("project/duplicate-language", "languages: [fr, fr]"),
    ]
    .map(|(code, line)| (code.to_owned(), line.to_owned()));
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        assert_eq!(places(order), expected, "{order:?}");
    }
}

#[test]
fn a_path_may_not_leave_the_folder_even_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("personas.yaml"), "- {id: anna, name: Anna}\n").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("parcours.yaml"),
        "title: Audit\npersonas: linked.yaml\nchannels: ../channels.yaml\nnotes: ../notes/*.yaml\n",
    )
    .unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("personas.yaml"), folder.path().join("linked.yaml")).unwrap();
    let (_, problems) = load(&Disk::new(folder.path()).unwrap());
    let mut told: Vec<_> = problems.iter().map(as_expected).collect();
    if cfg!(not(unix)) {
        told.retain(|line| !line.starts_with("parcours.yaml:2"));
    }
    let expected = ["2", "3", "4"].map(|line| format!("parcours.yaml:{line}: error: project/outside-folder"));
    assert_eq!(told, expected[usize::from(cfg!(not(unix)))..]);
    // The other folder may be allowed by name.
    let files = Disk::new(folder.path()).unwrap().allow(outside.path()).unwrap();
    let (_, problems) = load(&files);
    assert!(problems.iter().all(|problem| problem.place.as_ref().unwrap().line != 2));
}

#[test]
fn a_file_of_50_megabytes_is_refused_without_being_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("parcours.yaml"),
        "title: Audit\npersonas: big.yaml\n",
    )
    .unwrap();
    // A sparse file: reading it would take its whole length of memory, refusing it takes none.
    let big = std::fs::File::create(folder.path().join("big.yaml")).unwrap();
    big.set_len(50 << 20).unwrap();
    let (_, problems) = load(&Disk::new(folder.path()).unwrap());
    let problem = only(&problems);
    assert_eq!(as_expected(problem), "parcours.yaml:2: error: project/too-large");
    assert!(problem.what.get(Lang::En).contains("50 MiB"));
    assert!(problem.what.get(Lang::Fr).contains("50 Mio"));
}

#[test]
fn a_bomb_of_aliases_a_tower_of_brackets_and_wrong_bytes_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..10 {
        let before = level - 1;
        let ten = vec![format!("*a{before}"); 10].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{ten}]").unwrap();
    }
    let tower = format!("title: Audit\nscope: {}{}\n", "[".repeat(100), "]".repeat(100));
    let mut latin = b"title: Audit\nclient: Soci".to_vec();
    latin.extend([0xe9, b't', 0xe9, b'\n']);
    for (bytes, code, line) in [
        (bomb.into_bytes(), "project/alias-bomb", None),
        (tower.into_bytes(), "project/too-deep", Some(2)),
        (latin, "project/not-utf-8", Some(2)),
        (b"\xff\xfet\0i\0".to_vec(), "project/not-utf-8", Some(1)),
        (Vec::new(), "project/empty-file", Some(0)),
        (b"# only a comment\n".to_vec(), "project/empty-file", Some(0)),
    ] {
        let (_, problems) = load(&Memory::new().with("parcours.yaml", bytes));
        let problem = only(&problems);
        assert_eq!(problem.code, code);
        if let Some(line) = line {
            assert_eq!(problem.place.as_ref().unwrap().line, line, "{code}");
        }
    }
}

#[test]
fn a_file_of_nothing_but_mistakes_does_not_fill_the_memory() {
    let mut text = String::from("title: Audit\nactions:\n");
    for index in 0..20_000 {
        writeln!(text, "  - {{id: {index}, titel: x}}").unwrap();
    }
    let (_, problems) = load(&Memory::new().with("parcours.yaml", text));
    assert!((100..=1001).contains(&problems.len()), "{}", problems.len());
}

#[test]
fn whatever_a_file_is_cut_to_loading_ends_with_problems_or_a_project() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/broken-survey/parcours.yaml"),
    )
    .unwrap();
    for end in (0..text.len()).step_by(13).filter(|end| text.is_char_boundary(*end)) {
        load(&Memory::new().with("parcours.yaml", &text[..end]));
    }
}
