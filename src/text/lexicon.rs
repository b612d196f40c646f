//! Dictionaries made ready for reading: every word of them by number, every phrase in a tree of these numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use foldhash::fast::FixedState;

use super::words::{Stems, cut};
use crate::diagnostics::Problems;
use crate::language::{Lang, Text};
use crate::manifest::typed;
use crate::project::{Lexicon, Tone, Words};

/// Topics that can be told apart: one bit each.
pub const MOST_TOPICS: usize = 128;

/// What is built in, a file a reader can correct: words of each language, and topics in both.
const WORDS: [(&str, &str); 2] = [
    ("dictionaries/words.en.yaml", include_str!("dictionaries/words.en.yaml")),
    ("dictionaries/words.fr.yaml", include_str!("dictionaries/words.fr.yaml")),
];
const TOPICS: (&str, &str) = ("dictionaries/topics.yaml", include_str!("dictionaries/topics.yaml"));

static BUILT_IN: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    WORDS
        .iter()
        .chain([&TOPICS])
        .filter_map(|(path, text)| typed(path, text, &mut Problems::new()))
        .collect()
});

/// What comments are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// What pages call it.
    pub title: Text,
    /// Given to comments of this tone that have no other.
    pub otherwise: Option<Tone>,
}

/// What a word or a phrase says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// How good it is to hear, −2 to 2; 0 for what says nothing whatever it is part of.
    Valence(f64),
    Topic(u8),
    Negation,
    /// Times what follows.
    Degree(f64),
    Turn,
    Suggestion,
    Wish,
}

/// A place in the tree of phrases.
#[derive(Debug, Default)]
pub(super) struct Step {
    pub(super) marks: Vec<Mark>,
    pub(super) next: HashMap<u32, u32, FixedState>,
    /// Whether up to two words may stand here before the next.
    pub(super) gap: bool,
}

/// The words of one language.
pub(super) struct Dictionary {
    /// Numbers of stems, of exact forms (`=word`), and of `#`, which is 0.
    numbers: HashMap<String, u32, FixedState>,
    /// Beginnings of words (`word*`).
    prefixes: Vec<(String, u32)>,
    /// The tree; the first step is its root.
    pub(super) steps: Vec<Step>,
    /// Whole answers that say nothing, by their words.
    pub(super) nothing: std::collections::HashSet<String, FixedState>,
    frequent: std::collections::HashSet<String, FixedState>,
}

/// Dictionaries ready for reading comments, in both languages.
pub struct Dictionaries {
    pub(super) languages: [Dictionary; 2],
    /// The topics, by number.
    pub topics: Vec<Topic>,
    pub(super) stems: Stems,
}

impl Dictionaries {
    /// The stems of the words of a comment that carry meaning, each once: what comments are compared by.
    pub fn stems(&self, text: &str, lang: Option<Lang>) -> BTreeSet<String> {
        let mut stems = BTreeSet::new();
        let languages = || {
            Lang::ALL
                .into_iter()
                .filter(|known| lang.is_none_or(|lang| lang == *known))
        };
        cut(text, &mut String::new(), |word, _| {
            let is_frequent = languages().any(|lang| self.languages[place(lang)].is_frequent(word));
            if word.chars().count() > 2 && !is_frequent {
                stems.insert(self.stems.of(lang.unwrap_or(Lang::Fr), word));
            }
        });
        stems
    }
}

impl std::fmt::Debug for Dictionaries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionaries")
            .field("topics", &self.topics)
            .finish_non_exhaustive()
    }
}

/// The place of a language.
pub(super) fn place(lang: Lang) -> usize {
    usize::from(lang == Lang::En)
}

impl Dictionary {
    fn new() -> Self {
        Dictionary {
            numbers: HashMap::from_iter([("#".to_owned(), 0)]),
            prefixes: Vec::new(),
            steps: vec![Step::default()],
            nothing: std::collections::HashSet::default(),
            frequent: std::collections::HashSet::default(),
        }
    }

    fn number(&mut self, key: String) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(key).or_insert(next)
    }

    /// Adds a word or phrase; what a later one says of sentiment replaces what an earlier one said.
    fn add(&mut self, lang: Lang, phrase: &str, mark: Mark, stems: &Stems) {
        let mut at = 0;
        for written in phrase.split_whitespace() {
            if written == "~" {
                self.steps[at].gap = true;
                continue;
            }
            let mut keys = Vec::new();
            let mut buffer = String::new();
            cut(written, &mut buffer, |word, _| keys.push(word.to_owned()));
            if written == "#" {
                keys = vec!["#".to_owned()];
            }
            for key in keys {
                let number = if key == "#" {
                    0
                } else if written.ends_with('*') {
                    let key = super::words::folded(&key);
                    let number = self.number(format!("{key}*"));
                    if !self.prefixes.iter().any(|(known, _)| *known == key) {
                        self.prefixes.push((key, number));
                    }
                    number
                } else if written.starts_with('=') {
                    self.number(format!("={key}"))
                } else {
                    self.number(stems.of(lang, &key))
                };
                let fresh = self.steps.len() as u32;
                let next = *self.steps[at].next.entry(number).or_insert(fresh);
                if next == fresh {
                    self.steps.push(Step::default());
                }
                at = next as usize;
            }
        }
        if at == 0 {
            return;
        }
        let marks = &mut self.steps[at].marks;
        if matches!(mark, Mark::Valence(_)) {
            marks.retain(|known| !matches!(known, Mark::Valence(_)));
        }
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }

    fn add_words(&mut self, lang: Lang, words: &Words, stems: &Stems) {
        let lists: [(&[String], Mark); 11] = [
            (&words.very_good, Mark::Valence(2.0)),
            (&words.good, Mark::Valence(1.0)),
            (&words.bad, Mark::Valence(-1.0)),
            (&words.very_bad, Mark::Valence(-2.0)),
            (&words.neither, Mark::Valence(0.0)),
            (&words.negations, Mark::Negation),
            (&words.stronger, Mark::Degree(1.5)),
            (&words.weaker, Mark::Degree(0.5)),
            (&words.turns, Mark::Turn),
            (&words.suggestions, Mark::Suggestion),
            (&words.wishes, Mark::Wish),
        ];
        for (list, mark) in lists {
            for phrase in list {
                self.add(lang, phrase, mark, stems);
            }
        }
        self.nothing.extend(words.nothing.iter().map(|answer| whole(answer)));
        self.frequent.extend(words.frequent.iter().cloned());
    }

    /// The numbers of a word in small letters.
    pub(super) fn numbers(&self, lang: Lang, word: &str, stems: &Stems) -> Vec<u32> {
        let mut numbers = Vec::new();
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            numbers.push(0);
        }
        numbers.extend(self.numbers.get(&stems.of(lang, word)));
        numbers.extend(self.numbers.get(&format!("={word}")));
        let plain = super::words::folded(word);
        for (prefix, number) in &self.prefixes {
            if plain.starts_with(prefix.as_str()) {
                numbers.push(*number);
            }
        }
        numbers
    }

    /// Whether a word is one of those that tell the language.
    pub(super) fn is_frequent(&self, word: &str) -> bool {
        self.frequent.contains(word)
    }
}

/// The words of an answer, one space between.
pub(super) fn whole(answer: &str) -> String {
    let mut words = Vec::new();
    cut(answer, &mut String::new(), |word, _| {
        words.push(super::words::folded(word));
    });
    words.join(" ")
}

/// The built-in dictionaries with a project's words and topics.
pub fn compiled(own: &Lexicon) -> Arc<Dictionaries> {
    let built_in: &[Lexicon] = &BUILT_IN;
    let words = built_in.iter().filter(|_| !own.replace_words).chain([own]);
    let stems = Stems::new();
    let mut languages = [Dictionary::new(), Dictionary::new()];
    for lexicon in words {
        for (lang, words) in [(Lang::Fr, &lexicon.fr), (Lang::En, &lexicon.en)] {
            languages[place(lang)].add_words(lang, words, &stems);
        }
    }
    let mut topics: Vec<Topic> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let of_topics = built_in.iter().filter(|_| !own.replace_topics).chain([own]);
    for topic in of_topics.flat_map(|lexicon| &lexicon.topics) {
        let next = topics.len();
        let number = *known.entry(topic.id.value.clone()).or_insert(next);
        if number == next {
            if next == MOST_TOPICS {
                break;
            }
            topics.push(Topic {
                id: topic.id.value.clone(),
                title: if topic.title.is_empty() {
                    Text::same(topic.id.value.clone())
                } else {
                    topic.title.clone()
                },
                otherwise: topic.otherwise,
            });
        } else if !topic.title.is_empty() {
            topics[number].title = topic.title.clone();
        }
        for (lang, phrases) in [(Lang::Fr, &topic.fr), (Lang::En, &topic.en)] {
            for phrase in phrases {
                languages[place(lang)].add(lang, phrase, Mark::Topic(number as u8), &stems);
            }
        }
    }
    Arc::new(Dictionaries {
        languages,
        topics,
        stems,
    })
}

/// The ids of the built-in topics.
pub fn built_in_topics() -> impl Iterator<Item = &'static str> {
    BUILT_IN
        .iter()
        .flat_map(|lexicon| &lexicon.topics)
        .map(|topic| topic.id.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_fit_their_type() {
        for (path, text) in WORDS.iter().chain([&TOPICS]) {
            let mut problems = Problems::new();
            let read: Option<Lexicon> = typed(path, text, &mut problems);
            let told: Vec<String> = problems.iter().map(|problem| problem.headline(Lang::En)).collect();
            assert!(read.is_some() && told.is_empty(), "{path}: {told:?}");
        }
    }

    #[test]
    fn built_in_topics_have_words_and_names_in_both_languages() {
        for topic in BUILT_IN.iter().flat_map(|lexicon| &lexicon.topics) {
            assert!(!topic.en.is_empty() && !topic.fr.is_empty(), "{}", topic.id.value);
            assert!(
                topic.title.has(Lang::En) && topic.title.has(Lang::Fr),
                "{}",
                topic.id.value
            );
        }
    }
}
