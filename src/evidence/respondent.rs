//! The column of respondents: an id that stands on several rows counts as several people, which somebody should know.

use std::hash::{DefaultHasher, Hasher};

use serde::{Deserialize, Serialize};

use crate::data::Trouble;
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// How many rows are remembered, 16 bytes each.
const MOST: usize = 1 << 21;

/// The ids met, by hash. With more rows than are remembered, only ids with a small hash are: half of them, a quarter,
/// and so on. What is remembered depends on the ids alone, never on the order of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RawRespondents {
    /// The hash of each id, and the line of its row.
    seen: Vec<(u64, u64)>,
    /// How often the ids remembered were halved.
    halved: u32,
}

impl RawRespondents {
    fn at(&mut self, id: &[u8], line: u64) {
        let mut hasher = DefaultHasher::new();
        hasher.write(id);
        let hash = hasher.finish();
        if self.remembers(hash) {
            self.seen.push((hash, line));
            self.bound(MOST);
        }
    }

    fn remembers(&self, hash: u64) -> bool {
        hash <= u64::MAX >> self.halved
    }

    fn bound(&mut self, most: usize) {
        while self.seen.len() > most {
            self.halved += 1;
            let limit = u64::MAX >> self.halved;
            self.seen.retain(|(hash, _)| *hash <= limit);
        }
    }

    pub(super) fn merge(&mut self, other: RawRespondents) {
        self.halved = self.halved.max(other.halved);
        let limit = u64::MAX >> self.halved;
        self.seen.retain(|(hash, _)| *hash <= limit);
        self.seen
            .extend(other.seen.into_iter().filter(|(hash, _)| *hash <= limit));
        self.bound(MOST);
    }

    /// The rows whose id stands on an earlier one.
    fn again(&self) -> Trouble {
        let mut seen = self.seen.clone();
        seen.sort_unstable();
        let mut again = Trouble::default();
        for pair in seen.windows(2) {
            if let [(before, _), (hash, line)] = pair
                && before == hash
            {
                again.at(*line);
            }
        }
        again
    }
}

/// Reads the column of respondents.
pub(super) struct Respondents<'p> {
    declared: &'p Located<String>,
    column: usize,
    found: RawRespondents,
}

impl<'p> Respondents<'p> {
    pub(super) fn new(declared: &'p Located<String>, column: usize) -> Self {
        Respondents {
            declared,
            column,
            found: RawRespondents::default(),
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The respondent of the row that begins at `line`; blank is nobody in particular.
    pub(super) fn read(&mut self, field: &[u8], line: u64) {
        let field = field.trim_ascii();
        if !field.is_empty() {
            self.found.at(field, line);
        }
    }

    /// What was found so far.
    pub(super) fn found(&self) -> &RawRespondents {
        &self.found
    }

    /// What went wrong.
    pub(super) fn problems(&self, found: &RawRespondents, path: &str) -> Vec<Problem> {
        let name = &self.declared.value;
        let again = found.again();
        let rows = again.rows();
        let least = if found.halved > 0 {
            ["at least ", "au moins "]
        } else {
            [""; 2]
        };
        let twice = Problem::warning(
            "data/duplicate-respondent",
            Text::prose(
                format!(
                    "{}{} with a respondent in {} that an earlier row has",
                    least[0],
                    rows.get(Lang::En),
                    quote(Lang::En, name)
                ),
                format!(
                    "{}{} avec dans {} un répondant déjà présent plus haut",
                    least[1],
                    rows.get(Lang::Fr),
                    quote(Lang::Fr, name)
                ),
            ),
        )
        .why(Text::prose(
            "Each row counts as a person: who answered twice weighs double, and intervals come out too narrow.",
            "Chaque ligne compte comme une personne : qui a répondu deux fois pèse double, et les intervalles sont trop \
             étroits.",
        ))
        .help(Text::prose(
            "Remove the copies; write `layout: repeated` where rows of one respondent repeat the answers and add \
             comments; leave `respondent:` out where a row is a visit or a call.",
            "Retirez les copies ; écrivez `layout: repeated` si les lignes d'un répondant répètent les réponses et \
             ajoutent des commentaires ; retirez `respondent:` si une ligne est une visite ou un appel.",
        ));
        let checked = 1_u64 << found.halved.min(63);
        let partly = Problem::warning(
            "data/unchecked-respondents",
            Text::prose(
                format!("{path} has so many rows that only 1 respondent in {checked} was checked for repeated ids"),
                format!("{path} a tant de lignes que seul 1 répondant sur {checked} a été vérifié quant aux doublons"),
            ),
        )
        .why(Text::prose(
            "About 2 million ids are remembered while reading; a repeated one among the others is not noticed.",
            "Environ 2 millions d'identifiants sont retenus pendant la lecture ; un doublon parmi les autres n'est pas \
             remarqué.",
        ))
        .help(Text::prose(
            "Where ids were checked before, leave `respondent:` out.",
            "Si les identifiants ont déjà été vérifiés, retirez `respondent:`.",
        ))
        .at(Place::file(path));
        let here = || Text::prose("the respondent", "le répondant");
        again
            .problem(path, twice)
            .into_iter()
            .chain((found.halved > 0).then_some(partly))
            .map(|problem| problem.related(self.declared.place(), here()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: impl Iterator<Item = (u64, u64)>) -> RawRespondents {
        let declared = Located::unwritten("id".to_owned());
        let mut reader = Respondents::new(&declared, 0);
        for (line, id) in rows {
            reader.read(format!(" {id} ").as_bytes(), line);
        }
        reader.found().clone()
    }

    #[test]
    fn an_id_met_before_is_told_with_its_later_lines_wherever_rows_are_cut() {
        let rows = [(2, 7), (3, 8), (4, 7), (5, 9), (6, 7)];
        let whole = read(rows.into_iter());
        let mut parts = read(rows[3..].iter().copied());
        parts.merge(read(rows[..3].iter().copied()));
        for found in [whole, parts] {
            let again = found.again();
            assert_eq!((again.lines(), again.count()), (&[4, 6][..], 2));
        }
    }

    #[test]
    fn with_too_many_ids_a_share_is_remembered_that_does_not_depend_on_the_order() {
        let mut whole = read((0..4000).map(|line| (line, line % 3000)));
        let mut parts = read((2000..4000).map(|line| (line, line % 3000)));
        parts.bound(1000);
        parts.merge(read((0..2000).map(|line| (line, line))));
        whole.bound(1000);
        parts.bound(1000);
        let sorted = |mut found: RawRespondents| {
            found.seen.sort_unstable();
            found
        };
        assert_eq!(sorted(whole.clone()), sorted(parts));
        // A thousand ids stand twice; a quarter or an eighth of them is looked at.
        assert!(matches!(whole.halved, 2 | 3));
        assert!((90..300).contains(&whole.again().count()), "{}", whole.again().count());
    }
}
