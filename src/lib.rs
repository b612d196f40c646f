//! parcours turns a folder of text files about a client's customer experience into a static audit site.
//!
//! The modules are listed in the order in which they may use one another: each may use those above it, never
//! those below (`tests/tidy` holds this). `src/README.md` says in a line what each of them owns.

pub mod audit;
pub mod charts;
pub mod cli;
pub mod data;
pub mod diagnostics;
pub mod evidence;
pub mod files;
pub mod language;
pub mod manifest;
pub mod pipeline;
pub mod plugins;
pub mod project;
pub mod publish;
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
pub mod stats;
pub mod text;
#[cfg(feature = "serve")]
pub mod watch;
pub mod website;
