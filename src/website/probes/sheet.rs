//! The sheet on which a probe notes passes and defects, and the arithmetic from there to a result.
//!
//! The formula is the one printed in the plugin's README: the mean of page scores, weighted by page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::notes::{Counts, Defect, PageNotes, Values};
use super::{Evidence, PageVerdict, ProbeResult, Scope, Source, Spotted};
use crate::website::site::Site;
use crate::website::source::Position;

pub(crate) use super::notes::Spot;

/// Most defects that are kept with their place; beyond it they are only counted.
pub(super) const MAX_DEFECTS: usize = 50_000;
/// Most entries of evidence in a result.
const MAX_EVIDENCE: usize = 10_000;
/// From how many pages on the same defect in the same place is one of their template.
const TEMPLATE_PAGES: usize = 3;

/// A place in a file that is no page, and the message about it.
type InFile = (String, Option<(u32, u32)>, String);

/// Notes of one probe on one site.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    site: &'a Site,
    probe: String,
    scope: Scope,
    pages: BTreeMap<usize, Counts>,
    whole: Counts,
    defects: Vec<(Option<usize>, Defect)>,
    occurrences: u64,
    set_apart: u64,
    /// Places in files that are no pages and of which several pages told.
    told: BTreeSet<InFile>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(site: &'a Site, probe: &str, scope: Scope) -> Self {
        Sheet {
            site,
            probe: probe.to_owned(),
            scope,
            pages: BTreeMap::new(),
            whole: Counts::default(),
            defects: Vec::new(),
            occurrences: 0,
            set_apart: 0,
            told: BTreeSet::new(),
        }
    }

    fn counts(&mut self, page: usize) -> &mut Counts {
        match self.scope {
            Scope::Site => &mut self.whole,
            _ => self.pages.entry(page).or_default(),
        }
    }

    /// The page, or one of its elements, passes.
    pub(crate) fn pass(&mut self, page: usize) {
        self.counts(page).passed += 1;
    }

    /// The site passes.
    pub(crate) fn pass_site(&mut self) {
        self.whole.passed += 1;
    }

    /// The page, or one of its elements, fails.
    pub(crate) fn fail(&mut self, page: usize, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts(page).failed += 1;
        self.note(page, spot, message, values, false);
    }

    /// The page fails; its evidence is noted apart.
    pub(crate) fn count_failed(&mut self, page: usize) {
        self.counts(page).failed += 1;
    }

    /// The files cannot tell.
    pub(crate) fn unknown(&mut self, page: usize, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts(page).unknown += 1;
        self.note(page, spot, message, values, true);
    }

    /// Another defect of what was already counted.
    pub(crate) fn note(
        &mut self,
        page: usize,
        spot: Spot<'_>,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) {
        if self.scope != Scope::Site && self.site.weights[page] == 0 {
            self.set_apart += u64::from(!unknown);
            return;
        }
        self.occurrences += u64::from(!unknown);
        if self.defects.len() >= MAX_DEFECTS {
            return;
        }
        let pin = self.site.pages()[page].pin(spot);
        let defect = Defect::pinned(pin, message, values, unknown);
        self.defects.push((Some(page), defect));
    }

    /// Takes in what was noted of a page while it was at hand.
    /// What stands in a file that is no page is one defect however many pages use the file.
    pub(crate) fn take(&mut self, page: usize, mut notes: PageNotes) {
        let Some(counts) = notes.counts else { return };
        if self.site.weights[page] == 0 {
            self.set_apart += notes.occurrences;
            return;
        }
        self.pages.insert(page, counts);
        let before = notes.defects.len();
        notes.defects.retain(|defect| {
            let key = |file: &String| (file.clone(), defect.position, defect.message.to_string());
            defect.file.as_ref().is_none_or(|file| self.told.insert(key(file)))
        });
        let again = (before - notes.defects.len()) as u64;
        self.occurrences += notes.occurrences.saturating_sub(again);
        let room = MAX_DEFECTS.saturating_sub(self.defects.len());
        let kept = notes.defects.into_iter().take(room);
        self.defects.extend(kept.map(|defect| {
            let page = defect.file.is_none().then_some(page);
            (page, defect)
        }));
    }

    /// A defect of the site in a file that is no page: robots.txt, a sitemap, a host's configuration.
    pub(crate) fn fail_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
    ) {
        self.whole.failed += 1;
        self.note_in_file(file, position, line, message, values, false);
    }

    /// The files cannot tell, because of a place in a file that is no page.
    pub(crate) fn unknown_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
    ) {
        self.whole.unknown += 1;
        self.note_in_file(file, position, line, message, values, true);
    }

    /// Evidence in a file that is no page, for a page that was already counted.
    pub(crate) fn note_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) {
        self.occurrences += u64::from(!unknown);
        if self.defects.len() >= MAX_DEFECTS {
            return;
        }
        let defect = Defect::in_file(file, position, line, message, values, unknown);
        self.defects.push((None, defect));
    }

    /// The result.
    pub(crate) fn finish(self) -> ProbeResult {
        let mut result = ProbeResult::empty(self.scope);
        for (index, counts) in &self.pages {
            let weight = self.site.weights[*index];
            if weight == 0 {
                continue;
            }
            let counts = if self.scope == Scope::Element {
                *counts
            } else {
                one(*counts)
            };
            result.pages.push(PageVerdict {
                page: self.site.pages()[*index].path.clone(),
                weight,
                passed: counts.passed,
                failed: counts.failed,
                unknown: counts.unknown,
                score: score(counts),
            });
        }
        if self.scope == Scope::Site {
            let whole = one(self.whole);
            (result.passed, result.failed, result.unknown) = (whole.passed, whole.failed, whole.unknown);
            let affected: BTreeSet<usize> = self
                .defects
                .iter()
                .filter(|(_, defect)| !defect.unknown)
                .filter_map(|(page, _)| *page)
                .collect();
            result.pages_affected = affected.len() as u64;
        }
        result.recount(&self.site.pages()[self.site.home].path);
        result.occurrences = self.occurrences;
        result.set_apart = self.set_apart;
        result.evidence = evidence(self.site, &self.probe, self.defects);
        result
    }
}

/// A page or a site is one thing: failed if anything about it failed.
fn one(counts: Counts) -> Counts {
    let (failed, unknown) = (counts.failed > 0, counts.unknown > 0);
    Counts {
        failed: u64::from(failed),
        unknown: u64::from(unknown && !failed),
        passed: u64::from(counts.passed > 0 && !failed && !unknown),
        kept: 0.0,
        score: counts.score,
    }
}

fn score(counts: Counts) -> Option<f64> {
    let decided = counts.passed + counts.failed;
    (decided > 0).then(|| {
        counts
            .score
            .unwrap_or((counts.passed as f64 + counts.kept) / decided as f64)
    })
}

/// A defect with its file and its page.
type Found<'s> = (Cow<'s, str>, Option<usize>, Defect);

/// What defects of one template have in common beside their place in the tree: whether they are open, message, its
/// words, and snippet.
type Alike<'d> = (bool, &'d str, &'d str, &'d str);

/// A place in the tree as tags alone.
fn tags(dom_path: &str) -> impl Iterator<Item = &str> {
    dom_path.split(" > ").map(|part| part.split(':').next().unwrap_or(part))
}

/// Puts defects, given by their numbers, that look alike into groups: those in one place of the tree, and the same
/// defect at another ordinal where the two never meet on a page, as a breadcrumb or a menu before it has one entry more
/// on some pages.
fn join(mut alike: Vec<usize>, found: &[Found<'_>]) -> Vec<Vec<usize>> {
    let path = |number: &usize| found[*number].2.dom_path.as_str();
    let file = |number: &usize| &*found[*number].0;
    let is_page = |number: &usize| found[*number].1.is_some();
    alike.sort_by(|a, b| tags(path(a)).cmp(tags(path(b))).then_with(|| path(a).cmp(path(b))));
    let mut all = Vec::new();
    for same_tags in alike.chunk_by(|a, b| tags(path(a)).eq(tags(path(b)))) {
        let mut groups: Vec<&[usize]> = same_tags.chunk_by(|a, b| path(a) == path(b)).collect();
        // The largest takes in the others.
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let mut groups = groups.into_iter();
        let Some(mut first) = groups.next().map(<[usize]>::to_vec) else {
            continue;
        };
        let mut pages: BTreeSet<&str> = first.iter().map(file).collect();
        let template = pages.len() >= TEMPLATE_PAGES && pages.len() == first.len() && first.iter().all(is_page);
        for group in groups {
            if template && group.iter().all(|one| is_page(one) && !pages.contains(file(one))) {
                pages.extend(group.iter().map(file));
                first.extend(group);
            } else {
                all.push(group.to_vec());
            }
        }
        all.push(first);
    }
    all
}

/// Puts defects of one template together, gives each its key, and sorts them.
fn evidence(site: &Site, probe: &str, defects: Vec<(Option<usize>, Defect)>) -> Vec<Evidence> {
    let mut found: Vec<Found<'_>> = defects
        .into_iter()
        .map(|(page, mut defect)| {
            let file = match page {
                Some(page) => Cow::Borrowed(site.pages()[page].path.as_str()),
                None => Cow::Owned(defect.file.take().unwrap_or_default()),
            };
            (file, page, defect)
        })
        .collect();
    let words: Vec<String> = found.iter().map(|(_, _, defect)| words_of(defect)).collect();
    let look = |number: usize| -> Alike<'_> {
        let defect = &found[number].2;
        (defect.unknown, &*defect.message, &words[number], &defect.snippet)
    };
    // By number, the first defect that looks like it.
    let mut firsts: FxHashMap<Alike<'_>, usize> = FxHashMap::default();
    let first: Vec<usize> = (0..found.len())
        .map(|number| *firsts.entry(look(number)).or_insert(number))
        .collect();
    let mut by_look: Vec<usize> = (0..found.len()).collect();
    by_look.sort_by_key(|number| first[*number]);
    let spotted = |number: usize| {
        let (file, _, defect) = &found[number];
        let (line, column) = defect.position.unwrap_or_default();
        let page = file.clone().into_owned();
        Spotted { page, line, column }
    };
    let place = |number: usize| (&*found[number].0, found[number].2.position);
    // Numbers of the defects that are shown, and where else those of a template occur.
    let mut shown: Vec<(usize, Option<Vec<Spotted>>)> = Vec::new();
    let alike = by_look.chunk_by(|a, b| first[*a] == first[*b]);
    let (single, several): (Vec<&[usize]>, Vec<&[usize]>) = alike.partition(|alike| alike.len() == 1);
    shown.extend(single.into_iter().flatten().map(|number| (*number, None)));
    for mut group in several.into_iter().flat_map(|alike| join(alike.to_vec(), &found)) {
        let pages = || {
            group
                .iter()
                .map(|number| &*found[*number].0)
                .collect::<BTreeSet<&str>>()
        };
        let is_template = group.len() >= TEMPLATE_PAGES
            && group.iter().all(|number| found[*number].1.is_some())
            && pages().len() >= TEMPLATE_PAGES;
        if is_template {
            group.sort_by(|a, b| place(*a).cmp(&place(*b)));
            shown.push((group[0], Some(group.iter().map(|number| spotted(*number)).collect())));
        } else {
            shown.extend(group.into_iter().map(|number| (number, None)));
        }
    }
    let files: BTreeSet<&str> = shown.iter().map(|(number, _)| &*found[*number].0).collect();
    let ranks: FxHashMap<&str, usize> = files.into_iter().zip(0..).collect();
    let rank = |number: usize| {
        let (unknown, message, words, snippet) = look(number);
        let (file, _, defect) = &found[number];
        let file = ranks.get(&**file);
        (unknown, file, defect.position, message, words, snippet, number)
    };
    shown.sort_by(|(a, _), (b, _)| rank(*a).cmp(&rank(*b)));
    shown.truncate(MAX_EVIDENCE);
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    shown
        .into_iter()
        .map(|(number, template)| {
            let (file, _, defect) = &mut found[number];
            let file = file.clone().into_owned();
            let defect = std::mem::take(defect);
            let (line, column) = defect.position.unwrap_or_default();
            let place = if template.is_some() { "" } else { &*file };
            let mut key = key_of(&[probe, &defect.message, place, &defect.snippet, &defect.dom_path]);
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                key = format!("{key}-{times}");
            }
            let here = || Spotted {
                page: file.clone(),
                line,
                column,
            };
            Evidence {
                key,
                path: site.snapshot.settings.project_path(&file),
                places: template.unwrap_or_else(|| vec![here()]),
                page: file,
                line,
                column,
                dom_path: defect.dom_path,
                snippet: defect.snippet,
                message: defect.message.into_owned(),
                values: defect.values,
                unknown: defect.unknown,
                source: Source::Static,
            }
        })
        .collect()
}

/// The words that a message is filled with: what is said of one place has to be true of all that it stands for. Figures
/// differ a little from page to page, and are those of the first.
fn words_of(defect: &Defect) -> String {
    // `inf` and `nan` are figures too.
    let may_be_figure = |value: &str| value.starts_with(|c: char| c.is_ascii_digit() || "+-.iInN".contains(c));
    let is_word = |value: &str| !may_be_figure(value) || value.parse::<f64>().is_err();
    let mut words = String::new();
    for value in defect.values.values().filter(|value| is_word(value)) {
        words.push_str(value);
        words.push('\0');
    }
    words
}

/// A key that is the same wherever its parts are the same.
pub(in crate::website) fn key_of(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let mut key = String::with_capacity(12);
    for byte in digest.finalize().iter().take(6) {
        let _ = write!(key, "{byte:02x}");
    }
    key
}
