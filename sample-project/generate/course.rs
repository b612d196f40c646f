//! The forty-two answers of the student's project under `course/`: one bookshop café, one wave, a comma file.

use std::fmt::Write as _;

use crate::random::Random;
use crate::rows;
use crate::story;

/// How many people answered.
const ANSWERS: u32 = 42;

/// What some of them wrote.
const WORDS: [&str; 16] = [
    "On se sent bien, j'y reste toujours plus longtemps que prévu.",
    "Le libraire m'a conseillé un roman que j'ai adoré.",
    "J'aurais aimé savoir en ligne si le livre était là avant de venir.",
    "Le café est bon mais l'attente au comptoir est longue le samedi.",
    "Très bel endroit, un peu cher.",
    "Impossible de trouver les horaires d'été sur le site.",
    "Ma commande est arrivée en deux jours, j'ai reçu un SMS, parfait.",
    "Les rencontres avec les auteurs sont la raison pour laquelle je viens.",
    "Pas assez de places assises pour travailler.",
    "J'ai réservé un livre par téléphone et personne n'était au courant quand je suis venue.",
    "Accueil chaleureux, on prend le temps de m'écouter.",
    "Le rayon jeunesse est une mine.",
    "Je ne savais pas qu'il existait une carte de fidélité.",
    "Le compte Instagram donne envie mais ne dit jamais les prix.",
    "Rien à redire.",
    "J'ai dû expliquer deux fois ce que j'avais commandé.",
];

/// The file: commas, ISO dates, as an online form exports it.
pub(crate) fn answers() -> String {
    let mut random = Random::new(story::SEED + 42);
    let mut out = String::from(
        "id,date,statut,dernier_contact,nps,satisfaction,effort,vitrine,conseil,commande,cafe,fidelite,commentaire\n",
    );
    for number in 1..=ANSWERS {
        let status = ["étudiant", "habitant", "de passage"][random.weighted(&[520, 360, 120])];
        let channel = ["Librairie", "Site", "Instagram", "Téléphone"][random.weighted(&[640, 200, 100, 60])];
        let mood = random.weighted(&story::MOODS);
        let group = random.weighted(&story::NPS_BY_MOOD[mood]);
        let answers = story::NPS_WITHIN[group];
        let weights: Vec<u32> = answers.iter().map(|(_, weight)| *weight).collect();
        let nps = answers[random.weighted(&weights)].0;
        let csat = random.weighted(&story::CSAT_BY_GROUP[group]) + 1;
        // Effort 1–5: low is good, so the wording runs the other way.
        let effort = random.weighted(
            &[
                [60, 160, 280, 320, 180],
                [220, 380, 250, 120, 30],
                [430, 370, 140, 50, 10],
            ][group],
        ) + 1;
        let day = random.between(2, 20);
        _ = write!(
            out,
            "{number},2026-11-{day:02},{status},{channel},{nps},{csat},{effort}"
        );
        for (mean, reach) in [(400, 900), (440, 850), (330, 520), (390, 760), (350, 380)] {
            out.push(',');
            if random.chance(reach) {
                _ = write!(
                    out,
                    "{}",
                    random.weighted(&story::spread(mean + story::MOOD_SHIFT[mood])) + 1
                );
            }
        }
        let words = if random.chance(450) { random.word(&WORDS) } else { "" };
        _ = writeln!(out, ",{}", comma_quoted(words));
    }
    out
}

fn comma_quoted(text: &str) -> String {
    if text.contains(',') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        rows::quoted(text)
    }
}
