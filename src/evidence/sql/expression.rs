//! The pieces of SQL in which the two engines differ, and those made of them.

use std::fmt::Write as _;

use super::AND;
use super::query::Told;
use crate::data::{BETWEEN_OPTIONS, DateOrder, DecimalMark};
use crate::evidence::options::NOT_CHOSEN;
use crate::evidence::ticked::{NOT_SHOWN, separator};
use crate::project::{Code, Question, Rule};

/// The SQL of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `DuckDB`.
    DuckDb,
    /// Apache Spark.
    Spark,
}

/// The ways in which a file may spell a code.
fn spellings(code: &str) -> Vec<String> {
    let code = code.trim();
    let mut all = vec![code.to_owned()];
    if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()) {
        all.extend([".0", ".00", ",0", ",00"].map(|zeros| format!("{code}{zeros}")));
    }
    all
}

impl Dialect {
    /// A name of a column.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Dialect::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Dialect::DuckDb => format!("'{}'", text.replace('\'', "''")),
            Dialect::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// What stands in a column, as trimmed text; nothing is the empty text.
    pub(super) fn field(self, column: &str) -> String {
        format!("TRIM(COALESCE(CAST({} AS {}), ''))", self.name(column), self.string())
    }

    /// The type of texts.
    pub(super) fn string(self) -> &'static str {
        match self {
            Dialect::DuckDb => "VARCHAR",
            Dialect::Spark => "STRING",
        }
    }

    /// What a row tells, as one value.
    pub(super) fn told(self, told: &Told) -> String {
        let Told {
            question,
            state,
            value,
            times,
        } = told;
        match self {
            Dialect::DuckDb => {
                format!("{{'q': {question}, 's': {state}, 'a': CAST({value} AS INT), 'x': CAST({times} AS BIGINT)}}")
            }
            Dialect::Spark => format!(
                "NAMED_STRUCT('q', {question}, 's', {state}, 'a', CAST({value} AS INT), 'x', CAST({times} AS BIGINT))"
            ),
        }
    }

    /// One row for each of some values.
    pub(super) fn each(self, values: &[String]) -> String {
        let values = values.join(",\n    ");
        match self {
            Dialect::DuckDb => format!("UNNEST([\n    {values}])"),
            Dialect::Spark => format!("EXPLODE(ARRAY(\n    {values}))"),
        }
    }

    /// All different values of a group, a line end between them.
    pub(super) fn all_of(self, value: &str) -> String {
        match self {
            Dialect::DuckDb => format!("STRING_AGG(DISTINCT {value}, CHR(10))"),
            Dialect::Spark => format!("ARRAY_JOIN(COLLECT_SET({value}), CHR(10))"),
        }
    }

    /// `text` as a count of people, or nothing.
    pub(super) fn people(self, text: &str) -> String {
        format!(
            "CASE WHEN {} AND TRY_CAST({text} AS BIGINT) <= {} THEN TRY_CAST({text} AS BIGINT) END",
            self.matches(text, "^[+]?[0-9]{1,18}$"),
            u32::MAX,
        )
    }

    /// What the cell of an option says, given words that mean more than usual.
    pub(super) fn cell(self, text: &str, values: &[(&str, i32)], nothing: &[&str]) -> String {
        let mut cell = format!("CASE WHEN {text} = '' THEN 'blank'");
        for (word, ticked) in values {
            let says = if *ticked == 1 { "ticked" } else { "left" };
            let _ = write!(cell, " WHEN {} THEN '{says}'", self.is_code(text, [*word]));
        }
        let left: Vec<String> = NOT_CHOSEN.iter().map(|word| self.text(word)).collect();
        let _ = write!(
            cell,
            " WHEN {} OR LOWER({text}) = '{NOT_SHOWN}' THEN 'not-an-answer' WHEN LOWER({text}) IN ({}) THEN 'left' \
             ELSE 'ticked' END",
            self.is_code(text, nothing.iter().copied()),
            left.join(", "),
        );
        format!("({cell})")
    }

    /// The options in a cell, each between two unit separators.
    pub(super) fn listed(self, text: &str, written: &str) -> String {
        let mut pattern = "[ ]*(?:".to_owned();
        for letter in separator(written).chars() {
            if !letter.is_alphanumeric() && letter != ' ' && letter != BETWEEN_OPTIONS {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        let _ = write!(pattern, "|{BETWEEN_OPTIONS})[ ]*");
        let all = match self {
            Dialect::DuckDb => ", 'g'",
            Dialect::Spark => "",
        };
        format!(
            "('{AND}' || REGEXP_REPLACE({text}, {}, '{AND}{AND}'{all}) || '{AND}')",
            self.text(&pattern)
        )
    }

    /// Whether an option is among those [`listed`](Self::listed).
    pub(super) fn lists(self, listed: &str, option: &str) -> String {
        format!("INSTR({listed}, {}) > 0", self.text(&format!("{AND}{option}{AND}")))
    }

    /// What is left of the options of a cell without those that say nothing.
    pub(super) fn unlisted(self, listed: &str, nothing: &[&str]) -> String {
        let codes = nothing.iter().flat_map(|code| spellings(code));
        let rest = codes.fold(listed.to_owned(), |rest, code| {
            format!("REPLACE({rest}, {}, '')", self.text(&format!("{AND}{code}{AND}")))
        });
        format!("REPLACE({rest}, '{AND}', '')")
    }

    /// The options of a cell as a set of ids, given the words that stand for one.
    pub(super) fn set(self, listed: &str, nothing: &[&str], values: &[(&str, &str)]) -> String {
        let is_one = format!("x <> '' AND NOT {}", self.is_code("x", nothing.iter().copied()));
        let mut id = "x".to_owned();
        if !values.is_empty() {
            let words = values
                .iter()
                .map(|(word, id)| format!("WHEN {} THEN {}", self.text(word), self.text(id)));
            id = format!("CASE x {} ELSE x END", words.collect::<Vec<_>>().join(" "));
        }
        match self {
            Dialect::DuckDb => format!(
                "COALESCE(ARRAY_TO_STRING(LIST_SORT(LIST_DISTINCT(LIST_TRANSFORM(LIST_FILTER(STRING_SPLIT({listed}, \
                 '{AND}'), lambda x: {is_one}), lambda x: '{AND}' || {id}))), ''), '')"
            ),
            Dialect::Spark => format!(
                "COALESCE(ARRAY_JOIN(ARRAY_SORT(ARRAY_DISTINCT(TRANSFORM(FILTER(SPLIT({listed}, '{AND}'), x -> {is_one}), \
                 x -> '{AND}' || {id}))), ''), '')"
            ),
        }
    }

    /// Whether a field of a verbatim question says anything.
    pub(super) fn is_comment(self, field: &str, question: &Question) -> String {
        let nothing = question.not_an_answer.iter().map(|code| code.0.as_str());
        format!("({field} <> '' AND NOT {})", self.is_code(field, nothing))
    }

    /// Whether `text` matches a pattern without backslashes.
    pub(super) fn matches(self, text: &str, pattern: &str) -> String {
        match self {
            Dialect::DuckDb => format!("regexp_matches({text}, '{pattern}')"),
            Dialect::Spark => format!("({text} RLIKE '{pattern}')"),
        }
    }

    /// Whether `text` is one of the codes, as `same_code` of `data` has it: a spreadsheet may have added zeros.
    pub(super) fn is_code<'c>(self, text: &str, codes: impl IntoIterator<Item = &'c str>) -> String {
        let all: Vec<String> = codes
            .into_iter()
            .flat_map(spellings)
            .map(|code| self.text(&code))
            .collect();
        if all.is_empty() {
            "FALSE".to_owned()
        } else {
            format!("{text} IN ({})", all.join(", "))
        }
    }

    /// `text` as a number, or nothing.
    pub(super) fn number(self, text: &str, decimal: DecimalMark) -> String {
        let (pattern, plain) = match decimal {
            DecimalMark::Point => ("^[-+.0-9eE]+$", text.to_owned()),
            DecimalMark::Comma => ("^[-+,0-9eE]+$", format!("REPLACE({text}, ',', '.')")),
        };
        format!(
            "CASE WHEN {} THEN TRY_CAST({plain} AS DOUBLE) END",
            self.matches(text, pattern)
        )
    }

    /// `text` as a whole number, or nothing.
    pub(super) fn whole(self, text: &str) -> String {
        format!(
            "CASE WHEN {} THEN TRY_CAST(REGEXP_REPLACE({text}, '[.,]0{{1,2}}$', '') AS INT) END",
            self.matches(text, "^[-+]?[0-9]{1,9}([.,]0{1,2})?$")
        )
    }

    /// `text` as a day, written 2026-10-31, or nothing.
    pub(super) fn day(self, text: &str, order: DateOrder) -> String {
        let day = format!("REGEXP_EXTRACT({text}, '^[^ T]+', 0)");
        let iso = "^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$";
        let other = "^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})$";
        let part = |pattern: &str, place: u8| format!("REGEXP_EXTRACT({day}, '{pattern}', {place})");
        let two = |part: String| format!("LPAD({part}, 2, '0')");
        let (month, date) = match order {
            DateOrder::Mdy => (1, 2),
            DateOrder::Dmy | DateOrder::Iso => (2, 1),
        };
        let year = part(other, 3);
        let written = format!(
            "CASE WHEN {} THEN {} || '-' || {} || '-' || {}{} END",
            self.matches(&day, iso),
            part(iso, 1),
            two(part(iso, 2)),
            two(part(iso, 3)),
            if order == DateOrder::Iso {
                String::new()
            } else {
                format!(
                    " WHEN {} THEN (CASE WHEN LENGTH({year}) = 2 THEN '20' || {year} ELSE {year} END) || '-' || {} || '-' || {}",
                    self.matches(&day, other),
                    two(part(other, month)),
                    two(part(other, date)),
                )
            }
        );
        format!("CASE WHEN TRY_CAST({written} AS DATE) IS NOT NULL THEN {written} END")
    }

    /// The first two hexadecimal digits of the `SHA-256` of a text.
    pub(super) fn first_byte(self, text: &str) -> String {
        match self {
            Dialect::DuckDb => format!("SUBSTR(SHA256({text}), 1, 2)"),
            Dialect::Spark => format!("SUBSTR(SHA2({text}, 256), 1, 2)"),
        }
    }

    /// Whether a rule holds.
    pub(super) fn rule(self, rule: &Rule, decimal: DecimalMark) -> String {
        let joined = |rules: &[crate::manifest::Located<Rule>], word: &str, none: &str| {
            let rules: Vec<String> = rules.iter().map(|rule| self.rule(&rule.value, decimal)).collect();
            if rules.is_empty() {
                none.to_owned()
            } else {
                format!("({})", rules.join(word))
            }
        };
        if let Some(rules) = &rule.all {
            return joined(rules, " AND ", "TRUE");
        }
        if let Some(rules) = &rule.any {
            return joined(rules, " OR ", "FALSE");
        }
        if let Some(rule) = &rule.not {
            return format!("(NOT {})", self.rule(&rule.value, decimal));
        }
        let field = self.field(rule.column.as_ref().map_or("", |column| column.as_str()));
        if let Some(code) = &rule.is {
            return self.is_code(&field, [code.0.as_str()]);
        }
        if let Some(codes) = &rule.one_of {
            return self.is_code(&field, codes.iter().map(|code: &Code| code.0.as_str()));
        }
        if let Some([low, high]) = rule.between {
            let number = self.number(&field, decimal);
            return format!("COALESCE(({number}) BETWEEN {low:?} AND {high:?}, FALSE)");
        }
        format!("({field} {} '')", if rule.blank == Some(true) { "=" } else { "<>" })
    }
}
