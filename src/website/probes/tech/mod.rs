//! Rule 2, supported by all technologies: the probes `tech-…`.

mod charset;
mod doctype;
mod fallback;
mod html_errors;
mod js_only;
mod mixed;
mod mojibake;
mod obsolete;
mod viewport;

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[
    charset::PROBE,
    doctype::PROBE,
    fallback::PROBE,
    html_errors::PROBE,
    js_only::PROBE,
    mixed::PROBE,
    mojibake::PROBE,
    obsolete::PROBE,
    viewport::PROBE,
];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
