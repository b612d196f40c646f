//! Rule 4, easy to get around: the probes `nav-…`.

use super::{PageProbe, Probe};

/// Probes of one page at a time, by id.
pub(super) const PAGE_PROBES: &[PageProbe] = &[];

/// Probes of the whole site, by id.
pub(super) const PROBES: &[Probe] = &[];
