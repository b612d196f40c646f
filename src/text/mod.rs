//! Words that customers wrote and what identifies them: read by dictionaries, masked where they are shown, spelled
//! alike where they are compared.

mod classify;
mod comparable;
mod lexicon;
mod link;
mod redact;
mod words;

pub use classify::{Reader, Reading};
pub use comparable::{Likeness, hashed};
pub use lexicon::{Dictionaries, MOST_TOPICS, Topic, built_in_topics, compiled};
pub use link::safe_link;
pub use redact::redact;
