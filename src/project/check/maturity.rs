//! Ratings of maturity. Checks and items are looked up when plugins are known.

use std::collections::BTreeMap;

use super::{Check, is_address};
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::Text;
use crate::manifest::Located;
use crate::project::ids::twice;
use crate::project::{Day, Form, Project};

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    let raters = &project.maturity.raters;
    let mut first: BTreeMap<(&str, &str, Form), Place> = BTreeMap::new();
    for rating in &project.maturity.ratings {
        let key = (rating.check.as_str(), rating.item.as_str(), rating.form);
        if let Some(link) = rating.link.as_ref().filter(|link| !is_address(link)) {
            check.push(bad_link(link));
        }
        if let Some(earlier) = first.get(&key) {
            check.push(twice(&rating.item, rating.item.place(), earlier.clone()));
        } else {
            first.insert(key, rating.item.place());
        }
        for (rater, level) in &rating.levels {
            if !raters.is_empty() && !raters.contains_key(rater) {
                check.push(unknown_rater(rater, raters.keys().map(String::as_str), level.place()));
            }
        }
    }
    let mut dates: BTreeMap<Day, Place> = BTreeMap::new();
    for past in &project.maturity.history {
        if let Some(earlier) = dates.get(&past.date.value) {
            check.push(twice(&past.date.to_string(), past.date.place(), earlier.clone()));
        }
        dates.insert(past.date.value, past.date.place());
    }
}

fn bad_link(link: &Located<String>) -> Problem {
    Problem::error(
        "project/bad-link",
        Text::prose(
            format!("`{}` is not an address", link.value),
            format!("`{}` n'est pas une adresse", link.value),
        ),
    )
    .why(Text::prose(
        "the report makes it a link that readers follow to see for themselves",
        "le rapport en fait un lien que suivent les lecteurs pour voir par eux-mêmes",
    ))
    .help(Text::prose(
        "write the whole address, beginning with `https://`; what is no address goes into `evidence`",
        "écrivez l'adresse entière, à partir de `https://` ; ce qui n'en est pas une va dans `evidence`",
    ))
    .at(link.place())
}

pub(super) fn unknown_rater<'r>(rater: &str, known: impl Iterator<Item = &'r str>, place: Place) -> Problem {
    Problem::error(
        "project/unknown-rater",
        Text::prose(
            format!("`{rater}` is not one of the `raters`"),
            format!("`{rater}` ne figure pas parmi les évaluateurs (`raters`)"),
        ),
    )
    .why(Text::prose(
        "the report says who rated, by role, and how far they agree",
        "le rapport dit qui a évalué, par fonction, et dans quelle mesure les avis concordent",
    ))
    .help(suggestion(rater, known))
    .at(place)
}
