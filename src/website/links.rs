//! Where a link leads, in the snapshot and not on the network.
//!
//! A copy of a site on disk differs from the site: addresses without `.html`, names that a mirroring tool made up,
//! files that were never fetched. Each rule here mends a false alarm that was met on a real copy; whatever the copy
//! cannot tell is [`Target::Unknown`], never a broken link.

use serde::{Deserialize, Serialize};

use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;
use url::Url;

use super::hosting::Hosting;

/// Host that stands for the site's own while nobody has said what it is.
const PLACEHOLDER: &str = "snapshot.invalid";

/// How the file was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Via {
    /// By its own name.
    Exact,
    /// By an address without `.html` or without `index.html`, which the host has to complete.
    CleanUrl,
    /// By a name that a mirroring tool derived from the address.
    Mapped,
    /// Only a compressed copy (`.gz`, `.br`) is there.
    Compressed,
    /// By a redirect in the host's configuration.
    Redirected,
}

/// Why the files cannot tell where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unknown {
    /// A full address on the site's own host whose page is not in the snapshot: most likely never copied.
    NotInSnapshot,
    /// Outside the part of the host that the snapshot covers.
    OutsidePrefix,
    /// Through a symbolic link that is not followed.
    Alias,
    /// A folder without an index page: some hosts list it, some refuse.
    Folder,
    /// The host's configuration has rules with conditions, which are not followed.
    Conditional,
}

/// A file that would have been meant, under another spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Near {
    /// Differs in capitals only: works on a Windows or macOS disk, not on most servers.
    Case(String),
    /// Differs in how accents are composed: works on macOS, not on most servers.
    Accents(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// To a page of the snapshot.
    Page {
        /// Index among the pages.
        page: usize,
        /// Decoded fragment, without `#`; empty when there is none.
        fragment: String,
        /// How it was found.
        via: Via,
    },
    /// To another file of the snapshot.
    File {
        /// Path in the snapshot.
        path: String,
        /// How it was found.
        via: Via,
    },
    /// To another site.
    External {
        /// Its host, in lower case.
        host: String,
    },
    /// `mailto:`, `tel:`, `javascript:`, `data:` and the like, by scheme.
    Special {
        /// Scheme in lower case, without `:`.
        scheme: String,
    },
    /// A redirect of the host leads somewhere that is not in the snapshot.
    Elsewhere {
        /// As the rule is written.
        to: String,
    },
    /// The files cannot tell.
    Unknown(Unknown),
    /// Nowhere.
    Missing {
        /// Decoded path asked for, from the root of the snapshot.
        path: String,
        /// What was probably meant.
        near: Option<Near>,
    },
    /// Not an address.
    Invalid,
}

impl Target {
    /// The page it leads to, if it is one of the snapshot.
    pub fn page(&self) -> Option<usize> {
        match self {
            Target::Page { page, .. } => Some(*page),
            _ => None,
        }
    }
}

/// Resolves links against the files of a snapshot.
#[derive(Debug, Clone)]
pub struct Resolver {
    origin: Option<Url>,
    host: Option<String>,
    prefix: String,
    files: BTreeSet<String>,
    pages: BTreeMap<String, usize>,
    /// By path of each file, its index when it is a page.
    named: FxHashMap<String, Option<usize>>,
    folded: BTreeMap<String, String>,
    hosting: Hosting,
    /// Whether the address of a page of the snapshot counts as the site's own, as it does but for hosts that are none.
    at_home: bool,
}

/// `host` without `www.`, in lower case: the two are one site here.
pub fn bare_host(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.")
        .unwrap_or(&host)
        .trim_end_matches('.')
        .to_owned()
}

fn composed(path: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(path).into_owned()
}

fn folded(path: &str) -> String {
    composed(path).to_lowercase()
}

impl Resolver {
    /// `host` may carry a path (`example.org/blog`) when the snapshot covers only that part of it. `pages` are indexes
    /// into the caller's list by path; `files` holds every path, pages included.
    pub fn new(
        host: Option<&str>,
        files: BTreeSet<String>,
        pages: BTreeMap<String, usize>,
        hosting: Hosting,
    ) -> Resolver {
        let bare = host.map(|host| {
            host.trim()
                .trim_start_matches("https://")
                .trim_start_matches("http://")
                .trim_end_matches('/')
        });
        let (name, prefix) = bare.map_or((None, ""), |bare| match bare.split_once('/') {
            Some((name, prefix)) => (Some(name), prefix),
            None => (Some(bare), ""),
        });
        let prefix = if prefix.is_empty() {
            "/".to_owned()
        } else {
            format!("/{}/", prefix.trim_matches('/'))
        };
        let origin = name
            .and_then(|name| Url::parse(&format!("https://{name}/")).ok())
            .or_else(|| Url::parse(&format!("https://{PLACEHOLDER}/")).ok());
        let folded = files.iter().rev().map(|path| (folded(path), path.clone())).collect();
        let named = files
            .iter()
            .map(|path| (path.clone(), pages.get(path).copied()))
            .chain(pages.iter().map(|(path, page)| (path.clone(), Some(*page))))
            .collect();
        let mut resolver = Resolver {
            named,
            host: name.map(bare_host),
            origin,
            prefix,
            files,
            pages,
            folded,
            hosting,
            at_home: false,
        };
        resolver.at_home = resolver.origin.as_ref().is_some_and(|origin| resolver.is_own(origin));
        resolver
    }

    /// The host that links are compared with, without `www.`.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The host's rules.
    pub fn hosting(&self) -> &Hosting {
        &self.hosting
    }

    /// Every path of the snapshot.
    pub fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// The address of a file: `/`, `/a/`, `/a/b.html`, percent-encoded, below the snapshot's prefix.
    pub fn url_of(&self, path: &str) -> Option<Url> {
        let mut url = self.origin.clone()?;
        let shown = match path.rsplit_once('/') {
            Some((folder, "index.html" | "index.htm")) => format!("{folder}/"),
            None if path == "index.html" || path == "index.htm" => String::new(),
            _ => path.to_owned(),
        };
        url.set_path(&format!("{}{}", self.prefix, shown.replace('%', "%25")));
        Some(url)
    }

    /// The full address that a link means, `base` being the page's `<base href>`; `None` when it is not an address.
    pub fn join(&self, page: &str, base: Option<&str>, href: &str) -> Option<Url> {
        let href = href.trim();
        if is_full(href) {
            return Url::parse(href).ok();
        }
        let mut from = self.url_of(page)?;
        // A relative link is relative to the file's own name, which the address of an index page leaves out.
        if let Some(base) = base
            && let Ok(joined) = from.join(base.trim())
        {
            from = joined;
        }
        from.join(href).ok()
    }

    /// Whether an address is on the site itself, `www.` or not.
    pub fn is_own(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else {
            return false;
        };
        let shown = match url.port() {
            Some(port) => format!("{}:{port}", bare_host(host)),
            None => bare_host(host),
        };
        matches!(url.scheme(), "http" | "https")
            && (host == PLACEHOLDER || self.host.as_deref() == Some(shown.as_str()))
    }

    /// Where a link of a page leads. A full address on the own host that is not in the snapshot is unknown: mirroring
    /// tools leave the address whole exactly when they did not fetch the page.
    pub fn resolve(&self, page: &str, base: Option<&str>, href: &str) -> Target {
        if let Some(target) = self.plain(page, base, href) {
            return target;
        }
        let Some(url) = self.join(page, base, href) else {
            return Target::Invalid;
        };
        match self.resolve_url(&url) {
            Target::Missing { near: None, .. } if is_absolute(href) => Target::Unknown(Unknown::NotInSnapshot),
            target => target,
        }
    }

    /// Where a link leads that is written like the path of a file beside the page, as almost every link is: what no rule
    /// about addresses changes need not be taken apart as an address. `None` for all others.
    pub(in crate::website) fn plain(&self, page: &str, base: Option<&str>, href: &str) -> Option<Target> {
        let usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let in_fragment = |byte: u8| byte.is_ascii_graphic() && byte != b'%';
        let is_plain = base.is_none()
            && self.at_home
            && page.bytes().all(usual)
            && path.bytes().all(usual)
            && fragment.bytes().all(in_fragment)
            && !path.starts_with('/')
            && !path.contains("//");
        if !is_plain {
            return None;
        }
        let joined = if path.is_empty() {
            page.to_owned()
        } else {
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in path.split('/') {
                match part {
                    "." => {}
                    ".." => drop(parts.pop()?),
                    part => parts.push(part),
                }
            }
            parts.join("/")
        };
        // An index page has another address than its name, and what ends like a folder is one.
        if path.is_empty() && matches!(joined.rsplit('/').next(), Some("index.html" | "index.htm")) {
            return None;
        }
        let via = Via::Exact;
        Some(match (*self.named.get(&joined)?, joined) {
            (Some(page), _) => Target::Page {
                page,
                fragment: fragment.to_owned(),
                via,
            },
            (None, path) => Target::File { path, via },
        })
    }

    /// Where a full address leads.
    pub fn resolve_url(&self, url: &Url) -> Target {
        if !matches!(url.scheme(), "http" | "https") {
            return Target::Special {
                scheme: url.scheme().to_owned(),
            };
        }
        if !self.is_own(url) {
            return Target::External {
                host: url.host_str().unwrap_or_default().to_ascii_lowercase(),
            };
        }
        let decoded = percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
        let Some(path) = decoded
            .strip_prefix(&self.prefix)
            .or_else(|| (format!("{decoded}/") == self.prefix).then_some(""))
        else {
            return Target::Unknown(Unknown::OutsidePrefix);
        };
        let query = url
            .query()
            .map(|query| percent_decode_str(query).decode_utf8_lossy().into_owned());
        let fragment = url.fragment().unwrap_or_default();
        let fragment = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        self.look_up(path, query.as_deref(), &fragment, &decoded, 0)
    }

    fn look_up(&self, path: &str, query: Option<&str>, fragment: &str, address: &str, hops: u32) -> Target {
        // By its own name: what almost every link is.
        if query.is_none_or(str::is_empty)
            && !path.is_empty()
            && !path.ends_with('/')
            && let Some(page) = self.pages.get(path)
        {
            return Target::Page {
                page: *page,
                fragment: fragment.to_owned(),
                via: Via::Exact,
            };
        }
        // Hosts take several slashes for one, as file systems do.
        if path.contains("//") || path.starts_with('/') {
            let mut single = path.trim_start_matches('/').to_owned();
            while single.contains("//") {
                single = single.replace("//", "/");
            }
            return self.look_up(&single, query, fragment, address, hops);
        }
        let candidates = candidates(path, query);
        let found = candidates
            .iter()
            .find(|(candidate, _)| self.files.contains(candidate))
            .map(|(candidate, via)| (candidate.clone(), *via));
        if let Some((file, via)) = found {
            return match self.pages.get(&file) {
                Some(page) => Target::Page {
                    page: *page,
                    fragment: fragment.to_owned(),
                    via,
                },
                None => Target::File { path: file, via },
            };
        }
        for extension in ["gz", "br"] {
            let compressed = candidates
                .iter()
                .map(|(candidate, _)| format!("{candidate}.{extension}"))
                .find(|candidate| self.files.contains(candidate));
            if let Some(path) = compressed {
                return Target::File {
                    path,
                    via: Via::Compressed,
                };
            }
        }
        if let Some(rule) = self.hosting.redirect(address) {
            return self.redirected(rule.to.as_str(), fragment, hops);
        }
        if let Some(near) = self.near(&candidates) {
            return Target::Missing {
                path: path.to_owned(),
                near: Some(near),
            };
        }
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        if parents.chain([path]).any(|parent| self.files.contains(parent)) {
            return Target::Unknown(Unknown::Alias);
        }
        let folder = if path.is_empty() || path.ends_with('/') {
            path.to_owned()
        } else {
            format!("{path}/")
        };
        if self
            .files
            .range(folder.clone()..)
            .next()
            .is_some_and(|file| file.starts_with(&folder))
        {
            return Target::Unknown(Unknown::Folder);
        }
        if self.hosting.conditional {
            return Target::Unknown(Unknown::Conditional);
        }
        Target::Missing {
            path: path.to_owned(),
            near: None,
        }
    }

    fn redirected(&self, to: &str, fragment: &str, hops: u32) -> Target {
        let elsewhere = Target::Elsewhere { to: to.to_owned() };
        // Rules may go round in circles; four hops are what a browser's patience is about.
        if hops >= 4 || to.contains([':', '*']) && !to.starts_with("http") {
            return elsewhere;
        }
        let Some(Ok(url)) = self.origin.as_ref().map(|origin| origin.join(to)) else {
            return elsewhere;
        };
        if !self.is_own(&url) {
            return elsewhere;
        }
        let decoded = percent_decode_str(url.path()).decode_utf8_lossy().into_owned();
        let Some(path) = decoded.strip_prefix(&self.prefix) else {
            return elsewhere;
        };
        match self.look_up(path, None, fragment, &decoded, hops + 1) {
            Target::Page { page, fragment, .. } => Target::Page {
                page,
                fragment,
                via: Via::Redirected,
            },
            Target::File { path, .. } => Target::File {
                path,
                via: Via::Redirected,
            },
            _ => elsewhere,
        }
    }

    fn near(&self, candidates: &[(String, Via)]) -> Option<Near> {
        candidates.iter().find_map(|(candidate, _)| {
            let meant = self.folded.get(&folded(candidate))?;
            Some(if composed(meant) == composed(candidate) {
                Near::Accents(meant.clone())
            } else {
                Near::Case(meant.clone())
            })
        })
    }
}

fn is_absolute(href: &str) -> bool {
    let href = href.trim_start();
    href.starts_with("//") || is_full(href)
}

/// Whether an address has a scheme and a host of its own.
fn is_full(href: &str) -> bool {
    href.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"))
        || href
            .get(..8)
            .is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

/// The files that may hold what an address gives, most likely first.
fn candidates(path: &str, query: Option<&str>) -> Vec<(String, Via)> {
    let mut list: Vec<(String, Via)> = Vec::new();
    let folder = path.is_empty() || path.ends_with('/');
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        let names: Vec<String> = if folder {
            vec![format!("{path}index.html"), format!("{path}index.php")]
        } else {
            vec![path.to_owned()]
        };
        for name in names {
            for separator in ["?", "@", "%3F"] {
                for ending in ["", ".html"] {
                    list.push((format!("{name}{separator}{query}{ending}"), Via::Mapped));
                }
            }
        }
    }
    if folder {
        for (name, via) in [
            ("index.html", Via::Exact),
            ("index.htm", Via::Exact),
            ("index.xhtml", Via::Exact),
            ("index.php", Via::CleanUrl),
            ("index.php.html", Via::Mapped),
        ] {
            list.push((format!("{path}{name}"), via));
        }
        let bare = path.trim_end_matches('/');
        if !bare.is_empty() {
            list.push((format!("{bare}.html"), Via::CleanUrl));
        }
    } else {
        list.push((path.to_owned(), Via::Exact));
        for (ending, via) in [
            (".html", Via::CleanUrl),
            (".htm", Via::CleanUrl),
            ("/index.html", Via::CleanUrl),
            ("/index.htm", Via::CleanUrl),
            ("/index.php", Via::CleanUrl),
        ] {
            list.push((format!("{path}{ending}"), via));
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_like_a_path_leads_where_its_address_does() {
        let files = [
            "index.html",
            "a/index.html",
            "a/b.html",
            "a/c d.html",
            "a/..x/e.html",
            "a/b/f.html",
            "a/g.png",
        ];
        let resolver = resolver(&files, "");
        let mut plain = 0;
        for page in files {
            for href in [
                "",
                "#x",
                "#x%20y",
                "b.html",
                "./b.html#a/b?c",
                "../a/b.html",
                "../../a/b.html",
                "..",
                ".",
                "./",
                "b.html/",
                "..x/e.html",
                "b/f.html",
                "a/../b.html",
                "b/../../index.html",
                "/a/b.html",
                "//a/b.html",
                "a//b.html",
                "b.html?x",
                "c%20d.html",
                "c d.html",
                "B.html",
                "b.html#é",
                "index.html",
                "../index.html#top",
                ".../b.html",
                "http:b.html",
                "g.png",
                "../a/g.png#x",
                "g.png/",
                " b.html ",
            ] {
                let Some(target) = resolver.plain(page, None, href) else {
                    continue;
                };
                let url = resolver.join(page, None, href).unwrap();
                assert_eq!(target, resolver.resolve_url(&url), "{page} {href}");
                plain += 1;
            }
        }
        assert!(plain > 20, "{plain}");
    }

    fn resolver(files: &[&str], hosting: &str) -> Resolver {
        let mut rules = Hosting::default();
        rules.read("_redirects", hosting);
        let pages = files
            .iter()
            .enumerate()
            .filter(|(_, file)| file.contains(".html") && !file.contains(".gz"))
            .map(|(index, file)| ((*file).to_owned(), index))
            .collect();
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        Resolver::new(Some("https://www.example.org"), files, pages, rules)
    }

    const FILES: [&str; 8] = [
        "index.html",
        "contact.html",
        "blog/index.html",
        "shop/list.php.html",
        "index.html@p=2.html",
        "css/site.css",
        "été.html",
        "docs/changelog.html.gz",
    ];

    fn page(href: &str) -> Option<usize> {
        resolver(&FILES, "").resolve("blog/index.html", None, href).page()
    }

    #[test]
    fn addresses_without_an_ending_lead_to_their_file() {
        for (href, index) in [
            ("/", 0),
            ("../", 0),
            ("/contact", 1),
            ("/contact/", 1),
            ("/contact.html?utm=x#form", 1),
            ("/blog", 2),
            ("./", 2),
            ("#top", 2),
            ("", 2),
            ("/shop/list.php", 3),
            ("/?p=2", 4),
            ("/index.html?p=2", 4),
            ("/%C3%A9t%C3%A9", 6),
            ("https://example.org/contact", 1),
            ("//www.example.org/contact.html", 1),
            ("http://WWW.Example.org", 0),
            ("/blog//index.html", 2),
            ("..//contact.html", 1),
            ("/shop///list.php", 3),
        ] {
            assert_eq!(page(href), Some(index), "{href}");
        }
    }

    #[test]
    fn what_is_not_there_is_missing_unless_the_copy_may_lack_it() {
        let resolver = resolver(&FILES, "/old/* /contact 301\n/gone https://other.example/ 301");
        let lead = |href: &str| resolver.resolve("index.html", None, href);
        assert!(matches!(lead("/nowhere"), Target::Missing { near: None, .. }));
        assert!(matches!(lead("/shop//nowhere.png"), Target::Missing { near: None, .. }));
        assert_eq!(
            lead("https://example.org/nowhere"),
            Target::Unknown(Unknown::NotInSnapshot)
        );
        assert!(
            matches!(lead("/Contact.html"), Target::Missing { near: Some(Near::Case(file)), .. } if file == "contact.html")
        );
        assert!(matches!(
            lead("/e\u{301}te\u{301}.html"),
            Target::Missing {
                near: Some(Near::Accents(_)),
                ..
            }
        ));
        assert!(matches!(
            lead("/docs/changelog.html"),
            Target::File {
                via: Via::Compressed,
                ..
            }
        ));
        assert_eq!(lead("/docs/"), Target::Unknown(Unknown::Folder));
        assert_eq!(lead("/css/site.css/x"), Target::Unknown(Unknown::Alias));
        assert!(matches!(
            lead("/old/page"),
            Target::Page {
                page: 1,
                via: Via::Redirected,
                ..
            }
        ));
        assert!(matches!(lead("/gone"), Target::Elsewhere { .. }));
        assert!(matches!(lead("https://other.example/"), Target::External { host } if host == "other.example"));
        assert!(matches!(lead("mailto:a@b.fr"), Target::Special { scheme } if scheme == "mailto"));
        assert_eq!(lead("http://[bad"), Target::Invalid);
        assert!(matches!(lead("http://localhost:1313/"), Target::External { .. }));
    }

    #[test]
    fn a_base_element_moves_relative_links() {
        assert_eq!(
            resolver(&FILES, "")
                .resolve("blog/index.html", Some("/"), "contact.html")
                .page(),
            Some(1)
        );
    }

    #[test]
    fn a_snapshot_of_a_part_of_a_host_knows_its_prefix() {
        let files: BTreeSet<String> = ["index.html".to_owned()].into();
        let resolver = Resolver::new(
            Some("example.org/blog"),
            files,
            [("index.html".to_owned(), 0)].into(),
            Hosting::default(),
        );
        assert_eq!(
            resolver.url_of("index.html").unwrap().as_str(),
            "https://example.org/blog/"
        );
        assert_eq!(resolver.resolve("index.html", None, "/blog/").page(), Some(0));
        assert_eq!(
            resolver.resolve("index.html", None, "/shop/"),
            Target::Unknown(Unknown::OutsidePrefix)
        );
    }

    #[test]
    fn redirects_in_a_circle_end() {
        assert!(matches!(
            resolver(&FILES, "/a /b\n/b /a").resolve("index.html", None, "/a"),
            Target::Elsewhere { .. }
        ));
    }
}
