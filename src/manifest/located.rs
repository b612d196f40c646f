//! A value that remembers where it was written.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_yaml::Spanned;

use crate::diagnostics::Place;

thread_local! {
    /// The file being read on this thread: the YAML reader knows lines and columns only, a place needs the path too.
    static FILE: RefCell<Arc<str>> = RefCell::new(Arc::from(""));
}

/// A value with the file, line and column it was read from.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value itself.
    pub value: T,
    path: Arc<str>,
    line: u32,
    column: u32,
}

impl<T> Located<T> {
    /// A value at a known place.
    pub fn at(value: T, place: &Place) -> Self {
        Located {
            value,
            path: place.path.as_str().into(),
            line: place.line,
            column: place.column,
        }
    }

    /// A value that nobody wrote (a default): its place is a file without a line.
    pub fn unwritten(value: T) -> Self {
        Located {
            value,
            path: Arc::from(""),
            line: 0,
            column: 0,
        }
    }

    /// Where it was written.
    pub fn place(&self) -> Place {
        Place {
            path: self.path.to_string(),
            line: self.line,
            column: self.column,
            length: 1,
        }
    }
}

/// Runs `read` with every [`Located`] made inside it on this thread placed in the file at `path`.
pub fn reading<R>(path: &str, read: impl FnOnce() -> R) -> R {
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
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(Located {
            value: spanned.value,
            path: FILE.with(|file| file.borrow().clone()),
            line: spanned.referenced.line() as u32,
            column: spanned.referenced.column() as u32,
        })
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
