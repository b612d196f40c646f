//! The journey: the curve, then every touchpoint with what is known of it.

use serde::Serialize;

use super::personas::note_kind;
use super::point::title;
use crate::audit::{JourneyPoint, JourneyRow, Lanes, TouchpointRow};
use crate::language::{Arg, Text, number};
use crate::project::{MapState, Moment};
use crate::report::figures;
use crate::report::scribe::{FigureView, Link, Measure, Quote, Scribe, args, count};

/// At most this many comments for each touchpoint.
const QUOTES: usize = 3;

/// What `journey.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    /// The scope of the audit, or the scenario of a map.
    lead: String,
    /// Whose journey it is, and whether it is the one wished for; empty for that of everyone.
    actor: String,
    expectations: Vec<String>,
    curve: Option<FigureView>,
    curve_note: String,
    /// Where the curve of each persona is.
    personas: Vec<Link>,
    /// Maps of single actors, side by side.
    maps: Vec<Map>,
    /// Touchpoints with the lowest scores, weakest first.
    weakest: Vec<Weak>,
    stages: Vec<Stage>,
}

#[derive(Serialize)]
struct Map {
    link: Link,
    actor: String,
    scenario: String,
    curve: Option<FigureView>,
}

#[derive(Serialize)]
struct Weak {
    link: Link,
    measure: Option<Measure>,
}

#[derive(Serialize)]
struct Stage {
    title: String,
    touchpoints: Vec<Touchpoint>,
    /// Lanes of the blueprint that at least one touchpoint of the stage fills, top to bottom.
    lanes: Vec<Lane>,
}

/// A lane of the blueprint, or one of the lines between lanes.
#[derive(Serialize)]
struct Lane {
    title: String,
    /// Whether it is a line, which holds nothing.
    line: bool,
    /// Whether it is the line of visibility.
    visibility: bool,
    /// What each touchpoint of the stage has in it.
    cells: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Touchpoint {
    id: String,
    title: String,
    channel: String,
    /// The way it lies on, where there are several.
    branch: String,
    goal: String,
    /// `ZMOT` and what it means.
    moment: String,
    measure: Option<Measure>,
    /// `measured`, `hypothesis`, `suppressed` or `unknown`.
    state: &'static str,
    state_words: String,
    reason: String,
    check: String,
    /// Scores of the personas, lowest first.
    personas: Vec<PersonaScore>,
    pains: Vec<String>,
    opportunities: Vec<String>,
    findings: Vec<FindingLink>,
    quotes: Vec<Quote>,
    /// `3 participants sur 6 y ont rencontré une difficulté`.
    notes: String,
    note_quotes: Vec<Quote>,
}

#[derive(Serialize)]
struct PersonaScore {
    name: String,
    /// `None` where withheld.
    measure: Option<Measure>,
}

#[derive(Serialize)]
struct FindingLink {
    link: Link,
    text: String,
}

/// The journey of everyone.
pub(super) fn whole(scribe: &Scribe<'_>) -> View {
    let journey = scribe.audit.journeys.first();
    View {
        lead: scribe.say(&scribe.audit.project.scope),
        actor: String::new(),
        expectations: Vec::new(),
        curve: scribe.figure(figures::JOURNEY),
        curve_note: curve_note(scribe),
        personas: scribe
            .audit
            .personas
            .iter()
            .filter(|persona| scribe.figure(&figures::journey_of(&persona.id)).is_some())
            .map(|persona| Link {
                text: scribe.persona(&persona.id),
                href: scribe.to(&format!("personas.html#persona-{}", persona.id)),
            })
            .collect(),
        maps: scribe
            .audit
            .journeys
            .iter()
            .skip(1)
            .map(|map| Map {
                link: Link {
                    text: scribe.say(&map.title),
                    href: scribe.to_map(&map.id),
                },
                actor: actor(scribe, map),
                scenario: scribe.say(&map.scenario),
                curve: scribe.figure(&figures::map_of(&map.id)),
            })
            .collect(),
        weakest: journey.map(|journey| weakest(scribe, journey)).unwrap_or_default(),
        stages: journey.map(|journey| stages(scribe, journey)).unwrap_or_default(),
    }
}

/// The map of one actor.
pub(super) fn map(scribe: &Scribe<'_>, map: &JourneyRow) -> View {
    View {
        lead: scribe.say(&map.scenario),
        actor: actor(scribe, map),
        expectations: map.expectations.iter().map(|text| scribe.say(text)).collect(),
        curve: scribe.figure(&figures::map_of(&map.id)),
        curve_note: curve_note(scribe),
        personas: Vec::new(),
        maps: Vec::new(),
        weakest: weakest(scribe, map),
        stages: stages(scribe, map),
    }
}

fn actor(scribe: &Scribe<'_>, map: &JourneyRow) -> String {
    let who = map
        .actor
        .as_deref()
        .map_or_else(|| scribe.word("everyone"), |id| scribe.persona(id));
    let key = match map.state {
        MapState::AsIs => "map-as-is",
        MapState::ToBe => "map-to-be",
    };
    scribe.phrase(key, args([("actor", who.into())]))
}

/// At most this many of the weakest touchpoints.
const WEAKEST: usize = 5;

fn weakest(scribe: &Scribe<'_>, journey: &JourneyRow) -> Vec<Weak> {
    let Some(told) = journey.series.iter().find(|series| series.state == MapState::AsIs) else {
        return Vec::new();
    };
    let weak = |id: &String| {
        let row = journey.touchpoints.iter().find(|row| row.id == *id)?;
        let point = told.points.iter().find(|point| point.touchpoint == *id)?;
        Some(Weak {
            link: Link {
                text: scribe.say(&row.title),
                href: format!("#touchpoint-{id}"),
            },
            measure: measure(scribe, journey, point),
        })
    };
    journey.weakest.iter().filter_map(weak).take(WEAKEST).collect()
}

/// What the curve shows, and of which period.
pub(super) fn curve_note(scribe: &Scribe<'_>) -> String {
    match scribe
        .audit
        .journeys
        .first()
        .and_then(|journey| journey.period.as_ref())
    {
        Some((_, period)) => scribe.phrase("curve-note-period", args([("period", scribe.say(period).into())])),
        None => scribe.word("curve-note"),
    }
}

fn stages(scribe: &Scribe<'_>, journey: &JourneyRow) -> Vec<Stage> {
    journey
        .stages
        .iter()
        .map(|stage| {
            let touchpoints: Vec<&TouchpointRow> = journey
                .touchpoints
                .iter()
                .filter(|touchpoint| touchpoint.stage == stage.id)
                .collect();
            Stage {
                title: scribe.say(&stage.title),
                lanes: lanes(scribe, &touchpoints),
                touchpoints: touchpoints
                    .into_iter()
                    .map(|touchpoint| section(scribe, journey, touchpoint))
                    .collect(),
            }
        })
        .filter(|stage| !stage.touchpoints.is_empty())
        .collect()
}

/// The blueprint of a stage: nothing where no touchpoint says what is done for the customer.
fn lanes(scribe: &Scribe<'_>, touchpoints: &[&TouchpointRow]) -> Vec<Lane> {
    let lane = |key: &str, pick: fn(&Lanes) -> &Vec<Text>| {
        let cells: Vec<Vec<String>> = touchpoints
            .iter()
            .map(|touchpoint| pick(&touchpoint.lanes).iter().map(|text| scribe.say(text)).collect())
            .collect();
        cells.iter().any(|cell| !cell.is_empty()).then(|| Lane {
            title: scribe.word(key),
            line: false,
            visibility: false,
            cells,
        })
    };
    let line = |key: &str| {
        Some(Lane {
            title: scribe.word(key),
            line: true,
            visibility: key == "line-of-visibility",
            cells: Vec::new(),
        })
    };
    let all: Vec<Lane> = [
        lane("lane-evidence", |lanes| &lanes.evidence),
        lane("lane-actions", |lanes| &lanes.actions),
        lane("lane-thoughts", |lanes| &lanes.thoughts),
        line("line-of-interaction"),
        lane("lane-frontstage", |lanes| &lanes.frontstage),
        line("line-of-visibility"),
        lane("lane-backstage", |lanes| &lanes.backstage),
        line("line-of-internal-interaction"),
        lane("lane-systems", |lanes| &lanes.systems),
    ]
    .into_iter()
    .flatten()
    .collect();
    if all.iter().all(|lane| lane.line) {
        Vec::new()
    } else {
        all
    }
}

fn section(scribe: &Scribe<'_>, journey: &JourneyRow, touchpoint: &TouchpointRow) -> Touchpoint {
    let mut series = journey
        .series
        .iter()
        .filter(|series| series.state == MapState::AsIs)
        .map(|series| {
            (
                series,
                series.points.iter().find(|point| point.touchpoint == touchpoint.id),
            )
        });
    let everyone = series.next().and_then(|(_, point)| point);
    let mut personas: Vec<(f64, PersonaScore)> = series
        .filter_map(|(series, point)| {
            let point = point.filter(|point| point.suppressed || (point.value.is_some() && !point.hypothesis))?;
            let measure = measure(scribe, journey, point);
            Some((
                point.value.unwrap_or(f64::INFINITY),
                PersonaScore {
                    name: scribe.say(&series.label),
                    measure,
                },
            ))
        })
        .collect();
    personas.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let state = match everyone {
        Some(point) if point.suppressed => "suppressed",
        Some(point) if point.hypothesis => "hypothesis",
        Some(point) if point.value.is_some() => "measured",
        _ => "unknown",
    };
    Touchpoint {
        id: touchpoint.id.clone(),
        title: scribe.say(&touchpoint.title),
        channel: scribe.channel(&touchpoint.channel),
        branch: touchpoint
            .branch
            .as_ref()
            .and_then(|id| journey.branches.iter().find(|branch| branch.id == *id))
            .map(|branch| scribe.say(&branch.title))
            .unwrap_or_default(),
        goal: scribe.say(&touchpoint.goal),
        moment: touchpoint
            .moment
            .map(|moment| scribe.word(moment_key(moment)))
            .unwrap_or_default(),
        measure: everyone.and_then(|point| measure(scribe, journey, point)),
        state,
        state_words: scribe.word(match state {
            "suppressed" => "withheld",
            "hypothesis" => "team-hypothesis",
            "measured" => "grade-measured",
            _ => "not-measured",
        }),
        reason: if state == "hypothesis" {
            scribe.say(&touchpoint.hypothesis_reason)
        } else {
            String::new()
        },
        check: touchpoint
            .check
            .as_deref()
            .and_then(|id| scribe.to_check(id))
            .unwrap_or_default(),
        personas: personas.into_iter().map(|(_, score)| score).collect(),
        pains: touchpoint.pains.iter().map(|text| scribe.say(text)).collect(),
        opportunities: touchpoint.opportunities.iter().map(|text| scribe.say(text)).collect(),
        findings: touchpoint
            .findings
            .iter()
            .filter_map(|id| scribe.finding(id))
            .map(|finding| FindingLink {
                link: scribe.to_finding(&finding.id),
                text: title(scribe, finding),
            })
            .collect(),
        quotes: touchpoint
            .verbatims
            .iter()
            .filter_map(|id| scribe.verbatim(id))
            .take(QUOTES)
            .collect(),
        notes: notes(scribe, touchpoint),
        note_quotes: note_quotes(scribe, touchpoint),
    }
}

fn measure(scribe: &Scribe<'_>, journey: &JourneyRow, point: &JourneyPoint) -> Option<Measure> {
    let value = point.value.filter(|_| !point.suppressed)?;
    let write = |value| number::number(scribe.lang, value, 1);
    Some(Measure {
        value: write(value),
        unit: scribe.phrase("out-of", args([("highest", Arg::Count(journey.scale[1].into()))])),
        range: point
            .interval
            .map(|interval| number::range(scribe.lang, interval.low, interval.high, write))
            .unwrap_or_default(),
        answers: point.n.map(|n| scribe.answers(n)).unwrap_or_default(),
    })
}

fn moment_key(moment: Moment) -> &'static str {
    match moment {
        Moment::Stimulus => "moment-stimulus",
        Moment::Zmot => "moment-zmot",
        Moment::Fmot => "moment-fmot",
        Moment::Smot => "moment-smot",
        Moment::Umot => "moment-umot",
    }
}

/// How many participants met a difficulty at a touchpoint, in a sentence; empty where nobody did.
pub(super) fn notes(scribe: &Scribe<'_>, touchpoint: &TouchpointRow) -> String {
    if touchpoint.notes.is_empty() {
        return String::new();
    }
    scribe.phrase(
        "notes-friction",
        args([
            ("x", count(touchpoint.notes.len())),
            ("n", count(scribe.audit.notes.len())),
        ]),
    )
}

/// What participants who agreed to be quoted said of a touchpoint.
pub(super) fn note_quotes(scribe: &Scribe<'_>, touchpoint: &TouchpointRow) -> Vec<Quote> {
    scribe
        .audit
        .notes
        .iter()
        .flat_map(|note| {
            note.quotes
                .iter()
                .filter(|(_, about)| about.as_deref() == Some(&touchpoint.id))
                .map(|(text, _)| {
                    scribe.spoken(text, format!("{} ({})", note.participant, note_kind(scribe, note.kind)))
                })
        })
        .take(QUOTES)
        .collect()
}
