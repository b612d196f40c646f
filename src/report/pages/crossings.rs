//! Channels crossed with goals and with one another: what can be reached where, what becomes of a case on the way, what two
//! channels have in common.

use serde::Serialize;

use super::channels::{context_key, shared_key};
use crate::audit::{ChannelRow, HandOverRow};
use crate::language::Text;
use crate::project::{ChannelKind, Shared};
use crate::report::scribe::Scribe;

/// Goals by channels of service.
#[derive(Serialize)]
pub(super) struct Coverage {
    channels: Vec<String>,
    rows: Vec<GoalRow>,
}

#[derive(Serialize)]
struct GoalRow {
    goal: String,
    /// Whether it can be reached, in the order of the channels.
    cells: Vec<bool>,
    /// Whether only one channel offers it.
    single: bool,
}

/// Channels by channels.
#[derive(Serialize)]
pub(super) struct HandOverMatrix {
    channels: Vec<String>,
    rows: Vec<MatrixRow>,
}

#[derive(Serialize)]
struct MatrixRow {
    from: String,
    cells: Vec<MatrixCell>,
}

#[derive(Serialize)]
struct MatrixCell {
    /// `kept`, `partly`, `lost`, `none` where no hand-over is described, or `self`.
    context: &'static str,
    words: String,
}

/// What each pair of channels has in common.
#[derive(Serialize)]
pub(super) struct Consistency {
    /// What is compared.
    things: Vec<String>,
    rows: Vec<PairRow>,
    /// Pairs of channels of service without any hand-over.
    silent: String,
}

#[derive(Serialize)]
struct PairRow {
    pair: String,
    /// In the order of the things: `yes`, `one-way` or `no`, and in words.
    cells: Vec<(&'static str, String)>,
}

/// Channels on which a customer can achieve something.
fn service<'a>(scribe: &Scribe<'a>) -> Vec<&'a ChannelRow> {
    let channels = scribe.audit.channels.iter();
    channels.filter(|channel| !channel.goals.is_empty()).collect()
}

/// Which goals can be reached where; a touchpoint whose goal is one of them counts for its channel. Nothing where no
/// channel has a goal.
pub(super) fn coverage(scribe: &Scribe<'_>) -> Option<Coverage> {
    let service = service(scribe);
    let mut goals: Vec<&Text> = Vec::new();
    for goal in service.iter().flat_map(|channel| &channel.goals) {
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    let touchpoints: Vec<_> = scribe
        .audit
        .journeys
        .first()
        .map(|journey| journey.touchpoints.iter().collect())
        .unwrap_or_default();
    let reached = |goal: &Text, channel: &ChannelRow| {
        channel.goals.contains(goal)
            || touchpoints
                .iter()
                .any(|touchpoint| touchpoint.channel == channel.id && touchpoint.goal == *goal)
    };
    let row = |goal: &&Text| {
        let cells: Vec<bool> = service.iter().map(|channel| reached(goal, channel)).collect();
        GoalRow {
            goal: scribe.say(goal),
            single: cells.iter().filter(|reached| **reached).count() == 1,
            cells,
        }
    };
    (!goals.is_empty()).then(|| Coverage {
        channels: service.iter().map(|channel| scribe.say(&channel.name)).collect(),
        rows: goals.iter().map(row).collect(),
    })
}

/// What becomes of a case from each channel to each other; nothing where no hand-over is described.
pub(super) fn matrix(scribe: &Scribe<'_>) -> Option<HandOverMatrix> {
    let all = &scribe.audit.channels;
    let touched = |channel: &&ChannelRow| {
        !channel.hand_overs.is_empty()
            || all
                .iter()
                .flat_map(|other| &other.hand_overs)
                .any(|one| one.to == channel.id)
    };
    let channels: Vec<&ChannelRow> = all.iter().filter(touched).collect();
    let cell = |from: &ChannelRow, to: &ChannelRow| {
        let context = match from.hand_overs.iter().find(|one| one.to == to.id) {
            _ if from.id == to.id => "self",
            Some(found) => context_key(found.context),
            None => "none",
        };
        MatrixCell {
            context,
            words: match context {
                "self" => String::new(),
                _ => scribe.word(&format!("context-short-{context}")),
            },
        }
    };
    (!channels.is_empty()).then(|| HandOverMatrix {
        channels: channels.iter().map(|channel| scribe.say(&channel.name)).collect(),
        rows: channels
            .iter()
            .map(|from| MatrixRow {
                from: scribe.say(&from.name),
                cells: channels.iter().map(|to| cell(from, to)).collect(),
            })
            .collect(),
    })
}

/// What each pair of channels of service has in common, for the pairs between which a hand-over is described.
pub(super) fn consistency(scribe: &Scribe<'_>) -> Option<Consistency> {
    const THINGS: [Shared; 5] = [
        Shared::Price,
        Shared::Stock,
        Shared::Account,
        Shared::Cart,
        Shared::History,
    ];
    let service = service(scribe);
    let mut rows = Vec::new();
    let mut silent = Vec::new();
    for (place, one) in service.iter().enumerate() {
        for other in &service[place + 1..] {
            let way = |from: &ChannelRow, to: &ChannelRow| from.hand_overs.iter().find(|way| way.to == to.id).cloned();
            let between: Vec<HandOverRow> = [way(one, other), way(other, one)].into_iter().flatten().collect();
            let pair = format!("{} – {}", scribe.say(&one.name), scribe.say(&other.name));
            if between.is_empty() {
                silent.push(pair);
                continue;
            }
            let cell = |has: &dyn Fn(&HandOverRow) -> bool| {
                let key = match between.iter().filter(|way| has(way)).count() {
                    0 => "no",
                    n if n == between.len() => "yes",
                    _ => "one-way",
                };
                (key, scribe.word(&format!("in-common-{key}")))
            };
            let mut cells: Vec<(&'static str, String)> = THINGS
                .iter()
                .map(|thing| cell(&|way: &HandOverRow| way.shared.contains(thing)))
                .collect();
            cells.push(cell(&|way: &HandOverRow| way.finishes));
            rows.push(PairRow { pair, cells });
        }
    }
    let mut things: Vec<String> = THINGS.iter().map(|thing| scribe.word(shared_key(*thing))).collect();
    things.push(scribe.word("start-here-finish-there"));
    (!rows.is_empty()).then(|| Consistency {
        things,
        rows,
        silent: silent.join(", "),
    })
}

/// The name of a way that customers are known to take: searching online and buying in a shop, or the other way round.
pub(super) fn known_way(scribe: &Scribe<'_>, from: &ChannelRow, to: &str) -> String {
    let kind = scribe
        .audit
        .channels
        .iter()
        .find(|channel| channel.id == to)
        .map(|channel| channel.kind);
    match (from.kind, kind) {
        (ChannelKind::Digital, Some(ChannelKind::Physical)) => scribe.word("way-ropo"),
        (ChannelKind::Physical, Some(ChannelKind::Digital)) => scribe.word("way-showrooming"),
        _ => String::new(),
    }
}
