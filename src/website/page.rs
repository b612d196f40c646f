//! A page of the snapshot: its tree and the elements that several criteria look for, found in one walk.

use serde::{Deserialize, Serialize};

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::files::digest;

use super::a11y::Semantics;
use super::census::Census;
use super::charset::decode;
use super::content::Content;
use super::css::{Computed, Library, Link as SheetLink, Read, Styles, Written};
use super::links::{Resolver, Target};
use super::parse::parse;
use super::pins::{Pin, Pins, Spot};
use super::tree::{Document, Namespace, NodeId, NodeKind, ROOT};
use super::visible::{collapse, in_noscript, words};

/// Longest text that is gathered from one element, in bytes.
pub const TEXT_LIMIT: usize = 10_000;

/// Longest address that is remembered with where it leads, in bytes.
const MOST_REMEMBERED: usize = 2_000;

/// The bytes of a page as they were read, once.
#[derive(Debug, Clone)]
pub struct PageSource {
    /// Path in the snapshot, with `/`.
    pub path: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// Their digest, as inputs are listed with.
    pub digest: String,
}

impl PageSource {
    /// A page's bytes with their digest.
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> PageSource {
        PageSource {
            path: path.into(),
            digest: digest(bytes),
            bytes: Arc::from(bytes),
        }
    }
}

/// The tree of a page. It can be let go; whoever asks for it afterwards has it made again from the page's bytes, with
/// the same node ids.
#[derive(Debug, Clone)]
pub struct Tree {
    bytes: Arc<[u8]>,
    document: OnceLock<Document>,
    content: OnceLock<Content>,
}

impl Tree {
    /// Frees the memory of the tree.
    pub fn let_go(&mut self) {
        self.document = OnceLock::new();
        self.content = OnceLock::new();
    }
}

impl std::ops::Deref for Tree {
    type Target = Document;
    fn deref(&self) -> &Document {
        self.document.get_or_init(|| parse(&decode(&self.bytes).text))
    }
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// Path in the snapshot, with `/`.
    pub path: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// The encoding it was read with.
    pub encoding: &'static str,
    /// Whether some bytes did not belong to the encoding and were replaced.
    pub replaced: bool,
    /// Its tree.
    pub document: Tree,
    /// What was found in it.
    pub head: Head,
    /// What assistive technology gets of it, once somebody asked.
    pub(super) semantics: OnceLock<Semantics>,
    /// The style sheets that it asks for, in document order.
    pub sheets: Vec<SheetLink>,
    /// Its computed styles.
    pub styles: Styles,
    census: OnceLock<Census>,
    pins: Pins,
    /// Where addresses lead that stand in it.
    addresses: Mutex<FxHashMap<Box<str>, Target>>,
}

/// The elements of a page that say what it is, in document order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Head {
    /// `<html>`.
    pub html: Option<NodeId>,
    /// `<head>`.
    pub head: Option<NodeId>,
    /// `<body>`.
    pub body: Option<NodeId>,
    /// `<head>`, else `<html>`, where written.
    place: Option<NodeId>,
    /// The first `<title>` outside of SVG.
    pub title: Option<NodeId>,
    /// Every `<meta name=description>`.
    pub descriptions: Vec<NodeId>,
    /// Every `<meta name=robots>` and `<meta name=googlebot>`.
    pub robots: Vec<NodeId>,
    /// Text of the title, white space collapsed.
    pub title_text: Option<String>,
    /// The first description, white space collapsed.
    pub description: Option<String>,
    /// Every `<link rel=canonical>` with an `href`.
    pub canonicals: Vec<NodeId>,
    /// `href` of the first of them.
    pub canonical: Option<String>,
    /// Every `<link rel=alternate hreflang=…>`.
    pub alternates: Vec<NodeId>,
    /// Every `<link rel=stylesheet>` and `<script src>`.
    pub resources: Vec<NodeId>,
    /// Every `<link>` that may be a style sheet, and every `<style>`.
    pub sheets: Vec<NodeId>,
    /// Every `<img>`.
    pub images: Vec<NodeId>,
    /// Every `h1` and every element that says it is a heading of level 1.
    pub main_headings: Vec<NodeId>,
    /// Every `<a>` and `<area>`, with or without `href`.
    pub anchors: Vec<NodeId>,
    /// `<iframe>`, `<frame>`: pages shown inside this one.
    pub frames: Vec<NodeId>,
    /// Every `<script type=application/ld+json>`.
    pub json_ld: Vec<NodeId>,
    /// Whether there is any script that runs.
    pub has_script: bool,
    /// `href` of the first `<base>`.
    pub base: Option<String>,
    /// Address that `<meta http-equiv=refresh>` leads to.
    pub refresh: Option<String>,
    /// Whether it leads there before anybody has read the page.
    pub refresh_at_once: bool,
    /// `lang` of `<html>`.
    pub lang: Option<String>,
    /// Content of `og:url`.
    pub og_url: Option<String>,
}

impl Page {
    /// Decodes and parses a page, and finds its elements.
    pub fn read(source: &PageSource) -> Page {
        let decoded = decode(&source.bytes);
        let document = parse(&decoded.text);
        Page {
            path: source.path.clone(),
            bytes: source.bytes.len() as u64,
            encoding: decoded.encoding,
            replaced: decoded.replaced,
            head: Head::find(&document),
            sheets: Vec::new(),
            styles: Styles::new(Arc::default()),
            census: OnceLock::new(),
            document: Tree {
                bytes: source.bytes.clone(),
                document: OnceLock::from(document),
                content: OnceLock::new(),
            },
            semantics: OnceLock::new(),
            pins: Pins::default(),
            addresses: Mutex::default(),
        }
    }

    /// Its text in blocks and where everything stands, found when first asked for and let go with the tree.
    pub fn content(&self) -> &Content {
        self.document.content.get_or_init(|| Content::new(&self.document))
    }

    /// Finds its style sheets.
    pub fn dress(&mut self, written: &[Written], library: &Library, resolver: &Resolver, read: &Read<'_>) {
        let set = library.set_of(&self.path, self.head.base.as_deref(), written, resolver, read);
        self.styles = Styles::new(set);
        self.sheets = written.iter().map(|written| written.link.clone()).collect();
    }

    /// A page of which everything is known but its tree, which is made when somebody asks for it.
    pub(super) fn known(source: &PageSource, encoding: &str, replaced: bool, head: Head, pins: Pins) -> Page {
        let known = encoding_rs::Encoding::for_label(encoding.as_bytes());
        Page {
            path: source.path.clone(),
            bytes: source.bytes.len() as u64,
            encoding: known.map_or("UTF-8", |encoding| encoding.name()),
            replaced,
            head,
            sheets: Vec::new(),
            styles: Styles::new(Arc::default()),
            census: OnceLock::new(),
            document: Tree {
                bytes: source.bytes.clone(),
                document: OnceLock::new(),
                content: OnceLock::new(),
            },
            semantics: OnceLock::new(),
            pins,
            addresses: Mutex::default(),
        }
    }

    /// Where an address that stands in it leads; found once, since several criteria ask for the same.
    pub fn resolve(&self, resolver: &Resolver, address: &str) -> Target {
        let base = self.head.base.as_deref();
        if let Some(target) = resolver.plain(&self.path, base, address) {
            return target;
        }
        let known = || self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(target) = known().get(address) {
            return target.clone();
        }
        let target = resolver.resolve(&self.path, base, address);
        // An image that stands in its own address is not worth a copy.
        if address.len() < MOST_REMEMBERED {
            known().insert(Box::from(address), target.clone());
        }
        target
    }

    /// The places that were found so far.
    pub(super) fn pins(&self) -> &Pins {
        &self.pins
    }

    /// How often each style occurs in it.
    pub fn census(&self) -> &Census {
        self.census.get_or_init(|| Census::new(self))
    }

    /// Frees the memory of its tree and of its styles.
    pub fn let_go(&mut self) {
        self.semantics = OnceLock::new();
        self.styles = Styles::new(Arc::clone(self.styles.sheets()));
        self.census = OnceLock::new();
        self.addresses = Mutex::default();
        self.document.let_go();
    }

    /// The computed values of an element; for another node, those of the element it is in.
    pub fn style(&self, id: NodeId) -> &Arc<Computed> {
        self.styles.of(&self.document, id)
    }

    /// The text of the title, white space collapsed; `None` without a title element or with an empty one.
    pub fn title(&self) -> Option<String> {
        self.head.title_text.clone()
    }

    /// The first description; `None` without one or with an empty one.
    pub fn description(&self) -> Option<String> {
        self.head.description.clone()
    }

    /// The language of the page in its first subtag, lower case; empty when it says none.
    pub fn language(&self) -> String {
        let lang = self.head.lang.as_deref().unwrap_or_default();
        lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The element to point at when something is missing from the head: `<head>`, else `<html>`, where written.
    pub fn head_or_root(&self) -> NodeId {
        self.head.place.unwrap_or(ROOT)
    }

    /// The `<body>`, else the same as [`Page::head_or_root`].
    pub fn body_or_root(&self) -> NodeId {
        self.head.body.unwrap_or_else(|| self.head_or_root())
    }

    /// Where something stands; found in the tree once, remembered when the tree is let go.
    pub(crate) fn pin(&self, spot: Spot<'_>) -> Pin {
        self.pins.find(spot, || &self.document)
    }

    /// The places that criteria about the whole site point at most often.
    pub(crate) fn pin_usual(&self) {
        let usual = [self.head_or_root(), self.body_or_root()];
        let named = self.head.title.iter().chain(self.head.main_headings.first());
        for node in usual.iter().chain(named) {
            self.pin(Spot::Element(*node));
        }
    }

    /// The visible text of an element.
    pub fn words(&self, id: NodeId) -> String {
        words(&self.document, id, TEXT_LIMIT)
    }
}

/// Whether a space-separated attribute such as `rel` or `role` holds a word, in any case.
pub fn has_word(value: &str, word: &str) -> bool {
    value
        .split_ascii_whitespace()
        .any(|part| part.eq_ignore_ascii_case(word))
}

impl Head {
    fn find(document: &Document) -> Head {
        let mut found = Head::default();
        for id in document.descendants(document.root()) {
            let NodeKind::Element(element) = &document.node(id).kind else {
                continue;
            };
            if crate::website::css::is_sheet(document, id) {
                found.sheets.push(id);
            }
            if element.namespace != Namespace::Html {
                continue;
            }
            let attribute = |name: &str| document.attribute(id, name);
            match &*element.name {
                "html" => {
                    found.html = found.html.or(Some(id));
                    found.lang = found
                        .lang
                        .or_else(|| attribute("lang").map(|lang| lang.trim().to_owned()));
                }
                "head" => found.head = found.head.or(Some(id)),
                "body" => found.body = found.body.or(Some(id)),
                "title" => found.title = found.title.or(Some(id)),
                "base" => found.base = found.base.or_else(|| attribute("href").map(str::to_owned)),
                "meta" => found.meta(document, id),
                "link" => {
                    let rel = attribute("rel").unwrap_or_default();
                    if has_word(rel, "canonical") && attribute("href").is_some() {
                        found.canonicals.push(id);
                    }
                    if has_word(rel, "alternate") && attribute("hreflang").is_some() {
                        found.alternates.push(id);
                    }
                    if has_word(rel, "stylesheet") && attribute("href").is_some() {
                        found.resources.push(id);
                    }
                }
                "script" => {
                    let kind = attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
                    if kind == "application/ld+json" {
                        found.json_ld.push(id);
                    } else if kind.is_empty() || kind.contains("javascript") || kind == "module" {
                        found.has_script = true;
                        if attribute("src").is_some() {
                            found.resources.push(id);
                        }
                    }
                }
                // `role` and `aria-level` may take the heading away.
                "h1" if attribute("role").is_none_or(|role| role.trim().is_empty() || has_word(role, "heading"))
                    && attribute("aria-level").is_none_or(|level| level.trim() == "1") =>
                {
                    found.main_headings.push(id);
                }
                "a" | "area" => found.anchors.push(id),
                "img" => found.images.push(id),
                "iframe" | "frame" => found.frames.push(id),
                _ => {}
            }
            if &*element.name != "h1"
                && attribute("role").is_some_and(|role| has_word(role, "heading"))
                && attribute("aria-level").is_some_and(|level| level.trim() == "1")
            {
                found.main_headings.push(id);
            }
        }
        let written = |id: &NodeId| document.element(*id).is_some_and(|element| !element.implied);
        found.place = found.head.filter(written).or(found.html);
        let said = |text: &str| Some(collapse(text)).filter(|text| !text.is_empty());
        found.title_text = found.title.and_then(|id| said(&document.text(id)));
        found.description = found
            .descriptions
            .first()
            .and_then(|id| said(document.attribute(*id, "content")?));
        found.canonical = found
            .canonicals
            .first()
            .and_then(|id| document.attribute(*id, "href").map(str::to_owned));
        found
    }

    fn meta(&mut self, document: &Document, id: NodeId) {
        let attribute = |name: &str| {
            document
                .attribute(id, name)
                .map(|value| value.trim().to_ascii_lowercase())
        };
        match attribute("name").as_deref() {
            Some("description") => self.descriptions.push(id),
            Some("robots" | "googlebot") => self.robots.push(id),
            _ => {}
        }
        let content = document.attribute(id, "content").unwrap_or_default();
        if attribute("property").as_deref() == Some("og:url") && self.og_url.is_none() {
            self.og_url = Some(content.trim().to_owned());
        }
        let refresh = attribute("http-equiv").as_deref() == Some("refresh");
        // Only browsers that run no script see what is in `noscript`.
        if refresh && self.refresh.is_none() && !in_noscript(document, id) {
            self.refresh = refresh_target(content);
            self.refresh_at_once = self.refresh.is_some() && is_at_once(content);
        }
    }
}

/// Whether a refresh happens before anybody has read the page.
fn is_at_once(content: &str) -> bool {
    let digits = content.trim_start();
    let seconds = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    seconds.bytes().all(|digit| digit == b'0')
}

/// The address in `0; url=/new`, by the HTML standard's algorithm as far as an address goes.
fn refresh_target(content: &str) -> Option<String> {
    let content = content.trim_start();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 && !content.starts_with('.') {
        return None;
    }
    let rest = content[digits..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if !rest.is_empty() && !rest.starts_with([';', ',', ' ', '\t', '\n', '\x0c', '\r']) {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ';' || c == ',');
    let address = match rest.get(..3) {
        Some(url) if url.eq_ignore_ascii_case("url") => {
            let after = rest[3..].trim_start();
            after.strip_prefix('=').map_or(rest, str::trim_start)
        }
        _ => rest,
    };
    let quote = address.chars().next().filter(|c| matches!(c, '"' | '\''));
    let address = match quote {
        Some(quote) => address[1..].split(quote).next().unwrap_or_default(),
        None => address,
    };
    (!address.trim().is_empty()).then(|| address.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page {
        Page::read(&PageSource::new("index.html", html.as_bytes()))
    }

    #[test]
    fn a_tree_that_was_let_go_is_made_again_with_the_same_ids() {
        let mut page = page("<title>a</title><p>b<p id=c>d");
        let before = page.document.path(page.document.named("p").nth(1).unwrap());
        let id = page.document.named("p").nth(1).unwrap();
        page.document.let_go();
        assert_eq!(page.document.attribute(id, "id"), Some("c"));
        assert_eq!(page.document.path(id), before);
        assert_eq!(page.title().as_deref(), Some("a"));
    }

    #[test]
    fn the_title_of_a_drawing_is_not_that_of_the_page() {
        assert_eq!(page("<body><svg><title>Logo</title></svg>").title(), None);
        assert_eq!(
            page("<body><svg><title>Logo</title></svg><title> A\n b </title>")
                .title()
                .unwrap(),
            "A b"
        );
    }

    #[test]
    fn names_of_metas_count_in_any_case_and_the_first_description_wins() {
        let page = page(
            "<meta name=Description content='a b'><meta name=description content=c><META NAME=' ROBOTS ' content=x>",
        );
        assert_eq!(page.description().as_deref(), Some("a b"));
        assert_eq!(page.head.robots.len(), 1);
    }

    #[test]
    fn a_refresh_is_read_as_browsers_do() {
        assert_eq!(refresh_target("0; url=/new").as_deref(), Some("/new"));
        assert_eq!(refresh_target(" 5;URL = '/a b' x").as_deref(), Some("/a b"));
        assert_eq!(refresh_target("0.5,next.html").as_deref(), Some("next.html"));
        assert_eq!(refresh_target("30"), None);
        assert_eq!(refresh_target("url=/new"), None);
        assert_eq!(refresh_target("0: /new"), None);
        assert!(is_at_once(" 00.9; url=/new") && is_at_once(".5;url=/new"));
        assert!(!is_at_once("5; url=/new"));
    }
}
