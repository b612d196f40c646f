//! Rule 1, easy to find: the probes `seo-…`.

mod canonical;
mod crawlable_link;
mod description;
mod description_unique;
mod h1;
mod hreflang;
mod indexable;
mod orphan;
mod robots_blocks;
mod robots_valid;
mod sitemap_consistent;
mod sitemap_present;
mod structured_data;
mod title_descriptive;
mod title_present;
mod title_unique;
mod uniqueness;

use super::Probe;

/// The probes, by id.
pub(super) const PROBES: &[Probe] = &[
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
