//! The first page: the verdict, three or four figures, the curve, what weighs and what carries, what is asked, what
//! is not known. It uses no statistical term but “margin of error”.

use std::collections::BTreeSet;

use serde::Serialize;

use super::frictions::{self, ValueView};
use super::point::{Point, point};
use crate::audit::{Change, Check, Finding, Severity};
use crate::language::{Arg, number};
use crate::manifest::Kind;
use crate::project::ActionStatus;
use crate::report::figures;
use crate::report::scribe::{Detail, FigureView, Link, Measure, OutcomeWords, Scribe, args, count};

/// At most this many figures at the top.
const FIGURES: usize = 4;
/// At most this many findings on each side.
const POINTS: usize = 3;

/// What `overview.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// Where the report comes from: date, answers, waves.
    sources: Vec<String>,
    /// The opening sentence; what stood between asterisks is marked.
    verdict: Vec<Part>,
    figures: Vec<KeyFigure>,
    curve: Option<FigureView>,
    curve_note: String,
    weighs: Vec<Point>,
    carries: Vec<Point>,
    decisions: Vec<Decision>,
    /// What is at stake, the largest amounts first.
    value: Option<ValueView>,
    unknown: Vec<String>,
}

/// A part of the verdict.
#[derive(Serialize)]
struct Part {
    text: String,
    marked: bool,
}

/// One of the figures at the top.
#[derive(Serialize)]
struct KeyFigure {
    label: String,
    href: String,
    measure: Option<Measure>,
    /// Said where there is no outcome against a target.
    note: String,
    outcome: Option<OutcomeWords>,
    target: String,
    strip: Option<FigureView>,
}

/// A decision somebody is asked to take.
#[derive(Serialize)]
struct Decision {
    id: String,
    href: String,
    asked: String,
    findings: Vec<Link>,
    decided_by: String,
    cost: String,
    gain: String,
    due: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let (weighs, carries) = points(scribe);
    View {
        sources: sources(scribe),
        verdict: parts(&scribe.say(&scribe.audit.project.verdict)),
        figures: figures(scribe),
        curve: scribe.figure(figures::JOURNEY),
        curve_note: super::journey::curve_note(scribe),
        weighs,
        carries,
        decisions: decisions(scribe),
        value: value(scribe),
        unknown: unknown(scribe),
    }
}

/// Splits `a *b* c`; an asterisk without its fellow is an asterisk.
fn parts(verdict: &str) -> Vec<Part> {
    let pieces: Vec<&str> = verdict.split('*').collect();
    if pieces.len().is_multiple_of(2) {
        return vec![Part {
            text: verdict.to_owned(),
            marked: false,
        }];
    }
    pieces
        .into_iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(place, text)| Part {
            text: text.to_owned(),
            marked: place % 2 == 1,
        })
        .collect()
}

fn sources(scribe: &Scribe<'_>) -> Vec<String> {
    let audit = scribe.audit;
    let mut sources = Vec::new();
    if let Some(day) = audit.as_of {
        sources.push(scribe.phrase("data-as-of", args([("day", Arg::Date(day.0))])));
    }
    let rows: u64 = audit
        .surveys
        .iter()
        .filter(|survey| survey.kind.is_none())
        .map(|survey| survey.rows)
        .sum();
    if rows > 0 {
        sources.push(scribe.answers(rows));
    }
    let waves: BTreeSet<&str> = audit
        .surveys
        .iter()
        .flat_map(|survey| &survey.groups)
        .filter(|group| group.dimension == "period")
        .map(|group| group.id.as_str())
        .collect();
    if waves.len() > 1 {
        sources.push(scribe.phrase("waves", args([("n", count(waves.len()))])));
    }
    if !audit.notes.is_empty() {
        sources.push(scribe.phrase("notes", args([("n", count(audit.notes.len()))])));
    }
    sources
}

/// The first check of a project: its NPS, else its first figure.
fn leading<'a>(scribe: &Scribe<'a>) -> Option<&'a Check> {
    let mut kpis = scribe
        .audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Kpi && check.value.is_some());
    let first = kpis.clone().next();
    kpis.find(|check| check.plugin.id == "nps").or(first)
}

fn figures(scribe: &Scribe<'_>) -> Vec<KeyFigure> {
    let audit = scribe.audit;
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    let mut figures = Vec::new();
    if let Some(check) = leading(scribe) {
        figures.extend(kpi_figure(scribe, check));
        shown.insert(&check.id);
        figures.extend(
            check
                .changes
                .iter()
                .rev()
                .find(|change| change.persona.is_none())
                .map(|change| change_figure(scribe, check, change)),
        );
    }
    let low = audit.journeys.first().and_then(|journey| journey.low_point.as_ref());
    let lowest = low
        .and_then(|(_, touchpoint)| scribe.touchpoint(touchpoint)?.check.as_deref())
        .and_then(|id| scribe.check(id));
    let website = audit
        .checks
        .iter()
        .find(|check| check.kind == Kind::Website && check.website.is_some());
    // Room is kept for the website.
    let room = FIGURES - usize::from(website.is_some());
    let others = audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Kpi && !check.detail);
    for check in lowest.into_iter().chain(others) {
        if figures.len() < room && shown.insert(&check.id) {
            figures.extend(kpi_figure(scribe, check));
        }
    }
    figures.extend(website.map(|check| website_figure(scribe, check)));
    // A level that nobody gave is no figure.
    for check in audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Maturity && check.level.is_some())
    {
        if figures.len() < FIGURES && shown.insert(&check.id) {
            figures.push(KeyFigure {
                label: scribe.name(check),
                href: scribe.to(&format!("maturity.html#{}", super::point::anchor(&check.id))),
                measure: scribe.total(check, Detail::Round),
                note: String::new(),
                outcome: Some(scribe.outcome(check.kind, check.outcome)),
                target: target(scribe, check),
                strip: None,
            });
        }
    }
    figures
}

/// `objectif +30`; empty without a target.
pub(super) fn target(scribe: &Scribe<'_>, check: &Check) -> String {
    check
        .target
        .map(|target| {
            let value = scribe.value(check.unit, target.value, usize::from(target.value.fract() != 0.0));
            scribe.phrase("target-is", args([("value", value.into())]))
        })
        .unwrap_or_default()
}

fn kpi_figure(scribe: &Scribe<'_>, check: &Check) -> Option<KeyFigure> {
    Some(KeyFigure {
        label: scribe.name(check),
        href: scribe.to_check(&check.id).unwrap_or_default(),
        measure: Some(scribe.total(check, Detail::Round)?),
        note: String::new(),
        outcome: check
            .target
            .is_some()
            .then(|| scribe.outcome(check.kind, check.outcome)),
        target: target(scribe, check),
        strip: scribe.figure(&figures::strip(&check.id)),
    })
}

fn change_figure(scribe: &Scribe<'_>, check: &Check, change: &Change) -> KeyFigure {
    let (value, unit) = scribe.difference(check.unit, change.difference);
    KeyFigure {
        label: scribe.phrase("since", args([("period", scribe.say(&change.from.1).into())])),
        href: scribe
            .to_check(&check.id)
            .map(|href| format!("{href}#changes"))
            .unwrap_or_default(),
        measure: Some(Measure {
            value,
            unit,
            range: scribe.difference_range(check.unit, &change.interval),
            answers: scribe.counted(check, change.n.0 + change.n.1),
        }),
        note: scribe.word(if change.beyond_chance() {
            "beyond-margin"
        } else {
            "within-margin"
        }),
        outcome: None,
        target: String::new(),
        strip: scribe.figure(&figures::change_strip(&check.id)),
    }
}

fn website_figure(scribe: &Scribe<'_>, check: &Check) -> KeyFigure {
    let detail = check.website.as_ref();
    let (met, applicable) = detail.map_or((0, 0), |detail| (detail.met_everywhere, detail.applicable));
    KeyFigure {
        label: scribe.phrase("website-rule", args([("rule", scribe.say(&check.title).into())])),
        href: scribe.to(&format!("website.html#{}", super::point::anchor(&check.id))),
        measure: Some(Measure {
            value: scribe.count(met),
            unit: scribe.phrase("out-of", args([("highest", count(applicable))])),
            range: scribe.word("criteria-met-everywhere"),
            answers: String::new(),
        }),
        note: scribe.phrase(
            "share-checked",
            args([(
                "share",
                Arg::Percent {
                    share: check.share_checked,
                    decimals: 0,
                },
            )]),
        ),
        outcome: Some(scribe.outcome(check.kind, check.outcome)),
        target: String::new(),
        strip: None,
    }
}

/// What weighs and what carries: the gravest first, one of each topic. What weighs is told of whom it weighs on most,
/// what carries of everyone where that can be said.
fn points(scribe: &Scribe<'_>) -> (Vec<Point>, Vec<Point>) {
    let select = |wanted: &dyn Fn(&Finding) -> bool, of_everyone: bool| {
        let found: Vec<&Finding> = scribe.audit.findings.iter().filter(|finding| wanted(finding)).collect();
        let mut seen = BTreeSet::new();
        let first: Vec<&Finding> = found
            .iter()
            .copied()
            .filter(|finding| seen.insert(topic(finding)))
            .collect();
        first
            .into_iter()
            .map(|first| {
                let mut same = found.iter().filter(|other| topic(other) == topic(first));
                same.find(|other| of_everyone && other.persona.is_none())
                    .copied()
                    .unwrap_or(first)
            })
            .take(POINTS)
            .map(|finding| point(scribe, finding))
            .collect()
    };
    (
        select(
            &|finding| matches!(finding.severity, Severity::High | Severity::Medium),
            false,
        ),
        select(&|finding| finding.severity == Severity::Strength, true),
    )
}

/// What a finding is about, for telling two of the same apart from two of different things.
fn topic(finding: &Finding) -> &str {
    finding
        .touchpoint
        .as_deref()
        .or(finding.criterion.as_deref())
        .unwrap_or(&finding.check)
}

/// The largest stakes, as far as an amount is known.
fn value(scribe: &Scribe<'_>) -> Option<ValueView> {
    let mut value = frictions::value(scribe)?;
    value.stakes.retain(frictions::StakeView::has_amount);
    value.stakes.truncate(POINTS);
    (!value.stakes.is_empty()).then_some(value)
}

fn decisions(scribe: &Scribe<'_>) -> Vec<Decision> {
    scribe
        .audit
        .actions
        .iter()
        .filter(|action| !action.decision.is_empty())
        .filter(|action| !matches!(action.status, ActionStatus::Done | ActionStatus::Dropped))
        .map(|action| Decision {
            id: action.id.clone(),
            href: scribe.to(&format!("actions.html#{}", action.id)),
            asked: scribe.say(&action.decision),
            findings: action.findings.iter().map(|id| scribe.to_finding(id)).collect(),
            decided_by: scribe.say(if action.decided_by.is_empty() {
                &action.owner
            } else {
                &action.decided_by
            }),
            cost: scribe.say(&action.cost),
            gain: scribe.say(&action.gain),
            due: action.due.map(|day| scribe.day(day.0)).unwrap_or_default(),
        })
        .collect()
}

fn unknown(scribe: &Scribe<'_>) -> Vec<String> {
    let audit = scribe.audit;
    let mut unknown = Vec::new();
    let hypotheses: Vec<String> = audit
        .journeys
        .iter()
        .filter_map(|journey| journey.series.first())
        .flat_map(|series| &series.points)
        .filter(|point| point.hypothesis)
        .filter_map(|point| Some(scribe.say(&scribe.touchpoint(&point.touchpoint)?.title)))
        .collect();
    if !hypotheses.is_empty() {
        unknown.push(scribe.phrase(
            "unknown-hypotheses",
            args([("n", count(hypotheses.len())), ("names", hypotheses.join(", ").into())]),
        ));
    }
    let withheld: u64 = audit.surveys.iter().map(|survey| survey.withheld_cells).sum();
    if withheld > 0 {
        unknown.push(scribe.phrase(
            "unknown-withheld",
            args([
                ("n", count(withheld)),
                ("minimum", Arg::Count(audit.project.minimum_cell.into())),
            ]),
        ));
    }
    for persona in audit.personas.iter().filter(|persona| !persona.has_segment) {
        unknown.push(scribe.phrase("unknown-persona", args([("name", scribe.say(&persona.name).into())])));
    }
    for check in audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Website && check.share_checked < 0.995)
    {
        unknown.push(scribe.phrase(
            "unknown-website",
            args([
                ("rule", scribe.say(&check.title).into()),
                (
                    "share",
                    number::percent(scribe.lang, 1.0 - check.share_checked, 0).into(),
                ),
            ]),
        ));
    }
    if audit.website.is_some() {
        let open = super::website::RULES.len() - super::website::judged(scribe);
        if open > 0 {
            unknown.push(scribe.phrase("unknown-rules", args([("n", count(open))])));
        }
    }
    let rejected: u64 = audit.surveys.iter().map(|survey| survey.rejected_rows).sum();
    if rejected > 0 {
        unknown.push(scribe.phrase("unknown-rejected", args([("n", count(rejected))])));
    }
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_asterisks_is_marked() {
        let said: Vec<(String, bool)> = parts("a *b* c")
            .into_iter()
            .map(|part| (part.text, part.marked))
            .collect();
        assert_eq!(
            said,
            [
                ("a ".to_owned(), false),
                ("b".to_owned(), true),
                (" c".to_owned(), false)
            ]
        );
        assert!(parts("5 * 3 = 15").iter().all(|part| !part.marked));
    }
}
