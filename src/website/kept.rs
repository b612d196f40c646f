//! What was found on the pages of a copy, kept from run to run for as long as a page's bytes, its style sheets and images,
//! the rest of the copy, what is asked of it and the program stay the same.
//!
//! One entry holds all pages of a copy. A page that is as it was is neither parsed nor looked at; criteria about the whole
//! site are judged anew each time from what is known of all pages. Deleting the entry is safe, and one that was changed
//! or cut is worked out again.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::files::Cache;

use super::css::Written;
use super::images::Picture;
use super::indexing::Indexing;
use super::page::Head;
use super::pins::Pins;
use super::probes::Taken;
use super::site::{Link, Outline, Role};

/// Raised with every change of what is kept, or of what a probe finds.
const FORMAT: u32 = 5;

/// What an entry begins with.
const MAGIC: &[u8] = b"parcours website\n";

/// What was found when a page was looked at.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Fixed<T> {
    /// Digest of its bytes.
    pub(super) digest: String,
    /// The files of its cascade with their digests.
    pub(super) sheets: Vec<(String, [u8; 32])>,
    /// Its images with what their headers say.
    pub(super) pictures: Vec<(String, Picture)>,
    /// Name of its encoding.
    pub(super) encoding: String,
    /// Whether some bytes did not belong to it.
    pub(super) replaced: bool,
    pub(super) head: Head,
    /// The style sheets that it asks for.
    pub(super) written: Vec<Written>,
    pub(super) links: Vec<Link>,
    pub(super) onward: Vec<usize>,
    pub(super) role: Role,
    pub(super) indexing: Indexing,
    /// What those who looked saw.
    pub(super) seen: T,
}

/// What is found out about a page when somebody asks: places and facts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Grown {
    pub(super) pins: Pins,
    pub(super) facts: Taken,
}

/// A page as it is kept: its path, what was found when it was looked at, what was asked of it since.
type Row = (String, Vec<u8>, Vec<u8>);

#[derive(Serialize, Deserialize)]
struct Entry {
    key: [u8; 32],
    rows: Vec<Row>,
}

/// The entry of a copy.
pub(crate) struct Kept<'c> {
    cache: &'c dyn Cache,
    name: String,
    key: [u8; 32],
    /// By path, what was found and what was asked since.
    pages: BTreeMap<String, (Vec<u8>, Vec<u8>)>,
}

impl Debug for Kept<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Kept")
            .field("pages", &self.pages.len())
            .finish_non_exhaustive()
    }
}

impl<'c> Kept<'c> {
    /// The entry of a copy of which `asked` is asked. Whatever of the copy beside a page itself, its sheets and its images
    /// has a say in what is found on it is part of the key.
    pub(super) fn open(cache: &'c dyn Cache, outline: &Outline, asked: &dyn Debug) -> Kept<'c> {
        let snapshot = &outline.snapshot;
        let mut said = Said(blake3::Hasher::new());
        // Writing to a hasher does not fail.
        let _ = write!(
            said,
            "{} {FORMAT} {asked:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            env!("CARGO_PKG_VERSION"),
            snapshot.settings,
            snapshot.files,
            snapshot.assets,
            snapshot.unread,
            snapshot.robots,
            snapshot.sitemaps,
            snapshot.hosting,
            snapshot.cname,
        );
        let _ = write!(
            said,
            "{:?} {} {} {:?} {} {:?}",
            outline.host, outline.home, outline.language, outline.menu, outline.links_known, outline.tools,
        );
        for source in &snapshot.sources {
            let _ = write!(said, "{:?}", source.path);
        }
        let key = *said.0.finalize().as_bytes();
        let place = blake3::hash(snapshot.settings.folder.as_bytes()).to_hex();
        let name = format!("website-{}", &place.as_str()[..32]);
        let rows = cache.get(&name).and_then(|bytes| decode(&bytes));
        let rows = rows.filter(|entry| entry.key == key).map(|entry| entry.rows);
        Kept {
            cache,
            name,
            key,
            pages: rows
                .unwrap_or_default()
                .into_iter()
                .map(|(path, fixed, grown)| (path, (fixed, grown)))
                .collect(),
        }
    }

    /// What was kept of a page with these bytes, and it as it stands in the entry.
    pub(super) fn find<T: DeserializeOwned>(&self, path: &str, digest: &str) -> Option<(Fixed<T>, Grown, Vec<u8>)> {
        let (fixed, grown) = self.pages.get(path)?;
        let found: Fixed<T> = postcard::from_bytes(fixed).ok()?;
        let grown = postcard::from_bytes(grown).ok()?;
        (found.digest == digest).then(|| (found, grown, fixed.clone()))
    }

    /// Keeps the pages of a copy, unless they are as they were.
    pub(super) fn put(&self, rows: Vec<Row>) {
        let same = |(path, fixed, grown): &Row| {
            let known = self.pages.get(path);
            known.is_some_and(|(a, b)| a == fixed && b == grown)
        };
        if rows.len() == self.pages.len() && rows.iter().all(same) {
            return;
        }
        let content = postcard::to_allocvec(&Entry { key: self.key, rows });
        if let Ok(content) = content {
            let bytes = [MAGIC, blake3::hash(&content).as_bytes(), &content].concat();
            self.cache.put(&self.name, &bytes);
        }
    }
}

/// The entry, if not a byte of it was changed or lost.
fn decode(bytes: &[u8]) -> Option<Entry> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (hash, content) = rest.split_first_chunk::<32>()?;
    if blake3::hash(content).as_bytes() != hash {
        return None;
    }
    postcard::from_bytes(content).ok()
}

/// What is written is hashed, not stored.
struct Said(blake3::Hasher);

impl std::fmt::Write for Said {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test lays its own files")]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::diagnostics::Problems;
    use crate::files::Disk;
    use crate::website::parse::parsed_here;
    use crate::website::{ProbeRequest, ProbeUse, SnapshotSettings, WebsiteFacts, collect, probes};

    fn look(root: &Path, cached: bool) -> WebsiteFacts {
        let files = Disk::new(root).unwrap();
        let files = if cached { files.with_cache() } else { files };
        let requests: Vec<ProbeRequest> = probes::all()
            .map(|probe| ProbeRequest {
                criterion: probe.id().to_owned(),
                probe: ProbeUse::Native(probe.id().to_owned()),
                place: None,
            })
            .collect();
        let mut settings = SnapshotSettings::new("site");
        settings.host = Some("lorzac.fr".to_owned());
        collect(&files, &settings, &requests, &mut Problems::new()).unwrap()
    }

    fn site(root: &Path) {
        let page = |rest: &str| {
            format!(
                "<!doctype html><html lang=fr><title>Tables - Lorzac</title><link rel=stylesheet href=a.css><header><nav><a \
                 href=index.html>Accueil</a><a href=a.html>Tables</a><a href=contact.html>Contact</a></nav></header><main>{rest}</main>"
            )
        };
        fs::create_dir_all(root.join("site")).unwrap();
        for (name, text) in [
            (
                "index.html",
                page("<h1>Lorzac</h1><p>Des tables <a href='#nulle'>ici</a></p><style>p{color:#777}</style>"),
            ),
            (
                "a.html",
                page("<h1>Tables</h1><p>À partir de 490 €, TODO:</p><a href=x.html>x</a>"),
            ),
            (
                "contact.html",
                page("<h1>Contact</h1><form action=/envoi><input name=email></form>"),
            ),
            ("a.css", "p{font-size:10px;color:#888}a:focus{outline:none}".to_owned()),
        ] {
            fs::write(root.join("site").join(name), text).unwrap();
        }
    }

    fn scratch(name: &str) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("parcours-kept-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        root
    }

    #[test]
    fn a_second_look_parses_the_home_page_at_most_and_says_the_same() {
        let root = scratch("again");
        site(&root);
        let plain = look(&root, false);
        assert_eq!(look(&root, true), plain);
        let before = parsed_here();
        assert_eq!(look(&root, true), plain);
        let after = parsed_here();
        // The home page tells what the whole site is measured by, and some criteria are about it alone.
        assert!(after - before <= 2, "{}", after - before);
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn another_sheet_another_page_and_a_broken_entry_are_looked_at_again() {
        let root = scratch("changed");
        site(&root);
        look(&root, true);
        // As long as before, so that only the digest tells.
        fs::write(
            root.join("site/a.css"),
            "p{font-size:19px;color:#111}a:focus{outline:none}",
        )
        .unwrap();
        assert_eq!(look(&root, true), look(&root, false));
        fs::write(root.join("site/a.html"), "<title>b</title><h2>b</h2>").unwrap();
        assert_eq!(look(&root, true), look(&root, false));
        for file in fs::read_dir(root.join(".parcours/cache")).unwrap() {
            let path = file.unwrap().path();
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        assert_eq!(look(&root, true), look(&root, false));
        fs::remove_dir_all(&root).unwrap();
    }
}
