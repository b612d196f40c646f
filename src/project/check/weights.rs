//! What weights say of the population: dimensions that exist, shares that are numbers, caps that leave room.

use std::collections::BTreeMap;

use super::{Check, bad_range};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::weights::share;
use crate::project::{Code, Dimension, Margin, Survey, Weights};

/// Whether a margin may be of a dimension: each row has at most one of its values.
fn may_be_calibrated(dimension: &Dimension) -> bool {
    dimension.columns.is_empty() && dimension.separator.is_none()
}

pub(super) fn check(survey: &Survey, weights: &Weights, check: &mut Check<'_, '_>) {
    let place = weights
        .margins
        .first()
        .map_or_else(|| survey.id.place(), Located::place);
    if weights.margins.is_empty() {
        check.absent(bad_margin(
            Text::prose("`weights` holds no margin", "`weights` ne contient aucune marge"),
            place.clone(),
        ));
    }
    if weights.source.is_empty() {
        check.absent(no_source(place));
    }
    if let Some(caps) = &weights.caps {
        self::caps(caps, check);
    }
    let mut first: BTreeMap<Vec<&str>, Place> = BTreeMap::new();
    for margin in &weights.margins {
        let mut by: Vec<&str> = margin.by.iter().map(|id| id.as_str()).collect();
        by.sort_unstable();
        if let Some(earlier) = first.get(&by) {
            let problem = bad_margin(
                Text::prose(
                    "two margins are of the same dimensions",
                    "deux marges portent sur les mêmes dimensions",
                ),
                margin.place(),
            );
            check.push(problem.related(earlier.clone(), Text::prose("the first one", "la première")));
        } else {
            first.insert(by, margin.place());
        }
        self::margin(survey, margin, check);
    }
}

fn margin(survey: &Survey, margin: &Located<Margin>, check: &mut Check<'_, '_>) {
    if margin.by.is_empty() {
        check.absent(bad_margin(
            Text::prose("a margin names no dimension", "une marge ne nomme aucune dimension"),
            margin.place(),
        ));
    }
    for id in &margin.by {
        let mut known = survey.dimensions.iter().filter(|known| may_be_calibrated(known));
        if known.all(|known| known.id.value != id.value) {
            check.push(unknown_dimension(survey, id));
        }
    }
    let mut rows: BTreeMap<Vec<&str>, Place> = BTreeMap::new();
    for row in &margin.population {
        let found = share(&row.value).filter(|(ids, _)| ids.len() == margin.by.len());
        let Some((ids, _)) = found else {
            check.push(bad_row(row, margin.by.len()));
            continue;
        };
        if let Some(earlier) = rows.get(&ids) {
            let problem = bad_margin(
                Text::prose(
                    format!("`{}` is twice in one margin", ids.join("`, `")),
                    format!("`{}` figure deux fois dans une marge", ids.join("`, `")),
                ),
                row.place(),
            );
            check.push(problem.related(earlier.clone(), Text::prose("first written here", "écrit d'abord ici")));
        } else {
            rows.insert(ids, row.place());
        }
    }
    if margin.population.len() < 2 {
        check.absent(bad_margin(
            Text::prose(
                "a margin needs at least two values",
                "une marge demande au moins deux valeurs",
            ),
            margin.place(),
        ));
    }
}

fn caps(caps: &Located<[f64; 2]>, check: &mut Check<'_, '_>) {
    let [low, high] = caps.value;
    if low >= high {
        check.push(bad_range(low, high, caps.place()));
    } else if !(0.0..1.0).contains(&low) || high <= 1.0 {
        check.push(
            Problem::error(
                "project/bad-range",
                Text::prose(
                    format!("caps from {low} to {high} leave no answer as it is"),
                    format!("des plafonds de {low} à {high} ne laissent aucune réponse telle quelle"),
                ),
            )
            .why(Text::prose(
                "factors have a mean of 1, so that the lower cap lies below it and the upper one above",
                "les facteurs ont une moyenne de 1 : la borne basse est en dessous, la borne haute au-dessus",
            ))
            .help(Text::prose(
                "write them as in `caps: [0.2, 5]`",
                "écrivez-les comme dans `caps: [0.2, 5]`",
            ))
            .at(caps.place()),
        );
    }
}

fn bad_margin(what: Text, place: Place) -> Problem {
    Problem::error("project/bad-margin", what)
        .why(Text::prose(
            "answers are weighted so that each value has the share it has in the population, stated once",
            "les réponses sont pondérées pour que chaque valeur ait la part qu'elle a dans la population, dite une fois",
        ))
        .help(Text::prose(
            "write a margin as in `{by: [gender], population: [[women, 52], [men, 48]]}`",
            "écrivez une marge comme dans `{by: [genre], population: [[femmes, 52], [hommes, 48]]}`",
        ))
        .at(place)
}

fn bad_row(row: &Located<Vec<Code>>, dimensions: usize) -> Problem {
    let written: Vec<&str> = row.iter().map(|code| code.0.as_str()).collect();
    let written = written.join(", ");
    let ids = if dimensions == 1 {
        Text::prose("one id", "un identifiant")
    } else {
        Text::prose(format!("{dimensions} ids"), format!("{dimensions} identifiants"))
    };
    let ids = |lang| ids.get(lang).to_owned();
    bad_margin(
        Text::prose(
            format!(
                "`[{written}]` is not {} and a number above zero",
                ids(crate::language::Lang::En)
            ),
            format!(
                "`[{written}]` n'est pas {} suivi d'un nombre positif",
                ids(crate::language::Lang::Fr)
            ),
        ),
        row.place(),
    )
}

fn no_source(place: Place) -> Problem {
    Problem::error(
        "project/missing-key",
        Text::prose("the margins have no source", "les marges n'ont pas de source"),
    )
    .why(Text::prose(
        "weighted figures are worth what is known of the population; the report prints where it is known from",
        "des chiffres redressés valent ce que l'on sait de la population ; le rapport imprime d'où on le sait",
    ))
    .help(Text::prose(
        "add `source: …` to `weights`, such as a census or the customer base",
        "ajoutez `source: …` à `weights`, par exemple un recensement ou le fichier clients",
    ))
    .at(place)
}

fn unknown_dimension(survey: &Survey, id: &Located<String>) -> Problem {
    let known = survey
        .dimensions
        .iter()
        .filter(|dimension| may_be_calibrated(dimension))
        .map(|dimension| dimension.id.as_str());
    Problem::error(
        "project/unknown-dimension",
        Text::prose(
            format!(
                "`{}` is not a dimension of this survey with one value per row",
                id.value
            ),
            format!(
                "`{}` n'est pas une dimension de cette enquête avec une seule valeur par ligne",
                id.value
            ),
        ),
    )
    .why(Text::prose(
        "a margin says how the population is spread over the values of a column, declared under `dimensions`",
        "une marge dit comment la population se répartit sur les valeurs d'une colonne, déclarée sous `dimensions`",
    ))
    .help(suggestion(id, known))
    .at(id.place())
}
