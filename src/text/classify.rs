//! Reading a comment by dictionaries: its topics, whether it is good or bad to hear, and whether it suggests something.
//!
//! What stands in the text is looked up and added: each word of sentiment counts as the dictionary says, more or less
//! after words of degree, the other way after a negation in the same clause. There is no model and nothing is learnt;
//! what a comment is given can be traced to the words it holds. A word is stemmed once, however often it occurs.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::lexicon::{Dictionaries, Dictionary, Mark, place, whole};
use super::words::{Gap, cut};
use crate::language::Lang;
use crate::project::{Asked, Sentiment, Tone};

/// Words between a negation and what it turns.
const WINDOW: usize = 4;
/// What is left of the strength of something denied: “not excellent” is less bad than “bad” twice.
const DENIED: f64 = -0.75;
/// How much more counts what follows a “but”.
const AFTER_TURN: f64 = 1.5;
/// Words and spellings remembered per reader.
const MOST_WORDS: usize = 200_000;

/// What was read in a comment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Sum of what its words say; good above 0.
    pub score: f64,
    /// What the sum comes to.
    pub sentiment: Sentiment,
    /// Its topics: bit t for topic t.
    pub topics: u128,
    /// Whether it suggests something.
    pub suggests: bool,
}

impl Default for Reading {
    /// Nothing was read.
    fn default() -> Self {
        Reading {
            score: 0.0,
            sentiment: Sentiment::Neutral,
            topics: 0,
            suggests: false,
        }
    }
}

/// What is known of a spelling.
#[derive(Default)]
struct Spelling {
    numbers: [Box<[u32]>; 2],
    frequent: [bool; 2],
    nothing: [bool; 2],
}

/// Reads comments; keeps what it learnt of spellings, which changes nothing of what it finds.
pub struct Reader {
    dictionaries: Arc<Dictionaries>,
    known: HashMap<String, u32, FixedState>,
    spellings: Vec<Spelling>,
    words: Vec<(u32, Gap)>,
    word: String,
}

impl Reader {
    /// A reader of these dictionaries.
    pub fn new(dictionaries: Arc<Dictionaries>) -> Self {
        Reader {
            dictionaries,
            known: HashMap::default(),
            spellings: Vec::new(),
            words: Vec::new(),
            word: String::new(),
        }
    }

    /// Reads a comment in `lang`, or in whichever language more of its words are.
    pub fn read(&mut self, text: &str, lang: Option<Lang>, asked: Asked) -> Reading {
        if self.spellings.len() > MOST_WORDS {
            self.known.clear();
            self.spellings.clear();
        }
        let mut words = std::mem::take(&mut self.words);
        let mut word = std::mem::take(&mut self.word);
        words.clear();
        cut(text, &mut word, |word, gap| words.push((self.spelling(word), gap)));
        let lang = lang.unwrap_or_else(|| self.language(&words));
        let dictionary = &self.dictionaries.languages[place(lang)];
        let mut reading = if words.len() <= 6 && dictionary.nothing.contains(&whole(text)) {
            Reading {
                score: match asked {
                    Asked::Anything => 0.0,
                    Asked::Praise => -1.0,
                    Asked::Improvement => 1.0,
                },
                ..Reading::default()
            }
        } else {
            let says_nothing = |at: Option<&(u32, Gap)>| {
                at.is_some_and(|(word, _)| self.spellings[*word as usize].nothing[place(lang)])
            };
            // Asked for improvements, “nothing” is an answer where it comes first (“Nothing, all was fine”) and where a
            // short answer ends with it; it denies nothing then. “No problem” is a phrase of its own.
            let improvement = asked == Asked::Improvement && words.len() > 1;
            let first = improvement
                && says_nothing(words.first())
                && !begins_with_phrase(dictionary, &self.spellings, place(lang), &words);
            let last = improvement && words.len() <= 6 && says_nothing(words.last());
            let rest = &words[usize::from(first)..words.len() - usize::from(last)];
            let mut reading = read(dictionary, &self.spellings, place(lang), rest, asked);
            if first || last {
                reading.score += 1.0;
            }
            if reading.score == 0.0 && !words.is_empty() {
                reading.score = match asked {
                    Asked::Anything => 0.0,
                    Asked::Praise => 0.5,
                    Asked::Improvement => -0.5,
                };
            }
            reading
        };
        reading.sentiment = match reading.score {
            score if score > 0.0 => Sentiment::Positive,
            score if score < 0.0 => Sentiment::Negative,
            _ => Sentiment::Neutral,
        };
        if reading.topics == 0 {
            for (number, topic) in self.dictionaries.topics.iter().enumerate() {
                let is_of_tone = match topic.otherwise {
                    None => false,
                    Some(Tone::Good) => reading.sentiment == Sentiment::Positive,
                    Some(Tone::Bad) => reading.sentiment == Sentiment::Negative,
                };
                reading.topics |= u128::from(is_of_tone) << number;
            }
        }
        self.words = words;
        self.word = word;
        reading
    }

    /// The number of a spelling.
    fn spelling(&mut self, word: &str) -> u32 {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let dictionaries = &self.dictionaries;
        let mut spelling = Spelling::default();
        for lang in Lang::ALL {
            let dictionary = &dictionaries.languages[place(lang)];
            spelling.numbers[place(lang)] = dictionary.numbers(lang, word, &dictionaries.stems).into();
            spelling.frequent[place(lang)] = dictionary.is_frequent(word);
            spelling.nothing[place(lang)] = dictionary.nothing.contains(&super::words::folded(word));
        }
        let number = self.spellings.len() as u32;
        self.spellings.push(spelling);
        self.known.insert(word.to_owned(), number);
        number
    }

    /// The language that more of the words are frequent in, or else known in; French where both are alike.
    fn language(&self, words: &[(u32, Gap)]) -> Lang {
        let count = |lang: Lang| {
            let spellings = words.iter().map(|(word, _)| &self.spellings[*word as usize]);
            let of = |spelling: &Spelling| {
                3 * u32::from(spelling.frequent[place(lang)]) + u32::from(!spelling.numbers[place(lang)].is_empty())
            };
            spellings.map(of).sum::<u32>()
        };
        if count(Lang::En) > count(Lang::Fr) {
            Lang::En
        } else {
            Lang::Fr
        }
    }
}

/// The marks of the phrases that begin at word `at`: each with the number of words it takes.
fn phrases<'d>(
    dictionary: &'d Dictionary,
    numbers: &impl Fn(usize) -> &'d [u32],
    length: usize,
    step: usize,
    at: usize,
    taken: usize,
    found: &mut Vec<(usize, Mark)>,
) {
    let here = &dictionary.steps[step];
    let skips = if here.gap && taken > 0 { 2 } else { 0 };
    for skip in 0..=skips {
        let next = at + taken + skip;
        if next >= length {
            return;
        }
        for number in numbers(next) {
            if let Some(deeper) = here.next.get(number) {
                let taken = taken + skip + 1;
                let deeper = *deeper as usize;
                found.extend(dictionary.steps[deeper].marks.iter().map(|mark| (taken, *mark)));
                if !dictionary.steps[deeper].next.is_empty() {
                    phrases(dictionary, numbers, length, deeper, at, taken, found);
                }
            }
        }
    }
}

/// Whether the first words are a phrase of several that says something good or bad.
fn begins_with_phrase(dictionary: &Dictionary, spellings: &[Spelling], lang: usize, words: &[(u32, Gap)]) -> bool {
    let numbers = |at: usize| -> &[u32] { &spellings[words[at].0 as usize].numbers[lang] };
    let mut found = Vec::new();
    phrases(dictionary, &numbers, words.len(), 0, 0, 0, &mut found);
    let says = |(length, mark): &(usize, Mark)| *length > 1 && matches!(mark, Mark::Valence(_));
    found.iter().any(says)
}

fn read(dictionary: &Dictionary, spellings: &[Spelling], lang: usize, words: &[(u32, Gap)], asked: Asked) -> Reading {
    let numbers = |at: usize| -> &[u32] { &spellings[words[at].0 as usize].numbers[lang] };
    let mut reading = Reading::default();
    let mut found: Vec<(usize, Mark)> = Vec::new();
    // Where the last negation stands, as long as its clause lasts, and how strong the next word is.
    let mut negation: Option<usize> = None;
    let mut degree = (0, 1.0);
    let mut taken = 0;
    let mut before_turn = 0.0;
    let mut turned = false;
    // Whether the sentence wishes for something, asked for improvements: what is wished for is missing.
    let mut wished = false;
    for at in 0..words.len() {
        match words[at].1 {
            Gap::None => {}
            Gap::Comma => negation = None,
            Gap::Stop => {
                negation = None;
                before_turn += reading.score;
                reading.score = 0.0;
                turned = false;
                wished = false;
            }
        }
        found.clear();
        if numbers(at).is_empty() {
            continue;
        }
        phrases(dictionary, &numbers, words.len(), 0, at, 0, &mut found);
        let mut valence: Option<(usize, f64)> = None;
        for (length, mark) in &found {
            match mark {
                Mark::Topic(topic) => reading.topics |= 1 << topic,
                Mark::Suggestion => reading.suggests = true,
                Mark::Valence(value) => {
                    if valence.is_none_or(|(longest, _)| *length > longest) {
                        valence = Some((*length, *value));
                    }
                }
                Mark::Wish if asked == Asked::Improvement && words[at].1 == Gap::Stop && !wished => {
                    wished = true;
                    reading.score -= 1.0;
                }
                Mark::Negation | Mark::Degree(_) | Mark::Turn | Mark::Wish => {}
            }
        }
        if at < taken {
            continue;
        }
        if let Some((length, value)) = valence {
            let strength = if degree.0 + 2 >= at && degree.0 > 0 {
                degree.1
            } else {
                1.0
            };
            let denied = negation.is_some_and(|place| at - place <= WINDOW);
            let denied = denied || (wished && value > 0.0);
            let mut value = value * strength * if denied { DENIED } else { 1.0 };
            if turned {
                value *= AFTER_TURN;
            }
            reading.score += value;
            taken = at + length;
            degree = (0, 1.0);
        }
        let longest = valence.map_or(0, |(length, _)| length);
        // Of a phrase that says something itself, no single word does anything besides.
        for (length, mark) in found.iter().filter(|(length, _)| *length >= longest) {
            match mark {
                Mark::Negation => negation = Some(at + length - 1),
                Mark::Degree(times) => degree = (at + length, *times),
                Mark::Turn => {
                    turned = true;
                    negation = None;
                }
                Mark::Valence(_) | Mark::Topic(_) | Mark::Suggestion | Mark::Wish => {}
            }
        }
    }
    reading.score += before_turn;
    reading
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::compiled;
    use super::*;
    use crate::project::Lexicon;

    fn reader() -> Reader {
        Reader::new(compiled(&Lexicon::default()))
    }

    fn number(sentiment: Sentiment) -> i8 {
        sentiment as i8 - 1
    }

    fn sentiment(text: &str) -> i8 {
        number(reader().read(text, None, Asked::Anything).sentiment)
    }

    fn topics(text: &str) -> Vec<String> {
        let mut reader = reader();
        let found = reader.read(text, None, Asked::Anything).topics;
        let named = reader.dictionaries.topics.iter().enumerate();
        named
            .filter(|(number, _)| found >> number & 1 == 1)
            .map(|(_, topic)| topic.id.clone())
            .collect()
    }

    #[test]
    fn good_and_bad_words_of_both_languages() {
        assert_eq!(sentiment("Très bon accueil, vendeuse souriante."), 1);
        assert_eq!(sentiment("Accueil désagréable et personnel débordé."), -1);
        assert_eq!(sentiment("The staff were lovely and very helpful."), 1);
        assert_eq!(sentiment("Rude receptionist and a dirty room."), -1);
        assert_eq!(sentiment("Je viens une fois par mois."), 0);
        assert_eq!(sentiment(""), 0);
    }

    #[test]
    fn a_negation_turns_what_follows_in_its_clause_and_no_further() {
        assert_eq!(sentiment("Je ne suis pas satisfaite."), -1);
        assert_eq!(sentiment("The driver was not friendly."), -1);
        assert_eq!(sentiment("Never had any problem."), 1);
        assert_eq!(sentiment("Aucune attente, aucun souci"), 1);
        assert_eq!(sentiment("No, friendly and quick."), 1);
        assert_eq!(sentiment("Pas de remarque. Accueil agréable."), 1);
    }

    #[test]
    fn what_follows_a_but_counts_more() {
        assert_eq!(sentiment("Good shop but slow."), -1);
        assert_eq!(sentiment("Magasin un peu sale mais personnel agréable"), 1);
    }

    #[test]
    fn a_longer_phrase_stands_for_its_words() {
        assert_eq!(sentiment("no problem"), 1);
        assert_eq!(sentiment("Un bon de commande"), 0);
    }

    #[test]
    fn what_was_asked_decides_where_the_words_do_not() {
        let mut reader = reader();
        let mut asked = |text: &str, asked| number(reader.read(text, Some(Lang::En), asked).sentiment);
        assert_eq!(asked("The seats", Asked::Anything), 0);
        assert_eq!(asked("The seats", Asked::Praise), 1);
        assert_eq!(asked("The seats", Asked::Improvement), -1);
        assert_eq!(asked("Nothing.", Asked::Improvement), 1);
        assert_eq!(asked("Nothing.", Asked::Praise), -1);
        assert_eq!(asked("Nothing, friendly staff", Asked::Improvement), 1);
        assert_eq!(asked("", Asked::Improvement), 0);
    }

    #[test]
    fn topics_are_found_by_words_and_phrases_in_any_form() {
        assert_eq!(
            topics("J'ai attendu 20 minutes au comptoir de retrait."),
            ["waiting", "pick-up"]
        );
        assert_eq!(topics("The parcel was delivered late"), ["waiting", "delivery"]);
        assert_eq!(topics("xyzzy"), Vec::<String>::new());
    }

    #[test]
    fn suggestions_are_known_by_how_they_begin() {
        let mut reader = reader();
        let mut suggests = |text: &str| reader.read(text, None, Asked::Anything).suggests;
        assert!(suggests("Il faudrait un comptoir à part."));
        assert!(suggests("Could you open on Sundays?"));
        assert!(suggests("You should hire more people"));
        assert!(!suggests("Très bon accueil."));
    }

    #[test]
    fn what_is_remembered_changes_nothing() {
        let mut used = reader();
        for text in ["Très bien", "not good", "lent", "Très bien"] {
            assert_eq!(
                used.read(text, None, Asked::Anything),
                reader().read(text, None, Asked::Anything)
            );
        }
    }

    #[test]
    fn a_project_adds_words_and_topics_or_replaces_them() {
        let own: Lexicon = serde_json::from_value(serde_json::json!({
            "fr": {"bad": ["moelleux"]},
            "topics": [{"id": "waiting", "fr": ["sablier"]}, {"id": "beds", "title": "Lits", "fr": ["matelas"]}]
        }))
        .unwrap();
        let names = |own: &Lexicon, text: &str| -> (i8, Vec<String>) {
            let dictionaries = compiled(own);
            let read = Reader::new(dictionaries.clone()).read(text, Some(Lang::Fr), Asked::Anything);
            let topics = dictionaries.topics.iter().enumerate();
            let topics = topics.filter(|(number, _)| read.topics >> number & 1 == 1);
            (
                number(read.sentiment),
                topics.map(|(_, topic)| topic.id.clone()).collect(),
            )
        };
        let text = "Matelas moelleux, sablier, attente";
        assert_eq!(names(&own, text).1, ["waiting", "beds"]);
        assert_eq!(names(&own, "moelleux").0, -1);
        let alone = Lexicon {
            replace_topics: true,
            replace_words: true,
            ..own
        };
        assert_eq!(names(&alone, "attente du matelas"), (0, vec!["beds".to_owned()]));
    }
}
