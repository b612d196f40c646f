//! Rule 5, credible and true to the brand: the probes `trust-…`.

mod about;
mod address_phone;
mod brand_consistent;
mod brand_title;
mod cgv;
mod consent;
mod contact;
mod copyright;
mod dev_leftover;
mod duty;
mod form_notice;
mod fresh;
mod https;
mod legal_content;
mod legal_link;
mod legal_placeholder;
mod privacy;
mod siret;
mod social_dead;
mod sri_blank;

use super::{PageProbe, Probe};

/// The probes of one page.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    consent::PROBE,
    form_notice::PROBE,
    legal_placeholder::PROBE,
    siret::PROBE,
    social_dead::PROBE,
    sri_blank::PROBE,
];

/// The probes of the site.
pub(super) const PROBES: &[Probe] = &[
    about::PROBE,
    address_phone::PROBE,
    brand_consistent::PROBE,
    brand_title::PROBE,
    cgv::PROBE,
    contact::PROBE,
    copyright::PROBE,
    dev_leftover::PROBE,
    fresh::PROBE,
    https::PROBE,
    legal_content::PROBE,
    legal_link::PROBE,
    privacy::PROBE,
];
