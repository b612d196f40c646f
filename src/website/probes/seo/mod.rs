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

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    crawlable_link::PROBE,
    description::PROBE,
    h1::PROBE,
    indexable::PROBE,
    structured_data::PROBE,
    title_descriptive::PROBE,
    title_present::PROBE,
];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[
    canonical::PROBE,
    description_unique::PROBE,
    hreflang::PROBE,
    orphan::PROBE,
    robots_blocks::PROBE,
    robots_valid::PROBE,
    sitemap_consistent::PROBE,
    sitemap_present::PROBE,
    title_unique::PROBE,
];
