//! Who the customers are, what is known of them and how well.

use serde::Serialize;

use super::point::{Point, point};
use super::references;
use crate::audit::PersonaRow;
use crate::language::number;
use crate::manifest::Kind;
use crate::project::{Claim, Grade};
use crate::report::figures;
use crate::report::latest;
use crate::report::scribe::{Detail, FigureView, Link, Measure, Quote, Scribe};

/// At most this many comments for each persona.
const QUOTES: usize = 3;

/// What `personas.html` is given.
#[derive(Serialize)]
pub(in crate::report) struct View {
    personas: Vec<Persona>,
    /// Which channels each persona uses.
    preference: Option<Preference>,
}

/// Personas by channels.
#[derive(Serialize)]
struct Preference {
    /// The question whose answers are counted.
    about: Link,
    channels: Vec<String>,
    rows: Vec<PreferenceRow>,
}

#[derive(Serialize)]
struct PreferenceRow {
    persona: Link,
    /// In the order of the channels.
    cells: Vec<Used>,
}

#[derive(Serialize)]
struct Used {
    channel: String,
    share: String,
    range: String,
    /// Whether nothing may be shown of it.
    withheld: bool,
    /// Whether the project says that the persona prefers it.
    declared: bool,
}

#[derive(Serialize)]
struct Persona {
    id: String,
    name: String,
    summary: String,
    /// Share of respondents; `None` without data or where withheld.
    share: Option<Measure>,
    /// Said where there is no share.
    absent: String,
    goals: Vec<ClaimView>,
    pains: Vec<ClaimView>,
    channels: Vec<String>,
    scores: Vec<Score>,
    curve: Option<FigureView>,
    findings: Vec<Point>,
    quotes: Vec<Quote>,
}

/// A claim with how well it is founded.
#[derive(Serialize)]
struct ClaimView {
    text: String,
    /// `measured`, `observed`, `assumed` or `quoted`.
    grade: &'static str,
    grade_words: String,
    source: String,
}

#[derive(Serialize)]
struct Score {
    check: Link,
    /// `None` where withheld.
    measure: Option<Measure>,
    everyone: String,
}

pub(super) fn view(scribe: &Scribe<'_>) -> View {
    View {
        preference: preference(scribe),
        personas: scribe
            .audit
            .personas
            .iter()
            .map(|persona| section(scribe, persona))
            .collect(),
    }
}

fn preference(scribe: &Scribe<'_>) -> Option<Preference> {
    let personas = scribe.audit.personas.iter().filter(|row| !row.by_channel.is_empty());
    let used = |id: &str| {
        let mut shares = scribe.audit.personas.iter().flat_map(|row| &row.by_channel);
        shares.any(|share| share.channel == id)
    };
    let channels: Vec<&str> = scribe
        .audit
        .channels
        .iter()
        .map(|channel| channel.id.as_str())
        .filter(|id| used(id))
        .collect();
    let cell = |row: &PersonaRow, channel: &str| {
        let found = row.by_channel.iter().find(|share| share.channel == channel);
        Used {
            channel: scribe.channel(channel),
            share: found
                .and_then(|found| found.share)
                .map(|share| scribe.share(share))
                .unwrap_or_default(),
            range: found
                .and_then(|found| found.interval)
                .map(|interval| number::range(scribe.lang, interval.low, interval.high, |end| scribe.share(end)))
                .unwrap_or_default(),
            withheld: found.is_some_and(|found| found.share.is_none()),
            declared: row.channels.iter().any(|id| id == channel),
        }
    };
    let rows: Vec<PreferenceRow> = personas
        .map(|row| PreferenceRow {
            persona: Link {
                text: scribe.say(&row.name),
                href: format!("#persona-{}", row.id),
            },
            cells: channels.iter().map(|channel| cell(row, channel)).collect(),
        })
        .collect();
    let check = scribe.audit.personas.iter().flat_map(|row| &row.by_channel).next()?;
    Some(Preference {
        about: Link {
            text: scribe
                .check(&check.check)
                .map(|check| scribe.name(check))
                .unwrap_or_default(),
            href: scribe.to_check(&check.check).unwrap_or_default(),
        },
        channels: channels.iter().map(|id| scribe.channel(id)).collect(),
        rows,
    })
}

fn section(scribe: &Scribe<'_>, persona: &PersonaRow) -> Persona {
    let share = persona.share.map(|share| Measure {
        value: scribe.share(share),
        unit: String::new(),
        range: persona
            .share_interval
            .map(|interval| number::range(scribe.lang, interval.low, interval.high, |end| scribe.share(end)))
            .unwrap_or_default(),
        answers: persona.n.map(|n| scribe.answers(n)).unwrap_or_default(),
    });
    let absent = match (&share, persona.has_segment) {
        (Some(_), _) => String::new(),
        (None, true) => scribe.word("withheld"),
        (None, false) => scribe.word("persona-without-data"),
    };
    Persona {
        id: persona.id.clone(),
        name: scribe.say(&persona.name),
        summary: scribe.say(&persona.summary),
        share,
        absent,
        goals: persona.goals.iter().map(|claim| claim_view(scribe, claim)).collect(),
        pains: persona.pains.iter().map(|claim| claim_view(scribe, claim)).collect(),
        channels: persona.channels.iter().map(|id| scribe.channel(id)).collect(),
        scores: scores(scribe, &persona.id),
        curve: scribe.figure(&figures::journey_of(&persona.id)),
        findings: scribe
            .audit
            .findings
            .iter()
            .filter(|finding| finding.persona.as_deref() == Some(&persona.id))
            .map(|finding| point(scribe, finding))
            .collect(),
        quotes: quotes(scribe, persona),
    }
}

fn claim_view(scribe: &Scribe<'_>, claim: &Claim) -> ClaimView {
    let (grade, grade_words) = grade(scribe, claim.grade.value);
    ClaimView {
        text: scribe.say(&claim.text),
        grade,
        grade_words,
        source: claim
            .source
            .as_ref()
            .filter(|_| claim.grade.value == Grade::Quoted)
            .map(|id| references::named(scribe, &id.value))
            .unwrap_or_default(),
    }
}

/// A grade, for classes and in words.
pub(super) fn grade(scribe: &Scribe<'_>, grade: Grade) -> (&'static str, String) {
    let key = match grade {
        Grade::Measured => "measured",
        Grade::Observed => "observed",
        Grade::Assumed => "assumed",
        Grade::Quoted => "quoted",
    };
    (key, scribe.word(&format!("grade-{key}")))
}

/// The figures of the whole relation for one persona; touchpoints are on its curve.
fn scores(scribe: &Scribe<'_>, persona: &str) -> Vec<Score> {
    scribe
        .audit
        .checks
        .iter()
        .filter(|check| check.kind == Kind::Kpi && check.subject.touchpoint.is_none())
        .filter_map(|check| {
            let cell = latest::cell(check, "persona", persona)?;
            Some(Score {
                check: Link {
                    text: scribe.name(check),
                    href: scribe.to_check(&check.id).unwrap_or_default(),
                },
                measure: cell
                    .value
                    .filter(|_| !cell.suppressed)
                    .map(|value| scribe.measure(check, value, cell.interval.as_ref(), cell.n, Detail::Round)),
                everyone: scribe
                    .total(check, Detail::Round)
                    .map(|measure| measure.value)
                    .unwrap_or_default(),
            })
        })
        .collect()
}

fn quotes(scribe: &Scribe<'_>, persona: &PersonaRow) -> Vec<Quote> {
    let named = persona.quotes.iter().filter_map(|id| scribe.verbatim(id));
    let notes = scribe
        .audit
        .notes
        .iter()
        .filter(|note| note.persona.as_deref() == Some(&persona.id))
        .flat_map(|note| {
            note.quotes.iter().map(|(text, _)| {
                scribe.spoken(text, format!("{} ({})", note.participant, note_kind(scribe, note.kind)))
            })
        });
    named.chain(notes).take(QUOTES).collect()
}

/// What pages call a kind of note.
pub(super) fn note_kind(scribe: &Scribe<'_>, kind: crate::project::NoteKind) -> String {
    use crate::project::NoteKind;
    scribe.word(match kind {
        NoteKind::Interview => "note-interview",
        NoteKind::WalkThrough => "note-walk-through",
        NoteKind::Review => "note-review",
    })
}
