//! Scores of constructs: means of several questions asked of the same people, and how far these hang together.

use crate::evidence::{MatrixEvidence, Pairs};
use crate::stats::composite::{self, Component};
use crate::stats::{Estimate, Interval, LEVEL, alpha};

/// Below this the questions of a construct do not hang together enough to be one score: Nunnally, *Psychometric Theory*,
/// 2nd edition, 1978.
pub const RELIABLE: f64 = 0.7;

/// A question of a construct with what was answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// Its place in the matrix.
    pub place: usize,
    /// −1 where little is good on its scale.
    pub turn: f64,
    /// Mean of its answers, turned so that more is better.
    pub mean: f64,
    /// Answers.
    pub n: u64,
    /// Kish's effective number of them.
    pub n_effective: f64,
}

/// Cronbach's alpha of some questions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// Alpha.
    pub alpha: f64,
    /// Its interval; `None` where there are too few people for replicate groups.
    pub interval: Option<Interval>,
    /// Fewest people who answered any two of the questions.
    pub n: u64,
}

/// The mean of the scores of constructs, each that of the means of its questions: of one construct its score. `None` where one
/// has no question that may be shown, or there are none.
pub fn score(constructs: &[&[Asked]], matrix: &MatrixEvidence) -> Option<Estimate> {
    if constructs.iter().any(|asked| asked.is_empty()) {
        return None;
    }
    let share = |asked: &[Asked]| 1.0 / (constructs.len() * asked.len()) as f64;
    let all: Vec<(Asked, f64)> = constructs
        .iter()
        .flat_map(|asked| asked.iter().map(|one| (*one, share(asked))))
        .collect();
    let together = |i: usize, j: usize| {
        let (one, other) = (&all[i].0, &all[j].0);
        let covariance = covariance(&matrix.all, (one.place, one.turn), (other.place, other.turn))?;
        Some((covariance, matrix.n(one.place, other.place)?))
    };
    composed(&all, together)
}

/// The same of a group: each question with the standard deviation of the group's answers to it. How the answers to two questions
/// go together, and how many gave both of those who gave either, is taken from everybody.
pub fn score_of_group(constructs: &[&[(Asked, f64)]], matrix: &MatrixEvidence) -> Option<Estimate> {
    if constructs.is_empty() || constructs.iter().any(|asked| asked.is_empty()) {
        return None;
    }
    let each = || {
        constructs
            .iter()
            .flat_map(|asked| asked.iter().map(|one| (one, asked.len())))
    };
    let all: Vec<(Asked, f64)> = each()
        .map(|((asked, _), questions)| (*asked, 1.0 / (constructs.len() * questions) as f64))
        .collect();
    let deviations: Vec<f64> = each().map(|((_, deviation), _)| *deviation).collect();
    let together = |i: usize, j: usize| {
        let (one, other) = (&all[i].0, &all[j].0);
        let correlation = matrix.all.correlation(one.place, other.place)?;
        let of_either = matrix.n(one.place, one.place)?.min(matrix.n(other.place, other.place)?);
        let both = matrix.n(one.place, other.place)? as f64 / of_either as f64;
        let both = (both * one.n.min(other.n) as f64).round() as u64;
        Some((
            one.turn * other.turn * correlation * deviations[i] * deviations[j],
            both,
        ))
    };
    composed(&all, together)
}

/// The sum of the means of questions, each by its coefficient.
fn composed(all: &[(Asked, f64)], together: impl Fn(usize, usize) -> Option<(f64, u64)>) -> Option<Estimate> {
    let components: Vec<Component> = all
        .iter()
        .map(|(asked, coefficient)| Component {
            coefficient: *coefficient,
            mean: asked.mean,
            n: asked.n,
            n_effective: asked.n_effective,
        })
        .collect();
    composite::estimate(&components, together, LEVEL)
}

/// How far the questions of a construct hang together; `None` for a single one, or where nothing varies.
pub fn reliability(asked: &[Asked], matrix: &MatrixEvidence) -> Option<Reliability> {
    let questions: Vec<(usize, f64)> = asked.iter().map(|one| (one.place, one.turn)).collect();
    let of = |pairs: &Pairs| alpha_of(pairs, &questions);
    let whole = of(&matrix.all)?;
    let without: Option<Vec<f64>> = matrix.without.iter().map(of).collect();
    let pairs = asked.iter().flat_map(|one| asked.iter().map(move |other| (one, other)));
    let n: Option<Vec<u64>> = pairs.map(|(one, other)| matrix.n(one.place, other.place)).collect();
    Some(Reliability {
        alpha: whole,
        interval: without.and_then(|without| alpha::interval(whole, &without, LEVEL)),
        n: n?.into_iter().min()?,
    })
}

/// Cronbach's alpha of some questions, each its place in the matrix and −1 where little is good on its scale; `None` for a single
/// one, or where nothing varies.
pub fn alpha_of(pairs: &Pairs, questions: &[(usize, f64)]) -> Option<f64> {
    let each = questions
        .iter()
        .flat_map(|one| questions.iter().map(move |other| (*one, *other)));
    let covariances: Option<Vec<f64>> = each.map(|(one, other)| covariance(pairs, one, other)).collect();
    alpha::alpha(&covariances?, questions.len())
}

fn covariance(pairs: &Pairs, (one, turn): (usize, f64), (other, other_turn): (usize, f64)) -> Option<f64> {
    Some(turn * other_turn * pairs.covariance(one, other)?)
}
