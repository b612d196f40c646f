//! Sentences of messages, in both languages, set with the typography of each.

use crate::language::{Lang, Text, typography};

/// A sentence in English and in French. What stands between backticks is code and stays as it is.
pub fn prose(en: impl AsRef<str>, fr: impl AsRef<str>) -> Text {
    Text::new(typography(Lang::En, en.as_ref()), typography(Lang::Fr, fr.as_ref()))
}
