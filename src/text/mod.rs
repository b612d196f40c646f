//! Words that customers wrote and what identifies them: masked where it is shown, spelled alike where it is compared.

mod comparable;
mod redact;

pub use comparable::{Likeness, hashed};
pub use redact::redact;
