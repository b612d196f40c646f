//! The header of a file: names of columns, and where one is missed, the one that was probably meant.

use crate::diagnostics::{Place, Problem, Severity, suggestion};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// The columns of a file.
///
/// A column answers to its own name and, in exports of survey tools, to others (a code, the text of the question, a
/// question with an option). Where several columns answer to one name, `name#2` is the second of them in the order of
/// the file, and `#7` the seventh column whatever its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    path: String,
    line: u64,
    /// The names of each column, the first its own; in single plain spaces.
    columns: Vec<Vec<String>>,
    /// Whether the tool that wrote the file is known; its blank and repeated headings are then no mistake.
    of_tool: bool,
}

impl Header {
    /// A header of plain names.
    pub(super) fn new(path: &str, line: u64, columns: Vec<Vec<String>>, of_tool: bool) -> Self {
        let spaced = |name: String| {
            if name.chars().any(|c| c.is_whitespace() && c != ' ') || name.contains("  ") || name.trim() != name {
                name.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                name
            }
        };
        Header {
            path: path.to_owned(),
            line,
            columns: columns
                .into_iter()
                .map(|names| names.into_iter().map(spaced).collect())
                .collect(),
            of_tool,
        }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The own names of the columns, in the order of the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .map(|names| names.first().map_or("", String::as_str))
    }

    /// All names of the columns.
    pub(super) fn all_names(&self) -> Vec<Vec<String>> {
        self.columns.clone()
    }

    /// The line of the header.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The number of the column called `wanted`, or the problem to show where the project names it.
    pub fn column(&self, wanted: &Located<String>) -> Result<usize, Box<Problem>> {
        let name = wanted.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = |problem: Problem| {
            Box::new(problem.at(wanted.place()).related(
                self.place(),
                Text::prose("the header of the file", "l'en-tête du fichier"),
            ))
        };
        match self.called(&name)[..] {
            [column] => return Ok(column),
            [_, second, ..] => return Err(place(self.twice(&name, second))),
            [] => {}
        }
        let Some((base, number)) = name.rsplit_once('#') else {
            return Err(Box::new(self.unknown(&name).at(wanted.place())));
        };
        let base = base.trim();
        let candidates = if base.is_empty() {
            (0..self.columns.len()).collect()
        } else {
            self.called(base)
        };
        match number.parse::<usize>() {
            Ok(number) if number > 0 && number <= candidates.len() => Ok(candidates[number - 1]),
            Ok(_) if !candidates.is_empty() => Err(place(self.no_such_number(base, candidates.len()))),
            _ => Err(Box::new(self.unknown(&name).at(wanted.place()))),
        }
    }

    /// The columns that answer to `name`: those whose own name it is, else those that have it as another.
    fn called(&self, name: &str) -> Vec<usize> {
        if name.is_empty() {
            return Vec::new();
        }
        let own = |names: &Vec<String>| names.first().is_some_and(|own| own == name);
        let any = |names: &Vec<String>| names.iter().any(|other| other == name);
        let matching = |by: &dyn Fn(&Vec<String>) -> bool| -> Vec<usize> {
            (0..self.columns.len())
                .filter(|column| by(&self.columns[*column]))
                .collect()
        };
        let found = matching(&own);
        if found.is_empty() { matching(&any) } else { found }
    }

    /// Columns without a name and names that stand twice, whether or not somebody uses them. Survey tools write both on
    /// purpose.
    pub(super) fn warnings(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.of_tool {
            return problems;
        }
        let blank = self.names().filter(|name| name.is_empty()).count();
        if blank > 0 {
            let mut problem = Problem::warning(
                "data/blank-header",
                Text::prose("a column has no name", "une colonne n'a pas de nom"),
            )
            .why(Text::prose(
                "Only its number can refer to it (`#7`); often the rows were shifted by a stray delimiter.",
                "Seul son numéro peut la désigner (`#7`) ; souvent, un séparateur de trop a décalé les lignes.",
            ))
            .help(Text::prose(
                "Name the column in the first row of the file, or remove it.",
                "Nommez la colonne dans la première ligne du fichier, ou retirez-la.",
            ))
            .at(self.place());
            problem.count = blank as u64;
            problems.push(problem);
        }
        let mut sorted: Vec<(&str, usize)> = self.names().zip(0..).filter(|(name, _)| !name.is_empty()).collect();
        sorted.sort_unstable();
        let mut twice: Vec<(&str, usize)> = sorted
            .windows(2)
            .filter(|pair| pair[0].0 == pair[1].0)
            .map(|pair| pair[1])
            .collect();
        twice.dedup_by_key(|(name, _)| *name);
        problems.extend(twice.into_iter().map(|(name, second)| Problem {
            severity: Severity::Warning,
            ..self.twice(name, second).at(self.place())
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

    fn twice(&self, name: &str, second: usize) -> Problem {
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
            format!(
                "Write `{name}#1` for the first, `{name}#2` for the second (column {}).",
                second + 1
            ),
            format!(
                "Écrivez `{name}#1` pour la première, `{name}#2` pour la deuxième (colonne {}).",
                second + 1
            ),
        ))
    }

    fn no_such_number(&self, base: &str, count: usize) -> Problem {
        let (what_en, what_fr) = if base.is_empty() {
            (
                format!("{} has {count} columns", self.path),
                format!("{} a {count} colonnes", self.path),
            )
        } else {
            (
                format!("{} has {count} columns called {}", self.path, quote(Lang::En, base)),
                format!("{} a {count} colonnes nommées {}", self.path, quote(Lang::Fr, base)),
            )
        };
        Problem::error("data/unknown-column", Text::prose(what_en, what_fr))
            .why(Text::prose(
                "The number behind `#` counts them from 1, in the order of the file.",
                "Le numéro après `#` les compte à partir de 1, dans l'ordre du fichier.",
            ))
            .help(Text::prose(
                format!("Write a number from 1 to {count}."),
                format!("Écrivez un numéro de 1 à {count}."),
            ))
    }

    fn unknown(&self, name: &str) -> Problem {
        let own = self.names();
        let others = self
            .columns
            .iter()
            .flat_map(|names| names.iter().skip(1).map(String::as_str));
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
        .help(suggestion(name, own.chain(others).filter(|name| !name.is_empty())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &[&str]) -> Header {
        Header::new(
            "d.csv",
            1,
            names.iter().map(|name| vec![(*name).to_owned()]).collect(),
            false,
        )
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

    #[test]
    fn columns_of_one_name_and_of_none_are_reached_by_number() {
        let header = header(&["#", "Autre", "", "Autre", "Q4#1"]);
        assert_eq!(header.column(&wanted("Autre#2")), Ok(3));
        assert_eq!(header.column(&wanted("Autre #1")), Ok(1));
        assert_eq!(header.column(&wanted("#3")), Ok(2));
        // A name that holds the mark is a name first.
        assert_eq!(header.column(&wanted("#")), Ok(0));
        assert_eq!(header.column(&wanted("Q4#1")), Ok(4));
        let problem = header.column(&wanted("Autre#3")).unwrap_err();
        assert_eq!(problem.help.get(Lang::En), "Write a number from 1 to 2.");
        assert_eq!(header.column(&wanted("Q5#1")).unwrap_err().code, "data/unknown-column");
    }

    #[test]
    fn own_names_win_over_others_and_spaces_of_any_kind_are_alike() {
        let columns = [["Q1", "Why?"], ["Q2", "Q1"], ["Q3", "Why\u{a0}not\n now?"]];
        let columns = columns
            .iter()
            .map(|names| names.map(ToOwned::to_owned).to_vec())
            .collect();
        let header = Header::new("d.csv", 1, columns, true);
        assert_eq!(header.column(&wanted("Q1")), Ok(0));
        assert_eq!(header.column(&wanted("Why?")), Ok(0));
        assert_eq!(header.column(&wanted("Why not now?")), Ok(2));
        assert_eq!(header.warnings(), []);
    }
}
