//! A catalogue of words: Fluent text per language, asked by key. Knows no file; it is given text.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::ast;

use super::messages::{bundle, parse, resolve};
use super::{Args, Lang, MessageError};

/// Words by language and key. A key may hold dots (`plugin.nps.detractor-heavy`), which Fluent itself does not
/// allow.
#[derive(Default)]
pub struct Catalogue {
    languages: BTreeMap<Lang, Words>,
}

struct Words {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map()
            .entries(self.languages.iter().map(|(lang, words)| (lang, &words.keys)))
            .finish()
    }
}

impl Catalogue {
    /// A catalogue without words.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the messages of a Fluent text; a key that exists already gets the new words, so that a project's words
    /// replace those of its theme. The line of an error counts within `source`.
    pub fn add(&mut self, lang: Lang, source: &str) -> Result<(), MessageError> {
        let resource = parse(without_dots(source))?;
        let words = self.languages.entry(lang).or_insert_with(|| Words {
            bundle: bundle(lang),
            keys: BTreeSet::new(),
        });
        for entry in resource.entries() {
            if let ast::Entry::Message(ast::Message { id, value: Some(_), .. }) = entry {
                words.keys.insert(id.name.replace(DOT, "."));
            }
        }
        words.bundle.add_resource_overriding(resource);
        Ok(())
    }

    /// The words for `key` in `lang` with `args` put in.
    pub fn get(&self, lang: Lang, key: &str, args: &Args) -> Result<String, MessageError> {
        let words = self.languages.get(&lang).ok_or_else(|| MessageError::MissingKey {
            key: key.to_owned(),
            lang,
        })?;
        resolve(&words.bundle, lang, &key.replace('.', DOT), key, args)
    }

    /// The words for a key that needs no values.
    pub fn word(&self, lang: Lang, key: &str) -> Result<String, MessageError> {
        self.get(lang, key, &Args::new())
    }

    /// Whether `lang` has words for `key`.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.languages.get(&lang).is_some_and(|words| words.keys.contains(key))
    }

    /// The keys of `lang`, sorted.
    pub fn keys(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.languages
            .get(&lang)
            .into_iter()
            .flat_map(|words| words.keys.iter().map(String::as_str))
    }

    /// The keys that one language has and another lacks, as (language that lacks it, key).
    pub fn gaps(&self) -> Vec<(Lang, String)> {
        let all: BTreeSet<&String> = self.languages.values().flat_map(|words| &words.keys).collect();
        Lang::ALL
            .into_iter()
            .flat_map(|lang| all.iter().map(move |key| (lang, (*key).clone())))
            .filter(|(lang, key)| !self.has(*lang, key))
            .collect()
    }
}

/// What stands for a dot in the name of a message. Keys are kebab case, so nothing else holds it.
const DOT: &str = "__";

/// `source` with the dots in message names replaced. A name starts its line, so lines keep their numbers.
fn without_dots(source: &str) -> String {
    source
        .split_inclusive('\n')
        .map(|line| match line.split_once('=') {
            Some((name, rest)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                format!("{}={rest}", name.replace('.', DOT))
            }
            _ => line.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let mut catalogue = Catalogue::new();
        catalogue
            .add(
                Lang::Fr,
                "hello = Bonjour { $name } !\nonly = Seul\nplugin.nps.low = Faible = { $name }\n",
            )
            .unwrap();
        catalogue.add(Lang::En, "hello = Hello { $name }!\n").unwrap();
        catalogue
    }

    #[test]
    fn words_by_key_and_language() {
        let args = Args::from([("name".to_owned(), "Ada".into())]);
        assert_eq!(
            catalogue().get(Lang::Fr, "hello", &args).unwrap(),
            "Bonjour Ada\u{202f}!"
        );
        assert_eq!(catalogue().get(Lang::En, "hello", &args).unwrap(), "Hello Ada!");
        assert_eq!(
            catalogue().get(Lang::Fr, "plugin.nps.low", &args).unwrap(),
            "Faible = Ada"
        );
    }

    #[test]
    fn a_missing_key_is_an_error_with_its_name() {
        assert_eq!(
            catalogue().word(Lang::En, "only"),
            Err(MessageError::MissingKey {
                key: "only".to_owned(),
                lang: Lang::En
            })
        );
        assert!(matches!(
            Catalogue::new().word(Lang::En, "only"),
            Err(MessageError::MissingKey { .. })
        ));
    }

    #[test]
    fn later_words_replace_earlier_ones() {
        let mut catalogue = catalogue();
        catalogue.add(Lang::Fr, "only = Unique\n").unwrap();
        assert_eq!(catalogue.word(Lang::Fr, "only").unwrap(), "Unique");
    }

    #[test]
    fn gaps_name_the_language_that_lacks_a_key() {
        assert_eq!(
            catalogue().gaps(),
            [(Lang::En, "only".to_owned()), (Lang::En, "plugin.nps.low".to_owned())]
        );
        assert_eq!(catalogue().keys(Lang::En).collect::<Vec<_>>(), ["hello"]);
    }

    #[test]
    fn a_broken_text_says_its_line() {
        let error = Catalogue::new().add(Lang::En, "a = fine\n\nb = { $x\n").unwrap_err();
        assert!(matches!(error, MessageError::Syntax { line: 3 | 4, .. }), "{error:?}");
    }

    #[test]
    fn a_catalogue_serves_several_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Catalogue>();
    }
}
