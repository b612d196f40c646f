//! Rule 6, effective: the probes `eff-…`.

mod answers;
mod contact_1click;
mod cta;
mod fields;
mod form_required;
mod form_type;
mod form_works;
mod home_purpose;
mod image_weight;
mod page_weight;
mod pdf_only;
mod readability;
mod render_blocking;
mod scannable;
mod tel_clickable;
mod third_party;
mod vitals;

use super::{PageProbe, Probe};

/// The probes of one page.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    contact_1click::PROBE,
    cta::PROBE,
    form_required::PROBE,
    form_type::PROBE,
    form_works::PROBE,
    image_weight::PROBE,
    page_weight::PROBE,
    readability::PROBE,
    render_blocking::PROBE,
    scannable::PROBE,
    tel_clickable::PROBE,
    vitals::PROBE,
];

/// The probes of the site.
pub(super) const PROBES: &[Probe] = &[answers::PROBE, home_purpose::PROBE, pdf_only::PROBE, third_party::PROBE];
