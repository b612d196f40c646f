//! Survey files → rows: encodings, dialects, headers, dates and numbers as survey tools write them.
//!
//! A text is read in order, through a buffer of fixed size; a workbook is held in memory, measured while it is read.
//! Nothing here knows what a column means. What a row holds never appears in a problem's source line: answers of people
//! are not shown on a terminal.

mod date;
mod dialect;
mod encoding;
mod exports;
mod fast;
mod guess;
mod gzip;
mod header;
mod json;
mod layout;
mod met;
mod number;
mod reader;
mod rejections;
mod row;
mod rows;
mod spss;
mod stored;
mod table;
mod trouble;
mod workbook;

pub use date::{DateOrder, is_ambiguous};
pub use encoding::Encoding;
pub use exports::{Format, PLAIN, Tool};
pub use fast::{Count, Plain, Progress, Unwatched};
pub use guess::{Meaning, guess};
pub use header::Header;
pub use layout::{BETWEEN_COMMENTS, BETWEEN_OPTIONS, Columns, Layout};
pub use met::Met;
pub use number::{DecimalMark, same_code, whole};
pub use row::{Row, Short};
pub use table::{Declared, Read, TableFile};
pub use trouble::{Trouble, rows};
pub use workbook::cells;
