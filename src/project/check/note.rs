//! Interviews, walk-throughs and reviews.

use super::Check;
use crate::project::Project;
use crate::project::ids::Noun;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for note in &project.notes {
        check.label(&note.id);
        if let Some(persona) = &note.persona {
            check.known(Noun::Persona, persona);
        }
        let quoted = note.quotes.iter().filter_map(|quote| quote.touchpoint.as_ref());
        for touchpoint in note.frictions.iter().chain(quoted) {
            check.known(Noun::Touchpoint, touchpoint);
        }
    }
}
