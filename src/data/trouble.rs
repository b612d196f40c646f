//! The same trouble on many rows, folded into one problem: the first lines and how many there are.

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Place, Problem};
use crate::language::Text;

/// How many lines are named.
const NAMED: usize = 5;

/// Where something happened so far: the first lines and the count. Merging and order of rows do not change it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    lines: Vec<u64>,
    count: u64,
}

impl Trouble {
    /// It happened on the row that begins at `line`.
    pub fn at(&mut self, line: u64) {
        self.count += 1;
        self.keep(line);
    }

    fn keep(&mut self, line: u64) {
        let place = self.lines.partition_point(|known| *known <= line);
        if place < NAMED {
            self.lines.insert(place, line);
            self.lines.truncate(NAMED);
        }
    }

    /// How often it happened.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The lines named, lowest first.
    pub fn lines(&self) -> &[u64] {
        &self.lines
    }

    /// Adds what another part of the file met.
    pub fn merge(&mut self, other: &Trouble) {
        self.count += other.count;
        for line in &other.lines {
            self.keep(*line);
        }
    }

    /// `problem` placed at the first line of the file at `path`, the further lines beside it; `None` if it never
    /// happened. The problem shows no source line: rows are answers of people.
    pub fn problem(&self, path: &str, problem: Problem) -> Option<Problem> {
        let (first, rest) = self.lines.split_first()?;
        let place = |line: u64| Place {
            path: path.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 0,
            length: 0,
        };
        let mut problem = problem.at(place(*first));
        problem.count = self.count;
        for line in rest {
            problem = problem.related(place(*line), Text::prose("here too", "ici aussi"));
        }
        Some(problem)
    }

    /// How many rows, in words: `1 row`, `1 204 lignes`.
    pub fn rows(&self) -> Text {
        rows(self.count)
    }
}

/// A number of rows in words.
pub fn rows(count: u64) -> Text {
    use crate::language::{Lang, number};
    let figure = |lang| number::integer(lang, i64::try_from(count).unwrap_or(i64::MAX));
    let (en, fr) = match count {
        1 => ("row", "ligne"),
        0 => ("rows", "ligne"),
        _ => ("rows", "lignes"),
    };
    Text::prose(
        format!("{} {en}", figure(Lang::En)),
        format!("{} {fr}", figure(Lang::Fr)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_lines_are_named_in_any_order_of_rows() {
        let lines = [9, 3, 27, 4, 8, 1, 30];
        let mut one = Trouble::default();
        for line in lines {
            one.at(line);
        }
        assert_eq!((one.lines(), one.count()), (&[1, 3, 4, 8, 9][..], 7));
        let (mut left, mut right) = (Trouble::default(), Trouble::default());
        for (place, line) in lines.into_iter().enumerate() {
            if place < 3 { &mut left } else { &mut right }.at(line);
        }
        right.merge(&left);
        assert_eq!(right, one);
    }

    #[test]
    fn nothing_met_is_no_problem() {
        let problem = Problem::error("data/ragged-row", Text::same("x"));
        assert_eq!(Trouble::default().problem("a.csv", problem), None);
    }
}
