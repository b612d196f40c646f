//! The query: one scan of the answers, every row taken apart into what it tells, all of it counted by the finest tables
//! at once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::rows::{self, PEOPLE, are_put_together};
use super::{
    AND, COMMENTS, DATES, DAYS, Dialect, HEAD, MARGIN, OF_ROW, PAIR, RANGE, ROWS, SET, SUMS, TABLE, column, refusal,
};
use crate::data::{DateOrder, DecimalMark};
use crate::diagnostics::Problem;
use crate::evidence::calibrator;
use crate::evidence::plan::{SurveyPlan, dimensions};
use crate::evidence::source::declared as declared_dimension;
use crate::evidence::tally::finest;
use crate::manifest::Role;
use crate::project::{Code, Dimension, Project, Question, Survey};

/// A `SELECT` that gives one line for each cell the plan asks for. `table` stands after `FROM`: the name of a table or
/// view, or whatever the engine takes there. A survey that cannot be counted this way is a problem.
pub fn query(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    dialect: Dialect,
    table: &str,
) -> Result<String, Box<Problem>> {
    if let Some(refusal) = refusal(project, survey) {
        return Err(Box::new(refusal));
    }
    let writer = Writer {
        project,
        survey,
        plan,
        dialect,
        decimal: survey
            .decimal
            .as_ref()
            .and_then(|word| DecimalMark::from_word(word))
            .unwrap_or_default(),
        ids: dimensions(project, survey),
    };
    Ok(writer.write(table))
}

pub(super) struct Writer<'p> {
    pub(super) project: &'p Project,
    pub(super) survey: &'p Survey,
    plan: &'p SurveyPlan,
    pub(super) dialect: Dialect,
    decimal: DecimalMark,
    /// The dimensions of the survey; `d0` is the first in the query.
    ids: Vec<String>,
}

/// What a row tells: of which question, what, which answer, and how many times.
pub(super) struct Told {
    pub(super) question: String,
    pub(super) state: String,
    pub(super) value: String,
    pub(super) times: String,
}

impl<'p> Writer<'p> {
    fn write(&self, table: &str) -> String {
        let (answers, from) = (self.answers(), rows::put_together(self, table));
        let mut text = format!(
            "-- The cells of the survey {} for parcours: save the result as CSV with its header, and name it in `source:`.\n\
             WITH {from}answers AS (\n  SELECT\n    {}\n  FROM {}\n)",
            self.survey.id.value,
            answers.join(",\n    "),
            if from.is_empty() { table } else { PEOPLE },
        );
        let carried = self.carried();
        let told: Vec<String> = self.told().iter().map(|told| self.dialect.told(told)).collect();
        let _ = write!(
            text,
            ", told AS (\n  SELECT {}, {} AS t\n  FROM answers\n)",
            carried.join(", "),
            self.dialect.each(&told),
        );
        let named = |name: &str| self.dialect.name(name);
        let keys = self.ids.iter().enumerate();
        let mut columns: Vec<String> = HEAD
            .iter()
            .zip(["q", "s", "a"])
            .map(|(name, key)| format!("{key} AS {}", named(name)))
            .collect();
        columns.extend(keys.map(|(place, id)| format!("d{place} AS {}", named(&format!("{TABLE}{id}")))));
        let margins = calibrator::dimensions(self.survey);
        let margins: Vec<(usize, &String)> = margins.iter().enumerate().collect();
        columns.extend(
            margins
                .iter()
                .map(|(place, id)| format!("m{place} AS {}", named(&format!("{MARGIN}{id}")))),
        );
        let ordered: Vec<String> = (1..=columns.len()).map(|place| place.to_string()).collect();
        let weights = match &self.survey.weight {
            Some(_) => ["SUM(p * w)", "SUM(p * w * w)", "MIN(w)", "MAX(w)"].map(str::to_owned),
            None => ["CAST(NULL AS DOUBLE)"; 4].map(str::to_owned),
        };
        let days = match &self.survey.date {
            Some(_) => ["MIN(NULLIF(day, ''))", "MAX(NULLIF(day, ''))"],
            None => ["''", "''"],
        };
        let sums = ["SUM(x)", "SUM(p * x)"].map(str::to_owned);
        let sums = sums.into_iter().chain(weights).chain(days.map(str::to_owned));
        let pair = ["CAST(NULL AS BIGINT)", "''"].map(str::to_owned);
        let sums: Vec<String> = sums.chain(pair).collect();
        let sum_names = SUMS.iter().chain(&RANGE).chain(&DAYS).chain(&PAIR);
        columns.extend(
            sums.iter()
                .zip(sum_names)
                .map(|(sum, name)| format!("{sum} AS {}", named(name))),
        );
        let marked: Vec<String> = carried
            .iter()
            .map(|key| match key.strip_prefix(['d', 'm']) {
                Some(place) if place.parse::<usize>().is_ok() => format!("'{SET}' || {key} AS {key}"),
                _ => key.clone(),
            })
            .collect();
        let _ = writeln!(
            text,
            ", marked AS (\n  SELECT t.q AS q, t.s AS s, t.a AS a, t.x AS x, {}\n  FROM told WHERE t.s IS NOT NULL\n)\n\
             SELECT {}\nFROM marked\nGROUP BY GROUPING SETS ({}){}\nORDER BY {};",
            marked.join(", "),
            columns.join(", "),
            self.sets(margins.len()).join(", "),
            self.pairs(margins.len(), &sums),
            ordered.join(", "),
        );
        text
    }

    /// Joint counts of every pair of questions of the matrix, each with itself among them, by replicate group where
    /// there is a column of respondents: a second scan, since pairs are cut by no dimension.
    fn pairs(&self, margins: usize, sums: &[String]) -> String {
        let places: Vec<(usize, &str)> = self
            .questions()
            .enumerate()
            .map(|(place, question)| (place, question.id.as_str()))
            .filter(|(_, id)| self.plan.matrix.iter().any(|asked| asked == id))
            .collect();
        if places.is_empty() {
            return String::new();
        }
        let pairs = places.iter().enumerate().flat_map(|(at, (other, y))| {
            places[..=at].iter().map(move |(one, x)| Told {
                question: self.dialect.text(&format!("{x}{AND}{y}")),
                state: format!(
                    "CASE WHEN r = '{OF_ROW}' AND s{one} = 'answer' AND s{other} = 'answer' THEN 'pair' END"
                ),
                value: format!("a{other}"),
                times: format!("a{one}"),
            })
        });
        let pairs: Vec<String> = pairs.map(|pair| self.dialect.told(&pair)).collect();
        let keys: Vec<String> = (0..margins).map(|place| format!("m{place}")).collect();
        let mut carried = vec!["p".to_owned(), "replicate".to_owned()];
        carried.extend(keys.iter().cloned());
        carried.extend(self.survey.weight.as_ref().map(|_| "w".to_owned()));
        let string = self.dialect.string();
        let mut columns: Vec<String> = ["t.q", "'pair'", "t.a"].map(str::to_owned).into();
        columns.extend(self.ids.iter().map(|_| format!("CAST(NULL AS {string})")));
        columns.extend(keys.iter().map(|key| format!("'{SET}' || {key}")));
        // Of the same sums, those of rows and days mean nothing here.
        let own = sums.iter().enumerate().map(|(place, sum)| match place {
            0 => "COUNT(*)".to_owned(),
            1 => "SUM(p)".to_owned(),
            2..=5 => sum.clone(),
            6 | 7 => "''".to_owned(),
            8 => "t.x".to_owned(),
            _ => "replicate".to_owned(),
        });
        columns.extend(own);
        let grouped = ["t.q", "t.a", "t.x", "replicate"]
            .map(str::to_owned)
            .into_iter()
            .chain(keys);
        format!(
            "\nUNION ALL\nSELECT {}\nFROM (SELECT {}, {} AS t FROM answers)\nWHERE t.s IS NOT NULL\nGROUP BY {}",
            columns.join(", "),
            carried.join(", "),
            self.dialect.each(&pairs),
            grouped.collect::<Vec<_>>().join(", "),
        )
    }

    /// The columns worked out for each row.
    fn answers(&self) -> Vec<String> {
        let mut columns: Vec<String> = self
            .ids
            .iter()
            .enumerate()
            .map(|(place, id)| format!("{} AS d{place}", self.dimension(id)))
            .collect();
        for (place, id) in calibrator::dimensions(self.survey).iter().enumerate() {
            columns.push(format!("{} AS m{place}", self.dimension(id)));
        }
        for (place, question) in self.questions().enumerate() {
            let [state, answer] = self.answer(question);
            columns.push(format!("{state} AS s{place}"));
            columns.push(format!("{answer} AS a{place}"));
        }
        for (place, id) in self.plan.verbatims.iter().enumerate() {
            columns.push(format!("{} AS c{place}", self.comments(id)));
        }
        columns.extend(self.day().map(|day| format!("{day} AS day")));
        if !self.plan.matrix.is_empty() {
            let respondent = self.survey.respondent.as_ref();
            let group = respondent.map(|key| self.dialect.first_byte(&self.dialect.field(key)));
            columns.push(format!("{} AS replicate", group.unwrap_or_else(|| "''".to_owned())));
        }
        let weight = self.survey.weight.as_ref().map(|weight| {
            let number = self.dialect.number(&self.dialect.field(weight), self.decimal);
            columns.push(format!("ABS({number}) AS w"));
            format!("COALESCE(({number}) >= 0, FALSE)")
        });
        let people = self.survey.count.as_ref().map(|count| {
            let count = self.dialect.people(&self.dialect.field(count));
            columns.push(format!("{count} AS p"));
            count
        });
        if people.is_none() {
            columns.push("1 AS p".to_owned());
        }
        // In the order of the pass: who is no answer, then how many people, then their weight.
        let mut state = "CASE".to_owned();
        if let Some(respondent) = self
            .survey
            .respondent
            .as_ref()
            .filter(|_| are_put_together(self.survey))
        {
            let _ = write!(
                state,
                " WHEN {} = '' THEN 'no-respondent'",
                self.dialect.field(respondent)
            );
            columns.push(format!("{} AS rows_together", self.dialect.name(ROWS)));
            columns.extend(
                self.survey
                    .date
                    .as_ref()
                    .map(|_| format!("{} AS dates_together", self.dialect.name(DATES))),
            );
        }
        if let Some(rows) = &self.survey.rows {
            let rule = self.dialect.rule(&rows.rule.value, self.decimal);
            let _ = write!(state, " WHEN NOT {rule} THEN 'left-out'");
        }
        if let Some(people) = people {
            let _ = write!(
                state,
                " WHEN ({people}) IS NULL THEN 'bad-count' WHEN ({people}) = 0 THEN 'nobody'"
            );
        }
        if let Some(is_weighted) = weight {
            let _ = write!(state, " WHEN NOT {is_weighted} THEN 'bad-weight'");
        }
        columns.push(if state == "CASE" {
            format!("'{OF_ROW}' AS r")
        } else {
            format!("{state} ELSE '{OF_ROW}' END AS r")
        });
        columns
    }

    /// The columns that everything a row tells is counted with.
    fn carried(&self) -> Vec<String> {
        let dimensions = (0..self.ids.len()).map(|place| format!("d{place}"));
        let margins = calibrator::dimensions(self.survey);
        let margins = (0..margins.len()).map(|place| format!("m{place}"));
        let mut columns: Vec<String> = dimensions.chain(margins).collect();
        columns.push("p".to_owned());
        columns.extend(self.survey.weight.as_ref().map(|_| "w".to_owned()));
        columns.extend(self.survey.date.as_ref().map(|_| "day".to_owned()));
        columns
    }

    /// Everything that a row tells: nothing where the state is none.
    fn told(&self) -> Vec<Told> {
        let of = |question: &str, state: String, value: String, times: String| Told {
            question: self.dialect.text(question),
            state,
            value,
            times,
        };
        let none = || "CAST(NULL AS INT)".to_owned();
        let is_row = |state: &str| format!("CASE WHEN r = '{OF_ROW}' THEN {state} END");
        let together = are_put_together(self.survey);
        let times = if together {
            "CASE WHEN r = 'no-respondent' THEN rows_together ELSE 1 END"
        } else {
            "1"
        };
        let mut told = vec![of("", "r".to_owned(), none(), times.to_owned())];
        if together && self.survey.date.is_some() {
            let several = is_row("CASE WHEN dates_together > 1 THEN 'several-dates' END");
            told.push(of("", several, none(), "1".to_owned()));
        }
        if self.survey.date.is_some() {
            let bad = is_row("CASE WHEN day = '' THEN 'bad-date' END");
            told.push(of("", bad, none(), "1".to_owned()));
        }
        for (place, question) in self.questions().enumerate() {
            let answer = format!("CASE WHEN s{place} = 'answer' THEN a{place} END");
            told.push(of(&question.id, is_row(&format!("s{place}")), answer, "1".to_owned()));
        }
        for (place, id) in self.plan.verbatims.iter().enumerate() {
            let some = is_row(&format!("CASE WHEN c{place} > 0 THEN 'comment' END"));
            told.push(of(id, some, none(), format!("c{place}")));
        }
        told
    }

    /// The finest tables: every other is a sum of their cells.
    fn sets(&self, margins: usize) -> Vec<String> {
        let asked = self.plan.questions.iter().flat_map(|question| &question.tables);
        let asked = asked.map(|by| {
            let places = by.iter().filter_map(|id| self.ids.iter().position(|own| own == id));
            places.collect::<Vec<usize>>()
        });
        let single = (0..self.ids.len()).map(|place| vec![place]);
        let all: BTreeSet<Vec<usize>> = asked.chain(single).collect();
        let all: Vec<Vec<usize>> = all.into_iter().collect();
        finest(&all)
            .into_iter()
            .map(|by| {
                let keys = ["q", "s", "a"].map(str::to_owned).into_iter();
                let keys = keys.chain(by.iter().map(|place| format!("d{place}")));
                let keys = keys.chain((0..margins).map(|place| format!("m{place}")));
                format!("({})", keys.collect::<Vec<_>>().join(", "))
            })
            .collect()
    }

    fn questions(&self) -> impl Iterator<Item = &'p Question> {
        let asked = |id: &str| self.survey.questions.iter().find(|question| question.id.value == id);
        self.plan
            .questions
            .iter()
            .filter_map(move |planned| asked(&planned.question))
    }

    /// The value, or the set of values, of a dimension; nothing where a row has none.
    fn dimension(&self, id: &str) -> String {
        let survey = self.survey;
        let own = survey.dimensions.iter().find(|dimension| dimension.id.value == id);
        let wave = survey.periods.as_ref().and_then(|periods| periods.wave.as_ref());
        match (id, own, wave) {
            ("persona", ..) => self.personas(),
            ("period", None, Some(wave)) => {
                let field = self.dialect.field(&wave.column);
                let mut text = "CASE".to_owned();
                for one in &wave.waves {
                    let code = one.value.as_ref().map_or(one.id.as_str(), |code| code.0.as_str());
                    let _ = write!(
                        text,
                        " WHEN {} THEN {}",
                        self.dialect.is_code(&field, [code, one.id.as_str()]),
                        self.dialect.text(&one.id)
                    );
                }
                text + " ELSE '' END"
            }
            ("period", None, None) => self.period(),
            (_, Some(dimension), _) if !dimension.columns.is_empty() => self.option_columns(dimension),
            (_, Some(dimension), _) => match &dimension.separator {
                Some(separator) => {
                    let field = self.dialect.field(column(dimension.column.as_ref(), &dimension.id));
                    let listed = self.dialect.listed(&field, separator);
                    let nothing: Vec<&str> = dimension.not_an_answer.iter().map(|code| code.0.as_str()).collect();
                    let values: Vec<(&str, &str)> = dimension
                        .values
                        .iter()
                        .map(|(value, id)| (value.as_str(), id.as_str()))
                        .collect();
                    self.dialect.set(&listed, &nothing, &values)
                }
                None => self.value(dimension),
            },
            _ => "''".to_owned(),
        }
    }

    /// The value of a dimension with one.
    fn value(&self, dimension: &Dimension) -> String {
        let field = self.dialect.field(column(dimension.column.as_ref(), &dimension.id));
        let declared = declared_dimension(self.project, dimension);
        let nothing = dimension.not_an_answer.iter().map(|code| code.0.as_str());
        let mut text = format!(
            "CASE WHEN {field} = '' OR {} THEN ''",
            self.dialect.is_code(&field, nothing)
        );
        let known = |id: &str| declared.known.as_ref().is_none_or(|known| known.contains(&id));
        for (value, id) in &declared.values {
            let id = if known(id) { id } else { "" };
            let _ = write!(
                text,
                " WHEN {} THEN {}",
                self.dialect.is_code(&field, [*value]),
                self.dialect.text(id)
            );
        }
        match &declared.known {
            None => text + format!(" ELSE {field} END").as_str(),
            Some(known) if known.is_empty() => text + " ELSE '' END",
            Some(known) => {
                let known: Vec<String> = known.iter().map(|id| self.dialect.text(id)).collect();
                text + format!(" WHEN {field} IN ({}) THEN {field} ELSE '' END", known.join(", ")).as_str()
            }
        }
    }

    /// The options of a dimension with a column for each.
    fn option_columns(&self, dimension: &Dimension) -> String {
        let ids: BTreeSet<&str> = dimension.columns.values().map(|id| id.as_str()).collect();
        let nothing: Vec<&str> = dimension.not_an_answer.iter().map(|code| code.0.as_str()).collect();
        let chosen = ids.into_iter().map(|id| {
            let columns = dimension.columns.iter().filter(|(_, own)| own.as_str() == id);
            let chosen = columns.map(|(column, _)| {
                let cell = self.dialect.cell(&self.dialect.field(column), &[], &nothing);
                format!("{cell} = 'ticked'")
            });
            (id, chosen.collect::<Vec<_>>().join(" OR "))
        });
        self.members(chosen)
    }

    fn personas(&self) -> String {
        let sets = self.project.personas.iter().filter_map(|persona| {
            let rules: Vec<String> = persona
                .segments
                .iter()
                .filter(|segment| segment.survey.value == self.survey.id.value)
                .map(|segment| self.dialect.rule(&segment.rule.value, self.decimal))
                .collect();
            (!rules.is_empty()).then(|| (persona.id.as_str(), rules.join(" OR ")))
        });
        self.members(sets)
    }

    /// The set of ids whose condition holds.
    fn members<'i>(&self, conditions: impl Iterator<Item = (&'i str, String)>) -> String {
        let members: Vec<String> = conditions
            .map(|(id, holds)| {
                let id = self.dialect.text(&format!("{AND}{id}"));
                format!("CASE WHEN {holds} THEN {id} ELSE '' END")
            })
            .collect();
        if members.is_empty() {
            "''".to_owned()
        } else {
            members.join(" || ")
        }
    }

    /// The order in which dates are written.
    fn order(&self) -> DateOrder {
        let date = self.survey.date.as_ref().and_then(|date| date.format.as_ref());
        date.and_then(|word| DateOrder::from_word(word))
            .unwrap_or(DateOrder::Iso)
    }

    /// The day of a row: nothing where it is blank, the empty text where it cannot be read.
    fn day(&self) -> Option<String> {
        let field = self.dialect.field(&self.survey.date.as_ref()?.column);
        let day = self.dialect.day(&field, self.order());
        Some(format!("CASE WHEN {field} <> '' THEN COALESCE({day}, '') END"))
    }

    fn period(&self) -> String {
        let Some(date) = &self.survey.date else {
            return "''".to_owned();
        };
        let day = self.dialect.day(&self.dialect.field(&date.column), self.order());
        let periods = self.survey.periods.as_ref();
        let cut = match periods
            .and_then(|periods| periods.by.as_ref())
            .map(|word| word.as_str())
        {
            Some("month") => format!("SUBSTR({day}, 1, 7)"),
            Some("quarter") => format!(
                "SUBSTR({day}, 1, 4) || '-Q' || CAST(CAST(FLOOR((CAST(SUBSTR({day}, 6, 2) AS INT) + 2) / 3) AS INT) AS {})",
                self.dialect.string(),
            ),
            Some("year") => format!("SUBSTR({day}, 1, 4)"),
            _ => {
                let mut text = "CASE".to_owned();
                for period in periods
                    .and_then(|periods| periods.between.as_ref())
                    .into_iter()
                    .flatten()
                {
                    let _ = write!(
                        text,
                        " WHEN {day} BETWEEN '{}' AND '{}' THEN {}",
                        period.from,
                        period.to,
                        self.dialect.text(&period.id)
                    );
                }
                if text == "CASE" { "''".to_owned() } else { text + " END" }
            }
        };
        format!("COALESCE({cut}, '')")
    }

    /// What the field of a question is, and the answer.
    fn answer(&self, question: &Question) -> [String; 2] {
        if let Some(option) = &question.option {
            let state = self.ticked(question, option);
            return [
                format!("CASE {state} WHEN 'ticked' THEN 'answer' WHEN 'left' THEN 'answer' ELSE {state} END"),
                format!("CASE {state} WHEN 'ticked' THEN 1 ELSE 0 END"),
            ];
        }
        let field = self.dialect.field(column(question.column.as_ref(), &question.id));
        let [low, high] = question.scale.as_ref().map_or([0, 0], |scale| scale.value.bounds());
        let mut number = self.dialect.whole(&field);
        if !question.values.is_empty() {
            let mut mapped = format!("CASE {field}");
            for (text, value) in &question.values {
                let _ = write!(mapped, " WHEN {} THEN {value}", self.dialect.text(text));
            }
            number = format!("COALESCE({mapped} END, {number})");
        }
        let declared = |codes: &[Code]| self.dialect.is_code(&field, codes.iter().map(|code| code.0.as_str()));
        let state = format!(
            "CASE WHEN {field} = '' THEN 'blank' WHEN {} THEN 'not-an-answer' WHEN ({number}) BETWEEN {low} AND {high} \
             THEN 'answer' ELSE 'outside' END",
            declared(&question.not_an_answer)
        );
        [state, number]
    }

    /// Whether an option is `ticked`, was seen and `left`, or why neither.
    fn ticked(&self, question: &Question, option: &str) -> String {
        let nothing: Vec<&str> = question.not_an_answer.iter().map(|code| code.0.as_str()).collect();
        let values: Vec<(&str, i32)> = question
            .values
            .iter()
            .map(|(word, value)| (word.as_str(), *value))
            .collect();
        let seen = question
            .seen
            .as_ref()
            .map(|rule| self.dialect.rule(&rule.value, self.decimal));
        let unseen = seen
            .as_ref()
            .map_or_else(String::new, |seen| format!("WHEN NOT {seen} THEN 'blank' "));
        if let Some(separator) = &question.separator {
            let field = self.dialect.field(column(question.column.as_ref(), &question.id));
            let listed = self.dialect.listed(&field, separator);
            let words = question.options.iter().filter(|(_, id)| id.as_str() == option);
            let named: Vec<String> = words.map(|(word, _)| self.dialect.lists(&listed, word)).collect();
            let any = if seen.is_some() {
                "TRUE".to_owned()
            } else {
                format!("{} <> ''", self.dialect.unlisted(&listed, &nothing))
            };
            return format!(
                "CASE {unseen}WHEN {} THEN 'not-an-answer' WHEN {} THEN 'ticked' WHEN {any} THEN 'left' ELSE 'blank' END",
                self.dialect.is_code(&field, nothing.iter().copied()),
                named.join(" OR "),
            );
        }
        let cells = |own: bool| -> Vec<String> {
            let columns = question.columns.iter().filter(|(_, id)| (id.as_str() == option) == own);
            columns
                .map(|(column, _)| self.dialect.cell(&self.dialect.field(column), &values, &nothing))
                .collect()
        };
        let any = |cells: &[String], words: &str| -> String {
            let any: Vec<String> = cells.iter().map(|cell| format!("{cell} IN ({words})")).collect();
            if any.is_empty() {
                "FALSE".to_owned()
            } else {
                any.join(" OR ")
            }
        };
        let own = cells(true);
        let others = if seen.is_some() {
            "TRUE".to_owned()
        } else {
            any(&cells(false), "'ticked', 'left'")
        };
        format!(
            "CASE {unseen}WHEN {} THEN 'ticked' WHEN {} THEN 'left' WHEN {} THEN 'not-an-answer' WHEN {others} THEN 'left' \
             ELSE 'blank' END",
            any(&own, "'ticked'"),
            any(&own, "'left'"),
            any(&own, "'not-an-answer'"),
        )
    }

    /// How many comments a row holds.
    fn comments(&self, id: &str) -> String {
        let mut questions = self.survey.questions.iter();
        let question = questions.find(|question| question.id.value == id && question.role.value == Role::Verbatim);
        question.map_or_else(
            || "0".to_owned(),
            |question| {
                if are_put_together(self.survey) {
                    return self.dialect.name(&format!("{COMMENTS}{id}"));
                }
                let field = self.dialect.field(column(question.column.as_ref(), &question.id));
                format!(
                    "CASE WHEN {} THEN 1 ELSE 0 END",
                    self.dialect.is_comment(&field, question)
                )
            },
        )
    }
}
