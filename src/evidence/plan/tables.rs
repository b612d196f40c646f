//! The checks that read tables besides surveys: which tables they find, and what is counted of their rows.

use std::collections::BTreeMap;

use super::{Binding, QuestionPlan, SurveyPlan, is_active};
use crate::diagnostics::Place;
use crate::evidence::Derived;
use crate::evidence::derived::EVENT;
use crate::manifest::{Code, Condition, Estimate, Located, Manifest, Measure, Per, TableRead, Unit};
use crate::project::{CheckSettings, Period, Project, Table, setting};

/// What stands behind the id of a survey whose invitations are counted.
const INVITED: &str = "invited";

/// What is counted of each table, by its id.
pub(super) type Asked = BTreeMap<String, Vec<QuestionPlan>>;

/// What is counted of a table: its rows, or its rows put together, which is no survey's id. Those of one window are not those of
/// all time.
fn counted_of(table: &Table, read: &TableRead) -> String {
    let id = &table.id.value;
    match (&read.per, read.during) {
        (None, _) => id.clone(),
        (Some(per), None) => format!("{id}/{per}"),
        (Some(per), Some(_)) => format!("{id}/{per}/window"),
    }
}

/// What the beside of a check is called among what is counted.
pub fn beside_of(plugin: &str, beside: &str) -> String {
    format!("{plugin}/{beside}")
}

/// The bindings of a check to the tables it finds, one each; what they count is added to `asked`.
pub(super) fn bind(project: &Project, manifest: &Manifest, read: &TableRead, asked: &mut Asked) -> Vec<Binding> {
    let plugin = manifest.id.value.as_str();
    let invitations: Vec<Table> = project.surveys.iter().filter_map(Table::of_invitations).collect();
    let has_all = |table: &&Table| missing(project, manifest, read, table).is_none();
    // Of invitations only numbers of people are known.
    let is_rate = manifest
        .estimate
        .as_ref()
        .is_some_and(|estimate| estimate.value.rate.is_some());
    let of_surveys = invitations.iter().filter(|_| is_rate && read.per.is_none());
    let is_survey = |table: &Table| project.surveys.iter().any(|survey| survey.id.value == table.id.value);
    let matches: Vec<&Table> = project.tables.iter().chain(of_surveys).filter(has_all).collect();
    let mut bindings = Vec::new();
    for table in &matches {
        let check = if matches.len() == 1 {
            plugin.to_owned()
        } else {
            format!("{plugin}:{}", table.id.value)
        };
        if !is_active(project, plugin, &check) {
            continue;
        }
        let Some(estimate) = &manifest.estimate else { continue };
        let counted = if is_survey(table) {
            format!("{}/{INVITED}", table.id.value)
        } else {
            counted_of(table, read)
        };
        let own = asked.entry(counted.clone()).or_default();
        let main = [(plugin.to_owned(), &estimate.value, manifest.unit)];
        let beside = manifest.beside.iter();
        let beside = beside.map(|(name, beside)| (beside_of(plugin, name), &beside.estimate, Some(beside.unit)));
        for (id, estimate, unit) in main.into_iter().chain(beside) {
            let question = question(project, manifest, table, &check, (estimate, unit));
            own.extend(question.map(|question| QuestionPlan {
                question: id,
                ..question
            }));
        }
        bindings.push(Binding {
            check,
            plugin: plugin.to_owned(),
            survey: None,
            question: None,
            table: Some(counted),
        });
    }
    bindings
}

/// The plan of each survey whose invitations are read; they are taken out of `asked`.
pub(super) fn plans_of_invitations(project: &Project, asked: &mut Asked) -> Vec<SurveyPlan> {
    let of_survey = |survey: &crate::project::Survey| {
        let counted = format!("{}/{INVITED}", survey.id.value);
        let questions = asked.remove(&counted)?;
        plans(project, Asked::from([(counted, questions)])).pop()
    };
    project.surveys.iter().filter_map(of_survey).collect()
}

/// The plan of each table that something is counted of.
pub(super) fn plans(project: &Project, mut asked: Asked) -> Vec<SurveyPlan> {
    let place = |counted: &str| {
        let table = super::source_of(counted);
        project.tables.iter().position(|own| own.id.value == table)
    };
    let mut plans: Vec<SurveyPlan> = std::mem::take(&mut asked)
        .into_iter()
        .map(|(counted, questions)| SurveyPlan {
            survey: counted,
            questions,
            opinions: Vec::new(),
            verbatims: Vec::new(),
            matrix: Vec::new(),
        })
        .collect();
    plans.sort_by_key(|plan| (place(&plan.survey), plan.survey.clone()));
    plans
}

/// What a table lacks for a check: nothing, or the name of a field or of `window`.
pub fn missing<'m>(
    project: &Project,
    manifest: &'m Manifest,
    read: &'m TableRead,
    table: &Table,
) -> Option<Vec<&'m str>> {
    if table.kind.value != read.kind {
        return Some(Vec::new());
    }
    let has = |field: &str| table.columns.contains_key(field);
    for need in &read.needs {
        if !need.fields().iter().any(|field| has(field)) {
            return Some(need.fields().iter().map(String::as_str).collect());
        }
    }
    if let Some(per) = &read.per
        && !has(per)
    {
        return Some(vec![per]);
    }
    let windowed = |condition: &Condition| condition.windowed().into_iter().any(has);
    let growth = manifest
        .estimate
        .as_ref()
        .is_some_and(|estimate| estimate.value.growth.is_some());
    let looks = growth
        || read.during.is_some()
        || manifest
            .measures
            .values()
            .any(|measure| measure.condition.as_ref().is_some_and(windowed));
    if looks && table.window(project.period).is_none() {
        return Some(vec!["window"]);
    }
    // A check that the project names is told of its rates; one that it never asked for is not there.
    let named = |settings: &CheckSettings| settings.check.value.split(':').next() == Some(manifest.id.as_str());
    let is_named = project.checks.iter().any(named);
    (!is_named && !other_times(project, manifest, table).is_empty()).then(|| vec!["window"])
}

/// A rate of another time than the window of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherTime<'m> {
    /// The parameter.
    pub parameter: &'m str,
    /// The rate, and the time it is of.
    pub rate: (f64, Per),
    /// Where the project says it; nowhere for a default.
    pub place: Option<Place>,
    /// The window.
    pub window: Period,
}

/// The rates among the parameters of a check that are of another time than the window of a table: what is counted over a month
/// cannot be held against a rate a year. Without a window nothing is known.
pub fn other_times<'m>(project: &Project, manifest: &'m Manifest, table: &Table) -> Vec<OtherTime<'m>> {
    let Some(window) = table.window(project.period) else {
        return Vec::new();
    };
    let plugin = manifest.id.value.as_str();
    let check = format!("{plugin}:{}", table.id.value);
    let days = window
        .from
        .0
        .until(window.to.0)
        .map_or(0, |span| i64::from(span.get_days()) + 1);
    let rates = manifest.parameters.iter().filter_map(|(name, parameter)| {
        let set = setting(&project.checks, &check, plugin, |settings| settings.with.get(name));
        let value = set.map(|value| &value.value).or(parameter.default.as_ref())?;
        let rate = parameter.rate(value)?;
        (Per::of_days(days) != Some(rate.1)).then(|| OtherTime {
            parameter: name,
            rate,
            place: set.map(Located::place),
            window,
        })
    });
    rates.collect()
}

/// What an estimate counts of a table; `None` where a parameter it compares with has no value.
fn question(
    project: &Project,
    manifest: &Manifest,
    table: &Table,
    check: &str,
    (estimate, unit): (&Estimate, Option<Unit>),
) -> Option<QuestionPlan> {
    let plugin = manifest.id.value.as_str();
    let value = |name: &str| -> Option<Code> {
        let set = setting(&project.checks, check, plugin, |settings| settings.with.get(name));
        let parameter = manifest.parameters.get(name)?;
        let value = set.map(|value| &value.value).or(parameter.default.as_ref())?;
        Some(Code(match parameter.plain(value) {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        }))
    };
    let (mut estimate, measures) = filled(estimate, &manifest.measures, &value)?;
    if let Some(ratio) = &mut estimate.ratio {
        ratio.percent = unit == Some(Unit::Percent);
    }
    if let Some(formula) = &mut estimate.formula {
        formula.percent = unit == Some(Unit::Percent);
        let names = manifest.parameters.keys();
        let numbers = names.filter_map(|name| Some((name.clone(), value(name)?.number()?)));
        formula.parameters = numbers.collect();
    }
    let survey = table.as_survey();
    Some(QuestionPlan {
        question: String::new(),
        tables: super::sorted(super::tables(project, &survey, &manifest.breakdowns)),
        partings: partings(&estimate),
        derived: Some(Derived {
            estimate,
            measures,
            read: manifest.table()?.clone(),
            window: table.window(project.period),
        }),
    })
}

/// An estimate and the measures it takes, with the values of parameters in the place of their names.
fn filled(
    estimate: &Estimate,
    measures: &BTreeMap<String, Measure>,
    value: &dyn Fn(&str) -> Option<Code>,
) -> Option<(Estimate, BTreeMap<String, Measure>)> {
    let mut estimate = estimate.clone();
    if let Some(survival) = &mut estimate.survival {
        fill(&mut survival.at, value)?;
    }
    if let Some(difference) = &mut estimate.difference {
        difference.between.iter_mut().try_for_each(|code| fill(code, value))?;
    }
    let named: Vec<String> = estimate.measures().into_iter().map(ToOwned::to_owned).collect();
    let mut taken = BTreeMap::new();
    for name in named {
        let mut measure = measures.get(&name)?.clone();
        if let Some(condition) = &mut measure.condition {
            fill_condition(condition, value)?;
        }
        taken.insert(name, measure);
    }
    Some((estimate, taken))
}

fn fill(code: &mut Code, value: &dyn Fn(&str) -> Option<Code>) -> Option<()> {
    if let Some(name) = code.parameter() {
        *code = value(name)?;
    }
    Some(())
}

fn fill_condition(condition: &mut Condition, value: &dyn Fn(&str) -> Option<Code>) -> Option<()> {
    let own = [
        &mut condition.is,
        &mut condition.at_least,
        &mut condition.at_most,
        &mut condition.reached,
    ];
    let codes = own.into_iter().flatten().chain(condition.one_of.iter_mut().flatten());
    for code in codes {
        fill(code, value)?;
    }
    let deeper = condition.all.iter_mut().chain(&mut condition.any).flatten();
    for condition in deeper.chain(condition.not.as_deref_mut()) {
        fill_condition(condition, value)?;
    }
    Some(())
}

/// How rows are told apart by what is published of them: who has it and who has not, or each by its value. Sums tell
/// nobody apart.
fn partings(estimate: &Estimate) -> Vec<Vec<[i32; 2]>> {
    if estimate.rate.is_some() {
        vec![vec![[1, 1]]]
    } else if estimate.survival.is_some() {
        vec![vec![[EVENT, i32::MAX]]]
    } else if estimate.quantile.is_some() {
        vec![Vec::new()]
    } else {
        Vec::new()
    }
}
