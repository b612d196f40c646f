//! Which touchpoint of the journey a defect of the website belongs to.

use globset::{Glob, GlobMatcher};

use crate::audit::{Check, Finding, Outcome};
use crate::project::PagesOf;
use crate::website::WebsiteFacts;

/// Gives each finding about a criterion the touchpoint whose pages hold more than half of the places where the criterion
/// fails; of several the one that holds most, then the one with the fewest pages. What fails all over the site, or in files
/// that are no pages, belongs to none.
pub(in crate::audit::judge) fn touchpoints(
    pages_of: &[PagesOf],
    facts: &WebsiteFacts,
    check: &Check,
    findings: &mut [Finding],
) {
    let patterns: Vec<(&str, Vec<GlobMatcher>, usize)> = pages_of
        .iter()
        .map(|of| {
            let globs: Vec<GlobMatcher> = of
                .pages
                .iter()
                .filter_map(|pattern| Some(Glob::new(pattern).ok()?.compile_matcher()))
                .collect();
            let holds = |page: &str| globs.iter().any(|glob| glob.is_match(page));
            let count = facts.pages.iter().filter(|page| holds(&page.path)).count();
            (of.touchpoint.value.as_str(), globs, count)
        })
        .collect();
    let start = facts.path_of("").len();
    for finding in findings {
        let Some(criterion) = check
            .criteria
            .iter()
            .find(|one| Some(&one.id) == finding.criterion.as_ref())
        else {
            continue;
        };
        let failing = criterion.evidence.iter().filter(|one| one.outcome == Outcome::Failed);
        let pages: Vec<&str> = failing
            .flat_map(|one| {
                let own = one.path.get(start..).filter(|_| one.places.is_empty());
                own.into_iter()
                    .chain(one.places.iter().map(|place| place.page.as_str()))
            })
            .collect();
        finding.touchpoint = patterns
            .iter()
            .map(|(touchpoint, globs, count)| {
                let held = pages.iter().filter(|page| globs.iter().any(|glob| glob.is_match(page)));
                (touchpoint, held.count(), *count)
            })
            .filter(|(_, held, _)| held * 2 > pages.len())
            .min_by_key(|(_, held, count)| (std::cmp::Reverse(*held), *count))
            .map(|(touchpoint, ..)| (*touchpoint).to_owned());
    }
}
