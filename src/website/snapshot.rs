//! Reading a copy of a site from a folder: its pages as trees, everything else as a list of names.
//!
//! The copy may come from anywhere, so everything is bounded, and whatever is left out is told as a problem.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use flate2::read::GzDecoder;
use url::Url;

use crate::diagnostics::{Place, Problem, Problems};
use crate::files::{FileError, Files};
use crate::language::{Lang, Text, number::integer};
use crate::project::Website;

use super::assets::{self, Asset};
use super::charset::decode;
use super::hosting::Hosting;
use super::page::PageSource;
use super::parallel;
use super::robots::Robots;
use super::sitemap::Sitemap;

/// Largest page that is read, in bytes.
pub const MAX_PAGE: u64 = 25 * 1024 * 1024;
/// Most HTML that is read of one snapshot, in bytes.
pub const MAX_TOTAL: u64 = 256 * 1024 * 1024;
/// Most pages that are read of one snapshot.
pub const MAX_PAGES: usize = 20_000;
/// Largest configuration file, robots.txt or sitemap that is read: the sitemap protocol's own limit, in bytes.
const MAX_OTHER: u64 = 50 * 1024 * 1024;
/// Most sitemaps that are read, index included.
const MAX_SITEMAPS: usize = 100;

/// Folders that come along by accident and are no part of a site.
const JUNK: [&str; 4] = ["node_modules", "bower_components", "__MACOSX", "hts-cache"];

/// How the file begins that git keeps in the place of a large one.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What the project says about the snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SnapshotSettings {
    /// Folder from the root of the project.
    pub folder: String,
    /// Home page in the folder; `index.html` when empty.
    pub entry: String,
    /// Host of the live site, with a path if the folder holds only a part of it; derived when absent.
    pub host: Option<String>,
    /// Main language of the site, such as `fr`.
    pub language: Option<String>,
    /// Day on which the copy was made, as the project writes it.
    pub captured: Option<String>,
    /// The audit's date, against which expiry dates are held.
    pub as_of: Option<jiff::civil::Date>,
    /// Whether the folder holds every page of the site; guessed when absent.
    pub complete: Option<bool>,
    /// Files of results of browser tools, from the root of the project, and where the project names each.
    pub tools: Vec<(String, Place)>,
    /// What the client's customers ask, in the words of the project; usual questions when empty.
    pub questions: Vec<Text>,
    /// Spellings of the brand that the project declares.
    pub brands: Vec<String>,
    /// Where the project names the folder, for problems.
    pub place: Option<Place>,
}

impl SnapshotSettings {
    /// Settings for a folder, everything else by default.
    pub fn new(folder: impl Into<String>) -> Self {
        SnapshotSettings {
            folder: folder.into(),
            ..SnapshotSettings::default()
        }
    }

    /// What a project's `website.yaml` says; `as_of` is the audit's date.
    pub fn from_project(website: &Website, as_of: Option<jiff::civil::Date>) -> Self {
        let folder = &website.snapshot;
        SnapshotSettings {
            folder: folder.value.clone(),
            entry: website
                .entry
                .as_ref()
                .map(|entry| entry.value.clone())
                .unwrap_or_default(),
            host: website.address.as_ref().map(|address| address.value.clone()),
            captured: website.captured.map(|day| day.to_string()),
            complete: website.complete,
            tools: website
                .tools
                .iter()
                .map(|file| (file.value.clone(), file.place()))
                .collect(),
            questions: website.questions.clone(),
            as_of,
            place: Some(folder.place()),
            ..SnapshotSettings::default()
        }
    }

    /// The home page, in the folder.
    pub fn entry(&self) -> &str {
        if self.entry.is_empty() {
            "index.html"
        } else {
            &self.entry
        }
    }

    /// A path of the snapshot from the root of the project.
    pub fn project_path(&self, path: &str) -> String {
        let folder = self.folder.trim_end_matches('/');
        if folder.is_empty() || folder == "." {
            path.to_owned()
        } else {
            format!("{folder}/{path}")
        }
    }
}

/// A text file of the snapshot that is not a page.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Path in the snapshot.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A copy of a site.
#[derive(Debug)]
pub struct Snapshot {
    /// What the project says about it.
    pub settings: SnapshotSettings,
    /// The bytes of its pages, sorted by path.
    pub sources: Vec<PageSource>,
    /// Every file, pages included, junk left out.
    pub files: BTreeSet<String>,
    /// What the files that are no pages weigh.
    pub assets: BTreeMap<String, Asset>,
    /// Pages that were not read: too large, or unreadable.
    pub unread: BTreeSet<String>,
    /// Files in folders that come along by accident.
    pub junk: u64,
    /// `robots.txt` at the root, as text and as rules.
    pub robots: Option<(TextFile, Robots)>,
    /// Sitemaps that are in the snapshot, sorted by path.
    pub sitemaps: Vec<Sitemap>,
    /// What the host was told.
    pub hosting: Hosting,
    /// Content of `CNAME`.
    pub cname: Option<String>,
}

impl Snapshot {
    /// The number of the home page: the entry that the project names, else the page that lies highest, an index first.
    pub fn home(&self) -> usize {
        let entry = self.settings.entry();
        self.sources
            .iter()
            .position(|page| page.path == entry)
            .or_else(|| {
                self.sources
                    .iter()
                    .enumerate()
                    .min_by_key(|(_, page)| {
                        let name = page.path.rsplit('/').next().unwrap_or_default();
                        (!name.starts_with("index."), page.path.matches('/').count(), &page.path)
                    })
                    .map(|(index, _)| index)
            })
            .unwrap_or(0)
    }

    /// Reads the snapshot; `None`, with an error among `problems`, when there is no page to look at.
    pub fn read(files: &dyn Files, settings: &SnapshotSettings, problems: &mut Problems) -> Option<Snapshot> {
        let listed = match files.list(&settings.folder) {
            Ok(listed) if !listed.is_empty() => listed,
            Ok(_) => {
                problems.push(no_folder(settings, None));
                return None;
            }
            Err(error) => {
                problems.push(no_folder(settings, Some(&error)));
                return None;
            }
        };
        let start = settings.project_path("").len();
        let mut snapshot = Snapshot {
            settings: settings.clone(),
            sources: Vec::new(),
            files: BTreeSet::new(),
            assets: BTreeMap::new(),
            unread: BTreeSet::new(),
            junk: 0,
            robots: None,
            sitemaps: Vec::new(),
            hosting: Hosting::default(),
            cname: None,
        };
        for path in listed {
            let Some(inside) = path.get(start..) else { continue };
            if inside.split('/').any(|part| JUNK.contains(&part)) {
                snapshot.junk += 1;
            } else {
                snapshot.files.insert(inside.to_owned());
            }
        }
        snapshot.read_configuration(files);
        snapshot.read_pages(files, problems);
        if snapshot.sources.is_empty() {
            problems.push(no_page(settings));
            return None;
        }
        if !snapshot.sources.iter().any(|page| page.path == settings.entry()) {
            problems.push(no_entry(settings, &snapshot.sources));
        }
        snapshot.read_sitemaps(files);
        snapshot.weigh(files);
        Some(snapshot)
    }

    fn weigh(&mut self, files: &dyn Files) {
        let others: Vec<&String> = self.files.iter().filter(|path| !is_page_name(path)).collect();
        let weighed = parallel::map(others.len(), |index| {
            let path = others[index];
            assets::weigh(files, path, &self.settings.project_path(path))
        });
        self.assets = others.into_iter().cloned().zip(weighed).collect();
    }

    fn text_of(&self, files: &dyn Files, path: &str) -> Option<TextFile> {
        let bytes = files.read(&self.settings.project_path(path), MAX_OTHER).ok()?;
        Some(TextFile {
            path: path.to_owned(),
            text: decode(&bytes).text,
        })
    }

    /// The text of a file packed by gzip; `None` where it is no such file, or larger than any file that is read.
    fn unpacked(&self, files: &dyn Files, path: &str) -> Option<String> {
        let packed = files.read(&self.settings.project_path(path), MAX_OTHER).ok()?;
        let mut bytes = Vec::new();
        let mut reader = GzDecoder::new(packed.as_slice()).take(MAX_OTHER + 1);
        reader.read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= MAX_OTHER).then(|| decode(&bytes).text)
    }

    fn read_configuration(&mut self, files: &dyn Files) {
        for path in ["_redirects", "_headers", "netlify.toml", "vercel.json", ".htaccess"] {
            // Listings leave hidden files out, so that one is asked for by name.
            if (self.files.contains(path) || path.starts_with('.'))
                && let Some(file) = self.text_of(files, path)
            {
                self.hosting.read(path, &file.text);
            }
        }
        if self.files.contains("CNAME") {
            self.cname = self
                .text_of(files, "CNAME")
                .and_then(|file| Some(file.text.split_whitespace().next()?.to_owned()));
        }
        if self.files.contains("robots.txt") {
            self.robots = self.text_of(files, "robots.txt").map(|file| {
                let robots = Robots::new(&file.text);
                (file, robots)
            });
        }
    }

    fn read_pages(&mut self, files: &dyn Files, problems: &mut Problems) {
        let (mut total, mut wanted) = (0_u64, Vec::new());
        let mut left_out: Vec<String> = Vec::new();
        for path in self
            .files
            .iter()
            .filter(|path| is_page_name(path) && !is_part(path, &self.files))
        {
            let full = self.settings.project_path(path);
            let len = files.info(&full).map_or(0, |info| info.len);
            // What is too large is refused when it is read; it takes no room.
            total += if len > MAX_PAGE { 0 } else { len };
            if total > MAX_TOTAL || wanted.len() >= MAX_PAGES {
                left_out.push(full);
                self.unread.insert(path.clone());
            } else {
                wanted.push((path.clone(), full));
            }
        }
        let read = parallel::map(wanted.len(), |index| {
            let (path, full) = &wanted[index];
            let bytes = files.read(full, MAX_PAGE)?;
            Ok::<_, FileError>(PageSource::new(path, &bytes))
        });
        for ((path, full), read) in wanted.into_iter().zip(read) {
            match read {
                // A pointer stands where the real file was left behind: the page is outside the copy.
                Ok(source) if source.bytes.starts_with(LFS_POINTER) => {
                    self.unread.insert(path);
                }
                Ok(source) => self.sources.push(source),
                Err(error) => {
                    problems.extend(unread(&full, &error));
                    self.unread.insert(path);
                }
            }
        }
        if let Some(first) = left_out.first() {
            problems.push(too_many(first, left_out.len()));
        }
    }

    /// The usual names, those that robots.txt gives, and those that an index gives, as far as they are in the folder.
    fn read_sitemaps(&mut self, files: &dyn Files) {
        let mut wanted: Vec<String> = self
            .files
            .iter()
            .filter(|path| {
                let name = path.to_ascii_lowercase();
                !name.contains('/')
                    && (name.starts_with("sitemap") || name.ends_with("sitemap.xml"))
                    && ["xml", "txt"].contains(&ending(name.strip_suffix(".gz").unwrap_or(&name)).as_str())
            })
            .cloned()
            .collect();
        if let Some((_, robots)) = &self.robots {
            wanted.extend(robots.sitemaps().iter().filter_map(|(url, _)| local_path(url)));
        }
        let mut seen = BTreeSet::new();
        while let Some(path) = wanted.pop() {
            if seen.len() >= MAX_SITEMAPS || !self.files.contains(&path) || !seen.insert(path.clone()) {
                continue;
            }
            let text = if ending(&path) == "gz" {
                self.unpacked(files, &path)
            } else {
                self.text_of(files, &path).map(|file| file.text)
            };
            if let Some(text) = text {
                let sitemap = Sitemap::read(&path, &text);
                wanted.extend(sitemap.sitemaps.iter().filter_map(|location| local_path(&location.url)));
                self.sitemaps.push(sitemap);
            }
        }
        self.sitemaps.sort_by(|a, b| a.file.cmp(&b.file));
    }
}

/// The path of a full or root-relative address, for files that stand at the root of any copy.
pub fn local_path(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .or_else(|_| Url::parse("https://snapshot.invalid/")?.join(url))
        .ok()?;
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    Some(path.trim_start_matches('/').to_owned())
}

/// What stands after the last point of a file's name, in lower case; empty without a point.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn is_page_name(path: &str) -> bool {
    matches!(ending(path).as_str(), "html" | "htm" | "xhtml" | "shtml")
}

/// Whether a file belongs to the folder that a browser saves beside a complete page: `prices_files` beside
/// `prices.html`. What it holds are frames of that page, not pages of the site.
fn is_part(path: &str, files: &BTreeSet<String>) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders
        .filter_map(|folder| {
            ["_files", "_fichiers"]
                .iter()
                .find_map(|ending| folder.strip_suffix(ending))
        })
        .any(|stem| {
            ["html", "htm"]
                .iter()
                .any(|ending| files.contains(&format!("{stem}.{ending}")))
        })
}

fn placed(settings: &SnapshotSettings, problem: Problem) -> Problem {
    match &settings.place {
        Some(place) => problem.at(place.clone()),
        None => problem.at(Place::file(&settings.folder)),
    }
}

fn no_folder(settings: &SnapshotSettings, error: Option<&FileError>) -> Problem {
    let folder = &settings.folder;
    let outside = matches!(error, Some(FileError::Outside { .. }));
    let what = if outside {
        Text::prose(
            format!("the copy of the site `{folder}` lies outside the project"),
            format!("la copie du site « {folder} » se trouve hors du projet"),
        )
    } else {
        Text::prose(
            format!("there is no copy of the site in `{folder}`"),
            format!("il n’y a pas de copie du site dans « {folder} »"),
        )
    };
    placed(settings, Problem::error("website/no-folder", what))
        .why(Text::prose(
            "the rules about the website look at files on disk, never at the network",
            "les règles sur le site examinent des fichiers sur le disque, jamais le réseau",
        ))
        .help(Text::prose(
            "put the built site, or what `wget --mirror` fetched, into that folder, or name another one",
            "placez dans ce dossier le site généré, ou ce que `wget --mirror` a copié, ou indiquez un autre dossier",
        ))
}

fn no_page(settings: &SnapshotSettings) -> Problem {
    let folder = &settings.folder;
    placed(
        settings,
        Problem::error(
            "website/no-page",
            Text::prose(
                format!("`{folder}` holds no HTML page"),
                format!("« {folder} » ne contient aucune page HTML"),
            ),
        ),
    )
    .why(Text::prose(
        "without a page there is nothing to look at",
        "sans page, il n’y a rien à examiner",
    ))
    .help(Text::prose(
        "pages are files that end in .html, .htm, .xhtml or .shtml; the sources of a site have to be built first",
        "les pages sont les fichiers en .html, .htm, .xhtml ou .shtml ; les sources d’un site doivent d’abord être générées",
    ))
}

fn no_entry(settings: &SnapshotSettings, pages: &[PageSource]) -> Problem {
    let entry = settings.entry();
    let nearest = pages
        .iter()
        .min_by_key(|page| {
            let name = page.path.rsplit('/').next().unwrap_or_default();
            (!name.starts_with("index."), page.path.matches('/').count(), &page.path)
        })
        .map_or("", |page| page.path.as_str());
    placed(
        settings,
        Problem::error(
            "website/no-entry",
            Text::prose(
                format!("the home page `{entry}` is not in the copy of the site"),
                format!("la page d’accueil « {entry} » ne figure pas dans la copie du site"),
            ),
        ),
    )
    .why(Text::prose(
        "pages count by the links that lead to them from the home page",
        "les pages comptent selon les liens qui y mènent depuis la page d’accueil",
    ))
    .help(Text::prose(
        format!("name the home page; `{nearest}` was taken for now"),
        format!("indiquez la page d’accueil ; « {nearest} » en tient lieu pour l’instant"),
    ))
}

fn unread(path: &str, error: &FileError) -> Option<Problem> {
    let problem = match error {
        // A symbolic link that leads nowhere: the copy was taken without what it points at.
        FileError::Missing { .. } => return None,
        FileError::TooLarge { len, .. } => Problem::warning(
            "website/page-too-large",
            Text::prose(
                format!("the page is larger than 25 MiB ({len} bytes) and was not read"),
                format!("la page dépasse 25 Mio ({len} octets) et n’a pas été lue"),
            ),
        )
        .help(Text::prose(
            "take it out of the copy, or split it: no visitor waits for such a page",
            "retirez-la de la copie ou découpez-la : aucun visiteur n’attend une telle page",
        )),
        FileError::Outside { .. } => Problem::warning(
            "website/page-outside",
            Text::prose(
                "the page is a link that leads outside the project and was not read",
                "la page est un lien qui mène hors du projet et n’a pas été lue",
            ),
        )
        .help(Text::prose(
            "replace the link by the file",
            "remplacez le lien par le fichier",
        )),
        FileError::Io { source, .. } if source.kind() == std::io::ErrorKind::InvalidInput => return None,
        FileError::Io { source, .. } => Problem::warning(
            "website/page-unreadable",
            Text::prose(
                format!("the page cannot be read: {source}"),
                format!("la page ne peut pas être lue : {source}"),
            ),
        )
        .help(Text::prose(
            "check the permissions of the file",
            "vérifiez les droits d’accès au fichier",
        )),
    };
    Some(problem.at(Place::file(path)).why(Text::prose(
        "a page that was not read counts in no criterion",
        "une page non lue ne compte dans aucun critère",
    )))
}

fn too_many(first: &str, count: usize) -> Problem {
    let (en, fr) = if count == 1 {
        ("1 page was not read".to_owned(), "1 page n’a pas été lue".to_owned())
    } else {
        let figure = |lang| integer(lang, count.cast_signed() as i64);
        (
            format!("{} pages were not read", figure(Lang::En)),
            format!("{} pages n’ont pas été lues", figure(Lang::Fr)),
        )
    };
    let mut problem = Problem::warning(
        "website/too-many-pages",
        Text::prose(
            format!("{en}: at most 20,000 pages and 256 MiB of HTML are"),
            format!("{fr} : 20\u{202f}000 pages et 256 Mio de HTML au plus le sont"),
        ),
    )
    .at(Place::file(first))
    .why(Text::prose(
        "the figures are about the pages before this one in alphabetical order",
        "les chiffres portent sur les pages qui la précèdent dans l’ordre alphabétique",
    ))
    .help(Text::prose(
        "copy a sample of the site, or one of its parts",
        "copiez un échantillon du site, ou l’une de ses parties",
    ));
    problem.count = count as u64;
    problem
}

/// The problem of pages that were not read to their end: `flattened` ones are nested too deep, others too big a tree.
pub(super) fn cut_short(what: &'static str, paths: &[String]) -> Problem {
    let problem = if what == "flattened" {
        Problem::warning(
            "website/page-too-deep",
            Text::prose(
                "elements are nested more than 512 deep; deeper ones were left out",
                "des éléments sont imbriqués sur plus de 512 niveaux ; au-delà, ils ont été ignorés",
            ),
        )
    } else {
        Problem::warning(
            "website/page-too-big-a-tree",
            Text::prose(
                "the page has more than 2 million nodes, or a tag more than 40,000 attributes; the rest was left out",
                "la page compte plus de 2 millions de nœuds, ou une balise plus de 40\u{202f}000 attributs ; le reste a été ignoré",
            ),
        )
    };
    let mut problem = problem
        .at(Place::file(paths.first().map_or("", String::as_str)))
        .why(Text::prose(
            "what was left out counts in no criterion; browsers give up on such pages too",
            "ce qui a été ignoré ne compte dans aucun critère ; les navigateurs renoncent eux aussi à de telles pages",
        ))
        .help(Text::prose(
            "look for tags that are never closed",
            "cherchez des balises qui ne sont jamais fermées",
        ));
    problem.count = paths.len() as u64;
    problem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Memory;
    use crate::language::Lang;

    fn read(files: &Memory) -> (Option<Snapshot>, Vec<Problem>) {
        let mut problems = Problems::new();
        let snapshot = Snapshot::read(files, &SnapshotSettings::new("website"), &mut problems);
        (snapshot, problems.sorted())
    }

    #[test]
    fn pages_are_read_and_junk_is_only_counted() {
        let files = Memory::new()
            .with("website/index.html", "<p>a")
            .with("website/b/x.HTM", "<p>b")
            .with("website/site.css", "")
            .with("website/node_modules/a/index.html", "<p>c")
            .with("website/.git/index.html", "<p>d")
            .with("other.html", "<p>e");
        let (snapshot, problems) = read(&files);
        let snapshot = snapshot.unwrap();
        let pages: Vec<_> = snapshot.sources.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(pages, ["b/x.HTM", "index.html"]);
        assert_eq!((snapshot.junk, snapshot.files.len()), (1, 3));
        assert!(problems.is_empty());
    }

    #[test]
    fn a_missing_folder_and_a_folder_without_pages_are_errors_in_both_languages() {
        let (snapshot, problems) = read(&Memory::new().with("website.yaml", ""));
        assert!(snapshot.is_none());
        assert_eq!(problems[0].code, "website/no-folder");
        let (snapshot, problems) = read(&Memory::new().with("website/a.css", ""));
        assert!(snapshot.is_none());
        assert_eq!(problems[0].code, "website/no-page");
        for lang in Lang::ALL {
            assert!(problems[0].what.has(lang) && problems[0].why.has(lang) && problems[0].help.has(lang));
        }
    }

    #[test]
    fn what_a_browser_saves_beside_a_page_is_no_page_and_a_pointer_is_outside_the_copy() {
        let files = Memory::new()
            .with("website/Prix.html", "<p>a")
            .with("website/Prix_fichiers/saved_resource.html", "<p>b")
            .with("website/other_files/page.html", "<p>c")
            .with(
                "website/big.html",
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            )
            .with("website/index.html", "<p>d");
        let snapshot = read(&files).0.unwrap();
        let pages: Vec<_> = snapshot.sources.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(pages, ["Prix.html", "index.html", "other_files/page.html"]);
        assert_eq!(snapshot.unread.iter().collect::<Vec<_>>(), ["big.html"]);
    }

    #[test]
    fn another_home_page_is_suggested() {
        let (_, problems) = read(
            &Memory::new()
                .with("website/a.html", "a")
                .with("website/fr/index.html", "b"),
        );
        assert_eq!(problems[0].code, "website/no-entry");
        assert!(problems[0].help.get(Lang::En).contains("fr/index.html"));
    }

    #[test]
    fn a_page_that_is_too_large_is_refused_and_the_others_are_read() {
        let huge = vec![b'a'; 50 * 1024 * 1024];
        let files = Memory::new()
            .with("website/huge.html", huge)
            .with("website/index.html", "<p>a");
        let (snapshot, problems) = read(&files);
        assert_eq!(snapshot.unwrap().sources.len(), 1);
        assert_eq!(problems[0].code, "website/page-too-large");
        assert_eq!(problems[0].place.as_ref().unwrap().path, "website/huge.html");
    }

    #[test]
    fn bytes_that_are_no_text_are_still_a_page() {
        let bytes: Vec<u8> = (0..=255_u8).cycle().take(5_000).collect();
        let (snapshot, _) = read(&Memory::new().with("website/index.html", bytes));
        assert_eq!(snapshot.unwrap().sources.len(), 1);
    }

    #[test]
    fn configuration_robots_and_sitemaps_are_found_also_through_an_index() {
        let files = Memory::new()
            .with("website/index.html", "<p>a")
            .with("website/CNAME", "www.example.org\n")
            .with("website/.htaccess", "Redirect 301 /a /b")
            .with("website/robots.txt", "Sitemap: https://e.org/maps/index.xml")
            .with(
                "website/maps/index.xml",
                "<sitemapindex><sitemap><loc>https://e.org/maps/a.xml</loc></sitemap></sitemapindex>",
            )
            .with(
                "website/maps/a.xml",
                "<urlset><url><loc>https://e.org/</loc></url></urlset>",
            );
        let snapshot = read(&files).0.unwrap();
        assert_eq!(snapshot.cname.as_deref(), Some("www.example.org"));
        assert!(snapshot.hosting.redirect("/a").is_some());
        let maps: Vec<_> = snapshot
            .sitemaps
            .iter()
            .map(|map| (map.file.as_str(), map.count))
            .collect();
        assert_eq!(maps, [("maps/a.xml", 1), ("maps/index.xml", 0)]);
    }
}
