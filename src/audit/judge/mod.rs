//! Evidence → Audit. Plain functions of plain data: nothing here reads a file, a clock or the environment.

mod actions;
mod alerts;
mod asked;
mod by_group;
mod cells;
mod compare;
mod constructs;
mod counted;
mod drivers;
mod findings;
mod frictions;
mod gone;
mod ids;
mod journey;
mod kpi;
mod maturity;
mod moments;
mod order;
mod organisation;
mod personas;
mod priority;
mod projection;
mod question_mean;
mod rows;
mod script;
mod show;
mod spacing;
mod stake;
mod verdict;
mod voice;
mod website;

use std::collections::BTreeMap;

use crate::audit::words::say;
use crate::audit::{Audit, Check, Counted, Finding, PluginRef, ProjectHead, Severity, Subject, Tool};
use crate::diagnostics::Problems;
use crate::evidence::{Binding, Evidence, Plan, Repeated, Summary};
use crate::language::{Args, Text};
use crate::manifest::{Direction, Estimate, Kind, Manifest};
use crate::plugins::{Figure, Plugin, Registry};
use crate::project::{Day, Project, Question, Reference, Survey};
use crate::stats::Difference;

/// What is judged.
pub struct Case<'a> {
    /// The project.
    pub project: &'a Project,
    /// The plugins.
    pub registry: &'a Registry,
    /// What was planned to be read.
    pub plan: &'a Plan,
    /// What was found.
    pub evidence: &'a Evidence,
    /// The day the audit speaks of, where the command line says so.
    pub today: Option<Day>,
    /// Commit of the project, where one was passed in.
    pub commit: Option<String>,
}

/// A check with what it takes to estimate it again for other cells.
struct Judged<'a> {
    check: Check,
    how: Option<How<'a>>,
}

/// How a KPI is estimated.
struct How<'a> {
    estimate: &'a Estimate,
    scale: [i32; 2],
    direction: Direction,
    weighted: bool,
}

impl<'a> How<'a> {
    /// How the rows of a table are estimated.
    fn of_table(estimate: &'a Estimate, plugin: &Plugin) -> Self {
        let direction = match plugin.manifest.direction {
            None | Some(Direction::FromScale) => Direction::HigherIsBetter,
            Some(written) => written,
        };
        How {
            estimate,
            scale: [0, 1],
            direction,
            weighted: false,
        }
    }

    /// The estimate for a summary of the same question; `None` where nobody answered.
    fn figure(&self, summary: &Summary) -> Option<(f64, Figure)> {
        let figure = crate::plugins::estimate(self.estimate, summary, self.scale, self.direction, self.weighted);
        Some((figure.value?, figure))
    }

    /// The difference between two summaries of the same question, second minus first.
    fn difference(&self, before: &Summary, after: &Summary) -> Option<Difference> {
        crate::plugins::difference(self.estimate, before, after, self.scale, self.direction, self.weighted)
    }

    /// The same between two periods, of which `repeated` answered in both, and how many these are where the test knows of
    /// them.
    fn change(
        &self,
        before: &Summary,
        after: &Summary,
        repeated: Option<&Repeated>,
    ) -> Option<(Difference, Option<u64>)> {
        let paired = repeated.and_then(|repeated| {
            let cells = (before, after);
            let (scale, direction, weighted) = (self.scale, self.direction, self.weighted);
            let found =
                crate::plugins::repeated_difference(self.estimate, cells, scale, direction, weighted, repeated)?;
            Some((found, Some(repeated.n)))
        });
        paired.or_else(|| Some((self.difference(before, after)?, None)))
    }
}

/// Judges everything. Problems of plugins are added to `problems` and make their check `untested`; the rest of
/// the audit is made all the same.
pub fn judge(case: &Case<'_>, problems: &mut Problems) -> Audit {
    let project = case.project;
    let as_of = case
        .today
        .or(project.as_of)
        .or(project.period.map(|period| period.to))
        .or(case.evidence.latest);
    let mut personas = rows::personas(project, case.evidence);

    let mut judged: Vec<Judged<'_>> = Vec::new();
    let mut found: Vec<Finding> = Vec::new();
    // Before any check is judged: what a change is worth depends on how many were looked at.
    let mut changes = compare::changes(case);
    for binding in in_order(case, problems) {
        let Some(plugin) = case.registry.get(&binding.plugin) else {
            continue;
        };
        let one = match plugin.manifest.kind {
            Kind::Kpi => {
                let mut one = kpi::judge(case, binding, plugin, &mut changes, problems);
                one.judged.check.projection = projection::of_check(case, binding, &one.judged.check, problems);
                one
            }
            Kind::Website => website::judge(case, binding, plugin, &judged, problems),
            Kind::Maturity => {
                let before = maturity::Before {
                    judged: &judged,
                    found: &found,
                    as_of,
                };
                maturity::judge(case, binding, plugin, &before, problems)
            }
        };
        let mut of_check = findings::of_check(&one.judged.check, &personas);
        if let (Some(site), Some(facts)) = (&project.website, &case.evidence.website) {
            website::touchpoints(&site.touchpoints, facts, &one.judged.check, &mut of_check);
        }
        found.extend(of_check);
        found.extend(one.findings);
        judged.push(one.judged);
    }
    compare::correct_contrasts(&mut judged);
    let surveys = rows::surveys(project, case.evidence);
    let (journeys, promises) = {
        let checks: Vec<&Check> = judged.iter().map(|judged| &judged.check).collect();
        personas::complete(&mut personas, case.evidence, &checks);
        let journeys = journey::journeys(project, &checks);
        let promises = organisation::promises(project, journeys.first(), &checks);
        (journeys, promises)
    };
    found.extend(personas::findings(&personas, &surveys));
    found.extend(moments::findings(journeys.first()));
    found.extend(organisation::findings(project, &promises));
    number(&mut found);

    let actions = actions::actions(project, case.evidence, &judged, &found, &surveys, as_of, problems);
    for finding in &mut found {
        finding.actions = actions
            .iter()
            .filter(|action| action.findings.contains(&finding.id))
            .map(|action| action.id.clone())
            .collect();
    }
    let value_at_stake = stake::value_at_stake(project, case.evidence, &judged);
    let mut checks: Vec<Check> = judged.into_iter().map(|judged| judged.check).collect();
    maturity::number(&mut checks, &found);
    checks.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    found.sort_by(|a, b| {
        a.severity
            .cmp(&b.severity)
            .then(b.size.total_cmp(&a.size))
            .then_with(|| a.id.cmp(&b.id))
    });

    let written = !project.verdict.is_empty();
    let verdict = if written {
        project.verdict.clone()
    } else {
        verdict::verdict(&checks, journeys.first())
    };
    let references = references(project, &checks);
    let website = website::row(case, &checks);
    let maturity_whole = maturity::whole(&checks);
    let verbatims = rows::verbatims(case.evidence);
    asked::without_an_answer(case, problems);
    projection::elsewhere(case, problems);
    let voice = voice::voice(project, case.evidence);
    let ideas = voice::ideas(project, &voice, problems);
    let mut audit = Audit {
        format: "parcours-audit/1".to_owned(),
        tool: Tool {
            name: "parcours".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        project: head(project, verdict, written),
        as_of,
        commit: case.commit.clone(),
        inputs: rows::inputs(case.evidence),
        alerts: alerts::alerts(&checks, &found, &verbatims),
        frictions: frictions::register(project, &checks, &found),
        checks,
        findings: found,
        actions,
        surveys,
        personas,
        channels: rows::channels(project),
        journeys,
        maturity: maturity_whole,
        verbatims,
        voice,
        ideas,
        notes: rows::notes(project),
        value_at_stake,
        website,
        data_map: Some(project.data_map.clone()).filter(|map| !map.stores.is_empty()),
        reconciliations: case.evidence.reconciliations.clone(),
        organisation: Some(project.organisation.clone()).filter(|whole| !whole.activities.is_empty()),
        promises,
        glossary: project.glossary.clone(),
        timeline: project.timeline.clone(),
        references,
        problems: rows::problems(problems.clone(), project),
    };
    journey::attach(&mut audit);
    explain(&mut audit);
    audit
}

/// The plan's bindings in the order in which they can be judged.
fn in_order<'a>(case: &'a Case<'_>, problems: &mut Problems) -> Vec<&'a Binding> {
    let manifests: Vec<&Manifest> = case.registry.manifests().collect();
    let order = match order::order(&manifests) {
        Ok(order) => order,
        Err(problem) => {
            problems.push(problem);
            manifests.iter().map(|manifest| manifest.id.value.clone()).collect()
        }
    };
    let rank: BTreeMap<&str, usize> = order.iter().enumerate().map(|(rank, id)| (id.as_str(), rank)).collect();
    let mut bindings: Vec<&Binding> = case.plan.bindings.iter().collect();
    bindings.sort_by_key(|binding| (rank.get(binding.plugin.as_str()).copied(), binding.check.clone()));
    bindings
}

/// What a kind's judgement gives.
struct Judgement<'a> {
    judged: Judged<'a>,
    findings: Vec<Finding>,
}

/// A check about which nothing is known yet.
fn blank_check(binding: &Binding, plugin: &Plugin) -> Check {
    Check {
        id: binding.check.clone(),
        kind: plugin.manifest.kind,
        plugin: PluginRef {
            id: plugin.manifest.id.value.clone(),
            version: plugin.manifest.version.clone(),
        },
        title: plugin.manifest.title.clone(),
        summary: plugin.manifest.summary.clone(),
        subject: Subject::default(),
        estimate: None,
        outcome: crate::audit::Outcome::Untested,
        value: None,
        unit: plugin.manifest.unit,
        range: plugin.manifest.range,
        direction: plugin.manifest.direction,
        scale: None,
        n: None,
        n_effective: None,
        standard_error: None,
        counts: BTreeMap::new(),
        missing: None,
        interval: None,
        unweighted: None,
        sums: Vec::new(),
        beside: Vec::new(),
        current: None,
        target: None,
        benchmarks: Vec::new(),
        changes: Vec::new(),
        projection: None,
        drivers: None,
        constructs: Vec::new(),
        share_checked: 0.0,
        score: None,
        level: None,
        website: None,
        maturity: None,
        levels: plugin.manifest.levels.clone(),
        missing_for_next: Vec::new(),
        items: Vec::new(),
        raters: BTreeMap::new(),
        breakdowns: Vec::new(),
        criteria: Vec::new(),
        withheld: None,
        trend_needs: None,
        detail: plugin.manifest.detail,
        charts: plugin.manifest.charts.iter().map(|chart| chart.value.clone()).collect(),
        references: plugin.manifest.references.clone(),
        readme: plugin.readme.clone(),
    }
}

/// What a check is estimated from: a question of a survey, or what is counted of the rows of a table.
struct Source<'a> {
    /// Id of the survey or of the table.
    survey: &'a str,
    /// Id of the question, or of what is counted.
    question: &'a str,
    how: How<'a>,
    subject: Subject,
}

impl<'a> Source<'a> {
    /// That of a binding; `None` for a check that reads neither, or has no estimate.
    fn of(case: &Case<'a>, binding: &'a Binding, plugin: &'a Plugin) -> Option<Self> {
        if let Some(table) = &binding.table {
            let planned = case.plan.counted(table)?;
            let question = planned.questions.iter().find(|one| one.question == binding.plugin)?;
            return Some(Source {
                survey: table,
                question: &question.question,
                how: How::of_table(&question.derived.as_ref()?.estimate, plugin),
                subject: Subject {
                    table: Some(crate::evidence::source_of(table).to_owned()),
                    counted: if case.plan.invitations.iter().any(|planned| planned.survey == *table) {
                        Some(Counted::People)
                    } else {
                        let estimate = plugin.manifest.estimate.as_ref();
                        estimate.and_then(|estimate| counted::of_table(&plugin.manifest, &estimate.value))
                    },
                    ..Subject::default()
                },
            });
        }
        let (survey, question) = asked(case.project, binding)?;
        Some(Source {
            survey: survey.id.as_str(),
            question: question.id.as_str(),
            how: kpi::how(plugin, survey, question)?,
            subject: kpi::subject(survey, question),
        })
    }
}

/// The survey and question of a binding.
fn asked<'a>(project: &'a Project, binding: &Binding) -> Option<(&'a Survey, &'a Question)> {
    let survey = project
        .surveys
        .iter()
        .find(|survey| Some(survey.id.as_str()) == binding.survey.as_deref())?;
    let question = survey
        .questions
        .iter()
        .find(|question| Some(question.id.as_str()) == binding.question.as_deref())?;
    Some((survey, question))
}

/// The value of a parameter, as the plugin's script sees it too, where it is a number.
fn number_parameter(case: &Case<'_>, binding: &Binding, plugin: &Plugin, name: &str) -> Option<f64> {
    crate::plugins::parameters(plugin, &binding.check, &case.project.checks)
        .get(name)
        .and_then(serde_json::Value::as_f64)
}

fn number(findings: &mut [Finding]) {
    findings::tell_apart(findings);
    let ids = ids::assign(findings.iter().map(|finding| finding.key.as_str()));
    for finding in findings {
        if let Some(id) = ids.get(&finding.key) {
            finding.id.clone_from(id);
        }
    }
}

fn head(project: &Project, verdict: Text, verdict_written: bool) -> ProjectHead {
    ProjectHead {
        title: project.title.clone(),
        client: project.client.clone(),
        brand: project.brand.name.clone().unwrap_or_default(),
        languages: project.languages.clone(),
        period: project.period.map(|period| (period.from, period.to)),
        scope: project.scope.clone(),
        notice: project.notice.clone(),
        currency: project.currency.clone(),
        verdict,
        verdict_written,
        minimum_cell: project.minimum_cell,
        minimum_verbatims: project.minimum_verbatims,
    }
}

/// The project's sources, then those that its checks cite and that it does not describe itself.
fn references(project: &Project, checks: &[Check]) -> Vec<Reference> {
    let cited = |id: &str| {
        checks
            .iter()
            .any(|check| check.references.iter().any(|cited| cited == id))
    };
    let described = |id: &str| project.references.iter().any(|known| known.id.value == id);
    let built_in = crate::plugins::references()
        .iter()
        .filter(|known| cited(&known.id) && !described(&known.id));
    project.references.iter().chain(built_in).cloned().collect()
}

/// Puts the comments that explain a finding beside it: those of its touchpoint and persona, detractors first for
/// what went wrong, promoters first for a strength, then by id; at most six.
fn explain(audit: &mut Audit) {
    for finding in &mut audit.findings {
        let Some(touchpoint) = &finding.touchpoint else {
            continue;
        };
        let first = if finding.severity == Severity::Strength {
            "promoter"
        } else {
            "detractor"
        };
        let mut about: Vec<_> = audit
            .verbatims
            .iter()
            .filter(|verbatim| verbatim.touchpoint.as_ref() == Some(touchpoint))
            .filter(|verbatim| {
                finding.persona.as_ref().is_none_or(|persona| {
                    verbatim
                        .dimensions
                        .get("persona")
                        .is_some_and(|ids| ids.contains(persona))
                })
            })
            .collect();
        about.sort_by_key(|verbatim| (verbatim.group.as_deref() != Some(first), verbatim.id.clone()));
        finding.verbatims = about.into_iter().take(6).map(|verbatim| verbatim.id.clone()).collect();
    }
}

/// What everyone together is called.
fn words_of_everyone() -> Text {
    say("everyone", &Args::new())
}
