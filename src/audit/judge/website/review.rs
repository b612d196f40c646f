//! What people answered, laid over what the machine found.
//!
//! A person decides what a machine leaves open or only guesses. What the files decide stands; that a person sees it
//! otherwise is shown beside.

use std::collections::BTreeMap;

use crate::audit::{Criterion, Difference, Outcome, ReviewRow};
use crate::language::Text;
use crate::manifest::Certainty;
use crate::project::{Answer, Review, ReviewItem};
use crate::website::probes::Source;

fn outcome(answer: Answer) -> Outcome {
    match answer {
        Answer::Passed => Outcome::Passed,
        Answer::Failed => Outcome::Failed,
        Answer::NotApplicable => Outcome::NotApplicable,
        Answer::CannotTell => Outcome::CannotTell,
    }
}

/// Pairs with the same answer, and pairs in all.
fn pairs(answers: &BTreeMap<String, Outcome>) -> (u64, u64) {
    let list: Vec<&Outcome> = answers.values().collect();
    let mut same = 0;
    for (at, one) in list.iter().enumerate() {
        same += list[at + 1..].iter().filter(|other| *other == one).count() as u64;
    }
    let all = (list.len() * list.len().saturating_sub(1) / 2) as u64;
    (same, all)
}

/// What the items about one criterion say together: a rater's later answer takes the place of an earlier one.
fn row(items: &[&ReviewItem]) -> Option<ReviewRow> {
    let mut dated: Vec<&&ReviewItem> = items.iter().collect();
    dated.sort_by_key(|item| item.date);
    let last = dated.last()?;
    let mut answers = BTreeMap::new();
    for item in &dated {
        for (rater, answer) in &item.answers {
            answers.insert(rater.clone(), outcome(answer.value));
        }
    }
    let most = |wanted: &Outcome| answers.values().filter(|answer| *answer == wanted).count() * 2 > answers.len();
    let said = [Outcome::Passed, Outcome::Failed, Outcome::NotApplicable]
        .into_iter()
        .find(|outcome| most(outcome))
        .unwrap_or(Outcome::CannotTell);
    let (same, all) = pairs(&answers);
    Some(ReviewRow {
        outcome: said,
        agreement: (all > 0).then(|| same as f64 / all as f64),
        date: last.date,
        pages: dated
            .iter()
            .flat_map(|item| &item.pages)
            .map(|page| page.value.clone())
            .collect(),
        note: dated
            .iter()
            .rev()
            .map(|item| item.note.clone())
            .find(|note| !note.is_empty())
            .unwrap_or_default(),
        screenshot: dated
            .iter()
            .rev()
            .find_map(|item| item.screenshot.as_ref())
            .map(|path| path.value.clone()),
        answers,
    })
}

/// Lays the review over the criteria of a rule.
pub(super) fn lay_over(review: &Review, rule: &str, criteria: &mut [Criterion]) {
    for criterion in criteria {
        let items: Vec<&ReviewItem> = review
            .items
            .iter()
            .filter(|item| item.rule.value == rule && item.criterion.value == criterion.id)
            .collect();
        let Some(row) = row(&items) else { continue };
        let said = row.outcome;
        criterion.review = Some(row);
        let before = criterion.outcome;
        if said == before || said == Outcome::CannotTell {
            continue;
        }
        let open = matches!(before, Outcome::CannotTell | Outcome::Untested);
        let taken = open || criterion.certainty != Certainty::Decidable;
        if !open {
            criterion.differences.push(Difference {
                path: String::new(),
                line: 0,
                column: 0,
                snippet: String::new(),
                files: before,
                source: Source::Human,
                rule: String::new(),
                other: said,
                taken,
            });
        }
        if taken {
            decide(criterion, said);
        }
    }
}

fn decide(criterion: &mut Criterion, said: Outcome) {
    criterion.outcome = said;
    criterion.source = Source::Human;
    criterion.share_checked = (said != Outcome::NotApplicable).then_some(1.0);
    criterion.score = match said {
        Outcome::Passed => Some(1.0),
        Outcome::Failed => Some(0.0),
        _ => None,
    };
    if said != Outcome::Failed {
        criterion.evidence.clear();
        (criterion.occurrences, criterion.pages_failed) = (0, 0);
    }
}

/// Over the criteria that several people looked at: pairs of raters with the same answer as a share of all pairs.
pub(super) fn agreement(criteria: &[Criterion]) -> Option<f64> {
    let (mut same, mut all) = (0, 0);
    for row in criteria.iter().filter_map(|criterion| criterion.review.as_ref()) {
        let counted = pairs(&row.answers);
        same += counted.0;
        all += counted.1;
    }
    (all > 0).then(|| same as f64 / all as f64)
}

/// The words of the project for everybody who answered.
pub(super) fn raters(review: &Review, criteria: &[Criterion]) -> BTreeMap<String, Text> {
    criteria
        .iter()
        .filter_map(|criterion| criterion.review.as_ref())
        .flat_map(|row| row.answers.keys())
        .filter_map(|rater| Some((rater.clone(), review.raters.get(rater)?.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::criterion;
    use super::*;

    fn review(yaml: &str) -> Review {
        let text = format!("items: [{yaml}]");
        let mut problems = crate::diagnostics::Problems::new();
        crate::manifest::typed("review.yaml", &text, &mut problems).unwrap()
    }

    fn after(yaml: &str, mut before: Criterion) -> Criterion {
        before.id = "c".to_owned();
        let mut criteria = [before];
        lay_over(&review(yaml), "design", &mut criteria);
        let [criterion] = criteria;
        criterion
    }

    #[test]
    fn most_raters_decide_and_a_tie_leaves_it_open() {
        let open = || criterion(3, Certainty::Manual, Outcome::CannotTell, None);
        let two = after(
            "{rule: design, criterion: c, answers: {a: passed, b: passed, c: failed}}",
            open(),
        );
        assert_eq!(
            (two.outcome, two.score, two.source),
            (Outcome::Passed, Some(1.0), Source::Human)
        );
        // One pair of three agrees.
        assert_eq!(two.review.unwrap().agreement, Some(1.0 / 3.0));
        let tie = after("{rule: design, criterion: c, answers: {a: passed, b: failed}}", open());
        assert_eq!((tie.outcome, tie.score), (Outcome::CannotTell, None));
        assert_eq!(tie.review.unwrap().agreement, Some(0.0));
        let other = after("{rule: findable, criterion: c, answers: {a: passed}}", open());
        assert!(other.review.is_none());
    }

    #[test]
    fn a_later_answer_of_the_same_rater_takes_the_place_of_the_earlier() {
        let found = after(
            "{rule: design, criterion: c, date: 2026-10-02, answers: {a: passed}}, \
             {rule: design, criterion: c, date: 2026-09-01, answers: {a: failed}}",
            criterion(3, Certainty::Manual, Outcome::CannotTell, None),
        );
        assert_eq!(found.outcome, Outcome::Passed);
    }

    #[test]
    fn a_person_overrules_a_guess_and_not_what_the_files_decide() {
        let yaml = "{rule: design, criterion: c, answers: {a: passed}}";
        let guess = after(yaml, criterion(3, Certainty::Heuristic, Outcome::Failed, Some(0.2)));
        assert_eq!((guess.outcome, guess.differences[0].taken), (Outcome::Passed, true));
        let fact = after(yaml, criterion(3, Certainty::Decidable, Outcome::Failed, Some(0.2)));
        assert_eq!((fact.outcome, fact.score), (Outcome::Failed, Some(0.2)));
        assert!(!fact.differences[0].taken);
    }
}
