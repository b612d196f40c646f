//! What a manifest does wrong, put into words.

use super::{Kind, ParameterKind};
use crate::diagnostics::{Problem, closest, suggestion};
use crate::language::Text;

pub(super) fn why_manifest() -> Text {
    Text::prose(
        "everything a check is must be known before it runs",
        "tout ce qu'est une évaluation doit être connu avant son exécution",
    )
}

pub(super) fn unknown_word(word: &str, known: &[&str]) -> Problem {
    Problem::error(
        "project/unknown-word",
        Text::prose(
            format!("`{word}` is not one of the words this key takes"),
            format!("`{word}` ne fait pas partie des mots que cette clé accepte"),
        ),
    )
    .why(why_manifest())
    .help(suggestion(word, known.iter().copied()))
}

pub(super) fn not_exactly_one(what: &str, names: &[&str]) -> Problem {
    let listed = names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    Problem::error(
        "project/not-exactly-one",
        Text::prose(
            format!("`{what}` needs exactly one of {listed}"),
            format!("`{what}` demande exactement une de ces clés : {listed}"),
        ),
    )
    .why(Text::prose(
        "with none or several of them it would not be clear what is meant",
        "avec aucune ou plusieurs d'entre elles, on ne saurait pas ce qui est voulu",
    ))
    .help(Text::prose("keep one of them", "gardez-en une seule"))
}

pub(super) fn order(low: i32, high: i32) -> Problem {
    Problem::error(
        "project/bad-range",
        Text::prose(
            format!("the range `[{low}, {high}]` is the wrong way round"),
            format!("l'intervalle `[{low}, {high}]` est à l'envers"),
        ),
    )
    .why(Text::prose(
        "no answer could lie in it",
        "aucune réponse ne pourrait s'y trouver",
    ))
    .help(Text::prose(
        format!("write `[{high}, {low}]`"),
        format!("écrivez `[{high}, {low}]`"),
    ))
}

pub(super) fn unknown_read(name: &str, known: &[&str]) -> Problem {
    Problem::error(
        "plugin/unknown-read",
        Text::prose(
            format!("the estimate is `of: {name}`, which `reads` does not declare"),
            format!("l'estimation porte sur `of: {name}`, que `reads` ne déclare pas"),
        ),
    )
    .why(why_manifest())
    .help(match closest(name, known.iter().copied()) {
        Some(near) => Text::prose(
            format!("did you mean `{near}`?"),
            format!("vouliez-vous dire `{near}` ?"),
        ),
        None => Text::prose(
            format!("declare `{name}` under `reads`"),
            format!("déclarez `{name}` sous `reads`"),
        ),
    })
}

pub(super) fn not_a_question(name: &str) -> Problem {
    Problem::error(
        "plugin/unknown-read",
        Text::prose(
            format!("the estimate is `of: {name}`, which is not a question"),
            format!("l'estimation porte sur `of: {name}`, qui n'est pas une question"),
        ),
    )
    .why(Text::prose(
        "only answers to a question can be estimated",
        "seules les réponses à une question peuvent être estimées",
    ))
    .help(Text::prose(
        format!("write `{name}: {{question: {{role: …}}}}` under `reads`, or `{name}: {{constructs: asked}}`"),
        format!("écrivez `{name}: {{question: {{role: …}}}}` sous `reads`, ou `{name}: {{constructs: asked}}`"),
    ))
}

pub(super) fn gap(before: u8, after: u8) -> Problem {
    let next = u16::from(before) + 1;
    Problem::error(
        "plugin/level-gap",
        Text::prose(
            format!("level {after} follows level {before}"),
            format!("le niveau {after} suit le niveau {before}"),
        ),
    )
    .why(Text::prose(
        "levels are reached one after the other, so their numbers follow one another, lowest first",
        "les niveaux s'atteignent l'un après l'autre : leurs numéros se suivent, le plus bas d'abord",
    ))
    .help(Text::prose(
        format!("write `level: {next}`"),
        format!("écrivez `level: {next}`"),
    ))
}

pub(super) fn wrong_default(name: &str, kind: ParameterKind) -> Problem {
    let (en, fr) = match kind {
        ParameterKind::Number => ("a number", "un nombre"),
        ParameterKind::Text => ("text", "un texte"),
        ParameterKind::Boolean => ("`true` or `false`", "`true` ou `false`"),
    };
    Problem::error(
        "plugin/wrong-default",
        Text::prose(
            format!("the default of `{name}` is not {en}"),
            format!("la valeur par défaut de `{name}` n'est pas {fr}"),
        ),
    )
    .why(Text::prose(
        "a project that gives no value would get this one",
        "un projet qui ne donne pas de valeur recevrait celle-ci",
    ))
    .help(Text::prose(
        "give a default of the parameter's type, or change the type",
        "donnez une valeur du type du paramètre, ou changez le type",
    ))
}

pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Kpi => "kpi",
        Kind::Maturity => "maturity",
        Kind::Website => "website",
    }
}

pub(super) fn needs(kind: Kind, key: &str) -> Problem {
    let kind = kind_word(kind);
    Problem::error(
        "project/missing-key",
        Text::prose(
            format!("a check of kind `{kind}` needs the key `{key}`"),
            format!("une évaluation de type `{kind}` demande la clé `{key}`"),
        ),
    )
    .why(why_manifest())
    .help(Text::prose(
        format!("add `{key}:`, as the plugins under `plugins/{kind}` do"),
        format!("ajoutez `{key}:`, comme le font les extensions de `plugins/{kind}`"),
    ))
}

pub(super) fn no_use(kind: Kind, key: &str) -> Problem {
    let kind = kind_word(kind);
    Problem::error(
        "plugin/foreign-key",
        Text::prose(
            format!("a check of kind `{kind}` has no use for `{key}`"),
            format!("une évaluation de type `{kind}` n'a que faire de `{key}`"),
        ),
    )
    .why(Text::prose(
        "what nobody reads would be ignored in silence",
        "ce que personne ne lit serait ignoré en silence",
    ))
    .help(Text::prose(
        "take it out, or change `kind`",
        "retirez cette clé, ou changez `kind`",
    ))
}

pub(super) fn one_language(key: &str) -> Problem {
    Problem::warning(
        "plugin/one-language",
        Text::prose(
            format!("the message `{key}` exists in one language only"),
            format!("le message `{key}` n'existe que dans une langue"),
        ),
    )
    .why(Text::prose(
        "the other half of a bilingual report would show words in the wrong language",
        "l'autre moitié d'un rapport bilingue montrerait des mots dans la mauvaise langue",
    ))
    .help(Text::prose(
        "write it under `fr:` and `en:`",
        "écrivez-le sous `fr:` et `en:`",
    ))
}
