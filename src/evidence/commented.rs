//! A question whose answers are comments, while rows are read: counted, sampled, and read for topics and sentiment.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::answer::Answer;
use super::comments::{Attributes, COMBINATIONS, GROUPS, QuestionComments};
use super::opinions::{RawOpinions, Remark, Tones};
use super::period::DateReader;
use super::raw::{RawDimension, Set};
use super::source::Dimension;
use crate::data::{BETWEEN_COMMENTS, Row, same_code};
use crate::manifest::Role;
use crate::project::{Question, SentimentCodes};
use crate::text::{Dictionaries, Reader, Reading, safe_link};

/// What the groups of a score are called, of a recommendation and of any other question; the first is no answer.
const SCORES: [[Option<&str>; 2]; 4] = [
    [None, None],
    [Some("detractor"), Some("low")],
    [Some("passive"), Some("middle")],
    [Some("promoter"), Some("high")],
];

/// A question with a scale whose answers group the comments of the same row.
pub(super) struct Score {
    /// Its place among the questions that are counted.
    pub(super) question: usize,
    pub(super) id: String,
    role: Role,
    width: usize,
}

impl Score {
    pub(super) fn new(question: usize, declared: &Question, width: usize) -> Self {
        Score {
            question,
            id: declared.id.value.clone(),
            role: declared.role.value,
            width,
        }
    }

    /// The group of an answer, by number: detractors, passives and promoters, else below, at and above the middle of
    /// the scale.
    pub(super) fn group(&self, answer: Answer) -> u32 {
        let Answer::Counted(step) = answer else { return 0 };
        let step = usize::from(step);
        let [low, middle] = if self.role == Role::Nps {
            [step < 7, step < 9]
        } else {
            [2 * step + 1 < self.width, 2 * step < self.width]
        };
        match (low, middle) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => 3,
        }
    }

    fn set(&self, group: usize) -> Set {
        let place = usize::from(self.role != Role::Nps);
        SCORES[group][place].map(ToOwned::to_owned).into_iter().collect()
    }
}

/// Where people's topics of a comment stand.
pub(super) struct Codes<'p> {
    pub(super) sentiment: Option<(usize, &'p SentimentCodes)>,
    pub(super) topics: Option<Dimension<'p>>,
}

/// The row that a comment belongs to.
pub(super) struct Context<'c, 'p> {
    pub(super) line: u64,
    /// The group of recommendation, by number.
    pub(super) group: u32,
    /// The code in each dimension.
    pub(super) codes: &'c [u32],
    /// The group of each score.
    pub(super) scores: &'c [u32],
    pub(super) dimensions: &'c [Dimension<'p>],
    pub(super) date: Option<&'c DateReader<'p>>,
}

impl Context<'_, '_> {
    fn attributes(&self) -> Attributes {
        Attributes {
            dimensions: self
                .dimensions
                .iter()
                .zip(self.codes)
                .map(|(dimension, code)| (dimension.id.clone(), dimension.set(*code, self.date)))
                .collect(),
            group: GROUPS[self.group as usize],
        }
    }

    fn stage(&self) -> Set {
        self.dimensions
            .iter()
            .zip(self.codes)
            .find(|(dimension, _)| dimension.id == "stage")
            .map(|(dimension, code)| dimension.set(*code, self.date))
            .unwrap_or_default()
    }
}

/// A question whose answers are comments.
pub(super) struct Commented<'p> {
    question: &'p Question,
    column: usize,
    replay: Option<usize>,
    seed: u64,
    found: QuestionComments,
    /// Comments by the codes of the dimensions, then the group.
    combinations: HashMap<Box<[u32]>, u64>,
    too_many: bool,
    opinions: Option<Counter<'p>>,
}

impl<'p> Commented<'p> {
    pub(super) fn new(question: &'p Question, column: usize, replay: Option<usize>, seed: u64) -> Self {
        Commented {
            question,
            column,
            replay,
            seed,
            found: QuestionComments::default(),
            combinations: HashMap::new(),
            too_many: false,
            opinions: None,
        }
    }

    /// The same with its comments read for topics and sentiment.
    pub(super) fn reading(mut self, dictionaries: &Arc<Dictionaries>, codes: Codes<'p>) -> Self {
        self.opinions = Some(Counter::new(dictionaries, codes));
        self
    }

    /// Id of the question.
    pub(super) fn id(&self) -> &'p str {
        &self.question.id.value
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        let codes = self.opinions.as_ref().map(|counter| &counter.codes);
        let sentiment = codes.and_then(|codes| codes.sentiment.as_ref().map(|(column, _)| *column));
        let topics = codes.and_then(|codes| codes.topics.as_ref()).map(Dimension::columns);
        [Some(self.column), self.replay, sentiment]
            .into_iter()
            .flatten()
            .chain(topics.into_iter().flatten())
    }

    /// Counts, reads and samples the comments of a row.
    pub(super) fn count(&mut self, row: &impl Row, context: &Context<'_, '_>) {
        let field = std::str::from_utf8(row.field(self.column)).unwrap_or_default();
        if field.is_empty() {
            return;
        }
        for text in field.split(BETWEEN_COMMENTS).map(str::trim) {
            let said_nothing = |code: &crate::project::Code| same_code(&code.0, text);
            if text.is_empty() || self.question.not_an_answer.iter().any(said_nothing) {
                continue;
            }
            let read = self
                .opinions
                .as_mut()
                .map(|counter| counter.count(self.question, text, row, context));
            let counter = self.opinions.as_ref();
            let group = GROUPS[context.group as usize];
            let replay = self.replay.map(|column| row.field(column));
            self.found.sample(text, self.seed, group, &context.stage(), || {
                let mut remark = read
                    .zip(counter)
                    .map(|(read, counter)| counter.remark(&read))
                    .unwrap_or_default();
                remark.link = replay
                    .and_then(|link| std::str::from_utf8(link).ok())
                    .and_then(safe_link);
                (context.attributes(), remark)
            });
            if self.too_many {
                self.found.count(Attributes::default(), 1);
                continue;
            }
            let key: Box<[u32]> = context.codes.iter().copied().chain([context.group]).collect();
            *self.combinations.entry(key).or_default() += 1;
            self.too_many = self.combinations.len() > COMBINATIONS;
        }
    }

    /// What was found so far, given the ids of the dimensions and the sets of their codes.
    pub(super) fn found(&self, names: &[&str], sets: &[Vec<Set>], scores: &[Score]) -> QuestionComments {
        let mut found = self.found.clone();
        let combinations: BTreeMap<&[u32], u64> =
            self.combinations.iter().map(|(key, count)| (&**key, *count)).collect();
        for (key, count) in combinations {
            let (codes, group) = key.split_at(key.len() - 1);
            let dimensions = names.iter().zip(sets).zip(codes);
            let attributes = Attributes {
                dimensions: dimensions
                    .map(|((name, sets), code)| ((*name).to_owned(), sets[*code as usize].clone()))
                    .collect(),
                group: GROUPS[group[0] as usize],
            };
            found.count(attributes, count);
        }
        if self.too_many {
            found.give_up_combinations();
        }
        found.opinions = self.opinions.as_ref().map(|counter| counter.found(names, sets, scores));
        found
    }

    /// The topics that people gave, as a dimension, and what was found of them.
    pub(super) fn coded(&self) -> Option<(&Dimension<'p>, RawDimension)> {
        let topics = self.opinions.as_ref()?.codes.topics.as_ref()?;
        let found = topics.found(&topics.sets(None));
        Some((topics, found))
    }
}

/// What is read of one comment.
#[derive(Clone, Copy)]
struct Heard {
    reading: Reading,
    sentiment: crate::project::Sentiment,
    /// The code of the set of topics that people gave.
    coded: Option<u32>,
}

/// Counts comments by topic and sentiment.
struct Counter<'p> {
    reader: Reader,
    dictionaries: Arc<Dictionaries>,
    codes: Codes<'p>,
    /// The topics people gave, by the code of their set: numbers of `named`, which begin after those of the
    /// dictionaries where people gave them.
    coded: Vec<Vec<usize>>,
    named: Vec<String>,
    /// By dimension, score, and all rows last: by topic (all first), by code.
    counts: Vec<Vec<Vec<Tones>>>,
    /// Comments that suggest something, by topic (all first).
    suggestions: Vec<u64>,
    sentiment_agreement: Option<[[u64; 3]; 3]>,
    /// By topic of the dictionaries.
    topic_agreement: Vec<[u64; 4]>,
    /// Topics of the current comment.
    topics: Vec<usize>,
}

impl<'p> Counter<'p> {
    fn new(dictionaries: &Arc<Dictionaries>, codes: Codes<'p>) -> Self {
        Counter {
            reader: Reader::new(dictionaries.clone()),
            dictionaries: dictionaries.clone(),
            named: if codes.topics.is_some() {
                Vec::new()
            } else {
                dictionaries.topics.iter().map(|topic| topic.id.clone()).collect()
            },
            topic_agreement: if codes.topics.is_some() {
                vec![[0; 4]; dictionaries.topics.len()]
            } else {
                Vec::new()
            },
            codes,
            coded: Vec::new(),
            counts: Vec::new(),
            suggestions: Vec::new(),
            sentiment_agreement: None,
            topics: Vec::new(),
        }
    }

    fn count(&mut self, question: &Question, text: &str, row: &impl Row, context: &Context<'_, '_>) -> Heard {
        let reading = self.reader.read(text, question.language, question.asks);
        let mut heard = Heard {
            reading,
            sentiment: reading.sentiment,
            coded: None,
        };
        let mut known = true;
        if let Some((column, codes)) = &self.codes.sentiment {
            let field = std::str::from_utf8(row.field(*column)).unwrap_or_default();
            let people = codes
                .values
                .iter()
                .find(|(value, _)| same_code(value, field))
                .map(|(_, sentiment)| *sentiment);
            // What people did not judge stays out of the counts: two ways of judging are not mixed.
            known = people.is_some();
            if let Some(people) = people {
                heard.sentiment = people;
                let table = self.sentiment_agreement.get_or_insert_default();
                table[people as usize][reading.sentiment as usize] += 1;
            }
        }
        self.topics.clear();
        self.topics.push(0);
        if let Some(topics) = &mut self.codes.topics {
            let code = topics.code(row, context.line, 0, 1);
            heard.coded = Some(code);
            while self.coded.len() <= code as usize {
                let set = topics.set(self.coded.len() as u32, None);
                let numbers = set.into_iter().map(|id| {
                    self.named.iter().position(|own| *own == id).unwrap_or_else(|| {
                        self.named.push(id);
                        self.named.len() - 1
                    })
                });
                let numbers = numbers.collect();
                self.coded.push(numbers);
            }
            let given = &self.coded[code as usize];
            self.topics.extend(given.iter().map(|number| number + 1));
            for (number, topic) in self.dictionaries.topics.iter().enumerate() {
                let people = given.iter().any(|own| self.named[*own] == topic.id);
                let place = match (people, reading.topics >> number & 1 == 1) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                };
                self.topic_agreement[number][place] += 1;
            }
        } else {
            let mut left = reading.topics;
            while left != 0 {
                let number = left.trailing_zeros();
                self.topics.push(number as usize + 1);
                left &= left - 1;
            }
        }
        if !known {
            return heard;
        }
        let all = std::iter::once(&0);
        for (place, code) in context.codes.iter().chain(context.scores).chain(all).enumerate() {
            for topic in &self.topics {
                at(at(at(&mut self.counts, place), *topic), *code as usize).add(heard.sentiment, 1);
            }
        }
        if reading.suggests {
            for topic in &self.topics {
                *at(&mut self.suggestions, *topic) += 1;
            }
        }
        heard
    }

    /// What the sample keeps of a comment.
    fn remark(&self, heard: &Heard) -> Remark {
        let topics = match heard.coded {
            Some(code) => self.coded[code as usize].clone(),
            None => (0..self.dictionaries.topics.len())
                .filter(|number| heard.reading.topics >> number & 1 == 1)
                .collect(),
        };
        Remark {
            topics: topics.into_iter().map(|number| self.named[number].clone()).collect(),
            sentiment: Some(heard.sentiment),
            suggests: heard.reading.suggests,
            link: None,
        }
    }

    fn found(&self, names: &[&str], sets: &[Vec<Set>], scores: &[Score]) -> RawOpinions {
        let mut raw = RawOpinions {
            sentiment_agreement: self.sentiment_agreement,
            ..RawOpinions::default()
        };
        raw.topics.entry(String::new()).or_default();
        let topic = |number: usize| match number {
            0 => String::new(),
            number => self.named[number - 1].clone(),
        };
        for (place, topics) in self.counts.iter().enumerate() {
            let (by, set): (String, &dyn Fn(usize) -> Set) = if let Some(name) = names.get(place) {
                ((*name).to_owned(), &|code| sets[place][code].clone())
            } else if let Some(score) = scores.get(place - names.len()) {
                (format!("score:{}", score.id), &|group| score.set(group))
            } else {
                (String::new(), &|_| Set::new())
            };
            for (number, codes) in topics.iter().enumerate() {
                for (code, tones) in codes.iter().enumerate().filter(|(_, tones)| tones.n() > 0) {
                    let tables = raw.topics.entry(topic(number)).or_default();
                    let sets = tables.entry(by.clone()).or_default();
                    sets.entry(set(code)).or_default().merge(*tones);
                }
            }
        }
        for (number, n) in self.suggestions.iter().enumerate().filter(|(_, n)| **n > 0) {
            raw.suggestions.insert(topic(number), *n);
        }
        for (number, counts) in self.topic_agreement.iter().enumerate() {
            raw.topic_agreement
                .insert(self.dictionaries.topics[number].id.clone(), *counts);
        }
        raw
    }
}

/// The place `at` of a list, which grows to hold it.
fn at<T: Default>(list: &mut Vec<T>, at: usize) -> &mut T {
    if at >= list.len() {
        list.resize_with(at + 1, T::default);
    }
    &mut list[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    fn score(yaml: &str, width: usize) -> Score {
        let question: Question = typed("s.yaml", yaml, &mut Problems::new()).unwrap();
        Score::new(0, &question, width)
    }

    #[test]
    fn scores_fall_into_groups_by_the_middle_of_their_scale() {
        let groups = |score: &Score| -> Vec<u32> {
            (0..score.width)
                .map(|step| score.group(Answer::Counted(step as u16)))
                .collect()
        };
        let rating = |width| score("{id: q, role: rating, scale: [1, 5]}", width);
        assert_eq!(groups(&rating(5)), [1, 1, 2, 3, 3]);
        assert_eq!(groups(&rating(4)), [1, 1, 3, 3]);
        assert_eq!(groups(&rating(2)), [1, 3]);
        let nps = score("{id: q, role: nps, scale: [0, 10]}", 11);
        assert_eq!(groups(&nps), [1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3]);
        assert_eq!(nps.set(1), ["detractor"]);
        assert_eq!(nps.group(Answer::Blank), 0);
    }
}
