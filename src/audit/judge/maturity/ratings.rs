//! What people rated, from the project's files and from the questionnaires they filled in.

use std::collections::BTreeMap;

use crate::audit::{RatedItem, Said};
use crate::language::Text;
use crate::plugins::Plugin;
use crate::project::{Form, Rating};

use super::Case;

/// The items that a form asks with what people rated on that form; an item nobody rated has no level.
pub(super) fn items(case: &Case<'_>, plugin: &Plugin, form: Form) -> Vec<RatedItem> {
    let asked = plugin.manifest.items.iter().filter(|item| form.asks(item));
    asked
        .map(|item| {
            let of = |rating: &&Rating| {
                rating.form == form && rating.check.value == plugin.manifest.id.value && rating.item.value == item.id
            };
            let written = case.project.maturity.ratings.iter().find(of);
            let filled = || case.evidence.ratings.iter().filter(of);
            let mut levels = BTreeMap::new();
            let mut said = BTreeMap::new();
            for rating in written.into_iter().chain(filled()) {
                levels.extend(rating.levels.iter().map(|(rater, level)| (rater.clone(), level.value)));
            }
            for rating in filled().filter(|rating| !rating.evidence.is_empty() || rating.link.is_some()) {
                let words = Said {
                    evidence: rating.evidence.clone(),
                    link: rating.link.as_ref().map(|link| link.value.clone()),
                };
                said.extend(rating.levels.keys().map(|rater| (rater.clone(), words.clone())));
            }
            RatedItem {
                id: item.id.clone(),
                title: item.title.clone(),
                levels,
                evidence: written.map(|rating| rating.evidence.clone()).unwrap_or_default(),
                link: written.and_then(|rating| rating.link.as_ref().map(|link| link.value.clone())),
                said,
                part: item.part.clone(),
            }
        })
        .collect()
}

/// The words of the project for everybody who rated one of `items`.
pub(super) fn raters(case: &Case<'_>, items: &[RatedItem]) -> BTreeMap<String, Text> {
    let words = &case.project.maturity.raters;
    items
        .iter()
        .flat_map(|item| item.levels.keys())
        .filter_map(|rater| Some((rater.clone(), words.get(rater)?.clone())))
        .collect()
}
