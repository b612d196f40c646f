//! French and English: words, numbers, dates, plurals, typography. Uses nothing else of parcours.

mod arg;
mod catalogue;
pub mod date;
pub mod fold;
mod lang;
mod messages;
pub mod number;
mod text;
mod typography;
mod words;

pub use arg::{Arg, Args, Show};
pub use catalogue::Catalogue;
pub use lang::Lang;
pub use messages::{MessageError, Messages};
pub use text::Text;
pub use typography::{quote, typography};
pub use words::core;
