//! Which page answers what customers ask: the best passage for each question by BM25 over the content of all pages.
//!
//! Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with k₁ = 1.2 and b = 0.75.
//! A passage counts as an answer when it holds most of what the question asks for, by weight, and has the form that
//! the answer needs: a price has an amount, opening hours have hours.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::{Lang, Text};
use crate::stats;

use super::content::Kind;
use super::fold::fold;
use super::links::Target;
use super::probes::Fact;
use super::recognise::{has_address, phones};
use super::site::{Outline, PageView, Role, Site};
use super::snapshot::ending;
use super::stems::{Stems, Wanted};
use super::tree::NodeId;

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
#[derive(Debug)]
struct Asked {
    text: Text,
    /// By number of the stem.
    groups: Vec<Vec<u32>>,
    form: Form,
    /// Whether only shops are asked, or all others.
    only: Option<bool>,
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

/// Words of which an amount without a figure has one, and units of which a delay has one: a cheap look before an
/// expensive one.
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static FREE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?i-u)gratuit|free|offert").expect("valid"));
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test compiles them")]
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?i)heure|jour|semaine|mois|minute|hour|day|week|month|working|business|[ \u{a0}\u{202f}]h(?:[^a-z]|$)")
        .expect("valid")
});

impl Form {
    fn fits(self, text: &str) -> bool {
        let figure = || text.bytes().any(|byte| byte.is_ascii_digit());
        match self {
            Form::Any => true,
            Form::Amount => (figure() || FREE.is_match(text)) && AMOUNT.is_match(text),
            Form::Hours => figure() && HOURS.is_match(text),
            Form::Address => has_address(text) || text.bytes().filter(u8::is_ascii_digit).count() >= 4,
            Form::Contact => {
                !phones(text).is_empty() || text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 9
            }
            Form::Delay => UNIT.is_match(text) && DELAY.is_match(text),
        }
    }
}

/// The questions that are put to a site: those of the project, else the usual ones, with their answers; unanswered ones
/// first, each group in the order of the questions.
pub fn answers(site: &Site, shop: bool) -> Vec<Answer> {
    let asked = Asking::of(site);
    let index = Index::new(site);
    let mut found: Vec<Answer> = asked
        .questions
        .iter()
        .enumerate()
        .filter(|(_, asked)| asked.only.is_none_or(|for_shops| for_shops == shop))
        .map(|(number, asked)| index.answer(site, number, asked))
        .collect();
    found.sort_by_key(|answer| answer.answered);
    found
}

/// The questions of a site, with every stem that one of them looks for.
#[derive(Debug)]
pub(super) struct Asking {
    questions: Vec<Asked>,
    stems: Stems,
    wanted: Wanted,
}

impl Asking {
    fn of(site: &Outline) -> &Asking {
        site.asking.get_or_init(|| Asking::new(site))
    }

    fn new(site: &Outline) -> Asking {
        let stems = Stems::new(site.language == "en");
        let mut wanted = Wanted::default();
        Asking {
            questions: questions(site, &stems, &mut |stem| wanted.add(stem)),
            stems,
            wanted,
        }
    }
}

fn questions(site: &Outline, stems: &Stems, number: &mut dyn FnMut(String) -> u32) -> Vec<Asked> {
    let own = &site.snapshot.settings.questions;
    if !own.is_empty() {
        return own
            .iter()
            .map(|text| {
                let lang = if stems.is_english() { Lang::En } else { Lang::Fr };
                let folded = fold(text.get(lang));
                let words = folded.split(' ').filter(|word| word.len() > 1 && !STOP.contains(word));
                Asked {
                    text: text.clone(),
                    groups: words
                        .map(|word| with_synonyms(word, stems).into_iter().map(&mut *number).collect())
                        .collect(),
                    form: form_of(&folded),
                    only: None,
                }
            })
            .collect();
    }
    USUAL
        .iter()
        .map(|(en, fr, english, french, form, only)| {
            let words = if stems.is_english() { english } else { french };
            let mut group: Vec<u32> = words.split(' ').map(|word| number(stems.of(word))).collect();
            group.sort_unstable();
            group.dedup();
            Asked {
                text: Text::prose(*en, *fr),
                groups: vec![group],
                form: *form,
                only: *only,
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
#[derive(Debug, Serialize, Deserialize)]
struct Passage {
    words: u32,
    /// Number of the stem and how often it occurs, those of the heading above counted once.
    held: Vec<(u32, u32)>,
    /// The questions to which it has the form of an answer, among those of which it holds a word.
    fits: Vec<u32>,
    /// As it is shown.
    text: String,
    line: u32,
}

/// An image or a file whose name holds a word of some question.
#[derive(Debug, Serialize, Deserialize)]
struct Named {
    stems: Vec<u32>,
    text: String,
    line: u32,
}

/// What the content of a page holds of the questions.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Read {
    /// Blocks of text.
    count: u32,
    /// Their words.
    words: u64,
    /// By stem, how many blocks hold it.
    holders: BTreeMap<u32, u32>,
    passages: Vec<Passage>,
    named: Vec<Named>,
}

/// What a page says to the questions that are put to its site.
pub(super) const READ: Fact<Read> = Fact {
    name: "passages",
    of: read,
};

fn read(view: &PageView<'_>) -> Read {
    let asking = Asking::of(view.site);
    let mut found = Read::default();
    // A word is folded and stemmed once, however often it occurs.
    let mut memory = asking.wanted.remember();
    let mut above: Vec<u32> = Vec::new();
    let content = view.page.content();
    for block in &content.blocks {
        // The foot holds addresses and hours; menus hold names of pages.
        if !content.is_main(block.parts) && !block.parts.has(super::content::Parts::FOOTER) {
            continue;
        }
        let mut held: Vec<(u32, u32)> = Vec::new();
        let mut words = 0_u32;
        for word in block.text.as_bytes().split(|byte| *byte == b' ') {
            words += 1;
            let Some(word) = asking
                .wanted
                .may_hold(word)
                .then(|| str::from_utf8(word).ok())
                .flatten()
            else {
                continue;
            };
            for stem in asking.wanted.recall(&asking.stems, &mut memory, word) {
                match held.iter_mut().find(|(number, _)| number == stem) {
                    Some((_, times)) => *times += 1,
                    None => held.push((*stem, 1)),
                }
            }
        }
        found.count += 1;
        found.words += u64::from(words);
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
            *found.holders.entry(*stem).or_default() += 1;
        }
        // A link leads to an answer and is none.
        let says = block.linked * 2 < block.text.len();
        if held.is_empty() || heading || !says || (words as usize) < FEW_WORDS {
            continue;
        }
        let holds = |group: &Vec<u32>| held.iter().any(|(stem, _)| group.contains(stem));
        let fits: Vec<u32> = (0_u32..)
            .zip(&asking.questions)
            .filter(|(_, asked)| asked.groups.iter().any(holds) && asked.form.fits(&block.text))
            .map(|(number, _)| number)
            .collect();
        if !fits.is_empty() {
            found.passages.push(Passage {
                words,
                held,
                fits,
                text: shown(&block.text),
                line: view.document.position(block.node).line,
            });
        }
    }
    asking.wanted.give_back(memory);
    found.named = named(view, asking);
    found
}

fn named(view: &PageView<'_>, asking: &Asking) -> Vec<Named> {
    let mut found = Vec::new();
    let mut add = |said: &str, text: &str, node: NodeId| {
        let stems = asking.wanted.held(&asking.stems, said);
        if !stems.is_empty() {
            found.push(Named {
                stems,
                text: shown(text),
                line: view.document.position(node).line,
            });
        }
    };
    for link in view.links {
        if let Target::File { path, .. } = &link.target
            && ["pdf", "doc", "docx", "odt", "jpg", "jpeg", "png", "webp"].contains(&ending(path).as_str())
        {
            add(&link.name, path, link.node);
            add(path, path, link.node);
        }
    }
    for image in &view.page.head.images {
        let alt = view.document.attribute(*image, "alt").unwrap_or_default();
        add(alt, alt, *image);
    }
    found
}

/// The passages of a site.
struct Index {
    pages: Vec<(usize, Read)>,
    /// How many blocks hold each stem.
    holders: BTreeMap<u32, u32>,
    count: f64,
    mean_length: f64,
}

impl Index {
    fn new(site: &Site) -> Index {
        let pages: Vec<(usize, Read)> = (0..site.pages().len())
            .filter(|page| site.weights[*page] > 0 && !matches!(site.roles[*page], Role::NotFound | Role::Redirect))
            .map(|page| (page, site.fact(&READ, page)))
            .collect();
        let mut holders: BTreeMap<u32, u32> = BTreeMap::new();
        for (stem, count) in pages.iter().flat_map(|(_, read)| &read.holders) {
            *holders.entry(*stem).or_default() += count;
        }
        let count: u64 = pages.iter().map(|(_, read)| u64::from(read.count)).sum();
        let words: u64 = pages.iter().map(|(_, read)| read.words).sum();
        Index {
            pages,
            holders,
            count: count as f64,
            mean_length: if count > 0 { words as f64 / count as f64 } else { 1.0 },
        }
    }

    fn idf(&self, holders: u32) -> f64 {
        let holders = f64::from(holders);
        stats::real::ln(1.0 + (self.count - holders + 0.5).max(0.5) / (holders + 0.5))
    }

    fn held_by(&self, stem: u32) -> u32 {
        self.holders.get(&stem).copied().unwrap_or(0)
    }

    fn answer(&self, site: &Site, question: usize, asked: &Asked) -> Answer {
        // The commonest of the synonyms tells how much the notion weighs.
        let weight = |group: &Vec<u32>| self.idf(group.iter().map(|stem| self.held_by(*stem)).max().unwrap_or(0));
        let groups: Vec<(&Vec<u32>, f64)> = asked.groups.iter().map(|group| (group, weight(group))).collect();
        let all: f64 = groups.iter().map(|(_, idf)| idf).sum();
        let mut best: Option<(f64, f64, usize, &Passage)> = None;
        let passages = self
            .pages
            .iter()
            .flat_map(|(page, read)| read.passages.iter().map(move |passage| (*page, passage)));
        for (page, passage) in passages.filter(|(_, passage)| passage.fits.contains(&(question as u32))) {
            let (mut score, mut covered) = (0.0, 0.0);
            for (numbers, weight) in &groups {
                let mut holds = false;
                for (stem, times) in &passage.held {
                    if numbers.contains(stem) {
                        holds = true;
                        let times = f64::from(*times);
                        let length = 1.0 - B + B * f64::from(passage.words) / self.mean_length;
                        score += self.idf(self.held_by(*stem)) * times * (K1 + 1.0) / (times + K1 * length);
                    }
                }
                covered += if holds { *weight } else { 0.0 };
            }
            let share = if all > 0.0 { covered / all } else { 0.0 };
            if share >= ENOUGH && best.is_none_or(|(known, ..)| score > known) {
                best = Some((score, share, page, passage));
            }
        }
        if let Some((_, share, page, passage)) = best {
            return Answer {
                question: asked.text.clone(),
                answered: Answered::Yes,
                passage: passage.text.clone(),
                page: site.pages()[page].path.clone(),
                line: passage.line,
                clicks: site.depths[page],
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
        if let Some((page, named)) = self.unread(asked) {
            answer.answered = Answered::Unknown;
            answer.passage.clone_from(&named.text);
            answer.page.clone_from(&site.pages()[page].path);
            answer.line = named.line;
            answer.clicks = site.depths[page];
        }
        answer
    }

    /// An image or a file whose name speaks of the question.
    fn unread(&self, asked: &Asked) -> Option<(usize, &Named)> {
        let speaks = |named: &Named| {
            let held = |group: &Vec<u32>| group.iter().any(|stem| named.stems.contains(stem));
            !asked.groups.is_empty() && asked.groups.iter().all(held)
        };
        self.pages
            .iter()
            .find_map(|(page, read)| Some((*page, read.named.iter().find(|named| speaks(named))?)))
    }
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
