//! Which page answers what customers ask: the best passage for each question by BM25 over the content of all pages.
//!
//! Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with k₁ = 1.2 and b = 0.75.
//! A passage counts as an answer when it holds most of what the question asks for, by weight, and has the form that
//! the answer needs: a price has an amount, opening hours have hours.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use rust_stemmers::{Algorithm, Stemmer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::{Lang, Text};
use crate::stats;

use super::content::Kind;
use super::fold::fold;
use super::links::Target;
use super::recognise::{has_address, phones};
use super::site::{Role, Site};
use super::snapshot::ending;

const K1: f64 = 1.2;
const B: f64 = 0.75;
/// Share of a question's weight that a passage has to hold.
const ENOUGH: f64 = 0.6;
/// Longest passage that is shown, in characters.
const SHOWN: usize = 160;
/// So few words are a label, not a passage.
const FEW_WORDS: usize = 3;

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// No passage was found.
    No,
    /// Only an image or a file seems to hold it, which is not read.
    Unknown,
    /// A passage was found.
    Yes,
}

/// A question with the passage that answers it best.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question.
    pub question: Text,
    /// Whether it is answered.
    pub answered: Answered,
    /// The passage, or the name of the image or file; empty without one.
    pub passage: String,
    /// Page in the snapshot; empty without one.
    pub page: String,
    /// Line of the passage, from 1; 0 without one.
    pub line: u32,
    /// Clicks from the home page; absent where no link leads or nothing was found.
    pub clicks: Option<u32>,
    /// Share of the question's weight that the passage holds, from 0 to 1.
    pub score: f64,
}

/// The form that an answer has to have beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Any,
    Amount,
    Hours,
    Address,
    Contact,
    Delay,
}

/// A question as it is searched: each group is one notion with its synonyms, of which one is enough.
struct Asked {
    text: Text,
    groups: Vec<Vec<String>>,
    form: Form,
}

/// A usual question: English, French, English words, French words, form, and whether only shops are asked.
type Usual = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Form,
    Option<bool>,
);

/// What people ask of almost any business. `Some(true)` is for shops only, `Some(false)` for all others.
const USUAL: [Usual; 10] = [
    (
        "What does it cost?",
        "Combien cela coûte-t-il ?",
        "price prices cost rate rates fee fees tariff",
        "prix tarif tarifs cout coute honoraires euros ttc partir",
        Form::Amount,
        None,
    ),
    (
        "How long does it take?",
        "Sous quel délai ?",
        "days hours weeks within delay lead delivery",
        "delai delais jours heures semaines ouvres sous",
        Form::Delay,
        None,
    ),
    (
        "When are you open?",
        "Quels sont les horaires ?",
        "open opening hours closed monday saturday",
        "horaires horaire ouvert ouverture ouverts lundi mardi samedi",
        Form::Hours,
        None,
    ),
    (
        "Where are you?",
        "Où êtes-vous ?",
        "address street find us located directions",
        "adresse rue avenue place acces plan situe situes",
        Form::Address,
        None,
    ),
    (
        "How do I get in touch?",
        "Comment vous joindre ?",
        "contact phone telephone call email write",
        "contact telephone tel appeler appelez mail courriel joindre ecrire",
        Form::Contact,
        None,
    ),
    (
        "Can I have a quote?",
        "Puis-je avoir un devis ?",
        "quote estimate quotation",
        "devis estimation chiffrage",
        Form::Any,
        Some(false),
    ),
    (
        "How is it delivered?",
        "Comment se passe la livraison ?",
        "delivery shipping deliver shipped",
        "livraison livrer livre livraisons expedition",
        Form::Any,
        Some(true),
    ),
    (
        "Can I return it?",
        "Puis-je retourner un article ?",
        "return returns refund exchange",
        "retour retours retourner rendre echange rembourse remboursement",
        Form::Any,
        Some(true),
    ),
    (
        "Who are you?",
        "Qui êtes-vous ?",
        "founded team history since company family",
        "fonde fondee depuis equipe histoire entreprise famille fondateur",
        Form::Any,
        None,
    ),
    (
        "Where do you work or deliver?",
        "Quelle est votre zone ?",
        "area areas region country nationwide local",
        "zone secteur region departement france intervenons alentours environs",
        Form::Any,
        None,
    ),
];

/// Words of another root that mean the same, folded. Each row is one notion.
const SYNONYMS: [&str; 13] = [
    "prix tarif tarifs cout coute couter honoraires price cost fee rate",
    "horaires horaire ouvert ouverture ouverts opening hours open",
    "adresse acces plan address location",
    "contact joindre appeler telephone telephoner ecrire email mail phone call",
    "livraison livrer expedition delivery shipping deliver",
    "retour retourner rendre echange rembourser remboursement return refund",
    "devis estimation quote estimate",
    "delai delais duree temps delay time",
    "payer paiement reglement carte pay payment",
    "garantie garanti garantir warranty guarantee",
    "annuler annulation cancel cancellation",
    "reserver reservation rendez booking book appointment",
    "stationner parking garer park",
];

/// Words that carry no subject, folded.
const STOP: &[&str] = &[
    "pouvez", "peux", "pouvons", "faut", "dois", "existe", "proposez", "offrez", "moyens", "moyen", "utiliser", "use",
    "a", "ai", "an", "and", "are", "au", "aux", "avec", "avez", "avoir", "be", "can", "ce", "cela", "ces", "cette",
    "combien", "comment", "d", "dans", "de", "des", "do", "does", "du", "elle", "en", "est", "est-ce", "et", "etes",
    "faire", "fait", "for", "have", "how", "i", "il", "ils", "in", "is", "it", "j", "je", "l", "la", "le", "les",
    "long", "m", "ma", "me", "mes", "mon", "my", "n", "ne", "nos", "notre", "nous", "of", "on", "ou", "par", "pas",
    "peut", "possible", "pour", "puis", "qu", "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "s",
    "sa", "se", "ses", "si", "son", "sont", "sur", "t", "the", "there", "to", "un", "une", "vos", "votre", "vous",
    "what", "when", "where", "which", "who", "with", "y", "you", "your", "article",
];

#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[0-9][  ]?(?:€|euros?\b|eur\b)|[€$£][  ]?[0-9]|[0-9][  ]?£|gratuit|\bfree\b|offert")
        .expect("valid")
});
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b[0-2]?[0-9][  ]?(?:h\b|h[0-5][0-9]|heures\b|:[0-5][0-9]|[ap]\.?m\b)|24[  ]?(?:h|/)|\b7j/7")
        .expect("valid")
});
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static DELAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:[0-9]+|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente|one|two|three|four|five|ten)[  ](?:à [0-9]+ )?(?:h\b|heures?|jours?|semaines?|mois|minutes?|hours?|days?|weeks?|months?|working|business)",
    )
    .expect("valid")
});

impl Form {
    fn fits(self, text: &str) -> bool {
        match self {
            Form::Any => true,
            Form::Amount => AMOUNT.is_match(text),
            Form::Hours => HOURS.is_match(text),
            Form::Address => has_address(text) || text.bytes().filter(u8::is_ascii_digit).count() >= 4,
            Form::Contact => {
                !phones(text).is_empty() || text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 9
            }
            Form::Delay => DELAY.is_match(text),
        }
    }
}

struct Stems {
    french: Stemmer,
    english: Stemmer,
    english_site: bool,
}

impl Stems {
    fn of(&self, word: &str) -> String {
        if self.english_site {
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

/// The questions that are put to a site: those of the project, else the usual ones, with their answers; unanswered ones
/// first, each group in the order of the questions.
pub fn answers(site: &Site, shop: bool) -> Vec<Answer> {
    let english = site.language(site.home) == "en";
    let stems = Stems {
        french: Stemmer::create(Algorithm::French),
        english: Stemmer::create(Algorithm::English),
        english_site: english,
    };
    let asked = questions(site, shop, &stems);
    let index = Index::new(site, &asked, &stems);
    let mut found: Vec<Answer> = asked.iter().map(|asked| index.answer(site, asked, &stems)).collect();
    found.sort_by_key(|answer| answer.answered);
    found
}

fn questions(site: &Site, shop: bool, stems: &Stems) -> Vec<Asked> {
    let own = &site.snapshot.settings.questions;
    if !own.is_empty() {
        return own
            .iter()
            .map(|text| {
                let lang = if stems.english_site { Lang::En } else { Lang::Fr };
                let folded = fold(text.get(lang));
                let groups = folded
                    .split(' ')
                    .filter(|word| word.len() > 1 && !STOP.contains(word))
                    .map(|word| with_synonyms(word, stems))
                    .collect();
                Asked {
                    text: text.clone(),
                    groups,
                    form: form_of(&folded),
                }
            })
            .collect();
    }
    USUAL
        .iter()
        .filter(|(.., only)| only.is_none_or(|for_shops| for_shops == shop))
        .map(|(en, fr, english, french, form, _)| {
            let words = if stems.english_site { english } else { french };
            let mut group: Vec<String> = words.split(' ').map(|word| stems.of(word)).collect();
            group.sort_unstable();
            group.dedup();
            Asked {
                text: Text::prose(*en, *fr),
                groups: vec![group],
                form: *form,
            }
        })
        .collect()
}

fn with_synonyms(word: &str, stems: &Stems) -> Vec<String> {
    let stem = stems.of(word);
    let mut group = vec![stem.clone()];
    for row in SYNONYMS {
        let row: Vec<String> = row.split(' ').map(|word| stems.of(word)).collect();
        if row.contains(&stem) {
            group.extend(row);
        }
    }
    group.sort_unstable();
    group.dedup();
    group
}

/// What form the answer to a question of the project has to have: only where the question leaves no doubt.
fn form_of(folded: &str) -> Form {
    let starts = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if starts(&["combien coute", "quel prix", "quel tarif", "how much"]) {
        Form::Amount
    } else if starts(&["horaires", "quelle heure", "opening hours"]) {
        Form::Hours
    } else if starts(&["combien de temps", "quel delai", "how long"]) {
        Form::Delay
    } else {
        Form::Any
    }
}

/// A passage that holds a word of some question.
struct Passage {
    page: usize,
    block: usize,
    length: f64,
    /// Number of the stem and how often it occurs, those of the heading above counted once.
    held: Vec<(u32, u32)>,
}

struct Index {
    stems: HashMap<String, u32>,
    passages: Vec<Passage>,
    /// How many passages hold each stem.
    holders: Vec<u32>,
    count: f64,
    mean_length: f64,
}

impl Index {
    fn new(site: &Site, asked: &[Asked], stemmer: &Stems) -> Index {
        let mut stems: HashMap<String, u32> = HashMap::new();
        for stem in asked.iter().flat_map(|asked| &asked.groups).flatten() {
            let number = stems.len() as u32;
            stems.entry(stem.clone()).or_insert(number);
        }
        let mut index = Index {
            holders: vec![0; stems.len()],
            stems,
            passages: Vec::new(),
            count: 0.0,
            mean_length: 1.0,
        };
        // A word is folded and stemmed once, however often it occurs.
        let mut known: HashMap<String, Vec<u32>> = HashMap::new();
        let mut lengths = 0.0;
        for (number, page) in site.pages().iter().enumerate() {
            if site.weights[number] == 0 || matches!(site.roles[number], Role::NotFound | Role::Redirect) {
                continue;
            }
            let mut above: Vec<u32> = Vec::new();
            let content = page.content();
            for (place, block) in content.blocks.iter().enumerate() {
                // The foot holds addresses and hours; menus hold names of pages.
                if !content.is_main(block.parts) && !block.parts.has(super::content::Parts::FOOTER) {
                    continue;
                }
                let mut held: Vec<(u32, u32)> = Vec::new();
                let mut words = 0_u32;
                for word in block.text.split(' ') {
                    words += 1;
                    if !known.contains_key(word) {
                        let folded = fold(word);
                        let numbers = folded
                            .split(' ')
                            .filter(|part| !part.is_empty())
                            .filter_map(|part| index.stems.get(&stemmer.of(part)).copied())
                            .collect();
                        known.insert(word.to_owned(), numbers);
                    }
                    for stem in &known[word] {
                        match held.iter_mut().find(|(number, _)| number == stem) {
                            Some((_, times)) => *times += 1,
                            None => held.push((*stem, 1)),
                        }
                    }
                }
                index.count += 1.0;
                lengths += f64::from(words);
                let heading = matches!(block.kind, Kind::Heading(_) | Kind::Term);
                if heading {
                    above = held.iter().map(|(stem, _)| *stem).collect();
                } else {
                    for stem in &above {
                        if !held.iter().any(|(known, _)| known == stem) {
                            held.push((*stem, 1));
                        }
                    }
                }
                for (stem, _) in &held {
                    index.holders[*stem as usize] += 1;
                }
                // A link leads to an answer and is none.
                let says = block.linked * 2 < block.text.len();
                if !held.is_empty() && !heading && says && words as usize >= FEW_WORDS {
                    index.passages.push(Passage {
                        page: number,
                        block: place,
                        length: f64::from(words),
                        held,
                    });
                }
            }
        }
        index.mean_length = if index.count > 0.0 { lengths / index.count } else { 1.0 };
        index
    }

    fn idf(&self, holders: u32) -> f64 {
        let holders = f64::from(holders);
        stats::real::ln(1.0 + (self.count - holders + 0.5).max(0.5) / (holders + 0.5))
    }

    fn answer(&self, site: &Site, asked: &Asked, stems: &Stems) -> Answer {
        let groups: Vec<(Vec<u32>, f64)> = asked
            .groups
            .iter()
            .map(|group| {
                let numbers: Vec<u32> = group.iter().filter_map(|stem| self.stems.get(stem).copied()).collect();
                // The commonest of the synonyms tells how much the notion weighs.
                let holders = numbers
                    .iter()
                    .map(|stem| self.holders[*stem as usize])
                    .max()
                    .unwrap_or(0);
                (numbers, self.idf(holders))
            })
            .collect();
        let all: f64 = groups.iter().map(|(_, idf)| idf).sum();
        let mut best: Option<(f64, f64, &Passage)> = None;
        for passage in &self.passages {
            let (mut score, mut covered) = (0.0, 0.0);
            for (numbers, weight) in &groups {
                let mut holds = false;
                for (stem, times) in &passage.held {
                    if numbers.contains(stem) {
                        holds = true;
                        let times = f64::from(*times);
                        let length = 1.0 - B + B * passage.length / self.mean_length;
                        score += self.idf(self.holders[*stem as usize]) * times * (K1 + 1.0) / (times + K1 * length);
                    }
                }
                covered += if holds { *weight } else { 0.0 };
            }
            let share = if all > 0.0 { covered / all } else { 0.0 };
            if share < ENOUGH || best.is_some_and(|(known, ..)| score <= known) {
                continue;
            }
            let block = &site.pages()[passage.page].content().blocks[passage.block];
            if asked.form.fits(&block.text) {
                best = Some((score, share, passage));
            }
        }
        if let Some((_, share, passage)) = best {
            let page = &site.pages()[passage.page];
            let block = &page.content().blocks[passage.block];
            return Answer {
                question: asked.text.clone(),
                answered: Answered::Yes,
                passage: shown(&block.text),
                page: page.path.clone(),
                line: page.document.position(block.node).line,
                clicks: site.depths[passage.page],
                score: share,
            };
        }
        let mut answer = Answer {
            question: asked.text.clone(),
            answered: Answered::No,
            passage: String::new(),
            page: String::new(),
            line: 0,
            clicks: None,
            score: 0.0,
        };
        if let Some((page, line, name)) = unread(site, asked, stems) {
            answer.answered = Answered::Unknown;
            answer.passage = shown(&name);
            answer.page.clone_from(&site.pages()[page].path);
            answer.line = line;
            answer.clicks = site.depths[page];
        }
        answer
    }
}

/// An image or a file whose name speaks of the question.
fn unread(site: &Site, asked: &Asked, stems: &Stems) -> Option<(usize, u32, String)> {
    let speaks = |text: &str| {
        let words: Vec<String> = fold(text).split(' ').map(|word| stems.of(word)).collect();
        !asked.groups.is_empty()
            && asked
                .groups
                .iter()
                .all(|group| group.iter().any(|stem| words.contains(stem)))
    };
    for (number, page) in site.pages().iter().enumerate() {
        if site.weights[number] == 0 {
            continue;
        }
        for link in &site.links[number] {
            if let Target::File { path, .. } = &link.target
                && ["pdf", "doc", "docx", "odt", "jpg", "jpeg", "png", "webp"].contains(&ending(path).as_str())
                && (speaks(&link.name) || speaks(path))
            {
                return Some((number, page.document.position(link.node).line, path.clone()));
            }
        }
        for image in &page.head.images {
            let alt = page.document.attribute(*image, "alt").unwrap_or_default();
            if !alt.is_empty() && speaks(alt) {
                return Some((number, page.document.position(*image).line, alt.to_owned()));
            }
        }
    }
    None
}

fn shown(text: &str) -> String {
    let masked = super::snippet::of_text(text);
    if masked.chars().count() <= SHOWN {
        return masked;
    }
    let mut cut: String = masked.chars().take(SHOWN - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::website::site::tests::{site, site_with};

    fn ask(files: &[(&str, &str)], question: &str) -> Answer {
        let site = site_with(files, |settings| settings.questions = vec![Text::same(question)]);
        answers(&site, false).remove(0)
    }

    const FILES: [(&str, &str); 3] = [
        (
            "index.html",
            "<html lang=fr><a href=tarifs.html>Tarifs</a><main><p>Nous réparons tous les vélos.</p></main>",
        ),
        (
            "tarifs.html",
            "<html lang=fr><a href=faq.html>Questions</a><main><h2>Révision complète</h2><p>La révision coûte 49 € pour un vélo adulte.</p></main>",
        ),
        (
            "faq.html",
            "<html lang=fr><main><details><summary>Prêtez-vous des vélos ?</summary><p>Oui, pendant toute la durée de la réparation.</p></details></main>",
        ),
    ];

    #[test]
    fn the_best_passage_is_found_with_its_page_and_clicks() {
        let answer = ask(&FILES, "Combien coûte une révision ?");
        assert_eq!(answer.answered, Answered::Yes);
        assert_eq!((answer.page.as_str(), answer.clicks), ("tarifs.html", Some(1)));
        assert_eq!(answer.passage, "La révision coûte 49 € pour un vélo adulte.");
    }

    #[test]
    fn stems_synonyms_and_folded_answers_count() {
        assert_eq!(ask(&FILES, "Quel est le prix des révisions ?").page, "tarifs.html");
        assert_eq!(ask(&FILES, "Pouvez-vous prêter un vélo ?").page, "faq.html");
    }

    #[test]
    fn what_nobody_answers_comes_first_and_files_are_not_read() {
        assert_eq!(
            ask(&FILES, "Acceptez-vous les chèques vacances ?").answered,
            Answered::No
        );
        let files = [
            (
                "index.html",
                "<html lang=fr><main><p>Bienvenue chez nous</p><a href=menu.pdf>Carte des vins</a></main>",
            ),
            ("menu.pdf", ""),
        ];
        assert_eq!(ask(&files, "Quels vins ?").answered, Answered::Unknown);
        let found = answers(&site(&FILES), false);
        assert!(found.is_sorted_by_key(|answer| answer.answered));
        assert_eq!(found[0].answered, Answered::No);
    }
}
