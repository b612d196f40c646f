//! What has to be read: put together from the active checks before any data is opened.

mod tables;

pub use tables::{OtherTime, beside_of, missing, other_times};

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Derived;
use crate::diagnostics::Place;
use crate::manifest::{
    Breakdown, Construct, Direction, Estimate, Item, Kind, Manifest, ProbeRef, ProjectList, QuestionRead, Role,
};
use crate::project::{Project, Question, Survey, setting};

/// A check bound to what it matches: it runs once per binding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// Id of the check: the plugin's for a single match, else `<plugin>:<survey>.<question>`.
    pub check: String,
    /// Id of the plugin.
    pub plugin: String,
    /// Id of the survey, for a check that reads a question.
    pub survey: Option<String>,
    /// Id of the question, for a check that reads one.
    pub question: Option<String>,
    /// Id of the table, for a check that reads one.
    pub table: Option<String>,
}

/// A question that is read, and the tables that are filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionPlan {
    /// Id of the question.
    pub question: String,
    /// Ids of dimensions of each table: `[["persona"], ["persona", "period"]]`.
    pub tables: Vec<Vec<String>>,
    /// How the answers are told apart by what is published of them: the ranges of answers each share counts, or no
    /// range where every answer is one of its own. People who all answered in one range have no secret left.
    pub partings: Vec<Vec<[i32; 2]>>,
    /// What is counted in the place of answers, where it is the rows of a table.
    pub derived: Option<Derived>,
}

/// A survey, or a table in its manner, that is read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurveyPlan {
    /// Id of the survey.
    pub survey: String,
    /// Its questions that somebody reads.
    pub questions: Vec<QuestionPlan>,
    /// Ids of the questions of which somebody asks what pairs of answers have in common, in the order of the survey.
    pub matrix: Vec<String>,
    /// Ids of its verbatim questions.
    pub verbatims: Vec<String>,
    /// Those whose comments are read for topics and sentiment.
    pub opinions: Vec<String>,
}

impl Plan {
    /// What is counted of the rows of a table, or of invitations, by the name that a binding has for it.
    pub fn counted(&self, table: &str) -> Option<&SurveyPlan> {
        let mut all = self.tables.iter().chain(&self.invitations);
        all.find(|planned| planned.survey == table)
    }
}

impl SurveyPlan {
    /// Id of the survey or of the table whose file is read.
    pub fn source(&self) -> &str {
        source_of(&self.survey)
    }

    /// Whether rows are put together before they are counted.
    pub(super) fn is_keyed(&self) -> bool {
        self.survey.contains('/')
    }
}

/// The table of what is counted of it: `orders` of `orders/customer`.
pub fn source_of(counted: &str) -> &str {
    counted.split('/').next().unwrap_or(counted)
}

/// A probe that a website rule asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProbePlan {
    /// Plugin and criterion, as `findable/seo-title-present`: the key of the result.
    pub criterion: String,
    /// The probe.
    pub probe: ProbeRef,
    /// Where the manifest asks for it.
    pub place: Place,
}

/// The items of a maturity check that questionnaires may rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatedPlan {
    /// Id of the check.
    pub check: String,
    /// Its items.
    pub items: Vec<Item>,
    /// Lowest and highest answer.
    pub answers: [u8; 2],
}

/// Everything that has to be read.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Plan {
    /// Every check that will be judged, sorted by id.
    pub bindings: Vec<Binding>,
    /// The surveys.
    pub surveys: Vec<SurveyPlan>,
    /// The tables that a check reads.
    pub tables: Vec<SurveyPlan>,
    /// The surveys whose invitations a check reads, as `<survey>/invited`.
    pub invitations: Vec<SurveyPlan>,
    /// The probes of the website rules.
    pub probes: Vec<ProbePlan>,
    /// What raters may rate.
    pub rated: Vec<RatedPlan>,
}

/// The bindings of `manifests` to the project, and what they read: for each survey the questions, the tables and the
/// comments. Nothing is opened.
///
/// A check that reads a question runs once per question of that role (and scale, where one is required); any other
/// runs once, if the project has something it reads. A check the project switched off is left out, and what it would
/// have been called does not depend on that.
pub fn plan(project: &Project, manifests: &[&Manifest]) -> Plan {
    let mut bindings = Vec::new();
    let mut wanted: BTreeMap<(&str, &str), Wanted> = BTreeMap::new();
    let mut paired: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut of_tables = BTreeMap::new();
    for manifest in manifests {
        let plugin = manifest.id.value.as_str();
        if let Some(read) = manifest.table() {
            bindings.extend(tables::bind(project, manifest, read, &mut of_tables));
            continue;
        }
        if manifest.reads_constructs() {
            let asked: Vec<(&Survey, Vec<&Question>)> = project
                .surveys
                .iter()
                .map(|survey| {
                    (
                        survey,
                        constructs(manifest, survey)
                            .into_iter()
                            .flat_map(|(_, asked)| asked)
                            .collect(),
                    )
                })
                .filter(|(_, questions): &(_, Vec<_>)| !questions.is_empty())
                .collect();
            for (survey, questions) in &asked {
                let check = if asked.len() == 1 {
                    plugin.to_owned()
                } else {
                    format!("{plugin}:{}", survey.id.value)
                };
                if !is_active(project, plugin, &check) {
                    continue;
                }
                for question in questions {
                    let question = (survey.id.value.as_str(), question.id.value.as_str());
                    let wanted = wanted.entry(question).or_default();
                    wanted.tables.extend(tables(project, survey, &manifest.breakdowns));
                    paired.insert(question);
                }
                bindings.push(Binding {
                    check,
                    plugin: plugin.to_owned(),
                    survey: Some(survey.id.value.clone()),
                    question: None,
                    table: None,
                });
            }
            continue;
        }
        let Some(read) = question_read(manifest) else {
            if has_something_to_read(project, manifest) && is_active(project, plugin, plugin) {
                bindings.push(Binding {
                    check: plugin.to_owned(),
                    plugin: plugin.to_owned(),
                    survey: None,
                    question: None,
                    table: None,
                });
            }
            continue;
        };
        let matches: Vec<(&Survey, &Question)> = project
            .surveys
            .iter()
            .flat_map(|survey| survey.questions.iter().map(move |question| (survey, question)))
            .filter(|(_, question)| answers(question, read))
            .collect();
        for (survey, question) in &matches {
            let check = if matches.len() == 1 {
                plugin.to_owned()
            } else {
                format!("{plugin}:{}.{}", survey.id.value, question.id.value)
            };
            if !is_active(project, plugin, &check) {
                continue;
            }
            let wanted = wanted.entry((&survey.id.value, &question.id.value)).or_default();
            wanted.tables.extend(tables(project, survey, &manifest.breakdowns));
            wanted.partings.extend(partings(manifest, question));
            for other in drivers(project, manifest, &check, survey, question) {
                for id in [&question.id.value, &other.id.value] {
                    paired.insert((&survey.id.value, id));
                }
            }
            bindings.push(Binding {
                check,
                plugin: plugin.to_owned(),
                survey: Some(survey.id.value.clone()),
                question: Some(question.id.value.clone()),
                table: None,
            });
        }
    }
    bindings.sort_by(|a, b| a.check.cmp(&b.check));
    for question in &paired {
        // Every answer told apart: a correlation tells them apart too.
        wanted.entry(*question).or_default().partings.insert(Vec::new());
    }
    let surveys = project
        .surveys
        .iter()
        .map(|survey| SurveyPlan {
            survey: survey.id.value.clone(),
            questions: survey
                .questions
                .iter()
                .filter_map(|question| {
                    let asked = wanted.get(&(survey.id.value.as_str(), question.id.value.as_str()))?;
                    Some(QuestionPlan {
                        question: question.id.value.clone(),
                        tables: sorted(asked.tables.iter().cloned()),
                        partings: asked.partings.iter().cloned().collect(),
                        derived: None,
                    })
                })
                .collect(),
            matrix: survey
                .questions
                .iter()
                .map(|question| question.id.value.clone())
                .filter(|question| paired.contains(&(survey.id.value.as_str(), question.as_str())))
                .collect(),
            verbatims: survey
                .questions
                .iter()
                .filter(|question| question.role.value == Role::Verbatim)
                .map(|question| question.id.value.clone())
                .collect(),
            opinions: survey
                .questions
                .iter()
                .filter(|question| question.role.value == Role::Verbatim && question.topics != Some(false))
                .map(|question| question.id.value.clone())
                .collect(),
        })
        .collect();
    let probes = probes(&bindings, manifests);
    let rated = manifests
        .iter()
        .filter(|manifest| manifest.kind == Kind::Maturity && !manifest.items.is_empty())
        .map(|manifest| RatedPlan {
            check: manifest.id.value.clone(),
            items: manifest.items.clone(),
            answers: manifest.answers(),
        })
        .collect();
    Plan {
        bindings,
        surveys,
        invitations: tables::plans_of_invitations(project, &mut of_tables),
        tables: tables::plans(project, of_tables),
        probes,
        rated,
    }
}

/// The questions that may drive the answers to `question`, in the order of the survey: those of the roles that a check
/// of it reads a matrix of, unless the project names some of them. None where there are fewer than two, since nothing is shared then.
pub fn drivers<'s>(
    project: &Project,
    manifest: &Manifest,
    check: &str,
    survey: &'s Survey,
    question: &Question,
) -> Vec<&'s Question> {
    let chosen = setting(&project.checks, check, &manifest.id, |settings| {
        settings.drivers.as_ref()
    });
    let is_chosen = |id: &str| chosen.is_none_or(|chosen| chosen.iter().any(|one| one.value == id));
    let roles: Vec<Role> = manifest
        .reads
        .values()
        .filter_map(|read| read.value.matrix.as_ref())
        .flat_map(|matrix| matrix.roles.iter().copied())
        .collect();
    let found: Vec<&Question> = survey
        .questions
        .iter()
        .filter(|other| roles.contains(&other.role.value) && other.id.value != question.id.value)
        .filter(|other| is_chosen(&other.id.value))
        .collect();
    if found.len() < 2 { Vec::new() } else { found }
}

/// The questions of a survey that ask for each construct of a manifest, in the order of both; constructs without a question
/// have none.
pub fn constructs<'m, 's>(manifest: &'m Manifest, survey: &'s Survey) -> Vec<(&'m Construct, Vec<&'s Question>)> {
    let asks = |construct: &Construct, question: &Question| {
        question.construct.as_ref().is_some_and(|own| own.value == construct.id)
    };
    let questions = |construct| {
        survey
            .questions
            .iter()
            .filter(move |question| asks(construct, question))
    };
    let each = manifest.constructs.iter();
    each.map(|construct| (construct, questions(construct).collect()))
        .collect()
}

/// Tables each once, margins before what they are the margins of.
fn sorted(tables: impl IntoIterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let mut tables: Vec<Vec<String>> = tables.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    tables.sort_by_key(|by| (by.len(), by.clone()));
    tables
}

/// What the checks of one question want of it.
#[derive(Default)]
struct Wanted {
    tables: BTreeSet<Vec<String>>,
    partings: BTreeSet<Vec<[i32; 2]>>,
}

/// How the estimates of a check tell the answers to a question apart. A mean tells every answer apart; where a share
/// stands beside it, all who agree in their answer agree in what the share counts as well.
fn partings(manifest: &Manifest, question: &Question) -> Vec<Vec<[i32; 2]>> {
    let Some(main) = &manifest.estimate else {
        return vec![Vec::new()];
    };
    let scale = question.scale.as_ref().map_or([0, 1], |scale| scale.value.bounds());
    let estimates = std::iter::once(&main.value).chain(manifest.beside.values().map(|beside| &beside.estimate));
    let shares: Vec<Vec<[i32; 2]>> = estimates
        .filter_map(|estimate| match (&estimate.net_share, &estimate.share) {
            (Some(net), _) => Some(vec![net.plus, net.minus]),
            (_, Some(share)) => Some(vec![share.counted(scale, direction(manifest, question))]),
            _ => None,
        })
        .collect();
    if shares.is_empty() { vec![Vec::new()] } else { shares }
}

/// Which way is good on the scale of a question that a check reads: as the question says, else the check; never
/// `FromScale`.
pub fn direction(manifest: &Manifest, question: &Question) -> Direction {
    let scale = question.scale.as_ref().map(|scale| scale.value.bounds());
    match question.direction.or(manifest.direction) {
        // Effort is asked on 1–5, where little is good; agreement that it was easy on 1–7, where much is. A rating
        // from 1 to 5 is no effort: there much is good.
        Some(Direction::FromScale) if question.role.value == Role::Ces && scale == Some([1, 5]) => {
            Direction::LowerIsBetter
        }
        None | Some(Direction::FromScale) => Direction::HigherIsBetter,
        Some(written) => written,
    }
}

/// The probes of the rules that will be judged.
fn probes(bindings: &[Binding], manifests: &[&Manifest]) -> Vec<ProbePlan> {
    let active = |manifest: &&&Manifest| bindings.iter().any(|binding| binding.plugin == manifest.id.value);
    let of_rule = |manifest: &&Manifest| {
        let plugin = manifest.id.value.clone();
        let asked = manifest.criteria.iter().filter_map(move |criterion| {
            let probe = criterion.probe.as_ref()?;
            Some(ProbePlan {
                criterion: format!("{plugin}/{}", criterion.id),
                probe: probe.value.clone(),
                place: probe.place(),
            })
        });
        asked.collect::<Vec<_>>()
    };
    manifests.iter().filter(active).flat_map(of_rule).collect()
}

/// The ids of a survey's dimensions, in the order pages show them: personas, channel, stage, periods, then its own.
pub(super) fn dimensions(project: &Project, survey: &Survey) -> Vec<String> {
    let own = |id: &str| survey.dimensions.iter().any(|dimension| dimension.id.value == id);
    let personas = project.personas.iter().any(|persona| {
        persona
            .segments
            .iter()
            .any(|segment| segment.survey.value == survey.id.value)
    });
    let mut ids = Vec::new();
    ids.extend(personas.then(|| "persona".to_owned()));
    ids.extend(own("channel").then(|| "channel".to_owned()));
    ids.extend(own("stage").then(|| "stage".to_owned()));
    ids.extend(survey.periods.is_some().then(|| "period".to_owned()));
    ids.extend(further(survey).map(ToOwned::to_owned));
    ids
}

/// The dimensions that only this survey has.
fn further(survey: &Survey) -> impl Iterator<Item = &str> {
    survey
        .dimensions
        .iter()
        .map(|dimension| dimension.id.value.as_str())
        .filter(|id| !matches!(*id, "channel" | "stage"))
}

/// The question a check reads: the one its estimate names, else the first.
fn question_read(manifest: &Manifest) -> Option<&QuestionRead> {
    let named = manifest.estimate.as_ref().and_then(|estimate| {
        let of = match &estimate.value {
            Estimate {
                net_share: Some(net), ..
            } => &net.of,
            Estimate { share: Some(share), .. } => &share.of,
            Estimate { mean: Some(mean), .. } => &mean.of,
            _ => return None,
        };
        manifest.reads.get(of)
    });
    named
        .and_then(|read| read.value.question.as_ref())
        .or_else(|| manifest.reads.values().find_map(|read| read.value.question.as_ref()))
}

fn answers(question: &Question, read: &QuestionRead) -> bool {
    question.role.value == read.role
        && read.scale.is_none_or(|required| {
            question
                .scale
                .as_ref()
                .is_some_and(|scale| scale.value.bounds() == required)
        })
}

/// Whether a check that reads no question finds anything: a site, ratings of its items, a list that is not empty.
fn has_something_to_read(project: &Project, manifest: &Manifest) -> bool {
    manifest.reads.is_empty()
        || manifest.reads.values().any(|read| {
            let read = &read.value;
            let list = read.project.is_some_and(|list| match list {
                ProjectList::Personas => !project.personas.is_empty(),
                ProjectList::Channels => !project.channels.is_empty(),
                ProjectList::HandOvers => !project.hand_overs.is_empty(),
                ProjectList::Touchpoints => !project.journey.touchpoints.is_empty(),
                ProjectList::Actions => !project.actions.is_empty(),
                ProjectList::Surveys => !project.surveys.is_empty(),
                ProjectList::DataMap => !project.data_map.stores.is_empty(),
            });
            // Once anybody rated anything, a dimension that nobody rated is shown as such.
            let rated = project.maturity.any();
            list || read.result.is_some()
                || (read.website.is_some() && project.website.is_some())
                || ((read.items.is_some() || read.signals.is_some()) && rated)
        })
}

/// Whether a check runs: unless the project says `active: false` of it, or of its plugin.
fn is_active(project: &Project, plugin: &str, check: &str) -> bool {
    setting(&project.checks, check, plugin, |settings| settings.active).unwrap_or(true)
}

/// The tables that `breakdowns` mean for this survey: those whose dimensions it all has.
pub fn tables(project: &Project, survey: &Survey, breakdowns: &[Breakdown]) -> Vec<Vec<String>> {
    let known = dimensions(project, survey);
    let mut tables = Vec::new();
    for breakdown in breakdowns {
        let ids: &[String] = match breakdown {
            Breakdown::One(id) => std::slice::from_ref(id),
            Breakdown::Crossed(ids) => ids,
        };
        // `dimension` stands for each further dimension in turn.
        let mut crossed: Vec<Vec<String>> = vec![Vec::new()];
        for id in ids {
            let choices: Vec<String> = if id == "dimension" {
                further(survey).map(ToOwned::to_owned).collect()
            } else {
                known.iter().filter(|known| *known == id).cloned().collect()
            };
            let mut longer = Vec::new();
            for before in crossed {
                for choice in choices.iter().filter(|choice| !before.contains(choice)) {
                    longer.push([before.as_slice(), std::slice::from_ref(choice)].concat());
                }
            }
            crossed = longer;
        }
        tables.extend(crossed.into_iter().filter(|by| by.len() == ids.len() && !by.is_empty()));
    }
    tables
}
