//! Maturity: the level reached in each dimension, what shows it, what is missing for the next one.

use serde::Serialize;

use super::point::{Point, anchor, point};
use crate::audit::{Ceiling, Check, FormRow, MaturityDetail, RatedItem, SignalRow, Stance};
use crate::language::Arg;
use crate::manifest::{Aggregation, Kind};
use crate::project::Form;
use crate::report::figures;
use crate::report::markdown::{self, Setting};
use crate::report::scribe::{
    Detail, Entry, FigureView, Link, Measure, OutcomeWords, Scribe, args, capital, contents, count,
};
use crate::stats::agreement::{Agreement, Coefficient};

/// What `maturity.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    radar: Option<FigureView>,
    /// How many items are rated, of how many.
    rated: String,
    /// How far raters agree over all items; empty with one rater.
    agreement: String,
    /// The dimensions, where there are many.
    contents: Vec<Entry>,
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
    /// How many levels are left to the target; empty where none are.
    gap: String,
    /// Weakest link and mean, or the model's own score, in words.
    scoring: Vec<String>,
    ceiling: Option<CeilingView>,
    ladder: Option<FigureView>,
    trend: Option<FigureView>,
    levels: Vec<LevelView>,
    missing: Vec<String>,
    signals: Vec<SignalView>,
    items: Vec<ItemView>,
    /// Their words in the project, or their ids.
    raters: Vec<String>,
    agreement: String,
    forms: Vec<FormView>,
    findings: Vec<Point>,
    readme: String,
}

/// What holds a level down, and what lifts it.
#[derive(Serialize)]
struct CeilingView {
    words: String,
    by: Vec<BlockerView>,
}

#[derive(Serialize)]
struct BlockerView {
    text: String,
    finding: Link,
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
struct SignalView {
    /// The figure in words.
    text: String,
    /// The statement it speaks about; empty for the whole dimension.
    about: String,
    /// The level it speaks for, by name and rubric; empty where there is nothing to count.
    level: String,
    rubric: String,
    /// `supports`, `below`, `above` or `none`.
    stance: &'static str,
    stance_words: String,
}

#[derive(Serialize)]
struct ItemView {
    title: String,
    /// The part of the model it belongs to.
    part: String,
    /// Whether anybody rated it.
    rated: bool,
    /// Level by rater, in the order of `raters`; empty where somebody did not rate.
    levels: Vec<String>,
    /// Said where raters are far apart.
    spread: String,
    evidence: Vec<EvidenceView>,
}

#[derive(Serialize)]
struct EvidenceView {
    /// Who wrote it; empty for what the project says.
    by: String,
    text: String,
    /// Address of what shows it; may be empty.
    link: String,
}

/// Short form or outside view.
#[derive(Serialize)]
struct FormView {
    title: String,
    /// Its own level in words, and that it is no other form's.
    words: String,
    raters: Vec<String>,
    items: Vec<ItemView>,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let whole = scribe.audit.maturity.as_ref();
    let checks = scribe.audit.checks.iter();
    let dimensions: Vec<Dimension> = checks
        .filter(|check| check.kind == Kind::Maturity)
        .map(|check| dimension(scribe, check))
        .collect();
    View {
        contents: contents(dimensions.iter().map(|one| {
            let level = one
                .measure
                .as_ref()
                .map(|measure| format!("{} {}", measure.value, measure.unit));
            let note = level.unwrap_or_else(|| one.outcome.words.clone());
            (one.title.clone(), one.anchor.clone(), note.trim().to_owned())
        })),
        radar: scribe.figure(figures::RADAR),
        rated: whole.map_or_else(String::new, |whole| {
            scribe.phrase(
                "items-rated",
                args([("n", count(whole.rated)), ("of", count(whole.items))]),
            )
        }),
        agreement: whole
            .and_then(|whole| whole.agreement)
            .map_or_else(String::new, |found| agreement(scribe, &found)),
        dimensions,
    }
}

fn dimension(scribe: &Scribe<'_>, check: &Check) -> Dimension {
    let raters = raters(&check.items);
    let detail = check.maturity.as_ref();
    let ceiling = detail.and_then(|detail| detail.ceiling.as_ref());
    Dimension {
        anchor: anchor(&check.id),
        title: scribe.name(check),
        summary: scribe.say(&check.summary),
        measure: scribe.total(check, Detail::Round),
        level_title: check
            .level
            .map(|level| level_name(scribe, check, level))
            .unwrap_or_default(),
        outcome: scribe.outcome(check.kind, check.outcome),
        target: super::overview::target(scribe, check),
        gap: detail
            .and_then(|detail| detail.gap)
            .map_or_else(String::new, |gap| self::gap(scribe, gap)),
        scoring: detail.map(|detail| scoring(scribe, check, detail)).unwrap_or_default(),
        ceiling: ceiling.map(|ceiling| ceiling_view(scribe, ceiling)),
        ladder: scribe.figure(&figures::ladder(&check.id)),
        trend: scribe.figure(&figures::level_trend(&check.id)),
        levels: check
            .levels
            .iter()
            .map(|level| level_view(scribe, check, level))
            .collect(),
        missing: check.missing_for_next.iter().map(|text| scribe.say(text)).collect(),
        signals: detail
            .iter()
            .flat_map(|detail| &detail.signals)
            .map(|signal| signal_view(scribe, check, signal))
            .collect(),
        items: items(scribe, check, &check.items),
        raters: raters
            .iter()
            .map(|rater| rater_name(scribe, &check.raters, rater))
            .collect(),
        agreement: detail
            .and_then(|detail| detail.agreement)
            .map_or_else(String::new, |found| agreement(scribe, &found)),
        forms: detail
            .iter()
            .flat_map(|detail| &detail.forms)
            .map(|form| form_view(scribe, check, form))
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

/// Everybody who rated one of `items`.
fn raters(items: &[RatedItem]) -> Vec<String> {
    let mut raters: Vec<String> = items.iter().flat_map(|item| item.levels.keys().cloned()).collect();
    raters.sort();
    raters.dedup();
    raters
}

fn rater_name(
    scribe: &Scribe<'_>,
    words: &std::collections::BTreeMap<String, crate::language::Text>,
    rater: &str,
) -> String {
    match words.get(rater) {
        Some(words) => capital(&scribe.say(words)),
        None => rater.to_owned(),
    }
}

fn level_name(scribe: &Scribe<'_>, check: &Check, level: u8) -> String {
    let found = check.levels.iter().find(|known| known.level == level);
    found.map(|level| scribe.say(&level.title)).unwrap_or_default()
}

/// A level by number and name: `2, “Compliant”`.
fn level_words(scribe: &Scribe<'_>, check: &Check, level: u8) -> String {
    let name = level_name(scribe, check, level);
    scribe.phrase(
        "level-named",
        args([("level", Arg::Count(level.into())), ("name", name.into())]),
    )
}

fn gap(scribe: &Scribe<'_>, gap: f64) -> String {
    if gap <= 0.0 {
        return String::new();
    }
    scribe.phrase(
        "level-gap",
        args([(
            "n",
            Arg::Number {
                value: gap,
                decimals: 0,
            },
        )]),
    )
}

/// How the level came about, in sentences: a mean of ordinal levels is never given as a figure.
fn scoring(scribe: &Scribe<'_>, check: &Check, detail: &MaturityDetail) -> Vec<String> {
    let mut said = Vec::new();
    let title = |id: &String| {
        check
            .items
            .iter()
            .find(|item| item.id == *id)
            .map(|item| scribe.say(&item.title))
    };
    let weakest: Vec<String> = detail.weakest.iter().filter_map(title).collect();
    let linked = detail.aggregation == Some(Aggregation::WeakestLink);
    if linked && !weakest.is_empty() && weakest.len() < check.items.len() {
        let names = weakest
            .iter()
            .map(|name| crate::language::quote(scribe.lang, name.trim_end_matches('.')));
        let names = names.collect::<Vec<_>>().join(", ");
        said.push(scribe.phrase(
            "weakest-items",
            args([("n", count(weakest.len())), ("names", names.into())]),
        ));
    }
    if let Some(mean) = detail.mean {
        let (low, high) = (mean.floor(), mean.ceil());
        let name = |level: f64| level_words(scribe, check, level as u8);
        said.push(if (mean - low).abs() < 1e-9 {
            scribe.phrase("mean-at", args([("level", name(low).into())]))
        } else {
            let nearer = match (mean - low).total_cmp(&(high - mean)) {
                std::cmp::Ordering::Less => "mean-nearer-low",
                std::cmp::Ordering::Equal => "mean-half-way",
                std::cmp::Ordering::Greater => "mean-nearer-high",
            };
            scribe.phrase(nearer, args([("low", name(low).into()), ("high", name(high).into())]))
        });
    }
    match (detail.aggregation, detail.share) {
        (Some(Aggregation::CutOffs), Some(share)) => {
            said.push(scribe.phrase(
                "scored",
                args([(
                    "score",
                    Arg::Number {
                        value: 100.0 * share,
                        decimals: 0,
                    },
                )]),
            ));
        }
        (Some(Aggregation::Tally), Some(share)) => {
            let of = check.items.len();
            let n = (share * of as f64).round() as u64;
            said.push(scribe.phrase("tallied", args([("n", count(n)), ("of", count(of))])));
        }
        _ => {}
    }
    said
}

fn ceiling_view(scribe: &Scribe<'_>, ceiling: &Ceiling) -> CeilingView {
    CeilingView {
        words: scribe.phrase(
            "ceiling",
            args([
                ("level", Arg::Count(ceiling.level.into())),
                ("rated", Arg::Count(ceiling.rated.into())),
                ("n", count(ceiling.by.len())),
            ]),
        ),
        by: ceiling
            .by
            .iter()
            .map(|blocker| BlockerView {
                text: scribe.say(&blocker.text),
                finding: scribe.to_finding(&blocker.finding),
            })
            .collect(),
    }
}

fn signal_view(scribe: &Scribe<'_>, check: &Check, row: &SignalRow) -> SignalView {
    let item = row.item.as_ref();
    let level = row
        .level
        .and_then(|level| check.levels.iter().find(|known| known.level == level));
    let stance = match row.stance {
        Some(Stance::Supports) => "supports",
        Some(Stance::Below) => "below",
        Some(Stance::Above) => "above",
        None => "none",
    };
    SignalView {
        text: capital(&scribe.say(&row.text)),
        about: item
            .and_then(|id| check.items.iter().find(|item| item.id == *id))
            .map(|item| scribe.say(&item.title))
            .unwrap_or_default(),
        level: level
            .map(|level| level_words(scribe, check, level.level))
            .unwrap_or_default(),
        rubric: level.map(|level| scribe.say(&level.rubric)).unwrap_or_default(),
        stance,
        stance_words: match (row.stance, row.rated) {
            (Some(_), Some(rated)) => {
                scribe.phrase(&format!("stance-{stance}"), args([("rated", Arg::Count(rated.into()))]))
            }
            _ => String::new(),
        },
    }
}

fn form_view(scribe: &Scribe<'_>, check: &Check, row: &FormRow) -> FormView {
    let form = match row.form {
        Form::Full => "full",
        Form::Short => "short",
        Form::Outside => "outside",
    };
    let raters = raters(&row.items);
    let level = match row.level {
        Some(level) => level_words(scribe, check, level),
        None => scribe.word("level-unknown"),
    };
    FormView {
        title: scribe.word(&format!("form-{form}")),
        words: scribe.phrase(
            &format!("form-{form}-level"),
            args([
                ("level", level.into()),
                ("n", count(row.items.len())),
                ("raters", count(raters.len())),
            ]),
        ),
        raters: raters
            .iter()
            .map(|rater| rater_name(scribe, &row.raters, rater))
            .collect(),
        items: items(scribe, check, &row.items),
    }
}

/// The coefficient with its n, and what it means. The bounds are Krippendorff's (2004): from 0.8 on one may draw
/// conclusions, from two thirds on tentative ones.
fn agreement(scribe: &Scribe<'_>, found: &Agreement) -> String {
    let coefficient = match found.coefficient {
        Coefficient::WeightedKappa => "agreement-kappa",
        Coefficient::KrippendorffAlpha => "agreement-alpha",
    };
    let meaning = match found.value {
        value if value >= 0.8 => "agreement-high",
        value if value >= 2.0 / 3.0 => "agreement-tentative",
        value if value > 0.0 => "agreement-low",
        _ => "agreement-none",
    };
    let figure = scribe.phrase(
        coefficient,
        args([
            (
                "value",
                Arg::Number {
                    value: found.value,
                    decimals: 2,
                },
            ),
            ("raters", count(found.raters)),
            ("n", count(found.n)),
        ]),
    );
    let few = if found.n < 10 {
        format!(" {}", scribe.word("agreement-few"))
    } else {
        String::new()
    };
    format!("{figure} {}{few}", scribe.word(meaning))
}

fn items(scribe: &Scribe<'_>, check: &Check, items: &[RatedItem]) -> Vec<ItemView> {
    let raters = raters(items);
    items
        .iter()
        .map(|item| item_view(scribe, check, item, &raters))
        .collect()
}

fn level_view(scribe: &Scribe<'_>, check: &Check, level: &crate::manifest::Level) -> LevelView {
    let held = check.maturity.as_ref().is_some_and(|detail| detail.ceiling.is_some());
    let state = match check.level {
        Some(reached) if level.level < reached => "reached",
        Some(reached) if level.level == reached => "current",
        _ => "ahead",
    };
    LevelView {
        level: level.level,
        title: scribe.say(&level.title),
        rubric: scribe.say(&level.rubric),
        // Where fundamentals hold the level down, the step is to mend them, whatever the rubric says.
        next_step: if state == "current" && !held {
            scribe.say(&level.next_step)
        } else {
            String::new()
        },
        state,
        state_words: scribe.word(&format!("level-{state}")),
    }
}

fn item_view(scribe: &Scribe<'_>, check: &Check, item: &RatedItem, raters: &[String]) -> ItemView {
    let (low, high) = (item.levels.values().min(), item.levels.values().max());
    let apart = match (low, high) {
        (Some(low), Some(high)) => high - low,
        _ => 0,
    };
    let parts = check.maturity.iter().flat_map(|detail| &detail.parts);
    let part = parts.into_iter().find(|part| Some(&part.id) == item.part.as_ref());
    let written = EvidenceView {
        by: String::new(),
        text: scribe.say(&item.evidence),
        link: item.link.clone().unwrap_or_default(),
    };
    let said = item.said.iter().map(|(rater, said)| EvidenceView {
        by: rater_name(scribe, &check.raters, rater),
        text: scribe.say(&said.evidence),
        link: said.link.clone().unwrap_or_default(),
    });
    ItemView {
        title: scribe.say(&item.title),
        part: part.map(|part| scribe.say(&part.title)).unwrap_or_default(),
        rated: !item.levels.is_empty(),
        levels: raters
            .iter()
            .map(|rater| item.levels.get(rater).map(u8::to_string).unwrap_or_default())
            .collect(),
        spread: if apart >= 2 {
            scribe.phrase("raters-apart", args([("n", Arg::Count(apart.into()))]))
        } else {
            String::new()
        },
        evidence: std::iter::once(written)
            .filter(|one| !(one.text.is_empty() && one.link.is_empty()))
            .chain(said)
            .collect(),
    }
}
