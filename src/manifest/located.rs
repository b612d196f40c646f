//! A value that remembers where it was written.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diagnostics::Place;

thread_local! {
    /// The file being read on this thread: the YAML reader knows lines and columns only, a place needs the path too.
    static FILE: RefCell<Arc<str>> = RefCell::new(Arc::from(""));
}

/// The name by which [`Located`] asks the reader of the YAML tree for a value together with its place. Any other
/// reader (JSON) takes it for a plain newtype and gives the value alone.
pub(super) const LOCATED: &str = "parcours::Located";

/// A value with the file, line and column it was read from.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value itself.
    pub value: T,
    path: Arc<str>,
    line: u32,
    column: u32,
    length: u32,
}

impl<T> Located<T> {
    /// A value at a known place.
    pub fn at(value: T, place: &Place) -> Self {
        Located {
            value,
            path: place.path.as_str().into(),
            line: place.line,
            column: place.column,
            length: place.length,
        }
    }

    /// A value that nobody wrote (a default): its place is a file without a line.
    pub fn unwritten(value: T) -> Self {
        Located {
            value,
            path: Arc::from(""),
            line: 0,
            column: 0,
            length: 0,
        }
    }

    /// Where it was written.
    pub fn place(&self) -> Place {
        Place {
            path: self.path.to_string(),
            line: self.line,
            column: self.column,
            length: self.length,
        }
    }
}

/// Runs `read` with every [`Located`] made inside it on this thread placed in the file at `path`.
pub(super) fn reading<R>(path: &str, read: impl FnOnce() -> R) -> R {
    let before = FILE.with(|file| file.replace(Arc::from(path)));
    let result = read();
    FILE.with(|file| file.replace(before));
    result
}

impl<T> std::ops::Deref for Located<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Two values are equal whatever place they were written at.
impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Place<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Place<T> {
            type Value = Located<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                T::deserialize(deserializer).map(Located::unwritten)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
                let missing = || de::Error::custom("a place without a value");
                Ok(Located {
                    line: parts.next_element()?.ok_or_else(missing)?,
                    column: parts.next_element()?.ok_or_else(missing)?,
                    length: parts.next_element()?.ok_or_else(missing)?,
                    value: parts.next_element()?.ok_or_else(missing)?,
                    path: FILE.with(|file| file.borrow().clone()),
                })
            }
        }
        deserializer.deserialize_newtype_struct(LOCATED, Place(PhantomData))
    }
}

impl<T: Serialize> Serialize for Located<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Located<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}
