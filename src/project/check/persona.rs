//! Personas: their segments, channels and graded claims.

use super::{Check, rule, table};
use crate::diagnostics::{Problem, suggestion};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::Noun;
use crate::project::{Claim, Grade, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for persona in &project.personas {
        check.kebab(&persona.id);
        for channel in &persona.channels {
            check.known(Noun::Channel, channel);
        }
        for segment in &persona.segments {
            table::source(&segment.survey, check);
            rule::check(&segment.rule, check);
        }
        for claim in persona.goals.iter().chain(&persona.pains) {
            self::claim(claim, check);
        }
    }
}

fn claim(claim: &Claim, check: &mut Check<'_, '_>) {
    founded(&claim.grade, claim.source.as_ref(), check);
}

/// The grade of a claim and the source it needs.
pub(super) fn founded(grade: &Located<Grade>, source: Option<&Located<String>>, check: &mut Check<'_, '_>) {
    match (source, grade.value) {
        (None, Grade::Quoted) => check.absent(no_source(grade)),
        (Some(source), Grade::Quoted) => check.known(Noun::Reference, source),
        (Some(source), _) => {
            let known = check.ids.has(Noun::Reference, source)
                || check.ids.has(Noun::Note, source)
                || check.ids.has_question(source);
            if !known {
                let problem = unknown_source(source, check);
                check.push(problem);
            }
        }
        (None, _) => {}
    }
}

fn no_source(grade: &Located<Grade>) -> Problem {
    Problem::error(
        "project/quoted-without-source",
        Text::prose(
            "this claim is graded `quoted` and names no source",
            "cette affirmation est notée `quoted` (citée) et ne nomme aucune source",
        ),
    )
    .why(Text::prose(
        "a figure taken from somebody else is shown with its author and year, or not at all",
        "un chiffre pris à un autre est montré avec son auteur et son année, ou pas du tout",
    ))
    .help(Text::prose(
        "add `source:` with the id of an entry of `references`, or grade it `assumed`",
        "ajoutez `source:` avec l'identifiant d'une entrée de `references`, ou notez-la `assumed` (hypothèse)",
    ))
    .at(grade.place())
}

fn unknown_source(source: &Located<String>, check: &Check<'_, '_>) -> Problem {
    let known: Vec<&str> = [Noun::Reference, Noun::Note, Noun::Question]
        .into_iter()
        .flat_map(|noun| check.ids.of(noun))
        .collect();
    Problem::error(
        "project/unknown-source",
        Text::prose(
            format!("`{}` is no reference, note or question of this project", source.value),
            format!(
                "`{}` n'est ni une référence, ni une note, ni une question de ce projet",
                source.value
            ),
        ),
    )
    .why(Text::prose(
        "readers follow the source of a claim to see how well it is founded",
        "le lecteur suit la source d'une affirmation pour voir sur quoi elle repose",
    ))
    .help(suggestion(source, known))
    .at(source.place())
}
