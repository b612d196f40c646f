//! A finding with the number, the range and the customer's words that stand beside it.

use serde::Serialize;

use crate::audit::{Finding, Severity};
use crate::report::latest;
use crate::report::scribe::{Detail, Link, Measure, Quote, Scribe, args, count};

/// At most this many comments beside one finding.
const QUOTES: usize = 3;

/// A finding as pages show it.
#[derive(Serialize)]
pub(super) struct Point {
    id: String,
    /// The finding in short, for beside its number.
    pub(super) title: String,
    /// The finding in full.
    text: String,
    /// `high`, `medium`, `low` or `strength`.
    severity: &'static str,
    severity_words: String,
    /// The number beside it.
    measure: Option<Measure>,
    /// What the finding is about: a check, a persona, a touchpoint.
    about: Vec<Link>,
    /// Where it was seen, as `file:line:column`.
    place: Option<String>,
    /// The first words of a customer that explain it.
    quote: Option<Quote>,
    /// All of them.
    quotes: Vec<Quote>,
    /// Actions that answer it.
    actions: Vec<Link>,
}

/// The name of a severity in classes and words.
pub(super) fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Strength => "strength",
    }
}

/// Puts a finding together.
pub(super) fn point(scribe: &Scribe<'_>, finding: &Finding) -> Point {
    let severity = severity_key(finding.severity);
    let quotes: Vec<Quote> = finding
        .verbatims
        .iter()
        .filter_map(|id| scribe.verbatim(id))
        .take(QUOTES)
        .collect();
    Point {
        id: finding.id.clone(),
        title: title(scribe, finding),
        text: scribe.say(&finding.text),
        severity,
        severity_words: scribe.word(&format!("severity-{severity}")),
        measure: measure(scribe, finding),
        about: about(scribe, finding),
        place: finding.place.clone(),
        quote: quotes.first().cloned(),
        quotes,
        actions: finding.actions.iter().map(|id| scribe.to_action(id)).collect(),
    }
}

/// The finding in short: the report's own words for what the core finds, the plugin's sentence otherwise.
pub(super) fn title(scribe: &Scribe<'_>, finding: &Finding) -> String {
    let key = format!("point-{}", finding.message);
    if scribe.has(&key) {
        scribe.phrase(&key, finding.values.clone())
    } else {
        scribe.say(&finding.text)
    }
}

/// The number that belongs to a finding: occurrences of a criterion, the value of a persona, or of the whole check.
fn measure(scribe: &Scribe<'_>, finding: &Finding) -> Option<Measure> {
    let check = scribe.check(&finding.check)?;
    if let Some(id) = &finding.criterion {
        let criterion = check.criteria.iter().find(|criterion| criterion.id == *id)?;
        return Some(Measure {
            value: scribe.count(criterion.occurrences),
            unit: scribe.phrase("word-places", args([("n", count(criterion.occurrences))])),
            range: pages_failed(scribe, criterion),
            answers: String::new(),
        });
    }
    if finding.values.contains_key("difference") {
        let mut changes = check.changes.iter().rev();
        if let Some(change) = changes.find(|change| change.persona == finding.persona && change.beyond_chance()) {
            let (value, unit) = scribe.difference(check.unit, change.difference);
            return Some(Measure {
                value,
                unit,
                range: scribe.difference_range(check.unit, &change.interval),
                answers: scribe.counted(check, change.n.0 + change.n.1),
            });
        }
    }
    if let Some(persona) = &finding.persona {
        let cell = latest::cell(check, "persona", persona)?;
        return Some(scribe.measure(check, cell.value?, cell.interval.as_ref(), cell.n, Detail::Round));
    }
    scribe.total(check, Detail::Round)
}

/// `4 pages sur 12`; empty for what was looked at in the site as a whole and not page by page.
pub(super) fn pages_failed(scribe: &Scribe<'_>, criterion: &crate::audit::Criterion) -> String {
    if criterion.pages_checked < criterion.pages_failed {
        return String::new();
    }
    scribe.phrase(
        "on-pages",
        args([
            ("failed", count(criterion.pages_failed)),
            ("checked", count(criterion.pages_checked)),
        ]),
    )
}

fn about(scribe: &Scribe<'_>, finding: &Finding) -> Vec<Link> {
    let mut about = Vec::new();
    if let Some(touchpoint) = finding.touchpoint.as_deref().and_then(|id| scribe.touchpoint(id)) {
        about.push(Link {
            text: scribe.say(&touchpoint.title),
            href: scribe.to(&format!("journey.html#touchpoint-{}", touchpoint.id)),
        });
    }
    if let Some(persona) = &finding.persona {
        about.push(Link {
            text: scribe.persona(persona),
            href: scribe.to(&format!("personas.html#persona-{persona}")),
        });
    }
    if let Some(check) = scribe.check(&finding.check) {
        use crate::manifest::Kind;
        let href = match check.kind {
            Kind::Kpi => scribe.to_check(&check.id).unwrap_or_default(),
            Kind::Maturity => scribe.to(&format!("maturity.html#{}", anchor(&check.id))),
            Kind::Website => match &finding.criterion {
                Some(criterion) => scribe.to(&format!("website.html#{criterion}")),
                None => scribe.to(&format!("website.html#{}", anchor(&check.id))),
            },
        };
        about.push(Link {
            text: scribe.name(check),
            href,
        });
    }
    about
}

/// An id that can stand in an attribute and after `#`.
pub(super) fn anchor(id: &str) -> String {
    let kept: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect();
    format!("check-{kept}")
}
