//! The same cells, counted where the data lies: a grouped query for an SQL engine, and the reading of its result.
//!
//! The query repeats in SQL what the pass does row by row: trims, tells blanks, special codes and answers apart, maps
//! values, puts rows into personas and periods. Its result is not protected; protection comes after reading, as ever.

mod expression;
mod query;
mod result;

pub use expression::Dialect;
pub use query::query;
pub(super) use result::read;

use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::{Spread, Survey};

/// What stands in the header of a result, before and after the values of a cell's key.
const BEFORE: [&str; 3] = ["kind", "question", "dimensions"];
const AFTER: [&str; 4] = ["value", "n", "weight", "weight_squared"];

/// What parts the dimensions of a table and the personas of a set.
const AND: char = '+';

/// What of a survey cannot be said in SQL yet, and where the survey asks for it.
fn unsupported(survey: &Survey) -> Option<(Text, Place)> {
    if survey.layout != Spread::Wide {
        let what = Text::prose("several rows per respondent", "plusieurs lignes par répondant");
        return Some((what, survey.id.place()));
    }
    if survey.weights.is_some() {
        let what = Text::prose(
            "answers weighted to the population",
            "des réponses redressées sur la population",
        );
        return Some((what, survey.id.place()));
    }
    if let Some(count) = &survey.count {
        let what = Text::prose(
            "rows that stand for several people",
            "des lignes qui valent plusieurs personnes",
        );
        return Some((what, count.place()));
    }
    if let Some(question) = survey.questions.iter().find(|question| question.option.is_some()) {
        let what = Text::prose("questions with several options", "les questions à plusieurs options");
        return Some((what, question.id.place()));
    }
    if let Some(rows) = &survey.rows {
        let what = Text::prose("rows that are left out", "des lignes écartées");
        return Some((what, rows.rule.place()));
    }
    let several = survey
        .dimensions
        .iter()
        .find(|dimension| !dimension.columns.is_empty() || dimension.separator.is_some())?;
    let what = Text::prose("questions with several options", "les questions à plusieurs options");
    Some((what, several.id.place()))
}

/// The problem of a survey that cannot be counted in SQL.
fn refusal(survey: &Survey) -> Option<Problem> {
    let (what, place) = unsupported(survey)?;
    let problem = Problem::error(
        "project/not-in-sql",
        Text::prose(
            format!(
                "the survey {} cannot be counted in SQL: {}",
                quote(Lang::En, &survey.id),
                what.get(Lang::En)
            ),
            format!(
                "l'enquête {} ne peut être comptée en SQL : {}",
                quote(Lang::Fr, &survey.id),
                what.get(Lang::Fr)
            ),
        ),
    )
    .help(Text::prose(
        "use `parcours summarise` where the data is",
        "utilisez `parcours summarise` là où sont les données",
    ));
    Some(problem.at(place))
}

/// The column of a question or dimension: the one named, else the id.
fn column<'s>(named: Option<&'s Located<String>>, id: &'s Located<String>) -> &'s str {
    named.unwrap_or(id).as_str()
}
