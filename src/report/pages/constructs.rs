//! Constructs on the page of a figure: the score of each with its questions, and whether these are one thing.

use serde::Serialize;

use crate::audit::{Check, ConstructQuestion, ConstructRow};
use crate::language::number;
use crate::report::figures_constructs;
use crate::report::scribe::{FigureView, Scribe, args, count};
use crate::stats::Interval;

/// What `kpi.html` is given of the constructs.
#[derive(Serialize)]
pub(super) struct View {
    /// How scores are made, and what of them may not be read as one.
    sentences: Vec<String>,
    radar: Option<FigureView>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    title: String,
    summary: String,
    /// Empty where it is not known.
    value: String,
    range: String,
    n: String,
    alpha: String,
    alpha_range: String,
    alpha_n: String,
    /// Whether its questions hang together, in words.
    reading: String,
    low: bool,
    questions: Vec<Question>,
}

#[derive(Serialize)]
struct Question {
    label: String,
    href: String,
    value: String,
    range: String,
    n: String,
}

pub(super) fn view(scribe: &Scribe<'_>, check: &Check) -> Option<View> {
    if check.constructs.is_empty() {
        return None;
    }
    Some(View {
        sentences: sentences(scribe, check),
        radar: scribe.figure(&figures_constructs::radar(&check.id)),
        rows: check.constructs.iter().map(|found| row(scribe, check, found)).collect(),
    })
}

fn sentences(scribe: &Scribe<'_>, check: &Check) -> Vec<String> {
    let lang = scribe.lang;
    let [low, high] = check.scale.unwrap_or_default();
    let mut said = vec![scribe.phrase(
        "constructs-how",
        args([
            ("low", number::number(lang, low.into(), 0).into()),
            ("high", number::number(lang, high.into(), 0).into()),
        ]),
    )];
    let names = |wanted: &dyn Fn(&ConstructRow) -> bool| -> Vec<String> {
        let rows = check.constructs.iter().filter(|found| wanted(found));
        rows.map(|found| scribe.say(&found.title)).collect()
    };
    for (key, names) in [
        ("constructs-low", names(&|found| found.reliable == Some(false))),
        (
            "constructs-single",
            names(&|found| found.questions.len() == 1 && found.value.is_some()),
        ),
        (
            "constructs-unasked",
            names(&|found| found.value.is_none() && found.questions.is_empty()),
        ),
    ] {
        if !names.is_empty() {
            let words = args([("n", count(names.len() as u64)), ("names", names.join(", ").into())]);
            said.push(scribe.phrase(key, words));
        }
    }
    said
}

fn row(scribe: &Scribe<'_>, check: &Check, found: &ConstructRow) -> Row {
    let lang = scribe.lang;
    let two = |value: Option<f64>| value.map(|value| number::number(lang, value, 2)).unwrap_or_default();
    let n = |n: Option<u64>| n.map(|n| scribe.count(n)).unwrap_or_default();
    Row {
        title: scribe.say(&found.title),
        summary: scribe.say(&found.summary),
        value: two(found.value),
        range: range(scribe, check, found.interval.as_ref()),
        n: n(found.n),
        alpha: two(found.alpha),
        alpha_range: range(scribe, check, found.alpha_interval.as_ref()),
        alpha_n: n(found.alpha_n),
        reading: match found.reliable {
            Some(true) => scribe.word("construct-reliable"),
            Some(false) => scribe.word("construct-unreliable"),
            None => String::new(),
        },
        low: found.reliable == Some(false),
        questions: found.questions.iter().map(|one| question(scribe, check, one)).collect(),
    }
}

fn question(scribe: &Scribe<'_>, check: &Check, one: &ConstructQuestion) -> Question {
    Question {
        label: scribe.say(&one.label),
        href: one
            .check
            .as_ref()
            .and_then(|check| scribe.to_check(check))
            .unwrap_or_default(),
        value: number::number(scribe.lang, one.value, 2),
        range: range(scribe, check, one.interval.as_ref()),
        n: scribe.count(one.n),
    }
}

fn range(scribe: &Scribe<'_>, check: &Check, interval: Option<&Interval>) -> String {
    interval
        .map(|interval| scribe.range(check.unit, interval, 2))
        .unwrap_or_default()
}
