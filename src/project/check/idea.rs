//! Ideas of customers.

use super::Check;
use crate::project::Project;
use crate::project::ids::Noun;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for idea in &project.ideas {
        check.label(&idea.id);
        if let Some(touchpoint) = &idea.touchpoint {
            check.known(Noun::Touchpoint, touchpoint);
        }
        if let Some(action) = &idea.action {
            check.known(Noun::Action, action);
        }
    }
}
