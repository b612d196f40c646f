//! The result of the query, read back into what the pass would have found, and protected like it.

use jiff::civil::Date;

use super::{AFTER, AND, BEFORE, refusal};
use crate::data::{DecimalMark, Declared, Header, Layout, TableFile};
use crate::diagnostics::{Place, Problem, Problems};
use crate::evidence::collect::words;
use crate::evidence::comments::QuestionComments;
use crate::evidence::declared::columns;
use crate::evidence::matrix::RawMatrix;
use crate::evidence::pass::Pass;
use crate::evidence::plan::SurveyPlan;
use crate::evidence::protect::{protect, weights};
use crate::evidence::raw::{RawDates, RawSurvey, RawWeights, Set, Sums, Values};
use crate::evidence::replicate;
use crate::evidence::{Input, SurveyEvidence};
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
    if let Some(refusal) = refusal(survey) {
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
    let Some(columns) = Columns::of(file.header()) else {
        let header = format!("{}, k1, …, {}", BEFORE.join(", "), AFTER.join(", "));
        problems.push(bad(
            path,
            1,
            &format!("its header is not {header}"),
            &format!("son en-tête n'est pas {header}"),
        ));
        return None;
    };
    let mut raw = RawSurvey {
        matrix: (!plan.matrix.is_empty()).then(|| RawMatrix::new(&plan.matrix)),
        ..RawSurvey::default()
    };
    loop {
        let line = match file.next_row() {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                problems.push(refuse(0, &error));
                return None;
            }
        };
        let cell = columns.cell(&file);
        if cell.and_then(|cell| cell.count(&mut raw, survey)).is_none() {
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
    for asked in &plan.questions {
        let found = raw.questions.entry(asked.question.clone()).or_default();
        for by in &asked.tables {
            found.tables.entry(by.clone()).or_default();
        }
    }
    let dimensions = facts(project, survey, plan, &raw, problems)?;
    if raw.comments.values().any(|comments| comments.count > 0) {
        problems.push(no_comments(path));
    }
    let input = Input {
        path: path.value.clone(),
        digest: read.digest,
        bytes: read.bytes,
        rows: Some(raw.rows),
        rejected_rows: Some(0),
        format: None,
    };
    let weights = weights(project, survey, &raw);
    let mut evidence = protect(project, survey, plan, &raw, dimensions, weights);
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
    let all = named.first.iter().chain(&named.single).chain(&named.comments);
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

/// Where the columns of a result are.
struct Columns {
    before: [usize; 3],
    keys: Vec<usize>,
    after: [usize; 4],
}

impl Columns {
    fn of(header: &Header) -> Option<Self> {
        let names: Vec<&str> = header.names().collect();
        let place = |name: &str| names.iter().position(|own| own.trim() == name);
        let keys = (1..).map_while(|key| place(&format!("k{key}"))).collect();
        let [kind, question, dimensions] = BEFORE.map(place);
        let [value, n, weight, squared] = AFTER.map(place);
        Some(Columns {
            before: [kind?, question?, dimensions?],
            keys,
            after: [value?, n?, weight?, squared?],
        })
    }

    /// The line that was read last.
    fn cell(&self, file: &TableFile<'_>) -> Option<Cell> {
        use crate::data::Row as _;
        let text = |column: usize| -> Option<String> {
            let text = std::str::from_utf8(file.field(column)).ok()?.trim();
            Some(if text == "NULL" { String::new() } else { text.to_owned() })
        };
        let number = |column: usize| -> Option<Option<f64>> {
            let text = text(column)?;
            if text.is_empty() {
                return Some(None);
            }
            DecimalMark::Point.number(&text).map(Some)
        };
        let n = number(self.after[1])??;
        Some(Cell {
            kind: text(self.before[0])?,
            question: text(self.before[1])?,
            dimensions: text(self.before[2])?,
            keys: self.keys.iter().map(|key| text(*key)).collect::<Option<_>>()?,
            value: number(self.after[0])?.map(|value| value as i32),
            n: (n >= 0.0 && n.fract() == 0.0).then_some(n as u64)?,
            weights: number(self.after[2])?.zip(number(self.after[3])?),
        })
    }
}

/// A line of the result.
struct Cell {
    kind: String,
    question: String,
    dimensions: String,
    keys: Vec<String>,
    value: Option<i32>,
    n: u64,
    weights: Option<(f64, f64)>,
}

impl Cell {
    /// Adds the line to what was found.
    fn count(self, raw: &mut RawSurvey, survey: &Survey) -> Option<()> {
        let question = || {
            survey
                .questions
                .iter()
                .any(|question| question.id.value == self.question)
        };
        match self.kind.as_str() {
            "rows" => {
                raw.rows += self.n;
                raw.people += self.n;
            }
            "dates" => {
                let day = |text: &String| text.parse::<Date>().ok();
                let range = [day(self.keys.first()?)?, day(self.keys.get(1)?)?];
                raw.dates.get_or_insert_default().range = Some(range);
            }
            "bad-date" => {
                let dates: &mut RawDates = raw.dates.get_or_insert_default();
                (0..self.n).for_each(|_| dates.unreadable.at(1));
            }
            "weights" => {
                let weights: &mut RawWeights = raw.weights.get_or_insert_default();
                weights.n += self.n;
                if let Some((sum, squared)) = self.weights {
                    weights.sum.add(sum);
                    weights.squared.add(squared);
                }
            }
            "weight-range" => {
                let weights = raw.weights.get_or_insert_default();
                weights.range = self.weights.map(|(low, high)| [low, high]);
            }
            "bad-weight" => {
                let weights = raw.weights.get_or_insert_default();
                (0..self.n).for_each(|_| weights.unreadable.at(1));
            }
            "group" => {
                let set = set(&self.dimensions, self.keys.first()?);
                if self.dimensions == "period" && survey.date.is_some() {
                    name_periods(raw.dates.get_or_insert_default(), &set);
                }
                *raw.dimensions
                    .entry(self.dimensions)
                    .or_default()
                    .rows
                    .entry(set)
                    .or_default() += self.n;
            }
            "total" if question() => {
                let (value, sums) = (self.value?, self.sums());
                add(&mut raw.questions.entry(self.question).or_default().total, value, &sums);
            }
            "missing" if question() => {
                let found = raw.questions.entry(self.question).or_default();
                match self.keys.first()?.as_str() {
                    "blank" => found.blank += self.n,
                    "not-an-answer" => found.not_an_answer += self.n,
                    "outside" => (0..self.n).for_each(|_| found.outside.at(1, None)),
                    _ => return None,
                }
            }
            "cell" if question() => {
                let (value, sums) = (self.value?, self.sums());
                let by: Vec<String> = self.dimensions.split(AND).map(str::to_owned).collect();
                let atom = by
                    .iter()
                    .zip(&self.keys)
                    .map(|(dimension, key)| set(dimension, key))
                    .collect::<Vec<Set>>();
                (atom.len() == by.len()).then_some(())?;
                let found = raw.questions.entry(self.question).or_default();
                add(
                    found.tables.entry(by).or_default().entry(atom).or_default(),
                    value,
                    &sums,
                );
            }
            "pair" => {
                let (one, other) = self.question.split_once(AND)?;
                let [key, answer] = [self.keys.first()?, self.keys.get(1)?];
                let group = match key.as_str() {
                    "" => 0,
                    digits => replicate::of_byte(u8::from_str_radix(digits, 16).ok()?),
                };
                let steps = |id: &str, answer: i32| -> Option<u64> {
                    let question = survey.questions.iter().find(|question| question.id.value == id)?;
                    let [low, _] = question.scale.as_ref()?.value.bounds();
                    u64::try_from(answer - low).ok()
                };
                let answers = [steps(one, answer.parse().ok()?)?, steps(other, self.value?)?];
                let weight = self.weights.map(|(weight, _)| weight);
                raw.matrix
                    .as_mut()?
                    .count_together(group, [one, other], answers, self.n, weight)?;
            }
            "comments" if question() => {
                let found: &mut QuestionComments = raw.comments.entry(self.question).or_default();
                found.count += self.n;
            }
            _ => return None,
        }
        Some(())
    }

    fn sums(&self) -> Sums {
        let weights = self.weights.map(|(weight, squared)| {
            let mut sums = <(crate::stats::ExactSum, crate::stats::ExactSum)>::default();
            sums.0.add(weight);
            sums.1.add(squared);
            sums
        });
        Sums {
            n: self.n,
            weights,
            moments: None,
        }
    }
}

fn add(values: &mut Values, value: i32, sums: &Sums) {
    values.entry(value).or_default().merge(sums);
}

/// The values a key stands for.
fn set(dimension: &str, key: &str) -> Set {
    if dimension == "persona" {
        return key.split(AND).filter(|id| !id.is_empty()).map(str::to_owned).collect();
    }
    if key.is_empty() {
        Set::new()
    } else {
        vec![key.to_owned()]
    }
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
