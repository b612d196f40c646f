//! Rule 3, attractive and coherent: the probes `design-…`.

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
