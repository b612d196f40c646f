//! One criterion of a rule: what was found, where, how to mend it, what people and browsers say.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers;
use crate::audit::{Criterion, Difference, Evidence, Outcome, ReviewRow, SitePage};
use crate::language::{Arg, Text};
use crate::manifest::{Certainty, Kind};
use crate::report::pages::point::pages_failed;
use crate::report::scribe::{OutcomeWords, Scribe, args, count};
use crate::website::probes::Source;

/// At most this many places of one criterion are printed; the count always is.
const PLACES: usize = 5;
/// At most this many pages are named beside a place or a question.
const PAGES: usize = 5;
/// Least weight of a page that a question is asked about where nothing narrows it down.
const OF_NOTE: u32 = 2;

#[derive(Serialize)]
pub(super) struct View {
    id: String,
    title: String,
    outcome: OutcomeWords,
    /// `bloquant`, `sérieux`, `modéré`, `mineur`.
    weight: String,
    certainty: String,
    /// Whose word the outcome is, where it is not that of the files.
    source: String,
    count: String,
    pages: String,
    /// What was found on pages that no link leads to.
    set_apart: String,
    friction: bool,
    /// Whether it holds the score of its rule down.
    gates: bool,
    why: String,
    fix: String,
    references: Vec<String>,
    answers: Vec<answers::View>,
    evidence: Vec<Seen>,
    /// How many places are not printed, in words.
    more: String,
    /// What a person is asked; empty where nobody is.
    question: String,
    /// The answers with what each stands for.
    rubric: Vec<(String, String)>,
    /// Pages that the question is about.
    asked_on: String,
    review: Option<Review>,
    differences: Vec<String>,
    more_differences: String,
}

#[derive(Serialize)]
struct Seen {
    place: String,
    snippet: String,
    text: String,
    pages: String,
    /// The pages of a template's defect, as far as they are named.
    touched: String,
}

#[derive(Serialize)]
struct Review {
    /// Rater and answer.
    answers: Vec<(String, String)>,
    agreement: String,
    date: String,
    note: String,
    screenshot: String,
}

/// What is needed beside the criterion itself.
pub(super) struct Around<'a> {
    pub(super) pages: &'a [SitePage],
    pub(super) raters: &'a BTreeMap<String, Text>,
    pub(super) gated_by: &'a [String],
}

pub(super) fn view(scribe: &Scribe<'_>, criterion: &Criterion, around: &Around<'_>) -> View {
    let more = criterion.evidence.len().saturating_sub(PLACES);
    let open = criterion.outcome == Outcome::CannotTell;
    View {
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
            Certainty::Heuristic if criterion.source != Source::Human => scribe.word("certainty-heuristic"),
            Certainty::Manual if open => scribe.word("certainty-manual"),
            _ => String::new(),
        },
        source: match criterion.source {
            Source::Static => String::new(),
            source => scribe.word(source_key(source)),
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
        set_apart: if criterion.set_apart > 0 {
            scribe.phrase("set-apart", args([("n", count(criterion.set_apart))]))
        } else {
            String::new()
        },
        friction: criterion.friction,
        gates: around.gated_by.contains(&criterion.id),
        why: scribe.say(&criterion.why),
        fix: scribe.say(&criterion.fix),
        references: criterion.references.clone(),
        answers: answers::views(scribe, criterion),
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
        question: if open {
            scribe.say(&criterion.question)
        } else {
            String::new()
        },
        rubric: match &criterion.rubric {
            Some(rubric) if open => [
                (Outcome::Passed, &rubric.passed),
                (Outcome::Failed, &rubric.failed),
                (Outcome::NotApplicable, &rubric.not_applicable),
            ]
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(outcome, words)| (word(scribe, outcome), scribe.say(words)))
            .collect(),
            _ => Vec::new(),
        },
        asked_on: if open && !criterion.question.is_empty() {
            asked_on(scribe, criterion, around.pages)
        } else {
            String::new()
        },
        review: criterion.review.as_ref().map(|row| review(scribe, row, around.raters)),
        differences: criterion
            .differences
            .iter()
            .take(PLACES)
            .map(|one| difference(scribe, one))
            .collect(),
        more_differences: match criterion.differences.len().saturating_sub(PLACES) {
            0 => String::new(),
            more => scribe.phrase("more-places", args([("n", count(more))])),
        },
    }
}

fn source_key(source: Source) -> &'static str {
    match source {
        Source::Static => "source-files",
        Source::Axe => "source-axe",
        Source::Lighthouse => "source-lighthouse",
        Source::Survey => "source-survey",
        Source::Human => "source-human",
    }
}

fn word(scribe: &Scribe<'_>, outcome: Outcome) -> String {
    scribe.word(match outcome {
        Outcome::Passed => "answer-passed",
        Outcome::Failed => "answer-failed",
        Outcome::NotApplicable => "answer-not-applicable",
        Outcome::CannotTell | Outcome::Untested => "answer-cannot-tell",
    })
}

fn place(scribe: &Scribe<'_>, seen: &Evidence) -> Seen {
    let place = match (seen.line, seen.column) {
        (0, _) => seen.path.clone(),
        (line, 0) => format!("{}:{line}", seen.path),
        (line, column) => format!("{}:{line}:{column}", seen.path),
    };
    let mut pages: Vec<&str> = seen.places.iter().map(|place| place.page.as_str()).collect();
    pages.dedup();
    Seen {
        place,
        snippet: seen.snippet.clone(),
        text: scribe.say(&seen.text),
        pages: if seen.pages > 1 {
            scribe.phrase("same-template", args([("n", count(seen.pages))]))
        } else {
            String::new()
        },
        touched: if pages.len() > 1 {
            named(scribe, &pages)
        } else {
            String::new()
        },
    }
}

/// The first pages by name and how many more there are.
fn named(scribe: &Scribe<'_>, pages: &[&str]) -> String {
    let shown = pages.iter().take(PAGES).copied().collect::<Vec<_>>().join(", ");
    match pages.len().saturating_sub(PAGES) {
        0 => shown,
        more => scribe.phrase("and-more", args([("list", shown.into()), ("n", count(more))])),
    }
}

/// The pages that a probe narrowed the question down to, else those of note.
fn asked_on(scribe: &Scribe<'_>, criterion: &Criterion, pages: &[SitePage]) -> String {
    let mut found: Vec<&str> = criterion
        .evidence
        .iter()
        .filter(|one| one.outcome == Outcome::CannotTell)
        .flat_map(|one| {
            let own = one.places.is_empty().then_some(one.path.as_str());
            own.into_iter()
                .chain(one.places.iter().map(|place| place.page.as_str()))
        })
        .collect();
    if found.is_empty() {
        let note = pages.iter().filter(|page| page.weight >= OF_NOTE);
        found = note.map(|page| page.path.as_str()).collect();
    }
    found.dedup();
    if found.is_empty() {
        return String::new();
    }
    let list = named(scribe, &found);
    scribe.phrase("asked-on", args([("list", list.into())]))
}

fn review(scribe: &Scribe<'_>, row: &ReviewRow, raters: &BTreeMap<String, Text>) -> Review {
    Review {
        answers: row
            .answers
            .iter()
            .map(|(rater, answer)| {
                let who = raters
                    .get(rater)
                    .map_or_else(|| rater.clone(), |words| scribe.say(words));
                (who, word(scribe, *answer))
            })
            .collect(),
        agreement: row
            .agreement
            .map(|share| scribe.phrase("raters-agree", args([("share", Arg::Percent { share, decimals: 0 })])))
            .unwrap_or_default(),
        date: row
            .date
            .map(|day| scribe.phrase("reviewed-on", args([("day", Arg::Date(day.0))])))
            .unwrap_or_default(),
        note: scribe.say(&row.note),
        screenshot: row.screenshot.clone().unwrap_or_default(),
    }
}

fn difference(scribe: &Scribe<'_>, one: &Difference) -> String {
    let place = match (one.path.as_str(), one.line) {
        ("", _) => String::new(),
        (path, 0) => path.to_owned(),
        (path, line) => format!("{path}:{line}:{}", one.column),
    };
    let key = match (place.is_empty(), one.taken) {
        (true, true) => "differs-taken",
        (true, false) => "differs-kept",
        (false, true) => "differs-taken-at",
        (false, false) => "differs-kept-at",
    };
    let who = match one.rule.as_str() {
        "" => scribe.word(source_key(one.source)),
        rule => format!("{} ({rule})", scribe.word(source_key(one.source))),
    };
    scribe.phrase(
        key,
        args([
            ("place", place.into()),
            ("files", word(scribe, one.files).into()),
            ("who", who.into()),
            ("other", word(scribe, one.other).into()),
        ]),
    )
}
