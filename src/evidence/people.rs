//! The column of counts: how many people a row stands for, in a file that is already aggregated.

use crate::data::Trouble;
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// Reads counts; one that cannot be read is an error, since leaving the row out would change who is represented.
pub(super) struct PeopleReader<'p> {
    declared: &'p Located<String>,
    column: usize,
    unreadable: Trouble,
}

impl<'p> PeopleReader<'p> {
    pub(super) fn new(declared: &'p Located<String>, column: usize) -> Self {
        PeopleReader {
            declared,
            column,
            unreadable: Trouble::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The count in `field`: a whole number from 0 up.
    pub(super) fn read(&mut self, field: &[u8], line: u64) -> Option<u64> {
        let count = std::str::from_utf8(field)
            .ok()
            .and_then(|text| text.trim().parse::<u64>().ok())
            // So many rows are no survey; beyond, sums of counts could overflow.
            .filter(|count| u32::try_from(*count).is_ok());
        if count.is_none() {
            self.unreadable.at(line);
        }
        count
    }

    /// The rows without a count.
    pub(super) fn unreadable(&self) -> &Trouble {
        &self.unreadable
    }

    /// The problem with them.
    pub(super) fn problem(&self, unreadable: &Trouble, path: &str) -> Option<Problem> {
        let rows = unreadable.rows();
        let name = &self.declared.value;
        let problem = Problem::error(
            "data/bad-count",
            Text::prose(
                format!("{} without a count in {}", rows.get(Lang::En), quote(Lang::En, name)),
                format!("{} sans effectif dans {}", rows.get(Lang::Fr), quote(Lang::Fr, name)),
            ),
        )
        .why(Text::prose(
            "A count is a whole number from 0 up: how many people gave these answers.",
            "Un effectif est un nombre entier positif ou nul : combien de personnes ont donné ces réponses.",
        ))
        .help(Text::prose(
            "Give these rows a count (0 leaves one out). A number with a fraction is a weight: declare it as `weight`.",
            "Donnez un effectif à ces lignes (0 en écarte une). Un nombre à virgule est un poids : déclarez-le dans \
             `weight`.",
        ))
        .related(
            self.declared.place(),
            Text::prose("the column of counts", "la colonne des effectifs"),
        );
        unreadable.problem(path, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_from_zero_up_are_counts() {
        let declared = Located::unwritten("people".to_owned());
        let mut reader = PeopleReader::new(&declared, 0);
        let read: Vec<Option<u64>> = [" 12 ", "0", "", "-1", "1.5", "99999999999"]
            .iter()
            .zip(2..)
            .map(|(field, line)| reader.read(field.as_bytes(), line))
            .collect();
        assert_eq!(read, [Some(12), Some(0), None, None, None, None]);
        let problem = reader.problem(reader.unreadable(), "d.csv").unwrap();
        assert_eq!((problem.code, problem.count), ("data/bad-count", 4));
    }
}
