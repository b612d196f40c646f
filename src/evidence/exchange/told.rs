//! What is told of summaries: what they keep of what was wrong with the data, and what is wrong with them.

use serde::{Deserialize, Serialize};

use crate::diagnostics::codes::{Code, explain};
use crate::diagnostics::{Place, Problem, Problems};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::{Project, Unit};

/// A problem of the data.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    code: String,
    place: String,
    /// Line and column, where it has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<[u32; 2]>,
    what: Text,
    help: Text,
    /// 0 where it is not told.
    count: u64,
}

impl Kept {
    fn new(problem: Problem) -> Self {
        let place = problem.place.unwrap_or_else(|| Place::file(""));
        Kept {
            code: problem.code.to_owned(),
            at: (place.line > 0).then_some([place.line, place.column]),
            place: place.path,
            what: problem.what,
            help: problem.help,
            count: problem.count,
        }
    }

    /// The problem; nothing of a code that there is no more.
    pub(super) fn told(self) -> Option<Problem> {
        let place = match self.at {
            Some([line, column]) => Place::at(self.place, line, column),
            None => Place::file(self.place),
        };
        let mut problem = Problem::warning(explain(&self.code)?.code, self.what)
            .help(self.help)
            .at(place);
        problem.count = self.count;
        Some(problem)
    }
}

/// Problems as the site tells them, in their order, each once.
pub(super) fn kept<'p>(problems: impl Iterator<Item = &'p Problem>, project: &Project) -> Vec<Kept> {
    let mut own = Problems::new();
    own.extend(problems.map(|problem| published(problem.clone(), project)));
    own.sorted().into_iter().map(Kept::new).collect()
}

/// A problem as a reader of the site is told of it. One about rows of people names neither what stands there nor how
/// many rows they are: a count of rows that fit nowhere is one more sum to subtract from. The terminal says both.
pub fn published(problem: Problem, project: &Project) -> Problem {
    let is_of_people = |place: &Place| {
        let surveys = project.surveys.iter().filter(|survey| survey.unit == Unit::Person);
        let tables = project.tables.iter().filter(|table| table.unit() == Unit::Person);
        let mut files = surveys
            .map(|survey| &survey.file)
            .chain(tables.map(|table| &table.file));
        place.line > 0 && files.any(|file| file.value == place.path)
    };
    match &problem.place {
        Some(place) if is_of_people(place) => Problem {
            place: Some(Place::file(&*place.path)),
            what: explain(problem.code).map(Code::explanation).unwrap_or_default(),
            help: Text::default(),
            count: 0,
            ..problem
        },
        _ => problem,
    }
}

fn summarise_again() -> Text {
    Text::prose(
        "run `parcours summarise` where the data is",
        "lancez `parcours summarise` là où sont les données",
    )
}

pub(super) fn bad(path: &Located<String>, en: &str, fr: &str) -> Problem {
    Problem::error(
        "data/bad-summary",
        Text::prose(
            format!("the summary {} cannot be used: {en}", quote(Lang::En, path)),
            format!("le résumé {} est inutilisable : {fr}", quote(Lang::Fr, path)),
        ),
    )
    .why(Text::prose(
        "Without its data or a summary of it the survey measures nothing.",
        "Sans ses données ni leur résumé, l'enquête ne mesure rien.",
    ))
    .help(summarise_again())
    .at(path.place())
}

pub(super) fn instead(file: &Located<String>, path: &str) -> Problem {
    Problem::warning(
        "data/from-summary",
        Text::prose(
            format!(
                "{} is not there; its summary {} was read instead",
                quote(Lang::En, file),
                quote(Lang::En, path)
            ),
            format!(
                "{} est absent ; son résumé {} a été lu à sa place",
                quote(Lang::Fr, file),
                quote(Lang::Fr, path)
            ),
        ),
    )
    .help(Text::prose(
        format!("write `source: {path}` beside `file` if that is meant"),
        format!("écrivez `source: {path}` à côté de `file` si c'est voulu"),
    ))
    .at(file.place())
}

pub(super) fn outdated(path: &Located<String>) -> Problem {
    Problem::warning(
        "data/outdated-summary",
        Text::prose(
            format!(
                "the project describes the survey otherwise than when {} was made",
                quote(Lang::En, path)
            ),
            format!(
                "le projet décrit l'enquête autrement que lors de la création de {}",
                quote(Lang::Fr, path)
            ),
        ),
    )
    .why(Text::prose(
        "The figures are those of then.",
        "Les chiffres sont ceux d'alors.",
    ))
    .help(summarise_again())
    .at(path.place())
}

pub(super) fn not_in(path: &Located<String>, absent: &[String]) -> Problem {
    Problem::warning(
        "data/not-in-summary",
        Text::prose(
            format!("{} does not hold {}", quote(Lang::En, path), absent.join(", ")),
            format!("{} ne contient pas {}", quote(Lang::Fr, path), absent.join(", ")),
        ),
    )
    .help(summarise_again())
    .at(path.place())
}
