//! Reads the YAML files of a project, and keeps their text for the source lines of later problems.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use globset::GlobBuilder;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Place, Problem, Problems, Severity};
use crate::files::{Files, normalise};
use crate::language::Text;
use crate::manifest::{Node, Report, Shape, Spot, decode, empty, fetch, more_problems, parse};

/// How much text all files of a project may hold together, in bytes.
const LARGEST_TOTAL: usize = 64 * 1024 * 1024;

/// How many problems of a project are told; the next one says that there are more.
const MOST_PROBLEMS: usize = 1000;

/// What reads a project's files, collecting problems.
pub(super) struct Reader<'f> {
    pub(super) files: &'f dyn Files,
    pub(super) problems: Problems,
    texts: BTreeMap<String, Arc<str>>,
    doubts: BTreeMap<String, BTreeSet<Spot>>,
    total: usize,
}

/// A file that was read.
pub(super) struct Opened {
    /// Its path, made plain.
    pub(super) path: String,
    /// What it says.
    pub(super) root: Node,
    text: Arc<str>,
}

impl<'f> Reader<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Reader {
            files,
            problems: Problems::new(),
            texts: BTreeMap::new(),
            doubts: BTreeMap::new(),
            total: 0,
        }
    }

    /// Adds a problem.
    pub(super) fn push(&mut self, problem: Problem) {
        match self.problems.len() {
            count if count < MOST_PROBLEMS => self.problems.push(problem),
            MOST_PROBLEMS => self.problems.push(more_problems(MOST_PROBLEMS)),
            _ => {}
        }
    }

    /// The text of a file; `None` with a problem.
    pub(super) fn text(&mut self, path: &str, named: Option<&Place>) -> Option<Arc<str>> {
        let text: Arc<str> = fetch(self.files, path, named.cloned(), &mut self.problems)?.into();
        self.total = self.total.saturating_add(text.len());
        if self.total > LARGEST_TOTAL {
            let place = named.cloned().unwrap_or_else(|| Place::file(path));
            self.push(too_much().at(place));
            return None;
        }
        self.texts.insert(path.to_owned(), text.clone());
        Some(text)
    }

    /// The tree of a YAML file; `None` with a problem.
    pub(super) fn open(&mut self, path: &str, named: Option<&Place>) -> Option<Opened> {
        let path = normalise(path).unwrap_or_else(|_| path.to_owned());
        let text = self.text(&path, named)?;
        let root = parse(&path, &text, &mut self.problems)?;
        if root.is_null() {
            self.push(empty(&path));
            return None;
        }
        Some(Opened { path, root, text })
    }

    /// Checks the structure of a whole file and takes out what does not fit; `false` when it cannot be decoded.
    pub(super) fn check<T: JsonSchema>(&mut self, opened: &mut Opened) -> bool {
        let mut report = Report::new(&opened.path, &opened.text, &mut self.problems);
        let usable = Shape::of::<T>().check(&mut opened.root, &mut report);
        let doubts = report.doubts();
        self.doubt(&opened.path, doubts);
        usable
    }

    fn doubt(&mut self, path: &str, spots: BTreeSet<Spot>) {
        if !spots.is_empty() {
            self.doubts.entry(path.to_owned()).or_default().extend(spots);
        }
    }

    /// Whether something that belongs to this place was taken out for a mistake told already.
    pub(super) fn doubtful(&self, place: &Place) -> bool {
        let spot = Spot {
            line: place.line,
            column: place.column,
            length: place.length,
        };
        self.doubts.get(&place.path).is_some_and(|spots| spots.contains(&spot))
    }

    /// The typed value of a whole file, as far as it fits.
    pub(super) fn one<T: JsonSchema + DeserializeOwned>(&mut self, opened: &mut Opened) -> Option<T> {
        if !self.check::<T>(opened) {
            return None;
        }
        decode(&opened.path, &opened.root, &mut self.problems)
    }

    /// The typed items of a file that holds one or a list of them; those that do not fit are left out.
    pub(super) fn many<T: DeserializeOwned>(&mut self, opened: &mut Opened, shape: &Shape) -> Vec<T> {
        let mut report = Report::new(&opened.path, &opened.text, &mut self.problems);
        let usable = shape.check_items(&mut opened.root, &mut report);
        let doubts = report.doubts();
        self.doubt(&opened.path, doubts);
        if !usable {
            return Vec::new();
        }
        let items = opened.root.items();
        items
            .iter()
            .filter_map(|item| decode(&opened.path, item, &mut self.problems))
            .collect()
    }

    /// The files a path or glob of the project names, sorted. A glob without a match is a warning.
    pub(super) fn matching(&mut self, pattern: &str, named: &Place) -> Vec<String> {
        if !pattern.contains(['*', '?', '[', '{']) {
            return vec![pattern.to_owned()];
        }
        let plain = match normalise(pattern) {
            Ok(plain) => plain,
            Err(error) => {
                self.push(crate::manifest::unreachable(&error, pattern, Some(named.clone())));
                return Vec::new();
            }
        };
        let glob = match GlobBuilder::new(&plain).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                self.push(bad_glob(pattern, &error.kind().to_string()).at(named.clone()));
                return Vec::new();
            }
        };
        let fixed = plain.split(['*', '?', '[', '{']).next().unwrap_or_default();
        let folder = fixed.rsplit_once('/').map_or("", |(folder, _)| folder);
        let found: Vec<String> = self
            .files
            .list(folder)
            .unwrap_or_default()
            .into_iter()
            .filter(|path| glob.is_match(path))
            .collect();
        if found.is_empty() {
            self.push(no_match(pattern).at(named.clone()));
        }
        found
    }

    /// All problems, each with its source line; and whether the project can be used.
    pub(super) fn finish(self) -> (Problems, bool) {
        let sound = self
            .problems
            .iter()
            .all(|problem| problem.severity == Severity::Warning);
        let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut told = Problems::new();
        for problem in self.problems {
            let written = problem.place.as_ref().filter(|place| place.line > 0).and_then(|place| {
                let (path, text) = self.texts.get_key_value(place.path.as_str())?;
                let lines = lines.entry(path).or_insert_with(|| text.lines().collect());
                lines.get(place.line as usize - 1).copied()
            });
            told.push(match (written, &problem.source_line) {
                (Some(line), None) => problem.line(line),
                _ => problem,
            });
        }
        (told, sound)
    }
}

fn too_much() -> Problem {
    let limit = LARGEST_TOTAL >> 20;
    Problem::error(
        "project/too-large",
        Text::prose(
            format!("the text files of the project hold more than {limit} MiB together"),
            format!("les fichiers de texte du projet dépassent ensemble {limit} Mio"),
        ),
    )
    .why(Text::prose(
        "they are kept in memory; data files are not, and may be of any size",
        "ils sont gardés en mémoire ; les fichiers de données ne le sont pas et peuvent être de toute taille",
    ))
    .help(Text::prose(
        "move data to CSV files, or narrow the glob",
        "déplacez les données dans des fichiers CSV, ou resserrez le motif",
    ))
}

fn no_match(pattern: &str) -> Problem {
    Problem::warning(
        "project/no-match",
        Text::prose(
            format!("no file matches `{pattern}`"),
            format!("aucun fichier ne correspond à `{pattern}`"),
        ),
    )
    .why(Text::prose(
        "the list stays empty, and with it a part of the report",
        "la liste reste vide, et avec elle une partie du rapport",
    ))
    .help(Text::prose(
        "create a file that matches, or correct the pattern; `*` stands for part of a name, `**` for folders",
        "créez un fichier qui correspond, ou corrigez le motif ; `*` remplace une partie de nom, `**` des dossiers",
    ))
}

pub(super) fn bad_glob(pattern: &str, reason: &str) -> Problem {
    Problem::error(
        "project/bad-glob",
        Text::prose(
            format!("`{pattern}` is not a valid pattern: `{reason}`"),
            format!("`{pattern}` n'est pas un motif valide : `{reason}`"),
        ),
    )
    .why(Text::prose(
        "it would match no file at all",
        "il ne correspondrait à aucun fichier",
    ))
    .help(Text::prose(
        "write it as in `personas/*.yaml`",
        "écrivez-le comme dans `personas/*.yaml`",
    ))
}
