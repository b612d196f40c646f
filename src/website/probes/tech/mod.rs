//! Rule 2, supported by every technology: the probes `tech-…`.

use super::Probe;

/// The probes, by id.
pub(super) const PROBES: &[Probe] = &[];
