//! The rules that select rows: each has exactly one form.

use super::{Check, bad_range, not_exactly_one};
use crate::diagnostics::{Place, Problem};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::Rule;

pub(super) fn check(rule: &Located<Rule>, check: &mut Check<'_, '_>) {
    let groups = [
        rule.all.is_some(),
        rule.any.is_some(),
        rule.not.is_some(),
        rule.column.is_some(),
    ];
    let tests = [
        rule.is.is_some(),
        rule.one_of.is_some(),
        rule.between.is_some(),
        rule.blank.is_some(),
    ];
    let count = |set: &[bool]| set.iter().filter(|written| **written).count();
    if count(&groups) != 1 {
        check.absent(no_form(rule.place()));
    } else if rule.column.is_some() && count(&tests) != 1 {
        check.absent(no_test(rule.place()));
    } else if rule.column.is_none() && count(&tests) != 0 {
        check.absent(no_column(rule.place()));
    }
    for (key, list) in [("all", &rule.all), ("any", &rule.any)] {
        if let Some(list) = list {
            if list.is_empty() {
                check.absent(empty(key, rule.place()));
            }
            for rule in list {
                self::check(rule, check);
            }
        }
    }
    if let Some(rule) = &rule.not {
        self::check(rule, check);
    }
    if let Some([low, high]) = rule.between
        && low > high
    {
        check.push(bad_range(low, high, rule.place()));
    }
    if rule.one_of.as_ref().is_some_and(Vec::is_empty) {
        check.absent(empty("in", rule.place()));
    }
}

fn no_form(place: Place) -> Problem {
    not_exactly_one(
        Text::prose(
            "a rule needs exactly one of `column`, `all`, `any`, `not`",
            "une règle demande exactement une de ces clés : `column`, `all`, `any`, `not`",
        ),
        Text::prose(
            "put several rules into a list under `all:` or `any:`",
            "mettez plusieurs règles en liste sous `all:` ou `any:`",
        ),
        place,
    )
}

fn no_test(place: Place) -> Problem {
    not_exactly_one(
        Text::prose(
            "a rule with a `column` needs exactly one of `is`, `in`, `between`, `blank`",
            "une règle qui porte sur une colonne (`column`) demande exactement une de ces clés : `is`, `in`, `between`, `blank`",
        ),
        Text::prose(
            "write for example `{column: age, between: [18, 34]}`",
            "écrivez par exemple `{column: age, between: [18, 34]}`",
        ),
        place,
    )
}

fn no_column(place: Place) -> Problem {
    not_exactly_one(
        Text::prose(
            "`is`, `in`, `between` and `blank` need a `column`",
            "`is`, `in`, `between` et `blank` demandent une colonne (`column`)",
        ),
        Text::prose(
            "write for example `{column: age, between: [18, 34]}`",
            "écrivez par exemple `{column: age, between: [18, 34]}`",
        ),
        place,
    )
}

fn empty(key: &str, place: Place) -> Problem {
    Problem::error(
        "project/empty-rule",
        Text::prose(
            format!("the list under `{key}` is empty"),
            format!("la liste sous `{key}` est vide"),
        ),
    )
    .why(Text::prose(
        "an empty list would select every row or none, which nobody means",
        "une liste vide choisirait toutes les lignes ou aucune, ce que personne ne veut",
    ))
    .help(Text::prose(
        "add what it should hold, or remove it",
        "ajoutez ce qu'elle doit contenir, ou retirez-la",
    ))
    .at(place)
}
