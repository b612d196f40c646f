//! The snapshot of a website in a folder: its pages as trees, its links, and the probes that look at them.
//!
//! Reads through `files`, never the network, never the clock. Judges nothing: a probe says what it found and where;
//! weights, thresholds and words are the plugin's. [`collect`] is the way in.

pub mod a11y;
mod anchors;
pub mod answers;
pub mod assets;
pub mod brand;
pub mod census;
pub mod charset;
pub mod content;
pub mod css;
mod entry;
pub mod facts;
pub mod hosting;
pub mod images;
pub mod imports;
pub mod indexing;
mod kept;
pub mod links;
pub mod names;
pub mod own_host;
pub mod page;
pub mod parallel;
pub mod parse;
mod pins;
pub mod probes;
pub mod recognise;
pub mod robots;
pub mod selector;
pub mod site;
pub mod sitemap;
pub mod snapshot;
pub mod snippet;
pub mod source;
mod stems;
pub mod tree;
pub mod visible;

pub use crate::language::fold;

#[cfg(test)]
mod builtin_tests;

pub use facts::{PageFact, ProbeRequest, ProbeUse, WebsiteFacts, collect};
pub use snapshot::SnapshotSettings;
