//! Comments: keys that only they take, what people made of them, and the words they are read by.

use super::Check;
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Role;
use crate::project::{Asked, Project, Question, Spread, Survey};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for topic in &project.lexicon.topics {
        check.kebab(&topic.id);
    }
    for survey in &project.surveys {
        for question in &survey.questions {
            if question.role.value == Role::Verbatim {
                codes(survey, question, check);
            } else if let Some(key) = misplaced(question) {
                check.push(not_for_scores(key, question.id.place()));
            }
        }
    }
}

/// A key of comments on a question that has none.
fn misplaced(question: &Question) -> Option<&'static str> {
    let keys = [
        ("asks", question.asks != Asked::Anything),
        ("language", question.language.is_some()),
        ("topics", question.topics.is_some()),
        ("codes", question.codes.is_some()),
        ("replay", question.replay.is_some()),
    ];
    keys.into_iter().find(|(_, given)| *given).map(|(key, _)| key)
}

fn not_for_scores(key: &str, place: Place) -> Problem {
    Problem::error(
        "project/only-for-comments",
        Text::prose(
            format!("`{key}` is for questions whose answers are comments"),
            format!("`{key}` est réservé aux questions dont les réponses sont des verbatims"),
        ),
    )
    .why(Text::prose(
        "a score has neither words nor topics",
        "une note n'a ni mots ni thèmes",
    ))
    .help(Text::prose(
        format!("move `{key}` to the question of role `verbatim`"),
        format!("déplacez `{key}` vers la question de rôle `verbatim`"),
    ))
    .at(place)
}

/// Several rows of one respondent become one, and so would what people made of each.
fn codes(survey: &Survey, question: &Question, check: &mut Check<'_, '_>) {
    let (true, Spread::Repeated) = (question.codes.is_some() || question.replay.is_some(), survey.layout) else {
        return;
    };
    check.push(
        Problem::error(
            "project/codes-repeated",
            Text::prose(
                format!(
                    "with `layout: repeated`, the codes and links of `{}` belong to no comment",
                    question.id.value
                ),
                format!(
                    "avec `layout: repeated`, les codes et liens de `{}` n'appartiennent à aucun verbatim",
                    question.id.value
                ),
            ),
        )
        .why(Text::prose(
            "the rows of a respondent are put together, and their comments with them",
            "les lignes d'un répondant sont réunies, et leurs verbatims avec elles",
        ))
        .help(Text::prose(
            "read the comments as a survey of their own, without `layout: repeated`",
            "lisez les verbatims comme une enquête à part, sans `layout: repeated`",
        ))
        .at(question.id.place()),
    );
}
