//! The journey: the curve, then every touchpoint with what is known of it.

use serde::Serialize;

use super::personas::note_kind;
use super::point::title;
use crate::audit::{JourneyPoint, JourneyRow, TouchpointRow};
use crate::language::{Arg, number};
use crate::project::Moment;
use crate::report::figures;
use crate::report::scribe::{FigureView, Link, Measure, Quote, Scribe, args, count};

/// At most this many comments for each touchpoint.
const QUOTES: usize = 3;

/// What `journey.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    scope: String,
    curve: Option<FigureView>,
    curve_note: String,
    /// Where the curve of each persona is.
    personas: Vec<Link>,
    stages: Vec<Stage>,
}

#[derive(Serialize)]
struct Stage {
    title: String,
    touchpoints: Vec<Touchpoint>,
}

#[derive(Serialize)]
struct Touchpoint {
    id: String,
    title: String,
    channel: String,
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

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    let journey = scribe.audit.journeys.first();
    View {
        scope: scribe.say(&scribe.audit.project.scope),
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
        stages: journey.map(|journey| stages(scribe, journey)).unwrap_or_default(),
    }
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
        .map(|stage| Stage {
            title: scribe.say(&stage.title),
            touchpoints: journey
                .touchpoints
                .iter()
                .filter(|touchpoint| touchpoint.stage == stage.id)
                .map(|touchpoint| section(scribe, journey, touchpoint))
                .collect(),
        })
        .filter(|stage| !stage.touchpoints.is_empty())
        .collect()
}

fn section(scribe: &Scribe<'_>, journey: &JourneyRow, touchpoint: &TouchpointRow) -> Touchpoint {
    let mut series = journey.series.iter().map(|series| {
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

fn notes(scribe: &Scribe<'_>, touchpoint: &TouchpointRow) -> String {
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

fn note_quotes(scribe: &Scribe<'_>, touchpoint: &TouchpointRow) -> Vec<Quote> {
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
