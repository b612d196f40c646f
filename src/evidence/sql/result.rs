//! The result of the query, read back into what the pass would have found, and protected like it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AND, DAYS, HEAD, MARGIN, OF_ROW, PAIR, RANGE, SET, SUMS, TABLE, refusal};
use crate::data::{DecimalMark, Declared, Header, Layout, TableFile, Trouble};
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::calibrator::{CALIBRATION, Factors};
use crate::evidence::collect::words;
use crate::evidence::comments::QuestionComments;
use crate::evidence::declared::{beside_comments, columns};
use crate::evidence::matrix::RawMatrix;
use crate::evidence::pass::Pass;
use crate::evidence::plan::{SurveyPlan, dimensions};
use crate::evidence::protect::{minimum, protect, too_finely_cut, weights};
use crate::evidence::raw::{
    CalibrationCell, RawCalibration, RawDates, RawSurvey, RawWeights, Set, Sums, Values, widest,
};
use crate::evidence::{Input, SurveyEvidence, calibrate, calibrator, replicate};
use crate::files::{Bytes, Files};
use crate::language::{Lang, Text, date, quote};
use crate::manifest::Located;
use crate::project::{Project, Survey};

/// Reads the result at `path`; a problem if it is none.
pub(in crate::evidence) fn read(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    path: &Located<String>,
    files: &dyn Files,
    problems: &mut Problems,
) -> Option<(Input, SurveyEvidence)> {
    if let Some(refusal) = refusal(project, survey) {
        problems.push(refusal);
        return None;
    }
    let refuse = |line: u64, error: &dyn std::fmt::Display| bad(path, line, &error.to_string(), &error.to_string());
    let source = match files.open(path) {
        Ok(source) => source,
        Err(error) => {
            problems.push(refuse(0, &error));
            return None;
        }
    };
    let declared = Declared {
        delimiter: Some(b','),
        layout: Layout::Wide,
        ..Declared::default()
    };
    let mut file = match TableFile::open(&*source, path, &declared) {
        Ok(Ok(file)) => file,
        Ok(Err(problem)) => {
            problems.push(*problem);
            return None;
        }
        Err(error) => {
            problems.push(refuse(0, &error));
            return None;
        }
    };
    let ids = dimensions(project, survey);
    let Some(columns) = Columns::of(file.header(), &ids, &calibrator::dimensions(survey)) else {
        problems.push(bad(
            path,
            1,
            "its header is not that of the query for this survey as it is now",
            "son en-tête n'est pas celui de la requête pour cette enquête telle qu'elle est",
        ));
        return None;
    };
    let mut found = Cells::default();
    loop {
        let line = match file.next_row() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                problems.push(refuse(0, &error));
                return None;
            }
        };
        let taken = columns.cell(&file).and_then(|cell| found.take(cell, survey));
        if taken.is_none() {
            problems.push(bad(
                path,
                line,
                "this line is no cell of this survey",
                "cette ligne n'est pas une case de cette enquête",
            ));
            return None;
        }
    }
    let read = match file.finish() {
        Ok(read) => read,
        Err(error) => {
            problems.push(refuse(0, &error));
            return None;
        }
    };
    problems.extend(read.problems);
    if found.several_dates > 0 {
        problems.push(several_dates(path, found.several_dates));
        return None;
    }
    let Some(mut raw) = found.raw(survey, plan, &ids) else {
        problems.push(bad(
            path,
            1,
            "a table that the checks ask for now is not in it; print the query again",
            "un tableau que les contrôles demandent à présent n'y est pas ; réimprimez la requête",
        ));
        return None;
    };
    let dimensions = facts(project, survey, plan, &raw, problems)?;
    let (mut weighting, mut factors) = (None, None);
    if let (Some(wanted), Some(calibration)) = (&survey.weights, &raw.calibration) {
        let minimum = minimum(project, survey);
        let done = calibrate::run(survey, wanted, calibration, &dimensions, minimum, problems);
        calibrate::fold(&mut raw, &done.factors);
        (weighting, factors) = (done.facts, Some(done.factors));
    }
    raw.matrix = (!plan.matrix.is_empty()).then(|| found.matrix(plan, factors.as_ref()));
    if raw.comments.values().any(|comments| comments.count > 0) {
        problems.push(no_comments(path));
    }
    let input = Input {
        path: path.value.clone(),
        digest: read.digest,
        bytes: read.bytes,
        rows: Some(raw.rows),
        rejected_rows: Some(raw.rejected),
        format: None,
    };
    let weights = weighting.or_else(|| weights(project, survey, &raw));
    let mut evidence = protect(project, survey, plan, &raw, dimensions, weights);
    problems.extend(too_finely_cut(survey, &evidence));
    evidence.source = Some(path.value.clone());
    Some((input, evidence))
}

/// The dimensions as the pass would have found them, told by a pass that has seen a header and no row.
fn facts(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    raw: &RawSurvey,
    problems: &mut Problems,
) -> Option<Vec<crate::evidence::DimensionFacts>> {
    let named = columns(project, survey);
    let beside = beside_comments(survey);
    let all = named
        .first
        .iter()
        .chain(&named.single)
        .chain(&named.comments)
        .chain(&beside);
    let mut names: Vec<&str> = all.map(|name| name.as_str()).collect();
    names.extend(survey.respondent.as_ref().map(|name| name.as_str()));
    names.sort_unstable();
    names.dedup();
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("\"{}\"", name.replace('"', "\"\"")))
        .collect();
    let header = Bytes(format!("{}\n", quoted.join(",")).into_bytes());
    let declared = Declared {
        delimiter: Some(b','),
        layout: Layout::Wide,
        ..Declared::default()
    };
    let file = TableFile::open(&header, &survey.file, &declared).ok()?.ok()?;
    let (_, reading) = words(project, survey);
    let pass = Pass::new(project, survey, plan, file.header(), reading, problems)?;
    Some(pass.tell(raw, &survey.file, problems))
}

/// All of them, if none is missing.
fn whole<const N: usize>(places: [Option<usize>; N]) -> Option<[usize; N]> {
    let mut found = [0; N];
    for (found, place) in found.iter_mut().zip(places) {
        *found = place?;
    }
    Some(found)
}

/// Where the columns of a result are.
struct Columns {
    head: [usize; 3],
    tables: Vec<usize>,
    margins: Vec<usize>,
    sums: [usize; 4],
    range: [usize; 2],
    days: [usize; 2],
    pair: [usize; 2],
}

impl Columns {
    fn of(header: &Header, ids: &[String], margins: &[String]) -> Option<Self> {
        let names: Vec<&str> = header.names().collect();
        let place = |name: &str| names.iter().position(|own| own.trim() == name);
        let keys = |before: &str, ids: &[String]| -> Option<Vec<usize>> {
            let own = names.iter().filter(|name| name.starts_with(before)).count();
            let places = ids.iter().map(|id| place(&format!("{before}{id}")));
            places.collect::<Option<Vec<usize>>>().filter(|_| own == ids.len())
        };
        Some(Columns {
            head: whole(HEAD.map(place))?,
            tables: keys(TABLE, ids)?,
            margins: keys(MARGIN, margins)?,
            sums: whole(SUMS.map(place))?,
            range: whole(RANGE.map(place))?,
            days: whole(DAYS.map(place))?,
            pair: whole(PAIR.map(place))?,
        })
    }

    /// The line that was read last.
    fn cell(&self, file: &TableFile<'_>) -> Option<Cell> {
        use crate::data::Row as _;
        let text = |column: usize| -> Option<String> {
            let text = std::str::from_utf8(file.field(column)).ok()?.trim_matches(' ');
            Some(if text == "NULL" { String::new() } else { text.to_owned() })
        };
        let number = |column: usize| -> Option<Option<f64>> {
            let text = text(column)?;
            if text.is_empty() {
                return Some(None);
            }
            DecimalMark::Point.number(&text).map(Some)
        };
        let count = |column: usize| -> Option<u64> {
            let n = number(column)?.unwrap_or_default();
            (n >= 0.0 && n.fract() == 0.0).then_some(n as u64)
        };
        // A table that is not cut by a dimension leaves its column blank.
        let set = |column: &usize| -> Option<Option<Set>> {
            let text = text(*column)?;
            if text.is_empty() {
                return Some(None);
            }
            let members = text.strip_prefix(SET)?.split(AND).filter(|id| !id.is_empty());
            Some(Some(members.map(str::to_owned).collect()))
        };
        let day = |column: usize| -> Option<Option<Date>> {
            let text = text(column)?;
            if text.is_empty() {
                Some(None)
            } else {
                text.parse().ok().map(Some)
            }
        };
        let margins = self.margins.iter().map(|column| {
            let set = set(column)??;
            Some(set.into_iter().next().unwrap_or_default())
        });
        let weights = number(self.sums[2])?.zip(number(self.sums[3])?);
        let range = number(self.range[0])?.zip(number(self.range[1])?);
        let days = day(self.days[0])?.zip(day(self.days[1])?);
        Some(Cell {
            question: text(self.head[0])?,
            state: text(self.head[1])?,
            value: number(self.head[2])?.map(|value| value as i32),
            keys: self.tables.iter().map(set).collect::<Option<_>>()?,
            margins: margins.collect::<Option<_>>()?,
            rows: count(self.sums[0])?,
            n: count(self.sums[1])?,
            weights,
            range: range.map(|(low, high)| [low, high]),
            days: days.map(|(first, last)| [first, last]),
            other: number(self.pair[0])?.map(|value| value as i32),
            replicate: text(self.pair[1])?,
        })
    }
}

/// A line of the result.
struct Cell {
    question: String,
    state: String,
    value: Option<i32>,
    /// By dimension of the survey.
    keys: Vec<Option<Set>>,
    /// The values of the margins.
    margins: Set,
    rows: u64,
    n: u64,
    weights: Option<(f64, f64)>,
    range: Option<[f64; 2]>,
    days: Option<[Date; 2]>,
    /// Of a pair: the answer to the first question, and two hexadecimal digits of its replicate group.
    other: Option<i32>,
    replicate: String,
}

impl Cell {
    fn sums(&self) -> Sums {
        let weights = self.weights.map(|(weight, squared)| {
            let mut sums = <(crate::stats::ExactSum, crate::stats::ExactSum)>::default();
            sums.0.add(weight);
            sums.1.add(squared);
            Box::new(sums)
        });
        Sums {
            n: self.n,
            weights,
            moments: None,
        }
    }
}

/// The lines of a result by the dimensions of their table.
#[derive(Default)]
struct Cells {
    tables: BTreeMap<Vec<usize>, Vec<Cell>>,
    pairs: Vec<Pair>,
    /// Respondents whose rows have several dates.
    several_dates: u64,
}

/// Answers to two questions, as steps above the lowest, that so many people gave.
struct Pair {
    group: u8,
    questions: [String; 2],
    answers: [u64; 2],
    n: u64,
    weight: Option<f64>,
    margins: Set,
}

impl Pair {
    fn of(cell: &Cell, survey: &Survey) -> Option<Self> {
        let (one, other) = cell.question.split_once(AND)?;
        let steps = |id: &str, answer: i32| -> Option<u64> {
            let question = survey.questions.iter().find(|question| question.id.value == id)?;
            let [low, _] = question.scale.as_ref()?.value.bounds();
            u64::try_from(answer.checked_sub(low)?).ok()
        };
        Some(Pair {
            group: match cell.replicate.as_str() {
                "" => 0,
                digits => replicate::of_byte(u8::from_str_radix(digits, 16).ok()?),
            },
            questions: [one, other].map(str::to_owned),
            answers: [steps(one, cell.other?)?, steps(other, cell.value?)?],
            n: cell.n,
            weight: cell.weights.map(|(weight, _)| weight),
            margins: cell.margins.clone(),
        })
    }
}

/// What a line may tell of a question, and of the survey.
const OF_QUESTION: [&str; 5] = ["answer", "blank", "not-an-answer", "outside", "comment"];
const OF_SURVEY: [&str; 8] = [
    OF_ROW,
    "left-out",
    "no-respondent",
    "bad-count",
    "nobody",
    "bad-weight",
    "bad-date",
    "several-dates",
];

impl Cells {
    /// Takes a line; nothing if it is none of this survey.
    fn take(&mut self, cell: Cell, survey: &Survey) -> Option<()> {
        if cell.state == "pair" {
            self.pairs.push(Pair::of(&cell, survey)?);
            return Some(());
        }
        let is_known = |id: &str| survey.questions.iter().any(|question| question.id.value == id);
        let states: &[&str] = if cell.question.is_empty() {
            &OF_SURVEY
        } else {
            &OF_QUESTION
        };
        let answers = (cell.state == "answer") == cell.value.is_some();
        if !states.contains(&cell.state.as_str()) || !answers || !(cell.question.is_empty() || is_known(&cell.question))
        {
            return None;
        }
        let keys = cell.keys.iter().enumerate();
        let by: Vec<usize> = keys.filter(|(_, key)| key.is_some()).map(|(place, _)| place).collect();
        if cell.state == "several-dates" {
            self.several_dates = self.several_dates.max(cell.rows);
        }
        self.tables.entry(by).or_default().push(cell);
        Some(())
    }

    /// What the pass would have found; nothing where a table is missing.
    fn raw(&self, survey: &Survey, plan: &SurveyPlan, ids: &[String]) -> Option<RawSurvey> {
        let mut raw = RawSurvey::default();
        let is_calibrated = survey.weights.is_some();
        if is_calibrated {
            raw.calibration = Some(RawCalibration::default());
        }
        if survey.weight.is_some() {
            raw.weights = Some(RawWeights::default());
        }
        if survey.date.is_some() {
            raw.dates = Some(RawDates::default());
        }
        for asked in &plan.questions {
            let found = raw.questions.entry(asked.question.clone()).or_default();
            for by in &asked.tables {
                found.tables.entry(by.clone()).or_default();
            }
        }
        // Every table holds all rows: what is of no table is counted in one of them.
        let Some(all) = self.tables.values().next() else {
            return Some(raw);
        };
        for cell in all {
            cell.count(&mut raw);
        }
        for (place, id) in ids.iter().enumerate() {
            let found = raw.dimensions.entry(id.clone()).or_default();
            for cell in self.holding(&[place])?.iter().filter(|cell| cell.state == OF_ROW) {
                let set = cell.keys[place].clone().unwrap_or_default();
                if id == "period"
                    && let Some(dates) = &mut raw.dates
                {
                    name_periods(dates, &set);
                }
                *found.rows.entry(set).or_default() += cell.n;
            }
        }
        for asked in &plan.questions {
            let found = raw.questions.entry(asked.question.clone()).or_default();
            let all_rows = is_calibrated.then(Vec::new);
            for by in asked.tables.iter().cloned().chain(all_rows) {
                let places = by.iter().map(|id| ids.iter().position(|own| own == id));
                let places: Vec<usize> = places.collect::<Option<_>>()?;
                let cells = self.holding(&places)?.iter();
                let mut by = by;
                if is_calibrated {
                    found.tables.remove(&by);
                    by.push(CALIBRATION.to_owned());
                }
                let table = found.tables.entry(by).or_default();
                for cell in cells.filter(|cell| cell.question == asked.question) {
                    let Some(value) = cell.value else { continue };
                    let sets = places.iter().map(|place| cell.keys[*place].clone().unwrap_or_default());
                    let margins = is_calibrated.then(|| cell.margins.clone());
                    let atom: Vec<Set> = sets.chain(margins).collect();
                    add(table.entry(atom).or_default(), value, &cell.sums());
                }
            }
        }
        Some(raw)
    }

    /// What pairs of answers have in common, once the factors of the margins are known.
    fn matrix(&self, plan: &SurveyPlan, factors: Option<&Factors>) -> RawMatrix {
        let mut matrix = RawMatrix::new(&plan.matrix);
        for pair in &self.pairs {
            let questions = [&*pair.questions[0], &*pair.questions[1]];
            let weight = match factors {
                None => pair.weight,
                Some(factors) => {
                    let factor = factors.get(&pair.margins).copied().unwrap_or(1.0);
                    Some(factor * pair.weight.unwrap_or(pair.n as f64))
                }
            };
            // A question that nobody asks for any more is left out.
            let _ = matrix.count_together(pair.group, questions, pair.answers, pair.n, weight);
        }
        matrix
    }

    /// The lines of a table that is cut by all these dimensions.
    fn holding(&self, places: &[usize]) -> Option<&[Cell]> {
        let holds = |by: &&Vec<usize>| places.iter().all(|place| by.contains(place));
        let by = self.tables.keys().filter(holds).min_by_key(|by| by.len())?;
        self.tables.get(by).map(Vec::as_slice)
    }
}

impl Cell {
    /// Adds what does not depend on any dimension to what was found.
    fn count(&self, raw: &mut RawSurvey) {
        let many = |trouble: &mut Trouble, times: u64| (0..times).for_each(|_| trouble.at(1));
        let question = || self.question.clone();
        match self.state.as_str() {
            "answer" => {
                let found = raw.questions.entry(question()).or_default();
                if let Some(value) = self.value {
                    add(&mut found.total, value, &self.sums());
                }
            }
            "blank" => raw.questions.entry(question()).or_default().blank += self.n,
            "not-an-answer" => raw.questions.entry(question()).or_default().not_an_answer += self.n,
            "outside" => {
                let found = raw.questions.entry(question()).or_default();
                (0..self.rows).for_each(|_| found.outside.at(1, None));
            }
            "comment" => {
                let found: &mut QuestionComments = raw.comments.entry(question()).or_default();
                found.count += self.rows;
            }
            "bad-date" => {
                if let Some(dates) = &mut raw.dates {
                    many(&mut dates.unreadable, self.rows);
                }
            }
            "no-respondent" => raw.rejected += self.rows,
            "several-dates" => {}
            state => {
                raw.rows += self.rows;
                match state {
                    "left-out" => raw.left_out += self.rows,
                    "bad-count" => many(&mut raw.uncounted, self.rows),
                    "bad-weight" => {
                        if let Some(weights) = &mut raw.weights {
                            many(&mut weights.unreadable, self.rows);
                        }
                    }
                    OF_ROW => self.count_row(raw),
                    _ => {}
                }
            }
        }
    }

    /// Rows that are answers.
    fn count_row(&self, raw: &mut RawSurvey) {
        raw.people += self.n;
        if let Some(dates) = &mut raw.dates {
            dates.range = widest(dates.range, self.days);
        }
        if let Some(weights) = &mut raw.weights {
            weights.n += self.n;
            if let Some((sum, squared)) = self.weights {
                weights.sum.add(sum);
                weights.squared.add(squared);
            }
            weights.range = widest(weights.range, self.range);
        }
        if let Some(calibration) = &mut raw.calibration {
            let range = self.range.unwrap_or([1.0, 1.0]);
            let cell = calibration
                .cells
                .entry(self.margins.clone())
                .or_insert_with(|| CalibrationCell {
                    sums: Sums::default(),
                    range,
                });
            cell.sums.merge(&self.sums());
            cell.range = [cell.range[0].min(range[0]), cell.range[1].max(range[1])];
        }
    }
}

fn add(values: &mut Values, value: i32, sums: &Sums) {
    values.entry(value).or_default().merge(sums);
}

/// What pages call the periods of a set, from their ids.
fn name_periods(dates: &mut RawDates, set: &Set) {
    for id in set {
        let part = |from: usize, to: usize| id.get(from..to).and_then(|part| part.parse::<i8>().ok());
        let year = id.get(..4).and_then(|year| year.parse::<i16>().ok());
        let title = match (id.len(), year) {
            (7, Some(year)) if id.as_bytes()[5] == b'Q' => part(6, 7)
                .and_then(|quarter| Date::new(year, quarter * 3 - 2, 1).ok())
                .map(|day| Text::new(date::quarter(Lang::En, day), date::quarter(Lang::Fr, day))),
            (7, Some(year)) => part(5, 7)
                .and_then(|month| Date::new(year, month, 1).ok())
                .map(|day| Text::new(date::month(Lang::En, day), date::month(Lang::Fr, day))),
            _ => None,
        };
        dates
            .periods
            .insert(id.clone(), title.unwrap_or_else(|| Text::same(id)));
    }
}

fn bad(path: &Located<String>, line: u64, en: &str, fr: &str) -> Problem {
    let problem = Problem::error(
        "data/bad-cells",
        Text::prose(
            format!("the cells {} cannot be read: {en}", quote(Lang::En, path)),
            format!("les cases {} sont illisibles : {fr}", quote(Lang::Fr, path)),
        ),
    )
    .help(Text::prose(
        "save the result of the query that `parcours sql` prints, with its header, as CSV",
        "enregistrez en CSV, avec son en-tête, le résultat de la requête qu'imprime `parcours sql`",
    ))
    .related(path.place(), Text::prose("the survey", "l'enquête"));
    problem.at(Place {
        path: path.value.clone(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: 0,
        length: 0,
    })
}

fn several_dates(path: &Located<String>, respondents: u64) -> Problem {
    let problem = bad(
        path,
        0,
        &format!("{respondents} respondents have rows of different dates"),
        &format!("{respondents} répondants ont des lignes de dates différentes"),
    );
    problem.why(Text::prose(
        "Of two dates the first row's is taken, and a table in a database has no first row.",
        "De deux dates, celle de la première ligne est retenue, et une table de base de données n'a pas de première ligne.",
    ))
}

fn no_comments(path: &Located<String>) -> Problem {
    Problem::warning(
        "data/not-in-summary",
        Text::prose(
            format!("{} holds cells only: no comment is shown", quote(Lang::En, path)),
            format!(
                "{} ne contient que des cases : aucun commentaire n'est montré",
                quote(Lang::Fr, path)
            ),
        ),
    )
    .help(Text::prose(
        "`parcours summarise` takes a sample of comments along, where the answers can be read as a file",
        "`parcours summarise` emporte un échantillon de commentaires, là où les réponses sont lisibles en fichier",
    ))
    .at(path.place())
}
