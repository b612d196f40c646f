//! A row, wherever it comes from: what counting needs of it.

/// The row being read. Whatever format a file has, its rows are counted through this.
pub trait Row {
    /// The field in a column: valid UTF-8, spaces kept; empty if there is none.
    fn field(&self, column: usize) -> &[u8];
}
