//! The query.

use std::fmt::Write as _;

use super::{AFTER, AND, BEFORE, Dialect, column, refusal};
use crate::data::{DateOrder, DecimalMark};
use crate::diagnostics::Problem;
use crate::evidence::plan::{SurveyPlan, dimensions};
use crate::evidence::source::declared as declared_dimension;
use crate::manifest::Role;
use crate::project::{Code, Project, Question, Survey};

/// A `SELECT` that gives one line for each cell the plan asks for. `table` stands after `FROM`: the name of a table or
/// view, or whatever the engine takes there. A survey that cannot be counted this way is a problem.
pub fn query(
    project: &Project,
    survey: &Survey,
    plan: &SurveyPlan,
    dialect: Dialect,
    table: &str,
) -> Result<String, Box<Problem>> {
    if let Some(refusal) = refusal(survey) {
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
        keys: plan
            .questions
            .iter()
            .flat_map(|question| question.tables.iter().map(Vec::len))
            .max()
            .unwrap_or(1)
            .max(2),
    };
    Ok(writer.write(table))
}

struct Writer<'p> {
    project: &'p Project,
    survey: &'p Survey,
    plan: &'p SurveyPlan,
    dialect: Dialect,
    decimal: DecimalMark,
    /// How many columns a key has.
    keys: usize,
}

/// A line of the result: what it is, of what, which rows and columns.
struct Line<'l> {
    kind: &'l str,
    question: String,
    dimensions: String,
    keys: Vec<String>,
    value: Option<String>,
    /// Sums in the place of the count and the two sums of weights.
    sums: Option<[String; 3]>,
    from: &'l str,
    having: String,
}

impl<'p> Writer<'p> {
    fn write(&self, table: &str) -> String {
        let ids = dimensions(self.project, self.survey);
        let weighted = self.survey.weight.is_some();
        let mut columns: Vec<String> = ids
            .iter()
            .enumerate()
            .map(|(place, id)| format!("{} AS d{place}", self.dimension(id)))
            .collect();
        for (place, question) in self.questions().enumerate() {
            let [state, answer] = self.answer(question);
            columns.push(format!("{state} AS s{place}"));
            columns.push(format!("{answer} AS a{place}"));
        }
        for (place, id) in self.plan.verbatims.iter().enumerate() {
            columns.push(format!("{} AS c{place}", self.has_comment(id)));
        }
        if let Some(key) = self.survey.respondent.as_ref().filter(|_| !self.plan.matrix.is_empty()) {
            columns.push(format!(
                "{} AS replicate",
                self.dialect.first_byte(&self.dialect.field(key))
            ));
        }
        if let Some(day) = self.day() {
            columns.push(format!("{day} AS day"));
        }
        if let Some(weight) = &self.survey.weight {
            let number = self.dialect.number(&self.dialect.field(weight), self.decimal);
            columns.push(format!("ABS({number}) AS w"));
            columns.push(format!("({number}) >= 0 AS is_weighted"));
        }
        let mut text = format!(
            "-- The cells of the survey {} for parcours: save the result as CSV with its header, and name it in `source:`.\n\
             WITH answers AS (\n  SELECT\n    {}\n  FROM {table}\n), counted AS (\n  SELECT * FROM answers{}\n)\n",
            self.survey.id.value,
            columns.join(",\n    "),
            if weighted { " WHERE is_weighted" } else { "" },
        );
        let lines: Vec<String> = self.lines(&ids).iter().map(|line| self.line(line)).collect();
        text.push_str(&lines.join("\nUNION ALL\n"));
        let order: Vec<String> = (1..=BEFORE.len() + self.keys + 1)
            .map(|place| place.to_string())
            .collect();
        let _ = writeln!(text, "\nORDER BY {};", order.join(", "));
        text
    }

    fn questions(&self) -> impl Iterator<Item = &'p Question> {
        let asked = |id: &str| self.survey.questions.iter().find(|question| question.id.value == id);
        self.plan
            .questions
            .iter()
            .filter_map(move |planned| asked(&planned.question))
    }

    /// Everything that is counted.
    fn lines(&self, ids: &[String]) -> Vec<Line<'p>> {
        let line = |kind: &'p str, from: &'p str| Line {
            kind,
            question: String::new(),
            dimensions: String::new(),
            keys: Vec::new(),
            value: None,
            sums: None,
            from,
            having: String::new(),
        };
        let sums = |n: &str, one: &str, other: &str| Some([n, one, other].map(str::to_owned));
        let mut lines = vec![line("rows", "answers")];
        if self.survey.weight.is_some() {
            lines.push(line("weights", "counted"));
            lines.push(Line {
                sums: sums("COUNT(*)", "MIN(w)", "MAX(w)"),
                ..line("weight-range", "counted")
            });
            lines.push(Line {
                having: " WHERE NOT COALESCE(is_weighted, FALSE)".to_owned(),
                sums: sums("COUNT(*)", "CAST(NULL AS DOUBLE)", "CAST(NULL AS DOUBLE)"),
                ..line("bad-weight", "answers")
            });
        }
        if self.survey.date.is_some() {
            lines.push(Line {
                keys: vec!["MIN(day)".to_owned(), "MAX(day)".to_owned()],
                having: " WHERE day <> '' HAVING COUNT(*) > 0".to_owned(),
                ..line("dates", "counted")
            });
            lines.push(Line {
                having: " WHERE day = ''".to_owned(),
                ..line("bad-date", "counted")
            });
        }
        for (place, id) in ids.iter().enumerate() {
            lines.push(Line {
                dimensions: id.clone(),
                keys: vec![format!("d{place}")],
                having: format!(" GROUP BY d{place}"),
                ..line("group", "counted")
            });
        }
        for (place, question) in self.questions().enumerate() {
            let id = question.id.as_str();
            lines.push(Line {
                question: id.to_owned(),
                value: Some(format!("a{place}")),
                having: format!(" WHERE s{place} = 'answer' GROUP BY a{place}"),
                ..line("total", "counted")
            });
            lines.push(Line {
                question: id.to_owned(),
                keys: vec![format!("s{place}")],
                having: format!(" WHERE s{place} <> 'answer' GROUP BY s{place}"),
                ..line("missing", "counted")
            });
            for by in &self.plan.questions[place].tables {
                let keys: Vec<String> = by
                    .iter()
                    .filter_map(|dimension| ids.iter().position(|id| id == dimension))
                    .map(|dimension| format!("d{dimension}"))
                    .collect();
                let grouped = keys.iter().cloned().chain([format!("a{place}")]);
                lines.push(Line {
                    question: id.to_owned(),
                    dimensions: by.join(&AND.to_string()),
                    having: format!(
                        " WHERE s{place} = 'answer' GROUP BY {}",
                        grouped.collect::<Vec<_>>().join(", ")
                    ),
                    value: Some(format!("a{place}")),
                    keys,
                    ..line("cell", "counted")
                });
            }
        }
        lines.extend(self.pairs());
        for (place, id) in self.plan.verbatims.iter().enumerate() {
            lines.push(Line {
                question: id.clone(),
                having: format!(" WHERE c{place}"),
                ..line("comments", "counted")
            });
        }
        lines
    }

    /// Joint counts of every pair of questions of the matrix, each with itself among them, by replicate group where
    /// there is a column of respondents.
    fn pairs(&self) -> Vec<Line<'p>> {
        let grouped = self.survey.respondent.is_some();
        let places: Vec<(usize, &str)> = self
            .questions()
            .enumerate()
            .map(|(place, question)| (place, question.id.as_str()))
            .filter(|(_, id)| self.plan.matrix.iter().any(|asked| asked == id))
            .collect();
        let mut lines = Vec::new();
        for (at, (other, y)) in places.iter().enumerate() {
            for (one, x) in &places[..=at] {
                let replicate = if grouped { "replicate" } else { "''" };
                let text = match self.dialect {
                    Dialect::DuckDb => "VARCHAR",
                    Dialect::Spark => "STRING",
                };
                lines.push(Line {
                    kind: "pair",
                    question: format!("{x}{AND}{y}"),
                    dimensions: String::new(),
                    keys: vec![replicate.to_owned(), format!("CAST(a{one} AS {text})")],
                    value: Some(format!("a{other}")),
                    sums: None,
                    from: "counted",
                    having: format!(
                        " WHERE s{one} = 'answer' AND s{other} = 'answer' GROUP BY {}a{one}{}",
                        if grouped { "replicate, " } else { "" },
                        if one == other {
                            String::new()
                        } else {
                            format!(", a{other}")
                        },
                    ),
                });
            }
        }
        lines
    }

    fn line(&self, line: &Line<'_>) -> String {
        let text = |text: &str| self.dialect.text(text);
        let none = |kind: &str| format!("CAST(NULL AS {kind})");
        let weighted = self.survey.weight.is_some();
        let mut columns = vec![text(line.kind), text(&line.question), text(&line.dimensions)];
        columns.extend((0..self.keys).map(|key| line.keys.get(key).cloned().unwrap_or_else(|| text(""))));
        columns.push(line.value.clone().unwrap_or_else(|| none("INT")));
        columns.extend(match &line.sums {
            Some(sums) => sums.to_vec(),
            None if weighted && line.from == "counted" => {
                vec!["COUNT(*)".to_owned(), "SUM(w)".to_owned(), "SUM(w * w)".to_owned()]
            }
            None => vec!["COUNT(*)".to_owned(), none("DOUBLE"), none("DOUBLE")],
        });
        let named: Vec<String> = columns
            .iter()
            .zip(header(self.keys))
            .map(|(column, name)| format!("{column} AS {}", self.dialect.name(&name)))
            .collect();
        format!("SELECT {} FROM {}{}", named.join(", "), line.from, line.having)
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
            (_, Some(dimension), _) => {
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
                    Some(known) => {
                        text + format!(
                            " WHEN {} THEN {field} ELSE '' END",
                            if known.is_empty() {
                                "FALSE".to_owned()
                            } else {
                                let known: Vec<String> = known.iter().map(|id| self.dialect.text(id)).collect();
                                format!("{field} IN ({})", known.join(", "))
                            }
                        )
                        .as_str()
                    }
                }
            }
            _ => "''".to_owned(),
        }
    }

    fn personas(&self) -> String {
        let sets: Vec<String> = self
            .project
            .personas
            .iter()
            .filter_map(|persona| {
                let rules: Vec<String> = persona
                    .segments
                    .iter()
                    .filter(|segment| segment.survey.value == self.survey.id.value)
                    .map(|segment| self.dialect.rule(&segment.rule.value, self.decimal))
                    .collect();
                let id = self.dialect.text(&format!("{AND}{}", persona.id.value));
                (!rules.is_empty()).then(|| format!("CASE WHEN {} THEN {id} ELSE '' END", rules.join(" OR ")))
            })
            .collect();
        if sets.is_empty() {
            "''".to_owned()
        } else {
            sets.join(" || ")
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
                match self.dialect {
                    Dialect::DuckDb => "VARCHAR",
                    Dialect::Spark => "STRING",
                }
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

    fn has_comment(&self, id: &str) -> String {
        let question = self.survey.questions.iter();
        let mut question = question.filter(|question| question.id.value == id && question.role.value == Role::Verbatim);
        question.next().map_or_else(
            || "FALSE".to_owned(),
            |question| {
                let field = self.dialect.field(column(question.column.as_ref(), &question.id));
                let nothing = question.not_an_answer.iter().map(|code| code.0.as_str());
                format!("({field} <> '' AND NOT {})", self.dialect.is_code(&field, nothing))
            },
        )
    }
}

/// The header of a result with keys of `keys` columns.
fn header(keys: usize) -> Vec<String> {
    let before = BEFORE.iter().map(ToString::to_string);
    let keys = (1..=keys).map(|key| format!("k{key}"));
    before
        .chain(keys)
        .chain(AFTER.iter().map(ToString::to_string))
        .collect()
}
