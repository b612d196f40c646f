//! French and English: words, numbers, dates, plurals, typography. Uses nothing else of parcours.

mod lang;
mod text;

pub use lang::Lang;
pub use text::Text;
