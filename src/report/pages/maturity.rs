//! Maturity: the level reached in each dimension, what shows it, what is missing for the next one.

use serde::Serialize;

use super::point::{Point, anchor, point};
use crate::audit::{Check, RatedItem};
use crate::language::Arg;
use crate::manifest::Kind;
use crate::report::figures;
use crate::report::markdown::{self, Setting};
use crate::report::scribe::{Detail, FigureView, Measure, OutcomeWords, Scribe, args, capital};

/// What `maturity.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    radar: Option<FigureView>,
    dimensions: Vec<Dimension>,
}

#[derive(Serialize)]
struct Dimension {
    anchor: String,
    title: String,
    summary: String,
    measure: Option<Measure>,
    level_title: String,
    outcome: OutcomeWords,
    target: String,
    ladder: Option<FigureView>,
    levels: Vec<LevelView>,
    missing: Vec<String>,
    items: Vec<ItemView>,
    /// Their words in the project, or their ids.
    raters: Vec<String>,
    findings: Vec<Point>,
    readme: String,
}

#[derive(Serialize)]
struct LevelView {
    level: u8,
    title: String,
    rubric: String,
    next_step: String,
    /// `reached`, `current` or `ahead`.
    state: &'static str,
    state_words: String,
}

#[derive(Serialize)]
struct ItemView {
    title: String,
    /// Level by rater, in the order of `raters`; empty where somebody did not rate.
    levels: Vec<String>,
    /// Said where raters are far apart.
    spread: String,
    evidence: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    View {
        radar: scribe.figure(figures::RADAR),
        dimensions: scribe
            .audit
            .checks
            .iter()
            .filter(|check| check.kind == Kind::Maturity)
            .map(|check| dimension(scribe, check))
            .collect(),
    }
}

fn dimension(scribe: &Scribe<'_>, check: &Check) -> Dimension {
    let mut raters: Vec<String> = check
        .items
        .iter()
        .flat_map(|item| item.levels.keys().cloned())
        .collect();
    raters.sort();
    raters.dedup();
    Dimension {
        anchor: anchor(&check.id),
        title: scribe.name(check),
        summary: scribe.say(&check.summary),
        measure: scribe.total(check, Detail::Round),
        level_title: check
            .levels
            .iter()
            .find(|level| Some(level.level) == check.level)
            .map(|level| scribe.say(&level.title))
            .unwrap_or_default(),
        outcome: scribe.outcome(check.kind, check.outcome),
        target: super::overview::target(scribe, check),
        ladder: scribe.figure(&figures::ladder(&check.id)),
        levels: check
            .levels
            .iter()
            .map(|level| level_view(scribe, check, level))
            .collect(),
        missing: check.missing_for_next.iter().map(|text| scribe.say(text)).collect(),
        items: check
            .items
            .iter()
            .map(|item| item_view(scribe, item, &raters))
            .collect(),
        raters: raters
            .iter()
            .map(|rater| match check.raters.get(rater) {
                Some(words) => capital(&scribe.say(words)),
                None => rater.clone(),
            })
            .collect(),
        findings: scribe
            .audit
            .findings
            .iter()
            .filter(|finding| finding.check == check.id)
            .map(|finding| point(scribe, finding))
            .collect(),
        readme: markdown::to_html(
            super::kpi::without_title(check.readme.get(scribe.lang)),
            &Setting {
                lang: scribe.lang,
                top: 4,
                prefix: &format!("{}-", anchor(&check.id)),
                picture: &|_| None,
            },
        ),
    }
}

fn level_view(scribe: &Scribe<'_>, check: &Check, level: &crate::manifest::Level) -> LevelView {
    let state = match check.level {
        Some(reached) if level.level < reached => "reached",
        Some(reached) if level.level == reached => "current",
        _ => "ahead",
    };
    LevelView {
        level: level.level,
        title: scribe.say(&level.title),
        rubric: scribe.say(&level.rubric),
        next_step: if state == "current" {
            scribe.say(&level.next_step)
        } else {
            String::new()
        },
        state,
        state_words: scribe.word(&format!("level-{state}")),
    }
}

fn item_view(scribe: &Scribe<'_>, item: &RatedItem, raters: &[String]) -> ItemView {
    let (low, high) = (item.levels.values().min(), item.levels.values().max());
    let apart = match (low, high) {
        (Some(low), Some(high)) => high - low,
        _ => 0,
    };
    ItemView {
        title: scribe.say(&item.title),
        levels: raters
            .iter()
            .map(|rater| item.levels.get(rater).map(u8::to_string).unwrap_or_default())
            .collect(),
        spread: if apart >= 2 {
            scribe.phrase("raters-apart", args([("n", Arg::Count(apart.into()))]))
        } else {
            String::new()
        },
        evidence: scribe.say(&item.evidence),
    }
}
