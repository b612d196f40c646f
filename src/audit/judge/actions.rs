//! Actions: which findings they answer, whether they are late, and whether the figure they were meant to move moved.

use crate::audit::{ActionRow, Check, Correction, Effect, EffectVerdict, Finding, SurveyRow};
use crate::diagnostics::Problems;
use crate::evidence::{Evidence, Protected, QuestionEvidence, Summary};
use crate::manifest::Direction;
use crate::project::{Action, ActionStatus, Day, Measure, Project};

use super::{Judged, compare, gone, priority};

/// One row per action, in the project's order.
pub(super) fn actions(
    project: &Project,
    evidence: &Evidence,
    judged: &[Judged<'_>],
    findings: &[Finding],
    surveys: &[SurveyRow],
    as_of: Option<Day>,
    problems: &mut Problems,
) -> Vec<ActionRow> {
    let checks: Vec<&Check> = judged.iter().map(|judged| &judged.check).collect();
    let mut rows: Vec<ActionRow> = project
        .actions
        .iter()
        .map(|action| ActionRow {
            gone: gone::of_action(action, project, &checks, findings, as_of, problems),
            ..row(action, evidence, judged, findings, surveys, as_of)
        })
        .collect();
    let mut effects: Vec<&mut Effect> = rows.iter_mut().filter_map(|row| row.effect.as_mut()).collect();
    let tests = effects
        .iter_mut()
        .filter_map(|effect| Some((effect.test.as_mut()?, effect.interval?)));
    compare::correct(tests.collect());
    for effect in effects {
        let check = judged.iter().find(|judged| judged.check.id == effect.check);
        let lower = check.is_some_and(|judged| judged.check.direction == Some(Direction::LowerIsBetter));
        effect.verdict = verdict(effect, lower);
    }
    rows
}

fn verdict(effect: &Effect, lower_is_better: bool) -> EffectVerdict {
    match (effect.test, effect.difference) {
        (Some(test), Some(_)) if !test.beyond_chance => EffectVerdict::NotConclusive,
        (Some(_), Some(difference)) if (difference > 0.0) != lower_is_better => EffectVerdict::Better,
        (Some(_), Some(_)) => EffectVerdict::Worse,
        _ => EffectVerdict::NotEnoughData,
    }
}

fn row(
    action: &Action,
    evidence: &Evidence,
    judged: &[Judged<'_>],
    findings: &[Finding],
    surveys: &[SurveyRow],
    as_of: Option<Day>,
) -> ActionRow {
    let answered: Vec<&Finding> = findings
        .iter()
        .filter(|finding| action.answers.iter().any(|answer| finding.is_answered_by(answer)))
        .collect();
    let open = !matches!(action.status, ActionStatus::Done | ActionStatus::Dropped);
    ActionRow {
        id: action.id.value.clone(),
        title: action.title.clone(),
        status: action.status,
        owner: action.owner.clone(),
        decision: action.decision.clone(),
        decided_by: action.decided_by.clone(),
        cost: action.cost.clone(),
        gain: action.gain.clone(),
        expected: action.expected.clone(),
        effort: action.effort,
        impact: action.impact,
        due: action.due,
        done: action.done,
        ticket: action.ticket.as_ref().map(|ticket| ticket.value.clone()),
        priority: open
            .then(|| priority::priority(action, &answered, judged, surveys))
            .flatten(),
        findings: answered.iter().map(|finding| finding.id.clone()).collect(),
        gone: Vec::new(),
        overdue: open && action.due.zip(as_of).is_some_and(|(due, today)| due < today),
        effect: action.measure.as_ref().map(|measure| effect(measure, evidence, judged)),
    }
}

/// What an action may answer: a finding of this audit or of an earlier one.
pub(super) trait Answerable {
    fn finding(&self) -> &str;
    fn check(&self) -> &str;
    fn touchpoint(&self) -> Option<&str>;
    fn criterion(&self) -> Option<&str>;

    /// Whether what an action says it answers is this finding: its id, its check, its criterion or its touchpoint.
    fn is_answered_by(&self, answer: &str) -> bool {
        answer == self.finding()
            || answer == self.check()
            || Some(answer) == self.touchpoint()
            || self.criterion().is_some_and(|criterion| {
                let of_check = answer
                    .strip_prefix(self.check())
                    .and_then(|rest| rest.strip_prefix('/'));
                answer == criterion || of_check == Some(criterion)
            })
    }
}

impl Answerable for Finding {
    fn finding(&self) -> &str {
        &self.id
    }
    fn check(&self) -> &str {
        &self.check
    }
    fn touchpoint(&self) -> Option<&str> {
        self.touchpoint.as_deref()
    }
    fn criterion(&self) -> Option<&str> {
        self.criterion.as_deref()
    }
}

/// The figure before and after, with the interval of the difference: an association in time, never a proof of cause.
fn effect(measure: &Measure, evidence: &Evidence, judged: &[Judged<'_>]) -> Effect {
    let persona = measure.persona.as_ref().map(|persona| persona.value.clone());
    let unknown = Effect {
        check: measure.check.value.clone(),
        persona: persona.clone(),
        before: None,
        after: None,
        difference: None,
        interval: None,
        test: None,
        verdict: EffectVerdict::NotEnoughData,
        unit: None,
    };
    let Some(judged) = judged.iter().find(|judged| judged.check.id == measure.check.value) else {
        return unknown;
    };
    let in_period = |period: &str| summary(&judged.check, evidence, persona.as_deref(), period);
    let (Some(before), Some(after)) = (in_period(&measure.before), in_period(&measure.after)) else {
        return unknown;
    };
    let Some(how) = &judged.how else { return unknown };
    let (from, to) = (measure.before.as_str(), measure.after.as_str());
    let repeated = question(&judged.check, evidence).and_then(|found| found.repeated(from, to, persona.as_deref()));
    let found = how.change(before, after, repeated).map(|(found, _)| found);
    let (Some((first, _)), Some((second, _))) = (how.figure(before), how.figure(after)) else {
        return unknown;
    };
    Effect {
        before: Some((first, before.n())),
        after: Some((second, after.n())),
        difference: found.as_ref().map(|found| found.value),
        interval: found.as_ref().map(|found| found.interval),
        test: found
            .as_ref()
            .map(|found| compare::uncorrected(found, Correction::Holm)),
        unit: judged.check.unit,
        ..unknown
    }
}

fn summary<'a>(check: &Check, evidence: &'a Evidence, persona: Option<&str>, period: &str) -> Option<&'a Summary> {
    let question = question(check, evidence)?;
    match persona {
        Some(persona) => question.cell(&["persona", "period"], &[persona, period]),
        None => question.cell(&["period"], &[period]),
    }
    .and_then(Protected::shown)
}

fn question<'a>(check: &Check, evidence: &'a Evidence) -> Option<&'a QuestionEvidence> {
    evidence.question(check.subject.survey.as_deref()?, check.subject.question.as_deref()?)
}
