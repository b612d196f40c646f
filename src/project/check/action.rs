//! Actions: the persona and the periods their effect is measured on. What they answer is looked up by the judge.

use super::{Check, bad_range, is_address};
use crate::diagnostics::Problem;
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::Noun;
use crate::project::sheet::MOST_IN_A_CELL;
use crate::project::{Action, Measure, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for action in &project.actions {
        check.label(&action.id);
        too_long(action, check);
        if let Some(ticket) = action.ticket.as_ref().filter(|ticket| !is_address(ticket)) {
            check.push(bad_ticket(ticket));
        }
        if let Some(expected) = &action.expected
            && expected.low.value > expected.high.value
        {
            check.push(bad_range(
                expected.low.value,
                expected.high.value,
                expected.high.place(),
            ));
        }
        if let Some(measure) = &action.measure {
            self::measure(action, measure, check);
        }
    }
}

/// The plan of action is a workbook too, whose cells have an end.
fn too_long(action: &Action, check: &mut Check<'_, '_>) {
    let texts = [
        ("title", &action.title),
        ("owner", &action.owner),
        ("decision", &action.decision),
        ("decided-by", &action.decided_by),
        ("cost", &action.cost),
        ("gain", &action.gain),
    ];
    for (key, text) in texts {
        if text.iter().any(|(_, words)| words.chars().count() > MOST_IN_A_CELL) {
            check.push(
                Problem::error(
                    "project/too-long",
                    Text::prose(
                        format!(
                            "`{key}` of the action `{}` has more than 32,767 characters",
                            action.id.value
                        ),
                        format!(
                            "`{key}` de l'action `{}` dépasse 32\u{202f}767 caractères",
                            action.id.value
                        ),
                    ),
                )
                .why(Text::prose(
                    "the plan of action is a workbook too, whose cells hold no more",
                    "le plan d'action est aussi un classeur, dont les cellules ne contiennent pas davantage",
                ))
                .help(Text::prose(
                    "keep what is decided, and put the rest on a page of your own",
                    "gardez ce qui est décidé, et mettez le reste dans une page à vous",
                ))
                .at(action.id.place()),
            );
        }
    }
}

fn bad_ticket(ticket: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-ticket",
        Text::prose(
            format!("`{}` is not the address of a ticket", ticket.value),
            format!("`{}` n'est pas l'adresse d'un ticket", ticket.value),
        ),
    )
    .why(Text::prose(
        "the plan of action makes it a link that readers follow",
        "le plan d'action en fait un lien que suivent les lecteurs",
    ))
    .help(Text::prose(
        "write the whole address, beginning with `https://`",
        "écrivez l'adresse entière, à partir de `https://`",
    ))
    .at(ticket.place())
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
