//! What will be done, by whom and by when, and what became of what was done.

use serde::Serialize;

use super::point::title;
use crate::audit::{ActionRow, Effect, EffectVerdict, Finding, GoneFinding, Priority, Severity};
use crate::language::{Arg, number};
use crate::project::{ActionStatus, Expected, Size};
use crate::report::figures;
use crate::report::scribe::{FigureView, Link, Scribe, args, count};

/// What `actions.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// What the correction of the effects covers, in a sentence; empty where none was measured.
    family: String,
    /// Actions that are done, with their effect: “you told us, we acted”.
    done: Vec<Row>,
    /// Those still to come or under way.
    open: Vec<Row>,
    dropped: Vec<Row>,
    /// Impact against effort of those still to come.
    matrix: Option<FigureView>,
    /// Findings that no action answers.
    unanswered: Vec<Answered>,
    /// Actions that answer no finding.
    idle: Vec<Link>,
    /// Address of the page on what was done; empty where nothing was.
    told: String,
}

#[derive(Serialize)]
pub(super) struct Row {
    id: String,
    title: String,
    status: String,
    owner: String,
    decision: String,
    decided_by: String,
    cost: String,
    gain: String,
    effort: String,
    impact: String,
    due: String,
    done: String,
    overdue: bool,
    findings: Vec<Answered>,
    effect: Option<EffectView>,
    /// How its priority comes about: `0.23 = 1 × 0.35 × 66 % ÷ 1`.
    priority: String,
    ticket: String,
    /// What it should bring, as figures: `20 000 à 60 000 € par an`.
    expected: String,
    /// What it answers and is no longer found, in a sentence each.
    gone: Vec<String>,
}

#[derive(Serialize)]
struct Answered {
    link: Link,
    text: String,
}

#[derive(Serialize)]
struct EffectView {
    /// `better`, `worse`, `not-conclusive` or `not-enough-data`.
    verdict: &'static str,
    verdict_words: String,
    about: Link,
    before: String,
    after: String,
    difference: String,
    range: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    // What is to be done comes in the order of its priority; without one, last and as the project lists it.
    let mut ordered: Vec<&ActionRow> = scribe.audit.actions.iter().collect();
    let value = |action: &ActionRow| action.priority.as_ref().map_or(-1.0, |priority| priority.value);
    ordered.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let of = |wanted: &dyn Fn(ActionStatus) -> bool| {
        ordered
            .iter()
            .filter(|action| wanted(action.status))
            .map(|action| row(scribe, action))
            .collect()
    };
    let measured = scribe
        .audit
        .actions
        .iter()
        .find_map(|action| action.effect.as_ref()?.test);
    View {
        family: measured
            .map(|test| scribe.phrase("effect-family", args([("n", count(test.family))])))
            .unwrap_or_default(),
        told: if super::told::exists(scribe.audit) {
            scribe.to("told.html")
        } else {
            String::new()
        },
        done: of(&|status| status == ActionStatus::Done),
        open: of(&|status| !matches!(status, ActionStatus::Done | ActionStatus::Dropped)),
        dropped: of(&|status| status == ActionStatus::Dropped),
        matrix: scribe.figure(figures::PRIORITIES),
        unanswered: scribe
            .audit
            .findings
            .iter()
            .filter(|finding| {
                finding.actions.is_empty() && matches!(finding.severity, Severity::High | Severity::Medium)
            })
            .map(|finding| answered(scribe, finding))
            .collect(),
        idle: scribe
            .audit
            .actions
            .iter()
            .filter(|action| action.findings.is_empty())
            .map(|action| Link {
                text: format!("{} {}", action.id, scribe.say(&action.title)),
                href: format!("#{}", action.id),
            })
            .collect(),
    }
}

pub(super) fn row(scribe: &Scribe<'_>, action: &ActionRow) -> Row {
    let size = |size: Option<Size>| {
        size.map(|size| {
            scribe.word(match size {
                Size::Low => "size-low",
                Size::Medium => "size-medium",
                Size::High => "size-high",
            })
        })
        .unwrap_or_default()
    };
    Row {
        id: action.id.clone(),
        title: scribe.say(&action.title),
        status: scribe.word(match action.status {
            ActionStatus::Proposed => "status-proposed",
            ActionStatus::Planned => "status-planned",
            ActionStatus::Ongoing => "status-ongoing",
            ActionStatus::Done => "status-done",
            ActionStatus::Dropped => "status-dropped",
        }),
        owner: scribe.say(&action.owner),
        decision: scribe.say(&action.decision),
        decided_by: scribe.say(&action.decided_by),
        cost: scribe.say(&action.cost),
        gain: scribe.say(&action.gain),
        effort: size(action.effort),
        impact: size(action.impact),
        due: action.due.map(|day| scribe.day(day.0)).unwrap_or_default(),
        done: action.done.map(|day| scribe.day(day.0)).unwrap_or_default(),
        overdue: action.overdue,
        findings: action
            .findings
            .iter()
            .filter_map(|id| scribe.finding(id))
            .map(|finding| answered(scribe, finding))
            .collect(),
        priority: action
            .priority
            .as_ref()
            .map(|priority| priority_words(scribe, priority))
            .unwrap_or_default(),
        ticket: action.ticket.clone().unwrap_or_default(),
        expected: action
            .expected
            .as_ref()
            .map(|expected| expected_words(scribe, expected))
            .unwrap_or_default(),
        gone: action.gone.iter().map(|gone| gone_words(scribe, gone)).collect(),
        effect: action.effect.as_ref().map(|effect| effect_view(scribe, effect)),
    }
}

fn expected_words(scribe: &Scribe<'_>, expected: &Expected) -> String {
    let (low, high) = (expected.low.value, expected.high.value);
    let decimals = usize::from(low.fract() != 0.0 || high.fract() != 0.0);
    let write = |value| number::number(scribe.lang, value, decimals);
    let range = if low < high {
        number::range(scribe.lang, low, high, write)
    } else {
        write(low)
    };
    format!("{range}{}{}", number::NO_BREAK_SPACE, scribe.say(&expected.unit))
}

fn gone_words(scribe: &Scribe<'_>, gone: &GoneFinding) -> String {
    let finding = format!("{} {}", gone.finding, scribe.say(&gone.text));
    let last = Arg::Date(gone.last_seen.0);
    match gone.gone_by {
        Some(day) => scribe.phrase(
            "finding-gone-by",
            args([("finding", finding.into()), ("last", last), ("day", Arg::Date(day.0))]),
        ),
        None => scribe.phrase("finding-gone", args([("finding", finding.into()), ("last", last)])),
    }
}

fn answered(scribe: &Scribe<'_>, finding: &Finding) -> Answered {
    Answered {
        link: scribe.to_finding(&finding.id),
        text: title(scribe, finding),
    }
}

fn priority_words(scribe: &Scribe<'_>, priority: &Priority) -> String {
    let number = |value: f64, decimals| number::number(scribe.lang, value, decimals);
    scribe.phrase(
        "priority-formula",
        args([
            ("value", number(priority.value, 3).into()),
            ("weight", number(priority.weight, 2).into()),
            ("gap", number(priority.gap, 2).into()),
            ("reach", scribe.share(priority.reach).into()),
            ("effort", number(priority.effort, 0).into()),
            ("finding", priority.finding.clone().into()),
        ]),
    )
}

fn effect_view(scribe: &Scribe<'_>, effect: &Effect) -> EffectView {
    let verdict = match effect.verdict {
        EffectVerdict::Better => "better",
        EffectVerdict::Worse => "worse",
        EffectVerdict::NotConclusive => "not-conclusive",
        EffectVerdict::NotEnoughData => "not-enough-data",
    };
    let check = scribe.check(&effect.check);
    let mut name = check.map_or_else(|| effect.check.clone(), |check| scribe.name(check));
    if let Some(persona) = &effect.persona {
        name = scribe.phrase(
            "name-for",
            args([("name", name.into()), ("persona", scribe.persona(persona).into())]),
        );
    }
    let decimals = usize::from(effect.unit == Some(crate::manifest::Unit::Score));
    let end = |end: Option<(f64, u64)>| {
        end.map(|(value, n)| {
            scribe.phrase(
                "value-with-answers",
                args([
                    ("value", scribe.value(effect.unit, value, decimals).into()),
                    (
                        "n",
                        check
                            .map_or_else(|| scribe.answers(n), |check| scribe.counted(check, n))
                            .into(),
                    ),
                ]),
            )
        })
        .unwrap_or_default()
    };
    EffectView {
        verdict,
        verdict_words: scribe.word(&format!("effect-{verdict}")),
        about: Link {
            text: name,
            href: scribe
                .to_check(&effect.check)
                .map(|href| format!("{href}#changes"))
                .unwrap_or_default(),
        },
        before: end(effect.before),
        after: end(effect.after),
        difference: effect
            .difference
            .map(|difference| {
                let (value, unit) = scribe.difference(effect.unit, difference);
                format!("{value} {unit}").trim().to_owned()
            })
            .unwrap_or_default(),
        range: effect
            .interval
            .map(|interval| scribe.difference_range(effect.unit, &interval))
            .unwrap_or_default(),
    }
}
