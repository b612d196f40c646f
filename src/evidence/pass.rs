//! The one pass over a data file: what the plan asks is compiled to column numbers, then rows stream by.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use jiff::civil::Date;

use super::DimensionFacts;
use super::amounts::{DerivedTally, MOST_AMOUNTS};
use super::answer::{Answer, AnswerReader};
use super::calibrator::{self, CALIBRATION, Calibrator, Factors};
use super::commented::{Codes, Commented, Context, Score};
use super::declared::option_columns;
use super::derived::DerivedReader;
use super::dimension::DimensionReader;
use super::field::Fields;
use super::matrix::MatrixCounter;
use super::options::OptionsReader;
use super::people::PeopleReader;
use super::period::{Cut, DateReader};
use super::plan::{SurveyPlan, dimensions};
use super::raw::{RawQuestion, RawSurvey, Set, Values, merge_values};
use super::respondent::Respondents;
use super::rule::RowRule;
use super::segment::Segments;
use super::source::{Dimension, Source, declared, declared_wave};
use super::tally::{Cells, Tally, finest};
use super::ticked::Ticked;
use super::weight::WeightReader;
use crate::data::{Count, DateOrder, DecimalMark, Header, Progress, Row, TableFile};
use crate::diagnostics::Problems;
use crate::manifest::{Located, Role};
use crate::project::{Project, Question, Spread, Survey};
use crate::text::Dictionaries;

/// Rows between two messages on how far reading has come.
const TOLD: u64 = 20_000;

/// Words of the survey that the reader needs, already understood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'p> {
    pub(super) decimal: DecimalMark,
    pub(super) order: Option<DateOrder>,
    pub(super) cut: Cut<'p>,
    /// The order of day and month in the other dates of a table.
    pub(super) dates: Option<DateOrder>,
    /// The factors of calibration, in a second pass that applies them.
    pub(super) factors: Option<&'p Factors>,
    /// What comments are read by, where somebody asks.
    pub(super) dictionaries: Option<&'p Arc<Dictionaries>>,
    /// The day that the audit speaks of, where the project names one: later dates are mistakes.
    pub(super) as_of: Option<Date>,
}

/// A question that is counted.
struct Counted<'p> {
    id: &'p str,
    reader: AnswerReader<'p>,
    /// The dimensions of the tables that are asked for, that of all rows among them.
    asked: Vec<Vec<usize>>,
    /// Those of which the others are sums, by the number of their cells.
    finest: Vec<(usize, Tally)>,
}

/// What a check counts of the rows of a table.
struct DerivedCounted<'p> {
    id: &'p str,
    reader: DerivedReader,
    asked: Vec<Vec<usize>>,
    finest: Vec<(usize, DerivedTally)>,
}

/// Everything that reads and counts the rows of one survey.
///
/// Whatever rows are counted by is a [`Dimension`]: a code per row, given when a value is first met, and the set of
/// ids the code stands for. What is applied after the pass (calibration cells, groups of rows) is one more of them,
/// which its tables name last and which is folded away once the factors are known.
pub(super) struct Pass<'p> {
    project: &'p Project,
    survey: &'p Survey,
    /// Which rows are answers, and how many were not.
    rows: Option<RowRule>,
    left_out: u64,
    dimensions: Vec<Dimension<'p>>,
    date: Option<DateReader<'p>>,
    weight: Option<WeightReader<'p>>,
    people: Option<PeopleReader<'p>>,
    /// How many people the rows counted so far stand for.
    counted: u64,
    calibrator: Option<Calibrator<'p>>,
    respondents: Option<Respondents<'p>>,
    /// Those that rows are counted in; questions share them.
    tables: Vec<Cells>,
    questions: Vec<Counted<'p>>,
    comments: Vec<Commented<'p>>,
    /// Scores that group comments, and the group of each in the current row.
    scores: Vec<Score>,
    group_of: Vec<u32>,
    /// Counts pairs of answers, where somebody asks; with the factors of calibration only, in the second pass.
    matrix: Option<MatrixCounter>,
    /// Reads the survey's first recommendation question, for the group of a comment.
    group: Option<AnswerReader<'p>>,
    /// The fields of a table, and what is counted of them.
    fields: Option<Fields>,
    derived: Vec<DerivedCounted<'p>>,
    /// Of the current row: its code in every dimension.
    codes: Vec<u32>,
    /// Of the current row: its cell in every table.
    cells: Vec<u32>,
}

impl<'p> Pass<'p> {
    /// Finds every column the survey names; `None` if one is missing, all of which were then reported.
    pub(super) fn new(
        project: &'p Project,
        survey: &'p Survey,
        plan: &'p SurveyPlan,
        header: &Header,
        reading: Reading<'p>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let before = problems.len();
        let mut find = |column: &Located<String>| match header.column(column) {
            Ok(column) => Some(column),
            Err(problem) => {
                problems.push(*problem);
                None
            }
        };
        // Columns of every question, read or not: a mistake is told at once, not when a check is switched on.
        let columns: Vec<(&Question, Option<usize>)> = survey
            .questions
            .iter()
            .filter(|question| question.option.is_none())
            .map(|question| (question, find(question.column.as_ref().unwrap_or(&question.id))))
            .collect();
        let mut respondents = survey.respondent.as_ref().and_then(|declared| {
            let column = find(declared)?;
            // Put together, rows of one respondent are one.
            (survey.layout == Spread::Wide).then(|| Respondents::new(declared, column))
        });
        let weight = survey.weight.as_ref().and_then(|declared| {
            let column = find(declared)?;
            Some(WeightReader::new(declared, column, reading.decimal))
        });
        let people = survey.count.as_ref().and_then(|declared| {
            let column = find(declared)?;
            Some(PeopleReader::new(declared, column))
        });
        let date = survey.date.as_ref().and_then(|declared| {
            let column = find(&declared.column)?;
            Some(DateReader::new(declared, column, reading))
        });
        let mut of_columns = BTreeMap::new();
        for dimension in &survey.dimensions {
            if let Some(source) = columns_of(project, dimension, &mut find) {
                of_columns.insert(dimension.id.value.as_str(), source);
            }
        }
        // What people made of comments, and links to recordings.
        let mut beside: BTreeMap<&str, (Option<usize>, Codes<'p>)> = BTreeMap::new();
        for question in &survey.questions {
            let codes = question.codes.as_ref();
            let sentiment = codes.and_then(|codes| codes.sentiment.as_ref());
            let topics = codes.and_then(|codes| codes.topics.as_ref());
            let found = Codes {
                sentiment: sentiment.and_then(|codes| Some((find(&codes.column)?, codes))),
                topics: topics
                    .and_then(|topics| columns_of(project, topics, &mut find))
                    .zip(topics)
                    .map(|(source, topics)| Dimension::new(topics.id.value.clone(), source)),
            };
            let replay = question.replay.as_ref().and_then(&mut find);
            beside.insert(&question.id.value, (replay, found));
        }
        let wave = survey.periods.as_ref().and_then(|periods| periods.wave.as_ref());
        let wave_column = wave.and_then(|wave| find(&wave.column));
        let mut fields = Fields::new(reading.decimal, reading.dates);
        let table = project.tables.iter().find(|table| table.id.value == survey.id.value);
        let mut derived_readers = Vec::new();
        for asked in &plan.questions {
            let (Some(derived), Some(table)) = (&asked.derived, table) else {
                continue;
            };
            let reader = DerivedReader::new(derived, table, header, &mut fields, problems);
            derived_readers.extend(reader.map(|reader| (asked, reader)));
        }
        let segments = Segments::new(&project.personas, &survey.id.value, header, reading.decimal, problems);
        let rows = survey.rows.as_ref();
        let rows = rows.and_then(|rows| RowRule::new(&rows.rule, header, reading.decimal, problems));
        let mut readers: BTreeMap<&str, AnswerReader<'p>> = BTreeMap::new();
        for question in &survey.questions {
            let Some(option) = &question.option else { continue };
            let ticked = Ticked::new(question, option, header, reading.decimal, problems);
            readers.extend(ticked.map(|ticked| (question.id.as_str(), AnswerReader::of_option(question, ticked))));
        }
        for (question, column) in &columns {
            readers.extend(column.map(|column| (question.id.as_str(), AnswerReader::new(question, column))));
        }
        if problems.len() > before {
            return None;
        }

        let mut sources = Vec::new();
        let mut segments = Some(segments);
        for id in dimensions(project, survey) {
            let source = match (id.as_str(), of_columns.remove(id.as_str())) {
                ("persona", _) => Source::Personas(segments.take()?),
                (_, Some(source)) => source,
                ("period", None) => match (wave, wave_column) {
                    (Some(wave), Some(column)) => Source::Column(DimensionReader::new(declared_wave(wave), column)),
                    _ => Source::Date,
                },
                (_, None) => continue,
            };
            sources.push(Dimension::new(id, source));
        }
        let place = |id: &String| sources.iter().position(|dimension| dimension.id == *id);
        let calibrated: Vec<usize> = calibrator::dimensions(survey).iter().filter_map(place).collect();
        let calibrator = survey
            .weights
            .is_some()
            .then(|| Calibrator::new(calibrated, survey, reading.factors));
        // The calibration cell of a row comes after its dimensions.
        let keyed = calibrator.as_ref().filter(|calibrator| calibrator.keys_answers());
        let keyed = keyed.map(|_| sources.len());
        let weighted = weight.is_some() || reading.factors.is_some();
        let mut tables: Vec<Cells> = Vec::new();
        let mut questions = Vec::new();
        for asked_of in &plan.questions {
            let Some(reader) = readers.remove(asked_of.question.as_str()) else {
                continue;
            };
            let width = reader.width();
            // Where answers are counted by calibration cell, so are those of all rows.
            let all_rows = std::iter::once(Vec::new());
            let by_dimensions = asked_of.tables.iter().filter_map(|by| by.iter().map(place).collect());
            let asked: Vec<Vec<usize>> = all_rows
                .chain(by_dimensions)
                .map(|mut by: Vec<usize>| {
                    by.extend(keyed);
                    by
                })
                .collect();
            let finest = finest(&asked).into_iter().map(|by| {
                let number = tables.iter().position(|cells| cells.by() == by).unwrap_or_else(|| {
                    tables.push(Cells::new(by));
                    tables.len() - 1
                });
                (number, Tally::new(width, Answer::OTHERS, weighted))
            });
            questions.push(Counted {
                id: &asked_of.question,
                reader,
                finest: finest.collect(),
                asked,
            });
        }
        let mut derived = Vec::new();
        for (asked, reader) in derived_readers {
            let by_dimensions = asked.tables.iter().filter_map(|by| by.iter().map(place).collect());
            let by: Vec<Vec<usize>> = std::iter::once(Vec::new()).chain(by_dimensions).collect();
            let finest = finest(&by).into_iter().map(|by| {
                let number = tables.iter().position(|cells| cells.by() == by).unwrap_or_else(|| {
                    tables.push(Cells::new(by));
                    tables.len() - 1
                });
                (number, DerivedTally::default())
            });
            derived.push(DerivedCounted {
                id: &asked.question,
                reader,
                finest: finest.collect(),
                asked: by,
            });
        }
        let comments: Vec<Commented<'p>> = columns
            .iter()
            .filter(|(question, _)| plan.verbatims.contains(&question.id.value))
            .filter_map(|(question, column)| {
                let (replay, codes) = beside.remove(question.id.value.as_str())?;
                let commented = Commented::new(question, (*column)?, replay, project.seed);
                Some(match reading.dictionaries {
                    Some(dictionaries) if plan.opinions.contains(&question.id.value) => {
                        commented.reading(dictionaries, codes)
                    }
                    _ => commented,
                })
            })
            .collect();
        let scored = |(place, counted): (usize, &Counted<'p>)| {
            let declared = survey
                .questions
                .iter()
                .find(|question| question.id.value == counted.id)?;
            let is_scored = declared.scale.is_some();
            is_scored.then(|| Score::new(place, declared, counted.reader.width()))
        };
        let by = ["period", "persona"].map(|id| sources.iter().position(|dimension| dimension.id == id));
        if let (Some(respondents), [Some(_), _], None) = (&mut respondents, by, &survey.count) {
            let compared = |question: &Counted<'p>| {
                let planned = plan.questions.iter().find(|asked| asked.question == question.id);
                let is = planned.is_some_and(|asked| asked.tables.iter().any(|by| by == &["period"]));
                (question.id, is.then(|| question.reader.low()))
            };
            let compared: Vec<(&str, Option<i32>)> = questions.iter().map(compared).collect();
            respondents.comparing(&compared, by);
        }
        let counted = questions.iter().enumerate();
        // Without comments nobody asks for them.
        let counted = counted.filter(|_| !comments.is_empty());
        let scores: Vec<Score> = counted.filter_map(scored).collect();
        let group = columns
            .iter()
            .find(|(question, _)| question.role.value == Role::Nps)
            .and_then(|(question, column)| Some(AnswerReader::new(question, (*column)?)));
        let is_final = survey.weights.is_none() || reading.factors.is_some();
        let matrix = (!plan.matrix.is_empty() && is_final).then(|| {
            let key = survey.respondent.as_ref().and_then(|key| header.column(key).ok());
            MatrixCounter::new(&plan.matrix, questions.iter().map(|question| question.id), key)
        });
        Some(Pass {
            project,
            survey,
            rows,
            left_out: 0,
            dimensions: sources,
            date,
            weight,
            people,
            counted: 0,
            calibrator,
            respondents,
            cells: vec![0; tables.len()],
            tables,
            questions,
            comments,
            group_of: vec![0; scores.len()],
            scores,
            matrix,
            group,
            fields: table.is_some().then_some(fields),
            derived,
            codes: Vec::new(),
        })
    }

    /// Counts every row that is left in `file`.
    pub(super) fn run(&mut self, file: &mut TableFile<'_>, progress: &dyn Progress) -> io::Result<()> {
        each_row(file, progress, |file, line| {
            self.count(file, line);
        })
    }

    /// Rows that are given to it were already chosen.
    pub(super) fn take_every_row(&mut self) {
        self.rows = None;
    }

    /// The mark of decimals and the order of dates in the fields of a table.
    pub(super) fn marks(&self) -> (DecimalMark, Option<DateOrder>) {
        self.fields.as_ref().map_or_else(Default::default, Fields::marks)
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> Vec<usize> {
        let mut columns: Vec<usize> = self.rows.iter().flat_map(RowRule::columns).collect();
        columns.extend(self.questions.iter().flat_map(|question| question.reader.columns()));
        columns.extend(self.comments.iter().flat_map(Commented::columns));
        columns.extend(self.group.as_ref().map(AnswerReader::column));
        columns.extend(self.weight.as_ref().map(WeightReader::column));
        columns.extend(self.people.as_ref().map(PeopleReader::column));
        columns.extend(self.respondents.as_ref().map(Respondents::column));
        columns.extend(self.matrix.as_ref().and_then(MatrixCounter::key));
        columns.extend(self.date.as_ref().map(DateReader::column));
        columns.extend(self.dimensions.iter().flat_map(Dimension::columns));
        columns.extend(self.fields.iter().flat_map(Fields::columns));
        columns.extend(self.derived.iter().filter_map(|counted| counted.reader.column()));
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// Counts one row, which begins at `line`. Rows may come in any order and be shared out among several passes of
    /// the same survey, whose findings are merged.
    fn count(&mut self, row: &impl Row, line: u64) {
        if let Some(rule) = &mut self.rows
            && !rule.holds(row)
        {
            self.left_out += 1;
            return;
        }
        let people = match &mut self.people {
            None => 1,
            Some(reader) => match reader.read(row.field(reader.column()), line) {
                None | Some(0) => return,
                Some(people) => people,
            },
        };
        let mut weight = match &mut self.weight {
            None => None,
            Some(reader) => match reader.read(row.field(reader.column()), people, line) {
                None => return,
                weight => weight,
            },
        };
        self.counted += people;
        let period = match &mut self.date {
            None => 0,
            Some(reader) => reader.read(row, line),
        };
        let mut codes = std::mem::take(&mut self.codes);
        codes.resize(self.dimensions.len(), 0);
        for (dimension, code) in self.dimensions.iter_mut().zip(&mut codes) {
            *code = dimension.code(row, line, period, people);
        }
        if let Some(calibrator) = &mut self.calibrator {
            let cell = calibrator.count(&codes, people, weight);
            let (dimensions, date) = (&self.dimensions, self.date.as_ref());
            if let Some(factor) = calibrator.factor(cell, |place, code| dimensions[place].set(code, date)) {
                weight = Some(factor * weight.unwrap_or(1.0));
            } else {
                codes.push(cell);
            }
        }
        let given_up = self.calibrator.as_ref().is_some_and(Calibrator::is_full);
        if given_up {
            // A second pass counts the answers; what was counted of them is of no use.
            for question in &mut self.questions {
                question.finest.iter_mut().for_each(|(_, tally)| tally.clear());
            }
            if let Some(reader) = &mut self.respondents {
                reader.row(row.field(reader.column()), line, &codes, weight);
            }
            self.codes = codes;
            return;
        }
        for (table, cell) in self.tables.iter_mut().zip(&mut self.cells) {
            *cell = table.number(&codes);
        }
        for (place, question) in self.questions.iter_mut().enumerate() {
            let answer = question.reader.answer(row, line);
            if let Some(matrix) = &mut self.matrix {
                matrix.answer(place, answer);
            }
            if let Some(respondents) = &mut self.respondents {
                respondents.answer(place, answer);
            }
            if let Some(score) = self.scores.iter().position(|score| score.question == place) {
                self.group_of[score] = self.scores[score].group(answer);
            }
            let value = answer.value(question.reader.width());
            for (table, tally) in &mut question.finest {
                tally.add(self.cells[*table], value, people, weight);
            }
        }
        if let Some(reader) = &mut self.respondents {
            reader.row(row.field(reader.column()), line, &codes, weight);
        }
        if let Some(matrix) = &mut self.matrix {
            matrix.row(matrix.key().map(|key| row.field(key)), line, people, weight);
        }
        if let Some(fields) = &mut self.fields {
            let said = fields.read(row, line);
            for counted in &mut self.derived {
                let (values, amounts) = counted.reader.read(said, row, line);
                for (table, tally) in &mut counted.finest {
                    tally.add(self.cells[*table], values, amounts);
                }
            }
        }
        codes.truncate(self.dimensions.len());
        if !self.comments.is_empty() {
            self.comment(row, line, &codes);
        }
        self.codes = codes;
    }

    /// Counts and samples the comments of the current row.
    fn comment(&mut self, file: &impl Row, line: u64, codes: &[u32]) {
        let group = match &mut self.group {
            None => 0,
            Some(reader) => match reader.read(file, line) {
                Answer::Counted(0..=6) => 1,
                Answer::Counted(7..=8) => 2,
                Answer::Counted(_) => 3,
                _ => 0,
            },
        };
        let context = Context {
            line,
            group,
            codes,
            scores: &self.group_of,
            dimensions: &self.dimensions,
            date: self.date.as_ref(),
        };
        for commented in &mut self.comments {
            commented.count(file, &context);
        }
    }

    /// Adds what the rows held to `survey`, with ids in the place of codes.
    pub(super) fn found_into(&self, survey: &mut RawSurvey) {
        let mut raw = RawSurvey {
            people: self.counted,
            left_out: self.left_out,
            uncounted: self
                .people
                .as_ref()
                .map(|people| people.unreadable().clone())
                .unwrap_or_default(),
            dates: self.date.as_ref().map(DateReader::found),
            weights: self.weight.as_ref().map(|weight| weight.found().clone()),
            matrix: self.matrix.as_ref().map(|matrix| matrix.found().clone()),
            ..RawSurvey::default()
        };
        let date = self.date.as_ref();
        let mut sets: Vec<Vec<Set>> = self.dimensions.iter().map(|dimension| dimension.sets(date)).collect();
        let mut names: Vec<&str> = self.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        raw.respondents = self.respondents.as_ref().map(|respondents| respondents.found(&sets));
        if let Some(calibrator) = &self.calibrator {
            let keys = calibrator.keys(|place, code| sets[place][code as usize].clone());
            raw.calibration = Some(calibrator.found(&keys));
            if calibrator.keys_answers() {
                sets.push(keys);
                names.push(CALIBRATION);
            }
        }
        for question in &self.questions {
            let others = |other| question.finest.first().map_or(0, |(_, tally)| tally.others(other));
            let mut found = RawQuestion {
                blank: others(Answer::BLANK),
                not_an_answer: others(Answer::DECLARED),
                outside: question.reader.outside().clone(),
                unlisted: question.reader.unlisted(),
                ..RawQuestion::default()
            };
            let low = question.reader.low();
            let finest: Vec<(usize, BTreeMap<usize, Values>)> = question
                .finest
                .iter()
                .map(|(number, tally)| (*number, tally.cells(low).collect()))
                .collect();
            self.cells_into(&finest, &question.asked, &sets, &names, &mut found);
            raw.questions.insert(question.id.to_owned(), found);
        }
        for counted in &self.derived {
            let mut found = RawQuestion {
                blank: counted.reader.blank,
                not_an_answer: counted.reader.left_out,
                too_many: counted.finest.iter().any(|(_, tally)| tally.too_many),
                ..RawQuestion::default()
            };
            found.outside.rows = counted.reader.outside.clone();
            let cells = counted.finest.iter().map(|(number, tally)| (*number, tally.cells()));
            let finest: Vec<(usize, BTreeMap<usize, Values>)> = cells.collect();
            self.cells_into(&finest, &counted.asked, &sets, &names, &mut found);
            found.bound(MOST_AMOUNTS);
            raw.questions.insert(counted.id.to_owned(), found);
        }
        raw.fields = self.fields.iter().flat_map(Fields::found).collect();
        let own: Vec<&str> = self.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        for commented in &self.comments {
            let mut found = commented.found(&own, &sets, &self.scores);
            found.coded = commented.coded().map(|(_, coded)| coded);
            raw.comments.insert(commented.id().to_owned(), found);
        }
        for (dimension, sets) in self.dimensions.iter().zip(&sets) {
            raw.dimensions.insert(dimension.id.clone(), dimension.found(sets));
        }
        survey.merge(raw);
        // What several passes met together may be more than each of them did.
        for counted in &self.derived {
            survey
                .questions
                .get_mut(counted.id)
                .into_iter()
                .for_each(|found| found.bound(MOST_AMOUNTS));
        }
    }

    /// Adds the cells of the tables that are `asked` for to `found`, given those of the finest.
    fn cells_into(
        &self,
        finest: &[(usize, BTreeMap<usize, Values>)],
        asked: &[Vec<usize>],
        sets: &[Vec<Set>],
        names: &[&str],
        found: &mut RawQuestion,
    ) {
        for by in asked {
            let cells = self.rolled_up(finest, by).into_iter();
            if by.is_empty() {
                found.total = cells.map(|(_, values)| values).next().unwrap_or_default();
                continue;
            }
            let cells = cells.map(|(codes, values)| {
                let atom = by.iter().zip(codes);
                (
                    atom.map(|(place, code)| sets[*place][code as usize].clone()).collect(),
                    values,
                )
            });
            let ids = by.iter().map(|place| names[*place].to_owned()).collect();
            found.tables.insert(ids, cells.collect());
        }
    }

    /// The cells of a table, by their codes, as sums of those of the first table that contains it.
    fn rolled_up(&self, finest: &[(usize, BTreeMap<usize, Values>)], by: &[usize]) -> BTreeMap<Vec<u32>, Values> {
        let mut cells: BTreeMap<Vec<u32>, Values> = BTreeMap::new();
        for (number, found) in finest {
            let table = &self.tables[*number];
            let places = by
                .iter()
                .map(|dimension| table.by().iter().position(|own| own == dimension));
            let Some(places) = places.collect::<Option<Vec<usize>>>() else {
                continue;
            };
            for (cell, values) in found {
                let codes = table.codes(*cell);
                let key = places.iter().map(|place| codes[*place]).collect();
                merge_values(cells.entry(key).or_default(), values);
            }
            break;
        }
        cells
    }

    /// Tells what went wrong in `raw`, found by this pass or merged of several like it, and gives the dimensions with
    /// their values in order; their rows are filled in by protection.
    pub(super) fn tell(&self, raw: &RawSurvey, path: &str, problems: &mut Problems) -> Vec<DimensionFacts> {
        for question in &self.questions {
            let found = raw.questions.get(question.id);
            problems.extend(found.and_then(|found| question.reader.problem(&found.outside, path)));
            problems.extend(found.and_then(|found| question.reader.unlisted_problem(&found.unlisted, path)));
        }
        for (name, bad) in &raw.fields {
            problems.extend(self.fields.as_ref().and_then(|fields| fields.problem(name, bad, path)));
        }
        for counted in &self.derived {
            let found = raw.questions.get(counted.id);
            problems.extend(found.and_then(|found| counted.reader.problem(counted.id, found, path)));
        }
        let uncounted = self.people.as_ref().map(|people| people.problem(&raw.uncounted, path));
        problems.extend(uncounted.flatten());
        if let (Some(weight), Some(found)) = (&self.weight, &raw.weights) {
            problems.extend(weight.problem(found, path));
        }
        if let (Some(respondents), Some(found)) = (&self.respondents, &raw.respondents) {
            problems.extend(respondents.problems(found, path));
        }
        let dates = self.date.as_ref().zip(raw.dates.as_ref());
        problems.extend(dates.iter().flat_map(|(date, found)| date.problems(found, path)));
        for commented in &self.comments {
            let found = raw.comments.get(commented.id()).and_then(|found| found.coded.as_ref());
            if let (Some((topics, _)), Some(found)) = (commented.coded(), found) {
                problems.extend(topics.problems(found, path));
            }
        }
        let mut facts = Vec::new();
        for dimension in &self.dimensions {
            let Some(found) = raw.dimensions.get(&dimension.id) else {
                continue;
            };
            problems.extend(dimension.problems(found, path));
            facts.push(dimension.facts(self.project, self.survey, found, dates));
        }
        facts
    }
}

impl Count for Pass<'_> {
    fn row<R: Row>(&mut self, row: &R, line: u64) {
        self.count(row, line);
    }
}

/// Where the values of a declared dimension come from; `None` if a column is missing, which was then told.
fn columns_of<'p>(
    project: &'p Project,
    dimension: &'p crate::project::Dimension,
    find: &mut impl FnMut(&Located<String>) -> Option<usize>,
) -> Option<Source<'p>> {
    if !dimension.columns.is_empty() {
        let columns: Option<Vec<(usize, &str)>> = option_columns(&dimension.columns, &dimension.id)
            .iter()
            .zip(dimension.columns.values())
            .map(|(column, option)| Some((find(column)?, option.value.as_str())))
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        return Some(Source::Options(OptionsReader::of_columns(dimension, &columns?)));
    }
    let column = find(dimension.column.as_ref().unwrap_or(&dimension.id))?;
    Some(match &dimension.separator {
        Some(separator) => Source::Options(OptionsReader::of_cell(dimension, column, separator)),
        None => Source::Column(DimensionReader::new(declared(project, dimension), column)),
    })
}

/// Does something with every row that is left in `file`, telling how far it has come.
pub(super) fn each_row(
    file: &mut TableFile<'_>,
    progress: &dyn Progress,
    mut each: impl FnMut(&TableFile<'_>, u64),
) -> io::Result<()> {
    let (mut rows, mut bytes) = (0, 0);
    while let Some(line) = file.next_row()? {
        each(file, line);
        rows += 1;
        if rows == TOLD {
            let read = file.bytes_read();
            progress.advanced(read - bytes, rows);
            (rows, bytes) = (0, read);
        }
    }
    progress.advanced(file.bytes_read() - bytes, rows);
    Ok(())
}
