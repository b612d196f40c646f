//! Tables besides surveys: their file and format words as for surveys, their fields as their kind has them.

use super::{Check, bad_range, rule, survey};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::Text;
use crate::manifest::{Located, TableKind};
use crate::project::ids::{Noun, twice};
use crate::project::{FieldColumn, Project, Reconciliation, Unit};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    for table in &project.tables {
        check.kebab(&table.id);
        if let Some(survey) = project.surveys.iter().find(|survey| survey.id.value == table.id.value) {
            check.push(twice(&table.id, table.id.place(), survey.id.place()));
        }
        let lowered = table.as_survey();
        let together = project.reconcile.iter();
        let together = together.filter(|lists| [&lists.online.value, &lists.offline.value].contains(&&table.id.value));
        check.data(&lowered, together.map(Reconciliation::summary));
        survey::shared(&lowered, check);
        if let Some(rows) = &table.rows {
            rule::check(&rows.rule, check);
        }
        if let Some(format) = &table.date_format
            && lowered.date.is_none()
        {
            check.word(format, &["iso", "dmy", "mdy"]);
        }
        for (name, column) in &table.columns {
            field(table.kind.value, name, column, check);
        }
        if let Some(window) = &table.window
            && window.value.from > window.value.to
        {
            check.push(bad_range(window.value.from, window.value.to, window.place()));
        }
        if let Some(unit) = &table.unit
            && unit.value == Unit::Person
            && !table.kind.value.is_of_people()
        {
            check.push(no_person(table.kind.value, unit.place()));
        }
    }
}

fn field(kind: TableKind, name: &str, column: &Located<FieldColumn>, check: &mut Check<'_, '_>) {
    if kind.field(name).is_none() {
        check.push(unknown_field(kind, name, column.place()));
    } else if name.ends_with("users") && speaks_of_sessions(&column.value.column) {
        check.push(sessions_as_users(&column.value.column, column.place()));
    }
}

/// Whether a heading names sessions or visits.
fn speaks_of_sessions(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["session", "visite", "visits"]
        .iter()
        .any(|word| heading.contains(word))
        && !["visiteur", "visitor", "user", "utilisateur"]
            .iter()
            .any(|word| heading.contains(word))
}

fn unknown_field(kind: TableKind, name: &str, place: Place) -> Problem {
    let word = kind.word();
    Problem::error(
        "project/unknown-field",
        Text::prose(
            format!("tables of the kind `{word}` have no field `{name}`"),
            format!("les tables de type `{word}` n'ont pas de champ `{name}`"),
        ),
    )
    .why(Text::prose(
        "no indicator reads such a field, so the column would be ignored in silence",
        "aucun indicateur ne lit un tel champ : la colonne serait ignorée en silence",
    ))
    .help(suggestion(name, kind.fields().iter().map(|field| field.name)))
    .at(place)
}

fn sessions_as_users(column: &str, place: Place) -> Problem {
    Problem::error(
        "project/sessions-as-users",
        Text::prose(
            format!("the column `{column}` speaks of sessions or visits, and is given as a number of users"),
            format!("la colonne `{column}` parle de sessions ou de visites, et elle est donnée comme un nombre d'utilisateurs"),
        ),
    )
    .why(Text::prose(
        "one visitor makes several sessions: a share of sessions is no share of users, and is lower",
        "un visiteur fait plusieurs sessions : une part de sessions n'est pas une part d'utilisateurs, et elle est plus basse",
    ))
    .help(Text::prose(
        "write `sessions:` in the place of `users:`; the conversion of users (`conversion`) needs a table of `events` \
         with `customer:`",
        "écrivez `sessions:` à la place de `users:` ; la conversion des utilisateurs (`conversion`) demande une table \
         `events` avec `customer:`",
    ))
    .at(place)
}

fn no_person(kind: TableKind, place: Place) -> Problem {
    let word = kind.word();
    Problem::error(
        "project/unit-does-not-fit",
        Text::prose(
            format!("a row of a table of the kind `{word}` is not a person"),
            format!("une ligne d'une table de type `{word}` n'est pas une personne"),
        ),
    )
    .why(Text::prose(
        "days, campaigns and mailings are not people: a minimum cell of rows would protect nobody",
        "des jours, des campagnes et des envois ne sont pas des personnes : un effectif minimal de lignes ne protégerait \
         personne",
    ))
    .help(Text::prose(
        "remove `unit`, or give a table with one row per person (`customers`, `events`, `transactions`, `contacts`)",
        "retirez `unit`, ou donnez une table d'une ligne par personne (`customers`, `events`, `transactions`, `contacts`)",
    ))
    .at(place)
}

/// A segment names a survey or a table.
pub(super) fn source(id: &Located<String>, check: &mut Check<'_, '_>) {
    if !check.ids.has(Noun::Table, id) {
        check.known(Noun::Survey, id);
    }
}
