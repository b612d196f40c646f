//! Rule 3, attractive and coherent: the probes `design-…`.

use super::Probe;

/// The probes, by id.
pub(super) const PROBES: &[Probe] = &[];
