//! What is noted of one page: how many things pass, fail or stay open, and where. Plain data that can be stored.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sheet::MAX_DEFECTS;
use crate::website::pins::Pin;
use crate::website::site::PageView;
use crate::website::snippet;
use crate::website::source::Position;
use crate::website::tree::Document;

pub(crate) use crate::website::pins::Spot;

/// Most defects of one page that one probe keeps with their place, beyond which they are only counted: as many as a site
/// of so many pages keeps of them, but neither fewer nor more than this.
const OF_PAGE: std::ops::RangeInclusive<usize> = 100..=1_000;

/// Values of a message.
pub(crate) type Values<'a> = &'a [(&'a str, String)];

/// How many pass, fail, or could not be decided.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(super) passed: u64,
    pub(super) failed: u64,
    pub(super) unknown: u64,
    /// What failing elements keep of their pass: see `fail_lightly`.
    pub(super) kept: f64,
    pub(super) score: Option<f64>,
}

/// A defect with its place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Defect {
    /// The file, where it is not the page itself.
    pub(super) file: Option<String>,
    pub(super) position: Option<(u32, u32)>,
    pub(super) dom_path: String,
    pub(super) snippet: String,
    pub(super) message: Cow<'static, str>,
    pub(super) values: BTreeMap<String, String>,
    pub(super) unknown: bool,
}

impl Defect {
    /// A defect in a page.
    pub(super) fn at(
        document: &Document,
        spot: Spot<'_>,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) -> Defect {
        Defect::pinned(Pin::new(document, spot), message, values, unknown)
    }

    /// A defect in a place of a page that was found before.
    pub(super) fn pinned(pin: Pin, message: &'static str, values: Values<'_>, unknown: bool) -> Defect {
        Defect {
            file: None,
            position: Some(pin.position),
            dom_path: pin.dom_path,
            snippet: pin.snippet,
            message: Cow::Borrowed(message),
            values: owned(values),
            unknown,
        }
    }

    /// A defect in a file that is no page.
    pub(super) fn in_file(
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) -> Defect {
        Defect {
            file: Some(file.to_owned()),
            position: position.map(|position| (position.line, position.column)),
            dom_path: String::new(),
            snippet: snippet::of_text(line),
            message: Cow::Borrowed(message),
            values: owned(values),
            unknown,
        }
    }
}

fn owned(values: Values<'_>) -> BTreeMap<String, String> {
    values
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect()
}

/// Everything that one probe notes of one page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct PageNotes {
    /// `None` where the probe is not about the page.
    pub(super) counts: Option<Counts>,
    pub(super) defects: Vec<Defect>,
    /// Defects, those beyond the limit included.
    pub(super) occurrences: u64,
}

/// The sheet on which a page probe notes what it sees on its page.
#[derive(Debug)]
pub(crate) struct PageSheet<'a> {
    view: PageView<'a>,
    notes: PageNotes,
    /// Most defects that are kept.
    most: usize,
}

impl<'a> PageSheet<'a> {
    /// An empty sheet.
    pub(crate) fn new(view: PageView<'a>) -> Self {
        let pages = view.site.snapshot.sources.len().max(1);
        PageSheet {
            view,
            notes: PageNotes::default(),
            most: (MAX_DEFECTS / pages).clamp(*OF_PAGE.start(), *OF_PAGE.end()),
        }
    }

    fn counts(&mut self) -> &mut Counts {
        self.notes.counts.get_or_insert_default()
    }

    /// The page, or one of its elements, passes.
    pub(crate) fn pass(&mut self) {
        self.counts().passed += 1;
    }

    /// The page, or one of its elements, fails.
    pub(crate) fn fail(&mut self, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts().failed += 1;
        self.note(spot, message, values, false);
    }

    /// The page fails for a part only: it scores `score`, from 0 to 1.
    pub(crate) fn fail_partly(&mut self, score: f64, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        let counts = self.counts();
        counts.failed += 1;
        counts.score = Some(score);
        self.note(spot, message, values, false);
    }

    /// An element fails for a part only: it keeps `kept` of a pass, from 0 to 1.
    pub(crate) fn fail_lightly(&mut self, kept: f64, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        let counts = self.counts();
        counts.failed += 1;
        counts.kept += kept;
        self.note(spot, message, values, false);
    }

    /// The files cannot tell.
    pub(crate) fn unknown(&mut self, spot: Spot<'_>, message: &'static str, values: Values<'_>) {
        self.counts().unknown += 1;
        self.note(spot, message, values, true);
    }

    /// The page fails; its evidence is noted apart.
    pub(crate) fn count_failed(&mut self) {
        self.counts().failed += 1;
    }

    /// Another defect of what was already counted.
    pub(crate) fn note(&mut self, spot: Spot<'_>, message: &'static str, values: Values<'_>, unknown: bool) {
        if self.room(unknown) {
            let defect = Defect::at(self.view.document, spot, message, values, unknown);
            self.notes.defects.push(defect);
        }
    }

    /// Evidence in a file that is no page, for the page that was already counted.
    pub(crate) fn note_in_file(
        &mut self,
        file: &str,
        position: Option<Position>,
        line: &str,
        message: &'static str,
        values: Values<'_>,
        unknown: bool,
    ) {
        if self.room(unknown) {
            let defect = Defect::in_file(file, position, line, message, values, unknown);
            self.notes.defects.push(defect);
        }
    }

    fn room(&mut self, unknown: bool) -> bool {
        self.notes.occurrences += u64::from(!unknown);
        !self.is_full()
    }

    /// Whether no more defects are kept with their place: what is said of them need not be worded.
    pub(crate) fn is_full(&self) -> bool {
        self.notes.defects.len() >= self.most
    }

    /// What was noted.
    pub(crate) fn finish(self) -> PageNotes {
        self.notes
    }
}
