//! The site behind a snapshot: its host, what each page is for, the links between pages, and how much each counts.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, OnceLock, PoisonError};

use icu_normalizer::DecomposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::files::Files;

use super::a11y;
use super::anchors::Anchors;
use super::answers::Asking;
use super::assets;
use super::content::Parts;
use super::css;
use super::css::Library;
use super::entry;
use super::images::Gallery;
use super::imports::Matched;
use super::indexing::{self, Indexing};
use super::kept::{Fixed, Kept};
use super::links::{Resolver, Target, Unknown, bare_host};
use super::names::{self, Names};
use super::own_host::{HostSource, derive_host};
use super::page::Page;
use super::parallel;
use super::probes::{Fact, Take, Taken};
use super::snapshot::Snapshot;
use super::tree::{Document, NodeId};
use super::visible::in_noscript;

/// What a page is for, as far as it matters to criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The entry page.
    Home,
    /// Contact.
    Contact,
    /// Legal notice, terms, privacy, accessibility statement.
    Legal,
    /// The page that lists all pages.
    SiteMap,
    /// Linked from the main menu of the home page.
    Menu,
    /// Any other page.
    Ordinary,
    /// Thanks, search results, basket, login: pages that need not be found.
    Utility,
    /// A page that only sends on to another, at once.
    Redirect,
    /// The page shown for an address that does not exist.
    NotFound,
}

/// A link of a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Link {
    /// The `<a>` or `<area>`.
    pub node: NodeId,
    /// Where it leads.
    pub target: Target,
    /// What a visitor or an assistive tool calls it.
    pub name: Box<str>,
    /// The parts of the page that it stands in.
    pub parts: Parts,
    /// Whether it stands in the content of the page.
    pub main: bool,
}

/// What is known of a site without looking at more than its home page: all that a page probe may lean on beside its
/// page, so that pages can be looked at one by one, on any thread, and be let go.
#[derive(Debug)]
pub struct Outline {
    /// The files.
    pub snapshot: Snapshot,
    /// Where links lead.
    pub resolver: Resolver,
    /// The host as a person would write it, and how it was learnt.
    pub host: Option<(String, HostSource)>,
    /// Index of the home page; an entry that only sends on is not it, but the page that it sends to.
    pub home: usize,
    /// The home page, and those that it names as itself in other languages.
    pub homes: BTreeSet<usize>,
    /// Language of the home page in its first subtag, lower case; empty when it says none.
    pub language: String,
    /// Elements of the main menu of the home page, with the pages that they lead to.
    pub menu: BTreeMap<usize, NodeId>,
    /// Whether links tell which pages are reachable: not when the home page links nowhere and runs scripts.
    pub links_known: bool,
    /// What browser tools found on pages of the site.
    pub tools: Matched,
    /// Its style sheets.
    pub library: Library,
    /// Its images.
    pub gallery: Gallery,
    /// What its customers ask, prepared when first asked for.
    pub(super) asking: OnceLock<Asking>,
    asked_for: OnceLock<BTreeMap<String, Vec<String>>>,
    anchors: Anchors,
}

impl Outline {
    /// Looks at the home page and at the host's configuration.
    pub fn new(snapshot: Snapshot) -> Outline {
        let mut home = snapshot.home();
        let mut page = Page::read(&snapshot.sources[home]);
        let host = derive_host(&snapshot, &page);
        let by_path = snapshot
            .sources
            .iter()
            .enumerate()
            .map(|(index, source)| (source.path.clone(), index))
            .collect();
        let resolver = Resolver::new(
            host.as_ref().map(|(host, _)| host.as_str()),
            snapshot.files.clone(),
            by_path,
            snapshot.hosting.clone(),
        );
        entry::follow(&snapshot, &resolver, &mut home, &mut page);
        let links = links_of(&page, &resolver);
        let anchors = Anchors::new(snapshot.sources.len());
        let elsewhere = onward(&page, &links, &resolver).iter().any(|page| *page != home);
        Outline {
            homes: entry::homes(&page, &resolver, home),
            menu: entry::menu(&page, &links, home),
            links_known: snapshot.sources.len() == 1 || elsewhere || !page.head.has_script,
            snapshot,
            resolver,
            host,
            home,
            language: page.language(),
            tools: Matched::default(),
            library: Library::default(),
            gallery: Gallery::default(),
            asking: OnceLock::new(),
            asked_for: OnceLock::new(),
            anchors,
        }
    }

    /// Whether the source of a page may name a place so; see [`Anchors`].
    pub(super) fn may_name(&self, page: usize, place: &str) -> bool {
        self.anchors.may_name(page, &self.snapshot.sources[page].bytes, place)
    }

    /// The files of the snapshot that a style sheet asks for itself, in its order.
    pub(super) fn asked_for(&self, sheet: &str) -> &[String] {
        let known = self
            .asked_for
            .get_or_init(|| assets::asked_for(&self.snapshot.assets, &self.resolver));
        known.get(sheet).map(Vec::as_slice).unwrap_or_default()
    }

    fn role(&self, index: usize, page: &Page) -> Role {
        role(index, page, self.home, &self.menu, &self.resolver)
    }

    fn indexing(&self, page: &Page) -> Indexing {
        let address = self.resolver.url_of(&page.path);
        let address = address.as_ref().map_or("/", Url::path);
        indexing::of_page(page, self.resolver.hosting(), address, self.snapshot.settings.as_of)
    }

    /// Whether two hosts are the site's own, `www.` or not.
    pub fn is_own_host(&self, host: &str) -> bool {
        self.resolver.host() == Some(bare_host(host).as_str())
    }
}

/// A page as a page probe sees it: its tree and what is known of its site without looking at other pages.
#[derive(Debug, Clone, Copy)]
pub struct PageView<'a> {
    /// What is known of the site.
    pub site: &'a Outline,
    /// Index of the page.
    pub index: usize,
    /// The page.
    pub page: &'a Page,
    /// Its tree.
    pub document: &'a Document,
    /// Its links, in document order.
    pub links: &'a [Link],
    /// What it is for.
    pub role: Role,
    /// What it asks of search engines.
    pub indexing: &'a Indexing,
}

impl<'a> PageView<'a> {
    /// The page as assistive technology gets it.
    pub fn accessible(&self) -> a11y::View<'a> {
        let styles = &self.page.styles;
        a11y::View {
            document: self.document,
            semantics: self
                .page
                .semantics
                .get_or_init(|| a11y::Semantics::new(self.document, Some(styles))),
            styles: Some(styles),
        }
    }

    /// Whether it is the home page.
    pub fn is_home(&self) -> bool {
        self.index == self.site.home
    }

    /// Whether search engines may and should show it: no block, and a page in its own right.
    pub fn is_indexable(&self) -> bool {
        is_indexable(self.indexing, self.role)
    }

    /// Where a `<link>` or another attribute of the page leads.
    pub fn resolve(&self, href: &str) -> Target {
        self.page.resolve(&self.site.resolver, href)
    }

    /// The language of the page in its first subtag, lower case; empty when it says none.
    pub fn language(&self) -> String {
        self.page.language()
    }
}

fn is_indexable(indexing: &Indexing, role: Role) -> bool {
    indexing.block.is_none() && !matches!(role, Role::Redirect | Role::NotFound | Role::Utility)
}

/// A snapshot that is understood as a site.
#[derive(Debug)]
pub struct Site {
    outline: Outline,
    pages: Vec<Page>,
    /// Links by page, in document order.
    pub links: Vec<Vec<Link>>,
    /// The pages that each page leads to, sorted: by links, in frames, by a refresh.
    pub onward: Vec<Vec<usize>>,
    /// What each page is for.
    pub roles: Vec<Role>,
    /// Clicks from the home page; `None` where no link leads.
    pub depths: Vec<Option<u32>>,
    /// How much each page counts: 3, 2, 1, or 0 when it is left out.
    pub weights: Vec<u32>,
    /// What each page asks of search engines.
    pub indexing: Vec<Indexing>,
    /// Whether the folder holds only a part of the site, as far as can be told.
    pub partial: bool,
    names: OnceLock<Names>,
    facts: Vec<Mutex<Taken>>,
    /// By page, what is kept of it from run to run.
    fixed: Vec<Vec<u8>>,
}

impl std::ops::Deref for Site {
    type Target = Outline;
    fn deref(&self) -> &Outline {
        &self.outline
    }
}

/// What one page gives to the site when it is looked at.
struct Looked<T> {
    page: Page,
    links: Vec<Link>,
    onward: Vec<usize>,
    role: Role,
    indexing: Indexing,
    facts: Taken,
    seen: T,
    /// As it is kept from run to run; empty where nothing is.
    fixed: Vec<u8>,
}

impl<T: Serialize + serde::de::DeserializeOwned> Looked<T> {
    fn new(
        outline: &Outline,
        index: usize,
        files: &dyn Files,
        facts: Option<&[&'static dyn Take]>,
        keep: bool,
        look: &(impl Fn(&PageView<'_>) -> T + Sync),
    ) -> Looked<T> {
        let source = &outline.snapshot.sources[index];
        let full = |path: &str| outline.snapshot.settings.project_path(path);
        let read = |path: &str, limit| files.read(&full(path), limit).ok();
        let mut page = Page::read(source);
        let written = css::written_in(&page, &outline.resolver);
        page.dress(&written, &outline.library, &outline.resolver, &read);
        let pictures = outline.gallery.add(&page, &outline.resolver, files, &full);
        let links = links_of(&page, &outline.resolver);
        let onward = onward(&page, &links, &outline.resolver);
        let role = outline.role(index, &page);
        let indexing = outline.indexing(&page);
        let view = PageView {
            site: outline,
            index,
            page: &page,
            document: &page.document,
            links: &links,
            role,
            indexing: &indexing,
        };
        let seen = look(&view);
        let mut taken = Taken::new();
        for fact in facts.unwrap_or_default() {
            taken.insert(fact.name().to_owned(), fact.take(&view));
        }
        if facts.is_some() {
            page.pin_usual();
            page.let_go();
        }
        let mut looked = Looked {
            page,
            links,
            onward,
            role,
            indexing,
            facts: taken,
            seen,
            fixed: Vec::new(),
        };
        if keep {
            let sheets = looked
                .page
                .styles
                .sheets()
                .sheets()
                .filter_map(|sheet| sheet.path.clone());
            let digest = |path: String| Some((outline.library.digest(&path, &outline.resolver, &read)?, path));
            let sheets = sheets.filter_map(digest).map(|(digest, path)| (path, digest)).collect();
            let fixed = Fixed {
                digest: source.digest.clone(),
                sheets,
                pictures,
                encoding: looked.page.encoding.to_owned(),
                replaced: looked.page.replaced,
                head: looked.page.head.clone(),
                written,
                links: looked.links,
                onward: looked.onward,
                role,
                indexing: looked.indexing,
                seen: looked.seen,
            };
            looked.fixed = postcard::to_allocvec(&fixed).unwrap_or_default();
            (looked.links, looked.onward) = (fixed.links, fixed.onward);
            (looked.indexing, looked.seen) = (fixed.indexing, fixed.seen);
        }
        looked
    }

    /// A page that was looked at before and is as it was, with its sheets and its images.
    fn known(outline: &Outline, index: usize, files: &dyn Files, kept: &Kept<'_>) -> Option<Looked<T>> {
        let source = &outline.snapshot.sources[index];
        let full = |path: &str| outline.snapshot.settings.project_path(path);
        let read = |path: &str, limit| files.read(&full(path), limit).ok();
        let (found, grown, fixed) = kept.find::<T>(&source.path, &source.digest)?;
        let sheets = found
            .sheets
            .iter()
            .all(|(path, digest)| outline.library.digest(path, &outline.resolver, &read) == Some(*digest));
        let pictures = found
            .pictures
            .iter()
            .all(|(path, picture)| outline.gallery.read(path, files, &full(path)) == Some(*picture));
        if !sheets || !pictures {
            return None;
        }
        let mut page = Page::known(source, &found.encoding, found.replaced, found.head, grown.pins);
        page.dress(&found.written, &outline.library, &outline.resolver, &read);
        Some(Looked {
            page,
            links: found.links,
            onward: found.onward,
            role: found.role,
            indexing: found.indexing,
            facts: grown.facts,
            seen: found.seen,
            fixed,
        })
    }
}

impl Site {
    /// Understands a snapshot.
    pub fn new(snapshot: Snapshot, files: &dyn Files) -> Site {
        Site::looking(Outline::new(snapshot), files, None, None, |_| ()).0
    }

    /// Understands a snapshot of which the outline is known, and gives `look` each page while its tree is at hand: on
    /// several threads, each page once. What it returns comes back in the order of the pages. With a list of facts to
    /// take, trees are let go once they are taken, and are made again only for those who ask; without, they are kept.
    pub(crate) fn looking<T: Send + Serialize + serde::de::DeserializeOwned>(
        outline: Outline,
        files: &dyn Files,
        facts: Option<&[&'static dyn Take]>,
        kept: Option<&Kept<'_>>,
        look: impl Fn(&PageView<'_>) -> T + Sync,
    ) -> (Site, Vec<T>) {
        let looked = parallel::map(outline.snapshot.sources.len(), |index| {
            let known = kept.and_then(|kept| Looked::known(&outline, index, files, kept));
            known.unwrap_or_else(|| Looked::new(&outline, index, files, facts, kept.is_some(), &look))
        });
        Site::of(outline, looked)
    }

    fn of<T>(outline: Outline, looked: Vec<Looked<T>>) -> (Site, Vec<T>) {
        let count = looked.len();
        let (mut pages, mut links) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut roles, mut indexing) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut ways, mut seen) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut facts, mut fixed) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for one in looked {
            pages.push(one.page);
            links.push(one.links);
            roles.push(one.role);
            indexing.push(one.indexing);
            ways.push(one.onward);
            facts.push(Mutex::new(one.facts));
            fixed.push(one.fixed);
            seen.push(one.seen);
        }
        let depths = depths(&ways, outline.home);
        let weights = roles
            .iter()
            .zip(&depths)
            .map(|(role, depth)| match role {
                Role::Redirect | Role::NotFound => 0,
                _ if outline.links_known && depth.is_none() => 0,
                Role::Home => 3,
                Role::Contact | Role::Legal | Role::SiteMap | Role::Menu => 2,
                Role::Ordinary | Role::Utility => 1,
            })
            .collect();
        let partial = match outline.snapshot.settings.complete {
            Some(complete) => !complete,
            None => looks_partial(&links, &outline.snapshot, &outline.resolver),
        };
        let site = Site {
            outline,
            pages,
            links,
            onward: ways,
            roles,
            depths,
            weights,
            indexing,
            partial,
            names: OnceLock::new(),
            facts,
            fixed,
        };
        (site, seen)
    }

    /// The pages.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The names of all links and what pages are for, found when first asked for.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self))
    }

    /// Keeps what is known of the pages.
    pub(super) fn keep(&mut self, kept: &Kept<'_>) {
        let fixed = std::mem::take(&mut self.fixed);
        let rows = fixed.into_iter().zip(&self.pages).zip(&self.facts);
        let row = |((fixed, page), facts): ((Vec<u8>, &Page), &Mutex<Taken>)| {
            let facts = facts.lock().unwrap_or_else(PoisonError::into_inner);
            let grown = postcard::to_allocvec(&(page.pins(), &*facts)).ok()?;
            (!fixed.is_empty()).then(|| (page.path.clone(), fixed, grown))
        };
        kept.put(rows.filter_map(row).collect());
    }

    /// A fact of a page: as it was taken, else worked out from its tree, and kept.
    pub(crate) fn fact<T>(&self, fact: &Fact<T>, page: usize) -> T
    where
        T: Serialize + serde::de::DeserializeOwned,
    {
        let known = || self.facts[page].lock().unwrap_or_else(PoisonError::into_inner);
        let decoded = known().get(fact.name).and_then(|bytes| Fact::<T>::decode(bytes));
        decoded.unwrap_or_else(|| {
            let value = (fact.of)(&self.view(page));
            known().insert(fact.name.to_owned(), Fact::encode(&value));
            value
        })
    }

    /// What is known of the site without its pages.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// A page as a page probe sees it.
    pub fn view(&self, index: usize) -> PageView<'_> {
        let page = &self.pages[index];
        PageView {
            site: &self.outline,
            index,
            page,
            document: &page.document,
            links: &self.links[index],
            role: self.roles[index],
            indexing: &self.indexing[index],
        }
    }

    /// Whether search engines may and should show a page: no block, and a page in its own right.
    pub fn is_indexable(&self, page: usize) -> bool {
        is_indexable(&self.indexing[page], self.roles[page])
    }

    /// Where a `<link>` or another attribute of a page leads.
    pub fn resolve(&self, page: usize, href: &str) -> Target {
        let page = &self.pages[page];
        self.resolver.resolve(&page.path, page.head.base.as_deref(), href)
    }

    /// The page that a page names as its canonical one, when that is another page of the snapshot.
    pub fn canonical_elsewhere(&self, page: usize) -> Option<usize> {
        let href = self.pages[page].head.canonical.as_deref()?;
        self.resolve(page, href).page().filter(|target| *target != page)
    }

    /// The language of a page in its first subtag, lower case; empty when it says none.
    pub fn language(&self, page: usize) -> String {
        self.pages[page].language()
    }
}

fn links_of(page: &Page, resolver: &Resolver) -> Vec<Link> {
    let content = page.content();
    page.head
        .anchors
        .iter()
        .filter_map(|node| {
            let href = page.document.attribute(*node, "href")?;
            Some(Link {
                node: *node,
                target: page.resolve(resolver, href),
                name: names::name(&page.document, *node).into_boxed_str(),
                parts: content.parts(*node),
                main: content.is_main(content.parts(*node)),
            })
        })
        .collect()
}

/// The pages that a visitor can get to from a page: by links, in frames, by a refresh.
fn onward(page: &Page, links: &[Link], resolver: &Resolver) -> Vec<usize> {
    let resolve = |address: &str| resolver.resolve(&page.path, page.head.base.as_deref(), address).page();
    let frames = page
        .head
        .frames
        .iter()
        .filter_map(|node| page.document.attribute(*node, "src"));
    let mut found: Vec<usize> = links
        .iter()
        .filter_map(|link| link.target.page())
        .chain(frames.filter_map(resolve))
        .chain(page.head.refresh.as_deref().and_then(resolve))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn depths(onward: &[Vec<usize>], home: usize) -> Vec<Option<u32>> {
    let mut depths = vec![None; onward.len()];
    let mut queue = VecDeque::from([(home, 0)]);
    depths[home] = Some(0);
    while let Some((page, depth)) = queue.pop_front() {
        for next in &onward[page] {
            if depths[*next].is_none() {
                depths[*next] = Some(depth + 1);
                queue.push_back((*next, depth + 1));
            }
        }
    }
    depths
}

/// A path part as it is compared: lower case, no accents, `-` between words, no ending.
pub(super) fn slug(part: &str) -> String {
    let stem = part.split('.').next().unwrap_or(part);
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize(stem)
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' || c == ' ' { '-' } else { c })
        .collect()
}

fn role(index: usize, page: &Page, home: usize, menu: &BTreeMap<usize, NodeId>, resolver: &Resolver) -> Role {
    if index == home {
        return Role::Home;
    }
    let mut parts = page.path.rsplit('/').map(slug);
    let name = match parts.next() {
        Some(name) if name == "index" => parts.next().unwrap_or_default(),
        name => name.unwrap_or_default(),
    };
    if let Some(address) = &page.head.refresh
        && page.head.refresh_at_once
        && resolver.resolve(&page.path, page.head.base.as_deref(), address).page() != Some(index)
    {
        return Role::Redirect;
    }
    match name.as_str() {
        "404" | "403" | "410" | "500" | "erreur" | "erreur-404" | "error" | "error-404" | "not-found"
        | "page-not-found" | "page-introuvable" | "introuvable" => Role::NotFound,
        "merci"
        | "remerciement"
        | "remerciements"
        | "thanks"
        | "thank-you"
        | "confirmation"
        | "recherche"
        | "resultats"
        | "resultats-de-recherche"
        | "search"
        | "search-results"
        | "panier"
        | "mon-panier"
        | "cart"
        | "basket"
        | "checkout"
        | "paiement"
        | "commande"
        | "mon-compte"
        | "compte"
        | "account"
        | "my-account"
        | "connexion"
        | "login"
        | "inscription-confirmee" => Role::Utility,
        thanks if thanks.starts_with("merci-") || thanks.starts_with("thank-you-") => Role::Utility,
        "contact" | "contacts" | "contact-us" | "contactez-nous" | "nous-contacter" => Role::Contact,
        "mentions-legales"
        | "mentions"
        | "legal"
        | "legal-notice"
        | "imprint"
        | "cgv"
        | "cgu"
        | "conditions-generales"
        | "conditions-generales-de-vente"
        | "conditions-generales-d-utilisation"
        | "terms"
        | "terms-of-service"
        | "privacy"
        | "privacy-policy"
        | "confidentialite"
        | "politique-de-confidentialite"
        | "cookies"
        | "gestion-des-cookies"
        | "donnees-personnelles"
        | "accessibilite"
        | "accessibility" => Role::Legal,
        "plan-du-site" | "plan-site" | "plan" | "sitemap" | "site-map" => Role::SiteMap,
        _ if menu.contains_key(&index) => Role::Menu,
        _ => Role::Ordinary,
    }
}

/// A copy is taken for partial when its own full links, which mirroring tools leave where they did not fetch the
/// page, miss their page, or when more than half of the sitemap's addresses do.
fn looks_partial(links: &[Vec<Link>], snapshot: &Snapshot, resolver: &Resolver) -> bool {
    let left_whole = links
        .iter()
        .flatten()
        .any(|link| link.target == Target::Unknown(Unknown::NotInSnapshot));
    let mut listed = BTreeSet::new();
    let mut missing = 0_usize;
    for location in snapshot.sitemaps.iter().flat_map(|map| &map.pages) {
        let Ok(url) = Url::parse(&location.url) else { continue };
        if resolver.is_own(&url) && listed.insert(location.url.as_str()) {
            missing += usize::from(matches!(resolver.resolve_url(&url), Target::Missing { .. }));
        }
    }
    left_whole || !snapshot.unread.is_empty() || missing * 2 > listed.len()
}

impl Site {
    /// Whether a link of a page is one that only visitors without scripts see.
    pub fn in_noscript(&self, page: usize, node: NodeId) -> bool {
        in_noscript(&self.pages[page].document, node)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::snapshot::SnapshotSettings;
    use super::*;
    use crate::diagnostics::Problems;
    use crate::files::Memory;

    /// A site from pages written out: `("index.html", "<p>…")`.
    pub(crate) fn site(files: &[(&str, &str)]) -> Site {
        site_with(files, |_| {})
    }

    /// The same with other settings.
    pub(crate) fn site_with(files: &[(&str, &str)], change: impl FnOnce(&mut SnapshotSettings)) -> Site {
        let mut memory = Memory::new();
        for (path, text) in files {
            memory = memory.with(format!("website/{path}"), text);
        }
        let mut settings = SnapshotSettings::new("website");
        change(&mut settings);
        Site::new(
            Snapshot::read(&memory, &settings, &mut Problems::new()).unwrap(),
            &memory,
        )
    }

    fn role_of(site: &Site, path: &str) -> (Role, u32) {
        let index = site.pages().iter().position(|page| page.path == path).unwrap();
        (site.roles[index], site.weights[index])
    }

    #[test]
    fn pages_weigh_by_what_they_are_for_and_by_whether_a_link_leads_there() {
        let site = site(&[
            (
                "index.html",
                "<nav><a href=offres/>Offres</a></nav><a href=/contact>c</a><a href=blog.html>b</a><a href=merci.html>m</a>",
            ),
            ("offres/index.html", "<a href='../Mentions légales.html'>m</a>"),
            ("Mentions légales.html", ""),
            ("contact.html", ""),
            ("blog.html", ""),
            ("merci.html", ""),
            ("brouillon.html", ""),
            ("404.html", ""),
            ("old.html", "<meta http-equiv=refresh content='0;url=/'>"),
        ]);
        assert_eq!(role_of(&site, "index.html"), (Role::Home, 3));
        assert_eq!(role_of(&site, "offres/index.html"), (Role::Menu, 2));
        assert_eq!(role_of(&site, "contact.html"), (Role::Contact, 2));
        assert_eq!(role_of(&site, "Mentions légales.html"), (Role::Legal, 2));
        assert_eq!(role_of(&site, "blog.html"), (Role::Ordinary, 1));
        assert_eq!(role_of(&site, "merci.html"), (Role::Utility, 1));
        assert_eq!(role_of(&site, "brouillon.html"), (Role::Ordinary, 0));
        assert_eq!(role_of(&site, "404.html"), (Role::NotFound, 0));
        assert_eq!(role_of(&site, "old.html"), (Role::Redirect, 0));
        assert!(site.links_known);
    }

    #[test]
    fn the_host_is_learnt_from_what_the_site_says_of_itself() {
        let host = |files: &[(&str, &str)]| site(files).host.clone().map(|(host, _)| host);
        let canonical = ("index.html", "<link rel=canonical href='https://www.a.fr/'>");
        assert_eq!(host(&[canonical]).as_deref(), Some("www.a.fr"));
        assert_eq!(host(&[canonical, ("CNAME", "b.fr")]).as_deref(), Some("b.fr"));
        assert_eq!(
            host(&[("index.html", "<meta property=og:url content='https://c.fr/x'>")]).as_deref(),
            Some("c.fr")
        );
        let map = (
            "sitemap.xml",
            "<urlset><url><loc>http://localhost:1313/</loc></url></urlset>",
        );
        assert_eq!(host(&[("index.html", ""), map]), None);
    }

    #[test]
    fn a_menu_made_by_script_leaves_reachability_open() {
        let site = site(&[
            ("index.html", "<div id=menu></div><script src=menu.js></script>"),
            ("a.html", ""),
        ]);
        assert!(!site.links_known);
        assert_eq!(role_of(&site, "a.html").1, 1);
    }
}
