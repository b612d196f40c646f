//! The score of a rule out of its criteria: weighted mean, cap on heuristics, coverage, strict count.

use crate::audit::{Criterion, Outcome};
use crate::manifest::Certainty;
use crate::website::probes::Source;

/// Most that heuristic criteria may weigh together, as a share of the rule.
const MOST_HEURISTIC: f64 = 0.3;

pub(super) struct Scored {
    /// From 0 to 100, not rounded; `None` where nothing was decided.
    pub(super) score: Option<f64>,
    /// Share of the weight that was decided, 0 to 1.
    pub(super) coverage: f64,
    /// Criteria met on every page.
    pub(super) met: u64,
    /// Criteria that apply.
    pub(super) applicable: u64,
    /// Criteria of those that wait for a person.
    pub(super) open: u64,
}

/// Whether a machine guessed: not where a person has answered.
fn is_guess(criterion: &Criterion) -> bool {
    criterion.certainty == Certainty::Heuristic && criterion.source != Source::Human
}

fn decided(criterion: &Criterion) -> Option<f64> {
    match criterion.outcome {
        // Of what cannot be told, a part of the pages or elements may have been decided, and passes.
        Outcome::Passed | Outcome::Failed | Outcome::CannotTell => criterion.score,
        Outcome::NotApplicable | Outcome::Untested => None,
    }
}

/// 100·Σ w·score ÷ Σ w over criteria that were decided, heuristics together weighing at most 30 %; coverage is
/// Σ w·share decided ÷ Σ w over criteria that apply.
pub(super) fn score(criteria: &[Criterion]) -> Scored {
    let weight_of = |guess: bool| -> f64 {
        criteria
            .iter()
            .filter(|criterion| is_guess(criterion) == guess && decided(criterion).is_some())
            .map(|criterion| f64::from(criterion.weight))
            .sum()
    };
    let (firm, guessed) = (weight_of(false), weight_of(true));
    let most = firm * MOST_HEURISTIC / (1.0 - MOST_HEURISTIC);
    let dampening = if guessed > most { most / guessed } else { 1.0 };
    let (mut sum, mut weights) = (0.0, 0.0);
    let (mut known, mut applies) = (0.0, 0.0);
    let (mut met, mut applicable, mut open) = (0, 0, 0);
    for criterion in criteria {
        if criterion.outcome == Outcome::NotApplicable {
            continue;
        }
        let weight = f64::from(criterion.weight);
        applies += weight;
        known += weight * criterion.share_checked.unwrap_or(0.0);
        applicable += 1;
        met += u64::from(criterion.outcome == Outcome::Passed);
        open += u64::from(criterion.outcome == Outcome::CannotTell);
        if let Some(score) = decided(criterion) {
            let weight = if is_guess(criterion) {
                weight * dampening
            } else {
                weight
            };
            sum += weight * score;
            weights += weight;
        }
    }
    Scored {
        score: (weights > 0.0).then(|| 100.0 * sum / weights),
        coverage: if applies > 0.0 { known / applies } else { 0.0 },
        met,
        applicable,
        open,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::criterion;
    use super::*;

    fn of(list: &[(u8, Certainty, Outcome, Option<f64>)]) -> Scored {
        let criteria: Vec<Criterion> = list
            .iter()
            .map(|(weight, certainty, outcome, score)| criterion(*weight, *certainty, *outcome, *score))
            .collect();
        super::score(&criteria)
    }

    use Certainty::{Decidable, Heuristic, Manual};
    use Outcome::{CannotTell, Failed, NotApplicable, Passed, Untested};

    #[test]
    fn a_score_weighs_decided_criteria_only() {
        let scored = of(&[
            (10, Decidable, Passed, Some(1.0)),
            (7, Decidable, Failed, Some(0.5)),
            (7, Decidable, CannotTell, None),
            (10, Decidable, NotApplicable, None),
        ]);
        // (10·1 + 7·0.5) ÷ (10 + 7)
        assert_eq!(scored.score, Some(100.0 * 13.5 / 17.0));
        assert_eq!((scored.met, scored.applicable, scored.open), (1, 3, 1));
        // 17 of 24 points of weight were decided.
        assert!((scored.coverage - 17.0 / 24.0).abs() < 1e-12);
    }

    #[test]
    fn heuristics_weigh_thirty_percent_at_most() {
        let scored = of(&[(7, Decidable, Passed, Some(1.0)), (10, Heuristic, Failed, Some(0.0))]);
        // The heuristic weighs 7 · 0.3 ÷ 0.7 = 3, which is 30 % of 10.
        assert!((scored.score.unwrap() - 70.0).abs() < 1e-9);
        // Two heuristics share the 3: (7·1 + 1.5·1 + 1.5·0) ÷ 10.
        let scored = of(&[
            (7, Decidable, Passed, Some(1.0)),
            (3, Heuristic, Passed, Some(1.0)),
            (3, Heuristic, Failed, Some(0.0)),
        ]);
        assert!((scored.score.unwrap() - 85.0).abs() < 1e-9);
        // Below the limit they weigh what they weigh: (20·1 + 3·0) ÷ 23.
        let scored = of(&[
            (10, Decidable, Passed, Some(1.0)),
            (10, Decidable, Passed, Some(1.0)),
            (3, Heuristic, Failed, Some(0.0)),
        ]);
        assert!((scored.score.unwrap() - 2000.0 / 23.0).abs() < 1e-9);
    }

    #[test]
    fn an_open_question_lowers_the_coverage_and_an_answered_one_counts() {
        let scored = of(&[(7, Decidable, Passed, Some(1.0)), (3, Manual, CannotTell, None)]);
        assert_eq!((scored.score, scored.coverage, scored.open), (Some(100.0), 0.7, 1));
        let scored = of(&[(7, Decidable, Passed, Some(1.0)), (3, Manual, Failed, Some(0.0))]);
        assert_eq!((scored.score, scored.coverage, scored.open), (Some(70.0), 1.0, 0));
    }

    #[test]
    fn a_heuristic_that_a_person_confirmed_is_no_guess() {
        let mut criteria = vec![
            criterion(7, Decidable, Passed, Some(1.0)),
            criterion(10, Heuristic, Failed, Some(0.0)),
        ];
        criteria[1].source = Source::Human;
        assert!((super::score(&criteria).score.unwrap() - 100.0 * 7.0 / 17.0).abs() < 1e-9);
    }

    #[test]
    fn no_score_without_a_decision() {
        assert_eq!(of(&[(7, Decidable, CannotTell, None)]).score, None);
        assert!(of(&[(7, Decidable, Untested, None)]).coverage.abs() < 1e-12);
    }
}
