//! The sources that pages and claims cite.

use serde::Serialize;

use crate::project::Reference;
use crate::report::scribe::Scribe;

/// What `references.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    references: Vec<Row>,
    glossary: Vec<TermView>,
    timeline: Vec<MilestoneView>,
}

/// A word in a fixed sense.
#[derive(Serialize)]
struct TermView {
    id: String,
    term: String,
    definition: String,
    source: String,
}

/// A date.
#[derive(Serialize)]
struct MilestoneView {
    year: u16,
    text: String,
    source: String,
}

/// A source as pages print it.
#[derive(Serialize)]
struct Row {
    id: String,
    author: String,
    year: u16,
    title: String,
    place: String,
    /// The address, where `place` is one that may be followed.
    href: String,
    seen: bool,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    View {
        references: scribe
            .audit
            .references
            .iter()
            .map(|reference| {
                let place = scribe.say(&reference.place);
                let is_address = place.starts_with("https://") || place.starts_with("http://");
                Row {
                    id: reference.id.value.clone(),
                    author: reference.author.clone(),
                    year: reference.year,
                    title: scribe.say(&reference.title),
                    href: if is_address { place.clone() } else { String::new() },
                    place,
                    seen: reference.seen,
                }
            })
            .collect(),
        glossary: glossary(scribe),
        timeline: timeline(scribe),
    }
}

/// In the alphabetical order of the language.
fn glossary(scribe: &Scribe<'_>) -> Vec<TermView> {
    let mut terms: Vec<TermView> = scribe
        .audit
        .glossary
        .iter()
        .map(|term| TermView {
            id: term.id.value.clone(),
            term: scribe.say(&term.term),
            definition: scribe.say(&term.definition),
            source: term
                .source
                .as_ref()
                .map(|id| named(scribe, &id.value))
                .unwrap_or_default(),
        })
        .collect();
    terms.sort_by_cached_key(|term| slug(&term.term));
    terms
}

/// Small letters without accents, to sort by.
fn slug(words: &str) -> String {
    let normalizer = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    normalizer
        .normalize(&words.to_lowercase())
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect()
}

/// The earliest first.
fn timeline(scribe: &Scribe<'_>) -> Vec<MilestoneView> {
    let mut milestones: Vec<MilestoneView> = scribe
        .audit
        .timeline
        .iter()
        .map(|milestone| MilestoneView {
            year: milestone.year,
            text: scribe.say(&milestone.text),
            source: milestone
                .source
                .as_ref()
                .map(|id| named(scribe, &id.value))
                .unwrap_or_default(),
        })
        .collect();
    milestones.sort_by_key(|milestone| milestone.year);
    milestones
}

/// `Reichheld (2003), The one number you need to grow`.
pub(super) fn in_short(scribe: &Scribe<'_>, reference: &Reference) -> String {
    format!(
        "{} ({}), {}",
        reference.author,
        reference.year,
        scribe.say(&reference.title)
    )
}

/// The source with this id in short; `None` where the project does not list it.
pub(super) fn listed(scribe: &Scribe<'_>, id: &str) -> Option<String> {
    let reference = scribe
        .audit
        .references
        .iter()
        .find(|reference| reference.id.value == id)?;
    Some(in_short(scribe, reference))
}

/// The source with this id in short, or the id itself.
pub(super) fn named(scribe: &Scribe<'_>, id: &str) -> String {
    listed(scribe, id).unwrap_or_else(|| id.to_owned())
}
