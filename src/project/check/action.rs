//! Actions: the persona and the periods their effect is measured on. What they answer is looked up by the judge.

use super::Check;
use crate::diagnostics::Problem;
use crate::language::Text;
use crate::project::ids::Noun;
use crate::project::{Action, Measure, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for action in &project.actions {
        check.label(&action.id);
        if let Some(measure) = &action.measure {
            self::measure(action, measure, check);
        }
    }
}

fn measure(action: &Action, measure: &Measure, check: &mut Check<'_, '_>) {
    check.check_id(&measure.check);
    if let Some(persona) = &measure.persona {
        check.known(Noun::Persona, persona);
    }
    check.known(Noun::Period, &measure.before);
    check.known(Noun::Period, &measure.after);
    if measure.before == measure.after {
        check.push(
            Problem::error(
                "project/same-period",
                Text::prose(
                    format!(
                        "action `{}` compares the period `{}` with itself",
                        action.id.value, measure.after.value
                    ),
                    format!(
                        "l'action `{}` compare la période `{}` à elle-même",
                        action.id.value, measure.after.value
                    ),
                ),
            )
            .why(Text::prose(
                "an effect shows only between a period before and a period after",
                "un effet ne se voit qu'entre une période avant et une période après",
            ))
            .help(Text::prose(
                "name two different periods",
                "nommez deux périodes différentes",
            ))
            .at(measure.after.place()),
        );
    }
}
