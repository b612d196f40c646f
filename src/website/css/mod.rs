//! Style sheets and the cascade, for the properties that criteria ask for.
//!
//! [`Styles`] is what a page has: `page.style(node)` gives the [`Computed`] values of an element, found when first asked
//! for and kept. Every value is [`Known`] or not; nothing is guessed. What is assumed is written down in
//! [`Environment`]: a screen of 1280 × 800, a mouse, a light scheme, scripts that have not run yet.
//!
//! Knows nothing of criteria. Sheets are read once per site and shared by its pages ([`Library`]).

mod buckets;
mod cascade;
mod color;
mod computed;
mod custom;
mod hints;
mod library;
mod matching;
mod media;
mod paint;
mod property;
mod rules;
mod sharing;
mod sheet;
mod shorthand;
mod value;
mod wardrobe;

#[cfg(test)]
mod tests;

pub use cascade::Styles;
pub use color::Rgba;
pub use computed::{Animation, Computed, Decoration, Display, Extent, LineHeight, Position, Visibility};
pub use library::{Library, Link, MAX_SHEET, Read, SheetSet, Source, Written};
pub(super) use library::{is_sheet, written_in};
pub use media::Environment;
pub use paint::Ground;
pub use property::{Family, Property};
pub use rules::{RuleView, forced_spacing};
pub use sheet::{Address, FontFace, StyleSheet, Tally};
pub use value::Known;
