//! The friction register: what the survey, the website, notes and the team tell, one entry for each touchpoint.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{Check, Finding, FrictionRow, FrictionSource, Severity, Teller};
use crate::language::Text;
use crate::manifest::Kind;
use crate::project::{Friction, Note, Project};

use super::cells::find;

/// The entries, gravest first.
pub(super) fn register(project: &Project, checks: &[Check], findings: &[Finding]) -> Vec<FrictionRow> {
    let mut entries: BTreeMap<String, Entry<'_>> = BTreeMap::new();
    for finding in findings {
        let Some(check) = checks.iter().find(|check| check.id == finding.check) else {
            continue;
        };
        if let Some(source) = told_by_finding(check, finding) {
            let key = match (&finding.touchpoint, &finding.criterion) {
                (Some(touchpoint), _) => at(touchpoint),
                (None, Some(criterion)) => format!("{}/{criterion}", check.id),
                (None, None) => continue,
            };
            let entry = entries.entry(key).or_default();
            entry.touchpoint = finding.touchpoint.as_deref();
            entry.findings.push(finding);
            entry.sources.push(source);
        }
    }
    for friction in &project.frictions {
        let key = key_of(friction, &entries);
        let entry = entries.entry(key).or_default();
        if let Some(same) = friction.same_as.as_ref().filter(|_| entry.findings.is_empty()) {
            // What the rule does not call a friction is one because the team says so.
            for finding in findings.iter().filter(|finding| is_criterion(same, finding)) {
                entry.findings.push(finding);
                entry.sources.extend(
                    checks
                        .iter()
                        .find(|check| check.id == finding.check)
                        .and_then(|check| told_by_criterion(check, finding)),
                );
            }
        }
        entry.touchpoint = entry
            .touchpoint
            .or(friction.touchpoint.as_ref().map(|touchpoint| touchpoint.value.as_str()));
        entry.own.push(friction);
        entry.sources.push(FrictionSource {
            kind: Teller::Hand,
            id: friction.id.value.clone(),
            text: friction.text.clone(),
            evidence: friction.evidence.clone(),
            n: friction.n,
            pages: None,
            place: None,
        });
    }
    for note in &project.notes {
        for touchpoint in &note.frictions {
            let entry = entries.entry(at(touchpoint)).or_default();
            entry.touchpoint = Some(&touchpoint.value);
            entry.notes.insert(note.id.as_str());
        }
    }
    let mut rows: Vec<FrictionRow> = entries.into_iter().map(|(id, entry)| entry.row(id, project)).collect();
    rows.sort_by(|a, b| {
        (a.severity.cmp(&b.severity))
            .then(b.size.total_cmp(&a.size))
            .then_with(|| a.id.cmp(&b.id))
    });
    rows
}

fn at(touchpoint: &str) -> String {
    format!("at-{touchpoint}")
}

/// Where a friction met by hand belongs: to its touchpoint, to the criterion that tells of the same, else to itself.
fn key_of(friction: &Friction, entries: &BTreeMap<String, Entry<'_>>) -> String {
    if let Some(touchpoint) = &friction.touchpoint {
        return at(touchpoint);
    }
    let Some(same) = &friction.same_as else {
        return friction.id.value.clone();
    };
    let told = entries
        .iter()
        .find(|(_, entry)| entry.findings.iter().any(|finding| is_criterion(same, finding)));
    told.map_or_else(|| same.value.clone(), |(key, _)| key.clone())
}

/// Whether a finding is about the criterion that `id` names, with its rule or without.
fn is_criterion(id: &str, finding: &Finding) -> bool {
    finding.criterion.as_deref().is_some_and(|criterion| {
        let of_rule = id
            .strip_prefix(finding.check.as_str())
            .and_then(|rest| rest.strip_prefix('/'));
        id == criterion || of_rule == Some(criterion)
    })
}

/// What a finding about a criterion tells.
fn told_by_criterion(check: &Check, finding: &Finding) -> Option<FrictionSource> {
    let of = |one: &&crate::audit::Criterion| Some(&one.id) == finding.criterion.as_ref();
    let pages = check.criteria.iter().find(of)?.pages_failed;
    Some(told(Teller::Website, finding, None, Some(pages)))
}

/// What a finding tells of a friction: a touchpoint that is measured and does badly, or a criterion that its rule calls a
/// friction.
fn told_by_finding(check: &Check, finding: &Finding) -> Option<FrictionSource> {
    if !is_friction(check, finding) {
        return None;
    }
    if check.kind == Kind::Website {
        return told_by_criterion(check, finding);
    }
    let n = answers(check, finding.persona.as_deref());
    Some(told(Teller::Survey, finding, n, None))
}

/// Whether a finding tells of a friction.
pub(super) fn is_friction(check: &Check, finding: &Finding) -> bool {
    match check.kind {
        Kind::Website => {
            let named = |one: &&crate::audit::Criterion| Some(&one.id) == finding.criterion.as_ref();
            check.criteria.iter().find(named).is_some_and(|one| one.friction)
        }
        Kind::Kpi => finding.touchpoint.is_some() && finding.severity != Severity::Strength,
        Kind::Maturity => false,
    }
}

fn told(kind: Teller, finding: &Finding, n: Option<u64>, pages: Option<u64>) -> FrictionSource {
    FrictionSource {
        kind,
        id: finding.id.clone(),
        text: finding.text.clone(),
        evidence: Text::default(),
        n,
        pages,
        place: finding.place.clone(),
    }
}

/// Answers of everyone or of a persona, in the latest period where there is one.
fn answers(check: &Check, persona: Option<&str>) -> Option<u64> {
    let Some(persona) = persona else {
        return check.standing().n;
    };
    let period = check.current.as_ref().and_then(|cell| cell.key.get("period"));
    let cell = match period {
        Some(period) => find(check, &[("persona", persona), ("period", period)]),
        None => find(check, &[("persona", persona)]),
    };
    cell.filter(|cell| !cell.suppressed)?.n
}

fn most(sources: &[FrictionSource], count: impl Fn(&FrictionSource) -> Option<u64>) -> Option<u64> {
    sources.iter().filter_map(count).max()
}

/// An entry while it is put together.
#[derive(Default)]
struct Entry<'a> {
    touchpoint: Option<&'a str>,
    findings: Vec<&'a Finding>,
    own: Vec<&'a Friction>,
    notes: BTreeSet<&'a str>,
    sources: Vec<FrictionSource>,
}

impl Entry<'_> {
    fn row(mut self, id: String, project: &Project) -> FrictionRow {
        let named = self
            .own
            .iter()
            .flat_map(|own| &own.notes)
            .map(|note| note.value.as_str());
        let ids: BTreeSet<&str> = self.notes.iter().copied().chain(named).collect();
        let notes: Vec<&Note> = project
            .notes
            .iter()
            .filter(|note| ids.contains(note.id.as_str()))
            .collect();
        self.sources.extend(notes.iter().map(|note| FrictionSource {
            kind: Teller::Note,
            id: note.id.value.clone(),
            text: super::rows::masked(&note.summary),
            evidence: Text::default(),
            n: None,
            pages: None,
            place: None,
        }));
        self.sources.sort_by_key(|source| source.kind);
        let gravest = self.findings.iter().min_by(|a, b| {
            (a.severity.cmp(&b.severity))
                .then(b.size.total_cmp(&a.size))
                .then_with(|| a.id.cmp(&b.id))
        });
        let named = self.touchpoint.and_then(|id| {
            let mut touchpoints = project.journey.touchpoints.iter();
            touchpoints.find(|touchpoint| touchpoint.id.value == id)
        });
        let text = match (self.own.first(), named, gravest) {
            (Some(own), _, _) => own.text.clone(),
            (None, Some(touchpoint), _) => touchpoint.title.clone(),
            (None, None, Some(finding)) => finding.text.clone(),
            (None, None, None) => Text::default(),
        };
        let mut actions: Vec<String> = Vec::new();
        for action in &project.actions {
            let own = self.own.iter().map(|own| own.id.as_str()).chain(self.touchpoint);
            let names = own.collect::<BTreeSet<_>>();
            let answers = action.answers.iter().any(|answer| names.contains(answer.as_str()));
            let through = self
                .findings
                .iter()
                .any(|finding| finding.actions.contains(&action.id.value));
            if answers || through {
                actions.push(action.id.value.clone());
            }
        }
        let participants = |notes: &mut dyn Iterator<Item = &Note>| -> u64 {
            notes
                .map(|note| note.participant.as_str())
                .collect::<BTreeSet<_>>()
                .len() as u64
        };
        FrictionRow {
            text,
            touchpoint: self.touchpoint.map(str::to_owned),
            severity: gravest.map_or(Severity::Medium, |finding| finding.severity),
            size: gravest.map_or(0.0, |finding| finding.size),
            n: most(&self.sources, |source| source.n.filter(|_| source.kind != Teller::Hand)),
            cases: most(&self.sources, |source| source.n.filter(|_| source.kind == Teller::Hand)),
            pages: most(&self.sources, |source| source.pages),
            participants: (!notes.is_empty()).then(|| {
                (
                    participants(&mut notes.iter().copied()),
                    participants(&mut project.notes.iter()),
                )
            }),
            actions,
            sources: self.sources,
            id,
        }
    }
}
