//! Questions: the scale each role asks for, and the values mapped onto it.

use super::{Check, not_exactly_one, rule};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::{Located, Role};
use crate::project::ids::{Noun, twice};
use crate::project::{Question, Scale, Survey, options};

/// How many answers a CSAT scale may have: 0 to 10.
const WIDEST_CSAT: i64 = 11;

/// How many values one dimension may have.
const MOST_VALUES: i64 = 1000;

pub(super) fn check(survey: &Survey, question: &Question, check: &mut Check<'_, '_>) {
    check.kebab(&question.id);
    if question.role.value == Role::Options {
        several(survey, question, check);
    } else if let Some(key) = of_options(question) {
        check.push(no_options(key, question.id.place()));
    }
    one_scale(survey, question, check);
    if let Some(construct) = &question.construct {
        of_construct(survey, question, construct, check);
    }
    if let Some(touchpoint) = &question.touchpoint {
        check.known(Noun::Touchpoint, touchpoint);
    }
    let role = question.role.value;
    let Some(scale) = &question.scale else {
        if !matches!(role, Role::Verbatim | Role::Options) {
            check.absent(no_scale(role, question.role.place()));
        }
        return;
    };
    let place = scale.place();
    let [low, high] = scale.value.bounds();
    let width = i64::from(high) - i64::from(low) + 1;
    if role == Role::Verbatim {
        check.push(misfit(role, scale.value, place));
        return;
    }
    if low >= high {
        check.push(super::bad_range(low, high, place));
        return;
    }
    let fits = match (role, scale.value) {
        (Role::Nps | Role::EmployeeNps, Scale::Range(bounds)) => bounds == [0, 10],
        (Role::Ces, Scale::Range(bounds)) => bounds == [1, 5] || bounds == [1, 7],
        (Role::Csat, Scale::Range(_)) => width <= WIDEST_CSAT,
        (Role::Csat | Role::Options | Role::Ropo, Scale::YesNo(_)) => true,
        (Role::Rating, Scale::Range(_)) => width <= MOST_VALUES,
        (Role::Nps | Role::EmployeeNps | Role::Ces | Role::Rating, Scale::YesNo(_))
        | (Role::Options | Role::Ropo, Scale::Range(_))
        | (Role::Verbatim, _) => false,
    };
    if !fits {
        check.push(misfit(role, scale.value, place));
        return;
    }
    for (answer, value) in &question.values {
        if !(low..=high).contains(value) {
            check.push(outside(answer, *value, [low, high], question.id.place(), scale.place()));
        }
    }
}

/// A column is asked on one scale: answers of two versions of a question are two columns.
fn one_scale(survey: &Survey, question: &Question, check: &mut Check<'_, '_>) {
    let column = |question: &Question| question.column.as_ref().unwrap_or(&question.id).value.clone();
    let bounds = |question: &Question| question.scale.as_ref().map(|scale| scale.value.bounds());
    let before = survey
        .questions
        .iter()
        .take_while(|other| other.id.place() != question.id.place());
    let other = before
        .filter(|other| column(other) == column(question) && bounds(other).is_some())
        .find(|other| bounds(question).is_some_and(|own| bounds(other) != Some(own)));
    let (Some(other), Some(scale)) = (other, &question.scale) else {
        return;
    };
    let ([low, high], [other_low, other_high]) = (scale.value.bounds(), bounds(other).unwrap_or_default());
    let role = question.role.value.word();
    check.push(
        Problem::error(
            "project/one-column-two-scales",
            Text::prose(
                format!("one column is read from {other_low} to {other_high} and from {low} to {high}"),
                format!("une même colonne est lue de {other_low} à {other_high} et de {low} à {high}"),
            ),
        )
        .why(Text::prose(
            "answers on two scales are answers to two questions. Effort from 1 to 5 (CES 1.0, low is good) and ease from 1 to 7 (CES 2.0, \
             high is good) run in opposite directions; the two best answers are 40 % of a scale of five and 20 % of one of ten",
            "des réponses sur deux échelles répondent à deux questions. L'effort de 1 à 5 (CES 1.0, bas vaut mieux) et la facilité de 1 à 7 \
             (CES 2.0, haut vaut mieux) vont en sens opposés ; les deux meilleures réponses font 40 % d'une échelle de cinq, 20 % d'une de dix",
        ))
        .help(Text::prose(
            format!("put each version into a column of its own: `{role}` then has a figure for each, and never pools them"),
            format!("mettez chaque version dans sa propre colonne : `{role}` donne alors un chiffre pour chacune et ne les confond jamais"),
        ))
        .at(scale.place()),
    );
}

/// A question that is asked together with others: of one role and one scale with them, or their mean would be of nothing.
fn of_construct(survey: &Survey, question: &Question, construct: &Located<String>, check: &mut Check<'_, '_>) {
    if question.role.value != Role::Rating {
        check.push(
            Problem::error(
                "project/unused-key",
                Text::prose(
                    "`construct` is only read of a question with the role `rating`",
                    "`construct` n'est lu que pour une question de rôle `rating`",
                ),
            )
            .why(Text::prose(
                "the score of a construct is the mean of ratings on one scale",
                "le score d'un construit est la moyenne de notes sur une même échelle",
            ))
            .help(Text::prose(
                "write `role: rating`, or remove `construct`",
                "écrivez `role: rating`, ou retirez `construct`",
            ))
            .at(construct.place()),
        );
        return;
    }
    let bounds = |question: &Question| question.scale.as_ref().map(|scale| scale.value.bounds());
    let mut asked = survey.questions.iter().filter(|other| other.construct.is_some());
    let Some(first) = asked.find(|other| bounds(other).is_some()) else {
        return;
    };
    let (Some([low, high]), Some([own_low, own_high])) = (bounds(first), bounds(question)) else {
        return;
    };
    if [low, high] != [own_low, own_high] {
        check.push(
            Problem::error(
                "project/mixed-scales",
                Text::prose(
                    format!("this question goes from {own_low} to {own_high}, the others of the constructs from {low} to {high}"),
                    format!("cette question va de {own_low} à {own_high}, les autres des construits de {low} à {high}"),
                ),
            )
            .why(Text::prose(
                "a construct is scored by the mean of its questions, and constructs are drawn beside one another: a mean over \
                 different scales is no score of anything",
                "le score d'un construit est la moyenne de ses questions, et les construits se dessinent côte à côte : une \
                 moyenne d'échelles différentes n'est le score de rien",
            ))
            .help(Text::prose(
                "ask all of them on one scale; a question asked on another one stays a `rating` of its own, without `construct`",
                "posez-les toutes sur une même échelle ; une question posée sur une autre reste une note (`rating`) à part, sans \
                 `construct`",
            ))
            .at(question.scale.as_ref().map_or_else(|| construct.place(), Located::place)),
        );
    }
}

/// A question with several options.
fn several(survey: &Survey, question: &Question, check: &mut Check<'_, '_>) {
    let in_cell = question.separator.is_some() && !question.options.is_empty() && question.columns.is_empty();
    let in_columns = question.separator.is_none()
        && question.options.is_empty()
        && question.column.is_none()
        && !question.columns.is_empty();
    if !in_cell && !in_columns {
        check.absent(not_exactly_one(
            Text::prose(
                "a question with several options needs either `columns`, or `separator` and `options`",
                "une question à plusieurs options demande soit `columns`, soit `separator` et `options`",
            ),
            Text::prose(
                "write `columns: {Q2_1: price, Q2_2: delivery}` where each option has a column, or `separator: \";\"` and \
                 `options: {Price: price, Delivery: delivery}` where all stand in one cell",
                "écrivez `columns: {Q2_1: prix, Q2_2: livraison}` si chaque option a sa colonne, ou `separator: \";\"` et \
                 `options: {Prix: prix, Livraison: livraison}` si toutes sont dans une cellule",
            ),
            question.role.place(),
        ));
    }
    for option in question.columns.values().chain(question.options.values()) {
        check.kebab(option);
    }
    for (word, value) in &question.values {
        if !(0..=1).contains(value) {
            check.push(outside(
                word,
                *value,
                [0, 1],
                question.id.place(),
                question.role.place(),
            ));
        }
    }
    for option in question.option_ids() {
        let id = options::id(question, option);
        let other = survey.questions.iter().find(|other| other.id.value == id);
        if let Some(other) = other {
            check.push(twice(&id, question.id.place(), other.id.place()));
        }
    }
    if let Some(seen) = &question.seen {
        rule::check(seen, check);
    }
}

/// A key of questions with several options that the question has.
fn of_options(question: &Question) -> Option<&'static str> {
    let keys = [
        ("columns", !question.columns.is_empty()),
        ("separator", question.separator.is_some()),
        ("options", !question.options.is_empty()),
        ("labels", !question.labels.is_empty()),
        ("seen", question.seen.is_some()),
    ];
    keys.into_iter().find(|(_, written)| *written).map(|(key, _)| key)
}

fn no_options(key: &str, place: Place) -> Problem {
    Problem::error(
        "project/unused-key",
        Text::prose(
            format!("`{key}` is only read of a question with the role `options`"),
            format!("`{key}` n'est lu que pour une question de rôle `options`"),
        ),
    )
    .why(Text::prose(
        "only there each option is a yes/no question of its own",
        "là seulement, chaque option est une question oui/non à elle seule",
    ))
    .help(Text::prose(
        format!("write `role: options`, or remove `{key}`"),
        format!("écrivez `role: options`, ou retirez `{key}`"),
    ))
    .at(place)
}

/// What a role asks for, in words.
fn wanted(role: Role) -> Text {
    match role {
        Role::Nps | Role::EmployeeNps => Text::prose(
            "write `scale: [0, 10]`; if the question was asked on another scale, give it the role `rating`",
            "écrivez `scale: [0, 10]` ; si la question a été posée sur une autre échelle, donnez-lui le rôle `rating`",
        ),
        Role::Ces => Text::prose(
            "write `[1, 5]` (effort, low is good) or `[1, 7]` (agreement that it was easy, high is good); for any \
             other scale use the role `rating`",
            "écrivez `[1, 5]` (effort : bas vaut mieux) ou `[1, 7]` (accord avec « c'était facile » : haut vaut mieux) ; \
             pour toute autre échelle, prenez le rôle `rating`",
        ),
        Role::Csat => Text::prose(
            "write `yes-no`, or a scale of at most 11 answers such as `[1, 5]`",
            "écrivez `yes-no`, ou une échelle d'au plus 11 réponses comme `[1, 5]`",
        ),
        Role::Rating => Text::prose(
            "write the lowest and the highest answer, as in `[1, 5]`; a yes/no question has the role `csat`",
            "écrivez la plus basse et la plus haute réponse, comme dans `[1, 5]` ; une question oui/non a le rôle `csat`",
        ),
        Role::Options => Text::prose(
            "remove `scale`: each option is ticked or not",
            "retirez `scale` : chaque option est cochée ou non",
        ),
        Role::Ropo => Text::prose(
            "write `scale: yes-no`, and put the window of days into the question",
            "écrivez `scale: yes-no`, et mettez le délai en jours dans la question",
        ),
        Role::Verbatim => Text::prose(
            "remove `scale`, or give the question another role",
            "retirez `scale`, ou donnez un autre rôle à la question",
        ),
    }
}

/// Why a role asks for it.
fn reason(role: Role) -> Text {
    match role {
        Role::Nps | Role::EmployeeNps => Text::prose(
            "promoters are 9 and 10 of eleven answers from 0 to 10: on another scale the figure would not be an NPS",
            "les promoteurs sont les notes 9 et 10 parmi onze réponses de 0 à 10 : sur une autre échelle, le chiffre ne \
             serait pas un NPS",
        ),
        Role::Ces => Text::prose(
            "the two CES scales run in opposite directions, so the scale alone says which way is good",
            "les deux échelles du CES vont en sens opposés : l'échelle seule dit de quel côté est le mieux",
        ),
        Role::Csat => Text::prose(
            "satisfied means yes, or one of the two best answers, which says nothing on a scale of many steps",
            "satisfait veut dire oui, ou l'une des deux meilleures réponses, ce qui ne dit rien sur une échelle très fine",
        ),
        Role::Rating => Text::prose(
            "a mean and its distribution need a lowest and a highest answer",
            "une moyenne et sa distribution demandent une plus basse et une plus haute réponse",
        ),
        Role::Options => Text::prose(
            "an option has no steps between ticked and not ticked",
            "une option n'a pas de degrés entre cochée et non cochée",
        ),
        Role::Ropo => Text::prose(
            "a buyer has looked online before this purchase, or has not; how often people say they do is another question",
            "un acheteur s'est renseigné en ligne avant cet achat, ou non ; à quelle fréquence on dit le faire est une \
             autre question",
        ),
        Role::Verbatim => Text::prose("free text has no scale", "un texte libre n'a pas d'échelle"),
    }
}

fn misfit(role: Role, scale: Scale, place: Place) -> Problem {
    let word = role.word();
    let shown = match scale {
        Scale::Range([low, high]) => format!("`[{low}, {high}]`"),
        Scale::YesNo(_) => "`yes-no`".to_owned(),
    };
    Problem::error(
        "project/scale-does-not-fit",
        Text::prose(
            format!("the scale {shown} does not fit the role `{word}`"),
            format!("l'échelle {shown} ne convient pas au rôle `{word}`"),
        ),
    )
    .why(reason(role))
    .help(wanted(role))
    .at(place)
}

fn no_scale(role: Role, place: Place) -> Problem {
    let word = role.word();
    Problem::error(
        "project/missing-scale",
        Text::prose(
            format!("a question with the role `{word}` needs a `scale`"),
            format!("une question de rôle `{word}` demande une échelle (`scale`)"),
        ),
    )
    .why(reason(role))
    .help(wanted(role))
    .at(place)
}

fn outside(answer: &str, value: i32, [low, high]: [i32; 2], place: Place, scale: Place) -> Problem {
    Problem::error(
        "project/value-outside-scale",
        Text::prose(
            format!("the answer `{answer}` stands for {value}, which is outside the scale from {low} to {high}"),
            format!("la réponse `{answer}` vaut {value}, hors de l'échelle de {low} à {high}"),
        ),
    )
    .why(Text::prose(
        "every answer would be counted in a box that the scale does not have",
        "chacune de ces réponses serait comptée dans une case que l'échelle n'a pas",
    ))
    .help(Text::prose(
        "correct the number, or list the answer under `not-an-answer`",
        "corrigez le nombre, ou citez la réponse sous `not-an-answer`",
    ))
    .at(place)
    .related(scale, Text::prose("the scale", "l'échelle"))
}
