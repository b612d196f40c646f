//! Problems: what is wrong with the user's input, where, why it matters and what to do.
//!
//! A user's mistake is a value, never a panic and never the first of many: every stage adds to a [`Problems`] and
//! goes on as far as it can. Drawing them for a terminal is in `render`; nothing here prints.

pub mod codes;
mod problem;
pub mod render;
mod suggest;

pub use problem::{Place, Problem, Problems, Severity};
pub use suggest::{closest, did_you_mean, suggestion};
