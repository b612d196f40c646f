//! eff-readability: texts seem easy to read. By sentence and word length, for French after Kandel and Moles (1958,
//! “Application de l’indice de Flesch à la langue française”), for English after Flesch (1948).

use std::borrow::Cow;

use crate::website::content::{Kind, Parts};
use crate::website::names::{Purposes, purposes_of_path};
use crate::website::probes::sheet::Spot;
use crate::website::probes::{PageProbe, PageSheet, Scope};
use crate::website::site::{PageView, Role};

pub(super) const PROBE: PageProbe = PageProbe {
    id: "eff-readability",
    scope: Scope::Page,
    messages: &["hard-to-read", "long-sentences"],
    look,
};

/// Fewer words are too few for a mean.
const LEAST_WORDS: usize = 100;
/// Below this, Flesch calls a text very difficult.
const VERY_DIFFICULT: f64 = 30.0;
/// A sentence of more words is long.
const LONG: usize = 25;
/// Most of the sentences that may be long, as a share.
const MOST_LONG: f64 = 0.4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    French,
    English,
}

fn look(view: &PageView<'_>, sheet: &mut PageSheet<'_>) {
    let legal = view.role == Role::Legal
        || purposes_of_path(&view.page.path).has(Purposes::LEGAL | Purposes::PRIVACY | Purposes::TERMS);
    let tongue = match view.language().as_str() {
        "fr" => Tongue::French,
        "en" => Tongue::English,
        _ => return,
    };
    if legal || matches!(view.role, Role::Redirect | Role::NotFound | Role::Utility) {
        return;
    }
    let mut measure = Measure::default();
    let mut first = None;
    for block in view.page.content().main_blocks() {
        // Lists and tables are no sentences, and rows of links are menus.
        if block.kind == Kind::Paragraph && !block.parts.has(Parts::CODE) && block.linked * 2 < block.text.len() {
            first = first.or(Some(block.node));
            measure.add(&block.text, tongue);
        }
    }
    let Some(node) = first.filter(|_| measure.words >= LEAST_WORDS) else {
        return;
    };
    let (ease, long) = (measure.ease(tongue), measure.share_long());
    let values = [
        ("score", format!("{ease:.0}")),
        ("share", format!("{:.0}", long * 100.0)),
    ];
    if ease < VERY_DIFFICULT {
        sheet.fail(Spot::Element(node), "hard-to-read", &values);
    } else if long > MOST_LONG {
        sheet.fail(Spot::Element(node), "long-sentences", &values);
    } else {
        sheet.pass();
    }
}

#[derive(Default)]
struct Measure {
    words: usize,
    sentences: usize,
    syllables: usize,
    long: usize,
}

impl Measure {
    fn add(&mut self, text: &str, tongue: Tongue) {
        for sentence in text
            .split_inclusive(['.', '!', '?', '…'])
            .flat_map(|part| part.split(" ; "))
        {
            let words: Vec<&str> = sentence
                .split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'' && c != '-')
                .filter(|word| word.chars().any(char::is_alphabetic))
                .collect();
            // A point inside a number or an abbreviation ends no sentence.
            if words.len() < 2 {
                self.words += words.len();
                self.syllables += words.iter().map(|word| syllables(word, tongue)).sum::<usize>();
                continue;
            }
            self.sentences += 1;
            self.words += words.len();
            self.long += usize::from(words.len() > LONG);
            self.syllables += words.iter().map(|word| syllables(word, tongue)).sum::<usize>();
        }
    }

    fn ease(&self, tongue: Tongue) -> f64 {
        let per_sentence = self.words as f64 / self.sentences.max(1) as f64;
        let per_word = self.syllables as f64 / self.words.max(1) as f64;
        match tongue {
            Tongue::French => 207.0 - 1.015 * per_sentence - 73.6 * per_word,
            Tongue::English => 206.835 - 1.015 * per_sentence - 84.6 * per_word,
        }
    }

    fn share_long(&self) -> f64 {
        self.long as f64 / self.sentences.max(1) as f64
    }
}

/// Groups of vowels, the silent e at the end left out: an estimate, right on the mean of a hundred words.
fn syllables(word: &str, tongue: Tongue) -> usize {
    let lower = if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    };
    let mut groups = 0;
    let mut vowel = false;
    for c in lower.chars() {
        let now = matches!(
            c,
            'a' | 'e'
                | 'i'
                | 'o'
                | 'u'
                | 'y'
                | 'à'
                | 'â'
                | 'ä'
                | 'é'
                | 'è'
                | 'ê'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ô'
                | 'ö'
                | 'ù'
                | 'û'
                | 'ü'
                | 'œ'
                | 'æ'
        );
        groups += usize::from(now && !vowel);
        vowel = now;
    }
    let silent = match tongue {
        Tongue::French => ["e", "es", "ent"].iter().any(|end| lower.ends_with(end)) && !lower.ends_with("ment"),
        Tongue::English => {
            lower.ends_with('e') && !lower.ends_with("le") || lower.ends_with("es") || lower.ends_with("ed")
        }
    };
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::probes::Verdict;
    use crate::website::site::tests::site;

    #[test]
    fn syllables_are_counted_by_groups_of_vowels() {
        for (word, count) in [
            ("maison", 2),
            ("porte", 1),
            ("développement", 5),
            ("et", 1),
            ("chantent", 1),
            ("été", 2),
        ] {
            assert_eq!(syllables(word, Tongue::French), count, "{word}");
        }
        for (word, count) in [("house", 1), ("table", 2), ("delivery", 4), ("the", 1)] {
            assert_eq!(syllables(word, Tongue::English), count, "{word}");
        }
    }

    #[test]
    fn the_formula_is_that_of_kandel_and_moles() {
        let mut measure = Measure::default();
        // Two sentences of four words with one syllable each: 207 − 1.015 × 4 − 73.6 = 129.34.
        measure.add("Le chat voit tout. Le chien dort là.", Tongue::French);
        assert!((measure.ease(Tongue::French) - 129.34).abs() < 1e-9);
    }

    fn outcome(lang: &str, text: &str) -> Verdict {
        PROBE
            .run(&site(&[(
                "index.html",
                &format!("<html lang={lang}><main><p>{text}</main>"),
            )]))
            .outcome
    }

    #[test]
    fn heavy_prose_fails_and_lists_and_short_texts_are_not_measured() {
        let heavy = "Conformément aux dispositions réglementaires susmentionnées, l’interprétation administrative générale privilégie une \
                     contextualisation méthodologique approfondie des problématiques organisationnelles identifiées antérieurement. ";
        assert_eq!(outcome("fr", &heavy.repeat(8)), Verdict::Failed);
        assert_eq!(
            outcome("fr", &"Nous vendons des vélos. Ils sont bleus. ".repeat(20)),
            Verdict::Passed
        );
        assert_eq!(outcome("fr", heavy), Verdict::NotApplicable);
        assert_eq!(outcome("de", &heavy.repeat(8)), Verdict::NotApplicable);
        assert_eq!(
            outcome("fr", &format!("<ul>{}</ul>", format!("<li>{heavy}").repeat(8))),
            Verdict::NotApplicable
        );
    }
}
