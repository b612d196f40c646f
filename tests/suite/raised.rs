//! Problems of every sort, each raised by a small project made for it: where it points, and its words in both languages.
//! Below the tables, a disk that fails.

use std::fmt::Write as _;

use parcours::diagnostics::Problem;
use parcours::files::{Disk, FileError, FileInfo, Files, Memory, Source};
use parcours::language::Lang;
use parcours::manifest::Located;
use parcours::pipeline::{Options, build};
use parcours::report::Theme;

/// A project that raises a problem.
struct Case<'a> {
    /// The problem.
    code: &'a str,
    /// `path:line:column`, or the path alone of what concerns a whole file.
    place: &'a str,
    /// What the message says, in English and in French.
    says: [&'a str; 2],
    /// What follows the title in `parcours.yaml`, from line 2.
    yaml: &'a str,
    /// The other files.
    files: &'a [(&'a str, &'a [u8])],
}

fn memory(yaml: &str, files: &[(&str, &[u8])]) -> Memory {
    let start = Memory::new().with("parcours.yaml", format!("title: T\n{yaml}"));
    files
        .iter()
        .fold(start, |memory, (path, bytes)| memory.with(*path, bytes))
}

fn problems(files: &dyn Files) -> Vec<Problem> {
    build(files, &Options::default()).problems
}

/// Everything that is wrong with how one problem is told; nothing where it is told well.
fn faults(problems: &[Problem], code: &str, place: &str, says: [&str; 2]) -> String {
    let mut faults = String::new();
    let Some(problem) = problems.iter().find(|problem| problem.code == code) else {
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        return format!("{code}: not raised, but {codes:?}\n");
    };
    let found = problem.place.as_ref().map(ToString::to_string).unwrap_or_default();
    if found != place {
        writeln!(faults, "{code}: stands at `{found}`, not at `{place}`").unwrap();
    }
    for (lang, said) in [Lang::En, Lang::Fr].into_iter().zip(says) {
        let what = problem.what.get(lang);
        if !what.contains(said) {
            writeln!(faults, "{code}: `{said}` is not in `{what}`").unwrap();
        }
        if problem.help.get(lang).is_empty() && problem.why.get(lang).is_empty() {
            writeln!(faults, "{code}: says neither why nor what to do in {lang}").unwrap();
        }
    }
    if problem.what.get(Lang::En) == problem.what.get(Lang::Fr) {
        writeln!(faults, "{code}: the same words in both languages").unwrap();
    }
    faults
}

#[track_caller]
fn told(files: &dyn Files, code: &str, place: &str, says: [&str; 2]) {
    let faults = faults(&problems(files), code, place, says);
    assert!(faults.is_empty(), "{faults}");
}

#[track_caller]
fn all_told(cases: &[Case<'_>]) {
    let faults: String = cases
        .iter()
        .map(|case| {
            let problems = problems(&memory(case.yaml, case.files));
            faults(&problems, case.code, case.place, case.says)
        })
        .collect();
    assert!(faults.is_empty(), "{faults}");
}

/// A KPI that is sound but for what is replaced in it.
const KPI: &str = "protocol: 1\nid: mine\nversion: 1.0.0\nkind: kpi\ntitle: {en: Mine, fr: Le mien}\nunit: score\n\
    direction: higher-is-better\nreads:\n  score: {question: {role: rating}}\nestimate: {mean: {of: score}}\n";

const MATURITY: &str = "protocol: 1\nid: mine\nversion: 1.0.0\nkind: maturity\ntitle: {en: Mine, fr: La mienne}\nlevels:\n  \
    - {level: 1, title: {en: A, fr: A}, rubric: {en: A, fr: A}, next-step: {en: A, fr: A}}\n  \
    - {level: 2, title: {en: B, fr: B}, rubric: {en: B, fr: B}, next-step: {en: B, fr: B}}\n";

fn rule(probe: &str) -> String {
    format!(
        "protocol: 1\nid: mine\nversion: 1.0.0\nkind: website\ntitle: {{en: Mine, fr: La mienne}}\nreads:\n  site: \
         {{website: snapshot}}\ncriteria:\n  - id: first\n    probe: {probe}\n    scope: page\n    weight: 1\n    certainty: \
         decidable\n    title: {{en: First, fr: Premier}}\n    why: {{en: A, fr: A}}\n    fix: {{en: A, fr: A}}\n"
    )
}

#[test]
fn what_plugins_get_wrong() {
    let foreign = format!("{KPI}fundamentals: 2\n");
    let message = format!("{KPI}messages:\n  open: {{en: \"{{ $share of\", fr: \"{{ $share }} de\"}}\n");
    let french = KPI.replace("{en: Mine, fr: Le mien}", "{fr: Le mien}");
    let waits = |id: &str, other: &str| {
        KPI.replace("id: mine", &format!("id: {id}"))
            .replace("estimate:", &format!("  other: {{result: {other}}}\nestimate:"))
    };
    let (one, two) = (waits("one", "two"), waits("two", "one"));
    let (bad_selector, bad_probe) = (
        rule("{select: \"main >\", extract: text, expect: non-empty, per: page}"),
        rule("seo-indexible"),
    );
    let large = vec![b'x'; 300 * 1024];
    let survey = "surveys: [{id: s, file: s.csv, questions: [{id: q, role: rating, scale: [1, 5]}]}]\n";
    let answers: (&str, &[u8]) = ("s.csv", b"q\n4\n5\n3\n");
    let page: (&str, &[u8]) = ("site/index.html", b"<!doctype html><title>T</title><main><p>P</main>");
    all_told(&[
        Case {
            code: "plugin/foreign-key",
            place: "plugins/mine/plugin.yaml:11:15",
            says: [
                "`kpi` has no use for `fundamentals`",
                "`kpi` n’a que faire de `fundamentals`",
            ],
            yaml: "",
            files: &[("plugins/mine/plugin.yaml", foreign.as_bytes())],
        },
        Case {
            code: "plugin/items",
            place: "plugins/mine/plugin.yaml:2:5",
            says: ["needs `items` that people rate", "demande des `items` à évaluer"],
            yaml: "",
            files: &[("plugins/mine/plugin.yaml", MATURITY.as_bytes())],
        },
        Case {
            code: "plugin/message",
            place: "plugins/mine/plugin.yaml:12:14",
            says: [
                "the message `open` (en) is no pattern",
                "le message `open` (en) n’est pas un modèle valide",
            ],
            yaml: "",
            files: &[("plugins/mine/plugin.yaml", message.as_bytes())],
        },
        Case {
            code: "plugin/missing-words",
            place: "plugins/mine/plugin.yaml:5:8",
            says: ["`title` has no words in `en`", "`title` n’a pas de texte en `en`"],
            yaml: "",
            files: &[("plugins/mine/plugin.yaml", french.as_bytes())],
        },
        Case {
            code: "plugin/not-utf-8",
            place: "plugins/mine/README.fr.md:3",
            says: ["not written in UTF-8", "n’est pas écrit en UTF-8"],
            yaml: "",
            files: &[
                ("plugins/mine/plugin.yaml", KPI.as_bytes()),
                ("plugins/mine/README.fr.md", b"# Le mien\n\nD\xe9part\n"),
            ],
        },
        Case {
            code: "plugin/unreadable-file",
            place: "plugins/mine/README.md",
            says: [
                "it has 300 KiB, and 256 at most are read",
                "il pèse 300 Kio, et 256 au plus sont lus",
            ],
            yaml: "",
            files: &[
                ("plugins/mine/plugin.yaml", KPI.as_bytes()),
                ("plugins/mine/README.md", &large),
            ],
        },
        Case {
            code: "plugin/cycle",
            place: "plugins/one/plugin.yaml:2:5",
            says: ["results: one, two", "les uns des autres : one, two"],
            yaml: survey,
            files: &[
                answers,
                ("plugins/one/plugin.yaml", one.as_bytes()),
                ("plugins/two/plugin.yaml", two.as_bytes()),
            ],
        },
        Case {
            code: "plugin/selector",
            place: "plugins/mine/plugin.yaml:10:12",
            says: [
                "the selector of `mine/first` cannot be read, column 7",
                "le sélecteur de `mine/first` est illisible, colonne 7",
            ],
            yaml: "website: {snapshot: site}\n",
            files: &[page, ("plugins/mine/plugin.yaml", bad_selector.as_bytes())],
        },
        Case {
            code: "website/unknown-probe",
            place: "plugins/mine/plugin.yaml:10:12",
            says: ["there is no probe `seo-indexible`", "n’existe pas"],
            yaml: "website: {snapshot: site}\n",
            files: &[page, ("plugins/mine/plugin.yaml", bad_probe.as_bytes())],
        },
    ]);
}

#[test]
fn what_projects_get_wrong() {
    let long = format!(
        "actions:\n  - {{id: A-1, status: proposed, title: {}}}\n",
        "x".repeat(32_768)
    );
    let mut mistakes = "actions:\n".to_owned();
    for index in 0..300 {
        writeln!(mistakes, "  - {{id: A-{index}, titel: x}}").unwrap();
    }
    all_told(&[
        Case {
            code: "brand/dark-surface",
            place: "parcours.yaml:2:37",
            says: [
                "`#102030` is too dark for the page",
                "`#102030` est trop sombre pour la page",
            ],
            yaml: "brand: {name: B, colours: {surface: \"#102030\"}}\n",
            files: &[],
        },
        Case {
            code: "project/unknown-criterion",
            place: "parcours.yaml:5:33",
            says: [
                "`findable` has no criterion `seo-indexible`",
                "`findable` n’a pas de critère `seo-indexible`",
            ],
            yaml: "website:\n  snapshot: site\n  review: {raters: {shop: {en: S, fr: M}}, items: [\n    {rule: findable, \
                criterion: seo-indexible, answers: {shop: passed}}]}\n",
            files: &[("site/index.html", b"<!doctype html><title>T</title><p>P")],
        },
        Case {
            code: "project/too-long",
            place: "parcours.yaml:3:10",
            says: [
                "`title` of the action `A-1` has more than 32,767",
                "`title` de l’action `A-1` dépasse 32\u{202f}767",
            ],
            yaml: &long,
            files: &[],
        },
        Case {
            code: "project/too-many-problems",
            place: "parcours.yaml:103:17",
            says: [
                "more than 200 problems; the others are not shown",
                "plus de 200 problèmes",
            ],
            yaml: &mistakes,
            files: &[],
        },
    ]);
}

#[test]
fn what_data_get_wrong() {
    let survey = "surveys:\n  - {id: s, file: s.csv, questions: [{id: q, role: rating, scale: [1, 5]}]}\n";
    let latin =
        "surveys:\n  - {id: s, file: s.csv, encoding: utf-8, questions: [{id: q, role: rating, scale: [1, 5]}]}\n";
    let json = "surveys:\n  - {id: s, file: s.json, questions: [{id: q, role: rating, scale: [1, 5]}]}\n";
    let long = "surveys:\n  - {id: s, file: s.csv, respondent: who, layout: long, long: {question: asked, answer: said}, questions: [{id: q0, \
                role: rating, scale: [1, 5]}]}\n";
    let keys: Vec<String> = (0..16_385).map(|key| format!("\"k{key}\":1")).collect();
    let keys = format!("[{{\"q\":4}},{{{}}}]", keys.join(","));
    let mut questions = "who,asked,said\n".to_owned();
    for question in 0..16_385 {
        writeln!(questions, "a,q{question},4").unwrap();
    }
    all_told(&[
        Case {
            code: "data/unreadable-header",
            place: "s.csv:1",
            says: ["the header of s.csv cannot be read", "l’en-tête de s.csv est illisible"],
            yaml: latin,
            files: &[("s.csv", b"q,caf\xe9\n4,5\n")],
        },
        Case {
            code: "data/too-many-columns",
            place: "s.json",
            says: ["more than 16,384 keys", "plus de 16\u{202f}384 clés"],
            yaml: json,
            files: &[("s.json", keys.as_bytes())],
        },
        Case {
            code: "data/too-many-columns",
            place: "s.csv",
            says: ["more than 16,384 questions", "plus de 16\u{202f}384 questions"],
            yaml: long,
            files: &[("s.csv", questions.as_bytes())],
        },
    ]);
    let failing = Failing::at("s.csv", memory(survey, &[("s.csv", b"q\n4\n")]));
    told(
        &failing,
        "data/unreadable-file",
        "parcours.yaml:3:19",
        ["the data file cannot be read", "le fichier de données est illisible"],
    );
}

#[test]
fn what_themes_get_wrong() {
    const THEME: (&str, &[u8]) = ("themes/own/theme.yaml", b"protocol: 1\nversion: 1.0.0\ntitle: Own\n");
    let large = vec![b' '; (8 << 20) + 1];
    let own = "theme: own\n";
    all_told(&[
        Case {
            code: "theme/manifest",
            place: "themes/own/theme.yaml:4:1",
            says: ["theme.yaml cannot be read", "theme.yaml est illisible"],
            yaml: own,
            files: &[(
                "themes/own/theme.yaml",
                b"protocol: 1\nversion: 1.0.0\ntitle: Own\nstylesheet: [a.css]\n",
            )],
        },
        Case {
            code: "theme/not-text",
            place: "themes/own/templates/own.html",
            says: ["not UTF-8 text", "n’est pas du texte en UTF-8"],
            yaml: own,
            files: &[THEME, ("themes/own/templates/own.html", b"caf\xe9")],
        },
        Case {
            code: "theme/unreadable",
            place: "themes/own/assets/large.css",
            says: [
                "it has 8,193 KiB, and 8,192 at most are read",
                "il pèse 8\u{202f}193 Kio, et 8\u{202f}192 au plus sont lus",
            ],
            yaml: own,
            files: &[THEME, ("themes/own/assets/large.css", &large)],
        },
        Case {
            code: "theme/template",
            place: "themes/own/templates/own.html:2:7",
            says: ["this template cannot be rendered", "ce gabarit ne peut pas être rendu"],
            yaml: own,
            files: &[THEME, ("themes/own/templates/own.html", b"<p>\n{% if %}</p>\n")],
        },
        Case {
            code: "theme/missing-word",
            place: "themes/own/words/en.ftl:2:1",
            says: [
                "the words for `survey-rows` in `en`",
                "les mots de `survey-rows` en `en`",
            ],
            yaml: "theme: own\nsurveys: [{id: s, file: s.csv, questions: [{id: q, role: rating, scale: [1, 5]}]}]\n",
            files: &[
                THEME,
                ("s.csv", b"q\n4\n"),
                (
                    "themes/own/words/en.ftl",
                    b"# Mine.\nsurvey-rows = All of { $nothing }\n",
                ),
            ],
        },
    ]);
    assert!(Theme::load(&Located::unwritten("own".to_owned()), &memory(own, &[THEME])).is_ok());
}

#[test]
fn what_a_copy_of_a_site_gets_wrong() {
    const HOME: (&str, &[u8]) = (
        "site/index.html",
        b"<!doctype html><html lang=en><head><title>T</title><link rel=stylesheet href=large.css></head><body><p>P</body></html>",
    );
    let deep = format!("<!doctype html><title>T</title>{}<p>P", "<div>".repeat(600));
    let attributes: Vec<String> = (0..40_001).map(|number| format!("a{number}")).collect();
    let big = format!("<!doctype html><title>T</title><p {}>P", attributes.join(" "));
    let sheet = vec![b' '; (4 << 20) + 1];
    let site = "website: {snapshot: site}\n";
    all_told(&[
        Case {
            code: "website/page-too-deep",
            place: "site/deep.html",
            says: ["nested more than 512 deep", "plus de 512 niveaux"],
            yaml: site,
            files: &[HOME, ("site/deep.html", deep.as_bytes())],
        },
        Case {
            code: "website/page-too-big-a-tree",
            place: "site/big.html",
            says: [
                "a tag more than 40,000 attributes",
                "une balise plus de 40\u{202f}000 attributs",
            ],
            yaml: site,
            files: &[HOME, ("site/big.html", big.as_bytes())],
        },
        Case {
            code: "website/sheet-not-read",
            place: "site/large.css",
            says: ["1 style sheet was not read", "1 feuille de style n’a pas été lue"],
            yaml: site,
            files: &[HOME, ("site/large.css", &sheet)],
        },
    ]);
    let home = memory(site, &[HOME, ("site/other.html", HOME.1)]);
    told(
        &Failing::at("site/other.html", home),
        "website/page-unreadable",
        "site/other.html",
        ["the page cannot be read: it broke", "la page ne peut pas être lue"],
    );
}

/// 20,001 pages are one more than are read. Their bytes are those of one file, and no rule is asked for.
#[test]
fn a_copy_with_too_many_pages() {
    let mut files = memory(
        "website: {snapshot: site}\n",
        &[("site/index.html", b"<title>T</title>")],
    );
    for page in 0..20_000 {
        files = files.with(format!("site/p{page:05}.html"), b"<title>T</title>");
    }
    let settings = parcours::website::SnapshotSettings {
        folder: "site".to_owned(),
        ..parcours::website::SnapshotSettings::default()
    };
    let mut problems = parcours::diagnostics::Problems::new();
    let snapshot = parcours::website::snapshot::Snapshot::read(&files, &settings, &mut problems).unwrap();
    assert_eq!(snapshot.sources.len(), 20_000);
    let faults = faults(
        &problems.sorted(),
        "website/too-many-pages",
        "site/p19999.html",
        ["1 page was not read: at most 20,000", "20\u{202f}000 pages"],
    );
    assert!(faults.is_empty(), "{faults}");
}

#[cfg(unix)]
#[test]
fn a_page_that_is_a_link_out_of_the_project() {
    let (inside, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(outside.path().join("secret.html"), "<title>Secret</title>").unwrap();
    std::fs::create_dir(inside.path().join("site")).unwrap();
    std::fs::write(inside.path().join("site/index.html"), "<!doctype html><title>T</title>").unwrap();
    std::fs::write(
        inside.path().join("parcours.yaml"),
        "title: T\nwebsite: {snapshot: site}\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.html"), inside.path().join("site/out.html")).unwrap();
    told(
        &Disk::new(inside.path()).unwrap(),
        "website/page-outside",
        "site/out.html",
        [
            "a link that leads outside the project",
            "un lien qui mène hors du projet",
        ],
    );
}

#[test]
fn a_project_file_that_cannot_be_read() {
    let files = memory(
        "personas: personas.yaml\n",
        &[("personas.yaml", b"- {id: a, name: A}\n")],
    );
    told(
        &Failing::at("personas.yaml", files),
        "project/unreadable-file",
        "parcours.yaml:2:11",
        ["`personas.yaml` cannot be read", "`personas.yaml` ne peut pas être lu"],
    );
}

/// A folder of which one file is there and cannot be opened.
struct Failing {
    path: &'static str,
    inner: Memory,
}

impl Failing {
    fn at(path: &'static str, inner: Memory) -> Failing {
        Failing { path, inner }
    }
}

impl Files for Failing {
    fn open(&self, path: &str) -> Result<Box<dyn Source>, FileError> {
        if path == self.path {
            return Err(FileError::Io {
                path: path.to_owned(),
                source: std::io::Error::other("it broke"),
            });
        }
        self.inner.open(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        self.inner.list(folder)
    }

    fn info(&self, path: &str) -> Result<FileInfo, FileError> {
        self.inner.info(path)
    }

    fn touched(&self) -> Vec<String> {
        self.inner.touched()
    }
}
