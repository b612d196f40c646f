//! Survey files → rows: encodings, dialects, headers, dates and numbers as survey tools write them.
//!
//! A file is read once, in order, through a buffer of fixed size; nothing here knows what a column means. What a row
//! holds never appears in a problem's source line: answers of people are not shown on a terminal.

mod date;
mod dialect;
mod encoding;
mod header;
mod number;
mod reader;
mod row;
mod table;
mod trouble;

pub use date::{DateOrder, is_ambiguous};
pub use encoding::Encoding;
pub use header::Header;
pub use number::{DecimalMark, same_code, whole};
pub use row::Row;
pub use table::{Declared, Read, TableFile};
pub use trouble::{Trouble, rows};
