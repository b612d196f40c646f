//! The sources that pages and claims cite.

use serde::Serialize;

use crate::project::Reference;
use crate::report::scribe::Scribe;

/// What `references.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    references: Vec<Row>,
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
    }
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
