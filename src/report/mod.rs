//! The report: an audit, its charts, a theme and the project's own pages become a site, in memory.
//!
//! Owns themes, pages, Markdown and the files of the site. Judges nothing: what a page says is in the `Audit`, in a
//! page of the project, or in a catalogue of words. Reads files only to load a theme and the pictures of a project.

mod assets;
mod colour;
mod export;
mod figures;
mod figures_constructs;
mod figures_drivers;
mod figures_plan;
mod filters;
mod latest;
mod markdown;
mod menu;
mod occurrences;
mod pages;
pub mod questionnaire;
mod scribe;
mod sheet;
mod site;
mod theme;
mod titles;
mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod promises;

pub use assets::Media;
pub use colour::brand_problems;
pub use export::audit_json;
pub use figures::{Charts, draw};
pub use sheet::{actions_csv, actions_workbook, csv_line};
pub use site::{Site, render};
pub use theme::Theme;
