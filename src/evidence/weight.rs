//! The column of weights.

use super::raw::{RawWeights, widest};
use crate::data::DecimalMark;
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// Reads weights; one that cannot be read is an error, since leaving the row out would change who is represented.
pub(super) struct WeightReader<'p> {
    declared: &'p Located<String>,
    column: usize,
    decimal: DecimalMark,
    found: RawWeights,
}

impl<'p> WeightReader<'p> {
    pub(super) fn new(declared: &'p Located<String>, column: usize, decimal: DecimalMark) -> Self {
        WeightReader {
            declared,
            column,
            decimal,
            found: RawWeights::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The weight in `field`, of each of so many people: a number that is not negative.
    pub(super) fn read(&mut self, field: &[u8], people: u64, line: u64) -> Option<f64> {
        let weight = std::str::from_utf8(field)
            .ok()
            .and_then(|text| self.decimal.number(text))
            .filter(|weight| *weight >= 0.0)
            // −0 is 0, whichever is met first.
            .map(f64::abs);
        match weight {
            None => self.found.unreadable.at(line),
            Some(weight) => {
                self.found.n += people;
                self.found.sum.add(people as f64 * weight);
                self.found.squared.add(people as f64 * weight * weight);
                self.found.range = widest(self.found.range, Some([weight, weight]));
            }
        }
        weight
    }

    /// What was found so far.
    pub(super) fn found(&self) -> &RawWeights {
        &self.found
    }

    /// The problem with what could not be read.
    pub(super) fn problem(&self, found: &RawWeights, path: &str) -> Option<Problem> {
        let rows = found.unreadable.rows();
        let name = &self.declared.value;
        let problem = Problem::error(
            "data/bad-weight",
            Text::prose(
                format!(
                    "{} whose weight in {} is blank, negative or no number",
                    rows.get(Lang::En),
                    quote(Lang::En, name)
                ),
                format!(
                    "{} dont le poids dans {} est vide, négatif ou n'est pas un nombre",
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, name)
                ),
            ),
        )
        .why(Text::prose(
            "A weight is a number from 0 up; without it nobody knows how many people the row stands for.",
            "Un poids est un nombre positif ou nul ; sans lui, on ignore combien de personnes la ligne représente.",
        ))
        .help(Text::prose(
            "Give these rows a weight (0 leaves one out), or declare `decimal: \",\"` if weights are written with a \
             comma.",
            "Donnez un poids à ces lignes (0 en écarte une), ou déclarez `decimal: \",\"` si les poids s'écrivent \
             avec une virgule.",
        ))
        .related(
            self.declared.place(),
            Text::prose("the column of weights", "la colonne des poids"),
        );
        found.unreadable.problem(path, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_from_zero_up_are_weights() {
        let declared = Located::unwritten("w".to_owned());
        let mut reader = WeightReader::new(&declared, 0, DecimalMark::Comma);
        for (line, field) in [(2, "0,5"), (3, ""), (4, "1"), (5, "-1"), (6, "x"), (7, "0")] {
            reader.read(field.as_bytes(), 1, line);
        }
        let (found, problem) = (reader.found(), reader.problem(reader.found(), "d.csv"));
        assert_eq!((found.n, found.sum.value(), found.range), (3, 1.5, Some([0.0, 1.0])));
        let problem = problem.unwrap();
        assert_eq!((problem.code, problem.count), ("data/bad-weight", 3));
        assert_eq!(problem.place.unwrap().to_string(), "d.csv:3");
    }
}
