//! Frictions met by hand.

use super::Check;
use crate::project::Project;
use crate::project::ids::Noun;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for friction in &project.frictions {
        check.kebab(&friction.id);
        if let Some(touchpoint) = &friction.touchpoint {
            check.known(Noun::Touchpoint, touchpoint);
        }
        for note in &friction.notes {
            check.known(Noun::Note, note);
        }
    }
}
