//! What the columns of an export probably mean, from its first rows. Every word of it is a guess and says so.

use std::collections::BTreeSet;
use std::io;

use super::{DateOrder, Row, TableFile, whole};

/// How many rows are looked at.
const LOOKED_AT: u64 = 2000;

/// A longer name is a question, in bytes.
const LONGEST_HEADING: usize = 30;

/// A column with more values than this is no dimension.
const MOST_VALUES: usize = 12;

/// What a column probably is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Who answered.
    Respondent,
    /// When; the order of day and month where the dates tell it.
    Date(Option<DateOrder>),
    /// A question answered in whole numbers, with the lowest and highest of its scale.
    Scores([i32; 2]),
    /// A comment.
    Words,
    /// A few values that recur.
    Values(Vec<String>),
    /// About a person or a machine, blank, or nothing that can be told: left out.
    Other,
}

/// Columns that hold personal data or the tool's own, by a part of their name.
const NOBODYS_BUSINESS: [&str; 15] = [
    "mail",
    "name",
    "nom",
    "ip address",
    "ipaddress",
    "phone",
    "téléphone",
    "latitude",
    "longitude",
    "accuracy",
    "user agent",
    "token",
    "network id",
    "seed",
    "collector",
];

/// Columns that tell respondents apart, by their whole name.
const RESPONDENTS: [&str; 10] = [
    "id",
    "#",
    "responseid",
    "response id",
    "respondentid",
    "respondent id",
    "respondent_id",
    "submission id",
    "id. response id",
    "répondant",
];

/// What was seen of a column so far.
#[derive(Default)]
struct Seen {
    filled: u64,
    letters: usize,
    values: BTreeSet<String>,
    numbers: Option<[i32; 2]>,
    not_numbers: u64,
    /// How many fields are a date in each order.
    dates: [u64; 3],
}

/// Guesses what each column means, and how many rows it was guessed from.
pub fn guess(file: &mut TableFile<'_>) -> io::Result<(Vec<Meaning>, u64)> {
    let lower = |names: Vec<String>| names.iter().map(|name| name.to_lowercase()).collect();
    let names: Vec<Vec<String>> = file.header().all_names().into_iter().map(lower).collect();
    let mut columns: Vec<Seen> = names.iter().map(|_| Seen::default()).collect();
    let mut rows = 0;
    while rows < LOOKED_AT && file.next_row()?.is_some() {
        rows += 1;
        for (column, seen) in columns.iter_mut().enumerate() {
            seen.see(std::str::from_utf8(file.field(column)).unwrap_or_default().trim());
        }
    }
    Ok((
        names
            .iter()
            .zip(&columns)
            .map(|(name, seen)| seen.meaning(name))
            .collect(),
        rows,
    ))
}

impl Seen {
    fn see(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        self.letters += text.chars().count();
        if self.values.len() <= MOST_VALUES {
            self.values.insert(text.to_owned());
        }
        match whole(text) {
            Some(number) => {
                let [low, high] = self.numbers.unwrap_or([number; 2]);
                self.numbers = Some([low.min(number), high.max(number)]);
            }
            None => self.not_numbers += 1,
        }
        for (order, count) in [DateOrder::Iso, DateOrder::Dmy, DateOrder::Mdy]
            .into_iter()
            .zip(&mut self.dates)
        {
            *count += u64::from(order.date(text).is_some());
        }
    }

    /// What a column of these names, in lower case, probably is.
    fn meaning(&self, names: &[String]) -> Meaning {
        if self.filled == 0 {
            return Meaning::Other;
        }
        if names.iter().any(|name| RESPONDENTS.contains(&name.as_str())) {
            return Meaning::Respondent;
        }
        // A question may speak of a name; the heading of a column that holds one is short.
        let mut short = names.iter().filter(|name| name.len() <= LONGEST_HEADING);
        if short.any(|name| NOBODYS_BUSINESS.iter().any(|part| name.contains(part))) {
            return Meaning::Other;
        }
        let [iso, dmy, mdy] = self.dates.map(|count| count * 10 >= self.filled * 9);
        match (iso, dmy, mdy) {
            (true, ..) => return Meaning::Date(Some(DateOrder::Iso)),
            (_, true, false) => return Meaning::Date(Some(DateOrder::Dmy)),
            (_, false, true) => return Meaning::Date(Some(DateOrder::Mdy)),
            (_, true, true) => return Meaning::Date(None),
            _ => {}
        }
        if let (Some([low, high]), 0) = (self.numbers, self.not_numbers) {
            let scale = [[1, 5], [1, 7], [0, 10]]
                .into_iter()
                .find(|scale| scale[0] <= low && high <= scale[1]);
            return match scale {
                Some(scale) if self.values.len() > 2 => Meaning::Scores(scale),
                _ => Meaning::Other,
            };
        }
        if self.values.len() <= MOST_VALUES && self.filled as usize >= 2 * self.values.len() {
            return Meaning::Values(self.values.iter().cloned().collect());
        }
        if self.letters as u64 / self.filled >= 15 {
            return Meaning::Words;
        }
        Meaning::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(name: &str, fields: &[&str]) -> Meaning {
        let mut seen = Seen::default();
        for field in fields {
            seen.see(field);
        }
        seen.meaning(&[name.to_owned()])
    }

    #[test]
    fn columns_are_told_by_name_and_content() {
        assert_eq!(meaning("responseid", &["R_1", "R_2"]), Meaning::Respondent);
        assert_eq!(meaning("recipientemail", &["a@b.fr"]), Meaning::Other);
        assert_eq!(meaning("q1", &["9", "", "10", "0"]), Meaning::Scores([0, 10]));
        assert_eq!(meaning("q2", &["1", "5", "3"]), Meaning::Scores([1, 5]));
        assert_eq!(meaning("q3", &["1", "1", ""]), Meaning::Other);
        assert_eq!(
            meaning("jour", &["31/10/2026", "01/02/2026"]),
            Meaning::Date(Some(DateOrder::Dmy))
        );
        assert_eq!(meaning("jour", &["03/10/2026", "01/02/2026"]), Meaning::Date(None));
        let genders = ["Femme", "Homme", "Femme", "Homme"];
        assert_eq!(
            meaning("genre", &genders),
            Meaning::Values(vec!["Femme".to_owned(), "Homme".to_owned()])
        );
        let words = ["Trop d’attente au téléphone", "Conseil utile et rapide"];
        assert_eq!(meaning("pourquoi", &words), Meaning::Words);
    }
}
