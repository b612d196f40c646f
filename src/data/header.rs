//! The header row: names of columns, and where one is missed, the one that was probably meant.

use crate::diagnostics::{Place, Problem, Severity, suggestion};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    path: String,
    line: u64,
    names: Vec<String>,
}

impl Header {
    pub(super) fn new(path: &str, line: u64, names: Vec<String>) -> Self {
        Header {
            path: path.to_owned(),
            line,
            names,
        }
    }

    /// The names, in the order of the file, without spaces around them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of the column called `wanted`, or the problem to show where the project names it.
    pub fn column(&self, wanted: &Located<String>) -> Result<usize, Box<Problem>> {
        let name = wanted.value.trim();
        let mut found = (0..self.names.len()).filter(|index| self.names[*index] == name);
        match (found.next(), found.next()) {
            (Some(index), None) => Ok(index),
            (Some(_), Some(_)) => Err(Box::new(self.twice(name).at(wanted.place()).related(
                self.place(),
                Text::prose("the header of the file", "l'en-tête du fichier"),
            ))),
            (None, _) => Err(Box::new(self.unknown(name).at(wanted.place()))),
        }
    }

    /// Columns without a name and names that stand twice, whether or not somebody uses them.
    pub(super) fn warnings(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let blank = self.names.iter().filter(|name| name.is_empty()).count();
        if blank > 0 {
            let mut problem = Problem::warning(
                "data/blank-header",
                Text::prose("a column has no name", "une colonne n'a pas de nom"),
            )
            .why(Text::prose(
                "Nothing can refer to it; often the rows were shifted by a stray delimiter.",
                "Rien ne peut la désigner ; souvent, un séparateur de trop a décalé les lignes.",
            ))
            .help(Text::prose(
                "Name the column in the first row of the file, or remove it.",
                "Nommez la colonne dans la première ligne du fichier, ou retirez-la.",
            ))
            .at(self.place());
            problem.count = blank as u64;
            problems.push(problem);
        }
        let mut sorted: Vec<&String> = self.names.iter().filter(|name| !name.is_empty()).collect();
        sorted.sort();
        let mut twice: Vec<&String> = sorted
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
            .collect();
        twice.dedup();
        problems.extend(twice.into_iter().map(|name| Problem {
            severity: Severity::Warning,
            ..self.twice(name).at(self.place())
        }));
        problems
    }

    fn place(&self) -> Place {
        Place {
            path: self.path.clone(),
            line: u32::try_from(self.line).unwrap_or(u32::MAX),
            column: 0,
            length: 0,
        }
    }

    fn twice(&self, name: &str) -> Problem {
        Problem::error(
            "data/duplicate-header",
            Text::prose(
                format!("{} has two columns called {}", self.path, quote(Lang::En, name)),
                format!("{} a deux colonnes nommées {}", self.path, quote(Lang::Fr, name)),
            ),
        )
        .why(Text::prose(
            "Which of them is meant cannot be told.",
            "Impossible de savoir laquelle est visée.",
        ))
        .help(Text::prose(
            "Give each column its own name in the first row of the file.",
            "Donnez à chaque colonne son propre nom dans la première ligne du fichier.",
        ))
    }

    fn unknown(&self, name: &str) -> Problem {
        Problem::error(
            "data/unknown-column",
            Text::prose(
                format!("{} has no column {}", self.path, quote(Lang::En, name)),
                format!("{} n'a pas de colonne {}", self.path, quote(Lang::Fr, name)),
            ),
        )
        .why(Text::prose(
            "What the project says of this column cannot be applied to the file.",
            "Ce que le projet dit de cette colonne ne peut pas s'appliquer au fichier.",
        ))
        .help(suggestion(
            name,
            self.names.iter().map(String::as_str).filter(|name| !name.is_empty()),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Header {
        Header::new("d.csv", 1, names.iter().map(ToString::to_string).collect())
    }

    fn wanted(name: &str) -> Located<String> {
        Located::at(name.to_owned(), &Place::at("parcours.yaml", 7, 13))
    }

    #[test]
    fn a_missing_column_is_reported_where_the_project_names_it() {
        let problem = header(&["RESPNUM", "Q20GENDER"])
            .column(&wanted("Q20GENDRE"))
            .unwrap_err();
        assert_eq!(problem.code, "data/unknown-column");
        assert_eq!(problem.place.unwrap().to_string(), "parcours.yaml:7:13");
        assert_eq!(
            problem.help.get(Lang::En),
            "did you mean `Q20GENDER`? Known: `RESPNUM`, `Q20GENDER`"
        );
    }

    #[test]
    fn a_name_that_stands_twice_stops_who_uses_it_and_warns_who_does_not() {
        let header = header(&["a", "b", "a", ""]);
        assert_eq!(header.column(&wanted("a")).unwrap_err().code, "data/duplicate-header");
        assert_eq!(header.column(&wanted("b")), Ok(1));
        let codes: Vec<&str> = header.warnings().iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["data/blank-header", "data/duplicate-header"]);
        assert!(
            header
                .warnings()
                .iter()
                .all(|problem| problem.severity == Severity::Warning)
        );
    }
}
