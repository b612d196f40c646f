//! The style sheets of a site: which a page uses, read once each, and put in order with what they import.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::media::{self, Environment, Test};
use super::sheet::StyleSheet;
use super::value::Known;
use super::wardrobe::Wardrobes;
use crate::website::charset::decode;
use crate::website::links::{Resolver, Target};
use crate::website::page::{Page, has_word};
use crate::website::tree::{Document, NodeId, NodeKind};

/// Largest sheet that is read, in bytes.
pub const MAX_SHEET: u64 = 4 * 1024 * 1024;
/// Most bytes of sheets that are read of one site.
const MAX_TOTAL: u64 = 64 * 1024 * 1024;
/// Most sheets of a page, imports included.
const MAX_SHEETS: usize = 300;
/// Longest chain of imports that is followed.
const MAX_IMPORTS: usize = 32;

/// Where a page's sheet comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// A file of the snapshot.
    File(String),
    /// The contents of a `<style>`.
    Inline,
    /// Not in the snapshot: on another host, never copied, too large.
    Absent(String),
    /// Nowhere: the visitor does not get it either.
    Missing(String),
}

/// A sheet that a page asks for itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Link {
    /// The `<link>` or `<style>`.
    pub node: NodeId,
    /// Where it comes from.
    pub source: Source,
    /// Its media queries as written; empty for every medium.
    pub media: String,
}

/// A sheet that a page asks for itself, and what is written in the page when it is a `<style>`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Written {
    /// Where it comes from.
    pub link: Link,
    /// The contents of a `<style>`.
    pub text: Option<String>,
}

#[derive(Debug)]
struct Entry {
    /// `None` for a gap: a sheet whose rules are not known.
    sheet: Option<Arc<StyleSheet>>,
    tests: Vec<Arc<Test>>,
    /// By layer of the sheet, its rank among all of the page.
    ranks: Vec<u32>,
}

/// The sheets of a page in the order of the cascade, imports before what imports them. Pages with the same sheets share it.
#[derive(Debug, Default)]
pub struct SheetSet {
    entries: Vec<Entry>,
    gaps: Vec<Entry>,
    /// Where the sheets come from, in document order; what tells sets apart.
    pub sources: Vec<Source>,
    /// The answers to its conditions, by environment.
    answered: Mutex<Vec<(Environment, Arc<Answers>)>>,
    /// What tells it from the other sets of its library.
    number: u64,
    wardrobes: Arc<Wardrobes>,
}

/// By sheet, the answers to its conditions.
pub(super) type Answers = Vec<Vec<Known<bool>>>;

/// The rank of what is in no layer: after all layers.
const UNLAYERED: u32 = u32::MAX;

impl SheetSet {
    /// What tells it from the other sets of its library, whose wardrobes it shares.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The wardrobes of its library.
    pub(super) fn wardrobes(&self) -> &Wardrobes {
        &self.wardrobes
    }

    /// How many sheets there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn sheet(&self, index: usize) -> &StyleSheet {
        static EMPTY: std::sync::LazyLock<StyleSheet> = std::sync::LazyLock::new(|| StyleSheet::parse(None, ""));
        self.entries[index].sheet.as_deref().unwrap_or(&EMPTY)
    }

    pub(super) fn rank(&self, index: usize, layer: u32) -> u32 {
        self.entries[index]
            .ranks
            .get(layer as usize)
            .copied()
            .unwrap_or(UNLAYERED)
    }

    /// The sheets.
    pub fn sheets(&self) -> impl Iterator<Item = &Arc<StyleSheet>> {
        self.entries.iter().filter_map(|entry| entry.sheet.as_ref())
    }

    /// The sheets that a browser applies, those whose conditions it cannot be told included.
    pub fn applied(&self, environment: Environment) -> impl Iterator<Item = &Arc<StyleSheet>> {
        self.entries
            .iter()
            .filter(move |entry| around(&entry.tests, environment) != Known::Known(false))
            .filter_map(|entry| entry.sheet.as_ref())
    }

    /// Whether a sheet that may apply is not here, so that no value is sure.
    pub fn has_gap(&self, environment: Environment) -> bool {
        self.gaps
            .iter()
            .any(|gap| around(&gap.tests, environment) != Known::Known(false))
    }

    /// By sheet, the answers to its conditions, those around the sheet included.
    pub(super) fn answers(&self, environment: Environment) -> Arc<Answers> {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = answered.iter().find(|(asked, _)| *asked == environment) {
            return Arc::clone(known);
        }
        let answers = Arc::new(self.answer(environment));
        answered.push((environment, Arc::clone(&answers)));
        answers
    }

    fn answer(&self, environment: Environment) -> Answers {
        self.entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                let whole = around(&entry.tests, environment);
                let mut answers: Vec<Known<bool>> = Vec::new();
                for condition in &self.sheet(index).conditions {
                    let outer = answers.get(condition.around as usize).copied().unwrap_or(whole);
                    answers.push(outer.and(condition.test.answer(environment)));
                }
                answers
            })
            .collect()
    }
}

fn around(tests: &[Arc<Test>], environment: Environment) -> Known<bool> {
    tests
        .iter()
        .fold(Known::Known(true), |all, test| all.and(test.answer(environment)))
}

/// How a sheet's bytes are read: its path in the snapshot, and the most bytes.
pub type Read<'a> = dyn Fn(&str, u64) -> Option<Vec<u8>> + 'a;

/// The sheets of a site.
#[derive(Debug, Default)]
pub struct Library {
    inner: Mutex<Inner>,
}

/// A sheet that a page asks for: where it comes from, for which media, and the digest of what is written in the page.
type Asked = (Source, String, [u8; 32]);

#[derive(Debug, Default)]
struct Inner {
    /// By path; `None` for those that were not read.
    files: BTreeMap<String, Option<Arc<StyleSheet>>>,
    /// Of the bytes of each file that was read.
    digests: BTreeMap<String, [u8; 32]>,
    inline: BTreeMap<[u8; 32], Arc<StyleSheet>>,
    sets: BTreeMap<Vec<Asked>, Arc<SheetSet>>,
    wardrobes: Arc<Wardrobes>,
    bytes: u64,
}

impl Library {
    /// Every file that was read as a sheet, by path.
    pub fn files(&self) -> Vec<Arc<StyleSheet>> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.files.values().flatten().map(Arc::clone).collect()
    }

    /// Files that were asked for as sheets and were not read: too large, or unreadable.
    pub fn unread(&self) -> Vec<String> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let unread = inner.files.iter().filter(|(_, sheet)| sheet.is_none());
        unread.map(|(path, _)| path.clone()).collect()
    }

    /// The digest of a sheet's file, read when it was not yet.
    pub(in crate::website) fn digest(&self, path: &str, resolver: &Resolver, read: &Read<'_>) -> Option<[u8; 32]> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        Builder::new(&mut inner, resolver, read).file(path);
        inner.digests.get(path).copied()
    }

    /// The sheets of a page, from what it asks for itself.
    pub fn set_of(
        &self,
        page: &str,
        base: Option<&str>,
        written: &[Written],
        resolver: &Resolver,
        read: &Read<'_>,
    ) -> Arc<SheetSet> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let key: Vec<Asked> = written
            .iter()
            .map(|Written { link, text }| {
                let digest = text.as_deref().map_or([0; 32], |text| inline_digest(page, text));
                (link.source.clone(), link.media.clone(), digest)
            })
            .collect();
        if let Some(set) = inner.sets.get(&key) {
            return Arc::clone(set);
        }
        let mut builder = Builder::new(&mut inner, resolver, read);
        for (Written { link, text }, (_, _, digest)) in written.iter().zip(&key) {
            let mut tests = Vec::new();
            if !link.media.trim().is_empty() {
                tests.push(Arc::new(media::parse(&link.media)));
            }
            match &link.source {
                Source::File(path) => builder.add_file(path, &tests, ""),
                Source::Absent(_) => builder.add_gap(&tests),
                Source::Missing(_) => {}
                Source::Inline => {
                    let sheet =
                        Arc::clone(
                            builder.inner.inline.entry(*digest).or_insert_with(|| {
                                Arc::new(StyleSheet::parse(None, text.as_deref().unwrap_or_default()))
                            }),
                        );
                    builder.add(&sheet, page, base, &tests, "");
                }
            }
        }
        let (mut entries, gaps, layers) = (builder.entries, builder.gaps, builder.layers);
        for entry in &mut entries {
            for rank in &mut entry.ranks {
                *rank = layers.rank(*rank);
            }
        }
        let set = Arc::new(SheetSet {
            entries,
            gaps,
            sources: written.iter().map(|written| written.link.source.clone()).collect(),
            answered: Mutex::default(),
            number: inner.sets.len() as u64,
            wardrobes: Arc::clone(&inner.wardrobes),
        });
        inner.sets.insert(key, Arc::clone(&set));
        set
    }
}

/// What tells the contents of two `<style>` apart: their text, and the page where it holds addresses that are relative to it.
fn inline_digest(page: &str, text: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes());
    if text.contains("@import") {
        hasher.update(page.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// Hosts that serve fonts: their sheets hold `@font-face` rules, and classes for icons, and nothing that matters here.
const FONT_HOSTS: [&str; 9] = [
    "fonts.googleapis.com",
    "fonts.bunny.net",
    "fonts.gstatic.com",
    "use.typekit.net",
    "p.typekit.net",
    "use.fontawesome.com",
    "kit.fontawesome.com",
    "fast.fonts.net",
    "cloud.typography.com",
];
/// Sheets of icons on hosts for libraries.
const ICON_SHEETS: [&str; 6] = [
    "font-awesome",
    "fontawesome",
    "bootstrap-icons",
    "materialdesignicons",
    "boxicons",
    "line-awesome",
];

/// The sheets that a page asks for itself.
pub(in crate::website) fn written_in(page: &Page, resolver: &Resolver) -> Vec<Written> {
    let document = &page.document;
    let mut found = Vec::new();
    for id in &page.head.sheets {
        let attribute = |name: &str| document.attribute(*id, name).unwrap_or_default();
        let is_css = matches!(attribute("type").trim().to_ascii_lowercase().as_str(), "" | "text/css");
        if !is_css || document.ancestors(*id).any(|above| document.is(above, "noscript")) {
            continue;
        }
        let mut media = attribute("media").trim().to_owned();
        let source = if document.element(*id).is_some_and(|element| &*element.name == "style") {
            Source::Inline
        } else {
            let rel = attribute("rel");
            // Sheets that a script switches on once they are there.
            let later = attribute("onload");
            if later.contains("media") {
                media.clear();
            }
            let applies = has_word(rel, "stylesheet") || has_word(rel, "preload") && later.contains("stylesheet");
            let optional = has_word(rel, "alternate") || document.attribute(*id, "disabled").is_some();
            if !applies || optional || document.attribute(*id, "href").is_none() {
                continue;
            }
            match source_of(resolver, &page.path, page.head.base.as_deref(), attribute("href")) {
                Some(source) => source,
                None => continue,
            }
        };
        found.push(Written {
            text: (source == Source::Inline).then(|| document.text(*id)),
            link: Link {
                node: *id,
                source,
                media,
            },
        });
    }
    found
}

/// Where the address of a sheet leads; `None` for sheets of fonts, which style nothing.
fn source_of(resolver: &Resolver, from: &str, base: Option<&str>, address: &str) -> Option<Source> {
    Some(match resolver.resolve(from, base, address) {
        Target::File {
            path,
            via: crate::website::links::Via::Compressed,
        } => Source::Absent(path),
        Target::File { path, .. } => Source::File(path),
        Target::External { host } => {
            let lower = address.to_ascii_lowercase();
            if FONT_HOSTS.contains(&host.as_str()) || ICON_SHEETS.iter().any(|name| lower.contains(name)) {
                return None;
            }
            Source::Absent(address.to_owned())
        }
        Target::Missing { path, .. } => Source::Missing(path),
        Target::Invalid => Source::Missing(address.to_owned()),
        Target::Page { .. } | Target::Special { .. } | Target::Elsewhere { .. } | Target::Unknown(_) => {
            Source::Absent(address.to_owned())
        }
    })
}

struct Builder<'a> {
    inner: &'a mut Inner,
    resolver: &'a Resolver,
    read: &'a Read<'a>,
    entries: Vec<Entry>,
    gaps: Vec<Entry>,
    layers: Layers,
    /// Files whose imports are being followed.
    open: Vec<String>,
}

impl<'a> Builder<'a> {
    fn new(inner: &'a mut Inner, resolver: &'a Resolver, read: &'a Read<'a>) -> Self {
        Builder {
            inner,
            resolver,
            read,
            entries: Vec::new(),
            gaps: Vec::new(),
            layers: Layers::default(),
            open: Vec::new(),
        }
    }

    fn add_gap(&mut self, tests: &[Arc<Test>]) {
        self.gaps.push(Entry {
            sheet: None,
            tests: tests.to_vec(),
            ranks: Vec::new(),
        });
    }

    fn add_file(&mut self, path: &str, tests: &[Arc<Test>], layer: &str) {
        // A sheet that imports itself adds nothing.
        if self.open.iter().any(|open| open == path) {
            return;
        }
        if self.open.len() >= MAX_IMPORTS || self.entries.len() >= MAX_SHEETS {
            self.add_gap(tests);
            return;
        }
        match self.file(path) {
            Some(sheet) => {
                self.open.push(path.to_owned());
                self.add(&sheet, path, None, tests, layer);
                self.open.pop();
            }
            None => self.add_gap(tests),
        }
    }

    fn file(&mut self, path: &str) -> Option<Arc<StyleSheet>> {
        if let Some(known) = self.inner.files.get(path) {
            return known.clone();
        }
        let left = MAX_TOTAL.saturating_sub(self.inner.bytes).min(MAX_SHEET);
        let sheet = (self.read)(path, left).map(|bytes| {
            self.inner.bytes += bytes.len() as u64;
            let digest = *blake3::hash(&bytes).as_bytes();
            self.inner.digests.insert(path.to_owned(), digest);
            Arc::new(StyleSheet::parse(Some(path.to_owned()), &decode(&bytes).text))
        });
        self.inner.files.insert(path.to_owned(), sheet.clone());
        sheet
    }

    fn add(&mut self, sheet: &Arc<StyleSheet>, from: &str, base: Option<&str>, tests: &[Arc<Test>], layer: &str) {
        for import in &sheet.imports {
            let mut inner = tests.to_vec();
            inner.push(Arc::new(import.test.clone()));
            let put_into = match &import.layer {
                None => layer.to_owned(),
                Some(name) if name.is_empty() => join(layer, &format!("#{from}:{}", import.offset)),
                Some(name) => join(layer, name),
            };
            for name in sheet.layers.iter().take(import.layers_before as usize).skip(1) {
                self.layers.register(&join(layer, name));
            }
            self.layers.register(&put_into);
            match source_of(self.resolver, from, base, &import.address) {
                Some(Source::File(path)) => self.add_file(&path, &inner, &put_into),
                Some(Source::Absent(_)) => self.add_gap(&inner),
                Some(Source::Missing(_) | Source::Inline) | None => {}
            }
        }
        if sheet.truncated {
            self.add_gap(tests);
        }
        let ranks = sheet
            .layers
            .iter()
            .map(|name| self.layers.register(&join(layer, name)))
            .collect();
        self.entries.push(Entry {
            sheet: Some(Arc::clone(sheet)),
            tests: tests.to_vec(),
            ranks,
        });
    }
}

fn join(outer: &str, inner: &str) -> String {
    match (outer.is_empty(), inner.is_empty()) {
        (true, _) => inner.to_owned(),
        (_, true) => outer.to_owned(),
        _ => format!("{outer}.{inner}"),
    }
}

/// The layers of a page in order of first appearance.
#[derive(Debug, Default)]
struct Layers {
    names: Vec<String>,
}

impl Layers {
    /// The number of a layer, its outer ones counted before it; [`UNLAYERED`] for no layer.
    fn register(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return UNLAYERED;
        }
        if let Some(index) = self.names.iter().position(|known| known == name) {
            return index as u32;
        }
        if let Some((outer, _)) = name.rsplit_once('.') {
            self.register(outer);
        }
        self.names.push(name.to_owned());
        self.names.len() as u32 - 1
    }

    /// The rank of a layer: outer layers come after the ones in them.
    fn rank(&self, index: u32) -> u32 {
        let Some(name) = self.names.get(index as usize) else {
            return UNLAYERED;
        };
        let order = |name: &str| -> Vec<usize> {
            let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
            ends.filter_map(|end| self.names.iter().position(|known| *known == name[..end]))
                .chain([usize::MAX])
                .collect()
        };
        let own = order(name);
        self.names.iter().filter(|other| order(other) < own).count() as u32
    }
}

/// Every `<link>` that may be a sheet and every `<style>` of a page, in document order.
pub(in crate::website) fn is_sheet(document: &Document, id: NodeId) -> bool {
    let NodeKind::Element(element) = &document.node(id).kind else {
        return false;
    };
    match &*element.name {
        "style" => true,
        "link" => document
            .attribute(id, "rel")
            .is_some_and(|rel| has_word(rel, "stylesheet") || has_word(rel, "preload")),
        _ => false,
    }
}
