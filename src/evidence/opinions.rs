//! Comments by topic and sentiment: read in the pass by the dictionaries, or taken from what people made of them,
//! counted for every group of rows, and protected like any other table of people's answers.
//!
//! A topic is shown from the minimum of comments on, and so is each of its groups; what is withheld is left out
//! altogether, since even the name of a topic says something of the few who raised it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::derived::Amounts;
use super::family::{self, Cut, Fate, Member, Part, cell_key};
use super::raw::{Set, Sums, Values};
use super::suppress::MOST_WORK;
use crate::language::Text;
use crate::project::Sentiment;

/// Comments by sentiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Tones {
    /// Bad to hear.
    pub negative: u64,
    /// Neither, or both.
    pub neutral: u64,
    /// Good to hear.
    pub positive: u64,
}

impl Tones {
    /// How many in all.
    pub fn n(&self) -> u64 {
        self.negative + self.neutral + self.positive
    }

    /// Adds comments of a sentiment.
    pub(super) fn add(&mut self, sentiment: Sentiment, n: u64) {
        match sentiment {
            Sentiment::Negative => self.negative += n,
            Sentiment::Neutral => self.neutral += n,
            Sentiment::Positive => self.positive += n,
        }
    }

    pub(super) fn merge(&mut self, other: Tones) {
        self.negative += other.negative;
        self.neutral += other.neutral;
        self.positive += other.positive;
    }

    /// The same as answers −1, 0 and 1.
    fn values(self) -> Values {
        [(-1, self.negative), (0, self.neutral), (1, self.positive)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(value, n)| (value, Sums { n, ..Sums::default() }))
            .collect()
    }
}

/// The comments of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionCell {
    /// Id of the dimension, or `score:` and the id of a question.
    pub by: String,
    /// Id of its value; of a score `detractor`, `passive`, `promoter`, or `low`, `middle`, `high`.
    pub value: String,
    /// The comments.
    pub tones: Tones,
}

/// The comments on a topic, or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicOpinions {
    /// Id of the topic; empty for all comments.
    pub topic: String,
    /// What pages call it.
    pub title: Text,
    /// All of them.
    pub tones: Tones,
    /// How many of them suggest something; none where that is withheld.
    pub suggestions: Option<u64>,
    /// The groups that may be shown.
    pub groups: Vec<OpinionCell>,
    /// Ids of typical comments, the most typical first.
    pub quotes: Vec<String>,
    /// The same among those of a group of recommendation.
    pub quotes_by_group: BTreeMap<String, Vec<String>>,
}

/// How often two said the same of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicAgreement {
    /// Id of the topic.
    pub topic: String,
    /// People and dictionary, people alone, dictionary alone, neither.
    pub counts: [u64; 4],
}

/// The comments of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinions {
    /// Id of the question.
    pub question: String,
    /// Whether topics are those that people gave.
    pub topics_by_people: bool,
    /// Whether sentiment is what people gave.
    pub sentiment_by_people: bool,
    /// All comments.
    pub all: TopicOpinions,
    /// The topics that may be shown, the most frequent first.
    pub topics: Vec<TopicOpinions>,
    /// Sentiment by people, then by the dictionary, from bad to good; where both are known.
    pub sentiment_agreement: Option<[[u64; 3]; 3]>,
    /// The topics that both know.
    pub topic_agreement: Vec<TopicAgreement>,
}

/// What was read in a comment, for its place in the sample.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub(super) struct Remark {
    pub(super) topics: Vec<String>,
    pub(super) sentiment: Option<Sentiment>,
    pub(super) suggests: bool,
    pub(super) link: Option<String>,
}

/// The comments on a topic before protection: by dimension (all rows, where empty) and set of values.
type RawTopic = BTreeMap<String, BTreeMap<Set, Tones>>;

/// The comments of a question before protection.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RawOpinions {
    /// By topic; all comments, where empty.
    pub(super) topics: BTreeMap<String, RawTopic>,
    /// Comments that suggest something, by topic; all, where empty.
    pub(super) suggestions: BTreeMap<String, u64>,
    pub(super) sentiment_agreement: Option<[[u64; 3]; 3]>,
    pub(super) topic_agreement: BTreeMap<String, [u64; 4]>,
}

impl RawOpinions {
    /// Adds those of other rows.
    pub(super) fn merge(&mut self, other: RawOpinions) {
        for (topic, tables) in other.topics {
            let mine = self.topics.entry(topic).or_default();
            for (by, sets) in tables {
                let mine = mine.entry(by).or_default();
                for (set, tones) in sets {
                    mine.entry(set).or_default().merge(tones);
                }
            }
        }
        for (topic, n) in other.suggestions {
            *self.suggestions.entry(topic).or_default() += n;
        }
        if let Some(others) = other.sentiment_agreement {
            let mine = self.sentiment_agreement.get_or_insert_default();
            for (mine, others) in mine.iter_mut().flatten().zip(others.iter().flatten()) {
                *mine += others;
            }
        }
        for (topic, counts) in other.topic_agreement {
            let mine = self.topic_agreement.entry(topic).or_default();
            for (mine, others) in mine.iter_mut().zip(counts) {
                *mine += others;
            }
        }
    }
}

/// How the comments of a question were read.
pub(super) struct Read {
    pub(super) topics_by_people: bool,
    pub(super) sentiment_by_people: bool,
    /// Whether a comment has one topic at most, so that the topics of a group add up to it.
    pub(super) exclusive: bool,
    /// What pages call the topics, by id.
    pub(super) titles: BTreeMap<String, Text>,
}

/// What may be shown of the comments of a question; nothing of fewer than `minimum`.
pub(super) fn protected(
    question: &str,
    raw: &RawOpinions,
    read: &Read,
    periods: &[&str],
    minimum: u64,
) -> Option<Opinions> {
    let all = raw.topics.get("")?;
    let n = |topic: &RawTopic| {
        topic
            .get("")
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(Tones::n)
            .sum::<u64>()
    };
    if n(all) < minimum.max(1) {
        return None;
    }
    let named: Vec<(&str, &RawTopic)> = raw
        .topics
        .iter()
        .filter(|(id, _)| !id.is_empty())
        .map(|(id, tables)| (id.as_str(), tables))
        .collect();
    let mut shown: BTreeMap<&str, TopicOpinions> = BTreeMap::new();
    let bare = |topic: &str, tables: &RawTopic| TopicOpinions {
        topic: topic.to_owned(),
        title: read.titles.get(topic).cloned().unwrap_or_else(|| Text::same(topic)),
        tones: tables
            .get("")
            .and_then(|sets| sets.values().next())
            .copied()
            .unwrap_or_default(),
        suggestions: raw.suggestions.get(topic).copied().filter(|n| *n >= minimum),
        groups: Vec::new(),
        quotes: Vec::new(),
        quotes_by_group: BTreeMap::new(),
    };
    let alone = |topic: &str, tables: &RawTopic| {
        let mut found = bare(topic, tables);
        found.groups = groups(tables, periods, minimum);
        found
    };
    let whole = alone("", all);
    if read.exclusive {
        for (topic, found) in added_up(all, &named, periods, minimum, &bare) {
            shown.insert(topic, found);
        }
    } else {
        for (topic, tables) in &named {
            if n(tables) >= minimum.max(1) {
                shown.insert(topic, alone(topic, tables));
            }
        }
    }
    let topic_agreement = raw.topic_agreement.iter().filter(|(topic, counts)| {
        // What the dictionary finds can be read off quotes; what people found is shown where their topic is.
        shown.contains_key(topic.as_str()) && counts[0] + counts[1] >= minimum
    });
    let topic_agreement = topic_agreement
        .map(|(topic, counts)| TopicAgreement {
            topic: topic.clone(),
            counts: *counts,
        })
        .collect();
    let mut topics: Vec<TopicOpinions> = shown.into_values().collect();
    topics.sort_by(|a, b| b.tones.n().cmp(&a.tones.n()).then_with(|| a.topic.cmp(&b.topic)));
    Some(Opinions {
        question: question.to_owned(),
        topics_by_people: read.topics_by_people,
        sentiment_by_people: read.sentiment_by_people,
        all: whole,
        topics,
        sentiment_agreement: raw
            .sentiment_agreement
            .filter(|table| table.iter().flatten().sum::<u64>() >= minimum),
        topic_agreement,
    })
}

/// A part of a table: its sets, and how many comments they hold.
type Counted = (Vec<Set>, u64);

/// The answers of each set, which the parts of a member borrow.
type Answers<'r> = BTreeMap<&'r str, Vec<(&'r Set, Values)>>;

fn answers(tables: &RawTopic) -> Answers<'_> {
    tables
        .iter()
        .filter(|(by, _)| !by.is_empty())
        .map(|(by, sets)| {
            let parts = sets.iter().filter(|(_, tones)| tones.n() > 0);
            (by.as_str(), parts.map(|(set, tones)| (set, tones.values())).collect())
        })
        .collect()
}

/// The groups of a topic that may be shown, given that its total is.
fn groups(tables: &RawTopic, periods: &[&str], minimum: u64) -> Vec<OpinionCell> {
    let answers = answers(tables);
    let cuts = answers.iter().map(|(by, parts)| Cut {
        by: vec![*by],
        parts: parts
            .iter()
            .map(|(set, values)| Part {
                sets: vec![*set],
                n: super::raw::n(values),
                values: Some(values),
            })
            .collect(),
    });
    // Sentiment is what a dictionary makes of words that are shown, not an answer that somebody gave in confidence:
    // that all comments of a group are alike gives nobody away.
    let member = Member {
        amounts: Amounts::default(),
        missing: 0,
        cuts: cuts.collect(),
        partings: &[],
        further: Vec::new(),
    };
    let fates = if minimum == 0 {
        BTreeMap::new()
    } else {
        family::fates(&[&member], periods, minimum, &mut { MOST_WORK })
    };
    let mut cells = Vec::new();
    for (by, parts) in &answers {
        let mut found: BTreeMap<&str, Tones> = BTreeMap::new();
        for (set, _) in parts {
            for value in *set {
                found.entry(value).or_default().merge(tables[*by][*set]);
            }
        }
        for (value, tones) in found {
            let fate = fates.get(&cell_key(&[by], &[value])).copied();
            if fate.unwrap_or(Fate::Shown) == Fate::Shown {
                cells.push(OpinionCell {
                    by: (*by).to_owned(),
                    value: value.to_owned(),
                    tones,
                });
            }
        }
    }
    cells
}

/// The same where every comment has one topic at most: then the topics of a group add up to it, and one that is
/// withheld could be found by subtraction. So the topic is one more dimension of the one table.
fn added_up<'r>(
    all: &'r RawTopic,
    named: &[(&'r str, &'r RawTopic)],
    periods: &[&str],
    minimum: u64,
    bare: &dyn Fn(&str, &RawTopic) -> TopicOpinions,
) -> Vec<(&'r str, TopicOpinions)> {
    const TOPIC: &str = "topic";
    let ids: Vec<Set> = named.iter().map(|(topic, _)| vec![(*topic).to_owned()]).collect();
    let none = Set::new();
    // What is left of each group without any topic.
    let mut left: RawTopic = all.clone();
    for (_, tables) in named {
        for (by, sets) in *tables {
            for (set, tones) in sets {
                if let Some(rest) = left.get_mut(by).and_then(|sets| sets.get_mut(set)) {
                    rest.negative = rest.negative.saturating_sub(tones.negative);
                    rest.neutral = rest.neutral.saturating_sub(tones.neutral);
                    rest.positive = rest.positive.saturating_sub(tones.positive);
                }
            }
        }
    }
    let of_rest = (&none, &left);
    let topics: Vec<(&Set, &RawTopic)> = ids
        .iter()
        .zip(named)
        .map(|(id, (_, tables))| (id, *tables))
        .chain([of_rest])
        .collect();
    let mut cuts = Vec::new();
    let part = |sets: Vec<&'_ Set>, tones: &Tones| (sets.into_iter().cloned().collect::<Vec<Set>>(), tones.n());
    let mut held: Vec<(Vec<&str>, Vec<Counted>)> = Vec::new();
    held.push((
        vec![TOPIC],
        topics
            .iter()
            .filter_map(|(id, tables)| Some(part(vec![id], tables.get("")?.values().next()?)))
            .collect(),
    ));
    for by in all.keys().filter(|by| !by.is_empty()) {
        held.push((
            vec![by],
            all[by].iter().map(|(set, tones)| part(vec![set], tones)).collect(),
        ));
        let crossed = topics.iter().flat_map(|(id, tables)| {
            let sets = tables.get(by).into_iter().flatten();
            sets.map(|(set, tones)| part(vec![id, set], tones))
        });
        held.push((vec![TOPIC, by], crossed.collect()));
    }
    for (by, parts) in &held {
        let parts = parts.iter().filter(|(_, n)| *n > 0).map(|(sets, n)| Part {
            sets: sets.iter().collect(),
            n: *n,
            values: None,
        });
        cuts.push(Cut {
            by: by.clone(),
            parts: parts.collect(),
        });
    }
    let member = Member {
        amounts: Amounts::default(),
        missing: 0,
        cuts,
        partings: &[],
        further: Vec::new(),
    };
    let fates = if minimum == 0 {
        BTreeMap::new()
    } else {
        family::fates(&[&member], periods, minimum, &mut { MOST_WORK })
    };
    let is_shown =
        |by: &[&str], key: &[&str]| fates.get(&cell_key(by, key)).copied().unwrap_or(Fate::Shown) == Fate::Shown;
    let mut shown = Vec::new();
    for (topic, tables) in named {
        let mut found = bare(topic, tables);
        if found.tones.n() == 0 || !is_shown(&[TOPIC], &[topic]) {
            continue;
        }
        for (by, sets) in tables.iter().filter(|(by, _)| !by.is_empty()) {
            let mut cells: BTreeMap<&str, Tones> = BTreeMap::new();
            for (set, tones) in sets {
                for value in set {
                    cells.entry(value).or_default().merge(*tones);
                }
            }
            for (value, tones) in cells {
                if tones.n() > 0 && is_shown(&[TOPIC, by], &[topic, value]) {
                    found.groups.push(OpinionCell {
                        by: by.clone(),
                        value: value.to_owned(),
                        tones,
                    });
                }
            }
        }
        shown.push((*topic, found));
    }
    shown
}
