//! The one type of problem, fed by YAML, CSV, scripts and templates alike.

use serde::Serialize;

use crate::language::{Lang, Text};

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The audit cannot be trusted or made: exit code 2, the last good site stays.
    Error,
    /// The audit is made; somebody should look.
    Warning,
}

/// Where in a file of the project. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Path from the project's root, with `/`.
    pub path: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// How many characters are meant, at least 1 where there is a column.
    pub length: u32,
}

impl Place {
    /// The whole of a file.
    pub fn file(path: impl Into<String>) -> Self {
        Place {
            path: path.into(),
            line: 0,
            column: 0,
            length: 0,
        }
    }

    /// A line and column of a file, one character wide.
    pub fn at(path: impl Into<String>, line: u32, column: u32) -> Self {
        Place {
            path: path.into(),
            line,
            column,
            length: 1,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.column) {
            (0, _) => write!(f, "{}", self.path),
            (line, 0) => write!(f, "{}:{line}", self.path),
            (line, column) => write!(f, "{}:{line}:{column}", self.path),
        }
    }
}

/// Something wrong with the input, told so that the reader learns how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable code such as `project/unknown-persona`; `parcours explain --list` prints all of them.
    pub code: &'static str,
    /// Whether the audit can still be made.
    pub severity: Severity,
    /// Where; `None` only when no file is concerned (a command-line argument).
    pub place: Option<Place>,
    /// The source line at `place`, without its newline; at most 400 characters.
    pub source_line: Option<String>,
    /// What is wrong, in one sentence without a final full stop.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do, with did-you-mean where there is one.
    pub help: Text,
    /// Other places that belong to the story (the first of two duplicates), each with a label.
    pub related: Vec<(Place, Text)>,
    /// How many times the same thing happened, when repeats were folded into one problem.
    pub count: u64,
    /// Whether an error concerns one part that the audit is made without: a plugin that broke. The site is
    /// published, the problem stands in it, and the gate fails (exit code 1 in place of 2).
    pub contained: bool,
}

impl Problem {
    /// An error without a place yet.
    pub fn error(code: &'static str, what: Text) -> Self {
        Problem {
            code,
            severity: Severity::Error,
            place: None,
            source_line: None,
            what,
            why: Text::default(),
            help: Text::default(),
            related: Vec::new(),
            count: 1,
            contained: false,
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, what: Text) -> Self {
        Problem {
            severity: Severity::Warning,
            ..Problem::error(code, what)
        }
    }

    /// Says where. A value that nobody wrote in a file (a default, an argument) has no place to show.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = (!place.path.is_empty()).then_some(place);
        self
    }

    /// Shows the source line, cut at 400 characters.
    #[must_use]
    pub fn line(mut self, source_line: impl AsRef<str>) -> Self {
        self.source_line = Some(
            source_line
                .as_ref()
                .trim_end_matches(['\r', '\n'])
                .chars()
                .take(400)
                .collect(),
        );
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn why(mut self, why: Text) -> Self {
        self.why = why;
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = help;
        self
    }

    /// Says that the audit is made without what is wrong here.
    #[must_use]
    pub fn contained(mut self) -> Self {
        self.contained = true;
        self
    }

    /// Whether it stops the audit: an error that is not contained.
    pub fn stops(&self) -> bool {
        self.severity == Severity::Error && !self.contained
    }

    /// Points at another place of the same story.
    #[must_use]
    pub fn related(mut self, place: Place, label: Text) -> Self {
        self.related.push((place, label));
        self
    }

    /// The problem on one line, as `file:line:column: error[code]: what`.
    pub fn headline(&self, lang: Lang) -> String {
        let place = self
            .place
            .as_ref()
            .map(|place| format!("{place}: "))
            .unwrap_or_default();
        let severity = match (self.severity, lang) {
            (Severity::Error, Lang::En) => "error",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Error, Lang::Fr) => "erreur",
            (Severity::Warning, Lang::Fr) => "avertissement",
        };
        format!("{place}{severity}[{}]: {}", self.code, self.what.get(lang))
    }
}

/// The problems of a run, in the order in which they were met until [`Problems::sorted`] is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds those of another stage.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Problem>) {
        self.0.extend(others);
    }

    /// Whether any of them stops the audit.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Problem::stops)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In the order met.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// By place, then code, each once: the order in which they are shown and stored.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Problem> {
        self.0
            .sort_by(|a, b| (&a.place, a.code, a.what.get(Lang::En)).cmp(&(&b.place, b.code, b.what.get(Lang::En))));
        self.0.dedup();
        self.0
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
