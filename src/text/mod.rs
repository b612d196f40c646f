//! Words that customers wrote: for now, masking what identifies them.

mod redact;

pub use redact::redact;
