//! Plugins: every check is one, built-in or not. The registry finds them, the native estimates compute what their
//! manifests name, and the sandbox runs their scripts, which can neither harm nor stop the audit.
//!
//! A plugin sees protected evidence only. Deciding an outcome and putting findings into words is `audit`'s.

mod builtin;
mod contract;
mod difference;
pub mod estimate;
mod failure;
mod folder;
mod host;
mod input;
mod maturity;
mod meter;
mod own_tests;
mod plugin;
mod registry;
mod run;
mod sandbox;
mod settings;

pub use difference::difference;
pub use estimate::{Figure, estimate};
pub use folder::Broken;
pub use input::{CellInput, ChangeInput, CheckInput, Priority, RawFinding, RawLevel};
pub use maturity::weakest_link;
pub use own_tests::{TestResult, test};
pub use plugin::{Origin, Plugin, Script, TestFile};
pub use registry::Registry;
pub use run::{compile, run_findings, run_level, wording};
pub use settings::{is_active, parameters, plugin_of};
