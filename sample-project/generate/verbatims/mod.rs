//! Comments in French, put together from sentences that stand in one file per subject.
//!
//! Which subject a comment takes follows from the ratings of the same row: what was rated worst by a detractor, what
//! was rated best by a promoter.

mod general;
mod online;
mod pick_up;
mod service;
mod shop;

use crate::random::Random;
use crate::story::{PICK_UP, RATED};

/// What people say about a touchpoint.
struct Theme {
    /// Its column.
    column: &'static str,
    /// When it went wrong.
    bad: &'static [&'static str],
    /// When it went well.
    good: &'static [&'static str],
}

/// A comment on the whole. `group`: 0 detractor, 1 passive, 2 promoter.
pub(crate) fn comment(random: &mut Random, group: usize, ratings: &[Option<u32>; 15]) -> String {
    let worst = (0..RATED.len()).filter(|index| ratings[*index].is_some_and(|rating| rating <= 2));
    let best = (0..RATED.len()).filter(|index| ratings[*index] == Some(5));
    let worst: Vec<usize> = worst.collect();
    let best: Vec<usize> = best.collect();
    let mut sentences = Vec::new();
    match group {
        0 if !worst.is_empty() && random.chance(820) => {
            // Whoever had trouble at the pick-up speaks of it first.
            let subject = if worst.contains(&PICK_UP) && random.chance(700) {
                PICK_UP
            } else {
                *random.pick(&worst)
            };
            sentences.push(bad(random, subject));
        }
        0 => sentences.push(random.word(general::BAD)),
        1 if !worst.is_empty() && !best.is_empty() && random.chance(600) => {
            sentences.push(good_of(random, &best));
            sentences.push(random.word(general::TURNS));
            sentences.push(bad_of(random, &worst));
        }
        1 => sentences.push(random.word(general::MIDDLING)),
        _ if !best.is_empty() && random.chance(760) => sentences.push(good_of(random, &best)),
        _ => sentences.push(random.word(general::GOOD)),
    }
    if random.chance(220) {
        sentences.insert(0, random.word(general::OPENINGS));
    }
    if random.chance(300) {
        sentences.push(random.word([general::CLOSINGS_BAD, general::CLOSINGS, general::CLOSINGS_GOOD][group]));
    }
    if group == 0 && random.chance(9) {
        sentences.push(random.word(general::CONTACTS));
    }
    finished(random, &sentences)
}

/// A comment on the pick-up, and what somebody who reads it notes of it: subjects, parted by `+`, and tone.
pub(crate) struct Coded {
    /// The comment.
    pub(crate) text: String,
    /// What it is about: `attente`, `introuvable`, `répéter`, `accès`.
    pub(crate) subjects: String,
    /// `négatif`, `neutre` or `positif`.
    pub(crate) tone: &'static str,
}

/// What went wrong at the pick-up, asked of those who rated it 3 or less. Who codes it has a stream of their own, so that
/// their mistakes change no word.
pub(crate) fn about_pick_up(random: &mut Random, coder: &mut Random, rating: u32, wave: usize) -> Coded {
    // In March people waited a little; since then staff no longer see the orders either.
    let weights = if wave == 0 {
        [600, 90, 90, 220]
    } else {
        [400, 270, 250, 80]
    };
    let banks = [
        pick_up::WAITING,
        pick_up::NOT_VISIBLE,
        pick_up::EXPLAIN_AGAIN,
        pick_up::SMALL_THINGS,
    ];
    let first = if rating == 3 && wave == 0 {
        3
    } else {
        random.weighted(&weights)
    };
    let mut sentences = vec![random.word(banks[first])];
    let mut subjects = vec![first];
    if rating <= 2 && random.chance(300) {
        let second = (first + 1 + random.below(2) as usize) % 3;
        sentences.push(random.word(banks[second]));
        subjects.push(second);
    }
    if rating == 1 && random.chance(350) {
        sentences.push(random.word(pick_up::CONSEQUENCES));
    }
    if random.chance(6) {
        sentences.push(random.word(general::CONTACTS));
    }
    Coded {
        subjects: coded(coder, &subjects),
        tone: tone(coder, pick_up::NEITHER.contains(&sentences[0]), rating),
        text: finished(random, &sentences),
    }
}

/// The subjects as somebody notes them: now and then one is missed, or taken for another.
fn coded(coder: &mut Random, subjects: &[usize]) -> String {
    let mut noted: Vec<&str> = Vec::new();
    for (place, subject) in subjects.iter().enumerate() {
        let taken_for_another = coder.chance(40);
        if place > 0 && coder.chance(120) {
            continue;
        }
        let subject = if taken_for_another { (subject + 1) % 4 } else { *subject };
        let subject = ["attente", "introuvable", "répéter", "accès"][subject];
        if !noted.contains(&subject) {
            noted.push(subject);
        }
    }
    noted.join("+")
}

/// The tone as somebody hears it: trouble is bad to hear, a wish or a shrug is neither.
fn tone(coder: &mut Random, neither: bool, rating: u32) -> &'static str {
    let weights = match (neither, rating) {
        (true, _) => [80, 880, 40],
        (false, 1 | 2) => [970, 30, 0],
        (false, _) => [900, 100, 0],
    };
    ["négatif", "neutre", "positif"][coder.weighted(&weights)]
}

fn bad_of(random: &mut Random, subjects: &[usize]) -> &'static str {
    let subject = *random.pick(subjects);
    bad(random, subject)
}

fn good_of(random: &mut Random, subjects: &[usize]) -> &'static str {
    let subject = *random.pick(subjects);
    good(random, subject)
}

fn bad(random: &mut Random, subject: usize) -> &'static str {
    if subject == PICK_UP {
        let bank = [pick_up::WAITING, pick_up::NOT_VISIBLE, pick_up::EXPLAIN_AGAIN][random.weighted(&[45, 30, 25])];
        return random.word(bank);
    }
    theme(subject).map_or("", |theme| random.word(theme.bad))
}

fn good(random: &mut Random, subject: usize) -> &'static str {
    if subject == PICK_UP {
        return random.word(pick_up::GOOD);
    }
    theme(subject).map_or("", |theme| random.word(theme.good))
}

fn theme(subject: usize) -> Option<&'static Theme> {
    let mut themes = online::THEMES.iter().chain(shop::THEMES).chain(service::THEMES);
    themes.find(|theme| theme.column == RATED[subject].column)
}

/// Joins the sentences, fills in what varies, and leaves some as carelessly typed as people leave them.
fn finished(random: &mut Random, sentences: &[&str]) -> String {
    let gap = if sentences.len() > 1 && random.chance(25) {
        "\n"
    } else {
        " "
    };
    let sentences: Vec<String> = sentences.iter().map(|sentence| filled(random, sentence)).collect();
    let mut text = sentences.join(gap);
    if random.chance(160) && text.ends_with('.') {
        text.pop();
    }
    match random.below(1000) {
        0..90 => text = text.to_lowercase(),
        90..110 => text = text.to_uppercase(),
        110..128 if text.ends_with('.') => {
            text.pop();
            text.push_str(" !!");
        }
        _ => {}
    }
    text
}

/// A sentence with its slots filled and its first letter a capital.
fn filled(random: &mut Random, sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for (slot, words) in general::SLOTS {
        while text.contains(slot) {
            text = text.replacen(slot, random.word(words), 1);
        }
    }
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
