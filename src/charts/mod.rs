//! Charts: a specification with localised labels and raw numbers goes in, a [`Figure`] comes out: two SVG drawings
//! (one for a page, one made for a phone), the finding in words and the table that stands beside them.
//!
//! Owns how figures look; knows nothing of checks, audits or themes. Each kind of chart is one file with a `Spec`
//! and a `draw(&Spec, Lang) -> Figure` that never fails: what cannot be drawn is said in words. plotters draws,
//! through the backend of ours in `backend.rs`; colours are tokens ([`Token`]) which a page's style sheet rules
//! ([`stylesheet`]). Every label is untrusted and escaped.

mod axis;
mod backend;
mod canvas;
mod curve;
mod figure;
mod font;
mod format;
#[cfg(test)]
mod invariants;
mod legend;
mod level_bars;
mod scale;
mod token;
mod words;
mod wrap;

pub mod breakdown_dots;
pub mod data_map;
pub mod distribution;
pub mod importance_performance;
pub mod interval_strip;
pub mod journey_curve;
pub mod level_ladder;
pub mod net_share_bar;
pub mod priority_matrix;
pub mod radar;
pub mod trend;

pub use figure::{Figure, Table};
pub use format::{Format, Interval, Reading, Style};
pub use token::{Token, default_variables, stylesheet};
