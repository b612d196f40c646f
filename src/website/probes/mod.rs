//! The probes: one file each, each a pure function of a page or of a site.
//!
//! A probe's id is that of its criterion in the catalogue, and its first part the folder it is in. To add one, write
//! its file and name it in the lists of its folder: a [`PageProbe`] in `PAGE_PROBES` when all it needs is one page and
//! what is known of the site without other pages, a [`Probe`] in `PROBES` when it compares pages.

mod a11y;
mod design;
mod eff;
mod fact;
mod nav;
mod notes;
mod result;
mod select;
mod seo;
mod sheet;
mod tech;
mod trust;

pub use crate::manifest::Scope;
pub use result::{Evidence, PageVerdict, ProbeResult, Source, Spotted, Verdict};
pub(super) use sheet::key_of;

/// The id of the template that a place in the tree belongs to.
pub fn template_id(dom_path: &str) -> String {
    key_of(&["template", dom_path])
}

pub use select::SelectProbe;

pub(crate) use fact::{Fact, Take, Taken};
pub(crate) use notes::{PageNotes, PageSheet};

use super::site::{PageView, Site};
use sheet::Sheet;

/// A native probe that looks at one page at a time. Pages are looked at on several threads, what was noted of a page
/// is stored, and the page's tree is let go afterwards: the fast way, for whatever one page can tell.
#[derive(Debug, Clone, Copy)]
pub struct PageProbe {
    /// Its id, which plugins name.
    pub id: &'static str,
    /// What its counts are over: elements or pages.
    pub scope: Scope,
    /// Keys of the messages that it may give, which a plugin using it has to word.
    pub messages: &'static [&'static str],
    /// Looks at a page. A page that it does not pass, fail or leave open is one that it is not about.
    pub(crate) look: fn(&PageView<'_>, &mut PageSheet<'_>),
}

impl PageProbe {
    /// What it notes of a page.
    pub(crate) fn note(&self, view: &PageView<'_>) -> PageNotes {
        let mut sheet = PageSheet::new(*view);
        (self.look)(view, &mut sheet);
        sheet.finish()
    }

    /// The result over a site, from the notes of its pages in their order.
    pub(crate) fn result(&self, site: &Site, notes: impl Iterator<Item = PageNotes>) -> ProbeResult {
        let mut sheet = Sheet::new(site, self.id, self.scope);
        for (page, notes) in notes.enumerate() {
            sheet.take(page, notes);
        }
        sheet.finish()
    }

    /// Looks at every page of a site that is at hand.
    pub fn run(&self, site: &Site) -> ProbeResult {
        self.result(site, (0..site.pages().len()).map(|page| self.note(&site.view(page))))
    }
}

/// A native probe that looks at the site as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// Its id, which plugins name.
    pub id: &'static str,
    /// What its counts are over.
    pub scope: Scope,
    /// Keys of the messages that it may give, which a plugin using it has to word.
    pub messages: &'static [&'static str],
    /// What it wants known of every page when their trees are let go.
    pub(crate) facts: &'static [&'static dyn Take],
    /// Looks at the site.
    pub run: fn(&Site) -> ProbeResult,
}

/// The probes of each folder.
const FAMILIES: [(&str, &[PageProbe], &[Probe]); 7] = [
    ("a11y", a11y::PAGE_PROBES, a11y::PROBES),
    ("design", design::PAGE_PROBES, design::PROBES),
    ("eff", eff::PAGE_PROBES, eff::PROBES),
    ("nav", nav::PAGE_PROBES, nav::PROBES),
    ("seo", seo::PAGE_PROBES, seo::PROBES),
    ("tech", tech::PAGE_PROBES, tech::PROBES),
    ("trust", trust::PAGE_PROBES, trust::PROBES),
];

/// A native probe of either kind.
#[derive(Debug, Clone, Copy)]
pub enum Native {
    /// Looks at one page at a time.
    Page(&'static PageProbe),
    /// Looks at the site as a whole.
    Site(&'static Probe),
}

impl Native {
    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Native::Page(probe) => probe.id,
            Native::Site(probe) => probe.id,
        }
    }

    /// What its counts are over.
    pub fn scope(self) -> Scope {
        match self {
            Native::Page(probe) => probe.scope,
            Native::Site(probe) => probe.scope,
        }
    }

    /// Keys of the messages that it may give.
    pub fn messages(self) -> &'static [&'static str] {
        match self {
            Native::Page(probe) => probe.messages,
            Native::Site(probe) => probe.messages,
        }
    }

    /// What it wants known of every page when their trees are let go.
    pub(crate) fn facts(self) -> &'static [&'static dyn Take] {
        match self {
            Native::Page(_) => &[],
            Native::Site(probe) => probe.facts,
        }
    }

    /// Looks at a site that is at hand.
    pub fn run(self, site: &Site) -> ProbeResult {
        match self {
            Native::Page(probe) => probe.run(site),
            Native::Site(probe) => (probe.run)(site),
        }
    }
}

/// Every native probe, folder by folder.
pub fn all() -> impl Iterator<Item = Native> {
    FAMILIES.iter().flat_map(|(_, of_pages, of_sites)| {
        of_pages
            .iter()
            .map(Native::Page)
            .chain(of_sites.iter().map(Native::Site))
    })
}

/// The native probe of this id.
pub fn find(id: &str) -> Option<Native> {
    all().find(|probe| probe.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn ids_are_sorted_and_unique_and_begin_with_their_folder() {
        for (folder, of_pages, of_sites) in FAMILIES {
            assert!(of_pages.is_sorted_by(|a, b| a.id < b.id), "{folder}");
            assert!(of_sites.is_sorted_by(|a, b| a.id < b.id), "{folder}");
            let of_pages = of_pages.iter().map(|probe| probe.id);
            for id in of_pages.chain(of_sites.iter().map(|probe| probe.id)) {
                assert_eq!(id.split('-').next(), Some(folder), "{id}");
            }
        }
        let ids: std::collections::BTreeSet<_> = all().map(Native::id).collect();
        assert_eq!(ids.len(), all().count());
    }

    #[test]
    fn every_message_that_is_given_is_declared_and_no_truncated_site_panics() {
        let home = "<!doctype html><html lang=fr><head><title>Accueil</title><meta name=description content=''><link rel=canonical \
                    href='/x'><link rel=alternate hreflang=en-UK href=en.html><meta name=robots content=noindex><script \
                    type=application/ld+json>{\"@type\":</script><body><nav><a href='javascript:void(0)'>a</a><a href=b.html>b</a></nav>";
        for end in (0..=home.len()).step_by(3) {
            let site = site(&[
                ("index.html", &home[..end]),
                ("b.html", home),
                ("en.html", &home[end..]),
                ("robots.txt", &home[..end]),
                ("sitemap.xml", "<urlset><url><loc>https://e.org/</loc></url><url><loc>x"),
            ]);
            for probe in all() {
                let result = probe.run(&site);
                assert_eq!(result.scope, probe.scope(), "{}", probe.id());
                for evidence in &result.evidence {
                    assert!(
                        probe.messages().contains(&evidence.message.as_str()),
                        "{}: {}",
                        probe.id(),
                        evidence.message
                    );
                }
                if let Some(score) = result.score {
                    assert!((0.0..=1.0).contains(&score));
                }
            }
        }
    }
}
