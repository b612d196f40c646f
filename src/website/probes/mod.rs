//! The probes: one file each, each a pure function from a site to what was found.
//!
//! A probe's id is that of its criterion in the catalogue, and its first part the folder it is in. To add one, write
//! its file and name it in the list of its folder.

mod a11y;
mod design;
mod eff;
mod nav;
mod result;
mod select;
mod seo;
mod sheet;
mod tech;
mod trust;

pub use crate::manifest::Scope;
pub use result::{Evidence, PageVerdict, ProbeResult, Verdict};
pub use select::SelectProbe;

use super::site::Site;

/// A native probe.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// Its id, which plugins name.
    pub id: &'static str,
    /// What its counts are over.
    pub scope: Scope,
    /// Keys of the messages that it may give, which a plugin using it has to word.
    pub messages: &'static [&'static str],
    /// Looks at the site.
    pub run: fn(&Site) -> ProbeResult,
}

/// The probes of each folder.
const FAMILIES: [(&str, &[Probe]); 7] = [
    ("a11y", a11y::PROBES),
    ("design", design::PROBES),
    ("eff", eff::PROBES),
    ("nav", nav::PROBES),
    ("seo", seo::PROBES),
    ("tech", tech::PROBES),
    ("trust", trust::PROBES),
];

/// Every native probe, by id.
pub fn all() -> impl Iterator<Item = &'static Probe> {
    FAMILIES.iter().flat_map(|(_, probes)| *probes)
}

/// The native probe of this id.
pub fn find(id: &str) -> Option<&'static Probe> {
    all().find(|probe| probe.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn ids_are_sorted_and_unique_and_begin_with_their_folder() {
        assert!(all().is_sorted_by(|a, b| a.id < b.id));
        for (folder, probes) in FAMILIES {
            for probe in probes {
                assert_eq!(probe.id.split('-').next(), Some(folder), "{}", probe.id);
            }
        }
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
                let result = (probe.run)(&site);
                assert_eq!(result.scope, probe.scope, "{}", probe.id);
                for evidence in &result.evidence {
                    assert!(
                        probe.messages.contains(&evidence.message.as_str()),
                        "{}: {}",
                        probe.id,
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
