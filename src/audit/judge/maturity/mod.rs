//! A maturity check: the level its script finds, or what its rated items make of it, against the target; beside it what
//! the project and its data say, how far raters agree, and what other questionnaires and earlier assessments gave.

mod fundamentals;
mod ratings;
mod signals;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::audit::{Check, Finding, FormRow, MaturityDetail, MaturityWhole, Outcome, PastLevel, RatedItem, Target};
use crate::diagnostics::Problems;
use crate::evidence::Binding;
use crate::manifest::{Aggregation, Kind, ProjectList};
use crate::plugins::{Plugin, RawLevel, aggregate, parameters, weakest_link};
use crate::project::{Day, Form};
use crate::stats::agreement::{Agreement, agreement};

use super::{Case, Judged, Judgement, blank_check, number_parameter, script};

/// What was judged before.
pub(super) struct Before<'b, 'a> {
    /// The checks.
    pub(super) judged: &'b [Judged<'a>],
    /// Their findings, not yet numbered.
    pub(super) found: &'b [Finding],
    /// The day the audit speaks of.
    pub(super) as_of: Option<Day>,
}

pub(super) fn judge<'a>(
    case: &Case<'a>,
    binding: &Binding,
    plugin: &'a Plugin,
    before: &Before<'_, 'a>,
    problems: &mut Problems,
) -> Judgement<'a> {
    let mut check = blank_check(binding, plugin);
    check.target = number_parameter(case, binding, plugin, "target").map(|value| Target { value });
    check.items = ratings::items(case, plugin, Form::Full);
    check.raters = ratings::raters(case, &check.items);
    check.share_checked = share_rated(&check.items);
    let mut detail = MaturityDetail {
        answers: plugin.manifest.answers(),
        agreement: agreement_of(&check.items),
        forms: forms(case, plugin),
        history: history(case, &check.id),
        parts: plugin.manifest.parts.clone(),
        ..MaturityDetail::default()
    };
    let mut computed = signals::computed(case, plugin, before.as_of);
    let mut findings = Vec::new();
    if plugin.script.is_some() {
        let facts = facts(case, plugin, &check.items, &computed, before.judged);
        if let Some(level) = script::level(plugin, &check, &facts, problems) {
            check.level = level.level;
            check.missing_for_next = level.missing;
            check.share_checked = if level.level.is_some() {
                1.0
            } else {
                check.share_checked
            };
            (detail.share, detail.mean, detail.weakest) = (level.share, level.mean, level.weakest);
            findings = level.findings;
        }
    } else if let Some(found) = aggregate(&plugin.manifest, levels(&check.items)) {
        let scoring = plugin.manifest.scoring.as_ref();
        detail.aggregation = Some(scoring.map_or(Aggregation::default(), |scoring| scoring.aggregation));
        check.level = Some(found.level);
        (detail.share, detail.mean, detail.weakest) = (found.share, found.mean, found.weakest);
    }
    // Signals speak of what was rated, whatever holds the level down.
    signals::compare(&mut computed, &check);
    findings.extend(signals::findings(&check, &computed));
    detail.signals = computed;
    if let (Some(highest), Some(rated)) = (&plugin.manifest.fundamentals, check.level)
        && rated > highest.value
    {
        let judged: Vec<&Check> = before.judged.iter().map(|judged| &judged.check).collect();
        detail.ceiling = fundamentals::ceiling(highest.value, rated, &judged, before.found);
        if let Some(ceiling) = &detail.ceiling {
            check.level = Some(ceiling.level);
            findings.push(fundamentals::finding(&check, ceiling));
        }
    }
    detail.gap = check
        .target
        .zip(check.level)
        .map(|(target, level)| target.value - f64::from(level));
    check.value = check.level.map(f64::from);
    check.outcome = match (check.level, check.target) {
        (None, _) => Outcome::Untested,
        (Some(_), None) => Outcome::NotApplicable,
        (Some(level), Some(target)) if f64::from(level) >= target.value => Outcome::Passed,
        (Some(_), Some(_)) => Outcome::Failed,
    };
    check.maturity = Some(detail);
    Judgement {
        judged: Judged { check, how: None },
        findings,
    }
}

/// The assessment as a whole; `None` where there is no maturity check.
pub(super) fn whole(checks: &[Check]) -> Option<MaturityWhole> {
    let rated = |check: &&Check| check.kind == Kind::Maturity && !check.items.is_empty();
    let checks: Vec<&Check> = checks.iter().filter(rated).collect();
    let items = || checks.iter().flat_map(|check| &check.items);
    items().next()?;
    // Levels of one to four and scores of nought to ten are not on one scale: the most used one speaks.
    let mut scales: BTreeMap<[u8; 2], Vec<&RatedItem>> = BTreeMap::new();
    for check in &checks {
        let scale = check.maturity.as_ref().map_or([0, 0], |detail| detail.answers);
        scales.entry(scale).or_default().extend(&check.items);
    }
    let most = scales
        .values()
        .max_by_key(|items| items.len())
        .cloned()
        .unwrap_or_default();
    Some(MaturityWhole {
        agreement: agreement_of(most),
        rated: items().filter(|item| !item.levels.is_empty()).count() as u64,
        items: items().count() as u64,
    })
}

/// The ids of findings that ceilings name by their keys until all findings are numbered.
pub(super) fn number(checks: &mut [Check], found: &[Finding]) {
    let ceilings = checks
        .iter_mut()
        .filter_map(|check| check.maturity.as_mut()?.ceiling.as_mut());
    for blocker in ceilings.flat_map(|ceiling| &mut ceiling.by) {
        if let Some(finding) = found.iter().find(|finding| finding.key == blocker.finding) {
            blocker.finding.clone_from(&finding.id);
        }
    }
}

fn levels(items: &[RatedItem]) -> impl Iterator<Item = (&str, Vec<u8>)> {
    items
        .iter()
        .map(|item| (item.id.as_str(), item.levels.values().copied().collect()))
}

fn agreement_of<'i>(items: impl IntoIterator<Item = &'i RatedItem>) -> Option<Agreement> {
    let rated: Vec<BTreeMap<&str, u8>> = items
        .into_iter()
        .map(|item| {
            item.levels
                .iter()
                .map(|(rater, level)| (rater.as_str(), *level))
                .collect()
        })
        .collect();
    agreement(&rated)
}

fn share_rated(items: &[RatedItem]) -> f64 {
    if items.is_empty() {
        return 0.0;
    }
    items.iter().filter(|item| !item.levels.is_empty()).count() as f64 / items.len() as f64
}

/// The other forms that somebody filled in, each with the level of its own items.
fn forms(case: &Case<'_>, plugin: &Plugin) -> Vec<FormRow> {
    let filled = |form: &Form| {
        let items = ratings::items(case, plugin, *form);
        let rated = items.iter().any(|item| !item.levels.is_empty());
        rated.then(|| FormRow {
            form: *form,
            // What a script knows besides the ratings belongs to the full assessment.
            level: level_of(plugin, &items).map(|found| found.level),
            raters: ratings::raters(case, &items),
            items,
        })
    };
    [Form::Short, Form::Outside].iter().filter_map(filled).collect()
}

fn level_of(plugin: &Plugin, items: &[RatedItem]) -> Option<RawLevel> {
    if plugin.script.is_some() {
        weakest_link(levels(items))
    } else {
        aggregate(&plugin.manifest, levels(items))
    }
}

fn history(case: &Case<'_>, check: &str) -> Vec<PastLevel> {
    let mut past: Vec<PastLevel> = case
        .project
        .maturity
        .history
        .iter()
        .filter_map(|past| {
            Some(PastLevel {
                date: past.date.value,
                level: past.levels.get(check)?.value,
                note: past.note.clone(),
            })
        })
        .collect();
    past.sort_by_key(|past| past.date);
    past
}

/// What a script may see: the brand, its parameters, and exactly what its manifest declares to read, by the names it
/// declares.
fn facts(
    case: &Case<'_>,
    plugin: &Plugin,
    items: &[RatedItem],
    computed: &[crate::audit::SignalRow],
    judged: &[Judged<'_>],
) -> Value {
    let mut facts = serde_json::Map::new();
    let settings = parameters(plugin, plugin.id(), &case.project.checks);
    facts.insert(
        "brand".to_owned(),
        json!(case.project.brand.name.as_deref().unwrap_or_default()),
    );
    facts.insert("parameters".to_owned(), json!(settings));
    for (name, read) in &plugin.manifest.reads {
        let value = if let Some(list) = read.project {
            project_list(case, list)
        } else if read.items.is_some() {
            json!(items)
        } else if read.signals.is_some() {
            computed
                .iter()
                .map(|row| {
                    (
                        row.signal.word().to_owned(),
                        json!({"value": row.value, "level": row.level}),
                    )
                })
                .collect::<serde_json::Map<_, _>>()
                .into()
        } else if let Some(id) = &read.result {
            judged
                .iter()
                .find(|judged| judged.check.id == *id)
                .map_or(Value::Null, |judged| json!(judged.check))
        } else {
            Value::Null
        };
        facts.insert(name.clone(), value);
    }
    Value::Object(facts)
}

fn project_list(case: &Case<'_>, list: ProjectList) -> Value {
    let project = case.project;
    match list {
        ProjectList::Personas => json!(project.personas),
        ProjectList::Channels => json!(project.channels),
        ProjectList::HandOvers => json!(project.hand_overs),
        ProjectList::Touchpoints => json!(project.journey.touchpoints),
        ProjectList::Actions => json!(project.actions),
        ProjectList::Surveys => json!(project.surveys),
        ProjectList::DataMap => json!(project.data_map),
    }
}
