//! Comments that may be shown: redacted, and attributed only to groups in which enough people commented.

use std::collections::BTreeMap;

use super::comments::{Attributes, QuestionComments, RawComments, Sampled, hashed};
use super::{Opinions, Verbatim};
use crate::project::{Project, Survey};
use crate::text::{Dictionaries, compiled, redact};

/// The sample of a survey's comments, by id. A question with fewer than `minimum` comments shows none; a comment names
/// its group, persona, stage and so on only as long as at least `minimum` comments share all that is named.
///
/// A comment names the topics that may be shown of its question.
pub(super) fn verbatims(survey: &Survey, comments: &RawComments, opinions: &[Opinions], minimum: u64) -> Vec<Verbatim> {
    let mut shown: BTreeMap<String, Verbatim> = BTreeMap::new();
    for (question, found) in comments {
        if found.count < minimum {
            continue;
        }
        let declared = survey.questions.iter().find(|declared| declared.id.value == *question);
        let touchpoint = declared.and_then(|declared| declared.touchpoint.as_ref());
        let read = opinions.iter().find(|read| read.question == *question);
        let known = |topic: &&String| read.is_some_and(|read| read.topics.iter().any(|shown| shown.topic == **topic));
        for Sampled {
            text,
            attributes,
            remark,
        } in found.sampled()
        {
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
                topics: remark.topics.iter().filter(known).cloned().collect(),
                sentiment: remark.sentiment.filter(|_| read.is_some()),
                suggests: remark.suggests,
                replay: remark.link.clone(),
            };
            // Two comments may be one once redacted; the one that comes first by what it names is kept.
            let named = |verbatim: &Verbatim| {
                let named = (verbatim.dimensions.clone(), verbatim.group.clone());
                (named, verbatim.topics.clone(), verbatim.replay.clone())
            };
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

/// Typical comments of a topic that are kept, of all and of each group.
const TYPICAL: usize = 3;
/// Shorter than this a comment says too little to stand for others, longer too much.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=60;

/// Finds the comments that stand for each topic: those of the sample whose words most of the others on the topic
/// (and of its group) use too; of equal ones the first by hash. See docs/verbatims.md.
pub(super) fn represent(project: &Project, survey: &Survey, verbatims: &[Verbatim], opinions: &mut [Opinions]) {
    if opinions.is_empty() || verbatims.is_empty() {
        return;
    }
    let dictionaries = compiled(&project.lexicon);
    for read in opinions {
        let declared = survey
            .questions
            .iter()
            .find(|question| question.id.value == read.question);
        let lang = declared.and_then(|question| question.language);
        let own: Vec<Worded<'_>> = verbatims
            .iter()
            .filter(|verbatim| verbatim.question == read.question)
            .map(|verbatim| Worded::new(verbatim, &dictionaries, lang, project.seed))
            .collect();
        for topic in read.topics.iter_mut().chain([&mut read.all]) {
            let of_topic: Vec<&Worded<'_>> = own
                .iter()
                .filter(|worded| topic.topic.is_empty() || worded.verbatim.topics.contains(&topic.topic))
                .collect();
            topic.quotes = typical(&of_topic);
            let groups: std::collections::BTreeSet<&String> = of_topic
                .iter()
                .filter_map(|worded| worded.verbatim.group.as_ref())
                .collect();
            for group in groups {
                let of_group: Vec<&Worded<'_>> = of_topic
                    .iter()
                    .filter(|worded| worded.verbatim.group.as_ref() == Some(group))
                    .copied()
                    .collect();
                topic.quotes_by_group.insert(group.clone(), typical(&of_group));
            }
        }
    }
}

/// A comment with its words.
struct Worded<'v> {
    verbatim: &'v Verbatim,
    stems: std::collections::BTreeSet<String>,
    words: usize,
    hash: [u8; 16],
}

impl<'v> Worded<'v> {
    fn new(
        verbatim: &'v Verbatim,
        dictionaries: &Dictionaries,
        lang: Option<crate::language::Lang>,
        seed: u64,
    ) -> Self {
        Worded {
            verbatim,
            stems: dictionaries.stems(&verbatim.text, lang),
            words: verbatim.text.split_whitespace().count(),
            hash: hashed(&verbatim.text, seed),
        }
    }
}

/// The ids of the most typical of some comments: the mean, over the words of a comment, of how many of the others
/// hold the word.
fn typical(comments: &[&Worded<'_>]) -> Vec<String> {
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in comments {
        for stem in &comment.stems {
            *holders.entry(stem).or_default() += 1;
        }
    }
    // Compared as fractions, so that no rounding decides.
    let typicality = |comment: &Worded<'_>| -> (usize, usize) {
        let sum: usize = comment.stems.iter().map(|stem| holders[stem.as_str()] - 1).sum();
        (sum, comment.stems.len().max(1))
    };
    let mut ranked: Vec<&&Worded<'_>> = comments.iter().collect();
    ranked.sort_by(|a, b| {
        let ((sum, n), (other, m)) = (typicality(a), typicality(b));
        let fits = |comment: &Worded<'_>| LENGTH.contains(&comment.words);
        fits(b)
            .cmp(&fits(a))
            .then((other * n).cmp(&(sum * m)))
            .then(a.hash.cmp(&b.hash))
    });
    ranked
        .into_iter()
        .take(TYPICAL)
        .map(|comment| comment.verbatim.id.clone())
        .collect()
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
