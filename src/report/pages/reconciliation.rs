//! Lists of people brought together: who was found in both, how sure that is, what was bought after a visit online.

use serde::Serialize;

use crate::evidence::{LikenessFacts, ListFacts, ReconciliationFacts, ShareFacts};
use crate::language::number;
use crate::report::scribe::{Scribe, args, count};

/// One reconciliation, as `organisation.html` is given it.
#[derive(Serialize)]
pub(super) struct Reconciled {
    id: String,
    title: String,
    lists: Vec<List>,
    lines: Vec<Line>,
    fields: Vec<Field>,
}

/// One of the two lists.
#[derive(Serialize)]
struct List {
    name: String,
    people: String,
    identified: String,
    found: String,
}

/// A figure with its name and what a reader should know of it.
#[derive(Serialize)]
struct Line {
    name: String,
    value: String,
    note: String,
}

/// How often a field agrees, in percent.
#[derive(Serialize)]
struct Field {
    name: String,
    same: String,
    other: String,
}

pub(super) fn views(scribe: &Scribe<'_>) -> Vec<Reconciled> {
    scribe
        .audit
        .reconciliations
        .iter()
        .map(|found| view(scribe, found))
        .collect()
}

fn view(scribe: &Scribe<'_>, found: &ReconciliationFacts) -> Reconciled {
    let mut lines = vec![line(
        scribe,
        "reconciled-buyers",
        share(scribe, found.buyers.as_ref()),
        scribe.phrase("reconciled-buyers-note", args([("days", count(found.window_days))])),
    )];
    if let Some(revenue) = &found.revenue {
        let part = if revenue.all > 0.0 {
            revenue.after / revenue.all
        } else {
            0.0
        };
        let note = scribe.word("reconciled-revenue-note");
        lines.push(line(scribe, "reconciled-revenue", scribe.share(part), note));
    }
    let blank = String::new;
    lines.push(line(scribe, "reconciled-by-key", people(scribe, found.by_key), blank()));
    let note = scribe.word("reconciled-ambiguous-note");
    lines.push(line(
        scribe,
        "reconciled-ambiguous",
        people(scribe, found.ambiguous),
        note,
    ));
    if let Some(likeness) = &found.likeness {
        lines.extend(by_likeness(scribe, likeness));
    }
    let fields = found.likeness.iter().flat_map(|likeness| &likeness.fields);
    Reconciled {
        id: found.id.clone(),
        title: scribe.said(&found.title).unwrap_or_else(|| scribe.word("reconciled")),
        lists: [("list-online", &found.online), ("list-offline", &found.offline)]
            .map(|(key, list)| self::list(scribe, key, list))
            .into(),
        lines,
        fields: fields
            .map(|field| Field {
                name: scribe.said(&field.title).unwrap_or_else(|| field.id.clone()),
                same: agreement(scribe, &field.same),
                other: agreement(scribe, &field.other),
            })
            .collect(),
    }
}

fn by_likeness(scribe: &Scribe<'_>, found: &LikenessFacts) -> Vec<Line> {
    let certain = |least: f64| scribe.share(least);
    let claim =
        |share: Option<f64>| share.map_or_else(|| withheld(scribe), |share| number::percent(scribe.lang, share, 1));
    vec![
        line(
            scribe,
            "reconciled-by-likeness",
            people(scribe, found.links),
            scribe.phrase(
                "reconciled-by-likeness-note",
                args([("least", certain(found.link).into()), ("pairs", count(found.pairs))]),
            ),
        ),
        line(
            scribe,
            "reconciled-to-review",
            people(scribe, found.to_review),
            scribe.phrase(
                "reconciled-to-review-note",
                args([("least", certain(found.review).into())]),
            ),
        ),
        line(
            scribe,
            "reconciled-false",
            claim(found.expected_false),
            scribe.word("reconciled-claim-note"),
        ),
        line(
            scribe,
            "reconciled-missed",
            claim(found.expected_missed),
            scribe.word("reconciled-missed-note"),
        ),
        line(
            scribe,
            "reconciled-sample",
            people(scribe, found.sample),
            scribe.word("reconciled-sample-note"),
        ),
    ]
}

fn line(scribe: &Scribe<'_>, key: &str, value: String, note: String) -> Line {
    Line {
        name: scribe.word(key),
        value,
        note,
    }
}

fn list(scribe: &Scribe<'_>, key: &str, list: &ListFacts) -> List {
    List {
        name: scribe.phrase(key, args([("table", list.table.clone().into())])),
        people: scribe.count(list.people),
        identified: people(scribe, list.identified),
        found: share(scribe, list.match_rate.as_ref()),
    }
}

fn share(scribe: &Scribe<'_>, share: Option<&ShareFacts>) -> String {
    share.map_or_else(
        || withheld(scribe),
        |share| {
            let percent = |share| number::percent(scribe.lang, share, 0);
            let range = number::range(scribe.lang, share.interval.low, share.interval.high, percent);
            let values = [
                ("share", percent(share.share).into()),
                ("range", range.into()),
                ("n", count(share.n)),
            ];
            scribe.phrase("reconciled-share", args(values))
        },
    )
}

fn people(scribe: &Scribe<'_>, n: Option<u64>) -> String {
    n.map_or_else(|| withheld(scribe), |n| scribe.count(n))
}

fn withheld(scribe: &Scribe<'_>) -> String {
    scribe.word("reconciled-withheld")
}

/// The share of pairs that agree wholly.
fn agreement(scribe: &Scribe<'_>, levels: &[f64]) -> String {
    levels
        .last()
        .map(|share| number::percent(scribe.lang, *share, 1))
        .unwrap_or_default()
}
