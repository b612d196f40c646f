//! A piece of prose in one or both languages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Lang;

/// Prose that a person wrote, by language. In YAML either a plain string, which then serves every language, or a
/// map such as `{fr: Bonjour, en: Hello}`. In `audit.json` always a map.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// The same words in every language (a proper name, a number, a quotation).
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Text(Lang::ALL.into_iter().map(|lang| (lang, words.clone())).collect())
    }

    /// Words in English and in French.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Text(BTreeMap::from([(Lang::Fr, fr.into()), (Lang::En, en.into())]))
    }

    /// Words in English and in French with the typography of each applied: French may be written with plain
    /// spaces before its punctuation and straight apostrophes. Code belongs between backticks.
    pub fn prose(en: impl AsRef<str>, fr: impl AsRef<str>) -> Self {
        Text::new(
            super::typography(Lang::En, en.as_ref()),
            super::typography(Lang::Fr, fr.as_ref()),
        )
    }

    /// The words in `lang`, or in the other language where nobody wrote them in this one; empty if there are none.
    pub fn get(&self, lang: Lang) -> &str {
        self.0
            .get(&lang)
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether somebody wrote the words in `lang` itself.
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains_key(&lang)
    }

    /// Sets the words of one language.
    pub fn set(&mut self, lang: Lang, words: impl Into<String>) {
        self.0.insert(lang, words.into());
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }

    /// The words of each language that has them.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, words)| (*lang, words.as_str()))
    }

    /// The same text with `change` applied to the words of every language.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(Lang, &str) -> String) -> Text {
        Text(
            self.0
                .iter()
                .map(|(lang, words)| (*lang, change(*lang, words)))
                .collect(),
        )
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Text::same(words)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, or a map of `fr` and `en`")
            }
            fn visit_str<E: de::Error>(self, words: &str) -> Result<Text, E> {
                Ok(Text::same(words))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
                Ok(Text::same(number.to_string()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
                Ok(Text::same(number.to_string()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut words = BTreeMap::new();
                while let Some((lang, text)) = map.next_entry::<Lang, String>()? {
                    words.insert(lang, text);
                }
                Ok(Text(words))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        if generator.contract().is_serialize() {
            return json_schema!({
                "description": "Text by language; empty where nobody wrote any.",
                "type": "object", "properties": {"fr": {"type": "string"}, "en": {"type": "string"}},
                "additionalProperties": false
            });
        }
        json_schema!({
            "description": "Text in every language, or a map of `fr` and `en`.",
            "oneOf": [
                {"type": "string"},
                {"type": "object", "properties": {"fr": {"type": "string"}, "en": {"type": "string"}},
                 "additionalProperties": false, "minProperties": 1}
            ]
        })
    }
}
