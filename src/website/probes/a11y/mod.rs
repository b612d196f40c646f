//! Rule 2, accessible: the probes `a11y-…`.

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
