//! What gets in the customer's way, who tells of it, and what it is worth.

use serde::Serialize;

use super::personas::grade;
use super::point::severity_key;
use super::references;
use crate::audit::{AssumedFigure, AssumptionRow, FrictionRow, FrictionSource, StakeRow, Teller};
use crate::language::{Arg, number};
use crate::project::Grade;
use crate::report::scribe::{Link, Scribe, args, count};

/// What `frictions.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    frictions: Vec<FrictionView>,
    value: Option<ValueView>,
}

#[derive(Serialize)]
struct FrictionView {
    id: String,
    text: String,
    /// `high`, `medium` or `low`.
    severity: &'static str,
    severity_words: String,
    touchpoint: Option<Link>,
    /// How far it reaches: answers, pages, participants.
    reach: Vec<String>,
    sources: Vec<SourceView>,
    actions: Vec<Link>,
}

#[derive(Serialize)]
struct SourceView {
    /// Who tells of it.
    kind: String,
    link: Link,
    text: String,
    evidence: String,
    reach: String,
    place: String,
}

/// What is at stake, and every figure behind it.
#[derive(Serialize)]
pub(super) struct ValueView {
    /// Address of the assumptions.
    href: String,
    pub(super) stakes: Vec<StakeView>,
    assumptions: Vec<AssumptionView>,
}

#[derive(Serialize)]
pub(super) struct StakeView {
    touchpoint: Link,
    /// Who is badly served, and how many answers say so.
    affected: String,
    /// Customers badly served in a year.
    customers: String,
    at_risk: String,
    to_serve: String,
    assumptions: Vec<AssumptionView>,
}

#[derive(Serialize)]
struct AssumptionView {
    title: String,
    range: String,
    grade: &'static str,
    grade_words: String,
    source: String,
    reason: String,
}

impl StakeView {
    /// Whether any amount is known.
    pub(super) fn has_amount(&self) -> bool {
        !(self.at_risk.is_empty() && self.to_serve.is_empty())
    }
}

/// Whether there is anything to show.
pub(super) fn exists(audit: &crate::audit::Audit) -> bool {
    !audit.frictions.is_empty() || audit.value_at_stake.is_some()
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    View {
        frictions: scribe.audit.frictions.iter().map(|row| entry(scribe, row)).collect(),
        value: value(scribe),
    }
}

/// What is at stake, for this page and the first one.
pub(super) fn value(scribe: &Scribe<'_>) -> Option<ValueView> {
    let row = scribe.audit.value_at_stake.as_ref()?;
    Some(ValueView {
        href: scribe.to("frictions.html#value-at-stake"),
        stakes: row.stakes.iter().map(|stake| stake_view(scribe, stake)).collect(),
        assumptions: assumptions(scribe, &row.assumptions),
    })
}

fn entry(scribe: &Scribe<'_>, row: &FrictionRow) -> FrictionView {
    let severity = severity_key(row.severity);
    let answers = row.n.map(|n| scribe.answers(n));
    let cases = row
        .cases
        .map(|n| scribe.phrase("friction-cases", args([("n", count(n))])));
    let pages = row
        .pages
        .map(|pages| scribe.phrase("friction-pages", args([("n", count(pages))])));
    let met = row
        .participants
        .map(|(x, n)| scribe.phrase("notes-friction-short", args([("x", count(x)), ("n", count(n))])));
    FrictionView {
        id: row.id.replace('/', "-"),
        text: scribe.say(&row.text),
        severity,
        severity_words: scribe.word(&format!("severity-{severity}")),
        touchpoint: row.touchpoint.as_deref().map(|id| touchpoint(scribe, id)),
        reach: [answers, cases, pages, met].into_iter().flatten().collect(),
        sources: row
            .sources
            .iter()
            .map(|source| source_view(scribe, row, source))
            .collect(),
        actions: row.actions.iter().map(|id| scribe.to_action(id)).collect(),
    }
}

fn touchpoint(scribe: &Scribe<'_>, id: &str) -> Link {
    Link {
        text: scribe
            .touchpoint(id)
            .map_or_else(|| id.to_owned(), |row| scribe.say(&row.title)),
        href: scribe.to(&format!("journey.html#touchpoint-{id}")),
    }
}

fn source_view(scribe: &Scribe<'_>, row: &FrictionRow, source: &FrictionSource) -> SourceView {
    let plain = || Link {
        text: source.id.clone(),
        href: String::new(),
    };
    let (kind, link) = match source.kind {
        Teller::Survey => ("told-survey", scribe.to_finding(&source.id)),
        Teller::Website => ("told-website", scribe.to_finding(&source.id)),
        Teller::Note => ("told-note", plain()),
        Teller::Hand => (
            "told-hand",
            Link {
                text: String::new(),
                href: String::new(),
            },
        ),
    };
    let reach = match (source.kind, source.n, source.pages) {
        (Teller::Hand, Some(n), _) => scribe.phrase("friction-cases", args([("n", count(n))])),
        (_, Some(n), _) => scribe.answers(n),
        (_, None, Some(pages)) => scribe.phrase("friction-pages", args([("n", count(pages))])),
        (_, None, None) => String::new(),
    };
    SourceView {
        kind: scribe.word(kind),
        link,
        // The team's own words stand above already.
        text: if source.text == row.text {
            String::new()
        } else {
            scribe.say(&source.text)
        },
        evidence: scribe.say(&source.evidence),
        reach,
        place: source.place.clone().unwrap_or_default(),
    }
}

fn stake_view(scribe: &Scribe<'_>, stake: &StakeRow) -> StakeView {
    let affected = stake
        .affected
        .as_ref()
        .map(|found| match (found.share, found.interval, found.n) {
            (Some(share), Some(interval), Some(n)) => scribe.phrase(
                "stake-affected",
                args([
                    ("share", scribe.share(share).into()),
                    (
                        "range",
                        number::range(scribe.lang, interval.low, interval.high, |end| scribe.share(end)).into(),
                    ),
                    ("low", Arg::Count(found.answers[0].into())),
                    ("high", Arg::Count(found.answers[1].into())),
                    ("n", count(n)),
                ]),
            ),
            _ => scribe.word("stake-unknown"),
        });
    StakeView {
        touchpoint: touchpoint(scribe, &stake.touchpoint),
        affected: affected.unwrap_or_default(),
        customers: stake
            .customers
            .map(|[low, high]| range(scribe, rounded([low, high]), 0, ""))
            .unwrap_or_default(),
        at_risk: amount(scribe, stake.at_risk, &scribe.audit.project.currency),
        to_serve: amount(scribe, stake.to_serve, &scribe.audit.project.currency),
        assumptions: assumptions(scribe, &stake.assumptions),
    }
}

/// An amount, with no more digits than assumptions bear: two that count.
fn amount(scribe: &Scribe<'_>, amount: Option<[f64; 2]>, currency: &str) -> String {
    amount
        .map(|ends| range(scribe, rounded(ends), 0, currency))
        .unwrap_or_default()
}

/// Both ends to two significant digits, downwards and upwards, so that the range holds what it held.
fn rounded([low, high]: [f64; 2]) -> [f64; 2] {
    let step = |value: f64| {
        let mut step = 1.0;
        while value / step >= 100.0 {
            step *= 10.0;
        }
        step
    };
    let (below, above) = (step(low), step(high));
    [(low / below).floor() * below, (high / above).ceil() * above]
}

fn range(scribe: &Scribe<'_>, [low, high]: [f64; 2], decimals: usize, unit: &str) -> String {
    let write = |value: f64| {
        let words = number::number(scribe.lang, value, decimals);
        match (unit, scribe.lang) {
            ("", _) => words,
            ("€" | "£" | "$", crate::language::Lang::En) => format!("{unit}{words}"),
            _ => format!("{words}{}{unit}", number::NO_BREAK_SPACE),
        }
    };
    if low < high {
        number::range(scribe.lang, low, high, write)
    } else {
        write(low)
    }
}

fn assumptions(scribe: &Scribe<'_>, rows: &[AssumptionRow]) -> Vec<AssumptionView> {
    let row = |row: &AssumptionRow| {
        let (key, share) = match row.figure {
            AssumedFigure::Customers => ("assumed-customers", false),
            AssumedFigure::Value => ("assumed-value", false),
            AssumedFigure::ContactCost => ("assumed-contact-cost", false),
            AssumedFigure::Passing => ("assumed-passing", true),
            AssumedFigure::Affected => ("assumed-affected", true),
            AssumedFigure::Lost => ("assumed-lost", true),
            AssumedFigure::Contacts => ("assumed-contacts", false),
        };
        let unit = match row.figure {
            AssumedFigure::Value | AssumedFigure::ContactCost => scribe.audit.project.currency.as_str(),
            _ => "",
        };
        let decimals = usize::from(row.low.fract() != 0.0 || row.high.fract() != 0.0);
        let range = if share && row.low < row.high {
            number::range(scribe.lang, row.low, row.high, |end| {
                number::percent(scribe.lang, end, 0)
            })
        } else if share {
            scribe.share(row.low)
        } else {
            range(scribe, [row.low, row.high], decimals, unit)
        };
        let (grade, grade_words) = grade(scribe, row.grade);
        let source = match (&row.source, row.grade) {
            (Some(id), Grade::Quoted) => references::named(scribe, id),
            (Some(id), _) => scribe.check(id).map_or_else(|| id.clone(), |check| scribe.name(check)),
            (None, _) => String::new(),
        };
        AssumptionView {
            title: scribe.word(key),
            range,
            grade,
            grade_words,
            source,
            reason: scribe.say(&row.reason),
        }
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "these figures are exact")]
    fn amounts_bear_two_digits_and_hold_what_they_held() {
        assert_eq!(rounded([14_812.6, 104_007.3]), [14_000.0, 110_000.0]);
        assert_eq!(rounded([0.0, 99.2]), [0.0, 100.0]);
        assert_eq!(rounded([40.0, 60.0]), [40.0, 60.0]);
    }
}
