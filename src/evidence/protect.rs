//! The last step of `collect`: raw summaries go in, protected ones come out, and nothing raw is left.

use std::collections::{BTreeMap, BTreeSet};

use super::derived::{Amounts, Derived};
use super::family::{self, CellKey, Cut, Fate, Member, Part, Parting, cell_key};
use super::opinions;
use super::panel;
use super::plan::SurveyPlan;
use super::raw::{self, RawQuestion, RawSurvey, RawWeights, Values};
use super::suppress::{MOST_WORK, MOST_WORK_OF_SURVEY};
use super::verbatim::{represent, verbatims};
use super::{
    DimensionFacts, MarginFacts, PersonaSets, Protected, QuestionEvidence, Reason, SurveyEvidence, Table, TableCell,
    WeightFacts, Withheld,
};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::project::{Day, Project, Survey, Unit};
use crate::stats::{Interval, LEVEL, proportion};

/// The dimension whose values may overlap by their rules.
const PERSONA: &str = "persona";

/// The minimum cell of a survey, in rows whatever they weigh; none where rows are no people.
pub(super) fn minimum(project: &Project, survey: &Survey) -> u64 {
    if survey.unit == Unit::Person {
        u64::from(project.minimum_cell)
    } else {
        0
    }
}

/// What may be said of a column of weights.
pub(super) fn weights(project: &Project, survey: &Survey, raw: &RawSurvey) -> Option<WeightFacts> {
    let found = raw.weights.as_ref()?;
    (found.n >= minimum(project, survey).max(1))
        .then(|| facts(found))
        .flatten()
}

/// Protects what was found of a survey, given what may be said of its weights.
pub(super) fn protect(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    raw: &RawSurvey,
    mut dimensions: Vec<DimensionFacts>,
    mut weights: Option<WeightFacts>,
) -> SurveyEvidence {
    let minimum = minimum(project, survey);
    let minimum_verbatims = if survey.unit == Unit::Person {
        u64::from(project.minimum_verbatims)
    } else {
        0
    };
    let Shown {
        mut questions,
        rows,
        sets,
        withheld,
    } = cells(plan, raw, &dimensions, minimum);
    for (facts, rows) in dimensions.iter_mut().zip(rows) {
        facts.rows = rows;
    }
    if let Some(calibration) = weights.as_mut().and_then(|weights| weights.calibration.as_mut()) {
        calibration
            .margins
            .iter_mut()
            .for_each(|margin| sizes(margin, &dimensions));
    }
    let periods: Vec<&str> = periods(&dimensions);
    if let Some(respondents) = &raw.respondents {
        panel::repeated(project, plan, respondents, &periods, minimum, &mut questions);
    }
    let mut opinions: Vec<super::Opinions> = plan
        .opinions
        .iter()
        .filter_map(|question| {
            let found = raw.comments.get(question)?.opinions.as_ref()?;
            let read = how_read(project, survey, question)?;
            opinions::protected(question, found, &read, &periods, minimum_verbatims)
        })
        .collect();
    let verbatims = verbatims(survey, &raw.comments, &opinions, minimum_verbatims);
    represent(project, survey, &verbatims, &mut opinions);
    SurveyEvidence {
        survey: plan.survey.clone(),
        rows: raw.rows.saturating_sub(raw.left_out),
        left_out_rows: survey.rows.as_ref().map(|_| raw.left_out),
        people: survey.count.as_ref().map(|_| raw.people),
        rejected_rows: raw.rejected,
        dates: raw
            .dates
            .as_ref()
            .and_then(|dates| dates.range)
            .map(|range| range.map(Day)),
        weights,
        matrix: raw.matrix.as_ref().map(|matrix| {
            let shown = |id: &str| {
                let found = questions.iter().find(|found| found.question == id);
                found.is_some_and(|found| found.total.shown().is_some())
            };
            matrix.protected(shown, minimum)
        }),
        questions,
        comments: raw
            .comments
            .iter()
            .map(|(question, found)| (question.clone(), found.count))
            .collect(),
        opinions,
        verbatims,
        withheld_cells: withheld.iter().map(Withheld::cells).sum(),
        withheld,
        together: plan.is_keyed().then_some(raw.people),
        told: Vec::new(),
        source: None,
        persona_shares: persona_shares(&dimensions, raw.people),
        persona_sets: sets,
        dimensions,
    }
}

/// The periods in the order of time.
fn periods(dimensions: &[DimensionFacts]) -> Vec<&str> {
    dimensions
        .iter()
        .filter(|facts| facts.id == "period")
        .flat_map(|facts| facts.values.iter().map(|value| value.id.as_str()))
        .collect()
}

/// How the comments of a question were read.
fn how_read(project: &Project, survey: &Survey, question: &str) -> Option<opinions::Read> {
    let declared = survey.questions.iter().find(|declared| declared.id.value == question)?;
    let codes = declared.codes.as_ref();
    let topics = codes.and_then(|codes| codes.topics.as_ref());
    let mut titles: BTreeMap<String, crate::language::Text> = crate::text::compiled(&project.lexicon)
        .topics
        .iter()
        .map(|topic| (topic.id.clone(), topic.title.clone()))
        .collect();
    if let Some(topics) = topics {
        titles.extend(topics.labels.clone());
    }
    Some(opinions::Read {
        topics_by_people: topics.is_some(),
        sentiment_by_people: codes.is_some_and(|codes| codes.sentiment.is_some()),
        exclusive: topics.is_some_and(|topics| topics.columns.is_empty() && topics.separator.is_none()),
        titles,
    })
}

/// The problem of a survey that is cut in more ways than can be examined.
pub(super) fn too_finely_cut(survey: &Survey, evidence: &SurveyEvidence) -> Option<Problem> {
    let cells: u64 = evidence.withheld.iter().map(|withheld| withheld.unexamined).sum();
    (cells > 0).then(|| {
        Problem::warning(
            "data/too-finely-cut",
            Text::prose(
                format!("{cells} cells of {} are withheld unexamined", quote(Lang::En, &survey.id)),
                format!("{cells} cases de {} sont non diffusées sans examen", quote(Lang::Fr, &survey.id)),
            ),
        )
        .why(Text::prose(
            "whether a cell gives another away is examined over all tables of a question together; this survey is cut in so \
             many ways that the examination was ended",
            "qu'une case en trahisse une autre s'examine sur tous les tableaux d'une question à la fois ; cette enquête est \
             découpée de tant de façons que l'examen a été arrêté",
        ))
        .help(Text::prose(
            "keep the dimensions you act upon, or give several values one id with `values`; personas and options that \
             overlap cut the most",
            "gardez les dimensions sur lesquelles vous agissez, ou donnez un même identifiant à plusieurs valeurs avec \
             `values` ; les personas et les options qui se recoupent découpent le plus",
        ))
        .at(survey.id.place())
    })
}

/// Leaves out how the answers are spread over a margin where the rows of one of its values are withheld, and where
/// dimensions are crossed, whose rows are in no table.
fn sizes(margin: &mut MarginFacts, dimensions: &[DimensionFacts]) {
    let facts = dimensions.iter().find(|facts| margin.by == [facts.id.as_str()]);
    if facts.is_none_or(|facts| facts.rows.iter().any(Option::is_none)) {
        for class in &mut margin.classes {
            class.sample = None;
        }
    }
}

/// The order of a dimension's values.
struct Order<'f>(BTreeMap<&'f str, BTreeMap<&'f str, usize>>);

impl<'f> Order<'f> {
    fn new(dimensions: &'f [DimensionFacts]) -> Self {
        Order(
            dimensions
                .iter()
                .map(|facts| {
                    let values = facts.values.iter().enumerate();
                    (
                        facts.id.as_str(),
                        values.map(|(place, value)| (value.id.as_str(), place)).collect(),
                    )
                })
                .collect(),
        )
    }

    /// Where a key stands.
    fn of(&self, by: &[&str], key: &[&str]) -> Vec<usize> {
        by.iter()
            .zip(key)
            .map(|(dimension, value)| {
                let places = self.0.get(dimension);
                places
                    .and_then(|places| places.get(value))
                    .copied()
                    .unwrap_or(usize::MAX)
            })
            .collect()
    }
}

/// A question that is published, and what was found of it.
struct Asked<'r> {
    id: &'r str,
    found: &'r RawQuestion,
    /// How its answers are told apart, as far as they differ at all.
    partings: Vec<Parting>,
    /// Its amounts that are added up.
    amounts: Amounts,
    /// Why nothing of it may be shown, not even its total.
    withheld: Option<Fate>,
}

/// What may be shown of a survey.
struct Shown {
    questions: Vec<QuestionEvidence>,
    /// Rows of each dimension's values.
    rows: Vec<Vec<Option<u64>>>,
    sets: Option<PersonaSets>,
    /// How much is not shown.
    withheld: Vec<Withheld>,
}

/// The questions, the rows of each dimension's values, and what is withheld of them.
fn cells(plan: &SurveyPlan, raw: &RawSurvey, dimensions: &[DimensionFacts], minimum: u64) -> Shown {
    let asked: Vec<Asked<'_>> = plan
        .questions
        .iter()
        .filter_map(|asked| {
            let found = raw.questions.get(&asked.question)?;
            // What everybody answered alike, the total says already; it is no secret of any group.
            let alike = family::agreed(family::counts(&found.total), &asked.partings);
            let amounts = asked.derived.as_ref().map(Derived::amounts).unwrap_or_default();
            let differing = asked.partings.iter().enumerate();
            let differing = differing.filter(|(place, _)| alike.iter().all(|(alike, _)| alike != place));
            Some(Asked {
                id: &asked.question,
                found,
                partings: differing.map(|(_, parting)| parting.clone()).collect(),
                withheld: match raw::n(&found.total) {
                    n if (1..minimum).contains(&n) => Some(Fate::Small),
                    _ if minimum > 0 && family::is_dominated(&amounts, &found.total) => Some(Fate::Dominated),
                    _ => None,
                },
                amounts,
            })
        })
        .collect();
    // The rows themselves come first, then the questions of which anything is shown.
    let members: Vec<Member<'_>> = [of_rows(raw, dimensions)]
        .into_iter()
        .chain(plan.questions.iter().filter_map(|planned| {
            let asked = asked.iter().find(|asked| asked.id == planned.question)?;
            asked.withheld.is_none().then(|| of_question(asked, &planned.tables))
        }))
        .collect();
    let fates = decide(&members, raw, dimensions, minimum);

    let order = Order::new(dimensions);
    let mut log = Vec::new();
    let rows = dimensions
        .iter()
        .map(|facts| rows(facts, &members[0], fates.first(), raw.people < minimum, &mut log))
        .collect();
    let sets = persona_sets(&members[0], fates.first(), raw.people < minimum);
    let mut shown = fates.iter().skip(1);
    let questions = plan
        .questions
        .iter()
        .filter_map(|planned| {
            let asked = asked.iter().find(|asked| asked.id == planned.question)?;
            let fates = if asked.withheld.is_some() { None } else { shown.next() };
            Some(question(asked, &planned.tables, fates, &order, &mut log))
        })
        .collect();
    Shown {
        questions,
        rows,
        sets,
        withheld: log,
    }
}

/// What becomes of every cell of every member.
fn decide<'r>(
    members: &[Member<'r>],
    raw: &RawSurvey,
    dimensions: &'r [DimensionFacts],
    minimum: u64,
) -> Vec<BTreeMap<CellKey<'r>, Fate>> {
    let mut fates = vec![BTreeMap::new(); members.len()];
    if minimum == 0 || raw.people < minimum {
        return fates;
    }
    let periods = periods(dimensions);
    let mut left = MOST_WORK_OF_SURVEY;
    for family in family::families(members, minimum) {
        let own: Vec<&Member<'r>> = family.iter().map(|member| &members[*member]).collect();
        let given = left.min(MOST_WORK);
        let mut work = given;
        let found = family::fates(&own, &periods, minimum, &mut work);
        for member in &family {
            fates[*member].clone_from(&found);
        }
        let adding = family
            .into_iter()
            .filter(|member| !members[*member].amounts.places.is_empty());
        let adding: Vec<usize> = adding.collect();
        let own: Vec<&Member<'r>> = adding.iter().map(|member| &members[*member]).collect();
        if let Some(found) = family::dominated(&own, &found, &mut work) {
            for member in adding {
                fates[member].clone_from(&found);
            }
        }
        left -= given - work;
    }
    fates
}

/// The rows of the survey, by each of its dimensions.
fn of_rows<'r>(raw: &'r RawSurvey, dimensions: &'r [DimensionFacts]) -> Member<'r> {
    let cuts = dimensions.iter().filter_map(|facts| {
        let found = raw.dimensions.get(&facts.id)?;
        let parts = found
            .rows
            .iter()
            .filter(|(_, rows)| **rows > 0)
            .map(|(set, rows)| Part {
                sets: vec![set],
                n: *rows,
                values: None,
            });
        Some(Cut {
            by: vec![facts.id.as_str()],
            parts: parts.collect(),
        })
    });
    let cuts: Vec<Cut<'r>> = cuts.collect();
    Member {
        missing: 0,
        further: together(&cuts),
        cuts,
        partings: &[],
        amounts: Amounts::default(),
    }
}

/// Each two personas that some row has, in the order of their ids, and the rows that have none.
fn together<'r>(cuts: &[Cut<'r>]) -> Vec<CellKey<'r>> {
    let Some(cut) = cuts.iter().find(|cut| cut.by == [PERSONA]) else {
        return Vec::new();
    };
    let mut keys: BTreeSet<CellKey<'r>> = BTreeSet::new();
    for part in &cut.parts {
        let set = part.sets[0];
        if set.is_empty() {
            keys.insert(vec![(PERSONA, family::NONE)]);
        }
        for one in set {
            let others = set.iter().filter(|other| one < *other);
            keys.extend(others.map(|other| vec![(PERSONA, one.as_str()), (PERSONA, other.as_str())]));
        }
    }
    keys.into_iter().collect()
}

/// How many rows have several personas, and how many none; nothing where the survey has no personas.
fn persona_sets(rows: &Member<'_>, fates: Option<&BTreeMap<CellKey<'_>, Fate>>, too_few: bool) -> Option<PersonaSets> {
    let cut = rows.cuts.iter().find(|cut| cut.by == [PERSONA])?;
    let sum = |inside: &dyn Fn(&raw::Set) -> bool| -> u64 {
        let parts = cut.parts.iter().filter(|part| inside(part.sets[0]));
        parts.map(|part| part.n).sum()
    };
    let shown = |key: &CellKey<'_>, n: u64| {
        let fate = fates.and_then(|fates| fates.get(key)).copied().unwrap_or(Fate::Shown);
        (fate == Fate::Shown && !(too_few && n > 0)).then_some(n)
    };
    let both = rows.further.iter().filter_map(|key| {
        let [(_, one), (_, other)] = key.as_slice() else {
            return None;
        };
        let n = sum(&|set| [one, other].iter().all(|value| set.iter().any(|own| own == *value)));
        Some(((*one).to_owned(), (*other).to_owned(), shown(key, n)))
    });
    Some(PersonaSets {
        none: shown(&vec![(PERSONA, family::NONE)], sum(&|set| set.is_empty())),
        both: both.collect(),
    })
}

fn of_question<'r>(asked: &'r Asked<'r>, tables: &'r [Vec<String>]) -> Member<'r> {
    let cuts = tables.iter().filter_map(|by| {
        let atoms = asked.found.tables.get(by)?;
        let parts = atoms.iter().map(|(atom, values)| Part {
            sets: atom.iter().collect(),
            n: raw::n(values),
            values: Some(values),
        });
        Some(Cut {
            by: by.iter().map(String::as_str).collect(),
            parts: parts.collect(),
        })
    });
    Member {
        missing: asked.found.blank + asked.found.not_an_answer + asked.found.outside.rows.count(),
        cuts: cuts.collect(),
        partings: &asked.partings,
        amounts: asked.amounts.clone(),
        further: Vec::new(),
    }
}

/// A question with what may be shown of it; without `fates`, nothing is.
fn question(
    asked: &Asked<'_>,
    tables: &[Vec<String>],
    fates: Option<&BTreeMap<CellKey<'_>, Fate>>,
    order: &Order<'_>,
    log: &mut Vec<Withheld>,
) -> QuestionEvidence {
    let found = asked.found;
    if let Some(fate) = asked.withheld {
        let mut whole = Withheld::new(Some(asked.id), &[]);
        whole.count(fate);
        log.push(whole);
    }
    let tables = tables
        .iter()
        .filter_map(|by| Some((by, found.tables.get(by)?)))
        .map(|(by, atoms)| {
            let names: Vec<&str> = by.iter().map(String::as_str).collect();
            let mut cells: BTreeMap<Vec<&str>, Values> = BTreeMap::new();
            for (atom, values) in atoms {
                let part = Part {
                    sets: atom.iter().collect(),
                    n: 0,
                    values: None,
                };
                for key in family::keys(&part) {
                    raw::merge_values(cells.entry(key).or_default(), values);
                }
            }
            let mut cells: Vec<(Vec<&str>, Values)> = cells.into_iter().collect();
            cells.sort_by_cached_key(|(key, _)| (order.of(&names, key), key.clone()));
            let mut withheld = Withheld::new(Some(asked.id), by);
            let cells = cells
                .into_iter()
                .map(|(key, values)| {
                    let fate = match fates {
                        None => asked.withheld.unwrap_or(Fate::Small),
                        Some(fates) => fates.get(&cell_key(&names, &key)).copied().unwrap_or(Fate::Shown),
                    };
                    withheld.count(fate);
                    TableCell {
                        key: key.iter().map(ToString::to_string).collect(),
                        cell: match fate {
                            Fate::Shown => Protected::Shown(raw::summary(&values)),
                            _ => Protected::Withheld,
                        },
                        reason: match fate {
                            Fate::Wave => Some(Reason::Wave),
                            Fate::Dominated => Some(Reason::Dominated),
                            _ => None,
                        },
                    }
                })
                .collect();
            if withheld.cells() > 0 {
                log.push(withheld);
            }
            Table { by: by.clone(), cells }
        })
        .collect();
    QuestionEvidence {
        question: asked.id.to_owned(),
        total: if asked.withheld.is_some() {
            Protected::Withheld
        } else {
            Protected::Shown(raw::summary(&found.total))
        },
        reason: asked.withheld.map(|fate| match fate {
            Fate::Dominated => Reason::Dominated,
            _ => Reason::TooFew,
        }),
        blank: found.blank,
        not_an_answer: found.not_an_answer,
        out_of_scale: found.outside.rows.count(),
        tables,
        repeated: Vec::new(),
    }
}

/// Rows of each value of a dimension; none where there are `too_few` rows in all. A value that no row has is known to
/// be empty, and hides nothing.
fn rows(
    facts: &DimensionFacts,
    rows: &Member<'_>,
    fates: Option<&BTreeMap<CellKey<'_>, Fate>>,
    too_few: bool,
    log: &mut Vec<Withheld>,
) -> Vec<Option<u64>> {
    let by = [facts.id.as_str()];
    let cut = rows.cuts.iter().find(|cut| cut.by == by);
    let parts = || cut.iter().flat_map(|cut| &cut.parts);
    let mut withheld = Withheld::new(None, std::slice::from_ref(&facts.id));
    let shown = facts
        .values
        .iter()
        .map(|value| {
            let inside = parts().filter(|part| part.sets[0].contains(&value.id));
            let n: u64 = inside.map(|part| part.n).sum();
            let fate = fates.and_then(|fates| fates.get(&cell_key(&by, &[&value.id]))).copied();
            let fate = match fate {
                None if too_few && n > 0 => Fate::Small,
                fate => fate.unwrap_or(Fate::Shown),
            };
            withheld.count(fate);
            (fate == Fate::Shown).then_some(n)
        })
        .collect();
    if withheld.cells() > 0 {
        log.push(withheld);
    }
    shown
}

fn facts(found: &RawWeights) -> Option<WeightFacts> {
    let [smallest, largest] = found.range?;
    let (sum, squared) = (found.sum.value(), found.squared.value());
    if squared <= 0.0 {
        return None;
    }
    let n_effective = sum * sum / squared;
    Some(WeightFacts {
        n: found.n,
        n_effective,
        design_effect: found.n as f64 / n_effective,
        smallest,
        largest,
        calibration: None,
    })
}

/// Share of `people` in each persona.
pub(super) fn persona_shares(dimensions: &[DimensionFacts], people: u64) -> Vec<(String, Option<(f64, Interval)>)> {
    let personas = dimensions.iter().filter(|facts| facts.id == "persona");
    personas
        .flat_map(|facts| facts.values.iter().zip(&facts.rows))
        .map(|(value, count)| {
            let share = count
                .and_then(|count| proportion::Share::of(count, people))
                .map(|share| {
                    let interval = share.interval(LEVEL);
                    (share.p, interval)
                });
            (value.id.clone(), share)
        })
        .collect()
}
