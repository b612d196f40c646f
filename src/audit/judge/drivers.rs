//! Key drivers of a check: the shares of R² of the questions it reads a matrix of, from correlations alone.
//!
//! Pairwise: a question that most customers have no answer to is left out, not the customers. Answers are taken as the
//! numbers of their scale, turned so that more is better. Formulas are in `stats::drivers`; `docs/methods.md` says
//! which and why.

use crate::audit::{Driver, DriverLeftOut, Drivers, NoDrivers, Quadrant};
use crate::evidence::{Binding, MatrixEvidence, Pairs};
use crate::manifest::Direction;
use crate::plugins::{Plugin, constructs};
use crate::project::{Question, Survey};
use crate::stats::drivers::{Explained, explain};
use crate::stats::{Interval, LEVEL, alpha, jackknife};

use super::question_mean::question_mean;
use super::{Case, kpi};

/// Fewer people than this per driver say nothing.
const PEOPLE_PER_DRIVER: u64 = 10;

/// A question that may be a driver.
struct Candidate<'a> {
    question: &'a Question,
    /// Its place in the matrix.
    place: usize,
    /// −1 where little is good on its scale.
    turn: f64,
}

/// The drivers of a check; `None` where it reads no matrix, or its survey has fewer than two of them.
pub(super) fn of_check(
    case: &Case<'_>,
    binding: &Binding,
    plugin: &Plugin,
    survey: &Survey,
    question: &Question,
) -> Option<Drivers> {
    let asked = crate::evidence::drivers(case.project, &plugin.manifest, &binding.check, survey, question);
    if asked.is_empty() {
        return None;
    }
    let matrix = case.evidence.survey(&survey.id)?.matrix.as_ref()?;
    let outcome = matrix.place(&question.id)?;
    let turn_of = |direction: Direction| {
        if direction == Direction::LowerIsBetter {
            -1.0
        } else {
            1.0
        }
    };
    let turn = turn_of(crate::evidence::direction(&plugin.manifest, question));
    let mut candidates: Vec<Candidate<'_>> = asked
        .into_iter()
        .filter_map(|question| {
            Some(Candidate {
                place: matrix.place(&question.id)?,
                turn: turn_of(question.direction.unwrap_or(Direction::HigherIsBetter)),
                question,
            })
        })
        .collect();
    let left_out = leave_out(matrix, outcome, &mut candidates);
    let needed = PEOPLE_PER_DRIVER * candidates.len().max(2) as u64;
    let mut found = Drivers {
        method: None,
        refused: Some(NoDrivers::TooFew),
        n: fewest(matrix, outcome, &candidates).map(|(n, _)| n),
        needed,
        r_squared: None,
        r_squared_interval: None,
        alpha: None,
        alpha_interval: None,
        groups: 0,
        importance_line: None,
        performance_line: None,
        drivers: Vec::new(),
        left_out,
    };
    if candidates.len() < 2 {
        found.n = None;
        return Some(found);
    }
    let explained = |pairs: &Pairs| -> Option<Explained> {
        let correlation = |one: usize, other: usize| pairs.correlation(one, other);
        let mut among = Vec::with_capacity(candidates.len() * candidates.len());
        let mut with = Vec::with_capacity(candidates.len());
        for one in &candidates {
            for other in &candidates {
                among.push(one.turn * other.turn * correlation(one.place, other.place)?);
            }
            with.push(turn * one.turn * correlation(one.place, outcome)?);
        }
        explain(&among, &with).filter(|found| found.r_squared > 0.0)
    };
    let Some(whole) = explained(&matrix.all) else {
        found.refused = Some(NoDrivers::Contradiction);
        return Some(found);
    };
    let without: Option<Vec<Explained>> = matrix.without.iter().map(&explained).collect();
    let without = without.unwrap_or_default();
    let plain = matrix.unweighted.as_ref().and_then(&explained);
    let share = |explained: &Explained, place: usize| explained.parts[place] / explained.r_squared;
    let between = |value: f64, of: &dyn Fn(&Explained) -> f64| -> Option<Interval> {
        let without: Vec<f64> = without.iter().map(of).collect();
        Some(jackknife::interval(value, &without, LEVEL)?.clamped(0.0, 1.0))
    };
    let mut drivers: Vec<Driver> = candidates
        .iter()
        .enumerate()
        .filter_map(|(place, candidate)| {
            let (performance, performance_interval) = performance(case, survey, candidate)?;
            let question = candidate.question;
            Some(Driver {
                question: question.id.value.clone(),
                label: kpi::question_label(question),
                touchpoint: question.touchpoint.as_ref().map(|touchpoint| touchpoint.value.clone()),
                check: check_of(case, survey, question),
                n: matrix.n(candidate.place, outcome)?,
                share: share(&whole, place),
                interval: between(share(&whole, place), &|explained| share(explained, place)),
                unweighted_share: plain.as_ref().map(|plain| share(plain, place)),
                beta: whole.beta[place],
                performance,
                performance_interval,
                quadrant: Quadrant::LowPriority,
                certain: false,
            })
        })
        .collect();
    let count = drivers.len() as f64;
    let importance_line = 1.0 / count;
    let performance_line = drivers.iter().map(|driver| driver.performance).sum::<f64>() / count;
    for driver in &mut drivers {
        place(driver, importance_line, performance_line);
    }
    drivers.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.question.cmp(&b.question)));
    found.method = Some(whole.method);
    found.refused = None;
    found.r_squared = Some(whole.r_squared);
    found.r_squared_interval = between(whole.r_squared, &|explained| explained.r_squared);
    found.alpha = alpha_of(&matrix.all, &candidates);
    let groups = matrix.without.iter();
    let alphas: Option<Vec<f64>> = groups.map(|pairs| alpha_of(pairs, &candidates)).collect();
    found.alpha_interval = found
        .alpha
        .zip(alphas)
        .and_then(|(whole, without)| alpha::interval(whole, &without, LEVEL));
    found.groups = without.len() as u64;
    found.importance_line = Some(importance_line);
    found.performance_line = Some(performance_line);
    found.drivers = drivers;
    Some(found)
}

/// Fewest people who answered two of the questions together, and those two, the outcome as `None`.
fn fewest(matrix: &MatrixEvidence, outcome: usize, candidates: &[Candidate<'_>]) -> Option<(u64, [Option<usize>; 2])> {
    let n = |one: usize, other: usize| matrix.n(one, other).unwrap_or_default();
    let pairs = candidates.iter().enumerate().flat_map(|(at, candidate)| {
        let others = candidates[..at].iter().enumerate();
        let among = others.map(move |(other, own)| (n(candidate.place, own.place), [Some(at), Some(other)]));
        among.chain([(n(candidate.place, outcome), [Some(at), None])])
    });
    pairs.min_by_key(|(n, _)| *n)
}

/// Leaves out, one by one, the driver that fewest answered of the pair that fewest answered, until each pair has ten
/// people per driver.
fn leave_out(matrix: &MatrixEvidence, outcome: usize, candidates: &mut Vec<Candidate<'_>>) -> Vec<DriverLeftOut> {
    let mut left_out = Vec::new();
    while let Some((n, pair)) = fewest(matrix, outcome, candidates) {
        if candidates.len() < 2 || n >= PEOPLE_PER_DRIVER * candidates.len() as u64 {
            break;
        }
        let answered = |place: &usize| matrix.n(candidates[*place].place, outcome);
        let Some(place) = pair.into_iter().flatten().min_by_key(answered) else {
            break;
        };
        let question = candidates.remove(place).question;
        left_out.push(DriverLeftOut {
            question: question.id.value.clone(),
            label: kpi::question_label(question),
        });
    }
    left_out.sort_by(|a, b| a.question.cmp(&b.question));
    left_out
}

/// Cronbach's alpha of the drivers.
fn alpha_of(pairs: &Pairs, candidates: &[Candidate<'_>]) -> Option<f64> {
    let questions: Vec<(usize, f64)> = candidates.iter().map(|one| (one.place, one.turn)).collect();
    constructs::alpha_of(pairs, &questions)
}

/// Mean of the answers to a driver with its interval, 0 to 100.
fn performance(case: &Case<'_>, survey: &Survey, driver: &Candidate<'_>) -> Option<(f64, Option<Interval>)> {
    let on_hundred = |value: f64, [low, high]: [f64; 2]| {
        let share = 100.0 * (value - low) / (high - low);
        if driver.turn < 0.0 { 100.0 - share } else { share }
    };
    let (performance, figure) = question_mean(case, survey, driver.question, on_hundred)?;
    Some((performance, figure.interval))
}

/// The check that is made of a question, if there is one.
pub(super) fn check_of(case: &Case<'_>, survey: &Survey, question: &Question) -> Option<String> {
    let of_question = |binding: &&Binding| {
        binding.survey.as_ref() == Some(&survey.id.value) && binding.question.as_ref() == Some(&question.id.value)
    };
    let binding = case.plan.bindings.iter().find(of_question)?;
    Some(binding.check.clone())
}

/// Which quadrant a driver lies in, and whether that is certain.
fn place(driver: &mut Driver, importance_line: f64, performance_line: f64) {
    driver.quadrant = match (driver.share >= importance_line, driver.performance >= performance_line) {
        (true, false) => Quadrant::ConcentrateHere,
        (true, true) => Quadrant::KeepUp,
        (false, false) => Quadrant::LowPriority,
        (false, true) => Quadrant::PossibleOverkill,
    };
    let clear = |interval: Option<Interval>, line: f64| interval.is_some_and(|interval| !interval.contains(line));
    driver.certain = clear(driver.interval, importance_line) && clear(driver.performance_interval, performance_line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn driver(share: f64, half: f64, performance: f64) -> Driver {
        let interval = |value: f64, half: f64| {
            Some(Interval {
                level: 0.95,
                low: value - half,
                high: value + half,
                method: "jackknife",
            })
        };
        Driver {
            question: "q".to_owned(),
            label: crate::language::Text::same("Q"),
            touchpoint: None,
            check: None,
            n: 100,
            share,
            interval: interval(share, half),
            unweighted_share: None,
            beta: 0.1,
            performance,
            performance_interval: interval(performance, 2.0),
            quadrant: Quadrant::LowPriority,
            certain: false,
        }
    }

    /// Three questions beside the outcome, of which hardly anybody answered the third together with the second.
    #[test]
    fn the_question_that_fewest_answered_is_left_out_until_ten_people_stand_behind_each() {
        let question = |id: &str| -> Question {
            let yaml = format!("{{id: {id}, role: rating, scale: [1, 5], label: {id}}}");
            crate::manifest::typed("s.yaml", &yaml, &mut crate::diagnostics::Problems::new()).unwrap()
        };
        let questions = ["b", "c", "d"].map(question);
        // By pairs: outcome; b with the outcome and itself; c …; d ….
        let matrix = MatrixEvidence {
            questions: ["a", "b", "c", "d"].map(str::to_owned).into(),
            n: [90, 80, 85, 70, 60, 75, 40, 30, 12, 45].map(Some).into(),
            ..MatrixEvidence::default()
        };
        let candidates = || -> Vec<Candidate<'_>> {
            let placed = questions.iter().zip(1..);
            placed
                .map(|(question, place)| Candidate {
                    question,
                    place,
                    turn: 1.0,
                })
                .collect()
        };
        let mut kept = candidates();
        let out = leave_out(&matrix, 0, &mut kept);
        assert_eq!(out.iter().map(|one| one.question.as_str()).collect::<Vec<_>>(), ["d"]);
        assert_eq!(fewest(&matrix, 0, &kept), Some((60, [Some(1), Some(0)])));
        // With a pair withheld as well, nothing is shared any more.
        let withheld = MatrixEvidence {
            n: [90, 80, 85, 70, 60, 75, 40, 30, 12, 45]
                .map(|n| (n > 60).then_some(n))
                .into(),
            ..matrix
        };
        let mut kept = candidates();
        leave_out(&withheld, 0, &mut kept);
        assert!(kept.len() < 2);
    }

    #[test]
    fn a_driver_whose_interval_crosses_a_line_is_not_certain_to_lie_where_it_lies() {
        for (share, half, performance, quadrant, certain) in [
            (0.4, 0.1, 50.0, Quadrant::ConcentrateHere, true),
            (0.4, 0.2, 50.0, Quadrant::ConcentrateHere, false),
            (0.4, 0.1, 71.0, Quadrant::KeepUp, false),
            (0.1, 0.05, 60.0, Quadrant::LowPriority, true),
            (0.1, 0.05, 90.0, Quadrant::PossibleOverkill, true),
        ] {
            let mut one = driver(share, half, performance);
            place(&mut one, 0.25, 70.0);
            assert_eq!(
                (one.quadrant, one.certain),
                (quadrant, certain),
                "{share} {performance}"
            );
        }
        let mut without = driver(0.4, 0.1, 50.0);
        without.interval = None;
        place(&mut without, 0.25, 70.0);
        assert!(!without.certain);
    }
}
