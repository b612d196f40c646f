//! Rule 6, answers found at once: the probes `eff-…`.

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
