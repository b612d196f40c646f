//! The channels, what a customer can achieve on each, how they score, and what becomes of a case on its way.

use serde::Serialize;

use crate::audit::{ChannelRow, HandOverRow};
use crate::manifest::Kind;
use crate::project::{ChannelKind, Context, Shared};
use crate::report::latest;
use crate::report::scribe::{Detail, Link, Measure, Scribe};

/// What `channels.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    channels: Vec<Channel>,
    hand_overs: Vec<HandOver>,
}

#[derive(Serialize)]
struct Channel {
    id: String,
    name: String,
    kind: String,
    goals: Vec<String>,
    personas: Vec<String>,
    scores: Vec<Score>,
    touchpoints: Vec<Link>,
}

#[derive(Serialize)]
struct Score {
    check: Link,
    /// `None` where withheld.
    measure: Option<Measure>,
}

#[derive(Serialize)]
struct HandOver {
    from: String,
    to: String,
    /// `kept`, `partly` or `lost`.
    context: &'static str,
    context_words: String,
    shared: String,
    finishes: bool,
    evidence: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let channels = &scribe.audit.channels;
    View {
        channels: channels.iter().map(|channel| section(scribe, channel)).collect(),
        hand_overs: channels
            .iter()
            .flat_map(|channel| channel.hand_overs.iter().map(move |hand_over| (channel, hand_over)))
            .map(|(channel, hand_over)| line(scribe, channel, hand_over))
            .collect(),
    }
}

fn section(scribe: &Scribe<'_>, channel: &ChannelRow) -> Channel {
    let audit = scribe.audit;
    Channel {
        id: channel.id.clone(),
        name: scribe.say(&channel.name),
        kind: scribe.word(match channel.kind {
            ChannelKind::Physical => "channel-physical",
            ChannelKind::Digital => "channel-digital",
            ChannelKind::Remote => "channel-remote",
            ChannelKind::Paid => "channel-paid",
        }),
        goals: channel.goals.iter().map(|goal| scribe.say(goal)).collect(),
        personas: audit
            .personas
            .iter()
            .filter(|persona| persona.channels.contains(&channel.id))
            .map(|persona| scribe.say(&persona.name))
            .collect(),
        scores: audit
            .checks
            .iter()
            .filter(|check| check.kind == Kind::Kpi && check.subject.touchpoint.is_none())
            .filter_map(|check| {
                let cell = latest::cell(check, "channel", &channel.id)?;
                Some(Score {
                    check: Link {
                        text: scribe.name(check),
                        href: scribe.to_check(&check.id).unwrap_or_default(),
                    },
                    measure: cell
                        .value
                        .filter(|_| !cell.suppressed)
                        .map(|value| scribe.measure(check, value, cell.interval.as_ref(), cell.n, Detail::Round)),
                })
            })
            .collect(),
        touchpoints: audit
            .journeys
            .first()
            .into_iter()
            .flat_map(|journey| &journey.touchpoints)
            .filter(|touchpoint| touchpoint.channel == channel.id)
            .map(|touchpoint| Link {
                text: scribe.say(&touchpoint.title),
                href: scribe.to(&format!("journey.html#touchpoint-{}", touchpoint.id)),
            })
            .collect(),
    }
}

fn line(scribe: &Scribe<'_>, channel: &ChannelRow, hand_over: &HandOverRow) -> HandOver {
    let context = match hand_over.context {
        Context::Kept => "kept",
        Context::Partly => "partly",
        Context::Lost => "lost",
    };
    let shared: Vec<String> = hand_over
        .shared
        .iter()
        .map(|shared| {
            scribe.word(match shared {
                Shared::Price => "shared-price",
                Shared::Stock => "shared-stock",
                Shared::Account => "shared-account",
                Shared::Cart => "shared-cart",
                Shared::History => "shared-history",
            })
        })
        .collect();
    HandOver {
        from: scribe.say(&channel.name),
        to: scribe.channel(&hand_over.to),
        context,
        context_words: scribe.word(&format!("context-{context}")),
        shared: shared.join(", "),
        finishes: hand_over.finishes,
        evidence: scribe.say(&hand_over.evidence),
    }
}
