//! The six rules of a good website. A rule that nobody judged says so.

use serde::Serialize;

use super::point::{anchor, pages_failed};
use crate::audit::{Check, Criterion, Evidence, Outcome};
use crate::language::{Arg, number};
use crate::manifest::{Certainty, Kind};
use crate::report::markdown::{self, Setting};
use crate::report::scribe::{OutcomeWords, Scribe, args, count};

/// The six rules, by the id of the check that judges each.
pub(super) const RULES: [&str; 6] = ["findable", "accessible", "design", "intuitive", "credible", "effective"];
/// At most this many places of one criterion are printed; the count always is.
const PLACES: usize = 12;

/// What `website.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    address: String,
    captured: String,
    pages: Vec<(String, String)>,
    rules: Vec<Rule>,
    /// How many of the six are judged.
    judged: usize,
    /// Rules of the project's own plugins.
    own: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    anchor: String,
    number: usize,
    title: String,
    judged: bool,
    outcome: OutcomeWords,
    /// From 0 to 100; empty where there is none.
    score: String,
    /// Why there is no score, or what holds it down.
    score_note: String,
    share_checked: String,
    threshold: String,
    met: String,
    summary: String,
    /// HTML made from the plugin's README: safe to show as it is.
    readme: String,
    failed: Vec<CriterionView>,
    open: Vec<CriterionView>,
    passed: Vec<CriterionView>,
    other: Vec<CriterionView>,
}

#[derive(Serialize)]
struct CriterionView {
    id: String,
    title: String,
    outcome: OutcomeWords,
    /// `bloquant`, `sérieux`, `modéré`, `mineur`.
    weight: String,
    certainty: String,
    count: String,
    pages: String,
    friction: bool,
    why: String,
    fix: String,
    references: Vec<String>,
    evidence: Vec<Seen>,
    /// How many places are not printed, in words.
    more: String,
}

#[derive(Serialize)]
struct Seen {
    place: String,
    snippet: String,
    text: String,
    pages: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let website = scribe.audit.website.as_ref();
    let judged: Vec<&Check> = scribe
        .audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Website)
        .collect();
    let rules: Vec<Rule> = RULES
        .iter()
        .enumerate()
        .map(|(index, id)| match judged.iter().find(|check| check.plugin.id == *id) {
            Some(check) => rule(scribe, check, index + 1),
            None => not_judged(scribe, id, index + 1),
        })
        .collect();
    let own = judged.iter().filter(|check| !RULES.contains(&check.plugin.id.as_str()));
    View {
        address: website.and_then(|website| website.address.clone()).unwrap_or_default(),
        captured: website
            .and_then(|website| website.captured)
            .map(|day| scribe.phrase("copied-on", args([("day", Arg::Date(day.0))])))
            .unwrap_or_default(),
        pages: website.map(|website| website.pages.clone()).unwrap_or_default(),
        judged: rules.iter().filter(|rule| rule.judged).count(),
        rules,
        own: own
            .zip(1..)
            .map(|(check, number)| rule(scribe, check, number))
            .collect(),
    }
}

/// How many of the six rules are judged.
pub(super) fn judged(scribe: &Scribe<'_>) -> usize {
    RULES
        .iter()
        .filter(|id| scribe.audit.checks.iter().any(|check| check.plugin.id == **id))
        .count()
}

fn not_judged(scribe: &Scribe<'_>, id: &str, number: usize) -> Rule {
    Rule {
        anchor: anchor(id),
        number,
        title: scribe.word(&format!("rule-{id}")),
        judged: false,
        outcome: scribe.outcome(Kind::Website, Outcome::Untested),
        score: String::new(),
        score_note: String::new(),
        share_checked: String::new(),
        threshold: String::new(),
        met: String::new(),
        summary: String::new(),
        readme: String::new(),
        failed: Vec::new(),
        open: Vec::new(),
        passed: Vec::new(),
        other: Vec::new(),
    }
}

fn rule(scribe: &Scribe<'_>, check: &Check, number: usize) -> Rule {
    let detail = check.website.as_ref();
    let of = |outcomes: &[Outcome]| {
        let mut found: Vec<&Criterion> = check
            .criteria
            .iter()
            .filter(|criterion| outcomes.contains(&criterion.outcome))
            .collect();
        found.sort_by(|a, b| (b.weight, &a.id).cmp(&(a.weight, &b.id)));
        found.into_iter().map(|found| criterion(scribe, found)).collect()
    };
    Rule {
        anchor: anchor(&check.id),
        number,
        title: scribe.say(&check.title),
        judged: true,
        outcome: scribe.outcome(check.kind, check.outcome),
        score: check
            .score
            .map(|score| number::number(scribe.lang, score, 0))
            .unwrap_or_default(),
        score_note: score_note(scribe, check),
        share_checked: scribe.phrase(
            "share-checked",
            args([(
                "share",
                Arg::Percent {
                    share: check.share_checked,
                    decimals: 0,
                },
            )]),
        ),
        threshold: detail
            .map(|detail| {
                scribe.phrase(
                    "threshold-is",
                    args([("n", number::number(scribe.lang, detail.threshold, 0).into())]),
                )
            })
            .unwrap_or_default(),
        met: detail
            .map(|detail| {
                scribe.phrase(
                    "criteria-met",
                    args([("met", count(detail.met_everywhere)), ("n", count(detail.applicable))]),
                )
            })
            .unwrap_or_default(),
        summary: scribe.say(&check.summary),
        readme: markdown::to_html(
            super::kpi::without_title(check.readme.get(scribe.lang)),
            &Setting {
                lang: scribe.lang,
                top: 3,
                prefix: &format!("{}-", anchor(&check.id)),
                picture: &|_| None,
            },
        ),
        failed: of(&[Outcome::Failed]),
        open: of(&[Outcome::CannotTell]),
        passed: of(&[Outcome::Passed]),
        other: of(&[Outcome::NotApplicable, Outcome::Untested]),
    }
}

fn score_note(scribe: &Scribe<'_>, check: &Check) -> String {
    if check.score.is_none() {
        return scribe.word("no-score");
    }
    let gates: Vec<String> = check
        .website
        .iter()
        .flat_map(|detail| &detail.gated_by)
        .map(|id| {
            check
                .criteria
                .iter()
                .find(|criterion| criterion.id == *id)
                .map_or_else(|| id.clone(), |found| scribe.say(&found.title))
        })
        .collect();
    if gates.is_empty() {
        return String::new();
    }
    scribe.phrase("score-capped", args([("names", gates.join(", ").into())]))
}

fn criterion(scribe: &Scribe<'_>, criterion: &Criterion) -> CriterionView {
    let more = criterion.evidence.len().saturating_sub(PLACES);
    CriterionView {
        id: criterion.id.clone(),
        title: scribe.say(&criterion.title),
        outcome: scribe.outcome(Kind::Website, criterion.outcome),
        weight: scribe.word(match criterion.weight {
            10.. => "weight-blocking",
            7..=9 => "weight-serious",
            3..=6 => "weight-moderate",
            _ => "weight-minor",
        }),
        certainty: match criterion.certainty {
            Certainty::Decidable => String::new(),
            Certainty::Heuristic => scribe.word("certainty-heuristic"),
            Certainty::Manual => scribe.word("certainty-manual"),
        },
        count: if criterion.occurrences > 0 {
            scribe.phrase("places", args([("n", count(criterion.occurrences))]))
        } else {
            String::new()
        },
        pages: if criterion.pages_failed > 0 {
            pages_failed(scribe, criterion)
        } else {
            String::new()
        },
        friction: criterion.friction,
        why: scribe.say(&criterion.why),
        fix: scribe.say(&criterion.fix),
        references: criterion.references.clone(),
        evidence: criterion
            .evidence
            .iter()
            .take(PLACES)
            .map(|seen| place(scribe, seen))
            .collect(),
        more: if more > 0 {
            scribe.phrase("more-places", args([("n", count(more))]))
        } else {
            String::new()
        },
    }
}

fn place(scribe: &Scribe<'_>, seen: &Evidence) -> Seen {
    Seen {
        place: format!("{}:{}:{}", seen.path, seen.line, seen.column),
        snippet: seen.snippet.clone(),
        text: scribe.say(&seen.text),
        pages: if seen.pages > 1 {
            scribe.phrase("same-template", args([("n", count(seen.pages))]))
        } else {
            String::new()
        },
    }
}
