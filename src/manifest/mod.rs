//! The types of `plugin.yaml`: what a check is, what it reads, how it is estimated, its parameters and its words.
//!
//! Reading a manifest never runs anything of the plugin. The registry and the sandbox are in `plugins`.

mod estimate;
mod located;
mod maturity;
mod plugin;
mod reads;
mod website;

pub use estimate::{Beside, Estimate, Mean, NetShare, Share};
pub use located::{Located, reading};
pub use maturity::{Item, Level};
pub use plugin::{Breakdown, Direction, Kind, Manifest, Parameter, ParameterKind, Unit};
pub use reads::{ProjectList, QuestionRead, Read, Role};
pub use website::{Certainty, Criterion, ProbeRef, Scope, SelectorProbe};
