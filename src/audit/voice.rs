//! What customers say in their own words: comments by topic and sentiment, and the register of their ideas.

use schemars::JsonSchema;
use serde::Serialize;

use crate::evidence::Tones;
use crate::language::Text;
use crate::project::{Day, IdeaDecision};
use crate::stats::Interval;

/// A share with its interval, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Portion {
    /// The share.
    pub value: f64,
    /// Wilson's interval.
    pub interval: Interval,
}

/// The comments of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VoiceGroup {
    /// Id of the dimension, or `score:` and the id of a question.
    pub by: String,
    /// Id of its value; of a score `detractor`, `passive`, `promoter`, or `low`, `middle`, `high`.
    pub value: String,
    /// The comments.
    pub tones: Tones,
}

/// How the share of a topic changed between the latest two periods.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TopicChange {
    /// Id and name of the earlier period.
    pub from: (String, Text),
    /// Id and name of the later period.
    pub to: (String, Text),
    /// Share then.
    pub before: Portion,
    /// Share now.
    pub after: Portion,
    /// Later minus earlier.
    pub difference: f64,
    /// Newcombe's interval of the difference.
    pub interval: Interval,
    /// Two-sided p value.
    pub p: f64,
    /// The same after Benjamini and Hochberg's correction over all topics of all questions.
    pub p_corrected: f64,
    /// How many were corrected together.
    pub family: u64,
    /// Whether the interval leaves zero and `p_corrected` is below 0.05.
    pub beyond_chance: bool,
}

/// The comments on a topic.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TopicRow {
    /// Its id.
    pub id: String,
    /// What pages call it.
    pub title: Text,
    /// How many comments.
    pub n: u64,
    /// The same by sentiment.
    pub tones: Tones,
    /// Share of all comments of the question.
    pub share: Portion,
    /// Share of its comments that are bad to hear.
    pub negative: Portion,
    /// How many of them suggest something; none where that is withheld.
    pub suggestions: Option<u64>,
    /// The same by group, as far as it may be shown.
    pub groups: Vec<VoiceGroup>,
    /// Between the latest two periods, where both may be shown.
    pub change: Option<TopicChange>,
    /// Ids of typical comments.
    pub quotes: Vec<String>,
    /// The same by group of recommendation.
    pub quotes_by_group: std::collections::BTreeMap<String, Vec<String>>,
}

/// Cohen's κ between what people noted and what the dictionaries say.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Agreement {
    /// Comments that both judged.
    pub n: u64,
    /// Share on which they agree, 0 to 1.
    pub observed: f64,
    /// κ.
    pub kappa: f64,
    /// Its interval; none where agreement is complete.
    pub interval: Option<Interval>,
}

/// The same for a topic, with what the dictionary finds of what people found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TopicKappa {
    /// Id of the topic.
    pub topic: String,
    /// Of the comments the dictionary puts there, the share that people put there too.
    pub precision: Option<f64>,
    /// Of the comments people put there, the share the dictionary finds.
    pub recall: Option<f64>,
    /// κ, where it is defined.
    pub agreement: Option<Agreement>,
}

/// The comments of a question.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VoiceRow {
    /// Id of the survey.
    pub survey: String,
    /// Id of the question.
    pub question: String,
    /// What pages call it.
    pub label: Text,
    /// Id of the touchpoint it is about.
    pub touchpoint: Option<String>,
    /// How many comments were read.
    pub n: u64,
    /// The same by sentiment.
    pub tones: Tones,
    /// Share of comments that are bad to hear.
    pub negative: Portion,
    /// Share of comments that are neither, or both.
    pub neutral: Portion,
    /// Share of comments that are good to hear.
    pub positive: Portion,
    /// Whether topics are those that people noted.
    pub topics_by_people: bool,
    /// Whether sentiment is what people noted.
    pub sentiment_by_people: bool,
    /// How many comments suggest something; none where that is withheld.
    pub suggestions: Option<u64>,
    /// All comments by group, as far as it may be shown.
    pub groups: Vec<VoiceGroup>,
    /// Topics with enough comments, the most frequent first.
    pub topics: Vec<TopicRow>,
    /// People and dictionaries on sentiment, each of the three words being as far from the others.
    pub agreement: Option<Agreement>,
    /// The same with neutral half way between.
    pub weighted_agreement: Option<Agreement>,
    /// The same on the topics that both know.
    pub topic_agreement: Vec<TopicKappa>,
    /// Ids of typical comments.
    pub quotes: Vec<String>,
    /// The same by group of recommendation.
    pub quotes_by_group: std::collections::BTreeMap<String, Vec<String>>,
}

/// An idea of customers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IdeaRow {
    /// Its id.
    pub id: String,
    /// The idea.
    pub title: Text,
    /// Who has it.
    pub who: Text,
    /// Id of the touchpoint.
    pub touchpoint: Option<String>,
    /// Id of the topic of comments.
    pub topic: Option<String>,
    /// Comments on that topic that suggest something, over all questions; none where withheld or without a topic.
    pub suggestions: Option<u64>,
    /// How often it was heard, as noted by hand.
    pub times: Option<u32>,
    /// When it was heard first.
    pub date: Option<Day>,
    /// What became of it.
    pub decision: IdeaDecision,
    /// Why.
    pub reason: Text,
    /// Id of the action that does it.
    pub action: Option<String>,
}
