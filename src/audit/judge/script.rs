//! What goes into a plugin's script, and what comes out turned into findings with words.

use crate::audit::{Check, Finding, Severity};
use crate::diagnostics::{Problem, Problems};
use crate::evidence::{DimensionFacts, Protected, QuestionEvidence, Summary};
use crate::language::{Text, typography};
use crate::plugins::{
    CellInput, ChangeInput, CheckInput, Plugin, Priority, RawFinding, parameters, run_findings, run_level, wording,
};

use super::findings::finding;
use super::kpi::{Others, label};
use super::{Case, How};

/// What the script of a maturity check found.
pub(super) struct FoundLevel {
    /// The level, if it could tell.
    pub(super) level: Option<u8>,
    /// What is missing for the next one, in words.
    pub(super) missing: Vec<Text>,
    /// How much of the way is done, 0 to 1.
    pub(super) share: Option<f64>,
    /// Mean of the items.
    pub(super) mean: Option<f64>,
    /// Ids of the items that hold the level down.
    pub(super) weakest: Vec<String>,
    /// What else it found.
    pub(super) findings: Vec<Finding>,
}

/// A KPI that was judged, with what it was judged from.
pub(super) struct Judging<'a> {
    pub(super) check: &'a Check,
    pub(super) how: &'a How<'a>,
    pub(super) others: &'a Others<'a>,
    pub(super) total: &'a Summary,
    pub(super) found: &'a QuestionEvidence,
    pub(super) dimensions: &'a [DimensionFacts],
}

/// Findings of a KPI's script.
pub(super) fn findings(case: &Case<'_>, plugin: &Plugin, judging: &Judging<'_>) -> Result<Vec<Finding>, Problem> {
    // Where nobody answered there is nothing to find, and nothing that a script could ask for.
    if plugin.script.is_none() || judging.how.figure(judging.total).is_none() {
        return Ok(Vec::new());
    }
    let raw = run_findings(plugin, &input(case, plugin, judging))?;
    raw.into_iter().map(|raw| worded(judging.check, plugin, raw)).collect()
}

fn input(case: &Case<'_>, plugin: &Plugin, judging: &Judging<'_>) -> CheckInput {
    let check = judging.check;
    let cell = |key: Vec<(String, String)>, labels, summary: &Summary| CellInput {
        key,
        labels,
        summary: summary.clone(),
        figure: judging.how.figure(summary).map(|(_, figure)| figure),
    };
    let cells = judging.found.tables.iter().flat_map(|table| {
        table.cells.iter().filter_map(|shown| {
            let summary = match &shown.cell {
                Protected::Shown(summary) => summary,
                Protected::Withheld => return None,
            };
            let key = table.by.iter().cloned().zip(shown.key.iter().cloned()).collect();
            let labels = table
                .by
                .iter()
                .zip(&shown.key)
                .map(|(by, id)| label(judging.dimensions, by, id))
                .collect();
            Some(cell(key, labels, summary))
        })
    });
    let beside = plugin.manifest.beside.iter().filter_map(|(id, beside)| {
        let (estimate, summary) = match judging.others.total(id) {
            Some(own) => own,
            None if judging.how.estimate.is_of_table() => return None,
            None => (&beside.estimate, judging.total),
        };
        let how = How {
            estimate,
            ..*judging.how
        };
        Some((id.clone(), how.figure(summary)?.1))
    });
    let change = |change: &crate::audit::Change| ChangeInput {
        from: change.from.clone(),
        to: change.to.clone(),
        persona: change.persona.clone(),
        difference: change.difference,
        interval: change.interval,
        p: change.test.p_corrected,
        beyond_chance: change.beyond_chance(),
    };
    CheckInput {
        brand: case.project.brand.name.clone().unwrap_or_default(),
        parameters: parameters(plugin, &check.id, &case.project.checks),
        unit: check.unit.unwrap_or(crate::manifest::Unit::Score),
        scale: judging.how.scale,
        direction: judging.how.direction,
        weighted: judging.how.weighted,
        touchpoint: check.subject.touchpoint.clone(),
        total: cell(Vec::new(), Vec::new(), judging.total),
        cells: cells.collect(),
        beside: beside.collect(),
        changes: check.changes.iter().map(change).collect(),
    }
}

/// The level that a maturity check's script finds; `None`, with the problem told, when it broke or cannot tell.
pub(super) fn level(
    plugin: &Plugin,
    check: &Check,
    facts: &serde_json::Value,
    problems: &mut Problems,
) -> Option<FoundLevel> {
    let found = run_level(plugin, facts).and_then(|raw| {
        let Some(raw) = raw else { return Ok(None) };
        let missing = raw
            .missing
            .iter()
            .map(|missing| words(plugin, missing))
            .collect::<Result<Vec<Text>, Problem>>()?;
        let findings = raw
            .findings
            .into_iter()
            .map(|raw| worded(check, plugin, raw))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Some(FoundLevel {
            level: Some(raw.level),
            missing,
            share: raw.share,
            mean: raw.mean,
            weakest: raw.weakest,
            findings,
        }))
    });
    found.unwrap_or_else(|problem| {
        problems.push(problem);
        None
    })
}

fn words(plugin: &Plugin, raw: &RawFinding) -> Result<Text, Problem> {
    Ok(wording(plugin, raw)?.map(typography))
}

fn worded(check: &Check, plugin: &Plugin, raw: RawFinding) -> Result<Finding, Problem> {
    let text = words(plugin, &raw)?;
    let severity = match raw.severity {
        Some(Priority::High) => Severity::High,
        Some(Priority::Low) => Severity::Low,
        Some(Priority::Strength) => Severity::Strength,
        Some(Priority::Medium) | None => Severity::Medium,
    };
    let mut finding = finding(check, &raw.message, raw.values, severity, text);
    for (mark, part) in [("@", &raw.touchpoint), ("#", &raw.persona), ("=", &raw.about)] {
        if let Some(part) = part {
            finding.key.push_str(mark);
            finding.key.push_str(part);
        }
    }
    finding.persona = raw.persona;
    if raw.touchpoint.is_some() {
        finding.touchpoint = raw.touchpoint;
    }
    Ok(finding)
}
