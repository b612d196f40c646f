//! The questions of customers with what the site answers, those without an answer first.

use serde::Serialize;

use crate::audit::Criterion;
use crate::report::scribe::{Scribe, args, count};
use crate::website::answers::{Answer, Answered};

/// A question with the passage that answers it best.
#[derive(Serialize)]
pub(super) struct View {
    question: String,
    /// Whether an answer was found, in words.
    answered: String,
    /// Whether none was found for certain.
    open: bool,
    passage: String,
    place: String,
    clicks: String,
}

/// The rows of a criterion; none for most.
pub(super) fn views(scribe: &Scribe<'_>, criterion: &Criterion) -> Vec<View> {
    criterion.answers.iter().map(|answer| view(scribe, answer)).collect()
}

fn view(scribe: &Scribe<'_>, answer: &Answer) -> View {
    View {
        question: scribe.say(&answer.question),
        answered: scribe.word(match answer.answered {
            Answered::No => "answered-no",
            Answered::Unknown => "answered-unknown",
            Answered::Yes => "answered-yes",
        }),
        open: answer.answered != Answered::Yes,
        passage: answer.passage.clone(),
        place: if answer.page.is_empty() {
            String::new()
        } else {
            format!("{}:{}", answer.page, answer.line)
        },
        clicks: answer
            .clicks
            .map(|clicks| scribe.phrase("clicks", args([("n", count(u64::from(clicks)))])))
            .unwrap_or_default(),
    }
}
