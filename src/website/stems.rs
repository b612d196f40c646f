//! Words by their stems: which words of a page have one of the stems that somebody looks for. Most words have none, which
//! is told by how they begin.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::fold::fold;

/// The stems of a language, by Snowball.
pub(super) struct Stems {
    french: Stemmer,
    english: Stemmer,
    is_english: bool,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Stems").finish_non_exhaustive()
    }
}

impl Stems {
    /// Those of English, else those of French.
    pub(super) fn new(is_english: bool) -> Stems {
        Stems {
            french: Stemmer::create(Algorithm::French),
            english: Stemmer::create(Algorithm::English),
            is_english,
        }
    }

    /// Whether they are those of English.
    pub(super) fn is_english(&self) -> bool {
        self.is_english
    }

    /// The stem of a folded word.
    pub(super) fn of(&self, word: &str) -> String {
        if self.is_english {
            return self.english.stem(word).into_owned();
        }
        // Snowball keeps the plural of « vélos », of « niveaux » and the like.
        let singular = word
            .strip_suffix(['s', 'x'])
            .filter(|singular| singular.len() >= 3)
            .unwrap_or(word);
        self.french.stem(singular).into_owned()
    }
}

/// By word of the pages as it is written, the numbers of its stems.
pub(super) type Memory = FxHashMap<Box<str>, Box<[u32]>>;

/// Most words of a site that are remembered.
const MOST_KNOWN: usize = 100_000;

/// The stems that are looked for, numbered.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// By stem, its number.
    numbers: HashMap<String, u32>,
    /// How the stems begin.
    beginnings: Beginnings,
    /// What was found out about words, lent to one page at a time, so that nothing waits for it: pages of a site use the
    /// same words.
    memories: Mutex<Vec<Memory>>,
}

impl Wanted {
    /// Adds a stem, and gives its number.
    pub(super) fn add(&mut self, stem: String) -> u32 {
        self.beginnings.add(stem.as_bytes());
        let next = self.numbers.len() as u32;
        *self.numbers.entry(stem).or_insert(next)
    }

    /// Whether a word of text, in its bytes, may have one of the stems, by how it begins: most words need not be folded,
    /// let alone stemmed.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        let mut begins = true;
        for (at, byte) in word.iter().enumerate() {
            match byte {
                byte if byte.is_ascii_alphanumeric() => {
                    if begins && self.beginnings.may_have(&word[at..]) {
                        return true;
                    }
                    begins = false;
                }
                // The Latin letters with accents, by the first byte of each: as good as the letter without.
                0xc3..=0xc9 | 0xcc | 0xcd | 0xe1 if begins => return true,
                // Further on they change nothing, nor do the other bytes of any letter.
                0xc3..=0xc9 | 0xcc | 0xcd | 0xe1 | 0x80..=0xbf => {}
                // Signs, and letters that no stem has.
                _ => begins = true,
            }
        }
        !self.beginnings.are_latin
    }

    /// A memory of words, empty where none is free.
    pub(super) fn remember(&self) -> Memory {
        let mut free = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        free.pop().unwrap_or_default()
    }

    /// Keeps a memory for the next page.
    pub(super) fn give_back(&self, memory: Memory) {
        if memory.len() < MOST_KNOWN {
            let mut free = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
            free.push(memory);
        }
    }

    /// The numbers of the stems that a word of text has, from memory or found out.
    pub(super) fn recall<'m>(&self, stems: &Stems, memory: &'m mut Memory, word: &str) -> &'m [u32] {
        if !memory.contains_key(word) {
            memory.insert(Box::from(word), self.held(stems, word).into_boxed_slice());
        }
        memory.get(word).map(|held| &**held).unwrap_or_default()
    }

    /// The numbers of the stems that a text has.
    pub(super) fn held(&self, stems: &Stems, text: &str) -> Vec<u32> {
        fold(text)
            .split(' ')
            .filter(|word| !self.beginnings.are_latin || self.beginnings.may_have(word.as_bytes()))
            .filter_map(|word| self.numbers.get(&stems.of(word)).copied())
            .collect()
    }
}

/// The first three letters of stems. A stem begins as its word does, but for the shortest words and for `y` and `i`,
/// which stemmers turn into each other: of those nothing is said.
#[derive(Debug)]
struct Beginnings {
    /// By first, second and third letter or figure as [`code`] numbers them; 0 stands for any.
    known: Box<[bool]>,
    /// Whether all begin with a letter or figure of ASCII.
    are_latin: bool,
}

/// Letters and figures of ASCII in either case, from 1; 0 for all others.
fn code(byte: u8) -> usize {
    usize::from(match byte {
        b'0'..=b'9' => byte - b'0' + 1,
        b'a'..=b'z' => byte - b'a' + 11,
        b'A'..=b'Z' => byte - b'A' + 11,
        _ => 0,
    })
}

const CODES: usize = 37;

impl Default for Beginnings {
    fn default() -> Beginnings {
        Beginnings {
            known: vec![false; CODES * CODES * CODES].into_boxed_slice(),
            are_latin: true,
        }
    }
}

impl Beginnings {
    fn place(first: usize, second: usize, third: usize) -> usize {
        (first * CODES + second) * CODES + third
    }

    fn add(&mut self, stem: &[u8]) {
        let at = |index: usize| stem.get(index).map_or(0, |byte| code(*byte));
        let (first, second, third) = (at(0), at(1), at(2));
        if first == 0 {
            self.known.fill(true);
            self.are_latin = false;
            return;
        }
        // A short stem begins longer words, whatever their next letters.
        let seconds = if second == 0 { 0..CODES } else { second..second + 1 };
        for second in seconds.chain([0]) {
            let thirds = if third == 0 { 0..CODES } else { third..third + 1 };
            for third in thirds.chain([0]) {
                self.known[Beginnings::place(first, second, third)] = true;
            }
        }
    }

    /// Whether a word in either case may have one of the stems.
    fn may_have(&self, word: &[u8]) -> bool {
        let at = |index: usize, least: usize| match word.get(index) {
            Some(byte) if word.len() >= least && !matches!(byte | 0x20, b'y' | b'i') => code(*byte),
            _ => 0,
        };
        let first = word.first().map_or(0, |byte| code(*byte));
        let second = at(1, 4);
        let third = if second == 0 { 0 } else { at(2, 5) };
        first != 0 && self.known[Beginnings::place(first, second, third)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_has_a_stem_is_never_left_out_for_how_it_begins() {
        let french = "horaires ouverte ouvertures prix tarifs coûtent délais livrés livraisons réservé réserverait équipes \
                      fondée retours rendez-vous d’ouverture l’équipe région départements zones écrivez téléphoner yeux \
                      rues jours à sous ÉQUIPE LIVRÉ aimées aïeux œuvres payé payer pays essayées envoyions";
        let english = "opening opened hours days cries cry dying ties tied skies early gently prices pricing delivered \
                       delivery returns refunded located addresses says buys buying companies history founded areas \
                       countries nationwide HOURS Opening";
        for (is_english, words) in [(false, french), (true, english)] {
            let stems = Stems::new(is_english);
            let mut wanted = Wanted::default();
            for word in words.split_whitespace() {
                for part in fold(word).split(' ') {
                    wanted.add(stems.of(part));
                }
            }
            for word in words.split_whitespace() {
                let parts = fold(word).split(' ').count();
                assert!(wanted.may_hold(word.as_bytes()), "{word}");
                assert_eq!(wanted.held(&stems, word).len(), parts, "{word}");
            }
            assert!(!wanted.may_hold(b"xylophone") && !wanted.may_hold("日本語".as_bytes()));
        }
    }
}
