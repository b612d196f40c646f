//! The pieces of SQL in which the two engines differ, and those made of them.

use crate::data::{DateOrder, DecimalMark};
use crate::project::{Code, Rule};

/// The SQL of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `DuckDB`.
    DuckDb,
    /// Apache Spark.
    Spark,
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
        let kind = match self {
            Dialect::DuckDb => "VARCHAR",
            Dialect::Spark => "STRING",
        };
        format!("TRIM(COALESCE(CAST({} AS {kind}), ''))", self.name(column))
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
        let mut all: Vec<String> = Vec::new();
        for code in codes {
            let code = code.trim();
            all.push(self.text(code));
            if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()) {
                all.extend([".0", ".00", ",0", ",00"].map(|zeros| self.text(&format!("{code}{zeros}"))));
            }
        }
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
