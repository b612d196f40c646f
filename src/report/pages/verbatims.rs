//! What customers say: comments by topic and sentiment, what they suggest, and the register of ideas.

use serde::Serialize;

use crate::audit::{Agreement, Audit, IdeaRow, Portion, TopicRow, VoiceRow};
use crate::language::{Arg, number};
use crate::project::{IdeaDecision, Sentiment};
use crate::report::scribe::{Entry, Link, Quote, Scribe, args, contents, count};

/// Typical comments shown of a topic.
const QUOTES: usize = 2;

/// What `verbatims.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// The questions and the registers, where there are many.
    contents: Vec<Entry>,
    questions: Vec<QuestionView>,
    ideas: Vec<IdeaView>,
    suggested: Vec<Suggested>,
}

#[derive(Serialize)]
struct QuestionView {
    id: String,
    title: String,
    /// How many comments.
    n: String,
    /// The same in a sentence, and how they were read.
    counted: String,
    tones: Vec<ToneView>,
    /// What the correction of the changes covers, in a sentence; empty without waves.
    family: String,
    /// Names of the two periods that are compared.
    periods: String,
    topics: Vec<TopicView>,
    agreement: Vec<String>,
    agreements: Vec<AgreementView>,
}

/// A sentiment, and how many comments have it.
#[derive(Serialize)]
struct ToneView {
    /// `negative`, `neutral`, `positive`.
    key: &'static str,
    words: String,
    n: String,
    share: String,
    range: String,
}

#[derive(Serialize)]
struct TopicView {
    title: String,
    n: String,
    share: String,
    range: String,
    negative: String,
    negative_range: String,
    /// Empty where waves cannot be compared.
    change: String,
    change_range: String,
    verdict: String,
    beyond_chance: bool,
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct AgreementView {
    topic: String,
    precision: String,
    recall: String,
    kappa: String,
    range: String,
}

/// Suggestions on a topic that are in no idea yet, or that an idea speaks of.
#[derive(Serialize)]
struct Suggested {
    topic: String,
    n: String,
    /// Ids of the ideas that speak of it.
    ideas: Vec<String>,
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct IdeaView {
    id: String,
    title: String,
    who: String,
    touchpoint: String,
    times: String,
    suggestions: String,
    decision: &'static str,
    decision_words: String,
    reason: String,
    action: Option<Link>,
}

/// Whether the audit has anything for the page.
pub(super) fn exists(audit: &Audit) -> bool {
    !(audit.voice.is_empty() && audit.ideas.is_empty())
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let audit = scribe.audit;
    let questions: Vec<QuestionView> = audit.voice.iter().map(|row| question(scribe, row)).collect();
    let section = |one: &QuestionView| (one.title.clone(), format!("q-{}", one.id), one.n.clone());
    View {
        contents: contents(questions.iter().map(section)),
        questions,
        ideas: audit.ideas.iter().map(|row| idea(scribe, row)).collect(),
        suggested: suggested(scribe),
    }
}

fn share(scribe: &Scribe<'_>, portion: &Portion) -> (String, String) {
    (scribe.share(portion.value), range(scribe, portion))
}

fn range(scribe: &Scribe<'_>, portion: &Portion) -> String {
    scribe.phrase(
        "share-range",
        args([
            ("low", scribe.share(portion.interval.low).into()),
            ("high", scribe.share(portion.interval.high).into()),
        ]),
    )
}

fn question(scribe: &Scribe<'_>, row: &VoiceRow) -> QuestionView {
    let change = row.topics.iter().find_map(|topic| topic.change.as_ref());
    QuestionView {
        id: format!("{}-{}", row.survey, row.question),
        title: scribe.say(&row.label),
        n: scribe.phrase("voice-comments", args([("n", count(row.n))])),
        counted: scribe.phrase(
            match (row.topics_by_people, row.sentiment_by_people) {
                (false, false) => "voice-by-dictionary",
                (true, true) => "voice-by-people",
                (true, false) => "voice-topics-by-people",
                (false, true) => "voice-sentiment-by-people",
            },
            args([("n", count(row.n))]),
        ),
        tones: Sentiment::ALL
            .iter()
            .rev()
            .map(|tone| self::tone(scribe, row, *tone))
            .collect(),
        family: change
            .map(|change| scribe.phrase("voice-family", args([("n", count(change.family))])))
            .unwrap_or_default(),
        periods: change
            .map(|change| {
                scribe.phrase(
                    "voice-periods",
                    args([
                        ("from", scribe.say(&change.from.1).into()),
                        ("to", scribe.say(&change.to.1).into()),
                    ]),
                )
            })
            .unwrap_or_default(),
        topics: row.topics.iter().map(|row| topic(scribe, row)).collect(),
        agreement: [
            ("voice-kappa", row.agreement),
            ("voice-kappa-weighted", row.weighted_agreement),
        ]
        .into_iter()
        .filter_map(|(key, found)| Some(kappa(scribe, key, &found?)))
        .collect(),
        agreements: row
            .topic_agreement
            .iter()
            .filter_map(|found| {
                let agreement = found.agreement?;
                let named = row.topics.iter().find(|topic| topic.id == found.topic)?;
                let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| scribe.share(share));
                Some(AgreementView {
                    topic: scribe.say(&named.title),
                    precision: share(found.precision),
                    recall: share(found.recall),
                    kappa: number::number(scribe.lang, agreement.kappa, 2),
                    range: kappa_range(scribe, &agreement),
                })
            })
            .collect(),
    }
}

fn tone(scribe: &Scribe<'_>, row: &VoiceRow, tone: Sentiment) -> ToneView {
    let (n, portion) = match tone {
        Sentiment::Negative => (row.tones.negative, &row.negative),
        Sentiment::Neutral => (row.tones.neutral, &row.neutral),
        Sentiment::Positive => (row.tones.positive, &row.positive),
    };
    let (share, range) = share(scribe, portion);
    ToneView {
        key: tone.word(),
        words: scribe.word(&format!("tone-{}", tone.word())),
        n: scribe.count(n),
        share,
        range,
    }
}

fn topic(scribe: &Scribe<'_>, row: &TopicRow) -> TopicView {
    let (share, range) = self::share(scribe, &row.share);
    let (negative, negative_range) = self::share(scribe, &row.negative);
    let points = |value: f64| number::percentage_points(scribe.lang, value, 0);
    let change = row.change.as_ref();
    TopicView {
        title: scribe.say(&row.title),
        n: scribe.count(row.n),
        share,
        range,
        negative,
        negative_range,
        change: change.map(|change| points(change.difference)).unwrap_or_default(),
        change_range: change
            .map(|change| {
                scribe.phrase(
                    "share-range",
                    args([
                        ("low", points(change.interval.low).into()),
                        ("high", points(change.interval.high).into()),
                    ]),
                )
            })
            .unwrap_or_default(),
        verdict: change
            .map(|change| {
                scribe.word(match (change.beyond_chance, change.difference > 0.0) {
                    (true, true) => "voice-more",
                    (true, false) => "voice-less",
                    (false, _) => "voice-same",
                })
            })
            .unwrap_or_default(),
        beyond_chance: change.is_some_and(|change| change.beyond_chance),
        quotes: row
            .quotes
            .iter()
            .take(QUOTES)
            .filter_map(|id| scribe.verbatim(id))
            .collect(),
    }
}

fn kappa(scribe: &Scribe<'_>, key: &str, found: &Agreement) -> String {
    scribe.phrase(
        key,
        args([
            ("kappa", number::number(scribe.lang, found.kappa, 2).into()),
            ("range", kappa_range(scribe, found).into()),
            ("n", count(found.n)),
            ("same", scribe.share(found.observed).into()),
        ]),
    )
}

fn kappa_range(scribe: &Scribe<'_>, found: &Agreement) -> String {
    let Some(interval) = &found.interval else {
        return "–".to_owned();
    };
    scribe.phrase(
        "share-range",
        args([
            ("low", number::number(scribe.lang, interval.low, 2).into()),
            ("high", number::number(scribe.lang, interval.high, 2).into()),
        ]),
    )
}

/// Topics on which comments suggest something, the most frequent first.
fn suggested(scribe: &Scribe<'_>) -> Vec<Suggested> {
    let mut found: Vec<(u64, Suggested)> = Vec::new();
    for row in &scribe.audit.voice {
        for topic in &row.topics {
            let Some(n) = topic.suggestions else { continue };
            let quotes = scribe.audit.verbatims.iter().filter(|verbatim| {
                verbatim.survey == row.survey
                    && verbatim.question == row.question
                    && verbatim.suggests
                    && verbatim.topics.contains(&topic.id)
            });
            let ideas = scribe
                .audit
                .ideas
                .iter()
                .filter(|idea| idea.topic.as_ref() == Some(&topic.id));
            found.push((
                n,
                Suggested {
                    topic: scribe.say(&topic.title),
                    n: scribe.phrase("voice-comments", args([("n", count(n))])),
                    ideas: ideas.map(|idea| idea.id.clone()).collect(),
                    quotes: quotes.take(QUOTES).map(|verbatim| scribe.quote(verbatim)).collect(),
                },
            ));
        }
    }
    found.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    found.into_iter().map(|(_, suggested)| suggested).collect()
}

fn idea(scribe: &Scribe<'_>, row: &IdeaRow) -> IdeaView {
    let decision = match row.decision {
        IdeaDecision::Open => "open",
        IdeaDecision::Studied => "studied",
        IdeaDecision::Accepted => "accepted",
        IdeaDecision::Done => "done",
        IdeaDecision::Declined => "declined",
    };
    IdeaView {
        id: row.id.clone(),
        title: scribe.say(&row.title),
        who: scribe.say(&row.who),
        touchpoint: row
            .touchpoint
            .as_deref()
            .and_then(|id| scribe.touchpoint(id))
            .map(|touchpoint| scribe.say(&touchpoint.title))
            .unwrap_or_default(),
        times: row.times.map(|times| scribe.count(times.into())).unwrap_or_default(),
        suggestions: row
            .suggestions
            .map(|n| scribe.phrase("voice-comments", args([("n", count(n))])))
            .unwrap_or_default(),
        decision,
        decision_words: scribe.word(&format!("idea-{decision}")),
        reason: scribe.say(&row.reason),
        action: row.action.as_deref().map(|id| Link {
            text: id.to_owned(),
            href: format!("{}#{id}", scribe.to("actions.html")),
        }),
    }
}

/// What those who gave a score speak of, by group: for the page of a figure.
#[derive(Serialize)]
pub(in crate::report) struct Group {
    /// What the group is called.
    title: String,
    /// How many comments.
    n: String,
    negative: String,
    /// Topics with their number of comments and the share that is bad to hear.
    topics: Vec<GroupTopic>,
    quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct GroupTopic {
    title: String,
    n: String,
    negative: String,
}

/// Topics shown of a group.
const TOPICS: usize = 5;

/// The comments behind a figure, by group of its answers; over the questions of the same survey, one after the other.
pub(super) fn behind(scribe: &Scribe<'_>, survey: &str, question: &str, touchpoint: Option<&str>) -> Vec<Group> {
    let by = format!("score:{question}");
    let mut groups = Vec::new();
    for row in scribe.audit.voice.iter().filter(|row| row.survey == survey) {
        // A question about another touchpoint says nothing of this one.
        if row.touchpoint.is_some() && row.touchpoint.as_deref() != touchpoint {
            continue;
        }
        for value in ["detractor", "passive", "promoter", "low", "middle", "high"] {
            let Some(all) = row.groups.iter().find(|group| group.by == by && group.value == value) else {
                continue;
            };
            let share = |negative: u64, n: u64| scribe.share(negative as f64 / n.max(1) as f64);
            let mut topics: Vec<(u64, GroupTopic)> = row
                .topics
                .iter()
                .filter_map(|topic| {
                    let group = topic
                        .groups
                        .iter()
                        .find(|group| group.by == by && group.value == value)?;
                    let n = group.tones.n();
                    let view = GroupTopic {
                        title: scribe.say(&topic.title),
                        n: scribe.count(n),
                        negative: share(group.tones.negative, n),
                    };
                    Some((n, view))
                })
                .collect();
            topics.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
            let n = all.tones.n();
            groups.push(Group {
                title: scribe.phrase(
                    &format!("voice-group-{value}"),
                    args([("question", Arg::Text(scribe.say(&row.label)))]),
                ),
                n: scribe.phrase("voice-comments", args([("n", count(n))])),
                negative: scribe.phrase("voice-negative", args([("share", share(all.tones.negative, n).into())])),
                topics: topics.into_iter().take(TOPICS).map(|(_, topic)| topic).collect(),
                quotes: row
                    .quotes_by_group
                    .get(value)
                    .into_iter()
                    .flatten()
                    .take(QUOTES)
                    .filter_map(|id| scribe.verbatim(id))
                    .collect(),
            });
        }
    }
    groups
}
