//! The channels, what a customer can achieve on each, how they score, and what becomes of a case on its way.

use serde::Serialize;

use super::crossings::{self, Consistency, Coverage, HandOverMatrix};
use super::point::anchor;
use crate::audit::{ChannelRow, HandOverRow};
use crate::manifest::Kind;
use crate::project::{ChannelKind, Context, Shared};
use crate::report::latest;
use crate::report::scribe::{Detail, Link, Measure, Scribe};

/// What `channels.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    channels: Vec<Channel>,
    /// Which goals can be reached on which channel of service.
    coverage: Option<Coverage>,
    /// What becomes of a case from each channel to each other.
    matrix: Option<HandOverMatrix>,
    /// What each pair of channels has in common.
    consistency: Option<Consistency>,
    hand_overs: Vec<HandOver>,
    /// The check of the rung that the channels reach, and what is missing for the next.
    ladder: Option<Ladder>,
    /// The share of store buyers who looked online first, where an indicator says so.
    ropo: Option<Link>,
}

/// How far the channels are joined.
#[derive(Serialize)]
struct Ladder {
    check: Link,
    level: String,
    missing: Vec<String>,
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
    /// The name of the way, where customers are known to take it: ROPO, showrooming.
    way: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let channels = &scribe.audit.channels;
    View {
        channels: channels.iter().map(|channel| section(scribe, channel)).collect(),
        coverage: crossings::coverage(scribe),
        matrix: crossings::matrix(scribe),
        consistency: crossings::consistency(scribe),
        ladder: ladder(scribe),
        ropo: ropo(scribe),
        hand_overs: channels
            .iter()
            .flat_map(|channel| channel.hand_overs.iter().map(move |hand_over| (channel, hand_over)))
            .map(|(channel, hand_over)| line(scribe, channel, hand_over))
            .collect(),
    }
}

/// The rung of the check on channels, which is called `omnichannel` whoever wrote it.
fn ladder(scribe: &Scribe<'_>) -> Option<Ladder> {
    let check = scribe.check("omnichannel")?;
    let level = check.level?;
    let known = check.levels.iter().find(|known| known.level == level)?;
    Some(Ladder {
        check: Link {
            text: scribe.name(check),
            href: scribe.to(&format!("maturity.html#{}", anchor(&check.id))),
        },
        level: scribe.say(&known.title),
        missing: check
            .missing_for_next
            .iter()
            .map(|missing| scribe.say(missing))
            .collect(),
    })
}

fn ropo(scribe: &Scribe<'_>) -> Option<Link> {
    let check = scribe.audit.checks.iter().find(|check| check.plugin.id == "ropo")?;
    Some(Link {
        text: scribe.name(check),
        href: scribe.to_check(&check.id)?,
    })
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
    let context = context_key(hand_over.context);
    let shared: Vec<String> = hand_over
        .shared
        .iter()
        .map(|shared| scribe.word(shared_key(*shared)))
        .collect();
    HandOver {
        from: scribe.say(&channel.name),
        to: scribe.channel(&hand_over.to),
        context,
        context_words: scribe.word(&format!("context-{context}")),
        shared: shared.join(", "),
        finishes: hand_over.finishes,
        evidence: scribe.say(&hand_over.evidence),
        way: crossings::known_way(scribe, channel, &hand_over.to),
    }
}

/// What becomes of a case, for classes and words.
pub(super) fn context_key(context: Context) -> &'static str {
    match context {
        Context::Kept => "kept",
        Context::Partly => "partly",
        Context::Lost => "lost",
    }
}

/// The words for what two channels have in common.
pub(super) fn shared_key(shared: Shared) -> &'static str {
    match shared {
        Shared::Price => "shared-price",
        Shared::Stock => "shared-stock",
        Shared::Account => "shared-account",
        Shared::Cart => "shared-cart",
        Shared::History => "shared-history",
    }
}
