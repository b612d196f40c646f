//! Located tree → typed values, by serde. Whatever reaches it has been through `shape`, so it rarely fails.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::located::{LOCATED, reading};
use super::node::{Node, NodeKind, Scalar, Spot};
use super::{Report, Shape, empty, parse, source};
use crate::diagnostics::{Problem, Problems};
use crate::language::Text;

/// The typed value of a node of the file at `path`. Every [`super::Located`] in it knows its place.
pub fn decode<'n, T: Deserialize<'n>>(path: &str, node: &'n Node, problems: &mut Problems) -> Option<T> {
    match reading(path, || T::deserialize(node)) {
        Ok(value) => Some(value),
        Err(error) => {
            let reason = error.reason;
            problems.push(
                Problem::error(
                    "project/wrong-value",
                    Text::prose(
                        format!("this value cannot be used: {reason}"),
                        format!("cette valeur ne convient pas : `{reason}`"),
                    ),
                )
                .why(Text::prose(
                    "the value has the right form but means nothing here",
                    "la valeur a la bonne forme mais n'a pas de sens ici",
                ))
                .help(Text::prose(
                    "`parcours schema` prints what each key takes",
                    "`parcours schema` imprime ce que chaque clé accepte",
                ))
                .at(error.at.unwrap_or(node.at).place(path)),
            );
            None
        }
    }
}

/// The typed value of a whole YAML file: read, checked against the type's own schema, decoded. `None` when anything
/// is wrong with it; every problem is told.
pub fn typed<T: JsonSchema + DeserializeOwned>(
    path: &str,
    bytes: impl AsRef<[u8]>,
    problems: &mut Problems,
) -> Option<T> {
    let before = problems.len();
    let text = source::decode(path, bytes.as_ref().to_vec(), problems)?;
    let mut node = parse(path, &text, problems)?;
    if node.is_null() {
        problems.push(empty(path));
        return None;
    }
    if !Shape::of::<T>().check(&mut node, &mut Report::new(path, &text, problems)) {
        return None;
    }
    let value = decode(path, &node, problems)?;
    (problems.len() == before).then_some(value)
}

/// Why a value does not fit its type, and where it stands.
#[derive(Debug)]
pub struct Misfit {
    reason: String,
    at: Option<Spot>,
}

impl Misfit {
    fn placed(mut self, at: Spot) -> Self {
        self.at.get_or_insert(at);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<M: fmt::Display>(reason: M) -> Self {
        Misfit {
            reason: reason.to_string(),
            at: None,
        }
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for &'de Node {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.kind {
            NodeKind::Scalar(scalar, text) => match *scalar {
                Scalar::Null => visitor.visit_unit(),
                Scalar::Boolean(truth) => visitor.visit_bool(truth),
                Scalar::Negative(number) => visitor.visit_i64(number),
                Scalar::Whole(number) => visitor.visit_u64(number),
                Scalar::Decimal(number) => visitor.visit_f64(number),
                Scalar::Text => visitor.visit_borrowed_str(text),
            },
            NodeKind::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            NodeKind::Map(entries) => visitor.visit_map(MapDeserializer::new(
                entries.iter().map(|(key, value)| (&*key.name, value)),
            )),
        }
        .map_err(|misfit: Misfit| misfit.placed(self.at))
    }

    /// Text takes the characters as written, so that `1.50` in a column of codes stays `1.50`.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.text() {
            Some(text) => visitor
                .visit_borrowed_str(text)
                .map_err(|misfit: Misfit| misfit.placed(self.at)),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.text() {
            Some(word) => StrDeserializer::new(word).deserialize_enum(name, variants, visitor),
            None => Err(de::Error::custom("a word is expected")),
        }
        .map_err(|misfit: Misfit| misfit.placed(self.at))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        if name == LOCATED {
            visitor.visit_seq(Placed { node: self, part: 0 })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

/// A node as [`super::Located`] asks for it: line, column, length, then the value.
struct Placed<'n> {
    node: &'n Node,
    part: u8,
}

impl<'de> SeqAccess<'de> for Placed<'de> {
    type Error = Misfit;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        let Spot { line, column, length } = self.node.at;
        self.part += 1;
        match self.part {
            1 => seed.deserialize(line.into_deserializer()).map(Some),
            2 => seed.deserialize(column.into_deserializer()).map(Some),
            3 => seed.deserialize(length.into_deserializer()).map(Some),
            4 => seed.deserialize(self.node).map(Some),
            _ => Ok(None),
        }
    }
}
