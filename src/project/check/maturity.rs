//! Ratings of maturity. Checks and items are looked up when plugins are known.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostics::{Place, Problem, suggestion};
use crate::language::Text;
use crate::project::Project;
use crate::project::ids::twice;

pub(super) fn check(project: &Project, check: &mut Check<'_, '_>) {
    let raters = &project.maturity.raters;
    let mut first: BTreeMap<(&str, &str), Place> = BTreeMap::new();
    for rating in &project.maturity.ratings {
        let key = (rating.check.as_str(), rating.item.as_str());
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
