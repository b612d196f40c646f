//! Rule 2, accessible: the probes `a11y-…`.

use super::Probe;

/// The probes, by id.
pub(super) const PROBES: &[Probe] = &[];
