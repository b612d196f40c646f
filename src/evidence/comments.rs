//! The sample of comments while the file is read: bounded, chosen by content and never by position.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::opinions::{RawOpinions, Remark};
use super::raw::{RawDimension, Set};

/// Comments kept per question, stage and group.
const KEPT: usize = 24;

/// Combinations of attributes that are counted per question; with more of them nothing is attributed any further.
pub(super) const COMBINATIONS: usize = 20_000;

/// The groups of recommendation, by number; 0 is none.
pub(super) const GROUPS: [Option<&str>; 4] = [None, Some("detractor"), Some("passive"), Some("promoter")];

/// What a comment can be attributed to: the set of values per dimension, and the group of recommendation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Attributes {
    pub(super) dimensions: BTreeMap<String, Set>,
    pub(super) group: Option<&'static str>,
}

/// The comments of one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct QuestionComments {
    /// How many there are.
    pub(super) count: u64,
    /// How many there are of each combination of attributes; `None` once there were too many combinations.
    pub(super) combinations: Option<BTreeMap<Attributes, u64>>,
    /// The sample: by group and stage, the comments with the smallest hashes.
    #[serde(with = "by_group")]
    samples: BTreeMap<Option<&'static str>, BTreeMap<Set, Sample>>,
    /// What they say, where they are read.
    pub(super) opinions: Option<RawOpinions>,
    /// The topics that people gave, like the values of a dimension.
    pub(super) coded: Option<RawDimension>,
}

/// A comment of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sampled {
    pub(super) text: String,
    pub(super) attributes: Attributes,
    pub(super) remark: Remark,
}

impl Sampled {
    /// Of one text said twice the lower is kept.
    fn order(&self) -> (&Attributes, &Remark) {
        (&self.attributes, &self.remark)
    }
}

/// Comments with their attributes, by hash.
type Sample = BTreeMap<[u8; 16], Sampled>;

/// The comments of a survey, by question.
pub(super) type RawComments = BTreeMap<String, QuestionComments>;

impl Default for QuestionComments {
    /// No comment yet.
    fn default() -> Self {
        QuestionComments {
            count: 0,
            combinations: Some(BTreeMap::new()),
            samples: BTreeMap::new(),
            opinions: None,
            coded: None,
        }
    }
}

impl QuestionComments {
    /// Takes `text` into the sample, if its hash is among the smallest of its group and stage; a text said twice is
    /// kept once, with the lower attributes, so that the order of rows does not matter.
    pub(super) fn sample(
        &mut self,
        text: &str,
        seed: u64,
        group: Option<&'static str>,
        stage: &Set,
        described: impl FnOnce() -> (Attributes, Remark),
    ) {
        let hash = hashed(text, seed);
        let stages = self.samples.entry(group).or_default();
        let sample = match stages.get_mut(stage) {
            Some(sample) => sample,
            None => stages.entry(stage.clone()).or_default(),
        };
        if sample.len() >= KEPT && sample.last_key_value().is_some_and(|(last, _)| hash > *last) {
            return;
        }
        let (attributes, remark) = described();
        let text = text.to_owned();
        take(
            sample,
            hash,
            Sampled {
                text,
                attributes,
                remark,
            },
        );
    }

    /// Adds the comments of other rows on the same question.
    pub(super) fn merge(&mut self, other: QuestionComments) {
        self.count += other.count;
        match other.combinations {
            None => self.combinations = None,
            Some(others) => {
                for (attributes, count) in others {
                    self.combine(attributes, count);
                }
            }
        }
        if let Some(opinions) = other.opinions {
            self.opinions.get_or_insert_default().merge(opinions);
        }
        if let Some(coded) = other.coded {
            self.coded.get_or_insert_default().merge(coded);
        }
        for (group, stages) in other.samples {
            let mine = self.samples.entry(group).or_default();
            for (stage, sample) in stages {
                let mine = mine.entry(stage).or_default();
                for (hash, sampled) in sample {
                    take(mine, hash, sampled);
                }
            }
        }
    }

    /// There are too many combinations of attributes to count them.
    pub(super) fn give_up_combinations(&mut self) {
        self.combinations = None;
    }

    /// Counts `count` comments with these attributes.
    pub(super) fn count(&mut self, attributes: Attributes, count: u64) {
        self.count += count;
        self.combine(attributes, count);
    }

    fn combine(&mut self, attributes: Attributes, count: u64) {
        if let Some(combinations) = &mut self.combinations {
            *combinations.entry(attributes).or_default() += count;
            if combinations.len() > COMBINATIONS {
                self.combinations = None;
            }
        }
    }

    /// The sample.
    pub(super) fn sampled(&self) -> impl Iterator<Item = &Sampled> {
        self.samples
            .values()
            .flat_map(BTreeMap::values)
            .flat_map(BTreeMap::values)
    }
}

/// The place of a comment in the order of the sample, which another seed shuffles.
pub(super) fn hashed(text: &str, seed: u64) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    if seed != 0 {
        hasher.update(&seed.to_le_bytes());
    }
    hasher.update(text.as_bytes());
    let mut hash = [0; 16];
    hash.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    hash
}

/// Takes a comment into a sample: one text is kept once, with the lower attributes, and of too many the last by hash
/// goes.
fn take(sample: &mut Sample, hash: [u8; 16], sampled: Sampled) {
    match sample.get_mut(&hash) {
        Some(kept) if kept.order() <= sampled.order() => {}
        Some(kept) => *kept = sampled,
        None => {
            sample.insert(hash, sampled);
        }
    }
    if sample.len() > KEPT {
        sample.pop_last();
    }
}

/// The number of a group.
fn number(group: Option<&str>) -> usize {
    GROUPS.iter().position(|known| *known == group).unwrap_or(0)
}

/// The group of a number.
fn group<E: serde::de::Error>(number: usize) -> Result<Option<&'static str>, E> {
    GROUPS.get(number).copied().ok_or_else(|| E::custom("no such group"))
}

/// A group is kept as its number.
impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.dimensions, number(self.group)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (dimensions, number) = Deserialize::deserialize(deserializer)?;
        let group = group(number)?;
        Ok(Attributes { dimensions, group })
    }
}

/// The same for the groups of the sample.
mod by_group {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Sample, Set, group, number};

    type ByGroup = BTreeMap<Option<&'static str>, BTreeMap<Set, Sample>>;

    pub(super) fn serialize<S: Serializer>(samples: &ByGroup, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(samples.iter().map(|(key, sample)| (number(*key), sample)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ByGroup, D::Error> {
        let samples: Vec<(usize, BTreeMap<Set, Sample>)> = Vec::deserialize(deserializer)?;
        samples
            .into_iter()
            .map(|(number, sample)| Ok((group(number)?, sample)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(group: &'static str, persona: &str) -> Attributes {
        Attributes {
            dimensions: BTreeMap::from([("persona".to_owned(), vec![persona.to_owned()])]),
            group: Some(group),
        }
    }

    #[test]
    fn the_sample_is_bounded_and_does_not_depend_on_the_order() {
        let texts: Vec<String> = (0..500).map(|number| format!("commentaire {}", number % 300)).collect();
        let personas = ["ana", "bea", "cyd"];
        let sample = |order: &mut dyn Iterator<Item = usize>| {
            let mut comments = QuestionComments::default();
            for index in order {
                comments.sample(&texts[index], 0, Some("detractor"), &Vec::new(), || {
                    (attributes("detractor", personas[index % 3]), Remark::default())
                });
            }
            comments
        };
        let forward = sample(&mut (0..500));
        let backward = sample(&mut (0..500).rev());
        assert_eq!(forward, backward);
        assert_eq!(forward.sampled().count(), KEPT);
    }
    #[test]
    fn another_seed_gives_another_sample_of_the_same_size() {
        let sample = |seed: u64| {
            let mut comments = QuestionComments::default();
            for number in 0..500 {
                let text = format!("commentaire {number}");
                comments.sample(&text, seed, None, &Vec::new(), || {
                    (Attributes::default(), Remark::default())
                });
            }
            let texts = comments.sampled().map(|sampled| sampled.text.clone());
            texts.collect::<std::collections::BTreeSet<String>>()
        };
        assert_eq!(sample(7), sample(7));
        assert_eq!((sample(0).len(), sample(7).len()), (KEPT, KEPT));
        assert_ne!(sample(0), sample(7));
    }
}
