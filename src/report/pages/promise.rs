//! What the brand promises, beside what customers live: scores and words at each touchpoint concerned.

use serde::Serialize;

use crate::audit::{PromiseAt, PromiseRow};
use crate::manifest::Kind;
use crate::report::scribe::{Detail, Link, Measure, OutcomeWords, Quote, Scribe, args, count};

/// At most this many comments for each touchpoint.
const QUOTES: usize = 2;

/// What `promise.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    promises: Vec<Promise>,
}

#[derive(Serialize)]
struct Promise {
    id: String,
    text: String,
    /// At how many touchpoints its target is reached.
    summary: String,
    at: Vec<At>,
}

#[derive(Serialize)]
struct At {
    link: Link,
    /// The check, where one measures it.
    check: Option<Link>,
    measure: Option<Measure>,
    outcome: OutcomeWords,
    quotes: Vec<Quote>,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let promise = |promise: &PromiseRow| {
        let of = |outcome| promise.at.iter().filter(|at| at.outcome == outcome).count();
        Promise {
            id: promise.id.clone(),
            text: scribe.say(&promise.text),
            summary: scribe.phrase(
                "promise-summary",
                args([
                    ("met", count(of(crate::audit::Outcome::Passed))),
                    ("missed", count(of(crate::audit::Outcome::Failed))),
                    ("n", count(promise.at.len())),
                ]),
            ),
            at: promise.at.iter().map(|at| touchpoint(scribe, at)).collect(),
        }
    };
    View {
        promises: scribe.audit.promises.iter().map(promise).collect(),
    }
}

fn touchpoint(scribe: &Scribe<'_>, at: &PromiseAt) -> At {
    let row = scribe.touchpoint(&at.touchpoint);
    let check = at.check.as_deref().and_then(|id| scribe.check(id));
    At {
        link: Link {
            text: row.map_or_else(|| at.touchpoint.clone(), |row| scribe.say(&row.title)),
            href: scribe.to(&format!("journey.html#touchpoint-{}", at.touchpoint)),
        },
        check: check.map(|check| Link {
            text: scribe.name(check),
            href: scribe.to_check(&check.id).unwrap_or_default(),
        }),
        measure: check.and_then(|check| scribe.total(check, Detail::Round)),
        outcome: scribe.outcome(Kind::Kpi, at.outcome),
        quotes: row
            .map(|row| {
                let quotes = row.verbatims.iter().filter_map(|id| scribe.verbatim(id));
                quotes.take(QUOTES).collect()
            })
            .unwrap_or_default(),
    }
}
