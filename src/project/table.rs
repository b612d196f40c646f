//! A table besides surveys: customers, events, transactions, campaigns, traffic, contacts, mailings, experiments.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{DateColumn, Dimension, Invited, Period, Periods, Rows, Spread, Survey, Unit};
use crate::language::Text;
use crate::manifest::{Located, TableKind};

/// The column of a field: its name, or its name with what its values mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldColumn {
    /// The column.
    pub column: String,
    /// Value in the file → number it stands for; 1 and 0 for a flag.
    pub values: BTreeMap<String, f64>,
}

/// A column with what its values mean.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "FieldColumn")]
struct WithValues {
    /// The column.
    column: String,
    /// Value in the file → number it stands for; 1 and 0 for a flag.
    #[serde(default)]
    values: BTreeMap<String, f64>,
}

impl<'de> Deserialize<'de> for FieldColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = FieldColumn;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a column, or a map of `column` and `values`")
            }
            fn visit_str<E: de::Error>(self, column: &str) -> Result<Self::Value, E> {
                Ok(FieldColumn {
                    column: column.to_owned(),
                    values: BTreeMap::new(),
                })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let WithValues { column, values } = WithValues::deserialize(MapAccessDeserializer::new(map))?;
                Ok(FieldColumn { column, values })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for FieldColumn {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "FieldColumn".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let written = generator.subschema_for::<WithValues>();
        json_schema!({"oneOf": [written, {"type": "string", "description": "The column."}]})
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// Its id, in kebab case; no survey has the same.
    pub id: Located<String>,
    /// What it is called.
    #[serde(default)]
    pub title: Text,
    /// What a row is.
    pub kind: Located<TableKind>,
    /// The data file, inside the project.
    pub file: Located<String>,
    /// Read in its place: a summary that `parcours summarise` wrote. Where left out, and the data file is not there,
    /// `summaries/<id>.json` is looked for.
    pub source: Option<Located<String>>,
    /// `person` where rows are people or what one person did (minimum cells apply), `thing` elsewhere; after the kind
    /// where left out.
    pub unit: Option<Located<Unit>>,
    /// `table`, or the tool that wrote the file, as for surveys; found out where left out.
    pub format: Option<Located<String>>,
    /// The sheet of a workbook, by name or by number from 1.
    pub sheet: Option<Located<String>>,
    /// The line, or the row of a sheet, on which the header begins.
    pub header_row: Option<Located<u32>>,
    /// Which rows are read; all where left out.
    pub rows: Option<Rows>,
    /// The delimiter, one character; found out where left out.
    pub delimiter: Option<Located<String>>,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`; found out where left out.
    pub encoding: Option<Located<String>>,
    /// `.` or `,`; a point where left out.
    pub decimal: Option<Located<String>>,
    /// The order of its dates: `iso`, `dmy` or `mdy`.
    pub date_format: Option<Located<String>>,
    /// Where the data comes from, for the method page.
    #[serde(default)]
    pub collection: Text,
    /// Field → column. The fields of each kind are listed in `plugins/README.md`.
    pub columns: BTreeMap<String, Located<FieldColumn>>,
    /// The time the figures are about, first and last day included; the project's `period` where left out.
    pub window: Option<Located<Period>>,
    /// How rows are put into periods, by the day of the row.
    pub periods: Option<Periods>,
    /// What figures are broken down by, besides personas and periods.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
}

impl Table {
    /// What a row is.
    pub fn unit(&self) -> Unit {
        match &self.unit {
            Some(unit) => unit.value,
            None if self.kind.value.is_of_people() => Unit::Person,
            None => Unit::Thing,
        }
    }

    /// The column of a field, with the place where it is named.
    pub fn column(&self, field: &str) -> Option<Located<String>> {
        let found = self.columns.get(field)?;
        Some(Located::at(found.value.column.clone(), &found.place()))
    }

    /// How its file is read: as that of a survey without questions. Its dimensions and periods are those of a survey.
    pub fn as_survey(&self) -> Survey {
        let day = self.kind.value.day().and_then(|field| self.column(field));
        Survey {
            id: self.id.clone(),
            title: self.title.clone(),
            file: self.file.clone(),
            source: self.source.clone(),
            unit: self.unit(),
            format: self.format.clone(),
            sheet: self.sheet.clone(),
            header_row: self.header_row.clone(),
            layout: Spread::Wide,
            long: None,
            rows: self.rows.clone(),
            delimiter: self.delimiter.clone(),
            encoding: self.encoding.clone(),
            decimal: self.decimal.clone(),
            collection: self.collection.clone(),
            invited: None,
            respondent: None,
            weight: None,
            weights: None,
            count: None,
            date: day.map(|column| DateColumn {
                column,
                format: self.date_format.clone(),
            }),
            periods: self.periods.clone(),
            dimensions: self.dimensions.clone(),
            questions: Vec::new(),
        }
    }

    /// The invitations to a survey, where it says how many there were: a table of mailings, of which nothing is read but the
    /// survey itself.
    pub fn of_invitations(survey: &Survey) -> Option<Table> {
        let invited = survey.invited.as_ref()?;
        let column = |name: &str| {
            let column = FieldColumn {
                column: name.to_owned(),
                values: BTreeMap::new(),
            };
            (name.to_owned(), Located::at(column, &invited.place()))
        };
        Some(Table {
            id: survey.id.clone(),
            title: survey.title.clone(),
            kind: Located::unwritten(TableKind::Mailings),
            file: survey.file.clone(),
            source: None,
            unit: None,
            format: None,
            sheet: None,
            header_row: None,
            rows: None,
            delimiter: None,
            encoding: None,
            decimal: None,
            date_format: None,
            collection: Text::default(),
            columns: ["sent", "answered"].map(column).into(),
            window: None,
            periods: match invited.value {
                Invited::InAll(_) => None,
                Invited::ByPeriod(_) => survey.periods.clone(),
            },
            dimensions: Vec::new(),
        })
    }

    /// The time its figures are about.
    pub fn window(&self, period: Option<Period>) -> Option<Period> {
        self.window.as_ref().map(|window| window.value).or(period)
    }
}
