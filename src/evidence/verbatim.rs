//! Comments that may be shown: redacted, and attributed only to groups in which enough people commented.

use std::collections::BTreeMap;

use super::Verbatim;
use super::comments::{Attributes, QuestionComments, RawComments};
use crate::project::Survey;
use crate::text::redact;

/// The sample of a survey's comments, by id. A question with fewer than `minimum` comments shows none; a comment names
/// its group, persona, stage and so on only as long as at least `minimum` comments share all that is named.
pub(super) fn verbatims(survey: &Survey, comments: &RawComments, minimum: u64) -> Vec<Verbatim> {
    let mut shown: BTreeMap<String, Verbatim> = BTreeMap::new();
    for (question, found) in comments {
        if found.count < minimum {
            continue;
        }
        let declared = survey.questions.iter().find(|declared| declared.id.value == *question);
        let touchpoint = declared.and_then(|declared| declared.touchpoint.as_ref());
        for (text, attributes) in found.sampled() {
            let text = redact(text);
            let named = attributed(found, attributes, minimum);
            let verbatim = Verbatim {
                id: id(&survey.id.value, question, &text),
                survey: survey.id.value.clone(),
                question: question.clone(),
                text,
                touchpoint: touchpoint.map(|touchpoint| touchpoint.value.clone()),
                dimensions: named.dimensions,
                group: named.group.map(ToOwned::to_owned),
            };
            // Two comments may be one once redacted; the one that comes first by what it names is kept.
            let named = |verbatim: &Verbatim| (verbatim.dimensions.clone(), verbatim.group.clone());
            match shown.get(&verbatim.id) {
                Some(kept) if named(kept) <= named(&verbatim) => {}
                _ => {
                    shown.insert(verbatim.id.clone(), verbatim);
                }
            }
        }
    }
    shown.into_values().collect()
}

/// An id made of what is shown, never of what was masked: a hash of a telephone number can be guessed.
fn id(survey: &str, question: &str, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [survey, question, text] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let hex = hasher.finalize().to_hex();
    format!("V-{}", &hex.as_str()[..10])
}

/// As much of `attributes` as at least `minimum` comments share.
fn attributed(found: &QuestionComments, attributes: &Attributes, minimum: u64) -> Attributes {
    let Some(combinations) = &found.combinations else {
        return Attributes::default();
    };
    let enough = |named: &Attributes| {
        let shared = combinations.iter().filter(|(other, _)| {
            (named.group.is_none() || named.group == other.group)
                && named.dimensions.iter().all(|(dimension, values)| {
                    let theirs = other.dimensions.get(dimension);
                    theirs.is_some_and(|theirs| values.iter().all(|value| theirs.contains(value)))
                })
        });
        shared.map(|(_, count)| count).sum::<u64>() >= minimum
    };
    let mut named = Attributes::default();
    let with_group = Attributes {
        group: attributes.group,
        ..named.clone()
    };
    if enough(&with_group) {
        named = with_group;
    }
    let first = ["persona", "stage", "channel", "period"];
    let others = attributes
        .dimensions
        .keys()
        .map(String::as_str)
        .filter(|id| !first.contains(id));
    for dimension in first.into_iter().chain(others) {
        for value in attributes.dimensions.get(dimension).into_iter().flatten() {
            let mut more = named.clone();
            more.dimensions
                .entry(dimension.to_owned())
                .or_default()
                .push(value.clone());
            if enough(&more) {
                named = more;
            }
        }
    }
    named
}
