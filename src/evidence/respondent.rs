//! The column of respondents: an id that stands on several rows of one wave counts as several people, which somebody
//! should know; who answers in two waves lets them be compared as what they are, the same person's.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::raw::Set;
use crate::data::Trouble;
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;

/// How many rows are remembered at most, and how many bytes they may take.
const MOST: usize = if cfg!(test) { 1 << 12 } else { 1 << 21 };
const MOST_BYTES: usize = MOST * 24;

/// In the place of an answer: none that counts.
const NONE: u16 = u16::MAX;

/// The ids met, by hash. With more rows than are remembered, only ids with a small hash are: half of them, a quarter,
/// and so on. What is remembered depends on the ids alone, never on the order of rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawRespondents {
    /// The hash of each id, the line of its row and its place in `groups`.
    seen: Vec<(u64, u64, u32)>,
    /// What each row weighs, where rows have weights.
    weights: Vec<f64>,
    /// The answers of each row as steps above the lowest, one for each of `questions`.
    answers: Vec<u16>,
    /// Questions whose waves are compared, and the lowest answer of each.
    questions: Vec<(String, i32)>,
    /// The period and the personas of rows.
    groups: Vec<(Set, Set)>,
    /// How often the ids remembered were halved.
    halved: u32,
}

impl RawRespondents {
    fn at(&mut self, id: &[u8], line: u64, group: u32, answers: &[u16], weight: Option<f64>) {
        let mut hasher = DefaultHasher::new();
        hasher.write(id);
        let hash = hasher.finish();
        if self.remembers(hash) {
            self.seen.push((hash, line, group));
            self.answers.extend_from_slice(answers);
            self.weights.extend(weight);
            self.bound(self.most());
        }
    }

    /// How many rows fit.
    fn most(&self) -> usize {
        let weight = if self.weights.is_empty() { 0 } else { 8 };
        MOST_BYTES / (24 + weight + 2 * self.questions.len())
    }

    fn remembers(&self, hash: u64) -> bool {
        hash <= u64::MAX >> self.halved
    }

    fn bound(&mut self, most: usize) {
        while self.seen.len() > most {
            self.halved += 1;
            self.keep();
        }
    }

    /// Forgets the ids that are no longer remembered.
    fn keep(&mut self) {
        let limit = u64::MAX >> self.halved;
        let kept: Vec<bool> = self.seen.iter().map(|(hash, ..)| *hash <= limit).collect();
        let width = self.questions.len().max(1);
        let mut places = (0..).map(|place: usize| kept[place]);
        self.seen.retain(|_| places.next() == Some(true));
        let mut places = (0..).map(|place: usize| kept[place]);
        self.weights.retain(|_| places.next() == Some(true));
        let mut places = (0..).map(|place: usize| kept[place / width]);
        self.answers.retain(|_| places.next() == Some(true));
    }

    pub(super) fn merge(&mut self, mut other: RawRespondents) {
        if self.seen.is_empty() && self.groups.is_empty() {
            let halved = self.halved.max(other.halved);
            *self = other;
            self.halved = halved;
            self.keep();
            return;
        }
        self.halved = self.halved.max(other.halved);
        other.halved = self.halved;
        self.keep();
        other.keep();
        let places: Vec<u32> = other
            .groups
            .iter()
            .map(|group| place(&mut self.groups, group))
            .collect();
        let seen = other.seen.into_iter();
        self.seen.extend(seen.map(|(hash, line, group)| {
            let place = places.get(group as usize).copied();
            (hash, line, place.unwrap_or_default())
        }));
        self.weights.append(&mut other.weights);
        self.answers.append(&mut other.answers);
        self.bound(self.most());
    }

    /// The period of a row; none where there are no periods, or the row says none.
    pub(super) fn period(&self, row: usize) -> Option<&str> {
        let (period, _) = self.groups.get(self.seen[row].2 as usize)?;
        period.first().map(String::as_str)
    }

    /// The rows of each id in the order of lines, ids with one row left out.
    pub(super) fn several(&self) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> = (0..self.seen.len()).collect();
        order.sort_unstable_by_key(|row| (self.seen[*row].0, self.seen[*row].1));
        let same = order.chunk_by(|one, other| self.seen[*one].0 == self.seen[*other].0);
        same.filter(|rows| rows.len() > 1).map(<[usize]>::to_vec).collect()
    }

    /// The rows whose id stands on an earlier one of the same period.
    fn again(&self) -> Trouble {
        let mut again = Trouble::default();
        for rows in self.several() {
            for (at, row) in rows.iter().enumerate() {
                if rows[..at]
                    .iter()
                    .any(|before| self.period(*before) == self.period(*row))
                {
                    again.at(self.seen[*row].1);
                }
            }
        }
        again
    }

    /// Whether anybody answered in two periods.
    pub(super) fn is_panel(&self) -> bool {
        !self.questions.is_empty()
            && self.several().iter().any(|rows| {
                let mut periods = rows.iter().filter_map(|row| self.period(*row));
                let first = periods.next();
                periods.any(|period| Some(period) != first)
            })
    }

    /// What a question that is compared between waves was answered in a row.
    pub(super) fn answers(&self, question: &str) -> Option<impl Fn(usize) -> Option<i32> + '_> {
        let asked = self.questions.iter().position(|(id, _)| id == question)?;
        let (width, low) = (self.questions.len(), self.questions[asked].1);
        Some(move |row: usize| {
            let step = self.answers.get(row * width + asked).filter(|step| **step != NONE)?;
            Some(low + i32::from(*step))
        })
    }

    /// What a row weighs; 1 without weights.
    pub(super) fn weight(&self, row: usize) -> f64 {
        self.weights.get(row).copied().unwrap_or(1.0)
    }

    /// How many people one that is remembered stands for.
    pub(super) fn stands_for(&self) -> u64 {
        1 << self.halved.min(63)
    }

    /// Whether the respondent of a row belonged to a persona then.
    pub(super) fn is_in(&self, row: usize, persona: &str) -> bool {
        let group = self.groups.get(self.seen[row].2 as usize);
        group.is_some_and(|(_, personas)| personas.iter().any(|own| own == persona))
    }
}

/// The place of a group in the list, where it is put if it is new.
fn place(groups: &mut Vec<(Set, Set)>, group: &(Set, Set)) -> u32 {
    let found = groups.iter().position(|known| known == group);
    let place = found.unwrap_or_else(|| {
        groups.push(group.clone());
        groups.len() - 1
    });
    place as u32
}

/// Reads the column of respondents.
pub(super) struct Respondents<'p> {
    declared: &'p Located<String>,
    column: usize,
    found: RawRespondents,
    /// The place among `questions` by the place of a question in the pass.
    places: Vec<Option<usize>>,
    /// Places of the dimensions of periods and of personas.
    by: [Option<usize>; 2],
    /// The codes of the groups met.
    codes: HashMap<[u32; 2], u32, FixedState>,
    /// Of the current row.
    answers: Vec<u16>,
}

impl<'p> Respondents<'p> {
    pub(super) fn new(declared: &'p Located<String>, column: usize) -> Self {
        Respondents {
            declared,
            column,
            found: RawRespondents::default(),
            places: Vec::new(),
            by: [None; 2],
            codes: HashMap::with_hasher(FixedState::default()),
            answers: Vec::new(),
        }
    }

    /// Remembers the answers to those questions of the pass that have a lowest answer here, and rows by the dimensions of
    /// periods and personas at these places.
    pub(super) fn comparing(&mut self, questions: &[(&str, Option<i32>)], by: [Option<usize>; 2]) {
        self.by = by;
        for (id, low) in questions {
            self.places.push(low.map(|low| {
                self.found.questions.push(((*id).to_owned(), low));
                self.found.questions.len() - 1
            }));
        }
        self.answers = vec![NONE; self.found.questions.len()];
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Takes an answer of the current row.
    #[inline]
    pub(super) fn answer(&mut self, question: usize, answer: Answer) {
        if let (Some(Some(place)), Answer::Counted(step)) = (self.places.get(question), answer) {
            self.answers[*place] = step;
        }
    }

    /// The respondent of the row that begins at `line`, with its codes in the dimensions; blank is nobody in
    /// particular.
    pub(super) fn row(&mut self, field: &[u8], line: u64, codes: &[u32], weight: Option<f64>) {
        let field = field.trim_ascii();
        if !field.is_empty() {
            let code = |place: Option<usize>| place.and_then(|place| codes.get(place)).copied().unwrap_or(0);
            let own = self.by.map(code);
            let next = self.codes.len() as u32;
            let group = *self.codes.entry(own).or_insert(next);
            self.found.at(
                field,
                line,
                group,
                &self.answers,
                weight.filter(|_| !self.answers.is_empty()),
            );
        }
        self.answers.fill(NONE);
    }

    /// What was found so far, given the values of each code of every dimension.
    pub(super) fn found(&self, sets: &[Vec<Set>]) -> RawRespondents {
        let set = |place: Option<usize>, code: u32| {
            let of_code = place.and_then(|place| sets.get(place)?.get(code as usize));
            of_code.cloned().unwrap_or_default()
        };
        let mut found = self.found.clone();
        let mut own: Vec<(&[u32; 2], &u32)> = self.codes.iter().collect();
        own.sort_unstable_by_key(|(_, group)| **group);
        let own = own
            .into_iter()
            .map(|(codes, _)| (set(self.by[0], codes[0]), set(self.by[1], codes[1])));
        let places: Vec<u32> = own.map(|group| place(&mut found.groups, &group)).collect();
        for (_, _, group) in &mut found.seen {
            *group = places.get(*group as usize).copied().unwrap_or_default();
        }
        found
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
            reader.row(format!(" {id} ").as_bytes(), line, &[], None);
        }
        reader.found(&[])
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
