//! Comments judged: shares with their intervals, changes between waves, agreement between people and dictionaries; and
//! the register of ideas.

use crate::audit::{Agreement, IdeaRow, Portion, TopicChange, TopicKappa, TopicRow, VoiceGroup, VoiceRow};
use crate::diagnostics::{Problem, Problems, suggestion};
use crate::evidence::{DimensionFacts, Evidence, OpinionCell, Opinions, TopicOpinions};
use crate::language::Text;
use crate::project::{Project, Survey};
use crate::stats::kappa::{Weights, kappa};
use crate::stats::proportion::{self, Share};
use crate::stats::{LEVEL, multiple};

use super::compare::ALPHA;

/// The comments of every question that was read.
pub(super) fn voice(project: &Project, evidence: &Evidence) -> Vec<VoiceRow> {
    let mut rows: Vec<VoiceRow> = evidence
        .surveys
        .iter()
        .filter_map(|found| {
            let survey = project.surveys.iter().find(|survey| survey.id.value == found.survey)?;
            let row = |opinions: &Opinions| row(survey, &found.dimensions, opinions);
            Some(found.opinions.iter().filter_map(row).collect::<Vec<_>>())
        })
        .flatten()
        .collect();
    let mut changes: Vec<&mut TopicChange> = rows
        .iter_mut()
        .flat_map(|row| &mut row.topics)
        .filter_map(|topic| topic.change.as_mut())
        .collect();
    let p: Vec<f64> = changes.iter().map(|change| change.p).collect();
    let family = p.len() as u64;
    for (change, p) in changes.iter_mut().zip(multiple::benjamini_hochberg(&p)) {
        change.p_corrected = p;
        change.family = family;
        change.beyond_chance = p < ALPHA && !change.interval.contains(0.0);
    }
    rows
}

fn portion(part: u64, whole: u64) -> Option<Portion> {
    let share = Share::of(part, whole)?;
    Some(Portion {
        value: share.p,
        interval: share.interval(LEVEL),
    })
}

fn groups(cells: &[OpinionCell]) -> Vec<VoiceGroup> {
    let group = |cell: &OpinionCell| VoiceGroup {
        by: cell.by.clone(),
        value: cell.value.clone(),
        tones: cell.tones,
    };
    cells.iter().map(group).collect()
}

fn row(survey: &Survey, dimensions: &[DimensionFacts], opinions: &Opinions) -> Option<VoiceRow> {
    let question = survey
        .questions
        .iter()
        .find(|question| question.id.value == opinions.question)?;
    let all = &opinions.all;
    let n = all.tones.n();
    let label = if question.label.is_empty() {
        &question.text
    } else {
        &question.label
    };
    let sentiment = |weights| {
        let table: Vec<Vec<u64>> = opinions.sentiment_agreement?.iter().map(|row| row.to_vec()).collect();
        agreement(&table, weights)
    };
    Some(VoiceRow {
        survey: survey.id.value.clone(),
        question: opinions.question.clone(),
        label: if label.is_empty() {
            Text::same(opinions.question.clone())
        } else {
            label.clone()
        },
        touchpoint: question.touchpoint.as_ref().map(|touchpoint| touchpoint.value.clone()),
        n,
        tones: all.tones,
        negative: portion(all.tones.negative, n)?,
        neutral: portion(all.tones.neutral, n)?,
        positive: portion(all.tones.positive, n)?,
        topics_by_people: opinions.topics_by_people,
        sentiment_by_people: opinions.sentiment_by_people,
        suggestions: all.suggestions,
        groups: groups(&all.groups),
        topics: opinions
            .topics
            .iter()
            .filter_map(|topic| topic_row(topic, all, dimensions))
            .collect(),
        agreement: sentiment(Weights::Same),
        weighted_agreement: sentiment(Weights::Linear),
        topic_agreement: opinions
            .topic_agreement
            .iter()
            .map(|found| {
                let [both, people, ours, neither] = found.counts;
                TopicKappa {
                    topic: found.topic.clone(),
                    precision: Share::of(both, both + ours).map(|share| share.p),
                    recall: Share::of(both, both + people).map(|share| share.p),
                    agreement: agreement(&[vec![both, people], vec![ours, neither]], Weights::Same),
                }
            })
            .collect(),
        quotes: all.quotes.clone(),
        quotes_by_group: all.quotes_by_group.clone(),
    })
}

fn agreement(table: &[Vec<u64>], weights: Weights) -> Option<Agreement> {
    let found = kappa(table, weights, LEVEL)?;
    Some(Agreement {
        n: found.estimate.n,
        observed: found.observed,
        kappa: found.estimate.value,
        interval: found.estimate.interval,
    })
}

fn topic_row(topic: &TopicOpinions, all: &TopicOpinions, dimensions: &[DimensionFacts]) -> Option<TopicRow> {
    let n = topic.tones.n();
    Some(TopicRow {
        id: topic.topic.clone(),
        title: topic.title.clone(),
        n,
        tones: topic.tones,
        share: portion(n, all.tones.n())?,
        negative: portion(topic.tones.negative, n)?,
        suggestions: topic.suggestions,
        groups: groups(&topic.groups),
        change: change(topic, all, dimensions),
        quotes: topic.quotes.clone(),
        quotes_by_group: topic.quotes_by_group.clone(),
    })
}

/// From the last period but one to the last; uncorrected as yet.
fn change(topic: &TopicOpinions, all: &TopicOpinions, dimensions: &[DimensionFacts]) -> Option<TopicChange> {
    let periods = &dimensions.iter().find(|facts| facts.id == "period")?.values;
    let [.., from, to] = periods.as_slice() else {
        return None;
    };
    let count = |of: &TopicOpinions, period: &str| {
        let cell = |cell: &&OpinionCell| cell.by == "period" && cell.value == period;
        of.groups.iter().find(cell).map(|cell| cell.tones.n())
    };
    let parts = |period: &str| Some((count(topic, period)?, count(all, period)?));
    let (before, after) = (parts(&from.id)?, parts(&to.id)?);
    let difference = proportion::difference(&Share::of(before.0, before.1)?, &Share::of(after.0, after.1)?, LEVEL);
    Some(TopicChange {
        from: (from.id.clone(), from.label.clone()),
        to: (to.id.clone(), to.label.clone()),
        before: portion(before.0, before.1)?,
        after: portion(after.0, after.1)?,
        difference: difference.value,
        interval: difference.interval,
        p: difference.p_value,
        p_corrected: 1.0,
        family: 0,
        beyond_chance: false,
    })
}

/// The register of ideas, with the comments that suggest something on the topic of each. A topic that nothing knows is
/// a problem.
pub(super) fn ideas(project: &Project, voice: &[VoiceRow], problems: &mut Problems) -> Vec<IdeaRow> {
    let dictionaries = crate::text::compiled(&project.lexicon);
    let coded = project.surveys.iter().flat_map(|survey| &survey.questions);
    let coded = coded.filter_map(|question| question.codes.as_ref()?.topics.as_ref());
    let coded = coded.flat_map(|topics| {
        let ids = topics.values.values().chain(topics.columns.values());
        ids.map(|id| id.value.as_str())
            .chain(topics.labels.keys().map(String::as_str))
    });
    let known: Vec<&str> = dictionaries
        .topics
        .iter()
        .map(|topic| topic.id.as_str())
        .chain(coded)
        .collect();
    project
        .ideas
        .iter()
        .map(|idea| {
            if let Some(topic) = &idea.topic
                && !known.contains(&topic.as_str())
            {
                problems.push(
                    Problem::warning(
                        "project/unknown-topic",
                        Text::prose(
                            format!("no dictionary and no column of codes knows the topic `{}`", topic.value),
                            format!(
                                "aucun dictionnaire ni colonne de codes ne connaît le thème `{}`",
                                topic.value
                            ),
                        ),
                    )
                    .why(Text::prose(
                        "comments that suggest something about it are counted beside the idea",
                        "les verbatims qui suggèrent quelque chose à ce sujet sont comptés à côté de l'idée",
                    ))
                    .help(suggestion(topic, known.iter().copied()))
                    .at(topic.place()),
                );
            }
            let suggested = idea.topic.as_ref().map(|topic| {
                let rows = voice
                    .iter()
                    .flat_map(|row| &row.topics)
                    .filter(|row| row.id == topic.value);
                rows.filter_map(|row| row.suggestions).sum::<u64>()
            });
            IdeaRow {
                id: idea.id.value.clone(),
                title: idea.title.clone(),
                who: idea.who.clone(),
                touchpoint: idea.touchpoint.as_ref().map(|id| id.value.clone()),
                topic: idea.topic.as_ref().map(|id| id.value.clone()),
                suggestions: suggested.filter(|n| *n > 0),
                times: idea.times,
                date: idea.date,
                decision: idea.decision,
                reason: idea.reason.clone(),
                action: idea.action.as_ref().map(|id| id.value.clone()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{DimensionValue, Tones};

    fn topic(id: &str, periods: [[u64; 2]; 2]) -> TopicOpinions {
        let tones = |[negative, positive]: [u64; 2]| Tones {
            negative,
            neutral: 0,
            positive,
        };
        let whole = [periods[0][0] + periods[1][0], periods[0][1] + periods[1][1]];
        TopicOpinions {
            topic: id.to_owned(),
            title: Text::same(id),
            tones: tones(whole),
            suggestions: None,
            groups: ["w1", "w2"]
                .iter()
                .zip(periods)
                .map(|(value, counts)| OpinionCell {
                    by: "period".to_owned(),
                    value: (*value).to_owned(),
                    tones: tones(counts),
                })
                .collect(),
            quotes: Vec::new(),
            quotes_by_group: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn the_change_of_a_topic_is_newcombes_difference_of_its_shares() {
        let value = |id: &str| DimensionValue {
            id: id.to_owned(),
            label: Text::same(id),
        };
        let periods = DimensionFacts {
            id: "period".to_owned(),
            title: Text::same("Period"),
            overlapping: false,
            values: vec![value("w1"), value("w2")],
            rows: Vec::new(),
        };
        let all = topic("", [[40, 40], [35, 35]]);
        // Newcombe's example (a), 1998: 56 of 70 against 48 of 80, 0.2 between 0.0524 and 0.3339.
        let row = topic_row(&topic("t", [[28, 20], [36, 20]]), &all, &[periods]).unwrap();
        let change = row.change.unwrap();
        assert!((change.difference - 0.2).abs() < 1e-12);
        assert!((change.interval.low - 0.0524).abs() < 5e-5, "{:?}", change.interval);
        assert!((change.interval.high - 0.3339).abs() < 5e-5, "{:?}", change.interval);
        assert_eq!(row.n, 104);
        assert!((row.share.value - 104.0 / 150.0).abs() < 1e-12);
        assert!((row.negative.value - 64.0 / 104.0).abs() < 1e-12);
    }
}
