//! Rule 5, credible and true to the brand: the probes `trust-…`.

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
