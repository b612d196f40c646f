//! Matrices: what answers to two questions have in common, for every pair of the questions that somebody asks about,
//! in replicate groups.
//!
//! While rows are read, sums and products are added exactly, pair by pair over those who answered both (pairwise, not
//! listwise: a question that does not apply costs nobody's other answers). What leaves this module are deviations and
//! correlations, of everybody and without each group: neither sums nor means, so that nobody's answer follows from
//! the few who skipped one of two questions.

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::replicate::{self, GROUPS};
use crate::stats::ExactSum;
use crate::stats::real::sqrt;

/// Into how few groups the 64 are put together, so that each holds enough people.
const FOLDED: [usize; 4] = [GROUPS, 32, 16, 8];

/// Sums over the rows that answer both questions of a pair, in steps above the lowest answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Moments {
    n: u64,
    /// Σx, Σy, Σx², Σy², Σxy.
    sums: [u64; 5],
    /// Σw, then the same sums with weights, where there are weights.
    weighted: Option<Box<[ExactSum; 6]>>,
}

impl Moments {
    /// Counts `n` people who gave the answers `x` and `y` and weigh `weight` together.
    fn add(&mut self, [x, y]: [u64; 2], n: u64, weight: Option<f64>) {
        let terms = [x, y, x * x, y * y, x * y];
        self.n += n;
        for (sum, term) in self.sums.iter_mut().zip(terms) {
            *sum += n * term;
        }
        if let Some(weight) = weight {
            let sums = self.weighted.get_or_insert_default();
            sums[0].add(weight);
            for (sum, term) in sums[1..].iter_mut().zip(terms) {
                sum.add(weight * term as f64);
            }
        }
    }

    fn merge(&mut self, other: &Moments) {
        self.n += other.n;
        for (sum, more) in self.sums.iter_mut().zip(other.sums) {
            *sum += more;
        }
        if let Some(more) = &other.weighted {
            let sums = self.weighted.get_or_insert_default();
            sums.iter_mut().zip(more.iter()).for_each(|(sum, more)| sum.merge(more));
        }
    }

    /// Σw, Σwx, Σwy, Σwx², Σwy², Σwxy; every weight 1 without weights, or where they are not wanted.
    fn values(&self, weighted: bool) -> [f64; 6] {
        match &self.weighted {
            Some(sums) if weighted => std::array::from_fn(|at| sums[at].value()),
            _ => std::array::from_fn(|at| {
                if at == 0 {
                    self.n as f64
                } else {
                    self.sums[at - 1] as f64
                }
            }),
        }
    }
}

/// Where the pair of two questions stands in a list of all pairs, each question with itself among them.
fn pair(one: usize, other: usize) -> usize {
    let (low, high) = (one.min(other), one.max(other));
    high * (high + 1) / 2 + low
}

/// The matrices of a survey, as the pass found them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawMatrix {
    questions: Vec<String>,
    /// By group, then by pair.
    groups: Vec<Vec<Moments>>,
}

impl RawMatrix {
    pub(super) fn new(questions: &[String]) -> Self {
        let pairs = questions.len() * (questions.len() + 1) / 2;
        RawMatrix {
            questions: questions.to_vec(),
            groups: vec![vec![Moments::default(); pairs]; GROUPS],
        }
    }

    /// Adds what was found in other rows for the same questions.
    pub(super) fn merge(&mut self, other: &RawMatrix) {
        if self.groups.is_empty() {
            self.clone_from(other);
            return;
        }
        let pairs = self.groups.iter_mut().flatten().zip(other.groups.iter().flatten());
        pairs.for_each(|(mine, more)| mine.merge(more));
    }

    /// Counts people of a group who gave these answers, as steps, to two questions and weigh so much together; nothing
    /// where a question is none of the matrix.
    pub(super) fn count_together(
        &mut self,
        group: u8,
        questions: [&str; 2],
        answers: [u64; 2],
        n: u64,
        weight: Option<f64>,
    ) -> Option<()> {
        let [one, other] = questions.map(|id| self.questions.iter().position(|own| own == id));
        let (one, other) = (one?, other?);
        let answers = if one <= other {
            answers
        } else {
            [answers[1], answers[0]]
        };
        self.groups[group as usize][pair(one, other)].add(answers, n, weight);
        Some(())
    }

    /// What may be told: of questions of which anything is `shown`, and of pairs with enough people.
    pub(super) fn protected(&self, shown: impl Fn(&str) -> bool, minimum: u64) -> MatrixEvidence {
        let size = self.questions.len();
        let minimum = minimum.max(1);
        let mut whole = vec![Moments::default(); size * (size + 1) / 2];
        for group in &self.groups {
            whole.iter_mut().zip(group).for_each(|(sum, own)| sum.merge(own));
        }
        let is_shown: Vec<bool> = self.questions.iter().map(|id| shown(id)).collect();
        let tells = |one: usize, other: usize| is_shown[one] && is_shown[other] && whole[pair(one, other)].n >= minimum;
        let folded: Vec<Option<usize>> = (0..size)
            .map(|question| self.fold(question, minimum).filter(|_| tells(question, question)))
            .collect();
        let groups = folded.iter().flatten().min().copied().unwrap_or_default();
        let weighted = whole.iter().any(|moments| moments.weighted.is_some());
        let figures = |weighted: bool, without: Option<usize>| {
            let may = |one: usize, other: usize| {
                let known = |question: usize| without.is_none() || folded[question].is_some();
                tells(one, other) && known(one) && known(other)
            };
            let left = |one: usize, other: usize| {
                let at = pair(one, other);
                let mut values = whole[at].values(weighted);
                let mut n = whole[at].n;
                for own in without
                    .iter()
                    .flat_map(|group| self.groups.iter().skip(*group).step_by(groups))
                {
                    n -= own[at].n;
                    let own = own[at].values(weighted);
                    values.iter_mut().zip(own).for_each(|(value, own)| *value -= own);
                }
                (n, values)
            };
            Pairs {
                deviations: (0..size)
                    .map(|question| may(question, question).then(|| deviation(left(question, question)))?)
                    .collect(),
                correlations: (0..size)
                    .flat_map(|other| (0..other).map(move |one| (one, other)))
                    .map(|(one, other)| may(one, other).then(|| correlation(&left(one, other).1))?)
                    .collect(),
            }
        };
        MatrixEvidence {
            questions: self.questions.clone(),
            n: (0..size)
                .flat_map(|other| (0..=other).map(move |one| (one, other)))
                .map(|(one, other)| tells(one, other).then(|| whole[pair(one, other)].n))
                .collect(),
            all: figures(true, None),
            without: (0..groups).map(|group| figures(true, Some(group))).collect(),
            unweighted: weighted.then(|| figures(false, None)),
        }
    }

    /// Into how many groups the 64 can be folded at most so that each holds as many answers to a question as a cell
    /// must: what is told without a group tells as little of it as of any cell.
    fn fold(&self, question: usize, minimum: u64) -> Option<usize> {
        let at = pair(question, question);
        FOLDED.into_iter().find(|groups| {
            (0..*groups).all(|group| {
                let own = self.groups.iter().skip(group).step_by(*groups);
                own.map(|pairs| pairs[at].n).sum::<u64>() >= minimum
            })
        })
    }
}

/// Standard deviation of a question paired with itself; Σw in the place of n − 1 where weighted, brought up alike.
fn deviation((n, [w, x, _, xx, ..]): (u64, [f64; 6])) -> Option<f64> {
    let variance = (xx / w - (x / w) * (x / w)).max(0.0);
    (n > 1).then(|| sqrt(variance * n as f64 / (n as f64 - 1.0)))
}

/// Pearson's correlation; `None` where one of the two does not vary.
fn correlation([w, x, y, xx, yy, xy]: &[f64; 6]) -> Option<f64> {
    let variance = |square: f64, sum: f64| square / w - (sum / w) * (sum / w);
    let (of_x, of_y) = (variance(*xx, *x), variance(*yy, *y));
    let nothing = 1e-12;
    let found = (xy / w - (x / w) * (y / w)) / sqrt(of_x * of_y);
    (of_x > nothing && of_y > nothing && found.is_finite()).then(|| found.clamp(-1.0, 1.0))
}

/// Counts the pairs of rows.
pub(super) struct MatrixCounter {
    /// The column of respondents, where there is one.
    key: Option<usize>,
    found: RawMatrix,
    /// Place in the matrix by the place of a question in the pass.
    places: Vec<Option<usize>>,
    /// Of the current row: the questions answered, and the answers.
    answered: Vec<(usize, u64)>,
}

impl MatrixCounter {
    /// For the questions of a matrix, given those of the pass in their order; `key` is the column of respondents.
    pub(super) fn new<'q>(questions: &[String], of_pass: impl Iterator<Item = &'q str>, key: Option<usize>) -> Self {
        MatrixCounter {
            key,
            found: RawMatrix::new(questions),
            places: of_pass
                .map(|id| questions.iter().position(|asked| asked == id))
                .collect(),
            answered: Vec::new(),
        }
    }

    /// The column of respondents.
    pub(super) fn key(&self) -> Option<usize> {
        self.key
    }

    /// Takes an answer of the current row.
    #[inline]
    pub(super) fn answer(&mut self, question: usize, answer: Answer) {
        if let (Some(place), Answer::Counted(step)) = (self.places[question], answer) {
            self.answered.push((place, u64::from(step)));
        }
    }

    /// Counts the current row, which stands for so many people.
    pub(super) fn row(&mut self, key: Option<&[u8]>, line: u64, people: u64, weight: Option<f64>) {
        let pairs = &mut self.found.groups[replicate::group(key, line) as usize];
        for (at, (other, y)) in self.answered.iter().enumerate() {
            for (one, x) in &self.answered[..=at] {
                let answers = if one <= other { [*x, *y] } else { [*y, *x] };
                pairs[pair(*one, *other)].add(answers, people, weight);
            }
        }
        self.answered.clear();
    }

    /// What was found so far.
    pub(super) fn found(&self) -> &RawMatrix {
        &self.found
    }
}

/// Standard deviations and correlations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    /// Of each question, in points of its scale; `None` where withheld.
    pub deviations: Vec<Option<f64>>,
    /// Of each pair, −1 to 1: of the second question with the first, of the third with the first and second, …
    pub correlations: Vec<Option<f64>>,
}

impl Pairs {
    /// Correlation of two questions, given their places; 1 of a question with itself.
    pub fn correlation(&self, one: usize, other: usize) -> Option<f64> {
        let (low, high) = (one.min(other), one.max(other));
        if low == high {
            return Some(1.0);
        }
        self.correlations.get(high * (high - 1) / 2 + low).copied().flatten()
    }

    /// Covariance of two questions, given their places: correlation over those who answered both, deviations over all
    /// who answered each.
    pub fn covariance(&self, one: usize, other: usize) -> Option<f64> {
        let deviation = |question: usize| self.deviations.get(question).copied().flatten();
        Some(self.correlation(one, other)? * deviation(one)? * deviation(other)?)
    }
}

/// The matrices of a survey, protected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MatrixEvidence {
    /// Ids of the questions.
    pub questions: Vec<String>,
    /// How many answered both questions of a pair, unweighted, in the order of the pairs and each question with itself
    /// after its others; `None` where withheld.
    pub n: Vec<Option<u64>>,
    /// Of everybody, weighted where answers are.
    pub all: Pairs,
    /// The same without each replicate group; empty where groups would be too small.
    pub without: Vec<Pairs>,
    /// Of everybody without weights, where there are weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unweighted: Option<Pairs>,
}

impl MatrixEvidence {
    /// The place of a question.
    pub fn place(&self, question: &str) -> Option<usize> {
        self.questions.iter().position(|own| own == question)
    }

    /// Of answers as steps above the lowest, one list a person with `None` for no answer: what a test of a plugin gives.
    pub fn of_people(questions: &[String], people: &[Vec<Option<u64>>]) -> Self {
        let mut found = RawMatrix::new(questions);
        for (line, answers) in people.iter().enumerate() {
            let pairs = &mut found.groups[replicate::of_line(line as u64) as usize];
            let answered = || (0..questions.len()).filter_map(|place| Some((place, (*answers.get(place)?)?)));
            for (one, x) in answered() {
                for (other, y) in answered().filter(|(other, _)| *other >= one) {
                    pairs[pair(one, other)].add([x, y], 1, None);
                }
            }
        }
        found.protected(|_| true, 1)
    }

    /// How many answered both of two questions, given their places; `None` where withheld.
    pub fn n(&self, one: usize, other: usize) -> Option<u64> {
        self.n.get(pair(one, other)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of answers to three questions; `None` is none.
    fn counted(rows: &[[Option<u16>; 3]], weight: impl Fn(usize) -> Option<f64>) -> RawMatrix {
        let ids = ["a", "b", "c"].map(str::to_owned);
        let mut counter = MatrixCounter::new(&ids, ["c", "a", "other", "b"].into_iter(), Some(0));
        for (line, [a, b, c]) in rows.iter().enumerate() {
            let said = |answer: &Option<u16>| answer.map_or(Answer::Blank, Answer::Counted);
            counter.answer(0, said(c));
            counter.answer(1, said(a));
            counter.answer(2, Answer::Counted(9));
            counter.answer(3, said(b));
            counter.row(None, line as u64, 1, weight(line));
        }
        counter.found().clone()
    }

    fn rows(count: usize) -> Vec<[Option<u16>; 3]> {
        (0..count)
            .map(|row| {
                let a = (row * 7 % 5) as u16;
                let b = (a + (row * 3 % 4) as u16) % 6;
                [Some(a), Some(b), (row % 3 > 0).then_some((row * 11 % 7) as u16)]
            })
            .collect()
    }

    #[test]
    fn correlations_are_those_of_the_rows_that_answer_both() {
        let rows = rows(500);
        for weight in [|_: usize| None, |row: usize| Some(0.25 + (row % 9) as f64 / 7.0)] {
            let found = counted(&rows, weight).protected(|_| true, 5);
            assert_eq!(
                (found.n(0, 1), found.n(0, 2), found.n(2, 2)),
                (Some(500), Some(333), Some(333))
            );
            let both: Vec<(f64, f64, f64)> = rows
                .iter()
                .enumerate()
                .filter_map(|(at, [_, b, c])| Some((weight(at).unwrap_or(1.0), f64::from((*b)?), f64::from((*c)?))))
                .collect();
            let all: f64 = both.iter().map(|(w, ..)| w).sum();
            let mean = |of: fn(&(f64, f64, f64)) -> f64| both.iter().map(|row| row.0 * of(row)).sum::<f64>() / all;
            let (mx, my) = (mean(|row| row.1), mean(|row| row.2));
            let product =
                |of: &dyn Fn(f64, f64) -> f64| -> f64 { both.iter().map(|(w, x, y)| w * of(x - mx, y - my)).sum() };
            let expected = product(&|x, y| x * y) / (product(&|x, _| x * x) * product(&|_, y| y * y)).sqrt();
            assert!((found.all.correlation(1, 2).unwrap() - expected).abs() < 1e-12);
            assert_eq!(found.all.correlation(1, 2), found.all.correlation(2, 1));
            assert_eq!(found.unweighted.is_some(), weight(0).is_some());
        }
    }

    #[test]
    fn without_a_group_is_what_the_rows_of_the_others_give() {
        let rows = rows(700);
        let found = counted(&rows, |_| None).protected(|_| true, 5);
        let groups = found.without.len();
        assert_eq!(groups, 32);
        let kept: Vec<[Option<u16>; 3]> = rows
            .iter()
            .enumerate()
            .filter(|(line, _)| replicate::of_line(*line as u64) as usize % groups != 3)
            .map(|(_, row)| *row)
            .collect();
        let expected = counted(&kept, |_| None).protected(|_| true, 5).all;
        let near = |a: &[Option<f64>], b: &[Option<f64>]| {
            a.iter().zip(b).all(|(a, b)| (a.unwrap() - b.unwrap()).abs() < 1e-12)
        };
        assert!(near(&found.without[3].deviations, &expected.deviations));
        assert!(near(&found.without[3].correlations, &expected.correlations));
    }

    #[test]
    fn parts_merged_are_what_one_pass_finds() {
        let rows = rows(300);
        let weight = |row: usize| Some(1.0 / (1 + row % 13) as f64);
        let whole = counted(&rows, weight);
        let part = |of: usize| -> RawMatrix {
            let taken: Vec<[Option<u16>; 3]> = rows
                .iter()
                .enumerate()
                .map(|(line, row)| if line % 2 == of { *row } else { [None; 3] })
                .collect();
            counted(&taken, weight)
        };
        let mut merged = RawMatrix::default();
        merged.merge(&part(1));
        merged.merge(&part(0));
        assert_eq!(merged, whole);
    }

    #[test]
    fn few_people_are_told_nothing_of_and_few_groups_are_not_told_apart() {
        let mut few = rows(60);
        for (at, row) in few.iter_mut().enumerate() {
            row[2] = (at < 4).then_some(at as u16);
        }
        let found = counted(&few, |_| None).protected(|_| true, 5);
        assert_eq!((found.n(0, 1), found.n(1, 2), found.n(2, 2)), (Some(60), None, None));
        assert_eq!((found.all.correlation(0, 2), found.all.deviations[2]), (None, None));
        assert!(found.all.correlation(0, 1).is_some());
        // Thirty people in eight groups are too few in some of them.
        assert!(counted(&rows(30), |_| None).protected(|_| true, 5).without.is_empty());
        let withheld = counted(&rows(500), |_| None).protected(|id| id != "b", 5);
        assert_eq!((withheld.n(0, 1), withheld.all.correlation(1, 2)), (None, None));
        assert!(withheld.all.correlation(0, 2).is_some() && withheld.without.len() >= 16);
    }
}
