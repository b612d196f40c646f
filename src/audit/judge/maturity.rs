//! A maturity check: the level its script finds, or the weakest link of its rated items, against the target.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::audit::{Outcome, RatedItem, Target};
use crate::diagnostics::Problems;
use crate::evidence::Binding;
use crate::language::Text;
use crate::manifest::ProjectList;
use crate::plugins::{Plugin, parameters, weakest_link};

use super::{Case, Judged, Judgement, blank_check, number_parameter, script};

pub(super) fn judge<'a>(
    case: &Case<'a>,
    binding: &Binding,
    plugin: &'a Plugin,
    judged: &[Judged<'a>],
    problems: &mut Problems,
) -> Judgement<'a> {
    let mut check = blank_check(binding, plugin);
    check.target = number_parameter(case, binding, plugin, "target").map(|value| Target { value });
    check.items = items(case, plugin);
    check.raters = raters(case, &check.items);
    check.share_checked = share_rated(&check.items);
    let mut findings = Vec::new();
    if plugin.script.is_some() {
        let facts = facts(case, plugin, &check.items, judged);
        if let Some(level) = script::level(plugin, &check, &facts, problems) {
            check.level = level.level;
            check.missing_for_next = level.missing;
            check.share_checked = if level.level.is_some() {
                1.0
            } else {
                check.share_checked
            };
            findings = level.findings;
        }
    } else {
        let items = check
            .items
            .iter()
            .map(|item| (item.id.as_str(), item.levels.values().copied().collect()));
        check.level = weakest_link(items).map(|found| found.level);
    }
    check.value = check.level.map(f64::from);
    check.outcome = match (check.level, check.target) {
        (None, _) => Outcome::Untested,
        (Some(_), None) => Outcome::NotApplicable,
        (Some(level), Some(target)) if f64::from(level) >= target.value => Outcome::Passed,
        (Some(_), Some(_)) => Outcome::Failed,
    };
    Judgement {
        judged: Judged { check, how: None },
        findings,
    }
}

/// The items with what people rated; an item nobody rated has no level.
fn items(case: &Case<'_>, plugin: &Plugin) -> Vec<RatedItem> {
    plugin
        .manifest
        .items
        .iter()
        .map(|item| {
            let rating = case
                .project
                .maturity
                .ratings
                .iter()
                .find(|rating| rating.check.value == plugin.manifest.id.value && rating.item.value == item.id);
            RatedItem {
                id: item.id.clone(),
                title: item.title.clone(),
                levels: rating
                    .map(|rating| {
                        rating
                            .levels
                            .iter()
                            .map(|(rater, level)| (rater.clone(), level.value))
                            .collect()
                    })
                    .unwrap_or_default(),
                evidence: rating.map(|rating| rating.evidence.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

/// The words of the project for everybody who rated one of `items`.
fn raters(case: &Case<'_>, items: &[RatedItem]) -> BTreeMap<String, Text> {
    let words = &case.project.maturity.raters;
    items
        .iter()
        .flat_map(|item| item.levels.keys())
        .filter_map(|rater| Some((rater.clone(), words.get(rater)?.clone())))
        .collect()
}

fn share_rated(items: &[RatedItem]) -> f64 {
    if items.is_empty() {
        return 0.0;
    }
    items.iter().filter(|item| !item.levels.is_empty()).count() as f64 / items.len() as f64
}

/// What a script may see: the brand, its parameters, and exactly what its manifest declares to read, by the names it
/// declares.
fn facts(case: &Case<'_>, plugin: &Plugin, items: &[RatedItem], judged: &[Judged<'_>]) -> Value {
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
