//! What the pass over a survey found, before protection: private to this module's parent, and mergeable.
//!
//! Everything is keyed by ids and summed exactly, so that neither the order of rows nor where a file was cut changes
//! a bit of it: the parts of a survey, merged in any order, are what one pass over the whole finds. The one exception
//! is a column with more values than [`MOST_VALUES`], where it matters who came first; such a survey is refused.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::comments::RawComments;
use super::matrix::RawMatrix;
use super::mistakes::{Outside, Unmapped};
use super::moments::RawMoments;
use super::respondent::RawRespondents;
use super::{Summary, ValueCount};
use crate::data::Trouble;
use crate::language::Text;
use crate::stats::ExactSum;

/// A dimension with more values than this, or personas that overlap in more ways, are refused: such a column
/// identifies rows.
pub(super) const MOST_VALUES: usize = 1000;

/// The values that a row has in a dimension: none, one, or for personas several.
pub(super) type Set = Vec<String>;

/// The smallest group of rows a table tells apart: one set per dimension of the table.
pub(super) type Atom = Vec<Set>;

/// Rows and their weights.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sums {
    pub(super) n: u64,
    /// Sum of weights and of squared weights, where there is a column of weights; apart, since most have none.
    pub(super) weights: Option<Box<(ExactSum, ExactSum)>>,
    /// Of the measures of a table's rows, where there are some.
    pub(super) moments: Option<Box<RawMoments>>,
}

impl Sums {
    pub(super) fn merge(&mut self, other: &Sums) {
        self.n += other.n;
        if let Some((weight, squared)) = other.weights.as_deref() {
            let mine = self.weights.get_or_insert_default();
            mine.0.merge(weight);
            mine.1.merge(squared);
        }
        if let Some(moments) = &other.moments {
            self.moments.get_or_insert_default().merge(moments);
        }
    }

    /// The same with every weight, 1 where there is none, times `factor`.
    pub(super) fn scaled(&self, factor: f64) -> Sums {
        let (weight, squared) = match self.weights.as_deref() {
            Some((weight, squared)) => (weight.value(), squared.value()),
            None => (self.n as f64, self.n as f64),
        };
        let (mut scaled, mut scaled_squared) = (ExactSum::new(), ExactSum::new());
        scaled.add(factor * weight);
        scaled_squared.add(factor * factor * squared);
        Sums {
            n: self.n,
            weights: Some(Box::new((scaled, scaled_squared))),
            moments: self.moments.clone(),
        }
    }
}

/// Counted answers by value.
pub(super) type Values = BTreeMap<i32, Sums>;

/// Adds the answers of `other` to `values`.
pub(super) fn merge_values(values: &mut Values, other: &Values) {
    for (value, sums) in other {
        values.entry(*value).or_default().merge(sums);
    }
}

/// How many answers were counted.
pub(super) fn n(values: &Values) -> u64 {
    values.values().map(|sums| sums.n).sum()
}

/// The summary that may be shown, if the cell may.
pub(super) fn summary(values: &Values) -> Summary {
    Summary {
        values: values
            .iter()
            .filter(|(_, sums)| sums.n > 0)
            .map(|(value, sums)| ValueCount {
                value: *value,
                n: sums.n,
                weight: sums
                    .weights
                    .as_deref()
                    .map_or(sums.n as f64, |(weight, _)| weight.value()),
                weight_squared: sums
                    .weights
                    .as_deref()
                    .map_or(sums.n as f64, |(_, squared)| squared.value()),
            })
            .collect(),
        moments: values
            .iter()
            .filter_map(|(value, sums)| Some((*value, sums.moments.as_ref()?.found())))
            .collect(),
    }
}

/// The answers to one question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawQuestion {
    pub(super) blank: u64,
    pub(super) not_an_answer: u64,
    pub(super) outside: Outside,
    /// Of one option of several in a cell: rows with options that are not listed.
    pub(super) unlisted: Trouble,
    /// Whether a check of a table has more different values than are kept; then none is.
    pub(super) too_many: bool,
    pub(super) total: Values,
    /// By the dimensions of the table.
    pub(super) tables: BTreeMap<Vec<String>, BTreeMap<Atom, Values>>,
}

impl RawQuestion {
    fn merge(&mut self, other: RawQuestion) {
        self.blank += other.blank;
        self.not_an_answer += other.not_an_answer;
        self.outside.merge(&other.outside);
        self.unlisted.merge(&other.unlisted);
        self.too_many |= other.too_many;
        merge_values(&mut self.total, &other.total);
        for (by, atoms) in other.tables {
            let mine = self.tables.entry(by).or_default();
            for (atom, values) in atoms {
                merge_values(mine.entry(atom).or_default(), &values);
            }
        }
    }

    /// Lets everything go where there are more than `most` different values in the cells of all tables together.
    pub(super) fn bound(&mut self, most: usize) {
        let cells = self.tables.values().flat_map(BTreeMap::values);
        let values: usize = cells.chain([&self.total]).map(BTreeMap::len).sum();
        self.too_many |= values > most;
        if self.too_many {
            (self.total, self.tables) = Default::default();
        }
    }
}

/// The weights of a survey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawWeights {
    pub(super) n: u64,
    pub(super) sum: ExactSum,
    pub(super) squared: ExactSum,
    /// Smallest and largest.
    pub(super) range: Option<[f64; 2]>,
    pub(super) unreadable: Trouble,
}

impl RawWeights {
    fn merge(&mut self, other: &RawWeights) {
        self.n += other.n;
        self.sum.merge(&other.sum);
        self.squared.merge(&other.squared);
        self.range = widest(self.range, other.range);
        self.unreadable.merge(&other.unreadable);
    }
}

/// The rows of a calibration cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct CalibrationCell {
    pub(super) sums: Sums,
    /// Smallest and largest weight before calibration.
    pub(super) range: [f64; 2],
}

/// The calibration cells of a survey with margins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawCalibration {
    /// By the ids of the values, one per dimension of calibration; empty where a row does not say.
    pub(super) cells: BTreeMap<Set, CalibrationCell>,
}

impl RawCalibration {
    fn merge(&mut self, other: RawCalibration) {
        for (key, cell) in other.cells {
            match self.cells.get_mut(&key) {
                None => {
                    self.cells.insert(key, cell);
                }
                Some(mine) => {
                    mine.sums.merge(&cell.sums);
                    mine.range = [mine.range[0].min(cell.range[0]), mine.range[1].max(cell.range[1])];
                }
            }
        }
    }
}

/// The dates of a survey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawDates {
    /// Earliest and latest.
    pub(super) range: Option<[Date; 2]>,
    /// The periods met and what pages call them, by id.
    #[serde(with = "texts")]
    pub(super) periods: BTreeMap<String, Text>,
    pub(super) ambiguous: Trouble,
    pub(super) unreadable: Trouble,
    /// Dates that make sense in the other order of day and month only.
    pub(super) other_order: Trouble,
    /// Dates that make sense in both orders, and are not the same day.
    pub(super) either: u64,
    /// Dates after the day the audit speaks of.
    pub(super) future: Trouble,
}

impl RawDates {
    fn merge(&mut self, other: RawDates) {
        self.range = widest(self.range, other.range);
        self.periods.extend(other.periods);
        self.ambiguous.merge(&other.ambiguous);
        self.unreadable.merge(&other.unreadable);
        self.other_order.merge(&other.other_order);
        self.either += other.either;
        self.future.merge(&other.future);
    }
}

/// A dimension of a survey.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawDimension {
    /// Rows by the set of their values.
    pub(super) rows: BTreeMap<Set, u64>,
    pub(super) unmapped: Unmapped,
    /// Rows with a value that was one too many.
    pub(super) too_many: Trouble,
}

impl RawDimension {
    /// The values met, each once.
    pub(super) fn values(&self) -> Vec<String> {
        let values: std::collections::BTreeSet<&String> = self.rows.keys().flatten().collect();
        values.into_iter().cloned().collect()
    }

    /// Where there were too many values: on rows of one part, else in all parts together.
    pub(super) fn too_many(&self) -> Trouble {
        let mut trouble = self.too_many.clone();
        if trouble.count() == 0 && self.rows.keys().filter(|set| !set.is_empty()).count() > MOST_VALUES {
            trouble.at(1);
        }
        trouble
    }

    pub(super) fn merge(&mut self, other: RawDimension) {
        for (set, rows) in other.rows {
            *self.rows.entry(set).or_default() += rows;
        }
        self.unmapped.merge(&other.unmapped);
        self.too_many.merge(&other.too_many);
    }
}

/// All that the pass found of a survey, or of a part of its rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RawSurvey {
    pub(super) rows: u64,
    /// How many people they stand for: as many, unless a column says otherwise.
    pub(super) people: u64,
    /// Rows without a readable count of people.
    pub(super) uncounted: Trouble,
    /// Rows that could not be read.
    pub(super) rejected: u64,
    /// Rows that the survey does not take for answers.
    pub(super) left_out: u64,
    pub(super) dates: Option<RawDates>,
    pub(super) weights: Option<RawWeights>,
    pub(super) calibration: Option<RawCalibration>,
    pub(super) respondents: Option<RawRespondents>,
    pub(super) dimensions: BTreeMap<String, RawDimension>,
    pub(super) questions: BTreeMap<String, RawQuestion>,
    /// Of a table: what could not be read, by field.
    pub(super) fields: BTreeMap<String, Trouble>,
    pub(super) comments: RawComments,
    pub(super) matrix: Option<RawMatrix>,
}

impl RawSurvey {
    /// Adds what was found in other rows of the same survey, read by the same plan.
    pub(super) fn merge(&mut self, other: RawSurvey) {
        self.rows += other.rows;
        self.rejected += other.rejected;
        self.left_out += other.left_out;
        self.people += other.people;
        self.uncounted.merge(&other.uncounted);
        if let Some(calibration) = other.calibration {
            self.calibration.get_or_insert_default().merge(calibration);
        }
        if let Some(dates) = other.dates {
            self.dates.get_or_insert_default().merge(dates);
        }
        if let Some(respondents) = other.respondents {
            self.respondents.get_or_insert_default().merge(respondents);
        }
        if let Some(weights) = &other.weights {
            self.weights.get_or_insert_default().merge(weights);
        }
        for (id, found) in other.dimensions {
            self.dimensions.entry(id).or_default().merge(found);
        }
        for (id, found) in other.questions {
            self.questions.entry(id).or_default().merge(found);
        }
        if let Some(matrix) = &other.matrix {
            self.matrix.get_or_insert_default().merge(matrix);
        }
        for (field, bad) in &other.fields {
            self.fields.entry(field.clone()).or_default().merge(bad);
        }
        for (id, found) in other.comments {
            self.comments.entry(id).or_default().merge(found);
        }
    }
}

/// Texts are kept as their words in English and French.
mod texts {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::language::{Lang, Text};

    pub(super) fn serialize<S: Serializer>(texts: &BTreeMap<String, Text>, serializer: S) -> Result<S::Ok, S::Error> {
        let words = |text: &Text| (text.get(Lang::En).to_owned(), text.get(Lang::Fr).to_owned());
        serializer.collect_seq(texts.iter().map(|(id, text)| (id, words(text))))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Text>, D::Error> {
        let texts: Vec<(String, (String, String))> = Vec::deserialize(deserializer)?;
        Ok(texts
            .into_iter()
            .map(|(id, (en, fr))| (id, Text::new(en, fr)))
            .collect())
    }
}

/// The range that holds both.
pub(super) fn widest<T: Copy + PartialOrd>(one: Option<[T; 2]>, other: Option<[T; 2]>) -> Option<[T; 2]> {
    match (one, other) {
        (Some([a, b]), Some([c, d])) => Some([if c < a { c } else { a }, if d > b { d } else { b }]),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::collect::words;
    use super::super::pass::Pass;
    use super::super::plan::{Plan, plan};
    use super::super::protect::{protect, weights};
    use super::*;
    use crate::data::{TableFile, Unwatched};
    use crate::diagnostics::Problems;
    use crate::files::{Files, Memory};
    use crate::manifest::{Manifest, typed};
    use crate::project::{Project, load};

    const PROJECT: &str = "\
title: T
personas:
  - {id: ana, name: Ana, segments: [{survey: s, where: {column: age, between: [18, 30]}}]}
  - {id: bea, name: Bea, segments: [{survey: s, where: {column: age, between: [25, 60]}}]}
channels: [{id: web, name: Web, kind: digital}, {id: shop, name: Shop, kind: physical}]
surveys:
  - id: s
    file: s.csv
    weight: w
    date: {column: day}
    periods: {by: month}
    dimensions: [{id: channel, column: where}, {id: region}]
    questions:
      - {id: score, role: nps, scale: [0, 10], not-an-answer: [99]}
      - {id: words, role: verbatim}
";

    const CHECK: &str = "{protocol: 1, id: nps, version: 1.0.0, kind: kpi, title: NPS, \
                         reads: {score: {question: {role: nps}}}, \
                         estimate: {net-share: {of: score, plus: [9, 10], minus: [0, 6]}}, \
                         breakdowns: [persona, channel, period, dimension, [persona, period]]}";

    const ROWS: usize = 900;

    /// A number below `below` that `what` always gives.
    fn roll(what: &str, below: usize) -> usize {
        let mut number = [0; 8];
        number.copy_from_slice(&blake3::hash(what.as_bytes()).as_bytes()[..8]);
        (u64::from_le_bytes(number) % below as u64) as usize
    }

    fn row(row: usize) -> String {
        let pick = |what: &str, below| roll(&format!("{row} {what}"), below);
        let weight = match pick("bad", 60) {
            0 => "?".to_owned(),
            1 => "-0".to_owned(),
            _ => format!("{}.{:07}", pick("w", 9), pick("fraction", 9_999_999)),
        };
        let day = match pick("bad day", 20) {
            0 => "hier".to_owned(),
            1 => "03/04/2026".to_owned(),
            2 => String::new(),
            _ => format!("2026-{:02}-{:02}", 1 + pick("month", 5), 1 + pick("day", 28)),
        };
        let channel = ["web", "shop", "fax", "", "telex", "post"][pick("channel", 6)];
        let region = ["north", "south", "10", "9", ""][pick("region", 5)];
        let score = match pick("odd", 15) {
            0 => (11 + pick("out", 40)).to_string(),
            1 => "99".to_owned(),
            2 => String::new(),
            3 => "bien".to_owned(),
            _ => pick("score", 11).to_string(),
        };
        let words = match pick("said", 3) {
            0 => String::new(),
            _ => format!("comment {}", pick("comment", 400)),
        };
        format!(
            "{weight},{day},{channel},{region},{},{score},{words}",
            15 + pick("age", 50)
        )
    }

    /// The file with only the rows that `taken` takes, each on the line it has in the whole.
    fn file(rows: &[String], taken: impl Fn(usize) -> bool) -> String {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(at, row)| if taken(at) { row.clone() } else { String::new() });
        let header = "w,day,where,region,age,score,words".to_owned();
        [header]
            .into_iter()
            .chain(rows)
            .flat_map(|line| [line, "\n".to_owned()])
            .collect()
    }

    /// Reads a file, merges what `others` found, and gives the whole, what was told and what is left once protected.
    fn read(project: &Project, plan: &Plan, file: &str, others: Vec<RawSurvey>) -> (RawSurvey, Problems, String) {
        let files = Memory::new().with("s.csv", file);
        let (survey, asked) = (&project.surveys[0], &plan.surveys[0]);
        let (declared, reading) = words(project, survey);
        let source = files.open("s.csv").unwrap();
        let mut table = TableFile::open(&*source, "s.csv", &declared).unwrap().unwrap();
        let mut problems = Problems::new();
        let mut pass = Pass::new(project, survey, asked, table.header(), reading, &mut problems).unwrap();
        pass.run(&mut table, &Unwatched).unwrap();
        let read = table.finish().unwrap();
        assert_eq!((read.rejected, problems.len()), (0, 0), "{:?}", read.problems);
        let mut raw = RawSurvey {
            rows: read.rows,
            ..RawSurvey::default()
        };
        pass.found_into(&mut raw);
        for part in others {
            raw.merge(part);
        }
        let dimensions = pass.tell(&raw, "s.csv", &mut problems);
        let weights = weights(project, survey, &raw);
        let shown = serde_json::to_string(&protect(project, survey, asked, &raw, dimensions, weights)).unwrap();
        (raw, problems, shown)
    }

    #[test]
    fn the_parts_of_a_survey_merged_in_any_order_are_what_one_pass_finds() {
        let rows: Vec<String> = (0..ROWS).map(row).collect();
        let mut problems = Problems::new();
        let project = load(
            &Memory::new()
                .with("parcours.yaml", PROJECT)
                .with("s.csv", file(&rows, |_| false)),
            &mut problems,
        );
        let project = project.unwrap_or_else(|| panic!("{problems:?}"));
        let manifest: Option<Manifest> = typed("plugin.yaml", CHECK, &mut problems);
        let manifest = manifest.unwrap_or_else(|| panic!("{problems:?}"));
        let plan = plan(&project, &[&manifest]);
        let whole = read(&project, &plan, &file(&rows, |_| true), Vec::new());

        // The survey has something of everything that is merged.
        let (raw, told, shown) = &whole;
        let codes: std::collections::BTreeSet<&str> = told.iter().map(|problem| problem.code).collect();
        let expected = [
            "ambiguous-date",
            "bad-date",
            "bad-weight",
            "out-of-scale",
            "unmapped-value",
        ];
        assert!(
            codes.into_iter().eq(expected.map(|code| format!("data/{code}"))),
            "{told:?}"
        );
        assert_eq!(raw.questions["score"].tables.len(), 5);
        assert!(raw.comments["words"].count > 400 && shown.contains("\"V-"));
        let dates = raw.dates.as_ref().unwrap();
        assert_eq!((dates.periods.len(), dates.range.is_some()), (5, true));
        assert_eq!(
            raw.weights.as_ref().unwrap().range.map(|[low, _]| low.to_bits()),
            Some(0)
        );

        for attempt in 0..24 {
            let parts = 2 + attempt % 3;
            // Every third time in blocks, as a file is cut; else each row goes anywhere.
            let part = |row: usize| match attempt % 3 {
                0 => row * parts / ROWS,
                _ => roll(&format!("{attempt} {row}"), parts),
            };
            let mut order: Vec<usize> = (0..parts).collect();
            order.sort_by_key(|part| roll(&format!("{attempt} order {part}"), 1 << 20));
            let mut found: Vec<RawSurvey> = order[1..]
                .iter()
                .map(|own| read(&project, &plan, &file(&rows, |row| part(row) == *own), Vec::new()).0)
                .collect();
            if found.len() > 1 && attempt % 2 == 0 {
                // Grouped otherwise: the last two first.
                let last = found.pop().unwrap();
                found.last_mut().unwrap().merge(last);
            }
            let merged = read(&project, &plan, &file(&rows, |row| part(row) == order[0]), found);
            assert_eq!(merged.0, whole.0, "attempt {attempt}");
            assert_eq!(merged.1, whole.1, "attempt {attempt}");
            // Written out, figures compare by every bit.
            assert_eq!(merged.2, whole.2, "attempt {attempt}");
        }
    }

    #[test]
    fn too_many_values_are_noticed_even_where_no_part_has_too_many() {
        let part = |from: usize| RawDimension {
            rows: (from..from + 600).map(|value| (vec![value.to_string()], 1)).collect(),
            ..RawDimension::default()
        };
        let mut merged = part(0);
        merged.merge(part(300));
        assert_eq!(merged.too_many().count(), 0);
        merged.merge(part(600));
        assert_eq!(merged.too_many().count(), 1);
    }
}
