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
    // The combinations that share all that is named so far: few, after the first one or two.
    let mut sharing: Vec<(&Attributes, u64)> = combinations.iter().map(|(other, count)| (other, *count)).collect();
    let mut narrow = |shares: &dyn Fn(&Attributes) -> bool| {
        let fewer: Vec<(&Attributes, u64)> = sharing.iter().filter(|(other, _)| shares(other)).copied().collect();
        let enough = fewer.iter().map(|(_, count)| count).sum::<u64>() >= minimum;
        if enough {
            sharing = fewer;
        }
        enough
    };
    let mut named = Attributes::default();
    if attributes.group.is_some() && narrow(&|other| other.group == attributes.group) {
        named.group = attributes.group;
    }
    let first = ["persona", "stage", "channel", "period"];
    let others = attributes.dimensions.keys().map(String::as_str);
    let others = others.filter(|id| !first.contains(id));
    for dimension in first.into_iter().chain(others) {
        for value in attributes.dimensions.get(dimension).into_iter().flatten() {
            let has_it = |other: &Attributes| other.dimensions.get(dimension).is_some_and(|set| set.contains(value));
            if narrow(&has_it) {
                let values = named.dimensions.entry(dimension.to_owned()).or_default();
                values.push(value.clone());
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(group: &'static str, values: &[(&str, &[&str])]) -> Attributes {
        Attributes {
            dimensions: values
                .iter()
                .map(|(dimension, set)| ((*dimension).to_owned(), set.iter().map(ToString::to_string).collect()))
                .collect(),
            group: Some(group),
        }
    }

    #[test]
    fn a_comment_names_only_what_enough_comments_share_together() {
        let mut found = QuestionComments::default();
        // Ten unhappy in the shop, of whom four belong to ana: named together, ana would be four people.
        found.count(attributes("detractor", &[("channel", &["shop"]), ("persona", &[])]), 6);
        let mine = attributes("detractor", &[("channel", &["shop"]), ("persona", &["ana"])]);
        found.count(mine.clone(), 4);
        found.count(
            attributes("promoter", &[("channel", &["web"]), ("persona", &["ana"])]),
            40,
        );
        let named = attributed(&found, &mine, 10);
        assert_eq!(named, attributes("detractor", &[("channel", &["shop"])]));
        assert_eq!(attributed(&found, &mine, 11).group, None);
    }

    #[test]
    fn of_several_personas_those_are_named_that_are_large_enough() {
        let mut found = QuestionComments::default();
        let mine = attributes("passive", &[("persona", &["ana", "bea"])]);
        found.count(mine.clone(), 3);
        found.count(attributes("passive", &[("persona", &["bea"])]), 20);
        assert_eq!(
            attributed(&found, &mine, 10),
            attributes("passive", &[("persona", &["bea"])])
        );
    }

    #[test]
    fn with_too_many_combinations_nothing_is_named() {
        let mut found = QuestionComments::default();
        let mine = attributes("passive", &[("persona", &["ana"])]);
        found.count(mine.clone(), 100);
        found.give_up_combinations();
        assert_eq!(attributed(&found, &mine, 10), Attributes::default());
    }
}
