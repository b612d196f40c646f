//! Rule 5, credible and true to the brand: the probes `trust-…`.

use super::Probe;

/// The probes, by id.
pub(super) const PROBES: &[Probe] = &[];
