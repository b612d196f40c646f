//! The words by which comments are read: what is good and bad to hear, and what each topic is called. The built-in
//! dictionaries are of this type, and a project's own words are added to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Text;
use crate::manifest::Located;

/// The words of one language. A word stands for all its forms; `word*` for every word that begins so, `=word` for this
/// form alone, `#` for any number; several words stand for themselves in this order, with `~` for up to two others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Very good to hear (+2).
    #[serde(default)]
    pub very_good: Vec<String>,
    /// Good to hear (+1).
    #[serde(default)]
    pub good: Vec<String>,
    /// Bad to hear (−1).
    #[serde(default)]
    pub bad: Vec<String>,
    /// Very bad to hear (−2).
    #[serde(default)]
    pub very_bad: Vec<String>,
    /// Neither, whatever other dictionaries say.
    #[serde(default)]
    pub neither: Vec<String>,
    /// Turn what follows in the same clause into its contrary.
    #[serde(default)]
    pub negations: Vec<String>,
    /// Make what follows stronger.
    #[serde(default)]
    pub stronger: Vec<String>,
    /// Make what follows weaker.
    #[serde(default)]
    pub weaker: Vec<String>,
    /// After them comes what matters more (“but”).
    #[serde(default)]
    pub turns: Vec<String>,
    /// Announce a suggestion (“you should”).
    #[serde(default)]
    pub suggestions: Vec<String>,
    /// Begin a wish (“more”, “give us”), where people were asked what could be better.
    #[serde(default)]
    pub wishes: Vec<String>,
    /// Whole answers that say there is nothing to say (“nothing”, “n/a”).
    #[serde(default)]
    pub nothing: Vec<String>,
    /// Frequent words that tell the language.
    #[serde(default)]
    pub frequent: Vec<String>,
}

/// Good or bad to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Good.
    Good,
    /// Bad.
    Bad,
}

/// What comments are about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topic {
    /// Its id, in kebab case; that of a built-in topic adds words to it.
    pub id: Located<String>,
    /// What pages call it; for a built-in topic, its own name where left out.
    #[serde(default)]
    pub title: Text,
    /// English words and phrases.
    #[serde(default)]
    pub en: Vec<String>,
    /// French words and phrases.
    #[serde(default)]
    pub fr: Vec<String>,
    /// Given to comments of this tone that have no other topic.
    pub otherwise: Option<Tone>,
}

/// A project's own words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// Leave the built-in topics out.
    #[serde(default)]
    pub replace_topics: bool,
    /// Leave the built-in words out.
    #[serde(default)]
    pub replace_words: bool,
    /// English words.
    #[serde(default)]
    pub en: Words,
    /// French words.
    #[serde(default)]
    pub fr: Words,
    /// Topics.
    #[serde(default)]
    pub topics: Vec<Topic>,
}
