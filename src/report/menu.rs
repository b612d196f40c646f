//! The menu: every page in one row where that fits, else groups of pages, with the pages of the current group in a
//! second row. No script, no list to unfold: each entry is a link.

use serde::Serialize;

use super::pages::{Chapter, Plan};
use super::scribe::Scribe;

/// At most this many entries stand in one row of a page 1,280 pixels wide.
const ENTRIES: usize = 11;
/// At most this many letters, with three for the space after each entry.
const LETTERS: usize = 130;

/// A page in the menu.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NavEntry {
    pub(super) title: String,
    pub(super) href: String,
    /// `page` for the page itself, `true` for a page beneath it, empty for any other: the value of `aria-current`.
    pub(super) current: &'static str,
}

/// Pages that belong together.
#[derive(Debug, Serialize)]
pub(super) struct NavGroup {
    title: String,
    /// Its first page.
    href: String,
    current: &'static str,
    pages: Vec<NavEntry>,
}

/// Every page that menus list, in order, as seen from `plan`.
pub(super) fn entries(scribe: &Scribe<'_>, plans: &[Plan<'_>], plan: &Plan<'_>) -> Vec<NavEntry> {
    let listed = plans.iter().filter(|entry| entry.in_nav());
    listed.map(|entry| one(scribe, entry, plan)).collect()
}

fn one(scribe: &Scribe<'_>, entry: &Plan<'_>, plan: &Plan<'_>) -> NavEntry {
    NavEntry {
        title: entry.nav_title(scribe),
        href: scribe.to(&entry.path),
        current: match () {
            () if entry.path == plan.path => "page",
            () if entry.is_parent_of(plan) => "true",
            () => "",
        },
    }
}

/// The same in groups; none where one row holds them all.
pub(super) fn groups(scribe: &Scribe<'_>, plans: &[Plan<'_>], plan: &Plan<'_>) -> Vec<NavGroup> {
    let all = entries(scribe, plans, plan);
    if fits(all.iter().map(|entry| entry.title.as_str())) {
        return Vec::new();
    }
    let group = |chapter: Chapter| {
        let listed = plans
            .iter()
            .filter(|entry| entry.in_nav() && entry.chapter() == chapter);
        let pages: Vec<NavEntry> = listed.map(|entry| one(scribe, entry, plan)).collect();
        let first = pages.first()?;
        let current = match &pages[..] {
            [only] => only.current,
            several if several.iter().any(|entry| !entry.current.is_empty()) => "true",
            _ => "",
        };
        Some(NavGroup {
            title: match &pages[..] {
                [only] => only.title.clone(),
                _ => scribe.word(&format!("nav-group-{}", chapter.word())),
            },
            href: first.href.clone(),
            current,
            pages,
        })
    };
    Chapter::ALL.into_iter().filter_map(group).collect()
}

/// Whether entries of these names fit in one row.
fn fits<'a>(titles: impl Iterator<Item = &'a str>) -> bool {
    let (mut entries, mut letters) = (0, 0);
    for title in titles {
        entries += 1;
        letters += title.chars().count() + 3;
    }
    entries <= ENTRIES && letters <= LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_short_names_fit_in_one_row() {
        assert!(fits(["Overview"; 11].into_iter()));
        assert!(!fits(["Map"; 12].into_iter()));
        assert!(!fits(["What our customers told us about the shop"; 4].into_iter()));
    }
}
