//! Rows of the survey of the sample project, as a French survey tool would export them: semicolons, decimal comma,
//! dates with the day first, 9 for “sans objet”.

use std::fmt::Write as _;

use crate::random::Random;
use crate::story::{self, Kind};
use crate::verbatims;

/// The columns before the ratings.
const BEFORE: &str = "reponse;date;canal;tranche_age;commandes_en_ligne_12m;visites_magasin_12m;retraits_12m;\
                      preparation;dernier_panier;recommandation;satisfaction;facilite";

/// A respondent before any answer.
struct Person {
    kind: usize,
    mood: usize,
    age: &'static str,
    orders: u32,
    visits: u32,
    prepared: &'static str,
    basket_cents: u32,
}

/// The whole file, with a byte order mark as spreadsheets write it.
pub(crate) fn satisfaction() -> String {
    let mut random = Random::new(story::SEED);
    // Words come from a stream of their own: a new sentence changes no figure.
    let mut words = Random::new(story::WORDS_SEED);
    // So does who codes the comments, and what was recorded.
    let mut coder = Random::new(story::CODER_SEED);
    let mut out = format!("\u{feff}{BEFORE}");
    for rated in &story::RATED {
        out.push(';');
        out.push_str(rated.column);
    }
    out.push_str(";commentaire;commentaire_retrait;codage_sujet;codage_ton;session\r\n");
    let mut number = 0;
    for wave in 0..story::WAVES.len() {
        let mut days: Vec<u32> = (0..story::WAVES[wave].rows)
            .map(|_| random.between(story::WAVES[wave].days.0, story::WAVES[wave].days.1))
            .collect();
        days.sort_unstable();
        for day in days {
            number += 1;
            row(&mut out, [&mut random, &mut words, &mut coder], number, wave, day);
        }
    }
    out
}

fn row(out: &mut String, [random, words, coder]: [&mut Random; 3], number: u32, wave: usize, day: u32) {
    let person = person(random);
    let ratings = ratings(random, &person, wave);
    let pick_up = ratings[story::PICK_UP];
    let group = if pick_up.is_some_and(|rating| rating <= 2) {
        random.weighted(&story::NPS_AFTER_BAD_PICK_UP)
    } else {
        random.weighted(&story::NPS_BY_MOOD[person.mood])
    };
    let nps = within(random, story::NPS_WITHIN[group]);
    let csat = random.weighted(&story::CSAT_BY_GROUP[group]) + 1;
    let ces = random.weighted(&story::CES_BY_GROUP[group]) + 1;
    let channel = channel(random, number, person.kind);
    let pick_ups = match pick_up {
        Some(_) => random.between(1, person.orders.max(1)),
        None => 0,
    };
    let month = story::WAVES[wave].month;
    _ = write!(
        out,
        "S{number:05};{day:02}/{month:02}/2026;{channel};{};{};{};{pick_ups};{};{},{:02};",
        person.age,
        person.orders,
        person.visits,
        person.prepared,
        person.basket_cents / 100,
        person.basket_cents % 100,
    );
    // A few stop before the end of a question, or say that they do not know.
    _ = if random.chance(12) {
        write!(out, ";")
    } else {
        write!(out, "{nps};")
    };
    _ = match random.below(1000) {
        0..12 => write!(out, ";"),
        12..30 => write!(out, "NSP;"),
        _ => write!(out, "{csat};"),
    };
    if !random.chance(45) {
        _ = write!(out, "{ces}");
    }
    for rating in ratings {
        out.push(';');
        match rating {
            Some(rating) => _ = write!(out, "{rating}"),
            // Not met: most say so, some leave it blank.
            None if random.chance(820) => out.push('9'),
            None => {}
        }
    }
    let comment = if random.chance(story::COMMENTS_BY_GROUP[group]) {
        verbatims::comment(words, group, &ratings)
    } else {
        String::new()
    };
    _ = write!(out, ";{};", quoted(&comment));
    match pick_up {
        Some(rating) if rating <= 3 && random.chance(story::PICK_UP_COMMENTS) => {
            let coded = verbatims::about_pick_up(words, coder, rating, wave);
            _ = write!(out, "{};{};{};", quoted(&coded.text), coded.subjects, coded.tone);
        }
        _ => out.push_str(";;;"),
    }
    // Some of those who had trouble on the site or in the app allowed their visit to be recorded.
    let trouble = story::ON_SCREEN
        .iter()
        .any(|place| ratings[*place].is_some_and(|rating| rating <= 2));
    if trouble && !comment.is_empty() && coder.chance(story::RECORDED) {
        _ = write!(out, "https://rejeu.example.org/lecture?session=S{number:05}");
    }
    out.push_str("\r\n");
}

fn person(random: &mut Random) -> Person {
    let kind = random.weighted(&story::KINDS.map(|(_, weight)| weight));
    let profile = &story::PROFILES[kind];
    let mood = random.weighted(&story::MOODS);
    let age = ["18-24", "25-34", "35-49", "50-64", "65+", "Non précisé"][random.weighted(&profile.ages)];
    let prepared = ["Site", "Application", "Non"][random.weighted(&profile.prepared)];
    let often = story::KINDS[kind].0 == Kind::Online && random.chance(story::ONLINE_AND_REGULAR);
    let visits = if often { (8, 14) } else { profile.visits };
    Person {
        kind,
        mood,
        age,
        orders: random.between(profile.orders.0, profile.orders.1),
        visits: random.between(visits.0, visits.1),
        prepared,
        basket_cents: random.between(profile.basket.0, profile.basket.1) * 100 + random.pick(&[0, 50, 90, 90, 95, 99]),
    }
}

fn ratings(random: &mut Random, person: &Person, wave: usize) -> [Option<u32>; 15] {
    let mut ratings = [None; 15];
    for (rating, rated) in ratings.iter_mut().zip(&story::RATED) {
        if !random.chance(rated.reach[person.kind]) {
            continue;
        }
        let shift = if wave == 0 { 0 } else { rated.shift[person.kind] };
        let mean = rated.mean[person.kind] + shift + story::MOOD_SHIFT[person.mood];
        *rating = Some(random.weighted(&story::spread(mean)) as u32 + 1);
    }
    ratings
}

fn within(random: &mut Random, answers: &[(u32, u32)]) -> u32 {
    let weights: Vec<u32> = answers.iter().map(|(_, weight)| *weight).collect();
    answers[random.weighted(&weights)].0
}

fn channel(random: &mut Random, number: u32, kind: usize) -> &'static str {
    if number % story::SOCIAL_EVERY == 7 {
        return "Réseaux sociaux";
    }
    let channels = ["Site", "Appli", "Magasin", "Téléphone", "E-mail", "Chatbot", ""];
    channels[random.weighted(&story::PROFILES[kind].channels)]
}

/// A field of the file: quoted where a semicolon, a quote or a line break asks for it.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
