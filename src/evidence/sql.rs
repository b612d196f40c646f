//! The same cells, counted where the data lies: a grouped query for an SQL engine, and the reading of its result.
//!
//! The query repeats in SQL what the pass does row by row: trims, tells blanks, special codes and answers apart, maps
//! values, puts rows into personas and periods. Its result is not protected; protection comes after reading, as ever.

mod expression;
mod query;
mod result;
mod rows;

pub use expression::Dialect;
pub use query::query;
pub(super) use result::read;

use super::calibrator;
use super::plan::dimensions;
use crate::diagnostics::{Place, Problem};
use crate::language::{Lang, Text, quote};
use crate::manifest::Located;
use crate::project::{Project, Survey};

/// What stands in the header of a result: what is told of which question, the cell by dimension and by margin, sums.
const HEAD: [&str; 3] = ["question", "state", "value"];
/// Before the id of a dimension: the value of the cell, blank where the table is not cut by it.
const TABLE: &str = "by:";
/// Before the id of a dimension of the margins that answers are weighted to.
const MARGIN: &str = "margin:";
const SUMS: [&str; 4] = ["rows", "n", "weight", "weight_squared"];
const RANGE: [&str; 2] = ["lowest", "highest"];
const DAYS: [&str; 2] = ["first", "last"];
/// Of a pair of answers: that to the first question, and the first byte of the hash of who gave them.
const PAIR: [&str; 2] = ["other", "replicate"];

/// What stands before a value, so that no value is told from no table.
const SET: char = '=';
/// What stands before each member of a set: nothing that a value may hold.
const AND: char = '\u{1f}';

/// The state of a row that is an answer.
const OF_ROW: &str = "row";

/// What rows put together are counted in: rows of the respondent, comments of a question, different dates.
const ROWS: &str = "rows:";
const COMMENTS: &str = "comments:";
const DATES: &str = "dates:";

/// More dimensions than this cannot be grouped by at once: Spark takes 64 columns.
const MOST_DIMENSIONS: usize = 56;

/// What of a survey cannot be said in SQL, and where the survey asks for it.
fn unsupported(project: &Project, survey: &Survey) -> Option<(Text, Place)> {
    let margins = calibrator::dimensions(survey).len();
    if dimensions(project, survey).len() + margins > MOST_DIMENSIONS {
        let what = Text::prose(
            format!("more than {MOST_DIMENSIONS} dimensions and margins"),
            format!("plus de {MOST_DIMENSIONS} dimensions et marges"),
        );
        return Some((what, survey.id.place()));
    }
    None
}

/// The problem of a survey that cannot be counted in SQL.
fn refusal(project: &Project, survey: &Survey) -> Option<Problem> {
    let (what, place) = unsupported(project, survey)?;
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

/// The problem of tables besides surveys, whose rows are not counted in SQL: an error where one is asked for by name.
pub fn of_tables(tables: &[&Located<String>], by_name: bool) -> Option<Problem> {
    let named = |lang| -> Vec<String> { tables.iter().map(|id| quote(lang, id)).collect() };
    let text = Text::prose(
        format!(
            "not counted in SQL, since they are tables and no surveys: {}",
            named(Lang::En).join(", ")
        ),
        format!(
            "non comptées en SQL, ces tables n'étant pas des enquêtes : {}",
            named(Lang::Fr).join(", ")
        ),
    );
    let problem = if by_name {
        Problem::error("project/not-in-sql", text)
    } else {
        Problem::warning("project/not-in-sql", text)
    };
    let problem = problem
        .why(Text::prose(
            "Without their files, or summaries of them, their indicators measure nothing.",
            "Sans leurs fichiers, ni leurs résumés, leurs indicateurs ne mesurent rien.",
        ))
        .help(Text::prose(
            "run `parcours summarise` where their files are, and commit `summaries/`",
            "lancez `parcours summarise` là où sont leurs fichiers, et versionnez `summaries/`",
        ));
    Some(problem.at(tables.first()?.place()))
}

/// The column of a question or dimension: the one named, else the id.
fn column<'s>(named: Option<&'s Located<String>>, id: &'s Located<String>) -> &'s str {
    named.unwrap_or(id).as_str()
}
