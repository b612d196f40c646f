//! The probes: one file each, each a pure function from a site to what was found.
//!
//! A probe's id is that of its criterion in the catalogue. To add one, write its file and name it in [`PROBES`].

mod canonical;
mod crawlable_link;
mod description;
mod description_unique;
mod h1;
mod hreflang;
mod indexable;
mod orphan;
mod result;
mod robots_blocks;
mod robots_valid;
mod select;
mod sheet;
mod sitemap_consistent;
mod sitemap_present;
mod structured_data;
mod title_descriptive;
mod title_present;
mod title_unique;
mod uniqueness;

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

/// Every native probe, by id.
pub const PROBES: &[Probe] = &[
    canonical::PROBE,
    crawlable_link::PROBE,
    description::PROBE,
    description_unique::PROBE,
    h1::PROBE,
    hreflang::PROBE,
    indexable::PROBE,
    orphan::PROBE,
    robots_blocks::PROBE,
    robots_valid::PROBE,
    sitemap_consistent::PROBE,
    sitemap_present::PROBE,
    structured_data::PROBE,
    title_descriptive::PROBE,
    title_present::PROBE,
    title_unique::PROBE,
];

/// The native probe of this id.
pub fn find(id: &str) -> Option<&'static Probe> {
    PROBES.iter().find(|probe| probe.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::site;

    #[test]
    fn ids_are_sorted_and_unique() {
        assert!(PROBES.is_sorted_by(|a, b| a.id < b.id));
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
            for probe in PROBES {
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
