//! Plugins: every check is one, built-in or not. The registry finds them, the native estimates compute what their
//! manifests name, and the sandbox runs their scripts, which can neither harm nor stop the audit.
//!
//! A plugin sees protected evidence only. Deciding an outcome and putting findings into words is `audit`'s.

mod builtin;
pub mod constructs;
mod contract;
mod difference;
pub mod estimate;
mod explain;
mod failure;
mod folder;
mod formula;
mod host;
mod input;
mod maturity;
mod measured;
mod meter;
mod own_people;
mod own_rows;
mod own_tests;
mod plugin;
mod references;
mod registry;
mod run;
mod sandbox;
mod scaffold;
mod settings;

pub use contract::charts;
pub use difference::{difference, repeated_difference};
pub use estimate::{Figure, estimate};
pub use explain::{explain, reads};
pub use folder::Broken;
pub use input::{CellInput, ChangeInput, CheckInput, Priority, RawFinding, RawLevel};
pub use maturity::{aggregate, lower_median, weakest_link};
pub use measured::independent;
pub use own_tests::{TestResult, test};
pub use plugin::{Origin, Plugin, Script, TestFile};
pub use references::references;
pub use registry::Registry;
pub use run::{compile, run_findings, run_level, wording};
pub use scaffold::{ScaffoldFile, scaffold};
pub use settings::{parameters, plugin_of};
