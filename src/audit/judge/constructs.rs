//! Constructs of a check: the score of each from the questions that bear it, and how far these hang together.

use crate::audit::{Check, ConstructQuestion, ConstructRow, Outcome, Subject};
use crate::evidence::{Binding, MatrixEvidence};
use crate::manifest::{Construct, Direction};
use crate::plugins::Plugin;
use crate::plugins::constructs::{Asked, RELIABLE, reliability, score};
use crate::project::{Question, Survey};
use crate::stats::Interval;

use super::question_mean::question_mean;
use super::{Case, by_group, drivers, kpi};

/// Fills in the scores of a check that reads the questions of its constructs.
pub(super) fn fill(case: &Case<'_>, binding: &Binding, plugin: &Plugin, check: &mut Check) {
    let mut surveys = case.project.surveys.iter();
    let Some(survey) = surveys.find(|survey| Some(&survey.id.value) == binding.survey.as_ref()) else {
        return;
    };
    check.subject = Subject {
        survey: Some(survey.id.value.clone()),
        ..Subject::default()
    };
    check.outcome = Outcome::CannotTell;
    check.direction = Some(Direction::HigherIsBetter);
    let nothing = MatrixEvidence::default();
    let found = case.evidence.survey(&survey.id);
    let matrix = found.and_then(|found| found.matrix.as_ref()).unwrap_or(&nothing);
    let each = crate::evidence::constructs(&plugin.manifest, survey);
    let scale = each
        .iter()
        .flat_map(|(_, questions)| questions)
        .find_map(|question| bounds(question));
    let Some(scale) = scale else { return };
    check.scale = Some(scale);
    check.range = Some(scale.map(f64::from));
    let clamped = |interval: Interval| interval.clamped(f64::from(scale[0]), f64::from(scale[1]));
    let mut scored: Vec<Vec<Asked>> = Vec::new();
    for (construct, questions) in &each {
        let all: Vec<(Asked, ConstructQuestion)> = questions
            .iter()
            .filter_map(|question| one(case, survey, question, matrix))
            .collect();
        let is_whole = all.len() == questions.len();
        let asked: Vec<Asked> = all.iter().map(|(asked, _)| *asked).collect();
        let questions = all.into_iter().map(|(_, question)| question).collect();
        check
            .constructs
            .push(row(construct, &asked, questions, matrix, is_whole, &clamped));
        if is_whole && !asked.is_empty() {
            scored.push(asked);
        }
    }
    // Constructs that nobody was asked for are no part of the mean; one of which something is withheld leaves none.
    let is_asked = |(_, questions): &&(&Construct, Vec<&Question>)| !questions.is_empty();
    if scored.len() < each.iter().filter(is_asked).count() {
        return;
    }
    let parts: Vec<&[Asked]> = scored.iter().map(Vec::as_slice).collect();
    let Some(whole) = score(&parts, matrix).filter(|_| !parts.is_empty()) else {
        return;
    };
    check.value = Some(whole.value);
    check.n = Some(whole.n);
    check.n_effective = Some(whole.n_effective);
    check.standard_error = whole.standard_error;
    check.interval = whole.interval.map(clamped);
    check.estimate = Some("mean".to_owned());
    check.share_checked = scored.len() as f64 / each.len().max(1) as f64;
    by_group::fill(case, binding, plugin, check);
    check.current = kpi::current(check);
    check.outcome = kpi::outcome(check);
}

/// −1 where little is good on the scale of a question, else 1.
pub(super) fn turn(question: &Question) -> f64 {
    if question.direction == Some(Direction::LowerIsBetter) {
        -1.0
    } else {
        1.0
    }
}

/// A value on the scale between two ends, turned so that more is better.
pub(super) fn turned(turn: f64, value: f64, [low, high]: [f64; 2]) -> f64 {
    if turn < 0.0 { low + high - value } else { value }
}

fn bounds(question: &Question) -> Option<[i32; 2]> {
    Some(question.scale.as_ref()?.value.bounds())
}

fn row(
    construct: &Construct,
    asked: &[Asked],
    questions: Vec<ConstructQuestion>,
    matrix: &MatrixEvidence,
    is_whole: bool,
    clamped: &dyn Fn(Interval) -> Interval,
) -> ConstructRow {
    let score = score(&[asked], matrix).filter(|_| is_whole);
    let found = reliability(asked, matrix).filter(|_| is_whole);
    ConstructRow {
        id: construct.id.clone(),
        title: construct.title.clone(),
        summary: construct.summary.clone(),
        value: score.map(|score| score.value),
        standard_error: score.and_then(|score| score.standard_error),
        interval: score.and_then(|score| score.interval).map(clamped),
        n: score.map(|score| score.n),
        alpha: found.map(|found| found.alpha),
        alpha_interval: found.and_then(|found| found.interval),
        alpha_n: found.map(|found| found.n),
        reliable: found.map(|found| found.alpha >= RELIABLE),
        questions,
    }
}

/// A question of a construct, unless it is withheld.
fn one(
    case: &Case<'_>,
    survey: &Survey,
    question: &Question,
    matrix: &MatrixEvidence,
) -> Option<(Asked, ConstructQuestion)> {
    let turn = turn(question);
    let (mean, figure) = question_mean(case, survey, question, |value, ends| turned(turn, value, ends))?;
    let asked = Asked {
        place: matrix.place(&question.id)?,
        turn,
        mean,
        n: figure.n,
        n_effective: figure.n_effective,
    };
    let row = ConstructQuestion {
        question: question.id.value.clone(),
        label: kpi::question_label(question),
        check: drivers::check_of(case, survey, question),
        value: mean,
        interval: figure.interval,
        n: figure.n,
    };
    Some((asked, row))
}
