//! Every figure on one page, each with its range, its answers and its target.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::audit::Check;
use crate::manifest::Kind;
use crate::report::figures;
use crate::report::latest::headline;
use crate::report::scribe::{Detail, FigureView, Measure, OutcomeWords, Scribe};

/// What `kpis.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// What respondents say of the relation as a whole.
    general: Vec<Row>,
    /// What tables of customers, orders, traffic and so on say.
    tables: Vec<Row>,
    /// Figures about one touchpoint each, weakest first.
    touchpoints: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    href: String,
    summary: String,
    measure: Option<Measure>,
    outcome: OutcomeWords,
    target: String,
    strip: Option<FigureView>,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let items = items(&scribe.audit.checks);
    let kpis = || {
        let all = scribe.audit.checks.iter();
        all.filter(|check| check.kind == Kind::Kpi && !items.contains(check.id.as_str()))
    };
    let mut touchpoints: Vec<&Check> = kpis().filter(|check| check.subject.touchpoint.is_some()).collect();
    touchpoints.sort_by(|a, b| {
        let place = |check: &Check| headline(check).value.unwrap_or(f64::INFINITY);
        family(a).cmp(&family(b)).then(place(a).total_cmp(&place(b)))
    });
    View {
        general: kpis()
            .filter(|check| check.subject.touchpoint.is_none() && check.subject.table.is_none())
            .map(|check| row(scribe, check))
            .collect(),
        tables: kpis()
            .filter(|check| check.subject.touchpoint.is_none() && check.subject.table.is_some())
            .map(|check| row(scribe, check))
            .collect(),
        touchpoints: touchpoints.into_iter().map(|check| row(scribe, check)).collect(),
    }
}

/// Questions that a construct is made of: its page leads to theirs. One with a target of its own is a figure like others.
fn items(checks: &[Check]) -> BTreeSet<&str> {
    let of_constructs = checks.iter().flat_map(|check| &check.constructs);
    let asked = of_constructs.flat_map(|construct| &construct.questions);
    let found: BTreeSet<&str> = asked.filter_map(|question| question.check.as_deref()).collect();
    let aims = |id: &str| checks.iter().any(|check| check.id == id && check.target.is_some());
    found.into_iter().filter(|id| !aims(id)).collect()
}

fn row(scribe: &Scribe<'_>, check: &Check) -> Row {
    let name = scribe.name(check);
    Row {
        href: scribe.to_check(&check.id).unwrap_or_default(),
        summary: check
            .subject
            .text
            .as_ref()
            .and_then(|text| scribe.said(text))
            // A question that is its own name says nothing twice.
            .filter(|text| *text != name)
            .unwrap_or_else(|| scribe.say(&check.summary)),
        measure: scribe.total(check, Detail::Round),
        outcome: scribe.outcome(check.kind, check.outcome),
        target: super::overview::target(scribe, check),
        strip: scribe.figure(&figures::strip(&check.id)),
        name,
    }
}

/// Figures of different kinds or scales are not compared: each forms a group of its own.
fn family(check: &Check) -> (&str, Option<[i32; 2]>) {
    (&check.plugin.id, check.scale)
}
