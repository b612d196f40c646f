//! A value as it stands in a data file.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A value of a column as it stands in the file, compared after trimming. YAML may write it as text, number or
/// boolean: `11`, `"NSP"`, `true`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(pub String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalar;
        impl Visitor<'_> for Scalar {
            type Value = Code;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value as it stands in the data file")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Code, E> {
                Ok(Code(text.to_owned()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }
            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Code, E> {
                Ok(Code(truth.to_string()))
            }
        }
        // As text: the reader of the project's YAML then gives the characters as written, `1.50` and `007` included.
        deserializer.deserialize_str(Scalar)
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"description": "A value as it stands in the data file.", "type": ["string", "number", "boolean"]})
    }
}

impl Code {
    /// The name of the parameter it stands for: `$days`.
    pub fn parameter(&self) -> Option<&str> {
        self.0.strip_prefix('$')
    }

    /// The number it is written as.
    pub fn number(&self) -> Option<f64> {
        self.0.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }
}
